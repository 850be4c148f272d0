/** Days, weekdays and ages: month ends, leap years and the anniversaries that a common year lacks. */
import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { ageOn, isUnder16 } from '../../src/calendar/age';
import { addDays, dayNumber, daysBetween, isoDay, weekdayOf } from '../../src/calendar/days';

const anyDay = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2120-12-31') }).map(isoDay);

it.each([
  ['2026-11-23', 0, '2026-11-23'],
  ['2026-11-23', 1, '2026-11-24'],
  ['2026-11-30', 1, '2026-12-01'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2027-02-28', 1, '2027-03-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2100-02-28', 1, '2100-03-01'],
  ['2026-03-28', 2, '2026-03-30'],
  ['2026-11-23', -23, '2026-10-31'],
  ['2026-11-23', 365, '2027-11-23'],
  ['2027-11-23', 365, '2028-11-22'],
])('%s and %i days are %s', (from, days, to) => {
  expect(addDays(from, days)).toBe(to);
  expect(daysBetween(from, to)).toBe(days);
});

it('counts as the calendar of another library does', () => {
  const utc = (day: string) => DateTime.fromISO(day, { zone: 'utc' });
  fc.assert(
    fc.property(anyDay, anyDay, (from, to) => {
      expect(daysBetween(from, to)).toBe(utc(to).diff(utc(from), 'days').days);
      expect(addDays(from, daysBetween(from, to))).toBe(to);
      expect(weekdayOf(dayNumber(to))).toBe(utc(to).weekdayLong?.toLowerCase());
    }),
  );
});

it.each([
  ['2010-11-24', '2026-11-23', 15],
  ['2010-11-23', '2026-11-23', 16],
  ['2008-02-29', '2026-11-23', 18],
  ['2008-02-29', '2026-02-28', 17],
  ['2008-02-29', '2026-03-01', 18],
  ['2008-02-29', '2024-02-28', 15],
  ['2008-02-29', '2024-02-29', 16],
  ['2007-02-28', '2027-02-28', 20],
  ['2007-03-01', '2028-02-29', 20],
])('somebody born on %s is on %s %i years old', (dateOfBirth, day, age) => {
  expect(ageOn(dateOfBirth, day)).toBe(age);
});

it.each([
  [0, true],
  [15, true],
  [16, false],
])('at %i under 16: %s', (age, isUnder) => {
  expect(isUnder16(age)).toBe(isUnder);
});
