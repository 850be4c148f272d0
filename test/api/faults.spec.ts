import { setTimeout as pause } from 'node:timers/promises';
import type { Response } from 'supertest';
import { DataSource } from 'typeorm';
import { asSuperuser } from '../support/database';
import { OwnPostgres } from '../support/own-postgres';
import { openStage, type Stage } from '../support/stage';
import { checksumOf } from '../support/trials';

/**
 * When the database is in trouble: everybody is told to try again soon, nothing is half written, and as soon as the
 * trouble is over the server serves again, without anybody's help.
 */
const POOL_SIZE = 3;

interface Timed {
  answer: Response;
  ms: number;
}

describe('faults of the database', () => {
  let postgres: OwnPostgres;
  let stage: Stage;
  const strays: unknown[] = [];
  const note = (thrown: unknown): number => strays.push(thrown);

  beforeAll(async () => {
    process.on('unhandledRejection', note).on('uncaughtException', note);
    postgres = await OwnPostgres.make();
    stage = await openStage(undefined, { cluster: postgres.urls, poolSize: POOL_SIZE });
    await asSuperuser(postgres.urls.superuserUrl, ['checkpoint']);
  }, 60_000);
  afterEach(() => expect(strays).toEqual([]));
  afterAll(async () => {
    process.off('unhandledRejection', note).off('uncaughtException', note);
    await stage.close();
    await postgres.remove();
  }, 60_000);

  const register = (name = 'Una Unwin') =>
    stage.as('dale').post('/patients').send({ name, dateOfBirth: '1980-01-01' });
  const credentials = { email: 'dale@clinic.example', password: 'not the one' };
  /** One of each way to the database: reading, writing, the hot path, a visitor, a counter beside. */
  const asks: (() => PromiseLike<Response>)[] = [
    () => stage.as('rivera').get('/patients'),
    () => register(),
    () => stage.as('ann').get('/routine'),
    () => stage.anonymous().post('/session/renewal').send({ refreshToken: 'never-given-to-anybody' }),
    () => stage.anonymous().post('/session').send(credentials),
  ];

  async function timed(ask: () => PromiseLike<Response>): Promise<Timed> {
    const since = Date.now();
    const answer = await ask();
    return { answer, ms: Date.now() - since };
  }

  function expectUnavailable({ answer, ms }: Timed, within = 3_000): void {
    expect([answer.status, answer.body.code]).toEqual([503, 'service.unavailable']);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(ms).toBeLessThan(within);
  }

  const ready = async (): Promise<number> => (await stage.anonymous().get('/health/ready')).status;
  async function expectReadyWithin(limit: number): Promise<void> {
    const since = Date.now();
    while ((await ready()) !== 200 && Date.now() - since < limit) await pause(50);
    expect(await ready()).toBe(200);
  }

  /** Whether anything but a few named patients is new. */
  async function expectNothingWritten(work: () => Promise<void>): Promise<void> {
    const before = await checksumOf(stage);
    await work();
    expect(await checksumOf(stage)).toBe(before);
  }

  it(
    'says so within three seconds while the database is stopped, and serves again by itself',
    () =>
      expectNothingWritten(async () => {
        await postgres.stop();
        for (const answer of await Promise.all(asks.map(timed))) expectUnavailable(answer);
        await pause(1_000);
        await stage.anonymous().get('/health/live').expect(200);
        await stage.anonymous().get('/health/ready').expect(503).expect('retry-after', '1');
        await postgres.start();
        await expectReadyWithin(5_000);
        await stage.as('rivera').get('/patients').expect(200);
        await stage.as('ann').get('/routine').expect(200);
      }),
    60_000,
  );

  it('loses no acknowledged write when the database is killed under load, and answers nothing but 503', async () => {
    const acknowledged: string[] = [];
    const statuses = new Set<number>();
    let killedAt = Infinity;
    let backAfter = Infinity;
    const until = Date.now() + 4_000;
    const work = async (_: unknown, worker: number): Promise<void> => {
      for (let n = 0; Date.now() < until; n++) {
        const name = `Load ${worker}-${n}`;
        const written = await register(name);
        if (written.status === 201) acknowledged.push(name);
        if (written.status === 201 && Date.now() > killedAt + 200)
          backAfter = Math.min(backAfter, Date.now() - killedAt);
        const { status } = await stage.as('ann').get('/routine');
        statuses.add(written.status).add(status);
      }
    };
    const load = Promise.all(Array.from({ length: POOL_SIZE + 2 }, work));
    await pause(700);
    postgres.kill();
    killedAt = Date.now();
    await load;
    expect([...statuses].sort()).toEqual([200, 201, 503]);
    expect(backAfter).toBeLessThan(4_000);
    const kept = await stage.owner<{ name: string }>(
      `select name from portal.patient where name like 'Load %'`,
    );
    const names = new Set(kept.map(({ name }) => name));
    expect(acknowledged.filter((name) => !names.has(name))).toEqual([]);
    await expectReadyWithin(5_000);
  }, 30_000);

  it(
    'says so while every connection is taken, and is there at once when one is free',
    () =>
      expectNothingWritten(async () => {
        const dataSource = stage.app.get(DataSource);
        const taken = Array.from({ length: POOL_SIZE }, () => dataSource.createQueryRunner());
        for (const runner of taken) await runner.startTransaction();
        for (const answer of await Promise.all(asks.slice(0, 4).map(timed))) expectUnavailable(answer);
        await stage.anonymous().get('/health/live').expect(200);
        expect(await ready()).toBe(503);
        for (const runner of taken) {
          await runner.rollbackTransaction();
          await runner.release();
        }
        await stage.as('rivera').get('/patients').expect(200);
        await expectReadyWithin(2_000);
      }),
    30_000,
  );

  it('is not kept from its work by a flood of questions whether it is ready', async () => {
    const dataSource = stage.app.get(DataSource);
    const taken = Array.from({ length: POOL_SIZE - 1 }, () => dataSource.createQueryRunner());
    for (const runner of taken) await runner.startTransaction();
    await pause(1_000);
    const flood = Promise.all(Array.from({ length: 300 }, ready));
    expect((await asks[0]!()).status).toBe(200);
    expect(new Set(await flood)).toEqual(new Set([200]));
    for (const runner of taken) {
      await runner.rollbackTransaction();
      await runner.release();
    }
  });
});
