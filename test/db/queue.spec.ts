/**
 * The queue's own tables: who comes near them. Its jobs name clinics and mails, so anybody who could read them could count what
 * another clinic sends.
 */
import { Client } from 'pg';
import { type DbRole, DENIED, openRoles, type RoleDatabase } from '../support/as-role';
import { setPlan } from '../support/advice';
import { people } from '../support/cast';
import { becomes } from '../support/circumstances';
import { freshDatabase, type TestDatabase } from '../support/database';

const { ann, rivera, kaya, adams } = people;
const ACTORS = [
  ['app_visitor', null],
  ['app_patient', ann],
  ['app_carer', { ...people.cara, patientId: ann.id }],
  ['app_clinician', rivera],
  ['app_desk', kaya],
  ['app_admin', adams],
] as const;
const TABLES = ['job', 'archive', 'queue', 'schedule', 'subscription', 'version'];

describe('the queue', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  it.each(ACTORS)('is closed to %s', async (role: DbRole, person) => {
    await roles.inScene(async (scene) => {
      for (const table of TABLES) {
        const { refused } = await scene.as(role, person).attempt(`select from jobs.${table}`);
        expect([table, refused]).toEqual([table, DENIED]);
      }
      for (const sql of [
        `insert into jobs.job (name) values ('mail')`,
        `select jobs.create_queue('mine', '{}')`,
        `select jobs.delete_queue('mail')`,
        `select portal.put_work($$${ann.clinicId}$$, 'mail', '{}', null)`,
        `select portal.put_mail(null, 'reminder', 'x', null, null, null, '{}', null, null)`,
      ]) {
        expect([sql, (await scene.as(role, person).attempt(sql)).refused]).toEqual([sql, DENIED]);
      }
    });
  });

  it('is open to the worker for taking and doing work, not for making or dropping queues', async () => {
    await roles.inScene(async (scene) => {
      const worker = scene.as('app_worker', null);
      for (const sql of [
        'select from jobs.job',
        'update jobs.job set state = state',
        'delete from jobs.job',
        `insert into jobs.job (name) values ('mail')`,
        'delete from jobs.archive',
        'select from jobs.queue',
        'update jobs.version set maintained_on = now()',
      ]) {
        expect([sql, (await worker.attempt(sql)).refused]).toEqual([sql, undefined]);
      }
      for (const sql of [
        'update jobs.queue set retry_limit = 0',
        'insert into jobs.queue (name) values ($$mine$$)',
        'delete from jobs.queue',
        'update jobs.version set version = 1',
        'select from jobs.schedule',
        'truncate jobs.job',
        `select jobs.create_queue('mine', '{}')`,
        `select jobs.delete_queue('mail')`,
        'drop table jobs.job',
      ]) {
        expect([sql, (await worker.attempt(sql)).refused]).toEqual([sql, DENIED]);
      }
    });
  });

  it('stamps the asker’s clinic on what is put in, whatever the data says, and takes over the queue’s settings', async () => {
    await roles.inScene(async (scene) => {
      await scene.arrange(
        'update jobs.queue set retry_limit = 9, retry_delay = 7, expire_seconds = 77 where name = $$mail$$',
      );
      const [asked] = await scene
        .as('app_patient', ann)
        .query<{ id: string }>(
          `select portal.enqueue('mail', jsonb_build_object('clinicId', $1::text), portal.portal_now() + interval '2 minutes') as id`,
          [people.cai.clinicId],
        );
      const [job] = await scene.arrange(
        `select data, retry_limit, retry_delay, retry_backoff, extract(epoch from expire_in)::int as expires,
           start_after = now() + interval '2 minutes' as is_later, state::text from jobs.job where id = $1`,
        [asked?.id],
      );
      expect(job).toEqual({
        data: { clinicId: ann.clinicId },
        retry_limit: 9,
        retry_delay: 7,
        retry_backoff: true,
        expires: 77,
        is_later: true,
        state: 'created',
      });
    });
  });

  it('has no queue that nobody named', async () => {
    await roles.inScene(async (scene) => {
      const { refused } = await scene
        .as('app_patient', ann)
        .attempt(`select portal.enqueue('of nobody', '{}')`);
      expect(refused).toBe('P0001');
    });
  });

  it('holds a mail’s job when, and only when, the mail is kept', async () => {
    await roles.inScene(async (scene) => {
      const jobs = () => scene.arrange(`select data, start_after > now() as is_later from jobs.job`);
      const before = (await jobs()).length;
      const post = (after: string) =>
        `select portal.post_mail('reminder', 'ann@home.example', '${ann.id}', null, null, '{}', 'key', ${after})`;
      await scene.as('app_patient', ann).attempt(post('null'));
      expect(await jobs()).toHaveLength(before);
      await scene.as('app_patient', ann).query(post('null'));
      await scene.as('app_patient', ann).query(post(`portal.portal_now() + interval '1 hour'`));
      expect((await jobs()).slice(before).map(({ is_later }) => is_later)).toEqual([false, true]);
      const mails = await scene.arrange(
        `select send_after > now() as is_later from portal.mail where once_key = 'key'`,
      );
      expect(mails).toEqual([{ is_later: true }]);
    });
  });

  it('tells of each change of a plan that shows, and of none by mail to who is discharged, whose mails end', async () => {
    await roles.inScene(async (scene) => {
      await scene.force(`update portal.patient set email = 'ann@home.example' where id = $1`, [ann.id]);
      const changed = () =>
        scene.arrange<{ dropped: string | null }>(
          `select dropped_because as dropped from portal.mail where kind = 'plan_changed' and patient_id = $1`,
          [ann.id],
        );
      expect(await changed()).toEqual([]);
      await setPlan(scene);
      await becomes('paused')(scene);
      expect(await changed()).toEqual([{ dropped: null }]);
      await scene.arrange(
        `insert into portal.reminder (clinic_id, patient_id, times, days, stop_secret)
         values ($1, $2, '{08:00}', '{monday}', 'of ann')`,
        [ann.clinicId, ann.id],
      );
      await scene.arrange(
        `insert into portal.discharge (clinic_id, patient_id, discharged_by, because) values ($1, $2, $3, 'better')`,
        [ann.clinicId, ann.id, rivera.id],
      );
      expect(await changed()).toEqual([{ dropped: 'discharged' }]);
      const [reminder] = await scene.arrange(
        `select stopped_at is not null as stopped from portal.reminder where stop_secret = 'of ann'`,
      );
      expect(reminder).toEqual({ stopped: true });
    });
  });

  it('shows mails to the worker of one clinic at a time, and of those that came back the address to the clinic', async () => {
    await roles.inScene(async (scene) => {
      const clinics = await scene
        .as('app_worker', { ...rivera })
        .query('select distinct clinic_id from portal.mail');
      expect(clinics).toEqual([{ clinic_id: rivera.clinicId }]);
      const seen = await scene.as('app_desk', kaya).query('select to_address from portal.mail');
      expect(seen).toEqual([{ to_address: 'nobody@home.example' }]);
      expect((await scene.as('app_desk', kaya).attempt('select facts from portal.mail')).refused).toBe(
        DENIED,
      );
      expect((await scene.as('app_patient', ann).attempt('select facts from portal.mail')).refused).toBe(
        DENIED,
      );
      expect((await scene.as('app_worker', rivera).attempt('delete from portal.mail')).refused).toBe(DENIED);
      expect(
        (await scene.as('app_worker', rivera).attempt(`update portal.mail set to_address = 'me@x.example'`))
          .refused,
      ).toBe(DENIED);
    });
  });
});

describe('the worker’s login', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  it('has no right before it takes its role, and may take no other', async () => {
    const worker = new Client({ connectionString: database.workerUrl });
    await worker.connect();
    try {
      for (const sql of [
        'select from jobs.job',
        'select from portal.mail',
        'select portal.clinics_at_work()',
        'set role app_clinician',
        'set role portal_owner',
      ]) {
        await expect(worker.query(sql)).rejects.toMatchObject({ code: DENIED });
      }
      await worker.query('set role app_worker');
      await worker.query('select from jobs.job');
    } finally {
      await worker.end();
    }
  });

  it('is the worker from its first word on where the connection says so', async () => {
    const url = new URL(database.workerUrl);
    url.searchParams.set('options', '-c role=app_worker');
    const worker = new Client({ connectionString: url.href });
    await worker.connect();
    expect((await worker.query('select current_user, session_user')).rows).toEqual([
      { current_user: 'app_worker', session_user: 'portal_worker' },
    ]);
    await worker.end();
  });
});
