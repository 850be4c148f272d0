/** The dose in plain words loses nothing: whatever is changed in one place of a dose or of a plan reads differently. */
import * as fc from 'fast-check';
import { checkDosage } from '../../src/dosage/check/check-dosage';
import { checkPlan } from '../../src/plan/check-plan';
import type { Weekday } from '../../src/calendar/days';
import type { Dosage, ItemPlace, SetSpec } from '../../src/dosage/dosage';
import { doseSentence } from '../../src/dosage/sentence/dose-sentence';
import { anyDosage } from '../support/any-dosage';
import { changedLeaves, namesIn } from '../support/changed-leaves';

const ofSets = (sets: SetSpec[]): string =>
  doseSentence({
    side: 'not_applicable',
    sessions: [{ sets, schedule: { kind: 'weekly', perDay: 1, perWeek: { exact: 7 } } }],
  });

/** What is the same to do, written in one way: these and no others may read alike. */
function sameToDo({ sessions, ...more }: Dosage): string {
  const same = {
    ...more,
    sessions: sessions.map(({ sets, schedule, ...session }) => ({
      ...session,
      sets: sets && oneByOne(sets),
      schedule: {
        ...schedule,
        weekdays: schedule.weekdays?.toSorted(),
        restDays: schedule.restDays?.toSorted(),
      },
    })),
  };
  return JSON.stringify(inOrder(same));
}

/** A repetition is a repetition, said or not; 3 sets of 1 are 1 set of 3; no rest follows the very last set. */
function oneByOne(sets: SetSpec[]): SetSpec[] {
  const all = sets
    .flatMap(({ count, ...set }) => Array<SetSpec>(count).fill({ ...set, count: 1 }))
    .map((set, at, { length }) => ({
      ...set,
      repUnit: set.repUnit === 'repetition' ? undefined : set.repUnit,
      restAfterSet: at === length - 1 ? undefined : set.restAfterSet,
    }));
  return all.reduce<SetSpec[]>((done, set) => {
    const before = done.at(-1);
    const one = isOnce(set) ? { ...set, reps: { exact: 1 } } : set;
    if (!before || !isOnce(set) || !goesOn(before, one)) return [...done, one];
    const { reps = {}, restAfterSet: rest } = before;
    const longer = { ...one, reps: { exact: (reps.exact ?? 1) + 1 }, restBetweenRepsSeconds: rest };
    return [...done.slice(0, -1), longer];
  }, []);
}

const isOnce = ({ repUnit, timeSeconds, reps }: SetSpec): boolean =>
  !repUnit && !timeSeconds && (!reps || reps.exact === 1);

/** Whether a single one only adds to those before it: the same thing, after the same rest. */
function goesOn(before: SetSpec, one: SetSpec): boolean {
  const what = (set: SetSpec) => {
    const { reps: _, restAfterSet: _rest, restBetweenRepsSeconds: _between, ...more } = set;
    return JSON.stringify(inOrder(more));
  };
  const { reps, restBetweenRepsSeconds: between, restAfterSet: rest } = before;
  const sameRest = reps?.exact === 1 || JSON.stringify(between) === JSON.stringify(rest);
  return reps?.exact !== undefined && !before.repUnit && sameRest && what(before) === what(one);
}

/** Fields in alphabetical order; what is absent, no, null or empty is left out. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, one]) => [name, inOrder(one)] as const);
  const isEmpty = (one: unknown) => typeof one === 'object' && Object.keys(one ?? {}).length === 0;
  const said = fields.filter(([, one]) => one !== undefined && one !== false && !isEmpty(one));
  return Object.fromEntries(said.sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('it loses nothing', () => {
  /** Null for what is no dose at all. */
  const readsLike = (dosage: Dosage): string | null => {
    try {
      return doseSentence(dosage);
    } catch {
      return null;
    }
  };

  it('of any dose: whatever is changed in one place reads differently', () => {
    fc.assert(
      fc.property(anyDosage(), anyDosage(), (dosage, other) => {
        const sentence = doseSentence(dosage);
        const meaning = sameToDo(dosage);
        for (const changed of changedLeaves(dosage, namesIn(other))) {
          const reads = readsLike(changed);
          if ((reads === null || reads === sentence) && checkDosage(changed).length === 0) {
            expect(reads === null ? changed : sameToDo(changed)).toBe(meaning);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('of any place in a plan', () => {
    const dosage: Dosage = {
      side: 'left',
      sessions: [{ sets: [{ count: 1, reps: { exact: 5 } }], schedule: { kind: 'as_needed', perDay: 2 } }],
    };
    fc.assert(
      fc.property(anyPlace(), anyPlace(), (place, other) => {
        const sentence = doseSentence(dosage, place);
        for (const changed of changedLeaves(place, namesIn(other))) {
          if (isSound(changed) && doseSentence(dosage, changed) === sentence) {
            expect(inOrder(changed)).toEqual(inOrder(place));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('but reads alike what is the same to do', () => {
    const alike: [SetSpec[], SetSpec[]][] = [
      [[{ count: 3, reps: { exact: 1 } }], [{ count: 1, reps: { exact: 3 }, repUnit: 'repetition' }]],
      [
        [{ count: 3, holdSeconds: { exact: 20 }, restAfterSet: { exact: 5 } }],
        [
          {
            count: 1,
            reps: { exact: 3 },
            holdSeconds: { exact: 20 },
            restBetweenRepsSeconds: { exact: 5 },
          },
        ],
      ],
      [
        [{ count: 3, reps: { exact: 8 }, restAfterSet: { exact: 60 } }],
        [
          { count: 2, reps: { exact: 8 }, restAfterSet: { exact: 60 } },
          { count: 1, reps: { exact: 8 } },
        ],
      ],
    ];
    for (const [one, other] of alike) expect(ofSets(one)).toBe(ofSets(other));
    const days = (weekdays: Weekday[], restDays?: Weekday[]): string =>
      doseSentence({
        side: 'left',
        sessions: [
          {
            sets: [{ count: 1, reps: { exact: 5 } }],
            schedule: { kind: 'weekdays', perDay: 1, weekdays, restDays },
          },
        ],
      });
    expect(days(['monday', 'friday'])).toBe(days(['friday', 'monday'], []));
  });
});

function anyPlace(): fc.Arbitrary<ItemPlace> {
  const count = fc.integer({ min: 1, max: 4 });
  const amount = fc.oneof(
    count.map((exact) => ({ exact })),
    count.map((min) => ({ min, max: min + 1 })),
  );
  const criteria = fc.uniqueArray(fc.constantFrom('it is calm', 'you can hop', 'you sleep well'), {
    minLength: 1,
  });
  const phase = fc.record(
    {
      name: fc.constantFrom('Settle', 'Build'),
      begins: fc.constantFrom('week' as const, 'criteria' as const),
      weeks: fc.oneof(
        count.map((from) => ({ from })),
        fc.tuple(count, count).map(([from, more]) => ({ from, to: from + more })),
      ),
      entryCriteria: criteria,
      exitCriteria: criteria,
    },
    { requiredKeys: ['name', 'begins', 'weeks'] },
  );
  const group = fc.record(
    {
      name: fc.constantFrom('A', 'B'),
      kind: fc.constantFrom('superset' as const, 'circuit' as const),
      rounds: amount,
      restBetweenItemsSeconds: fc.nat(90),
      restBetweenRoundsSeconds: amount,
      timeCapSeconds: fc.integer({ min: 60, max: 1200 }),
    },
    { requiredKeys: ['name', 'kind', 'rounds'] },
  );
  return fc.record(
    {
      variation: fc.constantFrom('knee straight', 'knee bent', null),
      level: fc.option(count),
      isOptional: fc.boolean(),
      isComfort: fc.boolean(),
      group: fc.option(group),
      phase: fc.option(phase),
    },
    { requiredKeys: [] },
  );
}

function isSound({ variation, level, isOptional, isComfort, phase, group }: ItemPlace): boolean {
  const isA = (type: string, value: unknown) =>
    value === undefined || value === null || typeof value === type;
  const types = [
    isA('string', variation),
    isA('number', level),
    isA('boolean', isOptional),
    isA('boolean', isComfort),
  ];
  const placed = { phase: phase?.name, group: group?.name };
  const faults = checkPlan([placed, placed], phase ? [phase] : [], group ? [group] : []);
  return types.every(Boolean) && faults.length === 0;
}
