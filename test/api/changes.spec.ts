/** What changed between two versions, over HTTP: for whoever issues the next one, and later for the patient. */
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
    });
    expect(drafted.body).toEqual(body);
    await changesOf(written.id, '?from=1&to=3').expect(409);
    await changesOf(written.id, '?from=0').expect(400);
  });
});
