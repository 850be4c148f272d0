/** What could be done instead: down and up the ladder, then of the same kind, never what a rule speaks against as well. */
import { alternativesTo } from '../../src/appropriateness/alternatives';
import { appraise } from '../../src/appropriateness/appraisal';
import { alongTheLadder } from '../../src/exercise/ladder';
import { daysAgo, type Found, known, planOf, withHistory, yes } from '../support/appraised';
import { offered } from '../support/library';

const LIBRARY = [
  offered('stance', {
    pillar: 'balance',
    traits: ['single_leg_balance'],
    muscles: ['gluteus medius'],
    harderId: 'box',
  }),
  offered('clam', { muscles: ['gluteus medius'], traits: ['side_lying'], harderId: 'abduction' }),
  offered('abduction', {
    muscles: ['gluteus medius'],
    traits: ['side_lying', 'floor_transfer'],
    easierId: 'clam',
  }),
  offered('side_walk', {
    muscles: ['gluteus medius'],
    traits: ['latex_band'],
    easierId: 'abduction',
    harderId: 'box',
  }),
  offered('box', { muscles: ['quadriceps', 'glutes'], traits: ['single_leg_balance'] }),
  offered('hinge', { muscles: ['glutes', 'hamstrings'], traits: [] }),
  offered('bridge', { muscles: ['glutes'], traits: ['supine'] }),
  offered('calf', { muscles: ['soleus'] }),
];
const ALLERGIC = withHistory('latexAllergy');

function instead(found: Found, ids: string[], ruleId: string) {
  const plan = planOf(
    ...ids.map((id) => ({ exerciseId: id, traits: LIBRARY.find((one) => one.id === id)?.traits ?? [] })),
  );
  const match = appraise(known(found), plan, null).matches.find((one) => one.ruleId === ruleId);
  if (!match) throw new Error(`${ruleId} does not match`);
  return alternativesTo(match, plan, LIBRARY, known(found));
}
const named = (result: ReturnType<typeof instead>) =>
  result.map(({ place, alternatives }) => [
    place,
    alternatives.map(({ exerciseId, criteria }) => [exerciseId, criteria[0]?.words]),
  ]);

describe('alternativesTo', () => {
  it('goes down the ladder, then up, then to the same kind, and says why', () => {
    expect(named(instead(ALLERGIC, ['side_walk'], 'R-LTX'))).toEqual([
      [
        1,
        [
          ['abduction', 'one step easier'],
          ['clam', '2 steps easier'],
          ['box', 'one step harder'],
          ['bridge', 'also strengthen: glutes'],
          ['hinge', 'also strengthen: glutes'],
        ],
      ],
    ]);
  });

  it('leaves out what does the same, what another rule speaks against, and what is in the plan', () => {
    const found = { history: { latexAllergy: yes, falls: { inTwelveMonths: 3 } } };
    expect(named(instead(found, ['side_walk', 'clam'], 'R-LTX'))).toEqual([
      [
        1,
        [
          ['abduction', 'one step easier'],
          ['bridge', 'also strengthen: glutes'],
          ['hinge', 'also strengthen: glutes'],
        ],
      ],
    ]);
  });

  it('answers for each item of a match about the plan', () => {
    const found = withHistory('neuropathy');
    expect(instead(found, ['stance', 'calf', 'box'], 'R-BAL').map(({ place }) => place)).toEqual([1, 3]);
  });

  it('has none where the rule speaks whatever the exercise does, or asks for no other', () => {
    expect(instead({ screen: { CARD: { answer: 'yes' } } }, ['clam'], 'R-CV1')).toEqual([]);
    expect(instead(withHistory('positionalVertigo'), ['clam'], 'R-DIZ')).toEqual([]);
  });

  it('knows no exercise that the library does not know', () => {
    const plan = planOf({ exerciseId: 'gone', traits: ['latex_band'] });
    const [match] = appraise(known(ALLERGIC), plan, null).matches;
    expect(match && alternativesTo(match, plan, LIBRARY, known(ALLERGIC))).toEqual([
      { place: 1, exerciseId: 'gone', alternatives: [] },
    ]);
  });

  it('offers six at the most', () => {
    const many = [
      ...LIBRARY,
      ...Array.from({ length: 9 }, (_, n) => offered(`more_${n}`, { muscles: ['gluteus medius'] })),
    ];
    const plan = planOf({ exerciseId: 'side_walk', traits: ['latex_band'] });
    const [match] = appraise(known({ ...ALLERGIC, seenOn: daysAgo(1) }), plan, null).matches;
    expect(match && alternativesTo(match, plan, many, known(ALLERGIC))[0]?.alternatives).toHaveLength(6);
  });
});

it('reads a ladder from either side of a link, and ends where it closes on itself', () => {
  const ids = (direction: 'easier' | 'harder', from: string) =>
    alongTheLadder(from, direction, LIBRARY).map(({ exercise, steps }) => `${exercise.id} ${steps}`);
  expect(ids('easier', 'box')).toEqual(['stance 1', 'side_walk 1', 'abduction 2', 'clam 3']);
  expect(ids('harder', 'clam')).toEqual(['abduction 1', 'side_walk 2', 'box 3']);
  const loop = [offered('a', { harderId: 'b' }), offered('b', { harderId: 'a' })];
  expect(alongTheLadder('a', 'harder', loop).map(({ exercise }) => exercise.id)).toEqual(['b']);
});
