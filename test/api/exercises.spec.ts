/** A clinic's own exercises, from the draft to retirement, and what it may do with shared ones. */
import { ownExercise, people } from '../support/cast';
import { dose } from '../support/dose';
import { openStage, type Stage } from '../support/stage';
import { today } from '../support/visit';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const { north, south } = ownExercise;

const DRAFT = {
  name: 'Towel heel raise',
  summary: 'A heel raise with a towel under the toes.',
  pillar: 'strengthen',
  muscles: ['calves'],
  equipment: ['towel'],
  position: 'standing',
  steps: ['Stand on both feet.', 'Rise onto your toes.'],
  mistakes: ['You lean forward.'],
  traits: ['calf_achilles_load'],
  defaultDosage: dose(),
};

let stage: Stage;
let bridge: string;
beforeAll(async () => {
  stage = await openStage();
  [{ id: bridge } = { id: '' }] = await stage.owner<{ id: string }>(
    `select id from portal.exercise where code = 'glute_bridge'`,
  );
});
afterAll(() => stage.close());

const draft = async (change: object = {}) =>
  (
    await stage
      .as('rivera')
      .post('/exercises')
      .send({ ...DRAFT, ...change })
      .expect(201)
  ).body;
const patch = (id: string, body: object, etag = '"1"') =>
  stage.as('rivera').patch(`/exercises/${id}`).set('if-match', etag).send(body);
const turn = (id: string, into: 'publication' | 'retirement', etag: string) =>
  stage.as('rivera').post(`/exercises/${id}/${into}`).set('if-match', etag);
const published = async (change: object = {}): Promise<string> => {
  const { id } = await draft(change);
  await turn(id, 'publication', '"1"').expect(200);
  return id;
};

describe('an own exercise', () => {
  it('begins as a draft, with an empty dose or one that can be carried out', async () => {
    const body = await draft();
    expect(body).toMatchObject({
      ...DRAFT,
      code: expect.stringMatching(/^towel_heel_raise_[0-9a-f]{8}$/),
      source: 'own',
      status: 'draft',
      traitsReviewedOn: await today(stage),
      traitsReviewedBy: people.rivera.id,
      origin: null,
      easierId: null,
      videos: [],
      revision: 1,
    });
    expect((await draft({ defaultDosage: null })).defaultDosage).toBeNull();
    const impossible = dose({ reps: { min: 10, max: 8 } });
    const { body: refused } = await stage
      .as('rivera')
      .post('/exercises')
      .send({ ...DRAFT, defaultDosage: impossible })
      .expect(400);
    expect(refused.errors[0]).toMatchObject({
      pointer: '/defaultDosage/sessions/0/sets/0/reps/max',
      code: 'dosage.contradictory',
    });
  });

  it.each([
    ['an unknown trait', { traits: ['jumping'] }, '/traits'],
    ['a trait twice', { traits: ['supine', 'supine'] }, '/traits'],
    ['no list of traits', { traits: undefined }, '/traits'],
    ['an unknown pillar', { pillar: 'yoga' }, '/pillar'],
    ['a blank step', { steps: [' '] }, '/steps'],
    ['a code of the caller’s', { code: 'x' }, '/code'],
    [
      'a dose of unknown fields',
      { defaultDosage: { ...DRAFT.defaultDosage, kilos: 5 } },
      '/defaultDosage/kilos',
    ],
  ])('is refused with %s', async (_, change, pointer) => {
    const { body } = await stage
      .as('rivera')
      .post('/exercises')
      .send({ ...DRAFT, ...change })
      .expect(400);
    expect(body.errors.map((fault: { pointer: string }) => fault.pointer)).toEqual([pointer]);
  });

  it('is published when it is complete, retired, and published again', async () => {
    const { id } = await draft({ steps: [], mistakes: [], traits: [] });
    const { body: incomplete } = await turn(id, 'publication', '"1"').expect(409);
    expect(incomplete).toMatchObject({
      code: 'exercise.incomplete',
      errors: [{ pointer: '/steps' }, { pointer: '/mistakes' }],
    });
    await patch(id, { steps: DRAFT.steps, mistakes: DRAFT.mistakes }).expect(200).expect('etag', '"2"');
    await turn(id, 'publication', '"1"').expect(412);
    expect((await turn(id, 'publication', '"2"').expect(200)).body.status).toBe('published');
    expect((await turn(id, 'publication', '"3"').expect(409)).body.code).toBe('exercise.published_already');
    expect((await patch(id, { steps: [] }, '"3"').expect(409)).body.code).toBe('exercise.incomplete');
    expect((await turn(id, 'retirement', '"3"').expect(200)).body.status).toBe('retired');
    expect((await turn(id, 'retirement', '"4"').expect(409)).body.code).toBe('exercise.retired_already');
    const { body } = await turn(id, 'publication', '"4"').expect(200);
    expect(body).toMatchObject({ status: 'published', retiredAt: null, revision: 5 });
  });

  it('is changed by whoever read it last', async () => {
    const { id } = await draft();
    const { body } = await patch(id, { name: 'Heel raise', defaultDosage: null }).expect(200);
    expect(body).toMatchObject({
      name: 'Heel raise',
      defaultDosage: null,
      summary: DRAFT.summary,
      revision: 2,
    });
    expect((await patch(id, { name: 'x' }).expect(412)).body.code).toBe('revision.stale');
    const blind = await stage.as('kaya').patch(`/exercises/${id}`).send({ name: 'x' }).expect(428);
    expect(blind.body.code).toBe('revision.missing');
    expect((await stage.as('kaya').get(`/exercises/${id}`).expect(200)).body).toEqual(body);
  });

  it('has its traits reviewed by whoever sends them, and by nobody who sends anything else', async () => {
    const { id } = await draft();
    const by = (who: 'kaya' | 'lind', etag: string, body: object) =>
      stage.as(who).patch(`/exercises/${id}`).set('if-match', etag).send(body).expect(200);
    expect((await by('kaya', '"1"', { name: 'Raise' })).body.traitsReviewedBy).toBe(people.rivera.id);
    const { body } = await by('lind', '"2"', { traits: DRAFT.traits });
    expect(body).toMatchObject({ traitsReviewedBy: people.lind.id, traitsReviewedOn: await today(stage) });
  });

  it('leaves a row in the trail for each change', async () => {
    const { headers } = await turn((await draft()).id, 'publication', '"1"').expect(200);
    const rows = await stage.owner(
      'select action, subject_type from portal.audit_entry where request_id = $1',
      [headers['x-request-id']],
    );
    expect(rows).toEqual([{ action: 'exercise.published', subject_type: 'exercise' }]);
  });
});

describe('a shared exercise', () => {
  it('is read, and changed by nobody', async () => {
    const { body } = await stage.as('rivera').get(`/exercises/${bridge}`).expect(200);
    expect(body).toMatchObject({ code: 'glute_bridge', source: 'shared', status: 'published' });
    expect([body.traitsReviewedOn, body.traitsReviewedBy]).toEqual([expect.any(String), null]);
    const etag = `"${body.revision}"`;
    for (const call of [
      patch(bridge, { name: 'Mine' }, etag),
      turn(bridge, 'publication', etag),
      turn(bridge, 'retirement', etag),
    ]) {
      expect((await call.expect(409)).body.code).toBe('exercise.shared');
    }
    expect((await stage.as('osei').get(`/exercises/${bridge}`).expect(200)).body).toEqual(body);
  });

  it('is copied into a draft of the clinic’s own, as often as one likes', async () => {
    const copy = async (id: string) =>
      (await stage.as('rivera').post(`/exercises/${id}/copy`).expect(201)).body;
    const { body: original } = await stage.as('rivera').get(`/exercises/${bridge}`).expect(200);
    const first = await copy(bridge);
    const { name, steps, traits, traitsReviewedOn, easierId, harderId, defaultDosage } = original;
    expect(first).toMatchObject({ name, steps, traits, traitsReviewedOn, easierId, harderId, defaultDosage });
    expect(first).toMatchObject({ source: 'own', status: 'draft', copiedFromId: bridge, publishedAt: null });
    expect((await copy(bridge)).code).not.toBe(first.code);
    await patch(first.id, { name: 'Our bridge' }).expect(200);
    await stage.as('osei').get(`/exercises/${first.id}`).expect(404);

    const ofOwn = await copy(north.id);
    expect(ofOwn).toMatchObject({ copiedFromId: north.id, videos: [{ provider: 'file', captions: true }] });
    expect(ofOwn.videos[0].id).not.toBe(north.videoId);
  });
});

describe('easier and harder', () => {
  it('link published exercises, shared or own', async () => {
    const easy = await published();
    const { body } = await patch(easy, { harderId: bridge }, '"2"').expect(200);
    expect(body.harderId).toBe(bridge);
    expect((await patch(easy, { harderId: null }, '"3"').expect(200)).body.harderId).toBeNull();
  });

  it('never come back to where they began', async () => {
    const one = await published();
    const two = await published({ easierId: one });
    const loop = async (id: string, links: object, etag: string) =>
      expect((await patch(id, links, etag).expect(409)).body.code).toBe('exercise.ladder_loop');
    await loop(one, { harderId: one }, '"2"');
    await loop(one, { easierId: two }, '"2"');
    await loop(two, { harderId: one }, '"2"');
    await patch(one, { harderId: two }, '"2"').expect(200);
  });

  it('cannot be closed to a loop by two clinicians at the same moment', async () => {
    for (let round = 1; round <= 4; round++) {
      const low = await published();
      const high = await published();
      const middle = await published({ harderId: high });
      const both = await Promise.all([
        patch(low, { harderId: middle }, '"2"'),
        patch(high, { harderId: low }, '"2"'),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    }
  });

  it('lead to no draft, no foreign and no unknown exercise, and do not tell which it was', async () => {
    const { id } = await draft();
    for (const harderId of [(await draft()).id, south.id, NOBODY]) {
      const { body } = await patch(id, { harderId }).expect(400);
      expect(body.errors).toEqual([
        {
          pointer: '/harderId',
          code: 'exercise',
          detail: 'There is no published exercise with this id, shared or of your clinic.',
        },
      ]);
    }
  });
});
