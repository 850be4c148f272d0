import type { Weekday } from '../../src/calendar/days';
import { WEEKDAYS } from '../../src/calendar/days';
import { momentsBetween } from '../../src/reminder/reminder-times';

const LONDON = 'Europe/London';
const EVERY_DAY = [...WEEKDAYS];

type Case = [
  what: string,
  zone: string,
  times: string[],
  days: Weekday[],
  after: string,
  upTo: string,
  due: string[],
];

const CASES: Case[] = [
  [
    'a winter morning is UTC in London',
    LONDON,
    ['08:00'],
    EVERY_DAY,
    '2026-01-05T00:00Z',
    '2026-01-05T12:00Z',
    ['2026-01-05T08:00Z'],
  ],
  [
    'a summer morning is an hour earlier',
    LONDON,
    ['08:00'],
    EVERY_DAY,
    '2026-07-06T00:00Z',
    '2026-07-06T12:00Z',
    ['2026-07-06T07:00Z'],
  ],
  [
    'the same clock time on both sides of the change',
    LONDON,
    ['08:00'],
    EVERY_DAY,
    '2026-03-28T00:00Z',
    '2026-03-29T12:00Z',
    ['2026-03-28T08:00Z', '2026-03-29T07:00Z'],
  ],
  [
    '01:30 does not exist when the clock goes from 01:00 to 02:00: at 02:00',
    LONDON,
    ['01:30'],
    EVERY_DAY,
    '2026-03-29T00:00Z',
    '2026-03-29T12:00Z',
    ['2026-03-29T01:00Z'],
  ],
  [
    'the last minute before the gap exists',
    LONDON,
    ['00:59'],
    EVERY_DAY,
    '2026-03-29T00:00Z',
    '2026-03-29T12:00Z',
    ['2026-03-29T00:59Z'],
  ],
  [
    'a skipped time and the one that follows it are one reminder',
    LONDON,
    ['01:30', '02:00'],
    EVERY_DAY,
    '2026-03-29T00:00Z',
    '2026-03-29T12:00Z',
    ['2026-03-29T01:00Z'],
  ],
  [
    '01:30 exists twice in autumn: the first',
    LONDON,
    ['01:30'],
    EVERY_DAY,
    '2026-10-24T22:00Z',
    '2026-10-25T12:00Z',
    ['2026-10-25T00:30Z'],
  ],
  ['and not again an hour later', LONDON, ['01:30'], EVERY_DAY, '2026-10-25T00:30Z', '2026-10-25T12:00Z', []],
  [
    'half an hour is skipped on Lord Howe',
    'Australia/Lord_Howe',
    ['02:15'],
    EVERY_DAY,
    '2026-10-03T12:00Z',
    '2026-10-04T00:00Z',
    ['2026-10-03T15:30Z'],
  ],
  [
    'midnight does not exist in Cairo in April: at one',
    'Africa/Cairo',
    ['00:00'],
    EVERY_DAY,
    '2026-04-23T12:00Z',
    '2026-04-24T06:00Z',
    ['2026-04-23T22:00Z'],
  ],
  [
    'weekdays are those of the clinic, not of UTC',
    'Pacific/Auckland',
    ['08:00'],
    ['monday'],
    '2026-07-05T00:00Z',
    '2026-07-06T00:00Z',
    ['2026-07-05T20:00Z'],
  ],
  ['another weekday is silent', LONDON, ['08:00'], ['tuesday'], '2026-01-05T00:00Z', '2026-01-05T23:00Z', []],
  [
    'several times, in order',
    LONDON,
    ['18:30', '08:00'],
    EVERY_DAY,
    '2026-01-05T00:00Z',
    '2026-01-05T23:00Z',
    ['2026-01-05T08:00Z', '2026-01-05T18:30Z'],
  ],
  [
    'the end counts, the beginning does not',
    LONDON,
    ['08:00', '09:00'],
    EVERY_DAY,
    '2026-01-05T08:00Z',
    '2026-01-05T09:00Z',
    ['2026-01-05T09:00Z'],
  ],
  ['nothing between two looks', LONDON, ['08:00'], EVERY_DAY, '2026-01-05T08:00Z', '2026-01-05T08:05Z', []],
  [
    'over midnight',
    LONDON,
    ['23:59', '00:00'],
    EVERY_DAY,
    '2026-01-05T23:58Z',
    '2026-01-06T00:03Z',
    ['2026-01-05T23:59Z', '2026-01-06T00:00Z'],
  ],
];

describe('a reminder is due', () => {
  it.each(CASES)('%s', (_what, zone, times, days, after, upTo, due) => {
    const found = momentsBetween({ times, days }, zone, new Date(after), new Date(upTo));
    expect(found).toEqual(due.map((instant) => new Date(instant)));
  });

  it('once on every day of years with their changes, however often it is looked', () => {
    const choice = { times: ['01:30'], days: EVERY_DAY };
    const found: Date[] = [];
    const step = 5 * 60_000;
    const end = Date.parse('2027-01-01T00:00Z');
    for (let at = Date.parse('2026-01-01T00:00Z'); at < end; at += step) {
      found.push(...momentsBetween(choice, LONDON, new Date(at), new Date(at + step)));
    }
    expect(found).toHaveLength(365);
  });
});
