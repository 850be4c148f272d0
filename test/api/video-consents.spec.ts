/** Agreeing that a video's host may learn who watches: for a session, or remembered if asked; withdrawn in one list. */
import { people } from '../support/cast';
import { openSession } from '../support/credentials';
import { accessToken, type Caller, openStage, type Stage } from '../support/stage';

describe('video permission', () => {
  let stage: Stage;
  let made = 0;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.owner('delete from portal.video_consent where patient_id = $1', [people.ann.id]));
  afterAll(() => stage.close());

  const device = async (): Promise<Caller> =>
    stage.withToken(accessToken(await openSession(stage, 'ann', `a-token-of-a-device-${made++}`)));
  const routine = async (as: Caller) => (await as.get('/routine').expect(200)).body;
  const video = async (as: Caller) => (await routine(as)).items[0].video;
  const consent = async (as: Caller, provider = 'file') =>
    (await as.get('/video-consents').expect(200)).body.find(
      (one: { provider: string }) => one.provider === provider,
    );

  it('says of each provider what it learns, and whether it was agreed to', async () => {
    const { body } = await stage.as('ann').get('/video-consents').expect(200);
    expect(body.map((one: { provider: string }) => one.provider).sort()).toEqual([
      'file',
      'vimeo',
      'youtube',
    ]);
    for (const one of body) {
      expect(one).toMatchObject({ isAgreed: false, isRemembered: false, givenAt: null });
      expect(one.learns).toMatch(/internet address/);
      expect(one.learns).toMatch(/video was watched/);
      expect(one.learns).toMatch(/cookies/);
    }
  });

  it('counts in the session it was given in, and is forgotten with it, unless asked to be remembered', async () => {
    const [phone, tablet] = [await device(), await device()];
    const { body } = await phone.put('/video-consents/file').send({ remember: false }).expect(200);
    expect(body).toMatchObject({ provider: 'file', isAgreed: true, isRemembered: false });
    expect((await video(phone)).watchUrl).not.toBeNull();
    expect((await video(tablet)).watchUrl).toBeNull();
    expect(await consent(tablet)).toMatchObject({ isAgreed: false });
    await phone.delete('/session').expect(204);
    expect((await video(await device())).watchUrl).toBeNull();

    await tablet.put('/video-consents/file').send({ remember: true }).expect(200);
    const another = await device();
    expect((await video(another)).watchUrl).not.toBeNull();
    expect(await consent(another)).toMatchObject({ isAgreed: true, isRemembered: true });
    // another word for this session takes nothing back
    await another.put('/video-consents/file').send({}).expect(200);
    expect(await consent(another)).toMatchObject({ isRemembered: true });
    expect((await video(tablet)).watchUrl).not.toBeNull();
  });

  it('is for this session when nothing else is said, and giving it twice is giving it once', async () => {
    const phone = await device();
    const { body: first } = await phone.put('/video-consents/youtube').expect(200);
    const { body: second } = await phone.put('/video-consents/youtube').expect(200);
    expect(second).toEqual(first);
    expect(first.isRemembered).toBe(false);
    await phone.put('/video-consents/youtube').send({ remember: 'yes' }).expect(400);
    const rows = await stage.owner(
      'select session_id is null as remembered from portal.video_consent where patient_id = $1',
      [people.ann.id],
    );
    expect(rows).toEqual([{ remembered: false }]);
  });

  it('is withdrawn everywhere with the next request, what was remembered and what was said in any session', async () => {
    const [phone, tablet] = [await device(), await device()];
    await phone.put('/video-consents/file').expect(200);
    await tablet.put('/video-consents/file').send({ remember: true }).expect(200);
    await tablet.put('/video-consents/youtube').send({ remember: true }).expect(200);
    await stage.owner('delete from portal.audit_entry');
    await tablet.delete('/video-consents/file').expect(204);
    for (const as of [phone, tablet, await device()]) {
      expect((await video(as)).watchUrl).toBeNull();
      expect(await consent(as)).toMatchObject({ isAgreed: false, isRemembered: false });
      expect(await consent(as, 'youtube')).toMatchObject({ isRemembered: true });
    }
    const [entry] = await stage.owner<{ ids: string[] }>(
      `select subject_ids as ids from portal.audit_entry where action = 'video_consent.withdrawn'`,
    );
    expect(entry!.ids).toHaveLength(2);
    await tablet.delete('/video-consents/file').expect(204);
  });

  it('costs nothing but the videos when it is not given', async () => {
    const phone = await device();
    const without = await routine(phone);
    await phone.put('/video-consents/file').expect(200);
    const withIt = await routine(phone);
    const bare = (body: { items: { video: object }[] }) => body.items.map(({ video: _, ...item }) => item);
    expect(bare(without)).toEqual(bare(withIt));
    expect(without.items[0].steps.length).toBeGreaterThan(0);
    expect(without.items[0].video).toMatchObject({ provider: 'file', embedUrl: null, watchUrl: null });
  });
});
