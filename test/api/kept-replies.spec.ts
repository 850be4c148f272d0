import { randomUUID } from 'node:crypto';
import { people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';

/** What repeated requests are answered with is clinical text. It is kept for a day, whether or not anybody comes back. */
describe('kept replies', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());
  afterEach(() => jest.useRealTimers());

  const register = (key: string) =>
    stage
      .as('dale')
      .post('/patients')
      .set('idempotency-key', key)
      .send({ name: 'Kit Kept', dateOfBirth: '1980-01-01' })
      .expect(201);
  const kept = async () =>
    (
      await stage.owner<{ actor: string }>(
        'select actor_id as actor from portal.idempotency_key order by actor_id',
      )
    ).map(({ actor }) => actor);

  it('are forgotten after a day, of everybody at every clinic, by a server that nobody asks anything', async () => {
    await stage.owner(
      `update portal.idempotency_key set created_at = portal.portal_now() - interval '25 hours'`,
    );
    expect(new Set(await kept())).toContain(people.osei.id);
    await register(randomUUID());
    jest.useFakeTimers({
      doNotFake: [
        ...(['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'] as const),
        ...(['clearImmediate', 'setTimeout', 'clearTimeout'] as const),
      ],
    });
    await stage.restart();
    jest.advanceTimersByTime(10 * 60_000);
    for (let tries = 0; (await kept()).length > 1 && tries < 100; tries++) {
      await new Promise((wake) => setTimeout(wake, 20));
    }
    expect(await kept()).toEqual([people.dale.id]);
  });

  it('are given for a day and then no more', async () => {
    const key = randomUUID();
    const { body: first } = await register(key);
    expect((await register(key)).body.id).toBe(first.id);
    await stage.setClock(new Date(Date.now() + 25 * 3_600_000).toISOString());
    expect((await register(key)).body.id).not.toBe(first.id);
    await stage.setClock(null);
  });
});
