/**
 * A log that was kept on paper: taken down by a clinician at the visit, asked what the patient's own entries are asked, counted
 * as they are, and told as what it is. Of a plan on paper nobody misses anything meanwhile.
 */
import { randomUUID } from 'node:crypto';
import { adviceOf, people, type PersonName } from '../support/cast';
import { openStage, type Stage } from '../support/stage';

const ANN = adviceOf('ann');
const [BRIDGE] = ANN.itemIds as [string];
const path = `/prescriptions/${ANN.prescriptionId}/paper-log`;
type Said = Record<string, unknown> & { id: string };

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

async function now(plusSeconds = 0): Promise<string> {
  const [row] = await stage.owner<{ at: Date }>(
    'select portal.portal_now() + make_interval(secs => $1) as at',
    [plusSeconds],
  );
  return row!.at.toISOString();
}
const done = async (extra: Record<string, unknown> = {}): Promise<Said> => ({
  id: randomUUID(),
  kind: 'item',
  at: await now(-1),
  sessionId: randomUUID(),
  prescriptionId: ANN.prescriptionId,
  itemId: BRIDGE,
  dose: 0,
  ...extra,
});
async function takeDown(entries: Said[], who: PersonName = 'rivera'): Promise<string[]> {
  const { body } = await stage.as(who).post(path).send({ entries }).expect(200);
  return body.entries.map(({ outcome, code }: { outcome: string; code: string | null }) => code ?? outcome);
}
const alerts = () =>
  stage.owner<{ kind: string; times: number }>(
    'select kind, times from portal.alert where patient_id = $1 order by kind, key',
    [people.ann.id],
  );
const tally = () =>
  stage.owner<{ done: number; declined: number; worst_pain: number | null }>(
    'select done, declined, worst_pain from portal.plan_day where prescription_id = $1 and done + declined > 0',
    [ANN.prescriptionId],
  );

it('is kept under the same rules as what the patient tells', async () => {
  const good = await done({ pain: 1 });
  const cai = adviceOf('cai');
  expect(
    await takeDown([
      good,
      { ...good },
      { ...good, pain: 2 },
      await done({ itemId: cai.itemIds[0] }),
      await done({ prescriptionId: cai.prescriptionId, itemId: cai.itemIds[0] }),
      await done({ at: await now(-3 * 86_400) }),
      await done({ at: await now(310) }),
      await done({ at: await now(-61 * 86_400) }),
      await done({ howMuch: 3 }),
      { id: randomUUID(), kind: 'next_morning', at: await now(), pain: 1 },
    ]),
  ).toEqual([
    'kept',
    'known',
    'diary.id_reused',
    'diary.not_advised',
    'diary.other_plan',
    // before the plan began
    'diary.not_advised',
    'diary.in_the_future',
    'diary.too_old',
    'diary.does_not_fit',
    'kept',
  ]);
  expect(await takeDown([good])).toEqual(['known']);
});

it('is counted by day, and said to be from paper to whoever reads the diary', async () => {
  const entry = await done({ pain: 2 });
  await takeDown([entry, await done({ notDoneBecause: 'time' })]);
  expect(await tally()).toEqual([{ done: 1, declined: 1, worst_pain: 2 }]);
  const own = await stage.as('ann').get('/diary').expect(200);
  expect(own.body.items).toHaveLength(2);
  expect(own.body.items[0]).toMatchObject({ isFromPaper: true, carerId: null });
  expect(own.body.items[0]).not.toHaveProperty('takenDownBy');
  const staffs = await stage.as('kaya').get(`/patients/${people.ann.id}/diary`).expect(200);
  expect(staffs.body.items[0]).toMatchObject({ isFromPaper: true, takenDownBy: people.rivera.id });
  // sent by the patient's own device too, it is one and the same
  const told = await stage
    .as('ann')
    .post('/diary-entries')
    .send({ entries: [entry] })
    .expect(200);
  expect(told.body.entries[0].outcome).toBe('known');
  expect(await tally()).toEqual([{ done: 1, declined: 1, worst_pain: 2 }]);
});

it('is recorded as taken down, by whom and of whom', async () => {
  const entry = await done();
  await takeDown([entry]);
  const rows = await stage.owner<Record<string, unknown>>(
    `select action, actor_id, subject_ids, patient_ids from portal.audit_entry where action like 'diary.%'`,
  );
  expect(rows).toEqual([
    {
      action: 'diary.taken_down',
      actor_id: people.rivera.id,
      subject_ids: [entry.id],
      patient_ids: [people.ann.id],
    },
  ]);
});

it('alerts as what the patient tells does, once, and stops nothing', async () => {
  const shown = (await stage.as('ann').get('/routine').expect(200)).body.items.length;
  const entries = [
    await done({ pain: 9, spread: 'numb_or_weak' }),
    await done({ pain: 9 }),
    await done({ notDoneBecause: 'unsure_how' }),
    await done({ notDoneBecause: 'unsure_how' }),
  ];
  expect(await takeDown(entries)).toEqual(['kept', 'kept', 'kept', 'kept']);
  const raised = await alerts();
  expect(raised.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['A2', 'A3', 'A5']));
  await takeDown(entries);
  expect(await alerts()).toEqual(raised);
  expect(raised.every(({ times }) => times === 1)).toBe(true);
  expect(await stage.owner('select 1 from portal.hold where patient_id = $1', [people.ann.id])).toEqual([]);
  expect((await stage.as('ann').get('/routine').expect(200)).body.items).toHaveLength(shown);
});

it('corrects what was taken down, and never the patient’s own words', async () => {
  const own = await done({ pain: 4 });
  await stage
    .as('ann')
    .post('/diary-entries')
    .send({ entries: [own] })
    .expect(200);
  const wrong = await done({ pain: 3 });
  await takeDown([wrong]);
  expect(await takeDown([{ ...wrong, id: randomUUID(), pain: 5, corrects: wrong.id }])).toEqual(['kept']);
  expect(await takeDown([{ ...own, id: randomUUID(), pain: 0, corrects: own.id }])).toEqual([
    'diary.not_from_paper',
  ]);
  expect(await tally()).toEqual([{ done: 2, declined: 0, worst_pain: 5 }]);
});

it('is for clinicians of the clinic alone', async () => {
  const body = { entries: [await done()] };
  await stage.as('osei').post(path).send(body).expect(404);
  for (const who of ['dale', 'adams', 'ann', 'cara'] as const) {
    await stage.as(who).post(path).send(body).expect(403);
  }
  await stage.anonymous().post(path).send(body).expect(401);
  await stage.as('rivera').post(path).send({ entries: [] }).expect(400);
  expect(await tally()).toEqual([]);
});
