/** A clinic's protocols: written, changed, retired, saved from a plan, and begun from, with every rule asked anew. */
import { adviceOf, ownExercise, people, type StaffName } from '../support/cast';
import { dose } from '../support/dose';
import { openStage, type Stage } from '../support/stage';
import { assess, assessAgain, draft, issue, item, redraft, today, transit } from '../support/visit';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const CIRCUIT = { name: 'A', kind: 'circuit', rounds: { exact: 3 } };
const SETTLE = { name: 'Settle', begins: 'week', weeks: { from: 1, to: 2 } };

interface Named {
  code: string;
  errors: { pointer: string; code: string; detail: string }[];
}

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

const of = (code: string, extra: object = {}) => item({ exerciseId: shared[code], ...extra });
let templates = 0;
const aPlan = (fields: object = {}) => ({ name: `Plan ${++templates}`, items: [of('clamshell')], ...fields });
const write = (body: object, by: StaffName = 'rivera') => stage.as(by).post('/templates').send(body);
const written = async (fields: object = {}) => (await write(aPlan(fields)).expect(201)).body;
const rewrite = (id: string, etag: string, body: object) =>
  stage.as('kaya').put(`/templates/${id}`).set('if-match', etag).send(body);
const retire = (id: string, etag: string) =>
  stage.as('rivera').post(`/templates/${id}/retirement`).set('if-match', etag);
const read = async (id: string) => (await stage.as('kaya').get(`/templates/${id}`).expect(200)).body;
const begin = (episodeId: string, body: object) =>
  stage.as('rivera').post(`/episodes/${episodeId}/prescriptions`).send(body);
const anEpisode = async (patient: 'ann' | 'ben' = 'ben') => {
  const { body } = await stage
    .as('rivera')
    .post(`/patients/${people[patient].id}/episodes`)
    .send({ title: 'Low back' })
    .expect(201);
  return body.id as string;
};
const pointers = ({ errors }: Named) => errors.map(({ pointer }) => pointer);
/** A published exercise of North's own, and what takes it out of the library. */
const ownAndRetirable = async () => {
  const rivera = stage.as('rivera');
  const { body: copy } = await rivera.post(`/exercises/${ownExercise.north.id}/copy`).expect(201);
  await rivera.post(`/exercises/${copy.id}/publication`).set('if-match', '"1"').expect(200);
  return {
    id: copy.id as string,
    retire: () => rivera.post(`/exercises/${copy.id}/retirement`).set('if-match', '"2"').expect(200),
  };
};

describe('a template', () => {
  it('is written and read in the form of a draft, for the whole clinic', async () => {
    const items = [
      of('clamshell', { group: 'A', variation: 'with a band', level: 2, note: 'Watch the pelvis.' }),
      of('glute_bridge', { group: 'A', phase: 'Settle', isOptional: true }),
      of('calf_stretch', { isComfort: true }),
    ];
    const body = await written({ about: 'For runners.', items, phases: [SETTLE], groups: [CIRCUIT] });
    expect(body).toMatchObject({
      about: 'For runners.',
      items: items.map((one, index) => ({ ...one, place: index + 1, canBePrescribed: true })),
      phases: [SETTLE],
      groups: [CIRCUIT],
      createdBy: people.rivera.id,
      retiredAt: null,
      revision: 1,
    });
    expect(body.items[0]).toMatchObject({ name: 'Clamshell', doseSentence: expect.stringContaining('3') });
    expect(await read(body.id)).toEqual(body);
    await stage.as('osei').get(`/templates/${body.id}`).expect(404);
    await stage.as('osei').put(`/templates/${body.id}`).set('if-match', '"1"').send(aPlan()).expect(404);
  });

  it.each([
    [
      'an impossible dose',
      { items: [item({ dosage: dose({ reps: { min: 10, max: 8 } }) })] },
      '/items/0/dosage/sessions/0/sets/0/reps/max',
    ],
    ['a group of one', { items: [item({ group: 'A' })], groups: [CIRCUIT] }, '/groups/0/name'],
    ['a phase that is not there', { items: [item({ phase: 'Build' })] }, '/items/0/phase'],
    [
      'a bad day that asks for more',
      { items: [item({ onBadDay: 'less', badDayDosage: dose({ count: 9 }) })] },
      '/items/0/badDayDosage',
    ],
    ['no item', { items: [] }, '/items'],
    ['a video', { items: [item({ videoId: ownExercise.north.videoId })] }, '/items/0/videoId'],
    ['no name', { name: ' ' }, '/name'],
  ])('is refused with %s', async (_, fields, pointer) => {
    const { body } = await write(aPlan(fields)).expect(400);
    expect(body.code).toBe('request.invalid');
    expect(pointers(body)).toEqual([pointer]);
  });

  it('holds exercises that can be prescribed, and does not tell foreign ones from absent ones', async () => {
    const { body: copy } = await stage.as('rivera').post(`/exercises/${shared.clamshell}/copy`).expect(201);
    for (const exerciseId of [copy.id, ownExercise.south.id, NOBODY]) {
      const { body } = await write(aPlan({ items: [item(), item({ exerciseId })] })).expect(409);
      expect(body.code).toBe('template.exercise_unavailable');
      expect(pointers(body)).toEqual(['/items/1/exerciseId']);
    }
  });

  it('has a name that no other in use has, capitals aside', async () => {
    const { id } = await written({ name: 'First steps' });
    const { body } = await write(aPlan({ name: 'FIRST STEPS' })).expect(409);
    expect(body.code).toBe('template.name_taken');
    const other = await written();
    expect((await rewrite(other.id, '"1"', aPlan({ name: 'First Steps' })).expect(409)).body.code).toBe(
      'template.name_taken',
    );
    await rewrite(id, '"1"', aPlan({ name: 'FIRST steps' })).expect(200);
    await write(aPlan({ name: 'First steps' }), 'osei').expect(201);
    await retire(id, '"2"').expect(200);
    await write(aPlan({ name: 'First steps' })).expect(201);
  });

  it('is replaced as a whole by whoever read it last', async () => {
    const { id } = await written({ about: 'Short.', items: [of('clamshell'), of('glute_bridge')] });
    const next = aPlan({ items: [of('glute_bridge', { why: 'Stronger hips.' })], phases: [SETTLE] });
    const { body } = await rewrite(id, '"1"', next).expect(200).expect('etag', '"2"');
    expect(body).toMatchObject({ ...next, about: null, revision: 2 });
    expect(body.items).toHaveLength(1);
    expect((await rewrite(id, '"1"', next).expect(412)).body.code).toBe('revision.stale');
    expect(await read(id)).toEqual(body);
  });

  it('shows what was retired since, keeps it when it is changed, and takes in no other that was', async () => {
    const { id: exerciseId, retire: retireExercise } = await ownAndRetirable();
    const items = [item({ exerciseId }), of('clamshell')];
    const { id, name } = await written({ items });
    await retireExercise();
    const { items: shown } = await read(id);
    expect(shown.map((one: { canBePrescribed: boolean }) => one.canBePrescribed)).toEqual([false, true]);
    const { body: list } = await stage
      .as('rivera')
      .get('/templates')
      .query({ q: name, limit: 100 })
      .expect(200);
    expect(list.items).toContainEqual({
      id,
      name,
      about: null,
      itemCount: 2,
      unavailableCount: 1,
      revision: 1,
    });
    await rewrite(id, '"1"', aPlan({ items, about: 'Mend me.' })).expect(200);
    await write(aPlan({ items })).expect(409);
  });

  it('is out of use once retired, and can still be read', async () => {
    const { id, name } = await written();
    const { body } = await retire(id, '"1"').expect(200);
    expect(body).toMatchObject({ retiredAt: expect.any(String), revision: 2 });
    expect(await read(id)).toEqual(body);
    for (const call of [
      retire(id, '"2"'),
      rewrite(id, '"2"', aPlan()),
      begin(await anEpisode(), { from: { templateId: id } }),
    ]) {
      expect((await call.expect(409)).body.code).toBe('template.retired');
    }
    const { body: list } = await stage.as('rivera').get('/templates').query({ q: name }).expect(200);
    expect(list.items.map((one: { id: string }) => one.id)).not.toContain(id);
  });

  it('is found by name or purpose, slips forgiven, and paged by name', async () => {
    await written({ name: 'Zebra hips', about: 'For sprinters' });
    const found = async (query: object) =>
      (await stage.as('kaya').get('/templates').query(query).expect(200)).body;
    const names = async (q: string) => (await found({ q })).items.map((one: { name: string }) => one.name);
    expect(await names('zerba')).toEqual(['Zebra hips']);
    expect(await names('sprinter hips')).toEqual(['Zebra hips']);
    expect(await names('qzxvw')).toEqual([]);
    const all = (await found({ limit: 100 })).items;
    const first = await found({ limit: 2 });
    const second = await found({ limit: 100, cursor: first.nextCursor });
    expect([...first.items, ...second.items]).toEqual(all);
    expect(all.length).toBeGreaterThan(3);
    expect((await stage.as('osei').get('/templates').query({ q: 'zebra' }).expect(200)).body.items).toEqual(
      [],
    );
  });

  it('leaves a row in the trail for each change', async () => {
    const created = await write(aPlan()).expect(201);
    const changed = await rewrite(created.body.id, '"1"', aPlan()).expect(200);
    const retired = await retire(created.body.id, '"2"').expect(200);
    const rows = await stage.owner(
      `select action, actor_id, subject_ids from portal.audit_entry where request_id = any($1) order by id`,
      [[created, changed, retired].map(({ headers }) => headers['x-request-id'])],
    );
    const ids = { subject_ids: [created.body.id] };
    expect(rows).toEqual([
      { action: 'template.created', actor_id: people.rivera.id, ...ids },
      { action: 'template.changed', actor_id: people.kaya.id, ...ids },
      { action: 'template.retired', actor_id: people.rivera.id, ...ids },
    ]);
  });
});

describe('a draft begun from a template', () => {
  it('has its doses, words and parts, and reads as the library does', async () => {
    const items = [
      of('clamshell', { group: 'A', dosage: dose({ reps: { exact: 7 } }), note: 'Watch the pelvis.' }),
      of('glute_bridge', { group: 'A', variation: 'one leg', level: 3 }),
    ];
    const { id } = await written({ items, groups: [CIRCUIT], phases: [SETTLE] });
    const episodeId = await anEpisode();
    const { body } = await begin(episodeId, { from: { templateId: id }, changeNote: 'A start.' }).expect(201);
    expect(body).toMatchObject({
      standing: 'draft',
      live: null,
      leftOut: [],
      dissolvedGroups: [],
      episodeId,
    });
    expect(body.draft).toMatchObject({ changeNote: 'A start.', groups: [CIRCUIT], phases: [SETTLE], items });
    const { body: exercise } = await stage.as('rivera').get(`/exercises/${shared.clamshell}`).expect(200);
    expect(body.draft.items[0]).toMatchObject({ name: exercise.name, steps: exercise.steps, video: null });
  });

  it('has what may be done on a bad day', async () => {
    const items = [
      of('clamshell', { onBadDay: 'less', badDayDosage: dose({ count: 1 }) }),
      of('glute_bridge', { onBadDay: 'as_usual' }),
      of('calf_stretch'),
    ];
    const said = [
      { ...items[0], badDaySentence: expect.stringMatching(/^Do it 10 times/) },
      { onBadDay: 'as_usual', badDayDosage: null, badDaySentence: null },
      { onBadDay: 'left_out', badDayDosage: null, badDaySentence: null },
    ];
    const template = await written({ items });
    expect(template.items).toMatchObject(said);
    const { body } = await begin(await anEpisode(), { from: { templateId: template.id } }).expect(201);
    expect(body.draft.items).toMatchObject(said);
    // and from there into the next template
    const { body: saved } = await stage
      .as('rivera')
      .post(`/prescriptions/${body.id}/template`)
      .send({ name: 'With bad days' })
      .expect(201);
    expect(saved.items).toMatchObject(said);
    const { body: anew } = await rewrite(saved.id, '"1"', { ...aPlan(), items: items.slice(1) }).expect(200);
    expect(anew.items).toMatchObject(said.slice(1));
  });

  it('smuggles nothing past the rules: what is HARD for this patient is refused at the issue', async () => {
    const { id } = await written({ items: [of('mcgill_curl_up'), of('calf_stretch')] });
    const episodeId = await anEpisode();
    const surgery = [{ region: 'spine', kind: 'fusion', on: await today(stage, -21) }];
    await assessAgain(stage, 'rivera', episodeId, {
      findings: { outlook: { floorTransferUnaided: 'yes' }, history: { surgery } },
    });
    const begun = await begin(episodeId, { from: { templateId: id } }).expect(201);
    const plan = { id: begun.body.id, etag: begun.headers.etag as string };
    const { body: appraisal } = await stage
      .as('rivera')
      .get(`/prescriptions/${plan.id}/appraisal`)
      .expect(200);
    expect(appraisal.verdict).toBe('forbidden');
    const { body } = await issue(stage, 'rivera', plan, { reviewOn: await today(stage, 7) }).expect(409);
    expect(body.code).toBe('prescription.rule_forbids');
    expect(pointers(body)).toContain('/items/0');
    const rest = await redraft(stage, 'rivera', plan.id, [of('calf_stretch')]);
    await issue(stage, 'rivera', rest, { reviewOn: await today(stage, 7) }).expect(200);
  });

  it('has the only video that was checked, and none where there is a choice', async () => {
    const { id: exerciseId } = await ownAndRetirable();
    const { id } = await written({ items: [item({ exerciseId })] });
    const videoOfDraft = async () =>
      (await begin(await anEpisode(), { from: { templateId: id } }).expect(201)).body.draft.items[0].video;
    expect(await videoOfDraft()).toBeNull();
    for (const [n, title] of ['One', 'Two'].entries()) {
      const url = `https://videos.example.org/template-${n}.mp4`;
      await stage
        .as('rivera')
        .post(`/exercises/${exerciseId}/videos`)
        .send({ url, title, language: 'en', captions: true, checked: true })
        .expect(201);
      expect((await videoOfDraft())?.title).toBe([title, undefined][n]);
    }
  });

  it('is refused where an exercise is gone, or begins without it when that is asked', async () => {
    const { id: exerciseId, retire: retireExercise } = await ownAndRetirable();
    const items = [of('clamshell', { group: 'A' }), item({ exerciseId, group: 'A' }), of('calf_stretch')];
    const { id } = await written({ items, groups: [CIRCUIT] });
    await retireExercise();
    const from = { templateId: id };
    const { body: problem } = await begin(await anEpisode(), { from }).expect(409);
    expect(problem.code).toBe('prescription.exercise_unavailable');
    expect(pointers(problem)).toEqual(['/from/items/1']);
    expect(problem.errors[0].detail).toContain('Stretch of the north');
    const { body } = await begin(await anEpisode(), { from, leaveOutUnavailable: true }).expect(201);
    expect(body).toMatchObject({
      leftOut: [{ exerciseId, name: 'Stretch of the north' }],
      dissolvedGroups: ['A'],
      draft: { groups: [] },
    });
    expect(body.draft.items.map((one: { exerciseId: string }) => one.exerciseId)).toEqual([
      shared.clamshell,
      shared.calf_stretch,
    ]);
  });

  it('is either given or taken, from one place that is there', async () => {
    const { id } = await written();
    const episodeId = await anEpisode();
    const named = async (body: object) => pointers((await begin(episodeId, body).expect(400)).body);
    expect(await named({})).toEqual(['/items']);
    expect(await named({ items: [item()], from: { templateId: id } })).toEqual(['/items']);
    expect(await named({ from: {} })).toEqual(['/from']);
    await begin(episodeId, { items: [item()], from: null }).expect(201);
    const [{ id: south } = { id: '' }] = await stage.owner<{ id: string }>(
      'select id from portal.template where clinic_id = $1',
      [people.osei.clinicId],
    );
    for (const templateId of [NOBODY, south]) await begin(episodeId, { from: { templateId } }).expect(404);
  });
});

describe('a draft begun from a former prescription', () => {
  const issued = async (items: ReturnType<typeof item>[]) => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const plan = await draft(stage, 'rivera', episodeId, items);
    await issue(stage, 'rivera', plan, { reviewOn: await today(stage, 14) }).expect(200);
    return plan.id;
  };

  it('has what was last issued of it, in another episode and after its end', async () => {
    const told = item({ dosage: dose({ reps: { exact: 9 } }), note: 'Slowly.' });
    const { id: exerciseId, videoId } = ownExercise.north;
    const video = stage.as('rivera').patch(`/exercises/${exerciseId}/videos/${videoId}`);
    await video.set('if-match', '"1"').send({ checked: true }).expect(200);
    const withVideo = { ...told, videoId };
    const id = await issued([withVideo]);
    await redraft(stage, 'rivera', id, [of('clamshell')]);
    await transit(stage, 'rivera', id, 'completion', {});
    const { body } = await begin(await anEpisode(), { from: { prescriptionId: id } }).expect(201);
    expect(body.draft.items).toMatchObject([{ ...told, video: { provider: 'file' } }]);
    expect(body.draft).toMatchObject({ number: 1, assessmentId: null, changeNote: null });
  });

  it('reads the library as it is now', async () => {
    const { id: exerciseId } = await ownAndRetirable();
    const id = await issued([item({ exerciseId }), of('calf_stretch')]);
    await stage
      .as('rivera')
      .patch(`/exercises/${exerciseId}`)
      .set('if-match', '"2"')
      .send({ name: 'Stretch, mended' })
      .expect(200);
    const { body } = await begin(await anEpisode(), { from: { prescriptionId: id } }).expect(201);
    expect(body.draft.items[0].name).toBe('Stretch, mended');
  });

  it('is of the same patient, and of something that was issued', async () => {
    const unissued = await draft(stage, 'rivera', await anEpisode());
    const { body } = await begin(await anEpisode(), { from: { prescriptionId: unissued.id } }).expect(409);
    expect(body.code).toBe('prescription.nothing_to_take');
    for (const prescriptionId of [adviceOf('ann').prescriptionId, adviceOf('cai').prescriptionId, NOBODY]) {
      await begin(await anEpisode('ben'), { from: { prescriptionId } }).expect(404);
    }
  });
});

describe('a plan saved as a template', () => {
  const save = (id: string, body: object, by: StaffName = 'rivera') =>
    stage.as(by).post(`/prescriptions/${id}/template`).send(body);

  it('holds what was issued and nothing that names the patient, and the notes only when asked', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben', { notes: 'Ben dislikes Mondays.' });
    const items = [of('clamshell', { note: 'Ben tires early.', why: 'Your hips.', isComfort: true })];
    const { body: plan, headers } = await begin(episodeId, {
      items,
      changeNote: 'Ben asked for less.',
    }).expect(201);
    await issue(
      stage,
      'rivera',
      { id: plan.id, etag: headers.etag as string },
      {
        reviewOn: await today(stage, 14),
      },
    ).expect(200);
    await redraft(stage, 'rivera', plan.id, [of('glute_bridge')]);

    const answer = await save(plan.id, { name: 'From a plan', about: 'For hips.' }).expect(201);
    expect(answer.body).toMatchObject({
      name: 'From a plan',
      about: 'For hips.',
      items: [{ ...items[0], note: null }],
    });
    const [rows] = await stage.owner<{ all: string }>(
      `select jsonb_build_array(to_jsonb(t), (select jsonb_agg(to_jsonb(i)) from portal.template_item i
         where i.template_id = t.id))::text as all from portal.template t where t.id = $1`,
      [answer.body.id],
    );
    expect(rows!.all).not.toMatch(/ben/i);
    for (const id of [people.ben.id, plan.id, episodeId]) expect(rows!.all).not.toContain(id);

    const noted = await save(plan.id, { name: 'With notes', withNotes: true }).expect(201);
    expect(noted.body.items[0].note).toBe('Ben tires early.');
    expect((await save(plan.id, { name: 'with NOTES' }).expect(409)).body.code).toBe('template.name_taken');
    const trail = await stage.owner(
      'select action, patient_ids from portal.audit_entry where request_id = $1 order by action',
      [answer.headers['x-request-id']],
    );
    expect(trail).toEqual([
      { action: 'record.read', patient_ids: [people.ben.id] },
      { action: 'template.created', patient_ids: [] },
    ]);
  });

  it('is the draft where nothing was issued, and is begun from like any other', async () => {
    const { id } = await draft(stage, 'rivera', await anEpisode(), [of('clamshell'), of('calf_stretch')]);
    const { body } = await save(id, { name: 'From a draft' }, 'kaya').expect(201);
    const begun = await begin(await anEpisode('ann'), { from: { templateId: body.id } }).expect(201);
    expect(begun.body.draft.items).toMatchObject([of('clamshell'), of('calf_stretch')]);
  });

  it('is not made of nothing, or of another clinic’s', async () => {
    const { id } = await draft(stage, 'rivera', await anEpisode(), []);
    expect((await save(id, { name: 'Empty' }).expect(409)).body.code).toBe('prescription.nothing_to_take');
    await save(adviceOf('ann').prescriptionId, { name: 'Foreign' }, 'osei').expect(404);
  });
});
