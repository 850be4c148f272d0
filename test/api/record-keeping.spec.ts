/**
 * How long a record is kept and how it ends, as a clinic lives it: it is kept until its day, a solicitor's letter stops it, and after
 * it nothing of the patient is found anywhere.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { FileRemoval } from '../../src/media/file-removal';
import { FolderStore } from '../../src/media/store/folder-store';
import { people } from '../support/cast';
import { clip } from '../support/clip';
import { goRound, inTxOf } from '../support/diary';
import { film } from '../support/filming';
import { openStage, type Stage } from '../support/stage';
import { assess, draft, issue, item, today, transit } from '../support/visit';
import { raiseAlert } from '../../src/alert/raise-alert';

const { ann, ben, cai, rivera, dale } = people;
const NAME = 'Quilla Quartz';
const REASON = 'Its time was over; looked through in spring.';

let stage: Stage;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portal-test-records-'));
  stage = await openStage(undefined, { media: { folder } });
});
afterAll(async () => {
  await stage.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => stage.setClock('2026-06-15T10:00:00Z'));

interface Patient {
  id: string;
  name: string;
}
let known = 0;
const register = async (fields: object = {}): Promise<Patient> => {
  const name = `Kept Person${++known}`;
  const body = { name, dateOfBirth: '1980-05-05', ...fields };
  return (await stage.as('dale').post('/patients').send(body).expect(201)).body;
};
const retention = async ({ id }: { id: string }) =>
  (await stage.as('rivera').get(`/patients/${id}/retention`).expect(200)).body;
const remove = async ({ id, name }: Patient, body: object = {}, by: 'rivera' | 'novak' = 'rivera') => {
  const { headers } = await stage.as('rivera').get(`/patients/${id}`).expect(200);
  return stage
    .as(by)
    .post(`/patients/${id}/deletion`)
    .set('if-match', headers.etag as string)
    .send({ because: REASON, confirmName: name, ...body });
};
const refused = async (patient: Patient, code: string, body?: object) => {
  const answer = await remove(patient, body);
  expect([answer.status, answer.body.code]).toEqual([409, code]);
  await stage.as('rivera').get(`/patients/${patient.id}`).expect(200);
  return answer.body;
};
const isGone = ({ id }: Patient) => stage.as('rivera').get(`/patients/${id}`).expect(404);

describe('a child’s record is kept until 25, or 26', () => {
  it.each([
    ['17 since today', '2009-06-15', '2035-06-15', 'RET-26'],
    ['17 tomorrow', '2009-06-16', '2034-06-16', 'RET-25'],
    ['18 tomorrow', '2008-06-16', '2034-06-16', 'RET-26'],
    ['18 since today', '2008-06-15', '2034-06-15', 'RET-8Y'],
    ['9', '2017-01-01', '2042-01-01', 'RET-25'],
  ])('seen on 15 June, %s', async (_age, dateOfBirth, keptUntil, rule) => {
    const child = await register({ dateOfBirth });
    await assess(stage, 'rivera', child);
    expect(await retention(child)).toMatchObject({
      lastVisit: { day: '2026-06-15', kind: 'assessed' },
      ...{
        keptUntil,
        isDue: false,
        stoppedBy: null,
        rule: { id: rule, source: expect.stringContaining('Council') },
      },
    });
    await stage.setClock(`${keptUntil}T12:00:00Z`);
    const { detail } = await refused(child, 'record.kept_until');
    expect(detail).toContain(keptUntil);
    expect(detail).toContain(rule);
    await stage.setClock(new Date(Date.parse(`${keptUntil}T12:00:00Z`) + 86_400_000).toISOString());
    expect((await remove(child)).body).toMatchObject({ patientId: child.id, keptUntil, rule });
    await isGone(child);
  });
});

describe('the day before it is due, and the day', () => {
  it('is counted by the clinic’s clock, in summer an hour before that of the computer', async () => {
    const patient = await register();
    const { episodeId } = await assess(stage, 'rivera', patient);
    const plan = await draft(stage, 'rivera', episodeId);
    // half past midnight in London
    await stage.setClock('2026-06-15T23:30:00Z');
    await issue(stage, 'rivera', plan, { reviewOn: '2026-07-01' }).expect(200);
    expect(await retention(patient)).toMatchObject({
      lastVisit: { day: '2026-06-16', kind: 'advised' },
      ...{ keptUntil: '2034-06-16', dueFrom: '2034-06-17' },
    });
    await stage.setClock('2034-06-16T22:59:00Z');
    expect((await retention(patient)).isDue).toBe(false);
    await refused(patient, 'record.kept_until');
    await stage.setClock('2034-06-16T23:00:00Z');
    expect((await retention(patient)).isDue).toBe(true);
    expect((await remove(patient)).status).toBe(200);
    await isGone(patient);
  });

  it('moves with whoever comes again, however late, and what was another’s by mistake moves nothing', async () => {
    const patient = await register();
    await assess(stage, 'rivera', patient);
    const kept = async () => (await retention(patient)).keptUntil;
    expect(await kept()).toBe('2034-06-15');
    await stage.setClock('2030-01-10T10:00:00Z');
    const again = await assess(stage, 'rivera', patient);
    expect(await kept()).toBe('2038-01-10');
    await stage
      .as('rivera')
      .post(`/episodes/${again.episodeId}/entry-in-error`)
      .set('if-match', '"1"')
      .send({ because: 'Another patient.' })
      .expect(200);
    expect(await kept()).toBe('2034-06-15');
    await stage.setClock('2031-02-01T10:00:00Z');
    const send = async (noun: string, body: object) => {
      const now = await stage.as('rivera').get(`/patients/${patient.id}`).expect(200);
      return stage
        .as('rivera')
        .post(`/patients/${patient.id}/${noun}`)
        .set('if-match', now.headers.etag as string)
        .send(body)
        .expect(200);
    };
    // a death is no visit, a discharge is the end of treatment
    await send('death', { because: 'His son rang.' });
    expect(await kept()).toBe('2034-06-15');
    await send('death/reversal', { because: 'Not he.' });
    await send('discharge', { because: 'Moved.' });
    expect(await retention(patient)).toMatchObject({
      keptUntil: '2039-02-01',
      lastVisit: { kind: 'discharged' },
    });
  });

  it('of who was registered and never seen counts from then', async () => {
    const patient = await register();
    expect(await retention(patient)).toMatchObject({
      lastVisit: { day: '2026-06-15', kind: 'registered' },
      keptUntil: '2034-06-15',
    });
  });

  it('what is due is listed, and nothing is deleted by itself', async () => {
    await stage.renew();
    await stage.setClock('2026-06-15T10:00:00Z');
    const [old, older, child] = [
      await register(),
      await register(),
      await register({ dateOfBirth: '2017-01-01' }),
    ];
    for (const one of [old, child]) await assess(stage, 'rivera', one);
    await stage.owner(`update portal.patient set created_at = '2026-06-01' where id = $1`, [older.id]);
    await stage.owner(`update portal.patient set created_at = '2026-06-20' where id = any ($1)`, [
      [ann.id, ben.id, people.dot.id],
    ]);
    await stage.setClock('2034-06-16T10:00:00Z');
    await stage
      .as('dale')
      .post(`/patients/${older.id}/legal-holds`)
      .send({ because: 'A claim.' })
      .expect(201);
    const list = async (query = '') =>
      (await stage.as('rivera').get(`/records-due${query}`).expect(200)).body;
    const { items, nextCursor } = await list('?limit=1');
    expect(items).toMatchObject([
      { patientId: older.id, name: older.name, stoppedBy: 'legal_hold', isDue: true },
    ]);
    const rest = await list(`?limit=5&cursor=${nextCursor}`);
    expect(rest).toMatchObject({ items: [{ patientId: old.id, stoppedBy: null }], nextCursor: null });
    await stage.work();
    for (const { id } of [old, older, child]) await stage.as('rivera').get(`/patients/${id}`).expect(200);
    for (const by of ['dale', 'adams'] as const) await stage.as(by).get('/records-due').expect(403);
    expect(
      (await stage.as('osei').get('/records-due').expect(200)).body.items.every(
        ({ patientId }: { patientId: string }) => patientId === cai.id,
      ),
    ).toBe(true);
  });
});

describe('a solicitor’s letter stops a deletion', () => {
  it('while any of them is open; each is ended for itself, with its reason', async () => {
    const patient = await register();
    await stage.setClock('2034-06-16T10:00:00Z');
    const place = async (by: 'dale' | 'rivera', because: string) =>
      (await stage.as(by).post(`/patients/${patient.id}/legal-holds`).send({ because }).expect(201)).body;
    const first = await place('dale', 'A letter of a solicitor.');
    const second = await place('rivera', 'The insurer asks.');
    expect(first).toMatchObject({ placedBy: dale.id, endedAt: null, revision: 1 });
    const end = (id: string, by: 'rivera' | 'novak' | 'dale' | 'osei' = 'rivera') =>
      stage.as(by).post(`/legal-holds/${id}/end`).set('if-match', '"1"').send({ because: 'Settled.' });
    await refused(patient, 'record.legal_hold');
    expect((await end(first.id, 'novak').expect(403)).body.code).toBe('legal_hold.not_entitled');
    await end(first.id, 'dale').expect(403);
    await end(first.id, 'osei').expect(404);
    expect((await end(first.id).expect(200)).body).toMatchObject({
      endedBy: rivera.id,
      endedBecause: 'Settled.',
      revision: 2,
    });
    expect((await end(first.id).expect(409)).body.code).toBe('legal_hold.ended');
    expect((await retention(patient)).stoppedBy).toBe('legal_hold');
    await refused(patient, 'record.legal_hold');
    await end(second.id).expect(200);
    const { body: holds } = await stage.as('dale').get(`/patients/${patient.id}/legal-holds`).expect(200);
    expect(holds.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining([first.id, second.id]));
    expect((await remove(patient)).status).toBe(200);
  });

  it('and so does a request for the record, and a plan that may show', async () => {
    const patient = await register();
    await stage.setClock('2034-06-16T10:00:00Z');
    await stage.owner(
      `insert into portal.record_request (clinic_id, patient_id, due_on) values ($1, $2, '2034-07-16')`,
      [ann.clinicId, patient.id],
    );
    await refused(patient, 'record.requested');
    await stage.owner(
      `update portal.record_request set refused_at = portal.portal_now(), refused_by = $2, refused_because = 'x' where patient_id = $1`,
      [patient.id, rivera.id],
    );
    await stage.setClock('2026-06-15T10:00:00Z');
    const other = await register();
    const { episodeId } = await assess(stage, 'rivera', other);
    const plan = await draft(stage, 'rivera', episodeId);
    await issue(stage, 'rivera', plan, { reviewOn: '2026-07-01' }).expect(200);
    await stage.owner(`update portal.prescription set advice_until = '2034-06-16' where id = $1`, [plan.id]);
    await stage.setClock('2034-06-16T10:00:00Z');
    expect((await remove(patient)).status).toBe(200);
    await refused(other, 'record.in_care');
    await transit(stage, 'rivera', plan.id, 'withdrawal', { because: 'Long over.' });
    expect((await remove(other)).status).toBe(200);
  });

  it('it is hard on purpose: by who may sign, with the name typed out and a reason that names nobody', async () => {
    const patient = await register({ name: NAME, email: 'quilla@home.example' });
    await stage.setClock('2034-06-16T10:00:00Z');
    const novak = await remove(patient, {}, 'novak');
    expect([novak.status, novak.body.code]).toEqual([403, 'record.not_entitled']);
    for (const confirmName of ['quilla quartz', 'Quilla', `${NAME} `])
      await refused(patient, 'record.name_differs', { confirmName });
    for (const because of ['Mrs Quartz asked.', 'quilla@home.example bounced.']) {
      const answer = await remove(patient, { because });
      expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, '/because']);
    }
    for (const by of ['dale', 'adams', 'ann'] as const)
      await stage
        .as(by)
        .post(`/patients/${patient.id}/deletion`)
        .set('if-match', '"1"')
        .send({ because: 'x', confirmName: NAME })
        .expect(403);
    await stage
      .as('osei')
      .post(`/patients/${patient.id}/deletion`)
      .set('if-match', '"1"')
      .send({ because: 'x', confirmName: NAME })
      .expect(404);
    await stage
      .as('rivera')
      .post(`/patients/${patient.id}/deletion`)
      .set('if-match', '"9"')
      .send({ because: 'x', confirmName: NAME })
      .expect(412);
    expect((await remove(patient)).status).toBe(200);
  });
});

/** Somebody of whom there is something in every corner; answers what could give her away. */
async function aWholeRecord() {
  const patient = await register({
    ...{ name: NAME, dateOfBirth: '1979-02-03', email: 'quilla@home.example', phone: '07700 900777' },
    ...{
      address: '7 Crystal Row',
      identifiers: [{ system: 'https://pms.example', value: `Q-${randomUUID()}` }],
    },
  });
  const at = `/patients/${patient.id}`;
  const asRivera = stage.as('rivera');
  const video = await film(stage, 'rivera', 'video', clip('h264-aac.mp4'), {
    patientId: patient.id,
    title: `${NAME} lifts`,
  });
  const poster = await film(stage, 'rivera', 'poster', clip('small.png'), { videoId: video });
  const captions = await film(
    stage,
    'rivera',
    'captions',
    Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nLift.\n'),
    { videoId: video },
  );
  const picture = await film(stage, 'rivera', 'picture', clip('small.png'), {
    patientId: patient.id,
    alt: `${NAME} leans`,
  });
  const unfinished = await asRivera
    .post('/media')
    .send({ kind: 'picture', bytes: 500_000, title: 'Half', alt: 'x', patientId: patient.id })
    .expect(201);
  await asRivera
    .put(`/media/${unfinished.body.id}/content`)
    .type('application/octet-stream')
    .set('content-range', 'bytes 0-99999/500000')
    .send(Buffer.alloc(100_000, 1));
  const visit = await assess(stage, 'rivera', patient, {
    findings: { outlook: { floorTransferUnaided: 'yes' }, notes: `${NAME} is sore.` },
  }).catch(() => assess(stage, 'rivera', patient, { precautions: `${NAME} is sore.` }));
  const plan = await draft(stage, 'rivera', visit.episodeId, [
    item({ pictureIds: [picture], why: `${NAME} needs it.` }),
  ]);
  await issue(stage, 'rivera', plan, { reviewOn: await today(stage, 14) })
    .set('idempotency-key', `Q-${patient.id}`)
    .expect(200);
  await asRivera.post(`/episodes/${visit.episodeId}/advice-confirmation`).expect(200);
  await asRivera
    .post(`/assessments/${visit.assessmentId}/addenda`)
    .send({ note: `${NAME} rang.` })
    .expect(201);
  await asRivera
    .post(`${at}/holds`)
    .send({ because: `${NAME} fell.` })
    .expect(201);
  await asRivera
    .post(`/episodes/${visit.episodeId}/outcomes`)
    .send({ instrument: 'NPRS', answers: { pain: 4 } })
    .expect(201);
  const { body: link } = await stage.as('dale').post(`${at}/link`).expect(201);
  const { body: tokens } = await stage
    .anonymous()
    .post('/patient-session')
    .send({ secret: link.link.split('#')[1], dateOfBirth: '1979-02-03' })
    .expect(200);
  const asHer = stage.withToken(tokens.accessToken);
  await asHer
    .post('/carers')
    .send({ name: `Kim of ${NAME}`, email: 'kim-q@home.example' })
    .expect(201);
  await asHer
    .put('/reminders')
    .send({ times: ['08:00'], days: ['monday'], channel: 'mail' })
    .expect(200);
  await asHer.post('/calendar-feed').expect(201);
  await asHer
    .post('/record-requests')
    .set('idempotency-key', 'ask')
    .send({ reason: `${NAME} wants it.` })
    .expect(201);
  const morning = {
    id: randomUUID(),
    kind: 'next_morning',
    at: '2026-06-15T09:00:00.000Z',
    pain: 2,
    spread: 'none',
    note: `${NAME} slept.`,
  };
  await asHer
    .post('/diary-entries')
    .send({ entries: [{ ...EMPTY, ...morning }] })
    .expect(200);
  await stage.as('dale').post(`${at}/spoken-code`).expect(201);
  await stage.anonymous().post('/patient-link-requests').send({ email: 'quilla@home.example' });
  await inTxOf(stage, 'rivera', (tx) => raiseAlert(tx, { kind: 'A1', key: 'CES-2', patientId: patient.id }));
  await stage
    .as('dale')
    .post(`${at}/legal-holds`)
    .send({ because: `${NAME} claims.` })
    .expect(201);
  await stage
    .as('adams')
    .post('/hand-overs')
    .send({ toId: people.lind.id, reason: 'other', note: `${NAME} moves.`, patientIds: [patient.id] })
    .expect(201);
  await stage.setClock('2034-07-20T10:00:00Z');
  await stage.owner(
    `update portal.record_request set refused_at = portal.portal_now(), refused_by = $2, refused_because = 'x' where patient_id = $1`,
    [patient.id, rivera.id],
  );
  await stage.owner(
    `update portal.legal_hold set ended_at = portal.portal_now(), ended_by = $2, ended_because = 'x' where patient_id = $1`,
    [patient.id, rivera.id],
  );
  await asRivera.get(at).set('idempotency-key', 'none').expect(200);
  return { patient, media: [video, poster, captions, picture] };
}
const EMPTY = {
  ...{
    sessionId: null,
    prescriptionId: null,
    itemId: null,
    dose: null,
    setsDone: null,
    repsDone: null,
    secondsDone: null,
  },
  ...{ metresDone: null, notDoneBecause: null, howMuch: null, effort: null, corrects: null, onBadDay: false },
};

/** Every row of ours and of the queue that says one of these. */
async function tellingOf(traces: string[]): Promise<{ table: string; row: string }[]> {
  const tables = await stage.owner<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('portal', 'jobs', 'history') and c.relkind in ('r', 'p') and not c.relispartition`,
  );
  const told: { table: string; row: string }[] = [];
  for (const { name } of tables) {
    const rows = await stage.owner<{ row: string }>(
      `select to_jsonb(t)::text as row from ${name} t
       where exists (select from unnest($1::text[]) trace where strpos(lower(to_jsonb(t)::text), lower(trace)) > 0)`,
      [traces],
    );
    told.push(...rows.map(({ row }) => ({ table: name, row })));
  }
  return told;
}
const filesIn = async (): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile())
    .map(({ name }) => name);
const rowsOfRecord = async ({ id }: Patient): Promise<Record<string, string[]>> =>
  (
    await stage.owner<{ rows: Record<string, string[]> }>('select portal.rows_of_record($1, $2) as rows', [
      ann.clinicId,
      id,
    ])
  )[0]!.rows;

describe('two records of one person that were made one', () => {
  it('are kept as long as the later of them and listed once, and go together', async () => {
    await stage.renew();
    await stage.setClock('2025-06-15T10:00:00Z');
    const kept = await register();
    await stage.setClock('2026-06-15T10:00:00Z');
    const merged = await register({ name: 'Quirin Twice', email: 'quirin@home.example' });
    const { headers } = await stage.as('rivera').get(`/patients/${merged.id}`).expect(200);
    await stage
      .as('rivera')
      .post(`/patients/${merged.id}/merges`)
      .set('if-match', headers.etag as string)
      .send({ intoId: kept.id, because: 'The same person.' })
      .expect(201);
    // registered anew was seen anew
    expect(await retention(kept)).toMatchObject({ lastVisit: { day: '2026-06-15', kind: 'registered' } });
    await stage.setClock('2034-06-15T10:00:00Z');
    await refused(kept, 'record.kept_until');
    await stage.setClock('2034-06-16T10:00:00Z');
    await refused(merged, 'patient.merged');
    const { body: due } = await stage.as('rivera').get('/records-due').expect(200);
    const listed = due.items.map(({ patientId }: { patientId: string }) => patientId);
    expect([listed.includes(kept.id), listed.includes(merged.id)]).toEqual([true, false]);
    const named = await remove(kept, { because: 'Mr Twice was not seen for years.' });
    expect([named.status, named.body.errors[0].code]).toEqual([400, 'names']);
    expect((await remove(kept)).status).toBe(200);
    for (const one of [kept, merged]) await isGone(one);
    const { body: list } = await stage.as('adams').get('/deleted-records').expect(200);
    const deleted = list.items.map(({ patientId }: { patientId: string }) => patientId);
    expect(deleted).toEqual(expect.arrayContaining([kept.id, merged.id]));
    const trail = await stage.owner<{ ids: string[] }>(
      `select subject_ids as ids from portal.audit_entry where action = 'record.deleted' order by id desc limit 1`,
    );
    expect([...trail[0]!.ids].sort()).toEqual([kept.id, merged.id].sort());
  });
});

describe('after deletion nothing of her is found anywhere', () => {
  it('not in a row of any table, not in the queue, and not in the folder of videos and pictures', async () => {
    const filesBefore = await filesIn();
    const { patient } = await aWholeRecord();
    const ids = Object.values(await rowsOfRecord(patient)).flat();
    const traces = [
      NAME,
      'quilla@home.example',
      'kim-q@home.example',
      '07700 900777',
      '7 Crystal Row',
      'Q-',
      ...ids,
    ];
    const before = await tellingOf(traces);
    expect(new Set(before.map(({ table }) => table)).size).toBeGreaterThan(28);
    const filesThen = await filesIn();
    expect(filesThen.length).toBeGreaterThanOrEqual(filesBefore.length + 5);

    const { status, body } = await remove(patient);
    expect([status, body]).toEqual([
      200,
      {
        ...{
          id: expect.any(String),
          patientId: patient.id,
          deletedAt: expect.any(String),
          deletedBy: rivera.id,
        },
        ...{ keptUntil: '2034-06-15', rule: 'RET-8Y', because: REASON },
      },
    ]);
    const left = (await tellingOf(traces)).filter(({ table }) => table !== 'portal.audit_entry');
    expect(left.map(({ table }) => table)).toEqual(['portal.record_deleted']);
    // the trail has her ids, in the columns for ids, and no word of hers
    const words = traces.filter((trace) => !ids.includes(trace));
    expect(await tellingOf(words)).toEqual([]);
    const trail = await stage.owner<Record<string, unknown>>(
      'select * from portal.audit_entry where patient_ids @> array[$1::uuid]',
      [patient.id],
    );
    expect(Object.keys(trail[0]!).sort()).toEqual(AUDIT_COLUMNS);

    await isGone(patient);
    await stage.as('rivera').get(`/patients/${patient.id}/retention`).expect(404);
    expect((await stage.as('dale').get('/patients?q=quilla').expect(200)).body.items).toEqual([]);
    expect(
      (
        await stage
          .as('dale')
          .get('/patients?externalSystem=https%3A%2F%2Fpms.example&externalValue=Q-1')
          .expect(200)
      ).body.items,
    ).toEqual([]);
    const { body: list } = await stage.as('adams').get('/deleted-records?limit=1').expect(200);
    expect(list.items).toEqual([body]);

    // her files: asked for, then gone with the worker's next round
    expect(await filesIn()).toEqual(filesThen);
    await stage.work();
    expect((await filesIn()).sort()).toEqual(filesBefore.sort());
    expect(
      await stage.owner('select 1 from portal.file_to_remove where clinic_id = $1', [ann.clinicId]),
    ).toEqual([]);
    expect(stage.outbox.letters.filter(({ to }) => /quilla|kim-q/.test(to))).toEqual([]);
  });

  const AUDIT_COLUMNS = [
    ...[
      'action',
      'actor_id',
      'actor_role',
      'at',
      'clinic_id',
      'id',
      'patient_ids',
      'request_id',
      'session_id',
    ],
    ...['subject_ids', 'subject_type'],
  ];

  it('all or nothing: killed in the middle, everything is there as it was', async () => {
    await stage.setClock('2026-06-15T10:00:00Z');
    const { patient, media } = await aWholeRecord();
    const before = await rowsOfRecord(patient);
    const files = await filesIn();
    const [other, watch] = [0, 1].map(() => new Client({ connectionString: stage.superuserUrl })) as [
      Client,
      Client,
    ];
    await Promise.all([other.connect(), watch.connect()]);
    try {
      await other.query('begin');
      // it comes far, and then waits for this row
      await other.query('select from portal.media where id = $1 for update', [media[0]]);
      const answer = remove(patient);
      let pid: number | undefined;
      for (let tried = 0; tried < 100 && pid === undefined; tried++) {
        await new Promise((wake) => setTimeout(wake, 20));
        const { rows } = await watch.query(
          `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%delete_record%'`,
        );
        pid = rows[0]?.pid as number | undefined;
      }
      expect(pid).toBeDefined();
      await watch.query('select pg_terminate_backend($1)', [pid]);
      expect((await answer).status).toBe(503);
      await other.query('rollback');
    } finally {
      await Promise.all([other.end(), watch.end()]);
    }
    expect(await rowsOfRecord(patient)).toEqual(before);
    expect(
      await stage.owner('select 1 from portal.record_deleted where patient_id = $1', [patient.id]),
    ).toEqual([]);
    const store = new FolderStore(folder);
    await goRound(stage, new FileRemoval(store));
    expect(await filesIn()).toEqual(files);

    // and the files: whoever takes them away is killed too, finds the rest again, and takes those alone
    expect((await remove(patient)).status).toBe(200);
    let taken = 0;
    const dying = new FileRemoval({
      ...{ put: store.put.bind(store), read: store.read.bind(store), bytesOf: store.bytesOf.bind(store) },
      removeAll: store.removeAll.bind(store),
      remove: async (key) => {
        if (++taken > 2) throw new Error('killed');
        await store.remove(key);
      },
    });
    await expect(goRound(stage, dying)).rejects.toThrow('killed');
    expect(
      (await stage.owner('select 1 from portal.file_to_remove where clinic_id = $1', [ann.clinicId])).length,
    ).toBeGreaterThan(2);
    await stage.work();
    expect(
      await stage.owner('select 1 from portal.file_to_remove where clinic_id = $1', [ann.clinicId]),
    ).toEqual([]);
    expect((await filesIn()).length).toBe(files.length - 5);
  });
});
