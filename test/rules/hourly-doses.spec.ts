/** At which hours a dose of every n hours comes, also on the days on which the clocks change. */
import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import type { Schedule } from '../../src/dosage/dosage';
import { dayNumber, isoDay } from '../../src/calendar/days';
import { anyEveryNHours, ZONES } from '../support/any-schedule';
import { hours, of, only } from '../support/scheduled-plan';

describe('every n hours', () => {
  const at = (zone: string, schedule: Schedule, day: string): string[] => {
    const session = only(of(schedule, { timeZone: zone, adviceUntil: '2026-12-31' }), day);
    return session.kind === 'fixed' ? (session.at ?? []) : [];
  };
  const onTheClock = (zone: string, instants: string[]) =>
    instants.map((instant) => DateTime.fromISO(instant, { zone }).toFormat('HH:mm ZZ'));

  it('are instants in UTC by the clinic’s clock', () => {
    expect(at('Europe/London', hours(4, '07:30', '20:00'), '2026-01-05')).toEqual([
      '2026-01-05T07:30:00.000Z',
      '2026-01-05T11:30:00.000Z',
      '2026-01-05T15:30:00.000Z',
      '2026-01-05T19:30:00.000Z',
    ]);
    expect(at('Europe/London', hours(4, '07:30', '20:00'), '2026-07-05')[0]).toBe('2026-07-05T06:30:00.000Z');
  });

  it.each<[string, string, string, Schedule, string[]]>([
    [
      'a dose at the last minute counts',
      'Europe/London',
      '2026-01-05',
      hours(6, '08:00', '20:00'),
      ['08:00 +00:00', '14:00 +00:00', '20:00 +00:00'],
    ],
    [
      'waking hours are the same on the day the clocks go forward',
      'Europe/London',
      '2026-03-29',
      hours(6, '08:00', '20:00'),
      ['08:00 +01:00', '14:00 +01:00', '20:00 +01:00'],
    ],
    [
      'and on the day they go back',
      'Europe/London',
      '2026-10-25',
      hours(6, '08:00', '20:00'),
      ['08:00 +00:00', '14:00 +00:00', '20:00 +00:00'],
    ],
    [
      'forward, through the night',
      'Europe/London',
      '2026-03-29',
      hours(1, '00:00', '03:00'),
      ['00:00 +00:00', '02:00 +01:00', '03:00 +01:00'],
    ],
    [
      'back, through the night',
      'Europe/London',
      '2026-10-25',
      hours(1, '00:00', '03:00'),
      ['00:00 +01:00', '01:00 +01:00', '01:00 +00:00', '02:00 +00:00', '03:00 +00:00'],
    ],
    [
      'forward, in real hours',
      'America/New_York',
      '2026-03-08',
      hours(2, '01:00', '07:00'),
      ['01:00 -05:00', '04:00 -04:00', '06:00 -04:00'],
    ],
    [
      'back, in real hours',
      'America/New_York',
      '2026-11-01',
      hours(2, '00:30', '05:00'),
      ['00:30 -04:00', '01:30 -05:00', '03:30 -05:00'],
    ],
    [
      'from a minute that is skipped',
      'America/New_York',
      '2026-03-08',
      hours(2, '02:30', '06:00'),
      ['03:30 -04:00', '05:30 -04:00'],
    ],
    [
      'from a minute that comes twice',
      'America/New_York',
      '2026-11-01',
      hours(2, '01:30', '04:00'),
      ['01:30 -04:00', '02:30 -05:00'],
    ],
    [
      'until a minute that is skipped',
      'America/New_York',
      '2026-03-08',
      hours(1, '00:00', '02:30'),
      ['00:00 -05:00', '01:00 -05:00'],
    ],
    [
      'forward by half an hour',
      'Australia/Lord_Howe',
      '2026-10-04',
      hours(1, '01:00', '04:00'),
      ['01:00 +10:30', '02:30 +11:00', '03:30 +11:00'],
    ],
    [
      'back by half an hour',
      'Australia/Lord_Howe',
      '2026-04-05',
      hours(1, '01:00', '03:00'),
      ['01:00 +11:00', '01:30 +10:30', '02:30 +10:30'],
    ],
    [
      'a day that begins at one',
      'America/Santiago',
      '2026-09-06',
      hours(2, '00:00', '05:00'),
      ['01:00 -03:00', '03:00 -03:00', '05:00 -03:00'],
    ],
    [
      'another such day',
      'Asia/Beirut',
      '2026-03-29',
      hours(2, '00:00', '05:00'),
      ['01:00 +03:00', '03:00 +03:00', '05:00 +03:00'],
    ],
    [
      'a day whose last hour comes twice',
      'America/Santiago',
      '2026-04-04',
      hours(1, '22:00', '23:00'),
      ['22:00 -03:00', '23:00 -03:00', '23:00 -04:00'],
    ],
    [
      'a zone without summer time',
      'Asia/Kolkata',
      '2026-03-29',
      hours(1, '00:00', '02:00'),
      ['00:00 +05:30', '01:00 +05:30', '02:00 +05:30'],
    ],
    [
      'not too soon before the first of the next day',
      'Europe/London',
      '2026-01-05',
      hours(5, '00:00', '23:59'),
      ['00:00 +00:00', '05:00 +00:00', '10:00 +00:00', '15:00 +00:00'],
    ],
  ])('%s', (_, zone, day, schedule, expected) => {
    expect(onTheClock(zone, at(zone, schedule, day))).toEqual(expected);
  });

  it('no rest day has any', () => {
    const schedule: Schedule = { ...hours(2, '08:00', '20:00'), restDays: ['sunday'] };
    expect(at('Europe/London', schedule, '2026-01-11')).toEqual([]);
    expect(at('Europe/London', schedule, '2026-01-12')).toHaveLength(7);
  });

  it('lie on their day, within its waking hours, and n real hours apart', () => {
    const anyDay = fc.integer({ min: dayNumber('2026-01-05'), max: dayNumber('2028-12-31') }).map(isoDay);
    // Days on which clocks change are rare, and the ones that matter.
    const changes = fc.constantFrom(
      ...['2026-03-08', '2026-03-29', '2026-04-04', '2026-04-05', '2026-09-06'],
      ...['2026-10-04', '2026-10-24', '2026-10-25', '2026-11-01', '2027-02-07', '2027-03-14'],
    );
    fc.assert(
      fc.property(
        anyEveryNHours,
        fc.constantFrom(...ZONES),
        fc.oneof(anyDay, changes),
        (schedule, zone, day) => {
          const session = only(of(schedule, { timeZone: zone, adviceUntil: '2028-12-31' }), day);
          const doses = session.kind === 'fixed' ? (session.at ?? []) : [];
          expect(session).toMatchObject({ kind: 'fixed', due: doses.length });
          const local = doses.map((instant) => DateTime.fromISO(instant, { zone }));
          for (const dose of local) {
            expect(dose.toISODate()).toBe(day);
            expect(dose.toFormat('HH:mm') >= (schedule.from ?? '')).toBe(true);
            expect(dose.toFormat('HH:mm') <= (schedule.until ?? '')).toBe(true);
          }
          for (const [i, dose] of local.slice(1).entries()) {
            expect(dose.toMillis() - (local[i]?.toMillis() ?? NaN)).toBe(
              (schedule.everyHours ?? NaN) * 3_600_000,
            );
          }
          const last = local.at(-1);
          if (last === undefined) return;
          const nextFirst = DateTime.fromISO(`${day}T${schedule.from}`, { zone: 'utc' }).plus({ days: 1 });
          const nightByClock = nextFirst.diff(last.setZone('utc', { keepLocalTime: true })).as('hours');
          expect(nightByClock).toBeGreaterThanOrEqual(schedule.everyHours ?? NaN);
        },
      ),
      { numRuns: 400 },
    );
  });
});
