/** Who has a mail the moment a red flag is heard, and who where no clinician is there to read it. */
import { EscalationRound } from '../../src/alert/escalation.round';
import { type AlertKind, raiseAlert } from '../../src/alert/raise-alert';
import { saying } from '../support/check-in';
import { people } from '../support/cast';
import { goRound, inTxOf } from '../support/diary';
import { forbiddenIn } from '../support/forbidden-words';
import { openStage, type Stage } from '../support/stage';
import { randomUUID } from 'node:crypto';

const { ann, adams, kaya, lind, novak, rivera, solo } = people;
const NEW = 'Something new waits in your list';
const EVERY_CLINICIAN = [rivera, kaya, novak, solo, lind];

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(async () => {
  for (const table of ['alert', 'email_change', 'mail', 'cover'])
    await stage.owner(`delete from portal.${table}`);
  await stage.owner('update portal.account set suspended_at = null');
  await stage.owner('delete from portal.discharge where patient_id = $1', [ann.id]);
  await backup(null);
  stage.outbox.letters.length = 0;
  // a Thursday, in the middle of the day
  await stage.setClock('2026-11-26T12:00:00Z');
});
afterAll(() => stage.close());

const backup = (id: string | null) =>
  stage.owner('update portal.opening_hours set backup_staff_id = $1 where clinic_id = $2', [
    id,
    ann.clinicId,
  ]);
const raise = (kind: AlertKind, more: { key?: string; isNoMore?: boolean } = {}) =>
  inTxOf(stage, 'ann', (tx) => raiseAlert(tx, { kind, key: 'CES-2', patientId: ann.id, ...more }));
const suspend = (...who: { id: string }[]) =>
  stage.owner(
    `update portal.account set suspended_at = portal.portal_now()
     where id in (select account_id from portal.staff where id = any ($1))`,
    [who.map(({ id }) => id)],
  );
const acknowledge = async (id: string | null) => {
  const [alert] = await stage.owner<{ revision: number }>('select revision from portal.alert where id = $1', [
    id,
  ]);
  await stage
    .as('rivera')
    .post(`/alerts/${id}/acknowledgement`)
    .set('if-match', `"${alert!.revision}"`)
    .expect(200);
};
const addressOf = async (...who: { id: string }[]) =>
  (
    await stage.owner<{ email: string }>(
      'select email from portal.staff where id = any ($1) order by email',
      [who.map(({ id }) => id)],
    )
  ).map(({ email }) => email);
/** What goes out now, and nothing that a round of its own would add. */
const sent = async (subject = NEW): Promise<string[]> => {
  stage.outbox.letters.length = 0;
  await stage.work();
  return stage.outbox.letters
    .filter((letter) => letter.subject === subject)
    .map(({ to }) => to)
    .sort();
};

describe('a red flag', () => {
  it('is told to whoever is responsible and to the backup, in words that say nothing', async () => {
    await backup(kaya.id);
    await stage
      .as('ann')
      .post('/check-ins')
      .send({ id: randomUUID(), kind: 'full', at: '2026-11-26T11:59:00Z', answers: saying('CES-2') })
      .expect(201);
    expect(await sent()).toEqual(await addressOf(rivera, kaya));
    for (const letter of stage.outbox.letters) {
      for (const said of [letter.subject, letter.text]) {
        expect(forbiddenIn(said.replace(letter.from.name, ''))).toEqual([]);
        expect(said).not.toContain('Ann');
      }
    }
    expect(await sent()).toEqual([]);
    const kept = await stage.owner('select patient_id, facts from portal.mail');
    expect(kept).toEqual(Array(2).fill({ patient_id: null, facts: { alertId: expect.any(String) } }));
  });

  it('is told once: not again when it is counted, nor when a slip is taken back, but when it waits anew', async () => {
    const id = await raise('A1');
    expect(await raise('A1')).toBe(id);
    expect(await sent()).toEqual(await addressOf(rivera));
    await raise('A1');
    expect(await sent()).toEqual([]);
    await acknowledge(id);
    await raise('A1', { isNoMore: true });
    expect(await sent()).toEqual([]);
    await raise('A1');
    await raise('A1');
    expect(await sent()).toEqual(await addressOf(rivera));
    await raise('A1', { key: 'FX' });
    expect(await sent()).toEqual(await addressOf(rivera));
  });

  it('is told of nothing that was not kept', async () => {
    await expect(
      inTxOf(stage, 'ann', async (tx) => {
        await raiseAlert(tx, { kind: 'A1', key: 'CES-2', patientId: ann.id });
        throw new Error('a fault');
      }),
    ).rejects.toThrow('a fault');
    expect(await sent()).toEqual([]);
  });

  it.each<AlertKind>(['A3', 'A4', 'A7'])('alone: nobody has a mail of %s', async (kind) => {
    await raise(kind);
    expect(await stage.owner(`select 1 from portal.mail where staff_id is not null`)).toEqual([]);
  });

  it('is told to whoever stands in', async () => {
    await stage.owner(
      `insert into portal.cover (clinic_id, staff_id, covered_by, from_day, to_day)
       values ($1, $2, $3, '2026-11-26', '2026-11-26')`,
      [ann.clinicId, rivera.id, lind.id],
    );
    await raise('A1');
    expect(await sent()).toEqual(await addressOf(lind));
  });

  it.each([
    ['is suspended', () => suspend(rivera)],
    [
      'has gone',
      () => stage.owner(`update portal.staff set active_to = '2026-11-25' where id = $1`, [rivera.id]),
    ],
    [
      'never joined',
      () => stage.owner('update portal.staff set account_id = null where id = $1', [rivera.id]),
    ],
  ])(
    'is told to every other clinician where who is responsible %s, and is in their lists',
    async (_, leave) => {
      const [before] = await stage.owner('select account_id, active_to from portal.staff where id = $1', [
        rivera.id,
      ]);
      await leave();
      const id = await raise('A1');
      expect(await sent()).toEqual(await addressOf(...EVERY_CLINICIAN.filter((one) => one !== rivera)));
      const { body } = await stage.as('lind').get('/worklist').expect(200);
      expect(body.items.map((one: { id: string }) => one.id)).toEqual([id]);
      await stage.owner('update portal.staff set account_id = $2, active_to = $3 where id = $1', [
        rivera.id,
        before!.account_id,
        before!.active_to,
      ]);
    },
  );

  it('is told also of somebody discharged, before or after it was heard', async () => {
    const discharge = () =>
      stage.owner(
        `insert into portal.discharge (clinic_id, patient_id, discharged_at, discharged_by, because)
         values ($1, $2, portal.portal_now(), $3, 'Moved.')`,
        [ann.clinicId, ann.id, kaya.id],
      );
    await raise('A1');
    await discharge();
    expect(await sent()).toEqual(await addressOf(rivera));
    await raise('A1', { key: 'FX' });
    expect(await sent()).toEqual(await addressOf(rivera));
  });
});

describe('where no clinician is there', () => {
  const NOBODY = 'Something waits at your clinic';

  it('a red flag is told to the admins who are, at once and when it is passed on', async () => {
    await suspend(...EVERY_CLINICIAN);
    await raise('A1');
    // solo is an admin too, and suspended
    expect(await sent(NOBODY)).toEqual(await addressOf(adams));
    for (const { subject, text, from } of stage.outbox.letters)
      expect(forbiddenIn(`${subject} ${text}`.replaceAll(from.name, ''))).toEqual([]);
    await stage.setClock('2026-11-26T16:00:00Z');
    expect(await sent(NOBODY)).toEqual(await addressOf(adams));
    expect(await sent(NOBODY)).toEqual([]);
    const [alert] = await stage.owner('select escalated_at, escalated_to from portal.alert where kind = $1', [
      'A1',
    ]);
    expect(alert).toEqual({ escalated_at: new Date('2026-11-26T16:00:00Z'), escalated_to: null });
  });

  it('what is passed on does not go to a backup who is suspended or never joined', async () => {
    await backup(kaya.id);
    await suspend(kaya);
    await raise('A3');
    await stage.setClock('2026-11-27T10:00:00Z');
    await goRound(stage, new EscalationRound());
    const [alert] = await stage.owner(`select escalated_to from portal.alert where kind = 'A3'`);
    expect(alert).toEqual({ escalated_to: null });
    expect(await sent('Something waits in your list')).toEqual(
      await addressOf(...EVERY_CLINICIAN.filter((one) => one !== kaya)),
    );
  });
});
