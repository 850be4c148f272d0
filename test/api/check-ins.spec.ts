/**
 * A check-in over HTTP: what is asked and when, what a yes answers before anything else, and what it brings about once it is
 * confirmed. What closes is looked for where the patient looks, in the routine.
 */
import { randomUUID } from 'node:crypto';
import {
  type EmergencyCode,
  SIGN_CODES,
  type SignCode,
  type UrgentCode,
  WARNING_SIGNS,
} from '../../src/routine/warning-signs';
import { adviceOf, people } from '../support/cast';
import { ALL_NO, checkInsOn, saying } from '../support/check-in';
import { openStage, type Stage } from '../support/stage';

const THREE = ['live', 'Ann Allen exercise 1', 'Ann Allen exercise 2', 'Ann Allen exercise 3'];
const codesOf = (level: string) =>
  WARNING_SIGNS.filter((sign) => sign.level === level).map(({ code }) => code);
const EMERGENCIES = codesOf('emergency') as EmergencyCode[];
const URGENTS = codesOf('urgent') as UrgentCode[];
const REACH = {
  name: 'North Clinic',
  phone: '020 7946 0000',
  email: 'desk@clinic.example',
  bookingUrl: 'https://clinic.example/book',
};
const NOT_WATCHED = 'Nobody watches this app all day. Do not wait for a reply here.';

describe('a check-in', () => {
  let stage: Stage;
  let on: ReturnType<typeof checkInsOn>;
  beforeEach(async () => {
    stage = await openStage();
    on = checkInsOn(stage);
  });
  afterEach(() => stage.close());

  const refused = async (body: object, status = 409) => (await on.send('ann', body).expect(status)).body;

  describe('with no yes', () => {
    it('says go on, that nobody watches, and how to reach the clinic; and closes and tells nothing', async () => {
      const { reply, sent } = await on.full('ann');
      expect(reply).toMatchObject({
        urgent: [],
        next: 'go_on',
        confirm: [],
        notWatched: NOT_WATCHED,
        clinic: REACH,
        id: sent.id,
        at: sent.at,
      });
      expect(await on.nothingNew('ann')).toMatchObject({
        next: 'go_on',
        urgent: [],
        notWatched: NOT_WATCHED,
      });
      expect(await on.shown('ann')).toEqual(THREE);
      expect([await on.alertsOf('ann'), await on.holdsOf('ann')]).toEqual([[], []]);
    });

    it('takes "rather not say" for an answer, and not for a yes', async () => {
      const answers = { ...ALL_NO, 'CES-5': 'declined' };
      const body = { id: randomUUID(), kind: 'full', at: await on.now(), answers };
      expect((await on.send('ann', body).expect(201)).body.next).toBe('go_on');
      expect(await on.alertsOf('ann')).toEqual([]);
    });

    it('wants an answer to each question, and names those that have none', async () => {
      const { 'CES-2': _, NIGHT: __, ...answers } = ALL_NO;
      const body = { id: randomUUID(), kind: 'full', at: await on.now(), answers };
      const { code, errors } = await refused(body);
      expect(code).toBe('check_in.incomplete');
      expect(errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
        '/answers/CES-2',
        '/answers/NIGHT',
      ]);
      expect(errors[0].detail).toContain('numb or tingly around your bottom');
      const { errors: all } = await refused({ id: randomUUID(), kind: 'full', at: await on.now() });
      expect(all).toHaveLength(SIGN_CODES.length);
      await on.send('ann', { ...body, answers: ALL_NO }).expect(201);
    });

    it.each<[string, object]>([
      ['an answer nobody knows', { answers: { ...ALL_NO, CARD: 'perhaps' } }],
      ['a question nobody asked', { answers: { ...ALL_NO, 'CES-9': 'no' } }],
      ['null for an answer', { answers: { ...ALL_NO, CARD: null } }],
      ['answers to nothing', { kind: 'nothing_new' }],
      ['a kind nobody knows', { kind: 'half' }],
      ['an id that is none', { id: '1' }],
    ])('is not one with %s', async (_, wrong) => {
      const body = { id: randomUUID(), kind: 'full', at: '2026-11-22T09:00:00Z', answers: ALL_NO, ...wrong };
      expect((await refused(body, 400)).code).toBe('request.invalid');
    });
  });

  describe('with a yes', () => {
    it('answers first where to go, emergencies before the rest, and then asks whether it is right', async () => {
      const { reply } = await on.full('ann', 'WEIGHT', 'CES-2', 'CARD');
      expect(Object.keys(reply)[0]).toBe('urgent');
      expect(reply.urgent).toEqual([
        {
          level: 'emergency',
          title: expect.stringMatching(/A&E or call 999 now/),
          items: [
            expect.stringMatching(/chest pain.*999/),
            expect.stringMatching(/numb or tingly around your bottom/),
          ],
        },
        {
          level: 'urgent',
          title: expect.stringMatching(/111 or your GP/),
          items: [expect.stringMatching(/lost weight/)],
        },
      ]);
      expect(reply).toMatchObject({
        next: 'confirm',
        confirm: ['CARD', 'CES-2', 'WEIGHT'],
        notWatched: NOT_WATCHED,
        clinic: REACH,
      });
    });

    it.each([
      ['full', { 'CES-2': 'yes' }],
      ['full', { 'CES-2': 'yes', CARD: 'no' }],
      ['nothing_new', { 'CES-2': 'yes' }],
    ])('is kept and acted on though questions have no answer: %s %j', async (kind, answers) => {
      const body = { id: randomUUID(), kind, at: await on.now(), answers };
      const { body: reply } = await on.send('ann', body).expect(201);
      expect(reply).toMatchObject({ kind: 'full', next: 'confirm', confirm: ['CES-2'] });
      expect(reply.urgent).toMatchObject([{ level: 'emergency' }]);
      expect(await on.alertsOf('ann')).toMatchObject([{ kind: 'A1', key: body.id, times: 1 }]);
      await on.send('ann', body).expect(201);
      expect(await on.alertsOf('ann')).toMatchObject([{ times: 1 }]);
      const { body: list } = await stage.as('rivera').get(`/patients/${people.ann.id}/check-ins`).expect(200);
      const page = (await stage.as('ann').get('/own-data?form=readable').expect(200)).text;
      expect(page).toContain('You did not say');
      expect(page).not.toContain('not_answered');
      const kept = Object.fromEntries(
        list.items[0].answers.map((one: Record<string, string>) => [one.code, one.answer]),
      );
      expect(kept).toMatchObject({ ...answers, NIGHT: 'not_answered', 'CES-1': 'not_answered' });
      // so the questions are asked again
      expect((await on.toAsk('ann')).because).toBe('first_session');
      await on.word('ann', body.id, 'confirmed', ['CES-2']);
      expect(await on.holdsOf('ann')).toMatchObject([{ kind: 'hold', flags: ['CES-2'], resolved_at: null }]);
    });

    it('tells the clinic at once, and neither opens nor closes anything by itself', async () => {
      const { sent } = await on.full('ann', 'CES-2', 'WEIGHT');
      expect(await on.alertsOf('ann')).toEqual([
        {
          kind: 'A1',
          key: sent.id,
          facts: {
            checkInId: sent.id,
            level: 'emergency',
            codes: ['CES-2', 'WEIGHT'],
            confirmed: false,
            confirmedCodes: [],
            takenBack: false,
            takenBackCodes: [],
          },
          times: 1,
        },
      ]);
      expect(await on.shown('ann')).toEqual(THREE);
      expect(await on.holdsOf('ann')).toEqual([]);
    });
  });

  describe('confirmed', () => {
    it('after a clinician had acknowledged the yes, waits to be acknowledged anew; taken back, it does not', async () => {
      const { sent } = await on.full('ann', 'CES-2', 'WEIGHT');
      const alert = async () =>
        (
          await stage.owner<{ id: string; revision: number; acknowledged_at: Date | null }>(
            'select id, revision, acknowledged_at from portal.alert where key = $1',
            [sent.id],
          )
        )[0]!;
      const acknowledge = async () => {
        const { id, revision } = await alert();
        await stage
          .as('rivera')
          .post(`/alerts/${id}/acknowledgement`)
          .set('if-match', `"${revision}"`)
          .expect(200);
      };
      await acknowledge();
      await on.word('ann', sent.id, 'taken_back', ['WEIGHT']);
      expect((await alert()).acknowledged_at).not.toBeNull();
      await on.word('ann', sent.id, 'confirmed', ['CES-2']);
      expect((await alert()).acknowledged_at).toBeNull();
    });

    it.each(EMERGENCIES)('%s closes everything, until a clinician opens it again', async (code) => {
      const { sent } = await on.full('ann', code);
      const { body } = await on.word('ann', sent.id, 'confirmed', [code]);
      expect(body).toMatchObject({ closed: 'everything', urgent: [{ level: 'emergency' }], clinic: REACH });
      expect(await on.shown('ann')).toEqual(['on_hold']);
      expect(await on.holdsOf('ann')).toEqual([
        {
          kind: 'hold',
          flags: [code],
          because: `Confirmed by the patient at a check-in: ${code}.`,
          check_in_id: sent.id,
          carer_id: null,
          resolved_at: null,
        },
      ]);
      expect((await on.alertsOf('ann'))[0]?.facts).toMatchObject({ confirmed: true, confirmedCodes: [code] });
    });

    it.each(URGENTS)('%s takes today off, comfort too, and no more than today', async (code) => {
      await stage.setClock('2026-12-01T09:00:00Z');
      await live();
      await stage.owner(`alter table portal.prescription_item disable trigger user`);
      await stage.owner(`update portal.prescription_item set is_comfort = true where id = $1`, [
        adviceOf('ann').itemIds[0],
      ]);
      const { sent } = await on.full('ann', code);
      expect(await on.shown('ann')).toEqual(THREE);
      const { body } = await on.word('ann', sent.id, 'confirmed', [code]);
      expect(body).toMatchObject({ closed: 'today', urgent: [{ level: 'urgent' }], clinic: REACH });
      expect(await on.shown('ann')).toEqual(['resting']);
      expect(await on.holdsOf('ann')).toEqual([]);
      expect((await on.alertsOf('ann'))[0]?.facts).toMatchObject({ level: 'urgent', confirmed: true });
      await stage.setClock('2026-12-01T23:59:59Z');
      expect(await on.shown('ann')).toEqual(['resting']);
      await stage.setClock('2026-12-02T00:00:00Z');
      expect(await on.shown('ann')).toEqual(THREE);
    });

    it.each<[string, SignCode]>([
      ['an urgent sign', 'TEMPERATURE'],
      ['an emergency', 'CES-1'],
    ])(
      '%s closes every door that shows an exercise, to a carer too, and each still answers',
      async (_, code) => {
        const { body: feed } = await stage.as('ann').post('/calendar-feed').expect(201);
        const address = new URL(feed.address).pathname.replace('/api/v1', '');
        const { sent } = await on.full('ann', code);
        expect((await on.word('ann', sent.id, 'confirmed', [code])).status).toBe(201);
        for (const who of ['ann', 'cara'] as const) {
          expect(await on.shown(who)).toHaveLength(1);
          const { body: day } = await stage.as(who).get('/today').expect(200);
          expect(day.plans.flatMap((plan: { items: unknown[] }) => plan.items)).toEqual([]);
          expect((await stage.as(who).get('/routine/handout').expect(409)).body.code).toBe(
            'handout.nothing_shows',
          );
        }
        expect((await stage.anonymous().get(address).expect(200)).text).not.toContain('VEVENT');
        const paper = `/prescriptions/${adviceOf('ann').prescriptionId}/handout`;
        await stage.as('rivera').get(paper).expect(409);
        const { body: own } = await stage.as('ann').get('/own-data').expect(200);
        expect(own.advice.filter(({ showsNow }: { showsNow: boolean }) => showsNow)).toEqual([]);
      },
    );

    it('as urgent is said beside each exercise that it took off, and to the clinician', async () => {
      const { sent } = await on.full('ann', 'TEMPERATURE');
      await on.word('ann', sent.id, 'confirmed', ['TEMPERATURE']);
      const [itemId] = adviceOf('ann').itemIds;
      const { body: day } = await stage.as('ann').get('/today').expect(200);
      expect(day.plans[0].stopped).toHaveLength(3);
      expect(day.plans[0].stopped[0]).toMatchObject({
        because: 'urgent_answer',
        text: expect.stringMatching(/111 or your GP/),
      });
      const again = await stage.as('ann').post(`/routine-items/${itemId}/stop`).expect(200);
      expect(again.body.because).toBe('urgent_answer');
      const { body } = await stage.as('rivera').get(`/patients/${people.ann.id}/item-stops`).expect(200);
      expect(body.items).toHaveLength(3);
    });

    it('may be confirmed in part: the rest stays as it was answered', async () => {
      const { sent } = await on.full('ann', 'CES-2', 'CES-4', 'NIGHT');
      await on.word('ann', sent.id, 'confirmed', ['NIGHT']);
      expect(await on.holdsOf('ann')).toEqual([]);
      await on.word('ann', sent.id, 'confirmed', ['CES-4', 'CES-2']);
      expect(await on.holdsOf('ann')).toMatchObject([{ flags: ['CES-2', 'CES-4'] }]);
    });

    it('opens one hold of the same flags, however often it is sent, and another for what is new', async () => {
      const first = await on.full('ann', 'CES-2');
      const second = await on.full('ann', 'CES-2');
      const third = await on.full('ann', 'CES-1');
      for (const { sent } of [first, second]) await on.word('ann', sent.id, 'confirmed', ['CES-2']);
      await on.word('ann', first.sent.id, 'confirmed', ['CES-2']);
      await on.word('ann', third.sent.id, 'confirmed', ['CES-1']);
      expect(await on.holdsOf('ann')).toMatchObject([{ flags: ['CES-2'] }, { flags: ['CES-1'] }]);
      expect(await on.alertsOf('ann')).toHaveLength(3);
    });

    it('cannot be what was not answered yes', async () => {
      const { sent } = await on.full('ann', 'NIGHT');
      const reply = await on.word('ann', sent.id, 'confirmed', ['NIGHT', 'CARD']);
      expect([reply.status, reply.body.code]).toEqual([409, 'check_in.not_answered_yes']);
      expect(reply.body.errors[0].detail).toContain('CARD');
      expect(await on.holdsOf('ann')).toEqual([]);
      expect(await on.shown('ann')).toEqual(THREE);
    });
  });

  describe('taken back', () => {
    it('before it was confirmed closes nothing, and both stay', async () => {
      const { sent } = await on.full('ann', 'CES-2');
      const { body } = await on.word('ann', sent.id, 'taken_back', ['CES-2']);
      expect(body).toMatchObject({
        closed: 'nothing',
        urgent: [],
        message: expect.stringMatching(/by mistake/),
      });
      expect(await on.shown('ann')).toEqual(THREE);
      expect((await on.alertsOf('ann'))[0]?.facts).toMatchObject({
        codes: ['CES-2'],
        confirmed: false,
        takenBack: true,
        takenBackCodes: ['CES-2'],
      });
      const { body: list } = await stage.as('rivera').get(`/patients/${people.ann.id}/check-ins`).expect(200);
      expect(list.items[0]).toMatchObject({ id: sent.id, words: [{ kind: 'taken_back', codes: ['CES-2'] }] });
      expect(list.items[0].answers).toContainEqual(expect.objectContaining({ code: 'CES-2', answer: 'yes' }));
    });

    it('after it was confirmed is written down and lifts nothing: the clinic has to look', async () => {
      const { sent } = await on.full('ann', 'CES-2');
      await on.word('ann', sent.id, 'confirmed', ['CES-2']);
      const { body } = await on.word('ann', sent.id, 'taken_back', ['CES-2']);
      expect(body).toMatchObject({
        closed: 'everything',
        message: expect.stringMatching(/call your clinic/),
        clinic: REACH,
      });
      expect(await on.shown('ann')).toEqual(['on_hold']);
      expect((await on.alertsOf('ann'))[0]?.facts).toMatchObject({ confirmed: true, takenBack: true });
    });

    it('is no reason against a confirmation that arrives later, or is said after all', async () => {
      const { sent } = await on.full('ann', 'CES-2');
      await on.word('ann', sent.id, 'taken_back', ['CES-2'], { at: '2026-11-22T09:05:00Z' });
      await on.word('ann', sent.id, 'confirmed', ['CES-2'], { at: '2026-11-22T09:01:00Z' });
      expect(await on.shown('ann')).toEqual(['on_hold']);
    });

    it('leaves an urgent answer’s day closed too, and the patient cannot lift it by themself', async () => {
      const { sent } = await on.full('ann', 'NIGHT');
      await on.word('ann', sent.id, 'confirmed', ['NIGHT']);
      await on.word('ann', sent.id, 'taken_back', ['NIGHT']);
      expect(await on.shown('ann')).toEqual(['resting']);
    });
  });

  describe('sent twice, late or out of order', () => {
    it('has the same answer and leaves one row, one alert and one trace', async () => {
      const { sent, reply } = await on.full('ann', 'CES-2');
      expect((await on.send('ann', sent).expect(201)).body).toEqual(reply);
      const shuffled = { ...sent, answers: Object.fromEntries(Object.entries(sent.answers).reverse()) };
      expect((await on.send('ann', shuffled).expect(201)).body).toEqual(reply);
      await on.word('ann', sent.id, 'confirmed', ['CES-2']);
      expect((await on.send('ann', sent).expect(201)).body).toEqual(reply);
      expect(await on.alertsOf('ann')).toMatchObject([{ times: 2 }]);
      const rows = await stage.owner('select 1 from portal.check_in where id = $1', [sent.id]);
      expect(rows).toHaveLength(1);
      const traces = await stage.owner<{ action: string }>(
        'select action from portal.audit_entry where subject_ids = $1 order by id',
        [[sent.id]],
      );
      expect(traces.map(({ action }) => action)).toEqual(['check_in.made', 'check_in.confirmed']);
    });

    it('is one, though both come at the same moment', async () => {
      const body = { id: randomUUID(), kind: 'full', at: await on.now(), answers: saying('CARD') };
      const replies = await Promise.all([1, 2, 3].map(() => on.send('ann', body)));
      expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
      expect(await on.alertsOf('ann')).toMatchObject([{ times: 1 }]);
      const words = { id: randomUUID(), kind: 'confirmed', codes: ['CARD'], at: body.at };
      await Promise.all([1, 2, 3].map(() => on.word('ann', body.id, 'confirmed', ['CARD'], words)));
      expect(await on.holdsOf('ann')).toHaveLength(1);
      expect(await on.alertsOf('ann')).toMatchObject([{ times: 2 }]);
    });

    it('is refused with other content, whatever of it is other', async () => {
      const { sent } = await on.full('ann', 'CES-2');
      for (const other of [
        { answers: saying() },
        { answers: saying('CES-2', 'CARD') },
        { at: '2026-11-20T09:00:00Z' },
        { kind: 'nothing_new', answers: undefined },
      ]) {
        expect((await refused({ ...sent, ...other })).code).toBe('check_in.id_reused');
      }
      const id = randomUUID();
      await on.word('ann', sent.id, 'taken_back', ['CES-2'], { id, at: sent.at });
      const again = await on.word('ann', sent.id, 'taken_back', ['CES-2'], { id, at: sent.at });
      expect(again.status).toBe(201);
      for (const other of [{ kind: 'confirmed' }, { at: '2026-11-20T09:00:00Z' }]) {
        const reply = await on.word('ann', sent.id, 'taken_back', ['CES-2'], { id, at: sent.at, ...other });
        expect([reply.status, reply.body.code]).toEqual([409, 'check_in.id_reused']);
      }
      expect(await on.shown('ann')).toEqual(THREE);
    });

    it('counts for the day on which it was, and for today where the phone’s clock is ahead', async () => {
      await stage.setClock('2026-12-05T09:00:00Z');
      const dayOf = async (at: string) => {
        const body = { id: randomUUID(), kind: 'full', at, answers: saying('CES-2') };
        await on.send('ann', body).expect(201);
        const [row] = await stage.owner<{ day: string }>(
          'select day::text from portal.check_in where id = $1',
          [body.id],
        );
        return row?.day;
      };
      expect(await dayOf('2026-12-03T23:30:00Z')).toBe('2026-12-03');
      expect(await dayOf('2027-06-01T09:00:00Z')).toBe('2026-12-05');
      expect(await on.alertsOf('ann')).toHaveLength(2);
    });
  });

  describe('of somebody else', () => {
    it('is not there: the same 404 as what never was, and nothing closes', async () => {
      const { sent } = await on.full('ann', 'CES-2');
      for (const who of ['ben', 'cai', 'gil'] as const) {
        const theirs = await on.word(who, sent.id, 'confirmed', ['CES-2']);
        const nobodys = await on.word(who, randomUUID(), 'confirmed', ['CES-2']);
        expect(theirs.status).toBe(404);
        expect({ ...theirs.body, requestId: '' }).toEqual({ ...nobodys.body, requestId: '' });
        expect((await on.send(who, sent).expect(409)).body.code).toBe('check_in.id_reused');
        expect(await on.holdsOf('ann')).toEqual([]);
      }
      expect(await on.shown('ann')).toEqual(THREE);
    });

    it('may be answered by a carer of theirs, who is named', async () => {
      const { sent } = await on.full('cara', 'CES-2');
      expect((await on.send('ann', sent).expect(409)).body.code).toBe('check_in.id_reused');
      const id = randomUUID();
      const word = await on.word('ann', sent.id, 'taken_back', ['CES-2'], { id, at: sent.at });
      expect(word.status).toBe(201);
      expect((await on.word('cara', sent.id, 'taken_back', ['CES-2'], { id, at: sent.at })).status).toBe(409);
      await on.word('cara', sent.id, 'confirmed', ['CES-2']);
      expect(await on.holdsOf('ann')).toMatchObject([{ flags: ['CES-2'], carer_id: people.cara.id }]);
      expect(await on.shown('ann')).toEqual(['on_hold']);
      const { body } = await stage.as('rivera').get(`/patients/${people.ann.id}/check-ins`).expect(200);
      expect(body.items[0]).toMatchObject({
        carerId: people.cara.id,
        words: [{ carerId: null }, { carerId: people.cara.id }],
      });
      const { body: holds } = await stage.as('rivera').get(`/patients/${people.ann.id}/holds`).expect(200);
      expect(holds.items[0]).toMatchObject({
        openedBy: null,
        openedByPatient: true,
        carerId: people.cara.id,
        checkInId: sent.id,
        actions: [{ code: 'CES-2', route: 'emergency_department' }],
      });
    });

    it('is for clinicians of the clinic to list, page by page, newest first', async () => {
      const path = `/patients/${people.ann.id}/check-ins`;
      for (const who of ['ann', 'cara', 'dale', 'adams'] as const) await stage.as(who).get(path).expect(403);
      await stage.as('osei').get(path).expect(404);
      const ids: string[] = [];
      for (const hour of ['09', '10', '11']) {
        await stage.setClock(`2026-12-05T${hour}:00:00Z`);
        ids.unshift((await on.nothingNew('ann')).id);
      }
      const { body: first } = await stage.as('kaya').get(`${path}?limit=2`).expect(200);
      const { body: rest } = await stage
        .as('kaya')
        .get(`${path}?limit=2&cursor=${first.nextCursor}`)
        .expect(200);
      expect([...first.items, ...rest.items].map(({ id }: { id: string }) => id)).toEqual(ids);
      for (const who of ['rivera', 'dale'] as const) await stage.as(who).get('/check-in').expect(403);
    });
  });

  /** Puts ann's plan around the clock of the test. */
  async function live(): Promise<void> {
    await stage.owner('alter table portal.prescription disable trigger user');
    await stage.owner(
      `update portal.prescription set starts_on = '2026-12-01', week_one_on = '2026-12-01', review_on = '2026-12-15',
         advice_until = '2027-01-15' where id = $1`,
      [adviceOf('ann').prescriptionId],
    );
  }
});
