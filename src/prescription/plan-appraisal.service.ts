import { Injectable } from '@nestjs/common';
import { verdictOf } from '../appropriateness/appraisal';
import { type Answer, type MatchDto, toMatch } from '../appropriateness/appropriateness.dto';
import { AppropriatenessService } from '../appropriateness/appropriateness.service';
import { type Deciding, formerOf, isCarried, matchesToDecide } from '../appropriateness/decisions';
import type { Known } from '../appropriateness/known';
import { forbidden, outstandingToProlong } from '../appropriateness/outstanding';
import type { Match, Opinion, PlannedItem } from '../appropriateness/rule-language';
import type { SignedAssessment } from '../assessment/assessment.entity';
import { AssessmentService } from '../assessment/assessment.service';
import { type PlanAgainst, PlansAgainst } from '../assessment/plans-against';
import type { Tx } from '../db/tx';
import { AppError, type FieldFault } from '../http/errors';
import { type AdviceBasis, AdviceFactsService } from './advice-facts.service';
import {
  type AdviceDates,
  type AdviceFacts,
  daysClosed,
  footingHolds,
  type PlanBefore,
  planDays,
  weekOneGoingOn,
  weekOneOf,
} from './advice-rules';
import { compareLevel, type PlanLevel } from './plan-level';
import { asLevel, asPlanned, type WrittenPlan } from './plan-views';
import type { AppraisalDto } from './prescription.dto';
import type { Prescription } from './prescription.entity';
import { begunPhases, getPrescription, openOfPatient, planAsItStands } from './prescription.repository';
import { easierThan, footingOf, getWrittenPlan, itemsWithCheckedVideo } from './version.repository';

/** A plan held against what is live and against the rules. */
export interface Weighed {
  level: PlanLevel;
  opinion: Opinion;
  deciding: Deciding;
  planned: PlannedItem[];
  /** null: nothing is advised here. */
  known: Known | null;
}

/** Where the weeks of a plan begin, of an issue or as if it were issued today. */
export interface Beginning {
  planBefore: PlanBefore;
  startsOn: string;
  weekOneOn: string;
}

/**
 * What the rules say of a plan that was written: of a draft that may be issued, and of what runs on while more is found. It
 * changes nothing: whether a plan ends, a clinician decides.
 */
@Injectable()
export class PlanAppraisalService extends PlansAgainst {
  constructor(
    private readonly adviceFacts: AdviceFactsService,
    private readonly assessments: AssessmentService,
    private readonly appropriateness: AppropriatenessService,
  ) {
    super();
  }

  /** The same for an issue and for a look before it. */
  async weigh(
    tx: Tx,
    prescription: Prescription,
    plan: WrittenPlan,
    { facts, signed }: AdviceBasis,
    beginning: Beginning,
  ): Promise<Weighed> {
    const { patientId, episodeId } = prescription;
    const before = await planToGoOnFrom(tx, prescription, facts);
    const items = [...plan.items, ...(before?.items ?? [])];
    const level = await levelOf(tx, prescription, plan, before, beginning);
    const checked = await itemsWithCheckedVideo(tx, items);
    const planned = asPlanned(plan, checked);
    const known = await this.appropriateness.findKnown(tx, { patientId, episodeId }, signed);
    const opinion = this.appropriateness.opinionOn(known, planned, before && asPlanned(before, checked));
    const deciding: Deciding = {
      plan: planned,
      episodeId,
      today: tx.today,
      former: await this.appropriateness.formerDecisions(tx, patientId),
      isReduction: level === 'reduced',
      liveExerciseIds: before?.items.map(({ exerciseId }) => exerciseId) ?? [],
    };
    return { level, opinion, deciding, planned, known };
  }

  /** Of the draft, or of what is live where nothing is drafted, as if it were issued today. Throws prescription.no_draft. */
  async appraise(tx: Tx, id: string): Promise<AppraisalDto> {
    const prescription = await getPrescription(tx, id);
    tx.sawRecordOf(prescription.patientId);
    const versionId = prescription.draftVersionId ?? prescription.liveVersionId;
    if (versionId === null) throw new AppError('prescription.no_draft');
    const plan = await getWrittenPlan(tx, versionId);
    const basis = await this.adviceFacts.factsFor(tx, prescription);
    const planBefore = await planAsItStands(tx, prescription);
    const weekOneOn = weekOneOf(undefined, planBefore, tx.today);
    const beginning = { planBefore, startsOn: tx.today, weekOneOn };
    const weighed = await this.weigh(tx, prescription, plan, basis, beginning);
    const { level, opinion, deciding, planned, known } = weighed;
    const instead = await this.appropriateness.insteadOf(tx, known, opinion.matches, planned);
    return {
      versionNumber: plan.version.number,
      level,
      verdict: known === null ? 'rules_off' : verdictOf(opinion),
      strongReviewDays: basis.limits.strongReviewDays,
      matches: opinion.matches.map((match): MatchDto =>
        toMatch(match, answerTo(match, opinion, deciding), instead.get(match) ?? []),
      ),
      unknown: opinion.unknown,
      coverage: await this.appropriateness.coverageOf(tx, planned),
    };
  }

  /** What runs, or is to run again, must not go on against a HARD rule. Throws prescription.rule_forbids, naming the items. */
  async assertNotForbidden(
    tx: Tx,
    prescription: Prescription,
    live: WrittenPlan,
    signed: SignedAssessment[],
  ): Promise<void> {
    const faults = forbidden(await this.matchesNow(tx, prescription, live, signed), '/live');
    if (faults.length > 0) throw new AppError('prescription.rule_forbids', undefined, faults);
  }

  /**
   * What runs must not be prolonged against a HARD rule, nor against a STRONG one that nobody decided on as it is now, nor past
   * the day by which that decision is to be looked at. Throws prescription.rule_forbids or prescription.decision_missing.
   */
  async assertMayBeProlonged(
    tx: Tx,
    prescription: Prescription,
    live: WrittenPlan,
    { limits, signed }: AdviceBasis,
    { startsOn, reviewOn }: AdviceDates,
  ): Promise<void> {
    const { patientId, episodeId } = prescription;
    const planned = asPlanned(live, await itemsWithCheckedVideo(tx, live.items));
    const known = await this.appropriateness.findKnown(tx, { patientId, episodeId }, signed);
    const opinion = this.appropriateness.opinionOn(known, planned, null);
    const deciding: Deciding = {
      plan: planned,
      episodeId,
      today: tx.today,
      former: await this.appropriateness.formerDecisions(tx, patientId),
      isReduction: false,
      liveExerciseIds: [],
    };
    const from = startsOn > tx.today ? startsOn : tx.today;
    const review = { startsOn: from, reviewOn, strongReviewDays: limits.strongReviewDays };
    assertNothingOutstanding(opinion, outstandingToProlong(opinion, deciding, review));
  }

  async findFor(tx: Tx, patientId: string): Promise<PlanAgainst[]> {
    const signed = await this.assessments.signedOfPatient(tx, patientId);
    const against: PlanAgainst[] = [];
    for (const prescription of await openOfPatient(tx, patientId)) {
      const live = await getWrittenPlan(tx, prescription.liveVersionId as string);
      const matches = await this.matchesNow(tx, prescription, live, signed);
      const hard = matches.filter(({ level }) => level === 'HARD');
      if (hard.length === 0) continue;
      against.push({
        prescriptionId: prescription.id,
        ruleIds: [...new Set(hard.map(({ ruleId }) => ruleId))],
        places: [...new Set(hard.flatMap(({ places }) => places))].sort((a, b) => a - b),
      });
    }
    return against;
  }

  private async matchesNow(
    tx: Tx,
    { patientId, episodeId }: Prescription,
    live: WrittenPlan,
    signed: SignedAssessment[],
  ): Promise<Match[]> {
    const known = await this.appropriateness.findKnown(tx, { patientId, episodeId }, signed);
    const planned = asPlanned(live, await itemsWithCheckedVideo(tx, live.items));
    return this.appropriateness.opinionOn(known, planned, null).matches;
  }
}

/** Throws prescription.rule_forbids where a rule forbids it, else prescription.decision_missing, unless there is no fault. */
export function assertNothingOutstanding({ matches }: Opinion, faults: FieldFault[]): void {
  if (faults.length === 0) return;
  const isForbidden = matches.some(({ level }) => level === 'HARD');
  throw new AppError(
    isForbidden ? 'prescription.rule_forbids' : 'prescription.decision_missing',
    undefined,
    faults,
  );
}

/** What is live; null where nothing is, or where it rests on what no longer stands: that is no level to go on from. */
async function planToGoOnFrom(
  tx: Tx,
  { liveVersionId }: Prescription,
  facts: AdviceFacts,
): Promise<WrittenPlan | null> {
  const live = liveVersionId === null ? null : await getWrittenPlan(tx, liveVersionId);
  return live && footingHolds(footingOf(live.version), facts) ? live : null;
}

async function levelOf(
  tx: Tx,
  { id, daysClosed: closedSoFar }: Prescription,
  plan: WrittenPlan,
  before: WrittenPlan | null,
  { planBefore, startsOn, weekOneOn }: Beginning,
): Promise<PlanLevel> {
  const items = [...plan.items, ...(before?.items ?? [])];
  const easier = await easierThan(
    tx,
    items.map(({ exerciseId }) => exerciseId),
  );
  const phasesBegun = await begunPhases(tx, id, closedSoFar + daysClosed(planBefore, startsOn));
  const goingOn = weekOneGoingOn(planBefore, startsOn) ?? weekOneOn;
  return compareLevel(
    before && asLevel(before, easier, { weekOneOn: goingOn, phasesBegun }),
    asLevel(plan, easier, { weekOneOn, phasesBegun }),
    planDays(weekOneOn, planBefore, startsOn),
  );
}

function answerTo(match: Match, opinion: Opinion, deciding: Deciding): Answer {
  if (!matchesToDecide(opinion.matches, deciding).includes(match)) return 'none';
  if (isCarried(match, deciding)) return 'carried';
  return formerOf(match, deciding) ? 'may_be_confirmed' : 'needed';
}
