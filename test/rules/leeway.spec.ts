/** When one dose allows what another does not: to be made harder, to hurt, to go on. */
import * as fc from 'fast-check';
import type { Dosage, PainPolicy, Progression, Regression, StopRule } from '../../src/dosage/dosage';
import { allowsMore } from '../../src/dosage/leeway';
import { anyDosage } from '../support/any-dosage';
import { dose } from '../support/dose';

const MORE = true;
const NOT_MORE = false;
const of = (rules: Partial<Dosage>): Dosage => dose({}, {}, rules);

describe('progression', () => {
  const STEP: Progression = {
    when: {
      allSetsAtTop: true,
      painDuringAtMost: 2,
      noNextDayRise: true,
      sessionsRunning: 2,
      weeksAtLevel: 1,
    },
    change: { reps: 2, kg: 2.5 },
    cap: { reps: 15, kg: 20, percentPerWeek: 10 },
    decidedBy: 'clinician',
  };
  const { reps: _, ...capOfKg } = STEP.cap!;
  const when = (said: Progression['when']): Progression => ({ ...STEP, when: { ...STEP.when, ...said } });
  const change = (said: Progression['change']): Progression => ({
    ...STEP,
    change: { ...STEP.change, ...said },
  });
  const cap = (said: Progression['cap']): Progression => ({ ...STEP, cap: { ...STEP.cap, ...said } });

  it.each<[string, Progression | undefined, Progression | undefined, boolean]>([
    ['the same', STEP, { ...STEP }, NOT_MORE],
    ['a first one', undefined, STEP, MORE],
    ['none any more', STEP, undefined, NOT_MORE],
    ['the patient decides', STEP, { ...STEP, decidedBy: 'patient_within_limits' }, MORE],
    ['the clinician decides', { ...STEP, decidedBy: 'patient_within_limits' }, STEP, NOT_MORE],
    ['a bigger step', STEP, change({ reps: 3 }), MORE],
    ['a smaller step', STEP, change({ reps: 1 }), NOT_MORE],
    ['a step of something else', STEP, change({ sets: 1 }), MORE],
    ['less taken back for it', change({ sets: -2 }), change({ sets: -1 }), MORE],
    ['up the ladder', STEP, change({ ladder: 1 }), MORE],
    ['on to the next row', STEP, change({ nextWeekRow: true }), MORE],
    ['a cap raised', STEP, cap({ reps: 16 }), MORE],
    ['a cap lowered', STEP, cap({ reps: 14 }), NOT_MORE],
    ['a cap lifted', STEP, { ...STEP, cap: capOfKg }, MORE],
    [
      'a cap lifted of what no longer changes',
      STEP,
      { ...STEP, change: { kg: 2.5 }, cap: capOfKg },
      NOT_MORE,
    ],
    ['all caps lifted', STEP, { ...STEP, cap: undefined }, MORE],
    ['more in a week', STEP, cap({ percentPerWeek: 11 }), MORE],
    ['in spite of more pain', STEP, when({ painDuringAtMost: 3 }), MORE],
    ['in spite of any pain', STEP, when({ painDuringAtMost: undefined }), MORE],
    ['only with less pain', STEP, when({ painDuringAtMost: 1 }), NOT_MORE],
    ['before all sets are full', STEP, when({ allSetsAtTop: undefined }), MORE],
    ['in spite of the next day', STEP, when({ noNextDayRise: undefined }), MORE],
    ['a session sooner', STEP, when({ sessionsRunning: 1 }), MORE],
    ['whenever it went well once', STEP, when({ sessionsRunning: undefined }), MORE],
    ['a session later', STEP, when({ sessionsRunning: 3 }), NOT_MORE],
    ['whatever the weeks', STEP, when({ weeksAtLevel: undefined }), MORE],
    ['a week later', STEP, when({ weeksAtLevel: 2 }), NOT_MORE],
  ])('%s', (_what, before, after, expected) => {
    expect(allowsMore(of({ progression: before }), of({ progression: after }))).toBe(expected);
  });
});

describe('regression', () => {
  const STEP: Regression = {
    when: { painDuringAbove: 4, nextDayRise: true, sessionsNotCompleted: 2 },
    change: { sets: -2 },
  };
  const when = (said: Regression['when']): Regression => ({ ...STEP, when: { ...STEP.when, ...said } });

  it.each<[string, Regression | undefined, Regression | undefined, boolean]>([
    ['a first one', undefined, STEP, NOT_MORE],
    ['none any more', STEP, undefined, MORE],
    ['by less', STEP, { ...STEP, change: { sets: -1 } }, MORE],
    ['by more', STEP, { ...STEP, change: { sets: -3 } }, NOT_MORE],
    ['of something else', STEP, { ...STEP, change: { reps: -2 } }, MORE],
    ['only in more pain', STEP, when({ painDuringAbove: 5 }), MORE],
    ['in less pain already', STEP, when({ painDuringAbove: 3 }), NOT_MORE],
    ['whatever the pain', STEP, when({ painDuringAbove: undefined }), MORE],
    ['whatever the next day', STEP, when({ nextDayRise: undefined }), MORE],
    ['after more sessions', STEP, when({ sessionsNotCompleted: 3 }), MORE],
    ['whatever was completed', STEP, when({ sessionsNotCompleted: undefined }), MORE],
  ])('%s', (_what, before, after, expected) => {
    expect(allowsMore(of({ regression: before }), of({ regression: after }))).toBe(expected);
  });
});

describe('pain', () => {
  const custom = (during: number, more: Partial<PainPolicy> = {}): PainPolicy => ({
    kind: 'custom',
    during,
    ...more,
  });
  it.each<[string, PainPolicy | undefined, PainPolicy | undefined, boolean]>([
    ['none becomes up to 5', { kind: 'none' }, { kind: 'up_to_5' }, MORE],
    ['none becomes nothing said', { kind: 'none' }, undefined, MORE],
    ['up to 5, said out loud', undefined, { kind: 'up_to_5' }, NOT_MORE],
    ['up to 5 becomes none', { kind: 'up_to_5' }, { kind: 'none' }, NOT_MORE],
    ['up to 5 becomes up to 6', undefined, custom(6), MORE],
    ['up to 5 becomes up to 4', undefined, custom(4), NOT_MORE],
    ['as long as it does not disable', { kind: 'up_to_5' }, { kind: 'until_disabling' }, MORE],
    ['up to 8 in place of that', { kind: 'until_disabling' }, custom(8), NOT_MORE],
    ['only where it spreads', { kind: 'up_to_5' }, { kind: 'location' }, MORE],
    ['no longer where it spreads', { kind: 'location' }, { kind: 'up_to_5' }, MORE],
    ['more afterwards', custom(3, { after: 3 }), custom(3, { after: 4 }), MORE],
    ['more the next morning', custom(3), custom(3, { nextMorning: 'any' }), MORE],
    [
      'as usual the next morning',
      custom(3, { nextMorning: 'any' }),
      custom(3, { nextMorning: 'as_usual' }),
      NOT_MORE,
    ],
  ])('%s', (_what, before, after, expected) => {
    expect(allowsMore(of({ painPolicy: before }), of({ painPolicy: after }))).toBe(expected);
  });
});

describe('stop rules', () => {
  const above = (pain: number): StopRule => ({ kind: 'pain_above', pain });
  const mornings = (count: number): StopRule => ({ kind: 'worse_next_morning', mornings: count });
  it.each<[string, StopRule[] | undefined, StopRule[] | undefined, boolean]>([
    ['the same in another order', [above(4), { kind: 'dizzy' }], [{ kind: 'dizzy' }, above(4)], NOT_MORE],
    ['one more', [above(4)], [above(4), { kind: 'dizzy' }], NOT_MORE],
    ['one fewer', [above(4), { kind: 'dizzy' }], [above(4)], MORE],
    ['one in place of another', [{ kind: 'dizzy' }], [{ kind: 'breathless' }], MORE],
    ['none any more', [above(4)], undefined, MORE],
    ['at more pain', [above(4)], [above(5)], MORE],
    ['at less pain', [above(4)], [above(3)], NOT_MORE],
    ['at some pain', [above(0)], [above(1)], MORE],
    ['after more mornings', [mornings(1)], [mornings(2)], MORE],
    ['after fewer mornings', [mornings(2)], [mornings(1)], NOT_MORE],
  ])('%s', (_what, before, after, expected) => {
    expect(allowsMore(of({ stopRules: before }), of({ stopRules: after }))).toBe(expected);
  });
});

it('never allows more than itself, and without its rules more only where these were strict', () => {
  fc.assert(
    fc.property(anyDosage(), (dosage) => {
      const { side, sessions } = dosage;
      const bare = { side, sessions };
      expect(allowsMore(dosage, dosage)).toBe(false);
      expect(allowsMore(dosage, bare)).toBe(
        dosage.stopRules !== undefined || dosage.regression !== undefined || isStrict(dosage.painPolicy),
      );
    }),
  );
});

/** Stricter in something than the guide that every patient reads. */
function isStrict(policy: PainPolicy | undefined): boolean {
  if (!policy) return false;
  const { kind, during = 0, after = during } = policy;
  return kind === 'none' || kind === 'location' || (kind === 'custom' && Math.min(during, after) < 5);
}
