/** Two records of one person become one, and can be parted again; whoever was mistaken for another never sees the other's plan. */
import { randomUUID } from 'node:crypto';
import { people, type StaffName } from '../support/cast';
import { openStage, type Caller, type Stage } from '../support/stage';
import { issue, item, redraft, transit } from '../support/visit';
import { aWalkIn, openedBy, walkIn } from '../support/walk-in';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stage.close();
});
afterEach(() => stage.setClock(null));

const BORN = '1972-03-04';
const SYSTEM = 'https://pms.example';
interface Somebody {
  id: string;
  name: string;
  episodeId: string;
  prescriptionId: string;
  itemNote: string;
  link: string;
  phone: Caller;
}
let count = 0;
async function somebody(
  parts: Record<string, unknown> = {},
  who: Record<string, unknown> = {},
): Promise<Somebody> {
  const name = `Mia Mott ${String.fromCharCode(65 + (count % 26))}${++count}`;
  const itemNote = `It eases the back of ${name}.`;
  const visit = await aWalkIn(stage, {
    patient: { name, dateOfBirth: BORN, email: `m${count}@home.example`, ...who },
    plan: { items: [item({ why: itemNote })] },
    ...parts,
  });
  const { body } = await walkIn(stage, 'rivera', visit).expect(201);
  return {
    id: body.patient.id,
    name,
    episodeId: body.episode.id,
    prescriptionId: body.prescription?.id,
    itemNote,
    link: body.link.address,
    phone: await openedBy(stage, body.link.address),
  };
}
const read = async (path: string, who: Caller = stage.as('rivera')) => (await who.get(path).expect(200)).body;
const etagOf = async (id: string) =>
  (await stage.as('rivera').get(`/patients/${id}`).expect(200)).headers.etag as string;
const BECAUSE = 'One woman, two names.';
const merging = async (from: string, intoId: string, by: StaffName = 'rivera', etag?: string) =>
  stage
    .as(by)
    .post(`/patients/${from}/merges`)
    .set('if-match', etag ?? (await etagOf(from)))
    .send({ intoId, because: BECAUSE });
const merge = async (from: { id: string }, into: { id: string }) => {
  const answer = await merging(from.id, into.id);
  expect([answer.status, answer.body.code]).toEqual([201, undefined]);
  return answer.body;
};
const parting = (mergeId: string, by: StaffName = 'rivera') =>
  stage.as(by).post(`/merges/${mergeId}/reversal`).send({ because: 'Mother and daughter.' });
const seenBy = async (phone: Caller): Promise<string[]> =>
  (await read('/routine', phone)).items.map(({ why }: { why: string }) => why).sort();
const standing = async (id: string) => (await read(`/prescriptions/${id}`)).standing;
const resume = async (id: string) => (await transit(stage, 'rivera', id, 'resumption')).status;
const newLink = async (id: string) => {
  const { body } = await stage.as('rivera').post(`/patients/${id}/link`).expect(201);
  return openedBy(stage, body.link);
};
const now = async () =>
  (await stage.owner<{ at: Date }>('select portal.portal_now() as at'))[0]!.at.toISOString();
const anEntry = async (prescriptionId: string, phone: Caller, fields: object = {}) => {
  const { plans } = await read('/today', phone);
  const plan =
    plans.find((one: { prescriptionId: string }) => one.prescriptionId === prescriptionId) ?? plans[0];
  const empty = ['setsDone', 'repsDone', 'secondsDone', 'metresDone', 'notDoneBecause', 'howMuch', 'effort'];
  return {
    ...Object.fromEntries([...empty, 'corrects', 'note'].map((field) => [field, null])),
    ...{ id: randomUUID(), kind: 'item', at: await now(), sessionId: randomUUID(), prescriptionId },
    ...{ itemId: plan.items[0].id, dose: 0, pain: 2, spread: 'none', onBadDay: false, ...fields },
  };
};
const tell = (phone: Caller, entries: object[]) => phone.post('/diary-entries').send({ entries });
const inCaseload = async (id: string) =>
  (await read('/caseload?of=clinic&limit=100')).items.some(
    (one: { patient?: { id: string }; id?: string }) => (one.patient?.id ?? one.id) === id,
  );
const actionsAbout = async (id: string) =>
  (await read(`/audit?patientId=${id}&limit=100`, stage.as('adams'))).items.map(
    ({ action }: { action: string }) => action,
  );

describe('two records of one woman are made one, and a week later parted again', () => {
  let old: Somebody;
  let kept: Somebody;
  let made: { id: string };
  let told: { id: string };
  beforeAll(async () => {
    await stage.setClock('2026-11-16T09:10:00Z');
    const identifiers = [{ system: SYSTEM, value: 'OLD-1' }];
    old = await somebody({}, { identifiers });
    kept = await somebody();
    const first = await anEntry(old.prescriptionId, old.phone);
    await tell(old.phone, [first]).expect(200);
    made = await merge(old, kept);
  });
  beforeEach(() => stage.setClock('2026-11-16T10:00:00Z'));

  it('the old record answers where it lives on, and is in no list, search, caseload or hint', async () => {
    expect(await read(`/patients/${old.id}`)).toMatchObject({ mergedIntoId: kept.id, identifiers: [] });
    expect(await read(`/patients/${kept.id}`)).toMatchObject({ mergedIntoId: null });
    const names = async (path: string) => (await read(path)).items.map(({ id }: { id: string }) => id);
    expect(await names('/patients?limit=100')).not.toContain(old.id);
    expect(await names(`/patients?q=${encodeURIComponent(old.name)}`)).not.toContain(old.id);
    expect(await names(`/patients?externalSystem=${SYSTEM}&externalValue=OLD-1`)).toEqual([kept.id]);
    expect([await inCaseload(old.id), await inCaseload(kept.id)]).toEqual([false, true]);
    const hint = `/patients/possible-duplicates?name=${encodeURIComponent(old.name)}&dateOfBirth=${BORN}`;
    expect(await read(hint)).toEqual([]);
  });

  it('her old phone is signed out at once, and its link opens nothing', async () => {
    await old.phone.get('/routine').expect(401);
    await stage
      .anonymous()
      .post('/patient-session')
      .send({ secret: old.link.split('#')[1], dateOfBirth: BORN })
      .expect(401);
  });

  it('what was written of her is all in one place', async () => {
    const { items } = await read(`/patients/${kept.id}/episodes`);
    expect(items.map(({ id }: { id: string }) => id).sort()).toEqual([old.episodeId, kept.episodeId].sort());
    expect((await read(`/patients/${old.id}/episodes`)).items).toEqual([]);
    expect(await read(`/patients/${kept.id}/merges`)).toMatchObject([
      {
        id: made.id,
        mergedId: old.id,
        intoId: kept.id,
        mergedBy: people.rivera.id,
        because: BECAUSE,
        reversedAt: null,
      },
    ]);
    expect(await read(`/patients/${old.id}/merges`)).toMatchObject([{ id: made.id }]);
  });

  it('sees her other plan when a clinician resumed it, and not before', async () => {
    expect(await standing(old.prescriptionId)).toBe('paused');
    expect(await seenBy(kept.phone)).toEqual([kept.itemNote]);
    expect(JSON.stringify(await read('/own-data', kept.phone))).not.toContain(old.itemNote);
    expect(await resume(old.prescriptionId)).toBe(200);
    expect(await seenBy(kept.phone)).toEqual([kept.itemNote, old.itemNote].sort());
    expect(JSON.stringify(await read('/own-data', kept.phone))).toContain(old.itemNote);
    told = await anEntry(old.prescriptionId, kept.phone, { note: 'Went well.' });
    await tell(kept.phone, [told]).expect(200);
  });

  it('nothing of the old record can be changed', async () => {
    const rivera = stage.as('rivera');
    const path = `/patients/${old.id}`;
    const etag = await etagOf(old.id);
    const refusals = [
      rivera.patch(path).set('if-match', etag).send({ name: old.name }),
      rivera.post(`${path}/identifiers`).send({ system: SYSTEM, value: 'NEW' }),
      rivera.post(`${path}/episodes`).send({ title: 'Neck' }),
      rivera.post(`${path}/holds`).send({ because: 'To be seen.' }),
      rivera.post(`${path}/discharge`).set('if-match', etag).send({ because: 'x' }),
      rivera.post(`${path}/link`),
      rivera.post(`${path}/spoken-code`),
      rivera.post(`${path}/call-attempts`).send({ outcome: 'not_reached' }),
    ];
    const answers: [string, number, string][] = [];
    for (const refusal of refusals) {
      const { status, body, request } = (await refusal) as never as {
        status: number;
        body: { code: string };
        request: { url: string };
      };
      answers.push([request.url.split(old.id)[1]!, status, body.code]);
    }
    const refused = answers.filter(([, status]) => status !== 404);
    expect(refused.length).toBeGreaterThan(5);
    expect(refused.filter(([, status, code]) => status !== 409 || code !== 'patient.merged')).toEqual([]);
  });

  it('a week later they are parted: each has what was hers, with what was told of it since', async () => {
    await stage.setClock('2026-11-23T09:10:00Z');
    const { body: newer } = await stage
      .as('rivera')
      .post(`/patients/${kept.id}/episodes`)
      .send({ title: 'Neck' })
      .expect(201);
    const { body } = await parting(made.id).expect(201);
    expect(body).toMatchObject({ reversedBy: people.rivera.id, reversedBecause: 'Mother and daughter.' });
    const ids = async (id: string) =>
      (await read(`/patients/${id}/episodes`)).items.map((one: { id: string }) => one.id).sort();
    expect(await ids(old.id)).toEqual([old.episodeId]);
    expect(await ids(kept.id)).toEqual([kept.episodeId, newer.id].sort());
    expect(await read(`/patients/${old.id}`)).toMatchObject({
      mergedIntoId: null,
      identifiers: [{ system: SYSTEM, value: 'OLD-1' }],
    });
    const diary = await stage.owner('select patient_id from portal.log_entry where id = $1', [told.id]);
    expect(diary).toEqual([{ patient_id: old.id }]);
    expect([await standing(old.prescriptionId), await standing(kept.prescriptionId)]).toEqual([
      'paused',
      'issued',
    ]);
    await kept.phone.get('/routine').expect(401);
    await stage
      .anonymous()
      .post('/patient-session')
      .send({ secret: kept.link.split('#')[1], dateOfBirth: BORN })
      .expect(401);
    expect(await seenBy(await newLink(kept.id))).toEqual([kept.itemNote]);
    const oldAgain = await newLink(old.id);
    expect(await seenBy(oldAgain)).toEqual([]);
    expect(await resume(old.prescriptionId)).toBe(200);
    expect(await seenBy(oldAgain)).toEqual([old.itemNote]);
  });

  it('both are in the audit, in that of either', async () => {
    for (const { id } of [old, kept]) {
      expect(await actionsAbout(id)).toEqual(
        expect.arrayContaining(['patient.merged', 'patient.merge_reversed']),
      );
    }
    const [entry] = await stage.owner<{ subject_ids: string[]; patient_ids: string[] }>(
      `select subject_ids, patient_ids from portal.audit_entry where action = 'patient.merged' and $1 = any(subject_ids)`,
      [made.id],
    );
    expect(entry!.patient_ids.sort()).toEqual([old.id, kept.id].sort());
  });

  it('and once parted they are not parted again', async () => {
    expect((await parting(made.id).expect(409)).body.code).toBe('merge.reversed_already');
  });
});

describe('two different people merged by mistake', () => {
  it('nobody’s phone shows the other’s plan, neither then nor when they are parted', async () => {
    const [mother, daughter] = [await somebody(), await somebody()];
    const { body: feed } = await mother.phone.post('/calendar-feed').expect(201);
    await mother.phone.post('/carers').send({ name: 'Cleo', email: 'cleo@home.example' }).expect(201);
    const made = await merge(mother, daughter);
    expect(await seenBy(daughter.phone)).toEqual([daughter.itemNote]);
    for (const path of ['/routine', '/today', '/own-data', '/routine/handout'])
      expect([path, (await daughter.phone.get(path)).text ?? '']).not.toContain(mother.itemNote);
    await mother.phone.get('/routine').expect(401);
    await stage
      .anonymous()
      .get((feed.address as string).split('/api/v1')[1] as string)
      .expect(404);
    // whoever asks for a new link by the mother's address, or as her carer, is answered as ever and sent nothing
    const links = () =>
      stage.outbox.letters.filter(({ text }) => text.includes('#')).map(({ to }) => String(to));
    for (const email of [`m${count - 1}@home.example`, 'cleo@home.example'])
      await stage.anonymous().post('/link-requests').send({ email });
    await stage.work();
    expect(links().filter((to) => to.includes('cleo') || to.includes(`m${count - 1}@`))).toEqual([]);
    await parting(made.id).expect(201);
    await daughter.phone.get('/routine').expect(401);
    expect(await seenBy(await newLink(daughter.id))).toEqual([daughter.itemNote]);
    const mothers = await newLink(mother.id);
    expect(await seenBy(mothers)).toEqual([]);
    expect(JSON.stringify(await read('/own-data', mothers))).not.toContain(daughter.itemNote);
  });

  it('a plan that was resumed for the one is paused again when it goes back, and not the other’s', async () => {
    const [one, other] = [await somebody(), await somebody()];
    const made = await merge(one, other);
    expect(await resume(one.prescriptionId)).toBe(200);
    await parting(made.id).expect(201);
    expect([await standing(one.prescriptionId), await standing(other.prescriptionId)]).toEqual([
      'paused',
      'issued',
    ]);
  });
});

describe('a hold on the old record', () => {
  it('closes the plan of the other', async () => {
    const [old, kept] = [await somebody(), await somebody()];
    await stage.as('rivera').post(`/patients/${old.id}/holds`).send({ because: 'A fall.' }).expect(201);
    expect(await seenBy(kept.phone)).toEqual([kept.itemNote]);
    await merge(old, kept);
    expect(await seenBy(kept.phone)).toEqual([]);
    expect((await read('/routine', kept.phone)).standing.kind).toBe('on_hold');
    expect((await read(`/patients/${kept.id}/holds`)).items).toHaveLength(1);
  });

  it('as does one on the survivor, of the plan that came', async () => {
    const [old, kept] = [await somebody(), await somebody()];
    await stage.as('rivera').post(`/patients/${kept.id}/holds`).send({ because: 'A fall.' }).expect(201);
    await merge(old, kept);
    expect(await resume(old.prescriptionId)).toBe(409);
    expect(await seenBy(kept.phone)).toEqual([]);
  });

  it('red flags of both wait on one worklist', async () => {
    const [old, kept] = [await somebody(), await somebody()];
    for (const { id } of [old, kept])
      await stage.owner(
        `insert into portal.alert (clinic_id, patient_id, kind, key, due_at, for_staff_id) values ($1, $2, 'A1', 'CES-2', now(), $3)`,
        [people.ann.clinicId, id, people.rivera.id],
      );
    const made = await merge(old, kept);
    const waiting = async (id: string) => {
      const { items } = await read('/worklist?of=clinic&limit=100');
      return items.filter(
        (one: { patient?: { id: string }; patientId?: string }) => (one.patient?.id ?? one.patientId) === id,
      ).length;
    };
    expect([await waiting(kept.id), await waiting(old.id)]).toEqual([2, 0]);
    await parting(made.id).expect(201);
    expect([await waiting(kept.id), await waiting(old.id)]).toEqual([1, 1]);
  });
});

describe('a merge is refused', () => {
  const codeOf = async (from: string, into: string, by?: StaffName, etag?: string) => {
    const { status, body } = await merging(from, into, by, etag);
    return `${status} ${body.code}`;
  };

  it('into itself, into a record that is discharged or merged, and of one that is merged', async () => {
    const [one, two, three] = [await somebody(), await somebody(), await somebody()];
    expect(await codeOf(one.id, one.id)).toBe('409 merge.itself');
    await stage
      .as('rivera')
      .post(`/patients/${two.id}/discharge`)
      .set('if-match', await etagOf(two.id))
      .send({ because: 'x' })
      .expect(200);
    expect(await codeOf(one.id, two.id)).toBe('409 merge.into_discharged');
    // the other way round it may: her discharge closes nothing of the other
    await merge(two, three);
    expect(await seenBy(three.phone)).toEqual([three.itemNote]);
    expect(await codeOf(two.id, one.id)).toBe('409 merge.merged_already');
    expect(await codeOf(one.id, two.id)).toBe('409 merge.into_merged');
    expect(await standing(one.prescriptionId)).toBe('issued');
    expect(await seenBy(one.phone)).toEqual([one.itemNote]);
  });

  it('while both wait for a copy of their record', async () => {
    const [one, two] = [await somebody(), await somebody()];
    await one.phone.post('/record-requests').send({}).expect(201);
    await two.phone.post('/record-requests').send({}).expect(201);
    expect(await codeOf(one.id, two.id)).toBe('409 merge.both_asked');
  });

  it('to who may not sign, to whoever read another state, and to another clinic as if nobody were there', async () => {
    const [one, two] = [await somebody(), await somebody()];
    const etag = await etagOf(one.id);
    expect(await codeOf(one.id, two.id, 'novak', etag)).toBe('403 merge.not_entitled');
    expect((await merging(one.id, two.id, 'dale', etag)).status).toBe(403);
    expect((await merging(one.id, two.id, 'rivera', '"99"')).status).toBe(412);
    const absent = await merging(randomUUID(), two.id, 'rivera', etag);
    const bodyOf = ({ status, body: { requestId: _one, ...rest } }: typeof absent) => [status, rest];
    expect(absent.status).toBe(404);
    for (const foreign of [
      await merging(one.id, people.cai.id, 'rivera', etag),
      await merging(people.cai.id, one.id, 'rivera', etag),
      await merging(one.id, two.id, 'osei', etag),
    ])
      expect(bodyOf(foreign)).toEqual(bodyOf(absent));
    const made = await merge(one, two);
    expect((await parting(made.id, 'novak').expect(403)).body.code).toBe('merge.not_entitled');
    await parting(made.id, 'osei').expect(404);
    await parting(randomUUID()).expect(404);
    await stage.as('osei').get(`/patients/${two.id}/merges`).expect(404);
    await stage.as('osei').get(`/patients/${two.id}`).expect(404);
  });

  it('what was merged last is parted first', async () => {
    const [one, two, three] = [await somebody(), await somebody(), await somebody()];
    const first = await merge(one, two);
    const second = await merge(two, three);
    expect((await parting(first.id).expect(409)).body.code).toBe('merge.merged_on');
    await parting(second.id).expect(201);
    await parting(first.id).expect(201);
    for (const { id, episodeId } of [one, two, three])
      expect((await read(`/patients/${id}/episodes`)).items).toMatchObject([{ id: episodeId }]);
  });
});

describe('at the same moment', () => {
  it('of two merges one comes to pass: of a record into two others, and of two into each other', async () => {
    for (let round = 0; round < 4; round += 1) {
      const [one, two, three] = [await somebody(), await somebody(), await somebody()];
      const etags = [await etagOf(one.id), await etagOf(two.id)];
      const across = await Promise.all([
        merging(one.id, two.id, 'rivera', etags[0]),
        merging(two.id, one.id, 'kaya', etags[1]),
      ]);
      expect(across.map(({ status }) => status).sort()).toEqual([201, 409]);
      const survivor = across[0]!.status === 201 ? two.id : one.id;
      const etag = await etagOf(survivor);
      const twice = await Promise.all([
        merging(survivor, three.id, 'rivera', etag),
        merging(survivor, three.id, 'kaya', etag),
      ]);
      const codes = twice.map(({ status }) => status).sort();
      expect(codes[0]).toBe(201);
      expect([409, 412]).toContain(codes[1]);
      expect((await read(`/patients/${three.id}/episodes`)).items).toHaveLength(3);
    }
  });

  it('what the patient tells while two records are made one is either with the plan or was never told', async () => {
    for (let round = 0; round < 6; round += 1) {
      const [old, kept] = [await somebody(), await somebody()];
      const entries = await Promise.all(
        Array.from({ length: 6 }, () => anEntry(old.prescriptionId, old.phone)),
      );
      const etag = await etagOf(old.id);
      const [merged, ...said] = await Promise.all([
        merging(old.id, kept.id, 'rivera', etag),
        ...entries.map((entry) => tell(old.phone, [entry])),
      ]);
      expect(merged.status).toBe(201);
      for (const { status } of said) expect([200, 401]).toContain(status);
      const kept_ = await stage.owner<{ patient_id: string }>(
        'select patient_id from portal.log_entry where id = any($1)',
        [entries.map(({ id }) => id)],
      );
      // whoever came in before the merge and wrote after it is told that it was not taken
      const told = said.flatMap(({ body }) => body.entries ?? []);
      const refused = told.filter(({ outcome }) => outcome !== 'kept');
      expect(refused.filter(({ code }) => code !== 'diary.not_advised')).toEqual([]);
      expect(kept_.map(({ patient_id }) => patient_id)).toEqual(
        told.filter((entry) => !refused.includes(entry)).map(() => kept.id),
      );
      const days = await stage.owner('select 1 from portal.plan_day where patient_id = $1', [old.id]);
      expect(days).toEqual([]);
    }
  });

  it('nor is anything told of the other’s plan while they are parted', async () => {
    for (let round = 0; round < 4; round += 1) {
      const [old, kept] = [await somebody(), await somebody()];
      const made = await merge(old, kept);
      await resume(old.prescriptionId);
      const entries = await Promise.all(
        Array.from({ length: 6 }, () => anEntry(old.prescriptionId, kept.phone)),
      );
      const [parted, ...said] = await Promise.all([
        parting(made.id),
        ...entries.map((entry) => tell(kept.phone, [entry])),
      ]);
      expect(parted.status).toBe(201);
      for (const { status } of said) expect([200, 401]).toContain(status);
      const strayed = await stage.owner(
        `select 1 from portal.log_entry e join portal.prescription p on p.id = e.prescription_id
         where e.id = any($1) and e.patient_id <> p.patient_id`,
        [entries.map(({ id }) => id)],
      );
      expect(strayed).toEqual([]);
    }
  });

  it('what a clinician issues, discharges or opens meanwhile leaves no plan showing', async () => {
    for (let round = 0; round < 4; round += 1) {
      const [old, kept] = [await somebody(), await somebody()];
      const again = await redraft(stage, 'rivera', old.prescriptionId, [item({ why: 'Anew.' })]);
      const etag = await etagOf(old.id);
      const [merged, issued] = await Promise.all([
        merging(old.id, kept.id, 'rivera', etag),
        issue(stage, 'kaya', again, {}),
        stage.as('kaya').post(`/patients/${kept.id}/holds`).send({ because: 'A fall.' }),
      ]);
      expect([201, 409]).toContain(merged.status);
      expect(issued.status).toBeLessThan(500);
      if (merged.status === 201) expect(['paused', 'issued']).toContain(await standing(old.prescriptionId));
      expect(await seenBy(kept.phone)).toEqual([]);
    }
  });
});

describe('at work', () => {
  it('rounds and mails go on beside a record that was merged, and no mail goes to its address', async () => {
    const [old, kept] = [await somebody(), await somebody()];
    await stage.work();
    const before = stage.outbox.letters.length;
    await merge(old, kept);
    await stage.setClock(new Date(Date.now() + 3_600_000).toISOString());
    await stage.work();
    const since = stage.outbox.letters.slice(before).map(({ to }) => String(to));
    const [{ email }] = (await stage.owner('select email from portal.patient where id = $1', [old.id])) as [
      { email: string },
    ];
    expect(since).not.toContain(email);
  });

  it('a whole caseload is handed over without it', async () => {
    const [old, kept] = [await somebody({}, { responsibleId: people.lind.id }), await somebody()];
    await somebody({}, { responsibleId: people.lind.id });
    await merge(old, kept);
    const { body } = await stage
      .as('adams')
      .post('/hand-overs')
      .send({ fromId: people.lind.id, toId: people.solo.id, all: true, reason: 'away' });
    expect([201, 409]).toContain(body.patients ? 201 : 409);
    const whose = await stage.owner('select responsible_staff_id as who from portal.patient where id = $1', [
      old.id,
    ]);
    expect(whose).toEqual([{ who: people.lind.id }]);
  });
});
