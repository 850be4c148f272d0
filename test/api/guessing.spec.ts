import request from 'supertest';
import { createApp } from '../../src/app';
import { EMAIL_OF, people } from '../support/cast';
import { givePassword, PASSWORD, signIn } from '../support/credentials';
import { JWT_SECRET, MEDIA_FOLDER, openStage, type Stage } from '../support/stage';

const later = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

describe('guessing a password', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    await givePassword(stage, 'rivera', 'kaya');
  });
  afterEach(async () => {
    await stage.setClock(null);
    await stage.owner('delete from portal.attempt');
  });
  afterAll(() => stage.close());

  const post = (email: string, password: string, more: object = {}) =>
    stage
      .anonymous()
      .post('/session')
      .send({ email, password, ...more });
  const guess = (email: string, n = 0) => post(email, `not this one ${n}`);

  it.each([['somebody', EMAIL_OF('rivera')] as const, ['nobody', 'nobody@clinic.example'] as const])(
    'pauses after five wrong tries at %s, also for the right password',
    async (_, email) => {
      for (let n = 0; n < 5; n++) await guess(email, n).expect(401);
      const paused = await post(email, PASSWORD).expect(429);
      expect(paused.body.code).toBe('request.too_many');
      expect(Number(paused.headers['retry-after'])).toBeGreaterThan(50);
      expect(Number(paused.headers['retry-after'])).toBeLessThanOrEqual(60);
    },
  );

  it('counts the account, whatever else is changed between tries', async () => {
    for (let n = 0; n < 5; n++) await guess(EMAIL_OF('rivera'), n).expect(401);
    await guess(EMAIL_OF('rivera').toUpperCase()).expect(429);
    await post('Rivera@clinic.EXAMPLE', 'x', { clinicId: people.osei.clinicId }).expect(429);
    for (const [header, value] of [
      ['x-forwarded-for', '203.0.113.7'],
      ['forwarded', 'for=203.0.113.7'],
      ['x-real-ip', '203.0.113.7'],
      ['user-agent', 'Another/1.0'],
      ['x-request-id', 'another'],
    ] as const) {
      await guess(EMAIL_OF('rivera')).set(header, value).expect(429);
    }
    // whoever else works here signs in as ever
    await signIn(stage, 'kaya');
  });

  it('lets nobody slip past by guessing all at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => guess(EMAIL_OF('rivera'), n).then(({ status }) => status)),
    );
    expect(answers.filter((status) => status === 401)).toHaveLength(5);
    expect(answers.filter((status) => status === 429)).toHaveLength(7);
  });

  it('doubles the pause up to a quarter of an hour, and is forgotten by the right password', async () => {
    for (let n = 0; n < 5; n++) await guess(EMAIL_OF('rivera'), n).expect(401);
    let passed = 0;
    for (const minutes of [1, 2, 4, 8, 15, 15]) {
      const { headers } = await guess(EMAIL_OF('rivera')).expect(429);
      expect(Number(headers['retry-after'])).toBeGreaterThan(minutes * 60 - 10);
      expect(Number(headers['retry-after'])).toBeLessThanOrEqual(minutes * 60);
      passed += minutes * 60 + 1;
      await stage.setClock(later(passed));
      await guess(EMAIL_OF('rivera')).expect(401);
    }
    await stage.setClock(later(passed + 901));
    await signIn(stage, 'rivera');
    for (let n = 0; n < 5; n++) await guess(EMAIL_OF('rivera'), n).expect(401);
  });

  it('is forgotten after a quiet hour', async () => {
    for (let n = 0; n < 4; n++) await guess(EMAIL_OF('rivera'), n).expect(401);
    await stage.setClock(later(3601));
    for (let n = 0; n < 5; n++) await guess(EMAIL_OF('rivera'), n).expect(401);
    await guess(EMAIL_OF('rivera')).expect(429);
  });

  it('survives a restart', async () => {
    for (let n = 0; n < 5; n++) await guess(EMAIL_OF('rivera'), n).expect(401);
    await stage.restart();
    await guess(EMAIL_OF('rivera')).expect(429);
  });

  it('allows one address twenty wrong tries a minute, and right ones without end', async () => {
    for (let n = 0; n < 21; n++) await signIn(stage, 'kaya');
    for (let n = 0; n < 20; n++) await guess(`nobody${n}@clinic.example`).expect(401);
    const { headers } = await guess('nobody20@clinic.example').expect(429);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
    await stage.setClock(later(61));
    await guess('nobody20@clinic.example').expect(401);
  });

  it('believes a proxy about the address only as far as it is told to', async () => {
    const app = await createApp({
      appUrl: stage.appUrl,
      workerUrl: null,
      outbox: stage.outbox,
      poolSize: 2,
      jwtSecret: JWT_SECRET,
      publicUrl: 'https://portal.example',
      clinicalRules: 'advise',
      media: { folder: MEDIA_FOLDER },
      trustedProxies: 1,
      logger: false,
    });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    const from = (address: string, n: number) =>
      request(app.getHttpServer())
        .post('/api/v1/session')
        .set('x-forwarded-for', address)
        .send({ email: `nobody${n}@clinic.example`, password: 'x' });
    try {
      // the proxy appends what it saw; what stands before is the caller's invention
      for (let n = 0; n < 20; n++) await from(`198.51.100.${n}, 203.0.113.7`, n).expect(401);
      await from('198.51.100.99, 203.0.113.7', 20).expect(429);
      await from('203.0.113.8', 20).expect(401);
      // neighbours in one IPv6 network are one caller, and IPv4 written as IPv6 is IPv4
      for (let n = 0; n < 20; n++) await from(`2001:db8:1:2::${n + 1}`, n + 30).expect(401);
      await from('2001:db8:1:2:ffff::1', 50).expect(429);
      await from('2001:db8:1:3::1', 50).expect(401);
      await from('::ffff:203.0.113.7', 51).expect(429);
      await from('::ffff:203.0.113.9', 51).expect(401);
    } finally {
      await app.close();
    }
  });
});
