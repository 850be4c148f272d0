/** Who did what, as the admin reads it: complete, newest first, of this clinic, and without a clinical word. */
import { people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';

const { ann, ben, rivera, kaya, dale, cai, osei } = people;

interface Entry {
  id: string;
  at: string;
  actorId: string;
  action: string;
  patientIds: string[];
  requestId: string;
}

let stage: Stage;
let holdId: string;
beforeAll(async () => {
  stage = await openStage();
  await stage.owner('truncate portal.audit_entry'); // what the cast left
  const read = (name: 'rivera' | 'kaya' | 'dale' | 'osei', id: string) =>
    stage.as(name).get(`/patients/${id}`).expect(200);
  await stage.setClock('2026-03-28T23:59:59Z'); // the last second of a Saturday in London
  await read('rivera', ann.id);
  await stage.setClock('2026-03-29T00:00:00Z'); // the night in which summer time begins
  await read('kaya', ann.id);
  await stage.setClock('2026-03-29T22:59:59Z');
  await read('dale', ben.id);
  await stage.setClock('2026-03-29T23:00:00Z');
  const { body: hold } = await stage
    .as('rivera')
    .post(`/patients/${ann.id}/holds`)
    .send({ because: 'A reason.' })
    .expect(201);
  holdId = hold.id;
  await read('osei', cai.id);
  await stage.setClock(null);
});
afterAll(() => stage.close());

/** But for the looks into it, which are in it too. */
const trail = async (query: object = {}): Promise<Entry[]> =>
  (await stage.as('adams').get('/audit').query(query).expect(200)).body.items.filter(
    ({ action }: Entry) => !action.startsWith('audit.'),
  );
const actors = async (query: object) => (await trail(query)).map(({ actorId }) => actorId);

it('names role, person, action, subject, patients, time and request, newest first', async () => {
  const { body, text } = await stage.as('adams').get('/audit').expect(200);
  expect(body.items).toHaveLength(4);
  expect(body.items[0]).toEqual({
    id: expect.stringMatching(/^\d+$/),
    at: '2026-03-29T23:00:00.000Z',
    actorRole: 'clinician',
    actorId: rivera.id,
    action: 'hold.opened',
    subjectType: 'hold',
    subjectIds: [holdId],
    patientIds: [ann.id],
    requestId: expect.any(String),
  });
  expect(body.items[1]).toMatchObject({
    actorRole: 'desk',
    actorId: dale.id,
    action: 'record.read',
    subjectType: 'patient.read',
    patientIds: [ben.id],
  });
  expect(text).not.toContain('A reason.');
});

it('is found by patient, person, action and day of the clinic’s calendar', async () => {
  expect(await actors({ patientId: ann.id })).toEqual([rivera.id, kaya.id, rivera.id]);
  expect(await actors({ actorId: kaya.id })).toEqual([kaya.id]);
  expect(await actors({ action: 'hold.opened' })).toEqual([rivera.id]);
  expect(await actors({ to: '2026-03-28' })).toEqual([rivera.id]);
  expect(await actors({ from: '2026-03-29', to: '2026-03-29' })).toEqual([dale.id, kaya.id]);
  expect(await actors({ from: '2026-03-30', patientId: ann.id })).toEqual([rivera.id]);
  expect(await actors({ patientId: ben.id, actorId: rivera.id })).toEqual([]);
});

it('pages without losing or repeating any', async () => {
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const { body }: { body: { items: Entry[]; nextCursor: string | null } } = await stage
      .as('adams')
      .get('/audit')
      .query({ limit: 3, cursor })
      .expect(200);
    seen.push(...body.items.filter(({ action }) => !action.startsWith('audit.')).map(({ id }) => id));
    cursor = body.nextCursor;
  }
  expect(seen).toEqual((await trail({ limit: 100 })).map(({ id }) => id));
  expect(seen).toHaveLength(4);
});

it('holds one clinic only', async () => {
  const { body } = await stage.as('southAdmin').get('/audit').expect(200);
  expect(body.items.map(({ actorId }: Entry) => actorId)).toEqual([osei.id]);
  expect(await actors({ patientId: cai.id })).toEqual([]);
});

it.each([
  { from: '2026-02-30' },
  { actorId: 'adams' },
  { limit: '1e9' },
  { sort: 'at' },
  { cursor: Buffer.from('["x"]').toString('base64url') },
])('refuses %j', async (query) => {
  const { body } = await stage.as('adams').get('/audit').query(query).expect(400);
  expect(body.code).toBe('request.invalid');
});

it('is for admins only, and a refusal is on it', async () => {
  for (const name of ['rivera', 'dale', 'ann'] as const) {
    const { body } = await stage.as(name).get('/audit').expect(403);
    expect(body.code).toBe('identity.wrong_role');
  }
  await stage.anonymous().get('/audit').expect(401);
  const refused = await trail({ action: 'identity.refused' });
  expect(refused.map(({ actorId }) => actorId)).toEqual([ann.id, dale.id, rivera.id]);
});

it('opens for an admin who is a clinician too, and nobody’s record was read by it', async () => {
  const before = (await trail()).length;
  await stage.as('solo').get('/audit').expect(200);
  expect(await trail()).toHaveLength(before);
});

describe('the admin looks who opened a record', () => {
  const table = async (query: object = {}, who: 'adams' | 'southAdmin' = 'adams') =>
    (
      await stage
        .as(who)
        .get('/audit/table')
        .query(query)
        .expect(200)
        .expect('content-type', /text\/csv/)
    ).text;

  it('by patient, by what the action begins with, and by the request that an answer named', async () => {
    const opened = await trail({ patientId: ann.id, actionBegins: 'record.' });
    expect(opened.map(({ actorId }) => actorId)).toEqual([kaya.id, rivera.id]);
    expect(await actors({ actionBegins: 'hold.' })).toEqual([rivera.id]);
    expect(await actors({ actionBegins: 'old.' })).toEqual([]);
    expect(await actors({ actionBegins: '%' })).toEqual([]);
    const [entry] = opened;
    expect(await trail({ requestId: entry!.requestId })).toEqual([entry]);
    expect(await actors({ requestId: 'of nobody' })).toEqual([]);
  });

  it('and is in it too, with whom they looked for; the patient is told of no look', async () => {
    await trail({ patientId: ann.id, actorId: kaya.id });
    const rows = await stage.owner(
      `select actor_id, action, subject_ids, patient_ids from portal.audit_entry
       where action like 'audit.%' order by id desc limit 1`,
    );
    expect(rows).toEqual([
      {
        actor_id: people.adams.id,
        action: 'audit.searched',
        subject_ids: [ann.id, kaya.id],
        patient_ids: [],
      },
    ]);
    const { body } = await stage.as('ann').get('/own-data').expect(200);
    expect(JSON.stringify(body.whoLooked)).not.toContain('audit');
  });

  it('and takes it along as a table, whole however long it is, which is written down as well', async () => {
    const lines = (await table({ patientId: ann.id, actionBegins: 'record.' })).split('\r\n');
    expect(lines[0]).toBe('id,at,actorRole,actorId,action,subjectType,subjectIds,patientIds,requestId');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toContain(`clinician,${kaya.id},record.read,patient.read,${ann.id},${ann.id},`);
    const [last] = await stage.owner(`select action from portal.audit_entry order by id desc limit 1`);
    expect(last).toEqual({ action: 'audit.exported' });
    await stage.owner(
      `insert into portal.audit_entry (clinic_id, actor_role, action, subject_type)
       select $1, 'portal_owner', 'many.rows', '=1+1' from generate_series(1, 2500)`,
      [ann.clinicId],
    );
    const many = (await table({ action: 'many.rows' })).trimEnd().split('\r\n');
    expect(new Set(many).size).toBe(2501);
    expect(many[1]).toContain(`,many.rows,'=1+1,`);
    expect((await table({ action: 'many.rows' }, 'southAdmin')).trimEnd().split('\r\n')).toHaveLength(1);
  });

  it('as nobody else does', async () => {
    for (const name of ['rivera', 'dale', 'ann'] as const)
      await stage.as(name).get('/audit/table').expect(403);
    await stage.anonymous().get('/audit/table').expect(401);
    await stage.as('adams').get('/audit/table?limit=5').expect(400);
  });
});
