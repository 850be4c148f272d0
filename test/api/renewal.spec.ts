import { people } from '../support/cast';
import { meetAt, openSession, sha256, type Tokens } from '../support/credentials';
import { accessToken, openStage, type Stage } from '../support/stage';

const later = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
const HOUR = 3600;
const DAY = 24 * HOUR;

describe('staying signed in', () => {
  let stage: Stage;
  let made = 0;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.setClock(null));
  afterAll(() => stage.close());

  const newToken = () => `refresh-token-number-${made++}`;
  const renew = (refreshToken: string) => stage.anonymous().post('/session/renewal').send({ refreshToken });
  const isAlive = async (sessionId: string) =>
    (await stage.withToken(accessToken(sessionId)).get('/session')).status === 200;
  const endOf = async (sessionId: string) => {
    const [row] = await stage.owner<{ ended_because: string | null }>(
      'select ended_because from portal.session where id = $1',
      [sessionId],
    );
    return row?.ended_because;
  };

  it('trades a refresh token for a new pair, each time another', async () => {
    const first = newToken();
    const sessionId = await openSession(stage, 'rivera', first);
    const { body: one } = await renew(first).expect(200);
    expect(one).toMatchObject({ sessionId, expiresIn: 600 });
    const { body: two } = await renew(one.refreshToken).expect(200);
    expect(new Set([first, one.refreshToken, two.refreshToken]).size).toBe(3);
    await stage.withToken(two.accessToken).get('/session').expect(200);
  });

  it('gives two tabs that ask at once the same tokens, and signs nobody out', async () => {
    const token = newToken();
    const sessionId = await openSession(stage, 'rivera', token);
    const answers = await meetAt(
      stage,
      'select from portal.refresh_token where token_hash = $1 for update',
      [sha256(token)],
      () => [1, 2].map(async () => (await renew(token).expect(200)).body as Tokens),
    );
    const [one, two] = answers as [Tokens, Tokens];
    expect(one.refreshToken).toBe(two.refreshToken);
    await renew(one.refreshToken).expect(200);
    expect(await isAlive(sessionId)).toBe(true);
  });

  it('gives a lost answer again, also from another process, but only once', async () => {
    const token = newToken();
    const sessionId = await openSession(stage, 'rivera', token);
    const { body: lost } = await renew(token).expect(200);
    await stage.restart();
    const { body: again } = await renew(token).expect(200);
    expect(again.refreshToken).toBe(lost.refreshToken);
    const { body } = await renew(token).expect(401);
    expect(body.code).toBe('session.over');
    expect(await endOf(sessionId)).toBe('token_reused');
  });

  it('ends the session for thief and owner when a used token comes back, however often', async () => {
    const token = newToken();
    const sessionId = await openSession(stage, 'ann', token);
    const { body: owner } = await renew(token).expect(200);
    await stage.setClock(later(11));
    const replays = await Promise.all(Array.from({ length: 20 }, () => renew(token)));
    expect(new Set(replays.map(({ status }) => status))).toEqual(new Set([401]));
    expect(await endOf(sessionId)).toBe('token_reused');
    await renew(owner.refreshToken).expect(401);
    await stage.withToken(owner.accessToken).get('/session').expect(401);
    const rows = await stage.owner(
      `select actor_id, patient_ids from portal.audit_entry
       where action = 'session.token_reused' and session_id = $1`,
      [sessionId],
    );
    expect(rows).toEqual([{ actor_id: people.ann.id, patient_ids: [people.ann.id] }]);
  });

  it('ends every one of a hundred sessions whose used token is replayed', async () => {
    const opened = [];
    for (let n = 0; n < 100; n++) {
      const token = newToken();
      opened.push({ token, sessionId: await openSession(stage, 'kaya', token) });
    }
    for (const { token } of opened) await renew(token).expect(200);
    await stage.setClock(later(60));
    for (const { token } of opened) await renew(token).expect(401);
    const [count] = await stage.owner(
      `select count(*)::int as ended from portal.session
       where id = any ($1) and ended_because = 'token_reused'`,
      [opened.map(({ sessionId }) => sessionId)],
    );
    expect(count).toEqual({ ended: 100 });
  });

  it('notices a stolen token even when it would have expired', async () => {
    const token = newToken();
    const sessionId = await openSession(stage, 'rivera', token);
    const { body } = await renew(token).expect(200);
    await stage.setClock(later(11 * HOUR));
    await renew(body.refreshToken).expect(200);
    await stage.setClock(later(20 * HOUR));
    await renew(token).expect(401);
    expect(await endOf(sessionId)).toBe('token_reused');
  });

  it('refuses a token that is no refresh token, in the same words', async () => {
    for (const token of [
      'never given out',
      accessToken(people.rivera.sessionId),
      '../../',
      'é'.repeat(200),
    ]) {
      const { body } = await renew(token).expect(401);
      expect(body.code).toBe('session.over');
    }
    await stage.withToken(newToken()).get('/session').expect(401);
    await renew('').expect(400);
  });

  it.each([
    ['rivera', 12 * HOUR],
    ['ann', 30 * DAY],
  ] as const)('ends by itself when %s does not come back', async (name, idle) => {
    const [kept, left] = [newToken(), newToken()];
    await openSession(stage, name, kept);
    await openSession(stage, name, left);
    await stage.setClock(later(idle - 60));
    await renew(kept).expect(200);
    await stage.setClock(later(idle + 60));
    await renew(left).expect(401);
  });

  it.each([
    ['rivera', 7, 0.4],
    ['ann', 90, 20],
  ] as const)('ends for %s after %d days, however often it was renewed', async (name, days, every) => {
    let token = newToken();
    const sessionId = await openSession(stage, name, token);
    for (let day = every; day < days; day += every) {
      await stage.setClock(later(day * DAY));
      token = (await renew(token).expect(200)).body.refreshToken;
    }
    await stage.setClock(later(days * DAY + 60));
    await renew(token).expect(401);
    expect(await isAlive(sessionId)).toBe(false);
  });

  it('does not outlive a suspension or the last working day', async () => {
    const tokens = [newToken(), newToken()] as const;
    const sessions = [
      await openSession(stage, 'novak', tokens[0]),
      await openSession(stage, 'dale', tokens[1]),
    ];
    for (const sessionId of sessions) expect(await isAlive(sessionId)).toBe(true);
    await stage.owner(
      `update portal.account set suspended_at = portal.portal_now()
       where id = (select account_id from portal.staff where id = $1)`,
      [people.novak.id],
    );
    await stage.owner('update portal.staff set active_to = current_date - 2 where id = $1', [people.dale.id]);
    for (const sessionId of sessions) expect(await isAlive(sessionId)).toBe(false);
    for (const token of tokens) await renew(token).expect(401);
    await stage.owner('update portal.account set suspended_at = null');
    await stage.owner('update portal.staff set active_to = null where id = $1', [people.dale.id]);
  });

  it('knows a refresh token only by its hash', async () => {
    const token = newToken();
    const sessionId = await openSession(stage, 'rivera', token);
    const { body } = await renew(token).expect(200);
    const rows = await stage.owner<{ token_hash: Buffer }>(
      'select token_hash from portal.refresh_token where session_id = $1 order by used_at nulls last',
      [sessionId],
    );
    expect(rows.map((row) => row.token_hash)).toEqual([sha256(token), sha256(body.refreshToken)]);
    expect(body.refreshToken).toMatch(/^[\w-]{43}$/);
  });
});
