import { nextTry, pauseAfter } from '../../src/mail/try-again';

const FIRST = new Date('2026-11-24T09:00:00Z');
const hours = (n: number) => new Date(FIRST.getTime() + n * 3_600_000);

describe('a mail that could not be delivered', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 4],
    [8, 128],
    [9, 240],
    [40, 240],
    [4000, 240],
  ])('waits after %i tries for %i minutes', (tries, minutes) => {
    expect(pauseAfter(tries)).toBe(minutes);
  });

  it('is tried for two days and no longer', () => {
    expect(nextTry(FIRST, 20, hours(44))).toEqual(hours(48));
    expect(nextTry(FIRST, 20, new Date(hours(44).getTime() + 1))).toBeNull();
  });

  it('is tried nineteen times in all', () => {
    let [at, tries] = [FIRST as Date | null, 0];
    while (at && tries < 100) at = nextTry(FIRST, ++tries, at);
    expect(tries).toBe(19);
  });
});
