/** What a new version asks beside the one that was live. */
import * as fc from 'fast-check';
import type { Dosage, Group, Phase, Schedule, SessionDose, SetSpec } from '../../src/dosage/dosage';
import {
  compareLevel,
  type PlanDays,
  type PlanItem,
  type PlanLevel,
} from '../../src/prescription/plan-level';
import { asLevel, type WrittenPlan } from '../../src/prescription/plan-views';
import type { PrescriptionItem } from '../../src/prescription/prescription.entity';
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
    ['a phase that comes later', [{ ...bridge, daysBefore: 14 }], [{ ...bridge, daysBefore: 28 }], 'reduced'],
    ['a phase that comes sooner', [{ ...bridge, daysBefore: 28 }], [{ ...bridge, daysBefore: 14 }], 'harder'],
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

  const rounds = (exact: number): PlanItem => ({ ...bridge, group: { rounds: { exact } } });
  it.each<[string, PlanItem, PlanItem, PlanLevel]>([
    ['into a group that goes round once', bridge, rounds(1), 'same'],
    ['a round more', rounds(2), rounds(3), 'harder'],
    ['a round less', rounds(3), rounds(2), 'reduced'],
    ['out of the group', rounds(3), bridge, 'reduced'],
    ['the easier step in twice the rounds', bridge, { ...tilt, group: { rounds: { exact: 2 } } }, 'reduced'],
    [
      'the easier step in three times the rounds',
      bridge,
      { ...tilt, group: { rounds: { exact: 3 } } },
      'harder',
    ],
  ])('rounds: %s', (_, before, after, expected) => {
    expect(compareLevel([before], [after])).toBe(expected);
  });

  const capped = (timeCapSeconds: number | undefined, exact = 3): PlanItem => ({
    ...bridge,
    group: { rounds: { exact }, timeCapSeconds },
  });
  it.each<[string, PlanItem, PlanItem, PlanLevel]>([
    ['the same', capped(600), capped(600), 'same'],
    ['added', rounds(3), capped(600), 'harder'],
    ['a second more', capped(600), capped(601), 'harder'],
    ['a second less', capped(600), capped(599), 'reduced'],
    ['taken away, the rounds stay', capped(600), rounds(3), 'harder'],
    ['taken away with the group', capped(600), bridge, 'reduced'],
    ['added with a round less', rounds(3), capped(600, 2), 'harder'],
    [
      'added to the easier step',
      bridge,
      { ...tilt, group: { rounds: { exact: 1 }, timeCapSeconds: 60 } },
      'harder',
    ],
  ])('time to go round: %s', (_, before, after, expected) => {
    expect(compareLevel([before], [after])).toBe(expected);
  });

  const done = (variation: string | null, level: number | null = null): PlanItem => ({
    ...bridge,
    variation,
    level,
  });
  const LESS = { dosage: dose({ reps: { exact: 9 } }) };
  it.each<[string, PlanItem, PlanItem, PlanLevel]>([
    ['the same', done('short lever', 2), done('short lever', 2), 'same'],
    ['none said, and none', bridge, done(null), 'same'],
    ['a level up, a rep less', done('short lever', 2), { ...done('short lever', 3), ...LESS }, 'harder'],
    ['a level down', done('short lever', 2), done('short lever', 1), 'reduced'],
    ['a level for the first time', done('short lever'), done('short lever', 1), 'harder'],
    ['no level any more', done('short lever', 1), done('short lever'), 'harder'],
    ['another one, a rep less', done('short lever'), { ...done('long lever'), ...LESS }, 'harder'],
    ['another one, a level down', done('short lever', 3), done('long lever', 2), 'harder'],
    ['one for the first time', bridge, done('on one leg'), 'harder'],
    ['none any more', done('with a hand on the wall'), bridge, 'harder'],
  ])('variation: %s', (_, before, after, expected) => {
    expect(compareLevel([before], [after])).toBe(expected);
  });

  const allowing = (more: Partial<Dosage>, reps = 10): PlanItem => ({
    ...bridge,
    dosage: dose({ reps: { exact: reps } }, {}, more),
  });
  it.each<[string, PlanItem, PlanItem, PlanLevel]>([
    ['more pain, a rep less', bridge, allowing({ painPolicy: { kind: 'custom', during: 7 } }, 9), 'harder'],
    ['a stop rule less, a rep less', allowing({ stopRules: [{ kind: 'dizzy' }] }), allowing({}, 9), 'harder'],
    ['a stop rule more alone is no reduction', bridge, allowing({ stopRules: [{ kind: 'dizzy' }] }), 'same'],
    ['less pain alone is no reduction', bridge, allowing({ painPolicy: { kind: 'none' } }), 'same'],
    [
      'more pain in the easier step',
      bridge,
      { ...tilt, dosage: dose({}, {}, { painPolicy: { kind: 'until_disabling' } }) },
      'harder',
    ],
  ])('leeway: %s', (_, before, after, expected) => {
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
  const LATER = (days: number): Partial<PlanItem> => ({ daysBefore: days });
  const weeks = (from: number, to?: number) => ({
    dosage: dose({}, {}, { sessions: [{ ...dose().sessions[0]!, weeks: { from, ...(to && { to }) } }] }),
  });
  const row = (exact: number, from: number, to?: number): SessionDose => ({
    ...dose({ reps: { exact } }).sessions[0]!,
    weeks: { from, ...(to && { to }) },
  });
  const table = (...sessions: SessionDose[]): PlanItem => ({ ...bridge, dosage: dose({}, {}, { sessions }) });
  const AWAITED = LATER(Infinity);
  it.each<[string, PlanItem, PlanItem, PlanDays, PlanLevel]>([
    [
      'awaited before and after',
      { ...bridge, ...AWAITED },
      { ...bridge, ...AWAITED },
      { apart: 0, gone: 0 },
      'same',
    ],
    [
      'awaited, a rep more',
      { ...bridge, ...AWAITED },
      { ...with_(bridge, { reps: { exact: 11 } }), ...AWAITED },
      { apart: 0, gone: 0 },
      'harder',
    ],
    ['no longer awaited', { ...bridge, ...AWAITED }, bridge, { apart: 0, gone: 0 }, 'harder'],
    [
      'no longer awaited, but much later',
      { ...bridge, ...AWAITED },
      { ...bridge, ...LATER(700) },
      { apart: 0, gone: 0 },
      'harder',
    ],
    [
      'no longer awaited, by the easier step',
      { ...bridge, ...AWAITED },
      tilt,
      { apart: 0, gone: 0 },
      'harder',
    ],
    ['awaited from now on', bridge, { ...bridge, ...AWAITED }, { apart: 0, gone: 0 }, 'reduced'],
    [
      'awaited from now on, a rep more',
      bridge,
      { ...with_(bridge, { reps: { exact: 11 } }), ...AWAITED },
      { apart: 0, gone: 0 },
      'harder',
    ],
    [
      'awaited from now on, where it would have ended',
      { ...bridge, ...weeks(1, 4) },
      { ...bridge, ...AWAITED },
      { apart: 0, gone: 0 },
      'harder',
    ],
    [
      'awaited from now on, for as long, though it would have ended',
      { ...bridge, ...weeks(1, 4) },
      { ...bridge, ...weeks(1, 4), ...AWAITED },
      { apart: 0, gone: 0 },
      'harder',
    ],
    [
      'awaited from now on, as much as only later',
      growing(bridge),
      { ...with_(bridge, { reps: { exact: 12 } }), ...AWAITED },
      { apart: 0, gone: 0 },
      'harder',
    ],
    [
      'awaited from now on, as much as in these weeks',
      growing(bridge),
      { ...with_(bridge, { reps: { exact: 12 } }), ...AWAITED },
      { apart: 0, gone: 14 },
      'reduced',
    ],
    ['the easier step, awaited', bridge, { ...tilt, ...AWAITED }, { apart: 0, gone: 0 }, 'reduced'],
    [
      'the easier step instead of what was to come',
      { ...bridge, ...LATER(28) },
      tilt,
      { apart: 0, gone: 0 },
      'harder',
    ],
    [
      'an end moved later',
      { ...bridge, ...weeks(1, 4) },
      { ...bridge, ...weeks(1, 5) },
      { apart: 0, gone: 0 },
      'harder',
    ],
    ['an end taken away', { ...bridge, ...weeks(1, 4) }, bridge, { apart: 0, gone: 0 }, 'harder'],
    [
      'an end moved sooner',
      { ...bridge, ...weeks(1, 4) },
      { ...bridge, ...weeks(1, 3) },
      { apart: 0, gone: 0 },
      'reduced',
    ],
    ['brought forward by four weeks as it is', bridge, bridge, { apart: -28, gone: 0 }, 'same'],
    ['brought forward, growing sooner', growing(bridge), growing(bridge), { apart: -28, gone: 0 }, 'harder'],
    [
      'brought forward, with more in the weeks won',
      bridge,
      table(row(50, 1, 4), row(9, 5)),
      { apart: -28, gone: 0 },
      'harder',
    ],
    [
      'begun anew, and a phase with it',
      { ...bridge, ...LATER(14) },
      { ...bridge, ...LATER(14) },
      { apart: 21, gone: 0 },
      'reduced',
    ],
    [
      'a begun phase stays where it is',
      { ...growing(bridge), ...LATER(10) },
      { ...growing(bridge), ...LATER(5) },
      { apart: 5, gone: 0 },
      'same',
    ],
    ['more in a week that is over', bridge, table(row(50, 1, 1), row(10, 2)), { apart: 0, gone: 7 }, 'same'],
    ['more in a week that is not', bridge, table(row(50, 1, 1), row(10, 2)), { apart: 0, gone: 6 }, 'harder'],
    [
      'less only in weeks that are over',
      bridge,
      table(row(1, 1, 2), row(10, 3)),
      { apart: 0, gone: 14 },
      'same',
    ],
    [
      'less only where the plan before is over',
      table(row(50, 1, 2), row(10, 3)),
      bridge,
      { apart: 14, gone: 0 },
      'same',
    ],
  ])('days: %s', (_, before, after, days, expected) => {
    expect(compareLevel([before], [after], days)).toBe(expected);
  });

  const hard = { effort: { scale: 'rpe_10', value: { exact: 10 } } } as const;
  const kilos = (kg: number): Partial<SetSpec> => ({ load: { kind: 'weight', kg } });
  const body: Partial<SetSpec> = { load: { kind: 'bodyweight' } };
  const resting = (exact: number): Partial<SetSpec> => ({ restAfterSet: { exact } });
  it.each<[string, Partial<SetSpec>, Partial<SetSpec>, PlanLevel]>([
    ['a first weight', body, kilos(1), 'harder'],
    ['200 kg at the hardest in place of the body alone', body, { ...kilos(200), ...hard }, 'harder'],
    ['the same weight', kilos(5), kilos(5), 'reduced'],
    ['a heavier one', kilos(5), kilos(5.25), 'harder'],
    ['one of another kind', kilos(5), { load: { kind: 'band', band: { material: 'latex_free' } } }, 'harder'],
    ['the weight put away', kilos(5), body, 'reduced'],
    ['a first effort', {}, hard, 'harder'],
    ['as hard', hard, hard, 'reduced'],
    ['as many as possible', { reps: { exact: 20 } }, { reps: { asManyAsPossible: true } }, 'harder'],
    ['twice the work, whatever the rests', resting(600), { reps: { exact: 20 }, ...resting(0) }, 'reduced'],
    ['more than twice the work, hidden in the rests', resting(600), { reps: { exact: 21 } }, 'harder'],
    ['rests of its own', {}, resting(600), 'reduced'],
  ])('the easier step: %s', (_, before, after, expected) => {
    expect(compareLevel([with_(bridge, before)], [with_(tilt, after)])).toBe(expected);
  });

  it('counts no rest between bouts as work', () => {
    const run = (item: PlanItem, work: number, rest: number): PlanItem => ({
      ...item,
      dosage: dose(
        {},
        {},
        {
          sessions: [
            {
              intervals: {
                steps: [
                  {
                    repeats: 2,
                    steps: [
                      { mode: 'walk', seconds: { exact: work } },
                      { mode: 'rest', seconds: { exact: rest } },
                    ],
                  },
                ],
                totalSeconds: { exact: 2 * (work + rest) },
              },
              schedule: dose().sessions[0]!.schedule,
            },
          ],
        },
      ),
    });
    expect(compareLevel([run(bridge, 60, 600)], [run(tilt, 120, 1)])).toBe('reduced');
    expect(compareLevel([run(bridge, 60, 600)], [run(tilt, 121, 1)])).toBe('harder');
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
    expect(compareLevel([before], [after], { apart: 7 * weeksApart, gone: 0 })).toBe(expected);
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

describe('a written plan', () => {
  const SETTLE: Phase = { name: 'Settle', begins: 'week', weeks: { from: 1, to: 2 } };
  const BUILD: Phase = { name: 'Build', begins: 'week', weeks: { from: 3 } };
  const LOAD: Phase = { name: 'Load', begins: 'criteria', weeks: { from: 3 }, entryCriteria: ['No limp.'] };
  const RUN: Phase = { ...LOAD, name: 'Run' };
  const A: Group = { name: 'A', kind: 'circuit', rounds: { exact: 2 } };

  const written = (
    items: Partial<PrescriptionItem>[],
    phases: Phase[],
    groups: Group[] = [],
  ): WrittenPlan => {
    const whole = items.map((item, index) => ({
      exerciseId: 'bridge',
      traits: [],
      dosage: dose(),
      phase: null,
      groupName: null,
      variation: null,
      level: null,
      place: index + 1,
      ...item,
    }));
    return { version: { phases, groups }, items: whole } as never;
  };
  const levelOf = (before: WrittenPlan, after: WrittenPlan): PlanLevel => {
    // the load phase was begun after eight days
    const days = { weekOneOn: '2026-11-02', phasesBegun: [{ name: 'Load', on: '2026-11-10' }] };
    const none = new Map<string, string[]>();
    return compareLevel(asLevel(before, none, days), asLevel(after, none, days), { apart: 0, gone: 14 });
  };
  const alone = (phase: Phase | null, more: Partial<PrescriptionItem> = {}): WrittenPlan =>
    written([{ phase: phase?.name ?? null, ...more }], phase ? [phase] : []);

  it.each<[string, WrittenPlan, WrittenPlan, PlanLevel]>([
    ['the same phase', alone(RUN), alone(RUN), 'same'],
    ['a phase taken away that has not begun', alone(RUN), alone(null), 'harder'],
    ['out of it into one that has begun', alone(RUN), alone(LOAD), 'harder'],
    ['out of it into one that begins by itself', alone(RUN), alone(BUILD), 'harder'],
    ['out of one that has begun', alone(LOAD), alone(null), 'same'],
    ['out of one that has begun into one that has not', alone(LOAD), alone(RUN), 'reduced'],
    [
      'a phase that has not begun called like one that has',
      alone({ ...LOAD, name: 'Lift' }),
      alone(LOAD),
      'harder',
    ],
    ['the end of a phase taken away', alone(SETTLE), alone(null), 'harder'],
    ['the end of a phase moved', alone(SETTLE), alone({ ...SETTLE, weeks: { from: 1, to: 3 } }), 'harder'],
    ['an end for what had none', alone(null), alone({ ...SETTLE, weeks: { from: 1, to: 3 } }), 'reduced'],
    ['a level up', alone(null, { level: 1 }), alone(null, { level: 2 }), 'harder'],
    ['another variation', alone(null), alone(null, { variation: 'on one leg' }), 'harder'],
    [
      'time to go round',
      written([{ groupName: 'A' }, { exerciseId: 'squat', groupName: 'A' }], [], [A]),
      written(
        [{ groupName: 'A' }, { exerciseId: 'squat', groupName: 'A' }],
        [],
        [{ ...A, timeCapSeconds: 60 }],
      ),
      'harder',
    ],
    [
      'what the dose brings to an exercise',
      alone(null, { traits: ['floor_transfer'], dosage: dose({ surface: 'bed' }) }),
      alone(null, { traits: ['floor_transfer'], dosage: dose({ surface: 'mat' }) }),
      'harder',
    ],
  ])('%s', (_, before, after, expected) => {
    expect(levelOf(before, after)).toBe(expected);
  });
});
