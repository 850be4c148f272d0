/** Discharge closes what a patient sees until a clinician opens it again; the desk knows that it is so, and not why. */
import { adviceOf, people, type StaffName } from '../support/cast';
import { openStage, type Stage } from '../support/stage';
import { transit } from '../support/visit';

const { ann, ben, dot, rivera, kaya } = people;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const planState = async (id: string) =>
  (await stage.as('dale').get(`/patients/${id}/plan-state`).expect(200)).body.state;

it('ends what shows and pauses what was issued; taken back, the patient sees nothing until somebody looked again', async () => {
  const { prescriptionId } = adviceOf('ann');
  const lastOf = `select t.kind, t.by_staff_id, t.because from portal.prescription_transition t
    where t.prescription_id = $1 order by t.seq desc limit 1`;
  expect(await planState(ann.id)).toBe('live');

  const discharge = () =>
    stage
      .as('kaya')
      .post(`/patients/${ann.id}/discharge`)
      .set('if-match', '"1"')
      .send({ because: 'Goals reached.' });
  const { body } = await discharge().expect(200).expect('etag', '"2"');
  expect(body).toMatchObject({ status: 'discharged', dischargedAt: expect.any(String) });
  expect(await planState(ann.id)).toBe('ended');
  const pause = { kind: 'paused', by_staff_id: kaya.id, because: 'Discharged' };
  expect(await stage.owner(lastOf, [prescriptionId])).toEqual([pause]);
  const trace = `select action from portal.audit_entry where action like '%.paused' and subject_ids = $1`;
  expect(await stage.owner(trace, [[prescriptionId]])).toEqual([{ action: 'prescription.paused' }]);
  await discharge().expect(412);

  const readmit = (etag: string, by: StaffName = 'rivera') =>
    stage.as(by).post(`/patients/${ann.id}/readmission`).set('if-match', etag);
  await readmit('"1"').expect(412);
  expect((await readmit('"2"', 'novak').expect(403)).body.code).toBe('patient.readmitter_not_entitled');
  expect((await readmit('"2"').expect(200).expect('etag', '"3"')).body.status).toBe('current');
  expect(await planState(ann.id)).toBe('on_hold');
  expect((await stage.as('ann').get('/routine').expect(200)).body.items).toEqual([]);
  await transit(stage, 'rivera', prescriptionId, 'resumption');
  expect(await planState(ann.id)).toBe('live');

  const { body: history } = await stage.as('rivera').get(`/patients/${ann.id}/discharges`).expect(200);
  expect(history).toEqual([
    {
      id: expect.any(String),
      dischargedAt: body.dischargedAt,
      dischargedBy: kaya.id,
      because: 'Goals reached.',
      readmittedAt: expect.any(String),
      readmittedBy: rivera.id,
    },
  ]);
});

it('refuses to do either twice', async () => {
  const again = await stage
    .as('rivera')
    .post(`/patients/${dot.id}/discharge`)
    .set('if-match', '"1"')
    .send({ because: 'Moved.' })
    .expect(409);
  expect(again.body.code).toBe('patient.discharged_already');
  const never = await stage
    .as('rivera')
    .post(`/patients/${ben.id}/readmission`)
    .set('if-match', '"1"')
    .expect(409);
  expect(never.body.code).toBe('patient.not_discharged');
});

it('asks for a reason', async () => {
  const path = `/patients/${ann.id}/discharge`;
  const send = (body: object) => stage.as('rivera').post(path).set('if-match', '"1"').send(body);
  expect((await send({}).expect(400)).body.errors[0].pointer).toBe('/because');
  expect((await send({ because: ' ' }).expect(400)).body.errors[0].pointer).toBe('/because');
});

it('is known to the desk, without the reason, and not for the desk to do', async () => {
  const { body, text } = await stage.as('dale').get(`/patients/${dot.id}`).expect(200);
  expect(body).toMatchObject({ status: 'discharged', dischargedAt: expect.any(String) });
  expect(text).not.toContain('moved away');
  for (const call of [
    stage.as('dale').get(`/patients/${dot.id}/discharges`),
    stage.as('dale').post(`/patients/${dot.id}/readmission`).set('if-match', '"1"'),
    stage.as('dale').post(`/patients/${ann.id}/discharge`).set('if-match', '"1"').send({ because: 'x' }),
  ]) {
    expect((await call.expect(403)).body.code).toBe('identity.wrong_role');
  }
});

it('shows of a plan a state and nothing else', async () => {
  expect(await planState(ben.id)).toBe('none');
  expect(await planState(dot.id)).toBe('ended');
  await stage.owner(
    `insert into portal.hold (clinic_id, patient_id, opened_by, because) values ($1, $2, $3, 'a secret')`,
    [ann.clinicId, ann.id, rivera.id],
  );
  const { body } = await stage.as('dale').get(`/patients/${ann.id}/plan-state`).expect(200);
  expect(body).toEqual({ patientId: ann.id, state: 'on_hold' });
});
