/** The worker's rounds: what they find without anybody asking, and to whom they pass on what nobody acknowledged. */
import { EscalationRound } from '../../src/alert/escalation.round';
import { LookAfterRound } from '../../src/alert/look-after.round';
import { raiseAlert, type AlertKind } from '../../src/alert/raise-alert';
import { ClinicalRules } from '../../src/clinic/clinical-rules';
import { adviceOf, people } from '../support/cast';
import { goRound, inTxOf, write } from '../support/diary';
import { openStage, type Stage } from '../support/stage';
import { assess, assessAgain, draft, issue, today, transit } from '../support/visit';

const { ann, cai, rivera, kaya, lind, solo } = people;
const RX = { prescriptionId: adviceOf('ann').prescriptionId, itemId: adviceOf('ann').itemIds[0] };

let stage: Stage;

interface Row {
  kind: string;
  key: string;
  facts: Record<string, unknown>;
  times: number;
  for_staff_id: string;
  escalated_to: string | null;
  escalated_at: Date | null;
}
const alertsOf = (id: string) =>
  stage.owner<Row>('select * from portal.alert where patient_id = $1 order by kind, key', [id]);
const found = async (id = ann.id) => (await alertsOf(id)).map(({ kind, facts }) => [kind, facts.because]);
/** Noon, so many days after the plans of the cast began. */
const days = async (n: number): Promise<void> => {
  const [row] = await stage.owner<{ at: Date }>(
    `select ((starts_on + $1::int)::text || ' 12:00')::timestamp at time zone 'Europe/London' as at
     from portal.prescription_transition where prescription_id = $2 and kind = 'issued'`,
    [n, RX.prescriptionId],
  );
  await stage.setClock(row!.at.toISOString());
};
const lookAfter = (advise = true) =>
  goRound(stage, new LookAfterRound(new ClinicalRules(advise ? 'advise' : 'record-only')));

describe('a round over the patients', () => {
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  it('finds who fell silent, after seven whole days, once', async () => {
    await days(6);
    await lookAfter();
    expect(await found()).toEqual([]);
    await days(7);
    await lookAfter();
    await lookAfter(false);
    const [alert, ...others] = await alertsOf(ann.id);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ kind: 'A4', times: 1, for_staff_id: rivera.id });
    // and in the other clinic, where something was told on the first day
    expect(await found(cai.id)).not.toContainEqual(['A4', 'no_report']);
    await days(8);
    await lookAfter();
    expect(await found(cai.id)).toContainEqual(['A4', 'no_report']);
  });

  it('takes any word for a word', async () => {
    await days(6);
    const [now] = await stage.owner<{ at: Date }>('select portal.portal_now() as at');
    await write(stage, 'ann', { kind: 'next_morning', at: now!.at.toISOString(), pain: 2 });
    await days(13);
    await lookAfter();
    expect(await found()).toEqual([]);
    await days(14);
    await lookAfter();
    expect(await found()).toEqual([['A4', 'no_report']]);
  });

  it('asks nothing of a plan on paper, which a clinician says', async () => {
    const path = `/prescriptions/${RX.prescriptionId}/delivery`;
    const { headers } = await stage.as('kaya').get(`/prescriptions/${RX.prescriptionId}`).expect(200);
    const paper = () =>
      stage
        .as('kaya')
        .put(path)
        .set('if-match', headers.etag as string)
        .send({ delivery: 'paper' });
    expect((await paper().expect(200)).body.delivery).toBe('paper');
    await paper().expect(412);
    await stage.as('osei').put(path).set('if-match', '"1"').send({ delivery: 'portal' }).expect(404);
    await days(12);
    await lookAfter();
    expect(await found()).toEqual([]);
    await transit(stage, 'rivera', RX.prescriptionId, 'withdrawal', { because: 'Moved.' });
    expect((await stage.as('rivera').get(`/prescriptions/${RX.prescriptionId}`)).body.delivery).toBe('paper');
  });

  it.each<[string, () => Promise<unknown>]>([
    ['paused', () => transit(stage, 'rivera', RX.prescriptionId, 'pause', { because: 'A cold.' })],
    ['held', () => stage.as('rivera').post(`/patients/${ann.id}/holds`).send({ because: 'To be seen.' })],
    [
      'discharged',
      () =>
        stage
          .as('rivera')
          .post(`/patients/${ann.id}/discharge`)
          .set('if-match', '"1"')
          .send({ because: 'Better.' }),
    ],
    [
      'not begun',
      () =>
        stage.owner(`update portal.prescription set starts_on = current_date + 20 where id = $1`, [
          RX.prescriptionId,
        ]),
    ],
  ])('asks nothing while it is %s', async (_, close) => {
    await close();
    await days(12);
    await lookAfter();
    expect(await found()).toEqual([]);
  });

  it('counts anew when a hold was lifted, also on its own day', async () => {
    await days(6);
    const { body } = await stage.as('rivera').post(`/patients/${ann.id}/holds`).send({ because: 'A fall.' });
    await stage
      .as('rivera')
      .post(`/holds/${body.id}/resolution`)
      .set('if-match', '"1"')
      .send({ resolution: 'Seen at the hospital, nothing broken.' })
      .expect(200);
    await days(12);
    await lookAfter();
    expect(await found()).toEqual([]);
    await days(13);
    await lookAfter();
    expect(await found()).toEqual([['A4', 'no_report']]);
  });

  it('finds three due sessions in a row that were not done', async () => {
    await days(3);
    const say = (day: number, declined: number) =>
      stage.owner(
        `insert into portal.plan_day (clinic_id, patient_id, prescription_id, day, due, done, declined)
         select p.clinic_id, p.patient_id, p.id, p.starts_on + $2::int, 3, 0, $3 from portal.prescription p where p.id = $1`,
        [RX.prescriptionId, day, declined],
      );
    await say(0, 3);
    await say(1, 0);
    await say(2, 3);
    await lookAfter();
    expect(await found()).toEqual([]);
    await stage.owner('delete from portal.plan_day where declined = 0 and patient_id = $1', [ann.id]);
    await say(1, 1);
    await lookAfter();
    expect(await found()).toEqual([['A4', 'not_done']]);
  });

  it('finds a review that has passed, an assessment that is old, and scores that do not move', async () => {
    const { episodeId } = adviceOf('ann');
    await stage
      .as('rivera')
      .put(`/prescriptions/${RX.prescriptionId}/delivery`)
      .set('if-match', await etagOf())
      .send({ delivery: 'paper' })
      .expect(200);
    const score = (pain: number) =>
      stage
        .as('rivera')
        .post(`/episodes/${episodeId}/outcomes`)
        .send({ instrument: 'NPRS', answers: { pain } })
        .expect(201);
    await score(6);
    await days(10);
    await score(5);
    await days(13);
    await lookAfter();
    expect(await found()).toEqual([]);
    await days(14);
    await lookAfter(false);
    expect(await found()).toEqual([]);
    await lookAfter();
    await lookAfter();
    expect((await alertsOf(ann.id)).map(({ kind, times }) => [kind, times])).toEqual([['A8', 1]]);
    await days(15);
    await lookAfter(false);
    await lookAfter();
    expect((await found()).sort()).toEqual([
      ['A7', 'review_passed'],
      ['A8', undefined],
    ]);
    await stage.owner('update portal.clinic set same_level_days = 14 where id = $1', [ann.clinicId]);
    await lookAfter();
    expect((await found()).map(([, because]) => because)).toContain('assessment_too_old');
    await stage.owner(
      'update portal.alert set closed_at = portal.portal_now(), closed_by = $1, note = $2 where patient_id = $3',
      [rivera.id, 'Seen.', ann.id],
    );
    await days(16);
    await lookAfter();
    expect(
      await stage.owner('select 1 from portal.alert where closed_at is null and patient_id = $1', [ann.id]),
    ).toEqual([]);
  });

  it('holds function against the same activities, as assessments have them', async () => {
    const psfs = (score: number) => ({
      outlook: { floorTransferUnaided: 'yes' },
      psfs: ['Run', 'Sit', 'Lift'].map((activity) => ({ activity, score })),
    });
    const { episodeId } = await assess(stage, 'rivera', 'ben', { findings: psfs(3) });
    const written = await draft(stage, 'rivera', episodeId);
    await issue(stage, 'rivera', written, { reviewOn: await today(stage, 14) }).expect(200);
    await days(13);
    await assessAgain(stage, 'rivera', episodeId, { findings: psfs(4) });
    await days(14);
    await lookAfter();
    const [alert] = (await alertsOf(people.ben.id)).filter(({ kind }) => kind === 'A8');
    expect(alert?.facts.changes).toMatchObject([
      { instrument: 'PSFS', difference: 1, verdict: 'no_important_change' },
    ]);
  });

  it('looks once more at what was told, if whoever took it in was cut off', async () => {
    await days(1);
    for (const at of ['2026-11-24T08:00:00Z', '2026-11-24T09:00:00Z']) {
      const [now] = await stage.owner<{ at: Date }>('select portal.portal_now() as at');
      await write(stage, 'ann', {
        ...RX,
        at: now!.at.toISOString(),
        notDoneBecause: 'unsure_how',
        pain: at > '2026-11-24T08:30' ? 7 : 2,
      });
    }
    await lookAfter(false);
    await lookAfter(false);
    expect((await alertsOf(ann.id)).map(({ kind, times }) => [kind, times])).toEqual([['A5', 1]]);
    await lookAfter();
    expect((await found()).map(([kind]) => kind)).toEqual(['A2', 'A5']);
  });

  const etagOf = async () =>
    (await stage.as('rivera').get(`/prescriptions/${RX.prescriptionId}`).expect(200)).headers.etag as string;
});

describe('what nobody acknowledged', () => {
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    for (const table of ['alert', 'email_change', 'mail', 'cover', 'closed_day'])
      await stage.owner(`delete from portal.${table}`);
    await backup(null);
  });

  const raise = (kind: AlertKind, key = 'CES-2') =>
    inTxOf(stage, 'ann', (tx) => raiseAlert(tx, { kind, key, patientId: ann.id }));
  const escalate = () => goRound(stage, new EscalationRound());
  const passedOn = async () =>
    (await alertsOf(ann.id))
      .filter((one) => one.escalated_at !== null)
      .map((one) => [one.kind, one.escalated_to]);
  const mails = () =>
    stage.owner<{ to_address: string; staff_id: string; facts: object }>(
      `select to_address, staff_id, facts from portal.mail where kind = 'alert_escalated' order by to_address`,
    );
  const backup = (id: string | null) =>
    stage.owner('update portal.opening_hours set backup_staff_id = $1 where clinic_id = $2', [
      id,
      ann.clinicId,
    ]);
  const cover = (by: string, from: string, to: string) =>
    stage.owner(
      'insert into portal.cover (clinic_id, staff_id, covered_by, from_day, to_day) values ($1, $2, $3, $4, $5)',
      [ann.clinicId, rivera.id, by, from, to],
    );

  it('goes on after four working hours, over a holiday, and never while the clinic is closed', async () => {
    await stage.owner(
      `insert into portal.closed_day (clinic_id, name, from_day, to_day) values ($1, 'Christmas', '2026-12-25', '2026-12-28')`,
      [ann.clinicId],
    );
    await backup(kaya.id);
    await cover(lind.id, '2026-12-24', '2026-12-28');
    await stage.setClock('2026-12-24T16:00:00Z');
    await raise('A1');
    const [alert] = await stage.owner<{ due_at: Date }>(
      'select due_at from portal.alert where patient_id = $1 and closed_at is null',
      [ann.id],
    );
    expect(alert!.due_at.toISOString()).toBe('2026-12-29T12:00:00.000Z');
    for (const at of [
      '2026-12-24T20:00:00Z',
      '2026-12-25T12:00:00Z',
      '2026-12-28T14:00:00Z',
      '2026-12-29T11:59:00Z',
    ]) {
      await stage.setClock(at);
      await escalate();
      expect(await passedOn()).toEqual([]);
    }
    await stage.setClock('2026-12-29T12:00:00Z');
    await escalate();
    await escalate();
    // who stood in over the holidays does so no more
    expect(await passedOn()).toEqual([['A1', kaya.id]]);
    expect(await mails()).toEqual([{ to_address: 'kaya@clinic.example', staff_id: kaya.id, facts: {} }]);
    expect((await stage.as('kaya').get('/worklist').expect(200)).body.items).toHaveLength(1);
  });

  it('ends with the day, and goes on when the clinic opens again', async () => {
    await cover(lind.id, '2026-11-30', '2026-11-30');
    await stage.setClock('2026-11-27T16:00:00Z');
    await raise('A3', 'numb_or_weak');
    await raise('A2', 'pain');
    for (const at of [
      '2026-11-27T17:00:00Z',
      '2026-11-27T17:05:00Z',
      '2026-11-28T12:00:00Z',
      '2026-11-30T08:59:00Z',
    ]) {
      await stage.setClock(at);
      await escalate();
      expect(await passedOn()).toEqual([]);
    }
    await stage.setClock('2026-11-30T09:00:00Z');
    await escalate();
    expect(await passedOn()).toEqual([['A3', lind.id]]);
  });

  describe('what is heard again of what somebody acknowledged', () => {
    const standing = async () =>
      stage.owner(
        `select times, acknowledged_at, acknowledged_by, due_at from portal.alert where patient_id = $1 and closed_at is null`,
        [ann.id],
      );
    const acknowledge = async () => {
      const [alert] = await stage.owner<{ id: string; revision: number }>(
        'select id, revision from portal.alert where patient_id = $1 and closed_at is null',
        [ann.id],
      );
      return stage
        .as('rivera')
        .post(`/alerts/${alert!.id}/acknowledgement`)
        .set('if-match', `"${alert!.revision}"`)
        .expect(200);
    };

    it('waits to be seen anew, within its own time, and is passed on when it is not', async () => {
      await backup(kaya.id);
      await stage.setClock('2026-11-23T10:00:00Z');
      await raise('A3', 'numb_or_weak');
      await stage.setClock('2026-11-24T10:00:00Z');
      await escalate();
      await acknowledge();
      await stage.setClock('2026-12-02T10:00:00Z');
      await raise('A3', 'numb_or_weak');
      expect(await standing()).toEqual([
        {
          times: 2,
          acknowledged_at: null,
          acknowledged_by: null,
          due_at: new Date('2026-12-02T17:00:00Z'),
        },
      ]);
      expect(await passedOn()).toEqual([]);
      await stage.setClock('2026-12-03T10:00:00Z');
      await escalate();
      expect(await passedOn()).toEqual([['A3', kaya.id]]);
      await raise('A3', 'numb_or_weak');
      // nobody saw the second either: its time does not begin again
      expect(await passedOn()).toEqual([['A3', kaya.id]]);
      expect(await standing()).toMatchObject([{ times: 3, due_at: new Date('2026-12-02T17:00:00Z') }]);
    });

    it('stays seen where it says no more than was known, or does not press', async () => {
      await stage.setClock('2026-11-23T10:00:00Z');
      await raise('A2', 'pain');
      await acknowledge();
      await raise('A2', 'pain');
      expect(await standing()).toMatchObject([{ times: 2, acknowledged_by: rivera.id }]);
    });
  });

  it('waits for a holiday that was entered after it was raised', async () => {
    await stage.setClock('2026-11-27T16:00:00Z');
    await raise('A1');
    await stage.owner(
      `insert into portal.closed_day (clinic_id, name, from_day, to_day) values ($1, 'Snow', '2026-11-30', '2026-11-30')`,
      [ann.clinicId],
    );
    await stage.setClock('2026-11-30T13:00:00Z');
    await escalate();
    expect(await passedOn()).toEqual([]);
    await stage.setClock('2026-12-01T09:00:00Z');
    await escalate();
    expect(await passedOn()).toHaveLength(1);
  });

  it('goes to every clinician where nobody stands in, by one mail each', async () => {
    await backup(rivera.id);
    await stage.setClock('2026-11-26T10:00:00Z');
    await raise('A1');
    await raise('A1', 'FX');
    await stage.setClock('2026-11-26T14:00:00Z');
    await escalate();
    expect(await passedOn()).toEqual([
      ['A1', null],
      ['A1', null],
    ]);
    const staff = (await mails()).map(({ staff_id }) => staff_id);
    expect(new Set(staff)).toEqual(new Set([rivera.id, kaya.id, people.novak.id, solo.id, lind.id]));
    expect(staff).toHaveLength(5);
    expect((await stage.as('solo').get('/worklist').expect(200)).body.items).toHaveLength(2);
  });

  it.each(['acknowledgement', 'closing'])('but not after its %s', async (noun) => {
    await stage.setClock('2026-11-26T10:00:00Z');
    const id = await raise('A1');
    const note = noun === 'closing' ? { note: 'Sent to the hospital.' } : undefined;
    await stage.as('rivera').post(`/alerts/${id}/${noun}`).set('if-match', '"1"').send(note).expect(200);
    await stage.setClock('2026-11-26T15:00:00Z');
    await escalate();
    expect(await passedOn()).toEqual([]);
  });
});
