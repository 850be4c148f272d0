/** What a patient reads of a new version: every difference once, nothing that stayed, and never why. */
import fc from 'fast-check';
import type { Dosage } from '../../src/dosage/dosage';
import { doseSentence } from '../../src/dosage/sentence/dose-sentence';
import { changesInWords, type ToldDose } from '../../src/prescription/changes-in-words';
import { dose } from '../support/dose';
import { readingGrade } from '../support/reading-grade';

const told = (extra: Partial<ToldDose> = {}): ToldDose => {
  const dosage = extra.dosage ?? dose();
  return {
    exerciseId: 'bridge',
    place: 1,
    name: 'Glute bridge',
    variation: null,
    dosage,
    doseSentence: doseSentence(dosage),
    why: 'It wakes up your hips.',
    steps: ['Lie down.', 'Lift.'],
    mistakes: ['You rush.'],
    videoWatchUrl: null,
    clipId: null,
    pictures: [],
    onBadDay: 'left_out',
    badDayDosage: null,
    ...extra,
  };
};
const clam = (extra: Partial<ToldDose> = {}) =>
  told({ exerciseId: 'clam', place: 2, name: 'Clamshell', ...extra });
const leaning = { id: 'p1', alt: 'A woman leans.', width: 4, height: 3 };
const lying = { ...leaning, id: 'p2' };
const SAME = ['Your plan goes on as it was.'];

it.each<[what: string, before: ToldDose[], after: ToldDose[], lines: string[]]>([
  ['nothing', [told(), clam()], [told(), clam()], SAME],
  ['one added', [told()], [told(), clam()], ['New: Clamshell.']],
  ['one taken out', [told(), clam()], [clam({ place: 1 })], ['Taken out: Glute bridge.']],
  ['a reason', [told()], [told({ why: 'It is time.' })], SAME],
  ['another name', [told()], [told({ name: 'Bridge' })], ['Bridge: it used to be Glute bridge.']],
  [
    'another way',
    [told()],
    [told({ variation: 'one leg' })],
    ['Glute bridge, one leg: it used to be Glute bridge.'],
  ],
  ['steps', [told()], [told({ steps: ['Lift.'] })], ['Glute bridge: read again how to do it.']],
  ['mistakes', [told()], [told({ mistakes: [] })], ['Glute bridge: read again how to do it.']],
  ['a video', [told()], [told({ videoWatchUrl: 'a' })], ['Glute bridge: it has a video now.']],
  ['a video less', [told({ videoWatchUrl: 'a' })], [told()], ['Glute bridge: it has no video any more.']],
  [
    'another video',
    [told({ videoWatchUrl: 'a' })],
    [told({ videoWatchUrl: 'b' })],
    ['Glute bridge: it has a new video.'],
  ],
  [
    'a bad day',
    [told()],
    [told({ onBadDay: 'as_usual' })],
    ['Glute bridge: what to do on a bad day is new.'],
  ],
  ['the clinic’s own video', [told()], [told({ clipId: 'x' })], ['Glute bridge: it has a video now.']],
  [
    'another of the clinic’s own',
    [told({ clipId: 'x' })],
    [told({ clipId: 'y' })],
    ['Glute bridge: it has a new video.'],
  ],
  [
    'a video filmed for them instead of one on the web',
    [told({ videoWatchUrl: 'a' })],
    [told({ clipId: 'y' })],
    ['Glute bridge: it has a new video.'],
  ],
  ['pictures', [told()], [told({ pictures: [leaning] })], ['Glute bridge: it has pictures now.']],
  [
    'pictures in another order',
    [told({ pictures: [leaning, lying] })],
    [told({ pictures: [lying, leaning] })],
    ['Glute bridge: it has new pictures.'],
  ],
  [
    'pictures less',
    [told({ pictures: [leaning] })],
    [told()],
    ['Glute bridge: it has no pictures any more.'],
  ],
  [
    'not pictures that are better described',
    [told({ pictures: [leaning] })],
    [told({ pictures: [{ ...leaning, alt: 'She leans on a wall.' }] })],
    SAME,
  ],
  [
    'an easier set for bad days, which is all that is said of it',
    [told({ onBadDay: 'less', badDayDosage: dose({ count: 2 }) })],
    [told({ onBadDay: 'less', badDayDosage: dose({ count: 1 }) })],
    ['Glute bridge: the easier set for bad days is new.'],
  ],
  [
    'not the same easier set',
    [told({ onBadDay: 'less', badDayDosage: dose({ count: 2 }) })],
    [told({ onBadDay: 'less', badDayDosage: dose({ count: 2 }) })],
    SAME,
  ],
  [
    'an easier set where there was none',
    [told()],
    [told({ onBadDay: 'less', badDayDosage: dose({ count: 1 }) })],
    ['Glute bridge: what to do on a bad day is new.'],
  ],
  ['the order', [told(), clam()], [clam({ place: 1 }), told({ place: 2 })], ['You do them in a new order.']],
  ['not the order where one left', [told(), clam()], [clam({ place: 1 })], ['Taken out: Glute bridge.']],
])('tells of %s', (_what, before, after, lines) => {
  expect(changesInWords(before, after)).toEqual(lines);
});

const perWeek = (exact: number) => dose({}, { perWeek: { exact } });
it.each<[was: Dosage, is: Dosage, words: string]>([
  [dose({ count: 2 }), dose({ count: 3 }), 'more than before. 3 sets of 10 instead of 2.'],
  [dose({ count: 3 }), dose({ count: 1 }), 'less than before. 1 set of 10 instead of 3.'],
  [
    dose({ count: 2, reps: { exact: 10 } }),
    dose({ count: 3, reps: { exact: 12 } }),
    'more than before. 3 sets of 12 instead of 2 sets of 10.',
  ],
  [
    dose({ reps: { min: 8, max: 12 } }),
    dose({ reps: { min: 8, max: 10 } }),
    'less than before. 3 sets of 8 to 10 instead of 3 sets of 8 to 12.',
  ],
  [perWeek(3), perWeek(5), 'more than before. 5 days a week instead of 3 days a week.'],
  [perWeek(3), perWeek(1), 'less than before. 1 day a week instead of 3 days a week.'],
  [
    dose({}, { perDay: 1 }),
    dose({}, { perDay: 3 }),
    'more than before. 3 times a day instead of once a day.',
  ],
  [
    dose({ count: 2 }),
    dose({ count: 3 }, { perWeek: { exact: 1 } }),
    'not the same as before. Read it again, please.',
  ],
  [dose(), dose({ holdSeconds: { exact: 10 } }), 'more than before. Read it again, please.'],
  [
    dose({ load: { kind: 'weight', kg: 10 } }),
    dose({ load: { kind: 'weight', kg: 5 } }),
    'less than before. Read it again, please.',
  ],
  [dose(), dose({}, {}, { painPolicy: { kind: 'none' } }), 'not the same as before. Read it again, please.'],
])('says of a dose how it differs', (was, is, words) => {
  expect(changesInWords([told({ dosage: was })], [told({ dosage: is })])).toEqual([`Glute bridge: ${words}`]);
});

const anyPlan = fc
  .array(
    fc.record({
      exerciseId: fc.constantFrom('a', 'b', 'c'),
      variation: fc.constantFrom(null, 'x', 'y'),
      dosage: fc
        .record({ count: fc.integer({ min: 1, max: 3 }), days: fc.integer({ min: 1, max: 7 }) })
        .map(({ count, days }) => dose({ count }, { perWeek: { exact: days } })),
      why: fc.constantFrom('It hurts there.', 'A doctor found it.'),
      clipId: fc.constantFrom(null, 'x'),
      pictures: fc.subarray([leaning, lying]),
      ...{ onBadDay: fc.constantFrom('left_out' as const, 'as_usual' as const, 'less' as const) },
      badDayDosage: fc.constantFrom(null, dose({ count: 1 })),
    }),
    { maxLength: 6 },
  )
  .map((items) =>
    items.map((one, index) => told({ ...one, name: one.exerciseId.toUpperCase(), place: index + 1 })),
  );

it('says the same of the same, names each new and each lost exercise, and never says why', () => {
  fc.assert(
    fc.property(anyPlan, anyPlan, (before, after) => {
      expect(changesInWords(before, before)).toEqual(SAME);
      const lines = changesInWords(before, after);
      const count = (mark: string) => lines.filter((line) => line.startsWith(mark)).length;
      expect(after.length - count('New: ')).toBe(before.length - count('Taken out: '));
      for (const line of lines) {
        expect(line).not.toMatch(/because|hurt|doctor|found|pain|worse|better/i);
        expect(line.length).toBeLessThan(600);
      }
      expect(readingGrade(lines.join('\n'))).toBeLessThan(6);
    }),
  );
});
