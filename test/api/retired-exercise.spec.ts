/** Retiring an exercise takes it out of the library; it takes no rule back that speaks against what runs. */
import { openStage, type Stage } from '../support/stage';
import { assess, assessAgain, draft, issue, item, redraft, today } from '../support/visit';

describe('a retired exercise in a plan that runs', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  it('is still forbidden for what was learned of it before it was retired', async () => {
    const rivera = stage.as('rivera');
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const written = await draft(stage, 'rivera', episodeId, [item()]);
    await issue(stage, 'rivera', written, { reviewOn: await today(stage, 14) }).expect(200);
    const { exerciseId } = item();
    const change = async (send: (etag: string) => PromiseLike<unknown>) => {
      const { headers } = await rivera.get(`/exercises/${exerciseId}`).expect(200);
      await send(headers.etag as string);
    };
    const traits = ['supine', 'floor_transfer', 'lumbar_flexion_loaded'];
    await change((etag) =>
      rivera.patch(`/exercises/${exerciseId}`).set('if-match', etag).send({ traits }).expect(200),
    );
    await change((etag) =>
      rivera.post(`/exercises/${exerciseId}/retirement`).set('if-match', etag).expect(200),
    );
    await assessAgain(stage, 'rivera', episodeId, {
      findings: {
        outlook: { floorTransferUnaided: 'yes' },
        history: { fragilityFractures: { answer: 'yes' }, osteoporosis: { answer: 'yes' } },
      },
    });
    const again = await redraft(stage, 'rivera', written.id, [item({ why: 'Anew.' })]);
    const { body } = await issue(stage, 'rivera', again).expect(409);
    expect(body.code).toBe('prescription.rule_forbids');
  });
});
