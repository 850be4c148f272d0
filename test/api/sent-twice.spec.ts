import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';
import { assess, draft, issue, today } from '../support/visit';

/**
 * Double clicks, lost answers and two windows: the same request several times at once is done once, and of several
 * changes to what they all read, one is kept and the others are told.
 */
const KEYS = 20;
const TIMES = 5;

const count = (answers: Response[], status: number): number =>
  answers.filter((answer) => answer.status === status).length;

describe('sent twice', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  const register = (key: string, body: object) =>
    stage.as('dale').post('/patients').set('idempotency-key', key).send(body);

  const named = async (name: string): Promise<number> =>
    (await stage.owner('select 1 from portal.patient where name = $1', [name])).length;

  it('registers one patient for each key, however often it is sent at once', async () => {
    for (let round = 1; round <= KEYS; round++) {
      const [key, body] = [randomUUID(), { name: `Twin ${round}`, dateOfBirth: '1980-01-01' }];
      const answers = await Promise.all(Array.from({ length: TIMES }, () => register(key, body)));
      const made = answers.filter(({ status }) => status === 201);
      expect(made.length).toBeGreaterThan(0);
      expect(new Set(made.map((answer) => answer.text)).size).toBe(1);
      expect(made.length + count(answers, 409)).toBe(TIMES);
      for (const { status, body: problem, headers } of answers) {
        if (status === 409)
          expect([problem.code, headers['retry-after']]).toEqual(['idempotency.in_flight', '1']);
      }
      const again = await register(key, body).expect(201);
      expect([again.text, again.headers.etag]).toEqual([made[0]!.text, made[0]!.headers.etag]);
      expect(await named(`Twin ${round}`)).toBe(1);
    }
  });

  it('leaves one audit row for one change', async () => {
    const [row] = await stage.owner<{ patients: number; entries: number }>(
      `select count(distinct p.id)::int as patients, count(a.id)::int as entries
       from portal.patient p left join portal.audit_entry a on a.action = 'patient.registered' and p.id = any(a.subject_ids)
       where p.name like 'Twin %'`,
    );
    expect(row).toEqual({ patients: KEYS, entries: KEYS });
  });

  it('leaves a row of reading each time an answer about a patient is repeated', async () => {
    const reads = async (patientId: string) =>
      (
        await stage.owner(
          `select 1 from portal.audit_entry where action = 'record.read' and patient_ids = array[$1::uuid]
             and actor_id = $2 and subject_type = 'patient.register'`,
          [patientId, people.dale.id],
        )
      ).length;
    const [key, body] = [randomUUID(), { name: 'Rita Read', dateOfBirth: '1980-01-01' }];
    const { body: rita } = await register(key, body).expect(201);
    expect(await reads(rita.id)).toBe(0);
    for (const times of [1, 2]) {
      await register(key, body).expect(201);
      expect(await reads(rita.id)).toBe(times);
    }
  });

  it('refuses the key for another request, and keeps no failure', async () => {
    const key = randomUUID();
    const wrong = { name: 'Una Unwin', dateOfBirth: '2026-02-30' };
    const right = { ...wrong, dateOfBirth: '1980-01-01' };
    await register(key, wrong).expect(400);
    await register(key, right).expect(201);
    const other = await register(key, { ...right, name: 'Una Other' }).expect(422);
    expect(other.body.code).toBe('idempotency.key_reused');
    expect(await named('Una Other')).toBe(0);
  });

  it('keeps the keys of two people, and of two addresses, apart', async () => {
    const key = randomUUID();
    const body = { name: 'Same Key', dateOfBirth: '1980-01-01' };
    await register(key, body).expect(201);
    await stage.as('sadie').post('/patients').set('idempotency-key', key).send(body).expect(201);
    await stage.as('rivera').post('/patients').set('idempotency-key', key).send(body).expect(201);
    await stage
      .as('rivera')
      .post(`/patients/${people.ben.id}/episodes`)
      .set('idempotency-key', key)
      .send({ title: 'Low back' })
      .expect(201);
    expect(await named('Same Key')).toBe(3);
  });

  it('issues a prescription once', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const written = await draft(stage, 'rivera', episodeId);
    const key = randomUUID();
    const reviewOn = await today(stage, 14);
    const send = () => issue(stage, 'rivera', written, { reviewOn }).set('idempotency-key', key);
    const answers = await Promise.all(Array.from({ length: TIMES }, send));
    expect(count(answers, 200)).toBeGreaterThan(0);
    expect(count(answers, 200) + count(answers, 409)).toBe(TIMES);
    await send().expect(200);
    const issued = await stage.owner(
      `select 1 from portal.prescription_transition where prescription_id = $1 and kind = 'issued'`,
      [written.id],
    );
    expect(issued).toHaveLength(1);
  });

  it('lets one of several simultaneous changes win, and tells the others', async () => {
    const path = `/patients/${people.ben.id}`;
    for (let round = 1; round <= KEYS; round++) {
      const { headers } = await stage.as('dale').get(path).expect(200);
      const changes = Array.from({ length: TIMES }, (_, n) =>
        stage
          .as('dale')
          .patch(path)
          .set('if-match', headers.etag!)
          .send({ phone: `${round}-${n}` }),
      );
      const answers = await Promise.all(changes);
      expect([count(answers, 200), count(answers, 412)]).toEqual([1, TIMES - 1]);
      const winner = answers.find(({ status }) => status === 200) as Response;
      const { body, headers: now } = await stage.as('dale').get(path).expect(200);
      expect([body.phone, now.etag]).toEqual([winner.body.phone, winner.headers.etag]);
    }
  });
});
