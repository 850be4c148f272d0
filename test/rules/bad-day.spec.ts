/** What may be allowed on a bad day: never more than on any other, and nothing that has to be decided on the day. */
import { isHarder } from '../../src/dosage/dose-demand';
import { badDayFaults, badDayInFull, type BadDay } from '../../src/plan/bad-day';
import { dose } from '../support/dose';

const USUAL = dose({ count: 3 }, { perWeek: { exact: 5 } }, { painPolicy: { kind: 'none' } });
const less = (set = {}, schedule = {}, more = {}): BadDay => ({
  onBadDay: 'less',
  badDayDosage: dose({ count: 1, ...set }, { perWeek: { exact: 5 }, ...schedule }, more),
});

it.each<[what: string, badDay: BadDay, faults: [pointer: string, code: string][]]>([
  ['nothing said', {}, []],
  ['left out', { onBadDay: 'left_out' }, []],
  ['as usual', { onBadDay: 'as_usual' }, []],
  ['less', less(), []],
  ['just the same', less({ count: 3 }), []],
  ['more sets', less({ count: 4 }), [['/badDayDosage', 'bad_day.asks_more']]],
  ['more days', less({}, { perWeek: { exact: 6 } }), [['/badDayDosage', 'bad_day.asks_more']]],
  [
    'fewer sets with a load',
    less({ load: { kind: 'weight', kg: 1 } }),
    [['/badDayDosage', 'bad_day.asks_more']],
  ],
  ['less without a dose', { onBadDay: 'less' }, [['/badDayDosage', 'missing']]],
  ['a dose without less', { ...less(), onBadDay: 'as_usual' }, [['/badDayDosage', 'bad_day.not_less']]],
  ['a dose and nothing said', { badDayDosage: dose({ count: 1 }) }, [['/badDayDosage', 'bad_day.not_less']]],
  [
    'another pain policy',
    less({}, {}, { painPolicy: { kind: 'up_to_5' } }),
    [['/badDayDosage/painPolicy', 'bad_day.as_ever']],
  ],
  [
    'a dose that cannot be',
    less({ count: 0 }),
    [['/badDayDosage/sessions/0/sets/0/count', 'dosage.out_of_range']],
  ],
])('%s', (_what, badDay, faults) => {
  expect(badDayFaults(USUAL, badDay).map(({ pointer, code }) => [pointer, code])).toEqual(faults);
});

it('keeps pain policy and stop rules in what the patient reads', () => {
  const full = badDayInFull(
    { ...USUAL, stopRules: [{ kind: 'dizzy' }] },
    dose({ count: 1 }, { perWeek: { exact: 5 } }),
  );
  expect(full).toMatchObject({ painPolicy: { kind: 'none' }, stopRules: [{ kind: 'dizzy' }] });
  expect(isHarder(USUAL, full)).toBe(false);
});
