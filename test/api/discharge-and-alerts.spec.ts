/** Whoever is discharged leaves the worklist at once, with all that was found kept, and comes back on it only once readmitted. */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { CloseAlertsOfDischarged20261125090600 } from '../../migrations/20261125090600-close-alerts-of-discharged';
import { LookAfterRound } from '../../src/alert/look-after.round';
import { raiseAlert, type Raised } from '../../src/alert/raise-alert';
import { ClinicalRules } from '../../src/clinic/clinical-rules';
import { adviceOf, people } from '../support/cast';
import { checkInsOn } from '../support/check-in';
import { goRound, inTxOf, write } from '../support/diary';
import { openStage, type Stage } from '../support/stage';

const { ann, ben, rivera, kaya } = people;
const RX = { prescriptionId: adviceOf('ann').prescriptionId, itemId: adviceOf('ann').itemIds[0] };

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const raise = (raised: Partial<Raised> = {}, patientId: string = ann.id) =>
  inTxOf(stage, 'rivera', (tx) => raiseAlert(tx, { kind: 'A2', key: 'pain', patientId, ...raised }));
const listed = async (path: string, as: 'rivera' | 'kaya' | 'dale' = 'rivera') =>
  (await stage.as(as).get(path).expect(200)).body.items as Record<string, unknown>[];
const change = async (noun: 'discharge' | 'readmission', body?: object, as: 'rivera' | 'kaya' = 'kaya') => {
  const { headers } = await stage.as(as).get(`/patients/${ann.id}`).expect(200);
  const call = stage
    .as(as)
    .post(`/patients/${ann.id}/${noun}`)
    .set('if-match', headers.etag as string);
  return call.send(body).expect(200);
};
const discharge = () => change('discharge', { because: 'Died at home.' });
const openOf = (id: string) =>
  stage.owner('select kind from portal.alert where patient_id = $1 and closed_at is null', [id]);

it('closes what is open in the name of who discharges, and keeps it in the history', async () => {
  const waiting = await raise();
  const seen = await raise({ kind: 'A1', key: 'CES-2' });
  const closed = await raise({ kind: 'A5', key: 'item' });
  const ofBen = await raise({}, ben.id);
  const step = (id: string | null, noun: string, body?: object) =>
    stage.as('rivera').post(`/alerts/${id}/${noun}`).set('if-match', '"1"').send(body).expect(200);
  await step(seen, 'acknowledgement');
  await step(closed, 'closing', { note: 'Shown how.' });
  expect(await listed('/call-backs', 'dale')).toHaveLength(1);

  const { headers } = await discharge();
  expect((await listed('/worklist?of=clinic')).map(({ id }) => id)).toEqual([ofBen]);
  expect(await listed('/call-backs', 'dale')).toEqual([]);
  const history = await listed(`/patients/${ann.id}/alerts`);
  const byId = (id: string | null) => history.find((one) => one.id === id);
  expect(history).toHaveLength(3);
  const byDischarge = {
    standing: 'closed',
    closedAt: expect.any(String),
    closedBy: kaya.id,
    note: 'Discharged.',
  };
  expect(byId(waiting)).toMatchObject({ ...byDischarge, acknowledgedBy: kaya.id });
  expect(byId(seen)).toMatchObject({ ...byDischarge, acknowledgedBy: rivera.id });
  expect(byId(closed)).toMatchObject({ closedBy: rivera.id, note: 'Shown how.' });
  const trace = await stage.owner<{ subject_ids: string[] }>(
    `select subject_ids from portal.audit_entry where action = 'alert.closed' and request_id = $1`,
    [headers['x-request-id']],
  );
  expect(trace.map(({ subject_ids: ids }) => [...ids].sort())).toEqual([[waiting, seen].sort()]);
});

it('opens none afterwards but for a red flag: by no round, no late entry and no colleague', async () => {
  const [before] = await stage.owner<{ at: Date }>(
    `select portal.portal_now() - interval '2 seconds' as at from portal.patient limit 1`,
  );
  const at = before!.at.toISOString();
  await discharge();
  const late = {
    ...{ id: randomUUID(), kind: 'item', at, sessionId: randomUUID(), ...RX, dose: 0, setsDone: 1 },
    ...{ pain: 8, spread: 'numb_or_weak' },
  };
  const { body } = await stage
    .as('ann')
    .post('/diary-entries')
    .send({ entries: [late] })
    .expect(200);
  expect(body.entries[0].outcome).toBe('kept');
  for (const pain of [8, 9]) await write(stage, 'ann', { ...RX, at, pain, notDoneBecause: 'unsure_how' });
  const on = checkInsOn(stage);
  const { sent, reply } = await on.full('ann', 'CES-2');
  expect(reply.urgent).not.toEqual([]);
  await on.word('ann', sent.id, 'confirmed', ['CES-2']).then(({ status }) => expect(status).toBe(201));
  // the stronger case for the round: a plan that somebody left open
  await stage.owner(`update portal.prescription set standing = 'issued' where id = $1`, [RX.prescriptionId]);
  await goRound(stage, new LookAfterRound(new ClinicalRules('advise')));
  expect(await raise({ kind: 'A7' })).toBeNull();
  expect(await openOf(ann.id)).toEqual([{ kind: 'A1' }]);
  expect(await listed('/worklist?of=clinic')).toMatchObject([{ kind: 'A1', patient: { id: ann.id } }]);
  expect(await raise({}, ben.id)).not.toBeNull();

  await change('readmission', undefined, 'rivera');
  expect(await raise({ kind: 'A7' })).not.toBeNull();
});

it('lets none slip past a discharge that is just being written', async () => {
  const clinician = new Client({ connectionString: stage.ownerUrl });
  await clinician.connect();
  try {
    await clinician.query('begin');
    await clinician.query('select 1 from portal.patient where id = $1 for update', [ann.id]);
    await clinician.query(
      `insert into portal.discharge (clinic_id, patient_id, discharged_by, because) values ($1, $2, $3, 'Moved.')`,
      [ann.clinicId, ann.id, rivera.id],
    );
    const meanwhile = raise();
    await new Promise((wake) => setTimeout(wake, 300));
    await clinician.query('commit');
    expect(await meanwhile).toBeNull();
  } finally {
    await clinician.end();
  }
});

it('closes, with the migration, what stayed open of those who had been discharged before', async () => {
  const id = await raise();
  await stage.owner(
    `insert into portal.discharge (clinic_id, patient_id, discharged_by, because) values ($1, $2, $3, 'Moved.')`,
    [ann.clinicId, ann.id, kaya.id],
  );
  const other = await raise({}, ben.id);
  await new CloseAlertsOfDischarged20261125090600().up({ query: (sql: string) => stage.owner(sql) } as never);
  expect((await listed('/worklist?of=clinic')).map((one) => one.id)).toEqual([other]);
  const [alert] = await listed(`/patients/${ann.id}/alerts`);
  expect(alert).toMatchObject({ id, closedBy: kaya.id, note: 'Discharged.' });
});
