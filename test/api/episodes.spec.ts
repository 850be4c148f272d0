import { randomUUID } from 'node:crypto';
import { adviceOf, people, type PersonName } from '../support/cast';
import { openStage, type Stage } from '../support/stage';

describe('episodes', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    await stage.setClock('2026-11-25T09:00:00Z');
  });
  afterAll(() => stage.close());

  const path = (patient: PersonName = 'ben') => `/patients/${people[patient].id}/episodes`;
  const open = async (fields: object = { title: 'Low back' }, by: PersonName = 'rivera') =>
    (await stage.as(by).post(path()).send(fields).expect(201)).body;
  const close = (id: string, revision = 1, by: PersonName = 'rivera') =>
    stage.as(by).post(`/episodes/${id}/closure`).set('if-match', `"${revision}"`);

  it('open today unless said otherwise, and never tomorrow', async () => {
    expect(await open({ title: '  Low back  ' }, 'novak')).toEqual({
      id: expect.any(String),
      patientId: people.ben.id,
      title: 'Low back',
      openedOn: '2026-11-25',
      openedBy: people.novak.id,
      closedAt: null,
      closedBy: null,
      enteredInErrorAt: null,
      enteredInErrorBy: null,
      enteredInErrorBecause: null,
      revision: 1,
    });
    expect((await open({ title: 'Calf', openedOn: '2025-01-31' })).openedOn).toBe('2025-01-31');
    const ahead = { title: 'Knee', openedOn: '2026-11-26' };
    const { body } = await stage.as('rivera').post(path()).send(ahead).expect(400);
    expect(body.errors).toEqual([expect.objectContaining({ pointer: '/openedOn', code: 'future' })]);
    await stage.as('rivera').post(path()).send({}).expect(400);
  });

  it('are renamed by who read them last', async () => {
    const { id } = await open();
    const rename = (revision: number, body: object) =>
      stage.as('kaya').patch(`/episodes/${id}`).set('if-match', `"${revision}"`).send(body);
    await rename(1, { title: 'Low back, again' }).expect(200).expect('etag', '"2"');
    expect((await rename(1, { title: 'Mine' }).expect(412)).body.code).toBe('revision.stale');
    await rename(2, { openedOn: '2026-11-01' }).expect(400);
    await stage.as('kaya').patch(`/episodes/${id}`).send({ title: 'Blind' }).expect(428);
  });

  it('close once, by anybody who treats, and say who and when', async () => {
    const { id } = await open();
    expect((await close(id, 1, 'novak').expect(200)).body).toMatchObject({
      closedAt: '2026-11-25T09:00:00.000Z',
      closedBy: people.novak.id,
      revision: 2,
    });
    expect((await close(id, 2).expect(409)).body.code).toBe('episode.closed');
    expect((await close(id, 1).expect(412)).body.code).toBe('revision.stale');
  });

  it('do not close over advice that is issued or paused, and do when it has ended', async () => {
    const { episodeId, prescriptionId, versionId } = adviceOf('ann');
    const then = (kind: string) =>
      stage.owner(
        `insert into portal.prescription_transition (clinic_id, prescription_id, version_id, kind, by_staff_id, because)
         values ($1, $2, $3, $4, $5, 'because')`,
        [people.ann.clinicId, prescriptionId, versionId, kind, people.rivera.id],
      );
    expect((await close(episodeId).expect(409)).body.code).toBe('episode.prescription_open');
    await then('paused');
    expect((await close(episodeId).expect(409)).body.code).toBe('episode.prescription_open');
    await then('completed');
    await close(episodeId).expect(200);
  });

  it('wait for an issue that is being written before they decide', async () => {
    const { episodeId, prescriptionId, versionId } = adviceOf('dot');
    const append = (kind: string, days: string) =>
      stage.owner(
        `insert into portal.prescription_transition
           (clinic_id, prescription_id, version_id, kind, by_staff_id, because, starts_on, week_one_on,
            review_on, advice_until)
         values ($1, $2, $3, $4, $5, 'because', ${days})`,
        [people.dot.clinicId, prescriptionId, versionId, kind, people.rivera.id],
      );
    await append('withdrawn', 'null, null, null, null');
    await stage.owner('begin');
    await append('issued', 'current_date, current_date, current_date, current_date');
    const closing = close(episodeId).then(({ body }) => body.code);
    await new Promise((wake) => setTimeout(wake, 300));
    await stage.owner('commit');
    expect(await closing).toBe('episode.prescription_open');
  });

  it('are listed newest first, page by page', async () => {
    const listed: { id: string; openedOn: string }[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: typeof listed; nextCursor: string | null } = (
        await stage
          .as('lind')
          .get(`${path()}?limit=1${cursor && `&cursor=${cursor}`}`)
          .expect(200)
      ).body;
      listed.push(...page.items);
      cursor = page.nextCursor;
    }
    const [{ ids }] = (await stage.owner(
      'select array_agg(id) as ids from portal.episode where patient_id = $1',
      [people.ben.id],
    )) as [{ ids: string[] }];
    expect(listed.map(({ id }) => id).sort()).toEqual(ids.sort());
    const days = listed.map(({ openedOn }) => openedOn);
    expect(days).toEqual([...days].sort().reverse());
    expect(days.at(-1)).toBe('2025-01-31');
  });

  it('are as absent for another clinic as what never was', async () => {
    const { id } = await open();
    for (const [patient, episode] of [
      [people.ben.id, id],
      [randomUUID(), randomUUID()],
    ]) {
      // prettier-ignore
      const as = stage.as('osei');
      const attempts = [
        as.get(`/patients/${patient}/episodes`),
        as.post(`/patients/${patient}/episodes`).send({ title: 'Mine' }),
        as.patch(`/episodes/${episode}`).set('if-match', '"1"').send({ title: 'Mine' }),
        as.post(`/episodes/${episode}/closure`).set('if-match', '"1"'),
      ];
      for (const attempt of attempts) expect((await attempt.expect(404)).body.code).toBe('not_found');
    }
  });

  it.each(['dale', 'adams', 'ann', 'ben'] as const)('are not for %s', async (who) => {
    const { id } = await open();
    await stage.as(who).get(path()).expect(403);
    await stage.as(who).post(path()).send({ title: 'Mine' }).expect(403);
    await stage.as(who).patch(`/episodes/${id}`).set('if-match', '"1"').send({ title: 'Mine' }).expect(403);
    await close(id, 1, who).expect(403);
  });
});
