/** When one dose is harder than another, and how long a dose takes. */
import * as fc from 'fast-check';
import { type Dosage, SIDES } from '../../src/dosage/dosage';
import { isHarder, minutesPerDay, secondsPerSession } from '../../src/dosage/dose-demand';
import { anyDosage } from '../support/any-dosage';

const TEN: Dosage = { sets: 3, reps: 10, perDay: 1, perWeek: 3, side: 'not_applicable' };

describe('isHarder', () => {
  const HOLD: Dosage = { sets: 3, holdSeconds: 20, perDay: 1, perWeek: 7, side: 'each_side' };
  it.each<[string, Dosage, Partial<Dosage>, boolean]>([
    ['one more rep', TEN, { reps: 11 }, true],
    ['one rep less', TEN, { reps: 9 }, false],
    ['one more set', TEN, { sets: 4 }, true],
    ['more reps in fewer sets', TEN, { sets: 2, reps: 11 }, true],
    ['a wider range upwards', TEN, { repsMax: 12 }, true],
    ['a range that ends where it was', TEN, { reps: 8, repsMax: 10 }, false],
    ['a lower end raised', { ...TEN, reps: 8, repsMax: 12 }, { reps: 9 }, true],
    ['a second longer hold', HOLD, { holdSeconds: 21 }, true],
    ['a second shorter hold', HOLD, { holdSeconds: 19 }, false],
    ['a hold where there was none', TEN, { holdSeconds: 1 }, true],
    ['one rep said out loud', HOLD, { reps: 1 }, false],
    ['a metre more', { ...TEN, reps: undefined, distanceMetres: 20 }, { distanceMetres: 21 }, true],
    ['more effort', { ...TEN, effortRpe: 6 }, { effortRpe: 7 }, true],
    ['less effort', { ...TEN, effortRpe: 6 }, { effortRpe: 5 }, false],
    ['effort stated for the first time', TEN, { effortRpe: 5 }, true],
    ['a day more a week', TEN, { perWeek: 4 }, true],
    ['twice a day on fewer days', { ...TEN, perWeek: 7 }, { perDay: 2, perWeek: 3 }, true],
    [
      'once a day on more days, fewer sessions in all',
      { ...TEN, perDay: 3 },
      { perDay: 1, perWeek: 7 },
      false,
    ],
    ['a shorter rest', { ...TEN, restSeconds: 60 }, { restSeconds: 30 }, false],
    ['steps in place of repetitions', TEN, { repUnit: 'step' }, true],
    ['the unit said out loud', TEN, { repUnit: 'repetition' }, false],
    ['one leg where both shared', { ...TEN, side: 'both_together' }, { side: 'left' }, true],
    ['both share where each worked alone', { ...TEN, side: 'each_side' }, { side: 'both_together' }, false],
    ['the other side', { ...TEN, side: 'left' }, { side: 'right' }, true],
    ['the second side too', { ...TEN, side: 'left' }, { side: 'each_side' }, true],
    ['one side dropped', { ...TEN, side: 'each_side' }, { side: 'right' }, false],
    ['ten in all become ten each', { ...TEN, side: 'alternate' }, { side: 'each_side' }, true],
    ['ten each become twenty in all', { ...TEN, side: 'each_side' }, { side: 'alternate', reps: 20 }, false],
    [
      'ten each become twenty-one in all',
      { ...TEN, side: 'each_side' },
      { side: 'alternate', reps: 21 },
      true,
    ],
  ])('%s', (_, before, change, expected) => {
    expect(isHarder(before, { ...before, ...change })).toBe(expected);
  });

  it('never finds a dose harder than itself', () => {
    fc.assert(fc.property(anyDosage(), (dosage) => !isHarder(dosage, { ...dosage })));
  });

  const demanding = [
    'sets',
    'reps',
    'repsMax',
    'holdSeconds',
    'distanceMetres',
    'effortRpe',
    'perDay',
    'perWeek',
  ] as const;
  it('is never harder when numbers only went down, and always when one only went up', () => {
    fc.assert(
      fc.property(
        anyDosage(),
        fc.constantFrom(...demanding),
        fc.integer({ min: 1, max: 5 }),
        (dosage, field, by) => {
          const value = dosage[field];
          fc.pre(value !== undefined);
          const lower = { ...dosage, [field]: value - by };
          expect([isHarder(dosage, lower), isHarder(lower, dosage)]).toEqual([false, true]);
        },
      ),
    );
  });

  it('carries over: what is not harder than something not harder is not harder', () => {
    fc.assert(
      fc.property(
        anyDosage(),
        fc.array(fc.constantFrom(...demanding), { maxLength: 6 }),
        fc.constantFrom(...SIDES),
        (a, down, side) => {
          const b = down.reduce((dose, field) => ({ ...dose, [field]: dose[field] && dose[field] - 1 }), a);
          const c = { ...b, side };
          if (!isHarder(b, c)) expect(isHarder(a, c)).toBe(false);
        },
      ),
    );
  });
});

describe('time', () => {
  it.each<[string, Dosage, number]>([
    ['3 sets of 10 repetitions', TEN, 90],
    ['slow ones', { ...TEN, tempo: 'slow' }, 180],
    ['the upper end of a range', { ...TEN, reps: 8, repsMax: 10 }, 90],
    ['on each side', { ...TEN, side: 'each_side' }, 180],
    ['with a hold', { ...TEN, holdSeconds: 5 }, 240],
    ['with rest between, not after', { ...TEN, restSeconds: 60 }, 210],
    ['steps', { ...TEN, repUnit: 'step' }, 30],
    ['metres', { ...TEN, reps: undefined, distanceMetres: 20 }, 60],
  ])('%s', (_, dosage, seconds) => {
    expect(secondsPerSession(dosage)).toBe(seconds);
  });

  it('rounds the day up once, over all exercises and sessions', () => {
    expect(minutesPerDay([{ ...TEN, perDay: 2 }, TEN])).toBe(5); // 270 s
    expect(minutesPerDay([{ ...TEN, perDay: 2 }])).toBe(3); // 180 s
    expect(minutesPerDay([{ ...TEN, reps: 7 }])).toBe(2); // 63 s
    expect(minutesPerDay([])).toBe(0);
  });
});
