/**
 * A2 and A6: pain that rises above what is usual for this patient, during exercise or on the morning after. Numbers are the
 * clinic's rules' (section 6); a clinician may choose others for a patient. They suggest a look and never change a plan. Pure.
 */
import { daysBetween } from '../calendar/days';
import { type HeardBefore, isNews, type Occasion } from './occasion';
import {
  type Baseline,
  baselineFor,
  heardFrom,
  morningReports,
  type PainReport,
  sessionReports,
  type Told,
} from './told';

export interface Threshold {
  /** A2: by so much above the baseline, on two reports running. */
  aboveBaseline: number;
  /** A2: newly above this, where the baseline was not. */
  over: number;
}

export const USUAL_THRESHOLD: Threshold = { aboveBaseline: 2, over: 5 };

/** Two mornings are running when no report lies between them and they are not further apart than this [our decision]. */
export const MORNINGS_APART_MAX = 3;

/** The key of either: a patient's pain is one thing. */
export const PAIN = 'pain';

/**
 * A2. Of several places in the row where it holds, the latest that is news. A session is one report: it counts from what made it
 * hurt so much, and not again with the next exercise of it.
 */
export function painAboveBaseline(
  told: readonly Told[],
  assessed: number | null,
  threshold: Threshold,
  heard: HeardBefore,
): Occasion[] {
  const reports = sessionReports(told);
  for (let place = reports.length - 1; place >= 0; place--) {
    const now = reports[place] as PainReport;
    const before = reports[place - 1];
    const baseline = baselineFor(place, reports, assessed);
    const usual = baseline.value;
    const high = usual === null ? Infinity : usual + threshold.aboveBaseline;
    const areHigh = before !== undefined && before.pain >= high && now.pain >= high;
    if (areHigh && isNews(heard, [heardFrom(before, high), heardFrom(now, high)])) {
      return [occasion('A2', 'above_baseline', [before, now], baseline, { by: threshold.aboveBaseline })];
    }
    // nothing to hold it against is no reason not to hear it
    const wasBelow = usual === null || usual <= threshold.over;
    const isNew = now.pain > threshold.over && (before === undefined || before.pain <= threshold.over);
    if (wasBelow && isNew && isNews(heard, [heardFrom(now, threshold.over + 1)])) {
      return [occasion('A2', 'over_limit', [now], baseline, { over: threshold.over })];
    }
  }
  return [];
}

/**
 * A6. A morning is held against the lower of what mornings and what sessions were at first: whoever woke up sore from the
 * first day on is not taken to be used to it.
 */
export function sorerMornings(
  told: readonly Told[],
  assessed: number | null,
  heard: HeardBefore,
): Occasion[] {
  const mornings = morningReports(told);
  const sessions = sessionReports(told);
  const usualOn = (place: number): Baseline => {
    const done = sessions.filter(({ at }) => at < (mornings[place] as PainReport).at).length;
    const [a, b] = [baselineFor(place, mornings, assessed), baselineFor(done, sessions, assessed)];
    if (a.value === null || b.value === null) return a.value === null ? b : a;
    return b.value < a.value ? b : a;
  };
  for (let place = mornings.length - 1; place > 0; place--) {
    const [before, now] = [mornings[place - 1] as PainReport, mornings[place] as PainReport];
    const baseline = usualOn(place);
    const usual = baseline.value;
    if (usual === null || before.pain <= usual || now.pain <= usual) continue;
    if (daysBetween(before.day, now.day) > MORNINGS_APART_MAX) continue;
    if (isNews(heard, [heardFrom(before, usual + 1), heardFrom(now, usual + 1)])) {
      return [occasion('A6', 'above_baseline', [before, now], baseline, {})];
    }
  }
  return [];
}

function occasion(
  kind: 'A2' | 'A6',
  because: string,
  reports: readonly PainReport[],
  baseline: Baseline,
  threshold: object,
): Occasion {
  return {
    kind,
    key: PAIN,
    prescriptionId: reports.at(-1)?.prescriptionId ?? null,
    facts: {
      because,
      pain: reports.map(({ pain }) => pain),
      days: reports.map(({ day }) => day),
      baseline: baseline.value,
      baselineFrom: baseline.from,
      ...threshold,
    },
  };
}
