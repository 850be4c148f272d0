/** Until when a paper asks for an exercise: its own weeks, the phase's, and never beyond the advice. */
import type { Phase, SessionDose } from '../../src/dosage/dosage';
import { daysOfItem, type DaysOfPlan, withoutToday } from '../../src/handout/days-of-item';
import { dose } from '../support/dose';

const PLAN: DaysOfPlan = {
  startsOn: '2026-11-25',
  weekOneOn: '2026-11-23',
  adviceUntil: '2027-01-03',
  phases: [
    { name: 'Settle', begins: 'week', weeks: { from: 1, to: 2 } },
    { name: 'Build', begins: 'criteria', weeks: { from: 3, to: 5 } },
  ] satisfies Phase[],
  phasesBegun: [],
};

const weeks = (from: number, to?: number) => {
  const [first] = dose().sessions as [SessionDose];
  return { sessions: [{ ...first, weeks: { from, to } }] };
};

it.each([
  ['all of it', { dosage: dose(), phase: null }, {}, { from: '2026-11-25', to: '2027-01-03' }],
  ['week 2 to 3', { dosage: weeks(2, 3), phase: null }, {}, { from: '2026-11-30', to: '2026-12-13' }],
  ['from week 2 on', { dosage: weeks(2), phase: null }, {}, { from: '2026-11-30', to: '2027-01-03' }],
  ['a first phase', { dosage: dose(), phase: 'Settle' }, {}, { from: '2026-11-25', to: '2026-12-06' }],
  ['a phase that waits', { dosage: dose(), phase: 'Build' }, {}, null],
  [
    'a phase that was begun',
    { dosage: dose(), phase: 'Build' },
    { phasesBegun: [{ name: 'Build', on: '2026-12-01' }] },
    { from: '2026-12-01', to: '2026-12-21' },
  ],
  [
    'a phase that outlasts the advice',
    { dosage: dose(), phase: 'Build' },
    { phasesBegun: [{ name: 'Build', on: '2026-12-28' }] },
    { from: '2026-12-28', to: '2027-01-03' },
  ],
  ['weeks after the advice', { dosage: weeks(8, 9), phase: null }, {}, null],
  ['the last day of all', { dosage: weeks(6, 6), phase: null }, {}, { from: '2026-12-28', to: '2027-01-03' }],
])('%s', (_, item, change, expected) => {
  expect(daysOfItem(item, { ...PLAN, ...change })).toEqual(expected);
});

it.each([
  ['is done from tomorrow', '2026-11-25', '2027-01-03', { from: '2026-11-27', to: '2027-01-03' }],
  ['begins later anyway', '2026-12-07', '2027-01-03', { from: '2026-12-07', to: '2027-01-03' }],
  ['has tomorrow left', '2026-11-25', '2026-11-27', { from: '2026-11-27', to: '2026-11-27' }],
  ['has no day left', '2026-11-25', '2026-11-26', null],
])('what is stopped for today %s', (_, from, to, expected) => {
  expect(withoutToday({ from, to }, '2026-11-26')).toEqual(expected);
});
