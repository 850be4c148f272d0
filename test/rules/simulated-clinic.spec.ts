/**
 * Whether the alerts can be lived with, and whether they hear what they should: 200 patients and 5 clinicians over 28 days, with
 * 20 planted troubles. What is tuned to the limit is ours (what is one report, what counts again, windows), never a number of
 * the clinic's rules.
 */
import { ALERT_KINDS } from '../../src/alert/alert-rules';
import { CLINICIANS, DAYS, isWorkingDay, simulate, type SimulatedAlert } from '../support/simulated-clinic';

const SEEDS = [1, 2, 3, 4];
const runs = SEEDS.map((seed) => ({ seed, ...simulate(seed) }));

/** What each clinician finds new on each working day: what came since the last one. */
function newPerWorkingDay(alerts: readonly SimulatedAlert[]): number[] {
  const working = Array.from({ length: DAYS }, (_, day) => day).filter(isWorkingDay);
  return Array.from({ length: CLINICIANS }, (_, clinician) =>
    working.map(
      (day, place) =>
        alerts.filter(
          (one) =>
            one.clinician === clinician && one.openedOn <= day && one.openedOn > (working[place - 1] ?? -1),
        ).length,
    ),
  ).flat();
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
const percentile = (numbers: readonly number[], share: number): number =>
  [...numbers].sort((a, b) => a - b)[Math.ceil(share * numbers.length) - 1] as number;

it.each(runs)('clinic $seed: at most 3 alerts a working day for a clinician', ({ alerts }) => {
  const perDay = newPerWorkingDay(alerts);
  const summary = {
    mean: Number(mean(perDay).toFixed(2)),
    p95: percentile(perDay, 0.95),
    most: Math.max(...perDay),
    byKind: Object.fromEntries(
      ALERT_KINDS.map((kind) => [kind, alerts.filter((alert) => alert.kind === kind).length]),
    ),
  };
  if (process.env.SHOW) process.stdout.write(`${JSON.stringify(summary)}\n`);
  expect(summary.mean).toBeLessThanOrEqual(3);
  // Mondays bring what a weekend found; that it was 6 to 10 is told, and more would be a change
  expect(summary.p95).toBeLessThanOrEqual(10);
});

it.each(runs)('clinic $seed: none of 20 planted troubles is missed', ({ troubles, missed }) => {
  expect(troubles).toHaveLength(20);
  expect(new Set(troubles.map(({ kind }) => kind)).size).toBe(6);
  expect(missed).toEqual([]);
});

it('never alerts to the silence of somebody on paper', () => {
  for (const { alerts, onPaper } of runs) {
    expect(onPaper.length).toBeGreaterThan(5);
    expect(alerts.filter(({ patient }) => onPaper.includes(patient)).map(({ kind }) => kind)).not.toContain(
      'A4',
    );
  }
});
