import { Client } from 'pg';
import { adviceOf, people } from '../support/cast';
import { dose } from '../support/dose';
import { openStage, type Stage } from '../support/stage';
import { assess, draft, issue, today, transit } from '../support/visit';

describe('the patient’s routine', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const routine = async (who: 'ann' | 'ben' | 'dot') =>
    (await stage.as(who).get('/routine').expect(200)).body;

  it('shows exactly what was advised, with dose, steps and reason', async () => {
    const body = await routine('ann');
    expect(body.standing).toMatchObject({ kind: 'live', message: null });
    expect(body.items.map((one: { name: string }) => one.name)).toEqual([
      'Ann Allen exercise 1',
      'Ann Allen exercise 2',
      'Ann Allen exercise 3',
    ]);
    expect(body.items[0]).toMatchObject({
      doseSentence: 'Do 5, rest, then do 5 again. Once a day, 5 days a week.',
      dosage: dose({ count: 2, reps: { exact: 5 } }, { perWeek: { exact: 5 } }),
      why: 'It eases your back.',
    });
    expect(body.notice).toContain('Do them only if');
    expect(body.clinic).toMatchObject({ phone: '020 7946 0000', bookingUrl: 'https://clinic.example/book' });
    expect(body.texts.emergency.items.length).toBeGreaterThan(5);
  });

  it('says the clinic’s own notice when it has one', async () => {
    await stage.owner(`update portal.clinic set notice = 'Ours.' where id = $1`, [people.ann.clinicId]);
    expect((await routine('ann')).notice).toBe('Ours.');
  });

  it('is not for anybody else', async () => {
    for (const name of ['rivera', 'dale', 'adams', 'solo'] as const) {
      await stage.as(name).get('/routine').expect(403);
    }
    await stage.anonymous().get('/routine').expect(401);
  });

  it('gives each reason for an empty routine a kind and a message of its own', async () => {
    const messages = new Map<string, string>();
    const note = async (who: 'ann' | 'ben' | 'dot') => {
      const { standing, items, texts, clinic } = await routine(who);
      expect(items).toEqual([]);
      expect(texts.emergency.items).not.toEqual([]);
      expect(clinic.phone).toBe('020 7946 0000');
      messages.set(standing.kind, standing.message);
    };
    await note('ben');
    await note('dot');

    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const written = await draft(stage, 'rivera', episodeId);
    const reviewOn = await today(stage, 14);
    await issue(stage, 'rivera', written, { reviewOn, startsOn: await today(stage, 3) }).expect(200);
    await note('ben');
    await stage.as('ben').post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
    await note('ben');

    const { prescriptionId } = adviceOf('ann');
    await transit(stage, 'rivera', prescriptionId, 'pause', { because: 'Flare-up.' });
    await note('ann');
    const hold = await stage
      .as('rivera')
      .post(`/patients/${people.ann.id}/holds`)
      .send({ because: 'New numbness.' })
      .expect(201);
    await note('ann');
    await stage
      .as('rivera')
      .post(`/holds/${hold.body.id}/resolution`)
      .set('if-match', hold.headers.etag as string)
      .send({ resolution: 'Seen by the hospital, all clear.' })
      .expect(200);
    await transit(stage, 'rivera', prescriptionId, 'resumption');
    expect((await routine('ann')).items).toHaveLength(3);
    const [row] = await stage.owner<{ at: string }>(`select (now() + interval '43 days')::text as at`);
    await stage.setClock(row!.at);
    await note('ann');
    await stage.setClock(null);
    await transit(stage, 'rivera', prescriptionId, 'completion', {});
    await note('ann');

    expect([...messages.keys()].sort()).toEqual([
      'discharged',
      'ended',
      'lapsed',
      'none',
      'not_confirmed',
      'not_started',
      'on_hold',
      'paused',
    ]);
    expect(new Set(messages.values()).size).toBe(8);
  });

  it('holds no video address until the patient agreed to that provider, and none after withdrawal', async () => {
    const video = async () => (await routine('ann')).items[0].video;
    expect(await video()).toMatchObject({ provider: 'file', embedUrl: null, watchUrl: null });
    await stage.as('ann').put('/video-consents/youtube').expect(200);
    expect((await video()).watchUrl).toBeNull();
    await stage.as('ann').put('/video-consents/file').expect(200);
    expect((await video()).watchUrl).toBe('https://videos.example.org/placeholder.mp4');
    const { body: list } = await stage.as('ann').get('/video-consents').expect(200);
    expect(list.filter((one: { isAgreed: boolean }) => one.isAgreed)).toHaveLength(2);
    await stage.as('ann').delete('/video-consents/file').expect(204);
    expect((await video()).watchUrl).toBeNull();
    const rows = await stage.owner(
      `select 1 from portal.video_consent where provider = 'file' and withdrawn_at is not null and patient_id = $1
       and given_at > now() - interval '1 minute'`,
      [people.ann.id],
    );
    expect(rows).toHaveLength(1);
    await stage.as('ann').put('/video-consents/elsewhere').expect(404);
  });

  it('answers 304 while nothing changed, and not a moment longer', async () => {
    const first = await stage.as('ann').get('/routine').expect(200);
    const etag = first.headers.etag as string;
    expect(first.headers['cache-control']).toBe('private, no-cache');
    await stage.as('ann').get('/routine').set('if-none-match', etag).expect(304);
    await transit(stage, 'rivera', adviceOf('ann').prescriptionId, 'pause', { because: 'Flare-up.' });
    const second = await stage.as('ann').get('/routine').set('if-none-match', etag).expect(200);
    expect(second.body.items).toEqual([]);
  });

  it('is confirmed once, by the patient or by the clinician in the room, and by nobody else', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const path = `/episodes/${episodeId}/advice-confirmation`;
    await stage.as('ben').post(path).expect(404); // nothing was ever issued in it
    const reviewOn = await today(stage, 14);
    await issue(stage, 'rivera', await draft(stage, 'rivera', episodeId), { reviewOn }).expect(200);
    await stage.as('ann').post(path).expect(404);
    await stage.as('osei').post(path).expect(404);
    await stage.as('dale').post(path).expect(403);
    expect((await routine('ben')).items).toEqual([]);
    const first = await stage.as('ben').post(path).expect(200);
    const again = await stage.as('kaya').post(path).expect(200);
    expect(again.body).toEqual(first.body);
    expect(first.body.by).toBe('patient');
    expect((await routine('ben')).items).toHaveLength(1);
  });

  it('shows the union of two episodes, each under its own advice', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ann');
    const written = await draft(stage, 'rivera', episodeId);
    await issue(stage, 'rivera', written, { reviewOn: await today(stage, 14) }).expect(200);
    const before = await routine('ann');
    expect(before.items).toHaveLength(3);
    expect(before.plans.map((plan: { kind: string }) => plan.kind).sort()).toEqual(['live', 'not_confirmed']);
    await stage.as('rivera').post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
    expect((await routine('ann')).items).toHaveLength(4);
  });

  it('ends with the session, at the next request', async () => {
    await stage.owner(
      `update portal.session set ended_at = now(), ended_because = 'signed_out' where id = $1`,
      [people.ann.sessionId],
    );
    const { body } = await stage.as('ann').get('/routine').expect(401);
    expect(body.code).toBe('identity.sign_in_required');
  });

  it('is denied to nobody who may read it: a denied select stands in the log like a true alarm', async () => {
    const asked = jest.spyOn(Client.prototype, 'query');
    await stage.as('ann').get('/routine').expect(200);
    await stage.as('cara').get('/routine').expect(200);
    const answers = await Promise.allSettled(
      asked.mock.results.map(({ value }) => value as Promise<unknown>),
    );
    expect(answers.length).toBeGreaterThan(7);
    expect(answers.filter(({ status }) => status === 'rejected')).toEqual([]);
    asked.mockRestore();
  });

  it('never mixes patients on shared connections', async () => {
    const names = ['ann', 'ben', 'cai', 'dot'] as const;
    const expected = { ann: 3, ben: 0, cai: 3, dot: 0 };
    await Promise.all(
      Array.from({ length: 80 }, async (_, n) => {
        const name = names[n % names.length] as (typeof names)[number];
        const { body } = await stage.as(name).get('/routine').expect(200);
        expect(body.items).toHaveLength(expected[name]);
        for (const item of body.items) expect(item.name).toContain(people[name].name);
      }),
    );
  });
});
