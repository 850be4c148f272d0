/** Patients go from one clinician to another: who may, to whom, what goes with them, and how it is taken back. */
import { raiseAlert } from '../../src/alert/raise-alert';
import { people, type StaffName } from '../support/cast';
import { meetAt } from '../support/credentials';
import { inTxOf } from '../support/diary';
import { openStage, type Stage } from '../support/stage';

const { ann, ben, cai, dot, rivera, kaya, lind, novak, gone, adams, solo, lindSouth, dale } = people;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  for (const table of ['alert', 'handed_over', 'hand_over']) await stage.owner(`delete from portal.${table}`);
  await stage.owner('update portal.patient set responsible_staff_id = $1 where clinic_id = $2', [
    rivera.id,
    rivera.clinicId,
  ]);
  await stage.setClock('2026-11-26T10:00:00Z');
});

const handOver = (as: StaffName, body: object) =>
  stage
    .as(as)
    .post('/hand-overs')
    .send({ reason: 'sharing_out', ...body });
const takeBack = (as: StaffName, id: string) => stage.as(as).post(`/hand-overs/${id}/reversal`).send({});
const whose = async (patient: { id: string }) =>
  (await stage.as('dale').get(`/patients/${patient.id}`).expect(200)).body.responsibleId;

describe('a patient who changes clinician', () => {
  it('goes with what is open, and the record says who did it, when and why', async () => {
    await inTxOf(stage, 'ann', (tx) =>
      raiseAlert(tx, { kind: 'A2', key: 'pain', patientId: ann.id, facts: {} }),
    );
    const note = 'Would rather be seen by a woman.';
    const { body } = await handOver('rivera', {
      toId: kaya.id,
      patientIds: [ann.id],
      reason: 'patients_wish',
      note,
    }).expect(201);
    expect(body).toEqual({
      id: expect.any(String),
      at: '2026-11-26T10:00:00.000Z',
      byId: rivera.id,
      fromId: rivera.id,
      toId: kaya.id,
      isWhole: false,
      reason: 'patients_wish',
      note,
      patients: 1,
      takesBackId: null,
      takenBackById: null,
      canBeTakenBackUntil: '2026-11-27T10:00:00.000Z',
    });
    expect(await whose(ann)).toBe(kaya.id);
    expect(await whose(ben)).toBe(rivera.id);
    const listed = async (as: StaffName) => (await stage.as(as).get('/worklist').expect(200)).body.items;
    expect(await listed('rivera')).toEqual([]);
    expect(await listed('kaya')).toHaveLength(1);
    expect(await stage.owner('select for_staff_id from portal.alert')).toEqual([{ for_staff_id: kaya.id }]);
    const ofAnn = await stage.as('lind').get(`/patients/${ann.id}/hand-overs`).expect(200);
    expect(ofAnn.body).toEqual([body]);
    const read = await stage.as('adams').get(`/hand-overs/${body.id}`).expect(200);
    expect(read.body).toEqual({
      ...body,
      moved: [{ patientId: ann.id, fromId: rivera.id, toId: kaya.id }],
    });
  });

  it('is told who looks after them now, and nothing else of it', async () => {
    await handOver('adams', { toId: kaya.id, patientIds: [ann.id], reason: 'other', note: 'Secret.' }).expect(
      201,
    );
    const [made] = (await stage.as('adams').get('/hand-overs').expect(200)).body.items;
    await stage.as('lind').get(`/hand-overs/${made.id}`).expect(200);
    for (const who of ['ann', 'cara'] as const) {
      const { body } = await stage.as(who).get('/own-clinician').expect(200);
      expect(body).toEqual({ name: kaya.name, profession: 'physiotherapist' });
      await stage.as(who).get('/hand-overs').expect(403);
      await stage.as(who).get(`/patients/${ann.id}/hand-overs`).expect(403);
    }
    const { body: looked } = await stage.as('ann').get('/own-data').expect(200);
    expect(JSON.stringify(looked)).not.toMatch(/handed_over|handOver.read|Secret|Adams/);
  });
});

describe('who is responsible, changed with a patient’s other particulars', () => {
  const change = async (as: StaffName, body: object) => {
    const { headers } = await stage.as(as).get(`/patients/${ann.id}`).expect(200);
    await stage
      .as(as)
      .patch(`/patients/${ann.id}`)
      .set('if-match', headers.etag as string)
      .send(body)
      .expect(200);
  };
  const listed = async () =>
    (await stage.as('kaya').get(`/patients/${ann.id}/hand-overs`).expect(200)).body.map(
      (one: { fromId: string; toId: string; byId: string; reason: string }) => [
        one.fromId,
        one.toId,
        one.byId,
        one.reason,
      ],
    );

  it('stands among the hand-overs, by the desk and to nobody too; what changes nothing of it does not', async () => {
    await change('dale', { phone: '07700 900300', responsibleId: rivera.id });
    await change('dale', { phone: '07700 900301' });
    expect(await listed()).toEqual([]);
    await change('dale', { responsibleId: kaya.id });
    await stage.setClock('2026-11-26T11:00:00Z');
    await change('kaya', { responsibleId: null });
    const rows = [
      [kaya.id, null, kaya.id, 'changed_on_record'],
      [rivera.id, kaya.id, dale.id, 'changed_on_record'],
    ];
    expect(await listed()).toEqual(rows);
    expect(await whose(ann)).toBeNull();
    const { body } = await stage.as('adams').get('/hand-overs').expect(200);
    expect(body.items).toHaveLength(2);
    const trail = await stage.owner(
      `select actor_id from portal.audit_entry where action = 'patient.handed_over' and subject_ids && $1::uuid[]
       order by id desc`,
      [body.items.map(({ id }: { id: string }) => id)],
    );
    expect(trail).toEqual([{ actor_id: kaya.id }, { actor_id: dale.id }]);
    await takeBack('kaya', body.items[0].id).expect(201);
    expect(await whose(ann)).toBe(kaya.id);
  });

  it('is not written where the change is refused', async () => {
    await stage
      .as('dale')
      .patch(`/patients/${ann.id}`)
      .set('if-match', '"0"')
      .send({ responsibleId: kaya.id })
      .expect(412);
    expect(await listed()).toEqual([]);
  });
});

describe('a whole caseload', () => {
  it('goes with one call, those who are discharged too, and says how many', async () => {
    const { body } = await handOver('adams', { fromId: rivera.id, toId: lind.id, all: true }).expect(201);
    expect(body).toMatchObject({ patients: 3, isWhole: true, fromId: rivera.id, byId: adams.id });
    for (const patient of [ann, ben, dot]) expect(await whose(patient)).toBe(lind.id);
    const [south] = await stage.owner('select responsible_staff_id as is from portal.patient where id = $1', [
      cai.id,
    ]);
    expect(south).toEqual({ is: people.osei.id });
    expect(
      (await handOver('adams', { fromId: rivera.id, toId: lind.id, all: true }).expect(409)).body.code,
    ).toBe('hand_over.nobody');
  });

  it('is a clinician’s own to give, without saying whose', async () => {
    expect((await handOver('rivera', { toId: lind.id, all: true }).expect(201)).body.patients).toBe(3);
  });
});

describe('refuses', () => {
  const cases: [string, StaffName, object, number, string][] = [
    ['another’s patients', 'kaya', { fromId: rivera.id, toId: lind.id, all: true }, 409, 'hand_over.not_yours'],
    ['a named patient of another', 'kaya', { toId: lind.id, patientIds: [ann.id] }, 409, 'hand_over.not_theirs'],
    ['whom somebody moved meanwhile', 'adams', { fromId: kaya.id, toId: lind.id, patientIds: [ann.id] }, 409, 'hand_over.not_theirs'],
    ['who has left', 'rivera', { toId: gone.id, all: true }, 409, 'hand_over.not_here'],
    ['who may not sign', 'rivera', { toId: novak.id, all: true }, 409, 'hand_over.not_entitled'],
    ['who treats nobody', 'rivera', { toId: adams.id, all: true }, 409, 'hand_over.not_entitled'],
    ['another clinic’s clinician', 'rivera', { toId: lindSouth.id, all: true }, 400, 'request.invalid'],
    ['another clinic’s patient', 'adams', { toId: lind.id, patientIds: [ann.id, cai.id] }, 400, 'request.invalid'],
    ['nobody named', 'adams', { toId: lind.id }, 400, 'request.invalid'],
    ['where they are already', 'adams', { toId: rivera.id, patientIds: [ann.id] }, 409, 'hand_over.nobody'],
    ['the desk', 'dale', { toId: lind.id, patientIds: [ann.id] }, 403, 'identity.wrong_role'],
  ]; // prettier-ignore

  it.each(cases)('%s', async (_, as, body, status, code) => {
    expect((await handOver(as, body).expect(status)).body.code).toBe(code);
    expect(await stage.owner('select 1 from portal.hand_over')).toEqual([]);
    expect([await whose(ann), await whose(ben)]).toEqual([rivera.id, rivera.id]);
  });

  it('somebody who is suspended or never accepted the invitation', async () => {
    await stage.owner(
      `update portal.account set suspended_at = now()
       where id = (select account_id from portal.staff where id = $1)`,
      [kaya.id],
    );
    const refused = await handOver('rivera', { toId: kaya.id, all: true }).expect(409);
    expect(refused.body.code).toBe('hand_over.not_here');
    await stage.owner('update portal.account set suspended_at = null');
  });

  it('names the patients who are not to be moved by their place', async () => {
    await handOver('adams', { toId: kaya.id, patientIds: [ben.id] }).expect(201);
    const { body } = await handOver('rivera', { toId: lind.id, patientIds: [ann.id, ben.id] }).expect(409);
    expect(body.errors.map((fault: { pointer: string }) => fault.pointer)).toEqual(['/patientIds/1']);
    expect(await whose(ann)).toBe(rivera.id);
  });
});

describe('the wrong colleague', () => {
  it('gives everybody back within a day, each to whom they had', async () => {
    await handOver('adams', { toId: kaya.id, patientIds: [ben.id] }).expect(201);
    await stage.setClock('2026-11-26T12:01:00Z');
    const { body: wrong } = await handOver('adams', { toId: lind.id, patientIds: [ann.id, ben.id] }).expect(
      201,
    );
    await stage.setClock('2026-11-27T10:00:00Z');
    const { body } = await takeBack('adams', wrong.id).expect(201);
    expect(body).toMatchObject({
      reason: 'taken_back',
      takesBackId: wrong.id,
      fromId: lind.id,
      toId: null,
      patients: 2,
      canBeTakenBackUntil: null,
    });
    expect([await whose(ann), await whose(ben)]).toEqual([rivera.id, kaya.id]);
    const { body: list } = await stage.as('solo').get('/hand-overs').expect(200);
    expect(list.items.map(({ id, takenBackById }: Record<string, unknown>) => [id, takenBackById])).toEqual([
      [body.id, null],
      [wrong.id, body.id],
      [expect.any(String), null],
    ]);
    const ofBen = await stage.as('kaya').get(`/patients/${ben.id}/hand-overs`).expect(200);
    expect(ofBen.body.map(({ fromId, toId }: Record<string, unknown>) => [fromId, toId])).toEqual([
      [lind.id, kaya.id],
      [kaya.id, lind.id],
      [rivera.id, kaya.id],
    ]);
    for (const id of [wrong.id, body.id])
      expect((await takeBack('adams', id).expect(409)).body.code).toBe('hand_over.taken_back_already');
  });

  it('leaves alone whoever was moved on since, and is too late after a day', async () => {
    const { body: wrong } = await handOver('rivera', { toId: lind.id, patientIds: [ann.id, ben.id] }).expect(
      201,
    );
    await handOver('lind', { toId: solo.id, patientIds: [ann.id] }).expect(201);
    expect((await takeBack('lind', wrong.id).expect(409)).body.code).toBe('hand_over.not_yours');
    await stage.setClock('2026-11-27T10:00:00.001Z');
    expect((await takeBack('rivera', wrong.id).expect(409)).body.code).toBe('hand_over.too_late');
    await stage.setClock('2026-11-26T12:00:00Z');
    expect((await takeBack('rivera', wrong.id).expect(201)).body.patients).toBe(1);
    expect([await whose(ann), await whose(ben)]).toEqual([solo.id, rivera.id]);
    const unknown = await takeBack('adams', ann.id).expect(404);
    expect(unknown.body.code).toBe('not_found');
  });

  it('is taken back once, though two take it back at once', async () => {
    const { body } = await handOver('adams', { toId: lind.id, patientIds: [ann.id] }).expect(201);
    const answers = await meetAt(
      stage,
      'select 1 from portal.patient where id = $1 for update',
      [ann.id],
      () => (['adams', 'solo'] as const).map(async (who) => (await takeBack(who, body.id)).status),
    );
    expect(answers.sort()).toEqual([201, 409]);
    expect(await whose(ann)).toBe(rivera.id);
  });
});

it('pages through the hand-overs, of one person too, and shows no other clinic’s', async () => {
  for (const toId of [kaya.id, lind.id, solo.id])
    await handOver('adams', { toId, patientIds: [ann.id] }).expect(201);
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const path: string = `/hand-overs?limit=1${cursor && `&cursor=${cursor}`}`;
    const { body } = await stage.as('kaya').get(path).expect(200);
    seen.push(...body.items.map(({ toId }: { toId: string }) => toId));
    cursor = body.nextCursor;
  }
  expect([...seen].sort()).toEqual([kaya.id, lind.id, solo.id].sort());
  const { body: ofKaya } = await stage.as('adams').get(`/hand-overs?staffId=${kaya.id}`).expect(200);
  expect(ofKaya.items).toHaveLength(2);
  expect((await stage.as('southAdmin').get('/hand-overs').expect(200)).body.items).toEqual([]);
  await stage.as('southAdmin').get(`/hand-overs/${ofKaya.items[0].id}`).expect(404);
});
