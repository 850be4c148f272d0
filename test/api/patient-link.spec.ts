import { people, type PersonName } from '../support/cast';
import { dumpOf, sameness } from '../support/credentials';
import { accessToken, openStage, type Stage } from '../support/stage';

const BORN = { ann: '1961-04-12', ben: '1984-09-30', dot: '1950-01-05', cai: '1990-02-28' };
const later = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

describe('a patient’s link', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterEach(async () => {
    await stage.setClock(null);
    await stage.owner('delete from portal.attempt');
  });
  afterAll(() => stage.close());

  const path = (name: keyof typeof BORN) => `/patients/${people[name].id}/link`;
  const issue = async (by: PersonName, name: keyof typeof BORN) => {
    const { body } = await stage.as(by).post(path(name)).expect(201);
    return (body.link as string).split('#')[1] as string;
  };
  const open = (secret: string, dateOfBirth: string) =>
    stage.anonymous().post('/patient-session').send({ secret, dateOfBirth });
  const status = async (sessionId: string) =>
    (await stage.withToken(accessToken(sessionId)).get('/session')).status;

  it('is shown once, and opens with the date of birth', async () => {
    const { body, headers } = await stage.as('dale').post(path('ann')).expect(201);
    expect(body.link).toMatch(/^https:\/\/portal\.example\/enter#[\w-]{32}$/);
    expect(headers['cache-control']).toBe('no-store');
    const secret = body.link.split('#')[1];
    const opened = await open(secret, BORN.ann).set('user-agent', 'Phone/1.0').expect(200);
    const ann = stage.withToken(opened.body.accessToken);
    const me = await ann.get('/session').expect(200);
    expect(me.body).toMatchObject({
      sessionId: opened.body.sessionId,
      kind: 'patient',
      personId: people.ann.id,
      name: 'Ann Allen',
      roles: ['patient'],
      clinic: { id: people.ann.clinicId, name: 'North Clinic' },
    });
    const { body: list } = await ann.get('/sessions').expect(200);
    expect(list.items[0]).toMatchObject({ device: 'Phone/1.0', isThisOne: true });
    await stage
      .anonymous()
      .post('/session/renewal')
      .send({ refreshToken: opened.body.refreshToken })
      .expect(200);
    const dump = await dumpOf(stage);
    for (const hidden of [secret, opened.body.refreshToken]) expect(dump).not.toContain(hidden);
  });

  it('opens on every device of the patient, as often as they like', async () => {
    const secret = await issue('rivera', 'ben');
    const [one, two] = [await open(secret, BORN.ben).expect(200), await open(secret, BORN.ben).expect(200)];
    expect(one.body.sessionId).not.toBe(two.body.sessionId);
    expect(await status(one.body.sessionId)).toBe(200);
  });

  it('opens for somebody discharged, who still has their own page', async () => {
    const { body } = await open(await issue('dale', 'dot'), BORN.dot).expect(200);
    expect(await status(body.sessionId)).toBe(200);
  });

  it('opens by POST only, so that no mail scanner does', async () => {
    await stage.anonymous().get('/patient-session').expect(404);
    await stage
      .anonymous()
      .get(`/patient-session?secret=${await issue('dale', 'ann')}`)
      .expect(404);
  });

  it('is replaced in one call, by anybody who may, without signing the patient out', async () => {
    const old = await issue('rivera', 'ann');
    const { body } = await open(old, BORN.ann).expect(200);
    const fresh = await issue('dale', 'ann');
    await open(old, BORN.ann).expect(401);
    await open(fresh, BORN.ann).expect(200);
    expect(await status(body.sessionId)).toBe(200);
    const rows = await stage.owner(
      'select 1 from portal.patient_link where patient_id = $1 and revoked_at is null',
      [people.ann.id],
    );
    expect(rows).toHaveLength(1);
  });

  it('is one link, also when two desks send it at once', async () => {
    await Promise.all([issue('dale', 'ann'), issue('rivera', 'ann'), issue('kaya', 'ann')]);
    const rows = await stage.owner(
      'select 1 from portal.patient_link where patient_id = $1 and revoked_at is null',
      [people.ann.id],
    );
    expect(rows).toHaveLength(1);
  });

  it('is revoked in one call, and what it had opened ends', async () => {
    const secret = await issue('rivera', 'ben');
    const { body } = await open(secret, BORN.ben).expect(200);
    const { body: neighbour } = await open(await issue('rivera', 'ann'), BORN.ann).expect(200);
    await stage.as('dale').delete(path('ben')).expect(204);
    expect(await status(body.sessionId)).toBe(401);
    await stage.anonymous().post('/session/renewal').send({ refreshToken: body.refreshToken }).expect(401);
    await open(secret, BORN.ben).expect(401);
    expect(await status(neighbour.sessionId)).toBe(200);
    await stage.as('dale').get('/session').expect(200);
    const [session] = await stage.owner('select ended_because from portal.session where id = $1', [
      body.sessionId,
    ]);
    expect(session).toEqual({ ended_because: 'link_revoked' });
    await stage.as('dale').delete(path('ben')).expect(404);
  });

  it('refuses an unknown link, a revoked one and a wrong date in the same words', async () => {
    const secret = await issue('dale', 'ann');
    const wrong = await open(secret, '1961-04-13').expect(401);
    expect(wrong.body.code).toBe('link.refused');
    const revoked = await issue('osei', 'cai');
    await stage.as('sadie').delete(path('cai')).expect(204);
    expect(sameness(await open(revoked, BORN.cai))).toEqual(sameness(wrong));
    expect(sameness(await open('no-such-link', BORN.ann))).toEqual(sameness(wrong));
    expect(sameness(await open(`${secret}A`, BORN.ann))).toEqual(sameness(wrong));
    await open(secret, '1961-02-30').expect(400);
  });

  it('slows guessing of the date down, and is never burnt by it', async () => {
    const secret = await issue('dale', 'ann');
    const guess = (n: number) => open(secret, `1961-05-${String(n + 10)}`);
    for (let n = 0; n < 5; n++) await guess(n).expect(401);
    for (const [header, value] of [
      ['x-forwarded-for', '203.0.113.7'],
      ['user-agent', 'Another/1.0'],
    ] as const) {
      await guess(6).set(header, value).expect(429);
    }
    const { body, headers } = await open(` ${secret} `, BORN.ann).expect(429);
    expect(body.code).toBe('request.too_many');
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
    await stage.restart();
    await guess(7).expect(429);
    // another patient's link is not slowed down
    await open(await issue('dale', 'ben'), BORN.ben).expect(200);
    await stage.setClock(later(61));
    await guess(8).expect(401);
    expect(Number((await guess(9).expect(429)).headers['retry-after'])).toBeGreaterThan(60);
    await stage.setClock(later(61 + 121));
    await open(secret, BORN.ann).expect(200);
  });

  it('slows down for a link that does not exist just so', async () => {
    for (let n = 0; n < 5; n++) await open('no-such-link', BORN.ann).expect(401);
    await open('no-such-link', BORN.ann).expect(429);
  });

  it('tells desk and clinicians when somebody guesses, until they send another', async () => {
    const trouble = async (by: PersonName, name: keyof typeof BORN) =>
      (await stage.as(by).get(`/patients/${people[name].id}`).expect(200)).body.linkTrouble;
    const secret = await issue('dale', 'ann');
    const since = Date.now();
    for (let n = 0; n < 4; n++) await open(secret, `1961-05-1${n}`).expect(401);
    expect(await trouble('dale', 'ann')).toBeNull();
    // a link that does not exist is nobody's trouble
    await open('no-such-link', '1961-05-15').expect(401);
    const fifth = await open(secret, '1961-05-15').expect(401);
    for (const by of ['dale', 'rivera'] as const) {
      const told = await trouble(by, 'ann');
      expect(told.wrongDates).toBe(5);
      expect(Math.abs(new Date(told.since).getTime() - since)).toBeLessThan(10_000);
    }
    const { body: list } = await stage.as('dale').get('/patients').expect(200);
    expect(list.items.map((one: { linkTrouble: object | null }) => one.linkTrouble !== null)).toEqual([
      true,
      false,
      false,
    ]);
    expect(sameness(fifth)).toEqual(sameness(await open('no-such-link', '1961-05-16')));
    expect(await trouble('sadie', 'cai')).toBeNull();
    await stage.owner('begin');
    await stage.owner(`select set_config('app.clinic_id', $1, true)`, [people.cai.clinicId]);
    expect(await stage.owner('select patient_id from portal.guessed_links()')).toEqual([]);
    await stage.owner('commit');

    await stage.setClock(later(25 * 3600));
    expect(await trouble('dale', 'ann')).toBeNull();
    await stage.setClock(null);
    expect(await trouble('dale', 'ann')).not.toBeNull();
    await issue('dale', 'ann');
    expect(await trouble('dale', 'ann')).toBeNull();
  });

  it('is for desk and clinicians of the same clinic to give', async () => {
    for (const name of ['osei', 'sadie', 'lindSouth'] as const) {
      await stage.as(name).post(path('ann')).expect(404);
      await stage.as(name).delete(path('ann')).expect(404);
    }
    for (const name of ['adams', 'ann', 'dot'] as const) {
      await stage.as(name).post(path('ann')).expect(403);
      await stage.as(name).delete(path('ann')).expect(403);
    }
    await stage.anonymous().post(path('ann')).expect(401);
  });

  it('leaves who, what and when in the trail, with the patient’s name on it', async () => {
    await stage.owner('delete from portal.audit_entry');
    const secret = await issue('dale', 'ben');
    await open(secret, '1984-09-29').expect(401);
    await open(secret, BORN.ben).expect(200);
    await stage.as('rivera').delete(path('ben')).expect(204);
    const rows = await stage.owner(
      'select action, actor_role, actor_id, patient_ids from portal.audit_entry order by id',
    );
    const patient_ids = [people.ben.id];
    expect(rows).toEqual([
      { action: 'link.issued', actor_role: 'app_desk', actor_id: people.dale.id, patient_ids },
      { action: 'link.refused', actor_role: 'app_visitor', actor_id: null, patient_ids },
      { action: 'link.opened', actor_role: 'app_visitor', actor_id: people.ben.id, patient_ids },
      { action: 'link.revoked', actor_role: 'app_clinician', actor_id: people.rivera.id, patient_ids },
    ]);
  });
});
