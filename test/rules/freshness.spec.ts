/** How fresh an assessment must be for what a plan asks. */
import * as fc from 'fast-check';
import type { Schedule, SetSpec } from '../../src/dosage/dosage';
import {
  assertFreshEnough,
  compareLevel,
  type LastSeen,
  type PlanItem,
  type PlanLevel,
} from '../../src/prescription/freshness';
import { anyDosage } from '../support/any-dosage';
import { dose } from '../support/dose';

const TEN = dose();
const tilt: PlanItem = { exerciseId: 'tilt', easierIds: [], traits: ['supine'], dosage: TEN };
const bridge: PlanItem = { exerciseId: 'bridge', easierIds: ['tilt'], traits: ['supine'], dosage: TEN };
const oneLeg: PlanItem = {
  exerciseId: 'oneLeg',
  easierIds: ['bridge', 'tilt'],
  traits: ['supine'],
  dosage: TEN,
};
const squat: PlanItem = {
  exerciseId: 'squat',
  easierIds: [],
  traits: ['knee_flexion_deep_loaded'],
  dosage: TEN,
};

const with_ = (item: PlanItem, set: Partial<SetSpec>, schedule: Partial<Schedule> = {}): PlanItem => ({
  ...item,
  dosage: dose(set, schedule),
});

const LIMITS = { sameLevelDays: 60, harderDays: 14 };

describe('compareLevel', () => {
  it.each<[string, PlanItem[] | null, PlanItem[], PlanLevel]>([
    ['the first plan', null, [bridge], 'new'],
    ['nothing changed', [bridge, squat], [bridge, squat], 'same'],
    ['another order', [bridge, squat], [squat, bridge], 'same'],
    [
      'a shorter rest',
      [with_(bridge, { restAfterSet: { exact: 60 } })],
      [with_(bridge, { restAfterSet: { exact: 30 } })],
      'same',
    ],
    ['a phase that comes later', [{ ...bridge, weeksBefore: 2 }], [{ ...bridge, weeksBefore: 4 }], 'reduced'],
    ['a phase that comes sooner', [{ ...bridge, weeksBefore: 4 }], [{ ...bridge, weeksBefore: 2 }], 'harder'],
    ['an item removed', [bridge, squat], [squat], 'reduced'],
    ['everything removed', [bridge], [], 'reduced'],
    ['an item added', [bridge], [bridge, squat], 'harder'],
    ['an item swapped for a stranger', [bridge], [squat], 'harder'],
    ['a rep less', [bridge], [with_(bridge, { reps: { exact: 9 } })], 'reduced'],
    ['a rep more', [bridge], [with_(bridge, { reps: { exact: 11 } })], 'harder'],
    [
      'one item less, another more',
      [bridge, squat],
      [with_(bridge, { reps: { exact: 2 } }), with_(squat, { reps: { exact: 11 } })],
      'harder',
    ],
    ['one item removed, another more', [bridge, squat], [with_(squat, { reps: { exact: 11 } })], 'harder'],
    ['the easier step', [oneLeg], [bridge], 'reduced'],
    ['two steps easier', [oneLeg], [tilt], 'reduced'],
    ['the easier step, twice the time of it', [bridge], [with_(tilt, { reps: { exact: 20 } })], 'reduced'],
    [
      'the easier step, more than twice the time of it',
      [bridge],
      [with_(tilt, { reps: { exact: 21 } })],
      'harder',
    ],
    ['the easier step on more days', [bridge], [with_(tilt, {}, { perWeek: { exact: 6 } })], 'reduced'],
    [
      'the easier step on more than twice the days',
      [bridge],
      [with_(tilt, {}, { perWeek: { exact: 7 } })],
      'harder',
    ],
    [
      'the easier step with a load that the plan did not have',
      [bridge],
      [{ ...tilt, traits: ['supine', 'impact_high'] }],
      'harder',
    ],
    [
      'the easier step with a load that the plan had already',
      [{ ...bridge, traits: ['supine', 'impact_low'] }],
      [{ ...tilt, traits: ['supine', 'impact_low'] }],
      'reduced',
    ],
    [
      'the easier step brings a trait along',
      [bridge],
      [{ ...tilt, traits: ['supine', 'kneeling'] }],
      'reduced',
    ],
    ['the easier step beside the item', [bridge], [bridge, tilt], 'harder'],
    ['a step up the ladder', [bridge], [oneLeg], 'harder'],
    [
      'a trait that the exercise has gained',
      [bridge],
      [{ ...bridge, traits: ['supine', 'kneeling'] }],
      'harder',
    ],
    ['a trait lost', [bridge], [{ ...bridge, traits: [] }], 'same'],
    ['the same exercise twice', [bridge], [bridge, bridge], 'harder'],
    [
      'twice, in another order',
      [with_(bridge, { reps: { exact: 12 } }), with_(bridge, { reps: { exact: 8 } })],
      [with_(bridge, { reps: { exact: 8 } }), with_(bridge, { reps: { exact: 12 } })],
      'same',
    ],
    [
      'twice, both a little less',
      [with_(bridge, { reps: { exact: 12 } }), with_(bridge, { reps: { exact: 8 } })],
      [with_(bridge, { reps: { exact: 7 } }), with_(bridge, { reps: { exact: 11 } })],
      'reduced',
    ],
    [
      'twice, the smaller one grown',
      [with_(bridge, { reps: { exact: 12 } }), with_(bridge, { reps: { exact: 8 } })],
      [with_(bridge, { reps: { exact: 12 } }), with_(bridge, { reps: { exact: 9 } })],
      'harder',
    ],
    ['the easier step where that exercise stands already', [oneLeg, bridge], [bridge, bridge], 'reduced'],
    ['both a step down, the one into the place of the other', [oneLeg, bridge], [bridge, tilt], 'reduced'],
  ])('%s', (_, before, after, expected) => {
    expect(compareLevel(before, after)).toBe(expected);
  });

  const rounds = (exact: number): PlanItem => ({ ...bridge, rounds: { exact } });
  it.each<[string, PlanItem, PlanItem, PlanLevel]>([
    ['into a group that goes round once', bridge, rounds(1), 'same'],
    ['a round more', rounds(2), rounds(3), 'harder'],
    ['a round less', rounds(3), rounds(2), 'reduced'],
    ['out of the group', rounds(3), bridge, 'reduced'],
    ['the easier step in twice the rounds', bridge, { ...tilt, rounds: { exact: 2 } }, 'reduced'],
    ['the easier step in three times the rounds', bridge, { ...tilt, rounds: { exact: 3 } }, 'harder'],
  ])('rounds: %s', (_, before, after, expected) => {
    expect(compareLevel([before], [after])).toBe(expected);
  });

  const growing = (item: PlanItem): PlanItem => ({
    ...item,
    dosage: dose(
      {},
      {},
      {
        sessions: [8, 10, 12].map((exact, row) => ({
          ...dose({ reps: { exact } }).sessions[0]!,
          weeks: { from: row + 1, ...(row < 2 && { to: row + 1 }) },
        })),
      },
    ),
  });
  it.each<[string, PlanItem, PlanItem, number, PlanLevel]>([
    ['the same table', growing(bridge), growing(bridge), 0, 'same'],
    ['the same table, begun anew in its second week', growing(bridge), growing(bridge), 1, 'reduced'],
    ['its second row for good, in its second week', growing(bridge), bridge, 1, 'reduced'],
    ['its second row for good, in its first week', growing(bridge), bridge, 0, 'harder'],
    [
      'its last row for good, in its third week',
      growing(bridge),
      with_(bridge, { reps: { exact: 12 } }),
      2,
      'same',
    ],
    [
      'the easier step at twice the first row',
      growing(bridge),
      with_(tilt, { reps: { exact: 16 } }),
      0,
      'reduced',
    ],
    ['the easier step at more than that', growing(bridge), with_(tilt, { reps: { exact: 17 } }), 0, 'harder'],
    [
      'the easier step at more than that, a week later',
      growing(bridge),
      with_(tilt, { reps: { exact: 17 } }),
      1,
      'reduced',
    ],
  ])('weeks: %s', (_, before, after, weeksApart, expected) => {
    expect(compareLevel([before], [after], weeksApart)).toBe(expected);
  });

  const anyItem = fc.record({
    exerciseId: fc.constantFrom('a', 'b', 'c'),
    easierIds: fc.constant<string[]>([]),
    traits: fc.constant<PlanItem['traits']>([]),
    dosage: anyDosage(),
  });
  const anyPlan = fc.array(anyItem, { maxLength: 6 });

  it('finds a plan at the same level as itself in any order', () => {
    const shuffled = anyPlan.chain((plan) =>
      fc.tuple(fc.constant(plan), fc.shuffledSubarray(plan, { minLength: plan.length })),
    );
    fc.assert(fc.property(shuffled, ([plan, again]) => expect(compareLevel(plan, again)).toBe('same')));
  });

  it('calls an item added harder and an item removed reduced', () => {
    fc.assert(
      fc.property(anyPlan, anyItem, (plan, item) => {
        expect(compareLevel(plan, [...plan, item])).toBe('harder');
        expect(compareLevel([...plan, item], plan)).toBe('reduced');
      }),
    );
  });
});

describe('assertFreshEnough', () => {
  // 2026-03-29 is the night of the change to summer time in the United Kingdom.
  const today = '2026-04-01';
  const ago: Record<number, string> = {
    0: '2026-04-01',
    14: '2026-03-18',
    15: '2026-03-17',
    60: '2026-01-31',
    61: '2026-01-30',
    [-1]: '2026-04-02',
  };
  const outcome = (level: PlanLevel, seen: LastSeen, limits = LIMITS) => {
    try {
      assertFreshEnough(level, seen, limits, today);
      return 'fresh';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it.each<[PlanLevel, number | null, number | null, string]>([
    // level, full screen days ago, nothing-new screen days ago
    ['reduced', null, null, 'fresh'],
    ['reduced', 61, null, 'fresh'],
    ['new', 0, null, 'fresh'],
    ['new', 14, null, 'fresh'],
    ['new', 15, null, 'assessment.too_old'],
    ['new', 15, 0, 'assessment.too_old'],
    ['new', null, 0, 'assessment.missing'],
    ['new', -1, null, 'assessment.missing'],
    ['harder', 14, null, 'fresh'],
    ['harder', 15, 0, 'assessment.too_old'],
    ['same', 0, null, 'fresh'],
    ['same', 14, null, 'fresh'],
    ['same', 15, null, 'assessment.nothing_new_needed'],
    ['same', 15, 14, 'fresh'],
    ['same', 60, 14, 'fresh'],
    ['same', 60, 15, 'assessment.nothing_new_needed'],
    ['same', 60, -1, 'assessment.nothing_new_needed'],
    ['same', 61, 0, 'assessment.too_old'],
    ['same', 14, 60, 'fresh'],
    ['same', null, 0, 'assessment.missing'],
  ])('%s: full %s, nothing new %s days ago: %s', (level, full, nothingNew, expected) => {
    const day = (days: number | null) => (days === null ? null : ago[days]!);
    expect(outcome(level, { fullScreenOn: day(full), nothingNewOn: day(nothingNew) })).toBe(expected);
  });

  it('takes the limits of the clinic', () => {
    const strict = { sameLevelDays: 14, harderDays: 0 };
    expect(outcome('harder', { fullScreenOn: ago[0]!, nothingNewOn: null }, strict)).toBe('fresh');
    expect(outcome('harder', { fullScreenOn: ago[14]!, nothingNewOn: null }, strict)).toBe(
      'assessment.too_old',
    );
    expect(outcome('same', { fullScreenOn: ago[15]!, nothingNewOn: ago[0]! }, strict)).toBe(
      'assessment.too_old',
    );
  });

  it('says the dates and the way out', () => {
    const seen = { fullScreenOn: ago[61]!, nothingNewOn: null };
    expect(() => assertFreshEnough('same', seen, LIMITS, today)).toThrow(
      /2026-01-30, 61 days before 2026-04-01\. The same level again needs one of at most 60 days\. Reducing .* is possible/,
    );
    const asked = { fullScreenOn: ago[60]!, nothingNewOn: ago[15]! };
    expect(() => assertFreshEnough('same', asked, LIMITS, today)).toThrow(
      /2026-03-17, 15 days before 2026-04-01/,
    );
  });
});
