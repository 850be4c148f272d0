/** What somebody told their clinician alone, and what the clinician keeps between them: by no road does it reach who looks after them. */
import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { openApiOf } from '../../src/http/openapi';
import { advise, enter, type Entered, enterBy, guardianOf, register, type Young } from '../support/family';
import { readPdf, wordsOfAll } from '../support/pdf';
import { type Caller, openStage, type Stage } from '../support/stage';

const SECRET = 'MARIGOLD';
const BORN = '2011-05-06';
const ADVICE = [
  { kind: 'sleep', text: 'Go to bed at ten.' },
  { kind: 'recovery', text: `Between us: ${SECRET} one.`, notForCarers: true },
];

let stage: Stage;
let tess: Young;
let planId: string;
let herself: Entered;
let mother: Entered;
beforeAll(async () => {
  stage = await openStage();
  await stage.setClock('2026-12-01T10:00:00Z');
  tess = await register(stage, 'Tess Told', BORN, 'tess@own.example');
  const advised = await advise(stage, tess, { adviceItems: ADVICE });
  planId = advised.planId;
  const guardian = await guardianOf(stage, tess, { name: 'Mona Told', email: 'mona@home.example' });
  [herself, mother] = [await enter(stage, tess), await enterBy(stage, guardian.secret, BORN)];
  await mother.as.post(`/episodes/${advised.episodeId}/advice-confirmation`).expect(200);
});
afterAll(() => stage.close());

function asBytes(response: Response, done: (fault: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
}
/** Whatever is answered, in words: of paper what stands on it. */
async function wordsAt(as: Caller, path: string): Promise<string> {
  if (!path.includes('/handout')) return (await as.get(path).expect(200)).text;
  const { body } = await as
    .get(path)
    .buffer(true)
    .parse(asBytes as never)
    .expect(200);
  return wordsOfAll(readPdf(body as Buffer));
}
const advice = async (as: Caller): Promise<string[]> =>
  (await as.get('/routine').expect(200)).body.advice.map(({ text }: { text: string }) => text);
const weekly = <Extra extends object>(extra: Extra) => ({
  id: randomUUID(),
  kind: 'weekly',
  at: '2026-12-01T09:00:00Z',
  howMuch: 7,
  ...extra,
});
const tell = async (as: Caller, entry: object) =>
  (
    await as
      .post('/diary-entries')
      .send({ entries: [entry] })
      .expect(200)
  ).body.entries[0];

describe('what she told her clinician alone', () => {
  it('in her diary she and her clinician read, and nobody who looks after her', async () => {
    const told = weekly({ note: 'It went well.', privateNote: `Mum must not know: ${SECRET} two.` });
    expect(await tell(herself.as, told)).toMatchObject({ outcome: 'kept' });
    expect(await tell(herself.as, told)).toMatchObject({ outcome: 'known' });
    expect(await tell(herself.as, { ...told, privateNote: 'Else.' })).toMatchObject({
      code: 'diary.id_reused',
    });
    const read = async (as: Caller, path: string) =>
      (await as.get(path).expect(200)).body.items.find(({ id }: { id: string }) => id === told.id);
    expect(await read(herself.as, '/diary')).toMatchObject({
      note: told.note,
      privateNote: told.privateNote,
    });
    expect(await read(stage.as('rivera'), `/patients/${tess.id}/diary`)).toMatchObject({
      privateNote: told.privateNote,
    });
    expect(await read(mother.as, '/diary')).toMatchObject({ note: told.note, privateNote: null });
    const { body: data } = await herself.as.get('/own-data').expect(200);
    expect(data.diary.find(({ id }: { id: string }) => id === told.id).privateNote).toBe(told.privateNote);
    // what her mother writes is no secret of hers
    expect(await tell(mother.as, weekly({ privateNote: 'Do not tell Tess.' }))).toMatchObject({
      outcome: 'refused',
      code: 'diary.not_a_carers_note',
    });
    expect(await tell(mother.as, weekly({ note: 'She did it all.' }))).toMatchObject({ outcome: 'kept' });
  });

  it('what her clinician keeps between them shows to her, marked, to no carer and on no paper', async () => {
    expect(await advice(herself.as)).toEqual(ADVICE.map(({ text }) => text));
    const { body } = await herself.as.get('/routine').expect(200);
    expect(body.advice.map((one: { notForCarers: boolean }) => one.notForCarers)).toEqual([false, true]);
    expect(await advice(mother.as)).toEqual(['Go to bed at ten.']);
    for (const [as, path] of [
      [herself.as, '/routine/handout'],
      [mother.as, '/routine/handout'],
      [stage.as('rivera'), `/prescriptions/${planId}/handout`],
    ] as const) {
      const words = await wordsAt(as, path);
      expect(words).toContain('Go to bed at ten.');
      expect(words).not.toContain(SECRET);
    }
    // the mark goes along where the plan is taken up again, and its change is a change
    const { body: plan } = await stage.as('rivera').get(`/prescriptions/${planId}`).expect(200);
    expect(plan.live.adviceItems.map((one: { notForCarers: boolean }) => one.notForCarers)).toEqual([
      false,
      true,
    ]);
  });

  it('no answer that a carer may ask for holds it, whichever', async () => {
    // where clinicians write of her, for them alone
    await stage
      .as('rivera')
      .post(`/patients/${tess.id}/competence-notes`)
      .send({ found: 'competent', about: `${SECRET} three`, reasons: `${SECRET} four` })
      .expect(201);
    expect((await mother.as.get('/routine').expect(403)).text).not.toContain(SECRET);
    const { body: mine } = await herself.as.get('/carers').expect(200);
    await herself.as.post(`/carers/${mine[0].id}/continuation`).expect(204);

    const paths = Object.entries(openApiOf(stage.app).paths).flatMap(([path, { get }]) =>
      ((get as { 'x-allow'?: string[] } | undefined)?.['x-allow'] ?? []).includes('carer')
        ? [path.replace('/api/v1', '')]
        : [],
    );
    expect(paths.length).toBeGreaterThan(12);
    const bytes = paths.filter((path) => path.includes('{') || path === '/clinic/logo');
    expect(bytes).toEqual(['/media/{id}/content', '/clinic/logo']);
    const seen = await Promise.all(
      [
        ...paths.filter((path) => !bytes.includes(path)),
        '/today?badDay=true',
        '/routine/handout?logWeeks=0',
      ].map(async (path) => [path, (await wordsAt(mother.as, path)).includes(SECRET)]),
    );
    expect(seen.filter(([, isThere]) => isThere)).toEqual([]);
    // it is there to be found, for her and for her clinician
    expect(await wordsAt(herself.as, '/routine')).toContain(`${SECRET} one`);
    expect(await wordsAt(herself.as, '/diary')).toContain(`${SECRET} two`);
    expect(await wordsAt(stage.as('rivera'), `/patients/${tess.id}/competence-notes`)).toContain(
      `${SECRET} four`,
    );
    for (const path of ['/carers', '/own-data', '/record-requests', '/own-email'])
      expect([path, (await mother.as.get(path)).text.includes(SECRET)]).toEqual([path, false]);
    expect(await wordsAt(stage.as('dale'), `/patients/${tess.id}/carers`)).not.toContain(SECRET);
  });

  it('no mail holds it, nor a calendar, nor what the desk sees', async () => {
    await stage.work();
    expect(stage.outbox.letters.length).toBeGreaterThan(0);
    expect(JSON.stringify(stage.outbox.letters)).not.toContain(SECRET);
    const { body } = await herself.as.post('/calendar-feed').expect(201);
    const feed = await stage
      .anonymous()
      .get((body.address as string).split('/api/v1')[1] as string)
      .expect(200);
    expect(feed.text).toContain('BEGIN:VCALENDAR');
    expect(feed.text).not.toContain(SECRET);
    for (const path of [`/patients/${tess.id}`, '/worklist', '/coming-of-age?withinDays=366'])
      expect((await stage.as('dale').get(path)).text).not.toContain(SECRET);
  });
});
