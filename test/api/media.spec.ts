/**
 * The clinic's own videos and pictures over HTTP: sent in parts, looked into, put into a plan, shown to who was advised, and cut
 * off when the advice ends.
 */
import { readdir, readlink } from 'node:fs/promises';
import { get as httpGet, request as httpRequest } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { WorkDoor } from '../../src/db/work-door';
import { MediaSweep } from '../../src/media/media-sweep';
import { FolderStore } from '../../src/media/store/folder-store';
import { ownExercise, people, type PatientName, type PersonName } from '../support/cast';
import { clip } from '../support/clip';
import { openFakeS3 } from '../support/fake-s3';
import { announce, asBytes, film, longClip, type Said, sendBytes } from '../support/filming';
import { accessToken, MEDIA_FOLDER, openStage, type Stage } from '../support/stage';
import { openWire } from '../support/wire';
import { assess, draft, issue, item, today, transit } from '../support/visit';

const MEGABYTE = 1024 * 1024;
const { north } = ownExercise;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const read = async (id: string) => (await stage.as('rivera').get(`/media/${id}`).expect(200)).body;
const content = (who: PersonName, id: string, range?: string) => {
  const test = stage
    .as(who)
    .get(`/media/${id}/content`)
    .buffer(true)
    .parse(asBytes as never);
  return range ? test.set('range', range) : test;
};

/** Issues and confirms a plan of one item; answers its prescription. */
async function advise(patient: PatientName, extra: Said = {}, by: 'rivera' | 'osei' = 'rivera') {
  const { episodeId } = await assess(stage, by, patient);
  const written = await draft(stage, by, episodeId, [item(extra)]);
  const issued = await issue(stage, by, written, { reviewOn: await today(stage, 14) });
  expect([issued.status, issued.body.errors]).toEqual([200, undefined]);
  await stage.as(patient).post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
  return { id: written.id, episodeId };
}
const itemsOf = async (who: 'ann' | 'ben') => (await stage.as(who).get('/routine').expect(200)).body.items;
const refusal = (code: string) => (response: { body: { code?: string } }) =>
  expect(response.body.code).toBe(code);

describe('sending', () => {
  it('goes in parts, says how much has arrived, and ends with what was found', async () => {
    const bytes = longClip(300_000);
    const { id, status, arrived, address } = await announce(stage, 'rivera', 'video', bytes.length);
    expect([status, arrived, address]).toEqual(['arriving', 0, `/api/v1/media/${id}/content`]);
    const part = async (from: number, to: number) =>
      (
        await sendBytes(
          stage,
          'rivera',
          id,
          bytes.subarray(from, to),
          `bytes ${from}-${to - 1}/${bytes.length}`,
        ).expect(200)
      ).body;
    expect(await part(0, 100_000)).toMatchObject({ status: 'arriving', arrived: 100_000 });
    expect(await read(id)).toMatchObject({ status: 'arriving', arrived: 100_000, uploadedAt: null });
    expect(
      (await sendBytes(stage, 'rivera', id, Buffer.alloc(0), `bytes */${bytes.length}`).expect(200)).body
        .arrived,
    ).toBe(100_000);
    await part(100_000, 250_000);
    const done = await part(250_000, 300_000);
    expect(done).toMatchObject({
      status: 'usable',
      arrived: 300_000,
      bytes: 300_000,
      mime: 'video/mp4',
      codec: 'h264',
      width: 160,
      height: 90,
      seconds: 1,
      uploadedAt: expect.any(String),
    });
    // sent again after the answer was lost, it is what it is
    expect((await sendBytes(stage, 'rivera', id, bytes).expect(200)).body).toMatchObject({
      status: 'usable',
    });
    const [row] = await stage.owner<{ key: string; pieces: unknown[] }>(
      'select storage_key as key, pieces from portal.media where id = $1',
      [id],
    );
    expect(row!.pieces).toEqual([]);
    expect(await new FolderStore(MEDIA_FOLDER).bytesOf(`kept/${row!.key}`)).toBe(300_000);
    expect(await readdir(`${MEDIA_FOLDER}/incoming/${row!.key}`).catch(() => 'gone')).toBe('gone');
  });

  it('goes in order, and in no more than was announced', async () => {
    const { id } = await announce(stage, 'rivera', 'picture', 60);
    const send = (range: string | undefined, bytes: number) =>
      sendBytes(stage, 'rivera', id, Buffer.alloc(bytes, 'x'), range);
    await send('bytes 10-19/60', 10).expect(409).expect(refusal('media.out_of_order'));
    await send('bytes 0-60/60', 61).expect(422).expect(refusal('media.more_than_announced'));
    await send('bytes 0-9/60', 11).expect(422).expect(refusal('media.more_than_announced'));
    await send(undefined, 61).expect(422).expect(refusal('media.more_than_announced'));
    await send('bytes 0-9/50', 10).expect(400);
    await send('bytes 0-9/60', 10).expect(200);
    const { body } = await send('bytes 0-9/60', 10).expect(409);
    expect(body.detail).toContain('from 10 on');
    await send(undefined, 60).expect(409);
    expect(await read(id)).toMatchObject({ arrived: 10, status: 'arriving' });
  });

  it('in parts too small to be many ends', async () => {
    const { id } = await announce(stage, 'rivera', 'picture', 5000);
    await stage.owner(
      `update portal.media set pieces = (select jsonb_agg(jsonb_build_object('key', n, 'bytes', 1)) from generate_series(1, 1000) n)
       where id = $1`,
      [id],
    );
    await sendBytes(stage, 'rivera', id, Buffer.alloc(1, 'x'), 'bytes 1000-1000/5000')
      .expect(422)
      .expect(refusal('media.parts_too_small'));
  });

  it('keeps what arrived before a connection broke, and holds no transaction open meanwhile', async () => {
    const bytes = longClip(6 * MEGABYTE);
    const { id } = await announce(stage, 'rivera', 'video', bytes.length);
    const { port } = await openWire(stage.app);
    const open = async () =>
      (
        await stage.owner<{ n: number }>(
          `select count(*)::int as n from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
        )
      )[0]!.n;
    await new Promise<void>((resolve, reject) => {
      const sending = httpRequest({
        port,
        host: '127.0.0.1',
        method: 'PUT',
        path: `/api/v1/media/${id}/content`,
        headers: {
          authorization: `Bearer ${accessToken(people.rivera.sessionId)}`,
          'content-type': 'application/octet-stream',
          'content-length': bytes.length,
        },
      });
      sending.on('error', () => resolve());
      sending.write(bytes.subarray(0, 5 * MEGABYTE), async () => {
        await pause(500);
        expect(await open()).toBe(0);
        sending.destroy();
      });
      setTimeout(reject, 20_000).unref();
    });
    let arrived = 0;
    for (let n = 0; n < 50 && arrived < 5 * MEGABYTE; n++) {
      await pause(100);
      ({ arrived } = await read(id));
    }
    expect(arrived).toBe(5 * MEGABYTE);
    const rest = bytes.subarray(arrived);
    const range = `bytes ${arrived}-${bytes.length - 1}/${bytes.length}`;
    expect((await sendBytes(stage, 'rivera', id, rest, range).expect(200)).body).toMatchObject({
      status: 'usable',
    });
    const all = await content('rivera', id).expect(200);
    // but for what tells of a place
    expect(all.body.subarray(10_000).equals(bytes.subarray(10_000))).toBe(true);
  });

  it('twice at once ends once', async () => {
    const bytes = clip('h264-aac.mp4');
    const { id } = await announce(stage, 'rivera', 'video', bytes.length, { exerciseId: north.id });
    const answers = await Promise.all([1, 2, 3].map(() => sendBytes(stage, 'rivera', id, bytes)));
    expect(answers.map(({ status }) => status).filter((status) => ![200, 409].includes(status))).toEqual([]);
    expect(await read(id)).toMatchObject({ status: 'usable', arrived: bytes.length });
    const videos = await stage.owner('select 1 from portal.exercise_video where media_id = $1', [id]);
    expect(videos).toHaveLength(1);
    const noted = await stage.owner(
      `select 1 from portal.audit_entry where action = 'media.uploaded' and subject_ids = array[$1::uuid]`,
      [id],
    );
    expect(noted).toHaveLength(1);
  });

  it.each([
    ['video', 'hevc.mov', 'media.hevc', 'Most Compatible'],
    ['video', 'truncated.mp4', 'media.unreadable', 'cut off'],
    ['video', 'small.png', 'media.unreadable', ''],
    ['picture', 'h264-aac.mp4', 'media.picture_format', 'PNG, JPEG or WebP'],
    ['picture', 'captions.vtt', 'media.picture_format', ''],
  ])('a %s that is %s is refused, says what to do, and stays refused', async (kind, name, code, words) => {
    const bytes = clip(name);
    const { id } = await announce(stage, 'rivera', kind, bytes.length);
    const { body } = await sendBytes(stage, 'rivera', id, bytes).expect(422);
    expect([body.code, body.detail]).toEqual([code, expect.stringContaining(words)]);
    const kept = await read(id);
    expect(kept).toMatchObject({
      status: 'refused',
      refusedBecause: body.detail,
      address: null,
      uploadedAt: null,
    });
    await sendBytes(stage, 'rivera', id, clip('h264-aac.mp4')).expect(422).expect(refusal(code));
    await content('rivera', id).expect(404);
  });

  it('is for clinicians, of their own clinic', async () => {
    const bytes = clip('small.png');
    const { id } = await announce(stage, 'rivera', 'picture', bytes.length);
    for (const name of ['ann', 'cara', 'dale', 'adams'] as const) {
      await stage.as(name).post('/media').send({}).expect(403);
      await stage
        .as(name)
        .put(`/media/${id}/content`)
        .type('application/octet-stream')
        .send(bytes)
        .expect(403);
      await stage.as(name).get(`/media/${id}`).expect(403);
    }
    await sendBytes(stage, 'osei', id, bytes).expect(404);
    await stage.as('osei').get(`/media/${id}`).expect(404);
    const said = { kind: 'picture', bytes: 100, title: 'x', alt: 'x' };
    for (const foreign of [{ patientId: people.cai.id }, { exerciseId: ownExercise.south.id }]) {
      await stage
        .as('rivera')
        .post('/media')
        .send({ ...said, ...foreign })
        .expect(404);
    }
    await stage
      .as('rivera')
      .post('/media')
      .send({ kind: 'poster', bytes: 1, title: 'x', videoId: id })
      .expect(409);
    // a type that the sender believes in decides nothing, and is not asked
    await stage
      .as('rivera')
      .put(`/media/${id}/content`)
      .type('image/png')
      .send(bytes)
      .expect(415)
      .expect(({ body }) => {
        expect(body.detail).toBe('Send the bytes as application/octet-stream.');
      });
    await sendBytes(stage, 'kaya', id, bytes).expect(200);
  });

  it('of a picture keeps no place, and is shown the way up it was taken', async () => {
    const bytes = clip('place.jpg');
    const id = await film(stage, 'rivera', 'picture', bytes);
    expect(await read(id)).toMatchObject({ mime: 'image/jpeg', width: 12, height: 16 });
    const { body } = await content('rivera', id).expect(200).expect('content-type', 'image/jpeg');
    expect((body as Buffer).includes('51.5074')).toBe(false);
    expect(body.length).toBeLessThan(bytes.length);
  });

  it('of more pictures than anybody looks at is refused', async () => {
    const { body: copy } = await stage.as('rivera').post(`/exercises/${north.id}/copy`).expect(201);
    const said = { exerciseId: copy.id };
    for (let n = 0; n < 6; n++) await announce(stage, 'rivera', 'picture', 100, said);
    await stage
      .as('rivera')
      .post('/media')
      .send({ kind: 'picture', bytes: 100, title: 'x', alt: 'x', ...said })
      .expect(409)
      .expect(refusal('media.enough_pictures'));
    const { body } = await stage.as('rivera').get(`/media?exerciseId=${copy.id}`).expect(200);
    expect(body.items.map((one: { place: number }) => one.place)).toEqual([6, 5, 4, 3, 2, 1]);
  });
});

describe('a plan', () => {
  let exerciseId: string;
  beforeAll(async () => {
    const { body, headers } = await stage.as('rivera').post(`/exercises/${north.id}/copy`).expect(201);
    exerciseId = body.id;
    await stage
      .as('rivera')
      .post(`/exercises/${exerciseId}/publication`)
      .set('if-match', headers.etag as string)
      .expect(200);
  });

  it('shows the clip of its exercise with poster, captions and pictures, as it was when it was issued', async () => {
    const videoOf = { exerciseId };
    const clipId = await film(stage, 'rivera', 'video', longClip(2.5 * MEGABYTE), videoOf);
    const { body: exercise } = await stage.as('rivera').get(`/exercises/${exerciseId}`).expect(200);
    const own = exercise.videos.find((one: { watchUrl: string }) => one.watchUrl.includes(clipId));
    expect(own).toMatchObject({
      watchUrl: `/api/v1/media/${clipId}/content`,
      captions: false,
      checkedOn: null,
    });
    const posterId = await film(stage, 'rivera', 'poster', clip('small.webp'), { videoId: clipId });
    const captionsId = await film(stage, 'rivera', 'captions', clip('captions.vtt'), {
      videoId: clipId,
      title: 'English',
    });
    const end = await film(stage, 'rivera', 'picture', clip('small.jpg'), {
      exerciseId,
      place: 2,
      alt: 'The end.',
    });
    const start = await film(stage, 'rivera', 'picture', clip('small.png'), {
      exerciseId,
      place: 1,
      alt: 'The start.',
    });
    const again = await stage.as('rivera').get(`/exercises/${exerciseId}`).expect(200);
    const now = again.body.videos.find((one: { id: string }) => one.id === own.id);
    expect(now.captions).toBe(true);
    // a video of an exercise is watched by somebody before it goes to patients, whoever filmed it
    await stage
      .as('rivera')
      .patch(`/exercises/${exerciseId}/videos/${own.id}`)
      .set('if-match', `"${now.revision}"`)
      .send({ checked: true })
      .expect(200);

    const plan = await advise('ben', { exerciseId, videoId: own.id });
    const at = (id: string) => `/api/v1/media/${id}/content`;
    const [shown] = await itemsOf('ben');
    expect(shown.video).toEqual({
      state: 'available',
      provider: 'clinic',
      title: 'Heel raise, video',
      language: 'en',
      captions: true,
      embedUrl: at(clipId),
      watchUrl: at(clipId),
      posterUrl: at(posterId),
      captionFiles: [{ language: 'en', title: 'English', address: at(captionsId) }],
    });
    expect(shown.pictures).toEqual([
      { id: start, alt: 'The start.', width: 16, height: 12, address: at(start) },
      { id: end, alt: 'The end.', width: 16, height: 12, address: at(end) },
    ]);
    for (const id of [clipId, posterId, captionsId, start, end])
      await content('ben', id, 'bytes=0-1').expect(206);
    await content('ben', captionsId).expect(200).expect('content-type', 'text/vtt; charset=utf-8');

    // what becomes of the library does not change what was told
    await film(stage, 'rivera', 'picture', clip('small.png'), { exerciseId, place: 1, alt: 'Another.' });
    await film(stage, 'rivera', 'poster', clip('small.png'), { videoId: clipId });
    for (const id of [start, posterId, captionsId, clipId]) {
      const { headers } = await stage.as('rivera').get(`/media/${id}`).expect(200);
      const { body } = await stage
        .as('rivera')
        .post(`/media/${id}/retirement`)
        .set('if-match', headers.etag as string)
        .expect(200);
      expect(body.retiredAt).not.toBeNull();
      await stage.as('rivera').post(`/media/${id}/retirement`).set('if-match', '"1"').expect(409);
    }
    expect(await itemsOf('ben')).toEqual([shown]);
    for (const id of [clipId, posterId, captionsId, start, end])
      await content('ben', id, 'bytes=0-1').expect(206);
    const gone = await stage.as('rivera').get(`/exercises/${exerciseId}`).expect(200);
    expect(gone.body.videos.map((one: { id: string }) => one.id)).not.toContain(own.id);
    // and new plans cannot take it
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    for (const named of [{ videoId: own.id }, { clipId }, { pictureIds: [start] }]) {
      await stage
        .as('rivera')
        .post(`/episodes/${episodeId}/prescriptions`)
        .send({ items: [item({ exerciseId, ...named })] })
        .expect(409)
        .expect(refusal('prescription.exercise_unavailable'));
    }
    await transit(stage, 'rivera', plan.id, 'withdrawal', { because: 'For the next test.' });
  });

  it('reads a draft again when its media changed before it was issued', async () => {
    const picture = await film(stage, 'rivera', 'picture', clip('small.png'), { exerciseId, alt: 'Before.' });
    const clipId = await film(stage, 'rivera', 'video', clip('h264-aac.mp4'));
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const written = await draft(stage, 'rivera', episodeId, [item({ exerciseId, clipId })]);
    const reviewOn = await today(stage, 14);
    const { headers } = await stage.as('rivera').get(`/media/${picture}`).expect(200);
    await stage
      .as('rivera')
      .patch(`/media/${picture}`)
      .set('if-match', headers.etag as string)
      .send({ alt: 'After.' })
      .expect(200);
    const { body } = await issue(stage, 'rivera', written, { reviewOn }).expect(409);
    expect(body.errors.map((one: { pointer: string }) => one.pointer)).toEqual(['/draft/items/0/pictures']);
    // a poster that is new is another change
    const again = await draft(stage, 'rivera', (await assess(stage, 'rivera', 'ben')).episodeId, [
      item({ exerciseId, clipId }),
    ]);
    await film(stage, 'rivera', 'poster', clip('small.png'), { videoId: clipId });
    const second = await issue(stage, 'rivera', again, { reviewOn }).expect(409);
    expect(second.body.errors.map((one: { pointer: string }) => one.pointer)).toEqual([
      '/draft/items/0/posterId',
    ]);
  });

  it('shows what was made for one patient to them, and can show it to nobody else', async () => {
    const said = { patientId: people.ben.id };
    const clipId = await film(stage, 'rivera', 'video', clip('h264-upright-place.mov'), said);
    const picture = await film(stage, 'rivera', 'picture', clip('small.jpg'), said);
    const poster = await film(stage, 'rivera', 'poster', clip('small.jpg'), { videoId: clipId });
    expect(await read(poster)).toMatchObject({ patientId: people.ben.id });
    const { episodeId } = await assess(stage, 'rivera', 'ann');
    for (const named of [{ clipId }, { pictureIds: [picture] }]) {
      await stage
        .as('rivera')
        .post(`/episodes/${episodeId}/prescriptions`)
        .send({ items: [item(named)] })
        .expect(409);
    }
    await stage
      .as('rivera')
      .post(`/episodes/${episodeId}/prescriptions`)
      .send({ items: [item({ clipId, videoId: north.videoId })] })
      .expect(409);
    const { id } = await advise('ben', { clipId, pictureIds: [picture] });
    const [shown] = (await itemsOf('ben')).filter(
      (one: { prescriptionId: string }) => one.prescriptionId === id,
    );
    expect([shown.video.provider, shown.pictures.map((one: { id: string }) => one.id)]).toEqual([
      'clinic',
      [picture],
    ]);
    for (const one of [clipId, picture, poster]) {
      await content('ben', one, 'bytes=0-9').expect(206);
      for (const name of ['ann', 'cara'] as const) await content(name, one, 'bytes=0-9').expect(404);
    }
    await content('osei', clipId).expect(404);
    for (const name of ['dale', 'adams'] as const) await content(name, clipId).expect(403);
    // a look of staff at it is a look at his record
    const [before] = await stage.owner<{ n: string }>('select max(id) as n from portal.audit_entry');
    await content('rivera', clipId).expect(200);
    const rows = await stage.owner(
      `select action, patient_ids from portal.audit_entry where id > $1 and action = 'record.read'`,
      [before!.n],
    );
    expect(rows).toEqual([{ action: 'record.read', patient_ids: [people.ben.id] }]);
    await transit(stage, 'rivera', id, 'withdrawal', { because: 'For the next test.' });
  });
});

describe('reading', () => {
  let id: string;
  let bytes: Buffer;
  let etag: string;
  let plan: { id: string; episodeId: string };
  beforeAll(async () => {
    const given = longClip(3.5 * MEGABYTE);
    id = await film(stage, 'rivera', 'video', given);
    const whole = await content('rivera', id).expect(200);
    bytes = whole.body;
    etag = whole.headers.etag as string;
    expect(bytes.length).toBe(given.length);
    plan = await advise('ann', { clipId: id });
  });

  it.each([
    ['bytes=0-1', 0, 1],
    ['bytes=1000-2000', 1000, 2000],
    ['bytes=-500', 3.5 * MEGABYTE - 500, 3.5 * MEGABYTE - 1],
    // without an end a megabyte at most
    ['bytes=0-', 0, MEGABYTE - 1],
    ['bytes=3000000-', 3_000_000, 3.5 * MEGABYTE - 1],
    // with one as much as was asked, the gate being asked on the way
    [`bytes=5-${3 * MEGABYTE}`, 5, 3 * MEGABYTE],
    ['bytes=0-1, 5-6', 0, 1],
  ])('%s', async (range, from, to) => {
    const answer = await content('ann', id, range).expect(206);
    expect(answer.headers).toMatchObject({
      'content-range': `bytes ${from}-${to}/${bytes.length}`,
      'content-length': String(to - from + 1),
      'content-type': 'video/mp4',
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-store',
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
      etag,
    });
    expect(answer.body.equals(bytes.subarray(from, to + 1))).toBe(true);
  });

  it('answers all of it to who asks for no range, or for another version’s', async () => {
    for (const answer of [
      await content('ann', id).expect(200),
      await content('ann', id, 'bytes=0-1').set('if-range', '"another"').expect(200),
      await content('ann', id, 'lines=0-1').expect(200),
    ]) {
      expect(answer.body.equals(bytes)).toBe(true);
      expect(answer.headers['content-range']).toBeUndefined();
    }
    await content('ann', id, 'bytes=0-1').set('if-range', etag).expect(206);
  });

  it('says how many bytes there are to who asks for others', async () => {
    const answer = await stage
      .as('ann')
      .get(`/media/${id}/content`)
      .set('range', `bytes=${bytes.length}-`)
      .expect(416);
    expect(answer.headers['content-range']).toBe(`bytes */${bytes.length}`);
    expect(answer.body.code).toBe('media.no_such_range');
  });

  it('is for who looks after the patient too, and leaves no row for each range', async () => {
    const [before] = await stage.owner<{ n: string }>('select max(id) as n from portal.audit_entry');
    await content('cara', id, 'bytes=0-').expect(206);
    await content('ann', id, 'bytes=0-').expect(206);
    const [after] = await stage.owner<{ n: string }>('select max(id) as n from portal.audit_entry');
    expect(after).toEqual(before);
    await content('ben', id, 'bytes=0-').expect(404);
    await stage.anonymous().get(`/media/${id}/content`).expect(401);
  });

  /** Reads the beginning of all of it, slowly; answers how the rest ended. */
  async function readSlowly(
    id: string,
    then: () => Promise<unknown>,
  ): Promise<{ read: number; isWhole: boolean }> {
    const { port } = await openWire(stage.app);
    return new Promise((resolve, reject) => {
      const asking = httpGet({
        port,
        host: '127.0.0.1',
        path: `/api/v1/media/${id}/content`,
        headers: { authorization: `Bearer ${accessToken(people.ann.sessionId)}` },
      });
      asking.on('error', reject);
      asking.on('response', (response) => {
        let read = 0;
        response.once('readable', () => {
          void then().then(() => {
            response.on('data', (part: Buffer) => (read += part.length));
            response.on('error', () => undefined);
            response.on('close', () => resolve({ read, isWhole: response.complete }));
          });
        });
      });
    });
  }

  it('holds no file open for who reads slowly, or is gone', async () => {
    const openFiles = async () => {
      const links = await Promise.all(
        (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
      );
      return links.filter((link) => link.startsWith(MEDIA_FOLDER));
    };
    expect(
      await readSlowly(id, async () => {
        await pause(200);
        expect(await openFiles()).toEqual([]);
      }),
    ).toEqual({ read: bytes.length, isWhole: true });
    const { port } = await openWire(stage.app);
    await new Promise<void>((resolve) => {
      const asking = httpGet({
        port,
        host: '127.0.0.1',
        path: `/api/v1/media/${id}/content`,
        headers: { authorization: `Bearer ${accessToken(people.ann.sessionId)}` },
      });
      asking.on('error', () => undefined);
      asking.on('response', (response) => {
        response.on('error', () => undefined);
        response.once('data', () => {
          asking.destroy();
          resolve();
        });
      });
    });
    await pause(200);
    expect(await openFiles()).toEqual([]);
    await content('ann', id, 'bytes=0-').expect(206);
  });

  it('is cut off by a withdrawal in the middle, at the next range and within an answer', async () => {
    const first = await content('ann', id, 'bytes=0-').expect(206);
    const second = await content('ann', id, `bytes=${MEGABYTE}-`).expect(206);
    expect(Buffer.concat([first.body, second.body]).equals(bytes.subarray(0, 2 * MEGABYTE))).toBe(true);
    // longer than what a connection holds by itself
    const long = await film(stage, 'rivera', 'video', longClip(24 * MEGABYTE));
    const plans = [plan.id, (await advise('ann', { clipId: long })).id];
    const withdrawAll = async () => {
      for (const one of plans) await transit(stage, 'rivera', one, 'withdrawal', { because: 'It hurts.' });
    };
    const cut = await readSlowly(long, withdrawAll);
    expect(cut.isWhole).toBe(false);
    expect(cut.read).toBeLessThan(20 * MEGABYTE);
    await content('ann', id, `bytes=${2 * MEGABYTE}-`).expect(404);
    await content('cara', id, 'bytes=0-').expect(404);
    await content('rivera', id, 'bytes=0-').expect(206);
  });
});

describe('what nobody finished', () => {
  const later = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  afterAll(() => stage.setClock(null));

  it('is swept after a day, with its bytes, and what is usable is not', async () => {
    const database = new URL(stage.appUrl);
    const { workerUrl } = JSON.parse(process.env.PORTAL_TEST_CLUSTER ?? '{}') as { workerUrl: string };
    const door = new WorkDoor(Object.assign(new URL(workerUrl), { pathname: database.pathname }).href);
    const store = new FolderStore(MEDIA_FOLDER);
    const bytes = clip('h264-aac.mp4');
    const { id: half } = await announce(stage, 'rivera', 'video', bytes.length);
    await sendBytes(stage, 'rivera', half, bytes.subarray(0, 100), `bytes 0-99/${bytes.length}`).expect(200);
    const usable = await film(stage, 'rivera', 'video', bytes);
    const { id: foreign } = await announce(stage, 'osei', 'video', 10);
    const [row] = await stage.owner<{ pieces: { key: string }[] }>(
      'select pieces from portal.media where id = $1',
      [half],
    );
    const key = row!.pieces[0]!.key;
    const sweep = async () => {
      for (const clinic of await door.clinics())
        await door.openTx(clinic, (tx) => new MediaSweep(store).visit(tx));
    };
    try {
      await sweep();
      expect(await store.bytesOf(key)).toBe(100);
      await stage.setClock(later(25));
      await sendBytes(
        stage,
        'rivera',
        half,
        bytes.subarray(100),
        `bytes 100-${bytes.length - 1}/${bytes.length}`,
      ).expect(404);
      await sweep();
      await sweep();
      expect(await store.bytesOf(key)).toBeNull();
      await stage.as('rivera').get(`/media/${half}`).expect(404);
      await stage.as('osei').get(`/media/${foreign}`).expect(404);
      await content('rivera', usable, 'bytes=0-1').expect(206);
      const left = await stage.owner(`select 1 from portal.media where uploaded_at is null`);
      expect(left).toEqual([]);
    } finally {
      await door.close();
    }
  });
});

describe('in a bucket', () => {
  it('a clip is sent, looked into and read as in a folder, and a store in trouble says so', async () => {
    const s3 = await openFakeS3();
    const settings = {
      endpoint: s3.endpoint,
      bucket: 'clips',
      region: 'eu',
      accessKey: 'reader',
      secretKey: 'x',
    };
    const other = await openStage(undefined, { media: { s3: settings } });
    try {
      const bytes = longClip(200_000);
      const { id } = await announce(other, 'rivera', 'video', bytes.length);
      await sendBytes(
        other,
        'rivera',
        id,
        bytes.subarray(0, 100_000),
        `bytes 0-99999/${bytes.length}`,
      ).expect(200);
      const rest = bytes.subarray(100_000);
      const range = `bytes 100000-199999/${bytes.length}`;
      s3.failNext(50);
      await sendBytes(other, 'rivera', id, rest, range).expect(503);
      s3.failNext(0);
      const { body } = await sendBytes(other, 'rivera', id, rest, range).expect(200);
      expect(body).toMatchObject({ status: 'usable', arrived: 200_000 });
      expect([...s3.objects.keys()]).toEqual([expect.stringMatching(/^clips\/kept\//)]);
      const answer = await other
        .as('rivera')
        .get(`/media/${id}/content`)
        .set('range', 'bytes=100000-150000')
        .buffer(true)
        .parse(asBytes as never)
        .expect(206);
      expect(answer.body.equals(bytes.subarray(100_000, 150_001))).toBe(true);
      s3.failNext(50);
      await other.as('rivera').get(`/media/${id}/content`).expect(503);
    } finally {
      await other.close();
      await s3.close();
    }
  });
});
