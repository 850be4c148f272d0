/** A video that is gone: found by those who are sent out, listed for clinicians, and hidden from patients, who keep the steps. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { VideoCheckRound } from '../../src/exercise/video-check.round';
import { VideoLooker } from '../../src/exercise/video-looker';
import { WorkDoor } from '../../src/db/work-door';
import { GuardedFetch } from '../../src/http/guarded-fetch';
import { adviceOf, ownExercise, people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';

let stage: Stage;
let door: WorkDoor;
let server: Server;
let host: string;
/** What the other computer answers, by path; 200 unless said. */
let answers: Record<string, number>;
let asked: string[];

beforeEach(async () => {
  [answers, asked] = [{}, []];
  server = createServer((request, reply) => {
    const url = new URL(request.url as string, 'http://x');
    const what = url.searchParams.get('url') ?? url.pathname;
    asked.push(`${request.method} ${what}`);
    reply.writeHead(answers[`${request.method} ${what}`] ?? answers[what] ?? 200).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  stage = await openStage();
  door = new WorkDoor(stage.workerUrl);
});
afterEach(async () => {
  await door.close();
  await stage.close();
  await new Promise((closed) => server.close(closed));
});

const FILE = `/calf.mp4`;

/** Ann's first exercise names a video, as her live version does; answers its address. */
async function annHasVideo(provider: 'file' | 'youtube' | 'vimeo', ref: string): Promise<void> {
  const [item] = adviceOf('ann').itemIds;
  await stage.owner('alter table portal.prescription_item disable trigger issued_is_issued');
  await stage.owner(
    `update portal.prescription_item set video_provider = $2, video_ref = $3, video_embed_url = 'https://x.example/e',
       video_watch_url = 'https://x.example/w', video_title = 'Calf', video_language = 'en', video_captions = true
     where id = $1`,
    [item, provider, ref],
  );
  await stage.owner('alter table portal.prescription_item enable trigger issued_is_issued');
  for (const table of ['exercise_video', 'video_check']) await stage.owner(`delete from portal.${table}`);
}

const roundOf = (excepted = [host]) =>
  new VideoCheckRound(
    new VideoLooker(new GuardedFetch(excepted), {
      youtube: `http://${host}/oembed`,
      vimeo: `http://${host}/oembed`,
    }),
  );

/** Sends out on this day, waits for all, and writes down what they saw. */
async function day(at: string, round = roundOf()): Promise<void> {
  await stage.setClock(at);
  for (const clinic of await door.clinics()) {
    await door.openTx(clinic, (tx) => round.visit(tx));
    await round.settled();
    await door.openTx(clinic, (tx) => round.visit(tx));
    await round.settled();
  }
}

const stateOf = async (ref: string): Promise<string | undefined> =>
  (
    await stage.owner<{ state: string }>(
      'select state from portal.video_check where ref = $1 and clinic_id = $2',
      [ref, people.ann.clinicId],
    )
  )[0]?.state;

const listed = async () => (await stage.as('kaya').get('/dead-videos').expect(200)).body.items;
const firstVideo = async () => (await stage.as('ann').get('/routine').expect(200)).body.items[0].video;

const [DAY_1, DAY_2, DAY_3] = ['T06:00:00Z', 'T06:00:00Z', 'T06:00:00Z'].map((hour, at) => {
  const now = new Date(Date.now() + at * 86_400_000);
  return now.toISOString().slice(0, 10) + hour;
}) as [string, string, string];

it('is found when it is absent twice; patients read the steps, and clinicians see whom it concerns', async () => {
  const ref = `http://${host}${FILE}`;
  await annHasVideo('file', ref);
  await stage.as('ann').put('/video-consents/file').expect(200);
  await day(DAY_1);
  expect(await stateOf(ref)).toBe('alive');
  expect(await firstVideo()).toMatchObject({ state: 'available', watchUrl: 'https://x.example/w' });

  answers[FILE] = 404;
  await day(DAY_2);
  expect(await stateOf(ref)).toBe('alive');
  expect(await listed()).toEqual([]);
  await day(DAY_3);
  expect(await stateOf(ref)).toBe('gone');
  expect(await listed()).toEqual([
    expect.objectContaining({
      provider: 'file',
      watchUrl: ref,
      patients: [{ id: people.ann.id, name: 'Ann Allen', prescriptionId: adviceOf('ann').prescriptionId }],
    }),
  ]);
  const { body: routine } = await stage.as('ann').get('/routine').expect(200);
  expect(routine.items[0].video).toMatchObject({ state: 'gone', watchUrl: null, embedUrl: null });
  expect(routine.items[0].steps.length).toBeGreaterThan(0);
  expect(routine.texts.videoGone).toBe('The video is not available right now. Please follow the steps.');
});

it('is back as soon as it was seen again', async () => {
  const ref = `http://${host}${FILE}`;
  await annHasVideo('file', ref);
  await stage.as('ann').put('/video-consents/file').expect(200);
  answers[FILE] = 410;
  await day(DAY_1);
  await day(DAY_2);
  expect(await stateOf(ref)).toBe('gone');
  answers[FILE] = 200;
  await day(DAY_3);
  expect(await stateOf(ref)).toBe('alive');
  expect(await firstVideo()).toMatchObject({ state: 'available', watchUrl: 'https://x.example/w' });
  expect(await listed()).toEqual([]);
});

it('is never gone because of trouble: of theirs, of the way, or of our own rules', async () => {
  const ref = `http://${host}${FILE}`;
  await annHasVideo('file', ref);
  for (const [at, round] of [
    [DAY_1, roundOf()],
    [DAY_2, roundOf([])],
    [DAY_3, roundOf(['127.0.0.1:1'])],
  ] as const) {
    answers[FILE] = 503;
    await day(at, round);
    expect(await stateOf(ref)).toBe('unknown');
  }
  expect(await listed()).toEqual([]);
});

it.each([
  ['youtube', 'dQw4w9WgXcQ', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'],
  ['vimeo', '123456/abcdef', 'https://vimeo.com/123456/abcdef'],
] as const)(
  'of %s is asked where the company answers questions about its videos',
  async (provider, ref, address) => {
    await annHasVideo(provider, ref);
    answers[address] = 404;
    await day(DAY_1);
    expect(asked.filter((one) => one === `GET ${address}`)).toHaveLength(1);
    await day(DAY_2);
    expect(await stateOf(ref)).toBe('gone');
  },
);

it('is asked for its first bytes where somebody does not answer HEAD', async () => {
  const ref = `http://${host}${FILE}`;
  await annHasVideo('file', ref);
  answers[`HEAD ${FILE}`] = 404;
  await day(DAY_1);
  await day(DAY_2);
  expect(asked).toContain(`GET ${FILE}`);
  expect(await stateOf(ref)).toBe('alive');
});

it('is looked for once a day, of exercises and live plans alike, and by two workers at once counted once', async () => {
  const ref = `http://${host}${FILE}`;
  await annHasVideo('file', ref);
  await stage.owner(
    `insert into portal.exercise_video (clinic_id, exercise_id, provider, ref, title, language, captions)
     values ($1, $2, 'file', $3, 'Other', 'en', true)`,
    [people.ann.clinicId, ownExercise.north.id, `http://${host}/other.mp4`],
  );
  answers[FILE] = 404;
  const [one, other] = [roundOf(), roundOf()];
  await stage.setClock(DAY_1);
  const north = (await door.clinics()).find(({ clinicId }) => clinicId === people.ann.clinicId)!;
  for (const round of [one, other]) await door.openTx(north, (tx) => round.visit(tx));
  await Promise.all([one.settled(), other.settled()]);
  for (const round of [one, other]) await door.openTx(north, (tx) => round.visit(tx));
  await Promise.all([one.settled(), other.settled()]);
  expect(await stateOf(ref)).toBe('unknown');
  expect(await stateOf(`http://${host}/other.mp4`)).toBe('alive');
  const before = asked.length;
  await door.openTx(north, (tx) => one.visit(tx));
  await one.settled();
  expect(asked).toHaveLength(before);
});

it('is not for patients, a desk or another clinic', async () => {
  await annHasVideo('file', `http://${host}${FILE}`);
  answers[FILE] = 404;
  await day(DAY_1);
  await day(DAY_2);
  expect(await listed()).toHaveLength(1);
  expect((await stage.as('osei').get('/dead-videos').expect(200)).body.items).toEqual([]);
  for (const who of ['ann', 'cara', 'dale', 'adams'] as const)
    await stage.as(who).get('/dead-videos').expect(403);
  const [row] = await stage.owner<{ patient_ids: string[] }>(
    `select patient_ids from portal.audit_entry where action = 'record.read' and subject_type = 'deadVideo.list' order by id desc limit 1`,
  );
  expect(row?.patient_ids).toEqual([people.ann.id]);
});
