/** How fresh an assessment must be for what a plan asks. */
import { assertFreshEnough, type LastSeen } from '../../src/prescription/freshness';
import type { PlanLevel } from '../../src/prescription/plan-level';

const LIMITS = { sameLevelDays: 60, harderDays: 14 };

describe('assertFreshEnough', () => {
  // 2026-03-29 is the night of the change to summer time in the United Kingdom.
  const today = '2026-04-01';
  const ago: Record<number, string> = {
    0: '2026-04-01',
    14: '2026-03-18',
    15: '2026-03-17',
    60: '2026-01-31',
    61: '2026-01-30',
    [-1]: '2026-04-02',
  };
  const outcome = (level: PlanLevel, seen: LastSeen, limits = LIMITS) => {
    try {
      assertFreshEnough(level, seen, limits, today);
      return 'fresh';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it.each<[PlanLevel, number | null, number | null, string]>([
    // level, full screen days ago, nothing-new screen days ago
    ['reduced', null, null, 'fresh'],
    ['reduced', 61, null, 'fresh'],
    ['new', 0, null, 'fresh'],
    ['new', 14, null, 'fresh'],
    ['new', 15, null, 'assessment.too_old'],
    ['new', 15, 0, 'assessment.too_old'],
    ['new', null, 0, 'assessment.missing'],
    ['new', -1, null, 'assessment.missing'],
    ['harder', 14, null, 'fresh'],
    ['harder', 15, 0, 'assessment.too_old'],
    ['same', 0, null, 'fresh'],
    ['same', 14, null, 'fresh'],
    ['same', 15, null, 'assessment.nothing_new_needed'],
    ['same', 15, 14, 'fresh'],
    ['same', 60, 14, 'fresh'],
    ['same', 60, 15, 'assessment.nothing_new_needed'],
    ['same', 60, -1, 'assessment.nothing_new_needed'],
    ['same', 61, 0, 'assessment.too_old'],
    ['same', 14, 60, 'fresh'],
    ['same', null, 0, 'assessment.missing'],
  ])('%s: full %s, nothing new %s days ago: %s', (level, full, nothingNew, expected) => {
    const day = (days: number | null) => (days === null ? null : ago[days]!);
    expect(outcome(level, { fullScreenOn: day(full), nothingNewOn: day(nothingNew) })).toBe(expected);
  });

  it('takes the limits of the clinic', () => {
    const strict = { sameLevelDays: 14, harderDays: 0 };
    expect(outcome('harder', { fullScreenOn: ago[0]!, nothingNewOn: null }, strict)).toBe('fresh');
    expect(outcome('harder', { fullScreenOn: ago[14]!, nothingNewOn: null }, strict)).toBe(
      'assessment.too_old',
    );
    expect(outcome('same', { fullScreenOn: ago[15]!, nothingNewOn: ago[0]! }, strict)).toBe(
      'assessment.too_old',
    );
  });

  it('says the dates and the way out', () => {
    const seen = { fullScreenOn: ago[61]!, nothingNewOn: null };
    expect(() => assertFreshEnough('same', seen, LIMITS, today)).toThrow(
      /2026-01-30, 61 days before 2026-04-01\. The same level again needs one of at most 60 days\. Reducing .* is possible/,
    );
    const asked = { fullScreenOn: ago[60]!, nothingNewOn: ago[15]! };
    expect(() => assertFreshEnough('same', asked, LIMITS, today)).toThrow(
      /2026-03-17, 15 days before 2026-04-01/,
    );
  });
});
