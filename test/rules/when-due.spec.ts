/** Whether a reminder has a reason, and which days a calendar shows: by numbers alone. */
import { AHEAD_DAYS, daysAhead, isSomethingLeft, type PlanDue } from '../../src/reminder/when-due';
import { everyDays, item, of, plan, weekdays, weekly } from '../support/scheduled-plan';
import type { ScheduledPlan } from '../../src/schedule/plan-weeks';

const ZONE = 'Europe/London';
/** Monday of the plan's second week. */
const MONDAY = '2026-01-12';
const WEDNESDAY = '2026-01-14';

const told = (day: string, times = 1, session = 0, place = 1) => ({ place, session, day, times });
const offToday = () => ({ ...item([{ schedule: everyDays(1) }]), isOffToday: true });
const due = (scheduled: ScheduledPlan, done: PlanDue['done'] = []): PlanDue => ({ ...scheduled, done });

describe('something is left today', () => {
  const AS_NEEDED = { kind: 'as_needed', perDay: 3 } as never;
  const cases: [what: string, day: string, plan: PlanDue, left: boolean][] = [
    ['a daily session not told of', MONDAY, due(of(everyDays(1))), true],
    ['a daily session done', MONDAY, due(of(everyDays(1)), [told(MONDAY)]), false],
    ['done yesterday only', MONDAY, due(of(everyDays(1)), [told('2026-01-11')]), true],
    ['one of two a day', MONDAY, due(of(everyDays(1, { perDay: 2 })), [told(MONDAY, 1)]), true],
    ['both of two a day', MONDAY, due(of(everyDays(1, { perDay: 2 })), [told(MONDAY, 2)]), false],
    ['a weekday that is named', MONDAY, due(of(weekdays('monday'))), true],
    ['a weekday that is not', MONDAY, due(of(weekdays('tuesday'))), false],
    ['three a week, none yet', WEDNESDAY, due(of(weekly(3))), true],
    [
      'three a week, all done',
      WEDNESDAY,
      due(of(weekly(3)), [told('2026-01-12'), told('2026-01-13'), told(WEDNESDAY)]),
      false,
    ],
    ['three a week, done today', WEDNESDAY, due(of(weekly(3)), [told(WEDNESDAY)]), false],
    ['last week’s do not count for this', WEDNESDAY, due(of(weekly(1)), [told('2026-01-10')]), true],
    ['only what may be done as needed', MONDAY, due(of(AS_NEEDED)), false],
    [
      'only what is optional',
      MONDAY,
      due(plan([item([{ schedule: everyDays(1) }], { isOptional: true })])),
      false,
    ],
    [
      'one item done, another not',
      MONDAY,
      due(plan([item([{ schedule: everyDays(1) }]), item([{ schedule: everyDays(1) }], { place: 2 })]), [
        told(MONDAY),
      ]),
      true,
    ],
    ['before the first day', '2026-01-04', due(of(everyDays(1))), false],
    ['on the last day', '2026-03-01', due(of(everyDays(1))), true],
    ['after the last day', '2026-03-02', due(of(everyDays(1))), false],
    ['a plan that shows nothing', MONDAY, due(plan([])), false],
    ['only what was stopped for today', MONDAY, due(plan([offToday()])), false],
    [
      'another beside it',
      MONDAY,
      due(plan([offToday(), item([{ schedule: everyDays(1) }], { place: 2 })])),
      true,
    ],
  ];
  it.each(cases)('%s', (_what, day, one, left) => {
    expect(isSomethingLeft([one], ZONE, day)).toBe(left);
  });

  it('of any plan', () => {
    expect(isSomethingLeft([due(plan([])), due(of(everyDays(1)))], ZONE, MONDAY)).toBe(true);
    expect(isSomethingLeft([], ZONE, MONDAY)).toBe(false);
  });
});

describe('a calendar shows', () => {
  it('every due day of the next four weeks, and no further', () => {
    const days = daysAhead([due(of(everyDays(1)))], ZONE, MONDAY);
    expect(days).toHaveLength(AHEAD_DAYS);
    expect([days[0], days.at(-1)]).toEqual([MONDAY, '2026-02-08']);
  });

  it('nothing after the advice ends or before it begins', () => {
    expect(daysAhead([due(of(everyDays(1)))], ZONE, '2026-02-27')).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
    ]);
    expect(daysAhead([due(of(everyDays(1)))], ZONE, '2026-03-02')).toEqual([]);
    expect(daysAhead([due(of(everyDays(1)))], ZONE, '2026-01-03')[0]).toBe('2026-01-05');
  });

  it('a week’s sessions apart from each other, where the patient chooses the days', () => {
    const firstWeek = (perWeek: number) =>
      daysAhead([due(of(weekly(perWeek)))], ZONE, MONDAY).filter((day) => day <= '2026-01-18');
    expect(firstWeek(1)).toEqual([MONDAY]);
    expect(firstWeek(2)).toEqual([MONDAY, '2026-01-15']);
    expect(firstWeek(3)).toEqual([MONDAY, WEDNESDAY, '2026-01-16']);
    expect(firstWeek(7)).toHaveLength(7);
  });

  it('each day once, in order, whatever number of plans', () => {
    const plans = [due(of(weekdays('friday', 'monday'))), due(of(weekdays('monday')))];
    expect(daysAhead(plans, ZONE, MONDAY).slice(0, 3)).toEqual([MONDAY, '2026-01-16', '2026-01-19']);
  });

  it('what was stopped for today from tomorrow on', () => {
    const days = daysAhead([due(plan([offToday()]))], ZONE, MONDAY);
    expect(days).toHaveLength(AHEAD_DAYS - 1);
    expect(days[0]).toBe('2026-01-13');
  });

  it('today all the same, where another exercise is due', () => {
    const other = item([{ schedule: everyDays(1) }], { place: 2 });
    expect(daysAhead([due(plan([offToday(), other]))], ZONE, MONDAY)[0]).toBe(MONDAY);
  });

  it('nothing that is optional or as needed', () => {
    const optional = plan([item([{ schedule: everyDays(1) }], { isOptional: true })]);
    expect(
      daysAhead([due(optional), due(of({ kind: 'as_needed', perDay: 3 } as never))], ZONE, MONDAY),
    ).toEqual([]);
  });
});
