/** What is known of a patient today, out of everything that was ever signed. */
import * as fc from 'fast-check';
import { type Known, type SignedFindings, whatIsKnown } from '../../src/appropriateness/known';
import { ageOn } from '../../src/appropriateness/facts/elapsed';
import { factsOf } from '../../src/appropriateness/facts/facts';
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
    const { parts } = today(
      { direction: { extension: 'centralises' } },
      { seenOn: daysAgo(9), direction: { flexion: 'peripheralises' } },
    );
    expect(parts.direction).toEqual({ value: { extension: 'centralises' }, foundOn: TODAY });
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

  it('another episode has no say in it', () => {
    const { parts, painNprs, presentations } = today({
      elsewhere: true,
      painNprs: 9,
      presentations: [],
      direction: { flexion: 'peripheralises' },
    });
    expect([parts, painNprs, presentations]).toEqual([{}, null, null]);
  });

  it('what was carried over keeps the day on which it was found', () => {
    const since = { foundOn: daysAgo(30), assessmentId: 'a' };
    const carried = { irritability: since, neuro: since, presentations: since };
    const visit = {
      ...signed({ irritability: { grade: 'low' }, neuro: { trend: 'same' }, presentations: [] }),
      carried,
    };
    const { parts, neuro, presentations } = whatIsKnown([visit], asking());
    const days = [parts.irritability, neuro.trend, presentations].map((said) => said?.foundOn);
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

describe('of a pregnancy', () => {
  const at = (weeks: number, days: number) =>
    today({ seenOn: daysAgo(days), history: { pregnancy: { pregnant: 'yes', weeks, signs: [] } } });

  it('the weeks are counted on to today, in the words in which they were found', () => {
    const words = `pregnant, 10 weeks on ${daysAgo(42)}`;
    expect(factsOf(at(10, 42))('pregnant_after_16_weeks')).toMatchObject({ truth: 'no', words });
    const later = { ...asking(), today: daysAgo(-1) };
    const visit = signed({ seenOn: daysAgo(42), history: { pregnancy: { pregnant: 'yes', weeks: 10 } } });
    const fact = factsOf(whatIsKnown([visit], later))('pregnant_after_16_weeks');
    expect(fact).toMatchObject({ truth: 'yes', words });
  });

  it('nobody knows of it once it would be past 42 weeks', () => {
    const truths = (days: number) =>
      (['pregnant', 'pregnant_after_16_weeks', 'pregnancy_warning_sign'] as const).map(
        (id) => factsOf(at(40, days))(id).truth,
      );
    expect(truths(14)).toEqual(['yes', 'yes', 'no']);
    expect(truths(15)).toEqual(['unknown', 'unknown', 'unknown']);
  });
});

it('a blood pressure says its day, and from when on it is too old', () => {
  const taken = (days: number) => [{ systolic: 165, diastolic: 95, on: daysAgo(days) }];
  const facts = (days: number) => {
    const fact = factsOf(today({ history: { bloodPressure: taken(days) } }));
    return [fact('pressure_high'), fact('pressure_not_known')].map(({ truth, words }) => [truth, words]);
  };
  const recent = `blood pressure 165/95 on ${daysAgo(183)}`;
  expect(facts(183)).toEqual([
    ['yes', recent],
    ['no', recent],
  ]);
  expect(facts(184)).toEqual([
    ['unknown', 'not known'],
    ['yes', `blood pressure 165/95 on ${daysAgo(184)} is too old to count`],
  ]);
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

  it('an empty list is an answer, and stands against an older one', () => {
    const { history } = today(
      { history: { surgery: [] } },
      { history: { surgery: [{ region: 'hip', on: TODAY }] } },
    );
    expect(history.surgery?.value).toEqual([]);
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

  it('a resolved hold settles the yes that opened it, and none that came later', () => {
    const visit = signed({ seenOn: daysAgo(9), screen: { CARD: { answer: 'yes' } } });
    const resolved = (on: string) =>
      whatIsKnown([visit], { ...asking(), resolved: [{ flag: 'CARD', on }] }).screen.CARD;
    expect(resolved(daysAgo(9))).toBeUndefined();
    expect(resolved(daysAgo(10))?.value.isHard).toBe(true);
  });
});

it.each([
  ['2010-11-24', 15],
  ['2010-11-23', 16],
  ['2008-02-29', 18],
])('somebody born on %s is %i', (dateOfBirth, age) => {
  expect(ageOn(dateOfBirth, TODAY)).toBe(age);
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
