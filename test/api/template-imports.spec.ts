/** A clinic brings its protocols in as a table: what becomes of each, what a second upload does, and the way back. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { people, type StaffName } from '../support/cast';
import { heldBack } from '../support/held-back';
import { openStage, type Stage } from '../support/stage';

interface Fault {
  row: number;
  field: string | null;
  detail: string;
}
interface Report {
  import: { id: string; undone: object | null } | null;
  fileSha256: string;
  counts: object;
  templates: {
    row: number;
    name: string;
    exercises: number;
    outcome: string;
    templateId: string | null;
    faults: Fault[];
  }[];
}

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const send = (table: string | Buffer, query: object = {}, by: StaffName = 'rivera') =>
  stage.as(by).post('/template-imports').query(query).type('text/csv').send(table);
const bring = async (table: string, query: object = {}, by: StaffName = 'rivera') =>
  (await send(table, query, by).expect(200)).body as Report;
const undo = (id: string, by: StaffName = 'rivera') => stage.as(by).post(`/template-imports/${id}/undo`);
const counts = (...[fresh, known, faulty]: number[]) => ({ new: fresh, known, faulty });
const tableOf = (...rows: string[]): string =>
  ['template,exercise,why,side,sets,reps,perDay,perWeek', ...rows].join('\n');
const DOSE = 'each_side,3,8-12,1,3';
const outcomes = ({ templates }: Report) => templates.map(({ name, outcome }) => [name, outcome]);
const inUse = async (by: StaffName = 'rivera'): Promise<string[]> =>
  (await stage.as(by).get('/templates').expect(200)).body.items.map(({ name }: { name: string }) => name);
const written = () =>
  stage.owner(
    `select (select count(*) from portal.template) as templates, (select count(*) from portal.template_item) as items,
       (select count(*) from portal.template_import) as imports`,
  );

it('tries the table of docs/, brings it in as it was tried, and nothing twice', async () => {
  const table = readFileSync(join(__dirname, '../../docs/template-table.csv'), 'utf8');
  const before = await written();
  const tried = await bring(table, { dryRun: 'true' });
  expect(tried).toMatchObject({ import: null, counts: counts(2, 0, 0) });
  expect(await written()).toEqual(before);

  const made = await bring(table);
  expect(made.counts).toEqual(tried.counts);
  expect(made.fileSha256).toBe(tried.fileSha256);
  expect(made.templates.map(({ row, name, exercises }) => [row, name, exercises])).toEqual([
    [2, 'Low back, first weeks', 3],
    [5, 'Balance, every day', 1],
  ]);
  const { body } = await stage.as('kaya').get(`/templates/${made.templates[0]!.templateId}`).expect(200);
  expect(body).toMatchObject({
    name: 'Low back, first weeks',
    about: 'For an irritable back that eases with movement.',
    createdBy: people.rivera.id,
    revision: 1,
  });
  const [bridge, calves, cat] = body.items;
  expect([bridge.name, calves.name, cat.name]).toEqual([
    'Glute bridge',
    'Single-leg calf raise',
    'Cat-camel',
  ]);
  expect(bridge.doseSentence).toMatch(/^Do 3 sets of 8 to 12/);
  expect(calves).toMatchObject({ isOptional: true, note: 'Begin with a hand on the wall.' });
  // no dose in its row: what a prescription starts from
  const { body: library } = await stage.as('rivera').get(`/exercises/${cat.exerciseId}`).expect(200);
  expect(cat.dosage).toEqual(library.defaultDosage);

  const again = await bring(table);
  expect(outcomes(again)).toEqual([
    ['Low back, first weeks', 'known'],
    ['Balance, every day', 'known'],
  ]);
  expect(again.templates.map(({ templateId }) => templateId)).toEqual(
    made.templates.map(({ templateId }) => templateId),
  );
  expect(again.counts).toEqual(counts(0, 2, 0));
  const { body: list } = await stage.as('kaya').get('/template-imports').expect(200);
  expect(list.items.map(({ id }: { id: string }) => id).slice(0, 2)).toEqual([
    again.import!.id,
    made.import!.id,
  ]);
  expect(await stage.as('kaya').get(`/template-imports/${made.import!.id}`)).toMatchObject({
    status: 200,
    body: made.import,
  });
});

it('leaves a template out whole where one of its rows is faulty, and names each fault in the table’s words', async () => {
  const own = await stage.owner<{ id: string }>(
    `insert into portal.exercise (clinic_id, code, name, summary, muscles, equipment, steps, mistakes, traits)
     values ($1, 'draft_own', 'A draft', 'Not published.', '{}', '{}', '{}', '{}', '{}') returning id`,
    [people.rivera.clinicId],
  );
  const table = tableOf(
    `Sound,Glute bridge,It helps.,${DOSE}`,
    `Torn,Glute bridge,It helps.,${DOSE}`,
    `,Somersault,It helps.,${DOSE}`,
    `,Cat-camel,,${DOSE}`,
    `Foreign,Stretch of the south,It helps.,${DOSE}`,
    `Draft,${own[0]!.id},It helps.,${DOSE}`,
    'Doses,Glute bridge,It helps.,,3,10,1,3',
    ',Glute bridge,It helps.,each_side,three,10,1,3',
    'Upside down,Glute bridge,It helps.,each_side,3,12-8,1,3',
    'Rare,Glute bridge,It helps.,each_side,3,10,1,9',
    // as long as a day: each is possible, all of them are not
    ...Array.from({ length: 12 }, () => 'Long day,Front plank,It helps.,not_applicable,20,100,6,7'),
  );
  const before = await written();
  const report = await bring(table);
  expect(outcomes(report)).toEqual([
    ['Sound', 'new'],
    ['Torn', 'faulty'],
    ['Foreign', 'faulty'],
    ['Draft', 'faulty'],
    ['Doses', 'faulty'],
    ['Upside down', 'faulty'],
    ['Rare', 'faulty'],
    ['Long day', 'faulty'],
  ]);
  expect(report.counts).toEqual(counts(1, 0, 7));
  const faults = Object.fromEntries(
    report.templates.map(({ name, faults: all }) => [name, all.map(({ row, field }) => [row, field])]),
  );
  expect(faults).toMatchObject({
    Sound: [],
    Torn: [
      [4, 'exercise'],
      [5, 'why'],
    ],
    Foreign: [[6, 'exercise']],
    Draft: [[7, 'exercise']],
    Doses: [
      [8, 'side'],
      [9, 'sets'],
    ],
    'Upside down': [[10, 'reps']],
    Rare: [[11, 'perWeek']],
  });
  const details = report.templates.flatMap(({ faults: all }) => all.map(({ detail }) => detail));
  expect(details).toContain('No exercise that can be prescribed is called "Somersault".');
  expect(details).toContain('No exercise that can be prescribed is called "Stretch of the south".');
  expect(report.templates.at(-1)!.faults[0]!.row).toBeGreaterThanOrEqual(12);
  expect(await inUse()).toContain('Sound');
  expect(await inUse()).not.toContain('Torn');
  const after = await written();
  expect(Number(after[0]!.templates) - Number(before[0]!.templates)).toBe(1);
  expect(Number(after[0]!.items) - Number(before[0]!.items)).toBe(1);
});

it('leaves a template of the clinic’s as it is, whatever its capitals, and knows no other clinic’s', async () => {
  const known = await bring(tableOf(`FIRST week,Cat-camel,It helps.,${DOSE}`));
  expect(outcomes(known)).toEqual([['FIRST week', 'known']]);
  const [theirs] = await stage.owner<{ id: string }>(
    `select id from portal.template where clinic_id = $1 and name = 'First week'`,
    [people.rivera.clinicId],
  );
  expect(known.templates[0]!.templateId).toBe(theirs!.id);
  expect((await stage.as('rivera').get(`/templates/${theirs!.id}`)).body.revision).toBe(1);
  await bring(tableOf(`Ours,Cat-camel,It helps.,${DOSE}`));
  expect(outcomes(await bring(tableOf(`Ours,Cat-camel,It helps.,${DOSE}`), {}, 'osei'))).toEqual([
    ['Ours', 'new'],
  ]);
});

it('knows what it brought again, in whatever letters it is called', async () => {
  // a capital sigma is another small letter at the end of a word than within it; the dot of İ is a letter of its own
  const table = tableOf(`ΟΔΟΣ,Cat-camel,It helps.,${DOSE}`, `İLK HAFTA,Cat-camel,It helps.,${DOSE}`);
  const made = await bring(table);
  const again = await bring(table);
  expect(again.templates).toEqual(made.templates.map((one) => ({ ...one, outcome: 'known' })));
});

it('is taken back, but for what was touched since', async () => {
  const names = ['One', 'Two', 'Three', 'Four'];
  const table = tableOf(...names.map((name) => `${name},Glute bridge,It helps.,${DOSE}`));
  const made = await bring(table);
  const [one, two, , four] = made.templates.map(({ templateId }) => templateId as string);
  const item = {
    exerciseId: (await stage.as('rivera').get(`/templates/${two}`)).body.items[0].exerciseId,
    why: 'Better.',
  };
  const change = { name: 'Two, mended', items: [item] };
  await stage.as('kaya').put(`/templates/${two}`).set('if-match', '"1"').send(change).expect(200);
  await stage.as('kaya').post(`/templates/${four}/retirement`).set('if-match', '"1"').expect(200);

  await undo(made.import!.id, 'osei').expect(404);
  const { body } = await undo(made.import!.id, 'kaya').expect(200);
  expect(body.undone).toMatchObject({ by: people.kaya.id, removed: 2, kept: 2 });
  expect(body.keptIds.sort()).toEqual([two, four].sort());
  expect(await inUse()).toEqual(expect.arrayContaining(['Two, mended']));
  expect((await inUse()).filter((name) => names.includes(name))).toEqual([]);
  // what was begun from one still finds it
  expect((await stage.as('rivera').get(`/templates/${one}`).expect(200)).body.retiredAt).not.toBeNull();
  expect((await undo(made.import!.id)).body.code).toBe('template.import_undone');

  // their names are free: the mended file brings them again
  expect(outcomes(await bring(table)).map(([, outcome]) => outcome)).toEqual(['new', 'new', 'new', 'new']);
  const trail = await stage.owner<{ action: string; n: number }>(
    `select action, cardinality(subject_ids) as n from portal.audit_entry
     where action in ('template_import.made', 'template_import.undone', 'template.retired') order by id`,
  );
  expect(trail.map(({ action, n }) => [action, n])).toEqual([
    ['template_import.made', 1],
    ['template.retired', 1],
    ['template.retired', 2],
    ['template_import.undone', 1],
    ['template_import.made', 1],
  ]);
});

it('refuses what is no table, or too much of one, and who is no clinician', async () => {
  const refused = async (table: string) => {
    const { status, body } = await send(table);
    return [status, body.code, body.detail];
  };
  expect(await refused('')).toEqual([400, 'template.import_unreadable', 'The file is empty.']);
  expect(await refused('name;age\nA;3')).toMatchObject([
    400,
    'template.import_unreadable',
    expect.stringMatching(/"name"/),
  ]);
  const many = Array.from({ length: 101 }, (_, n) => `T${n},Glute bridge,It helps.,${DOSE}`);
  expect(await refused(tableOf(...many))).toEqual([
    400,
    'template.import_unreadable',
    'Send at most 100 templates at once.',
  ]);
  for (const by of ['dale', 'adams'] as const) {
    expect((await send(tableOf(`A,Glute bridge,It helps.,${DOSE}`), {}, by)).status).toBe(403);
  }
  expect((await send(tableOf(), { dryRun: 'perhaps' })).status).toBe(400);
});

it('brings nothing in twice where two import it at once', async () => {
  const names = Array.from({ length: 12 }, (_, n) => `At once ${n}`);
  const table = tableOf(...names.map((name) => `${name},Glute bridge,It helps.,${DOSE}`));
  const both = await Promise.all([send(table), send(table, {}, 'kaya')]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  const fresh = both.map(({ body }) => (body as Report).counts);
  expect(fresh).toEqual(expect.arrayContaining([counts(12, 0, 0), counts(0, 12, 0)]));
});

it('brings nothing in twice, and is taken back once, even where both had read before either wrote', async () => {
  const nobodyWrites = 'lock table portal.template_import in share mode';
  const table = tableOf(`At one moment,Glute bridge,It helps.,${DOSE}`);
  const both = await heldBack(stage, nobodyWrites, () => [bring(table), bring(table, {}, 'kaya')]);
  expect(both.map(({ templates }) => templates[0]!.outcome).sort()).toEqual(['known', 'new']);
  const { id } = both.find(({ templates }) => templates[0]!.outcome === 'new')!.import!;
  const undone = async (by: StaffName) => (await undo(id, by)).status;
  const statuses = await heldBack(stage, nobodyWrites, () => [undone('rivera'), undone('kaya')]);
  expect(statuses.sort()).toEqual([200, 409]);
});
