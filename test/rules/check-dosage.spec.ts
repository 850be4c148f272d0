/** What makes a dose impossible. */
import * as fc from 'fast-check';
import { DOSAGE_BOUNDS } from '../../src/dosage/bounds';
import { checkDosage } from '../../src/dosage/check/check-dosage';
import type {
  Dosage,
  DoseChange,
  IntervalSpec,
  IntervalStep,
  Load,
  Schedule,
  SessionDose,
  SetSpec,
  Side,
} from '../../src/dosage/dosage';
import { anyDosage } from '../support/any-dosage';
import { dose } from '../support/dose';

/** `/sets/0/count contradictory`: the pointer below the first session, where it lies there, and the end of the code. */
const faultsOf = (dosage: unknown): string[] =>
  checkDosage(dosage as Dosage).map(
    ({ pointer, code }) => `${pointer.replace('/sessions/0', '')} ${code.replace('dosage.', '')}`,
  );
const ofSet = (set: object, side: Side = 'not_applicable') => faultsOf(dose(set as SetSpec, {}, { side }));
const ofSchedule = (schedule: object) =>
  faultsOf({ side: 'left', sessions: [{ sets: [{ count: 1, reps: { exact: 1 } }], schedule }] });

const DAILY: Schedule = { kind: 'weekly', perDay: 1, perWeek: { exact: 7 } };

it('finds no fault in any dose that others are tested with', () => {
  fc.assert(fc.property(anyDosage(), (dosage) => expect(checkDosage(dosage)).toEqual([])));
});

it('writes every one of them as plain JSON', () => {
  fc.assert(
    fc.property(anyDosage(), (dosage) => {
      expect(JSON.parse(JSON.stringify(dosage))).toEqual(dosage);
    }),
  );
});

it('answers for whatever JSON may say', () => {
  const junk = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(null, 0, -1, '', 'NaN', [], {}, [{}], 1e300),
  );
  fc.assert(
    fc.property(anyDosage(), fc.nat(), junk, (dosage, which, instead) => {
      const body = structuredClone(dosage) as unknown as Record<string, unknown>;
      const holders = (value: unknown): object[] =>
        typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(holders)] : [];
      const all = holders(body).flatMap((one) => Object.keys(one).map((name) => [one, name] as const));
      const [holder, name] = all[which % all.length]!;
      (holder as Record<string, unknown>)[name] = instead;
      for (const { pointer, detail } of checkDosage(body as never)) {
        expect(pointer).toMatch(/^(\/|$)/);
        expect(detail).toMatch(/^[^]+\.$/);
      }
    }),
    { numRuns: 300 },
  );
});

describe('bounds', () => {
  const amountAt = (field: string) => (exact: number) => ofSet({ [field]: { exact } });
  const ofRule = (rule: object) => faultsOf(dose({}, {}, rule as Partial<Dosage>));
  const inIntervals = (step: object) =>
    faultsOf({ side: 'not_applicable', sessions: [{ intervals: { steps: [step] }, schedule: DAILY }] });
  const intensity = (kind: string) => (exact: number) =>
    inIntervals({ mode: 'run', seconds: { exact: 60 }, intensity: { kind, value: { exact } } });
  const change = (field: string) => (value: number) =>
    ofRule({
      progression: { when: { noNextDayRise: true }, change: { [field]: value }, decidedBy: 'clinician' },
    });

  it.each<[string, number, number, (value: number) => string[]]>([
    ['sets', 1, 30, (count) => ofSet({ count })],
    ['reps', 1, 300, (exact) => ofSet({ reps: { exact } })],
    ['reps up to', 1, 300, (upTo) => ofSet({ reps: { upTo } })],
    ['reps at most', 1, 300, (atMost) => ofSet({ reps: { asManyAsPossible: true, atMost } })],
    ['a hold', 1, 3600, (exact) => ofSet({ reps: undefined, holdSeconds: { exact } })],
    ['a timed set', 1, 14_400, (exact) => ofSet({ count: 1, timeSeconds: { exact } })],
    ['metres', 1, 50_000, (distanceMetres) => ofSet({ count: 1, reps: undefined, distanceMetres })],
    ['rest between reps', 0, 600, amountAt('restBetweenRepsSeconds')],
    ['rest after a set', 0, 1800, amountAt('restAfterSet')],
    ['a pause', 0, 60, (pauseSeconds) => ofSet({ tempo: { eccentricSeconds: 1, pauseSeconds } })],
    ['a way up', 1, 60, (concentricSeconds) => ofSet({ tempo: { concentricSeconds } })],
    ['a way down', 1, 60, (eccentricSeconds) => ofSet({ tempo: { eccentricSeconds } })],
    ['percent of 1RM', 1, 130, (percent) => ofSet({ load: { kind: 'percent_1rm', percent } })],
    ['percent of the body', 1, 300, (percent) => ofSet({ load: { kind: 'percent_body_weight', percent } })],
    ['a rep max', 1, 50, (reps) => ofSet({ reps: { exact: 1 }, load: { kind: 'rep_max', reps } })],
    ['a setting', 1, 100, (setting) => ofSet({ load: { kind: 'machine', setting } })],
    ['effort to 10', 0, 10, (exact) => ofSet({ effort: { scale: 'rpe_10', value: { exact } } })],
    ['effort to 20', 6, 20, (exact) => ofSet({ effort: { scale: 'rpe_20', value: { exact } } })],
    ['reps in reserve', 0, 10, (exact) => ofSet({ effort: { scale: 'reps_in_reserve', value: { exact } } })],
    ['degrees', -30, 180, (toDegrees) => ofSet({ range: { kind: 'degrees', fromDegrees: 1, toDegrees } })],
    ['repeats', 1, 100, (repeats) => inIntervals({ repeats, steps: [{ mode: 'run', metres: 9 }] })],
    ['metres of a bout', 1, 50_000, (metres) => inIntervals({ mode: 'run', metres })],
    ['seconds of a bout', 1, 14_400, (exact) => inIntervals({ mode: 'run', seconds: { exact } })],
    ['a pace', 120, 1800, intensity('pace')],
    ['percent of a pace', 10, 200, intensity('percent_pace')],
    ['a zone', 1, 5, intensity('zone')],
    ['watts', 10, 2000, intensity('watts')],
    ['percent of the heart rate', 30, 100, intensity('percent_max_heart_rate')],
    ['sessions a day', 1, 24, (perDay) => ofSchedule({ ...DAILY, perDay })],
    ['days a week', 1, 7, (exact) => ofSchedule({ ...DAILY, perWeek: { exact } })],
    ['every n days', 2, 31, (everyDays) => ofSchedule({ kind: 'every_n_days', perDay: 1, everyDays })],
    [
      'every n hours',
      1,
      12,
      (everyHours) => ofSchedule({ kind: 'every_n_hours', everyHours, from: '07:00', until: '23:00' }),
    ],
    ['the other place', 1, 20, (betweenPlace) => ofSchedule({ kind: 'between', perDay: 1, betweenPlace })],
    ['hours of rest', 1, 168, (minRestHours) => ofSchedule({ kind: 'as_needed', perDay: 1, minRestHours })],
    [
      'the first week',
      1,
      104,
      (from) => faultsOf({ ...dose(), sessions: [{ ...first(), weeks: { from } }] }),
    ],
    ['pain accepted', 0, 8, (during) => ofRule({ painPolicy: { kind: 'custom', during } })],
    ['pain to stop at', 0, 9, (pain) => ofRule({ stopRules: [{ kind: 'pain_above', pain }] })],
    ['mornings', 1, 14, (mornings) => ofRule({ stopRules: [{ kind: 'worse_next_morning', mornings }] })],
  ])('%s: %d and %d are possible, one beyond is not', (_, min, max, faults) => {
    expect([min, max].flatMap(faults)).toEqual([]);
    const beyond = [min - 1, max + 1].map(faults);
    expect(beyond.map((found) => found.map((fault) => fault.split(' ')[1]))).toEqual([
      ['out_of_range'],
      ['out_of_range'],
    ]);
    expect(faults(min + 0.5)).toEqual([expect.stringMatching(/ not_a_whole_number$/)]);
    expect(faults(NaN)).toEqual([expect.stringMatching(/ not_a_whole_number$/)]);
    expect(faults('7' as never)).toEqual([expect.stringMatching(/ not_a_whole_number$/)]);
    expect(faults(null as never)).toEqual([expect.stringMatching(/ not_a_whole_number$/)]);
  });

  it.each<[string, number, number, (value: number) => string[]]>([
    ['kilograms', 0.25, 500, (kg) => ofSet({ load: { kind: 'weight', kg } })],
    ['rest as long as the set', 0.25, 20, (timesSet) => ofSet({ restAfterSet: { timesSet } })],
  ])('%s come in quarters, from %d to %d', (_, min, max, faults) => {
    expect([min, 2.5, 7.75, max].flatMap(faults)).toEqual([]);
    for (const wrong of [0, min - 0.25, max + 0.25, 2.6, 1e-9]) {
      expect(faults(wrong)).toEqual([expect.stringMatching(/ out_of_range$/)]);
    }
  });

  it.each<[keyof DoseChange, number]>([
    ['reps', 100],
    ['sets', 10],
    ['kg', 100],
    ['percentLoad', 100],
    ['ladder', 1],
  ])('a change of %s goes up to %d', (field, max) => {
    expect(change(field)(max)).toEqual([]);
    expect(change(field)(max + 1)).toEqual([`/progression/change/${field} out_of_range`]);
    expect(change(field)(0)).toEqual(expect.arrayContaining([`/progression/change/${field} contradictory`]));
  });

  it('counts what a dose may hold', () => {
    const sessions = (count: number) =>
      Array.from({ length: count }, (_, week) => ({ ...first(), weeks: { from: week + 1, to: week + 1 } }));
    const sets = (count: number) => Array.from({ length: count }, () => ({ count: 1, reps: { exact: 1 } }));
    const steps = (count: number) => Array.from({ length: count }, () => ({ mode: 'run', metres: 9 }));
    const whole = (session: object, from = sessions(1)) =>
      faultsOf({ side: 'not_applicable', sessions: [{ ...session, schedule: DAILY }, ...from.slice(1)] });
    expect(faultsOf({ ...dose(), sessions: sessions(104) })).toEqual([]);
    expect(faultsOf({ ...dose(), sessions: sessions(105) })).toEqual(['/sessions out_of_range']);
    expect(faultsOf({ ...dose(), sessions: [] })).toEqual(['/sessions out_of_range']);
    expect(whole({ sets: sets(20) })).toEqual([]);
    expect(whole({ sets: sets(21) })).toEqual(['/sets out_of_range']);
    expect(whole({ sets: [] })).toEqual(['/sets out_of_range']);
    expect(whole({ intervals: { steps: steps(40) } })).toEqual([]);
    expect(whole({ intervals: { steps: steps(41) } })).toEqual(['/intervals/steps out_of_range']);
  });

  it('says each bound with its unit', () => {
    for (const { min, max, unit } of Object.values(DOSAGE_BOUNDS)) {
      expect(min).toBeLessThan(max);
      expect(unit).toMatch(/^[a-z]/);
    }
    const [fault] = checkDosage(dose({ holdSeconds: { exact: 9000 } }));
    expect(fault!.detail).toBe('exact must be from 1 to 3600 (seconds).');
  });
});

const first = (): SessionDose => dose().sessions[0]!;

describe('a shape', () => {
  it.each<[string, unknown, string[]]>([
    ['nothing at all', {}, ['/side missing', '/sessions missing']],
    ['no object', null, [' unknown_value']],
    ['a list', [], [' unknown_value']],
    ['an unknown side', { ...dose(), side: 'both' }, ['/side unknown_value']],
    ['a misspelt field', { ...dose(), pain: 3 }, ['/pain unknown_field']],
    ['sessions that are no list', { ...dose(), sessions: first() }, ['/sessions unknown_value']],
    ['no schedule', { ...dose(), sessions: [{ sets: first().sets }] }, ['/schedule missing']],
    ['neither sets nor intervals', { ...dose(), sessions: [{ schedule: DAILY }] }, ['/sets missing']],
    [
      'sets and intervals',
      { ...dose(), sessions: [{ ...first(), intervals: { steps: [{ mode: 'run', metres: 9 }] } }] },
      ['/intervals contradictory'],
    ],
    [
      'null where a part is left out',
      dose({}, {}, { painPolicy: null as never }),
      ['/painPolicy unknown_value'],
    ],
    ['a part left undefined', { ...dose(), painPolicy: undefined }, []],
    ['no stop rules, said out loud', dose({}, {}, { stopRules: [] }), ['/stopRules out_of_range']],
  ])('%s', (_, dosage, expected) => expect(faultsOf(dosage)).toEqual(expected));

  it.each<[string, object, string[]]>([
    ['a misspelt field', { hold_s: 20 }, ['/sets/0/hold_s unknown_field']],
    ['an old field', { repsMax: 12 }, ['/sets/0/repsMax unknown_field']],
    ['a name with a slash', { 'a/b~': 1 }, ['/sets/0/a~1b~0 unknown_field']],
    ['an inherited name', { ['__proto__x']: 1 }, ['/sets/0/__proto__x unknown_field']],
    ['a number where an amount stands', { holdSeconds: 20 }, ['/sets/0/holdSeconds unknown_value']],
    ['reps as text', { reps: '8-10' }, ['/sets/0/reps unknown_value']],
    ['no count', { count: undefined }, ['/sets/0/count missing']],
    ['an unknown contraction', { contraction: 'static' }, ['/sets/0/contraction unknown_value']],
    [
      'a deep misspelling',
      { load: { kind: 'band', band: { material: 'latex', color: 'red' } } },
      ['/sets/0/load/band/color unknown_field'],
    ],
  ])('%s in a set', (_, set, expected) => expect(ofSet(set)).toEqual(expected));

  it.each<[string, object, string[]]>([
    ['exact', { exact: 8 }, []],
    ['a range', { min: 8, max: 9 }, []],
    ['a range of one number', { min: 8, max: 8 }, ['/sets/0/reps/max contradictory']],
    ['a range upside down', { min: 8, max: 7 }, ['/sets/0/reps/max contradictory']],
    ['half a range', { min: 8 }, ['/sets/0/reps missing']],
    ['the other half', { max: 8 }, ['/sets/0/reps missing']],
    ['nothing', {}, ['/sets/0/reps missing']],
    ['exact and a range', { exact: 8, min: 7, max: 9 }, ['/sets/0/reps contradictory']],
    ['up to', { upTo: 12 }, []],
    ['up to and exact', { upTo: 12, exact: 12 }, ['/sets/0/reps contradictory']],
    ['as many as possible', { asManyAsPossible: true }, []],
    ['as many as possible, at most', { asManyAsPossible: true, atMost: 50 }, []],
    ['not as many as possible', { asManyAsPossible: false }, ['/sets/0/reps/asManyAsPossible unknown_value']],
    ['at most of nothing', { atMost: 50 }, ['/sets/0/reps missing']],
    ['at most of an exact number', { exact: 8, atMost: 50 }, ['/sets/0/reps contradictory']],
  ])('reps: %s', (_, reps, expected) => expect(ofSet({ reps })).toEqual(expected));

  it.each<[string, object, string[]]>([
    ['seconds', { exact: 60 }, []],
    ['as long as the set', { timesSet: 1 }, []],
    ['both', { exact: 60, timesSet: 1 }, ['/sets/0/restAfterSet contradictory']],
  ])('rest: %s', (_, restAfterSet, expected) => expect(ofSet({ restAfterSet })).toEqual(expected));

  it.each<[string, object, string[]]>([
    ['a word', { word: 'slow' }, []],
    ['seconds', { eccentricSeconds: 3, topPauseSeconds: 0 }, []],
    ['both', { word: 'slow', eccentricSeconds: 3 }, ['/sets/0/tempo contradictory']],
    ['neither', {}, ['/sets/0/tempo missing']],
    ['no seconds at all', { topPauseSeconds: 0, pauseSeconds: 0 }, ['/sets/0/tempo contradictory']],
  ])('tempo: %s', (_, tempo, expected) => expect(ofSet({ tempo })).toEqual(expected));

  const band = { material: 'latex_free' };
  it.each<[string, object, string[]]>([
    ['bodyweight', { kind: 'bodyweight' }, []],
    ['bodyweight with kilograms', { kind: 'bodyweight', kg: 5 }, ['/sets/0/load/kg contradictory']],
    ['a weight', { kind: 'weight', kg: 5 }, []],
    ['a weight of nothing', { kind: 'weight' }, ['/sets/0/load/kg missing']],
    [
      'a weight in percent',
      { kind: 'weight', percent: 5 },
      ['/sets/0/load/kg missing', '/sets/0/load/percent contradictory'],
    ],
    ['an ankle weight', { kind: 'ankle_weight', kg: 1.25 }, []],
    ['an added load', { kind: 'added', kg: 10 }, []],
    ['a band', { kind: 'band', band: { ...band, colour: 'red', brand: 'A maker', anchor: 'door' } }, []],
    [
      'a band of no material',
      { kind: 'band', band: { colour: 'red' } },
      ['/sets/0/load/band/material missing'],
    ],
    ['a band unsaid', { kind: 'band' }, ['/sets/0/load/band missing']],
    [
      'a blank maker',
      { kind: 'band', band: { ...band, brand: ' ' } },
      ['/sets/0/load/band/brand unknown_value'],
    ],
    ['a machine in kilograms', { kind: 'machine', kg: 20 }, []],
    ['a machine by its setting', { kind: 'machine', setting: 4 }, []],
    ['a machine by both', { kind: 'machine', kg: 20, setting: 4 }, ['/sets/0/load contradictory']],
    ['a machine by neither', { kind: 'machine' }, ['/sets/0/load contradictory']],
    ['no kind', { kg: 5 }, ['/sets/0/load/kind missing']],
    ['an unknown kind', { kind: 'stone', kg: 5 }, ['/sets/0/load/kind unknown_value']],
  ])('load: %s', (_, load, expected) => expect(ofSet({ load: load as Load })).toEqual(expected));

  it.each<[string, object, string[]]>([
    ['a word', { scale: 'words', word: 'hard' }, []],
    [
      'a word of a scale of numbers',
      { scale: 'rpe_10', word: 'hard' },
      ['/sets/0/effort/value missing', '/sets/0/effort/word contradictory'],
    ],
    [
      'a number of words',
      { scale: 'words', value: { exact: 3 } },
      ['/sets/0/effort/word missing', '/sets/0/effort/value contradictory'],
    ],
    ['a range', { scale: 'rpe_20', value: { min: 11, max: 13 } }, []],
  ])('effort: %s', (_, effort, expected) => expect(ofSet({ effort })).toEqual(expected));

  it.each<[string, object, string[]]>([
    ['in words', { kind: 'pain_free' }, []],
    ['in words with degrees', { kind: 'full', toDegrees: 60 }, ['/sets/0/range/toDegrees contradictory']],
    ['in degrees', { kind: 'degrees', fromDegrees: 90, toDegrees: 45 }, []],
    ['half in degrees', { kind: 'degrees', toDegrees: 60 }, ['/sets/0/range/fromDegrees missing']],
    ['of no width', { kind: 'degrees', fromDegrees: 60, toDegrees: 60 }, ['/sets/0/range contradictory']],
  ])('range: %s', (_, range, expected) => expect(ofSet({ range })).toEqual(expected));
});

describe('a set', () => {
  const ALONE = { reps: undefined };
  it.each<[string, object, string[]]>([
    ['reps alone', {}, []],
    ['a hold alone', { ...ALONE, holdSeconds: { exact: 20 } }, []],
    ['a time alone', { ...ALONE, timeSeconds: { exact: 30 } }, []],
    ['a distance alone', { ...ALONE, distanceMetres: 20 }, []],
    ['nothing to do', ALONE, ['/reps missing']],
    ['only a load', { ...ALONE, load: { kind: 'weight', kg: 5 } }, ['/reps missing']],
    ['steps', { repUnit: 'step' }, []],
    ['steps without a number', { ...ALONE, timeSeconds: { exact: 30 }, repUnit: 'step' }, ['/repUnit']],
    ['steps and metres', { repUnit: 'step', distanceMetres: 9 }, ['/distanceMetres']],
    ['steps that are held', { repUnit: 'step', holdSeconds: { exact: 5 } }, ['/holdSeconds']],
    ['steps in a time', { repUnit: 'step', timeSeconds: { exact: 30 } }, []],
    ['breaths', { repUnit: 'breath' }, []],
    [
      'breaths without a number',
      { ...ALONE, holdSeconds: { exact: 5 }, repUnit: 'breath' },
      ['/repUnit', '/holdSeconds'],
    ],
    ['breaths over a distance', { repUnit: 'breath', distanceMetres: 5 }, ['/distanceMetres']],
    ['a hold and metres', { holdSeconds: { exact: 9 }, distanceMetres: 9 }, ['/distanceMetres']],
    ['holds in a time', { holdSeconds: { exact: 3 }, timeSeconds: { exact: 60 } }, []],
    [
      'holds longer than their time',
      { holdSeconds: { exact: 7 }, timeSeconds: { exact: 69 } },
      ['/timeSeconds'],
    ],
    ['holds that fill their time', { holdSeconds: { exact: 7 }, timeSeconds: { exact: 70 } }, []],
    [
      'a hold of two lengths',
      { ...ALONE, holdSeconds: { exact: 9 }, timeSeconds: { exact: 9 } },
      ['/timeSeconds'],
    ],
    [
      'a tempo longer than the time',
      { tempo: { eccentricSeconds: 3, concentricSeconds: 3 }, timeSeconds: { exact: 59 } },
      ['/timeSeconds'],
    ],
    ['a distance and a time', { ...ALONE, distanceMetres: 9, timeSeconds: { exact: 9 } }, ['/timeSeconds']],
    [
      'shuttles in a time',
      { reps: { asManyAsPossible: true }, distanceMetres: 9, timeSeconds: { exact: 60 } },
      [],
    ],
    ['rest between reps', { restBetweenRepsSeconds: { exact: 2 } }, []],
    [
      'rest between one rep',
      { reps: { exact: 1 }, restBetweenRepsSeconds: { exact: 2 } },
      ['/restBetweenRepsSeconds'],
    ],
    [
      'rest between no reps',
      { ...ALONE, holdSeconds: { exact: 5 }, restBetweenRepsSeconds: { exact: 2 } },
      ['/restBetweenRepsSeconds'],
    ],
    ['rest after one set', { count: 1, restAfterSet: { exact: 30 } }, ['/restAfterSet']],
    ['rest after two sets', { count: 2, restAfterSet: { exact: 0 } }, []],
    ['isometric reps', { contraction: 'isometric' }, ['/contraction']],
    ['an isometric hold', { contraction: 'isometric', holdSeconds: { exact: 45 } }, []],
    [
      'an isometric tempo',
      { contraction: 'isometric', holdSeconds: { exact: 45 }, tempo: { eccentricSeconds: 2 } },
      ['/tempo'],
    ],
    ['an eccentric', { contraction: 'eccentric', tempo: { eccentricSeconds: 3 } }, []],
    ['a breath with a tempo', { repUnit: 'breath', tempo: { eccentricSeconds: 3 } }, ['/tempo']],
    ['a slow breath', { repUnit: 'breath', tempo: { word: 'slow' } }, []],
    ['8 reps of an 8 rep max', { reps: { exact: 8 }, load: { kind: 'rep_max', reps: 8 } }, []],
    ['9 reps of an 8 rep max', { reps: { exact: 9 }, load: { kind: 'rep_max', reps: 8 } }, ['/reps']],
    [
      '9 reps of an 8 rep max, with rests',
      { reps: { exact: 9 }, restBetweenRepsSeconds: { exact: 20 }, load: { kind: 'rep_max', reps: 8 } },
      [],
    ],
    ['a reserve of reps', { effort: { scale: 'reps_in_reserve', value: { exact: 2 } } }, []],
    [
      'a hold of ten minutes with all one can give',
      { ...ALONE, holdSeconds: { exact: 600 }, effort: { scale: 'rpe_10', value: { exact: 10 } } },
      [],
    ],
    [
      'a longer one',
      { ...ALONE, holdSeconds: { min: 300, max: 601 }, effort: { scale: 'rpe_10', value: { exact: 10 } } },
      ['/holdSeconds'],
    ],
    [
      'four hours of that',
      {
        ...ALONE,
        count: 1,
        timeSeconds: { exact: 14_400 },
        effort: { scale: 'rpe_20', value: { exact: 20 } },
      },
      ['/timeSeconds'],
    ],
    [
      'a longer time to the very last',
      { timeSeconds: { exact: 601 }, effort: inReserve(0) },
      ['/timeSeconds'],
    ],
    ['a longer time but for one', { timeSeconds: { exact: 601 }, effort: inReserve(1) }, []],
    [
      'a longer time that may be less hard',
      { timeSeconds: { exact: 601 }, effort: { scale: 'rpe_10', value: { min: 9, max: 10 } } },
      [],
    ],
    ['15 reps at 90 %', atPercent(90, { exact: 15 }), []],
    ['16 reps at 90 %', atPercent(90, { exact: 16 }), ['/reps']],
    ['16 reps at 89 %', atPercent(89, { exact: 16 }), []],
    ['31 reps at 80 %', atPercent(80, { exact: 31 }), ['/reps']],
    ['51 reps at 70 %', atPercent(70, { exact: 51 }), ['/reps']],
    ['101 reps at 60 %', atPercent(60, { exact: 101 }), ['/reps']],
    ['300 reps at 59 %', atPercent(59, { exact: 300 }), []],
    ['up to 60 reps at 130 %', atPercent(130, { upTo: 60 }), []],
    ['60 steps at 90 %', { ...atPercent(90, { exact: 60 }), repUnit: 'step' }, []],
    [
      '60 reps at 90 %, resting for a breath',
      { ...atPercent(90, { exact: 60 }), restBetweenRepsSeconds: { exact: 4 } },
      ['/reps'],
    ],
    [
      '60 reps at 90 %, resting between them',
      { ...atPercent(90, { exact: 60 }), restBetweenRepsSeconds: { exact: 5 } },
      [],
    ],
    [
      'a reserve of no reps',
      { ...ALONE, holdSeconds: { exact: 5 }, effort: { scale: 'reps_in_reserve', value: { exact: 2 } } },
      ['/effort'],
    ],
  ])('%s', (_, set, expected) => {
    const written = expected.map((fault) => (fault.includes(' ') ? fault : `${fault} contradictory`));
    expect(ofSet(set)).toEqual(written.map((fault) => `/sets/0${fault}`));
  });

  function inReserve(exact: number) {
    return { scale: 'reps_in_reserve', value: { exact } };
  }
  function atPercent(percent: number, reps: object) {
    return { reps, load: { kind: 'percent_1rm', percent } };
  }

  it('may rest before a set that follows', () => {
    const sets: SetSpec[] = [
      { count: 1, reps: { exact: 12 }, restAfterSet: { exact: 60 } },
      { count: 1, reps: { exact: 10 } },
    ];
    expect(faultsOf({ side: 'left', sessions: [{ sets, schedule: DAILY }] })).toEqual([]);
  });
});

describe('reps on a day', () => {
  const of = (set: Partial<SetSpec>, schedule: Partial<Schedule> = {}, side: Side = 'not_applicable') =>
    faultsOf(dose(set, schedule, { side }));
  const TOO_MANY = ['/sets out_of_range'];
  const hourly = { kind: 'every_n_hours', everyHours: 1, from: '07:00', until: '21:00' } as const;
  const HOURLY = { ...hourly, perDay: undefined, perWeek: undefined };
  it.each<[string, string[], string[]]>([
    ['3000', of({ count: 10, reps: { exact: 300 } }), []],
    ['twice as many', of({ count: 10, reps: { exact: 300 } }, { perDay: 2 }), TOO_MANY],
    ['3000 on each of two sides', of({ count: 10, reps: { exact: 300 } }, {}, 'each_side'), TOO_MANY],
    ['up to more', of({ count: 11, reps: { min: 8, max: 300 } }), TOO_MANY],
    ['200 every hour, 15 times', of({ count: 2, reps: { exact: 100 } }, HOURLY), []],
    ['300 every hour, 15 times', of({ count: 3, reps: { exact: 100 } }, HOURLY), TOO_MANY],
    ['as many as possible', of({ reps: { asManyAsPossible: true } }), []],
    ['as many steps as in a long walk', of({ count: 30, reps: { exact: 300 }, repUnit: 'step' }), []],
  ])('%s', (_, found, expected) => expect(found).toEqual(expected));
});

describe('sides', () => {
  const five = (side?: 'left' | 'right'): SetSpec => ({
    count: 1,
    reps: { exact: 5 },
    ...(side && { side }),
  });
  const of = (side: Side, ...sets: SetSpec[]) => faultsOf({ side, sessions: [{ sets, schedule: DAILY }] });
  it.each<[string, string[], string[]]>([
    ['left and right differ', of('each_side', five('left'), five('right')), []],
    ['both, and once more on the left', of('each_side', five(), five('left')), []],
    [
      'each side, but only ever the left',
      of('each_side', five('left'), five('left')),
      ['/side contradictory'],
    ],
    ['a side within a side', of('left', five('left')), ['/sets/0/side contradictory']],
    ['a side of both together', of('both_together', five(), five('right')), ['/sets/1/side contradictory']],
    ['swapping sides', of('alternate', five()), []],
    ['swapping sides once', of('alternate', { count: 1, reps: { exact: 1 } }), ['/side contradictory']],
    ['swapping sides between sets', of('alternate', { count: 2, reps: { exact: 1 } }), []],
    [
      'swapping sides in as many as possible',
      of('alternate', { count: 1, reps: { asManyAsPossible: true } }),
      [],
    ],
    ['swapping sides over a distance', of('alternate', { count: 1, distanceMetres: 20 }), []],
    ['swapping sides for a time', of('alternate', { count: 1, timeSeconds: { exact: 30 } }), []],
    [
      'swapping sides within a hold',
      of('alternate', { count: 1, holdSeconds: { exact: 30 } }),
      ['/side contradictory'],
    ],
  ])('%s', (_, found, expected) => expect(found).toEqual(expected));

  it.each<[Side, string[]]>([
    ['not_applicable', []],
    ['both_together', []],
    ['left', ['/side contradictory']],
    ['each_side', ['/side contradictory']],
    ['alternate', ['/side contradictory']],
  ])('intervals %s', (side, expected) => {
    const intervals = { steps: [{ mode: 'run', metres: 400 }] };
    expect(faultsOf({ side, sessions: [{ intervals, schedule: DAILY }] })).toEqual(expected);
  });
});

describe('intervals', () => {
  const of = (intervals: object) =>
    faultsOf({ side: 'not_applicable', sessions: [{ intervals, schedule: DAILY }] });
  const run = (exact: number): IntervalStep => ({ mode: 'run', seconds: { exact } });
  const rest = (exact: number): IntervalStep => ({ mode: 'rest', seconds: { exact } });
  const round = (...steps: IntervalStep[]): IntervalStep => ({ repeats: 2, steps });
  it.each<[string, Partial<IntervalSpec> | object, string[]]>([
    ['one bout', { steps: [run(60)] }, []],
    ['no bouts', { steps: [] }, ['/steps out_of_range']],
    ['a mode alone', { steps: [{ mode: 'run' }] }, ['/steps/0 missing']],
    ['seconds alone', { steps: [{ seconds: { exact: 60 } }] }, ['/steps/0 missing']],
    ['seconds and metres', { steps: [{ ...run(60), metres: 400 }] }, ['/steps/0 contradictory']],
    [
      'a bout that is a group',
      { steps: [{ ...run(60), repeats: 2, steps: [run(60)] }] },
      ['/steps/0 contradictory'],
    ],
    ['a group of nothing', { steps: [{ repeats: 2 }] }, ['/steps/0 missing']],
    ['an unknown mode', { steps: [{ mode: 'hop', metres: 9 }] }, ['/steps/0/mode unknown_value']],
    [
      'a misspelt field',
      { steps: [round({ ...run(60), pace: 300 } as never)] },
      ['/steps/0/steps/0/pace unknown_field'],
    ],
    ['rest over a distance', { steps: [run(60), { mode: 'rest', metres: 9 }] }, ['/steps/1/metres']],
    [
      'hard rest',
      { steps: [run(60), { ...rest(60), intensity: { kind: 'words', word: 'hard' } }] },
      ['/steps/1/intensity'],
    ],
    [
      'a pace in words',
      { steps: [{ ...run(60), intensity: { kind: 'pace', word: 'easy' } }] },
      ['/steps/0/intensity/value missing', '/steps/0/intensity/word contradictory'],
    ],
    ['nothing but rest', { steps: [round(rest(60))] }, ['/steps']],
    ['three deep', { steps: [round(round(round(run(9))))] }, []],
    [
      'four deep',
      { steps: [round(round(round(round(run(9)))))] },
      ['/steps/0/steps/0/steps/0/steps/0/steps'],
    ],
    ['41 steps in all', { steps: [round(...Array.from({ length: 40 }, () => run(9)))] }, ['/steps']],
    ['40 steps in all', { steps: [round(...Array.from({ length: 39 }, () => run(9)))] }, []],
    ['a total that fits', { steps: [round(run(60), rest(30))], totalSeconds: { exact: 180 } }, []],
    [
      'a total too short',
      { steps: [round(run(60), rest(30))], totalSeconds: { exact: 179 } },
      ['/totalSeconds'],
    ],
    [
      'a total too long',
      { steps: [round(run(60), rest(30))], totalSeconds: { min: 181, max: 200 } },
      ['/totalSeconds'],
    ],
    [
      'a total with warm-up and cool-down',
      { warmUp: run(300), steps: [run(60)], coolDown: run(40), totalSeconds: { exact: 400 } },
      [],
    ],
    [
      'a total that a distance may fill',
      { steps: [run(60), { mode: 'run', metres: 400 }], totalSeconds: { exact: 900 } },
      [],
    ],
    [
      'a total that time alone breaks',
      { steps: [run(60), { mode: 'run', metres: 400 }], totalSeconds: { exact: 59 } },
      ['/totalSeconds'],
    ],
    ['a surface', { steps: [run(60)], surface: 'grass' }, []],
  ])('%s', (_, intervals, expected) => {
    const written = expected.map((fault) => (fault.includes(' ') ? fault : `${fault} contradictory`));
    expect(of(intervals)).toEqual(written.map((fault) => `/intervals${fault}`));
  });
});

describe('a schedule', () => {
  const hourly = { kind: 'every_n_hours', everyHours: 2, from: '08:00', until: '20:00' };
  const on = (...weekdays: string[]) => ({ kind: 'weekdays', perDay: 1, weekdays });
  const weekly = (exact: number) => ({ kind: 'weekly', perDay: 1, perWeek: { exact } });
  it.each<[string, object, string[]]>([
    ['weekly', DAILY, []],
    ['weekly without days', { kind: 'weekly', perDay: 1 }, ['/perWeek missing']],
    ['weekly without sessions', { kind: 'weekly', perWeek: { exact: 3 } }, ['/perDay missing']],
    ['weekly on weekdays', { ...DAILY, weekdays: ['monday'] }, ['/weekdays']],
    ['on weekdays', on('monday', 'friday'), []],
    ['on a weekday twice', on('monday', 'monday'), ['/weekdays unknown_value']],
    ['on no weekday', on(), ['/weekdays unknown_value']],
    ['every third day', { kind: 'every_n_days', perDay: 1, everyDays: 3 }, []],
    ['every two hours', hourly, []],
    ['every two hours, so often a day', { ...hourly, perDay: 7 }, ['/perDay']],
    ['every two hours of no clock', { ...hourly, until: '24:00' }, ['/until unknown_value']],
    ['from after until', { ...hourly, from: '20:00', until: '08:00' }, ['/until']],
    ['from at until', { ...hourly, until: '08:00' }, ['/until']],
    ['so late that only one dose is left', { ...hourly, until: '09:59' }, ['/everyHours']],
    ['two doses', { ...hourly, until: '10:00' }, []],
    ['as needed', { kind: 'as_needed', perDay: 4 }, []],
    ['as needed, 3 to 4 times', { kind: 'as_needed', perDay: 3, perDayMax: 4 }, ['/perDayMax']],
    ['as needed without a limit', { kind: 'as_needed' }, ['/perDay missing']],
    ['between', { kind: 'between', perDay: 1, betweenPlace: 1 }, []],
    ['3 to 4 times a day', { ...DAILY, perDay: 3, perDayMax: 4 }, []],
    ['4 to 4 times a day', { ...DAILY, perDay: 4, perDayMax: 4 }, ['/perDayMax']],
    ['5 days beside 2 rest days', { ...weekly(5), restDays: ['saturday', 'sunday'] }, []],
    ['6 days beside 2 rest days', { ...weekly(6), restDays: ['saturday', 'sunday'] }, ['/restDays']],
    ['a weekday that is a rest day', { ...on('monday', 'friday'), restDays: ['friday'] }, ['/restDays']],
    ['3 days, never two running', { ...weekly(3), restDaysBetween: 1 }, []],
    ['4 days, never two running', { ...weekly(4), restDaysBetween: 1 }, ['/restDaysBetween']],
    ['days between on weekdays', { ...on('monday'), restDaysBetween: 1 }, ['/restDaysBetween']],
    ['3 times a day, 11 hours apart', { ...DAILY, perDay: 3, minRestHours: 11 }, ['/minRestHours']],
    ['twice a day, 12 hours apart', { ...DAILY, perDay: 2, minRestHours: 12 }, []],
    ['twice a day, 13 hours apart', { ...DAILY, perDay: 2, minRestHours: 13 }, ['/minRestHours']],
    ['3 days a week, 48 hours apart', { ...weekly(3), minRestHours: 48 }, []],
    ['4 days a week, 48 hours apart', { ...weekly(4), minRestHours: 48 }, ['/minRestHours']],
    ['Monday and Wednesday, 48 hours apart', { ...on('monday', 'wednesday'), minRestHours: 48 }, []],
    [
      'Monday and Tuesday, 48 hours apart',
      { ...on('monday', 'tuesday'), minRestHours: 48 },
      ['/minRestHours'],
    ],
    ['Sunday and Monday, 48 hours apart', { ...on('sunday', 'monday'), minRestHours: 48 }, ['/minRestHours']],
    [
      'every second day, 48 hours apart',
      { kind: 'every_n_days', perDay: 1, everyDays: 2, minRestHours: 48 },
      [],
    ],
    [
      'every second day, 49 hours apart',
      { kind: 'every_n_days', perDay: 1, everyDays: 2, minRestHours: 49 },
      ['/minRestHours'],
    ],
    ['every two hours, an hour apart', { ...hourly, minRestHours: 1 }, []],
    ['every two hours, two hours apart', { ...hourly, minRestHours: 2 }, ['/minRestHours']],
  ])('%s', (_, schedule, expected) => {
    const written = expected.map((fault) => (fault.includes(' ') ? fault : `${fault} contradictory`));
    expect(ofSchedule(schedule)).toEqual(written.map((fault) => `/schedule${fault}`));
  });

  it('leaves time for the sessions themselves', () => {
    const walk = (seconds: number, schedule: Schedule) =>
      faultsOf({
        side: 'left',
        sessions: [{ sets: [{ count: 1, timeSeconds: { exact: seconds } }], schedule }],
      });
    const hours = (everyHours: number): Schedule => ({ ...(hourly as Schedule), everyHours });
    expect(walk(7200, hours(2))).toEqual([]);
    expect(walk(7201, hours(2))).toEqual(['/schedule/everyHours contradictory']);
    expect(walk(14_400, { ...DAILY, perDay: 6 })).toEqual([]);
    expect(walk(14_400, { ...DAILY, perDay: 7 })).toEqual(['/schedule/perDay contradictory']);
  });
});

describe('weeks', () => {
  const row = (from?: number, to?: number, name?: string, schedule: object = DAILY): object => ({
    ...(name && { name }),
    ...(from && { weeks: { from, ...(to && { to }) } }),
    sets: [{ count: 1, reps: { exact: 5 } }],
    schedule,
  });
  const three = { kind: 'weekly', perDay: 1, perWeek: { exact: 3 } };
  const four = { kind: 'weekly', perDay: 1, perWeek: { exact: 4 } };
  const twoOrThree = { ...three, perWeek: { min: 2, max: 3 } };
  const fourOrFive = { ...three, perWeek: { min: 4, max: 5 } };
  const one = { ...three, perWeek: { exact: 1 }, restDaysBetween: 1 };
  const on = (...weekdays: string[]) => ({ kind: 'weekdays', perDay: 1, weekdays });
  const NAMES = ['/sessions/0/name missing', '/sessions/1/name missing'];
  const BOTH = ['/sessions/0/schedule contradictory', '/sessions/1/schedule contradictory'];
  it.each<[string, object[], string[]]>([
    ['a table', [row(1, 2), row(3, 4), row(5)], []],
    ['a table with a week off', [row(1, 2), row(4)], []],
    ['a week', [row(3, 3)], []],
    ['weeks upside down', [row(3, 2)], ['/sessions/0/weeks contradictory']],
    ['a table whose rows overlap', [row(1, 3), row(3, 4)], NAMES],
    ['a row after one without an end', [row(1), row(3, 4)], NAMES],
    ['no weeks at all, twice', [row(), row()], NAMES],
    ['heavy and light', [row(1, 4, 'heavy', three), row(1, 4, 'light', four)], []],
    [
      'heavy and one that has no name',
      [row(1, 4, 'heavy', three), row(2, 2, undefined, four)],
      ['/sessions/1/name missing'],
    ],
    [
      'heavy twice',
      [row(1, 4, 'heavy', three), row(1, 4, 'heavy', four)],
      ['/sessions/0/name contradictory', '/sessions/1/name contradictory'],
    ],
    ['8 days a week', [row(1, 4, 'heavy', four), row(1, 4, 'light', four)], BOTH],
    ['6 to 8 days a week', [row(1, 4, 'heavy', twoOrThree), row(1, 4, 'light', fourOrFive)], []],
    [
      'three runs, never two days running',
      [row(5, 5, 'a', one), row(5, 5, 'b', one), row(5, 5, 'c', one)],
      [],
    ],
    [
      'four runs, never two days running',
      ['a', 'b', 'c', 'd'].map((name) => row(5, 5, name, one)),
      [0, 1, 2, 3].map((n) => `/sessions/${n}/schedule contradictory`),
    ],
    ['on different weekdays', [row(1, 4, 'heavy', on('monday')), row(1, 4, 'light', on('tuesday'))], []],
    [
      'on the same weekday',
      [row(1, 4, 'heavy', on('monday', 'friday')), row(1, 4, 'light', on('friday'))],
      BOTH,
    ],
    [
      'on days that the others take',
      [
        row(1, 4, 'a', on('monday', 'tuesday', 'sunday')),
        row(1, 4, 'b', { ...three, restDays: ['wednesday', 'thursday'] }),
      ],
      ['/sessions/1/schedule contradictory'],
    ],
    [
      'hourly beside three days',
      [
        row(1, 1, 'a', { kind: 'every_n_hours', everyHours: 1, from: '08:00', until: '20:00' }),
        row(1, 1, 'b', three),
      ],
      BOTH,
    ],
    [
      'as needed beside every day',
      [row(1, 1, 'due', DAILY), row(1, 1, 'extra', { kind: 'as_needed', perDay: 2 })],
      [],
    ],
    ['a name that nothing needs', [row(1, 2, 'easy'), row(3)], []],
  ])('%s', (_, sessions, expected) => {
    const found = checkDosage({ side: 'left', sessions } as Dosage);
    expect(found.map(({ pointer, code }) => `${pointer} ${code.replace('dosage.', '')}`)).toEqual(expected);
  });
});

describe('progression and regression', () => {
  const RANGE = dose({
    reps: { min: 8, max: 12 },
    holdSeconds: { exact: 5 },
    load: { kind: 'weight', kg: 10 },
  });
  const TABLE: Dosage = {
    ...RANGE,
    sessions: [
      { ...first(), weeks: { from: 1, to: 2 } },
      { ...first(), weeks: { from: 3 } },
    ],
  };
  const RUN: Dosage = {
    side: 'not_applicable',
    sessions: [{ intervals: { steps: [{ mode: 'run', metres: 400 }] }, schedule: DAILY }],
  };
  const WHEN = { noNextDayRise: true };
  const up = (change: object, extra: object = {}, dosage = RANGE) =>
    faultsOf({ ...dosage, progression: { when: WHEN, change, decidedBy: 'clinician', ...extra } });
  const down = (change: object, when: object = { nextDayRise: true }, dosage = RANGE) =>
    faultsOf({ ...dosage, regression: { when, change } });
  const P = '/progression';
  const alone = (change: object, cap?: object, dosage = RANGE) =>
    up(change, { decidedBy: 'patient_within_limits', cap }, dosage);
  it.each<[string, string[], string[]]>([
    ['two more reps', up({ reps: 2 }), []],
    ['more weight, fewer reps', up({ kg: 2.5, reps: -4 }), []],
    ['nothing changes', up({}), [`${P}/change missing`]],
    ['at no time', up({ reps: 2 }, { when: {} }), [`${P}/when missing`]],
    ['nobody decides', up({ reps: 2 }, { decidedBy: undefined }), [`${P}/decidedBy missing`]],
    ['less', up({ reps: -2 }), [`${P}/change contradictory`]],
    ['a change of nothing', up({ reps: 0, sets: 1 }), [`${P}/change/reps contradictory`]],
    ['up the ladder', up({ ladder: 1 }), []],
    ['down the ladder', up({ ladder: -1 }), [`${P}/change contradictory`]],
    ['the next row', up({ nextWeekRow: true }, {}, TABLE), []],
    ['the next row of no table', up({ nextWeekRow: true }), [`${P}/change/nextWeekRow contradictory`]],
    ['the same row as progress', up({ repeatWeekRow: true }, {}, TABLE), [`${P}/change contradictory`]],
    ['a longer hold', up({ holdSeconds: 5 }), []],
    ['a longer hold of none', up({ holdSeconds: 5 }, {}, dose()), [`${P}/change/holdSeconds contradictory`]],
    ['a longer time of none', up({ timeSeconds: 5 }), [`${P}/change/timeSeconds contradictory`]],
    ['a longer run', up({ timeSeconds: 60 }, {}, RUN), []],
    ['more reps of a run', up({ reps: 2 }, {}, RUN), [`${P}/change/reps contradictory`]],
    ['more sets of a run', up({ sets: 2 }, {}, RUN), [`${P}/change/sets contradictory`]],
    [
      'all sets of a run at the top',
      up({ timeSeconds: 9 }, { when: { allSetsAtTop: true } }, RUN),
      [`${P}/when contradictory`],
    ],
    ['a cap at the start', up({ reps: 2 }, { cap: { reps: 12, sets: 3, holdSeconds: 5, kg: 10 } }), []],
    ['a cap below the reps', up({ reps: 2 }, { cap: { reps: 11 } }), [`${P}/cap/reps contradictory`]],
    ['a cap below the sets', up({ reps: 2 }, { cap: { sets: 2 } }), [`${P}/cap/sets contradictory`]],
    [
      'a cap below the hold',
      up({ reps: 2 }, { cap: { holdSeconds: 4 } }),
      [`${P}/cap/holdSeconds contradictory`],
    ],
    ['a cap below the weight', up({ reps: 2 }, { cap: { kg: 9.75 } }), [`${P}/cap/kg contradictory`]],
    [
      'a cap on as many as possible',
      up({ sets: 1 }, { cap: { reps: 12 } }, dose({ reps: { asManyAsPossible: true } })),
      [],
    ],
    ['the patient decides, up to a limit', alone({ reps: 2, kg: 2.5 }, { reps: 15, kg: 20 }), []],
    ['the patient decides, without any', alone({ reps: 2 }), [`${P}/cap/reps missing`]],
    [
      'the patient decides, with a limit of something else',
      alone({ reps: 2 }, { kg: 20 }),
      [`${P}/cap/reps missing`],
    ],
    ['the patient decides, at a pace', alone({ reps: 2, percentLoad: 5 }, { percentPerWeek: 10 }), []],
    [
      'the patient decides, at no pace',
      alone({ percentLoad: 5 }, { kg: 20 }),
      [`${P}/cap/percentPerWeek missing`],
    ],
    ['the patient decides to go on in the table', alone({ nextWeekRow: true }, undefined, TABLE), []],
    ['the patient decides to take another exercise', alone({ ladder: 1 }), [`${P}/decidedBy contradictory`]],
    ['one set fewer', down({ sets: -1 }), []],
    ['one set more', down({ sets: 1 }), ['/regression/change contradictory']],
    ['fewer reps of more weight', down({ reps: -4, kg: 2.5 }), []],
    ['the row again', down({ repeatWeekRow: true }, { nextDayRise: true }, TABLE), []],
    [
      'the row again of no table',
      down({ repeatWeekRow: true }),
      ['/regression/change/repeatWeekRow contradictory'],
    ],
    [
      'on to the next row',
      down({ nextWeekRow: true }, { nextDayRise: true }, TABLE),
      ['/regression/change contradictory'],
    ],
    ['less, at no time', down({ sets: -1 }, {}), ['/regression/when missing']],
    ['less, misspelt', down({ sets: -1 }, { painAbove: 5 }), ['/regression/when/painAbove unknown_field']],
  ])('%s', (_, found, expected) => expect(found).toEqual(expected));
});

describe('pain', () => {
  const of = (painPolicy: object | undefined, ...stopRules: object[]) =>
    faultsOf({ ...dose(), ...(painPolicy && { painPolicy }), ...(stopRules.length && { stopRules }) });
  const above = (pain: number) => ({ kind: 'pain_above', pain });
  const WHEN = '/progression/when/painDuringAtMost';
  const goesOnAt = (painDuringAtMost: number, painPolicy?: object) =>
    faultsOf({
      ...dose(),
      ...(painPolicy && { painPolicy }),
      progression: { when: { painDuringAtMost }, change: { reps: 2 }, decidedBy: 'clinician' },
    });
  it.each<[string, string[], string[]]>([
    ['a named policy', of({ kind: 'up_to_5' }), []],
    [
      'a named policy with a number',
      of({ kind: 'up_to_5', during: 5 }),
      ['/painPolicy/during contradictory'],
    ],
    ['an own one', of({ kind: 'custom', during: 3, after: 4, nextMorning: 'as_usual' }), []],
    ['an own one without numbers', of({ kind: 'custom' }), ['/painPolicy/during missing']],
    ['stop above what is accepted', of({ kind: 'up_to_5' }, above(5)), []],
    ['stop only beyond it', of({ kind: 'up_to_5' }, above(6)), ['/stopRules/0/pain contradictory']],
    ['stop only beyond none', of({ kind: 'none' }, above(9)), ['/stopRules/0/pain contradictory']],
    ['stop at a number, without one in the policy', of({ kind: 'location' }, above(3)), []],
    ['more at none', goesOnAt(0, { kind: 'none' }), []],
    ['more in pain that none accepts', goesOnAt(1, { kind: 'none' }), [`${WHEN} contradictory`]],
    ['more in pain that is accepted', goesOnAt(5, { kind: 'up_to_5' }), []],
    ['more in pain beyond it', goesOnAt(6, { kind: 'up_to_5' }), [`${WHEN} contradictory`]],
    ['more in pain beyond an own one', goesOnAt(4, { kind: 'custom', during: 3 }), [`${WHEN} contradictory`]],
    ['more in pain, without a policy', goesOnAt(8), []],
    ['more in pain beyond all', goesOnAt(9), [`${WHEN} out_of_range`]],
    ['stop below what is accepted', of({ kind: 'up_to_5' }, above(4)), ['/stopRules/0/pain contradictory']],
    [
      'stop below what an own one accepts',
      of({ kind: 'custom', during: 3 }, above(2)),
      ['/stopRules/0/pain contradictory'],
    ],
    ['stop at any', of({ kind: 'none' }, above(0)), []],
    ['stop, without a policy', of(undefined, above(0)), []],
    ['stop at no number', of(undefined, { kind: 'pain_above' }), ['/stopRules/0/pain missing']],
    [
      'a number of another rule',
      of(undefined, { kind: 'dizzy', pain: 3 }),
      ['/stopRules/0/pain contradictory'],
    ],
    ['two mornings', of(undefined, { kind: 'worse_next_morning', mornings: 2 }), []],
    [
      'the same rule twice',
      of(undefined, above(5), { kind: 'dizzy' }, above(6)),
      ['/stopRules/2/kind contradictory'],
    ],
  ])('%s', (_, found, expected) => expect(found).toEqual(expected));
});
