/** The patient's day over HTTP: due, done, stopped, changed, on a bad day, and when nothing shows. */
import { randomUUID } from 'node:crypto';
import { adviceOf, people, type PatientName } from '../support/cast';
import { dose } from '../support/dose';
import { openStage, type Stage } from '../support/stage';
import {
  assess,
  assessAgain,
  draft,
  issue,
  item,
  redraft,
  today,
  transit,
  type Written,
} from '../support/visit';

const ANN = adviceOf('ann');
const DAILY = dose({}, { perWeek: { exact: 7 } });

describe('today', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const read = async (who: PatientName | 'cara' = 'ben', query = '') =>
    (
      await stage
        .as(who as 'ben')
        .get(`/today${query}`)
        .expect(200)
    ).body;
  /** Ben's plan, issued and confirmed. */
  const given = async (items: unknown[]): Promise<Written & { episodeId: string }> => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const written = await draft(stage, 'rivera', episodeId, items as ReturnType<typeof item>[]);
    const issued = await issue(stage, 'rivera', written, { reviewOn: await today(stage, 14) });
    if (issued.status !== 200) throw new Error(JSON.stringify(issued.body));
    await stage.as('ben').post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
    return { ...written, episodeId };
  };
  const tell = async (rx: string, itemId: string, extra: object = {}) => {
    const [row] = await stage.owner<{ at: Date }>('select portal.portal_now() as at');
    const entry = {
      ...{ id: randomUUID(), kind: 'item', at: row!.at.toISOString(), sessionId: randomUUID() },
      ...{ prescriptionId: rx, itemId, dose: 0, ...extra },
    };
    const { body } = await stage
      .as('ben')
      .post('/diary-entries')
      .send({ entries: [entry] })
      .expect(200);
    expect(body.entries[0].outcome).toBe('kept');
    return body;
  };
  const onDay = async (plus: number) =>
    stage.setClock(new Date(`${await today(stage, plus)}T12:00:00Z`).toISOString());

  it('says what is due, for how long, why, and what was done of it', async () => {
    const { id } = await given([item({ dosage: DAILY }), item({ dosage: DAILY, variation: 'slowly' })]);
    const before = await read();
    expect(before).toMatchObject({
      date: await today(stage),
      standing: { kind: 'live', message: null },
      totals: { due: { exercises: 2 }, doneToday: 0, nextOn: await today(stage, 1) },
      clinic: {
        phone: '020 7946 0000',
        email: expect.stringContaining('@'),
        bookingUrl: 'https://clinic.example/book',
      },
      safetyNet: { notWatched: expect.stringContaining('Do not wait') },
    });
    expect(before.safetyNet.emergency.items.length).toBeGreaterThan(5);
    expect(before.totals.words[0]).toMatch(/^2 exercises, about \d+ minutes\.$/);
    expect(before.plans[0]).toMatchObject({ week: 1, isNew: true, news: [], stopped: [] });
    const [first] = before.plans[0].items;
    expect(first).toMatchObject({
      why: 'It eases your back.',
      today: 'due',
      told: null,
      sessions: [{ kind: 'fixed', due: 7, allowed: 7, doneToday: 0 }],
    });
    expect(first.minutes).toBeGreaterThan(0);
    await tell(id, first.id, { setsDone: 3 });
    const after = await read();
    expect(after.totals).toMatchObject({ due: { exercises: 1 }, doneToday: 1 });
    expect(after.plans[0].items[0]).toMatchObject({
      today: 'no',
      told: 'done',
      sessions: [{ due: 6, doneToday: 1 }],
    });
    // what was left out is not asked for again, and held against nobody
    await tell(id, after.plans[0].items[1].id, { notDoneBecause: 'time' });
    const late = await read();
    expect(late.plans[0].items[1]).toMatchObject({ today: 'may', told: 'left_out' });
    expect(late.totals.due.exercises).toBe(0);
    await onDay(1);
    expect((await read()).totals).toMatchObject({ due: { exercises: 2 }, doneToday: 0 });
  });

  it('counts a week of chosen days down over corrections, versions and midnight', async () => {
    const { id, episodeId } = await given([item()]);
    const itemId = async () => (await read()).plans[0].items[0].id as string;
    const session = async () => (await read()).plans[0].items[0].sessions[0];
    expect(await session()).toMatchObject({ kind: 'flexible', due: 3, today: 'may' });
    await tell(id, await itemId());
    await onDay(1);
    await tell(id, await itemId());
    expect(await session()).toMatchObject({ due: 1, doneToday: 1, doneThisWeek: 2, today: 'no' });
    await onDay(1);
    // another version, the same exercise
    await assessAgain(stage, 'rivera', episodeId);
    const again = await redraft(stage, 'rivera', id, [item({ why: 'It is time.' })]);
    await issue(stage, 'rivera', again, {}).expect(200);
    expect(await session()).toMatchObject({ due: 1, doneThisWeek: 2 });
    await tell(id, await itemId());
    await onDay(1);
    expect(await session()).toMatchObject({ due: 0, doneThisWeek: 3, today: 'no' });
    const { totals } = await read();
    expect(totals.words[0]).toContain('Rest is part of your plan');
    expect(totals.nextOn).toBe(await today(stage, 4));
  });

  it('has for each exercise the pain guide of its own policy', async () => {
    const bears = (painPolicy: object) => item({ dosage: dose({}, {}, { painPolicy } as never) });
    await given([
      bears({ kind: 'custom', during: 3 }),
      { ...bears({ kind: 'none' }), variation: 'slowly' },
      item({ variation: 'b' }),
    ]);
    const [three, none, usual] = (await read()).plans[0].items;
    expect(three.painGuide.items.join(' ')).toContain('4 or more: stop');
    expect(none.painGuide.items.join(' ')).toContain('1 or more: stop');
    expect(usual.painGuide.items.join(' ')).toContain('6 or more: stop');
    expect(usual.stopIf.items.join(' ')).toContain('down your leg');
  });

  it('says kindly what is stopped, and shows it no more', async () => {
    const { id } = await given([item({ dosage: DAILY }), item({ dosage: DAILY, variation: 'slowly' })]);
    const [first, second] = (await read()).plans[0].items;
    await tell(id, first.id, { pain: 7 });
    await tell(id, second.id, { spread: 'further_down' });
    const day = await read();
    expect(day.plans[0].items).toEqual([]);
    expect(day.plans[0].stopped).toMatchObject([
      { itemId: first.id, name: first.name, until: 'tomorrow', because: 'pain_over_limit' },
      { itemId: second.id, until: 'reviewed', because: 'spreads_down' },
    ]);
    expect(day.plans[0].stopped[0].text).toContain('part of your plan');
    expect(day.standing.kind).toBe('resting');
    await onDay(1);
    const next = await read();
    expect(next.plans[0].items.map((one: { id: string }) => one.id)).toEqual([first.id]);
    expect(next.plans[0].stopped).toHaveLength(1);
  });

  it('says what changed since the patient last looked, and who changed it', async () => {
    const { id, episodeId } = await given([item()]);
    const first = (await read()).plans[0];
    const see = (who: 'ben' | 'ann' | 'cara', versionId: string, rx = id) =>
      stage.as(who).put(`/plans/${rx}/seen`).send({ versionId });
    await see('ann', first.versionId).expect(404);
    await see('ben', randomUUID()).expect(404);
    await see('ben', first.versionId).expect(204);
    await see('ben', first.versionId).expect(204);
    expect((await read()).plans[0]).toMatchObject({ isNew: false, news: [] });

    const change = async (items: unknown[]) => {
      await assessAgain(stage, 'rivera', episodeId);
      const again = await redraft(stage, 'rivera', id, items);
      await issue(stage, 'rivera', again, {}).expect(200);
      return (await stage.as('rivera').get(`/prescriptions/${id}`).expect(200)).body.live;
    };
    const secret = 'Suspected stress fracture.';
    await change([item({ dosage: dose({ count: 2 }), note: secret, why: 'It is kinder to you.' })]);
    const live = await change([
      item({ dosage: dose({ count: 1 }), note: secret }),
      item({ variation: 'slowly', dosage: dose({ count: 1 }) }),
    ]);
    const { news } = (await read()).plans[0];
    expect(news).toMatchObject([
      {
        versionNumber: 2,
        issuedBy: 'Dr Maya Rivera',
        changes: [expect.stringContaining('2 sets of 10 instead of 3')],
      },
      {
        versionNumber: 3,
        changes: [
          expect.stringMatching(/^New: .*slowly\.$/),
          expect.stringContaining('1 set of 10 instead of 2'),
        ],
      },
    ]);
    expect(live.changes).toEqual(news[1].changes);
    expect(JSON.stringify(await read())).not.toContain('fracture');
    await see('ben', first.versionId).expect(404);
    await see('ben', live.id).expect(204);
    expect((await read()).plans[0].news).toEqual([]);
    const trail = await stage.owner(
      `select 1 from portal.audit_entry where action = 'plan.seen' and actor_id = $1`,
      [people.ben.id],
    );
    expect(trail).toHaveLength(2);
  });

  it('offers on a bad day what the clinician allowed, and nothing else', async () => {
    const less = dose({ count: 1 }, { perWeek: { exact: 7 } });
    const items = [
      item({ dosage: DAILY }),
      item({ dosage: DAILY, variation: 'a', onBadDay: 'as_usual' }),
      item({
        dosage: { ...DAILY, painPolicy: { kind: 'none' } },
        variation: 'b',
        onBadDay: 'less',
        badDayDosage: less,
      }),
    ];
    const { id } = await given(items);
    const { live } = (await stage.as('rivera').get(`/prescriptions/${id}`).expect(200)).body;
    expect(live.items.map((one: { onBadDay: string }) => one.onBadDay)).toEqual([
      'left_out',
      'as_usual',
      'less',
    ]);
    expect(live.items[2]).toMatchObject({
      badDayDosage: less,
      badDaySentence: expect.stringContaining('must not hurt'),
    });
    const bad = await read('ben', '?badDay=true');
    expect(bad.isBadDay).toBe(true);
    expect(bad.plans[0].items).toMatchObject([
      { variation: 'a', today: 'may', doseSentence: live.items[1].doseSentence },
      { variation: 'b', today: 'may', doseSentence: live.items[2].badDaySentence, dosage: less },
    ]);
    expect(bad.plans[0].items[1].painGuide.items.join(' ')).toContain('1 or more: stop');
    expect(bad.totals).toMatchObject({ due: { exercises: 0 }, may: { exercises: 2 } });
    expect((await read('ben', '?badDay=false')).plans[0].items).toHaveLength(3);
    await stage.as('ben').get('/today?badDay=perhaps').expect(400);
    // carried over to the same patient's next plan
    const { body: next } = await stage
      .as('rivera')
      .post(`/episodes/${(await assess(stage, 'rivera', 'ben')).episodeId}/prescriptions`)
      .send({ from: { prescriptionId: id } })
      .expect(201);
    expect(next.draft.items.map((one: { onBadDay: string }) => one.onBadDay)).toEqual([
      'left_out',
      'as_usual',
      'less',
    ]);
  });

  it('has kind words for a bad day for which nothing was allowed', async () => {
    const bad = await read('ann', '?badDay=true');
    expect(bad.plans[0].items).toEqual([]);
    expect(bad.totals.words[0]).toContain('a day to rest');
  });

  it('refuses a bad day that asks for more', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const { body } = await stage
      .as('rivera')
      .post(`/episodes/${episodeId}/prescriptions`)
      .send({ items: [item({ onBadDay: 'less', badDayDosage: dose({ count: 4 }) })] })
      .expect(400);
    expect(body.errors).toMatchObject([{ pointer: '/items/0/badDayDosage', code: 'bad_day.asks_more' }]);
  });

  it('is empty with the routine’s own words where the routine is', async () => {
    const same = async (who: PatientName) => {
      const day = await read(who);
      const { body: routine } = await stage.as(who).get('/routine').expect(200);
      expect(day.standing).toEqual({ kind: routine.standing.kind, message: routine.standing.message });
      expect(day.plans.flatMap((plan: { items: unknown[] }) => plan.items)).toHaveLength(
        routine.items.length,
      );
      expect(day.notice).toBe(routine.notice);
      return day.standing.kind as string;
    };
    expect(await same('ann')).toBe('live');
    expect(await same('ben')).toBe('none');
    expect(await same('dot')).toBe('discharged');
    await transit(stage, 'rivera', ANN.prescriptionId, 'pause', { because: 'A cold.' });
    expect(await same('ann')).toBe('paused');
    expect((await read('ann')).totals.words).toEqual([]);
    await stage
      .as('rivera')
      .post(`/patients/${people.ann.id}/holds`)
      .send({ because: 'A fall.' })
      .expect(201);
    expect(await same('ann')).toBe('on_hold');
  });

  it('is for the patient and for a carer of theirs, whose reading is noted', async () => {
    expect((await read('cara')).plans[0].items).toHaveLength(3);
    for (const name of ['rivera', 'dale', 'adams'] as const) await stage.as(name).get('/today').expect(403);
    await stage.anonymous().get('/today').expect(401);
    await read('ann');
    const reads = await stage.owner<{ actor_id: string }>(
      `select actor_id from portal.audit_entry where action = 'record.read' and subject_type = 'today.read'`,
    );
    expect(reads.map((row) => row.actor_id)).toEqual([people.cara.id]);
  });
});
