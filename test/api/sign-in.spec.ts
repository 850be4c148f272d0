import { hash } from '@node-rs/argon2';
import { EMAIL_OF, people } from '../support/cast';
import { dumpOf, givePassword, PASSWORD, sameness, signIn } from '../support/credentials';
import { openStage, type Stage } from '../support/stage';

describe('signing in', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    await givePassword(stage, 'rivera', 'kaya', 'lind', 'gone', 'novak', 'solo');
  });
  afterEach(() => stage.owner('delete from portal.attempt'));
  afterAll(() => stage.close());

  const post = (email: string, password: string, more: object = {}) =>
    stage
      .anonymous()
      .post('/session')
      .send({ email, password, ...more });

  it('opens a session of ten-minute access tokens and leaves a row', async () => {
    const { body } = await post(EMAIL_OF('rivera'), PASSWORD).expect(200);
    expect(body.clinics).toEqual([{ id: people.rivera.clinicId, name: 'North Clinic' }]);
    expect(body.tokens.expiresIn).toBe(600);
    const me = await stage.withToken(body.tokens.accessToken).get('/session').expect(200);
    expect(me.body).toMatchObject({
      sessionId: body.tokens.sessionId,
      kind: 'staff',
      personId: people.rivera.id,
      name: 'Dr Maya Rivera',
      roles: ['clinician'],
      clinic: { id: people.rivera.clinicId, name: 'North Clinic', timeZone: 'Europe/London' },
    });
    const rows = await stage.owner(
      `select clinic_id, actor_role, actor_id from portal.audit_entry
       where action = 'session.opened' and session_id = $1`,
      [body.tokens.sessionId],
    );
    expect(rows).toEqual([
      { clinic_id: people.rivera.clinicId, actor_role: 'app_visitor', actor_id: people.rivera.id },
    ]);
  });

  it('takes an e-mail in any case, and says all roles of a person', async () => {
    const { body } = await post('SOLO@Clinic.Example', PASSWORD).expect(200);
    const me = await stage.withToken(body.tokens.accessToken).get('/session').expect(200);
    expect(me.body.roles).toEqual(['admin', 'clinician', 'desk']);
  });

  it('asks somebody of two clinics which one, and opens just that', async () => {
    const asked = await post(EMAIL_OF('lind'), PASSWORD).expect(200);
    expect(asked.body).toEqual({
      tokens: null,
      clinics: [
        { id: people.lind.clinicId, name: 'North Clinic' },
        { id: people.lindSouth.clinicId, name: 'South Clinic' },
      ],
    });
    const south = await post(EMAIL_OF('lind'), PASSWORD, { clinicId: people.lindSouth.clinicId }).expect(200);
    const me = await stage.withToken(south.body.tokens.accessToken).get('/session').expect(200);
    expect(me.body.personId).toBe(people.lindSouth.id);
    await stage.withToken(south.body.tokens.accessToken).get(`/patients/${people.ann.id}`).expect(404);
  });

  it('refuses everybody else in the same words', async () => {
    await stage.owner(`update portal.account set suspended_at = now() where email = $1`, [EMAIL_OF('novak')]);
    const wrong = await post(EMAIL_OF('rivera'), 'gravel teapot mimosa 8').expect(401);
    expect(wrong.body.code).toBe('identity.wrong_credentials');
    for (const [email, password, more] of [
      ['nobody@clinic.example', PASSWORD, {}],
      [EMAIL_OF('rivera'), ` ${PASSWORD}`, {}],
      [EMAIL_OF('rivera'), PASSWORD.toUpperCase(), {}],
      [EMAIL_OF('novak'), PASSWORD, {}],
      [EMAIL_OF('gone'), PASSWORD, {}],
      [EMAIL_OF('rivera'), PASSWORD, { clinicId: people.osei.clinicId }],
      [EMAIL_OF('kaya'), PASSWORD, { clinicId: '00000000-0000-4000-8000-000000000000' }],
    ] as const) {
      expect(sameness(await post(email, password, more))).toEqual(sameness(wrong));
    }
  });

  it('leaves a row for each refusal, at every clinic whose staff it was tried on', async () => {
    await stage.owner(`delete from portal.audit_entry`);
    await post(EMAIL_OF('lind'), 'not this one').expect(401);
    await post('stranger@clinic.example', 'not this one').expect(401);
    const rows = await stage.owner(
      `select clinic_id, subject_ids from portal.audit_entry where action = 'session.refused'
       order by clinic_id nulls last`,
    );
    expect(rows).toEqual([
      { clinic_id: people.lind.clinicId, subject_ids: [people.lind.id] },
      { clinic_id: people.lindSouth.clinicId, subject_ids: [people.lindSouth.id] },
      { clinic_id: null, subject_ids: [] },
    ]);
  });

  it('hashes a password anew when it was hashed with older settings', async () => {
    const old = await hash(PASSWORD, { memoryCost: 4096, timeCost: 1, parallelism: 1 });
    await stage.owner('update portal.account set password_hash = $1 where email = $2', [
      old,
      EMAIL_OF('kaya'),
    ]);
    await signIn(stage, 'kaya');
    const [account] = await stage.owner<{ password_hash: string }>(
      'select password_hash from portal.account where email = $1',
      [EMAIL_OF('kaya')],
    );
    expect(account?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await signIn(stage, 'kaya');
  });

  it('refuses bodies that it does not understand', async () => {
    for (const body of [
      {},
      { email: EMAIL_OF('rivera') },
      { email: EMAIL_OF('rivera'), password: ['x'] },
      { email: EMAIL_OF('rivera'), password: '' },
      { email: EMAIL_OF('rivera'), password: 'x'.repeat(257) },
      { email: ` ${EMAIL_OF('rivera')}`, password: PASSWORD },
      { email: EMAIL_OF('rivera'), password: PASSWORD, clinicId: 'north' },
      { email: EMAIL_OF('rivera'), password: PASSWORD, role: 'admin' },
    ]) {
      const { body: problem } = await stage.anonymous().post('/session').send(body).expect(400);
      expect(problem.code).toBe('request.invalid');
    }
  });

  it('stores no token and no password anywhere', async () => {
    const tokens = await signIn(stage, 'rivera');
    await stage.anonymous().post('/session/renewal').send({ refreshToken: tokens.refreshToken }).expect(200);
    const dump = await dumpOf(stage);
    expect(dump).toContain(tokens.sessionId);
    for (const secret of [PASSWORD, tokens.accessToken, tokens.refreshToken]) {
      expect(dump).not.toContain(secret);
    }
  });
});
