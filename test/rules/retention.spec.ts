/** Until when a record is kept: each rule on the day before, on its last day and on the day after, and what must hold of any dates. */
import * as fc from 'fast-check';
import { ageOn } from '../../src/calendar/age';
import { addDays } from '../../src/calendar/days';
import { isDue, notDueSince, RETENTION_RULES, retentionOf, VISIT_KINDS } from '../../src/record/retention';

const visit = (day: string) => ({ day, kind: 'assessed' as const });

describe('an adult’s record is kept for eight years from the last visit', () => {
  it.each([
    ['any day', '1980-05-05', '2018-03-10', '2026-03-10'],
    ['the last day of a year', '1980-05-05', '2018-12-31', '2026-12-31'],
    ['29 February: eight years later there is one', '1980-05-05', '2020-02-29', '2028-02-29'],
    ['29 February, where eight years later there is none', '2050-05-05', '2092-02-29', '2100-03-01'],
    ['on the 18th birthday', '2000-06-01', '2018-06-01', '2026-06-01'],
    ['born on 29 February, from 1 March of the common year on', '2000-02-29', '2018-03-01', '2026-03-01'],
  ])('%s', (_what, born, seen, until) => {
    const kept = retentionOf(born, visit(seen));
    expect(kept).toMatchObject({ keptUntil: until, dueFrom: addDays(until, 1), rule: { id: 'RET-8Y' } });
    expect([-1, 0, 1].map((days) => isDue(kept, addDays(until, days)))).toEqual([false, false, true]);
  });
});

describe('a child’s record is kept until the 25th birthday, or the 26th if they were 17 at the end', () => {
  it.each([
    ['16 and 364 days old', '2000-06-01', '2017-05-31', '2025-06-01', 'RET-25'],
    ['on the 17th birthday', '2000-06-01', '2017-06-01', '2026-06-01', 'RET-26'],
    ['the day before the 18th birthday', '2000-06-01', '2018-05-31', '2026-06-01', 'RET-26'],
    ['16', '2000-06-01', '2016-12-01', '2025-06-01', 'RET-25'],
    ['a baby', '2000-06-01', '2000-06-20', '2025-06-01', 'RET-25'],
    ['on the day of birth', '2000-06-01', '2000-06-01', '2025-06-01', 'RET-25'],
    [
      'born on 29 February, 16: the 25th birthday is 1 March',
      '2004-02-29',
      '2020-02-28',
      '2029-03-01',
      'RET-25',
    ],
    ['born on 29 February, still 16 on the 28th', '2004-02-29', '2021-02-28', '2029-03-01', 'RET-25'],
    ['born on 29 February, 17 from 1 March on', '2004-02-29', '2021-03-01', '2030-03-01', 'RET-26'],
    ['born on 29 February, still 17 on the 28th', '2004-02-29', '2022-02-28', '2030-03-01', 'RET-26'],
    ['born on 28 February before a leap year', '2003-02-28', '2020-02-28', '2029-02-28', 'RET-26'],
  ])('%s', (_what, born, seen, until, rule) => {
    const kept = retentionOf(born, visit(seen));
    expect(kept).toMatchObject({ keptUntil: until, rule: { id: rule } });
    expect([-1, 0, 1].map((days) => isDue(kept, addDays(until, days)))).toEqual([false, false, true]);
  });

  it('moves with another visit: a child who comes again as an adult is kept for eight years from then', () => {
    expect(retentionOf('2000-06-01', visit('2016-01-01')).keptUntil).toBe('2025-06-01');
    expect(retentionOf('2000-06-01', visit('2024-01-01'))).toMatchObject({
      keptUntil: '2032-01-01',
      rule: { id: 'RET-8Y' },
    });
  });
});

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2120-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));
const eightYearsOn = (from: string) => `${Number(from.slice(0, 4)) + 8}${from.slice(4)}`;

it('whoever it is: never before the eighth year is over, nor before the birthday of who was a child', () => {
  fc.assert(
    fc.property(day, day, (born, seen) => {
      fc.pre(born <= seen);
      const { keptUntil, dueFrom, rule } = retentionOf(born, visit(seen));
      const age = ageOn(born, seen);
      expect(keptUntil >= eightYearsOn(seen)).toBe(true);
      expect(dueFrom).toBe(addDays(keptUntil, 1));
      if (age < 18) expect(ageOn(born, keptUntil)).toBeGreaterThanOrEqual(age === 17 ? 26 : 25);
      expect(rule.id === 'RET-8Y').toBe(age >= 18);
      // and kept no longer than the rule asks
      if (age < 18) expect(ageOn(born, addDays(keptUntil, -1))).toBe(age === 17 ? 25 : 24);
    }),
  );
});

it('a later visit never makes a record due earlier', () => {
  fc.assert(
    fc.property(day, day, fc.nat(20_000), (born, seen, later) => {
      fc.pre(born <= seen);
      // but that who grew up between is kept as an adult, and still no day less than eight years
      const before = retentionOf(born, visit(seen)).keptUntil;
      const after = retentionOf(born, visit(addDays(seen, later))).keptUntil;
      expect(after >= before || after >= eightYearsOn(addDays(seen, later))).toBe(true);
    }),
  );
});

it('asks the database for all that can be due', () => {
  fc.assert(
    fc.property(day, day, day, (born, seen, today) => {
      fc.pre(born <= seen);
      if (isDue(retentionOf(born, visit(seen)), today)) expect(seen < notDueSince(today)).toBe(true);
    }),
  );
  for (const today of ['2108-02-29', '2032-02-29', '2101-03-01'])
    for (const days of [-3, -2, -1, 0, 1, 2]) {
      const seen = addDays(`${Number(today.slice(0, 4)) - 8}-03-01`, days);
      if (isDue(retentionOf('1950-01-01', visit(seen)), today))
        expect([today, seen, seen < notDueSince(today)]).toEqual([today, seen, true]);
    }
});

it('has words and a source for each rule and each kind of visit', () => {
  for (const { id, says, source } of RETENTION_RULES)
    expect([id, says.length > 10, /Council/.test(source)]).toEqual([id, true, true]);
  for (const says of Object.values(VISIT_KINDS)) expect(says).not.toBe('');
});
