/** Which sessions are due on which day. */
import * as fc from 'fast-check';
import type { Schedule, SessionDose } from '../../src/dosage/dosage';
import { dayNumber, isoDay } from '../../src/calendar/days';
import { dueBetween, dueOn } from '../../src/schedule/due-sessions';
import type { ScheduledPlan } from '../../src/schedule/plan-weeks';
import { anyPlan } from '../support/any-schedule';
import { everyDays, item, of, only, plan, weekdays, weekly } from '../support/scheduled-plan';

/** The days with fixed sessions due, without their year: "01-05". */
const fixedDays = (asked: ScheduledPlan, from: string, to: string, place = 1) =>
  dueBetween(asked, from, to)
    .filter(({ items }) =>
      items.some(
        (each) => each.place === place && each.sessions.some((one) => one.kind === 'fixed' && one.due > 0),
      ),
    )
    .map(({ day }) => day.slice(5));

describe('fixed days', () => {
  const long = { adviceUntil: '2026-12-31' };
  it.each<[string, ScheduledPlan, string, string, string[]]>([
    [
      'weekdays',
      of(weekdays('monday', 'thursday')),
      '2026-01-05',
      '2026-01-15',
      ['01-05', '01-08', '01-12', '01-15'],
    ],
    ['every 3 days', of(everyDays(3)), '2026-01-05', '2026-01-15', ['01-05', '01-08', '01-11', '01-14']],
    [
      'every 3 days, over the end of January',
      of(everyDays(3)),
      '2026-01-28',
      '2026-02-05',
      ['01-29', '02-01', '02-04'],
    ],
    [
      'every 2 days, over the night in which the clocks go forward',
      of(everyDays(2), { weekOneOn: '2026-03-25', startsOn: '2026-03-25', ...long }),
      '2026-03-25',
      '2026-04-01',
      ['03-25', '03-27', '03-29', '03-31'],
    ],
    [
      'every 2 days, over the night in which they go back',
      of(everyDays(2), long),
      '2026-10-22',
      '2026-10-28',
      ['10-22', '10-24', '10-26', '10-28'],
    ],
    [
      'every 2 days, over a leap day',
      of(everyDays(2), { weekOneOn: '2028-02-25', startsOn: '2028-02-25', adviceUntil: '2028-03-31' }),
      '2028-02-25',
      '2028-03-04',
      ['02-25', '02-27', '02-29', '03-02', '03-04'],
    ],
    [
      'every 5 days, over the end of a year',
      of(everyDays(5), { weekOneOn: '2026-12-25', startsOn: '2026-12-25', adviceUntil: '2027-02-01' }),
      '2026-12-25',
      '2027-01-10',
      ['12-25', '12-30', '01-04', '01-09'],
    ],
    [
      'every 3 days, begun before this version',
      of(everyDays(3), { startsOn: '2026-01-10' }),
      '2026-01-05',
      '2026-01-15',
      ['01-11', '01-14'],
    ],
    [
      'every 2 days but never on Sundays, which do not shift the rest',
      of(everyDays(2, { restDays: ['sunday'] })),
      '2026-01-05',
      '2026-01-15',
      ['01-05', '01-07', '01-09', '01-13', '01-15'],
    ],
    [
      'every 3 days, a pause between: it goes on where it was left',
      of(everyDays(3), { closed: [{ from: '2026-01-09', to: '2026-01-12' }], weekOneOn: '2026-01-09' }),
      '2026-01-05',
      '2026-01-20',
      ['01-05', '01-08', '01-15', '01-18'],
    ],
    [
      'a week table, a pause between',
      plan([item([{ schedule: weekdays('monday'), weeks: { from: 2, to: 3 } }])], {
        closed: [{ from: '2026-01-14', to: '2026-01-20' }],
        weekOneOn: '2026-01-12',
      }),
      '2026-01-05',
      '2026-03-01',
      ['01-12', '01-26'],
    ],
    [
      'a phase begun by criteria, a pause within it and one before',
      plan(
        [
          item([{ schedule: everyDays(7) }], {
            phase: { name: 'Build', begins: 'criteria', weeks: { from: 1, to: 2 } },
          }),
        ],
        {
          closed: [
            { from: '2026-01-06', to: '2026-01-08' },
            { from: '2026-01-15', to: '2026-01-26' },
          ],
          weekOneOn: '2026-01-20',
          // it was begun on the 12th
          phasesBegun: [{ name: 'Build', on: '2026-01-24' }],
        },
      ),
      '2026-01-05',
      '2026-03-01',
      ['01-12', '01-31'],
    ],
    [
      'three days from one to the next, a pause of one day among them',
      of(
        { ...weekdays('monday', 'wednesday'), minRestHours: 72 },
        {
          closed: [{ from: '2026-01-06', to: '2026-01-06' }],
          weekOneOn: '2026-01-06',
        },
      ),
      '2026-01-05',
      '2026-01-15',
      ['01-05', '01-12'],
    ],
    [
      'every day of the week is no choice',
      of(weekly(7)),
      '2026-01-05',
      '2026-01-08',
      ['01-05', '01-06', '01-07', '01-08'],
    ],
    [
      'every day that is no rest day is none either',
      of(weekly(5, { restDays: ['wednesday', 'sunday'] })),
      '2026-01-05',
      '2026-01-12',
      ['01-05', '01-06', '01-08', '01-09', '01-10', '01-12'],
    ],
    ['6 of 7 days are a choice', of(weekly(6)), '2026-01-05', '2026-01-20', []],
    [
      'nothing before the plan starts and after it ends',
      of(weekly(7), { startsOn: '2026-01-07', adviceUntil: '2026-01-09' }),
      '2026-01-01',
      '2026-01-31',
      ['01-07', '01-08', '01-09'],
    ],
    [
      'nothing while a hold has no end',
      of(weekly(7), { closed: [{ from: '2026-01-07', to: null }] }),
      '2026-01-05',
      '2026-02-28',
      ['01-05', '01-06'],
    ],
    [
      'a week table that keeps its rhythm from row to row',
      plan([
        item([
          { schedule: everyDays(2), weeks: { from: 1, to: 1 } },
          { schedule: everyDays(2), weeks: { from: 2 } },
        ]),
      ]),
      '2026-01-05',
      '2026-01-16',
      ['01-05', '01-07', '01-09', '01-11', '01-13', '01-15'],
    ],
    [
      'weeks of the plan, which are not those of the calendar',
      plan([item([{ schedule: weekly(7), weeks: { from: 2, to: 2 } }])], {
        weekOneOn: '2026-01-07',
        startsOn: '2026-01-07',
      }),
      '2026-01-05',
      '2026-01-31',
      ['01-14', '01-15', '01-16', '01-17', '01-18', '01-19', '01-20'],
    ],
    [
      'a phase that begins in its week',
      plan([
        item([{ schedule: weekdays('monday') }], {
          phase: { name: 'Build', begins: 'week', weeks: { from: 3, to: 4 } },
        }),
      ]),
      '2026-01-05',
      '2026-03-01',
      ['01-19', '01-26'],
    ],
  ])('%s', (_, asked, from, to, expected) => {
    expect(fixedDays(asked, from, to)).toEqual(expected);
  });

  it('a phase that awaits its criteria counts its weeks from the day it was begun', () => {
    const build = { name: 'Build', begins: 'criteria' as const, weeks: { from: 1, to: 2 } };
    const items = [item([{ schedule: everyDays(4), weeks: { from: 2 } }], { phase: build })];
    expect(fixedDays(plan(items), '2026-01-05', '2026-03-01')).toEqual([]);
    const begun = plan(items, { phasesBegun: [{ name: 'Build', on: '2026-01-14' }] });
    expect(fixedDays(begun, '2026-01-05', '2026-03-01')).toEqual(['01-21', '01-25']);
  });

  it('ranges: the lower end is due, the upper end allowed, and an optional item is never due', () => {
    const twoOrThree = { ...weekdays('monday'), perDay: 2, perDayMax: 3 };
    expect(only(of(twoOrThree), '2026-01-05')).toMatchObject({ kind: 'fixed', due: 2, allowed: 3 });
    const optional = plan([item([{ schedule: twoOrThree }], { isOptional: true })]);
    expect(only(optional, '2026-01-05')).toMatchObject({ kind: 'fixed', due: 0, allowed: 3 });
    expect(only(optional, '2026-01-06')).toMatchObject({ kind: 'fixed', due: 0, allowed: 0 });
  });

  it('as needed is never due, and not on a rest day', () => {
    const asNeeded = of({ kind: 'as_needed', perDay: 4, restDays: ['sunday'] });
    expect(only(asNeeded, '2026-01-10')).toMatchObject({ kind: 'as_needed', allowed: 4 });
    expect(only(asNeeded, '2026-01-11')).toMatchObject({ kind: 'as_needed', allowed: 0 });
    expect(only(asNeeded, '2026-01-10')).not.toHaveProperty('due');
  });
});

describe('days of the patient’s choice', () => {
  it.each<[string, Schedule, Partial<ScheduledPlan>, string, [number, number], string, string]>([
    ['3 a week', weekly(3), {}, '2026-01-14', [3, 3], '01-12', '01-18'],
    ['2 to 3 a week', weekly(2, { perWeek: { min: 2, max: 3 } }), {}, '2026-01-14', [2, 3], '01-12', '01-18'],
    ['twice a day, 3 a week', weekly(3, { perDay: 2 }), {}, '2026-01-14', [6, 6], '01-12', '01-18'],
    [
      '2 to 4 a day, 3 a week',
      weekly(3, { perDay: 2, perDayMax: 4 }),
      {},
      '2026-01-14',
      [6, 12],
      '01-12',
      '01-18',
    ],
    [
      '3 a week, begun on Friday',
      weekly(3),
      { startsOn: '2026-01-09' },
      '2026-01-09',
      [1, 2],
      '01-09',
      '01-11',
    ],
    [
      '3 a week, ending on Monday',
      weekly(3),
      { adviceUntil: '2026-01-12' },
      '2026-01-12',
      [0, 1],
      '01-12',
      '01-12',
    ],
    [
      '3 a week, where three days of rest leave room for 2',
      weekly(3, { minRestHours: 72 }),
      {},
      '2026-01-14',
      [2, 2],
      '01-12',
      '01-18',
    ],
    [
      '2 a week with three days between, on the last days before the weekend',
      weekly(2, { minRestHours: 72, restDays: ['friday', 'saturday', 'sunday'] }),
      { startsOn: '2026-01-06' },
      '2026-01-06',
      [1, 1],
      '01-06',
      '01-11',
    ],
    [
      '3 a week, paused for three days',
      weekly(3),
      { closed: [{ from: '2026-01-13', to: '2026-01-15' }], weekOneOn: '2026-01-08' },
      '2026-01-16',
      [2, 3],
      '01-16',
      '01-21',
    ],
    [
      'weeks from Wednesday on',
      weekly(3),
      { weekOneOn: '2026-01-07', startsOn: '2026-01-07' },
      '2026-01-13',
      [3, 3],
      '01-07',
      '01-13',
    ],
  ])('%s', (_, schedule, more, day, [due, allowed], from, to) => {
    const session = only(of(schedule, more), day);
    const week = { from: `2026-${from}`, to: `2026-${to}` };
    expect(session).toMatchObject({ kind: 'flexible', due, allowed, week });
  });

  it('are open on all days but rest days, pauses and days that another session of the item has for itself', () => {
    const light = { name: 'light', schedule: weekly(2, { restDays: ['sunday'] }) };
    const heavy = { name: 'heavy', schedule: weekdays('tuesday') };
    const both = plan([item([heavy, light])], {
      closed: [{ from: '2026-01-16', to: '2026-01-16' }],
      weekOneOn: '2026-01-06',
    });
    const [fixed, flexible] = dueOn(both, '2026-01-13').items[0]?.sessions ?? [];
    expect(fixed).toMatchObject({ kind: 'fixed', name: 'heavy', due: 1, session: 0 });
    expect(flexible).toMatchObject({
      kind: 'flexible',
      name: 'light',
      session: 1,
      openDays: ['2026-01-12', '2026-01-14', '2026-01-15'],
    });
    expect(dueOn(both, '2026-01-16').items).toEqual([]);

    const heavyIsOver = plan([
      item([
        { ...heavy, weeks: { from: 1, to: 1 } },
        { ...light, weeks: { from: 2 } },
      ]),
    ]);
    expect(only(heavyIsOver, '2026-01-13')).toMatchObject({
      openDays: expect.arrayContaining(['2026-01-13']),
    });
  });
});

describe('between the days of another item', () => {
  const walks = item([{ schedule: { kind: 'between', perDay: 1, betweenPlace: 1 } }], { place: 2 });
  const beside = (schedule: Schedule, weeks?: SessionDose['weeks']) =>
    plan([item([{ schedule, ...(weeks && { weeks }) }]), walks]);

  it.each<[string, ScheduledPlan, string[]]>([
    [
      'on its free days',
      beside(weekdays('monday', 'wednesday', 'friday')),
      ['01-06', '01-08', '01-10', '01-11'],
    ],
    ['every other day', beside(everyDays(2)), ['01-06', '01-08', '01-10']],
    ['never, where it is daily', beside(weekly(7)), []],
    [
      'daily, once its weeks are over',
      beside(weekdays('monday'), { from: 2 }),
      ['01-05', '01-06', '01-07', '01-08', '01-09', '01-10', '01-11'],
    ],
  ])('%s', (_, asked, expected) => {
    expect(fixedDays(asked, '2026-01-05', '2026-01-11', 2)).toEqual(expected);
  });

  it.each<[string, Schedule, [number, number]]>([
    ['as many as that leaves of the week', weekly(3), [4, 4]],
    ['of a range, the other way round', weekly(2, { perWeek: { min: 2, max: 3 } }), [4, 5]],
  ])('of the patient’s choice: %s', (_, schedule, [due, allowed]) => {
    expect(only(beside(schedule), '2026-01-14', 2)).toMatchObject({ kind: 'flexible', due, allowed });
  });

  it('leaves out days that come too soon after the last', () => {
    const rested = item([{ schedule: { kind: 'between', perDay: 1, betweenPlace: 1, minRestHours: 48 } }], {
      place: 2,
    });
    const asked = plan([item([{ schedule: weekdays('monday', 'thursday') }]), rested]);
    expect(fixedDays(asked, '2026-01-05', '2026-01-18', 2)).toEqual([
      ...['01-06', '01-09', '01-11', '01-13', '01-16', '01-18'],
    ]);
    expect(fixedDays(asked, '2026-01-11', '2026-01-13', 2)).toEqual(['01-11', '01-13']);
  });

  it('takes fixed days and days of choice of the other item together', () => {
    const both = item([
      { name: 'heavy', schedule: weekdays('monday') },
      { name: 'light', schedule: weekly(2) },
    ]);
    expect(only(plan([both, walks]), '2026-01-14', 2)).toMatchObject({
      kind: 'flexible',
      due: 4,
      allowed: 4,
    });
  });

  it('does not go round in circles', () => {
    const back = item([{ schedule: { kind: 'between', perDay: 1, betweenPlace: 2 } }]);
    expect(fixedDays(plan([back, walks]), '2026-01-05', '2026-01-06', 2)).toEqual(['01-05', '01-06']);
  });

  it('counts the days of an optional item as its days', () => {
    const optional = item([{ schedule: weekdays('monday') }], { isOptional: true });
    expect(fixedDays(plan([optional, walks]), '2026-01-05', '2026-01-06', 2)).toEqual(['01-06']);
  });
});

it('a plan answers day by day what it answers for a period, and nothing outside', () => {
  fc.assert(
    fc.property(anyPlan(), fc.nat(200), (asked, after) => {
      const number = dayNumber(asked.startsOn) + after - 10;
      const day = isoDay(number);
      const alone = dueOn(asked, day);
      const around = dueBetween(asked, isoDay(number - 9), isoDay(number + 9));
      const isWithin = day >= asked.startsOn && day <= asked.adviceUntil;
      expect(around.find((each) => each.day === day)).toEqual(isWithin ? alone : undefined);
      const isClosed = asked.closed?.some(({ from, to }) => from <= day && day <= (to ?? '9999'));
      if (!isWithin || isClosed) expect(alone.items).toEqual([]);
    }),
  );
});
