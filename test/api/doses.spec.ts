/** Doses of every kind through the API: what is saved is what is read, and what is read can be saved again. */
import * as fc from 'fast-check';
import type { Dosage } from '../../src/dosage/dosage';
import { minutesPerDay } from '../../src/dosage/dose-totals';
import { doseSentence } from '../../src/dosage/sentence/dose-sentence';
import { anyDosage } from '../support/any-dosage';
import { dose } from '../support/dose';
import { openStage, type Stage } from '../support/stage';
import { assess, draft, item, redraft } from '../support/visit';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

interface Told {
  dosage: Dosage;
  doseSentence: string;
}
const toldOf = (body: Record<string, unknown>): Told[] => (body.draft as { items: Told[] }).items;

it('keeps any dose through save, read, and the answer saved again', async () => {
  const { episodeId } = await assess(stage, 'rivera', 'ben');
  const { id } = await draft(stage, 'rivera', episodeId);
  const homely = anyDosage().filter(
    (dosage) =>
      minutesPerDay([{ dosage }]) <= 20 &&
      dosage.sessions.every(({ schedule }) => schedule.kind !== 'between'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(homely, { minLength: 5, maxLength: 20 }), async (dosages) => {
      const first = toldOf(
        (
          await redraft(
            stage,
            'rivera',
            id,
            dosages.map((dosage) => item({ dosage })),
          )
        ).body,
      );
      expect(first.map(({ dosage }) => dosage)).toEqual(dosages);
      expect(first.map((told) => told.doseSentence)).toEqual(dosages.map((dosage) => doseSentence(dosage)));

      const again = await redraft(
        stage,
        'rivera',
        id,
        first.map(({ dosage }) => item({ dosage })),
      );
      expect(toldOf(again.body).map(({ dosage }) => dosage)).toEqual(dosages);
    }),
    { numRuns: 8 },
  );
});

it('names what is wrong by its place in the body, in shape and in meaning', async () => {
  const { episodeId } = await assess(stage, 'rivera', 'ann');
  const refused = async (dosage: unknown) => {
    const { body } = await stage
      .as('rivera')
      .post(`/episodes/${episodeId}/prescriptions`)
      .send({ items: [item(), item({ dosage })] })
      .expect(400);
    return body.errors;
  };
  expect(await refused(dose({ load: { kind: 'weight', kg: 2.6 } }))).toMatchObject([
    { pointer: '/items/1/dosage/sessions/0/sets/0/load/kg' },
  ]);
  expect(await refused(dose({ load: { kind: 'weight' } }))).toMatchObject([
    { pointer: '/items/1/dosage/sessions/0/sets/0/load/kg', code: 'dosage.missing' },
  ]);
  expect(await refused(dose({ count: 1, restAfterSet: { exact: 30 } }))).toMatchObject([
    { pointer: '/items/1/dosage/sessions/0/sets/0/restAfterSet', code: 'dosage.contradictory' },
  ]);
  expect(await refused({ ...dose(), sets: 3 })).toMatchObject([{ pointer: '/items/1/dosage/sets' }]);
});
