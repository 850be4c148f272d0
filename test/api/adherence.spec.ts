/**
 * What was done of what was due, over HTTP: of one patient, for the patient themself, and for a caseload. Ben's programme over
 * the days of a story; what ben tells is put into the diary as it would arrive.
 */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { people } from '../support/cast';
import { dose } from '../support/dose';
import { on, type Programme, programmeOn } from '../support/programme';
import { openStage, type Stage } from '../support/stage';
import { item, transit } from '../support/visit';

const DAILY = dose({}, { perWeek: { exact: 7 } });
const { ben, rivera, kaya, ann } = people;

let stage: Stage;
let programme: ReturnType<typeof programmeOn>;
beforeEach(async () => {
  stage = await openStage();
  programme = programmeOn(stage);
  await programme.dayIs(0);
});
afterEach(() => stage.close());

/** Two exercises a day for four weeks, from day 0 on. */
const given = async (): Promise<Programme> => {
  const written = await programme.begin([item({ dosage: DAILY }), item({ dosage: DAILY, why: 'Also.' })]);
  await programme.give(written, { adviceUntil: on(27) }).expect(200);
  return written;
};

interface Said {
  place?: number;
  pain?: number;
  effort?: number;
  because?: string;
  corrects?: string;
}
const tell = async ({ id }: Programme, day: number, said: Said = {}): Promise<string> => {
  const entry = randomUUID();
  await stage.owner(
    `insert into portal.log_entry (id, clinic_id, patient_id, kind, at, day, session_id, prescription_id, item_id, dose,
       pain, effort, not_done_because, corrects)
     select $1, p.clinic_id, p.patient_id, 'item', $2::date + time '09:00', $2, $1, p.id, i.id, 0, $4, $5, $6, $7
     from portal.prescription p join portal.prescription_item i on i.version_id = p.live_version_id and i.place = $8
     where p.id = $3`,
    [
      ...[entry, on(day), id, said.pain ?? null, said.effort ?? null, said.because ?? null],
      ...[said.corrects ?? null, said.place ?? 1],
    ],
  );
  return entry;
};
const sayOf = (kind: 'weekly' | 'next_morning', day: number, number: number) =>
  stage.owner(
    `insert into portal.log_entry (id, clinic_id, patient_id, kind, at, day, how_much, pain)
     values (gen_random_uuid(), $1, $2, $3, $4::date + time '09:00', $4, $5, $6)`,
    [ben.clinicId, ben.id, kind, on(day), ...(kind === 'weekly' ? [number, null] : [null, number])],
  );
const read = async (query = '') =>
  (await stage.as('rivera').get(`/patients/${ben.id}/adherence${query}`).expect(200)).body;
const adherence = (due: number, done: number, notDone: number, unknown: number, unknownDays: number) => ({
  ...{ due, done, notDone, unknown, unknownDays },
});

describe('of a patient', () => {
  it.each([
    [7, 'pause'],
    [3, 'pause'],
    [7, 'own-pause'],
    [3, 'own-pause'],
  ])('is the same after seconds of rest, at %d a week: %s', async (exact, how) => {
    const written = await programme.begin([item({ dosage: dose({}, { perWeek: { exact } }) })]);
    await programme.give(written, { adviceUntil: on(27) }).expect(200);
    await programme.dayIs(2);
    await tell(written, 2);
    const before = await read();
    expect(before.week.done).toBe(1);
    const step = async (noun: string, body: object) => {
      const { revision } = (await stage.as('rivera').get(`/prescriptions/${written.id}`).expect(200)).body;
      const asked = stage.as('rivera').post(`/prescriptions/${written.id}/${noun}`);
      await asked.set('if-match', `"${revision}"`).send(body).expect(200);
    };
    const later = async () => {
      const [row] = await stage.owner<{ at: Date }>(`select portal.portal_now() + interval '5 s' as at`);
      await stage.setClock(row!.at.toISOString());
    };
    if (how === 'pause') {
      await step('pause', { because: 'A slip.' });
      await later();
      await step('resumption', {});
    } else {
      await stage.as('ben').post('/own-pause').send({}).expect(200);
      await later();
      const { body } = await stage.as('rivera').get(`/patients/${ben.id}/holds`).expect(200);
      const [{ id, revision }] = body.items;
      const asked = stage.as('rivera').post(`/holds/${id}/resolution`).set('if-match', `"${revision}"`);
      await asked.send({ resolution: 'Rang: all well.' }).expect(200);
    }
    const after = await read();
    expect([after.week, after.days]).toEqual([before.week, before.days]);
  });

  it('tells what was done, what was not, and what nobody said', async () => {
    const written = await given();
    await tell(written, 0, { pain: 3, effort: 5 });
    const wrong = await tell(written, 0, { place: 2, pain: 9 });
    await tell(written, 0, { place: 2, because: 'pain', pain: 6, corrects: wrong });
    await tell(written, 1, { because: 'time' });
    await sayOf('next_morning', 1, 4);
    await sayOf('weekly', 3, 7);
    await programme.dayIs(4);
    await tell(written, 4, { effort: 2 });
    const body = await read();
    // days 0 to 3 asked for two each; of today only what was told counts
    expect(body.week).toEqual(adherence(9, 2, 3, 4, 2));
    expect(body.fourWeeks).toEqual(body.week);
    expect(body.days).toContainEqual({ day: on(0), due: 2, done: 1, declined: 1, worstPain: 6 });
    expect(body.days).toContainEqual({ day: on(3), due: 2, done: 0, declined: 0, worstPain: null });
    expect(body.felt).toEqual([
      { day: on(0), pain: 6, painNextMorning: null, effort: 5 },
      { day: on(1), pain: null, painNextMorning: 4, effort: null },
      { day: on(4), pain: null, painNextMorning: null, effort: 2 },
    ]);
    expect(body.weekly).toEqual([{ day: on(3), howMuch: 7 }]);
    expect(body.items).toMatchObject([
      { done: 2, declined: 1, reasons: [{ because: 'time', times: 1 }], worstPain: 3 },
      { done: 0, declined: 1, reasons: [{ because: 'pain', times: 1 }], worstPain: 6 },
    ]);
  });

  it('looks back as far as it is asked', async () => {
    const written = await given();
    await tell(written, 0);
    await programme.dayIs(10);
    const body = await read('?days=10');
    expect([body.from, body.to]).toEqual([on(1), on(10)]);
    expect(body.period).toEqual(adherence(18, 0, 0, 18, 9));
    expect(body.fourWeeks).toEqual(adherence(20, 1, 1, 18, 9));
    expect(body.week).toEqual(adherence(12, 0, 0, 12, 6));
  });

  it('never counts rest: a pause, a hold, a plan that ended', async () => {
    const written = await given();
    for (const day of [0, 1]) await Promise.all([1, 2].map((place) => tell(written, day, { place })));
    await programme.dayIs(2);
    await programme.pause(written);
    await programme.dayIs(5);
    expect((await read()).week).toEqual(adherence(4, 4, 0, 0, 0));
    await programme.resume(written);
    const hold = await programme.hold();
    await programme.dayIs(9);
    expect((await read()).fourWeeks).toEqual(adherence(4, 4, 0, 0, 0));
    await programme.lift(hold).expect(200);
    await transit(stage, 'rivera', written.id, 'completion', {});
    await programme.dayIs(20);
    expect((await read()).fourWeeks).toEqual(adherence(4, 4, 0, 0, 0));
  });

  it('leaves a trace of the reading', async () => {
    await read();
    expect(
      await stage.owner(
        `select action from portal.audit_entry where action = 'record.read' and subject_type = 'adherence.read' and $1 = any (patient_ids) and actor_id = $2`,
        [ben.id, rivera.id],
      ),
    ).toHaveLength(1);
  });

  it.each(['?days=0', '?days=367', '?days=many', '?since=2026-01-01'])('refuses %s', async (query) => {
    await stage.as('rivera').get(`/patients/${ben.id}/adherence${query}`).expect(400);
  });

  it('is another clinic’s secret', async () => {
    await stage.as('osei').get(`/patients/${ben.id}/adherence`).expect(404);
  });
});

it('counts what two devices tell at the same moment', async () => {
  const written = await given();
  const [one, other] = [0, 1].map(() => new Client({ connectionString: stage.ownerUrl })) as [Client, Client];
  await Promise.all([one.connect(), other.connect()]);
  try {
    const insert = (place: number) =>
      `insert into portal.log_entry (id, clinic_id, patient_id, kind, at, day, session_id, prescription_id, item_id, dose)
       select gen_random_uuid(), p.clinic_id, p.patient_id, 'item', portal.portal_now(), '${on(0)}', gen_random_uuid(), p.id, i.id, 0
       from portal.prescription p join portal.prescription_item i on i.version_id = p.live_version_id and i.place = ${place}
       where p.id = '${written.id}'`;
    await one.query('begin');
    await one.query(insert(1));
    const waits = other.query(insert(2));
    await new Promise((wake) => setTimeout(wake, 200));
    await one.query('commit');
    await waits;
  } finally {
    await Promise.all([one.end(), other.end()]);
  }
  expect((await read()).days).toContainEqual({ day: on(0), due: 2, done: 2, declined: 0, worstPain: null });
});

it('tells the patient, and who looks after them, kindly', async () => {
  const written = await given();
  await tell(written, 0);
  await programme.dayIs(2);
  await sayOf('weekly', 2, 8);
  const { body } = await stage.as('ben').get('/own-adherence').expect(200);
  const stretch = { done: 1, due: 4, notHeardOf: 2 };
  expect(body).toEqual({ week: stretch, fourWeeks: stretch, weekly: [{ day: on(2), howMuch: 8 }] });
  const nothing = { done: 0, due: 0, notHeardOf: 0 };
  expect((await stage.as('cara').get('/own-adherence').expect(200)).body.week).toEqual(nothing);
});

describe('a caseload', () => {
  const listed = async (query = '', as: 'rivera' | 'kaya' = 'rivera') =>
    (await stage.as(as).get(`/caseload${query}`).expect(200)).body;
  const namesOf = ({ items }: { items: { name: string }[] }) => items.map(({ name }) => name);
  const responsible = (patient: { id: string }, staff: { id: string }) =>
    stage.owner('update portal.patient set responsible_staff_id = $2 where id = $1', [patient.id, staff.id]);
  const alerted = (patient: { id: string; clinicId: string }, kind: string, due: string) =>
    stage.owner(
      `insert into portal.alert (clinic_id, patient_id, kind, key, due_at) values ($1, $2, $3, $4, $5)`,
      [patient.clinicId, patient.id, kind, randomUUID(), due],
    );

  it('is those whom one is responsible for, or the clinic’s, and nobody who is discharged', async () => {
    expect(namesOf(await listed())).toEqual(['Ann Allen', 'Ben Brook']);
    await responsible(ann, kaya);
    expect(namesOf(await listed())).toEqual(['Ben Brook']);
    expect(namesOf(await listed('?of=mine', 'kaya'))).toEqual(['Ann Allen']);
    // whom nobody is responsible for, or nobody who is here, is everybody's, as in the worklist
    await stage.owner('update portal.patient set responsible_staff_id = null where id = $1', [ann.id]);
    expect(namesOf(await listed())).toEqual(['Ann Allen', 'Ben Brook']);
    expect(namesOf(await listed('', 'kaya'))).toEqual(['Ann Allen']);
    await responsible(ann, kaya);
    await stage.owner(
      `insert into portal.cover (clinic_id, staff_id, covered_by, from_day, to_day) values ($1, $2, $3, $4, $4)`,
      [ann.clinicId, kaya.id, rivera.id, on(0)],
    );
    expect(namesOf(await listed())).toEqual(['Ann Allen', 'Ben Brook']);
    await stage.owner('delete from portal.cover');
    expect(namesOf(await listed())).toEqual(['Ben Brook']);
    // dot was discharged before
    expect(namesOf(await listed('?of=clinic'))).toEqual(['Ann Allen', 'Ben Brook']);
    await stage.owner(
      `insert into portal.discharge (clinic_id, patient_id, discharged_by, because) values ($1, $2, $3, 'Better')`,
      [ann.clinicId, ann.id, rivera.id],
    );
    expect(namesOf(await listed('?of=clinic'))).toEqual(['Ben Brook']);
  });

  it('says how each is getting on', async () => {
    await responsible(ann, kaya);
    const written = await given();
    for (const [day, pain] of [2, 3, 2, 6, 5, 7].entries()) await tell(written, day, { pain });
    await programme.dayIs(6);
    await alerted(ben, 'A4', '2026-03-09T12:00:00Z');
    const [of] = (await listed()).items;
    expect(of).toEqual({
      ...{ id: ben.id, name: 'Ben Brook', responsibleId: rivera.id },
      week: adherence(12, 6, 6, 0, 0),
      fourWeeks: adherence(12, 6, 6, 0, 0),
      painTrend: { direction: 1, recent: 6, baseline: 2, baselineFrom: 'first_reports' },
      lastContactOn: on(0),
      alerts: [{ kind: 'A4', open: 1, waiting: 1, dueAt: '2026-03-09T12:00:00.000Z' }],
      isOnHold: false,
      plan: {
        ...{ prescriptionId: written.id, standing: 'issued', startsOn: on(0), reviewOn: on(14) },
        ...{ adviceUntil: on(27), isOpened: false },
      },
    });
    const whole = await read();
    expect([of.week, of.fourWeeks]).toEqual([whole.week, whole.fourWeeks]);
  });

  it('keeps up: a hold, an extension, what was seen, a corrected entry, a day later', async () => {
    await responsible(ann, kaya);
    const written = await given();
    const wrong = await tell(written, 0);
    await tell(written, 0, { because: 'ill', corrects: wrong });
    await programme.dayIs(1);
    await transit(stage, 'rivera', written.id, 'extension', {
      ...{ reviewOn: on(20), adviceUntil: on(34), because: 'Rang.' },
    });
    await stage.owner(
      `insert into portal.version_seen (clinic_id, patient_id, prescription_id, version_id)
       select clinic_id, patient_id, id, live_version_id from portal.prescription where id = $1`,
      [written.id],
    );
    await programme.hold();
    const [held] = (await listed()).items;
    expect(held).toMatchObject({ isOnHold: true, lastContactOn: on(1), week: adherence(2, 0, 2, 0, 0) });
    expect(held.plan).toMatchObject({ isOpened: true, reviewOn: on(20), adviceUntil: on(34) });
    await programme.dayIs(3);
    expect((await listed()).items[0].week).toEqual(held.week);
  });

  it('goes on from page to page, by name and by urgency', async () => {
    await alerted(ann, 'A4', '2026-03-03T12:00:00Z');
    await alerted(ben, 'A1', '2026-03-05T12:00:00Z');
    await alerted(ben, 'A7', '2026-03-01T12:00:00Z');
    for (const [order, names] of [
      ['name', ['Ann Allen', 'Ben Brook']],
      ['urgency', ['Ben Brook', 'Ann Allen']],
    ] as const) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page = await listed(`?of=clinic&order=${order}&limit=1${cursor && `&cursor=${cursor}`}`);
        seen.push(...namesOf(page));
        cursor = page.nextCursor as string | null;
      }
      expect(seen).toEqual(names);
    }
    const [first] = (await listed('?of=clinic&order=urgency')).items;
    expect(first.alerts.map(({ kind }: { kind: string }) => kind)).toEqual(['A1', 'A7']);
  });

  it.each([
    '?limit=201',
    '?of=all',
    '?order=age',
    `?cursor=${Buffer.from('["x","y","z"]').toString('base64url')}`,
  ])('refuses %s', async (query) => {
    await stage.as('rivera').get(`/caseload${query}`).expect(400);
  });
});
