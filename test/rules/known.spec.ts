/** What is known of a patient today, out of everything that was ever signed. */
import * as fc from 'fast-check';
import { type Known, whatIsKnown } from '../../src/appropriateness/known';
import type { SignedFindings } from '../../src/appropriateness/said';
import { factsOf } from '../../src/appropriateness/facts/facts';
import type { MedicalHistory } from '../../src/finding/findings';
import type { ScreenEntry } from '../../src/screen/screen';
import { asking, daysAgo, type Found, no, signed, TODAY, yes } from '../support/appraised';

/** Newest first; the second is of another episode where it says so. */
const visits = (...found: (Found & { elsewhere?: true; phone?: true })[]): SignedFindings[] =>
  found.map(({ elsewhere, phone, ...one }) => ({
    ...signed(one),
    ...(elsewhere ? { episodeId: 'an earlier episode' } : {}),
    kind: phone ? 'nothing_new' : 'full',
  }));
const today = (...found: Parameters<typeof visits>): Known => whatIsKnown(visits(...found), asking());

describe('of this episode', () => {
  it('a part is what the newest visit said of it, as a whole', () => {
    const { direction, parts } = today(
      { direction: { extension: 'centralises' }, onset: { mode: 'sudden' } },
      { seenOn: daysAgo(9), direction: { flexion: 'peripheralises' }, onset: { on: daysAgo(20) } },
    );
    expect(direction).toEqual({ extension: { value: 'centralises', foundOn: TODAY } });
    expect(parts.onset).toEqual({ value: { mode: 'sudden' }, foundOn: TODAY });
  });

  it('silence erases nothing: an older word stands, with its own day', () => {
    const { parts, painNprs, presentations } = today(
      { phone: true },
      { seenOn: daysAgo(9), painNprs: 6, presentations: [], onset: { on: daysAgo(20) } },
    );
    expect(parts.onset).toEqual({ value: { on: daysAgo(20) }, foundOn: daysAgo(9) });
    expect(painNprs).toEqual({ value: 6, foundOn: daysAgo(9) });
    expect(presentations).toEqual({ value: [], foundOn: daysAgo(9) });
  });

  it('pain of 0 is an answer', () => {
    expect(today({ painNprs: 0 }, { painNprs: 7 }).painNprs?.value).toBe(0);
  });

  it('another episode that is closed has no say in it', () => {
    const { direction, painNprs, presentations } = today({
      elsewhere: true,
      painNprs: 9,
      presentations: [],
      direction: { flexion: 'peripheralises' },
    });
    expect([direction, painNprs, presentations]).toEqual([{}, null, null]);
  });

  it('what was carried over keeps the day on which it was found', () => {
    const source = signed({ seenOn: daysAgo(30) });
    const since = { foundOn: daysAgo(30), assessmentId: source.id };
    const carried = { irritability: since, neuro: since, presentations: since };
    const visit = {
      ...signed({ irritability: { grade: 'low' }, neuro: { trend: 'same' }, presentations: [] }),
      carried,
    };
    const { irritability, neuro, presentations } = whatIsKnown([visit, source], asking());
    const days = [irritability.grade, neuro.trend, presentations].map((said) => said?.foundOn);
    expect(days).toEqual([daysAgo(30), daysAgo(30), daysAgo(30)]);
  });
});

describe('of the neurological examination', () => {
  const legRaise = [{ side: 'left' as const, degrees: 30, reproducesLegPain: 'yes' as const }];
  const roots = (power: number) => [{ root: 'L5' as const, side: 'left' as const, power }];
  const polio = { since: '1970-06-01', cause: 'polio' };

  it('each test is what the newest visit said of it, with its own day', () => {
    const { neuro } = today(
      { neuro: { roots: roots(5), trend: 'better' } },
      { seenOn: daysAgo(9), neuro: { roots: roots(4), legRaise } },
    );
    expect(neuro).toEqual({
      roots: { value: roots(5), foundOn: TODAY },
      trend: { value: 'better', foundOn: TODAY },
      legRaise: { value: legRaise, foundOn: daysAgo(9) },
    });
  });

  it('a leg raise still speaks when only the power was tested since', () => {
    const known = today(
      { neuro: { roots: roots(5) } },
      {
        seenOn: daysAgo(9),
        presentations: [{ kind: 'leg_pain_radicular', side: 'left' }],
        neuro: { legRaise },
      },
    );
    expect(factsOf(known)('painful_leg_raise')).toMatchObject({ truth: 'yes', foundOn: daysAgo(9) });
  });

  it('what was asked in vain takes back no answer', () => {
    const { neuro } = today(
      { neuro: { upperMotorSigns: 'unable' } },
      { seenOn: daysAgo(9), neuro: { upperMotorSigns: 'yes' } },
    );
    expect(neuro.upperMotorSigns).toEqual({ value: 'yes', foundOn: daysAgo(9) });
  });

  it('what was said of the roots then is not said of those that were tested since', () => {
    const { neuro } = today(
      { neuro: { roots: roots(4) } },
      { seenOn: daysAgo(9), neuro: { roots: roots(4), trend: 'same', known: polio } },
      { seenOn: daysAgo(20), neuro: { notTestable: true } },
    );
    expect(neuro).toEqual({ roots: { value: roots(4), foundOn: TODAY } });
  });

  it('what was said since is said of the roots as they stand', () => {
    const { neuro } = today(
      { neuro: { trend: 'same', known: polio } },
      { seenOn: daysAgo(9), neuro: { roots: roots(4) } },
    );
    expect(Object.keys(neuro).sort()).toEqual(['known', 'roots', 'trend']);
  });

  it('another episode has no say in it', () => {
    expect(today({ elsewhere: true, neuro: { roots: roots(3) } }).neuro).toEqual({});
  });
});

describe('of the person', () => {
  it('the history goes key by key, over all episodes', () => {
    const { history } = today(
      { history: { glaucoma: yes } },
      { seenOn: daysAgo(400), elsewhere: true, history: { glaucoma: no, osteoporosis: yes } },
    );
    expect(history).toEqual({
      glaucoma: { value: yes, foundOn: TODAY },
      osteoporosis: { value: yes, foundOn: daysAgo(400) },
    });
  });

  it.each(['not_asked', 'declined', 'unable'] as const)(
    '%s does not take back an earlier answer',
    (answer) => {
      const { history, floorTransferUnaided } = today(
        { history: { osteoporosis: { answer } }, outlook: { floorTransferUnaided: answer } },
        { seenOn: daysAgo(9), history: { osteoporosis: yes }, outlook: { floorTransferUnaided: 'no' } },
      );
      expect(history.osteoporosis).toEqual({ value: yes, foundOn: daysAgo(9) });
      expect(floorTransferUnaided).toEqual({ value: 'no', foundOn: daysAgo(9) });
    },
  );

  it('a later yes or no does', () => {
    const { history } = today(
      { history: { osteoporosis: no } },
      { seenOn: daysAgo(9), history: { osteoporosis: yes } },
    );
    expect(history.osteoporosis?.value).toEqual(no);
  });

  it('an empty list is an answer, where nothing else was ever said', () => {
    const { history } = today({ history: { surgery: [], bloodPressure: [] } }, { history: {} });
    expect(history).toEqual({
      surgery: { value: [], foundOn: TODAY },
      bloodPressure: { value: [], foundOn: TODAY },
    });
  });

  it('getting up from the floor belongs to the person, the rest of the outlook to the episode', () => {
    const { floorTransferUnaided, parts } = today({
      elsewhere: true,
      outlook: { floorTransferUnaided: 'yes', lowMood: 'yes' },
    });
    expect(floorTransferUnaided?.value).toBe('yes');
    expect(parts.outlook).toBeUndefined();
  });
});

describe('of the screen', () => {
  it('the newest answer to each item counts, and a question asked in vain is none', () => {
    const { screen } = today(
      { screen: { CARD: { answer: 'no' }, BSI: { answer: 'unable' } } },
      {
        seenOn: daysAgo(9),
        screen: { CARD: { answer: 'yes' }, BSI: { answer: 'yes', signs: ['painful_hop'] } },
      },
    );
    expect(screen.CARD).toEqual({ value: { answer: 'no', isHard: false, signs: [] }, foundOn: TODAY });
    const hard = { answer: 'yes', isHard: true, signs: ['painful_hop'] };
    expect(screen.BSI).toEqual({ value: hard, foundOn: daysAgo(9) });
    expect(screen.VASC).toBeUndefined();
  });

  it('an attested one found nothing', () => {
    const attested: SignedFindings = { ...signed({}), screen: { kind: 'attested', recordNumber: 'A-1' } };
    expect(whatIsKnown([attested], asking()).screen.CARD?.value.answer).toBe('no');
  });

  it('a "no" that what else was found contradicts is no "no", in an attested one neither', () => {
    const screenContext = { seenOn: TODAY, bothLegs: false, contradicted: { BSI: 'a painful hop' } };
    const answered = { ...signed({ screen: { BSI: { answer: 'no' } } }), screenContext };
    const attested: SignedFindings = { ...answered, screen: { kind: 'attested', recordNumber: 'A-1' } };
    for (const visit of [answered, attested])
      expect(whatIsKnown([visit], asking()).screen.BSI?.value).toMatchObject({ answer: 'yes', isHard: true });
  });

  describe('of what does not pass by itself', () => {
    const bone = { answer: 'yes' as const, signs: ['painful_hop'] };
    const vessel = { answer: 'yes' as const, signs: ['small_and_watched'] };
    const first = signed({ seenOn: daysAgo(9), screen: { BSI: bone, VASC: vessel } });
    const attested: SignedFindings = { ...signed({}), screen: { kind: 'attested', recordNumber: 'A-1' } };
    const answered = (BSI: ScreenEntry, VASC: ScreenEntry): SignedFindings =>
      signed({ screen: { BSI, VASC } });
    const said = (entry: ScreenEntry): SignedFindings => answered(entry, entry);
    const why = { answer: 'no' as const, note: 'Scanned: there is none.' };
    const after = (...later: SignedFindings[]) => {
      const { screen } = whatIsKnown([...later, first], asking());
      return [screen.BSI, screen.VASC].map(
        (flag) => flag && [flag.value.answer, flag.value.isHard, flag.foundOn],
      );
    };
    const stands = [
      ['yes', true, daysAgo(9)],
      ['yes', false, daysAgo(9)],
    ];
    const taken = [
      ['no', false, TODAY],
      ['no', false, TODAY],
    ];

    it.each<[string, SignedFindings]>([
      ['a screen done in another record', attested],
      ['the word on the phone that nothing is new', { ...attested, kind: 'nothing_new' }],
      ['a bare no', said({ answer: 'no' })],
      ['a no with a note of blanks', said({ answer: 'no', note: ' ' })],
      ['a no with a note, on the phone', { ...said(why), kind: 'nothing_new' }],
      ['a question asked in vain', said({ answer: 'unable', note: 'In pain.' })],
      [
        'a yes that says less',
        answered({ answer: 'yes', signs: ['past_stress_fracture'] }, { answer: 'no' }),
      ],
    ])('%s takes nothing back', (_, later) => {
      expect(after(later)).toEqual(stands);
    });

    it('a full screen that says no, and why, does', () => {
      expect(after(said(why))).toEqual(taken);
      expect(after(attested, said(why))).toEqual(taken);
    });

    it('a later yes is the newer one', () => {
      expect(after(answered(bone, vessel))).toEqual([
        ['yes', true, TODAY],
        ['yes', false, TODAY],
      ]);
    });

    it('rules go on speaking of it', () => {
      const fact = factsOf(whatIsKnown([attested, first], asking()));
      expect([fact('bone_stress'), fact('aneurysm')]).toMatchObject([
        { truth: 'yes', foundOn: daysAgo(9) },
        { truth: 'yes', foundOn: daysAgo(9), isLifelong: true },
      ]);
    });

    it('a resolved hold lifts what was HARD of an aneurysm, and leaves the aneurysm', () => {
      const visit = signed({
        seenOn: daysAgo(9),
        screen: { VASC: { answer: 'yes', signs: ['pulsing_mass'] } },
      });
      const resolved = [{ flag: 'VASC' as const, on: daysAgo(3) }];
      const known = whatIsKnown([attested, visit], { ...asking(), resolved });
      expect(known.screen.VASC?.value).toMatchObject({ answer: 'yes', isHard: false });
      expect(factsOf(known)('aneurysm').truth).toBe('yes');
    });

    const charted = (days: number, boneStress: NonNullable<MedicalHistory['boneStress']>): SignedFindings =>
      signed({ seenOn: daysAgo(days), history: { boneStress, glaucoma: no } });
    const cleared = { state: 'suspected' as const, clearedOn: daysAgo(5) };
    it.each<[string, SignedFindings[], 'yes' | 'no']>([
      ['cleared later', [charted(5, cleared), first], 'no'],
      ['none, said later', [charted(5, { state: 'none' }), first], 'no'],
      ['none, said before', [first, charted(20, { state: 'none' })], 'yes'],
      ['none before, in a sheet sent again', [charted(5, { state: 'none' }), first, charted(20, { state: 'none' })], 'yes'], // prettier-ignore
      ['cleared later, then suspected again', [signed({ screen: { BSI: bone } }), charted(5, cleared), first], 'yes'], // prettier-ignore
    ])('a bone stress injury ends with the history: %s', (_, visits, truth) => {
      expect(factsOf(whatIsKnown(visits, asking()))('bone_stress').truth).toBe(truth);
    });
  });

  it('a resolved hold settles the yes that opened it, and none that came later', () => {
    const visit = signed({ seenOn: daysAgo(9), screen: { CARD: { answer: 'yes' } } });
    const resolved = (on: string) =>
      whatIsKnown([visit], { ...asking(), resolved: [{ flag: 'CARD', on }] }).screen.CARD;
    expect(resolved(daysAgo(9))).toBeUndefined();
    expect(resolved(daysAgo(10))?.value.isHard).toBe(true);
  });
});

it('has no age without a date of birth', () => {
  expect(whatIsKnown([], asking(null)).age).toBeNull();
});

it('never knows less after another visit that answers only with silence', () => {
  const silent = fc.record({
    history: fc.record({
      glaucoma: fc.constantFrom({ answer: 'declined' as const }, { answer: 'not_asked' as const }),
    }),
    phone: fc.constant(true as const),
  });
  const said = fc.record({
    history: fc.record({ glaucoma: fc.constantFrom(yes, no) }, { requiredKeys: [] }),
    painNprs: fc.nat(10),
  });
  fc.assert(
    fc.property(fc.array(said, { maxLength: 4 }), fc.array(silent, { maxLength: 3 }), (spoken, silences) => {
      const { history, painNprs } = today(...silences, ...spoken);
      const without = today(...spoken);
      expect(painNprs).toEqual(without.painNprs);
      if (without.history.glaucoma) expect(history.glaucoma).toEqual(without.history.glaucoma);
    }),
  );
});
