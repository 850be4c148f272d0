/** What a new visit takes over from which earlier one, since when it is unchanged, and what is never taken over. */
import * as fc from 'fast-check';
import {
  carriedFaults,
  carryForward,
  NOTHING_FOUND,
  sayAnew,
  type Source,
} from '../../src/finding/carry-forward';
import { type CarriedPart, FINDING_PARTS, type Findings } from '../../src/finding/findings';
import { FINDINGS_EXAMPLE } from '../../src/finding/findings-example';
import { anyFindings } from '../support/any-findings';

const HERE = 'this episode';
const ELSEWHERE = 'another episode';
const signed = (id: string, seenOn: string, said: Partial<Source>): Source => ({
  ...NOTHING_FOUND,
  id,
  episodeId: HERE,
  seenOn,
  ...said,
});
const forward = (newestFirst: Source[], seenOn = '2026-11-20') =>
  carryForward(newestFirst, { episodeId: HERE, seenOn });
const power = (value: number): Findings => ({
  neuro: { roots: [{ root: 'L5', side: 'left', power: value }] },
});

describe('a part is taken over', () => {
  const NEVER: CarriedPart[] = ['pain', 'plan'];
  const AS_ACTIVITIES = 'psfs';

  it.each(FINDING_PARTS)('%s, from this episode', (part) => {
    const taken = forward([signed('a', '2026-11-01', { findings: FINDINGS_EXAMPLE })]);
    const isTaken = !NEVER.includes(part) && part !== AS_ACTIVITIES;
    expect(taken.findings[part]).toEqual(isTaken ? FINDINGS_EXAMPLE[part] : undefined);
    expect(taken.carried[part]).toEqual(
      NEVER.includes(part)
        ? undefined
        : {
            foundOn: '2026-11-01',
            assessmentId: 'a',
            ...(isTaken
              ? {}
              : { activities: ['Running 5 km', 'Sitting through a meeting', 'Tying my shoes'] }),
          },
    );
  });

  it.each(FINDING_PARTS)('%s, from another episode only if it is of the person', (part) => {
    const taken = forward([
      signed('a', '2026-11-01', { episodeId: ELSEWHERE, findings: FINDINGS_EXAMPLE, presentations: [] }),
    ]);
    const isOfThePerson = part === 'history' || part === 'outlook';
    expect(taken.findings[part]).toEqual(isOfThePerson ? FINDINGS_EXAMPLE[part] : undefined);
    expect(Object.keys(taken.carried)).toEqual(['history', 'outlook']);
    expect(taken.presentations).toBeNull();
  });

  it('from the newest visit that said it, whatever the others said', () => {
    const taken = forward([
      signed('c', '2026-11-10', { presentations: [] }),
      signed('b', '2026-11-05', { findings: power(4), presentations: [{ kind: 'other' }] }),
      signed('a', '2026-11-01', { findings: { ...power(5), irritability: { grade: 'low' } } }),
    ]);
    expect(taken).toEqual({
      presentations: [],
      findings: { ...power(4), irritability: { grade: 'low' } },
      carried: {
        neuro: { foundOn: '2026-11-05', assessmentId: 'b' },
        irritability: { foundOn: '2026-11-01', assessmentId: 'a' },
        presentations: { foundOn: '2026-11-10', assessmentId: 'c' },
      },
    });
  });

  it('not from a later day than that of the visit, which may be written down late', () => {
    const later = signed('b', '2026-11-21', { findings: power(4) });
    const sameDay = signed('a', '2026-11-20', { findings: power(5) });
    expect(forward([later, sameDay]).findings).toEqual(power(5));
    expect(forward([later]).findings).toEqual({});
  });

  it('over any number of visits with the day on which it was found first', () => {
    const visits: Source[] = [
      signed('v0', '2026-11-01', { findings: { ...power(4), psfs: FINDINGS_EXAMPLE.psfs } }),
    ];
    for (const [place, day] of ['2026-11-04', '2026-11-08', '2026-11-12'].entries()) {
      const taken = forward(visits, day);
      expect(taken.carried.neuro).toEqual({ foundOn: '2026-11-01', assessmentId: 'v0' });
      expect(taken.carried.psfs).toMatchObject({ foundOn: '2026-11-01', assessmentId: 'v0' });
      visits.unshift(signed(`v${place + 1}`, day, taken));
    }
    const scored = signed('scored', '2026-11-14', {
      findings: { psfs: [{ activity: 'Running', score: 7 }] },
    });
    expect(forward([scored, ...visits]).carried.psfs).toEqual({
      foundOn: '2026-11-14',
      assessmentId: 'scored',
      activities: ['Running'],
    });
  });

  it('not where it was found in what no longer stands, though it was carried through a visit that does', () => {
    const first = signed('a', '2026-11-01', { findings: power(5) });
    const mistaken = signed('b', '2026-11-05', { findings: power(2) });
    const through = signed('c', '2026-11-10', forward([mistaken, first], '2026-11-10'));
    expect(forward([through, mistaken, first]).carried.neuro?.assessmentId).toBe('b');
    // b was entered in error: it is not among those that stand
    expect(forward([through, first])).toMatchObject({
      findings: power(5),
      carried: { neuro: { foundOn: '2026-11-01', assessmentId: 'a' } },
    });
  });
});

describe('what is said anew', () => {
  const before = forward([
    signed('a', '2026-11-01', {
      findings: {
        ...power(4),
        irritability: { grade: 'low' },
        bodyChart: [{ region: 'calf', side: 'left' }],
      },
      presentations: [{ kind: 'other' }],
    }),
  ]);

  it('replaces the part and takes its mark away; what is not said stays, with its mark', () => {
    const after = sayAnew(before, { findings: { ...power(5), bodyChart: [] } });
    expect(after.findings).toEqual({ ...power(5), irritability: { grade: 'low' }, bodyChart: [] });
    expect(Object.keys(after.carried)).toEqual(['irritability', 'presentations']);
    expect(after.presentations).toEqual([{ kind: 'other' }]);
  });

  it('takes out with null, and with a part that says nothing', () => {
    const after = sayAnew(before, { findings: { neuro: null, irritability: {} }, presentations: null });
    expect(after.findings).toEqual({ bodyChart: [{ region: 'calf', side: 'left' }] });
    expect(Object.keys(after.carried)).toEqual(['bodyChart']);
    expect(after.presentations).toBeNull();
  });

  it('takes everything out with null for the whole', () => {
    const after = sayAnew(before, { findings: null });
    expect(after.findings).toEqual({});
    expect(Object.keys(after.carried)).toEqual(['presentations']);
  });

  it('never leaves a mark on what was said, nor a part behind that was taken out', () => {
    fc.assert(
      fc.property(anyFindings(), anyFindings(), (former, said) => {
        const taken = forward([signed('a', '2026-11-01', { findings: former })]);
        const after = sayAnew(taken, { findings: said });
        for (const part of FINDING_PARTS) {
          const isSaid = said[part] !== undefined;
          if (isSaid) expect(after.carried[part]).toBeUndefined();
          else
            expect([after.findings[part], after.carried[part]]).toEqual([
              taken.findings[part],
              taken.carried[part],
            ]);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('a signature', () => {
  const carried = forward([signed('a', '2026-11-01', { findings: power(4), presentations: [] })]).carried;
  it.each<[string, string | null, string[], string[]]>([
    ['finds what was carried from one that stands', '2026-11-20', ['a'], []],
    ['on the very day on which it was found', '2026-11-01', ['a'], []],
    ['not on a day before it was found', '2026-10-31', ['a'], ['carried.later', 'carried.later']],
    ['not from one in error', '2026-11-20', ['b'], ['carried.in_error', 'carried.in_error']],
    ['of no day says no more than that it stands', null, ['a'], []],
  ])('%s', (_, seenOn, standing, codes) => {
    const faults = carriedFaults({ carried, seenOn }, new Set(standing));
    expect(faults.map(({ code }) => code)).toEqual(codes);
    if (codes.length > 0) {
      expect(faults.map(({ pointer }) => pointer)).toEqual(['/findings/neuro', '/presentations']);
    }
  });
});
