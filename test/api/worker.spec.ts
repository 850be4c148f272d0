/**
 * The worker as it runs: the queue wakes it, rounds come by themselves, and neither a clinic nor a process can hold up another.
 */
import { type INestApplicationContext, Module, type Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import type { WorkTx } from '../../src/db/work-door';
import { ComesRound, type Round } from '../../src/work/round';
import { Rounds } from '../../src/work/rounds';
import { SecretsModule } from '../../src/identity/secrets.module';
import { WorkModule } from '../../src/work/work.module';
import { Worker } from '../../src/work/worker';
import { people } from '../support/cast';
import { KeptOutbox } from '../support/outbox';
import { JWT_SECRET, openStage, type Stage } from '../support/stage';
import { until } from '../process/launched';

const NORTH = people.ann.clinicId;
const SOUTH = people.cai.clinicId;

const visits: { round: string; clinicId: string; today: string }[] = [];
let faultAt: string | null = null;
let meanwhile: () => Promise<void> = async () => undefined;

@ComesRound()
class Noting implements Round {
  name = 'noting';
  everyMinutes = 1440;
  async visit(tx: WorkTx): Promise<void> {
    visits.push({ round: this.name, clinicId: tx.clinicId, today: tx.today });
    await tx.query(
      `select portal.post_mail('reminder', 'of@round.example', null, null, null, '{}', null, null)`,
    );
    await meanwhile();
    if (faultAt === tx.clinicId) throw new Error('sore back');
  }
}

@ComesRound()
class AlsoNoting extends Noting {
  override name = 'also-noting';
}

describe('the worker', () => {
  let stage: Stage;
  const contexts: INestApplicationContext[] = [];

  /** A worker of its own on the stage's database, as another process would be. */
  async function another(providers: Provider[], outbox = new KeptOutbox()) {
    @Module({
      imports: [
        SecretsModule.wired({ jwtSecret: JWT_SECRET, publicUrl: 'https://portal.example' }),
        WorkModule.wired({ workerUrl: stage.workerUrl, outbox }),
      ],
      providers,
    })
    class Feature {}
    const context = await NestFactory.createApplicationContext(Feature, { logger: false });
    contexts.push(context);
    return context;
  }

  beforeAll(async () => {
    stage = await openStage();
  });
  afterEach(async () => {
    visits.length = 0;
    faultAt = null;
    meanwhile = async () => undefined;
    for (const context of contexts.splice(0)) await context.close();
    await stage.owner('delete from portal.email_change');
    await stage.owner('delete from portal.mail');
  });
  afterAll(() => stage.close());

  it('finds the rounds that features brought along, and goes each at every clinic', async () => {
    const context = await another([Noting, AlsoNoting]);
    expect(
      context
        .get(Rounds)
        .all()
        .map(({ name }) => name),
    ).toEqual(expect.arrayContaining(['also-noting', 'noting']));
    await context.get(Worker).workOnce();
    expect(visits.filter(({ round }) => round === 'noting').map(({ clinicId }) => clinicId)).toEqual([
      NORTH,
      SOUTH,
    ]);
  });

  it('refuses two rounds of one name', async () => {
    const context = await another([Noting, { provide: 'again', useClass: Noting }]);
    expect(() => context.get(Rounds).all()).toThrow('Two rounds are called noting');
  });

  it('keeps nothing of a round that failed at one clinic, and all of it at the others', async () => {
    faultAt = NORTH;
    const failed = await (await another([Noting])).get(Rounds).go('noting');
    expect(failed.map(({ clinicId }) => clinicId)).toEqual([NORTH]);
    expect(await stage.owner('select clinic_id from portal.mail')).toEqual([{ clinic_id: SOUTH }]);
  });

  it('never goes one round twice at once at one clinic, whoever tries', async () => {
    const [one, other] = [await another([Noting]), await another([Noting])];
    let nested = false;
    meanwhile = async () => {
      if (nested) return;
      nested = true;
      await other.get(Rounds).go('noting');
      nested = false;
    };
    await one.get(Rounds).go('noting');
    // each time the other process tried, the clinic in hand was left out
    const ofNorth = visits.filter(({ clinicId }) => clinicId === NORTH);
    const inNested = visits.length;
    expect(ofNorth.length).toBe(2);
    expect(inNested).toBe(4);
  });

  it('is woken by the queue, and asks for each round once in its time, however many work', async () => {
    await stage.owner('delete from portal.worker_seen');
    const outboxes = [new KeptOutbox(), new KeptOutbox()];
    const workers = [await another([Noting], outboxes[0]), await another([Noting], outboxes[1])];
    for (const context of workers) context.get(Worker).start();
    await until(() => visits.length >= 2 || undefined);
    await stage.owner(
      `insert into portal.mail (clinic_id, kind, to_address, send_after)
       values ($1, 'email_changed', 'later@home.example', portal.portal_now() + interval '1 hour')`,
      [NORTH],
    );
    await stage.owner(
      `select set_config('app.clinic_id', $1, false),
         portal.post_mail('email_changed', 'now@home.example', null, null, null, '{}', null, null)`,
      [NORTH],
    );
    const sent = () => outboxes.flatMap((outbox) => outbox.letters.map(({ to }) => to));
    await until(() => sent().includes('now@home.example') || undefined);
    expect(sent()).not.toContain('later@home.example');
    expect(visits.map(({ clinicId }) => clinicId)).toEqual([NORTH, SOUTH]);
    expect(await stage.owner('select 1 from portal.worker_seen')).toHaveLength(1);
    for (const context of contexts.splice(0)) await context.close();
    expect(
      await stage.owner(
        `select name, state::text from jobs.job where name = 'round' and data->>'round' = 'noting'`,
      ),
    ).toEqual([{ name: 'round', state: 'completed' }]);
  });

  it('waits for a database that is of another version, and says so', async () => {
    const owner = new Client({ connectionString: stage.ownerUrl });
    await owner.connect();
    const [{ hash }] = (await owner.query('select hash from history.always')).rows as [{ hash: string }];
    await owner.query(`update history.always set hash = 'of tomorrow'`);
    const context = await another([Noting]);
    context.get(Worker).start();
    await new Promise((wake) => setTimeout(wake, 1_500));
    expect(visits).toEqual([]);
    await context.close();
    contexts.length = 0;
    await owner.query('update history.always set hash = $1', [hash]);
    await owner.end();
  });
});
