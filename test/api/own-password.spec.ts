import { EMAIL_OF, people } from '../support/cast';
import { dumpOf, givePassword, meetAt, PASSWORD, signIn } from '../support/credentials';
import { accessToken, openStage, type Stage } from '../support/stage';

const NEW_PASSWORD = 'lantern quarry oatmeal 4';

describe('one’s own password', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
    await givePassword(stage, 'rivera', 'lind');
  });
  afterEach(() => stage.close());

  const change = (token: string, currentPassword: string, newPassword = NEW_PASSWORD) =>
    stage.withToken(token).put('/session/password').send({ currentPassword, newPassword });
  const cast = (name: keyof typeof people) => accessToken(people[name].sessionId);
  const enter = (email: string, password: string) =>
    stage.anonymous().post('/session').send({ email, password });
  const isAlive = async (token: string) => (await stage.withToken(token).get('/session')).status === 200;
  const trail = (action: string) =>
    stage.owner(
      'select clinic_id, actor_role, actor_id from portal.audit_entry where action = $1 order by id',
      [action],
    );

  it('is changed by who knows it, and ends what it had opened elsewhere', async () => {
    const [here, elsewhere] = [await signIn(stage, 'rivera'), await signIn(stage, 'rivera')];
    await change(here.accessToken, PASSWORD).expect(204);
    expect(await isAlive(here.accessToken)).toBe(true);
    expect(await isAlive(elsewhere.accessToken)).toBe(false);
    const { refreshToken } = elsewhere;
    await stage.anonymous().post('/session/renewal').send({ refreshToken }).expect(401);
    expect(await isAlive(cast('kaya'))).toBe(true);
    await enter(EMAIL_OF('rivera'), PASSWORD).expect(401);
    await enter(EMAIL_OF('rivera'), NEW_PASSWORD).expect(200);
    expect(await trail('password.changed')).toEqual([
      { clinic_id: people.rivera.clinicId, actor_role: 'app_clinician', actor_id: people.rivera.id },
    ]);
    const dump = await dumpOf(stage);
    for (const hidden of [PASSWORD, NEW_PASSWORD]) expect(dump).not.toContain(hidden);
  });

  it('is one at every clinic, so it ends what is open at the others too', async () => {
    await change(cast('lind'), PASSWORD).expect(204);
    expect([await isAlive(cast('lind')), await isAlive(cast('lindSouth'))]).toEqual([true, false]);
    const traced = await trail('password.changed');
    expect(traced.map((row) => row.actor_id).sort()).toEqual([people.lind.id, people.lindSouth.id].sort());
  });

  it('is not changed by who only found the computer open', async () => {
    const { body } = await change(cast('rivera'), 'not the right one at all').expect(400);
    expect(body.errors).toMatchObject([{ pointer: '/currentPassword', code: 'wrong' }]);
    await enter(EMAIL_OF('rivera'), PASSWORD).expect(200);
    expect(await trail('password.refused')).toHaveLength(1);
    expect(await trail('password.changed')).toEqual([]);
  });

  it('is no second door for guessing it', async () => {
    for (let n = 0; n < 3; n++) await change(cast('rivera'), `guess number ${n}`).expect(400);
    for (let n = 0; n < 2; n++) await enter(EMAIL_OF('rivera'), `guess number ${n}`).expect(401);
    const { body } = await change(cast('rivera'), PASSWORD).expect(429);
    expect(body.code).toBe('request.too_many');
    await enter(EMAIL_OF('rivera'), PASSWORD).expect(429);
  });

  it('is worth its name, and a bad choice is no try', async () => {
    for (const password of [
      'short',
      'Password1234',
      'maya-rivera-2026',
      'NorthClinic2026!',
      'aaaaaaaaaaaa',
    ]) {
      const { body } = await change(cast('rivera'), PASSWORD, password).expect(400);
      expect(body.errors).toMatchObject([{ pointer: '/newPassword', code: 'password' }]);
    }
    await change(cast('rivera'), PASSWORD).expect(204);
  });

  it('is changed once by two who change it at once', async () => {
    const [one, other] = [await signIn(stage, 'rivera'), await signIn(stage, 'rivera')];
    const answers = await meetAt(
      stage,
      'select from portal.account where lower(email) = $1 for update',
      [EMAIL_OF('rivera')],
      () =>
        [one, other].map(
          async (tokens, n) => (await change(tokens.accessToken, PASSWORD, `${NEW_PASSWORD}${n}`)).status,
        ),
    );
    // the slower one finds its session ended, or its password changed
    expect(answers).toContain(204);
    expect(answers.filter((status) => status === 204)).toHaveLength(1);
  });

  it('opens nothing any more for who proved the old one a moment ago', async () => {
    const open = (hash: string) =>
      stage.owner(`select * from portal.open_staff_session($1, $2, $3, 'late', '\\x01', null)`, [
        account!.id,
        hash,
        people.rivera.clinicId,
      ]);
    const [account] = await stage.owner<{ id: string; password_hash: string }>(
      'select id, password_hash from portal.account where email = $1',
      [EMAIL_OF('rivera')],
    );
    await change(cast('rivera'), PASSWORD).expect(204);
    expect(await open(account!.password_hash)).toEqual([]);
    const [now] = await stage.owner<{ password_hash: string }>(
      'select password_hash from portal.account where id = $1',
      [account!.id],
    );
    expect(await open(now!.password_hash)).toHaveLength(1);
  });

  it('is nothing that a patient has, and asking for it is remembered', async () => {
    const { body } = await change(cast('ann'), PASSWORD).expect(403);
    expect(body.code).toBe('identity.wrong_role');
    expect(await trail('identity.refused')).toMatchObject([{ actor_id: people.ann.id }]);
    await stage.anonymous().put('/session/password').send({}).expect(401);
    await stage.as('rivera').delete('/session').expect(204);
    await change(cast('rivera'), PASSWORD).expect(401);
  });
});
