/** What the parts of a plan contradict between them. */
import { checkPlan, type PlacedItem } from '../../src/plan/check-plan';
import type { Group, Phase } from '../../src/dosage/dosage';

const SETTLE: Phase = { name: 'Settle', begins: 'week', weeks: { from: 1, to: 2 } };
const BUILD: Phase = { name: 'Build', begins: 'criteria', weeks: { from: 3 }, entryCriteria: ['No limp.'] };
const A: Group = { name: 'A', kind: 'superset', rounds: { exact: 3 } };

const inA: PlacedItem = { group: 'A' };
const faultsOf = (items: PlacedItem[], phases: unknown[] = [], groups: unknown[] = []) =>
  checkPlan(items, phases as Phase[], groups as Group[]).map(
    ({ pointer, code }) => `${pointer} ${code.replace('dosage.', '')}`,
  );

it.each<[string, string[], string[]]>([
  ['nothing at all', faultsOf([]), []],
  ['items of no phase and no group', faultsOf([{}, { phase: null, group: null }]), []],
  ['items of a phase', faultsOf([{ phase: 'Settle' }, { phase: 'Build' }], [SETTLE, BUILD]), []],
  ['phases that overlap', faultsOf([], [SETTLE, { ...SETTLE, name: 'Walk' }]), []],
  ['a phase that is not there', faultsOf([{}, { phase: 'Bild' }], [BUILD]), ['/items/1/phase contradictory']],
  ['a phase in other letters', faultsOf([{ phase: 'build' }], [BUILD]), ['/items/0/phase contradictory']],
  [
    'two phases of one name',
    faultsOf(
      [],
      [SETTLE, SETTLE, BUILD].map((one) => ({ ...one })),
    ),
    ['/phases/1/name contradictory'],
  ],
  [
    'a phase that ends before it begins',
    faultsOf([], [{ ...SETTLE, weeks: { from: 3, to: 2 } }]),
    ['/phases/0/weeks contradictory'],
  ],
  [
    'criteria that nobody wrote',
    faultsOf([], [{ ...BUILD, entryCriteria: undefined }]),
    ['/phases/0/entryCriteria missing'],
  ],
  [
    'an empty list of criteria',
    faultsOf([], [{ ...BUILD, entryCriteria: [] }]),
    ['/phases/0/entryCriteria unknown_value'],
  ],
  ['a phase without weeks', faultsOf([], [{ name: 'Settle', begins: 'week' }]), ['/phases/0/weeks missing']],
  ['a misspelt phase', faultsOf([], [{ ...SETTLE, goals: [] }]), ['/phases/0/goals unknown_field']],
  [
    '105 weeks',
    faultsOf([], [{ ...SETTLE, weeks: { from: 1, to: 105 } }]),
    ['/phases/0/weeks/to out_of_range'],
  ],
  ['a group of two', faultsOf([{}, inA, inA], [], [A]), []],
  ['a group of one', faultsOf([inA, {}], [], [A]), ['/groups/0/name contradictory']],
  ['a group of none', faultsOf([{}], [], [A]), ['/groups/0/name contradictory']],
  [
    'a group with another item in between',
    faultsOf([inA, {}, inA], [], [A]),
    ['/groups/0/name contradictory'],
  ],
  [
    'a group that is not there',
    faultsOf([inA, inA, { group: 'B' }], [], [A]),
    ['/items/2/group contradictory'],
  ],
  ['two groups of one name', faultsOf([inA, inA], [], [A, { ...A }]), ['/groups/1/name contradictory']],
  [
    'no rounds',
    faultsOf([inA, inA], [], [{ ...A, rounds: { exact: 0 } }]),
    ['/groups/0/rounds/exact out_of_range'],
  ],
  [
    'rounds twice over',
    faultsOf([inA, inA], [], [{ ...A, rounds: { exact: 3, min: 2, max: 3 } }]),
    ['/groups/0/rounds contradictory'],
  ],
  ['two hours of going round', faultsOf([inA, inA], [], [{ ...A, timeCapSeconds: 7200 }]), []],
  [
    'a second more',
    faultsOf([inA, inA], [], [{ ...A, timeCapSeconds: 7201 }]),
    ['/groups/0/timeCapSeconds out_of_range'],
  ],
  [
    'rest between rounds',
    faultsOf([inA, inA], [], [{ ...A, restBetweenItemsSeconds: 0, restBetweenRoundsSeconds: { exact: 90 } }]),
    [],
  ],
  [
    'rest between one round',
    faultsOf([inA, inA], [], [{ ...A, rounds: { exact: 1 }, restBetweenRoundsSeconds: { exact: 90 } }]),
    ['/groups/0/restBetweenRoundsSeconds contradictory'],
  ],
  [
    'rest between rounds until the time is up',
    faultsOf(
      [inA, inA],
      [],
      [{ ...A, rounds: { exact: 1 }, timeCapSeconds: 900, restBetweenRoundsSeconds: { exact: 90 } }],
    ),
    [],
  ],
])('%s', (_, found, expected) => {
  expect(found).toEqual(expected);
});
