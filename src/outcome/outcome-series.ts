/**
 * Scores over time, and whether a change is one that a patient would notice. Pure. Scores of another version are another
 * series; activities are compared only with themselves.
 */
import { hundredths, type Instrument, nameOf, type OutcomeAnswers } from './instrument';

export interface OutcomePoint {
  takenOn: string;
  score: number;
  answers: OutcomeAnswers;
}

export const VERDICTS = ['better', 'worse', 'no_important_change', 'not_known'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface OutcomeChange {
  fromDay: string;
  toDay: string;
  /** Later minus earlier, in points; over the activities that both have. */
  difference: number;
  verdict: Verdict;
}

/** From the first to the last of points in the order of their days; null with fewer than two, or nothing in common. */
export function changeOver(
  { better, minimumImportantChange }: Instrument,
  points: readonly OutcomePoint[],
): OutcomeChange | null {
  const first = points.at(0);
  const last = points.at(-1);
  if (!first || !last || first === last) return null;
  const difference = differenceOf(first, last);
  if (difference === null) return null;
  const days = { fromDay: first.takenOn, toDay: last.takenOn, difference };
  if (minimumImportantChange === null) return { ...days, verdict: 'not_known' };
  if (Math.abs(difference) < minimumImportantChange) return { ...days, verdict: 'no_important_change' };
  return { ...days, verdict: difference > 0 === (better === 'higher') ? 'better' : 'worse' };
}

function differenceOf(first: OutcomePoint, last: OutcomePoint): number | null {
  const before = first.answers.activities;
  const after = last.answers.activities;
  if (!before || !after) return hundredths(last.score - first.score);
  const differences = after.flatMap(({ activity, score }) => {
    const same = before.find((one) => nameOf(one.activity) === nameOf(activity));
    return same ? [score - same.score] : [];
  });
  if (differences.length === 0) return null;
  return hundredths(differences.reduce((sum, one) => sum + one, 0) / differences.length);
}
