/** A repeat visit is quick, or it is not written down: last findings, one of them changed, a changed dose, in five calls. */
import { randomUUID } from 'node:crypto';
import { people } from '../support/cast';
import { type Caller, openStage, type Stage } from '../support/stage';
import { dose } from '../support/dose';
import { assess, draft, issue, item, today } from '../support/visit';

const AT_MOST = 6;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Somebody of the cast, with every call counted. */
function counting(caller: Caller): Caller & { calls: () => number } {
  let calls = 0;
  const counted = Object.entries(caller).map(([verb, send]) => [
    verb,
    (path: string) => {
      calls += 1;
      return send(path);
    },
  ]);
  return { ...(Object.fromEntries(counted) as Caller), calls: () => calls };
}

it('takes over what was found, changes one finding and a dose, and issues', async () => {
  const first = await today(stage, -7);
  const { episodeId, assessmentId } = await assess(stage, 'rivera', 'ben', {
    seenOn: first,
    painNprs: 6,
    findings: {
      irritability: { grade: 'low' },
      capacity: [{ group: 'glutes', side: 'left', found: 'weak' }],
      history: { osteoporosis: { answer: 'no' } },
    },
  });
  const plan = await draft(stage, 'rivera', episodeId);
  await issue(stage, 'rivera', plan, { reviewOn: await today(stage, 7) }).expect(200);
  const day = await today(stage);
  const reviewOn = await today(stage, 14);

  const rivera = counting(stage.as('rivera'));
  const visit = await rivera
    .post(`/episodes/${episodeId}/assessments`)
    .send({
      carryForward: true,
      seenOn: day,
      contact: 'in_person',
      painNprs: 3,
      screen: { kind: 'attested', recordNumber: 'CARD-2' },
      suitable: true,
      findings: { capacity: [{ group: 'glutes', side: 'left', found: 'fatigues_early' }] },
    })
    .expect(201);
  const signed = await rivera
    .post(`/assessments/${visit.body.id}/signature`)
    .set('if-match', visit.headers.etag as string)
    .expect(200);
  const read = await rivera.get(`/prescriptions/${plan.id}`).expect(200);
  const redrafted = await rivera
    .put(`/prescriptions/${plan.id}/draft`)
    .set('if-match', read.headers.etag as string)
    .send({ items: [item({ dosage: dose({ reps: { exact: 12 } }) })], changeNote: 'Stronger: two more.' })
    .expect(200);
  const issued = await rivera
    .post(`/prescriptions/${plan.id}/issuance`)
    .set('if-match', redrafted.headers.etag as string)
    .set('idempotency-key', randomUUID())
    .send({ reviewOn })
    .expect(200);
  expect(rivera.calls()).toBeLessThanOrEqual(AT_MOST);

  const since = { foundOn: first, assessmentId };
  expect(signed.body).toMatchObject({
    status: 'signed',
    signedBy: people.rivera.id,
    presentations: [{ kind: 'arthritic_ache' }],
    findings: {
      irritability: { grade: 'low' },
      capacity: [{ group: 'glutes', side: 'left', found: 'fatigues_early' }],
      history: { osteoporosis: { answer: 'no' } },
    },
  });
  expect(signed.body.carried).toEqual({ irritability: since, history: since, presentations: since });
  expect(issued.body).toMatchObject({
    standing: 'issued',
    reviewOn,
    live: { number: 2, assessmentId: visit.body.id },
  });
  expect(issued.body.live.items[0].doseSentence).toContain('12');
});
