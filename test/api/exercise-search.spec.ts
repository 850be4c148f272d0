/** How a clinician finds exercises: words with slips of the fingers, and filters. */
import { ownExercise } from '../support/cast';
import { openStage, type Stage } from '../support/stage';

interface Hit {
  id: string;
  name: string;
  code: string;
  source: string;
}

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const search = async (query: object): Promise<Hit[]> =>
  (
    await stage
      .as('rivera')
      .get('/exercises')
      .query({ limit: 100, ...query })
      .expect(200)
  ).body.items;
const codes = async (query: object) => (await search(query)).map((hit) => hit.code);

it('holds the 35 shared exercises and the clinic’s own, by name', async () => {
  const hits = await search({});
  expect(hits).toHaveLength(36);
  expect(hits.map(({ name }) => name)).toEqual(hits.map(({ name }) => name).sort());
  expect(hits.filter(({ source }) => source === 'own').map(({ id }) => id)).toEqual([ownExercise.north.id]);
});

it.each([
  ['hamsting', 'hamstring_stretch_supine'],
  ['sqaut split', 'split_squat'],
  ['CLAMSHEL', 'clamshell'],
  ['quardiceps', 'quad_stretch'],
  ['pelvic tlit', 'pelvic_tilt'],
  ['cat-camel', 'cat_camel'],
  ['glúte bridge', 'glute_bridge'],
  ['pirifomis', 'figure_four'],
])('finds first, for "%s", %s', async (q, code) => {
  expect((await codes({ q }))[0]).toBe(code);
});

it('shows what has the word in its name before what only speaks of it', async () => {
  const names = (await search({ q: 'bridge' })).map(({ name }) => /bridge/i.test(name));
  expect(names).toEqual([...names].sort((a, b) => Number(b) - Number(a)));
  expect(names[0]).toBe(true);
});

it.each(['qzxvw', '%', '___', '\\(', 'glute qzxvw'])('finds nothing for "%s"', async (q) => {
  expect(await search({ q })).toEqual([]);
});

it('filters, each filter narrowing the others', async () => {
  const all = (await stage.owner(
    'select code, pillar, position, muscles, equipment, traits from portal.exercise where clinic_id is null',
  )) as {
    code: string;
    pillar: string;
    position: string;
    muscles: string[];
    equipment: string[];
    traits: string[];
  }[];
  const expected = (wanted: (one: (typeof all)[number]) => boolean) =>
    all
      .filter(wanted)
      .map(({ code }) => code)
      .sort();
  const shared = async (query: object) => (await codes({ ...query, source: 'shared' })).sort();

  expect(await shared({ pillar: 'balance' })).toEqual(expected((e) => e.pillar === 'balance'));
  expect(await shared({ position: 'supine' })).toEqual(expected((e) => e.position === 'supine'));
  expect(await shared({ muscle: 'GLUTES' })).toEqual(expected((e) => e.muscles.includes('glutes')));
  expect(await shared({ equipment: 'band' })).toEqual(expected((e) => e.equipment.includes('band')));
  expect(await shared({ trait: 'floor_transfer' })).toEqual(
    expected((e) => e.traits.includes('floor_transfer')),
  );
  expect(await shared({ trait: ['supine', 'hip_flexion_deep'] })).toEqual(
    expected((e) => e.traits.includes('supine') && e.traits.includes('hip_flexion_deep')),
  );
  expect(await shared({ pillar: 'mobilise', without: ['floor_transfer', 'kneeling'] })).toEqual(
    expected(
      (e) =>
        e.pillar === 'mobilise' && !e.traits.includes('floor_transfer') && !e.traits.includes('kneeling'),
    ),
  );
  expect(await codes({ source: 'own' })).toEqual(['north_own']);
});

it('shows what can be prescribed, and drafts and retired ones to those who ask', async () => {
  const of = async (status?: string | string[]) => (await codes({ source: 'own', status })).length;
  const path = `/exercises/${ownExercise.north.id}`;
  expect([await of(), await of('draft'), await of('published'), await of('retired')]).toEqual([1, 0, 1, 0]);
  await stage.as('rivera').post(`${path}/retirement`).set('if-match', '"1"').expect(200);
  expect([await of(), await of('draft'), await of('published'), await of('retired')]).toEqual([0, 0, 0, 1]);
  await stage.as('rivera').post(`${path}/copy`).expect(201);
  expect([await of(), await of('draft'), await of(['draft', 'retired'])]).toEqual([0, 1, 2]);
});

it.each([{ q: 'stretch' }, {}])('pages without losing or repeating any: %j', async (query) => {
  const whole = await codes(query);
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const { body }: { body: { items: Hit[]; nextCursor: string | null } } = await stage
      .as('rivera')
      .get('/exercises')
      .query({ ...query, limit: 7, cursor })
      .expect(200);
    seen.push(...body.items.map((hit) => hit.code));
    cursor = body.nextCursor;
  }
  expect(seen).toEqual(whole);
  expect(whole.length).toBeGreaterThan(7);
});

it.each([
  ['an unknown trait', { without: 'jumping' }],
  ['an unknown parameter', { order: 'name' }],
  ['a forged cursor', { cursor: Buffer.from('["a","b","c"]').toString('base64url') }],
])('refuses %s', async (_, query) => {
  const { body } = await stage.as('rivera').get('/exercises').query(query).expect(400);
  expect(body.code).toBe('request.invalid');
});
