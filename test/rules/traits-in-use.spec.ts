/** What the body does in an item as it is prescribed: the dose brings traits and lifts them. */
import { isLoaded, isSupported, traitsInUse } from '../../src/appropriateness/traits-in-use';
import type { Dosage, Effort, Load, SetSpec } from '../../src/dosage/dosage';
import type { Trait } from '../../src/exercise/traits';
import { dose, UNSAID } from '../support/appraised';

const has = (trait: Trait, traits: Trait[], set: Partial<SetSpec>): boolean =>
  traitsInUse({ traits, dosage: dose(set) }).includes(trait);
const rpe = (exact: number): Effort => ({ scale: 'rpe_10', value: { exact } });
const kg: Load = { kind: 'weight', kg: 20 };
const AMAP = { asManyAsPossible: true } as const;

describe('valsalva_heavy', () => {
  it.each<[string, Partial<SetSpec>, boolean]>([
    ['RPE 7 with a weight', { effort: rpe(7), load: kg }, true],
    ['RPE 6 with a weight', { effort: rpe(6), load: kg }, false],
    ['RPE 6 to 8 with a weight', { effort: { scale: 'rpe_10', value: { min: 6, max: 8 } }, load: kg }, true],
    ['RPE 9 with the body alone', { effort: rpe(9), load: { kind: 'bodyweight' } }, false],
    ['RPE 9, load not said', { effort: rpe(9) }, false],
    [
      'Borg 15 on a machine',
      { effort: { scale: 'rpe_20', value: { exact: 15 } }, load: { kind: 'machine', setting: 4 } },
      true,
    ],
    [
      'Borg 14 on a machine',
      { effort: { scale: 'rpe_20', value: { exact: 14 } }, load: { kind: 'machine', setting: 4 } },
      false,
    ],
    ['2 in reserve', { effort: { scale: 'reps_in_reserve', value: { exact: 2 } }, load: kg }, true],
    ['3 in reserve', { effort: { scale: 'reps_in_reserve', value: { exact: 3 } }, load: kg }, false],
    [
      '1 to 4 in reserve',
      { effort: { scale: 'reps_in_reserve', value: { min: 1, max: 4 } }, load: kg },
      true,
    ],
    ['hard, with a band', { effort: { scale: 'words', word: 'hard' }, load: { kind: 'band' } }, true],
    [
      'moderate, with a band',
      { effort: { scale: 'words', word: 'moderate' }, load: { kind: 'band' } },
      false,
    ],
    ['80 % of the maximum', { load: { kind: 'percent_1rm', percent: 80 } }, true],
    ['79 % of the maximum', { load: { kind: 'percent_1rm', percent: 79 } }, false],
    ['a six-repetition maximum', { load: { kind: 'rep_max', reps: 6 } }, true],
    ['3 of a seven-repetition maximum', { reps: { exact: 3 }, load: { kind: 'rep_max', reps: 7 } }, false],
    ['7 of a ten-repetition maximum', { reps: { exact: 7 }, load: { kind: 'rep_max', reps: 10 } }, false],
    ['8 of a ten-repetition maximum', { reps: { exact: 8 }, load: { kind: 'rep_max', reps: 10 } }, true],
    ['6 to 8 of it', { reps: { min: 6, max: 8 }, load: { kind: 'rep_max', reps: 10 } }, true],
    ['up to 8 of it', { reps: { upTo: 8 }, load: { kind: 'rep_max', reps: 10 } }, true],
    ['as many as possible with a weight', { reps: { asManyAsPossible: true }, load: kg }, true],
    ['at most 5 of them', { reps: { asManyAsPossible: true, atMost: 5 }, load: kg }, true],
    ['as many as possible with the body alone', { reps: { asManyAsPossible: true } }, false],
    ['60 kg', { load: { kind: 'weight', kg: 60 } }, true],
    ['59.75 kg', { load: { kind: 'weight', kg: 59.75 } }, false],
    ['60 kg on a machine, called easy', { load: { kind: 'machine', kg: 60 }, effort: rpe(3) }, true],
    ['half of the body’s weight', { load: { kind: 'percent_body_weight', percent: 50 } }, true],
    ['less than half of it', { load: { kind: 'percent_body_weight', percent: 49 } }, false],
  ])('%s, of an exercise that is not heavy by itself: %s', (_, set, expected) => {
    expect(has('valsalva_heavy', [], set)).toBe(expected);
  });

  it.each<[string, Partial<SetSpec>, boolean]>([
    ['nothing said', {}, true],
    ['a weight alone, of which nobody knows whether it is light', { load: kg }, true],
    ['RPE 8', { effort: rpe(8) }, true],
    ['RPE 5', { effort: rpe(5) }, false],
    ['RPE 5 at 85 % of the maximum', { effort: rpe(5), load: { kind: 'percent_1rm', percent: 85 } }, true],
    ['the body alone', { load: { kind: 'bodyweight' } }, false],
    ['RPE 5 with 60 kg', { effort: rpe(5), load: { kind: 'added', kg: 60 } }, true],
    [
      'RPE 5 as often as possible with a weight',
      { effort: rpe(5), reps: { asManyAsPossible: true }, load: kg },
      true,
    ],
  ])('%s, of an exercise that is: %s', (_, set, expected) => {
    expect(has('valsalva_heavy', ['valsalva_heavy'], set)).toBe(expected);
  });

  it('goes by the hardest week, and by the hardest set', () => {
    const easy = dose({ effort: rpe(4), load: kg });
    const later: Dosage = {
      ...easy,
      sessions: [
        { ...(easy.sessions[0] as Dosage['sessions'][0]), weeks: { from: 1, to: 2 } },
        { ...(dose({ effort: rpe(8), load: kg }).sessions[0] as Dosage['sessions'][0]), weeks: { from: 3 } },
      ],
    };
    expect(traitsInUse({ traits: ['valsalva_heavy'], dosage: easy })).toEqual([]);
    expect(traitsInUse({ traits: ['valsalva_heavy'], dosage: later })).toEqual(['valsalva_heavy']);
  });
});

describe('isometric_hold_long', () => {
  it.each<[string, Trait[], Partial<SetSpec>, boolean]>([
    [
      '11 s, as many as possible, with a weight',
      [],
      { holdSeconds: { exact: 11 }, reps: AMAP, load: kg },
      true,
    ],
    [
      'a plank of 20 s, easy, as many as possible, with a weight',
      ['isometric_hold_long'],
      { holdSeconds: { exact: 20 }, effort: rpe(4), reps: AMAP, load: kg },
      true,
    ],
    ['11 s, hard', [], { holdSeconds: { exact: 11 }, effort: rpe(7) }, true],
    ['10 s, hard', [], { holdSeconds: { exact: 10 }, effort: rpe(7) }, false],
    ['30 s, effort not said', [], { holdSeconds: { exact: 30 } }, false],
    [
      '30 s held, hard, as a time',
      [],
      { timeSeconds: { exact: 30 }, contraction: 'isometric', effort: rpe(8) },
      true,
    ],
    ['30 s of steps, hard', [], { timeSeconds: { exact: 30 }, effort: rpe(8) }, false],
    ['a plank, nothing said', ['isometric_hold_long'], {}, true],
    ['a plank of 20 s', ['isometric_hold_long'], { holdSeconds: { exact: 20 } }, true],
    ['a plank of 10 s', ['isometric_hold_long'], { holdSeconds: { exact: 10 } }, false],
    ['a plank of 10 s, as a time', ['isometric_hold_long'], { timeSeconds: { exact: 10 } }, false],
    ['a plank of 20 s, easy', ['isometric_hold_long'], { holdSeconds: { exact: 20 }, effort: rpe(4) }, false],
  ])('%s', (_, traits, set, expected) => {
    expect(has('isometric_hold_long', traits, set)).toBe(expected);
  });
});

describe('latex_band', () => {
  it.each<[string, Trait[], Partial<SetSpec>, boolean]>([
    ['usually with a band, nothing said', ['latex_band'], {}, true],
    ['latex', ['latex_band'], { load: { kind: 'band', band: { material: 'latex' } } }, true],
    ['of unknown material', ['latex_band'], { load: { kind: 'band', band: { material: 'unknown' } } }, true],
    ['latex-free', ['latex_band'], { load: { kind: 'band', band: { material: 'latex_free' } } }, false],
    ['no band', ['latex_band'], { load: { kind: 'bodyweight' } }, false],
    ['a band where the library knows of none', [], { load: { kind: 'band' } }, true],
    ['a band that helps, of whatever material', [], { assistance: 'band' }, true],
  ])('%s', (_, traits, set, expected) => {
    expect(has('latex_band', traits, set)).toBe(expected);
  });
});

describe('place and range', () => {
  it.each<[string, Trait, Partial<SetSpec>, boolean]>([
    ['on the floor', 'floor_transfer', { surface: 'mat' }, true],
    ['on the bed', 'floor_transfer', { surface: 'bed' }, false],
    ['on a chair', 'floor_transfer', { surface: 'chair' }, false],
    ['full range', 'lumbar_flexion_end', { range: { kind: 'full' } }, true],
    ['pain-free range', 'lumbar_flexion_end', { range: { kind: 'pain_free' } }, true],
    ['middle of the range', 'lumbar_flexion_end', { range: { kind: 'middle' } }, false],
    ['middle of the range, loaded', 'lumbar_flexion_loaded', { range: { kind: 'middle' } }, true],
  ])('%s: %s', (_, trait, set, expected) => {
    expect(has(trait, [trait], set)).toBe(expected);
    expect(has(trait, [], set)).toBe(false);
  });

  it('one set on the floor is enough to have to get there', () => {
    const [bed] = dose({ surface: 'bed' }).sessions;
    const [floor] = dose({}).sessions;
    const dosage: Dosage = { side: 'not_applicable', sessions: [bed, floor] as Dosage['sessions'] };
    expect(traitsInUse({ traits: ['floor_transfer'], dosage })).toEqual(['floor_transfer']);
  });
});

describe.each(['flexion', 'extension', 'rotation'] as const)('the end of lumbar %s', (way) => {
  const [end, loaded] = [`lumbar_${way}_end`, `lumbar_${way}_loaded`] as const;
  it.each<[string, Trait[], Partial<SetSpec>, boolean]>([
    ['with a weight', [end], { load: kg }, true],
    ['with a band', [end], { load: { kind: 'band' } }, true],
    ['with the body alone', [end], { load: { kind: 'bodyweight' } }, false],
    ['nothing said', [end], {}, false],
    ['with a weight, in the middle of the range', [end], { load: kg, range: { kind: 'middle' } }, false],
    ['with a weight, of another movement', ['hip_extension_end'], { load: kg }, false],
    ['loaded by itself', [loaded], { load: { kind: 'bodyweight' } }, true],
  ])('%s is loaded: %s', (_, traits, set, expected) => {
    expect(has(loaded, traits, set)).toBe(expected);
  });
});

describe('running', () => {
  const schedule = { kind: 'weekly', perDay: 1, perWeek: { exact: 3 } } as const;
  const bout = (mode: 'run' | 'jog' | 'brisk_walk'): Dosage => ({
    side: 'not_applicable',
    sessions: [
      { intervals: { steps: [{ repeats: 4, steps: [{ mode, seconds: { exact: 60 } }] }] }, schedule },
    ],
  });

  it.each(['run', 'jog'] as const)('comes with bouts of %s, whatever the exercise is called', (mode) => {
    expect(traitsInUse({ traits: [], dosage: bout(mode) })).toEqual(['impact_high', 'running']);
  });

  it('does not come with walking, and does not go with it either', () => {
    expect(traitsInUse({ traits: [], dosage: bout('brisk_walk') })).toEqual([]);
    expect(traitsInUse({ traits: ['running'], dosage: bout('brisk_walk') })).toEqual(['running']);
  });
});

describe('support and load', () => {
  it.each(['fingertip_support', 'hand_support', 'two_hand_support', 'pole'] as const)(
    '%s supports',
    (assistance) => {
      expect(isSupported(dose({ assistance }))).toBe(true);
    },
  );

  it.each(['other_leg', 'arms', 'partner', 'band'] as const)('%s does not', (assistance) => {
    expect(isSupported(dose({ assistance }))).toBe(false);
  });

  it('nothing said supports nothing', () => {
    expect([isSupported(UNSAID), isSupported(dose({}))]).toEqual([false, false]);
  });

  it('a weight or a hard effort is a load, the body alone is none', () => {
    expect(isLoaded(dose({ load: { kind: 'ankle_weight', kg: 1 } }))).toBe(true);
    expect(isLoaded(dose({ effort: rpe(7) }))).toBe(true);
    expect(isLoaded(dose({ load: { kind: 'bodyweight' }, effort: rpe(5) }))).toBe(false);
  });
});

it('leaves an exercise as the library has it where the dose says nothing', () => {
  const traits: Trait[] = ['supine', 'valsalva_heavy', 'latex_band', 'floor_transfer', 'isometric_hold_long'];
  expect(traitsInUse({ traits, dosage: UNSAID }).toSorted()).toEqual(traits.toSorted());
});
