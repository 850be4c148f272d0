/**
 * The largest plan that may be written, held against another as large: a patient's record is locked meanwhile, so it must be
 * done in a moment. The times allowed here are many times what it takes, for a machine that is busy with other things.
 */
import { appraise } from '../../src/appropriateness/appraisal';
import type { Dosage, SetSpec } from '../../src/dosage/dosage';
import { TRAITS } from '../../src/exercise/traits';
import { ITEMS_MAX, SET_KINDS_MAX } from '../../src/plan/plan';
import { wholePlan } from '../../src/plan/whole-plan';
import { compareLevel } from '../../src/prescription/plan-level';
import { known, planOf } from '../support/appraised';

/** Each kind of sets of this shape is like no other: fewer reps with more weight. */
function doseOf(rows: number, kinds: number, from = 1): Dosage {
  const set = (n: number): SetSpec => ({
    count: 1,
    reps: { min: 1 + n, max: 2 + n },
    load: { kind: 'weight', kg: 100 - n },
    effort: { scale: 'rpe_10', value: { min: 3, max: 5 } },
    contraction: 'eccentric',
    range: { kind: 'degrees', fromDegrees: 0, toDegrees: 90 },
    assistance: 'band',
    surface: 'foam',
  });
  return {
    side: 'each_side',
    sessions: Array.from({ length: rows }, (_, row) => ({
      sets: Array.from({ length: kinds }, (_kind, n) => set(n)),
      weeks: { from: from + row, to: from + row },
      schedule: { kind: 'weekly', perDay: 1, perWeek: { exact: 3 } },
    })),
  };
}

/** In another order: which set belongs beside which has to be found out. */
const turned = (dosage: Dosage): Dosage => ({
  ...dosage,
  sessions: dosage.sessions.map((session) => ({ ...session, sets: session.sets?.toReversed() })),
});

/** One exercise in every place, so that every item may belong beside every other. */
const plan = (items: number, rows: number, kinds: number) =>
  Array.from({ length: items }, () => doseOf(rows, kinds));

const SHAPES: [items: number, rows: number, kinds: number][] = [
  [ITEMS_MAX, 1, 15],
  [ITEMS_MAX, 15, 1],
  [15, 5, 4],
  [5, 3, 20],
  [3, 100, 1],
];

/** Of the processor, which is nobody else's while others work beside. */
function millisecondsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** As a clinician would write it. */
function written(doses: readonly Dosage[]) {
  const items = doses.map((dosage) => ({ exerciseId: 'lift', dosage, why: 'For strength.' }));
  const library = [{ id: 'lift', videos: [], defaultDosage: null, clinicDose: null }];
  return wholePlan({ items, phases: [], groups: [] }, library, 'prescription');
}

it('is refused with one kind of sets more', () => {
  const more = [...plan(5, 3, 20), doseOf(1, 1)];
  expect(() => written(more)).toThrow(
    expect.objectContaining({
      errors: [expect.objectContaining({ pointer: '/items', code: 'dosage.too_many_sets' })],
    }),
  );
});

describe.each(SHAPES)('%s items of %s rows of %s kinds of sets', (items, rows, kinds) => {
  const doses = plan(items, rows, kinds);
  const of = (exerciseId: string, all: Dosage[], easierIds: string[] = []) =>
    all.map((dosage) => ({ exerciseId, easierIds, traits: [], dosage }));

  it('may be written', () => {
    expect(items * rows * kinds).toBe(SET_KINDS_MAX);
    expect(written(doses).items).toHaveLength(items);
  });

  it('is held against itself in another order', () => {
    const [before, after] = [of('lift', doses), of('lift', doses.map(turned))];
    expect(millisecondsOf(() => expect(compareLevel(before, after)).toBe('same'))).toBeLessThan(1000);
  });

  it('is held against as many easier steps', () => {
    const [before, after] = [of('lift', doses, ['lower']), of('lower', doses.map(turned))];
    expect(millisecondsOf(() => expect(compareLevel(before, after)).toBe('reduced'))).toBeLessThan(1000);
  });

  it('is appraised by every rule, each item in weeks of its own', () => {
    const all = planOf(
      ...doses.map((_, n) => ({ traits: TRAITS, dosage: doseOf(rows, kinds, 1 + (n % (105 - rows))) })),
    );
    expect(millisecondsOf(() => appraise(known({}), all, all))).toBeLessThan(1000);
  });
});
