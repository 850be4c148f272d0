import { Injectable } from '@nestjs/common';
import {
  type Deciding,
  decisionsTaken,
  formerOf,
  isCarried,
  matchesToDecide,
} from '../appropriateness/decisions';
import { AppropriatenessService } from '../appropriateness/appropriateness.service';
import type { Answer, GivenDecisionDto, MatchDto } from '../appropriateness/appropriateness.dto';
import { toMatch } from '../appropriateness/appropriateness.dto';
import { verdictOf } from '../appropriateness/appraisal';
import { outstanding } from '../appropriateness/outstanding';
import type { Match, Opinion } from '../appropriateness/rule-language';
import { type Clinic } from '../clinic/clinic.entity';
import { ClinicService } from '../clinic/clinic.service';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { assertRevision } from '../http/revision';
import { AdviceFactsService } from './advice-facts.service';
import {
  addDays,
  assertAdviceMayStand,
  footingFor,
  footingHolds,
  issueDates,
  levelAsked,
  weekOneOf,
  weeksApart,
} from './advice-rules';
import { DraftService } from './draft.service';
import { compareLevel, type PlanLevel } from './freshness';
import { asLevel, asPlanned, type WrittenPlan } from './plan-views';
import type { AppraisalDto, IssuanceDto } from './prescription.dto';
import { type Prescription, PrescriptionVersion } from './prescription.entity';
import {
  appendTransition,
  easierThan,
  getFooting,
  getPrescription,
  getPrescriptionForUpdate,
  getWritten,
  hasOpenInEpisode,
  planAsItStands,
  recorded,
  sessionsExpected,
  type WholePrescription,
} from './prescription.repository';

/** Issuing a draft: everything that is asked before a patient is told anything, in one place. */
@Injectable()
export class IssuanceService {
  constructor(
    private readonly clinics: ClinicService,
    private readonly adviceFacts: AdviceFactsService,
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
    const { facts, clinic } = await this.adviceFacts.factsFor(tx, prescription);
    assertAdviceMayStand(facts);
    if (await hasOpenInEpisode(tx, prescription)) throw new AppError('prescription.another_open');

    const { liveVersionId } = prescription;
    const draft = await this.drafts.getReviewed(tx, prescription);
    const live = liveVersionId === null ? null : await getWritten(tx, liveVersionId);
    // what no longer stands is no level to go on from
    const before = live && footingHolds(await getFooting(tx, prescription), facts) ? live : null;
    const planBefore = await planAsItStands(tx, prescription);
    const startsOn = asked.startsOn ?? tx.today;
    const weekOneOn = weekOneOf(asked.weekOneOn, planBefore, startsOn, tx.today);
    const level = await this.levelOf(tx, draft, before, weeksApart(weekOneOn, planBefore));
    const dates = issueDates(asked, planBefore, level, clinic.adviceDaysAfterReview, tx.today);
    const footing = footingFor(levelAsked(level, dates, planBefore, tx.today), facts, dates.startsOn);

    const days = { startsOn: dates.startsOn, reviewOn: dates.reviewOn };
    const { opinion, deciding } = await this.opinionOn(tx, prescription, clinic, draft, before, level, days);
    const { decisions = [] } = asked;
    assertDecided(opinion, decisions, deciding);

    await tx.em.update(PrescriptionVersion, { id: draft.version.id }, footing);
    await this.appropriateness.keepDecisions(
      tx,
      { ...whoseIs(prescription), prescriptionId: id, versionId: draft.version.id },
      decisionsTaken(opinion, decisions, deciding),
    );
    if (liveVersionId !== null) await appendTransition(tx, prescription, 'superseded', {});
    await appendTransition(tx, prescription, 'issued', {
      versionId: draft.version.id,
      ...dates,
      weekOneOn,
      sessionsExpected: await sessionsExpected(tx, prescription, draft, { ...dates, weekOneOn }),
    });
    return recorded(tx, prescription, 'prescription.issued');
  }

  /** What the rules say of the draft, or of what is live where nothing is drafted, if it were issued today. */
  async appraise(tx: Tx, id: string): Promise<AppraisalDto> {
    const prescription = await getPrescription(tx, id);
    tx.sawRecordOf(prescription.patientId);
    const { draftVersionId, liveVersionId } = prescription;
    const versionId = draftVersionId ?? liveVersionId;
    if (versionId === null) throw new AppError('prescription.no_draft');
    const written = await getWritten(tx, versionId);
    const before =
      liveVersionId === null || liveVersionId === versionId ? null : await getWritten(tx, liveVersionId);
    const planBefore = await planAsItStands(tx, prescription);
    const weekOneOn = weekOneOf(undefined, planBefore, tx.today, tx.today);
    const level = await this.levelOf(tx, written, before, weeksApart(weekOneOn, planBefore));
    const clinic = await this.clinics.getClinic(tx);
    const days = { startsOn: tx.today, reviewOn: prescription.reviewOn ?? addDays(tx.today, 1) };
    const { opinion, deciding } = await this.opinionOn(
      tx,
      prescription,
      clinic,
      written,
      before,
      level,
      days,
    );
    const plan = asPlanned(written);
    const instead = await this.appropriateness.insteadOf(tx, whoseIs(prescription), opinion.matches, plan);
    return {
      versionNumber: written.version.number,
      level,
      verdict: verdictOf(opinion),
      strongReviewDays: clinic.strongReviewDays,
      matches: opinion.matches.map((match): MatchDto =>
        toMatch(match, answerTo(match, opinion, deciding), instead.get(match) ?? []),
      ),
      unknown: opinion.unknown,
      coverage: await this.appropriateness.coverageOf(tx, plan),
    };
  }

  private async opinionOn(
    tx: Tx,
    prescription: Prescription,
    clinic: Clinic,
    written: WrittenPlan,
    before: WrittenPlan | null,
    level: PlanLevel,
    days: { startsOn: string; reviewOn: string },
  ): Promise<{ opinion: Opinion; deciding: Deciding }> {
    const plan = asPlanned(written);
    const live = before && asPlanned(before);
    return {
      opinion: await this.appropriateness.opinionOn(tx, whoseIs(prescription), plan, live),
      deciding: {
        ...days,
        plan,
        episodeId: prescription.episodeId,
        today: tx.today,
        strongReviewDays: clinic.strongReviewDays,
        former: await this.appropriateness.formerDecisions(tx, prescription.patientId),
        isReduction: level === 'reduced',
        liveExerciseIds: live?.map(({ exerciseId }) => exerciseId) ?? [],
      },
    };
  }

  private async levelOf(
    tx: Tx,
    written: WrittenPlan,
    before: WrittenPlan | null,
    apart: number,
  ): Promise<PlanLevel> {
    const ids = [...written.items, ...(before?.items ?? [])].map(({ exerciseId }) => exerciseId);
    const easier = await easierThan(tx, ids);
    return compareLevel(before && asLevel(before, easier), asLevel(written, easier), apart);
  }
}

const whoseIs = ({ patientId, episodeId }: Prescription) => ({ patientId, episodeId });

function assertDecided(opinion: Opinion, decisions: GivenDecisionDto[], deciding: Deciding): void {
  const faults = outstanding(opinion, decisions, deciding);
  if (faults.length === 0) return;
  const isForbidden = opinion.matches.some(({ level }) => level === 'HARD');
  throw new AppError(
    isForbidden ? 'prescription.rule_forbids' : 'prescription.decision_missing',
    undefined,
    faults,
  );
}

function answerTo(match: Match, opinion: Opinion, deciding: Deciding): Answer {
  if (!matchesToDecide(opinion.matches, deciding).includes(match)) return 'none';
  if (isCarried(match, deciding)) return 'carried';
  return formerOf(match, deciding) ? 'may_be_confirmed' : 'needed';
}
