/** Reminders at times of the patient's choice: only while something is left to do, and off in one tap. */
import { adviceOf, people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';
import { transit } from '../support/visit';

const { ann } = people;
const EVERY_DAY = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

let stage: Stage;
let day: string;

const at = (time: string) => stage.setClock(`${day}T${time}:00Z`);
const choose = (times: string[], days = EVERY_DAY) =>
  stage.as('ann').put('/reminders').send({ times, days, channel: 'mail' });
const sent = () =>
  stage.outbox.to('ann@home.example').filter(({ subject }) => subject === 'You have a reminder');

beforeAll(async () => {
  stage = await openStage();
  // a day after the cast's plan began, in the middle of a day, whatever the time of year
  day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const [{ zone }] = (await stage.owner('select time_zone as zone from portal.clinic where id = $1', [
    ann.clinicId,
  ])) as [{ zone: string }];
  expect(zone).toBe('Europe/London');
  await stage.owner(`update portal.clinic set time_zone = 'Atlantic/Reykjavik'`);
});
beforeEach(async () => {
  stage.outbox.letters.length = 0;
  await at('10:00');
});
afterAll(() => stage.close());

it('are chosen, read, chosen anew and ended', async () => {
  const off = { isOn: false, times: [], days: [], channel: 'mail', setAt: null };
  expect((await stage.as('ann').get('/reminders').expect(200)).body).toEqual(off);
  const { body } = await choose(['18:30', '08:00'], ['sunday', 'monday']).expect(200);
  expect(body).toEqual({
    isOn: true,
    times: ['08:00', '18:30'],
    days: ['monday', 'sunday'],
    channel: 'mail',
    setAt: `${day}T10:00:00.000Z`,
  });
  expect((await choose(['09:00']).expect(200)).body.times).toEqual(['09:00']);
  await stage.as('ann').delete('/reminders').expect(204);
  await stage.as('ann').delete('/reminders').expect(204);
  expect((await stage.as('ann').get('/reminders').expect(200)).body).toEqual(off);
  const trace = await stage.owner(
    `select action from portal.audit_entry where action like 'reminder.%' and actor_id = $1 order by id`,
    [ann.id],
  );
  expect(trace.map(({ action }) => action)).toEqual(['reminder.set', 'reminder.set', 'reminder.stopped']);
});

it.each([
  ['no time', { times: [], days: ['monday'] }],
  ['no day', { times: ['08:00'], days: [] }],
  ['a time that no clock shows', { times: ['24:00'], days: ['monday'] }],
  ['a time in words', { times: ['8am'], days: ['monday'] }],
  ['a time twice', { times: ['08:00', '08:00'], days: ['monday'] }],
  [
    'seven times',
    { times: ['01:00', '02:00', '03:00', '04:00', '05:00', '06:00', '07:00'], days: ['monday'] },
  ],
])('are refused with %s', async (_what, choice) => {
  const { body } = await stage
    .as('ann')
    .put('/reminders')
    .send({ ...choice, channel: 'mail' })
    .expect(400);
  expect(body.code).toBe('request.invalid');
});

it('are refused to a patient whom the clinic cannot write to, and to everybody else', async () => {
  await stage.owner('update portal.patient set email = null where id = $1', [people.ben.id]);
  const { body } = await stage
    .as('ben')
    .put('/reminders')
    .send({ times: ['08:00'], days: ['monday'], channel: 'mail' });
  expect(body.code).toBe('reminder.no_address');
  for (const name of ['rivera', 'dale', 'adams', 'cara'] as const)
    await stage.as(name).get('/reminders').expect(403);
});

it('come at the chosen time, once, and not again for a worker who comes by more often', async () => {
  await choose(['11:00', '12:00']).expect(200);
  await at('10:59');
  await stage.work();
  expect(sent()).toHaveLength(0);
  await at('11:02');
  await stage.work();
  await stage.work();
  expect(sent()).toHaveLength(1);
  expect(sent()[0]?.text).toContain('You have a reminder');
  await at('12:05');
  await stage.work();
  expect(sent()).toHaveLength(2);
});

it('are not made up for when nobody worked for hours', async () => {
  await choose(['11:00']).expect(200);
  await at('13:00');
  await stage.work();
  await at('13:05');
  await stage.work();
  expect(sent()).toHaveLength(0);
});

it('do not come on other days', async () => {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  const other = EVERY_DAY[weekday] as string; // the day after, as sunday is 0 there and last here
  await choose(['11:00'], [other]).expect(200);
  await at('11:01');
  await stage.work();
  expect(sent()).toHaveLength(0);
});

it('do not come when all of today is told of, and come again when it was told of wrongly', async () => {
  await choose(['11:00', '12:00']).expect(200);
  const { prescriptionId, versionId } = adviceOf('ann');
  await stage.owner(
    `insert into portal.log_entry (id, clinic_id, patient_id, kind, at, day, session_id, prescription_id, item_id, dose)
     select gen_random_uuid(), i.clinic_id, $1, 'item', portal.portal_now(), $2, s.id, $3, i.id, d.n - 1
     from portal.prescription_item i
     cross join lateral generate_series(1, jsonb_array_length(i.dosage -> 'sessions')) d(n)
     cross join lateral (select gen_random_uuid() as id from generate_series(1, 20)) s
     where i.version_id = $4`,
    [ann.id, day, prescriptionId, versionId],
  );
  await at('11:01');
  await stage.work();
  expect(sent()).toHaveLength(0);
  await stage.owner('delete from portal.log_entry where patient_id = $1', [ann.id]);
  await at('12:01');
  await stage.work();
  expect(sent()).toHaveLength(1);
});

it('do not come while the gate shows nothing', async () => {
  await choose(['11:00', '12:00']).expect(200);
  const { prescriptionId } = adviceOf('ann');
  await transit(stage, 'rivera', prescriptionId, 'pause', { because: 'A cold.' });
  await at('11:01');
  await stage.work();
  expect(sent()).toHaveLength(0);
  await transit(stage, 'rivera', prescriptionId, 'resumption');
  await at('12:01');
  await stage.work();
  expect(sent()).toHaveLength(1);
});

it('stop by the link in the mail, without signing in, and answer the same to a secret of nobody', async () => {
  await choose(['11:00', '12:00', '12:30']).expect(200);
  await at('11:01');
  await stage.work();
  const link = /https:\/\/portal\.example\/reminders\/stop#(\S+)/.exec(sent()[0]?.text ?? '');
  const secret = link?.[1] as string;
  await stage.anonymous().post('/reminders/stop').send({ secret: 'of-nobody' }).expect(204);
  // one is posted, and stopped before it goes
  await stage.owner(
    `select set_config('app.clinic_id', $1, false), portal.post_mail('reminder', 'ann@home.example', $2, null, null,
       (select jsonb_build_object('reminderId', id) from portal.reminder where stopped_at is null and patient_id = $2),
       null, null)`,
    [ann.clinicId, ann.id],
  );
  await stage.anonymous().post('/reminders/stop').send({ secret }).expect(204);
  expect((await stage.as('ann').get('/reminders').expect(200)).body.isOn).toBe(false);
  await at('12:01');
  await stage.work();
  expect(sent()).toHaveLength(1);
  await stage.anonymous().post('/reminders/stop').send({ secret }).expect(204);
});

it('end with a discharge, and a readmission brings none back', async () => {
  await choose(['11:00']).expect(200);
  const patient = () => stage.as('rivera').get(`/patients/${ann.id}`).expect(200);
  const to = async (noun: string, body?: object) =>
    stage
      .as('rivera')
      .post(`/patients/${ann.id}/${noun}`)
      .set('if-match', (await patient()).headers.etag as string)
      .send(body)
      .expect(200);
  await to('discharge', { because: 'Goals reached.' });
  await at('11:01');
  await stage.work();
  await to('readmission');
  await stage.work();
  expect(sent()).toHaveLength(0);
  expect((await stage.as('ann').get('/reminders').expect(200)).body.isOn).toBe(false);
});
