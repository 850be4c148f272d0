/** Who was not seen for long is out of the everyday lists, and back the moment somebody begins anew with them. */
import { raiseAlert } from '../../src/alert/raise-alert';
import { people } from '../support/cast';
import { inTxOf } from '../support/diary';
import { openStage, type Stage } from '../support/stage';
import { assess } from '../support/visit';
import { aWalkIn, walkIn } from '../support/walk-in';

const { ann, ben, cai, dot } = people;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.renew());

const BECAUSE = 'Not seen for two years.';
const archive = async (body: object, by: 'dale' | 'rivera' = 'dale') =>
  (
    await stage
      .as(by)
      .post('/archivings')
      .send({ because: BECAUSE, ...body })
      .expect(200)
  ).body.patients;
const namesIn = async (query = '') =>
  (await stage.as('dale').get(`/patients${query}`).expect(200)).body.items.map(
    ({ id }: { id: string }) => id,
  );
const patient = async (id: string) => (await stage.as('dale').get(`/patients/${id}`).expect(200)).body;
const register = async (name: string, identifiers: object[] = []) =>
  (
    await stage
      .as('dale')
      .post('/patients')
      .send({ name, dateOfBirth: '1980-05-05', identifiers })
      .expect(201)
  ).body.id as string;

it('takes them out of the lists, and they are found where they are asked for', async () => {
  const id = await register('Ola Old', [{ system: 'https://pms.example', value: 'O-1' }]);
  expect(await archive({ patientIds: [id] })).toEqual([{ patientId: id, outcome: 'archived' }]);
  expect(await patient(id)).toMatchObject({ archivedAt: expect.any(String), status: 'current' });
  for (const query of ['', '?q=old', '?archived=false', '?status=current'])
    expect([query, (await namesIn(query)).includes(id)]).toEqual([query, false]);
  for (const query of [
    '?archived=true',
    '?q=old&archived=true',
    '?externalSystem=https%3A%2F%2Fpms.example&externalValue=O-1',
  ])
    expect([query, await namesIn(query)]).toEqual([query, [id]]);
  const { body: caseload } = await stage.as('rivera').get('/caseload').expect(200);
  expect(JSON.stringify(caseload)).not.toContain(id);
  expect(await archive({ patientIds: [id] }, 'rivera')).toEqual([
    { patientId: id, outcome: 'archived_already' },
  ]);
  const trail = await stage.owner(
    `select action from portal.audit_entry where patient_ids = array[$1::uuid] and action = 'patient.archived'`,
    [id],
  );
  expect(trail).toHaveLength(1);
  expect(
    await stage.owner(
      'select archived_because as because, archived_by as by from portal.patient where id = $1',
      [id],
    ),
  ).toEqual([{ because: BECAUSE, by: people.dale.id }]);
});

it('leaves who is in care, and says no more of why; whoever is not there is not found', async () => {
  const [held, alerted, asked, free] = [
    await register('Hal Held'),
    await register('Al Alert'),
    await register('As Ked'),
    await register('Fr Ee'),
  ];
  await stage.as('rivera').post(`/patients/${held}/holds`).send({ because: 'To be seen.' }).expect(201);
  await inTxOf(stage, 'rivera', (tx) => raiseAlert(tx, { kind: 'A2', key: 'pain', patientId: alerted }));
  await stage.owner(
    'insert into portal.record_request (clinic_id, patient_id, due_on) values ($1, $2, current_date)',
    [ann.clinicId, asked],
  );
  // dot has a plan that would show, were she not discharged
  const outcomes = Object.fromEntries(
    (await archive({ patientIds: [ann.id, held, alerted, asked, free, dot.id, cai.id] })).map(
      ({ patientId, outcome }: { patientId: string; outcome: string }) => [patientId, outcome],
    ),
  );
  expect(outcomes).toEqual({
    [ann.id]: 'in_care',
    [held]: 'in_care',
    [alerted]: 'in_care',
    [asked]: 'in_care',
    [free]: 'archived',
    [dot.id]: 'archived',
    [cai.id]: 'not_found',
  });
  for (const id of [ann.id, held, alerted, asked]) expect((await patient(id)).archivedAt).toBeNull();
});

it('takes all at once who were not seen since a day, to the day, and passes over who is in care', async () => {
  const [old, seen, held] = [
    await register('Ola Old'),
    await register('Sue Seen'),
    await register('Hal Held'),
  ];
  await stage.owner(`update portal.patient set created_at = '2024-01-10T12:00Z' where id = any ($1)`, [
    [old, seen, held],
  ]);
  await stage.owner(`update portal.patient set created_at = portal.portal_now() where id = $1`, [ben.id]);
  await stage.as('rivera').post(`/patients/${held}/holds`).send({ because: 'To be seen.' }).expect(201);
  await assess(stage, 'rivera', { id: seen });
  expect(await archive({ notSeenSince: '2024-01-10' })).toEqual([]);
  expect(await archive({ notSeenSince: '2024-01-11' })).toEqual([{ patientId: old, outcome: 'archived' }]);
  expect(await archive({ notSeenSince: '2024-01-11' })).toEqual([]);
});

it('leaves a record that was merged, which is in no list and does not change any more', async () => {
  const [merged, kept] = [await register('Ola Old'), await register('Ola Olden')];
  const { revision } = await patient(merged);
  await stage
    .as('rivera')
    .post(`/patients/${merged}/merges`)
    .set('if-match', `"${revision}"`)
    .send({ intoId: kept, because: 'One woman, two names.' })
    .expect(201);
  await stage.owner(`update portal.patient set created_at = '2024-01-10T12:00Z' where id = $1`, [merged]);
  await stage.owner(`update portal.patient set created_at = portal.portal_now() where id = $1`, [ben.id]);
  expect(await archive({ notSeenSince: '2024-01-11' })).toEqual([]);
  expect(await archive({ patientIds: [merged] })).toEqual([{ patientId: merged, outcome: 'not_found' }]);
  expect((await patient(merged)).archivedAt).toBeNull();
});

it('a new episode, a walk-in and a readmission bring them back, and so does whoever says so', async () => {
  const back = async (work: (id: string) => PromiseLike<{ status: number }>, status: number) => {
    const id = await register('Ola Old');
    await archive({ patientIds: [id] });
    expect((await work(id)).status).toBe(status);
    expect((await patient(id)).archivedAt).toBeNull();
    expect(await namesIn()).toContain(id);
  };
  await back((id) => stage.as('rivera').post(`/patients/${id}/episodes`).send({ title: 'Neck' }), 201);
  await back(
    async (id) => walkIn(stage, 'rivera', { ...(await aWalkIn(stage)), patient: undefined, patientId: id }),
    201,
  );
  await back(async (id) => {
    const { revision } = await patient(id);
    return stage.as('dale').delete(`/patients/${id}/archiving`).set('if-match', `"${revision}"`);
  }, 200);
  await archive({ patientIds: [dot.id] });
  const { revision } = await patient(dot.id);
  await stage
    .as('rivera')
    .post(`/patients/${dot.id}/readmission`)
    .set('if-match', `"${revision}"`)
    .expect(200);
  expect((await patient(dot.id)).archivedAt).toBeNull();
  const now = await patient(dot.id);
  await stage
    .as('dale')
    .delete(`/patients/${dot.id}/archiving`)
    .set('if-match', `"${now.revision}"`)
    .expect(404);
});

it('wants one way of saying whom, a day long ago and a reason', async () => {
  const send = (body: object) => stage.as('dale').post('/archivings').send(body);
  for (const [body, pointer] of [
    [{ because: 'x' }, '/patientIds'],
    [{ because: 'x', patientIds: [ben.id], notSeenSince: '2020-01-01' }, '/notSeenSince'],
    [{ because: 'x', notSeenSince: new Date().toISOString().slice(0, 10) }, '/notSeenSince'],
    [{ patientIds: [ben.id] }, '/because'],
  ] as const)
    expect((await send(body).expect(400)).body.errors[0].pointer).toBe(pointer);
  for (const by of ['adams', 'ann'] as const)
    await stage.as(by).post('/archivings').send({ because: 'x' }).expect(403);
});
