import { Client } from 'pg';
import type { Response } from 'supertest';
import { people } from '../support/cast';
import { endSession } from '../support/own-postgres';
import { openStage, type Stage } from '../support/stage';
import { checksumOf } from '../support/trials';

/**
 * What can happen to one transaction while others go on: it waits for a lock, takes too long, loses its connection in
 * the middle or at the very end, or meets another one head-on. It is all there or it never was.
 */
describe('broken transactions', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    await stage.owner('create sequence portal.tries minvalue 0 start 0');
  });
  afterAll(() => stage.close());

  const register = () =>
    stage
      .as('dale')
      .post('/patients')
      .send({
        name: 'Una Unwin',
        dateOfBirth: '1980-01-01',
        identifiers: [{ system: 'https://emr.example', value: 'U-1' }],
      });
  const rename = async (patientId: string) => {
    const { headers } = await stage.as('dale').get(`/patients/${patientId}`).expect(200);
    return stage
      .as('dale')
      .patch(`/patients/${patientId}`)
      .set('if-match', headers.etag as string)
      .send({ phone: '020 7946 0123' });
  };

  function expectUnavailable(answer: Response): void {
    expect([answer.status, answer.body.code]).toEqual([503, 'service.unavailable']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  }

  /** The work leaves everything as it was, the audit too. */
  async function expectNothingWritten(work: () => Promise<void>): Promise<void> {
    const trace = async () => [
      await checksumOf(stage),
      await stage.owner('select max(id) from portal.audit_entry'),
    ];
    const before = await trace();
    await work();
    expect(await trace()).toEqual(before);
  }

  /** Has something happen when a row of a table is written, or when the transaction that wrote it commits. */
  async function withTrouble(
    [table, when]: [table: string, when: 'at once' | 'at the commit'],
    trouble: string,
    work: () => Promise<void>,
  ): Promise<void> {
    const [kind, moment, deferral] =
      when === 'at once' ? ['trigger', 'before', ''] : ['constraint trigger', 'after', 'initially deferred'];
    await stage.owner(
      `select setval('portal.tries', 0, false);
       create function portal.trouble() returns trigger language plpgsql security definer as $$
         begin perform nextval('portal.tries'); ${trouble}; return new; end $$;
       create ${kind} trouble ${moment} insert or update on portal.${table} ${deferral}
         for each row execute function portal.trouble()`,
    );
    try {
      await work();
    } finally {
      await stage.owner('drop function portal.trouble cascade');
    }
  }

  /** A sequence counts on, whatever is rolled back. */
  async function tries(): Promise<number> {
    const [row] = await stage.owner<{ tries: string }>(`select nextval('portal.tries') as tries`);
    return Number(row?.tries);
  }

  it('waits two seconds for a lock, and no longer', () =>
    expectNothingWritten(async () => {
      const other = new Client({ connectionString: stage.ownerUrl });
      await other.connect();
      await other.query('begin; lock table portal.patient_identifier in access exclusive mode');
      const since = Date.now();
      expectUnavailable(await register());
      expect(Date.now() - since).toBeLessThan(3_000);
      await other.end();
    }));

  it(
    'lets a statement take five seconds, and no longer',
    () =>
      expectNothingWritten(() =>
        withTrouble(['patient_identifier', 'at once'], 'perform pg_sleep(20)', async () => {
          const since = Date.now();
          expectUnavailable(await register());
          expect(Date.now() - since).toBeLessThan(6_500);
        }),
      ),
    15_000,
  );

  it.each([
    ['in the middle', 'at once'],
    ['at the commit', 'at the commit'],
  ] as const)('writes nothing when the connection is lost %s', (_, when) =>
    expectNothingWritten(() =>
      withTrouble(['patient_identifier', when], 'perform pg_sleep(4)', async () => {
        const [answer] = await Promise.all([
          register(),
          endSession(stage.superuserUrl, `wait_event = 'PgSleep'`),
        ]);
        expectUnavailable(answer);
      }),
    ),
  );

  it('serves the next one on a new connection', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => stage.as('rivera').get('/patients')));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  });

  it('loses the connection while reading the routine, and says so', () =>
    expectNothingWritten(async () => {
      const other = new Client({ connectionString: stage.ownerUrl });
      await other.connect();
      await other.query('begin; lock table portal.prescription_item in access exclusive mode');
      const [answer] = await Promise.all([
        stage.as('ann').get('/routine'),
        endSession(stage.superuserUrl, `wait_event_type = 'Lock'`),
      ]);
      expectUnavailable(answer);
      await other.end();
      await stage.as('ann').get('/routine').expect(200);
    }));

  it('repeats what met another head-on, so that both are done', () =>
    withTrouble(
      ['patient', 'at once'],
      `perform pg_advisory_xact_lock(case when new.id = '${people.ben.id}' then 1 else 2 end), pg_sleep(0.3);
       perform pg_advisory_xact_lock(case when new.id = '${people.ben.id}' then 2 else 1 end)`,
      async () => {
        const answers = await Promise.all([rename(people.ben.id), rename(people.dot.id)]);
        expect(answers.map(({ status }) => status)).toEqual([200, 200]);
        expect(await tries()).toBe(3);
      },
    ));

  it('gives up after the third time', () =>
    expectNothingWritten(() =>
      withTrouble(['patient', 'at once'], `raise exception using errcode = '40P01'`, async () => {
        expectUnavailable(await register());
        expect(await tries()).toBe(3);
      }),
    ));
});
