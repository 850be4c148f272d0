/** What follows from pain, by the exercise's own policy: each line with its neighbours on both sides. */
import fc from 'fast-check';
import { type PainPolicy, PAIN_POLICIES, type StopRule } from '../../src/dosage/dosage';
import { SPREADS } from '../../src/diary/diary';
import { acceptedDuring, PAIN_RULES, type Told, type Verdict, verdictOn } from '../../src/diary/pain-policy';
import { PLAN_PAUSED, RECORDED_ONLY, STOPPED, STAYS_STOPPED, UNKEPT_PAIN } from '../../src/diary/wording';
import { readingGrade } from '../support/reading-grade';

const told = (extra: Partial<Told> = {}): Told => ({
  kind: 'item',
  pain: null,
  spread: null,
  notDoneBecause: null,
  ...extra,
});
const above = (pain: number): StopRule[] => [{ kind: 'pain_above', pain }];

it.each<[policy: PainPolicy | undefined, rules: StopRule[], limit: number | null]>([
  [undefined, [], 5],
  [{ kind: 'up_to_5' }, [], 5],
  [{ kind: 'none' }, [], 0],
  [{ kind: 'until_disabling' }, [], 8],
  [{ kind: 'location' }, [], null],
  [{ kind: 'custom', during: 7 }, [], 7],
  [{ kind: 'custom', during: 3, after: 5 }, [], 3],
  [{ kind: 'custom', after: 4 }, [], 4],
  [{ kind: 'custom', nextMorning: 'any' }, [], 5],
  [undefined, above(3), 3],
  [{ kind: 'location' }, above(4), 4],
  [{ kind: 'until_disabling' }, above(6), 6],
  [{ kind: 'until_disabling' }, [{ kind: 'dizzy' }], 8],
])('%j with %j accepts %s', (painPolicy, stopRules, limit) => {
  expect(acceptedDuring({ painPolicy, stopRules })).toBe(limit);
  if (limit === null) return;
  expect(verdictOn(told({ pain: limit }), { painPolicy, stopRules })).toBe('go_on');
  expect(verdictOn(told({ pain: limit + 1 }), { painPolicy, stopRules })).toBe('stop_today');
});

it.each<[what: string, told: Told, policy: PainPolicy, verdict: Verdict]>([
  ['any number by location', told({ pain: 10 }), { kind: 'location' }, 'go_on'],
  [
    'further down by location',
    told({ pain: 1, spread: 'further_down' }),
    { kind: 'location' },
    'stop_until_reviewed',
  ],
  ['further down by default', told({ spread: 'further_down' }), { kind: 'up_to_5' }, 'stop_until_reviewed'],
  ['numbness', told({ spread: 'numb_or_weak' }), { kind: 'until_disabling' }, 'pause_plan'],
  ['nowhere else', told({ spread: 'none', pain: 2 }), { kind: 'up_to_5' }, 'go_on'],
  [
    'left off in pain, where disabling is the line',
    told({ notDoneBecause: 'pain' }),
    { kind: 'until_disabling' },
    'stop_today',
  ],
  ['left off for time', told({ notDoneBecause: 'time' }), { kind: 'until_disabling' }, 'go_on'],
  [
    'left off in pain, where a number is the line',
    told({ notDoneBecause: 'pain' }),
    { kind: 'up_to_5' },
    'go_on',
  ],
  ['a morning of 9', told({ kind: 'next_morning', pain: 9 }), { kind: 'none' }, 'go_on'],
  [
    'a morning further down',
    told({ kind: 'next_morning', pain: 1, spread: 'further_down' }),
    { kind: 'none' },
    'stop_until_reviewed',
  ],
])('%s', (_what, one, painPolicy, verdict) => {
  expect(verdictOn(one, { painPolicy })).toBe(verdict);
});

it('stops nothing for a number where the exercise cannot be read any more, but still for what spreads', () => {
  expect(verdictOn(told({ pain: 10 }), null)).toBe('go_on');
  expect(verdictOn(told({ spread: 'further_down' }), null)).toBe('stop_until_reviewed');
  expect(verdictOn(told({ spread: 'numb_or_weak' }), null)).toBe('pause_plan');
});

const RANK: Verdict[] = ['go_on', 'stop_today', 'stop_until_reviewed', 'pause_plan'];
it('never eases with more pain, wider spread or a stricter rule', () => {
  const anyPolicy = fc
    .constantFrom(...PAIN_POLICIES)
    .map((kind): PainPolicy => ({ kind, ...(kind === 'custom' ? { during: 4 } : {}) }));
  fc.assert(
    fc.property(anyPolicy, fc.nat(9), fc.nat(2), fc.nat(9), (painPolicy, pain, spread, rule) => {
      const rank = (one: Told, stopRules: StopRule[] = []) =>
        RANK.indexOf(verdictOn(one, { painPolicy, stopRules }));
      const less = told({ pain, spread: SPREADS[spread] });
      expect(rank({ ...less, pain: pain + 1 })).toBeGreaterThanOrEqual(rank(less));
      expect(rank({ ...less, spread: SPREADS[Math.min(2, spread + 1)]! })).toBeGreaterThanOrEqual(rank(less));
      expect(rank(less, above(rule))).toBeGreaterThanOrEqual(rank(less));
    }),
  );
});

it('has a source for every rule', () => {
  for (const { id, source } of Object.values(PAIN_RULES))
    expect(`${id} ${source}`).toMatch(/^pain\.\w+ .{20}/);
});

it.each(
  [...Object.values(STOPPED), ...Object.values(STAYS_STOPPED), PLAN_PAUSED, RECORDED_ONLY, UNKEPT_PAIN].map(
    (text) => [text.id, text] as const,
  ),
)('%s is kind and easy to read', (_id, { text, source }) => {
  expect(source).not.toBe('');
  expect(readingGrade(text)).toBeLessThan(6);
  expect(text).not.toMatch(/\b(safe|safely|cure|slipped|fail\w*|missed|streak|watch\w*)\b/i);
});
