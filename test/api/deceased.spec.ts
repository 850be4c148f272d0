/** A patient dies: what a receptionist enters once is known everywhere at once, and a mistake is taken back without reviving anything. */
import { Client } from 'pg';
import { raiseAlert } from '../../src/alert/raise-alert';
import { secretHash } from '../../src/identity/secret';
import { adviceOf, people, type PersonName } from '../support/cast';
import { inTxOf } from '../support/diary';
import { openStage, type Stage } from '../support/stage';
import { assess, draft, issue, today, transit } from '../support/visit';
import { aWalkIn, walkIn } from '../support/walk-in';

const { ann, cai, dot, rivera, dale } = people;
const RX = adviceOf('ann').prescriptionId;

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const patient = async (id: string = ann.id) =>
  (await stage.as('rivera').get(`/patients/${id}`).expect(200)).body;
const enter = async (by: 'dale' | 'rivera' = 'dale', body: object = {}, id = ann.id) => {
  const { revision } = await patient(id);
  return stage
    .as(by)
    .post(`/patients/${id}/death`)
    .set('if-match', `"${revision}"`)
    .send({ diedOn: '2026-01-05', because: 'Her daughter rang.', ...body });
};
const reverse = async (by: PersonName = 'rivera') => {
  const { revision } = await patient();
  return stage
    .as(by)
    .post(`/patients/${ann.id}/death/reversal`)
    .set('if-match', `"${revision}"`)
    .send({ because: 'It was another Mrs Allen.' });
};
const idsIn = async (by: 'rivera' | 'dale', path: string) =>
  JSON.stringify((await stage.as(by).get(path).expect(200)).body);
const later = async (days: number) => {
  const [row] = await stage.owner<{ at: Date }>(
    'select portal.portal_now() + make_interval(days => $1) as at',
    [days],
  );
  await stage.setClock(row!.at.toISOString());
};

describe('a patient dies: everything is silent at once', () => {
  /** All that could speak to ann or of her, by its address where it has one. */
  async function aFullLife() {
    await stage
      .as('ann')
      .put('/reminders')
      .send({ times: ['08:00', '18:00'], days: EVERY_DAY, channel: 'mail' })
      .expect(200);
    const { body: feed } = await stage.as('ann').post('/calendar-feed').expect(201);
    const { body: link } = await stage.as('dale').post(`/patients/${ann.id}/link`).expect(201);
    const { body: code } = await stage.as('dale').post(`/patients/${ann.id}/spoken-code`).expect(201);
    const { body: letIn } = await stage
      .as('ann')
      .post('/carers')
      .send({ name: 'Kit Kline', email: 'kit@home.example' })
      .expect(201);
    await stage.as('ann').post('/record-requests').send({}).expect(201);
    await stage.anonymous().post('/patient-link-requests').send({ email: 'ann@home.example' });
    for (const kind of ['A1', 'A2', 'A4'] as const)
      await inTxOf(stage, 'rivera', (tx) => raiseAlert(tx, { kind, key: 'one', patientId: ann.id }));
    return {
      feed: feed.address as string,
      link: secretIn(link.link),
      code: code.code as string,
      carerLink: secretIn(letIn.link),
    };
  }
  const EVERY_DAY = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  const secretIn = (address: string) => address.split('#')[1] as string;
  const open = (secret: string, dateOfBirth = '1961-04-12') =>
    stage.anonymous().post('/patient-session').send({ secret, dateOfBirth });

  it('whoever enters it: they and who looks after them are out, and no address of theirs answers', async () => {
    const life = await aFullLife();
    await open(life.link).expect(200);
    await open(life.carerLink).expect(200);
    const { body } = await enter().then((answer) => expectStatus(answer, 200));
    expect(body).toMatchObject({
      status: 'deceased',
      deceased: { diedOn: '2026-01-05', says: 'Died on 5 January 2026.', recordedAt: expect.any(String) },
      dischargedAt: expect.any(String),
    });
    await stage.as('ann').get('/routine').expect(401);
    await stage.as('cara').get('/routine').expect(401);
    expect(
      await stage.owner('select 1 from portal.session where patient_id = $1 and ended_at is null', [ann.id]),
    ).toEqual([]);
    await open(life.link).expect(401);
    await open(life.carerLink).expect(401);
    await stage
      .anonymous()
      .post('/patient-session')
      .send({ code: life.code, dateOfBirth: '1961-04-12' })
      .expect(401);
    await stage
      .anonymous()
      .get(life.feed.replace(/^.*\/api\/v1/, ''))
      .expect(404);
    // one line of the trail for each kind of thing, with its ids
    const trail = await stage.owner<{ action: string; n: number }>(
      `select action, cardinality(subject_ids) as n from portal.audit_entry
       where actor_id = $1 and patient_ids = array[$2::uuid] and request_id = (
         select request_id from portal.audit_entry where action = 'patient.died')
       and action <> 'record.read' order by action`,
      [dale.id, ann.id],
    );
    expect(trail.map(({ action }) => action)).toEqual([
      ...['alert.closed', 'calendar_feed.closed', 'code.revoked', 'link.revoked', 'patient.died'],
      ...['prescription.paused', 'session.ended'],
    ]);
    expect(trail.find(({ action }) => action === 'alert.closed')).toMatchObject({ n: 3 });
  });

  it('no mail goes out and none is made: not what waited, not for weeks, by no round and on no wish', async () => {
    await aFullLife();
    await stage.anonymous().post('/patient-link-requests').send({ email: 'kit@home.example' });
    const waiting = `select kind from portal.mail where patient_id = $1 and staff_id is null
      and sent_at is null and dropped_at is null`;
    expect((await stage.owner(waiting, [ann.id])).length).toBeGreaterThan(1);
    await enter();
    expect(await stage.owner(waiting, [ann.id])).toEqual([]);
    for (const days of [0, 1, 1, 5, 7, 14, 14, 30]) {
      await later(days);
      await stage.anonymous().post('/patient-link-requests').send({ email: 'ann@home.example' });
      await stage.anonymous().post('/patient-link-requests').send({ email: 'kit@home.example' });
      await stage.work();
    }
    for (const address of ['ann@home.example', 'kit@home.example'])
      expect([address, stage.outbox.to(address)]).toEqual([address, []]);
    expect(
      await stage.owner('select kind from portal.alert where patient_id = $1 and closed_at is null', [
        ann.id,
      ]),
    ).toEqual([]);
    // ben, whom nobody spoke of, can ask for his link still
    await stage.anonymous().post('/patient-link-requests').send({ email: 'ben@home.example' });
    await stage.work();
    expect(stage.outbox.to('ben@home.example')).toHaveLength(1);
  });

  it('they are on no list of work, and the record stays readable, alerts closed with the note', async () => {
    await aFullLife();
    for (const [by, path] of [
      ['rivera', '/worklist?of=clinic'],
      ['rivera', '/caseload'],
      ['dale', '/call-backs'],
    ] as const)
      expect([path, (await idsIn(by, path)).includes(ann.id)]).toEqual([path, true]);
    await enter();
    for (const [by, path] of [
      ['rivera', '/worklist?of=clinic'],
      ['rivera', '/caseload'],
      ['dale', '/call-backs'],
      ['dale', '/patient-link-requests'],
      ['dale', '/patients?status=current'],
      ['dale', '/patients?status=discharged'],
    ] as const)
      expect([path, (await idsIn(by, path)).includes(ann.id)]).toEqual([path, false]);
    expect(await idsIn('dale', '/patients?status=deceased')).toContain(ann.id);
    const { body: alerts } = await stage.as('rivera').get(`/patients/${ann.id}/alerts`).expect(200);
    expect(alerts.items).toHaveLength(3);
    for (const alert of alerts.items)
      expect(alert).toMatchObject({ standing: 'closed', closedBy: dale.id, note: 'The patient died.' });
    await stage
      .as('rivera')
      .get(`/prescriptions/${RX}`)
      .expect(200)
      .expect(({ body }) => expect(body.standing).toBe('paused'));
    await stage.as('rivera').get(`/patients/${ann.id}/episodes`).expect(200);
    expect((await stage.as('rivera').get(`/patients/${ann.id}/deaths`).expect(200)).body).toMatchObject([
      { diedOn: '2026-01-05', because: 'Her daughter rang.', recordedBy: dale.id, reversedAt: null },
    ]);
  });

  it('nothing is opened, sent or handed out for them any more', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ann');
    const written = await draft(stage, 'rivera', episodeId);
    const [guardian] = await stage.owner<{ id: string }>(
      `insert into portal.carer (clinic_id, patient_id, kind, name, evidence, evidence_kind, let_in_by)
       values ($1, $2, 'guardian', 'G', 'Seen.', 'document_seen', $3) returning id`,
      [ann.clinicId, ann.id, rivera.id],
    );
    await stage.owner(`update portal.patient set date_of_birth = current_date - 3000 where id = $1`, [
      ann.id,
    ]);
    await enter('rivera', { diedOn: null });
    expect((await patient()).deceased).toMatchObject({
      diedOn: null,
      says: 'Has died. The day is not known.',
    });
    const as = stage.as('dale');
    const at = `/patients/${ann.id}`;
    for (const call of [
      as.post(`${at}/link`),
      as.post(`${at}/spoken-code`),
      as.post(`${at}/link-letter`),
      as.post(`${at}/guardians`).send({ name: 'G', evidence: 'Seen.', evidenceKind: 'document_seen' }),
      as.post(`/guardians/${guardian!.id}/link`),
      stage.as('rivera').post(`${at}/episodes`).send({ title: 'Neck' }),
      walkIn(stage, 'rivera', { ...(await aWalkIn(stage)), patient: undefined, patientId: ann.id }),
    ]) {
      const { status, body } = await call;
      expect([status, body.code]).toEqual([409, 'patient.deceased']);
    }
    const again = await stage
      .as('rivera')
      .post(`${at}/readmission`)
      .set('if-match', `"${(await patient()).revision}"`)
      .expect(409);
    expect(again.body.code).toBe('patient.deceased');
    const refusals = [
      await issue(stage, 'rivera', written, { reviewOn: await today(stage, 14) }),
      await transit(stage, 'rivera', RX, 'resumption'),
    ];
    for (const { status, body } of refusals)
      expect([status, body.code]).toEqual([409, 'prescription.patient_discharged']);
    const twice = await enter();
    expect([twice.status, twice.body.code]).toEqual([409, 'patient.deceased']);
  });

  it('a record that they had asked for is given to nobody, and the request can be refused', async () => {
    const { body: asked } = await stage.as('ann').post('/record-requests').send({}).expect(201);
    await enter();
    const answer = (noun: string, body: object) =>
      stage.as('rivera').post(`/record-requests/${asked.id}/${noun}`).set('if-match', '"1"').send(body);
    const { body: notes } = await stage.as('rivera').get(`/record-requests/${asked.id}/notes`).expect(200);
    expect(notes.map(({ kind }: { kind: string }) => kind)).toContain('death');
    const released = await answer('release', { judged: notes.length, heldBack: [] }).expect(409);
    expect(released.body.code).toBe('patient.deceased');
    await answer('refusal', { because: 'Died; her family is written to.' }).expect(200);
  });

  it('the day is one that can be, and the reason is said', async () => {
    const tomorrow = await today(stage, 1);
    for (const [body, pointer] of [
      [{ diedOn: tomorrow }, '/diedOn'],
      [{ diedOn: '1961-04-11' }, '/diedOn'],
      [{ because: ' ' }, '/because'],
    ] as const) {
      const { status, body: problem } = await enter('dale', body);
      expect([status, problem.errors[0].pointer]).toEqual([400, pointer]);
    }
    for (const diedOn of ['1961-04-12', await today(stage)]) {
      await stage.renew();
      expect((await enter('dale', { diedOn })).status).toBe(200);
    }
    for (const by of ['adams', 'ben'] as const) {
      const { status } = await stage
        .as(by)
        .post(`/patients/${dot.id}/death`)
        .set('if-match', '"1"')
        .send({ because: 'x' });
      expect([by, status]).toEqual([by, 403]);
    }
  });

  it('who was discharged long before is silent too', async () => {
    expect((await enter('dale', {}, dot.id)).status).toBe(200);
    const { body } = await stage.as('rivera').get(`/patients/${dot.id}/discharges`).expect(200);
    expect(body[0]).toMatchObject({ because: 'moved away', readmittedAt: null });
    await stage.as('dot').get('/routine').expect(401);
    expect((await enter('dale', {}, cai.id).catch(() => ({ status: 404 }))).status).toBe(404);
  });
});

describe('entered as deceased by mistake', () => {
  it('a clinician takes it back; no plan comes back by itself, and whoever was signed out stays so', async () => {
    await enter();
    for (const by of ['novak', 'dale'] as const) {
      const refused = await reverse(by);
      expect([by, refused.status]).toEqual([by, 403]);
    }
    const { status, body } = await reverse();
    expect([status, body.status, body.deceased, body.dischargedAt]).toEqual([200, 'current', null, null]);
    const { body: plan } = await stage.as('rivera').get(`/prescriptions/${RX}`).expect(200);
    expect(plan.standing).toBe('paused');
    await stage.as('ann').get('/routine').expect(401);
    expect(await idsIn('rivera', '/caseload')).toContain(ann.id);
    expect(await idsIn('rivera', '/worklist?of=clinic')).not.toContain(ann.id);

    const { body: link } = await stage.as('dale').post(`/patients/${ann.id}/link`).expect(201);
    const { body: tokens } = await stage
      .anonymous()
      .post('/patient-session')
      .send({ secret: link.link.split('#')[1], dateOfBirth: '1961-04-12' })
      .expect(200);
    const asAnn = stage.withToken(tokens.accessToken);
    expect((await asAnn.get('/routine').expect(200)).body.items).toEqual([]);
    expect((await transit(stage, 'rivera', RX, 'resumption')).status).toBe(200);
    expect((await asAnn.get('/routine').expect(200)).body.items.length).toBeGreaterThan(0);

    expect((await stage.as('rivera').get(`/patients/${ann.id}/deaths`).expect(200)).body).toMatchObject([
      { reversedBy: rivera.id, reversedBecause: 'It was another Mrs Allen.' },
    ]);
    const twice = await reverse();
    expect([twice.status, twice.body.code]).toEqual([409, 'patient.not_deceased']);
    // and can be entered anew
    expect((await enter()).status).toBe(200);
  });

  it('who was discharged before stays discharged', async () => {
    await enter('dale', {}, dot.id);
    const { revision } = await patient(dot.id);
    const { body } = await stage
      .as('rivera')
      .post(`/patients/${dot.id}/death/reversal`)
      .set('if-match', `"${revision}"`)
      .send({ because: 'Not she.' })
      .expect(200);
    expect([body.status, body.deceased]).toEqual(['discharged', null]);
  });
});

it('a link that is being opened as the death is written opens nothing that lasts', async () => {
  const { body } = await stage.as('dale').post(`/patients/${ann.id}/link`).expect(201);
  const hash = secretHash(body.link.split('#')[1]);
  const phone = new Client({ connectionString: stage.ownerUrl });
  await phone.connect();
  try {
    await phone.query('begin');
    const { rows } = await phone.query(
      `select * from portal.open_link($1, '1961-04-12', 'phone', 'token', 'x')`,
      [hash],
    );
    expect(rows).toHaveLength(1);
    const entered = enter();
    await new Promise((wake) => setTimeout(wake, 400));
    await phone.query('commit');
    expect((await entered).status).toBe(200);
  } finally {
    await phone.end();
  }
  expect(
    await stage.owner('select 1 from portal.session where patient_id = $1 and ended_at is null', [ann.id]),
  ).toEqual([]);
});

it('a link that is opened while the death is being written opens nothing', async () => {
  const { body } = await stage.as('dale').post(`/patients/${ann.id}/link`).expect(201);
  const secret = body.link.split('#')[1];
  const open = () => stage.anonymous().post('/patient-session').send({ secret, dateOfBirth: '1961-04-12' });
  await open().expect(200);
  const desk = new Client({ connectionString: stage.ownerUrl });
  await desk.connect();
  try {
    await desk.query('begin');
    await desk.query(`select set_config('app.clinic_id', $1, true), set_config('app.actor_id', $2, true)`, [
      ann.clinicId,
      dale.id,
    ]);
    await desk.query(`select * from portal.enter_death($1, null, 'x')`, [ann.id]);
    const opened = open().then(({ status }) => status);
    await new Promise((wake) => setTimeout(wake, 400));
    await desk.query('commit');
    expect(await opened).toBe(401);
  } finally {
    await desk.end();
  }
});

function expectStatus<Answer extends { status: number; body: unknown }>(
  answer: Answer,
  status: number,
): Answer {
  expect([answer.status, answer.body]).toEqual([status, expect.anything()]);
  return answer;
}
