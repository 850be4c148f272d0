/** Somebody without a phone, an e-mail or a wish for either: the plan goes home on paper, and what came of it comes back on paper. */
import { randomUUID } from 'node:crypto';
import { people } from '../support/cast';
import { readPdf, wordsOfAll } from '../support/pdf';
import { type Caller, accessToken, openStage, type Stage } from '../support/stage';
import { item, today } from '../support/visit';
import { aWalkIn, walkIn } from '../support/walk-in';

const { rivera } = people;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.setClock('2026-11-26T10:00:00Z');
});
afterAll(() => stage.close());

/** A session of the day: those of staff end when nobody has used them for long. */
async function riveraToday(): Promise<Caller> {
  const [session] = await stage.owner<{ id: string }>(
    `insert into portal.session (clinic_id, staff_id, device, expires_at)
     values ($1, $2, 'a laptop', 'infinity') returning id`,
    [rivera.clinicId, rivera.id],
  );
  return stage.withToken(accessToken(session!.id));
}

it('Mr Page has no phone: a plan on paper, two quiet weeks, and a log that comes back on paper', async () => {
  const visit = await aWalkIn(stage, {
    patient: { name: 'Percy Page', dateOfBirth: '1941-02-03' },
    plan: { items: [item({ why: 'So that you turn in bed more easily.' })] },
    issue: { reviewOn: await today(stage, 14) },
    link: false,
  });
  const { body: home } = await walkIn(stage, 'rivera', visit).expect(201);
  expect(home).toMatchObject({ outcome: 'advised', isConfirmed: true, link: null });
  const [patient, plan] = [home.patient.id as string, home.prescription.id as string];

  await stage
    .as('rivera')
    .put(`/prescriptions/${plan}/delivery`)
    .set('if-match', home.prescription.etag)
    .send({ delivery: 'paper' })
    .expect(200);
  const { body: printed } = await stage
    .as('rivera')
    .get(`/prescriptions/${plan}/handout`)
    .buffer()
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    })
    .expect(200);
  expect(wordsOfAll(readPdf(printed))).toContain('So that you turn in bed more easily.');

  for (const day of ['2026-11-30', '2026-12-03', '2026-12-07']) {
    await stage.setClock(`${day}T10:00:00Z`);
    await stage.work();
  }
  const [quiet] = await stage.owner(
    `select (select count(*)::int from portal.alert where patient_id = $1) as alerts,
       (select count(*)::int from portal.mail where patient_id = $1) as mails`,
    [patient],
  );
  expect(quiet).toEqual({ alerts: 0, mails: 0 });

  await stage.setClock('2026-12-08T10:00:00Z');
  const asRivera = await riveraToday();
  const { body: whole } = await asRivera.get(`/prescriptions/${plan}`).expect(200);
  const itemId = whole.live.items[0].id as string;
  const entries = ['2026-12-05', '2026-12-06', '2026-12-07'].map((day, n) => ({
    id: randomUUID(),
    kind: 'item',
    at: `${day}T09:00:00Z`,
    sessionId: randomUUID(),
    prescriptionId: plan,
    itemId,
    dose: 0,
    pain: 4 - n,
  }));
  const { body: taken } = await asRivera
    .post(`/prescriptions/${plan}/paper-log`)
    .send({ entries })
    .expect(200);
  expect(taken.entries.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['kept', 'kept', 'kept']);
  const { body: done } = await asRivera.get(`/patients/${patient}/adherence`).expect(200);
  expect(done.week.done).toBe(3);
  const { body: diary } = await asRivera.get(`/patients/${patient}/diary`).expect(200);
  expect(diary.items.map(({ isFromPaper, pain }: Record<string, unknown>) => [isFromPaper, pain])).toEqual([
    [true, 2],
    [true, 3],
    [true, 4],
  ]);
});
