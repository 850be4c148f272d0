/** Telling how it went: offline, twice, late and in any order; corrected; and what is stopped because of it. */
import { randomUUID } from 'node:crypto';
import { adviceOf, people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';
import { assess, draft, issue, item, redraft, today, transit } from '../support/visit';

const ANN = adviceOf('ann');
const [BRIDGE, CLAM] = ANN.itemIds as [string, string];
type Told = Record<string, unknown> & { id: string };

describe('the diary', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const now = async (plusSeconds = 0): Promise<string> => {
    const [row] = await stage.owner<{ at: Date }>(
      `select portal.portal_now() + make_interval(secs => $1) as at`,
      [plusSeconds],
    );
    return row!.at.toISOString();
  };
  const done = async (extra: Record<string, unknown> = {}): Promise<Told> => ({
    id: randomUUID(),
    kind: 'item',
    at: await now(-1),
    sessionId: randomUUID(),
    prescriptionId: ANN.prescriptionId,
    itemId: BRIDGE,
    dose: 0,
    setsDone: 2,
    ...extra,
  });
  const tell = async (entries: Told[], who: 'ann' | 'ben' | 'cara' = 'ann', status = 200) =>
    (await stage.as(who).post('/diary-entries').send({ entries }).expect(status)).body;
  const outcomes = (body: { entries: { outcome: string; code: string | null }[] }) =>
    body.entries.map(({ outcome, code }) => code ?? outcome);
  const shown = async (who: 'ann' | 'ben' = 'ann'): Promise<string[]> =>
    (await stage.as(who).get('/routine').expect(200)).body.items.map(({ id }: { id: string }) => id);
  const alerts = (kind: string) =>
    stage.owner<{ key: string; times: number; facts: Record<string, unknown> }>(
      'select key, times, facts from portal.alert where kind = $1 and patient_id = $2 and closed_at is null order by key',
      [kind, people.ann.id],
    );

  it('keeps each entry once, knows it again, and refuses each by itself', async () => {
    const good = await done();
    const other = await done({
      itemId: adviceOf('cai').itemIds[0],
      prescriptionId: adviceOf('cai').prescriptionId,
    });
    const batch = [
      good,
      other,
      await done({ itemId: randomUUID() }),
      await done({ prescriptionId: adviceOf('dot').prescriptionId, itemId: adviceOf('dot').itemIds[0] }),
      await done({ at: await now(310) }),
      await done({ at: await now(-61 * 86_400) }),
      await done({ at: await now(-3 * 86_400) }),
      await done({ itemId: null }),
      { ...good },
      { ...good, setsDone: 1 },
      { id: randomUUID(), kind: 'started', at: await now(-60), sessionId: randomUUID() },
      { id: randomUUID(), kind: 'weekly', at: await now(), howMuch: 7 },
      { id: randomUUID(), kind: 'next_morning', at: await now(), pain: 1 },
    ];
    expect(outcomes(await tell(batch))).toEqual([
      'kept',
      'diary.not_advised',
      'diary.not_advised',
      'diary.not_advised',
      'diary.in_the_future',
      'diary.too_old',
      // before the plan began
      'diary.not_advised',
      'diary.does_not_fit',
      'known',
      'diary.id_reused',
      'kept',
      'kept',
      'kept',
    ]);
    expect(outcomes(await tell([good, { ...good, pain: 1 }], 'ann'))).toEqual(['known', 'diary.id_reused']);
    expect(outcomes(await tell([good], 'cara'))).toEqual(['known']);
    expect(
      outcomes(
        await tell(
          [{ ...good, kind: 'started', itemId: null, prescriptionId: null, dose: null, setsDone: null }],
          'ben',
        ),
      ),
    ).toEqual(['diary.id_reused']);
    // known, however late
    const [row] = await stage.owner<{ at: string }>(`select (now() + interval '70 days')::text as at`);
    await stage.setClock(row!.at);
    expect(outcomes(await tell([good]))).toEqual(['known']);
    const rows = await stage.owner('select 1 from portal.log_entry where patient_id = $1', [people.ann.id]);
    expect(rows).toHaveLength(4);
  });

  it('is the patient’s and their carer’s to tell, and nobody else’s', async () => {
    const body = { entries: [await done()] };
    for (const name of ['rivera', 'dale', 'adams'] as const) {
      await stage.as(name).post('/diary-entries').send(body).expect(403);
    }
    await stage.anonymous().post('/diary-entries').send(body).expect(401);
    expect(outcomes(await tell([await done()], 'cara'))).toEqual(['kept']);
    expect(outcomes(await tell([await done()], 'ben'))).toEqual(['diary.not_advised']);
    await stage.as('ann').post('/diary-entries').send({ entries: [] }).expect(400);
    const many = await Promise.all(Array.from({ length: 101 }, () => done()));
    await stage.as('ann').post('/diary-entries').send({ entries: many }).expect(400);
  });

  it('keeps exactly 50 of 50 told offline, twice, in pieces, late, in any order and at once', async () => {
    await stage.setClock(await now(3600));
    const session = randomUUID();
    const entries: Told[] = [];
    for (let n = 0; n < 50; n++) {
      const corrects = n % 5 === 4 ? (entries[n - 1] as Told).id : null;
      entries.push(
        n % 10 === 0
          ? { id: randomUUID(), kind: 'next_morning', at: await now(-n), pain: n % 4 }
          : await done({
              sessionId: session,
              pain: n % 9,
              corrects,
              at: await now(-n),
              itemId: ANN.itemIds[n % 3],
            }),
      );
    }
    // a correction of another kind corrects nothing, but is kept
    for (let round = 0; round < 4; round++) {
      const deliveries = [...shuffled(entries), ...shuffled(entries)];
      const pieces: Told[][] = [];
      for (let at = 0; at < deliveries.length;) {
        const size = 1 + Math.floor(Math.random() * 40);
        pieces.push(deliveries.slice(at, at + size));
        at += size;
      }
      const answers = await Promise.all(pieces.map((piece, n) => tell(piece, n % 3 === 2 ? 'cara' : 'ann')));
      expect(new Set(answers.flatMap(outcomes))).toEqual(
        new Set(round === 0 ? ['kept', 'known'] : ['known']),
      );
      const kept = answers.flatMap(outcomes).filter((one) => one === 'kept');
      expect(kept).toHaveLength(round === 0 ? 50 : 0);
    }
    const rows = await stage.owner<{ id: string }>('select id from portal.log_entry where patient_id = $1', [
      people.ann.id,
    ]);
    expect(rows.map(({ id }) => id).sort()).toEqual(entries.map(({ id }) => id).sort());
  });

  it('stops and lifts the same, in whatever order entry and correction come', async () => {
    const hurts = await done({ pain: 7 });
    const slip = { ...hurts, id: randomUUID(), pain: 2, corrects: hurts.id };
    const worse = { ...hurts, id: randomUUID(), pain: 8, corrects: slip.id };
    const inForce = async () =>
      stage.owner<{ entry_id: string }>(
        'select entry_id from portal.item_stop where item_id = $1 and lifted_at is null',
        [BRIDGE],
      );
    for (const [order, left] of [
      [[hurts, slip], []],
      [[slip, hurts], []],
      [[hurts, slip, worse], [worse.id]],
      [[worse, slip, hurts], [worse.id]],
      [[slip, worse, hurts], [worse.id]],
    ] as const) {
      await stage.owner('delete from portal.item_stop where item_id = $1', [BRIDGE]);
      await stage.owner('delete from portal.log_entry where patient_id = $1', [people.ann.id]);
      for (const entry of order) await tell([entry]);
      expect((await inForce()).map(({ entry_id }) => entry_id)).toEqual(left);
      expect(await shown()).toHaveLength(left.length > 0 ? 2 : 3);
    }
  });

  it('stops an exercise until tomorrow where pain is over its limit, and says so each time', async () => {
    const entry = await done({ pain: 6 });
    expect((await tell([await done({ pain: 5 })])).consequences).toEqual([]);
    const body = await tell([entry, await done({ itemId: CLAM, pain: 2 })]);
    expect(body.consequences).toEqual([
      {
        itemId: BRIDGE,
        prescriptionId: ANN.prescriptionId,
        entryId: null,
        until: 'tomorrow',
        text: expect.stringContaining('rest'),
      },
    ]);
    expect(body.texts).toMatchObject({ recorded: null, notWatched: expect.stringContaining('Do not wait') });
    expect(await shown()).toEqual([CLAM, ANN.itemIds[2]]);
    // the first answer may have been lost
    expect((await tell([entry])).consequences).toEqual(body.consequences);
    // what it felt like is wanted all the same
    expect(outcomes(await tell([await done({ pain: 9 })]))).toEqual(['kept']);
    const stopped = await stage.owner('select 1 from portal.item_stop where item_id = $1', [BRIDGE]);
    expect(stopped).toHaveLength(2);
    await stage.setClock(new Date(`${await today(stage, 1)}T12:00:00Z`).toISOString());
    expect(await shown()).toHaveLength(3);
    expect((await tell([entry])).consequences).toEqual([]);
  });

  it('asks the exercise’s own policy', async () => {
    const policy = async (painPolicy: object) =>
      stage.owner(
        `alter table portal.prescription_item disable trigger user;
         update portal.prescription_item set dosage = dosage || '${JSON.stringify({ painPolicy })}' where id = '${BRIDGE}';
         delete from portal.item_stop where item_id = '${BRIDGE}'`,
      );
    for (const [painPolicy, bears] of [
      [{ kind: 'none' }, 0],
      [{ kind: 'custom', during: 7 }, 7],
      [{ kind: 'until_disabling' }, 8],
      [{ kind: 'location' }, 10],
    ] as const) {
      await policy(painPolicy);
      await tell([await done({ pain: bears })]);
      expect(await shown()).toHaveLength(3);
      if (bears < 10) await tell([await done({ pain: bears + 1 })]);
      expect(await shown()).toHaveLength(bears < 10 ? 2 : 3);
    }
  });

  it('stops what sends pain further down until a clinician looked, and tells the clinic once', async () => {
    const entry = await done({ pain: 2, spread: 'further_down' });
    const body = await tell([entry]);
    expect(body.consequences).toMatchObject([{ itemId: BRIDGE, until: 'reviewed' }]);
    await tell([entry, await done({ spread: 'further_down' })]);
    expect(await alerts('A3')).toMatchObject([{ key: BRIDGE, times: 2, facts: { spread: 'further_down' } }]);
    await stage.setClock(new Date(`${await today(stage, 2)}T12:00:00Z`).toISOString());
    expect(await shown()).not.toContain(BRIDGE);
    // a slip of the thumb does not lift what waits for a clinician
    await tell([{ ...entry, id: randomUUID(), spread: 'none', corrects: entry.id }]);
    expect(await shown()).not.toContain(BRIDGE);

    const { body: list } = await stage.as('rivera').get(`/patients/${people.ann.id}/item-stops`).expect(200);
    expect(list.items).toHaveLength(2);
    expect(list.items[0]).toMatchObject({ itemId: BRIDGE, itemName: 'Ann Allen exercise 1', liftedAt: null });
    const id = list.items[1].id as string;
    await stage.as('osei').post(`/item-stops/${id}/lift`).expect(404);
    await stage.as('novak').post(`/item-stops/${id}/lift`).expect(403);
    await stage.as('ann').post(`/item-stops/${id}/lift`).expect(403);
    await stage.as('rivera').post(`/item-stops/${id}/lift`).expect(204);
    await stage.as('rivera').post(`/item-stops/${id}/lift`).expect(409);
    expect(await shown()).toContain(BRIDGE);
    // the same words again do not undo the look
    await tell([entry]);
    expect(await shown()).toContain(BRIDGE);
    await stage.as('osei').get(`/patients/${people.ann.id}/item-stops`).expect(404);
  });

  it('pauses the plan for numbness but for what is there for comfort, unless that brought it on', async () => {
    await stage.owner(
      `alter table portal.prescription_item disable trigger user;
       update portal.prescription_item set is_comfort = true where id in ('${CLAM}', '${ANN.itemIds[2]}')`,
    );
    const entry = await done({ itemId: CLAM, spread: 'numb_or_weak' });
    const body = await tell([entry]);
    expect(body.consequences).toMatchObject([
      { itemId: null, prescriptionId: null, until: 'reviewed' },
      { itemId: CLAM, until: 'reviewed' },
    ]);
    expect(body.texts.emergency.items.length).toBeGreaterThan(5);
    expect(await shown()).toEqual([ANN.itemIds[2]]);
    const { body: routine } = await stage.as('ann').get('/routine').expect(200);
    expect(routine.standing.kind).toBe('pain_pause');
    expect(await alerts('A3')).toMatchObject([{ key: 'numb_or_weak', facts: { itemId: CLAM } }]);
    // again and once more: one pause
    await tell([entry, await done({ itemId: ANN.itemIds[2], spread: 'numb_or_weak' })]);
    const holds = await stage.owner<{ id: string; kind: string; opened_by: string | null }>(
      'select id, kind, opened_by from portal.hold where patient_id = $1 and resolved_at is null',
      [people.ann.id],
    );
    expect(holds).toMatchObject([{ kind: 'pain_pause', opened_by: null }]);
    expect(await shown()).toEqual([]);
    // only a clinician takes it up again
    const { body: list } = await stage.as('rivera').get(`/patients/${people.ann.id}/holds`).expect(200);
    await stage
      .as('rivera')
      .post(`/holds/${holds[0]!.id}/resolution`)
      .set('if-match', `"${list.items[0].revision}"`)
      .send({ resolution: 'Seen today: nothing new.' })
      .expect(200);
    expect(await shown()).toEqual([BRIDGE]);
  });

  it('pauses nothing for a slip that was corrected before it came', async () => {
    const entry = await done({ spread: 'numb_or_weak' });
    await tell([{ ...entry, id: randomUUID(), spread: 'none', corrects: entry.id }]);
    expect((await tell([entry])).consequences).toEqual([]);
    expect(await shown()).toHaveLength(3);
    expect(await alerts('A3')).toEqual([]);
  });

  it('hears that something moved also where the entry cannot be kept, as the plan closed meanwhile', async () => {
    await stage.as('ann').post('/own-pause').send({}).expect(200);
    const entry = await done({ at: await now(), spread: 'numb_or_weak' });
    const body = await tell([entry]);
    expect(outcomes(body)).toEqual(['diary.not_advised']);
    expect(body.consequences).toMatchObject([{ itemId: null, prescriptionId: null, until: 'reviewed' }]);
    expect(await alerts('A3')).toMatchObject([{ key: 'numb_or_weak', facts: { spread: 'numb_or_weak' } }]);
    const holds = await stage.owner(
      'select kind from portal.hold where patient_id = $1 and resolved_at is null order by kind',
      [people.ann.id],
    );
    expect(holds).toEqual([{ kind: 'own_pause' }, { kind: 'pain_pause' }]);
  });

  it.each<[string, object, string]>([
    ['an exercise that was never hers', { itemId: randomUUID() }, 'diary.not_advised'],
    ['a clock that runs ahead', { at: '2099-01-01T08:00:00Z' }, 'diary.in_the_future'],
    ['an entry that says too much', { howMuch: 3 }, 'diary.does_not_fit'],
  ])('pauses the plan for numbness that came with %s', async (_, wrong, code) => {
    expect(outcomes(await tell([await done({ ...wrong, spread: 'numb_or_weak' })]))).toEqual([code]);
    expect(await shown()).toEqual([]);
    expect(await alerts('A3')).toHaveLength(1);
  });

  it('lets a slip be corrected in the diary though the plan is paused by it', async () => {
    const entry = await done({ spread: 'numb_or_weak' });
    await tell([entry]);
    expect(await shown()).toEqual([]);
    expect(
      outcomes(await tell([{ ...entry, id: randomUUID(), spread: 'none', corrects: entry.id }])),
    ).toEqual(['kept']);
    // but nothing done since can be told of
    expect(outcomes(await tell([await done({ at: await now() })]))).toEqual(['diary.not_advised']);
  });

  describe('a new version', () => {
    let rx: string;
    let was: string;
    beforeEach(async () => {
      const { episodeId } = await assess(stage, 'rivera', 'ben');
      const written = await draft(stage, 'rivera', episodeId);
      await issue(stage, 'rivera', written, { reviewOn: await today(stage, 14) }).expect(200);
      await stage.as('ben').post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
      rx = written.id;
      [was] = (await shown('ben')) as [string];
    });
    const reissue = async (): Promise<string> => {
      const again = await redraft(stage, 'rivera', rx, [item({ why: 'It is time.' })]);
      await issue(stage, 'rivera', again, {}).expect(200);
      const [is] = (await shown('ben')) as [string];
      expect(is).not.toBe(was);
      return is;
    };
    const further = async () =>
      done({ prescriptionId: rx, itemId: was, spread: 'further_down', at: await now() });

    it('is a look by a clinician: what they could read stops it no more', async () => {
      const entry = await further();
      await tell([entry], 'ben');
      expect(await shown('ben')).toEqual([]);
      const is = await reissue();
      await tell([entry], 'ben');
      expect(await shown('ben')).toEqual([is]);
    });

    it('is stopped by what was told late of the version before, as nobody knew of it', async () => {
      const entry = await further();
      const is = await reissue();
      expect((await tell([entry], 'ben')).consequences).toMatchObject([{ itemId: is, until: 'reviewed' }]);
      expect(await shown('ben')).toEqual([]);
    });
  });

  it('lets a patient leave one out until tomorrow, and take that back', async () => {
    const path = `/routine-items/${BRIDGE}/stop`;
    const { body } = await stage.as('ann').post(path).expect(200);
    expect(body).toMatchObject({ itemId: BRIDGE, until: 'tomorrow', because: 'own_choice' });
    expect((await stage.as('cara').post(path).expect(200)).body.id).toBe(body.id);
    expect(await shown()).not.toContain(BRIDGE);
    await stage.as('ben').post(path).expect(404);
    await stage.as('ann').delete(path).expect(204);
    expect(await shown()).toContain(BRIDGE);
    // what pain stopped, the patient does not take back
    await tell([await done({ pain: 8 })]);
    const refused = async (detail: string) =>
      expect((await stage.as('ann').delete(path).expect(409)).body).toMatchObject({
        code: 'item_stop.not_own_choice',
        detail,
      });
    await refused('This was stopped because of pain: it comes back tomorrow.');
    expect(await shown()).not.toContain(BRIDGE);
    await tell([await done({ spread: 'further_down' })]);
    await refused(
      'This was stopped because of pain: it comes back when your clinic has looked at it with you.',
    );
    await stage.as('ben').delete(path).expect(404);
    await stage.as('ann').post(`/routine-items/${randomUUID()}/stop`).expect(404);
  });

  it('says what keeps it stopped after an urgent answer, and does not fail', async () => {
    await stage.owner(
      `insert into portal.item_stop (clinic_id, patient_id, prescription_id, item_id, until, because, day)
       values ($1, $2, $3, $4, 'tomorrow', 'urgent_answer', $5)`,
      [people.ann.clinicId, people.ann.id, ANN.prescriptionId, BRIDGE, await today(stage)],
    );
    const path = `/routine-items/${BRIDGE}/stop`;
    expect((await stage.as('ann').post(path).expect(200)).body.because).toBe('urgent_answer');
    const { body } = await stage.as('ann').delete(path).expect(409);
    expect(body.detail).toContain('it comes back tomorrow');
  });

  it('is read newest first, with corrections, by the patient, their carer and the clinic', async () => {
    const first = await done({ at: await now(-3), pain: 7, note: 'It hurt.' });
    const second = { ...first, id: randomUUID(), pain: 1, corrects: first.id };
    const third = await done({ at: await now(-2), itemId: CLAM });
    await tell([third, second, first]);
    for (const name of ['ann', 'cara'] as const) {
      const { body } = await stage.as(name).get('/diary').expect(200);
      expect(body.items).toHaveLength(3);
      expect(body.items[0]).toMatchObject({ id: third.id, isCurrent: true });
      expect(Object.fromEntries(body.items.map((one: Told) => [one.id, one.isCurrent]))).toEqual({
        [first.id]: false,
        [second.id]: true,
        [third.id]: true,
      });
    }
    const path = `/patients/${people.ann.id}/diary`;
    const page = (await stage.as('rivera').get(`${path}?limit=2`).expect(200)).body;
    expect(page.items).toHaveLength(2);
    expect(page.items[0].itemName).toBe('Ann Allen exercise 2');
    const rest = (await stage.as('rivera').get(`${path}?limit=2&cursor=${page.nextCursor}`).expect(200)).body;
    expect(rest.items).toHaveLength(1);
    expect(rest.nextCursor).toBeNull();
    await stage.as('osei').get(path).expect(404);
    await stage.as('dale').get(path).expect(403);
    expect((await stage.as('ben').get('/diary').expect(200)).body.items).toEqual([]);
    const reads = await stage.owner<{ actor_id: string }>(
      `select actor_id from portal.audit_entry where action = 'record.read' and patient_ids = array[$1::uuid]`,
      [people.ann.id],
    );
    expect(reads.map((row) => row.actor_id).sort()).toEqual(
      [people.cara.id, people.rivera.id, people.rivera.id].sort(),
    );
  });

  it('counts a day by the clinic’s clock, also in the night on which it changes', async () => {
    // the clocks go forward on 28 March 2027 at 01:00 UTC, and back on 31 October
    await stage.setClock('2027-03-28T12:00:00Z');
    const at = (iso: string): Told => ({ id: randomUUID(), kind: 'next_morning', at: iso, pain: 0 });
    const told = [at('2027-03-27T23:59:59Z'), at('2027-03-28T00:00:00Z'), at('2027-03-28T01:00:00Z')];
    await tell(told);
    await stage.setClock('2027-03-29T12:00:00Z');
    const evening = [at('2027-03-28T22:59:59Z'), at('2027-03-28T23:00:00Z')];
    await tell(evening);
    const { body } = await stage.as('ann').get('/diary').expect(200);
    const days = Object.fromEntries(body.items.map((one: Told) => [one.id, one.day]));
    expect([...told, ...evening].map(({ id }) => days[id])).toEqual([
      '2027-03-27',
      '2027-03-28',
      '2027-03-28',
      '2027-03-28',
      '2027-03-29',
    ]);
  });

  it('can be told of days before a plan was paused, and not of days after', async () => {
    const before = await done();
    await transit(stage, 'rivera', ANN.prescriptionId, 'pause', { because: 'A cold.' });
    expect(outcomes(await tell([before, await done({ at: await now() })]))).toEqual([
      'kept',
      'diary.not_advised',
    ]);
  });
});

describe('where the software only records', () => {
  it('stops nothing, says the fixed words, and passes on that pain spread', async () => {
    const stage = await openStage(undefined, { clinicalRules: 'record-only' });
    try {
      const entry = (extra: object) => ({
        id: randomUUID(),
        kind: 'item',
        at: new Date().toISOString(),
        sessionId: randomUUID(),
        prescriptionId: ANN.prescriptionId,
        itemId: BRIDGE,
        dose: 0,
        ...extra,
      });
      const words = new Set<string>();
      for (const extra of [
        { pain: 0 },
        { pain: 9 },
        { spread: 'further_down' },
        { spread: 'numb_or_weak' },
      ]) {
        const { body } = await stage
          .as('ann')
          .post('/diary-entries')
          .send({ entries: [entry(extra)] })
          .expect(200);
        expect(body.consequences).toEqual([]);
        words.add(body.texts.recorded);
      }
      expect(words.size).toBe(1);
      expect((await stage.as('ann').get('/routine').expect(200)).body.items).toHaveLength(3);
      const told = await stage.owner(
        `select 1 from portal.alert where kind = 'A3' and patient_id = $1 and closed_at is null`,
        [people.ann.id],
      );
      expect(told).toHaveLength(2);
      await stage.as('ann').post(`/routine-items/${BRIDGE}/stop`).expect(200);
      expect((await stage.as('ann').get('/routine').expect(200)).body.items).toHaveLength(2);
    } finally {
      await stage.close();
    }
  });
});

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((one) => ({ one, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
