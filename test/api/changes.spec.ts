/** What changed between two versions, over HTTP: for whoever issues the next one, and later for the patient. */
import { DOSE_IN_WORDS_MAX } from '../../src/dosage/bounds';
import { checkDosage } from '../../src/dosage/check/check-dosage';
import type { Dosage } from '../../src/dosage/dosage';
import { dose } from '../support/dose';
import { openStage, type Stage } from '../support/stage';
import { assess, draft, issue, item, redraft, today } from '../support/visit';

describe('what changed between versions', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  const changesOf = (id: string, query = '') =>
    stage.as('rivera').get(`/prescriptions/${id}/changes${query}`);

  it('is told in words, by the exercise', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const written = await draft(stage, 'rivera', episodeId, [
      item(),
      item({ variation: 'sitting', why: 'At your desk.' }),
    ]);
    await issue(stage, 'rivera', written, { reviewOn: await today(stage, 14) }).expect(200);
    expect((await changesOf(written.id).expect(409)).body.code).toBe('prescription.nothing_to_compare');

    const next = await redraft(stage, 'rivera', written.id, [item({ dosage: dose({ count: 2 }) })]);
    const drafted = await changesOf(written.id, '?from=1&to=2').expect(200);
    await issue(stage, 'rivera', next).expect(200);
    const { body } = await changesOf(written.id).expect(200);
    expect(body).toEqual({
      from: 1,
      to: 2,
      added: [],
      removed: [{ place: 2, name: 'Stretch of the north, sitting', words: ['No longer part of the plan.'] }],
      changed: [
        {
          place: 1,
          name: 'Stretch of the north',
          words: [
            'Before: Do 3 sets of 10. Once a day, on 3 days a week.',
            'Now: Do 2 sets of 10. Once a day, on 3 days a week.',
          ],
        },
      ],
      advice: { added: [], removed: [] },
    });
    expect(drafted.body).toEqual(body);
    await changesOf(written.id, '?from=1&to=3').expect(409);
    await changesOf(written.id, '?from=0').expect(400);
  });

  it('tells of the longest dose that may be written, and no longer one is', async () => {
    // in each row of weeks another weight and another rest, so that nothing is said once for all
    const ofRows = (rows: number, more: number): Dosage => ({
      side: 'each_side',
      sessions: Array.from({ length: rows }, (_, row) => ({
        sets: [6, 12, 18].map((exact) => ({
          count: 2,
          reps: { exact: exact + more },
          load: { kind: 'weight' as const, kg: 5 + row + exact },
          effort: { scale: 'rpe_20' as const, value: { exact } },
          restAfterSet: { exact: 61 + row },
        })),
        weeks: { from: row + 1, to: row + 1 },
        schedule: { kind: 'weekly', perDay: 1, perWeek: { exact: 3 } },
      })),
    });
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const [longest = 0] = Array.from({ length: 100 }, (_, n) => 100 - n).filter(
      (rows) => checkDosage(ofRows(rows, 1)).length === 0,
    );
    const written = await draft(stage, 'rivera', episodeId, [item({ dosage: ofRows(longest, 0) })]);
    await issue(stage, 'rivera', written, { reviewOn: await today(stage, 14) }).expect(200);
    await redraft(stage, 'rivera', written.id, [item({ dosage: ofRows(longest, 1) })]);
    const { body } = await changesOf(written.id, '?from=1&to=2').expect(200);
    expect(body.changed[0].words[1].length).toBeGreaterThan(0.95 * DOSE_IN_WORDS_MAX);

    const refused = await stage
      .as('rivera')
      .post(`/episodes/${episodeId}/prescriptions`)
      .send({ items: [item({ dosage: ofRows(longest + 1, 1) })] })
      .expect(400);
    expect(refused.body.errors).toMatchObject([
      { pointer: '/items/0/dosage/sessions', code: 'dosage.too_long' },
    ]);
  });
});
