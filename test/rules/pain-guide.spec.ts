/** What a patient reads about pain beside an exercise: that exercise's own policy, never a line that its policy does not draw. */
import fc from 'fast-check';
import { numbersOf } from '../../src/clinic/emergency-numbers';
import { englishIn, titled } from '../../src/language/words';
import { type PainPolicy, PAIN_POLICIES, type StopRule } from '../../src/dosage/dosage';
import { acceptedDuring } from '../../src/diary/pain-policy';
import { PAIN_GUIDE, STOP_IF, WORSE_MORNINGS } from '../../src/routine/wording';
import { painGuide, stopList } from '../../src/diary/pain-guide';
import { readingGrade } from '../support/reading-grade';

const GB = englishIn(numbersOf('GB'));

it.each<[policy: PainPolicy | undefined, rules: StopRule[], lines: string[]]>([
  [undefined, [], [...PAIN_GUIDE.items]],
  [{ kind: 'up_to_5' }, [], [...PAIN_GUIDE.items]],
  [{ kind: 'none' }, [], ['0: go on.', '1 or more: stop that exercise for today and tell us.']],
  [
    { kind: 'custom', during: 7 },
    [],
    [
      '0 to 2: this is fine. Go on.',
      '3 to 7: this is OK if it has settled by the next morning.',
      '8 or more: stop that exercise for today and tell us.',
    ],
  ],
  [
    { kind: 'custom', during: 3, nextMorning: 'any' },
    [],
    [
      '0 to 2: this is fine. Go on.',
      '3: this is OK. Go on.',
      '4 or more: stop that exercise for today and tell us.',
    ],
  ],
  [
    { kind: 'custom', during: 5, after: 2 },
    [],
    [
      '0 to 2: this is fine. Go on.',
      '3 to 5: this is OK if it has settled by the next morning.',
      'When you have done it: no more than 2.',
      '6 or more: stop that exercise for today and tell us.',
    ],
  ],
  [
    { kind: 'custom', during: 2, after: 0 },
    [],
    [
      '0 to 2: this is fine. Go on.',
      'When you have done it, it should not hurt.',
      '3 or more: stop that exercise for today and tell us.',
    ],
  ],
  [
    { kind: 'until_disabling' },
    [],
    [
      '0 to 8: this is OK as long as you can still move well.',
      'It makes you leave off: stop that exercise for today and tell us.',
      '9 or more: stop that exercise for today and tell us.',
    ],
  ],
  [
    { kind: 'location' },
    [],
    [
      'Where it hurts counts more than the number.',
      'It stays where it is, or moves up to your back: go on.',
      'It moves further down your leg: stop that exercise and tell us.',
    ],
  ],
  [
    undefined,
    [{ kind: 'pain_above', pain: 3 }],
    [
      '0 to 2: this is fine. Go on.',
      '3: this is OK if it has settled by the next morning.',
      '4 or more: stop that exercise for today and tell us.',
    ],
  ],
])('%j with %j', (painPolicy, stopRules, lines) => {
  expect(painGuide({ painPolicy, stopRules }).items).toEqual(lines);
});

it.each<[policy: PainPolicy | undefined, rules: StopRule[], has: RegExp[], lacks: RegExp[]]>([
  [undefined, [], [/two days/, /down your leg/, /numbness/, /call 999/], [/right way/]],
  [undefined, [{ kind: 'worse_next_morning', mornings: 1 }], [/worse the next morning$/], [/two days/]],
  [undefined, [{ kind: 'worse_next_morning', mornings: 3 }], [/3 days in a row/], [/two days/]],
  [undefined, [{ kind: 'form_lost' }], [/right way/], []],
  [{ kind: 'custom', during: 4, nextMorning: 'any' }, [], [/call 999/], [/next morning/]],
  [
    { kind: 'custom', during: 4, nextMorning: 'any' },
    [{ kind: 'worse_next_morning', mornings: 2 }],
    [/two days/],
    [],
  ],
])('stops by %j and %j', (painPolicy, stopRules, has, lacks) => {
  const { items } = stopList({ painPolicy, stopRules }, GB);
  for (const words of has) expect(items.filter((item) => words.test(item))).toHaveLength(1);
  for (const words of lacks) expect(items.filter((item) => words.test(item))).toHaveLength(0);
});

const anyAccepts = fc.record({
  painPolicy: fc.option(
    fc.record(
      {
        kind: fc.constantFrom(...PAIN_POLICIES),
        during: fc.nat(8),
        after: fc.nat(8),
        nextMorning: fc.constantFrom('as_usual' as const, 'any' as const),
      },
      { requiredKeys: ['kind'] },
    ),
    { nil: undefined },
  ),
  stopRules: fc.subarray<StopRule>([
    { kind: 'pain_above', pain: 4 },
    { kind: 'worse_next_morning', mornings: 3 },
    { kind: 'form_lost' },
    { kind: 'dizzy' },
  ]),
});

it('never says stop at a number that is accepted, nor go on at one that is not', () => {
  fc.assert(
    fc.property(anyAccepts, (accepts) => {
      const limit = acceptedDuring(accepts);
      const { items } = painGuide(accepts);
      const stops = items.flatMap((line) => /^(\d+)(?: or more)?: stop/.exec(line)?.[1] ?? []).map(Number);
      expect(stops).toEqual(limit === null ? [] : [limit + 1]);
      const goesTo = items
        .flatMap((line) => /^(?:\d+ to )?(\d+): (?:this|go)/.exec(line)?.[1] ?? [])
        .map(Number);
      if (goesTo.length > 0) expect(Math.max(...goesTo)).toBe(limit);
    }),
  );
});

it('always keeps what stops every exercise, and is easy to read', () => {
  fc.assert(
    fc.property(anyAccepts, (accepts) => {
      const [guide, stop] = [painGuide(accepts), stopList(accepts, GB)];
      // all but the one line that a clinician may change, whatever is added
      const kept = titled(GB, STOP_IF).items.filter((line) => line !== WORSE_MORNINGS.text);
      expect(kept).toHaveLength(STOP_IF.items.length - 1);
      expect(stop.items).toEqual(expect.arrayContaining(kept));
      for (const { title, items, source } of [guide, stop]) {
        expect(source).not.toBe('');
        expect(readingGrade([title, ...items].join('\n'))).toBeLessThan(6);
        expect(items.join()).not.toMatch(/\b(safe|cure|slipped)\b/i);
      }
    }),
  );
});
