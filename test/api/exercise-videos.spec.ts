/** The videos that a clinic attaches to exercises: what is kept of an address, who checked it, and who sees it. */
import { ownExercise, people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const { north, south } = ownExercise;
const VIDEO = {
  url: 'https://youtu.be/aaaaaaaaaaa?si=tracking',
  title: 'A bridge, step by step',
  language: 'en-GB',
  captions: true,
  checked: false,
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

const attach = (exerciseId: string, change: object = {}) =>
  stage
    .as('rivera')
    .post(`/exercises/${exerciseId}/videos`)
    .send({ ...VIDEO, ...change });
const videosSeenBy = async (name: 'rivera' | 'osei', exerciseId: string) =>
  (await stage.as(name).get(`/exercises/${exerciseId}`).expect(200)).body.videos;

it('keeps the provider and its id, and plays from there', async () => {
  const { body } = await attach(north.id).expect(201).expect('etag', '"1"');
  expect(body).toEqual({
    id: expect.any(String),
    provider: 'youtube',
    watchUrl: 'https://www.youtube.com/watch?v=aaaaaaaaaaa',
    embedUrl: 'https://www.youtube-nocookie.com/embed/aaaaaaaaaaa',
    title: VIDEO.title,
    language: 'en-GB',
    captions: true,
    checkedBy: null,
    checkedOn: null,
    revision: 1,
  });
  expect(
    await stage.owner('select provider, ref from portal.exercise_video where id = $1', [body.id]),
  ).toEqual([{ provider: 'youtube', ref: 'aaaaaaaaaaa' }]);
});

it('stays with the clinic that attached it, also on a shared exercise', async () => {
  const { body } = await attach(bridge).expect(201);
  expect(await videosSeenBy('rivera', bridge)).toEqual([body]);
  expect(await videosSeenBy('osei', bridge)).toEqual([]);
  await stage.as('osei').post(`/exercises/${bridge}/videos`).send(VIDEO).expect(201);
  expect(await videosSeenBy('rivera', bridge)).toEqual([body]);
});

it('is attached once, however its address is written', async () => {
  await attach(bridge, { url: 'https://vimeo.com/76979871' }).expect(201);
  const { body } = await attach(bridge, { url: 'https://player.vimeo.com/video/76979871?dnt=1' }).expect(409);
  expect(body.code).toBe('exercise.video_attached_already');
});

it('is refused where it is no video, or not described', async () => {
  const { body } = await attach(bridge, { url: 'https://evil.com/?youtube.com/watch?v=aaaaaaaaaaa' }).expect(
    422,
  );
  expect(body.code).toBe('exercise.video_not_recognised');
  for (const language of ['english', 'EN', 'en_GB', 'e']) {
    const { body: refused } = await attach(bridge, { language }).expect(400);
    expect(refused.errors[0].pointer).toBe('/language');
  }
  await attach(bridge, { captions: undefined }).expect(400);
});

it('says who checked it and on which day of the clinic’s', async () => {
  await stage.setClock('2026-06-30T23:30:00Z'); // the first of July in London
  const { body } = await attach(north.id, { url: 'https://vimeo.com/1', checked: true }).expect(201);
  expect(body).toMatchObject({ checkedBy: people.rivera.id, checkedOn: '2026-07-01' });
  const path = `/exercises/${north.id}/videos/${body.id}`;
  const change = (name: 'kaya' | 'rivera', etag: string, fields: object) =>
    stage.as(name).patch(path).set('if-match', etag).send(fields);

  await stage.setClock('2026-07-10T12:00:00Z');
  const renamed = await change('kaya', '"1"', { title: 'Slowly' }).expect(200);
  expect(renamed.body).toMatchObject({ title: 'Slowly', checkedOn: '2026-07-01', revision: 2 });
  const renewed = await change('kaya', '"2"', { checked: true }).expect(200);
  expect(renewed.body).toMatchObject({ checkedBy: people.kaya.id, checkedOn: '2026-07-10' });
  const doubted = await change('rivera', '"3"', { checked: false }).expect(200);
  expect(doubted.body).toMatchObject({ checkedBy: null, checkedOn: null });
  await stage.setClock(null);

  expect((await change('rivera', '"3"', { title: 'x' }).expect(412)).body.code).toBe('revision.stale');
  await stage.as('rivera').patch(path).send({ title: 'x' }).expect(428);
  await change('rivera', '"4"', { url: 'https://vimeo.com/2' }).expect(400);
});

it('is detached by whoever read it last', async () => {
  const { body } = await attach(north.id, { url: 'https://vimeo.com/3' }).expect(201);
  const detach = (etag: string) =>
    stage.as('kaya').delete(`/exercises/${north.id}/videos/${body.id}`).set('if-match', etag);
  await detach('"9"').expect(412);
  await detach('"1"').expect(204);
  await detach('"1"').expect(404);
});

it('is absent for another clinic, and below another exercise', async () => {
  const call = (name: 'osei' | 'rivera', verb: 'patch' | 'delete', path: string) => {
    const sent = stage.as(name)[verb](path).set('if-match', '"1"');
    return verb === 'patch' ? sent.send({ title: 'x' }) : sent;
  };
  for (const verb of ['patch', 'delete'] as const) {
    await call('osei', verb, `/exercises/${north.id}/videos/${north.videoId}`).expect(404);
    await call('rivera', verb, `/exercises/${bridge}/videos/${north.videoId}`).expect(404);
    await call('rivera', verb, `/exercises/${north.id}/videos/${NOBODY}`).expect(404);
  }
  await attach(south.id).expect(404);
  await attach(NOBODY).expect(404);
});

it('is nothing for desk, admin and patient', async () => {
  const path = `/exercises/${north.id}/videos`;
  for (const name of ['dale', 'adams', 'ann'] as const) {
    await stage.as(name).post(path).send(VIDEO).expect(403);
    await stage
      .as(name)
      .patch(`${path}/${north.videoId}`)
      .set('if-match', '"1"')
      .send({ title: 'x' })
      .expect(403);
    await stage.as(name).delete(`${path}/${north.videoId}`).set('if-match', '"1"').expect(403);
  }
});
