/**
 * Two different people are taken for one, over HTTP: no phone shows what the other said, did or felt. And two records of one woman:
 * what she sends again is answered as before, and once a clinician confirmed it she reads all of hers.
 */
import { randomUUID } from 'node:crypto';
import { people, type StaffName } from '../support/cast';
import { saying } from '../support/check-in';
import { openStage, type Caller, type Stage } from '../support/stage';
import { item, transit } from '../support/visit';
import { aWalkIn, openedBy, walkIn } from '../support/walk-in';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.setClock('2026-11-16T09:10:00Z');
});
afterAll(async () => {
  await stage.close();
});

interface Somebody {
  id: string;
  itemNote: string;
  prescriptionId: string;
  phone: Caller;
}
let count = 0;
async function somebody(): Promise<Somebody> {
  const itemNote = `It eases back number ${++count}.`;
  const visit = await aWalkIn(stage, {
    patient: {
      name: `Nia Nott ${String.fromCharCode(64 + count)}`,
      dateOfBirth: '1972-03-04',
      email: `n${count}@home.example`,
    },
    plan: { items: [item({ why: itemNote })] },
  });
  const { body } = await walkIn(stage, 'rivera', visit).expect(201);
  const phone = await openedBy(stage, body.link.address);
  return { id: body.patient.id, itemNote, prescriptionId: body.prescription.id, phone };
}
const read = async (path: string, who: Caller = stage.as('rivera')) => (await who.get(path).expect(200)).body;
async function merge(from: Somebody, into: Somebody): Promise<string> {
  const { headers } = await stage.as('rivera').get(`/patients/${from.id}`).expect(200);
  const { body } = await stage
    .as('rivera')
    .post(`/patients/${from.id}/merges`)
    .set('if-match', headers.etag as string)
    .send({ intoId: into.id, because: 'One woman, two names.' })
    .expect(201);
  return body.id;
}
const confirming = (mergeId: string, by: StaffName = 'rivera') =>
  stage.as(by).post(`/merges/${mergeId}/confirmation`).send({ because: 'Told her in the room.' });
const parting = (mergeId: string) =>
  stage.as('rivera').post(`/merges/${mergeId}/reversal`).send({ because: 'Mother and daughter.' });

const NOW = '2026-11-16T09:10:00.000Z';
const EMPTY = [
  'setsDone',
  'repsDone',
  'secondsDone',
  'metresDone',
  'notDoneBecause',
  'howMuch',
  'effort',
  'note',
];
async function anEntry({ prescriptionId, phone }: Somebody, fields: object = {}) {
  const { plans } = await read('/today', phone);
  const plan = plans.find((one: { prescriptionId: string }) => one.prescriptionId === prescriptionId);
  return {
    ...Object.fromEntries([...EMPTY, 'privateNote', 'corrects'].map((field) => [field, null])),
    ...{ id: randomUUID(), kind: 'item', at: NOW, sessionId: randomUUID(), prescriptionId, dose: 0 },
    ...{ itemId: plan.items[0].id, pain: 2, spread: 'none', onBadDay: false, ...fields },
  };
}
const tell = async (phone: Caller, entries: object[]) =>
  (await phone.post('/diary-entries').send({ entries }).expect(200)).body;
const LOOKS = [
  ...['/diary', '/own-data', '/own-data?form=readable', '/today', '/routine', '/own-adherence', '/check-in'],
  '/record-requests',
];

describe('a mother merged into her daughter by mistake', () => {
  let mother: Somebody;
  let daughter: Somebody;
  let carer: Caller;
  let mergeId: string;
  let told: string[];
  let before: Record<string, unknown>;
  const NOTE = 'It shot down my leg.';

  /** Everything that a phone can look at, as text. */
  const looks = async (phone: Caller, paths = LOOKS) => {
    const answers = await Promise.all(paths.map((path) => phone.get(path)));
    for (const [n, { status }] of answers.entries()) expect([paths[n], status]).toEqual([paths[n], 200]);
    return answers.map(({ text, body }) => text ?? JSON.stringify(body)).join('\n');
  };
  const leaks = async (phone: Caller, paths?: string[]) => {
    const all = await looks(phone, paths);
    return [NOTE, ...told].filter((one) => all.includes(one));
  };

  beforeAll(async () => {
    [mother, daughter] = [await somebody(), await somebody()];
    const { body: letIn } = await daughter.phone.post('/carers').send({ name: 'Cleo' }).expect(201);
    carer = await openedBy(stage, letIn.link);
    await tell(daughter.phone, [await anEntry(daughter)]);
    before = { adherence: await read('/own-adherence', daughter.phone) };

    const hurt = await anEntry(mother, { pain: 9, spread: 'further_down', note: NOTE });
    const late = await anEntry(mother, { pain: 8, at: '2026-08-01T08:00:00.000Z' });
    const weekly = await anEntry(mother, {
      ...{
        kind: 'weekly',
        howMuch: 3,
        sessionId: null,
        prescriptionId: null,
        itemId: null,
        dose: null,
        pain: null,
      },
      spread: null,
    });
    await tell(mother.phone, [hurt, late, weekly]);
    const checkIn = { id: randomUUID(), kind: 'full', at: NOW, answers: saying('CES-2') };
    await mother.phone.post('/check-ins').send(checkIn).expect(201);
    await mother.phone.post('/record-requests').send({ reason: 'For my lawyer.' }).expect(201);
    told = [hurt.id, late.id, weekly.id, checkIn.id, 'For my lawyer.'];
    expect(await leaks(mother.phone)).toEqual([NOTE, ...told]);

    mergeId = await merge(mother, daughter);
    // taken up for the two as one
    expect((await transit(stage, 'rivera', mother.prescriptionId, 'resumption')).status).toBe(200);
  });

  it('no look of the daughter or of who looks after her shows what the mother told', async () => {
    expect(await leaks(daughter.phone)).toEqual([]);
    expect(await leaks(carer, ['/diary', '/today', '/routine', '/own-adherence', '/check-in'])).toEqual([]);
    expect(await read('/own-adherence', daughter.phone)).toMatchObject({
      weekly: (before.adherence as { weekly: [] }).weekly,
    });
    const own = await read('/own-data', daughter.phone);
    expect([own.diary.length, own.checkIns, own.notKept, own.stops]).toEqual([1, [], [], []]);
  });

  it('the exercise that hurt the mother stays stopped, and nobody says why', async () => {
    const { plans } = await read('/today', daughter.phone);
    expect(plans.flatMap(({ stopped }: { stopped: [] }) => stopped)).toEqual([]);
    const { items } = await read('/routine', daughter.phone);
    expect(items.map(({ why }: { why: string }) => why)).toEqual([daughter.itemNote]);
  });

  it('staff read it all', async () => {
    const all = await Promise.all(
      ['diary', 'check-ins', 'item-stops'].map(async (part) =>
        JSON.stringify(await read(`/patients/${daughter.id}/${part}`)),
      ),
    );
    expect(all[0]).toContain(NOTE);
    expect(all[1]).toContain(told[3]);
    expect(JSON.parse(all[2]!).items).not.toEqual([]);
  });

  it('a record that is released to the phone holds the diary of the phone alone', async () => {
    const { items } = await read('/record-requests?state=open');
    const asked = items.find(({ patientId }: { patientId: string }) => patientId === daughter.id);
    const { items: notes } = await read(`/record-requests/${asked.id}/notes`).then((body) =>
      Array.isArray(body) ? { items: body } : body,
    );
    await stage
      .as('rivera')
      .post(`/record-requests/${asked.id}/release`)
      .set('if-match', `"${asked.revision}"`)
      .send({ judged: notes.length, heldBack: [] })
      .expect(200);
    const { diary } = await read(`/record-requests/${asked.id}/record`, daughter.phone);
    expect(diary).toHaveLength(1);
    expect(JSON.stringify(diary)).not.toContain(NOTE);
  });

  it('is not confirmed by who may not sign, nor at another clinic, nor when nobody is there', async () => {
    expect((await confirming(mergeId, 'novak').expect(403)).body.code).toBe('merge.not_entitled');
    await confirming(mergeId, 'dale').expect(403);
    await confirming(mergeId, 'osei').expect(404);
    await confirming(randomUUID()).expect(404);
    await stage.as('rivera').post(`/merges/${mergeId}/confirmation`).send({}).expect(400);
  });

  it('confirmed, it opens; taken back, it closes for good', async () => {
    const { body } = await confirming(mergeId).expect(201);
    expect(body).toMatchObject({
      id: mergeId,
      confirmedAt: NOW,
      confirmedBy: people.rivera.id,
      confirmedBecause: 'Told her in the room.',
      reversedAt: null,
    });
    expect(await leaks(daughter.phone)).toEqual([NOTE, ...told]);
    const { plans } = await read('/today', daughter.phone);
    expect(plans.flatMap(({ stopped }: { stopped: [] }) => stopped)).toHaveLength(1);
    expect((await confirming(mergeId).expect(409)).body.code).toBe('merge.confirmed_already');
    await parting(mergeId).expect(201);
    expect((await confirming(mergeId).expect(409)).body.code).toBe('merge.reversed_already');
    const newLink = async ({ id }: Somebody) =>
      openedBy(stage, (await stage.as('rivera').post(`/patients/${id}/link`).expect(201)).body.link);
    expect(await leaks(await newLink(daughter), ['/diary', '/own-data', '/own-adherence'])).toEqual([]);
    expect(await leaks(await newLink(mother), ['/diary', '/own-data', '/record-requests'])).toEqual([
      NOTE,
      ...told,
    ]);
  });

  it('is in the audit of both', async () => {
    for (const { id } of [mother, daughter]) {
      const { items } = await read(`/audit?patientId=${id}&limit=100`, stage.as('adams'));
      expect(items.map(({ action }: { action: string }) => action)).toContain('patient.merge_confirmed');
    }
  });
});

describe('of two who confirm at once', () => {
  it('one does', async () => {
    const made = await merge(await somebody(), await somebody());
    const both = await Promise.all([confirming(made), confirming(made, 'kaya')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)!.body.code).toBe('merge.confirmed_already');
  });
});

describe('one woman with two records, who sends again from her new link what she told on the old', () => {
  it('has the same answer for entries that were kept, and those that were refused', async () => {
    const [old, kept] = [await somebody(), await somebody()];
    const hurt = await anEntry(old, {
      pain: 9,
      spread: 'further_down',
      note: 'Hurt.',
      privateNote: 'Only you.',
    });
    const fine = await anEntry(old);
    const late = await anEntry(old, { pain: 8, at: '2026-08-01T08:00:00.000Z' });
    const all = [hurt, fine, late];
    const first = await tell(old.phone, all);
    expect(first.consequences.length).toBeGreaterThan(0);
    const second = await tell(old.phone, all);
    await merge(old, kept);
    const heard = () =>
      stage.owner('select kind, times from portal.alert where patient_id = $1 order by opened_at, key', [
        kept.id,
      ]);
    const alerts = await heard();
    const again = await tell(kept.phone, all);
    expect(again.entries).toEqual(second.entries);
    const asSet = ({ consequences }: { consequences: { text: string }[] }) =>
      consequences.map((one) => JSON.stringify(one)).sort();
    // of what could not be kept too, but for the name of an exercise that shows no more
    const withoutName = (one: { entryId: string | null }) =>
      one.entryId === late.id ? { ...one, itemId: null, prescriptionId: null } : one;
    expect(asSet(again)).toEqual(asSet({ consequences: second.consequences.map(withoutName) }));
    expect(await heard()).toEqual(alerts);
    // it was advised again, to the two as one
    expect((await transit(stage, 'rivera', old.prescriptionId, 'resumption')).status).toBe(200);
    expect((await tell(kept.phone, all)).entries).toEqual(second.entries);
    const rows = await stage.owner('select id from portal.log_entry where id = any($1)', [
      all.map(({ id }) => id),
    ]);
    expect(rows).toHaveLength(2);
    const other = await tell(kept.phone, [{ ...fine, pain: 3 }]);
    expect(JSON.stringify(other)).toContain('diary.id_reused');
  });

  it('reads again that her plan is on pause for numbness, and it is told once', async () => {
    const [old, kept] = [await somebody(), await somebody()];
    const numb = await anEntry(old, { pain: 6, spread: 'numb_or_weak' });
    await tell(old.phone, [numb]);
    const second = await tell(old.phone, [numb]);
    await merge(old, kept);
    const again = await tell(kept.phone, [numb]);
    expect(again).toEqual(second);
    const holds = await stage.owner(
      'select kind from portal.hold where patient_id = $1 and resolved_at is null',
      [kept.id],
    );
    expect(holds).toEqual([{ kind: 'pain_pause' }]);
    // to the phone it is a hold like any
    expect((await read('/routine', kept.phone)).standing).toMatchObject({ kind: 'on_hold' });
  });

  it('has the same answer for a check-in and for what she said of it', async () => {
    const [old, kept] = [await somebody(), await somebody()];
    const checkIn = { id: randomUUID(), kind: 'full', at: NOW, answers: saying('CES-2') };
    const partial = { ...checkIn, id: randomUUID(), answers: { 'CES-2': 'yes' } };
    const word = { id: randomUUID(), kind: 'taken_back', codes: ['CES-2'], at: NOW };
    const make = async (phone: Caller, body: object) => {
      const { status, body: answer } = await phone.post('/check-ins').send(body);
      return [status, answer];
    };
    const say = async (phone: Caller, body: object = word, id = checkIn.id) => {
      const { status, body: answer } = await phone.post(`/check-ins/${id}/words`).send(body);
      return [status, answer];
    };
    const first = [await make(old.phone, checkIn), await make(old.phone, partial), await say(old.phone)];
    expect(first.map(([status]) => status)).toEqual([201, 201, 201]);
    await merge(old, kept);
    const again = [await make(kept.phone, checkIn), await make(kept.phone, partial), await say(kept.phone)];
    expect(again).toEqual(first);
    const count = await stage.owner('select id from portal.check_in where patient_id = $1', [kept.id]);
    expect(count).toHaveLength(2);

    for (const [status, { code }] of [
      await make(kept.phone, { ...checkIn, answers: saying('CES-1') }),
      await make(kept.phone, { ...checkIn, kind: 'nothing_new', answers: {} }),
      await say(kept.phone, { ...word, kind: 'confirmed' }),
      await say(kept.phone, word, partial.id),
    ] as [number, { code: string }][])
      expect([status, code]).toEqual([409, 'check_in.id_reused']);
    const [status, { code }] = (await say(kept.phone, {
      ...word,
      id: randomUUID(),
      codes: ['CES-1'],
    })) as [number, { code: string }];
    expect([status, code]).toEqual([409, 'check_in.not_answered_yes']);
    // nobody else has its id
    const stranger = await somebody();
    expect((await say(stranger.phone))[0]).toBe(404);
  });

  it('closes everything by a sign that she confirms only now', async () => {
    const [old, kept] = [await somebody(), await somebody()];
    const checkIn = { id: randomUUID(), kind: 'full', at: NOW, answers: saying('CES-2') };
    await old.phone.post('/check-ins').send(checkIn).expect(201);
    await merge(old, kept);
    const { body } = await kept.phone
      .post(`/check-ins/${checkIn.id}/words`)
      .send({ id: randomUUID(), kind: 'confirmed', codes: ['CES-2'], at: NOW })
      .expect(201);
    expect(body).toMatchObject({ closed: 'everything', codes: ['CES-2'] });
    expect((await read('/routine', kept.phone)).standing.kind).toBe('on_hold');
  });
});
