import { Injectable } from '@nestjs/common';
import { AppropriatenessService } from '../appropriateness/appropriateness.service';
import { decisionsTaken } from '../appropriateness/decisions';
import { outstanding } from '../appropriateness/outstanding';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { assertRevision } from '../http/revision';
import { hasBegun } from '../schedule/plan-weeks';
import { AdviceFactsService } from './advice-facts.service';
import {
  assertAdviceMayStand,
  daysClosed,
  footingFor,
  issueDates,
  levelAsked,
  putsOffReview,
  weekOneOf,
} from './advice-rules';
import { changesInWords } from './changes-in-words';
import { DraftService } from './draft.service';
import type { WrittenPlan } from './plan-views';
import { assertNothingOutstanding, type Beginning, PlanAppraisalService } from './plan-appraisal.service';
import type { IssuanceDto } from './prescription.dto';
import { type Prescription, PrescriptionVersion } from './prescription.entity';
import {
  appendTransition,
  begunPhases,
  getPrescriptionForUpdate,
  hasOpenInEpisode,
  planAsItStands,
  recorded,
  sessionsExpected,
  type WholePrescription,
} from './prescription.repository';
import { findLastIssued } from './version.repository';

/** Issuing a draft: everything that is asked before a patient is told anything, in one place. */
@Injectable()
export class IssuanceService {
  constructor(
    private readonly adviceFacts: AdviceFactsService,
    private readonly appraisals: PlanAppraisalService,
    private readonly appropriateness: AppropriatenessService,
    private readonly drafts: DraftService,
  ) {}

  /**
   * Throws what `assertAdviceMayStand`, `footingFor` and the reading of the draft throw, and prescription.rule_forbids or
   * prescription.decision_missing where the rules speak against it and nobody decided.
   */
  async issue(tx: Tx, id: string, expected: number, asked: IssuanceDto): Promise<WholePrescription> {
    const prescription = await getPrescriptionForUpdate(tx, id);
    assertRevision(prescription, expected);
    prescription.assertMay('issuance');
    const basis = await this.adviceFacts.factsFor(tx, prescription);
    const { facts, limits } = basis;
    assertAdviceMayStand(facts);
    if (await hasOpenInEpisode(tx, prescription)) throw new AppError('prescription.another_open');

    const draft = await this.drafts.getReviewed(tx, prescription);
    const planBefore = await planAsItStands(tx, prescription);
    const startsOn = asked.startsOn ?? tx.today;
    const weekOneOn = weekOneOf(asked.weekOneOn, planBefore, startsOn);
    const beginning = { planBefore, startsOn, weekOneOn };
    const { level, opinion, ...weighed } = await this.appraisals.weigh(
      tx,
      prescription,
      draft,
      basis,
      beginning,
    );
    const dates = issueDates(asked, planBefore, level, limits, tx.today);
    const freshness = levelAsked(level, dates, planBefore, tx.today);
    const footing = footingFor(freshness, facts, dates.startsOn);
    const isReduction = freshness === 'reduced' && !putsOffReview(dates, planBefore);
    const deciding = { ...weighed.deciding, isReduction };
    const { decisions = [] } = asked;
    assertNothingOutstanding(
      opinion,
      outstanding(opinion, decisions, deciding, { ...dates, strongReviewDays: limits.strongReviewDays }),
    );

    const { patientId, episodeId } = prescription;
    const closed = daysClosed(planBefore, dates.startsOn);
    const changes = await this.changesToTell(tx, prescription, draft, {
      ...dates,
      weekOneOn,
      planBefore,
      closed,
    });
    await tx.em.update(PrescriptionVersion, { id: draft.version.id }, { ...footing, changes });
    await this.appropriateness.keepDecisions(
      tx,
      { patientId, episodeId, prescriptionId: id, versionId: draft.version.id },
      decisionsTaken(opinion, decisions, deciding),
    );
    if (prescription.liveVersionId !== null) await appendTransition(tx, prescription, 'superseded', {});
    const days = { ...dates, weekOneOn, daysClosed: prescription.daysClosed + closed };
    await appendTransition(tx, prescription, 'issued', {
      versionId: draft.version.id,
      ...dates,
      weekOneOn,
      daysClosed: closed,
      sessionsExpected: await sessionsExpected(tx, prescription, draft, days),
    });
    return recorded(tx, prescription, 'prescription.issued');
  }

  /** In the patient's words. What waits for its week or its phase is not told of: the gate has yet to show it. */
  private async changesToTell(
    tx: Tx,
    prescription: Prescription,
    draft: WrittenPlan,
    { startsOn, weekOneOn, planBefore, closed }: Beginning & { closed: number },
  ): Promise<string[]> {
    const lastTold = await findLastIssued(tx, prescription);
    if (!lastTold) return [];
    const { id, daysClosed: closedSoFar } = prescription;
    const was = {
      weekOneOn: planBefore.weekOneOn ?? weekOneOn,
      phasesBegun: await begunPhases(tx, id, closedSoFar),
    };
    const is = { weekOneOn, phasesBegun: await begunPhases(tx, id, closedSoFar + closed) };
    return changesInWords(
      lastTold.items.filter((item) => hasBegun(item, was, tx.today)),
      draft.items.filter((item) => hasBegun(item, is, startsOn)),
    );
  }
}
