/** What one exercise says about pain and stopping: its own policy in words, and never less than what always holds. */
import fc from 'fast-check';
import { PAIN_POLICIES, type PainPolicy, STOP_RULES, type StopRule } from '../../src/dosage/dosage';
import { painGuideOf, stopRulesOf } from '../../src/handout/pain-guide';
import { PAIN_GUIDE, STOP_IF } from '../../src/routine/wording';
import { readingGrade } from '../support/reading-grade';

it.each<[string, PainPolicy | undefined, RegExp[], RegExp[]]>([
  ['nothing said', undefined, [/^0 to 2/, /^3 to 5/, /^6 or more: stop/], []],
  ['up to 5', { kind: 'up_to_5' }, [/^0 to 2/, /^3 to 5/, /^6 or more: stop/], []],
  ['none', { kind: 'none' }, [/^0: this is fine/, /^1 or more: stop/], [/to 5/, /6 or more/]],
  ['as long as it does not disable', { kind: 'until_disabling' }, [/still move well/, /stop/], [/6 or more/]],
  ['by its place', { kind: 'location' }, [/down your leg.*stop/], [/6 or more/]],
  ['up to 7', { kind: 'custom', during: 7 }, [/^0 to 7 while/, /^8 or more while.*stop/], [/6 or more/]],
  ['none while doing it', { kind: 'custom', during: 0 }, [/^0 while/, /^1 or more while.*stop/], []],
  ['any while doing it', { kind: 'custom', during: 10 }, [/^0 to 10 while/], [/11/, /stop/]],
  [
    'after it',
    { kind: 'custom', during: 4, after: 3 },
    [/^0 to 4 while/, /^5 or more while/, /^0 to 3 after/, /^4 or more after/],
    [],
  ],
  [
    'by next morning',
    { kind: 'custom', during: 4, nextMorning: 'as_usual' },
    [/next morning.*no more than before/],
    [],
  ],
  ['any next morning', { kind: 'custom', during: 4, nextMorning: 'any' }, [/^0 to 4/], [/morning/]],
])('of a policy with %s the guide says what the policy does', (_, painPolicy, says, saysNot) => {
  const { items, title } = painGuideOf({ painPolicy });
  expect(title).toBe(PAIN_GUIDE.title);
  for (const line of says) expect(items.filter((item) => line.test(item))).toHaveLength(1);
  for (const line of saysNot) expect(items.filter((item) => line.test(item))).toEqual([]);
});

it('knows every policy', () => {
  for (const kind of PAIN_POLICIES)
    expect(painGuideOf({ painPolicy: { kind, during: 3 } }).items.length).toBeGreaterThan(0);
});

it.each<[StopRule, string]>([
  [{ kind: 'pain_above', pain: 3 }, 'the pain is more than 3 out of 10'],
  [{ kind: 'pain_spreads' }, 'the pain spreads'],
  [{ kind: 'numbness_or_weakness' }, 'you feel new numbness, tingling or weakness'],
  [{ kind: 'worse_next_morning', mornings: 1 }, 'the pain is worse the next morning'],
  [{ kind: 'worse_next_morning', mornings: 3 }, 'the pain is worse the next morning, three days in a row'],
  [{ kind: 'dizzy' }, 'you feel dizzy'],
  [{ kind: 'breathless' }, 'you are short of breath'],
  [{ kind: 'form_lost' }, 'you can no longer do it the right way'],
])('says the rule %j, first', (rule, words) => {
  expect(stopRulesOf({ stopRules: [rule] }).items[0]).toBe(words);
});

it('without rules of its own says what always holds', () => {
  expect(stopRulesOf({})).toBe(STOP_IF);
});

/** In either list: the leg, new numbness, the morning, and chest pain with its 999. */
const ALWAYS = [
  /further down your leg/,
  /new numbness, tingling or weakness/,
  /worse the next morning/,
  /chest pain call 999/,
];
const anyRules = fc.uniqueArray(
  fc.record({
    kind: fc.constantFrom(...STOP_RULES),
    pain: fc.nat(10),
    mornings: fc.integer({ min: 1, max: 7 }),
  }),
  { selector: ({ kind }) => kind, maxLength: STOP_RULES.length },
);

it('whatever rules it has, keeps each of those that always hold, once, in words that a child reads', () => {
  fc.assert(
    fc.property(anyRules, (stopRules) => {
      const { items, title } = stopRulesOf({ stopRules });
      for (const sign of ALWAYS) expect(items.filter((item) => sign.test(item))).toHaveLength(1);
      expect(new Set(items).size).toBe(items.length);
      expect(readingGrade([title, ...items].join('\n'))).toBeLessThan(6);
    }),
  );
});

it('says no policy in words that a child cannot read', () => {
  for (const kind of PAIN_POLICIES) {
    const { title, items } = painGuideOf({
      painPolicy: { kind, during: 4, after: 3, nextMorning: 'as_usual' },
    });
    expect(readingGrade([title, ...items].join('\n'))).toBeLessThan(6);
  }
});
