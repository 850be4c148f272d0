/** Who looks after somebody: let in by the patient or written down by the clinic; what they may do, and when it ends. */
import { adviceOf, people, type PersonName } from '../support/cast';
import { sameness } from '../support/credentials';
import { linkIn, mailsOf, secretOf } from '../support/mails';
import { type Caller, openStage, type Stage } from '../support/stage';
import { assess, assessAgain, draft, issue as issuePlan, today } from '../support/visit';

const ANN_BORN = '1961-04-12';

describe('a carer', () => {
  let stage: Stage;
  let child: { id: string; born: string };
  beforeAll(async () => {
    stage = await openStage();
    const born = `${Number((await today(stage)).slice(0, 4)) - 12}-01-01`;
    const { body } = await stage
      .as('dale')
      .post('/patients')
      .send({ name: 'Tim Small', dateOfBirth: born })
      .expect(201);
    child = { id: body.id, born };
  });
  afterEach(async () => {
    await stage.setClock(null);
    await stage.owner('delete from portal.attempt');
  });
  afterAll(() => stage.close());

  const open = (secret: string, dateOfBirth: string) =>
    stage.anonymous().post('/patient-session').set('user-agent', 'Carer/1.0').send({ secret, dateOfBirth });
  const letIn = async (name = 'Cleo Carter', email?: string) => {
    const { body } = await stage.as('ann').post('/carers').send({ name, email }).expect(201);
    return { id: body.carer.id as string, secret: secretOf(body.link), body };
  };
  const enter = async (secret: string, dateOfBirth = ANN_BORN) => {
    const { body } = await open(secret, dateOfBirth).expect(200);
    return {
      as: stage.withToken(body.accessToken),
      sessionId: body.sessionId,
      refreshToken: body.refreshToken,
    } as {
      as: Caller;
      sessionId: string;
      refreshToken: string;
    };
  };
  const writeDown = async (by: PersonName = 'dale') => {
    const fields = {
      name: 'Greta Small',
      evidence: 'Mother; both passports seen.',
      evidenceKind: 'document_seen',
    };
    const { body } = await stage.as(by).post(`/patients/${child.id}/guardians`).send(fields).expect(201);
    return { id: body.carer.id as string, secret: secretOf(body.link), body };
  };
  /** A plan of the child's that waits to be confirmed. */
  const advise = async () => {
    const { body: episode } = await stage
      .as('rivera')
      .post(`/patients/${child.id}/episodes`)
      .send({ title: 'Knee' })
      .expect(201);
    await assessAgain(stage, 'rivera', episode.id);
    const rx = await draft(stage, 'rivera', episode.id);
    await issuePlan(stage, 'rivera', rx, { reviewOn: await today(stage, 14) }).expect(200);
    return episode.id as string;
  };

  it('let in by the patient comes by a link of their own, with the patient’s date of birth', async () => {
    const { id, secret, body } = await letIn('Cleo Carter', 'cleo@home.example');
    expect(body.carer).toMatchObject({
      id,
      patientId: people.ann.id,
      kind: 'let_in',
      name: 'Cleo Carter',
      letInBy: null,
    });
    await open(secret, '1990-01-01').expect(401);
    const cleo = await enter(secret);
    const { body: me } = await cleo.as.get('/session').expect(200);
    expect(me).toMatchObject({
      kind: 'carer',
      personId: id,
      name: 'Cleo Carter',
      roles: ['carer'],
      care: { patientId: people.ann.id, kind: 'let_in' },
    });
    const renewed = await stage
      .anonymous()
      .post('/session/renewal')
      .send({ refreshToken: cleo.refreshToken })
      .expect(200);
    await stage.withToken(renewed.body.accessToken).get('/session').expect(200);
    // and by mail, where there is an address
    const [mail] = (await mailsOf(stage, 'carer_link')).filter((one) => one.carer_id === id);
    expect(mail).toMatchObject({ to_address: 'cleo@home.example', patient_id: people.ann.id });
    const mailed = await enter(secretOf(await linkIn(stage, mail!)));
    expect((await mailed.as.get('/session').expect(200)).body.personId).toBe(id);
    // the patient's own link is another, and is not replaced
    const rows = await stage.owner('select 1 from portal.patient_link where carer_id = $1', [id]);
    expect(rows).toHaveLength(2);
  });

  it('sees the patient’s routine, and each look is written down', async () => {
    const { as, sessionId } = await enter((await letIn()).secret);
    await stage.owner('delete from portal.audit_entry');
    const { body, headers } = await as.get('/routine').expect(200);
    expect(body.items.map((one: { name: string }) => one.name)).toEqual(
      [1, 2, 3].map((n) => `Ann Allen exercise ${n}`),
    );
    await as
      .get('/routine')
      .set('if-none-match', headers.etag as string)
      .expect(304);
    expect(
      await stage.owner('select action, actor_role, session_id, patient_ids from portal.audit_entry'),
    ).toEqual(
      Array(2).fill({
        action: 'record.read',
        actor_role: 'app_carer',
        session_id: sessionId,
        patient_ids: [people.ann.id],
      }),
    );
    await stage.owner('delete from portal.audit_entry');
    await stage.as('ann').get('/routine').expect(200);
    expect(await stage.owner('select 1 from portal.audit_entry')).toEqual([]);
    await stage.as('rivera').get('/routine').expect(403);
    const refused = await stage.owner('select action, subject_type from portal.audit_entry');
    expect(refused).toEqual([{ action: 'identity.refused', subject_type: 'routine.read' }]);
  });

  it('is ended by the patient with the next request, sessions and links and all', async () => {
    const { id, secret } = await letIn();
    const [one, two] = [await enter(secret), await enter(secret)];
    await stage.as('ben').delete(`/carers/${id}`).expect(404);
    await stage.as('ann').delete(`/carers/${id}`).expect(204);
    for (const { as, refreshToken } of [one, two]) {
      await as.get('/routine').expect(401);
      await as.get('/session').expect(401);
      await stage.anonymous().post('/session/renewal').send({ refreshToken }).expect(401);
    }
    const rows = await stage.owner('select distinct ended_because from portal.session where carer_id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ ended_because: 'carer_ended' }]);
    const gone = await open(secret, ANN_BORN).expect(401);
    expect(sameness(gone)).toEqual(sameness(await open('no-such-link', ANN_BORN)));
    await stage.as('ann').delete(`/carers/${id}`).expect(404);
    await stage.as('ann').post(`/carers/${id}/link`).expect(404);
    const { body: list } = await stage.as('ann').get('/carers').expect(200);
    expect(list.find((carer: { id: string }) => carer.id === id).endedAt).not.toBeNull();
    // nor does asking for a link bring one back
    await stage.anonymous().post('/patient-link-requests').send({ secret }).expect(202);
    expect((await mailsOf(stage)).filter((mail) => mail.carer_id === id)).toEqual([]);
  });

  it('stands in the patient’s list of devices, marked, and can be signed out there', async () => {
    const { id, secret } = await letIn();
    const { as, sessionId } = await enter(secret);
    const { body: list } = await stage.as('ann').get('/sessions').expect(200);
    expect(list.items.find((one: { id: string }) => one.id === sessionId)).toMatchObject({
      device: 'Carer/1.0',
      isThisOne: false,
      carer: { id, name: 'Cleo Carter' },
    });
    expect(list.items.find((one: { isThisOne: boolean }) => one.isThisOne).carer).toBeNull();
    // the carer sees their own only, and may end no other
    const { body: own } = await as.get('/sessions').expect(200);
    expect(own.items.map((one: { id: string; carer: null }) => [one.id, one.carer])).toEqual([
      [sessionId, null],
    ]);
    await as.delete(`/sessions/${people.ann.sessionId}`).expect(404);
    await as.delete(`/sessions/${people.cara.sessionId}`).expect(404);
    await stage.as('ben').delete(`/sessions/${sessionId}`).expect(404);
    await stage.as('ann').delete(`/sessions/${sessionId}`).expect(204);
    await as.get('/session').expect(401);
    const again = await enter(secret);
    await again.as.delete('/session').expect(204);
    await again.as.get('/session').expect(401);
  });

  it('gets a new link from the patient, or by asking when their address is known', async () => {
    const { id, secret } = await letIn('Cleo Carter', 'cleo@home.example');
    const { body } = await stage.as('ann').post(`/carers/${id}/link`).expect(201);
    await open(secret, ANN_BORN).expect(401);
    await enter(secretOf(body.link));
    await stage.owner(
      `update portal.mail set created_at = '2020-01-01', sent_at = '2020-01-01' where sent_at is null`,
    );
    await stage.anonymous().post('/patient-link-requests').send({ secret }).expect(202);
    const mails = await mailsOf(stage);
    expect(mails).toMatchObject([{ kind: 'carer_link', to_address: 'cleo@home.example', carer_id: id }]);
    await enter(secretOf(await linkIn(stage, mails[0]!)));
    // whom the patient let in without an address, the patient is asked
    const { secret: lost } = await letIn();
    await stage.anonymous().post('/patient-link-requests').send({ secret: lost }).expect(202);
    expect((await stage.as('dale').get('/patient-link-requests').expect(200)).body.items).toEqual([]);
    await stage.as('ben').post(`/carers/${id}/link`).expect(404);
    await stage.as('dale').post(`/guardians/${id}/link`).expect(404);
    await stage.as('dale').delete(`/guardians/${id}`).expect(404);
  });

  it('cannot be let in without end', async () => {
    const { body: patient } = await stage
      .as('dale')
      .post('/patients')
      .send({ name: 'Una Open', dateOfBirth: '1970-01-01' })
      .expect(201);
    const link = await stage.as('dale').post(`/patients/${patient.id}/link`).expect(201);
    const una = await enter(secretOf(link.body.link), '1970-01-01');
    for (let n = 0; n < 10; n++)
      await una.as
        .post('/carers')
        .send({ name: `Carer ${n}` })
        .expect(201);
    expect((await una.as.post('/carers').send({ name: 'One more' }).expect(409)).body.code).toBe(
      'carer.too_many',
    );
  });

  it('may not confirm advice, let others in, change the e-mail or have a video remembered', async () => {
    const { as } = await enter((await letIn()).secret);
    const visit = await assess(stage, 'rivera', 'ann');
    const rx = await draft(stage, 'rivera', visit.episodeId);
    await issuePlan(stage, 'rivera', rx, { reviewOn: await today(stage, 14) }).expect(200);
    const refused = await as.post(`/episodes/${visit.episodeId}/advice-confirmation`).expect(403);
    expect(refused.body.code).toBe('advice.confirmer_not_entitled');
    await stage.as('ann').post(`/episodes/${visit.episodeId}/advice-confirmation`).expect(200);
    await as.post('/carers').send({ name: 'Another' }).expect(403);
    await as.get('/carers').expect(403);
    await as.get('/own-email').expect(403);
    await as.put('/own-email').send({ email: 'thief@home.example' }).expect(403);
    await as.post('/own-email/confirmation').send({ secret: 'x' }).expect(403);
    const { body } = await as.put('/video-consents/file').send({ remember: true }).expect(409);
    expect(body.code).toBe('video_consent.session_only');
  });

  it('agrees to videos for their own session only, and the patient’s word does not count for them', async () => {
    const { secret } = await letIn();
    const [one, two] = [await enter(secret), await enter(secret)];
    const video = async (as: Caller) =>
      (await as.get('/routine').expect(200)).body.items.find((item: { video: object | null }) => item.video)
        .video.watchUrl;
    await stage.as('ann').put('/video-consents/file').send({ remember: true }).expect(200);
    expect(await video(stage.as('ann'))).not.toBeNull();
    expect(await video(one.as)).toBeNull();
    const agreed = async (as: Caller) =>
      (await as.get('/video-consents').expect(200)).body
        .filter((entry: { isAgreed: boolean }) => entry.isAgreed)
        .map((entry: { provider: string }) => entry.provider);
    expect(await agreed(one.as)).toEqual([]);
    await one.as.put('/video-consents/file').expect(200);
    expect(await agreed(one.as)).toEqual(['file']);
    expect(await video(one.as)).not.toBeNull();
    expect(await video(two.as)).toBeNull();
    // withdrawing takes each one's own away, and nobody else's
    await stage.as('ann').delete('/video-consents/file').expect(204);
    expect(await video(stage.as('ann'))).toBeNull();
    expect(await video(one.as)).not.toBeNull();
    await stage.as('ann').put('/video-consents/file').expect(200);
    await one.as.delete('/video-consents/file').expect(204);
    expect(await video(one.as)).toBeNull();
    expect(await video(stage.as('ann'))).not.toBeNull();
    await stage.as('ann').delete('/video-consents/file').expect(204);
  });

  it('who is a child’s guardian confirms advice for the child, and is ended by the clinic alone', async () => {
    const { id, secret, body } = await writeDown();
    expect(body.carer).toMatchObject({
      kind: 'guardian',
      letInBy: people.dale.id,
      evidence: 'Mother; both passports seen.',
    });
    const episodeId = await advise();
    const greta = await enter(secret, child.born);
    const kind = async () => (await greta.as.get('/routine').expect(200)).body.standing.kind;
    expect(await kind()).toBe('not_confirmed');
    const { body: confirmed } = await greta.as.post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
    expect(confirmed.by).toBe('guardian');
    expect(await kind()).toBe('live');
    await greta.as.post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
    await greta.as.post(`/episodes/${adviceOf('ann').episodeId}/advice-confirmation`).expect(404);
    const link = await stage.as('dale').post(`/patients/${child.id}/link`).expect(201);
    const tim = await enter(secretOf(link.body.link), child.born);
    expect((await tim.as.get('/carers').expect(200)).body).toMatchObject([{ id, kind: 'guardian' }]);
    expect((await tim.as.delete(`/carers/${id}`).expect(409)).body.code).toBe('carer.guardian');
    expect((await tim.as.post(`/carers/${id}/link`).expect(409)).body.code).toBe('carer.guardian');
    for (const name of ['osei', 'sadie'] as const) {
      await stage.as(name).delete(`/guardians/${id}`).expect(404);
      await stage.as(name).post(`/guardians/${id}/link`).expect(404);
      await stage.as(name).get(`/patients/${child.id}/carers`).expect(404);
    }
    const { body: again } = await stage.as('rivera').post(`/guardians/${id}/link`).expect(201);
    await open(secret, child.born).expect(401);
    await enter(secretOf(again.link), child.born);
    const { body: list } = await stage.as('rivera').get(`/patients/${child.id}/carers`).expect(200);
    expect(list).toMatchObject([{ id, name: 'Greta Small', endedAt: null }]);
    await stage.as('rivera').delete(`/guardians/${id}`).expect(204);
    await greta.as.get('/routine').expect(401);
    await stage.as('rivera').delete(`/guardians/${id}`).expect(404);
    const [ended] = await stage.owner('select ended_by_staff from portal.carer where id = $1', [id]);
    expect(ended).toEqual({ ended_by_staff: people.rivera.id });
  });

  it('who was the guardian of a child looks no more when the child has grown up and says so', async () => {
    const { id, secret } = await writeDown();
    const greta = await enter(secret, child.born);
    const link = await stage.as('dale').post(`/patients/${child.id}/link`).expect(201);
    const tim = await enter(secretOf(link.body.link), child.born);
    const born = async (daysAfter: number) =>
      stage.owner(
        `update portal.patient set date_of_birth = portal.today_in('Europe/London') - interval '16 years' + $2 * interval '1 day'
         where id = $1`,
        [child.id, daysAfter],
      );
    await born(1);
    expect((await tim.as.delete(`/carers/${id}`).expect(409)).body.code).toBe('carer.guardian');
    await born(0);
    await tim.as.delete(`/carers/${id}`).expect(204);
    await greta.as.get('/routine').expect(401);
    await tim.as.delete(`/carers/${id}`).expect(404);
    await stage.owner('update portal.patient set date_of_birth = $2 where id = $1', [child.id, child.born]);
  });

  it('who is a guardian without e-mail is seen by the desk when they ask for a link', async () => {
    const { id, secret } = await writeDown();
    await stage.anonymous().post('/patient-link-requests').send({ secret }).expect(202);
    const wishes = async () => (await stage.as('dale').get('/patient-link-requests').expect(200)).body.items;
    expect(await wishes()).toMatchObject([{ patientId: child.id, guardianName: 'Greta Small' }]);
    // the child's own code is no answer to the guardian
    await stage.as('dale').post(`/patients/${child.id}/spoken-code`).expect(201);
    expect(await wishes()).toHaveLength(1);
    await stage.as('dale').post(`/guardians/${id}/link`).expect(201);
    expect(await wishes()).toEqual([]);
  });

  it('is written down as a guardian until the day before the sixteenth birthday, by desk and clinicians', async () => {
    const day = await today(stage);
    const sixteenOn = (yearsAgo: number, date: string) =>
      `${Number(date.slice(0, 4)) - yearsAgo}${date.slice(4)}`;
    const guardians = async (dateOfBirth: string) => {
      const { body } = await stage
        .as('dale')
        .post('/patients')
        .send({ name: 'Kim Kid', dateOfBirth })
        .expect(201);
      return stage
        .as('rivera')
        .post(`/patients/${body.id}/guardians`)
        .send({ name: 'Mum', evidence: 'Seen.', evidenceKind: 'document_seen' });
    };
    expect((await guardians(sixteenOn(16, day))).body.code).toBe('guardian.patient_grown_up');
    expect((await guardians(sixteenOn(16, await today(stage, 1)))).status).toBe(201);
    const path = `/patients/${child.id}/guardians`;
    const fields = { name: 'Mum', evidence: 'Seen.', evidenceKind: 'document_seen' };
    for (const name of ['osei', 'sadie'] as const) await stage.as(name).post(path).send(fields).expect(404);
    for (const name of ['adams', 'ann', 'cara'] as const)
      await stage.as(name).post(path).send(fields).expect(403);
    await stage.as('dale').post(path).send({ name: 'Mum' }).expect(400);
  });
});
