/** When one dose is harder than another. */
import * as fc from 'fast-check';
import { isHarder } from '../../src/dosage/dose-demand';
import { checkDosage } from '../../src/dosage/check/check-dosage';
import {
  type Dosage,
  type IntervalSpec,
  type Schedule,
  type SessionDose,
  type SetSpec,
  type Side,
  SIDES,
} from '../../src/dosage/dosage';
import type { Span } from '../../src/dosage/amount';
import { totalsOf, weeksThatDiffer } from '../../src/dosage/dose-totals';
import { anyDosage } from '../support/any-dosage';
import { changedLeaves, namesIn } from '../support/changed-leaves';
import { dose } from '../support/dose';

const HARDER = true;
const NOT_HARDER = false;

const reps = (exact: number) => ({ reps: { exact } });
const hold = (exact: number) => ({ reps: undefined, holdSeconds: { exact } });
const rpe = (exact: number) => ({ effort: { scale: 'rpe_10' as const, value: { exact } } });
const kg = (weight: number) => ({ load: { kind: 'weight' as const, kg: weight } });
const eccentric = (eccentricSeconds: number) => ({ tempo: { eccentricSeconds } });
const held = (exact: number) => ({ holdSeconds: { exact } });
const inSeconds = (exact: number) => ({ timeSeconds: { exact } });
const AMAP = { reps: { asManyAsPossible: true as const } };

describe('one set', () => {
  it.each<[string, Partial<SetSpec>, Partial<SetSpec>, boolean]>([
    ['one more rep', {}, reps(11), HARDER],
    ['one rep less', {}, reps(9), NOT_HARDER],
    ['one more set', {}, { count: 4 }, HARDER],
    ['more reps in fewer sets', {}, { count: 2, ...reps(11) }, HARDER],
    ['a wider range upwards', {}, { reps: { min: 10, max: 12 } }, HARDER],
    ['a range that ends where it was', {}, { reps: { min: 8, max: 10 } }, NOT_HARDER],
    ['a lower end raised', { reps: { min: 8, max: 12 } }, { reps: { min: 9, max: 12 } }, HARDER],
    ['up to what it was', {}, { reps: { upTo: 10 } }, NOT_HARDER],
    ['all of what it was up to', { reps: { upTo: 10 } }, {}, HARDER],
    ['as many as possible', {}, { reps: { asManyAsPossible: true } }, HARDER],
    [
      'as many as possible, capped where it was: until no more is',
      {},
      { reps: { asManyAsPossible: true, atMost: 10 } },
      HARDER,
    ],
    ['a number where it was as many as possible', { reps: { asManyAsPossible: true } }, {}, NOT_HARDER],
    [
      'a cap lifted',
      { reps: { asManyAsPossible: true, atMost: 10 } },
      { reps: { asManyAsPossible: true } },
      HARDER,
    ],
    ['a number of holds where it was as many as possible', { ...AMAP, ...held(5) }, held(5), NOT_HARDER],
    ['as many as possible, no longer within a time', { ...AMAP, ...inSeconds(30) }, AMAP, HARDER],
    [
      'as many as possible within a second more',
      { ...AMAP, ...inSeconds(30) },
      { ...AMAP, ...inSeconds(31) },
      HARDER,
    ],
    [
      'as many as possible within a second less',
      { ...AMAP, ...inSeconds(30) },
      { ...AMAP, ...inSeconds(29) },
      NOT_HARDER,
    ],
    [
      'as many as possible, each of them slower',
      { ...AMAP, ...eccentric(2) },
      { ...AMAP, ...eccentric(3) },
      HARDER,
    ],
    ['as many as possible, each held longer', { ...AMAP, ...held(2) }, { ...AMAP, ...held(3) }, HARDER],
    ['a second longer hold', hold(20), hold(21), HARDER],
    ['a second shorter hold', hold(20), hold(19), NOT_HARDER],
    ['a hold where there was none', {}, { holdSeconds: { exact: 1 } }, HARDER],
    ['one rep said out loud', hold(20), { ...hold(20), ...reps(1) }, NOT_HARDER],
    ['a second longer set', { timeSeconds: { exact: 30 } }, { timeSeconds: { exact: 31 } }, HARDER],
    [
      'a metre more',
      { reps: undefined, distanceMetres: 20 },
      { reps: undefined, distanceMetres: 21 },
      HARDER,
    ],
    ['more effort', rpe(6), rpe(7), HARDER],
    ['less effort', rpe(6), rpe(5), NOT_HARDER],
    ['effort stated for the first time', {}, rpe(5), HARDER],
    ['effort no longer stated', rpe(5), {}, NOT_HARDER],
    ['effort on another scale', rpe(5), { effort: { scale: 'rpe_20', value: { exact: 7 } } }, HARDER],
    [
      'effort in words',
      { effort: { scale: 'words', word: 'easy' } },
      { effort: { scale: 'words', word: 'moderate' } },
      HARDER,
    ],
    ['fewer reps kept in reserve', inReserve(3), inReserve(2), HARDER],
    ['more reps kept in reserve', inReserve(2), inReserve(3), NOT_HARDER],
    ['a reserve for the first time', {}, inReserve(10), HARDER],
    ['a shorter rest', { restAfterSet: { exact: 60 } }, { restAfterSet: { exact: 30 } }, NOT_HARDER],
    ['a slower tempo, in seconds', eccentric(4), eccentric(5), HARDER],
    ['a faster tempo, in seconds', eccentric(5), eccentric(4), NOT_HARDER],
    ['a slower tempo of so many fewer reps', eccentric(4), { ...eccentric(8), ...reps(5) }, NOT_HARDER],
    [
      'fewer reps of a tempo that multiplies their time',
      eccentric(4),
      { ...eccentric(60), ...reps(9) },
      HARDER,
    ],
    ['a tempo in seconds in place of a word', { tempo: { word: 'slow' } }, eccentric(1), HARDER],
    ['slowly, for the first time', {}, { tempo: { word: 'slow' } }, HARDER],
    ['fast, for the first time', { tempo: { word: 'slow' } }, { tempo: { word: 'fast' } }, HARDER],
    [
      'under control, said out loud',
      { tempo: { word: 'slow' } },
      { tempo: { word: 'controlled' } },
      NOT_HARDER,
    ],
    ['steps in place of repetitions', {}, { repUnit: 'step' }, HARDER],
    ['breaths in place of repetitions', {}, { repUnit: 'breath' }, HARDER],
    ['the unit said out loud', {}, { repUnit: 'repetition' }, NOT_HARDER],
    ['eccentric for the first time', {}, { contraction: 'eccentric' }, HARDER],
    ['another contraction', { contraction: 'concentric' }, { contraction: 'eccentric' }, HARDER],
    ['a first weight', {}, kg(1), HARDER],
    ['a quarter of a kilogram more', kg(5), kg(5.25), HARDER],
    ['a quarter of a kilogram less', kg(5), kg(4.75), NOT_HARDER],
    ['the weight put away', kg(5), { load: { kind: 'bodyweight' } }, NOT_HARDER],
    ['a lighter weight of another kind', kg(5), { load: { kind: 'ankle_weight', kg: 1 } }, HARDER],
    [
      'percent up',
      { load: { kind: 'percent_1rm', percent: 70 } },
      { load: { kind: 'percent_1rm', percent: 71 } },
      HARDER,
    ],
    [
      'percent down',
      { load: { kind: 'percent_1rm', percent: 70 } },
      { load: { kind: 'percent_1rm', percent: 69 } },
      NOT_HARDER,
    ],
    ['what can be lifted fewer times', repMax(10), repMax(9), HARDER],
    ['what can be lifted more times', repMax(10), repMax(11), NOT_HARDER],
    [
      'a higher setting',
      { load: { kind: 'machine', setting: 3 } },
      { load: { kind: 'machine', setting: 4 } },
      HARDER,
    ],
    [
      'kilograms in place of a setting',
      { load: { kind: 'machine', setting: 3 } },
      { load: { kind: 'machine', kg: 1 } },
      HARDER,
    ],
    ['half of the body’s weight becomes all of it', ofBody(50), {}, HARDER],
    ['half of the body’s weight becomes less', ofBody(50), ofBody(40), NOT_HARDER],
    ['a first band', {}, band({}), HARDER],
    ['the band put away', band({}), {}, NOT_HARDER],
    ['another colour', band({ colour: 'red' }), band({ colour: 'green' }), HARDER],
    ['another material', band({}), band({ material: 'latex' }), HARDER],
    ['another maker', band({ brand: 'A' }), band({ brand: 'B' }), HARDER],
    ['another place for the band', band({ anchor: 'above_knees' }), band({ anchor: 'ankles' }), HARDER],
    ['the same band', band({ colour: 'red' }), band({ colour: 'red' }), NOT_HARDER],
    ['a hand for support', {}, { assistance: 'hand_support' }, NOT_HARDER],
    ['no hand for support any more', { assistance: 'hand_support' }, {}, HARDER],
    ['only fingertips', { assistance: 'hand_support' }, { assistance: 'fingertip_support' }, HARDER],
    ['two hands', { assistance: 'fingertip_support' }, { assistance: 'two_hand_support' }, NOT_HARDER],
    ['a pole in place of a hand', { assistance: 'hand_support' }, { assistance: 'pole' }, HARDER],
    ['only as far as it does not hurt', {}, { range: { kind: 'pain_free' } }, NOT_HARDER],
    ['all the way', { range: { kind: 'pain_free' } }, {}, HARDER],
    ['all the way, said out loud', {}, { range: { kind: 'full' } }, NOT_HARDER],
    ['further', degrees(0, 60), degrees(0, 61), HARDER],
    ['less far', degrees(0, 60), degrees(10, 50), NOT_HARDER],
    ['elsewhere', degrees(0, 60), degrees(60, 90), HARDER],
    ['the other way round', degrees(0, 60), degrees(60, 0), NOT_HARDER],
    ['on foam', { surface: 'floor' }, { surface: 'foam' }, HARDER],
    ['off the foam', { surface: 'foam' }, { surface: 'floor' }, NOT_HARDER],
    ['on a mat', { surface: 'floor' }, { surface: 'mat' }, NOT_HARDER],
  ])('%s', (_, before, after, expected) => {
    expect(isHarder(dose(before), dose(after))).toBe(expected);
  });

  function inReserve(exact: number): Partial<SetSpec> {
    return { effort: { scale: 'reps_in_reserve', value: { exact } } };
  }
  function repMax(most: number): Partial<SetSpec> {
    return { ...reps(5), load: { kind: 'rep_max', reps: most } };
  }
  function ofBody(percent: number): Partial<SetSpec> {
    return { load: { kind: 'percent_body_weight', percent } };
  }
  function band(said: object): Partial<SetSpec> {
    return { load: { kind: 'band', band: { material: 'latex_free', ...said } } };
  }
  function degrees(fromDegrees: number, toDegrees: number): Partial<SetSpec> {
    return { range: { kind: 'degrees', fromDegrees, toDegrees } };
  }
});

describe('several sets', () => {
  const of = (...sets: Partial<SetSpec>[]): Dosage => ({
    side: 'not_applicable',
    sessions: [{ ...dose().sessions[0]!, sets: sets.map((set) => ({ count: 1, ...reps(10), ...set })) }],
  });
  it.each<[string, Dosage, Dosage, boolean]>([
    ['in another order', of(reps(15), reps(12), reps(10)), of(reps(10), reps(15), reps(12)), NOT_HARDER],
    ['the first left out', of(reps(15), reps(12), reps(10)), of(reps(12), reps(10)), NOT_HARDER],
    ['the lightest left out', of(kg(5), kg(6), kg(7)), of(kg(6), kg(7)), NOT_HARDER],
    [
      'the last one as long as the second',
      of(reps(15), reps(12), reps(10)),
      of(reps(12), reps(12), reps(12)),
      HARDER,
    ],
    ['all as short as the last', of(reps(15), reps(12), reps(10)), of({ count: 3, ...reps(10) }), NOT_HARDER],
    [
      'more reps of what was heavier',
      of({ ...reps(10), ...kg(20) }, { ...reps(15), ...kg(10) }),
      of({ ...reps(15), ...kg(20) }, { ...reps(10), ...kg(10) }),
      HARDER,
    ],
    [
      'the same time under tension in fewer sets',
      of({ count: 3, ...eccentric(2) }),
      of({ count: 1, ...eccentric(6) }),
      HARDER,
    ],
    ['one set written as three', of({ count: 3 }), of({}, {}, {}), NOT_HARDER],
    ['three sets written as four', of({ count: 3 }), of({}, {}, {}, {}), HARDER],
    ['a place that another has to give up', of(kg(5), kg(9)), of({}, kg(5)), NOT_HARDER],
  ])('%s', (_, before, after, expected) => {
    expect(isHarder(before, after)).toBe(expected);
  });
});

describe('sides', () => {
  const on = (side: Side, set: Partial<SetSpec> = {}) => dose(set, {}, { side });
  it.each<[string, Dosage, Dosage, boolean]>([
    ['one leg where both shared', on('both_together'), on('left'), HARDER],
    ['both share where each worked alone', on('each_side'), on('both_together'), NOT_HARDER],
    ['the other side', on('left'), on('right'), HARDER],
    ['the second side too', on('left'), on('each_side'), HARDER],
    ['one side dropped', on('each_side'), on('right'), NOT_HARDER],
    ['ten in all become ten each', on('alternate'), on('each_side'), HARDER],
    ['ten each become twenty in all', on('each_side'), on('alternate', reps(20)), NOT_HARDER],
    ['ten each become twenty-one in all', on('each_side'), on('alternate', reps(21)), HARDER],
    [
      '30 s each become 60 s in all',
      on('each_side', { timeSeconds: { exact: 30 } }),
      on('alternate', { timeSeconds: { exact: 60 } }),
      NOT_HARDER,
    ],
    [
      'as many as possible in all become as many on each',
      on('alternate', AMAP),
      on('each_side', AMAP),
      HARDER,
    ],
    [
      'as many as possible on each become as many in all',
      on('each_side', AMAP),
      on('alternate', AMAP),
      NOT_HARDER,
    ],
    ['the weaker side as much as the stronger', differing(10, 5), differing(10, 10), HARDER],
    ['left and right swapped', differing(10, 5), differing(5, 10), HARDER],
    ['both as little as the weaker', differing(10, 5), differing(5, 5), NOT_HARDER],
    ['both as the stronger, in one line', differing(10, 5), on('each_side', { count: 1 }), HARDER],
    ['both as they are, in one line', differing(10, 10), on('each_side', { count: 1 }), NOT_HARDER],
  ])('%s', (_, before, after, expected) => {
    expect(isHarder(before, after)).toBe(expected);
  });

  function differing(left: number, right: number): Dosage {
    const sets: SetSpec[] = [
      { count: 1, ...reps(left), side: 'left' },
      { count: 1, ...reps(right), side: 'right' },
    ];
    return { side: 'each_side', sessions: [{ ...dose().sessions[0]!, sets }] };
  }
});

describe('how often', () => {
  const days = (exact: number, more: Partial<Schedule> = {}) => dose({}, { perWeek: { exact }, ...more });
  const kind = (schedule: Partial<Schedule>) =>
    dose({}, { perWeek: undefined, perDay: undefined, ...schedule });
  const hourly = (everyHours: number, until: string) =>
    kind({ kind: 'every_n_hours', everyHours, from: '08:00', until });
  const on = (...weekdays: Schedule['weekdays'] & object) => kind({ kind: 'weekdays', perDay: 1, weekdays });
  it.each<[string, Dosage, Dosage, boolean]>([
    ['a day more a week', days(3), days(4), HARDER],
    ['a day less', days(3), days(2), NOT_HARDER],
    [
      'at least a day more',
      dose({}, { perWeek: { min: 3, max: 5 } }),
      dose({}, { perWeek: { min: 4, max: 5 } }),
      HARDER,
    ],
    ['twice a day on fewer days', days(7), days(3, { perDay: 2 }), HARDER],
    ['once a day on more days, fewer sessions in all', days(3, { perDay: 3 }), days(7), NOT_HARDER],
    ['2 to 3 times a day', days(3, { perDay: 2 }), days(3, { perDay: 2, perDayMax: 3 }), HARDER],
    ['3 days with names', days(3), on('monday', 'wednesday', 'friday'), NOT_HARDER],
    ['4 days with names', days(3), on('monday', 'wednesday', 'friday', 'sunday'), HARDER],
    [
      'every second day in place of 3',
      days(3),
      kind({ kind: 'every_n_days', perDay: 1, everyDays: 2 }),
      HARDER,
    ],
    [
      'every third day in place of 3',
      days(3),
      kind({ kind: 'every_n_days', perDay: 1, everyDays: 3 }),
      NOT_HARDER,
    ],
    ['only as needed', days(7, { perDay: 4 }), kind({ kind: 'as_needed', perDay: 4 }), NOT_HARDER],
    ['no longer only as needed', kind({ kind: 'as_needed', perDay: 4 }), days(1), HARDER],
    ['as often, but closer together', hourly(2, '20:00'), hourly(1, '14:00'), HARDER],
    ['as close together, but not so often', hourly(2, '20:00'), hourly(2, '14:00'), NOT_HARDER],
    ['seven times a day in place of every two hours', hourly(2, '20:00'), days(7, { perDay: 7 }), NOT_HARDER],
    [
      'the same days closer together',
      on('monday', 'wednesday', 'friday'),
      on('monday', 'tuesday', 'wednesday'),
      HARDER,
    ],
    ['days of their own choice in place of these', on('monday', 'wednesday', 'friday'), days(3), NOT_HARDER],
    [
      'every third day in place of two days a week',
      days(2),
      kind({ kind: 'every_n_days', perDay: 1, everyDays: 3 }),
      HARDER,
    ],
    [
      'two days a week in place of every third',
      kind({ kind: 'every_n_days', perDay: 1, everyDays: 3 }),
      days(2),
      NOT_HARDER,
    ],
    ['3 days, never two running', days(3), days(3, { restDaysBetween: 1 }), NOT_HARDER],
    ['3 days, no longer said never two running', days(3, { restDaysBetween: 1 }), days(3), NOT_HARDER],
    [
      '3 days, no longer never two running',
      days(3, { restDaysBetween: 1 }),
      on('monday', 'tuesday', 'friday'),
      HARDER,
    ],
    ['less rest between', days(3, { minRestHours: 48 }), days(3, { minRestHours: 24 }), HARDER],
    ['more rest between', days(3, { minRestHours: 24 }), days(3, { minRestHours: 48 }), NOT_HARDER],
    ['no word of rest any more', days(3, { minRestHours: 24 }), days(3), HARDER],
  ])('%s', (_, before, after, expected) => {
    expect(isHarder(before, after)).toBe(expected);
  });
});

describe('intervals', () => {
  const of = (steps: IntervalSpec['steps'], more: object = {}): Dosage => ({
    side: 'not_applicable',
    sessions: [{ intervals: { steps, ...more }, schedule: dose().sessions[0]!.schedule }],
  });
  const bout = (mode: 'walk' | 'jog' | 'run' | 'cycle', exact: number) => ({ mode, seconds: { exact } });
  const rest = { mode: 'rest' as const, seconds: { exact: 60 } };
  const times = (repeats: number, ...steps: IntervalSpec['steps']) => ({ repeats, steps });
  const paced = (min: number, max: number) => ({
    ...bout('run', 60),
    intensity: { kind: 'pace' as const, value: { min, max } },
  });
  it.each<[string, Dosage, Dosage, boolean]>([
    ['one more round', of([times(6, bout('run', 60), rest)]), of([times(7, bout('run', 60), rest)]), HARDER],
    [
      'one round less',
      of([times(6, bout('run', 60), rest)]),
      of([times(5, bout('run', 60), rest)]),
      NOT_HARDER,
    ],
    ['less rest', of([times(6, bout('run', 60), rest)]), of([times(6, bout('run', 60))]), NOT_HARDER],
    ['the same in longer bouts', of([times(4, bout('run', 60))]), of([times(2, bout('run', 120))]), HARDER],
    [
      'the same in shorter bouts',
      of([times(2, bout('run', 120))]),
      of([times(4, bout('run', 60))]),
      NOT_HARDER,
    ],
    [
      'running becomes walking',
      of([bout('run', 60), bout('walk', 60)]),
      of([bout('walk', 60), bout('walk', 60)]),
      NOT_HARDER,
    ],
    ['walking becomes jogging', of([bout('walk', 60)]), of([bout('jog', 60)]), HARDER],
    ['running becomes cycling', of([bout('run', 60)]), of([bout('cycle', 60)]), HARDER],
    ['metres in place of seconds', of([bout('run', 600)]), of([{ mode: 'run', metres: 100 }]), HARDER],
    ['a warm-up added', of([bout('walk', 60)]), of([bout('walk', 60)], { warmUp: bout('walk', 60) }), HARDER],
    ['a faster pace', of([paced(300, 360)]), of([paced(290, 360)]), HARDER],
    ['a slower pace', of([paced(300, 360)]), of([paced(310, 370)]), NOT_HARDER],
    ['a pace stated for the first time', of([bout('run', 60)]), of([paced(600, 700)]), HARDER],
    ['on sand', of([bout('run', 60)]), of([bout('run', 60)], { surface: 'sand' }), HARDER],
    ['on grass', of([bout('run', 60)]), of([bout('run', 60)], { surface: 'grass' }), NOT_HARDER],
    [
      'longer in all',
      of([bout('run', 60)], { totalSeconds: { exact: 60 } }),
      of([bout('run', 60)], { totalSeconds: { min: 60, max: 90 } }),
      HARDER,
    ],
    ['sets in place of intervals', of([bout('run', 600)]), dose(), HARDER],
    ['intervals in place of sets', dose(), of([bout('walk', 60)]), HARDER],
  ])('%s', (_, before, after, expected) => {
    expect(isHarder(before, after)).toBe(expected);
  });
});

describe('weeks', () => {
  const row = (exact: number, from: number, to?: number): SessionDose => ({
    ...dose(reps(exact)).sessions[0]!,
    weeks: { from, ...(to && { to }) },
  });
  const table = (...sessions: SessionDose[]): Dosage => ({ side: 'not_applicable', sessions });
  const GROWS = table(row(8, 1, 2), row(10, 3, 4), row(12, 5));
  it.each<[string, Dosage, Dosage, number, boolean]>([
    ['a table against itself', GROWS, GROWS, 0, NOT_HARDER],
    ['the second row against the first week', GROWS, dose(reps(10)), 0, HARDER],
    ['what it will be in the third week, from then on', GROWS, dose(reps(10)), 2, NOT_HARDER],
    ['what it will be in the fifth week, from the third on', GROWS, dose(reps(12)), 2, HARDER],
    ['the table begun anew after two weeks', GROWS, GROWS, 2, NOT_HARDER],
    ['the same table two weeks further', GROWS, table(row(10, 1, 2), row(12, 3)), 2, NOT_HARDER],
    ['the same table three weeks further, too early', GROWS, table(row(10, 1, 1), row(12, 2)), 2, HARDER],
    ['a later row that goes beyond', dose(reps(8)), table(row(8, 1, 11), row(9, 12)), 0, HARDER],
    ['on and on where it ended', table(row(8, 1, 4)), dose(reps(8)), 0, HARDER],
    ['an end where it went on', dose(reps(8)), table(row(8, 1, 4)), 0, NOT_HARDER],
    ['begun two weeks sooner, the same in every week', dose(reps(8)), dose(reps(8)), -2, NOT_HARDER],
    ['begun two weeks sooner, and so soon more', GROWS, GROWS, -2, HARDER],
    [
      'more in the weeks before, less from then on',
      dose(reps(8)),
      table(row(50, 1, 2), row(7, 3)),
      -2,
      HARDER,
    ],
    ['its end moved on', table(row(8, 1, 4)), table(row(8, 1, 5)), 0, HARDER],
    ['a week that was off', table(row(8, 1, 2), row(8, 4)), dose(reps(8)), 0, HARDER],
    ['what it comes to in the end', GROWS, dose(reps(12)), Infinity, NOT_HARDER],
    ['more than it comes to in the end', GROWS, dose(reps(13)), Infinity, HARDER],
    ['anything, where in the end there is nothing', table(row(8, 1, 4)), dose(reps(1)), Infinity, HARDER],
    ['the plan before seen from a later one', dose(reps(8)), GROWS, -2, HARDER],
    ['the plan before seen from a later one, in its first weeks', dose(reps(12)), GROWS, -2, NOT_HARDER],
  ])('%s', (_, before, after, weeksApart, expected) => {
    expect(isHarder(before, after, { apart: weeksApart, from: 1 })).toBe(expected);
  });

  it.each([
    [3, NOT_HARDER],
    [2, HARDER],
  ])('leaves out the weeks before week %d', (from, expected) => {
    expect(isHarder(GROWS, table(row(50, 1, 2), row(10, 3)), { apart: 0, from })).toBe(expected);
  });

  it('asks of different sessions in one week as it asks of sets', () => {
    const named = (name: string, count: number, perWeek: number): SessionDose => ({
      ...dose({ count }, { perWeek: { exact: perWeek } }).sessions[0]!,
      name,
    });
    const HEAVY_LIGHT = table(named('heavy', 5, 2), named('light', 2, 3));
    expect(isHarder(HEAVY_LIGHT, table(named('light', 2, 3), named('heavy', 5, 2)))).toBe(false);
    expect(isHarder(HEAVY_LIGHT, table(named('heavy', 5, 1), named('light', 2, 4)))).toBe(false);
    expect(isHarder(HEAVY_LIGHT, table(named('any', 2, 5)))).toBe(false);
    expect(isHarder(HEAVY_LIGHT, table(named('heavy', 5, 3), named('light', 2, 2)))).toBe(true);
    expect(isHarder(HEAVY_LIGHT, table(named('heavy', 5, 2), named('light', 2, 4)))).toBe(true);
  });

  it('counts what falls on one day, though the week stays as it is', () => {
    const onDays = (name: string, count: number, perDay: number, exact: number): SessionDose => ({
      ...dose({ count }, { perDay, perWeek: { exact } }).sessions[0]!,
      name,
    });
    const heavyApart = table(onDays('heavy', 5, 1, 2), onDays('light', 1, 2, 3));
    const heavyTogether = table(onDays('heavy', 5, 2, 1), onDays('light', 1, 2, 3));
    expect(isHarder(heavyApart, heavyTogether)).toBe(true);
    expect(isHarder(heavyTogether, heavyTogether)).toBe(false);
  });
});

describe('any dose', () => {
  it('is never harder than itself, in whatever order it is written', () => {
    fc.assert(
      fc.property(anyDosage(), (dosage) => {
        const turned = {
          ...dosage,
          sessions: dosage.sessions
            .map((session) => ({ ...session, ...(session.sets && { sets: session.sets.toReversed() }) }))
            .toReversed(),
        };
        expect([isHarder(dosage, { ...dosage }), isHarder(dosage, turned), isHarder(turned, dosage)]).toEqual(
          [false, false, false],
        );
      }),
    );
  });

  /** Ways to ask for a little more in the first set of a dose, or in its schedule. */
  const MORE: Record<string, (set: SetSpec) => SetSpec> = {
    sets: (set) => ({ ...set, count: set.count + 1 }),
    reps: (set) => ({ ...set, reps: raised(set.reps, ['exact', 'max', 'upTo', 'atMost']) }),
    'a hold': (set) => ({ ...set, holdSeconds: raised(set.holdSeconds, ['exact', 'max']) }),
    'a time': (set) => ({ ...set, timeSeconds: raised(set.timeSeconds, ['exact', 'max']) }),
    metres: (set) => ({ ...set, ...(set.distanceMetres && { distanceMetres: set.distanceMetres + 1 }) }),
    'a load': (set) => ({ ...set, load: raised(set.load, ['kg', 'percent', 'setting']) }),
  };
  function raised<T extends object>(part: T | undefined, fields: string[]): T | undefined {
    if (!part) return undefined;
    const more = Object.entries(part).map(([name, value]) => [
      name,
      fields.includes(name) ? (value as number) + 1 : value,
    ]);
    return Object.fromEntries(more) as T;
  }

  it.each(Object.keys(MORE))('is harder with more of %s, and without again not', (what) => {
    fc.assert(
      fc.property(anyDosage(), (dosage) => {
        const [first, ...others] = dosage.sessions;
        const [set, ...sets] = first?.sets ?? [];
        fc.pre(first !== undefined && set !== undefined);
        const changed = JSON.parse(JSON.stringify(MORE[what]!(set))) as SetSpec;
        fc.pre(JSON.stringify(changed) !== JSON.stringify(JSON.parse(JSON.stringify(set))));
        const more = { ...dosage, sessions: [{ ...first, sets: [changed, ...sets] }, ...others] };
        expect([isHarder(dosage, more), isHarder(more, dosage)]).toEqual([true, false]);
      }),
      { numRuns: 40 },
    );
  });

  it('is harder wherever anything that is counted adds up to more', () => {
    const endOf = (span: Span | null): number => span?.max ?? Infinity;
    const counted = (dosage: Dosage, week: number): number[] => {
      const { perDay, perWeek, sessionsPerDay, sessionsPerWeek } = totalsOf(dosage, week);
      const ofWork = [perDay, perWeek].flatMap((work) => [work.reps, work.secondsUnderTension, work.metres]);
      return [...ofWork, sessionsPerDay, sessionsPerWeek].map(endOf);
    };
    const addsUpToMore = (a: Dosage, b: Dosage): boolean =>
      [...weeksThatDiffer(a), ...weeksThatDiffer(b)].some((week) => {
        const was = counted(a, week);
        return counted(b, week).some((value, index) => value > was[index]! + 1e-6);
      });
    fc.assert(
      fc.property(anyDosage(), fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), (dosage, picks) => {
        const changed = picks.reduce((sofar, pick) => {
          const all = [...changedLeaves(sofar, namesIn(dosage))];
          const one = all[pick % all.length] as Dosage;
          return checkDosage(one).length === 0 ? one : sofar;
        }, dosage);
        for (const [a, b] of [
          [dosage, changed],
          [changed, dosage],
        ] as const) {
          if (addsUpToMore(a, b)) expect([isHarder(a, b), a, b]).toEqual([true, a, b]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('carries over: what is not harder than something not harder is not harder', () => {
    const near = fc
      .tuple(anyDosage(), fc.constantFrom(...SIDES), fc.nat(), fc.nat())
      .map(([a, side, n, m]) => {
        const without = <T>(all: readonly T[], one: number) =>
          all.filter((_, index) => index !== one % (all.length + 1));
        const b: Dosage = {
          ...a,
          sessions: a.sessions.map((session) => ({
            ...session,
            ...(session.sets && { sets: without(session.sets, n) }),
          })),
        };
        const c: Dosage = { ...b, side, sessions: without(b.sessions, m) };
        return [a, b, c] as const;
      });
    fc.assert(
      fc.property(near, ([a, b, c]) => {
        if (!isHarder(a, b) && !isHarder(b, c)) expect(isHarder(a, c)).toBe(false);
      }),
    );
  });

  it('is in every week as its rows say', () => {
    fc.assert(
      fc.property(anyDosage(), fc.integer({ min: 0, max: 12 }), (dosage, apart) => {
        const shifted: Dosage = {
          ...dosage,
          sessions: dosage.sessions.flatMap(({ weeks, ...session }) => {
            const from = Math.max(1, (weeks?.from ?? 1) - apart);
            const to = weeks?.to === undefined ? undefined : weeks.to - apart;
            return to !== undefined && to < 1 ? [] : [{ ...session, weeks: { from, ...(to && { to }) } }];
          }),
        };
        fc.pre(shifted.sessions.length > 0 && checkDosage(shifted).length === 0);
        expect(isHarder(dosage, shifted, { apart, from: 1 })).toBe(false);
        expect(weeksThatDiffer(shifted)[0]).toBe(1);
      }),
    );
  });
});
