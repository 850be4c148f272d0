/** Red flags over HTTP: what a page can be built from, what a signature asks for and sets off, and what is never off. */
import { RED_FLAG_CODES } from '../../src/screen/red-flags';
import { adviceOf, people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';
import { assess, draft as write, issue, today } from '../support/visit';

/** So that no rule asks about getting up from the floor. */
const UNAIDED = { findings: { outlook: { floorTransferUnaided: 'yes' } } };

type Said = Record<string, string | object>;

const screenWith = (said: Said) => ({
  kind: 'answered',
  answers: RED_FLAG_CODES.map((item) => {
    const entry = said[item] ?? 'no';
    return { item, ...(typeof entry === 'string' ? { answer: entry } : entry) };
  }),
});

/** The steps of an assessment of ann's, in her episode, by rivera. */
function visitsOf(stage: Stage) {
  const path = `/episodes/${adviceOf('ann').episodeId}/assessments`;
  const draft = async (said: Said, fields: object = {}) => {
    const whole = { presentations: [], suitable: true, screen: screenWith(said), ...fields };
    return (
      await stage
        .as('rivera')
        .post(path)
        .send({ seenOn: await today(stage), ...whole })
        .expect(201)
    ).body;
  };
  const sign = ({ id, revision }: { id: string; revision: number }, body?: object) => {
    const signing = stage.as('rivera').post(`/assessments/${id}/signature`).set('if-match', `"${revision}"`);
    return body ? signing.send(body) : signing;
  };
  const holds = async () =>
    (await stage.as('rivera').get(`/patients/${people.ann.id}/holds?limit=100`).expect(200)).body.items;
  const routine = async () => {
    const { standing, items } = (await stage.as('ann').get('/routine').expect(200)).body;
    return { standing: standing.kind as string, items };
  };
  const resolve = (hold: { id: string; revision: number }, said: object = {}) =>
    stage
      .as('kaya')
      .post(`/holds/${hold.id}/resolution`)
      .set('if-match', `"${hold.revision}"`)
      .send({
        resolution: 'Seen at the hospital, imaging normal, letter filed.',
        nobodyToldBecause: 'They came from there with a letter.',
        ...said,
      });
  return { draft, sign, holds, routine, resolve };
}

describe('red flags', () => {
  let stage: Stage;
  let visits: ReturnType<typeof visitsOf>;
  beforeAll(async () => {
    stage = await openStage();
    visits = visitsOf(stage);
  });
  afterAll(() => stage.close());

  describe('the catalogue', () => {
    it('is enough to build the page from', async () => {
      const { body } = await stage.as('novak').get('/red-flags').expect(200);
      expect(body.map(({ code }: { code: string }) => code)).toEqual(RED_FLAG_CODES);
      const fracture = body.find(({ code }: { code: string }) => code === 'FX');
      expect(fracture).toMatchObject({
        group: 'fracture',
        verified: false,
        approvedBy: null,
        knownLowers: null,
      });
      expect(fracture.signs).toContainEqual({ code: 'age_70', words: 'aged 70 or over', contextOnly: false });
      expect(fracture.grades[1]).toEqual({
        id: 'FX.minor',
        level: 'HARD',
        when:
          'all of (a minor accident or fall; any of (aged 70 or over; osteoporosis; steroid tablets for 3 months or ' +
          'more; tenderness on the bone in the midline; pain of 7 or more on any movement))',
        text: 'A minor accident, with something that makes a fracture likely.',
        action: 'Arrange urgent imaging; do not load or manipulate the spine.',
        route: 'urgent_medical',
        source: 'G-care Gloucestershire, back pain pathway; the combination is our decision',
        verified: false,
        opensHold: true,
        asksDecision: false,
        monitorWithinDays: null,
      });
      const motor = body.find(({ code }: { code: string }) => code === 'MOTOR');
      expect(motor.knownLowers).toMatchObject({
        level: 'CAUTION',
        months: 3,
        before: 'visit',
        investigated: true,
        unless: ['foot_drop', 'worsening'],
      });
    });

    it.each(['dale', 'adams', 'ann'] as const)('is not for %s', async (who) => {
      await stage.as(who).get('/red-flags').expect(403);
    });
  });

  it('that is HARD closes an open routine at the next request, and nothing issues until it is resolved', async () => {
    const { draft, sign, holds, routine, resolve } = visits;
    const { episodeId } = await assess(stage, 'rivera', 'ann', UNAIDED);
    const plan = await write(stage, 'rivera', episodeId);
    const dates = { reviewOn: await today(stage, 14) };
    expect((await routine()).items).toHaveLength(3);

    const assessment = await draft({ 'CES-2': 'yes' });
    expect((await routine()).items).toHaveLength(3);
    await sign(assessment).expect(200);

    expect(await routine()).toEqual({ standing: 'on_hold', items: [] });
    expect((await issue(stage, 'rivera', plan, dates).expect(409)).body.code).toBe('prescription.on_hold');
    const [hold] = await holds();
    expect(hold).toMatchObject({ flags: ['CES-2'], actions: [{ route: 'emergency_department' }] });

    const unsaid = { nobodyToldBecause: undefined };
    expect((await resolve(hold, unsaid).expect(409)).body.code).toBe('hold.nobody_told');
    const short = await resolve(hold, { nobodyToldBecause: 'No need.' }).expect(400);
    expect(short.body.errors[0].pointer).toBe('/nobodyToldBecause');
    const told = { told: 'Emergency department, General Hospital', how: 'phone' };
    await stage.as('rivera').post(`/holds/${hold.id}/referrals`).send(told).expect(201);
    expect((await holds())[0].referrals).toEqual([expect.objectContaining(told)]);
    expect((await routine()).standing).toBe('on_hold');

    await resolve(hold, unsaid).expect(200);
    expect((await routine()).items).toHaveLength(3);
    await issue(stage, 'rivera', plan, dates).expect(200);
  });

  describe('in a draft', () => {
    it('are graded as they stand, beside what else was found and how old the patient is', async () => {
      // ann was born in 1961
      const first = { onset: { firstEver: 'yes' } };
      const { flags, holdFlags } = await visits.draft(
        {
          FX: { answer: 'yes', signs: ['minor_trauma'] },
          AGE: { answer: 'yes', signs: ['first_ever_over_60'] },
        },
        { findings: { ...first, history: { osteoporosis: { answer: 'yes' } } } },
      );
      expect(flags.map(({ gradeId }: { gradeId: string }) => gradeId)).toEqual([
        'FX.minor',
        'FX.event',
        'AGE.first_over_60',
      ]);
      expect(flags[0].because).toEqual(['a minor accident or fall', 'osteoporosis']);
      expect(holdFlags).toEqual(['FX']);
    });

    it('keep what is half said, and give it back', async () => {
      const entry = {
        answer: 'yes',
        signs: ['power_3_or_less'],
        known: { cause: 'Polio.' },
        decision: { kind: 'monitor' },
        note: 'Asked twice.',
      };
      const { screen } = await visits.draft({ MOTOR: entry });
      expect(screen.answers).toContainEqual({ item: 'MOTOR', ...entry });
    });

    it.each<[string, object, string]>([
      ['a sign that no item has', { signs: ['green_hair'] }, 'signs'],
      ['a sign twice', { signs: ['fever', 'fever'] }, 'signs'],
      ['a known cause that changed', { known: { unchanged: false } }, 'known/unchanged'],
      ['a decision nobody can take', { decision: { kind: 'pray' } }, 'decision/kind'],
      ['a day that never was', { known: { since: '2026-02-30' } }, 'known/since'],
    ])('do not keep %s', async (_, said, pointer) => {
      const path = `/episodes/${adviceOf('ann').episodeId}/assessments`;
      const screen = { kind: 'answered', answers: [{ item: 'INF', answer: 'yes', ...said }] };
      const { body } = await stage.as('rivera').post(path).send({ screen }).expect(400);
      expect(body.errors[0].pointer).toBe(`/screen/answers/0/${pointer}`);
    });
  });

  const missing = async (said: Said, fields: object = {}): Promise<string[]> => {
    const { body } = await visits.sign(await visits.draft(said, fields)).expect(409);
    expect(body.code).toBe('assessment.incomplete');
    return body.errors.map(({ pointer }: { pointer: string }) => pointer);
  };

  describe('of CAUTION', () => {
    const strain = { answer: 'yes', signs: ['past_cancer', 'clear_strain'] };

    it('want a decision before the signature, and with it hold nothing', async () => {
      expect(await missing({ CA: strain })).toEqual(['/screen/answers/CA/decision']);
      const decision = { kind: 'monitor', because: 'Lifted a suitcase.', on: await today(stage, 15) };
      expect(await missing({ CA: { ...strain, decision } })).toEqual(['/screen/answers/CA/decision/on']);
      const inTime = { ...decision, on: await today(stage, 14) };
      const { body } = await visits
        .sign(await visits.draft({ CA: { ...strain, decision: inTime } }))
        .expect(200);
      expect(body).toMatchObject({ flags: [{ gradeId: 'CA.old', level: 'CAUTION' }], holdFlags: [] });
    });

    it('of an age want it once in an episode', async () => {
      const age = { answer: 'yes', signs: ['first_ever_over_60'] };
      const decision = { kind: 'not_significant', because: 'Dug the whole garden.' };
      expect(await missing({ AGE: age })).toEqual(['/screen/answers/AGE/decision']);
      await visits.sign(await visits.draft({ AGE: { ...age, decision } })).expect(200);
      const { body } = await visits.sign(await visits.draft({ AGE: age })).expect(200);
      expect(body.flags).toMatchObject([{ gradeId: 'AGE.decided', level: 'INFO' }]);
    });
  });

  it('of inflammation want to be decided on once in an episode, and hold nothing', async () => {
    const signs = ['onset_before_35', 'better_with_movement', 'better_with_nsaid', 'relative'];
    const inflamed = { answer: 'yes', signs };
    expect(await missing({ AXSPA: inflamed })).toEqual(['/screen/answers/AXSPA/decision']);
    const decision = { kind: 'refer', because: 'Letter to rheumatology.' };
    const { body } = await visits.sign(await visits.draft({ AXSPA: { ...inflamed, decision } })).expect(200);
    expect(body).toMatchObject({ flags: [{ gradeId: 'AXSPA.refer', level: 'INFO' }], holdFlags: [] });
    const again = await visits.sign(await visits.draft({ AXSPA: inflamed })).expect(200);
    expect(again.body.flags).toMatchObject([{ gradeId: 'AXSPA.decided', asksDecision: false }]);
  });

  it('that are long-standing, known, unchanged and investigated are lowered', async () => {
    const decision = { kind: 'not_significant', because: 'As it was in 2019.' };
    const known = { since: '1970-06-01', cause: 'Polio.', unchanged: true };
    const weak = { answer: 'yes', signs: ['power_3_or_less'], decision };
    const opened = async () => (await visits.holds()).length;
    const before = await opened();
    const investigated = { ...weak, known: { ...known, investigatedOn: '2019-03-04' } };
    const { body } = await visits.sign(await visits.draft({ MOTOR: investigated })).expect(200);
    expect(body.flags).toMatchObject([{ gradeId: 'MOTOR.known', level: 'CAUTION' }]);
    expect(await opened()).toBe(before);

    await visits.sign(await visits.draft({ MOTOR: { ...weak, known } })).expect(200);
    expect(await opened()).toBe(before + 1);
    await visits.resolve((await visits.holds())[0]).expect(200);
  });

  describe('of the cauda equina', () => {
    const bothLegs = { presentations: [{ kind: 'leg_pain_radicular', side: 'both' }] };

    it('are opened by pain down both legs: a bare no does not do', async () => {
      expect(await missing({}, bothLegs)).toEqual(['/screen/answers/CES-6']);
      const known = { since: '2020-01-01', cause: 'Narrow canal.', unchanged: true };
      await visits.sign(await visits.draft({ 'CES-6': { answer: 'no', known } }, bothLegs)).expect(200);
    });

    it('are opened by both legs in the chart alone', async () => {
      const bodyChart = [
        { region: 'calf', side: 'left' },
        { region: 'foot', side: 'right' },
      ];
      const charted = { presentations: [{ kind: 'muscle_spasm' }], findings: { bodyChart } };
      expect(await missing({}, charted)).toEqual(['/screen/answers/CES-6']);
      const attested = { kind: 'attested', recordNumber: 'A-1' };
      expect(await missing({}, { ...charted, screen: attested })).toEqual(
        [1, 2, 3, 4, 5, 6].map((number) => `/screen/answers/CES-${number}`),
      );
    });

    it('hold new pain in both legs until both were asked and examined', async () => {
      const { holdFlags } = await visits.draft({ 'CES-6': 'yes' }, bothLegs);
      expect(holdFlags).toEqual(['CES-6']);
      const roots = ['left', 'right'].flatMap((side) =>
        ['L4', 'L5', 'S1'].map((root) => ({
          root,
          side,
          power: 5,
          touch: 'normal',
          ...(root === 'L5' ? {} : { reflex: 2 }),
        })),
      );
      const examined = await visits.draft(
        { 'CES-6': 'yes' },
        { ...bothLegs, findings: { neuro: { roots } } },
      );
      expect(examined.holdFlags).toEqual([]);
      expect(examined.flags).toMatchObject([{ gradeId: 'CES-6.clear', level: 'CAUTION' }]);
    });
  });

  it('do not pass for a no beside what was examined', async () => {
    const findings = { neuro: { roots: [{ root: 'L5', side: 'left', power: 3 }] } };
    expect(await missing({}, { findings })).toEqual(['/screen/answers/MOTOR']);
    const attested = { kind: 'attested', recordNumber: 'A-1' };
    expect(await missing({}, { findings, screen: attested })).toEqual(['/screen/answers/MOTOR']);
  });

  it('may be followed by the signer’s own hold in addition, or by the reason why there is none', async () => {
    const because = 'I do not like the look of it.';
    const opened = await visits.draft({});
    await visits.sign(opened, { openHold: true, because }).expect(200);
    const [hold] = await visits.holds();
    expect(hold).toMatchObject({ assessmentId: opened.id, flags: [], actions: [], because });
    expect((await visits.routine()).standing).toBe('on_hold');
    await visits.resolve(hold).expect(200);

    const { body } = await visits
      .sign(await visits.draft({}), { openHold: false, because: 'All well.' })
      .expect(200);
    expect(body.addenda).toMatchObject([{ note: 'The signer asked for no hold: All well.' }]);
    const stray = await visits.sign(await visits.draft({}), { because: 'So what?' }).expect(400);
    expect(stray.body.errors[0].pointer).toBe('/because');
  });

  it('of a screen from before an item existed stay readable', async () => {
    const { id } = await visits.draft({ DVT: 'yes' });
    const old = { kind: 'answered', answers: { DVT: { answer: 'yes' }, CORD: { answer: 'no' } } };
    await stage.owner('update portal.assessment set screen = $2 where id = $1', [id, JSON.stringify(old)]);
    const { body } = await stage.as('rivera').get(`/assessments/${id}`).expect(200);
    expect(body.screen.answers).toEqual([
      { item: 'CORD', answer: 'no' },
      { item: 'DVT', answer: 'yes' },
    ]);
    expect(body.holdFlags).toEqual(['DVT']);
  });
});

describe('with advice turned off', () => {
  let stage: Stage;
  let visits: ReturnType<typeof visitsOf>;
  beforeAll(async () => {
    stage = await openStage(undefined, { clinicalRules: 'record-only' });
    visits = visitsOf(stage);
  });
  afterAll(() => stage.close());

  it('the questions stand alone', async () => {
    const { body } = await stage.as('rivera').get('/red-flags').expect(200);
    expect(body.map(({ code }: { code: string }) => code)).toEqual(RED_FLAG_CODES);
    for (const item of body) expect([item.grades, item.knownLowers]).toEqual([[], null]);
  });

  it('nothing is graded, and no decision is asked for', async () => {
    const drafted = await visits.draft({ VISC: 'yes', 'CES-2': 'yes' });
    expect(drafted).toMatchObject({ flags: [], holdFlags: [], unsettled: [] });
    const { body } = await visits.sign(drafted, { openHold: false }).expect(200);
    expect(body).toMatchObject({ flags: [], holdFlags: [] });
    expect(await visits.holds()).toEqual([]);
    expect((await visits.routine()).items).toHaveLength(3);
  });

  it.each<[string, Said]>([
    ['any yes', { AXSPA: 'yes' }],
    ['a cauda equina question left open', { 'CES-4': 'declined' }],
  ])('the clinician says whether a hold opens, after %s', async (_, said) => {
    const drafted = await visits.draft(said);
    expect((await visits.sign(drafted).expect(409)).body.code).toBe('assessment.hold_undecided');
    expect((await visits.sign(drafted, {}).expect(409)).body.code).toBe('assessment.hold_undecided');
    await visits.sign(drafted, { openHold: false, because: 'Known, and unchanged.' }).expect(200);
    expect((await visits.routine()).items).toHaveLength(3);
  });

  it.each<[string, Said]>([
    ['nothing was found', {}],
    ['another question was left open', { VISC: 'declined' }],
  ])('nothing is asked where %s', async (_, said) => {
    await visits.sign(await visits.draft(said)).expect(200);
  });

  it('the gate is not: a hold closes the routine and stops every issue, all the same', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ann', UNAIDED);
    const plan = await write(stage, 'rivera', episodeId);
    const dates = { reviewOn: await today(stage, 14) };
    await visits
      .sign(await visits.draft({ 'CES-2': 'yes' }), { openHold: true, because: 'Numb.' })
      .expect(200);
    const [hold] = await visits.holds();
    expect(hold).toMatchObject({ because: 'Numb.', flags: [], actions: [], resolvedAt: null });
    expect(await visits.routine()).toEqual({ standing: 'on_hold', items: [] });
    expect((await issue(stage, 'rivera', plan, dates).expect(409)).body.code).toBe('prescription.on_hold');
    await visits.resolve(hold).expect(200);
    expect((await visits.routine()).items).toHaveLength(3);
  });

  it('nor is what makes a screen complete', async () => {
    const drafted = await visits.draft({ CORD: 'not_asked' });
    const { body } = await visits.sign(drafted, { openHold: false }).expect(409);
    expect(body.errors).toEqual([expect.objectContaining({ pointer: '/screen/answers/CORD' })]);
  });

  it('a hold from before shows who was told, and no advice', async () => {
    const hold = await stage
      .as('rivera')
      .post(`/patients/${people.ann.id}/holds`)
      .send({ because: 'Numb.' })
      .expect(201);
    await stage.owner(`update portal.hold set flags = '{CES-2}', grades = '{CES-2.yes}' where id = $1`, [
      hold.body.id,
    ]);
    const [shown] = await visits.holds();
    expect(shown).toMatchObject({ flags: ['CES-2'], actions: [] });
    await visits.resolve(shown).expect(200);
  });
});
