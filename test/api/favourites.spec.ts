/** What makes prescribing quick: favourites, a clinic's own doses to start from, and the ladder of an exercise. */
import { ownExercise, type StaffName } from '../support/cast';
import { dose } from '../support/dose';
import { openStage, type Stage } from '../support/stage';
import { assess } from '../support/visit';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const { north, south } = ownExercise;

let stage: Stage;
const shared: Record<string, string> = {};
beforeAll(async () => {
  stage = await openStage();
  const rows = await stage.owner<{ code: string; id: string }>(
    'select code, id from portal.exercise where clinic_id is null',
  );
  for (const { code, id } of rows) shared[code] = id;
});
afterAll(() => stage.close());

const read = async (id: string, by: StaffName = 'rivera') =>
  (await stage.as(by).get(`/exercises/${id}`).expect(200)).body;
const actionsOf = ({ headers }: { headers: Record<string, string> }) =>
  stage.owner('select action, subject_type, subject_ids from portal.audit_entry where request_id = $1', [
    headers['x-request-id'],
  ]);
const published = async (fields: object): Promise<string> => {
  const rivera = stage.as('rivera');
  const { body } = await rivera
    .post('/exercises')
    .send({
      name: 'Towel heel raise',
      summary: 'A heel raise with a towel under the toes.',
      pillar: 'strengthen',
      muscles: ['calves'],
      equipment: ['towel'],
      position: 'standing',
      steps: ['Rise onto your toes.'],
      mistakes: ['You lean forward.'],
      traits: [],
      ...fields,
    })
    .expect(201);
  await rivera.post(`/exercises/${body.id}/publication`).set('if-match', '"1"').expect(200);
  return body.id;
};

describe('favourites', () => {
  const favour = (id: string, by: StaffName = 'kaya') => stage.as(by).put(`/exercises/${id}/favourite`);
  const unfavour = (id: string, by: StaffName = 'kaya') => stage.as(by).delete(`/exercises/${id}/favourite`);
  const found = async (favourite: 'true' | 'false', by: StaffName = 'kaya') =>
    (await stage.as(by).get('/exercises').query({ favourite, limit: 100 }).expect(200)).body.items.map(
      (one: { id: string }) => one.id,
    );

  it('are one clinician’s, of shared exercises and own ones', async () => {
    const bridge = shared.glute_bridge!;
    for (const id of [bridge, north.id, bridge]) await favour(id).expect(204);
    expect((await found('true')).sort()).toEqual([bridge, north.id].sort());
    expect(await found('false')).toHaveLength(34);
    expect([(await read(bridge, 'kaya')).isFavourite, (await read(bridge)).isFavourite]).toEqual([
      true,
      false,
    ]);
    expect(await found('true', 'lind')).toEqual([]);
    for (const _ of ['once', 'twice']) await unfavour(bridge).expect(204);
    expect(await found('true')).toEqual([north.id]);
    expect((await read(bridge, 'kaya')).isFavourite).toBe(false);
  });

  it('stay when a colleague takes out theirs', async () => {
    await favour(north.id, 'lind').expect(204);
    await unfavour(north.id, 'lind').expect(204);
    expect((await read(north.id, 'kaya')).isFavourite).toBe(true);
  });

  it('are of exercises that the clinic has', async () => {
    for (const id of [south.id, NOBODY]) {
      await favour(id).expect(404);
      await unfavour(id).expect(404);
    }
  });

  it('leave a row in the trail', async () => {
    const said = { subject_type: 'exercise', subject_ids: [north.id] };
    expect(await actionsOf(await favour(north.id, 'lind'))).toEqual([
      { action: 'exercise.favoured', ...said },
    ]);
    expect(await actionsOf(await unfavour(north.id, 'lind'))).toEqual([
      { action: 'exercise.unfavoured', ...said },
    ]);
  });
});

describe('a clinic’s own dose', () => {
  const set = (id: string, dosage: object, by: StaffName = 'rivera') =>
    stage.as(by).put(`/exercises/${id}/default-dose`).send({ dosage });
  const remove = (id: string) => stage.as('rivera').delete(`/exercises/${id}/default-dose`);
  const OURS = dose({ reps: { exact: 6 } });

  it('stands beside the library’s, for everybody of the clinic and nobody else', async () => {
    const bridge = shared.glute_bridge!;
    const { defaultDosage } = await read(bridge);
    const { body } = await set(bridge, dose()).expect(200);
    expect(body).toMatchObject({ id: bridge, clinicDosage: dose(), defaultDosage });
    await set(bridge, OURS, 'kaya').expect(200);
    expect(await read(bridge, 'lind')).toMatchObject({ clinicDosage: OURS, defaultDosage });
    expect((await read(bridge, 'osei')).clinicDosage).toBeNull();
    for (const _ of ['once', 'twice']) await remove(bridge).expect(204);
    expect(await read(bridge)).toMatchObject({ clinicDosage: null, defaultDosage });
  });

  it('is one that can be carried out, of an exercise that the clinic has', async () => {
    const { body } = await set(north.id, dose({ reps: { min: 10, max: 8 } })).expect(400);
    expect(body.errors[0].pointer).toBe('/dosage/sessions/0/sets/0/reps/max');
    for (const id of [south.id, NOBODY]) {
      await set(id, OURS).expect(404);
      await remove(id).expect(404);
    }
  });

  it('leaves a row in the trail', async () => {
    const said = { subject_type: 'exercise', subject_ids: [north.id] };
    expect(await actionsOf(await set(north.id, OURS))).toEqual([{ action: 'default_dose.set', ...said }]);
    expect(await actionsOf(await remove(north.id))).toEqual([{ action: 'default_dose.removed', ...said }]);
  });

  it('is what an item takes that names no dose; else the library’s; else one has to be named', async () => {
    const undosed = await published({ defaultDosage: null });
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const begin = (exerciseId: string) =>
      stage
        .as('rivera')
        .post(`/episodes/${episodeId}/prescriptions`)
        .send({ items: [{ exerciseId, why: 'It helps.' }] });
    const { defaultDosage } = await read(shared.clamshell!);
    const first = await begin(shared.clamshell!).expect(201);
    expect(first.body.draft.items[0].dosage).toEqual(defaultDosage);
    await set(shared.clamshell!, OURS).expect(200);
    expect((await begin(shared.clamshell!).expect(201)).body.draft.items[0]).toMatchObject({
      dosage: OURS,
      doseSentence: expect.stringContaining('3 sets of 6'),
    });
    const { body: kept } = await stage.as('rivera').get(`/prescriptions/${first.body.id}`).expect(200);
    expect(kept.draft.items[0].dosage).toEqual(defaultDosage);

    const { body } = await begin(undosed).expect(400);
    expect(body.errors).toMatchObject([{ pointer: '/items/0/dosage', code: 'missing' }]);
    await set(undosed, OURS).expect(200);
    const { body: template } = await stage
      .as('rivera')
      .post('/templates')
      .send({ name: 'Quick', items: [{ exerciseId: undosed, why: 'It helps.' }] })
      .expect(201);
    expect(template.items[0].dosage).toEqual(OURS);
  });
});

it('a clinic’s own dose is what a suggestion is judged by', async () => {
  const { episodeId } = await assess(stage, 'rivera', 'ben', {
    findings: {
      outlook: { floorTransferUnaided: 'yes' },
      capacity: [{ group: 'glutes', side: 'left', found: 'weak' }],
      history: { latexAllergy: { answer: 'yes' } },
    },
  });
  const whereIsTheBridge = async () => {
    const { body } = await stage.as('rivera').get(`/episodes/${episodeId}/suggestions`).expect(200);
    const isBridge = ({ exerciseId }: { exerciseId: string }) => exerciseId === shared.glute_bridge;
    return { suggested: body.suggestions.some(isBridge), leftOut: body.leftOut.some(isBridge) };
  };
  expect(await whereIsTheBridge()).toEqual({ suggested: true, leftOut: false });
  await stage
    .as('rivera')
    .put(`/exercises/${shared.glute_bridge}/default-dose`)
    .send({ dosage: dose({ load: { kind: 'band', band: { material: 'latex' } } }) })
    .expect(200);
  expect(await whereIsTheBridge()).toEqual({ suggested: false, leftOut: true });
});

describe('the ladder of an exercise', () => {
  const ladder = async (id: string) => {
    const { body } = await stage.as('rivera').get(`/exercises/${id}/ladder`).expect(200);
    const named = (found: { steps: number; exercise: { name: string } }[]) =>
      found.map(({ steps, exercise }) => `${exercise.name} ${steps}`);
    return { easier: named(body.easier), harder: named(body.harder) };
  };

  it('goes both ways, the nearest first, over what was retired, and shows what can be prescribed', async () => {
    const low = await published({ name: 'Low' });
    const middle = await published({ name: 'Middle', easierId: low });
    const high = await published({ name: 'High', easierId: middle });
    const { body: draft } = await stage.as('rivera').post(`/exercises/${high}/copy`).expect(201);
    expect(await ladder(high)).toEqual({ easier: ['Middle 1', 'Low 2'], harder: [] });
    expect(await ladder(low)).toEqual({ easier: [], harder: ['Middle 1', 'High 2'] });
    expect((await ladder(draft.id)).easier).toEqual(['Middle 1', 'Low 2']);
    await stage.as('rivera').post(`/exercises/${middle}/retirement`).set('if-match', '"2"').expect(200);
    expect(await ladder(high)).toEqual({ easier: ['Low 2'], harder: [] });
    expect(await ladder(middle)).toEqual({ easier: ['Low 1'], harder: ['High 1'] });
  });

  it('shows each step with all that a draft needs', async () => {
    const [rung] = await stage.owner<{ id: string; easier: string }>(
      'select id, easier_id as easier from portal.exercise where clinic_id is null and easier_id is not null limit 1',
    );
    const { body } = await stage.as('rivera').get(`/exercises/${rung!.id}/ladder`).expect(200);
    expect(body.easier).toContainEqual({ steps: 1, exercise: await read(rung!.easier) });
  });

  it('is that of no foreign exercise', async () => {
    for (const id of [south.id, NOBODY]) await stage.as('rivera').get(`/exercises/${id}/ladder`).expect(404);
  });
});
