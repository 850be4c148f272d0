/** What a clinician may want to look at: for what was found, without what a rule speaks against, in an order anyone can see. */
import { suggest } from '../../src/appropriateness/suggestions';
import { TRAITS } from '../../src/exercise/traits';
import type { Capacity } from '../../src/finding/findings';
import { type Found, known, withHistory } from '../support/appraised';
import { offered } from '../support/library';

const LIBRARY = [
  offered('dead_bug', { muscles: ['abdominals'], traits: ['supine'] }),
  offered('plank', { muscles: ['abdominals'], traits: ['trunk_isometric_high'], easierId: 'dead_bug' }),
  offered('stance', { pillar: 'balance', muscles: ['gluteus medius'], traits: ['single_leg_balance'] }),
  offered('clam', { muscles: ['gluteus medius'], traits: ['side_lying'] }),
  offered('glute_stretch', { pillar: 'stretch', muscles: ['glutes'] }),
  offered('cat_camel', {
    pillar: 'mobilise',
    muscles: ['spinal extensors'],
    traits: ['quadruped', 'kneeling'],
  }),
  offered('press_up', {
    pillar: 'mobilise',
    muscles: ['lumbar joints'],
    traits: ['prone', 'lumbar_extension_end'],
  }),
  offered('knee_to_chest', { pillar: 'mobilise', muscles: ['low back'], traits: ['lumbar_flexion_end'] }),
  offered('slider', { pillar: 'mobilise', muscles: ['sciatic nerve'], traits: ['neural_tension'] }),
];
const capacity = (...found: Capacity[]): Found => ({ capacity: found });
const WEAK_HIPS: Capacity = { group: 'hips', side: 'left', found: 'weak' };
const TIRED_MIDDLE: Capacity = { group: 'abdominals', side: 'both', found: 'fatigues_early' };

const ids = (found: Found) => suggest(known(found), LIBRARY).suggestions.map(({ exerciseId }) => exerciseId);

describe('suggest', () => {
  it('says nothing where nothing was found', () => {
    expect(suggest(known({}), LIBRARY)).toEqual({ suggestions: [], leftOut: [] });
    expect(
      ids(
        capacity(
          { group: 'hips', side: 'left', found: 'fine' },
          { group: 'glutes', side: 'both', found: 'not_tested' },
        ),
      ),
    ).toEqual([]);
  });

  it('begins with what is weak, then what tires early; a stretch makes nothing strong', () => {
    expect(ids(capacity(TIRED_MIDDLE, WEAK_HIPS))).toEqual(['clam', 'stance', 'dead_bug', 'plank']);
  });

  it('says by which criteria each stands where it stands', () => {
    const [first, , , last] = suggest(known(capacity(TIRED_MIDDLE, WEAK_HIPS)), LIBRARY).suggestions;
    expect(first?.criteria).toEqual([
      { criterion: 'finding', words: 'hips: weak, left (2026-11-23)' },
      { criterion: 'rules', words: 'no rule matched' },
      { criterion: 'ladder', words: 'the first of its ladder' },
    ]);
    expect(last?.criteria.at(-1)).toEqual({ criterion: 'ladder', words: 'after: dead_bug' });
  });

  it('puts what wants a caution after what does not', () => {
    const found = { ...capacity(WEAK_HIPS), ...withHistory('positionalVertigo') };
    const { suggestions } = suggest(known(found), LIBRARY);
    expect(suggestions.map(({ exerciseId }) => exerciseId)).toEqual(['stance', 'clam']);
    expect(suggestions[1]?.criteria[1]?.words).toBe('CAUTION R-DIZ');
  });

  it('leaves out what a HARD or STRONG rule speaks against, and says why', () => {
    const found = { ...capacity(WEAK_HIPS), ...withHistory('neuropathy') };
    const { suggestions, leftOut } = suggest(known(found), LIBRARY);
    expect(suggestions.map(({ exerciseId }) => exerciseId)).toEqual(['clam']);
    expect(leftOut).toEqual([
      {
        exerciseId: 'stance',
        name: 'stance',
        because: [
          expect.objectContaining({
            ruleId: 'R-BAL',
            level: 'STRONG',
            because: expect.arrayContaining([expect.objectContaining({ words: 'neuropathy' })]),
          }),
        ],
      },
    ]);
  });

  it('answers a spasm and an ache with gentle movement alone', () => {
    expect(ids({ presentations: [{ kind: 'muscle_spasm' }] })).toEqual(['cat_camel']);
    expect(ids({ presentations: [{ kind: 'arthritic_ache' }] })).toEqual(['cat_camel']);
    expect(ids({ presentations: [{ kind: 'other' }] })).toEqual([]);
  });

  it('answers leg pain only with a direction that was tested and centralises', () => {
    const leg: Found = {
      presentations: [{ kind: 'leg_pain_radicular', side: 'left' }],
      neuro: { notTestable: true },
    };
    expect(ids(leg)).toEqual([]);
    expect(ids({ ...leg, direction: { extension: 'centralises', flexion: 'peripheralises' } })).toEqual([
      'press_up',
    ]);
    expect(ids({ ...leg, direction: { flexion: 'centralises' } })).toEqual(['knee_to_chest']);
    expect(ids({ ...leg, direction: { flexion: 'no_effect', extension: 'not_tested' } })).toEqual([]);
  });

  it('knows nothing of a score', () => {
    const found = {
      ...capacity(WEAK_HIPS, TIRED_MIDDLE),
      presentations: [{ kind: 'muscle_spasm' as const }],
    };
    for (const suggestion of suggest(known(found), LIBRARY).suggestions) {
      expect(Object.keys(suggestion).sort()).toEqual(['criteria', 'exerciseId', 'name']);
    }
  });

  it('leaves everything out while a warning stands against every exercise', () => {
    const bleeding = withHistory('pregnancy', { pregnant: 'yes', weeks: 20, signs: ['bleeding'] });
    const library = TRAITS.map((trait) => offered(trait, { muscles: ['abdominals'], traits: [trait] }));
    const { suggestions, leftOut } = suggest(known({ ...bleeding, ...capacity(TIRED_MIDDLE) }), library);
    expect([suggestions, leftOut.length]).toEqual([[], TRAITS.length]);
  });
});
