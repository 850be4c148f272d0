/**
 * What a plan says besides exercises, over HTTP: drafted with it, issued with it, read in the routine while it stands, compared
 * between versions and taken over for the same patient.
 */
import { openStage, type Stage } from '../support/stage';
import { assess, issue, item, today, transit } from '../support/visit';

const BOOK = {
  kind: 'treatment_booking',
  text: 'Book the next massage.',
  address: 'https://clinic.example/book',
};
const EAT = { kind: 'fuel', text: 'Eat something within an hour after each run.' };
const SLEEP = { kind: 'sleep', text: 'Go to bed by ten.', address: null };
const shown = (...given: object[]) => given.map((one) => ({ address: null, notForCarers: false, ...one }));

describe('what a plan says besides exercises', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  const rivera = () => stage.as('rivera');
  const begin = async (body: object, episodeId?: string) => {
    const id = episodeId ?? (await assess(stage, 'rivera', 'ben')).episodeId;
    const reply = await rivera().post(`/episodes/${id}/prescriptions`).send(body);
    return { reply, episodeId: id, written: { id: reply.body.id, etag: reply.headers.etag as string } };
  };
  const routine = async () => (await stage.as('ben').get('/routine').expect(200)).body;

  it('is drafted, issued, read and compared with the plan, and closes with it', async () => {
    const { reply, episodeId, written } = await begin({ items: [item()], adviceItems: [BOOK, EAT] });
    expect(reply.status).toBe(201);
    expect(reply.body.draft.adviceItems).toEqual(shown(BOOK, EAT));
    expect((await routine()).advice).toEqual([]);
    await issue(stage, 'rivera', written, { reviewOn: await today(stage, 14) }).expect(200);
    expect((await routine()).advice).toEqual([]);
    await stage.as('ben').post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
    expect((await routine()).advice).toEqual(shown(BOOK, EAT));

    const { headers, body: now } = await rivera().get(`/prescriptions/${written.id}`).expect(200);
    expect(now.live.adviceItems).toEqual(shown(BOOK, EAT));
    const redrafted = await rivera()
      .put(`/prescriptions/${written.id}/draft`)
      .set('if-match', headers.etag as string)
      .send({ items: [item()], adviceItems: [SLEEP, BOOK] })
      .expect(200);
    expect((await routine()).advice).toEqual(shown(BOOK, EAT));
    const again = { id: written.id, etag: redrafted.headers.etag as string };
    await issue(stage, 'rivera', again, {}).expect(200);
    expect((await routine()).advice).toEqual(shown(SLEEP, BOOK));

    const { body: changes } = await rivera().get(`/prescriptions/${written.id}/changes`).expect(200);
    expect(changes).toMatchObject({
      added: [],
      removed: [],
      changed: [],
      advice: { added: [SLEEP], removed: shown(EAT) },
    });
    const { body: versions } = await rivera().get(`/prescriptions/${written.id}/versions`).expect(200);
    expect(versions.map((one: { adviceItems: unknown }) => one.adviceItems)).toEqual([
      shown(BOOK, EAT),
      shown(SLEEP, BOOK),
    ]);

    await transit(stage, 'rivera', written.id, 'pause', { because: 'A cold.' });
    expect(await routine()).toMatchObject({ advice: [], clinic: { phone: '020 7946 0000' } });
    await transit(stage, 'rivera', written.id, 'resumption');
    expect((await routine()).advice).toEqual(shown(SLEEP, BOOK));

    const taken = await begin({ from: { prescriptionId: written.id } });
    expect(taken.reply.body.draft.adviceItems).toEqual(shown(SLEEP, BOOK));
    const both = await begin({ from: { prescriptionId: written.id }, adviceItems: [EAT] });
    expect(both.reply.body.errors).toMatchObject([{ pointer: '/adviceItems', code: 'given_and_taken' }]);
    await rivera()
      .delete(`/prescriptions/${taken.written.id}/draft`)
      .set('if-match', taken.written.etag)
      .expect(204);
  });

  it('is gone from a draft that is written anew without', async () => {
    const { written } = await begin({ items: [item()], adviceItems: [EAT] });
    const { body } = await rivera()
      .put(`/prescriptions/${written.id}/draft`)
      .set('if-match', written.etag)
      .send({ items: [item()] })
      .expect(200);
    expect(body.draft.adviceItems).toEqual([]);
  });

  it('may be eight, of 500 characters each, and not one more', async () => {
    const long = { kind: 'activity', text: 'x'.repeat(500), address: 'HTTPS://clinic.example' };
    const { reply } = await begin({ items: [item()], adviceItems: Array(8).fill(long) });
    expect(reply.body.draft.adviceItems).toHaveLength(8);
  });

  it.each<[string, object[]]>([
    ['nine', Array(9).fill(EAT)],
    ['too long a text', [{ ...EAT, text: 'x'.repeat(501) }]],
    ['no text', [{ kind: 'fuel' }]],
    ['blanks for a text', [{ ...EAT, text: '   ' }]],
    ['a kind nobody knows', [{ ...EAT, kind: 'magic' }]],
    ['an address without encryption', [{ ...EAT, address: 'http://clinic.example' }]],
    ['an address that runs', [{ ...EAT, address: 'javascript:alert(1)' }]],
    ['a field nobody knows', [{ ...EAT, grams: 5 }]],
  ])('is refused with %s', async (_, adviceItems) => {
    const { reply } = await begin({ items: [item()], adviceItems });
    expect([reply.status, reply.body.code]).toEqual([400, 'request.invalid']);
    expect(reply.body.errors[0].pointer).toMatch(/^\/adviceItems/);
  });

  it('goes into no template: that knows no patient', async () => {
    const { written } = await begin({ items: [item()], adviceItems: [EAT] });
    const { body } = await rivera()
      .post(`/prescriptions/${written.id}/template`)
      .send({ name: 'Without advice' })
      .expect(201);
    expect(JSON.stringify(body)).not.toContain(EAT.text);
    const { reply } = await begin({ from: { templateId: body.id } });
    expect(reply.body.draft.adviceItems).toEqual([]);
  });
});
