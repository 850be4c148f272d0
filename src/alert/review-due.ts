/**
 * A7 and A8: what the calendar brings up. A review that has passed, an assessment that is too old to go on at the same level,
 * and scores that did not change by the review. Each is said once for its day; the limits are the clinic's. Pure.
 */
import { changeOver, type OutcomePoint } from '../outcome/outcome-series';
import { type InstrumentCode, instrumentOf } from '../outcome/instrument';
import { type FreshnessLimits, isTooOldFor } from '../prescription/freshness';
import type { Heard, Occasion } from './occasion';

/** One that was issued and not ended; paused ones too, or nobody would think of them. */
export interface RunningPlan {
  prescriptionId: string;
  reviewOn: string;
  adviceUntil: string;
  isPaused: boolean;
  /** The last full assessment of its episode that stands. */
  fullScreenOn: string | null;
}

/** A7, but for videos that are gone, which whoever checks them raises. */
export function reviewDue(
  plan: RunningPlan,
  limits: Pick<FreshnessLimits, 'sameLevelDays'>,
  today: string,
  heard: Heard,
): Occasion[] {
  const { prescriptionId, reviewOn, adviceUntil, isPaused, fullScreenOn } = plan;
  if (today > adviceUntil) return [];
  const occasions: Occasion[] = [];
  if (today > reviewOn) {
    const facts = { because: 'review_passed', reviewOn, adviceUntil };
    occasions.push({ kind: 'A7', key: `review ${prescriptionId} ${reviewOn}`, prescriptionId, facts });
  }
  if (!isPaused && fullScreenOn !== null && isTooOldFor(fullScreenOn, limits.sameLevelDays, today)) {
    const facts = {
      because: 'assessment_too_old',
      assessedOn: fullScreenOn,
      limitDays: limits.sameLevelDays,
    };
    occasions.push({
      kind: 'A7',
      key: `assessment ${prescriptionId} ${fullScreenOn}`,
      prescriptionId,
      facts,
    });
  }
  return occasions.filter(({ kind, key }) => !heard.ever(kind, key));
}

export interface Scores {
  instrument: InstrumentCode;
  /** By day, oldest first. */
  points: readonly OutcomePoint[];
}

/** A8: on the day of the review, where something was scored twice and nothing of it is better. */
export function noChange(
  { prescriptionId, reviewOn, adviceUntil }: RunningPlan,
  scores: readonly Scores[],
  today: string,
  heard: Heard,
): Occasion[] {
  const key = `outcome ${prescriptionId} ${reviewOn}`;
  if (today < reviewOn || today > adviceUntil || heard.ever('A8', key)) return [];
  const changes = scores.flatMap(({ instrument, points }) => {
    const change = changeOver(instrumentOf(instrument), points);
    return change === null || change.verdict === 'not_known' ? [] : [{ instrument, ...change }];
  });
  if (changes.length === 0 || changes.some(({ verdict }) => verdict === 'better')) return [];
  return [{ kind: 'A8', key, prescriptionId, facts: { reviewOn, changes } }];
}
