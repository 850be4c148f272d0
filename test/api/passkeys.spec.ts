/** Passkeys of patients and carers, with a device made of software: what opens, and all that must not. */
import { SoftPasskey } from '../support/authenticator';
import { people, type PersonName } from '../support/cast';
import { dumpOf, sameness } from '../support/credentials';
import { openStage, type Stage } from '../support/stage';

const later = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

describe('a passkey', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterEach(async () => {
    await stage.setClock(null);
    await stage.owner('delete from portal.attempt');
  });
  afterAll(() => stage.close());

  const begin = async (name: PersonName) =>
    (await stage.as(name).post('/passkey-registration-options').expect(200)).body.options;
  const send = (name: PersonName, credential: object) =>
    stage.as(name).post('/passkeys').set('user-agent', 'Phone/1.0').send({ credential });
  const add = async (name: PersonName, key = new SoftPasskey()) => {
    const { body } = await send(name, key.create(await begin(name))).expect(201);
    return { key, id: body.id as string };
  };
  const challenge = async () =>
    (await stage.anonymous().post('/passkey-sessions/options').expect(200)).body.options;
  const signIn = (credential: object) => stage.anonymous().post('/passkey-sessions').send({ credential });

  it.each(['ann', 'cara'] as const)('is added by %s, and signs them in with nothing typed', async (name) => {
    const options = await begin(name);
    expect(options).toMatchObject({
      rp: { id: 'portal.example' },
      user: { name: people[name].name },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    const { key, id } = await add(name);
    const asked = await challenge();
    expect(asked).toMatchObject({ rpId: 'portal.example', userVerification: 'required' });
    expect(asked.allowCredentials ?? []).toEqual([]);
    const { body } = await signIn(key.get(asked)).set('user-agent', 'Phone/2.0').expect(200);
    const me = stage.withToken(body.accessToken);
    expect((await me.get('/session').expect(200)).body).toMatchObject({
      kind: name === 'ann' ? 'patient' : 'carer',
      personId: people[name].id,
    });
    await stage.anonymous().post('/session/renewal').send({ refreshToken: body.refreshToken }).expect(200);
    const { body: list } = await me.get('/passkeys').expect(200);
    expect(list[0]).toMatchObject({ id, device: 'Phone/1.0' });
    expect(list[0].lastUsedAt).not.toBeNull();
    // not offered a second time for the same device
    const { excludeCredentials } = await begin(name);
    expect(excludeCredentials.map((one: { id: string }) => one.id)).toContain(key.id);
    await me.delete(`/passkeys/${id}`).expect(204);
    await me.delete(`/passkeys/${id}`).expect(404);
    await signIn(key.get(await challenge())).expect(401);
  });

  it('is not added for an answer that is not to this session’s question, from this place, by somebody who was asked', async () => {
    const key = new SoftPasskey();
    const refused: [string, () => Promise<object>][] = [
      ['a challenge of nobody', async () => key.create(await begin('ann'), { challenge: 'bm90LW91cnM' })],
      ['the challenge of another person', async () => key.create(await begin('ben'))],
      ['a challenge for signing in', async () => key.create({ ...(await challenge()), user: { id: 'YQ' } })],
      [
        'another origin',
        async () => key.create(await begin('ann'), { origin: 'https://portal.example.org' }),
      ],
      ['another host', async () => key.create(await begin('ann'), { host: 'example' })],
      ['nobody verified', async () => key.create(await begin('ann'), { unverified: true })],
      ['nonsense', async () => ({ id: 1, response: { clientDataJSON: 'e30' } })],
      ['nothing', async () => ({})],
    ];
    for (const [why, credential] of refused) {
      const { status, body } = await send('ann', await credential());
      expect([why, status, body.code]).toEqual([why, 409, 'passkey.not_added']);
    }
    const options = await begin('ann');
    await stage.setClock(later(301));
    await send('ann', key.create(options)).expect(409);
    await stage.setClock(null);
    expect((await stage.as('ann').get('/passkeys').expect(200)).body).toEqual([]);
  });

  it('is added once for a challenge, also when the first answer was wrong', async () => {
    const options = await begin('ann');
    await send('ann', new SoftPasskey().create(options, { origin: 'https://evil.example' })).expect(409);
    await send('ann', new SoftPasskey().create(options)).expect(409);
    const again = await begin('ann');
    await send('ann', new SoftPasskey().create(again)).expect(201);
    await send('ann', new SoftPasskey().create(again)).expect(409);
  });

  it('belongs to one person: nobody else can add the same, see it or remove it', async () => {
    const { key, id } = await add('ben');
    await send('ann', key.create(await begin('ann'))).expect(409);
    const seen = (await stage.as('ann').get('/passkeys').expect(200)).body as { id: string }[];
    expect(seen.map((one) => one.id)).not.toContain(id);
    for (const name of ['ann', 'cara', 'cai'] as const)
      await stage.as(name).delete(`/passkeys/${id}`).expect(404);
    for (const name of ['rivera', 'dale', 'adams'] as const) {
      await stage.as(name).get('/passkeys').expect(403);
      await stage.as(name).post('/passkeys').send({ credential: {} }).expect(403);
    }
    // nor does a carer share the patient's
    const { id: annsId } = await add('ann');
    await stage.as('cara').delete(`/passkeys/${annsId}`).expect(404);
  });

  it('opens nothing for a lie, and all lies are refused in the same words', async () => {
    const { key } = await add('ann');
    const { key: bens } = await add('ben');
    const stranger = new SoftPasskey();
    const used = await challenge();
    await signIn(key.get(used)).expect(200);
    const late = await challenge();
    const ofSession = await begin('ann');
    const refused: [string, object][] = [
      ['the same answer again', key.get(used)],
      ['a challenge that we did not give', key.get(await challenge(), { challenge: 'bm90LW91cnM' })],
      ['a challenge for adding', key.get(ofSession)],
      ['another origin', key.get(await challenge(), { origin: 'https://portal.example.org' })],
      ['plain http', key.get(await challenge(), { origin: 'http://portal.example' })],
      ['another host', key.get(await challenge(), { host: 'evil.example' })],
      ['nobody verified', key.get(await challenge(), { unverified: true })],
      ['the id of another person’s key', bens.get(await challenge(), { id: key.id })],
      [
        'the name of another person',
        key.get(await challenge(), { userHandle: Buffer.from(people.ben.id).toString('base64url') }),
      ],
      ['no name', key.get(await challenge(), { userHandle: '' })],
      ['a key that nobody added', stranger.get(await challenge())],
      ['nothing', {}],
    ];
    let words: unknown;
    for (const [why, credential] of refused) {
      await stage.owner('delete from portal.attempt');
      const reply = await signIn(credential);
      expect([why, reply.status]).toEqual([why, 401]);
      words ??= sameness(reply);
      expect([why, sameness(reply)]).toEqual([why, words]);
    }
    await stage.setClock(later(301));
    await stage.owner('delete from portal.attempt');
    await signIn(key.get(late)).expect(401);
    await stage.setClock(null);
    await signIn(key.get(await challenge())).expect(200);
  });

  it('answers a challenge once, also when a wrong answer was the first, or two come at once', async () => {
    const { key } = await add('ann');
    const first = await challenge();
    await signIn(key.get(first, { unverified: true })).expect(401);
    await signIn(key.get(first)).expect(401);
    const second = await challenge();
    const both = await Promise.all([signIn(key.get(second)), signIn(key.get(second))]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('that counts is refused when it counts back, as there are two of it then', async () => {
    const { key } = await add('ann', new SoftPasskey(7));
    await signIn(key.get(await challenge())).expect(200);
    for (const counter of [8, 7, 0]) await signIn(key.get(await challenge(), { counter })).expect(401);
    await signIn(key.get(await challenge(), { counter: 100 })).expect(200);
    await signIn(key.get(await challenge(), { counter: 100 })).expect(401);
  });

  it('of a carer opens nothing any more once they are ended, and of a patient once all was revoked', async () => {
    const { key } = await add('cara');
    const { key: anns } = await add('ann');
    await stage.owner(`update portal.carer set ended_at = portal.portal_now() where id = $1`, [
      people.cara.id,
    ]);
    await signIn(key.get(await challenge())).expect(401);
    await stage.owner(`update portal.carer set ended_at = null where id = $1`, [people.cara.id]);
    await signIn(anns.get(await challenge())).expect(200);
    await stage.as('dale').delete(`/patients/${people.ann.id}/link`).expect(204);
    await signIn(anns.get(await challenge())).expect(401);
  });

  it('slows guessing down, and the count survives a restart', async () => {
    const stranger = new SoftPasskey();
    for (let n = 0; n < 5; n++) await signIn(stranger.get(await challenge())).expect(401);
    const asked = await challenge();
    await signIn(stranger.get(asked)).set('x-forwarded-for', '203.0.113.7').expect(429);
    await stage.restart();
    await signIn(stranger.get(asked)).expect(429);
  });

  it('cannot be flooded: strangers’ challenges have a limit, and other ways stay open', async () => {
    await stage.owner(
      `insert into portal.passkey_challenge (challenge, expires_at)
       select 'flood-' || n, portal.portal_now() + interval '5 minutes' from generate_series(1, 10000) n`,
    );
    await stage.anonymous().post('/passkey-sessions/options').expect(503);
    await begin('ben');
    await stage.owner(`delete from portal.passkey_challenge where challenge like 'flood-%'`);
    await challenge();
  });

  it('gives one address 60 challenges in ten minutes, which are not counted as tries to sign in', async () => {
    const noon = Date.parse('2030-11-26T12:00:00Z');
    const clock = (seconds: number) => stage.setClock(new Date(noon + seconds * 1000).toISOString());
    const ask = (from: string) =>
      stage.app.inject({
        method: 'POST',
        url: '/api/v1/passkey-sessions/options',
        remoteAddress: from,
      });
    const statuses = async (times: number, from: string) =>
      new Set(
        (await Promise.all(Array.from({ length: times }, () => ask(from)))).map((one) => one.statusCode),
      );
    await clock(0);
    const key = new SoftPasskey();
    await stage.owner('delete from portal.attempt');
    expect(await statuses(60, '203.0.113.7')).toEqual(new Set([200]));
    await clock(599);
    const refused = await ask('203.0.113.7');
    expect([refused.statusCode, refused.json().code, refused.headers['retry-after']]).toEqual([
      429,
      'request.too_many',
      '1',
    ]);
    // a whole /64 is one home; elsewhere they are to be had
    expect(await statuses(60, '2001:db8::1')).toEqual(new Set([200]));
    expect((await ask('2001:db8::2')).statusCode).toBe(429);
    expect((await ask('203.0.113.8')).statusCode).toBe(200);
    // whoever asked too often may still sign in
    const signIn = await stage.app.inject({
      method: 'POST',
      url: '/api/v1/passkey-sessions',
      remoteAddress: '203.0.113.7',
      payload: { credential: key.get({ challenge: 'bm90LW91cnM' }) },
    });
    expect(signIn.statusCode).toBe(401);
    await clock(600);
    expect((await ask('203.0.113.7')).statusCode).toBe(200);
    const kept = await stage.owner<{ key: string }>('select key from portal.attempt');
    expect(kept.some((row) => row.key.includes('203.0.113'))).toBe(false);
    await stage.owner('delete from portal.passkey_challenge');
  });

  it('leaves no challenge behind that was answered', async () => {
    const { key } = await add('ben');
    const asked = await challenge();
    await signIn(key.get(asked)).expect(200);
    expect(await dumpOf(stage)).not.toContain(asked.challenge);
  });
});
