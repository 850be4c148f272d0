/** What a clinician has to decide before a plan that the rules speak against is issued, and how long a decision lasts. */
import { appraise } from '../../src/appropriateness/appraisal';
import {
  type Deciding,
  type DecisionTaken,
  decisionsTaken,
  type FormerDecision,
  type GivenDecision,
  isCarried,
} from '../../src/appropriateness/decisions';
import { GivenDecisionDto } from '../../src/appropriateness/appropriateness.dto';
import { outstanding, outstandingToProlong, type ReviewAsked } from '../../src/appropriateness/outstanding';
import type { PlannedItem } from '../../src/appropriateness/rule-language';
import { RULES } from '../../src/appropriateness/rules';
import { fieldsPipe } from '../../src/http/validation';
import {
  daysAgo,
  type Found,
  known,
  planOf,
  THIS_EPISODE,
  TODAY,
  withHistory,
  yes,
} from '../support/appraised';

/** STRONG about item 1, for life. */
const GLAUCOMA: Found = withHistory('glaucoma');
const HEAD_DOWN = planOf({ exerciseId: 'down_dog', traits: ['head_below_heart'] });
/** STRONG about item 1, but not for life. */
const EYE_SURGERY: Found = withHistory('retinalSurgery', { on: daysAgo(20) });
/** CAUTION about the plan. */
const HYPERMOBILE: Found = withHistory('hypermobility');
const STRETCH = planOf({ exerciseId: 'hip_flexor', traits: ['hip_extension_end'] });
/** HARD about item 1. */
const ALLERGIC: Found = withHistory('latexAllergy');
const BAND = planOf({ exerciseId: 'clam', traits: ['latex_band'] });

const deciding = (plan: readonly PlannedItem[], more: Partial<Deciding> = {}): Deciding => ({
  plan,
  episodeId: THIS_EPISODE,
  today: TODAY,
  former: [],
  isReduction: false,
  liveExerciseIds: [],
  ...more,
});
const IN_TWO_WEEKS: ReviewAsked = { startsOn: TODAY, reviewOn: daysAgo(-14), strongReviewDays: 14 };
const faults = (
  found: Found,
  plan: readonly PlannedItem[],
  given: readonly GivenDecision[],
  more: Partial<Deciding & ReviewAsked> = {},
) =>
  outstanding(appraise(known(found), plan, null), given, deciding(plan, more), {
    ...IN_TWO_WEEKS,
    ...more,
  }).map(({ pointer, code }) => `${code} ${pointer}`);

const REASON = 'Done under my eyes, twice.';
const override = (more: Partial<GivenDecision> = {}): GivenDecision => ({
  ruleId: 'R-EYE',
  exerciseId: 'down_dog',
  kind: 'override',
  reasonCode: 'supervised_trial',
  reason: REASON,
  ...more,
});
const acknowledged: GivenDecision = { ruleId: 'R-HYP', exerciseId: null, kind: 'acknowledgement' };
const knownUnchanged: GivenDecision = { ruleId: 'R-HYP', exerciseId: null, kind: 'known_unchanged' };

/** The decisions as they would be read back, some days later. */
function stored(
  found: Found,
  plan: readonly PlannedItem[],
  given: readonly GivenDecision[],
  on = daysAgo(30),
  episodeId = THIS_EPISODE,
): FormerDecision[] {
  const taken: DecisionTaken[] = decisionsTaken(appraise(known(found), plan, null), given, deciding(plan));
  return taken.map(({ level: _, confirmsId: __, ...one }, index) => ({
    ...one,
    id: `decision-${index}`,
    decidedAt: `${on}T09:00:00.000Z`,
    episodeId,
  }));
}

describe('a plan against which nothing speaks', () => {
  it('needs no decision, however late its review', () => {
    expect(faults({}, planOf({}), [], { reviewOn: daysAgo(-80) })).toEqual([]);
  });

  it('takes none either', () => {
    expect(faults({}, planOf({}), [override()])).toEqual(['decision.not_asked /decisions/0']);
  });
});

describe('HARD', () => {
  it('forbids, and no answer helps', () => {
    expect(faults(ALLERGIC, BAND, [])).toEqual(['decision.forbidden /items/0']);
    expect(faults(ALLERGIC, BAND, [override({ ruleId: 'R-LTX', exerciseId: 'clam' })])).toEqual([
      'decision.forbidden /items/0',
      'decision.forbidden /decisions/0',
    ]);
  });

  it('forbids a reduction of what was live before too', () => {
    expect(faults(ALLERGIC, BAND, [], { isReduction: true, liveExerciseIds: ['clam'] })).toEqual([
      'decision.forbidden /items/0',
    ]);
  });

  it('is said with its reasons', () => {
    const [fault] = outstanding(appraise(known(ALLERGIC), BAND, null), [], deciding(BAND), IN_TWO_WEEKS);
    expect(fault?.detail).toMatch(/^R-LTX: Latex allergy.*\(because: latex allergy\)$/);
  });
});

describe('STRONG', () => {
  it('wants a reason', () => {
    expect(faults(EYE_SURGERY, HEAD_DOWN, [])).toEqual(['decision.override_missing /decisions']);
    expect(faults(EYE_SURGERY, HEAD_DOWN, [override()])).toEqual([]);
  });

  it.each<[string, Partial<GivenDecision>, string[]]>([
    ['no code', { reasonCode: undefined }, ['decision.reason_missing /decisions/0/reasonCode']],
    [
      'a code of no list',
      { reasonCode: 'because' as never },
      ['decision.reason_missing /decisions/0/reasonCode'],
    ],
    ['no text', { reason: undefined }, ['decision.reason_too_short /decisions/0/reason']],
    ['14 characters', { reason: 'Fourteen chars' }, ['decision.reason_too_short /decisions/0/reason']],
    ['15 characters', { reason: 'Fifteen letters' }, []],
    [
      '14 characters and spaces around',
      { reason: '   Fourteen chars   ' },
      ['decision.reason_too_short /decisions/0/reason'],
    ],
    [
      'one character over and over',
      { reason: 'x'.repeat(40) },
      ['decision.reason_too_short /decisions/0/reason'],
    ],
    [
      'dots and spaces',
      { reason: '. . . . . . . . . . . .' },
      ['decision.reason_too_short /decisions/0/reason'],
    ],
    ['only an acknowledgement', { kind: 'acknowledgement' }, ['decision.wrong_kind /decisions/0/kind']],
    ['no kind', { kind: undefined }, ['decision.wrong_kind /decisions/0/kind']],
    [
      '"known, unchanged" of what is not for life',
      { kind: 'known_unchanged' },
      ['decision.wrong_kind /decisions/0/kind'],
    ],
  ])('%s', (_, more, expected) => {
    expect(faults(EYE_SURGERY, HEAD_DOWN, [override(more)])).toEqual(expected);
  });

  it.each<[string, Found, number, number, string[]]>([
    ['in 14 days', EYE_SURGERY, 14, 14, []],
    ['today', EYE_SURGERY, 0, 14, []],
    ['yesterday: it was missed', EYE_SURGERY, -1, 14, ['decision.review_missed /reviewOn']],
    ['in 15 days', EYE_SURGERY, 15, 14, ['decision.review_too_late /reviewOn']],
    ['in 7 days of a clinic that allows 7', EYE_SURGERY, 7, 7, []],
    ['in 8 days of a clinic that allows 7', EYE_SURGERY, 8, 7, ['decision.review_too_late /reviewOn']],
    ['in 28 days, for a lifelong fact', GLAUCOMA, 28, 7, []],
    ['in 29 days, for a lifelong fact', GLAUCOMA, 29, 28, ['decision.review_too_late /reviewOn']],
  ])('wants a review soon: %s', (_, found, days, strongReviewDays, expected) => {
    expect(faults(found, HEAD_DOWN, [override()], { reviewOn: daysAgo(-days), strongReviewDays })).toEqual(
      expected,
    );
  });

  it('counts the days to the review from the first day of the plan', () => {
    const later = { startsOn: daysAgo(-5), reviewOn: daysAgo(-19) };
    expect(faults(EYE_SURGERY, HEAD_DOWN, [override()], later)).toEqual([]);
  });

  it('an answer to another exercise is none', () => {
    const plan = planOf(
      { exerciseId: 'down_dog', traits: ['head_below_heart'] },
      { exerciseId: 'headstand', traits: ['head_below_heart'] },
    );
    expect(faults(EYE_SURGERY, plan, [override()])).toEqual(['decision.override_missing /decisions']);
    expect(faults(EYE_SURGERY, plan, [override(), override({ exerciseId: 'headstand' })])).toEqual([]);
  });

  it('one answer speaks for an exercise that stands in the plan twice', () => {
    const twice = planOf(HEAD_DOWN[0] ?? {}, { exerciseId: 'down_dog', traits: ['head_below_heart'] });
    expect(
      faults(
        EYE_SURGERY,
        twice.map((one, index) => ({ ...one, place: index + 1 })),
        [override()],
      ),
    ).toEqual([]);
  });

  it('is not answered twice', () => {
    expect(faults(EYE_SURGERY, HEAD_DOWN, [override(), override()])).toEqual(['decision.twice /decisions/1']);
  });
});

describe('"still holds"', () => {
  const stillHolds: GivenDecision = { ruleId: 'R-EYE', exerciseId: 'down_dog', stillHolds: true };
  const former = stored(EYE_SURGERY, HEAD_DOWN, [override()]);

  it('takes one tap on the next version, which is still asked', () => {
    expect(faults(EYE_SURGERY, HEAD_DOWN, [], { former })).toEqual(['decision.override_missing /decisions']);
    expect(faults(EYE_SURGERY, HEAD_DOWN, [stillHolds], { former })).toEqual([]);
  });

  it('is stored as the decision it confirms', () => {
    const opinion = appraise(known(EYE_SURGERY), HEAD_DOWN, null);
    expect(decisionsTaken(opinion, [stillHolds], deciding(HEAD_DOWN, { former }))).toEqual([
      expect.objectContaining({
        ruleId: 'R-EYE',
        level: 'STRONG',
        kind: 'override',
        reasonCode: 'supervised_trial',
        reason: REASON,
        confirmsId: 'decision-0',
        because: [
          expect.objectContaining({
            fact: 'recent_retinal_surgery',
            words: `retinal surgery on ${daysAgo(20)}`,
          }),
        ],
        traits: ['head_below_heart'],
      }),
    ]);
  });

  it('confirms nothing where nothing was decided', () => {
    expect(faults(EYE_SURGERY, HEAD_DOWN, [stillHolds])).toEqual([
      'decision.nothing_to_confirm /decisions/0/stillHolds',
    ]);
  });

  it.each<[string, Found, readonly PlannedItem[], string[]]>([
    ['found again in the same words', { ...EYE_SURGERY, seenOn: daysAgo(2) }, HEAD_DOWN, []],
    [
      'a fact that changed',
      withHistory('retinalSurgery', { on: daysAgo(10) }),
      HEAD_DOWN,
      ['decision.lapsed /decisions/0/stillHolds'],
    ],
    [
      'a fact that came',
      { history: { ...EYE_SURGERY.history, glaucoma: yes } },
      HEAD_DOWN,
      ['decision.lapsed /decisions/0/stillHolds'],
    ],
    [
      'a trait that came',
      EYE_SURGERY,
      planOf({ exerciseId: 'down_dog', traits: ['head_below_heart', 'wrist_load'] }),
      ['decision.lapsed /decisions/0/stillHolds'],
    ],
  ])('%s', (_, found, plan, expected) => {
    expect(faults(found, plan, [stillHolds], { former })).toEqual(expected);
  });

  it('lapses with the rule it answered', () => {
    const older = former.map((one) => ({ ...one, ruleVersion: 0 }));
    expect(RULES.find(({ id }) => id === 'R-EYE')?.version).toBe(1);
    expect(faults(EYE_SURGERY, HEAD_DOWN, [stillHolds], { former: older })).toEqual([
      'decision.lapsed /decisions/0/stillHolds',
    ]);
  });
});

describe('CAUTION', () => {
  it('wants an acknowledgement, and no reason and no early review', () => {
    expect(faults(HYPERMOBILE, STRETCH, [])).toEqual(['decision.acknowledgement_missing /decisions']);
    expect(faults(HYPERMOBILE, STRETCH, [acknowledged], { reviewOn: daysAgo(-80) })).toEqual([]);
  });

  it('is asked again on the next version', () => {
    const former = stored(HYPERMOBILE, STRETCH, [acknowledged]);
    expect(faults(HYPERMOBILE, STRETCH, [], { former })).toEqual([
      'decision.acknowledgement_missing /decisions',
    ]);
  });
});

describe('"known, unchanged"', () => {
  const former = stored(HYPERMOBILE, STRETCH, [knownUnchanged]);
  const ASKED = ['decision.acknowledgement_missing /decisions'];

  it('is carried through the episode without a word', () => {
    expect(faults(HYPERMOBILE, STRETCH, [knownUnchanged])).toEqual([]);
    expect(faults(HYPERMOBILE, STRETCH, [], { former })).toEqual([]);
  });

  it.each<[string, Found, readonly PlannedItem[], string, string, string[]]>([
    ['for 183 days', HYPERMOBILE, STRETCH, daysAgo(183), THIS_EPISODE, []],
    ['not for 184', HYPERMOBILE, STRETCH, daysAgo(184), THIS_EPISODE, ASKED],
    ['not into another episode', HYPERMOBILE, STRETCH, daysAgo(5), 'another', ASKED],
    [
      'not when the fact changes',
      withHistory('hypermobility', { answer: 'yes', note: 'shoulder came out' }),
      STRETCH,
      daysAgo(5),
      THIS_EPISODE,
      ASKED,
    ],
    [
      'not for a movement that the plan did not have',
      HYPERMOBILE,
      planOf({ traits: ['hip_extension_end', 'lumbar_flexion_end'] }),
      daysAgo(5),
      THIS_EPISODE,
      ASKED,
    ],
    [
      'for the same movement in another exercise',
      HYPERMOBILE,
      planOf({ exerciseId: 'lunge', traits: ['hip_extension_end', 'kneeling'] }),
      daysAgo(5),
      THIS_EPISODE,
      [],
    ],
  ])('%s', (_, found, plan, on, episodeId, expected) => {
    const before = stored(HYPERMOBILE, STRETCH, [knownUnchanged], on, episodeId);
    expect(faults(found, plan, [], { former: before })).toEqual(expected);
  });

  it.each<[string, Partial<PlannedItem>[], string[]]>([
    ['for the same exercise', [{}], []],
    ['for one that does no more', [{}, { exerciseId: 'calf_stretch' }], []],
    ['not for one that does more', [{}, { exerciseId: 'lunge', traits: ['kneeling'] }], ['R-VID']],
  ])('about any exercise, %s', (_, items, expected) => {
    const watched = (more: Partial<PlannedItem>[]) =>
      planOf(
        ...more.map((one) => ({
          video: { isChecked: false },
          traits: ['single_leg_balance' as const],
          ...one,
        })),
      );
    const answer: GivenDecision = { ruleId: 'R-VID', exerciseId: null, kind: 'known_unchanged' };
    const before = stored({}, watched([{}]), [answer]);
    const asked = faults({}, watched(items), [], { former: before });
    expect(asked.map(() => 'R-VID')).toEqual(expected);
  });

  it('answers a STRONG that is for life, with its reason, and is carried with the longest review', () => {
    const answer = override({ kind: 'known_unchanged' });
    expect(faults(GLAUCOMA, HEAD_DOWN, [{ ...answer, reason: 'short' }])).toEqual([
      'decision.reason_too_short /decisions/0/reason',
    ]);
    const carried = stored(GLAUCOMA, HEAD_DOWN, [answer]);
    expect(
      faults(GLAUCOMA, HEAD_DOWN, [], { former: carried, reviewOn: daysAgo(-28), strongReviewDays: 7 }),
    ).toEqual([]);
    const [match] = appraise(known(GLAUCOMA), HEAD_DOWN, null).matches;
    expect(match && isCarried(match, deciding(HEAD_DOWN, { former: carried }))).toBe(true);
  });

  it('an override is never carried', () => {
    const overridden = stored(GLAUCOMA, HEAD_DOWN, [override()]);
    expect(faults(GLAUCOMA, HEAD_DOWN, [], { former: overridden })).toEqual([
      'decision.override_missing /decisions',
    ]);
  });

  it('is not stored again while it is carried', () => {
    expect(
      decisionsTaken(appraise(known(HYPERMOBILE), STRETCH, null), [], deciding(STRETCH, { former })),
    ).toEqual([]);
  });
});

describe('a reduction', () => {
  const reducing = { isReduction: true, liveExerciseIds: ['down_dog', 'hip_flexor'], reviewOn: daysAgo(-80) };

  it('asks nothing anew of what was live', () => {
    expect(faults(EYE_SURGERY, HEAD_DOWN, [], reducing)).toEqual([]);
    expect(faults(HYPERMOBILE, STRETCH, [], reducing)).toEqual([]);
  });

  it('asks of an easier exercise that was not', () => {
    const swapped = planOf({ exerciseId: 'half_dog', traits: ['head_below_heart'] });
    expect(faults(EYE_SURGERY, swapped, [], reducing)).toEqual([
      'decision.override_missing /decisions',
      'decision.review_too_late /reviewOn',
    ]);
  });

  it('what asks as much as before is none, and is asked', () => {
    expect(faults(HYPERMOBILE, STRETCH, [], { ...reducing, isReduction: false })).toEqual([
      'decision.acknowledgement_missing /decisions',
    ]);
  });
});

describe('what is prolonged as it is', () => {
  const toProlong = (found: Found, plan: readonly PlannedItem[], more: Partial<Deciding & ReviewAsked>) =>
    outstandingToProlong(appraise(known(found), plan, null), deciding(plan, more), {
      ...IN_TWO_WEEKS,
      ...more,
    }).map(({ pointer, code }) => `${code} ${pointer}`);
  const decided = stored(EYE_SURGERY, HEAD_DOWN, [override()]);
  const forLife = stored(GLAUCOMA, HEAD_DOWN, [override()]);
  const MISSING = 'decision.override_missing /live/items/0';
  const LATE = 'decision.review_too_late /reviewOn';

  it.each<[string, Found, readonly PlannedItem[], Partial<Deciding & ReviewAsked>, string[]]>([
    ['nothing speaks against it', {}, HEAD_DOWN, { reviewOn: daysAgo(-200) }, []],
    ['a CAUTION: it was read', HYPERMOBILE, STRETCH, { reviewOn: daysAgo(-200) }, []],
    ['a STRONG that was decided on', EYE_SURGERY, HEAD_DOWN, { former: decided }, []],
    ['one day too late', EYE_SURGERY, HEAD_DOWN, { former: decided, reviewOn: daysAgo(-15) }, [LATE]],
    ['a STRONG for life', GLAUCOMA, HEAD_DOWN, { former: forLife, reviewOn: daysAgo(-28) }, []],
    ['and too late', GLAUCOMA, HEAD_DOWN, { former: forLife, reviewOn: daysAgo(-29) }, [LATE]],
    ['a STRONG that nobody decided on', EYE_SURGERY, HEAD_DOWN, {}, [MISSING]],
    ['the same, in what was a reduction', EYE_SURGERY, HEAD_DOWN, { isReduction: true }, [MISSING]],
    ['a decision on other facts', EYE_SURGERY, HEAD_DOWN, { former: forLife }, [MISSING]],
    ['a HARD', ALLERGIC, BAND, {}, ['decision.forbidden /live/items/0']],
  ])('%s', (_, found, plan, more, expected) => {
    expect(toProlong(found, plan, { liveExerciseIds: ['down_dog'], ...more })).toEqual(expected);
  });
});

it('that a decision still holds is said, or left out: “no” would be an answer without meaning', async () => {
  const answer = { ruleId: 'R-EYE', exerciseId: null };
  const read = (sent: object) => fieldsPipe().transform(sent, { type: 'body', metatype: GivenDecisionDto });
  expect(await read({ ...answer, stillHolds: true })).toMatchObject({ stillHolds: true });
  await expect(read({ ...answer, stillHolds: false })).rejects.toMatchObject({
    errors: [expect.objectContaining({ pointer: '/stillHolds' })],
  });
});
