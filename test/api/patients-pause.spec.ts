/**
 * What a patient closes by themself and a clinician opens again: their own pause in both modes of the rules, and a confirmed
 * emergency; what record-only leaves to people; and the weeks of a plan that go on where they were left.
 */
import { randomUUID } from 'node:crypto';
import { adviceOf, people } from '../support/cast';
import { ALL_NO, checkInsOn } from '../support/check-in';
import { dose } from '../support/dose';
import { on as day, programmeOn } from '../support/programme';
import { openStage, type Stage } from '../support/stage';
import { item } from '../support/visit';

const OPEN = ['live', 'Ann Allen exercise 1', 'Ann Allen exercise 2', 'Ann Allen exercise 3'];

const resolveAll = async (stage: Stage, who: 'ann' | 'ben'): Promise<void> => {
  const { body } = await stage.as('rivera').get(`/patients/${people[who].id}/holds`).expect(200);
  for (const hold of body.items.filter((one: { resolvedAt: unknown }) => one.resolvedAt === null)) {
    const resolution = () =>
      stage.as('rivera').post(`/holds/${hold.id}/resolution`).set('if-match', `"${hold.revision}"`);
    const said = { resolution: 'Rang and talked it through; all well.' };
    if (hold.flags.length > 0) {
      expect((await resolution().send(said).expect(409)).body.code).toBe('hold.nobody_told');
      const told = { told: 'Spinal registrar on call', how: 'phone' };
      await stage.as('rivera').post(`/holds/${hold.id}/referrals`).send(told).expect(201);
    }
    await resolution().send(said).expect(200);
  }
};

describe.each(['advise', 'record-only'] as const)('a patient’s own pause, with the rules on %s', (mode) => {
  let stage: Stage;
  let on: ReturnType<typeof checkInsOn>;
  beforeEach(async () => {
    stage = await openStage(undefined, { clinicalRules: mode });
    on = checkInsOn(stage);
  });
  afterEach(() => stage.close());

  it('closes everything at once, is told to the clinic, and is lifted by a clinician alone', async () => {
    const { body } = await stage.as('ann').post('/own-pause').send({ because: 'I have a cold.' }).expect(200);
    expect(body).toEqual({
      message: expect.stringMatching(/on pause, as you wished.*call/),
      notWatched: expect.stringMatching(/Nobody watches/),
      spoken: { asked: 'en', language: 'en', parts: [{ part: 'safety', language: 'en' }] },
      clinic: expect.objectContaining({ phone: '020 7946 0000', bookingUrl: 'https://clinic.example/book' }),
    });
    expect(await on.shown('ann')).toEqual(['on_hold']);
    for (const path of ['/routine', '/today']) {
      const { standing } = (await stage.as('ann').get(path).expect(200)).body;
      expect(standing.message).toBe(body.message);
    }
    const path = `/prescriptions/${adviceOf('ann').prescriptionId}`;
    const { revision } = (await stage.as('rivera').get(path).expect(200)).body;
    const asked = stage.as('rivera').post(`${path}/resumption`).set('if-match', `"${revision}"`);
    expect((await asked.send({}).expect(409)).body).toMatchObject({
      code: 'prescription.on_hold',
      detail: expect.stringMatching(/GET .*holds.*POST .*resolution/),
    });
    await stage.as('cara').post('/own-pause').send({}).expect(200);
    expect(await on.holdsOf('ann')).toMatchObject([
      { kind: 'own_pause', flags: [], because: 'The patient’s own wish: I have a cold.', carer_id: null },
    ]);
    expect(await on.alertsOf('ann')).toMatchObject([{ kind: 'A4', key: 'own_pause', times: 1 }]);
    await resolveAll(stage, 'ann');
    expect(await on.shown('ann')).toEqual(OPEN);
    await stage.as('cara').post('/own-pause').send({}).expect(200);
    expect(await on.holdsOf('ann')).toMatchObject([{}, { carer_id: people.cara.id }]);
    expect(await on.shown('ann')).toEqual(['on_hold']);
  });

  it('is not for who has no plan, nor for staff', async () => {
    const { body } = await stage.as('ben').post('/own-pause').send({}).expect(409);
    expect(body.code).toBe('hold.nothing_to_pause');
    await stage.as('dot').post('/own-pause').send({}).expect(409);
    for (const who of ['rivera', 'dale', 'adams'] as const) {
      await stage.as(who).post('/own-pause').send({}).expect(403);
    }
  });
});

describe('where the rules only record', () => {
  let stage: Stage;
  let on: ReturnType<typeof checkInsOn>;
  beforeEach(async () => {
    stage = await openStage(undefined, { clinicalRules: 'record-only' });
    on = checkInsOn(stage);
  });
  afterEach(() => stage.close());

  it('everybody reads the same list, with every question, whatever their record knows', async () => {
    const known = {
      since: '2020-05-01',
      cause: 'An operation.',
      unchanged: true,
      investigatedOn: '2020-06-01',
    };
    await stage.owner('alter table portal.assessment disable trigger user');
    await stage.owner('update portal.assessment set screen = $1, findings = $2 where id = $3', [
      { kind: 'answered', answers: { 'CES-7': { answer: 'yes', known } } },
      { neuro: { saddleSensation: 'altered' } },
      adviceOf('ann').assessmentId,
    ]);
    const { questions, mode, because } = await on.toAsk('ann');
    expect([mode, because, questions.length]).toEqual(['list', null, 11]);
    const { 'CES-2': _, ...answers } = ALL_NO;
    const body = { id: randomUUID(), kind: 'full', at: await on.now(), answers };
    const { errors } = (await on.send('ann', body).expect(409)).body;
    expect(errors).toMatchObject([{ pointer: '/answers/CES-2', code: 'missing' }]);
  });

  it.each(['CES-2', 'NIGHT'] as const)(
    'a confirmed %s is told to the clinic and closes nothing: the patient is told to call, and may pause',
    async (code) => {
      const { sent, reply } = await on.full('ann', code);
      expect(reply.urgent).toHaveLength(1);
      const { body } = await on.word('ann', sent.id, 'confirmed', [code]);
      expect(body).toMatchObject({
        closed: 'nothing',
        message: expect.stringMatching(/no more exercises.*call your clinic.*put your plan on pause/),
        urgent: [{ items: [expect.any(String)] }],
        clinic: { phone: '020 7946 0000' },
      });
      expect(await on.holdsOf('ann')).toEqual([]);
      expect(await on.shown('ann')).toEqual(OPEN);
      expect(await on.alertsOf('ann')).toMatchObject([{ kind: 'A1', facts: { confirmed: true } }]);
    },
  );
});

describe('a plan that a confirmed emergency closed', () => {
  it('goes on where it was left, once a clinician lifted it', async () => {
    const stage = await openStage();
    try {
      const on = checkInsOn(stage);
      const programme = programmeOn(stage);
      await programme.dayIs(0);
      const daily = dose({}, { perWeek: { exact: 7 } });
      const [session] = daily.sessions;
      const weekTwo = { ...daily, sessions: [{ ...session!, weeks: { from: 2, to: 2 } }] };
      const written = await programme.begin([item({ dosage: weekTwo, why: 'Week 2.' })]);
      await programme.give(written).expect(200);
      await programme.dayIs(4);
      const { sent } = await on.full('ben', 'CES-1');
      await on.word('ben', sent.id, 'confirmed', ['CES-1']);
      expect(await programme.seenOn(9)).toEqual(['on_hold']);
      await programme.dayIs(14);
      await resolveAll(stage, 'ben');
      expect(await programme.weekOneOf(written)).toBe(day(10));
      expect(await programme.seenOn(16)).toEqual(['resting']);
      expect(await programme.seenOn(17)).toEqual(['live', 'Week 2.']);
    } finally {
      await stage.close();
    }
  });
});
