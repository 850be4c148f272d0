/** What follows from findings: the class of an episode by its days, how far down a leg, and what to look at again. */
import * as fc from 'fast-check';
import { factsOf } from '../../src/appropriateness/facts/facts';
import {
  derivedFrom,
  DISTAL_POINTS,
  distalMost,
  episodeClass,
  hasNerveSymptomsInALeg,
  isInBothLegs,
  isNeuroExamined,
  isPeripheralising,
  type Visit,
} from '../../src/finding/derived';
import {
  BODY_REGIONS,
  type BodyRegion,
  type ChartRegion,
  type ChartSide,
  type Findings,
} from '../../src/finding/findings';
import { type Presentation, PRESENTATION_KINDS } from '../../src/finding/presentation';
import { anyFindings } from '../support/any-findings';
import { known } from '../support/appraised';

const visit = (said: Partial<Visit> = {}): Visit => ({
  seenOn: '2026-11-20',
  presentations: null,
  painNprs: null,
  findings: {},
  ...said,
});
const chart = (region: BodyRegion, side: ChartSide = 'left', quality?: ChartRegion['quality']): Findings => ({
  bodyChart: [{ region, side, quality }],
});

const radicular = (side: 'left' | 'right'): Presentation => ({ kind: 'leg_pain_radicular', side });
const raises = (left: 'yes' | 'no', right: 'yes' | 'no'): Findings => ({
  neuro: {
    legRaise: [
      { side: 'left', degrees: 40, reproducesLegPain: left },
      { side: 'right', degrees: 50, reproducesLegPain: right },
    ],
  },
});

const anyPresentations = fc.uniqueArray(fc.record({ kind: fc.constantFrom(...PRESENTATION_KINDS) }), {
  selector: ({ kind }) => kind,
});

describe('the class of an episode', () => {
  it.each([
    ['on its first day', '2026-11-20', 'acute'],
    ['after 41 days', '2026-10-10', 'acute'],
    ['after 42 days, which are 6 weeks', '2026-10-09', 'subacute'],
    ['after 84 days, which are 12 weeks', '2026-08-28', 'subacute'],
    ['after 85 days', '2026-08-27', 'persistent'],
    ['after years', '2009-01-01', 'persistent'],
    ['before it began', '2026-11-21', null],
    ['begun on a day nobody knows', undefined, null],
  ])('%s', (_, on, expected) => {
    expect(episodeClass({ on }, '2026-11-20')).toBe(expected);
  });

  it('counts days over the change of the clocks and over a leap day', () => {
    expect(episodeClass({ on: '2026-03-01' }, '2026-04-11')).toBe('acute');
    expect(episodeClass({ on: '2026-03-01' }, '2026-04-12')).toBe('subacute');
    expect(episodeClass({ on: '2028-02-01' }, '2028-03-13')).toBe('acute');
    expect(episodeClass({ on: '2028-02-01' }, '2028-03-14')).toBe('subacute');
  });

  it('is not known while the day of the visit is not', () => {
    expect(episodeClass({ on: '2026-11-01' }, null)).toBeNull();
    expect(episodeClass(undefined, '2026-11-20')).toBeNull();
  });
});

describe('the distal-most point', () => {
  const REACH: [string | null, BodyRegion[]][] = [
    ['back', ['thoracic', 'flank', 'lumbar', 'sacroiliac']],
    ['buttock', ['buttock', 'groin', 'hip_side']],
    ['thigh', ['thigh_front', 'thigh_back', 'thigh_side', 'knee']],
    ['below_knee', ['calf', 'shin', 'ankle']],
    ['foot', ['foot']],
    [null, ['abdomen', 'saddle']],
  ];
  it.each(REACH.flatMap(([point, regions]) => regions.map((region) => [region, point])))(
    'of %s alone: %s',
    (region, point) => {
      expect(distalMost([{ region: region as BodyRegion, side: 'left' }])).toBe(point);
    },
  );

  it('was asked above of every region', () => {
    expect(REACH.flatMap(([, regions]) => regions).sort()).toEqual([...BODY_REGIONS].sort());
  });

  it('is the furthest of all, on either side and in any order', () => {
    const regions = (...names: BodyRegion[]) => names.map((region) => ({ region, side: 'left' as const }));
    expect(distalMost([...regions('calf'), { region: 'lumbar', side: 'central' }])).toBe('below_knee');
    expect(distalMost([...regions('abdomen', 'buttock'), { region: 'thigh_back', side: 'right' }])).toBe(
      'thigh',
    );
    expect(distalMost([])).toBeNull();
    expect(distalMost(undefined)).toBeNull();
  });

  it('further down than before is peripheralising; the same, nearer and unknown are not', () => {
    for (const [place, before] of DISTAL_POINTS.entries()) {
      for (const [later, now] of DISTAL_POINTS.entries()) {
        expect(isPeripheralising(before, now)).toBe(later > place);
      }
      expect(isPeripheralising(null, before)).toBe(false);
      expect(isPeripheralising(before, null)).toBe(false);
    }
  });
});

describe('symptoms in a leg that may come from a nerve', () => {
  it.each<[string, Partial<Visit>, boolean]>([
    ['pain said to go down a leg', { presentations: [{ kind: 'leg_pain_radicular', side: 'left' }] }, true],
    ['a thigh that burns', { findings: chart('thigh_front', 'left', 'burning') }, true],
    ['a foot that is numb', { findings: chart('foot', 'left', 'numb') }, true],
    ['a buttock that burns', { findings: chart('buttock', 'left', 'burning') }, false],
    ['a knee that aches', { findings: chart('knee', 'left', 'ache') }, false],
    ['a charted calf, not said how', { findings: chart('calf') }, false],
    ['a leg raise that hurts the leg', { findings: raise('yes') }, true],
    ['a leg raise that does not', { findings: raise('no') }, false],
    ['a leg raise nobody could do', { findings: raise('unable') }, false],
    ['walking that brings them', { findings: { behaviour: { neurogenicClaudication: 'yes' } } }, true],
    ['walking that does not', { findings: { behaviour: { neurogenicClaudication: 'no' } } }, false],
    ['nothing said', {}, false],
  ])('%s', (_, said, expected) => {
    expect(hasNerveSymptomsInALeg(visit(said))).toBe(expected);
  });

  it('are not meant by any other presentation', () => {
    const others = PRESENTATION_KINDS.filter((kind) => kind !== 'leg_pain_radicular');
    expect(hasNerveSymptomsInALeg(visit({ presentations: others.map((kind) => ({ kind })) }))).toBe(false);
  });

  it('are what the rules call so, whatever was found', () => {
    fc.assert(
      fc.property(anyFindings(), fc.option(anyPresentations), (findings, presentations) => {
        const fact = factsOf(known({ ...findings, presentations: presentations ?? undefined }));
        const isNeeded = fact('leg_symptoms').truth === 'yes' && fact('nerves_not_examined').truth === 'yes';
        const { warnings } = derivedFrom(visit({ findings, presentations }));
        expect(warnings.some(({ code }) => code === 'neuro.not_examined')).toBe(isNeeded);
      }),
    );
  });

  it.each<[string, Partial<Visit>, boolean]>([
    ['said of both', { presentations: [{ kind: 'leg_pain_radicular', side: 'both' }] }, true],
    ['said of one', { presentations: [{ kind: 'leg_pain_radicular', side: 'left' }] }, false],
    ['spasm of both sides', { presentations: [{ kind: 'muscle_spasm', side: 'both' }] }, false],
    ['charted of both at once', { findings: chart('calf', 'bilateral') }, true],
    ['charted of one', { findings: chart('calf', 'right') }, false],
    ['charted of one and the other', { findings: { bodyChart: [...(chart('calf', 'right').bodyChart ?? []), { region: 'foot', side: 'left' }] } }, true], // prettier-ignore
    ['both buttocks', { findings: chart('buttock', 'bilateral') }, false],
    ['said of one, then of the other', { presentations: [radicular('left'), radicular('right')] }, true],
    ['said of one twice', { presentations: [radicular('left'), radicular('left')] }, false],
    ['said of one, charted of the other', { presentations: [radicular('left')], findings: chart('calf', 'right') }, true], // prettier-ignore
    ['said of one, charted of the same', { presentations: [radicular('left')], findings: chart('calf', 'left') }, false], // prettier-ignore
    ['spasm of one, charted of the other', { presentations: [{ kind: 'muscle_spasm', side: 'left' }], findings: chart('calf', 'right') }, false], // prettier-ignore
    ['raised, the one and the other', { findings: raises('yes', 'yes') }, true],
    ['raised, and only one hurts', { findings: raises('yes', 'no') }, false],
    ['said of one, and the other hurts when raised', { presentations: [radicular('left')], findings: raises('no', 'yes') }, true], // prettier-ignore
    ['charted of one, slumped on the other', { findings: { ...chart('calf', 'left'), neuro: { slump: [{ side: 'right', positive: 'yes' }] } } }, true], // prettier-ignore
    ['charted of one, a free slump on the other', { findings: { ...chart('calf', 'left'), neuro: { slump: [{ side: 'right', positive: 'no' }] } } }, false], // prettier-ignore
  ])('in both legs: %s', (_, said, expected) => {
    expect(isInBothLegs(visit(said))).toBe(expected);
  });

  it.each<[string, Findings['neuro'], boolean]>([
    ['nothing', undefined, false],
    ['power only', roots({ power: 5 }), false],
    ['power and touch', roots({ power: 5, touch: 'normal' }), false],
    ['power, touch and reflex of one root', roots({ power: 5, touch: 'normal', reflex: 2 }), true],
    ['power, touch and reflex of three', roots({ power: 5 }, { touch: 'absent' }, { reflex: 0 }), true],
    ['each root not testable', roots({ notTestable: true }, { notTestable: true }), true],
    ['one root not testable, power of another', roots({ notTestable: true }, { power: 4 }), false],
    ['all not testable', { notTestable: true }, true],
    ['the saddle only', { saddleSensation: 'normal_asked' }, false],
  ])('are examined, of %s: %s', (_, neuro, expected) => {
    expect(isNeuroExamined(neuro)).toBe(expected);
  });
});

describe('a warning', () => {
  it.each<[string, Partial<Visit>, string[]]>([
    ['best above now', { painNprs: 4, findings: { pain: { best: 5, periodHours: 24 } } }, ['pain.order']],
    ['now above worst', { painNprs: 7, findings: { pain: { worst: 6, periodHours: 24 } } }, ['pain.order']],
    ['best above worst', { findings: { pain: { best: 3, worst: 2, periodHours: 24 } } }, ['pain.order']],
    ['all the same', { painNprs: 4, findings: { pain: { best: 4, worst: 4, periodHours: 24 } } }, []],
    ['in order', { painNprs: 4, findings: { pain: { best: 0, worst: 10, periodHours: 24 } } }, []],
    ['the worst of no period', { findings: { pain: { worst: 6 } } }, ['pain.no_period']],
    ['a period of nothing', { findings: { pain: { periodHours: 24 } } }, []],
    ['an onset after the visit', { findings: { onset: { on: '2026-11-21' } } }, ['onset.after_visit']],
    ['an onset on its day', { findings: { onset: { on: '2026-11-20' } } }, []],
    ['an onset, and no day of the visit', { seenOn: null, findings: { onset: { on: '2026-11-21' } } }, []],
    ['both legs', { presentations: [{ kind: 'leg_pain_radicular', side: 'both' }], findings: { neuro: { notTestable: true } } }, ['legs.both']], // prettier-ignore
    [
      'a leg that tingles, not examined',
      { findings: chart('calf', 'left', 'tingling') },
      ['neuro.not_examined'],
    ],
    ['a calf that aches, not examined', { findings: chart('calf', 'left', 'ache') }, []],
    ['a preference for what peripheralises', { findings: { direction: { preference: 'side_glide_left', sideGlideLeft: 'peripheralises' } } }, ['direction.preference']], // prettier-ignore
    ['a preference for what centralises', { findings: { direction: { preference: 'flexion', flexion: 'centralises' } } }, []], // prettier-ignore
    ['no preference', { findings: { direction: { preference: 'none', flexion: 'peripheralises' } } }, []],
    [
      'a review on the day itself',
      { findings: { plan: { reviewOn: '2026-11-20' } } },
      ['plan.review_passed'],
    ],
    ['a review the day after', { findings: { plan: { reviewOn: '2026-11-21' } } }, []],
    ['nothing said', { seenOn: null }, []],
  ])('for %s: %j', (_, said, codes) => {
    expect(derivedFrom(visit(said)).warnings.map(({ code }) => code)).toEqual(codes);
  });

  it.each<[string, Findings, Findings, string[]]>([
    ['the foot after the calf', chart('foot'), chart('calf'), ['pain.peripheralising']],
    ['the other foot', chart('foot', 'right'), chart('calf', 'left'), ['pain.peripheralising']],
    ['the calf after the calf', chart('calf'), chart('calf'), []],
    ['the buttock after the calf', chart('buttock'), chart('calf'), []],
    ['a chart after an empty one', chart('calf'), { bodyChart: [] }, []],
    ['no chart after one', {}, chart('calf'), []],
  ])('for pain further down than at the last visit: %s', (_, now, { bodyChart = [] }, codes) => {
    const { warnings } = derivedFrom(visit({ findings: now }), { seenOn: '2026-11-02', bodyChart });
    const ofTheReach = warnings.filter(({ code }) => code.startsWith('pain.'));
    expect(ofTheReach.map(({ code }) => code)).toEqual(codes);
    for (const one of ofTheReach) {
      expect(one).toEqual({
        pointer: '/findings/bodyChart',
        code: 'pain.peripheralising',
        detail: 'Further down the leg than on 2026-11-02: foot, then below knee. Examine again.',
      });
    }
  });

  it('of both legs points to where they are said', () => {
    const pointers = (said: Partial<Visit>) =>
      derivedFrom(visit(said)).warnings.flatMap(({ code, pointer }) => (code === 'legs.both' ? pointer : []));
    const presentations = [{ kind: 'leg_pain_radicular' as const, side: 'both' as const }];
    expect(pointers({ presentations, findings: chart('calf', 'bilateral') })).toEqual(['/presentations']);
    expect(pointers({ findings: chart('calf', 'bilateral') })).toEqual(['/findings/bodyChart']);
    const oneOfEach = { presentations: [radicular('left')], findings: chart('calf', 'right') };
    expect(pointers(oneOfEach)).toEqual(['/findings/bodyChart']);
    expect(pointers({ findings: raises('yes', 'yes') })).toEqual(['/findings/neuro']);
  });

  it('comes with the class and the reach', () => {
    const findings: Findings = { onset: { on: '2026-10-09' }, ...chart('buttock') };
    expect(derivedFrom(visit({ findings }))).toEqual({
      episodeClass: 'subacute',
      distalMost: 'buttock',
      warnings: [],
    });
  });
});

function raise(reproducesLegPain: 'yes' | 'no' | 'unable'): Findings {
  return { neuro: { legRaise: [{ side: 'left', reproducesLegPain }] } };
}
function roots(...tests: object[]): Findings['neuro'] {
  const names = ['L4', 'L5', 'S1'] as const;
  return { roots: tests.map((test, place) => ({ root: names[place]!, side: 'left', ...test })) };
}
