/** What a reader of two versions is told: nothing that stayed, and everything that did not. */
import fc from 'fast-check';
import { type Told, whatChanged } from '../../src/prescription/what-changed';
import { dose } from '../support/dose';

const told = (extra: Partial<Told> = {}): Told => ({
  exerciseId: 'bridge',
  place: 1,
  name: 'Glute bridge',
  variation: null,
  doseSentence: 'Do 2 sets of 10.',
  why: 'It wakes up your hips.',
  steps: ['Lie down.', 'Lift.'],
  mistakes: ['You rush.'],
  videoWatchUrl: null,
  clipId: null,
  pictures: [],
  onBadDay: 'left_out',
  badDayDosage: null,
  ...extra,
});
const picture = { id: 'p1', alt: 'A woman leans.', width: 4, height: 3 };
const clam = told({ exerciseId: 'clam', place: 2, name: 'Clamshell', why: 'It steadies you.' });
const changesOf = (before: Told[], after: Told[]) => {
  const { added, removed, changed } = whatChanged(before, after);
  const lines = (mark: string, items: { name: string; words: string[] }[]) =>
    items.map(({ name, words }) => `${mark} ${name}: ${words.join(' ')}`);
  return [...lines('+', added), ...lines('-', removed), ...lines('~', changed)];
};

it.each<[what: string, before: Told[], after: Told[], lines: string[]]>([
  ['nothing', [told(), clam], [told(), clam], []],
  [
    'an exercise added',
    [told()],
    [told(), clam],
    ['+ Clamshell: New: Do 2 sets of 10. Why: It steadies you.'],
  ],
  ['one removed', [told(), clam], [clam], ['- Glute bridge: No longer part of the plan.']],
  [
    'a dose',
    [told()],
    [told({ doseSentence: 'Do 3 sets of 10.' })],
    ['~ Glute bridge: Before: Do 2 sets of 10. Now: Do 3 sets of 10.'],
  ],
  ['a reason', [told()], [told({ why: 'It is time.' })], ['~ Glute bridge: Why: It is time.']],
  ['a name', [told()], [told({ name: 'Bridge' })], ['~ Bridge: It was called: Glute bridge.']],
  [
    'a variation',
    [told()],
    [told({ variation: 'one leg' })],
    ['~ Glute bridge, one leg: It was called: Glute bridge.'],
  ],
  [
    'steps',
    [told()],
    [told({ steps: ['Lie down.'] })],
    ['~ Glute bridge: How it is done is described anew.'],
  ],
  [
    'mistakes',
    [told()],
    [told({ mistakes: [] })],
    ['~ Glute bridge: What to look out for is described anew.'],
  ],
  ['a video given', [told()], [told({ videoWatchUrl: 'a' })], ['~ Glute bridge: It has a video now.']],
  ['a video taken', [told({ videoWatchUrl: 'a' })], [told()], ['~ Glute bridge: It has no video any more.']],
  [
    'a video replaced',
    [told({ videoWatchUrl: 'a' })],
    [told({ videoWatchUrl: 'b' })],
    ['~ Glute bridge: It has another video now.'],
  ],
  ['a clip', [told({ clipId: 'x' })], [told({ clipId: 'y' })], ['~ Glute bridge: It has another video now.']],
  ['pictures', [told()], [told({ pictures: [picture] })], ['~ Glute bridge: It has pictures now.']],
  [
    'pictures taken',
    [told({ pictures: [picture] })],
    [told()],
    ['~ Glute bridge: It has no pictures any more.'],
  ],
  [
    'pictures replaced',
    [told({ pictures: [picture] })],
    [told({ pictures: [{ ...picture, id: 'other' }] })],
    ['~ Glute bridge: It has other pictures now.'],
  ],
  [
    'what to do on a bad day',
    [told()],
    [told({ onBadDay: 'as_usual' })],
    ['~ Glute bridge: What to do on a bad day changed.'],
  ],
  [
    'an easier dose',
    [told({ onBadDay: 'less', badDayDosage: dose({ count: 2 }) })],
    [told({ onBadDay: 'less', badDayDosage: dose({ count: 1 }) })],
    ['~ Glute bridge: Its easier dose for bad days changed.'],
  ],
  [
    'the order',
    [told(), clam],
    [
      { ...clam, place: 1 },
      { ...told(), place: 2 },
    ],
    ['~ Clamshell: It now comes at place 1.', '~ Glute bridge: It now comes at place 2.'],
  ],
  [
    'not the order where one before it left',
    [told(), clam],
    [{ ...clam, place: 1 }],
    ['- Glute bridge: No longer part of the plan.'],
  ],
  [
    'each of two ways of one exercise for itself',
    [
      told({ variation: 'straight knee' }),
      told({ place: 2, variation: 'bent knee', doseSentence: 'Do 3 sets of 15.' }),
    ],
    [
      told({ variation: 'bent knee', doseSentence: 'Do 3 sets of 12.' }),
      told({ place: 2, variation: 'straight knee' }),
    ],
    [
      '~ Glute bridge, straight knee: It now comes at place 2.',
      '~ Glute bridge, bent knee: Before: Do 3 sets of 15. Now: Do 3 sets of 12. It now comes at place 1.',
    ],
  ],
])('tells of %s', (_what, before, after, lines) => {
  expect(changesOf(before, after)).toEqual(lines);
});

const anyPlan = fc
  .array(
    fc.record({
      exerciseId: fc.constantFrom('a', 'b', 'c'),
      variation: fc.constantFrom(null, 'x', 'y'),
      doseSentence: fc.constantFrom('little', 'much'),
    }),
    { maxLength: 6 },
  )
  .map((items) => items.map((item, index) => told({ ...item, name: item.exerciseId, place: index + 1 })));

it('loses no item and tells of none twice, whatever the two plans', () => {
  fc.assert(
    fc.property(anyPlan, anyPlan, (before, after) => {
      const { added, removed, changed } = whatChanged(before, after);
      const stayed = before.length - removed.length;
      expect(after.length - added.length).toBe(stayed);
      expect(changed.length).toBeLessThanOrEqual(stayed);
      const places = [...added, ...changed].map(({ place }) => place);
      expect(new Set(places).size).toBe(places.length);
      expect(whatChanged(after, after)).toEqual({ added: [], removed: [], changed: [] });
    }),
  );
});
