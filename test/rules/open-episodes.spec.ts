/** Two open episodes are one patient: what another one adds to this one, and that it never makes it milder. */
import { factsOf, type FactId } from '../../src/appropriateness/facts/facts';
import { type Known, whatIsKnown } from '../../src/appropriateness/known';
import { suggest } from '../../src/appropriateness/suggestions';
import { asking, daysAgo, type Found, signed, THIS_EPISODE, TODAY } from '../support/appraised';

const OTHER = 'another open episode';
type Sheet = [number, Found];

/** Of so many days ago: of this episode, then of the other. */
function known(own: Sheet | null, ...others: Sheet[]): Known {
  const visits = [
    ...(own ? [signed({ ...own[1], seenOn: daysAgo(own[0]) })] : []),
    ...others.map(([days, found]) => ({
      ...signed({ ...found, seenOn: daysAgo(days) }),
      id: `elsewhere ${days}`,
      episodeId: OTHER,
    })),
  ].sort((a, b) => b.seenOn.localeCompare(a.seenOn));
  return whatIsKnown(visits, { ...asking(), openEpisodeIds: [THIS_EPISODE, OTHER] });
}
const fact = (id: FactId, ...sheets: Parameters<typeof known>) => {
  const { truth, words, foundOn } = factsOf(known(...sheets))(id);
  return [truth, words, foundOn];
};

const radicular: Found = { presentations: [{ kind: 'leg_pain_radicular', side: 'left' }] };
const nothing: Found = { presentations: [] };

it('one that is closed has no say', () => {
  const elsewhere = { ...signed({ ...radicular, painNprs: 9 }), episodeId: OTHER };
  const { presentations, painNprs } = whatIsKnown([elsewhere], asking());
  expect([presentations, painNprs]).toEqual([null, null]);
});

describe('what the patient presents with', () => {
  it('is put together, whichever was seen last, and says where it was found', () => {
    const there = ['yes', 'pain down the leg, left, in another open episode'];
    expect(fact('radicular_leg_pain', [0, nothing], [9, radicular])).toEqual([...there, daysAgo(9)]);
    expect(fact('radicular_leg_pain', [9, nothing], [0, radicular])).toEqual([...there, TODAY]);
    expect(fact('leg_symptoms', null, [9, radicular])).toEqual([...there, daysAgo(9)]);
  });

  it('is this episode’s own first', () => {
    const here = ['yes', 'pain down the leg, left', daysAgo(9)];
    expect(fact('radicular_leg_pain', [9, radicular], [0, radicular])).toEqual(here);
    expect(fact('radicular_leg_pain', [9, radicular], [0, nothing])).toEqual(here);
  });

  it('of another episode is answered there: no exercise is suggested for it here', () => {
    const exercise = {
      id: 'a',
      name: 'A',
      pillar: 'mobilise' as const,
      muscles: [],
      traits: [],
      easierId: null,
      harderId: null,
      defaultDosage: { side: 'not_applicable' as const, sessions: [] },
    };
    const spasm: Found = { presentations: [{ kind: 'muscle_spasm' }] };
    const suggested = (...sheets: Parameters<typeof known>) =>
      suggest(known(...sheets), [exercise], []).suggestions.length;
    expect([suggested([0, spasm]), suggested([0, nothing], [0, spasm])]).toEqual([1, 0]);
  });
});

describe('pain and irritability', () => {
  const pain = (painNprs: number): Found => ({ painNprs });
  const irritable = (grade: 'low' | 'high', locked?: 'yes' | 'no'): Found => ({
    irritability: { grade, locked },
  });

  it.each<[string, Sheet | null, Sheet, unknown[]]>([
    ['this one’s', [9, pain(8)], [0, pain(3)], ['yes', 'pain 8 of 10', daysAgo(9)]],
    ['another’s, when it is worse and newer', [9, pain(3)], [0, pain(8)], ['yes', 'pain 8 of 10, in another open episode', TODAY]], // prettier-ignore
    ['another’s, of the same day', [0, pain(3)], [0, pain(8)], ['yes', 'pain 8 of 10, in another open episode', TODAY]], // prettier-ignore
    ['not another’s, when it is older', [0, pain(3)], [9, pain(8)], ['no', 'pain 3 of 10', TODAY]],
    ['another’s, where this one is silent', null, [9, pain(8)], ['yes', 'pain 8 of 10, in another open episode', daysAgo(9)]], // prettier-ignore
  ])('strong pain is %s', (_, own, other, expected) => {
    expect(fact('strong_pain', own, other)).toEqual(expected);
  });

  it('irritability is the worse of the two, and a locked back is locked', () => {
    const other: Sheet = [0, irritable('high', 'yes')];
    expect(fact('high_irritability', [9, irritable('low', 'no')], other)).toEqual([
      'yes',
      'irritability high, in another open episode',
      TODAY,
    ]);
    expect(fact('locked', [9, irritable('low', 'no')], other)).toEqual([
      'yes',
      'locked back, in another open episode',
      TODAY,
    ]);
    expect(fact('high_irritability', [9, irritable('high')], [0, irritable('low')])[0]).toBe('yes');
    expect(fact('high_irritability', [0, irritable('low')], [9, irritable('high')])[0]).toBe('no');
  });
});

describe('a test of the body', () => {
  const flexion = (response: 'peripheralises' | 'no_effect' | 'not_tested'): Found => ({
    direction: { flexion: response },
  });

  it.each<[string, Sheet | null, Sheet, string]>([
    ['found elsewhere', null, [9, flexion('peripheralises')], 'yes'],
    ['found elsewhere since', [9, flexion('no_effect')], [0, flexion('peripheralises')], 'yes'],
    ['found elsewhere on the same day', [0, flexion('no_effect')], [0, flexion('peripheralises')], 'yes'],
    ['tested here since', [0, flexion('no_effect')], [9, flexion('peripheralises')], 'no'],
    ['tested elsewhere since', [9, flexion('peripheralises')], [0, flexion('no_effect')], 'no'],
    ['not tested elsewhere since', [9, flexion('peripheralises')], [0, flexion('not_tested')], 'yes'],
    ['found here, and another one elsewhere', [9, flexion('peripheralises')], [0, { direction: { extension: 'no_effect' } }], 'yes'], // prettier-ignore
  ])('repeated flexion %s', (_, own, other, truth) => {
    expect(fact('flexion_peripheralises', own, other)[0]).toBe(truth);
  });

  it('says where it was found', () => {
    expect(fact('flexion_peripheralises', [9, nothing], [0, flexion('peripheralises')])).toEqual([
      'yes',
      'repeated flexion: peripheralises, in another open episode',
      TODAY,
    ]);
  });

  const root = (power: number | undefined, more: object = {}): Found => ({
    neuro: { roots: [{ root: 'L5', side: 'left', power, ...more }] },
  });
  it.each<[string, Sheet | null, Sheet, string]>([
    ['found elsewhere', null, [9, root(4)], 'yes'],
    ['full here since', [0, root(5)], [9, root(4)], 'no'],
    ['full elsewhere since', [9, root(4)], [0, root(5)], 'no'],
    ['of another side elsewhere since', [9, root(4)], [0, root(5, { side: 'right' })], 'yes'],
    ['of another root elsewhere since', [9, root(4)], [0, root(5, { root: 'S1' })], 'yes'],
    ['touched only elsewhere since', [9, root(4)], [0, root(undefined, { touch: 'normal' })], 'yes'],
    ['of the same day', [0, root(5)], [0, root(4)], 'yes'],
  ])('reduced power %s', (_, own, other, truth) => {
    expect(fact('reduced_power', own, other)[0]).toBe(truth);
  });

  it('a known cause vouches for the roots that were tested beside it, and for no others', () => {
    const polio = { known: { since: '1970-06-01', cause: 'polio' } };
    const here: Found = { neuro: { ...root(4).neuro, ...polio } };
    const isLifelong = (...sheets: Parameters<typeof known>) =>
      factsOf(known(...sheets))('reduced_power').isLifelong;
    expect(isLifelong([0, here])).toBe(true);
    expect(isLifelong([0, here], [0, root(5, { side: 'right' })])).toBe(true);
    expect(isLifelong([0, here], [0, root(3, { side: 'right' })])).toBe(false);
    expect(isLifelong([0, root(4)], [0, here])).toBe(false);
    expect(fact('reduced_power', [9, here], [0, root(3, { side: 'right' })])).toEqual([
      'yes',
      'power L5 left 4 of 5, power L5 right 3 of 5, in another open episode',
      TODAY,
    ]);
  });

  const raise = (reproducesLegPain: 'yes' | 'no' | 'unable', degrees = 30): Found => ({
    neuro: { legRaise: [{ side: 'left', degrees, reproducesLegPain }] },
  });
  it.each<[string, Sheet | null, Sheet, string]>([
    ['found elsewhere', null, [9, raise('yes')], 'yes'],
    ['free here since', [0, raise('no', 80)], [9, raise('yes')], 'no'],
    ['not possible here since', [0, raise('unable')], [9, raise('yes')], 'yes'],
  ])('a painful leg raise %s', (_, own, other, truth) => {
    expect(fact('painful_leg_raise', own, other)[0]).toBe(truth);
  });

  it('counts as an examination, but that it could not be done elsewhere does not', () => {
    const examined: Found = { neuro: { roots: [{ root: 'S1', side: 'left', power: 5, touch: 'normal', reflex: 2 }] } }; // prettier-ignore
    expect(fact('nerves_not_examined', [0, nothing], [9, examined])[0]).toBe('no');
    expect(fact('nerves_not_examined', [0, nothing], [9, { neuro: { notTestable: true } }])[0]).toBe('yes');
    const untestable: Found = { neuro: { roots: [{ root: 'S1', side: 'left', notTestable: true }] } };
    expect(fact('nerves_not_examined', [0, untestable], [9, root(5)])[0]).toBe('no');
  });
});
