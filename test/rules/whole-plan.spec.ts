/** What makes a plan impossible that no dose makes impossible alone: groups that go round and round, days without end. */
import type { AppError } from '../../src/http/errors';
import type { Group } from '../../src/dosage/dosage';
import { wholePlan } from '../../src/plan/whole-plan';
import { dose } from '../support/dose';

const LIBRARY = [{ id: 'bridge', videos: [], defaultDosage: null, clinicDose: null }];
const item = (dosage = dose(), group: string | null = null) => ({
  exerciseId: 'bridge',
  dosage,
  why: 'It helps.',
  group,
});
const circuit = (name: string, more: Partial<Group> = {}): Group => ({
  name,
  kind: 'circuit',
  rounds: { exact: 2 },
  ...more,
});

function refused(items: ReturnType<typeof item>[], groups: Group[]): string[] {
  try {
    wholePlan({ items, phases: [], groups }, LIBRARY, 'prescription');
    return [];
  } catch (thrown) {
    return ((thrown as AppError).errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
  }
}

const inRounds = (count: number, exact: number) => [
  item(dose({ count, reps: { exact } }), 'A'),
  item(dose(), 'A'),
];
it.each<[string, string[], string[]]>([
  ['50 rounds of 60 reps', refused(inRounds(1, 60), [circuit('A', { rounds: { exact: 50 } })]), []],
  [
    '50 rounds of 61 reps',
    refused(inRounds(1, 61), [circuit('A', { rounds: { exact: 50 } })]),
    ['/items/0/dosage/sessions dosage.out_of_range'],
  ],
  [
    '3 to 50 rounds of them',
    refused(inRounds(1, 61), [circuit('A', { rounds: { min: 3, max: 50 } })]),
    ['/items/0/dosage/sessions dosage.out_of_range'],
  ],
])('%s on a day', (_, found, expected) => {
  expect(found).toEqual(expected);
});

const twoHours = (perDay: number) =>
  refused([item(dose({}, { perDay }), 'A'), item(dose(), 'A')], [circuit('A', { timeCapSeconds: 7200 })]);
it.each<[string, string[], string[]]>([
  ['four times', twoHours(4), []],
  ['five times', twoHours(5), ['/items dosage.day_too_long']],
])('two hours of going round, %s a day', (_, found, expected) => {
  expect(found).toEqual(expected);
});
