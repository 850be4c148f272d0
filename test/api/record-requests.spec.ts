/** The full record: asked for by the patient, judged note by note by who may sign, and fetched for thirty days. */
import { randomUUID } from 'node:crypto';
import { raiseAlert } from '../../src/alert/raise-alert';
import { adviceOf, people } from '../support/cast';
import { inTxOf } from '../support/diary';
import { openStage, type Stage } from '../support/stage';
import { assess, draft, issue, today } from '../support/visit';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const BECAUSE = 'It tells of somebody else, who has not agreed.';

interface Note {
  id: string;
  kind: string;
  by: string | null;
  content: Record<string, unknown>;
}

async function asked(): Promise<{ id: string; etag: string; notes: Note[] }> {
  const { body, headers } = await stage
    .as('ann')
    .post('/record-requests')
    .send({ reason: 'For my new clinic.' })
    .expect(201);
  const notes = (await stage.as('rivera').get(`/record-requests/${body.id}/notes`).expect(200)).body;
  return { id: body.id, etag: headers.etag as string, notes };
}

const release = (id: string, etag: string, body: object, by: 'rivera' | 'novak' | 'osei' = 'rivera') =>
  stage.as(by).post(`/record-requests/${id}/release`).set('if-match', etag).send(body);

it('is answered within a month, one request at a time', async () => {
  await stage.setClock('2027-01-31T12:00:00Z');
  const { body } = await stage.as('ann').post('/record-requests').send({}).expect(201);
  expect(body).toMatchObject({ state: 'open', reason: null, dueOn: '2027-02-28', heldBack: null });
  const again = await stage.as('ann').post('/record-requests').send({}).expect(409);
  expect(again.body.code).toBe('record_request.open_already');
  const { body: list } = await stage.as('kaya').get('/record-requests?state=open').expect(200);
  expect(list.items).toEqual([expect.objectContaining({ id: body.id, patientId: people.ann.id })]);
});

it('gives every note but those that were held back, and the patient does not learn which or that there are any', async () => {
  const { episodeId, assessmentId } = await assess(stage, 'rivera', 'ann', {
    findings: { outlook: { floorTransferUnaided: 'yes' } },
  });
  await stage
    .as('kaya')
    .post(`/assessments/${assessmentId}/addenda`)
    .send({ note: 'Her sister is ill.' })
    .expect(201);
  await issue(stage, 'rivera', await draft(stage, 'rivera', episodeId), {
    reviewOn: await today(stage, 14),
  }).expect(200);
  await stage
    .as('rivera')
    .post(`/patients/${people.ann.id}/holds`)
    .send({ because: 'To be seen.' })
    .expect(201);
  const { id, etag, notes } = await asked();
  expect(new Set(notes.map(({ kind }) => kind))).toEqual(
    new Set(['assessment', 'addendum', 'plan', 'plan_change', 'hold']),
  );
  const addendum = notes.find(({ kind }) => kind === 'addendum')!;
  expect(addendum).toMatchObject({ by: 'Deniz Kaya', content: { note: 'Her sister is ill.' } });

  const { body } = await release(id, etag, {
    judged: notes.length,
    heldBack: [{ noteId: addendum.id, because: BECAUSE }],
  }).expect(200);
  expect(body).toMatchObject({ state: 'released', heldBack: [{ noteId: addendum.id, because: BECAUSE }] });

  const { body: record } = await stage.as('ann').get(`/record-requests/${id}/record`).expect(200);
  expect(record.notes.map((note: Note) => note.id)).toEqual(
    notes.filter((note) => note.id !== addendum.id).map((note) => note.id),
  );
  expect(record.patient.name).toBe('Ann Allen');
  const { body: own } = await stage.as('ann').get('/record-requests').expect(200);
  expect(own.items[0]).toMatchObject({ state: 'released', heldBack: null });
  for (const told of [record, own]) {
    expect(JSON.stringify(told)).not.toContain('sister');
    expect(JSON.stringify(told)).not.toContain(addendum.id);
    expect(JSON.stringify(told)).not.toContain(BECAUSE);
  }
});

it('leaves out drafts', async () => {
  await stage.as('rivera').post(`/patients/${people.ann.id}/episodes`).send({ title: 'Neck' }).expect(201);
  const { body: episodes } = await stage.as('rivera').get(`/patients/${people.ann.id}/episodes`).expect(200);
  const before = (await asked()).notes.length;
  await stage
    .as('rivera')
    .post(`/episodes/${episodes.items[0].id}/assessments`)
    .send({ kind: 'full', precautions: 'A draft.' })
    .expect(201);
  const [request] = (await stage.as('rivera').get('/record-requests').expect(200)).body.items;
  const { body: notes } = await stage.as('rivera').get(`/record-requests/${request.id}/notes`).expect(200);
  expect(notes).toHaveLength(before);
});

it('is not released where a note was written since it was judged, or one is named that is not there', async () => {
  const { id, etag, notes } = await asked();
  await stage.as('rivera').post(`/patients/${people.ann.id}/holds`).send({ because: 'Rang.' }).expect(201);
  const late = await release(id, etag, { judged: notes.length, heldBack: [] }).expect(409);
  expect(late.body.code).toBe('record_request.notes_changed');
  expect(late.body.detail).toBe(
    `You judged ${notes.length}, and there are ${notes.length + 1}. Read the notes again, and judge each.`,
  );
  const tooMany = await release(id, etag, { judged: notes.length + 4, heldBack: [] }).expect(409);
  expect(tooMany.body.detail).toContain(`You judged ${notes.length + 4}, and there are ${notes.length + 1}.`);
  const heldBack = [{ noteId: people.rivera.id, because: BECAUSE }];
  const unknown = await release(id, etag, { judged: notes.length + 1, heldBack }).expect(409);
  expect(unknown.body).toMatchObject({
    code: 'record_request.no_such_note',
    errors: [{ pointer: '/heldBack/0/noteId' }],
  });
  await release(id, etag, { judged: 1, heldBack: [{ noteId: notes[0]!.id, because: 'Too short.' }] }).expect(
    400,
  );
  await stage.as('ann').get(`/record-requests/${id}/record`).expect(409);
});

it('is released by a clinician of the clinic who may sign, once', async () => {
  const { id, etag, notes } = await asked();
  const body = { judged: notes.length, heldBack: [] };
  const massage = await release(id, etag, body, 'novak').expect(403);
  expect(massage.body.code).toBe('record_request.not_entitled');
  await release(id, etag, body, 'osei').expect(404);
  await stage.as('osei').get(`/record-requests/${id}/notes`).expect(404);
  await release(id, '"7"', body).expect(412);
  await release(id, etag, body).expect(200);
  const again = await release(id, '"2"', body).expect(409);
  expect(again.body.code).toBe('record_request.answered');
  for (const who of ['cara', 'dale', 'adams'] as const) {
    await stage.as(who).get('/record-requests').expect(403);
    await stage.as(who).get(`/record-requests/${id}/record`).expect(403);
  }
  await stage.as('ben').get(`/record-requests/${id}/record`).expect(404);
  await stage.as('ann').post(`/record-requests/${id}/release`).set('if-match', etag).send(body).expect(403);
});

it('can be fetched for thirty days, and asked for again', async () => {
  await stage.setClock('2026-11-23T12:00:00Z');
  const { id, etag, notes } = await asked();
  const { body } = await release(id, etag, { judged: notes.length, heldBack: [] }).expect(200);
  expect(body.availableUntil).toBe('2026-12-23T12:00:00.000Z');
  await stage.setClock('2026-12-23T11:59:59Z');
  await stage.as('ann').get(`/record-requests/${id}/record`).expect(200);
  await stage.setClock('2026-12-23T12:00:00Z');
  const over = await stage.as('ann').get(`/record-requests/${id}/record`).expect(409);
  expect(over.body.code).toBe('record_request.nothing_to_fetch');
  await stage.as('ann').post('/record-requests').send({}).expect(201);
});

it('may be refused, with a reason that the patient reads', async () => {
  const { id, etag } = await asked();
  await stage
    .as('rivera')
    .post(`/record-requests/${id}/refusal`)
    .set('if-match', etag)
    .send({ because: 'No.' })
    .expect(400);
  const because = 'We gave you the same record last week.';
  await stage
    .as('rivera')
    .post(`/record-requests/${id}/refusal`)
    .set('if-match', etag)
    .send({ because })
    .expect(200);
  const { body } = await stage.as('ann').get('/record-requests').expect(200);
  expect(body.items[0]).toMatchObject({ state: 'refused', refusedBecause: because });
});

it('leaves a row for each step, and the patient sees who read their notes', async () => {
  const { id, etag, notes } = await asked();
  await release(id, etag, { judged: notes.length, heldBack: [] }).expect(200);
  await stage.as('ann').get(`/record-requests/${id}/record`).expect(200);
  const rows = await stage.owner<{ action: string }>(
    `select action from portal.audit_entry where subject_ids = array[$1::uuid] order by id`,
    [id],
  );
  expect(rows.map(({ action }) => action)).toEqual([
    'record_request.asked',
    'record_request.released',
    'record_request.fetched',
  ]);
  const { body } = await stage.as('ann').get('/own-data').expect(200);
  const whats = body.whoLooked.map((one: { what: string }) => one.what);
  expect(whats).toEqual(expect.arrayContaining(['recordRequest.notes', 'record_request.released']));
});

describe('with alerts and the diary', () => {
  const told = async () => {
    const { prescriptionId, itemIds } = adviceOf('ann');
    const [now] = await stage.owner<{ at: Date }>(`select portal.portal_now() - interval '1 second' as at`);
    const entry = {
      id: randomUUID(),
      kind: 'item',
      at: now!.at.toISOString(),
      sessionId: randomUUID(),
      dose: 0,
    };
    const { body } = await stage
      .as('ann')
      .post('/diary-entries')
      .send({
        entries: [{ ...entry, prescriptionId, itemId: itemIds[0], setsDone: 2, note: 'With <b>my</b> dog.' }],
      })
      .expect(200);
    expect(body.entries[0].outcome).toBe('kept');
    // of somebody else, to be found nowhere here
    await stage.owner(
      `insert into portal.alert (clinic_id, patient_id, kind, key, due_at) values ($1, $2, 'A7', 'x', portal.portal_now())`,
      [people.ben.clinicId, people.ben.id],
    );
    const raised = await inTxOf(stage, 'ann', (tx) =>
      raiseAlert(tx, {
        kind: 'A3',
        key: 'numb_or_weak',
        patientId: people.ann.id,
        facts: { spread: 'numb_or_weak' },
      }),
    );
    await stage
      .as('kaya')
      .post(`/alerts/${raised}/closing`)
      .set('if-match', '"1"')
      .send({ note: 'Her sister rang for her.' })
      .expect(200);
    return { raised, entryId: entry.id };
  };
  const fetch = async (id: string) =>
    (await stage.as('ann').get(`/record-requests/${id}/record`).expect(200)).body;

  it('gives both, the alert in a clinician’s words, as data and as a page', async () => {
    const { raised, entryId } = await told();
    const { id, etag, notes } = await asked();
    expect(notes.filter(({ kind }) => kind === 'alert')).toEqual([
      expect.objectContaining({
        id: raised,
        by: 'Deniz Kaya',
        content: expect.objectContaining({
          alertKind: 'A3',
          why: 'New numbness or weakness.',
          times: 1,
          note: 'Her sister rang for her.',
        }),
      }),
    ]);
    await release(id, etag, { judged: notes.length, heldBack: [] }).expect(200);
    const record = await fetch(id);
    expect(record.notes).toEqual(notes);
    expect(record.diary).toEqual([
      expect.objectContaining({
        id: entryId,
        exercise: 'Ann Allen exercise 1',
        setsDone: 2,
        note: 'With <b>my</b> dog.',
      }),
    ]);
    const { text, headers } = await stage
      .as('ann')
      .get(`/record-requests/${id}/record?form=readable`)
      .expect(200);
    expect(headers['content-type']).toContain('text/html');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    for (const part of [
      'New numbness or weakness.',
      'Ann Allen exercise 1',
      'With &lt;b&gt;my&lt;/b&gt; dog.',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain(entryId);
  });

  it('lets an alert be held back like any note, and counts one that came since', async () => {
    const { raised } = await told();
    const { id, etag, notes } = await asked();
    await inTxOf(stage, 'ann', (tx) => raiseAlert(tx, { kind: 'A7', key: 'late', patientId: people.ann.id }));
    const heldBack = [{ noteId: raised, because: BECAUSE }];
    const late = await release(id, etag, { judged: notes.length, heldBack }).expect(409);
    expect(late.body.code).toBe('record_request.notes_changed');
    await release(id, etag, { judged: notes.length + 1, heldBack }).expect(200);
    const record = await fetch(id);
    expect(record.notes).toHaveLength(notes.length);
    expect(JSON.stringify(record)).not.toMatch(/sister|numbness/);
    expect(record.diary).toHaveLength(1);
  });

  it('tells apart a record that was given without its diary', async () => {
    const { id, etag, notes } = await asked();
    await release(id, etag, { judged: notes.length, heldBack: [] }).expect(200);
    expect((await fetch(id)).diary).toEqual([]);
    await stage.owner(`update portal.released_record set record = record - 'diary'`);
    expect((await fetch(id)).diary).toBeNull();
    await stage.as('ann').get(`/record-requests/${id}/record?form=readable`).expect(200);
  });
});
