/** When the clinic is open, closed and stood in for: entered by an admin, read by everybody whom it concerns. */
import { people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';

const { rivera, kaya, lind, gone, osei, dale } = people;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.setClock('2026-11-27T10:00:00Z');
});
afterAll(() => stage.close());

const MORNINGS = [
  { weekday: 'monday', opens: '08:30', closes: '12:00' },
  { weekday: 'monday', opens: '13:00', closes: '18:00' },
  { weekday: 'friday', opens: '08:30', closes: '24:00' },
];
const enter = (body: object, etag: string) =>
  stage.as('adams').put('/opening-hours').set('if-match', etag).send(body);

it('are Monday to Friday from 9 to 17 until somebody enters others, and say that this is assumed', async () => {
  await stage.owner('delete from portal.opening_hours where clinic_id = $1', [people.adams.clinicId]);
  const { body, headers } = await stage.as('adams').get('/opening-hours').expect(200);
  expect(headers.etag).toBe('"0"');
  expect(body).toMatchObject({ isDefault: true, timeZone: 'Europe/London', backupId: null });
  expect(body.stretches).toHaveLength(5);

  expect((await enter({ stretches: MORNINGS }, '"1"').expect(412)).body.code).toBe('revision.stale');
  const entered = await enter({ stretches: MORNINGS, backupId: kaya.id }, '"0"').expect(200);
  expect(entered.body).toEqual({
    stretches: MORNINGS,
    backupId: kaya.id,
    isDefault: false,
    timeZone: 'Europe/London',
    revision: 1,
  });
  expect((await enter({ stretches: MORNINGS }, '"0"').expect(412)).body.code).toBe('revision.stale');
  await enter({ stretches: MORNINGS.slice(0, 1), backupId: kaya.id }, '"1"')
    .expect(200)
    .expect('etag', '"2"');
});

it.each<[string, object, string]>([
  ['none at all', { stretches: [] }, '/stretches'],
  ['closing before opening', { stretches: [{ ...MORNINGS[0], closes: '08:00' }] }, '/stretches/0/closes'],
  ['open twice at once', { stretches: [MORNINGS[0], MORNINGS[0]] }, '/stretches/1'],
  ['no such time', { stretches: [{ ...MORNINGS[0], opens: '24:00' }] }, '/stretches/0/opens'],
  ['a backup of another clinic', { stretches: MORNINGS, backupId: osei.id }, '/backupId'],
  ['a backup from the desk', { stretches: MORNINGS, backupId: dale.id }, '/backupId'],
  ['a backup who left', { stretches: MORNINGS, backupId: gone.id }, '/backupId'],
])('refuses %s', async (_, body, pointer) => {
  const { body: problem } = await enter(body, '"2"').expect(400);
  expect(problem.errors.map((fault: { pointer: string }) => fault.pointer)).toEqual([pointer]);
});

it('are read by patients and carers, without who is asked', async () => {
  for (const who of ['ann', 'cara'] as const) {
    const { body } = await stage.as(who).get('/opening-hours').expect(200);
    expect(Object.keys(body).sort()).toEqual(['isDefault', 'revision', 'stretches', 'timeZone']);
    await stage.as(who).get('/covers').expect(403);
  }
  expect((await stage.as('dale').get('/opening-hours').expect(200)).body.backupId).toBe(kaya.id);
  await stage
    .as('dale')
    .put('/opening-hours')
    .set('if-match', '"2"')
    .send({ stretches: MORNINGS })
    .expect(403);
  const { body: south } = await stage.as('cai').get('/opening-hours').expect(200);
  expect(south.stretches).toHaveLength(5);
});

it('is closed on days that it enters, and lists those that are not over', async () => {
  const as = stage.as('adams');
  const christmas = { name: 'Christmas', from: '2026-12-25', to: '2026-12-28' };
  const { body } = await as.post('/closed-days').send(christmas).expect(201);
  expect((await stage.as('ann').get('/closed-days').expect(200)).body).toEqual([
    { id: body.id, ...christmas },
  ]);
  expect((await stage.as('cai').get('/closed-days').expect(200)).body).toEqual([]);
  for (const [from, to] of [
    ['2026-12-28', '2026-12-25'],
    ['2026-11-20', '2026-11-26'],
    ['2026-12-01', '2027-12-02'],
  ]) {
    const { body: problem } = await as.post('/closed-days').send({ name: 'No', from, to }).expect(400);
    expect(problem.errors[0].pointer).toBe('/to');
  }
  await stage.as('southAdmin').delete(`/closed-days/${body.id}`).expect(404);
  await stage.setClock('2026-12-29T10:00:00Z');
  expect((await as.get('/closed-days').expect(200)).body).toEqual([]);
  await stage.setClock('2026-11-27T10:00:00Z');
  await as.delete(`/closed-days/${body.id}`).expect(204);
  expect((await as.get('/closed-days').expect(200)).body).toEqual([]);
});

it('arranges who stands in: one at a time, of those who are there', async () => {
  const as = stage.as('adams');
  const cover = { staffId: rivera.id, coveredById: kaya.id, from: '2026-12-01', to: '2026-12-14' };
  const { body } = await as.post('/covers').send(cover).expect(201);
  expect((await stage.as('dale').get('/covers').expect(200)).body).toEqual([{ id: body.id, ...cover }]);
  const overlap = { ...cover, coveredById: lind.id, from: '2026-12-14', to: '2026-12-20' };
  expect((await as.post('/covers').send(overlap).expect(409)).body.code).toBe('cover.overlaps');
  const { body: next } = await as
    .post('/covers')
    .send({ ...overlap, from: '2026-12-15' })
    .expect(201);
  for (const [pointer, change] of [
    ['/coveredById', { coveredById: rivera.id }],
    ['/coveredById', { coveredById: osei.id }],
    ['/coveredById', { coveredById: gone.id }],
    ['/staffId', { staffId: dale.id }],
  ] as const) {
    const { body: problem } = await as
      .post('/covers')
      .send({ ...cover, ...change })
      .expect(400);
    expect(problem.errors[0].pointer).toBe(pointer);
  }
  await as.delete(`/covers/${next.id}`).expect(204);
  await stage.as('southAdmin').delete(`/covers/${body.id}`).expect(404);
});

it('leaves a trace of each change', async () => {
  const rows = await stage.owner<{ action: string }>(
    `select distinct action from portal.audit_entry where actor_id = $1 order by 1`,
    [people.adams.id],
  );
  expect(rows.map(({ action }) => action)).toEqual([
    'closed_day.entered',
    'closed_day.removed',
    'cover.arranged',
    'cover.removed',
    'opening_hours.entered',
  ]);
});
