/** Outcome measures over HTTP: what may be used, what is recorded, and how it went. */
import { people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';
import { assess, assessAgain, today } from '../support/visit';

describe('outcome measures', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  const take = (episodeId: string, body: object, by: 'rivera' | 'osei' = 'rivera') =>
    stage.as(by).post(`/episodes/${episodeId}/outcomes`).send(body);
  const seriesOf = async (episodeId: string) =>
    (await stage.as('rivera').get(`/episodes/${episodeId}/outcomes`).expect(200)).body as {
      instrument: string;
      scores: { id: string; source: string; score: number }[];
      change: { difference: number; verdict: string } | null;
    }[];

  it('shows pain and activities of the signed assessments beside what was taken in between', async () => {
    const { episodeId, assessmentId } = await assess(stage, 'rivera', 'ben', {
      seenOn: await today(stage, -10),
      painNprs: 7,
      findings: {
        psfs: [
          { activity: 'Run', score: 1 },
          { activity: 'Sit', score: 3 },
          { activity: 'Lift', score: 2 },
        ],
      },
    });
    const between = await take(episodeId, {
      instrument: 'NPRS',
      takenOn: await today(stage, -3),
      answers: { pain: 5 },
    }).expect(201);
    const again = await assessAgain(stage, 'rivera', episodeId, { painNprs: 3 });
    expect(await seriesOf(episodeId)).toMatchObject([
      {
        instrument: 'NPRS',
        scores: [
          { id: assessmentId, source: 'assessment', score: 7 },
          { id: between.body.id, source: 'outcome', score: 5 },
          { id: again, source: 'assessment', score: 3 },
        ],
        change: { difference: -4, verdict: 'better' },
      },
      { instrument: 'PSFS', scores: [{ source: 'assessment', score: 2 }], change: null },
    ]);
  });

  it('keeps the order in which several were taken on one day', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    for (const pain of [9, 7, 5, 3, 1]) {
      await take(episodeId, { instrument: 'NPRS', answers: { pain } }).expect(201);
    }
    const [series] = await seriesOf(episodeId);
    expect(series?.scores.map(({ score }) => score)).toEqual([9, 7, 5, 3, 1]);
    expect(series?.change).toMatchObject({ difference: -8, verdict: 'better' });
  });

  it('leaves out what was said to be an error, which can be said once', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const { body } = await take(episodeId, { instrument: 'NPRS', answers: { pain: 9 } }).expect(201);
    const inError = () =>
      stage.as('kaya').post(`/outcomes/${body.id}/entry-in-error`).send({ because: 'Of her sister.' });
    await inError().expect(200);
    expect(await seriesOf(episodeId)).toEqual([]);
    expect((await inError().expect(409)).body.code).toBe('outcome.in_error');
  });

  it('records nothing of the future, out of range, or for another measure', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const tomorrow = await today(stage, 1);
    for (const [body, pointer] of [
      [{ instrument: 'NPRS', takenOn: tomorrow, answers: { pain: 1 } }, '/takenOn'],
      [{ instrument: 'NPRS', answers: { pain: 11 } }, '/answers/pain'],
      [
        { instrument: 'NPRS', answers: { activities: [{ activity: 'Run', score: 3 }] } },
        '/answers/activities',
      ],
      [
        { instrument: 'PSFS', answers: { activities: [{ activity: 'Run', score: 3 }] } },
        '/answers/activities',
      ],
    ] as const) {
      const { body: problem } = await take(episodeId, body).expect(400);
      expect(problem.errors[0].pointer).toBe(pointer);
    }
    expect(await seriesOf(episodeId)).toEqual([]);
  });

  it('enables a licensed measure with the clinic’s own licence, for that clinic, while it stands', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const isEnabled = async (who: 'rivera' | 'osei') => {
      const { body } = await stage.as(who).get('/instruments').expect(200);
      return (body as { code: string; enabled: boolean }[]).find(({ code }) => code === 'RMDQ')?.enabled;
    };
    const roland = { instrument: 'RMDQ', answers: { total: 12 } };
    expect((await take(episodeId, roland).expect(409)).body.code).toBe('outcome.instrument_disabled');
    const record = (body: object) => stage.as('adams').post('/instrument-licences').send(body);
    const licence = await record({ instrument: 'RMDQ', reference: 'Spine 2000' }).expect(201);
    expect((await record({ instrument: 'RMDQ', reference: 'Twice' }).expect(409)).body.code).toBe(
      'outcome.licensed_already',
    );
    expect((await record({ instrument: 'NPRS', reference: 'x' }).expect(409)).body.code).toBe(
      'outcome.no_licence_needed',
    );
    expect([await isEnabled('rivera'), await isEnabled('osei')]).toEqual([true, false]);
    await take(episodeId, roland).expect(201);
    await stage.as('southAdmin').delete(`/instrument-licences/${licence.body.id}`).expect(404);
    await stage.as('adams').delete(`/instrument-licences/${licence.body.id}`).expect(204);
    await stage.as('adams').delete(`/instrument-licences/${licence.body.id}`).expect(404);
    expect(await isEnabled('rivera')).toBe(false);
    await take(episodeId, roland).expect(409);
    expect((await seriesOf(episodeId)).map(({ instrument }) => instrument)).toEqual(['RMDQ']);
  });

  it('is another clinic’s nothing', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const { body } = await take(episodeId, { instrument: 'NPRS', answers: { pain: 9 } }).expect(201);
    await take(episodeId, { instrument: 'NPRS', answers: { pain: 1 } }, 'osei').expect(404);
    await stage.as('osei').get(`/episodes/${episodeId}/outcomes`).expect(404);
    await stage.as('osei').post(`/outcomes/${body.id}/entry-in-error`).send({ because: 'x' }).expect(404);
  });

  it('leaves its trace', async () => {
    const rows = await stage.owner<{ action: string; patient_ids: string[] }>(
      `select distinct action, patient_ids from portal.audit_entry where subject_type in ('outcome', 'instrument_licence')
       and clinic_id = $1 order by action`,
      [people.ben.clinicId],
    );
    expect(rows.map(({ action, patient_ids }) => [action, patient_ids])).toEqual([
      ['instrument_licence.ended', []],
      ['instrument_licence.recorded', []],
      ['outcome.entered_in_error', [people.ben.id]],
      ['outcome.recorded', [people.ben.id]],
    ]);
  });
});
