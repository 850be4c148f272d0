/** What was written for the wrong patient goes to the right one: here it is gone at once, there it waits to be read and signed. */
import { randomUUID } from 'node:crypto';
import { ownExercise, people, type StaffName } from '../support/cast';
import { openStage, type Caller, type Stage } from '../support/stage';
import { assessAgain, draft, issue, item, today } from '../support/visit';
import { anAssessment, aWalkIn, openedBy, walkIn } from '../support/walk-in';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stage.close();
});
afterEach(() => stage.setClock(null));

const BECAUSE = 'Written for his wife.';
let count = 0;
async function him(parts: Record<string, unknown> = {}) {
  const patient = { name: `Hal Hobbs ${++count}`, dateOfBirth: '1972-03-04' };
  const { body } = await walkIn(stage, 'rivera', await aWalkIn(stage, { patient, ...parts })).expect(201);
  return {
    id: body.patient.id as string,
    episodeId: body.episode.id as string,
    etag: body.episode.etag as string,
    assessmentId: body.assessment.id as string,
    prescriptionId: body.prescription?.id as string,
    phone: await openedBy(stage, body.link.address),
  };
}
async function her(): Promise<{ id: string; phone: Caller }> {
  const fields = { name: `Meg Hobbs ${++count}`, dateOfBirth: '1972-03-04' };
  const { body } = await stage.as('rivera').post('/patients').send(fields).expect(201);
  const { body: link } = await stage.as('rivera').post(`/patients/${body.id}/link`).expect(201);
  return { id: body.id, phone: await openedBy(stage, link.link) };
}
const move = (wrong: { episodeId: string; etag: string }, patientId: string, by: StaffName = 'rivera') =>
  stage
    .as(by)
    .post(`/episodes/${wrong.episodeId}/move`)
    .set('if-match', wrong.etag)
    .send({ patientId, because: BECAUSE });
const read = async (path: string, who: Caller = stage.as('rivera')) => (await who.get(path).expect(200)).body;

describe('wrong patient found after a week', () => {
  it('her plan goes from him at once and to her as a draft', async () => {
    await stage.setClock('2026-11-16T09:10:00Z');
    const findings = { outlook: { floorTransferUnaided: 'yes' } };
    const wrong = await him({
      assessment: await anAssessment(stage, {}, { painNprs: 6, notes: 'Worse on stairs.', findings }),
    });
    const right = await her();
    const [shown] = (await read('/today', wrong.phone)).plans[0].items;
    const at = '2026-11-16T09:10:00.000Z';
    const empty = [
      'setsDone',
      'repsDone',
      'secondsDone',
      'metresDone',
      'notDoneBecause',
      'howMuch',
      'effort',
    ];
    const entry = {
      ...Object.fromEntries([...empty, 'corrects'].map((field) => [field, null])),
      ...{
        id: randomUUID(),
        kind: 'item',
        at,
        sessionId: randomUUID(),
        prescriptionId: wrong.prescriptionId,
      },
      ...{ itemId: shown.id, dose: 0, pain: 2, spread: 'none', onBadDay: false, note: 'Odd.' },
    };
    await wrong.phone
      .post('/diary-entries')
      .send({ entries: [entry] })
      .expect(200);

    await stage.setClock('2026-11-23T09:10:00Z');
    const { body } = await move(wrong, right.id, 'kaya').expect(201);
    expect(body.left).toMatchObject({
      id: wrong.episodeId,
      enteredInErrorBy: people.kaya.id,
      enteredInErrorBecause: BECAUSE,
      withdrawnIds: [wrong.prescriptionId],
      assessmentIds: [wrong.assessmentId],
    });
    expect(await read('/routine', wrong.phone)).toMatchObject({ standing: { kind: 'none' }, items: [] });
    expect((await read('/own-data', wrong.phone)).diary).toMatchObject([{ note: 'Odd.' }]);

    const { episode, assessment, prescription } = body;
    expect(episode).toMatchObject({
      patientId: right.id,
      title: 'Low back, since the weekend',
      openedOn: '2026-11-16',
    });
    expect(await read(`/assessments/${assessment.id}`)).toMatchObject({
      patientId: right.id,
      episodeId: episode.id,
      status: 'draft',
      movedFromId: wrong.assessmentId,
      draftedBy: people.kaya.id,
      signedBy: null,
      painNprs: 6,
      notes: 'Worse on stairs.',
      findings: { outlook: { floorTransferUnaided: 'yes' } },
    });
    expect(await read(`/prescriptions/${prescription.id}`)).toMatchObject({
      patientId: right.id,
      standing: 'draft',
    });
    expect(await read('/routine', right.phone)).toMatchObject({ standing: { kind: 'none' }, items: [] });
    expect((await read('/own-data', right.phone)).diary).toEqual([]);
    // it is not issued before it was signed anew
    const rivera = stage.as('rivera');
    const written = { id: prescription.id, etag: prescription.etag };
    await issue(stage, 'rivera', written, { reviewOn: await today(stage, 14) }).expect(409);
    await rivera.post(`/assessments/${assessment.id}/signature`).set('if-match', assessment.etag).expect(200);
    await issue(stage, 'rivera', written, { reviewOn: await today(stage, 14) }).expect(200);
    await right.phone.post(`/episodes/${episode.id}/advice-confirmation`).expect(200);
    expect((await read('/routine', right.phone)).items).toMatchObject([{ why: 'It eases your back.' }]);
    expect((await read('/routine', wrong.phone)).items).toEqual([]);
    const trail = await stage.owner<{ action: string }>(
      `select action from portal.audit_entry where actor_id = $1 and action <> 'record.read' order by id`,
      [people.kaya.id],
    );
    expect(trail.map(({ action }) => action)).toEqual([
      ...[
        'prescription.withdrawn',
        'assessment.entered_in_error',
        'episode.entered_in_error',
        'episode.opened',
      ],
      ...['assessment.drafted', 'prescription.drafted'],
    ]);
  });
});

describe('what is moved', () => {
  it('holds nothing that was carried over from his other visits', async () => {
    const wrong = await him();
    const rivera = stage.as('rivera');
    const { body: other } = await rivera
      .post(`/patients/${wrong.id}/episodes`)
      .send({ title: 'Neck' })
      .expect(201);
    await assessAgain(stage, 'rivera', other.id, {
      findings: { outlook: { floorTransferUnaided: 'no' } },
    });
    const assessmentId = await assessAgain(stage, 'rivera', wrong.episodeId, {
      carryForward: true,
      findings: undefined,
    });
    const mine = await read(`/assessments/${assessmentId}`);
    expect(mine.carried).toHaveProperty('outlook');
    const right = await her();
    const { body } = await move(wrong, right.id).expect(201);
    const moved = await read(`/assessments/${body.assessment.id}`);
    expect(moved).toMatchObject({ movedFromId: assessmentId, carried: {} });
    expect(moved.findings).not.toHaveProperty('outlook');
  });

  it('is the last full assessment, not the word since then that there is nothing new', async () => {
    const wrong = await him();
    await assessAgain(stage, 'rivera', wrong.episodeId, {
      kind: 'nothing_new',
      presentations: undefined,
      findings: undefined,
    });
    const { body } = await move(wrong, (await her()).id).expect(201);
    expect(await read(`/assessments/${body.assessment.id}`)).toMatchObject({
      kind: 'full',
      movedFromId: wrong.assessmentId,
    });
  });

  it('is as much as there is: without a signature or a plan there is neither', async () => {
    const { body: episode, headers } = await stage
      .as('rivera')
      .post(`/patients/${(await him()).id}/episodes`)
      .send({ title: 'Knee' })
      .expect(201);
    await stage.as('rivera').post(`/episodes/${episode.id}/assessments`).send({}).expect(201);
    await draft(stage, 'rivera', episode.id);
    const { body } = await move(
      { episodeId: episode.id, etag: headers.etag as string },
      (await her()).id,
    ).expect(201);
    expect(body).toMatchObject({ episode: { title: 'Knee' }, assessment: null, prescription: null });
  });

  it('leaves out an exercise that cannot be prescribed any more, and says which', async () => {
    const { body: copy, headers } = await stage
      .as('rivera')
      .post(`/exercises/${ownExercise.north.id}/copy`)
      .expect(201);
    const published = await stage
      .as('rivera')
      .post(`/exercises/${copy.id}/publication`)
      .set('if-match', headers.etag as string)
      .expect(200);
    const wrong = await him({ plan: { items: [item(), item({ exerciseId: copy.id })] } });
    await stage
      .as('rivera')
      .post(`/exercises/${copy.id}/retirement`)
      .set('if-match', published.headers.etag as string)
      .expect(200);
    const { body } = await move(wrong, (await her()).id).expect(201);
    expect(body.prescription.leftOut).toMatchObject([{ exerciseId: copy.id }]);
  });
});

describe('a move is refused, and then nothing of it is done', () => {
  it('to who may not sign, of another state, to another clinic, to nobody, and to the same patient', async () => {
    const wrong = await him();
    const right = await her();
    const shows = async () => (await read('/routine', wrong.phone)).items.length;
    expect((await move(wrong, right.id, 'novak').expect(403)).body.code).toBe('episode.error_not_entitled');
    await move({ ...wrong, etag: '"99"' }, right.id).expect(412);
    await move(wrong, right.id, 'osei').expect(404);
    await move(wrong, right.id, 'dale').expect(403);
    await move(wrong, people.cai.id).expect(404);
    await move(wrong, randomUUID()).expect(404);
    expect((await move(wrong, wrong.id).expect(409)).body.code).toBe('episode.same_patient');
    expect(await shows()).toBe(1);
    expect((await read(`/patients/${right.id}/episodes`)).items).toEqual([]);
    expect((await read(`/assessments/${wrong.assessmentId}`)).status).toBe('signed');
  });

  it('to a record that was merged, and of an episode that was an error already', async () => {
    const [wrong, right, kept] = [await him(), await her(), await her()];
    const { headers } = await stage.as('rivera').get(`/patients/${right.id}`).expect(200);
    await stage
      .as('rivera')
      .post(`/patients/${right.id}/merges`)
      .set('if-match', headers.etag as string)
      .send({ intoId: kept.id, because: 'Twice.' })
      .expect(201);
    expect((await move(wrong, right.id).expect(409)).body.code).toBe('patient.merged');
    expect((await read('/routine', wrong.phone)).items).toHaveLength(1);
    const { body } = await move(wrong, kept.id).expect(201);
    const again = await move({ ...wrong, etag: `"${body.left.revision}"` }, kept.id).expect(409);
    expect(again.body.code).toBe('episode.in_error');
  });
});
