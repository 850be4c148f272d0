/** Hours and days on which the clinic is open: boundaries, holidays, and the days on which the clocks change. */
import * as fc from 'fast-check';
import { WEEKDAYS } from '../../src/calendar/days';
import { DEFAULT_STRETCHES, type OpenStretch, stretchFaults } from '../../src/opening-hours/opening-hours';
import {
  addWorkingHours,
  endOfNextWorkingDay,
  endOfWorkingDay,
  isOpenAt,
  type WorkingTime,
} from '../../src/opening-hours/working-time';

const LONDON = 'Europe/London';
const on = (weekday: OpenStretch['weekday'], opens: string, closes: string): OpenStretch => ({
  weekday,
  opens,
  closes,
});
const usual: WorkingTime = { stretches: DEFAULT_STRETCHES, closed: [], timeZone: LONDON };
const lunch: WorkingTime = {
  ...usual,
  stretches: [
    on('monday', '09:00', '12:30'),
    on('monday', '13:30', '18:00'),
    on('tuesday', '09:00', '12:00'),
  ],
};
const christmas: WorkingTime = { ...usual, closed: [{ from: '2026-12-25', to: '2026-12-28' }] };
const nights: WorkingTime = {
  ...usual,
  stretches: [on('saturday', '00:00', '24:00'), on('sunday', '00:00', '24:00')],
};

/** 2026-11-27 is a Friday; London is at UTC in winter. */
const FRIDAY = '2026-11-27';
const at = (time: string): Date => new Date(time);

describe('is open', () => {
  it.each<[string, WorkingTime, string, boolean]>([
    ['a minute before it opens', usual, `${FRIDAY}T08:59:59Z`, false],
    ['as it opens', usual, `${FRIDAY}T09:00:00Z`, true],
    ['a moment before it closes', usual, `${FRIDAY}T16:59:59.999Z`, true],
    ['as it closes', usual, `${FRIDAY}T17:00:00Z`, false],
    ['on Saturday', usual, '2026-11-28T10:00:00Z', false],
    ['at lunch', lunch, '2026-11-30T13:00:00Z', false],
    ['after lunch', lunch, '2026-11-30T13:30:00Z', true],
    ['on a holiday', christmas, '2026-12-25T10:00:00Z', false],
    ['on the last day of the holidays', christmas, '2026-12-28T10:00:00Z', false],
    ['the day after', christmas, '2026-12-29T10:00:00Z', true],
    ['by the clock of summer', usual, '2026-07-03T08:00:00Z', true],
    ['in the last hour of summer’s clock', usual, '2026-07-03T16:00:00Z', false],
    ['to the end of the day', nights, '2026-11-28T23:59:59Z', true],
  ])('%s', (_, working, instant, open) => expect(isOpenAt(at(instant), working)).toBe(open));
});

describe('four working hours', () => {
  it.each<[string, WorkingTime, string, string]>([
    ['from Monday morning', usual, '2026-11-30T09:30:00Z', '2026-11-30T13:30:00.000Z'],
    ['from Friday at four end on Monday', usual, `${FRIDAY}T16:00:00Z`, '2026-11-30T12:00:00.000Z'],
    ['that fill the day end as it closes', usual, `${FRIDAY}T13:00:00Z`, `${FRIDAY}T17:00:00.000Z`],
    ['a minute later go on to Monday', usual, `${FRIDAY}T13:01:00Z`, '2026-11-30T09:01:00.000Z'],
    ['from Saturday', usual, '2026-11-28T03:00:00Z', '2026-11-30T13:00:00.000Z'],
    ['over lunch', lunch, '2026-11-30T11:30:00Z', '2026-11-30T16:30:00.000Z'],
    ['over Christmas', christmas, '2026-12-24T16:00:00Z', '2026-12-29T12:00:00.000Z'],
    ['on the night the clocks go forward', nights, '2026-03-29T00:00:00Z', '2026-03-29T04:00:00.000Z'],
    ['on the night the clocks go back', nights, '2026-10-25T00:00:00Z', '2026-10-25T04:00:00.000Z'],
    ['over the weekend of the change', usual, '2026-03-27T16:00:00Z', '2026-03-30T11:00:00.000Z'],
  ])('%s', (_, working, from, until) =>
    expect(addWorkingHours(at(from), 4, working).toISOString()).toBe(until),
  );

  it('of none are now, or the next opening', () => {
    expect(addWorkingHours(at(`${FRIDAY}T10:00:00Z`), 0, usual)).toEqual(at(`${FRIDAY}T10:00:00Z`));
    expect(addWorkingHours(at('2026-11-28T10:00:00Z'), 0, usual)).toEqual(at('2026-11-30T09:00:00Z'));
  });

  it('leave a stretch out that the clocks skip', () => {
    const skipped = { ...usual, stretches: [on('sunday', '01:15', '02:00'), on('sunday', '10:00', '11:00')] };
    expect(addWorkingHours(at('2026-03-29T00:00:00Z'), 0.5, skipped)).toEqual(at('2026-03-29T09:30:00Z'));
    expect(addWorkingHours(at('2026-03-22T00:00:00Z'), 0.5, skipped)).toEqual(at('2026-03-22T01:45:00Z'));
  });

  it('of a clinic that opens no more are now', () => {
    const shut = { ...usual, closed: [{ from: '2026-01-01', to: '2099-01-01' }] };
    const now = at(`${FRIDAY}T10:00:00Z`);
    expect([
      addWorkingHours(now, 4, shut),
      endOfWorkingDay(now, shut),
      endOfNextWorkingDay(now, shut),
    ]).toEqual([now, now, now]);
  });
});

describe('the end of the working day', () => {
  it.each<[string, WorkingTime, string, string, string, string]>([
    // from, end of the same, of the next, of the one after
    ['in it', usual, '2026-11-26T10:00', '2026-11-26T17:00', '2026-11-27T17:00', '2026-11-30T17:00'],
    ['before it', usual, '2026-11-26T05:00', '2026-11-26T17:00', '2026-11-27T17:00', '2026-11-30T17:00'],
    ['as it ends', usual, '2026-11-26T17:00', '2026-11-27T17:00', '2026-11-27T17:00', '2026-11-30T17:00'],
    ['on Friday', usual, '2026-11-27T16:00', '2026-11-27T17:00', '2026-11-30T17:00', '2026-12-01T17:00'],
    ['at the weekend', usual, '2026-11-29T12:00', '2026-11-30T17:00', '2026-11-30T17:00', '2026-12-01T17:00'],
    ['at lunch', lunch, '2026-11-30T13:00', '2026-11-30T18:00', '2026-12-01T12:00', '2026-12-07T18:00'],
    [
      'before Christmas',
      christmas,
      '2026-12-24T18:00',
      '2026-12-29T17:00',
      '2026-12-29T17:00',
      '2026-12-30T17:00',
    ],
    [
      'on a holiday',
      christmas,
      '2026-12-26T12:00',
      '2026-12-29T17:00',
      '2026-12-29T17:00',
      '2026-12-30T17:00',
    ],
  ])('%s', (_, working, from, same, next, second) => {
    const now = at(`${from}:00Z`);
    expect([
      endOfWorkingDay(now, working),
      endOfNextWorkingDay(now, working),
      endOfNextWorkingDay(now, working, 2),
    ]).toEqual([at(`${same}:00Z`), at(`${next}:00Z`), at(`${second}:00Z`)]);
  });
});

describe('whatever the hours', () => {
  const time = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const stretches = fc
    .array(fc.tuple(fc.constantFrom(...WEEKDAYS), fc.nat(47), fc.nat(47)), { minLength: 1, maxLength: 12 })
    .map((all) =>
      all
        .map(([weekday, a, b]) => on(weekday, time(30 * Math.min(a, b)), time(30 * (Math.max(a, b) + 1))))
        .filter((one, place, list) => stretchFaults([...list.slice(0, place), one]).length === 0),
    )
    .filter((list) => list.length > 0 && stretchFaults(list).length === 0);
  const instant = fc
    .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) })
    .map((ms) => new Date(60_000 * Math.floor(ms / 60_000)));
  const closed = fc.array(
    fc.tuple(fc.nat(360), fc.nat(9)).map(([day, long]) => ({
      from: new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
      to: new Date(Date.UTC(2026, 0, 1 + day + long)).toISOString().slice(0, 10),
    })),
    { maxLength: 4 },
  );
  const working: fc.Arbitrary<WorkingTime> = fc.record({
    stretches,
    closed,
    timeZone: fc.constantFrom(LONDON, 'America/New_York', 'Australia/Lord_Howe', 'UTC'),
  });
  const quarters = fc.nat(80).map((n) => n / 4);

  it('later comes no earlier, and nothing comes before it began', () => {
    fc.assert(
      fc.property(working, instant, instant, quarters, (w, a, b, hours) => {
        const [first, second] = a <= b ? [a, b] : [b, a];
        for (const count of [
          (from: Date) => addWorkingHours(from, hours, w),
          (from: Date) => endOfWorkingDay(from, w),
          (from: Date) => endOfNextWorkingDay(from, w),
          (from: Date) => endOfNextWorkingDay(from, w, 2),
        ]) {
          expect(+count(first)).toBeLessThanOrEqual(+count(second));
          expect(+count(first)).toBeGreaterThanOrEqual(+first);
        }
      }),
    );
  });

  it('hours added in parts are hours added at once', () => {
    fc.assert(
      fc.property(working, instant, quarters, quarters, (w, from, a, b) => {
        expect(addWorkingHours(addWorkingHours(from, a, w), b, w)).toEqual(addWorkingHours(from, a + b, w));
      }),
    );
  });

  it('never ends while it is closed: it is open just before, or opens then', () => {
    fc.assert(
      fc.property(working, instant, quarters, (w, from, hours) => {
        const end = addWorkingHours(from, hours, w);
        expect(isOpenAt(end, w) || isOpenAt(new Date(+end - 1), w)).toBe(true);
        for (const day of [endOfWorkingDay(from, w), endOfNextWorkingDay(from, w)]) {
          expect(isOpenAt(new Date(+day - 1), w)).toBe(true);
        }
      }),
    );
  });

  it('counts exactly the minutes that are open', () => {
    fc.assert(
      fc.property(working, instant, fc.integer({ min: 1, max: 12 }), (w, from, hours) => {
        const end = addWorkingHours(from, hours, w);
        fc.pre(+end - +from < 20 * 86_400_000);
        let open = 0;
        for (let t = +from; t < +end; t += 60_000) if (isOpenAt(new Date(t), w)) open += 1;
        expect(open).toBe(60 * hours);
      }),
      { numRuns: 15 },
    );
  });
});

describe('hours that cannot be meant', () => {
  it.each<[string, OpenStretch[], string[]]>([
    ['closing before opening', [on('monday', '10:00', '09:00')], ['/0/closes']],
    ['closing as it opens', [on('monday', '10:00', '10:00')], ['/0/closes']],
    ['open twice at once', [on('monday', '09:00', '12:00'), on('monday', '11:59', '13:00')], ['/1']],
    ['one after the other is fine', [on('monday', '09:00', '12:00'), on('monday', '12:00', '13:00')], []],
    ['on different days is fine', [on('monday', '09:00', '12:00'), on('tuesday', '09:00', '12:00')], []],
  ])('%s', (_, list, pointers) =>
    expect(stretchFaults(list).map(({ pointer }) => pointer)).toEqual(pointers),
  );
});
