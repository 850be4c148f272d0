/** What hurts is heard even where its entry cannot be kept: told to the patient and to the clinic, once for each id. */
import { randomUUID } from 'node:crypto';
import { adviceOf, people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';
import { transit } from '../support/visit';

const ANN = adviceOf('ann');
const [BRIDGE, CLAM] = ANN.itemIds as [string, string];
type Told = Record<string, unknown> & { id: string };

const at = (days: number): string => new Date(Date.now() + days * 86_400_000 - 1000).toISOString();
const item = (extra: object = {}): Told => ({
  id: randomUUID(),
  kind: 'item',
  at: at(0),
  prescriptionId: ANN.prescriptionId,
  itemId: BRIDGE,
  ...extra,
});

describe('what hurts', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const tell = async (entries: Told[], who: 'ann' | 'cara' = 'ann') =>
    (await stage.as(who).post('/diary-entries').send({ entries }).expect(200)).body;
  const shown = async (): Promise<string[]> =>
    (await stage.as('ann').get('/routine').expect(200)).body.items.map(({ id }: { id: string }) => id);
  const alerts = async () => {
    const { body } = await stage.as('rivera').get(`/patients/${people.ann.id}/alerts`).expect(200);
    return body.items as { kind: string; why: string; times: number; facts: Record<string, unknown> }[];
  };
  const holds = () =>
    stage.owner<{ kind: string }>(
      'select kind from portal.hold where patient_id = $1 and resolved_at is null',
      [people.ann.id],
    );

  it('is kept without a dose and without a session: the first dose, and a session of its own', async () => {
    const entry = item({ pain: 7 });
    const body = await tell([entry]);
    expect(body.entries).toEqual([{ id: entry.id, outcome: 'kept', code: null, detail: null }]);
    expect(body.consequences).toMatchObject([{ itemId: BRIDGE, until: 'tomorrow', entryId: null }]);
    expect((await tell([{ ...entry, dose: 0, sessionId: null }])).entries[0].outcome).toBe('known');
    const { body: diary } = await stage.as('ann').get('/diary').expect(200);
    expect(diary.items).toMatchObject([{ dose: 0, sessionId: entry.id, pain: 7 }]);
  });

  it('is a part of one’s own data, with the reason why it is not in the diary', async () => {
    const entry = item({ pain: 8, itemId: randomUUID() });
    await tell([entry], 'cara');
    await tell([entry]);
    const { body } = await stage.as('ann').get('/own-data').expect(200);
    expect(body.diary).toEqual([]);
    expect(body.notKept).toMatchObject([
      { id: entry.id, kind: 'item', pain: 8, refusedBecause: 'diary.not_advised', byCarer: true },
    ]);
    const page = (await stage.as('ann').get('/own-data?form=readable').expect(200)).text;
    expect(page).toContain('This exercise was not part of your plan then');
    const { body: ofDot } = await stage.as('dot').get('/own-data').expect(200);
    expect(JSON.stringify(ofDot)).not.toContain(entry.id);
  });

  it('by itself, several times a day, is one report of pain', async () => {
    await tell([item({ pain: 6 })]);
    await tell([item({ pain: 6, itemId: CLAM })]);
    await tell([item({ pain: 7, itemId: ANN.itemIds[2] })]);
    expect((await alerts()).filter(({ kind }) => kind === 'A2')).toMatchObject([
      { times: 1, facts: { because: 'over_limit' } },
    ]);
  });

  it.each([
    ['an exercise not advised', { itemId: randomUUID() }, 'diary.not_advised', 'not advised then'],
    ['too long ago', { at: at(-61) }, 'diary.too_old', 'more than 60 days ago'],
    ['a time to come', { at: at(1) }, 'diary.in_the_future', 'had not come yet'],
    ['no exercise', { itemId: null }, 'diary.does_not_fit', 'not complete'],
    ['a dose that does not exist', { dose: 4 }, 'diary.does_not_fit', 'not complete'],
  ])('is heard once where it tells of %s', async (_what, wrong, code, why) => {
    const pain = item({ pain: 6, ...wrong });
    const down = item({ spread: 'further_down', ...wrong });
    const harmless = item({ pain: 5, spread: 'none', ...wrong });
    const body = await tell([pain, down, harmless]);
    expect(body.entries).toMatchObject([pain, down, harmless].map(({ id }) => ({ id, code })));
    expect(body.consequences).toMatchObject([
      { entryId: pain.id, until: 'tomorrow', text: expect.stringContaining('Call your clinic') },
      { entryId: down.id, until: 'reviewed', text: expect.stringContaining('Call them') },
    ]);
    expect(await holds()).toEqual([]);

    const numb = item({ spread: 'numb_or_weak', pain: 9, ...wrong });
    const second = await tell([numb, { ...numb, id: randomUUID() }]);
    expect(second.consequences).toMatchObject([
      {
        itemId: null,
        entryId: null,
        until: 'reviewed',
        text: expect.stringContaining('call your clinic today'),
      },
    ]);
    expect(await holds()).toEqual([{ kind: 'pain_pause' }]);
    expect(await shown()).toEqual([]);

    const list = await alerts();
    expect(list.map(({ kind }) => kind).sort()).toEqual(['A2', 'A3', 'A3']);
    for (const one of list) {
      expect(one.times).toBe(1);
      expect(one.why).toContain(why);
      expect(JSON.stringify(one.facts)).not.toContain(BRIDGE);
    }
    // sent again, once the clinic has looked: the words again, and nothing else
    await stage.owner(`update portal.hold set resolved_at = portal.portal_now(), resolution = 'Seen.',
      resolved_by = '${people.rivera.id}' where patient_id = '${people.ann.id}'`);
    expect((await tell([pain, down, numb], 'cara')).consequences).toHaveLength(3);
    expect(await holds()).toEqual([]);
    expect((await alerts()).map(({ times }) => times)).toEqual([1, 1, 1]);
    const kept = await stage.owner('select 1 from portal.log_entry where patient_id = $1', [people.ann.id]);
    expect(kept).toEqual([]);
  });

  it('stops the exercise that it names, where that shows', async () => {
    const body = await tell([
      item({ dose: 1, pain: 7 }),
      item({ itemId: CLAM, dose: 1, spread: 'further_down' }),
    ]);
    expect(body.entries[0].detail).toBe('This exercise has 1 session: dose is 0, or left out.');
    expect(body.consequences).toMatchObject([{ itemId: BRIDGE }, { itemId: CLAM }]);
    expect(await shown()).toEqual([ANN.itemIds[2]]);
  });

  it('is not heard twice where the same entry can be kept later', async () => {
    const early = item({ spread: 'numb_or_weak', at: at(0.5) });
    await tell([early]);
    await stage.owner(`update portal.hold set resolved_at = portal.portal_now(), resolution = 'Seen.',
      resolved_by = '${people.rivera.id}' where patient_id = '${people.ann.id}'`);
    await stage.setClock(at(0.6));
    expect((await tell([early])).entries[0].outcome).toBe('kept');
    expect(await holds()).toEqual([]);
    expect(await alerts()).toMatchObject([{ kind: 'A3', times: 1 }]);
  });

  it('is not taken from an entry whose id was used before', async () => {
    const entry = item({ pain: 1 });
    await tell([entry]);
    const body = await tell([{ ...entry, spread: 'numb_or_weak' }]);
    expect(body.entries[0].code).toBe('diary.id_reused');
    expect(body.consequences).toEqual([]);
    expect(await alerts()).toEqual([]);
  });

  it('is heard after the plan was paused', async () => {
    await transit(stage, 'rivera', ANN.prescriptionId, 'pause', { because: 'A cold.' });
    const body = await tell([item({ at: new Date().toISOString(), pain: 8 })]);
    expect(body.entries[0].code).toBe('diary.not_advised');
    expect(body.consequences).toMatchObject([{ itemId: null, prescriptionId: null }]);
    expect(await alerts()).toMatchObject([{ kind: 'A2', facts: { because: 'not_kept', pain: [8] } }]);
  });

  it.each([
    [{ itemId: null }, 'An entry of this kind says which exercise: itemId is missing.'],
    [
      { itemId: null, prescriptionId: null },
      'An entry of this kind says of which plan it is and which exercise: prescriptionId and itemId are missing.',
    ],
    [{ howMuch: 3 }, 'An entry of this kind has no howMuch: leave that out.'],
    [
      { kind: 'started', itemId: null, prescriptionId: null },
      'An entry of this kind says which session it belongs to: sessionId is missing.',
    ],
  ])('and what does not fit says which field: %j', async (wrong, detail) => {
    expect((await tell([item(wrong)])).entries[0]).toMatchObject({ code: 'diary.does_not_fit', detail });
  });
});

it('is passed on where the software only records, if it spread, and nothing follows', async () => {
  const stage = await openStage(undefined, { clinicalRules: 'record-only' });
  try {
    const entries = [item({ dose: 2, pain: 9 }), item({ dose: 2, spread: 'numb_or_weak' })];
    const { body } = await stage.as('ann').post('/diary-entries').send({ entries }).expect(200);
    expect(body.consequences).toEqual([]);
    expect(body.texts.recorded).not.toBeNull();
    const told = await stage.owner('select kind from portal.alert where patient_id = $1', [people.ann.id]);
    expect(told).toEqual([{ kind: 'A3' }]);
    expect((await stage.as('ann').get('/routine').expect(200)).body.items).toHaveLength(3);
  } finally {
    await stage.close();
  }
});
