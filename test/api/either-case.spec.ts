import { ownExercise, people } from '../support/cast';
import { givePassword, PASSWORD } from '../support/credentials';
import { Trials } from '../support/trials';
import { assess, draft, issue, item, today } from '../support/visit';

/**
 * A UUID is the same in capitals (RFC 9562). The database knows that; whatever compares ids as text must not differ.
 */
describe('an id in capitals', () => {
  let trials: Trials;
  beforeAll(async () => {
    trials = await Trials.open();
  });
  afterAll(() => trials.close());

  const inCapitals = (path: string) => path.replace(/[0-9a-f-]{36}/g, (id) => id.toUpperCase());

  it('reads the same, wherever an id stands in an address', async () => {
    const reads = trials.operations.filter(({ method, path }) => method === 'get' && path.includes('id}'));
    expect(reads.length).toBeGreaterThan(10);
    // what is printed says when
    await trials.stage.setClock(new Date().toISOString());
    for (const operation of reads) {
      const letter = trials.good(operation);
      const [plain, loud] = [
        await trials.send(letter),
        await trials.send({ ...letter, path: inCapitals(letter.path) }),
      ];
      expect([operation.id, loud.status, loud.text]).toEqual([operation.id, 200, plain.text]);
    }
    await trials.stage.setClock(null);
  });

  it('changes a member of staff', async () => {
    const as = trials.stage.as('adams');
    const { headers } = await as.get(`/staff/${people.kaya.id}`).expect(200);
    await as
      .patch(`/staff/${people.kaya.id.toUpperCase()}`)
      .set('if-match', headers.etag as string)
      .send({ name: 'Deniz Kaya-Sand' })
      .expect(200);
  });

  it('prescribes an exercise', async () => {
    const { episodeId } = await assess(trials.stage, 'rivera', 'ben');
    const written = await draft(trials.stage, 'rivera', episodeId.toUpperCase(), [
      item({ exerciseId: ownExercise.north.id.toUpperCase() }),
    ]);
    await issue(trials.stage, 'rivera', written, { reviewOn: await today(trials.stage, 14) }).expect(200);
  });

  it('names the clinic to sign in at', async () => {
    await givePassword(trials.stage, 'lind');
    const { body } = await trials.stage
      .anonymous()
      .post('/session')
      .send({
        email: 'lind@clinic.example',
        password: PASSWORD,
        clinicId: people.osei.clinicId.toUpperCase(),
      })
      .expect(200);
    expect(body.tokens).not.toBeNull();
  });
});
