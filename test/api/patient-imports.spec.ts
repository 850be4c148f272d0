/** A practice moves in with its table of patients: what becomes of each row, what a second upload does, and the way back. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { people, type StaffName } from '../support/cast';
import { heldBack } from '../support/held-back';
import { type Cells, HEADER, movingIn, soundRow, tableOf } from '../support/patient-table';
import { openStage, type Stage } from '../support/stage';

const { ann, ben, cai, dot, rivera } = people;
const NOBODY = '00000000-0000-4000-8000-000000000000';

interface Row {
  row: number;
  outcome: string;
  patientId: string | null;
  faults: { field: string | null; detail: string }[];
  duplicates: { patientId: string | null; row: number | null; rule: string; differs: string[] }[];
}
interface Report {
  import: { id: string } | null;
  fileSha256: string;
  counts: object;
  rows: Row[];
}

let stage: Stage;

/** Each part of this file plays on a stage of its own. */
function part(name: string, scenes: () => void): void {
  describe(name, () => {
    beforeAll(async () => {
      stage = await openStage();
    });
    afterAll(() => stage.close());
    scenes();
  });
}

/** Whoever has read by now writes only when all have. */
const NOBODY_WRITES = 'lock table portal.patient_import in share mode';

const send = (table: string | Buffer, query: object = {}, by: StaffName = 'dale') =>
  stage.as(by).post('/patient-imports').query(query).type('text/csv').send(table);
const bring = async (table: string | Buffer, query: object = {}, by: StaffName = 'dale') =>
  (await send(table, query, by).expect(200)).body as Report;
const undo = (id: string, by: StaffName = 'dale') => stage.as(by).post(`/patient-imports/${id}/undo`);
const inClinic = async () =>
  (await stage.owner<{ n: number }>('select count(*)::int as n from portal.patient'))[0]!.n;
const written = () =>
  stage.owner(
    `select (select count(*) from portal.patient) as patients, (select count(*) from portal.patient_identifier) as numbers,
       (select count(*) from portal.patient_import) as imports, (select max(updated_at) from portal.patient) as touched`,
  );
const outcomes = (report: Report) => report.rows.map(({ row, outcome }) => [row, outcome]);
const counts = (...[fresh, known, duplicate, faulty]: number[]) => ({ new: fresh, known, duplicate, faulty });

part('moving in with 2,000 patients', () => {
  const { rows, faulty, duplicates } = movingIn();
  const table = tableOf(rows.values());
  const file = Object.fromEntries(rows);
  const there: Record<string, string> = { ann: ann.id, ben: ben.id, dot: dot.id };
  let tried: Report;
  let made: Report;

  it('is tried first, and nothing is written', async () => {
    const before = await written();
    tried = await bring(table, { dryRun: 'true' });
    expect(tried.import).toBeNull();
    expect(tried.counts).toEqual(counts(1_965, 0, 15, 20));
    expect(await written()).toEqual(before);
  });

  it('says of each of the 2,000 rows what becomes of it', () => {
    expect(tried.rows.map(({ row }) => row)).toEqual([...rows.keys()]);
    for (const { row, ...said } of tried.rows) {
      const like = duplicates.get(row);
      const expected = faulty.has(row)
        ? { outcome: 'faulty', faults: faulty.get(row), duplicates: [] }
        : like !== undefined
          ? { outcome: 'duplicate', faults: [], duplicates: expect.any(Array) }
          : { outcome: 'new', faults: [], duplicates: [] };
      expect({ row, ...said }).toEqual({ row, patientId: null, ...expected });
    }
  });

  it('names whom each of the 15 resembles, and where they differ', () => {
    const resembling = tried.rows.filter(({ outcome }) => outcome === 'duplicate');
    expect(resembling.map(({ row }) => row)).toEqual([...duplicates.keys()]);
    for (const { row, duplicates: matches } of resembling) {
      const like = duplicates.get(row);
      expect([row, matches]).toEqual([
        row,
        [
          {
            patientId: typeof like === 'string' ? there[like] : null,
            row: typeof like === 'number' ? like : null,
            rule: 'same_name_and_birth',
            because: 'They have the same names, in whatever order, and the same date of birth.',
            differs: expect.arrayContaining(['externalValue']),
          },
        ],
      ]);
    }
    const asDot = resembling.find(({ row }) => duplicates.get(row) === 'dot');
    // an empty cell is no difference
    expect(asDot?.duplicates[0]?.differs).toEqual(
      file[asDot!.row]!.address ? ['address', 'externalValue'] : ['externalValue'],
    );
  });

  it('then brings exactly the sound ones, as they are written', async () => {
    const before = await inClinic();
    made = await bring(table);
    expect(made.counts).toEqual(tried.counts);
    expect(outcomes(made)).toEqual(outcomes(tried));
    expect(await inClinic()).toBe(before + 1_965);
    const stored = await stage.owner<{ row: number; said: Cells }>(
      `select p.import_row as row, json_build_object('name', p.name, 'dateOfBirth', p.date_of_birth, 'email', p.email,
         'phone', p.phone, 'address', coalesce(p.address, ''), 'externalSystem', i.system, 'externalValue', i.value) as said
       from portal.patient p join portal.patient_identifier i on i.patient_id = p.id
       where p.import_id = $1 and p.clinic_id = $2 order by p.import_row`,
      [made.import!.id, people.dale.clinicId],
    );
    expect(stored).toEqual(
      [...rows]
        .filter(([row]) => !faulty.has(row) && !duplicates.has(row))
        .map(([row, said]) => ({ row, said })),
    );
    const ids = new Map(made.rows.map(({ row, patientId }) => [row, patientId]));
    const { body } = await stage
      .as('dale')
      .get(`/patients/${ids.get(2)}`)
      .expect(200);
    expect(body).toMatchObject({ name: rows.get(2)!.name, status: 'current', revision: 1 });
    // a duplicate of another row names whom that row became
    const later = made.rows.find(({ row }) => duplicates.get(row) === 333);
    expect(later?.duplicates[0]).toMatchObject({ row: 333, patientId: ids.get(333) });
  });

  it('brings nobody the second time, whatever became of whom it brought', async () => {
    const renamed = made.rows.find(({ row }) => row === 3)!.patientId;
    await stage
      .as('dale')
      .patch(`/patients/${renamed}`)
      .set('if-match', '"1"')
      .send({ name: 'Quite Another', dateOfBirth: '1990-09-09' })
      .expect(200);
    const numbers = await stage.owner<{ id: string }>(
      'delete from portal.patient_identifier where patient_id = $1 returning id',
      [renamed],
    );
    expect(numbers).toHaveLength(1);
    const before = await inClinic();
    const again = await bring(table);
    expect(again.fileSha256).toBe(made.fileSha256);
    expect(again.counts).toEqual(counts(0, 1_965, 15, 20));
    expect(await inClinic()).toBe(before);
    expect(again.rows.find(({ row }) => row === 3)).toMatchObject({
      outcome: 'known',
      patientId: renamed,
      duplicates: [{ rule: 'same_row', differs: ['name', 'dateOfBirth', 'externalValue'] }],
    });
  });

  it('brings a duplicate that somebody says to be another person, and each once only', async () => {
    const twin = tried.rows.find(({ row }) => duplicates.get(row) === 'ben')!.row;
    const before = await inClinic();
    const first = await bring(table, { acceptDuplicates: String(twin) });
    expect(first.counts).toEqual(counts(1, 1_965, 14, 20));
    const second = await bring(table, { acceptDuplicates: String(twin) });
    expect(second.counts).toEqual(counts(0, 1_966, 14, 20));
    expect(await inClinic()).toBe(before + 1);
  });

  it('is one import for each time it was sent, the newest first, and a dry run none', async () => {
    const { body } = await stage.as('adams').get('/patient-imports').expect(200);
    expect(body.items.map((one: { counts: { new: number } }) => one.counts.new)).toEqual([0, 1, 0, 1_965, 0]);
    const { body: page } = await stage.as('dale').get('/patient-imports?limit=3').expect(200);
    const next = await stage
      .as('dale')
      .get('/patient-imports')
      .query({ cursor: page.nextCursor })
      .expect(200);
    expect([...page.items, ...next.body.items]).toEqual(body.items);
    const one = await stage.as('adams').get(`/patient-imports/${made.import!.id}`).expect(200);
    expect(one.body).toEqual({ ...made.import, undone: null });
  });
});

part('an import that is taken back', () => {
  const rows = Array.from({ length: 8 }, (_, n) => soundRow(n + 2));
  const table = tableOf(rows);
  let made: Report;
  const idOf = (row: number) => made.rows.find((one) => one.row === row)!.patientId!;

  it('loses whom nobody touched, and keeps and names the others', async () => {
    made = await bring(table);
    const dale = stage.as('dale');
    const rivera = stage.as('rivera');
    await dale
      .patch(`/patients/${idOf(2)}`)
      .set('if-match', '"1"')
      .send({ phone: '1' })
      .expect(200);
    await dale
      .post(`/patients/${idOf(3)}/identifiers`)
      .send({ system: 'x', value: '1' })
      .expect(201);
    await rivera.post(`/patients/${idOf(4)}/link`).expect(201);
    await rivera
      .post(`/patients/${idOf(5)}/episodes`)
      .send({ title: 'Knee' })
      .expect(201);
    await rivera.get(`/patients/${idOf(6)}`).expect(200);
    const before = await inClinic();
    const { body, headers } = await undo(made.import!.id, 'rivera').expect(200);
    expect(body).toEqual({
      ...made.import,
      undone: { at: expect.any(String), by: people.rivera.id, removed: 4, kept: 4 },
      kept: [
        { patientId: idOf(2), row: 2, because: 'changed' },
        { patientId: idOf(3), row: 3, because: 'changed' },
        { patientId: idOf(4), row: 4, because: 'in_use' },
        { patientId: idOf(5), row: 5, because: 'in_use' },
      ],
    });
    expect(await inClinic()).toBe(before - 4);
    for (const row of [6, 7, 8, 9]) await dale.get(`/patients/${idOf(row)}`).expect(404);
    // who stays has their number still
    const stayed = await dale.get(`/patients/${idOf(4)}`).expect(200);
    expect(stayed.body.identifiers).toHaveLength(1);
    const trail = await stage.owner<{ action: string; subject_ids: string[]; patient_ids: string[] }>(
      'select action, subject_ids, patient_ids from portal.audit_entry where request_id = $1 order by id',
      [headers['x-request-id']],
    );
    const removed = trail.filter(({ action }) => action === 'patient.removed');
    expect(removed.map(({ subject_ids: [id] }) => id).sort()).toEqual([6, 7, 8, 9].map(idOf).sort());
    expect(removed.every(({ patient_ids: [id], subject_ids: [same] }) => id === same)).toBe(true);
    expect(trail.filter(({ action }) => action === 'patient_import.undone')).toEqual([
      {
        action: 'patient_import.undone',
        subject_ids: [made.import!.id],
        patient_ids: [2, 3, 4, 5].map(idOf),
      },
    ]);
  });

  it('is taken back once', async () => {
    expect((await undo(made.import!.id).expect(409)).body.code).toBe('patient.import_undone');
  });

  it('may come in again: those who went are new, those who stayed are known', async () => {
    const again = await bring(table);
    expect(again.rows.map(({ outcome }) => outcome)).toEqual([
      ...Array(4).fill('known'),
      ...Array(4).fill('new'),
    ]);
    expect(again.rows[0]).toMatchObject({ patientId: idOf(2), duplicates: [{ differs: ['phone'] }] });
    // the first import is over: to take it back again is not to take the second one back
    await undo(made.import!.id).expect(409);
    expect((await undo(again.import!.id).expect(200)).body.undone).toMatchObject({ removed: 4, kept: 0 });
  });

  it('leaves a trail that the admin reads, without anybody’s name', async () => {
    const { body } = await stage.as('adams').get('/audit?action=patient_import.made&limit=1').expect(200);
    expect(body.items[0]).toMatchObject({ actorRole: 'desk', subjectType: 'patient_import' });
    expect(body.items[0].patientIds).toHaveLength(4);
    expect(JSON.stringify(body)).not.toContain('Abbot');
  });
});

part('who may', () => {
  const table = (n: number) => tableOf([{ ...soundRow(n), externalValue: `who-${n}` }]);

  it.each([
    ['dale', 200],
    ['rivera', 200],
    ['novak', 200],
    ['solo', 200],
    ['adams', 403],
    ['ann', 403],
    ['cara', 403],
  ] as const)('%s imports: %i', async (who, status) => {
    await send(table(500), { dryRun: 'true' }, who as StaffName).expect(status);
  });

  it('only the clinic knows of its import, and nobody else takes it back', async () => {
    const made = await bring(table(501));
    const { id } = made.import!;
    for (const path of [`/patient-imports/${id}`, `/patient-imports/${NOBODY}`]) {
      const foreign = await stage.as('sadie').get(path).expect(404);
      expect(foreign.body).toMatchObject({ code: 'not_found' });
    }
    await undo(id, 'sadie').expect(404);
    await undo(id, 'southAdmin').expect(403);
    await undo(id, 'adams').expect(403);
    const ofSouth = (await stage.as('sadie').get('/patient-imports').expect(200)).body.items;
    expect(ofSouth).not.toContainEqual(expect.objectContaining({ id }));
    await stage.as('ann').get(`/patient-imports/${id}`).expect(403);
    await stage.as('adams').get(`/patient-imports/${id}`).expect(200);
    await stage.as('dale').get(`/patients/${made.rows[0]!.patientId}`).expect(200);
    await stage.as('sadie').get(`/patients/${made.rows[0]!.patientId}`).expect(404);
  });

  it('another clinic’s patients are nobody’s duplicates, nor is its file this one', async () => {
    const foreign = tableOf([{ name: 'Cai Cole', dateOfBirth: '1990-02-28' }, soundRow(600)]);
    const north = await bring(foreign);
    expect(north.rows.map(({ outcome }) => outcome)).toEqual(['new', 'new']);
    const south = await bring(foreign, {}, 'sadie');
    expect(south.rows).toMatchObject([
      { outcome: 'duplicate', duplicates: [{ patientId: cai.id }] },
      { outcome: 'new', duplicates: [] },
    ]);
    const clinics = await stage.owner(
      `select clinic_id from portal.patient where import_id = $1 group by 1`,
      [south.import!.id],
    );
    expect(clinics).toEqual([{ clinic_id: people.sadie.clinicId }]);
  });

  it('to see whom a row resembles is to have read them', async () => {
    const answer = await send(tableOf([{ name: 'Ann Allen', dateOfBirth: '1961-04-12' }]), {
      dryRun: 'true',
    });
    const trail = await stage.owner(
      'select action, subject_type, patient_ids from portal.audit_entry where request_id = $1',
      [answer.headers['x-request-id']],
    );
    expect(trail).toEqual([
      { action: 'record.read', subject_type: 'patientImport.make', patient_ids: [ann.id] },
    ]);
  });
});

part('what a row says', () => {
  const one = async (cells: Cells, query: object = {}) =>
    (await bring(tableOf([{ name: 'Eva Ek', dateOfBirth: '1999-12-31', ...cells }]), query)).rows[0]!;

  it('is what POST /patients is told, judged alike', async () => {
    for (const cells of [
      { name: 'x'.repeat(201) },
      { dateOfBirth: '2001-02-29' },
      { dateOfBirth: '1899-12-31' },
      { dateOfBirth: '2199-01-01' },
      { email: 'x' },
      { phone: '0'.repeat(41) },
      { address: 'x'.repeat(501) },
    ]) {
      const [row, single] = await Promise.all([
        one(cells, { dryRun: 'true' }),
        stage
          .as('dale')
          .post('/patients')
          .send({ name: 'Eva Ek', dateOfBirth: '1999-12-31', ...cells })
          .expect(400),
      ]);
      const faults = single.body.errors.map((fault: { pointer: string; detail: string }) => ({
        field: fault.pointer.slice(1),
        detail: fault.detail,
      }));
      expect(row.faults).toEqual(faults);
    }
  });

  it('counts the days of the clinic: born today comes in, born tomorrow does not', async () => {
    await stage.setClock('2026-11-23T23:30:00Z');
    expect((await one({ dateOfBirth: '2026-11-23' }, { dryRun: 'true' })).outcome).toBe('new');
    expect((await one({ dateOfBirth: '2026-11-24' }, { dryRun: 'true' })).faults).toEqual([
      { field: 'dateOfBirth', detail: 'This day has not come yet.' },
    ]);
    // in summer the clinic’s day begins an hour before that of UTC
    await stage.setClock('2026-06-30T23:30:00Z');
    expect((await one({ dateOfBirth: '2026-07-01' }, { dryRun: 'true' })).outcome).toBe('new');
    await stage.setClock(null);
    expect((await one({ dateOfBirth: '1900-01-01' }, { dryRun: 'true' })).outcome).toBe('new');
  });

  it('gives a day in the declared order, and in no other', async () => {
    const born = async (dateOfBirth: string, dateFormat?: string) =>
      (await one({ dateOfBirth }, { dryRun: 'true', ...(dateFormat ? { dateFormat } : {}) })).outcome;
    expect(await born('03/04/1981')).toBe('faulty');
    expect(await born('25/04/1981')).toBe('faulty');
    expect(await born('25/04/1981', 'DD/MM/YYYY')).toBe('new');
    expect(await born('04/25/1981', 'DD/MM/YYYY')).toBe('faulty');
    expect(await born('3/4/1981', 'DD/MM/YYYY')).toBe('new');
    expect(await born('1981-04-03', 'DD/MM/YYYY')).toBe('new');
    expect(await born('03/04/81', 'DD/MM/YYYY')).toBe('faulty');
    expect(await born('03.04.1981', 'DD/MM/YYYY')).toBe('faulty');
    await send(tableOf([]), { dateFormat: 'MM/DD/YYYY' }).expect(400);
    const { patientId } = await one({ dateOfBirth: '03/04/1981' }, { dateFormat: 'DD/MM/YYYY' });
    const { body } = await stage.as('dale').get(`/patients/${patientId}`).expect(200);
    expect(body.dateOfBirth).toBe('1981-04-03');
  });

  it('names a clinician who is here by their e-mail, in capitals or not', async () => {
    const [staff] = await stage.owner<{ email: string }>('select email from portal.staff where id = $1', [
      rivera.id,
    ]);
    const row = await one({ name: 'Rosa Ray', responsible: staff!.email.toUpperCase() });
    const { body } = await stage.as('dale').get(`/patients/${row.patientId}`).expect(200);
    expect(body.responsibleId).toBe(rivera.id);
    const ofSouth = await one({ name: 'Rosa Roy', responsible: 'osei@clinic.example' });
    expect(ofSouth.faults).toMatchObject([{ field: 'responsible' }]);
  });

  it('is kept as it is typed, however it looks', async () => {
    const hostile = [
      '=HYPERLINK("http://evil.example","x")',
      "@SUM(1+1)*cmd|' /C calc'!A0",
      "Robert'); drop table portal.patient;--",
      '<script>alert(1)</script>',
      '${7*7} {{7*7}} %00 \\x00 \u202Eevil',
      '"Quoted"; with, all\nof\r\nit',
      '-Anne O’Brien-Łukasiewicz 🙂',
      '{"$ne":null}',
      '__proto__',
    ];
    const { rows } = await bring(
      tableOf(hostile.map((name, n) => ({ name, dateOfBirth: `1970-01-0${n + 1}`, address: name }))),
    );
    for (const [n, name] of hostile.entries()) {
      const { body } = await stage.as('dale').get(`/patients/${rows[n]!.patientId}`).expect(200);
      expect([body.name, body.address]).toEqual([name, name]);
    }
  });

  it('changes nothing of who is known, and says what differs', async () => {
    const number = { externalSystem: 'emr', externalValue: '1' };
    const first = await one({
      name: 'Kim Knot',
      phone: '07700 900 111',
      email: 'kim@example.org',
      ...number,
    });
    const second = await one({
      name: 'KIM KNOT',
      dateOfBirth: '1999-12-30',
      phone: '(07700) 900-111',
      email: 'kim.knot@example.org',
      address: '1 New Road',
      ...number,
    });
    expect(second).toMatchObject({ outcome: 'known', patientId: first.patientId });
    expect(second.duplicates).toMatchObject([
      { rule: 'same_identifier', differs: ['dateOfBirth', 'email', 'address'] },
    ]);
    const { body } = await stage.as('dale').get(`/patients/${first.patientId}`).expect(200);
    expect(body).toMatchObject({
      dateOfBirth: '1999-12-31',
      email: 'kim@example.org',
      address: null,
      revision: 1,
    });
  });

  it('is known as the record that lives on, however often it was merged since', async () => {
    const table = tableOf([{ name: 'Mo Merged', dateOfBirth: '1958-08-08' }]);
    let { patientId } = (await bring(table)).rows[0]!;
    for (const name of ['Maud Merged', 'Mabel Merged']) {
      const rivera = stage.as('rivera');
      const { body: into } = await rivera
        .post('/patients')
        .send({ name, dateOfBirth: '1958-08-09' })
        .expect(201);
      const { headers } = await rivera.get(`/patients/${patientId}`).expect(200);
      await rivera
        .post(`/patients/${patientId}/merges`)
        .set('if-match', headers.etag as string)
        .send({ intoId: into.id, because: 'One woman, three names.' })
        .expect(201);
      patientId = into.id;
      expect((await bring(table, { dryRun: 'true' })).rows[0]).toMatchObject({
        outcome: 'known',
        patientId,
        duplicates: [{ patientId, rule: 'same_row' }],
      });
    }
  });

  it('may share an e-mail and a phone with another', async () => {
    const shared = { email: 'ann@home.example', phone: '07700 900000' };
    const { rows } = await bring(
      tableOf([
        { name: 'Al Allen', dateOfBirth: '1960-01-01', ...shared },
        { name: 'Bea Allen', dateOfBirth: '1960-01-01', ...shared },
        { name: 'Ann Allen', dateOfBirth: '1961-04-13', ...shared },
      ]),
    );
    expect(rows).toMatchObject(Array(3).fill({ outcome: 'new', duplicates: [] }));
  });

  it('brings one person for two rows that say the same number, and names the other row', async () => {
    const number = { externalSystem: 'emr', externalValue: '77' };
    const { rows } = await bring(
      tableOf([
        { name: 'Uno One', dateOfBirth: '1960-01-01', ...number },
        { name: 'Due Two', dateOfBirth: '1960-01-02', ...number },
      ]),
    );
    expect(rows).toMatchObject([
      { outcome: 'new' },
      {
        outcome: 'known',
        patientId: rows[0]!.patientId,
        duplicates: [{ row: 2, rule: 'same_identifier', differs: ['name', 'dateOfBirth'] }],
      },
    ]);
  });

  it.each(['1', '3', '4', '99', '2,99'])(
    'is not accepted as a duplicate where it is none: %s',
    async (accepted) => {
      const table = tableOf([
        { name: 'Ann Allen', dateOfBirth: '1961-04-12' },
        { name: 'Somebody New', dateOfBirth: '1961-04-12' },
        { name: '', dateOfBirth: '1961-04-12' },
      ]);
      const before = await written();
      const { body } = await send(table, { acceptDuplicates: accepted }).expect(400);
      expect(body.errors).toMatchObject([{ pointer: 'acceptDuplicates', code: 'duplicate' }]);
      expect(await written()).toEqual(before);
    },
  );
});

part('the file', () => {
  const rows: Cells[] = [
    { name: 'Zoë Ångström', dateOfBirth: '1971-01-01', address: '1, "The; Oaks"\nLondon' },
    { name: 'Yan Łoś', dateOfBirth: '1972-02-02' },
  ];

  it.each([
    ['as it is', {}],
    ['with a byte order mark', { bom: true }],
    ['with CRLF', { end: '\r\n' }],
    ['with CR', { end: '\r' }],
    ['with semicolons, a mark and CRLF, as Excel writes it', { delimiter: ';', end: '\r\n', bom: true }],
  ])('is read %s', async (_, how) => {
    const { rows: judged } = await bring(tableOf(rows, how), { dryRun: 'true' });
    expect(judged).toMatchObject([
      { row: 2, outcome: 'new', faults: [] },
      { row: 3, outcome: 'new', faults: [] },
    ]);
  });

  it('is the template, and its columns may be written otherwise', async () => {
    const template = readFileSync(join(__dirname, '..', '..', 'docs', 'patient-template.csv'), 'utf8');
    expect(template.split('\n')[0]).toBe(HEADER.join());
    expect((await bring(template, { dryRun: 'true' })).rows).toMatchObject([
      { outcome: 'duplicate', duplicates: [{ patientId: ann.id }] },
      { outcome: 'new' },
    ]);
    const few = 'Date of birth,NAME\n1980-01-01,Ida Inn\n\n , \n1980-01-02,Ivo Inn\n';
    expect(outcomes(await bring(few, { dryRun: 'true' }))).toEqual([
      [2, 'new'],
      [5, 'new'],
    ]);
  });

  it('names a row that has more or fewer cells than the first', async () => {
    const { rows: judged } = await bring('name,dateOfBirth\nIda,1980-01-01,x\nIvo\n', { dryRun: 'true' });
    expect(judged.map(({ faults }) => faults)).toEqual([
      [{ field: null, detail: 'The row has 3 cells where the first row has 2.' }],
      [{ field: null, detail: 'The row has 1 cells where the first row has 2.' }],
    ]);
  });

  it.each([
    ['nothing', '', 'patient.import_unreadable'],
    ['no column of names', 'dateOfBirth\n1980-01-01\n', 'patient.import_unreadable'],
    ['another column', 'name,dateOfBirth,note\n', 'patient.import_unreadable'],
    ['a column twice', 'name,dateOfBirth,Name\n', 'patient.import_unreadable'],
    ['a column that every object has', 'name,dateOfBirth,__proto__\n', 'patient.import_unreadable'],
    ['a quotation mark without its half', 'name,dateOfBirth\n"Ida,1980-01-01\n', 'patient.import_unreadable'],
    ['5,001 rows', tableOf(Array(5_001).fill({ name: 'x' })), 'patient.import_unreadable'],
    [
      'bytes of Latin-1',
      Buffer.from('name,dateOfBirth\nZo\xeb,1980-01-01\n', 'latin1'),
      'request.malformed_text',
    ],
    ['bytes of UTF-16', Buffer.from('\ufeffname,dateOfBirth\n', 'utf16le'), 'request.malformed_text'],
    ['NUL', 'name,dateOfBirth\nI\0da,1980-01-01\n', 'request.malformed_text'],
  ])('is refused as a whole with %s', async (_, table, code) => {
    const before = await written();
    expect((await send(table).expect(400)).body.code).toBe(code);
    expect(await written()).toEqual(before);
  });

  it('may be up to 4 megabytes, in no other type', async () => {
    const filled = (bytes: number) => tableOf([{ ...rows[0], address: 'x'.repeat(bytes) }]);
    expect((await bring(filled(4_000_000), { dryRun: 'true' })).counts).toEqual(counts(0, 0, 0, 1));
    await send(filled(4_300_000)).expect(413);
    await stage.as('dale').post('/patient-imports').type('text/plain').send('name').expect(415);
    await stage.as('dale').post('/patient-imports').send({ name: 'x' }).expect(415);
  });

  it('takes no key for repeats: a dry run and the import would be one', async () => {
    const table = tableOf(rows);
    const keyed = (query: object) => send(table, query).set('idempotency-key', 'the-same').expect(200);
    expect((await keyed({ dryRun: 'true' })).body.import).toBeNull();
    expect((await keyed({})).body.counts).toEqual(counts(2, 0, 0, 0));
  });

  it('brings each once when it is sent three times at the same moment', async () => {
    const table = tableOf(
      Array.from({ length: 50 }, (_, n) => ({ ...soundRow(n + 900), externalValue: '', externalSystem: '' })),
    );
    const reports = await Promise.all([bring(table), bring(table, {}, 'rivera'), bring(table)]);
    expect(reports.map((report) => (report.counts as { new: number }).new).sort()).toEqual([0, 0, 50]);
    const undone = await Promise.all(reports.map((report) => undo(report.import!.id)));
    expect(undone.map(({ body }) => body.undone.removed).sort()).toEqual([0, 0, 50]);
  });
});

part('two at the same moment', () => {
  it('bring each once, even where both had read before either wrote', async () => {
    const table = tableOf([{ name: 'Ida Inn', dateOfBirth: '1980-01-01' }]);
    const reports = await heldBack(stage, NOBODY_WRITES, () => [bring(table), bring(table, {}, 'rivera')]);
    expect(reports.map(({ rows }) => rows[0]!.outcome).sort()).toEqual(['known', 'new']);
  });

  it('take an import back once', async () => {
    const { import: made } = await bring(tableOf([{ name: 'Ivo Inn', dateOfBirth: '1980-01-02' }]));
    const undone = async (by: StaffName) => (await undo(made!.id, by)).status;
    const statuses = await heldBack(stage, NOBODY_WRITES, () => [undone('dale'), undone('rivera')]);
    expect(statuses.sort()).toEqual([200, 409]);
  });

  it('bring nobody whose number somebody was given meanwhile, nor anybody else of the file', async () => {
    const number = { externalSystem: 'emr', externalValue: 'M-1' };
    const table = tableOf([
      { name: 'Jo Joy', dateOfBirth: '1980-01-03' },
      { name: 'Jan Joy', dateOfBirth: '1980-01-04', ...number },
    ]);
    const before = await inClinic();
    const bens = `insert into portal.patient_identifier (clinic_id, patient_id, system, value)
      values ('${ben.clinicId}', '${ben.id}', 'emr', 'M-1')`;
    const [answer] = await heldBack(stage, bens, () => [send(table).then((refused) => refused)]);
    expect([answer!.status, answer!.body.code]).toEqual([409, 'patient.identifier_taken']);
    expect(await inClinic()).toBe(before);
    expect((await bring(table, { dryRun: 'true' })).rows).toMatchObject([
      { outcome: 'new' },
      { outcome: 'known', patientId: ben.id },
    ]);
  });
});

part('a single registration', () => {
  const ask = async (query: object, by: StaffName = 'dale') =>
    (await stage.as(by).get('/patients/possible-duplicates').query(query).expect(200)).body;

  it('is told of who may be them, by the same rules', async () => {
    const because = 'They have the same names, in whatever order, and the same date of birth.';
    const hint = { patientId: ann.id, name: 'Ann Allen', dateOfBirth: '1961-04-12' };
    const born = { dateOfBirth: '1961-04-12' };
    expect(await ask({ name: 'allen ann', ...born })).toEqual([
      { ...hint, rule: 'same_name_and_birth', because },
    ]);
    expect(await ask({ name: 'Ann Alan', ...born })).toEqual([]);
    expect(await ask({ name: 'Ann Allen', dateOfBirth: '1961-04-13' })).toEqual([]);
    expect(await ask({ name: 'Ann Allen', ...born }, 'sadie')).toEqual([]);
    // discharged, and still a patient
    expect(await ask({ name: 'Dot Drew', dateOfBirth: '1950-01-05' })).toMatchObject([{ patientId: dot.id }]);
    expect(await ask({})).toEqual([]);
  });

  it('is told of who has the number', async () => {
    await stage
      .as('dale')
      .post(`/patients/${ben.id}/identifiers`)
      .send({ system: 'emr', value: '7' })
      .expect(201);
    const number = { externalSystem: 'emr', externalValue: '7' };
    expect(await ask(number)).toMatchObject([{ patientId: ben.id, rule: 'same_identifier' }]);
    expect(await ask({ ...number, name: 'Ann Allen', dateOfBirth: '1961-04-12' })).toMatchObject([
      { patientId: ben.id, rule: 'same_identifier' },
      { patientId: ann.id, rule: 'same_name_and_birth' },
    ]);
  });

  it.each([
    [{ name: 'Ann' }, 'dateOfBirth'],
    [{ dateOfBirth: '1961-04-12' }, 'dateOfBirth'],
    [{ externalSystem: 'emr' }, 'externalValue'],
  ])('asks for both halves of %j', async (query, pointer) => {
    const { body } = await stage.as('dale').get('/patients/possible-duplicates').query(query).expect(400);
    expect(body.errors).toMatchObject([{ pointer, code: 'together' }]);
  });

  it('is a look at whom it names', async () => {
    const { headers } = await stage
      .as('rivera')
      .get('/patients/possible-duplicates?name=Ann+Allen&dateOfBirth=1961-04-12')
      .expect(200);
    const [entry] = await stage.owner('select patient_ids from portal.audit_entry where request_id = $1', [
      headers['x-request-id'],
    ]);
    expect(entry).toEqual({ patient_ids: [ann.id] });
  });
});
