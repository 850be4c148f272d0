/** Exercises that a clinician uploads: what comes in, what is left out, and what it takes until one can be prescribed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { people, type StaffName } from '../support/cast';
import { openStage, type Stage } from '../support/stage';
import { assess, item, today } from '../support/visit';

type Entry = Record<string, unknown>;

const excerpt = JSON.parse(
  readFileSync(join(__dirname, '..', 'support', 'free-exercise-db', 'excerpt.json'), 'utf8'),
) as Entry[];
const template = readFileSync(join(__dirname, '..', '..', 'docs', 'exercise-template.csv'), 'utf8');
const POWER_CLEAN = { row: 13, id: 'Power_Clean', reason: 'steps has 24 entries; there may be 20.' };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const upload = (entries: unknown, by: StaffName = 'rivera') =>
  stage
    .as(by)
    .post('/exercise-imports/free-exercise-db')
    .send(entries as object);
const uploadTable = (table: string | Buffer, by: StaffName = 'rivera') =>
  stage.as(by).post('/exercise-imports/csv').type('text/csv').send(table);
const search = async (query: object, by: StaffName = 'rivera') =>
  (
    await stage
      .as(by)
      .get('/exercises')
      .query({ limit: 100, ...query })
      .expect(200)
  ).body.items;
const imported = async (originId: string) =>
  (await search({ origin: 'free-exercise-db', status: ['draft', 'published'] })).find(
    (one: Entry) => (one.origin as Entry).id === originId,
  );
const rows = () => stage.owner('select * from portal.exercise order by id');

describe('free-exercise-db, uploaded', () => {
  it('brings sound rows in as drafts, and names the faulty ones', async () => {
    const broken = structuredClone(excerpt);
    delete broken[0]!.name;
    broken[3]!.instructions = 'Ride.';
    broken[5]!.category = 'yoga';
    const { body } = await upload(broken).expect(200);
    expect(body).toEqual({
      read: 13,
      imported: 9,
      alreadyThere: 0,
      faults: [
        { row: 1, id: '3_4_Sit-Up', reason: 'name is missing.' },
        { row: 4, id: 'Bicycling', reason: 'instructions is not a list of texts.' },
        { row: 6, id: 'Clean_Shrug', reason: 'category is "yoga", which the data set does not know.' },
        POWER_CLEAN,
      ],
    });
    expect(await imported('Cat_Stretch')).toMatchObject({
      name: 'Cat Stretch',
      code: expect.stringMatching(/^cat_stretch_[0-9a-f]{8}$/),
      source: 'own',
      status: 'draft',
      pillar: 'stretch',
      position: null,
      traits: [],
      traitsReviewedOn: null,
      traitsReviewedBy: null,
      origin: { name: 'free-exercise-db', id: 'Cat_Stretch', licence: 'Unlicense' },
      defaultDosage: null,
      revision: 1,
    });
  });

  it('brings in the mended rows the second time, and changes nothing the third', async () => {
    expect((await upload(excerpt).expect(200)).body).toMatchObject({ imported: 3, alreadyThere: 9 });
    const before = await rows();
    const { body } = await upload(excerpt.toReversed(), 'kaya').expect(200);
    expect(body).toEqual({
      read: 13,
      imported: 0,
      alreadyThere: 12,
      faults: [{ ...POWER_CLEAN, row: 1 }],
    });
    expect(await rows()).toEqual(before);
  });

  it('is imported once by those who send it at the same moment', async () => {
    const entries = excerpt.map((one) => ({ ...one, id: `${one.id}_again` }));
    const answers = await Promise.all([1, 2, 3].map((n) => upload(n === 2 ? entries.toReversed() : entries)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.map(({ body }) => body.imported).sort()).toEqual([0, 0, 12]);
  });

  it('is the clinic’s that imported it, and found among its drafts only', async () => {
    expect((await search({ status: 'draft', q: 'goblet squat' }))[0]).toMatchObject({ name: 'Goblet Squat' });
    expect(await search({ origin: 'free-exercise-db' })).toEqual([]);
    expect(await search({ status: 'draft' }, 'osei')).toEqual([]);
    const { id } = await imported('Goblet_Squat');
    await stage.as('osei').get(`/exercises/${id}`).expect(404);
    const { body } = await upload([excerpt.find((one) => one.id === 'Goblet_Squat')], 'osei').expect(200);
    expect(body).toMatchObject({ imported: 1, alreadyThere: 0 });
  });

  it('leaves a row in the trail, with what was new', async () => {
    const again = await upload(excerpt).expect(200);
    const first = await upload([{ ...excerpt[0], id: 'Traced' }]).expect(200);
    const trail = (answer: typeof again) =>
      stage.owner(
        `select action, actor_id, cardinality(subject_ids) as new from portal.audit_entry where request_id = $1`,
        [answer.headers['x-request-id']],
      );
    const entry = { action: 'exercise.imported', actor_id: people.rivera.id };
    expect(await trail(again)).toEqual([{ ...entry, new: 0 }]);
    expect(await trail(first)).toEqual([{ ...entry, new: 1 }]);
  });

  it.each([
    ['no list', {}, 'request.invalid'],
    ['nothing', undefined, 'exercise.import_unreadable'],
    ['5,001 entries', Array(5_001).fill(0), 'exercise.import_unreadable'],
    ['a text that cannot be stored', [{ ...excerpt[0], name: 'x\0' }], 'request.malformed_text'],
    ['names that every object has', [{ ...excerpt[0], constructor: 1 }], 'request.malformed'],
    ['lists in lists', JSON.parse('['.repeat(25) + ']'.repeat(25)), 'request.malformed'],
  ])('is refused as a whole with %s', async (_, entries, code) => {
    const before = await rows();
    expect((await upload(entries).expect(400)).body.code).toBe(code);
    expect(await rows()).toEqual(before);
  });

  it('names at most a thousand faults', async () => {
    const { body } = await upload(Array(1_200).fill(0)).expect(200);
    expect([body.read, body.faults.length]).toEqual([1_200, 1_000]);
  });

  it('may be up to 4 megabytes, here and nowhere else', async () => {
    const filled = (bytes: number) => [{ ...excerpt[0], images: ['x'.repeat(bytes)] }];
    await upload(filled(3_900_000)).expect(200);
    expect((await upload(filled(4_300_000)).expect(413)).body.code).toBe('request.too_large');
    const elsewhere = stage
      .as('rivera')
      .post('/exercises')
      .send({ name: 'x'.repeat(300_000) });
    expect((await elsewhere.expect(413)).body.code).toBe('request.too_large');
  });
});

describe('a table, uploaded', () => {
  it('brings in the clinic’s own, with traits only as a proposal', async () => {
    const table = `${template}K-002,,No name.,,,,,,,\nK-003,Heel drop,A slow heel drop.,,,,,,,\n`;
    const { body } = await uploadTable(table).expect(200);
    expect(body).toEqual({
      read: 3,
      imported: 2,
      alreadyThere: 0,
      faults: [{ row: 3, id: 'K-002', reason: 'name is missing.' }],
    });
    const [raise] = await search({ q: 'towel heel raise', origin: 'own-csv', status: 'draft' });
    expect(raise).toMatchObject({
      traits: ['calf_achilles_load'],
      traitsReviewedOn: null,
      position: 'standing',
      origin: { name: 'own-csv', id: 'K-001', licence: 'Own work of the clinic' },
    });
    expect((await uploadTable(table).expect(200)).body).toMatchObject({ imported: 0, alreadyThere: 2 });
  });

  it.each([
    ['nothing', '', 'exercise.import_unreadable'],
    ['another column', 'id,name,summary,video\n', 'exercise.import_unreadable'],
    [
      'bytes that are not UTF-8',
      Buffer.from('id,name,summary\n1,R\xfccken,x', 'latin1'),
      'request.malformed_text',
    ],
    ['NUL', 'id,name,summary\n1,a\0,x', 'request.malformed_text'],
  ])('is refused as a whole with %s', async (_, table, code) => {
    expect((await uploadTable(table).expect(400)).body.code).toBe(code);
  });

  it('may be up to a megabyte', async () => {
    const filled = (bytes: number) => `id,name,summary\nL-1,Long,${'x'.repeat(bytes)}\n`;
    expect((await uploadTable(filled(1_000_000)).expect(200)).body.faults).toHaveLength(1);
    await uploadTable(filled(1_100_000)).expect(413);
  });

  it.each([
    ['/exercise-imports/csv', 'application/json'],
    ['/exercise-imports/csv', 'text/plain'],
    ['/exercise-imports/free-exercise-db', 'text/csv'],
    ['/exercises', 'text/csv'],
  ])('is read by %s in no other type: %s', async (path, type) => {
    const { body } = await stage.as('rivera').post(path).type(type).send('id,name,summary\n').expect(415);
    expect(body.code).toBe('request.unsupported_media_type');
  });
});

describe('an imported exercise', () => {
  const patch = (id: string, etag: string, body: object, by: StaffName = 'kaya') =>
    stage.as(by).patch(`/exercises/${id}`).set('if-match', etag).send(body);
  const publish = (id: string, etag: string) =>
    stage.as('rivera').post(`/exercises/${id}/publication`).set('if-match', etag);

  it('is prescribed by nobody until a clinician completed it and went through its traits', async () => {
    const { id } = await imported('Bicycling');
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const prescribe = () =>
      stage
        .as('rivera')
        .post(`/episodes/${episodeId}/prescriptions`)
        .send({ items: [item({ exerciseId: id })] });
    expect((await prescribe().expect(409)).body.code).toBe('prescription.exercise_unavailable');

    const missing = async (etag: string) => {
      const { body } = await publish(id, etag).expect(409);
      expect(body.code).toBe('exercise.incomplete');
      return body.errors.map(({ pointer }: { pointer: string }) => pointer);
    };
    expect(await missing('"1"')).toEqual(['/pillar', '/position', '/mistakes', '/traits']);
    await patch(id, '"1"', { pillar: 'strengthen', position: 'sitting', mistakes: ['You slump.'] }).expect(
      200,
    );
    expect(await missing('"2"')).toEqual(['/traits']);
    const waiting = await search({ status: 'draft', reviewed: 'false', q: 'bicycling' });
    expect(waiting).toContainEqual(expect.objectContaining({ id, traitsReviewedOn: null }));

    const { body: reviewed } = await patch(id, '"2"', { traits: [] }).expect(200);
    const review = { traits: [], traitsReviewedOn: await today(stage), traitsReviewedBy: people.kaya.id };
    expect(reviewed).toMatchObject({ ...review, status: 'draft' });
    expect(await search({ status: 'draft', reviewed: 'true' })).toMatchObject([{ id, ...review }]);
    const { body: published } = await publish(id, '"3"').expect(200);
    expect(published).toMatchObject({ ...review, status: 'published', origin: { id: 'Bicycling' } });

    const { body: plan } = await prescribe().expect(201);
    expect(plan.id).toBeDefined();
  });

  it('keeps what a clinician made of it when it is imported once more', async () => {
    const before = await imported('Bicycling');
    expect((await upload(excerpt).expect(200)).body).toMatchObject({ imported: 0 });
    expect(await imported('Bicycling')).toEqual(before);
  });

  it('is not taken for free of a trait before somebody looked', async () => {
    const { id } = await imported('Goblet_Squat');
    const ids = async (query: object) =>
      (await search({ status: 'draft', ...query })).map((one: Entry) => one.id);
    expect(await ids({})).toContain(id);
    expect(await ids({ without: 'lumbar_flexion_end' })).not.toContain(id);
    await patch(id, '"1"', { traits: ['knee_flexion_deep_loaded'] }).expect(200);
    expect(await ids({ without: 'lumbar_flexion_end' })).toContain(id);
  });

  it('is copied with its review and where it came from, and still counts as there', async () => {
    const original = await imported('Goblet_Squat');
    const { body: copy } = await stage.as('rivera').post(`/exercises/${original.id}/copy`).expect(201);
    const { traits, traitsReviewedOn, traitsReviewedBy, origin } = original;
    expect(copy).toMatchObject({
      traits,
      traitsReviewedOn,
      traitsReviewedBy,
      origin,
      copiedFromId: original.id,
    });
    expect((await upload(excerpt).expect(200)).body).toMatchObject({ imported: 0, alreadyThere: 12 });
  });

  it.each([
    ['without its kind', 'pillar = null'],
    ['without its position', 'position = null'],
    ['without a review of its traits', 'traits_reviewed_on = null'],
    ['without steps', `steps = '{}'`],
  ])('is not published %s, whoever writes it', async (_, gap) => {
    await expect(
      stage.owner(`update portal.exercise set ${gap} where published_at is not null`),
    ).rejects.toThrow('violates check constraint');
  });
});
