/** What a plan covers of the core. */
import { coreGroupsOf, CORE_GROUPS_OF_MUSCLE, coverageOf } from '../../src/appropriateness/coverage';
import { readStarterLibrary } from '../../src/exercise/starter-library';
import { offered } from '../support/library';

describe('coverageOf', () => {
  const covered = coverageOf([
    offered('bridge', { muscles: ['glutes', 'hamstrings'] }),
    offered('hamstring_stretch', { pillar: 'stretch', muscles: ['hamstrings'] }),
    offered('stance', { pillar: 'balance', muscles: ['gluteus medius', 'foot'] }),
    offered('knee_rolls', { pillar: 'mobilise', muscles: ['obliques'] }),
    offered('run', { pillar: 'run_drill', muscles: ['whole body'] }),
  ]);

  it('names for each group what makes it strong, and apart from that what only moves it', () => {
    const ids = (of: { exerciseId: string }[]) => of.map(({ exerciseId }) => exerciseId);
    expect(
      covered.map(({ group, strengthenedBy, movedBy }) => [group, ids(strengthenedBy), ids(movedBy)]),
    ).toEqual([
      ['hips', ['stance'], []],
      ['glutes', ['bridge', 'stance'], []],
      ['hamstrings', ['bridge'], ['hamstring_stretch']],
      ['abdominals', [], ['knee_rolls']],
    ]);
  });

  it('says of an empty plan that nothing is covered', () => {
    expect(coverageOf([]).every(({ strengthenedBy }) => strengthenedBy.length === 0)).toBe(true);
  });
});

it('does not guess at a word it does not know', () => {
  expect(coreGroupsOf({ muscles: ['big muscle', 'Gluteus Medius'] })).toEqual(['hips', 'glutes']);
});

it('knows every muscle word of the starter library', () => {
  const words = readStarterLibrary().flatMap(({ targetMuscles }) => targetMuscles);
  expect(words.filter((word) => !(word in CORE_GROUPS_OF_MUSCLE))).toEqual([]);
});
