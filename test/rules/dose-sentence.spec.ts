/** The dose in plain words: nothing lost, and easy to read. */
import * as fc from 'fast-check';
import { doseSentence } from '../../src/dosage/dose-sentence';
import { checkDosage, type Dosage } from '../../src/dosage/dosage';
import { anyDosage } from '../support/any-dosage';
import { readingGrade } from '../support/reading-grade';

const DAILY = { perDay: 1, perWeek: 7, side: 'not_applicable' } as const;

it.each<[Dosage, string]>([
  [{ ...DAILY, sets: 1, reps: 1 }, 'Do it once. Once a day, every day.'],
  [{ ...DAILY, sets: 1, reps: 2 }, 'Do it twice. Once a day, every day.'],
  [{ ...DAILY, sets: 1, reps: 10 }, 'Do it 10 times. Once a day, every day.'],
  [{ ...DAILY, sets: 1, reps: 8, tempo: 'slow' }, 'Do it 8 times. Move slowly. Once a day, every day.'],
  [{ ...DAILY, sets: 2, reps: 10 }, 'Do 2 sets of 10. Once a day, every day.'],
  [{ ...DAILY, sets: 1, reps: 8, repsMax: 10 }, 'Do it 8 to 10 times. Once a day, every day.'],
  [
    { ...DAILY, sets: 3, reps: 8, repsMax: 12, side: 'left' },
    'Do 3 sets of 8 to 12 on your left side. Once a day, every day.',
  ],
  [
    { sets: 3, reps: 1, holdSeconds: 20, side: 'each_side', perDay: 1, perWeek: 7 },
    'Hold for 20 seconds, 3 times on each side. Once a day, every day.',
  ],
  [
    { ...DAILY, sets: 1, holdSeconds: 1, side: 'right' },
    'Hold for 1 second, once on your right side. Once a day, every day.',
  ],
  [
    { sets: 3, reps: 6, holdSeconds: 5, side: 'each_side', perDay: 1, perWeek: 3 },
    'Do 3 sets of 6 on each side. Hold for 5 seconds each time. Once a day, on 3 days a week.',
  ],
  [{ ...DAILY, sets: 1, reps: 6, holdSeconds: 5 }, 'Hold for 5 seconds, 6 times. Once a day, every day.'],
  [{ ...DAILY, sets: 1, holdSeconds: 60 }, 'Hold for 1 minute, once. Once a day, every day.'],
  [{ ...DAILY, sets: 2, holdSeconds: 125 }, 'Hold for 2 minutes 5 seconds, twice. Once a day, every day.'],
  [
    { sets: 3, reps: 10, repUnit: 'step', side: 'each_side', perDay: 1, perWeek: 3 },
    'Do 3 sets of 10 steps to each side. Once a day, on 3 days a week.',
  ],
  [{ ...DAILY, sets: 1, reps: 1, repUnit: 'step' }, 'Take 1 step. Once a day, every day.'],
  [
    { sets: 3, distanceMetres: 20, side: 'not_applicable', perDay: 2, perWeek: 2 },
    'Go 20 metres, 3 times. Twice a day, on 2 days a week.',
  ],
  [
    { sets: 3, reps: 4, distanceMetres: 1, side: 'alternate', perDay: 3, perWeek: 1 },
    'Do 3 sets of 4, swapping sides each time. Go 1 metre each time. 3 times a day, on 1 day a week.',
  ],
  [
    { sets: 3, reps: 8, effortRpe: 7, restSeconds: 90, side: 'both_together', perDay: 1, perWeek: 3 },
    'Do 3 sets of 8 with both sides together. Your effort should feel like 7 out of 10. ' +
      'Rest for 1 minute 30 seconds between sets. Once a day, on 3 days a week.',
  ],
  [
    { ...DAILY, sets: 3, holdSeconds: 30, restSeconds: 0 },
    'Hold for 30 seconds, 3 times. Do not rest in between. Once a day, every day.',
  ],
])('%j', (dosage, sentence) => {
  expect(doseSentence(dosage)).toBe(sentence);
});

/** The same dose for the patient: said or not, one repetition is one repetition, and 3 sets of 1 are 1 set of 3. */
function meaning(dosage: Dosage): string {
  const { sets, reps = 1, repsMax, repUnit = 'repetition', restSeconds } = dosage;
  const goes = repUnit === 'repetition' && reps === 1 && repsMax === undefined && restSeconds === undefined;
  const same = { ...dosage, repUnit, ...(goes ? { sets: 1, reps: sets } : { sets, reps }) };
  return JSON.stringify(Object.entries(same).sort());
}

it('says two doses alike only if they mean the same', () => {
  const parts = [
    'sets',
    'reps',
    'repsMax',
    'repUnit',
    'holdSeconds',
    'distanceMetres',
    'restSeconds',
    'perDay',
    'perWeek',
    'side',
    'effortRpe',
    'tempo',
  ] as const;
  fc.assert(
    fc.property(anyDosage(), anyDosage(), fc.subarray([...parts]), (a, b, taken) => {
      // b differs from a in few parts, else two random doses would hardly ever come close.
      const mixed = Object.fromEntries(
        parts.flatMap((part) => {
          const value = (taken.includes(part) ? b : a)[part];
          return value === undefined ? [] : [[part, value]];
        }),
      ) as unknown as Dosage;
      fc.pre(checkDosage(mixed).length === 0);
      expect(doseSentence(a) === doseSentence(mixed)).toBe(meaning(a) === meaning(mixed));
    }),
    { numRuns: 500 },
  );
});

it('says every number', () => {
  fc.assert(
    fc.property(anyDosage(), (dosage) => {
      const sentence = doseSentence(dosage);
      const said = new Set(sentence.match(/\d+/g));
      const durations = [dosage.holdSeconds, dosage.restSeconds].flatMap((s) =>
        s === undefined ? [] : [s % 60, Math.floor(s / 60)],
      );
      const counts = [
        dosage.sets,
        dosage.reps,
        dosage.repsMax,
        dosage.perDay,
        dosage.perWeek % 7,
        dosage.distanceMetres,
        dosage.effortRpe,
      ];
      const silent = [...durations, ...counts].filter(
        (n) => n !== undefined && n > 2 && !said.has(String(n)),
      );
      expect(silent).toEqual([]);
      expect(sentence).not.toMatch(
        /undefined|NaN|null|\b1 (?:minutes|seconds|metres|days|steps)\b| {2}|\.\./,
      );
    }),
  );
});

it('reads at an age of 9 to 11', () => {
  fc.assert(fc.property(anyDosage(), (dosage) => expect(readingGrade(doseSentence(dosage))).toBeLessThan(6)));
});
