/** The worklist: what is put there by whom and when it is due, who sees it, what they do about it, and what the desk learns. */
import { randomUUID } from 'node:crypto';
import { afterEntries } from '../../src/alert/after-entries';
import { raiseAlert, type Raised } from '../../src/alert/raise-alert';
import { adviceOf, people, type StaffName } from '../support/cast';
import { inTxOf, write } from '../support/diary';
import { openStage, type Stage } from '../support/stage';

const { ann, ben, cai, rivera, kaya, lind, adams } = people;
const ADVISE = { advise: true };
const RX = { prescriptionId: adviceOf('ann').prescriptionId, itemId: adviceOf('ann').itemIds[0] };

interface Page {
  items: { id: string }[];
  nextCursor: string | null;
}

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.owner('delete from portal.alert');
  await stage.owner('delete from portal.item_stop where patient_id = $1', [ann.id]);
  await stage.owner('delete from portal.log_entry where patient_id = $1', [ann.id]);
  await stage.setClock('2026-11-26T10:00:00Z');
});

const raise = (raised: Partial<Raised> = {}, as: 'ann' | 'cara' | 'cai' = 'ann') =>
  inTxOf(stage, as, (tx) =>
    raiseAlert(tx, { kind: 'A2', key: 'pain', patientId: people[as].patientId as string, ...raised }),
  );
const list = async (as: StaffName, query = '') =>
  (await stage.as(as).get(`/worklist${query}`).expect(200)).body.items as Record<string, unknown>[];
const step = (as: StaffName, id: unknown, noun: string, etag = '"1"') =>
  stage
    .as(as)
    .post(`/alerts/${String(id)}/${noun}`)
    .set('if-match', etag);
/** Ann tells of one session each day from the first on, and what came is looked at. */
async function tell(...pain: number[]): Promise<void> {
  for (const [n, one] of pain.entries()) await tellOnce(one, n);
}
async function tellOnce(pain: number, day: number): Promise<void> {
  const at = new Date(Date.UTC(2026, 10, 26 + day, 18)).toISOString();
  await stage.setClock(at);
  await write(stage, 'ann', { ...RX, at, pain });
  await inTxOf(stage, 'ann', (tx) => afterEntries(tx, ann.id, ADVISE));
}

describe('what is told', () => {
  it('is looked at as it comes, by the patient’s own hand, and due by the clinic’s hours', async () => {
    await tell(3, 3, 3, 5);
    expect(await list('rivera')).toEqual([]);
    await tellOnce(5, 4);
    const [alert] = await list('rivera');
    // the fifth day is a Monday
    expect(alert).toMatchObject({
      kind: 'A2',
      standing: 'open',
      patient: { id: ann.id, name: ann.name },
      prescriptionId: RX.prescriptionId,
      why: 'Pain 5, then 5 on two reports running (2026-11-29, 2026-11-30); baseline 3, median of the first three reports.',
      times: 1,
      since: '2026-11-30T18:00:00.000Z',
      dueAt: '2026-12-01T17:00:00.000Z',
      isFoundAgain: false,
    });
  });

  it('is counted while somebody has yet to close it, and makes another after that', async () => {
    await tell(3, 3, 3, 5, 5, 5);
    let [alert] = await list('rivera');
    expect(alert).toMatchObject({ times: 2, lastFoundAt: '2026-12-01T18:00:00.000Z' });
    await stage.setClock('2026-12-02T09:00:00Z');
    await step('rivera', alert!.id, 'closing', '"2"').send({ note: 'Rang.' }).expect(200);
    await inTxOf(stage, 'ann', (tx) => afterEntries(tx, ann.id, ADVISE));
    expect(await list('rivera')).toEqual([]);
    for (const day of [6, 7]) await tellOnce(5, day);
    const all = (await stage.as('rivera').get(`/patients/${ann.id}/alerts`).expect(200)).body.items;
    expect(all.map(({ standing, times }: Record<string, unknown>) => [standing, times])).toEqual([
      ['open', 1],
      ['closed', 2],
    ]);
    [alert] = await list('rivera');
    expect(alert!.id).toBe(all[0].id);
  });

  it('is one report, though its exercises are sent one by one, before and after somebody saw it', async () => {
    const sessionId = randomUUID();
    const send = async (pain: number, itemId?: string) => {
      const at = '2026-11-26T09:00:00Z';
      const entry = {
        id: randomUUID(),
        kind: 'item',
        at,
        sessionId,
        ...RX,
        itemId: itemId ?? RX.itemId,
        dose: 0,
        pain,
      };
      const { body } = await stage
        .as('ann')
        .post('/diary-entries')
        .send({ entries: [entry] })
        .expect(200);
      expect(body.entries[0].outcome).toBe('kept');
    };
    await send(8);
    for (const [n, itemId] of [...adviceOf('ann').itemIds, undefined].entries()) {
      await stage.setClock(`2026-11-26T11:0${n}:00Z`);
      await send(0, itemId);
      expect(await list('rivera')).toMatchObject([
        { kind: 'A2', times: 1, revision: n < 2 ? 1 : 2, isFoundAgain: false },
      ]);
      const [alert] = await list('rivera');
      if (n === 1) await step('rivera', alert!.id, 'acknowledgement').expect(200);
    }
  });

  it('is heard by a carer’s hand too, of whom they look after and nobody else', async () => {
    for (const at of ['2026-11-26T08:00:00Z', '2026-11-26T09:00:00Z']) {
      await write(stage, 'ann', { ...RX, at, notDoneBecause: 'unsure_how' });
    }
    await inTxOf(stage, 'cara', (tx) => afterEntries(tx, ann.id, ADVISE));
    expect((await list('rivera')).map(({ kind }) => kind)).toEqual(['A5']);
    expect(await raise({ patientId: ben.id }, 'cara')).toBeNull();
    expect(await raise({ patientId: cai.id }, 'ann')).toBeNull();
    expect(
      await inTxOf(stage, 'cai', (tx) => tx.query('select * from portal.alert_basis($1)', [[ann.id]])),
    ).toEqual([]);
  });

  it('finds sorer mornings, and what was corrected no more', async () => {
    const days = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24'];
    const ids: string[] = [];
    for (const [n, day] of days.entries()) {
      ids.push(
        await write(stage, 'ann', { kind: 'next_morning', at: `${day}T08:00:00Z`, pain: n < 3 ? 2 : 4 }),
      );
    }
    const slip = await write(stage, 'ann', {
      kind: 'next_morning',
      at: '2026-11-24T08:00:00Z',
      pain: 2,
      corrects: ids[4],
    });
    await inTxOf(stage, 'ann', (tx) => afterEntries(tx, ann.id, ADVISE));
    expect(await list('rivera')).toEqual([]);
    await stage.owner('delete from portal.log_entry where id = $1', [slip]);
    await inTxOf(stage, 'ann', (tx) => afterEntries(tx, ann.id, { advise: false }));
    expect(await list('rivera')).toEqual([]);
    await inTxOf(stage, 'ann', (tx) => afterEntries(tx, ann.id, ADVISE));
    expect((await list('rivera')).map(({ kind }) => kind)).toEqual(['A6']);
  });

  it('is held against the numbers that a clinician chose', async () => {
    const path = `/patients/${ann.id}/alert-threshold`;
    const usual = { aboveBaseline: 2, over: 5 };
    expect((await stage.as('kaya').get(path).expect(200)).body).toMatchObject({
      ...usual,
      usual,
      because: null,
    });
    const own = { aboveBaseline: 4, over: 8, because: 'Begins at six.' };
    const { body } = await stage.as('kaya').put(path).send(own).expect(200);
    expect(body).toMatchObject({ ...own, usual, setBy: kaya.id });
    await tell(3, 3, 3, 6, 6);
    expect(await list('rivera')).toEqual([]);
    await stage
      .as('rivera')
      .put(path)
      .send({ ...own, ...usual })
      .expect(200);
    await inTxOf(stage, 'ann', (tx) => afterEntries(tx, ann.id, ADVISE));
    expect(await list('rivera')).toHaveLength(1);
    await stage.as('osei').put(path).send(own).expect(404);
    await stage.as('dale').get(path).expect(403);
  });
});

describe('a worklist', () => {
  it('begins with what is most urgent, then what is due first, page by page', async () => {
    await raise({ kind: 'A4', key: 'adherence' });
    await raise({ kind: 'A3', key: 'numb_or_weak' });
    await raise({ kind: 'A2', key: 'pain' });
    await stage.setClock('2026-11-26T12:00:00Z');
    await raise({ kind: 'A1', key: 'CES-4' });
    await stage.setClock('2026-11-26T10:00:00Z');
    await raise({ kind: 'A1', key: 'CES-2' });
    const whole = await list('rivera');
    expect(whole.map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ['A1', '2026-11-26T14:00:00.000Z'],
      ['A1', '2026-11-26T16:00:00.000Z'],
      ['A3', '2026-11-26T17:00:00.000Z'],
      ['A2', '2026-11-27T17:00:00.000Z'],
      ['A4', '2026-11-30T17:00:00.000Z'],
    ]);
    const seen: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body }: { body: Page } = await stage
        .as('rivera')
        .get(`/worklist?limit=2${cursor && `&cursor=${cursor}`}`)
        .expect(200);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(whole.map(({ id }) => id));
  });

  it('of red flags has emergencies first, confirmed ones before all, and what was a slip last', async () => {
    const facts = (codes: string[], confirmedCodes: string[] = [], takenBackCodes: string[] = []) => ({
      ...{ codes, confirmedCodes, takenBackCodes },
    });
    const cases: [string, Record<string, unknown>][] = [
      ['slip', facts(['CES-2', 'NIGHT'], [], ['CES-2', 'NIGHT'])],
      ['urgent', facts(['NIGHT'])],
      ['emergency taken back, urgent not', facts(['CES-2', 'NIGHT'], [], ['CES-2'])],
      ['open emergency', facts(['CES-2', 'NIGHT'], ['NIGHT'])],
      ['of which nothing is known', {}],
      ['confirmed', facts(['CES-2'], ['CES-2'])],
      ['confirmed and then taken back', facts(['CES-2'], ['CES-2'], ['CES-2'])],
    ];
    for (const [n, [key, facts]] of cases.entries()) {
      await stage.setClock(`2026-11-26T10:0${n}:00Z`);
      await raise({ kind: 'A1', key, facts });
    }
    await raise({ kind: 'A3', key: 'numb_or_weak' });
    const keys = new Map(
      (await stage.owner<{ id: string; key: string }>('select id, key from portal.alert')).map((row) => [
        row.id,
        row.key,
      ]),
    );
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path: string = `/worklist?limit=1${cursor && `&cursor=${cursor}`}`;
      const { body }: { body: Page } = await stage.as('rivera').get(path).expect(200);
      seen.push(...body.items.map(({ id }) => keys.get(id)));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual([
      'confirmed',
      'confirmed and then taken back',
      'open emergency',
      'of which nothing is known',
      'urgent',
      'emergency taken back, urgent not',
      'slip',
      'numb_or_weak',
    ]);
  });

  it('is one’s own: responsible, standing in, passed on to; or the clinic’s', async () => {
    await raise();
    await raise({}, 'cai');
    expect(
      [await list('rivera'), await list('kaya'), await list('kaya', '?of=clinic')].map(
        ({ length }) => length,
      ),
    ).toEqual([1, 0, 1]);
    await stage.as('dale').get('/worklist').expect(403);
    await stage.as('ann').get('/worklist').expect(403);
    expect((await list('osei')).map(({ patient }) => patient)).toEqual([{ id: cai.id, name: cai.name }]);

    const cover = { staffId: rivera.id, coveredById: kaya.id, from: '2026-11-26', to: '2026-11-27' };
    const { body } = await stage.as('adams').post('/covers').send(cover).expect(201);
    expect(await list('kaya')).toHaveLength(1);
    await stage.setClock('2026-11-28T10:00:00Z');
    expect(await list('kaya')).toEqual([]);
    await stage.setClock('2026-11-26T10:00:00Z');
    await stage.as('adams').delete(`/covers/${body.id}`).expect(204);
    expect(await list('kaya')).toEqual([]);

    await stage.owner(
      'update portal.alert set escalated_at = portal.portal_now(), escalated_to = $1 where patient_id = $2',
      [kaya.id, ann.id],
    );
    expect([await list('kaya'), await list('lind')].map(({ length }) => length)).toEqual([1, 0]);
    await stage.owner('update portal.alert set escalated_to = null where patient_id = $1', [ann.id]);
    expect([await list('kaya'), await list('lind')].map(({ length }) => length)).toEqual([1, 1]);
  });

  it('is the backup person’s too from the beginning, where a red flag was answered yes', async () => {
    const backup = (id: string | null) =>
      stage.owner('update portal.opening_hours set backup_staff_id = $1 where clinic_id = $2', [
        id,
        ann.clinicId,
      ]);
    await raise();
    await raise({ kind: 'A3', key: 'numb_or_weak' });
    await raise({ kind: 'A1', key: 'a check-in' });
    expect(await list('kaya')).toEqual([]);
    await backup(kaya.id);
    expect((await list('kaya')).map(({ kind }) => kind)).toEqual(['A1']);
    expect(await list('lind')).toEqual([]);
    await backup(null);
  });

  it.each<[string, string | null]>([
    ['nobody is responsible for', null],
    ['is of somebody who left', people.gone.id],
  ])('is everybody’s of whom %s', async (_, responsible) => {
    await stage.owner('update portal.patient set responsible_staff_id = $1 where id = $2', [
      responsible,
      ann.id,
    ]);
    await raise();
    expect([await list('kaya'), await list('lind')].map(({ length }) => length)).toEqual([1, 1]);
    await stage.owner('update portal.patient set responsible_staff_id = $1 where id = $2', [
      rivera.id,
      ann.id,
    ]);
    expect(await list('kaya')).toEqual([]);
  });

  it('notes whose record was read', async () => {
    await raise();
    await list('kaya', '?of=clinic');
    const [row] = await stage.owner<{ patient_ids: string[] }>(
      `select patient_ids from portal.audit_entry where actor_id = $1 and subject_type = 'alert.worklist'
       order by id desc limit 1`,
      [kaya.id],
    );
    expect(row?.patient_ids).toEqual([ann.id]);
  });
});

describe('an alert', () => {
  it('is acknowledged, closed with a note, and stays closed', async () => {
    const id = await raise();
    await step('rivera', id, 'acknowledgement', '"7"').expect(412);
    const seen = await step('kaya', id, 'acknowledgement').expect(200).expect('etag', '"2"');
    expect(seen.body).toMatchObject({ standing: 'acknowledged', acknowledgedBy: kaya.id });
    expect((await step('rivera', id, 'acknowledgement', '"2"').expect(409)).body.code).toBe(
      'alert.acknowledged_already',
    );
    await stage.setClock('2026-11-26T11:00:00Z');
    await raise();
    expect((await list('rivera'))[0]).toMatchObject({
      isFoundAgain: true,
      times: 2,
      standing: 'acknowledged',
    });
    expect(
      (await step('rivera', id, 'closing', '"3"').send({ note: ' ' }).expect(400)).body.errors[0].pointer,
    ).toBe('/note');
    const closed = await step('rivera', id, 'closing', '"3"').send({ note: 'Rang: fine.' }).expect(200);
    expect(closed.body).toMatchObject({
      standing: 'closed',
      closedBy: rivera.id,
      acknowledgedBy: kaya.id,
      note: 'Rang: fine.',
    });
    for (const [noun, body] of [
      ['acknowledgement', undefined],
      ['closing', { note: 'Again.' }],
    ] as const) {
      expect((await step('rivera', id, noun, '"4"').send(body).expect(409)).body.code).toBe('alert.closed');
    }
    expect(await list('rivera')).toEqual([]);
    expect(await raise()).not.toBe(id);
    const trace = await stage.owner<{ action: string }>(
      'select action from portal.audit_entry where subject_ids = $1 order by id',
      [[id]],
    );
    expect(trace.map(({ action }) => action)).toEqual(['alert.acknowledged', 'alert.closed']);
  });

  it('is acknowledged by whoever closes it', async () => {
    const id = await raise();
    const { body } = await step('kaya', id, 'closing').send({ note: 'Seen today.' }).expect(200);
    expect(body).toMatchObject({ acknowledgedBy: kaya.id, closedBy: kaya.id });
  });

  it('is not there for others', async () => {
    const id = await raise();
    await step('osei', id, 'acknowledgement').expect(404);
    await step('osei', id, 'closing').send({ note: 'No.' }).expect(404);
    await step('dale', id, 'acknowledgement').expect(403);
    await step('rivera', randomUUID(), 'acknowledgement').expect(404);
    await stage.as('osei').get(`/patients/${ann.id}/alerts`).expect(404);
  });
});

describe('the desk', () => {
  const callBacks = async () => (await stage.as('dale').get('/call-backs').expect(200)).body.items;

  it('learns whom to call and since when, and not why', async () => {
    await raise({ kind: 'A2', key: 'pain', facts: { pain: [9] } });
    expect(await callBacks()).toEqual([]);
    await raise({ kind: 'A3', key: 'numb_or_weak' });
    await stage.setClock('2026-11-26T11:00:00Z');
    await raise({ kind: 'A1', key: 'CES-2' });
    const [line, ...others] = await callBacks();
    expect(others).toEqual([]);
    expect(line).toEqual({
      patientId: ann.id,
      name: ann.name,
      phone: '07700 900000',
      since: '2026-11-26T10:00:00.000Z',
      calls: 0,
      lastCallAt: null,
      lastOutcome: null,
    });
    await stage.as('rivera').get('/call-backs').expect(403);
    await stage.as('ann').get('/call-backs').expect(403);
    expect((await stage.as('sadie').get('/call-backs').expect(200)).body.items).toEqual([]);
  });

  it('notes that it rang, which clinicians see', async () => {
    const id = await raise({ kind: 'A4', key: 'adherence' });
    const ring = (of: string, outcome = 'not_reached') =>
      stage.as('dale').post(`/call-backs/${of}/calls`).send({ outcome });
    await ring(ann.id).expect(201);
    await stage.setClock('2026-11-26T12:00:00Z');
    const { body } = await ring(ann.id, 'message_left').expect(201);
    expect(body).toMatchObject({
      calls: 2,
      lastCallAt: '2026-11-26T12:00:00.000Z',
      lastOutcome: 'message_left',
    });
    expect((await list('rivera'))[0]).toMatchObject({ calls: 2 });
    expect((await ring(ben.id).expect(409)).body.code).toBe('call_back.none');
    await ring(cai.id).expect(404);
    await step('rivera', id, 'closing').send({ note: 'Reached.' }).expect(200);
    expect(await callBacks()).toEqual([]);
    expect((await ring(ann.id).expect(409)).body.code).toBe('call_back.none');
  });

  it('has the most pressing first, page by page', async () => {
    await raise({ kind: 'A4', key: 'adherence' });
    await stage.owner(
      `insert into portal.alert (clinic_id, patient_id, kind, key, due_at) values ($1, $2, 'A1', 'FX', '2026-11-26T11:00:00Z')`,
      [ben.clinicId, ben.id],
    );
    const first = (await stage.as('dale').get('/call-backs?limit=1').expect(200)).body;
    const second = (await stage.as('dale').get(`/call-backs?limit=1&cursor=${first.nextCursor}`).expect(200))
      .body;
    expect([first, second].map(({ items }) => items[0].patientId)).toEqual([ben.id, ann.id]);
    expect(second.nextCursor).toBeNull();
  });
});

it('shows its rules, and in record-only which of them are off', async () => {
  const { body } = await stage.as('adams').get('/alert-rules').expect(200);
  expect(body.rules.map(({ kind, due }: Record<string, string>) => [kind, due]).slice(0, 3)).toEqual([
    ['A1', 'within 4 working hours'],
    ['A3', 'the same working day'],
    ['A2', 'within 1 working day after it'],
  ]);
  const recordOnly = await openStage(undefined, { clinicalRules: 'record-only' });
  try {
    const { body: there } = await recordOnly.as('rivera').get('/alert-rules').expect(200);
    const off = there.rules
      .filter(({ isOn }: { isOn: boolean }) => !isOn)
      .map(({ kind }: { kind: string }) => kind);
    expect(off).toEqual(['A2', 'A6', 'A8']);
  } finally {
    await recordOnly.close();
  }
  expect([lind, adams].every(({ clinicId }) => clinicId === ann.clinicId)).toBe(true);
});
