/** A whole visit was written for the wrong patient: it is gone from that patient with the next request, and nothing of it is lost. */
import { randomUUID } from 'node:crypto';
import { people, type StaffName } from '../support/cast';
import { openStage, type Caller, type Stage } from '../support/stage';
import { assess, draft, issue, item, today } from '../support/visit';
import { anAssessment, aWalkIn, openedBy, walkIn } from '../support/walk-in';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stage.close();
});
afterEach(() => stage.setClock(null));

const BECAUSE = 'Written for another patient of the same name.';
let count = 0;
interface Visit {
  patientId: string;
  episodeId: string;
  etag: string;
  assessmentId: string;
  prescriptionId: string;
  patient: Caller;
}
async function aVisit(parts: Record<string, unknown> = {}): Promise<Visit> {
  const patient = { name: `Wrong Patient ${++count}`, dateOfBirth: '1972-03-04' };
  const { body } = await walkIn(stage, 'rivera', await aWalkIn(stage, { patient, ...parts })).expect(201);
  return {
    patientId: body.patient.id,
    episodeId: body.episode.id,
    etag: body.episode.etag,
    assessmentId: body.assessment.id,
    prescriptionId: body.prescription?.id,
    patient: await openedBy(stage, body.link.address),
  };
}
const enter = ({ episodeId, etag }: Pick<Visit, 'episodeId' | 'etag'>, by: StaffName = 'rivera') =>
  stage.as(by).post(`/episodes/${episodeId}/entry-in-error`).set('if-match', etag).send({ because: BECAUSE });
const read = async (path: string, who: Caller = stage.as('rivera')) => (await who.get(path).expect(200)).body;
const inCaseload = async (patientId: string) => {
  const { items } = await read('/caseload?of=clinic&limit=200');
  return items.find(
    (one: { patient?: { id: string }; id?: string }) => (one.patient?.id ?? one.id) === patientId,
  );
};
const anEntry = async ({ prescriptionId, patient }: Visit, fields: object = {}) => {
  const [one] = (await read('/today', patient)).plans[0].items;
  const [{ at }] = (await stage.owner<{ at: Date }>('select portal.portal_now() as at')) as [{ at: Date }];
  const empty = ['setsDone', 'repsDone', 'secondsDone', 'metresDone', 'notDoneBecause', 'howMuch', 'effort'];
  return {
    ...Object.fromEntries([...empty, 'corrects', 'note'].map((field) => [field, null])),
    ...{ id: randomUUID(), kind: 'item', at: at.toISOString(), sessionId: randomUUID(), prescriptionId },
    ...{ itemId: one.id, dose: 0, pain: 2, spread: 'none', onBadDay: false, ...fields },
  };
};

describe('the wrong patient, found after a week', () => {
  let visit: Visit;
  let late: object;
  const lookedFor: Record<string, unknown> = {};
  beforeAll(async () => {
    await stage.setClock('2026-11-16T09:10:00Z');
    visit = await aVisit();
    await stage
      .as('rivera')
      .post(`/episodes/${visit.episodeId}/outcomes`)
      .send({ instrument: 'NPRS', answers: { pain: 5 } })
      .expect(201);
    const entries = [await anEntry(visit, { note: 'Odd, but done.' })];
    late = await anEntry(visit);
    await visit.patient.post('/diary-entries').send({ entries }).expect(200);
    const { body: feed } = await visit.patient.post('/calendar-feed').expect(201);
    lookedFor.calendar = (feed.address as string).split('/api/v1')[1];

    await stage.setClock('2026-11-23T09:10:00Z');
    expect((await read('/routine', visit.patient)).items).toHaveLength(1);
    expect((await read('/own-data', visit.patient)).advice).toHaveLength(1);
    expect((await inCaseload(visit.patientId)).plan).not.toBeNull();
    expect((await read(`/patients/${visit.patientId}/adherence`)).items).toHaveLength(1);
    expect(await read(`/episodes/${visit.episodeId}/outcomes`)).not.toEqual([]);
    const { body } = await enter(visit, 'kaya').expect(200);
    expect(body).toMatchObject({
      enteredInErrorBy: people.kaya.id,
      enteredInErrorBecause: BECAUSE,
      withdrawnIds: [visit.prescriptionId],
      assessmentIds: [visit.assessmentId],
      openHoldIds: [],
    });
    expect(body.outcomeIds).toHaveLength(1);
    expect(body.closedAt).toBe(body.enteredInErrorAt);
  });
  beforeEach(() => stage.setClock('2026-11-23T09:20:00Z'));

  it('sees no plan and never had one: not on the page, not today, not on paper', async () => {
    expect(await read('/routine', visit.patient)).toMatchObject({ standing: { kind: 'none' }, items: [] });
    expect((await read('/today', visit.patient)).plans).toEqual([]);
    await visit.patient.get('/routine/handout').expect(409);
    expect(await read(`/patients/${visit.patientId}/plan-state`, stage.as('dale'))).toMatchObject({
      state: 'none',
    });
    await stage.as('rivera').get(`/prescriptions/${visit.prescriptionId}/handout`).expect(409);
  });

  it('finds nothing of it in the calendar', async () => {
    const { text } = await stage
      .anonymous()
      .get(lookedFor.calendar as string)
      .expect(200);
    expect(text).not.toContain('BEGIN:VEVENT');
  });

  it('finds their own words in their own data, and nothing of the plan', async () => {
    const data = await read('/own-data', visit.patient);
    expect([data.plans, data.advice]).toEqual([[], []]);
    expect(data.diary).toMatchObject([{ note: 'Odd, but done.' }]);
  });

  it('is not given another’s notes with the full record', async () => {
    const { body } = await visit.patient.post('/record-requests').send({}).expect(201);
    expect(await read(`/record-requests/${body.id}/notes`)).toEqual([]);
  });

  it('is told of what they send late that it was never advised', async () => {
    const { body } = await visit.patient
      .post('/diary-entries')
      .send({ entries: [late] })
      .expect(200);
    expect(JSON.stringify(body)).toContain('diary.not_advised');
  });

  it('counts in no figure', async () => {
    const one = await inCaseload(visit.patientId);
    expect(one.plan).toBeNull();
    const adherence = await read(`/patients/${visit.patientId}/adherence`);
    expect(adherence.items).toEqual([]);
    expect(JSON.stringify(adherence)).not.toContain(visit.prescriptionId);
    expect(await read(`/episodes/${visit.episodeId}/outcomes`)).toEqual([]);
    const tallied = await stage.owner('select 1 from portal.plan_tally where prescription_id = $1', [
      visit.prescriptionId,
    ]);
    expect(tallied).toEqual([]);
  });

  it('stays in the clinician’s record, with who, when and why', async () => {
    const { items: episodes } = await read(`/patients/${visit.patientId}/episodes`);
    expect(episodes).toMatchObject([
      { id: visit.episodeId, enteredInErrorBy: people.kaya.id, enteredInErrorBecause: BECAUSE },
    ]);
    const { enteredInErrorAt } = episodes[0];
    expect(enteredInErrorAt).toBe('2026-11-23T09:10:00.000Z');
    expect(await read(`/assessments/${visit.assessmentId}`)).toMatchObject({
      status: 'entered_in_error',
      enteredInErrorBecause: BECAUSE,
    });
    const plan = await read(`/prescriptions/${visit.prescriptionId}`);
    expect(plan).toMatchObject({ standing: 'withdrawn', enteredInErrorAt });
    expect(plan.transitions.at(-1)).toMatchObject({ kind: 'withdrawn', because: BECAUSE });
    const versions = await read(`/prescriptions/${visit.prescriptionId}/versions`);
    expect(JSON.stringify(versions)).toContain('It eases your back.');
  });

  it('is kept in the audit, an event for each', async () => {
    const rows = await stage.owner<{ action: string }>(
      `select action from portal.audit_entry where $1 = any(patient_ids) and actor_id = $2 and action <> 'record.read'
       order by id`,
      [visit.patientId, people.kaya.id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      ...['prescription.withdrawn', 'assessment.entered_in_error', 'outcome.entered_in_error'],
      'episode.entered_in_error',
    ]);
  });
});

describe('an episode that is entered in error', () => {
  it('takes nothing from the patient’s other plans', async () => {
    const visit = await aVisit();
    const own = await assess(stage, 'rivera', { id: visit.patientId });
    await issue(stage, 'rivera', await draft(stage, 'rivera', own.episodeId), {
      reviewOn: await today(stage, 14),
    }).expect(200);
    await visit.patient.post(`/episodes/${own.episodeId}/advice-confirmation`).expect(200);
    await enter(visit).expect(200);
    const routine = await read('/routine', visit.patient);
    expect(routine.items).toHaveLength(1);
    expect((await inCaseload(visit.patientId)).plan).not.toBeNull();
  });

  it('leaves a hold of its assessment open, and names it: a decision alone lifts one', async () => {
    const visit = await aVisit({ assessment: await anAssessment(stage, { 'CES-2': 'yes' }) });
    const { body } = await enter(visit).expect(200);
    const { items } = await read(`/patients/${visit.patientId}/holds`);
    expect(body).toMatchObject({ withdrawnIds: [], openHoldIds: [items[0].id] });
    expect((await read('/routine', visit.patient)).standing.kind).toBe('on_hold');
  });

  it('withdraws what is paused too, and leaves a plan as it ended', async () => {
    const paused = await aVisit();
    const pause = async ({ prescriptionId }: Visit, noun: string) => {
      const { headers } = await stage.as('rivera').get(`/prescriptions/${prescriptionId}`).expect(200);
      await stage
        .as('rivera')
        .post(`/prescriptions/${prescriptionId}/${noun}`)
        .set('if-match', headers.etag as string)
        .send({ because: 'A cold.' })
        .expect(200);
    };
    await pause(paused, 'pause');
    expect((await enter(paused).expect(200)).body.withdrawnIds).toEqual([paused.prescriptionId]);
    const ended = await aVisit();
    await pause(ended, 'completion');
    expect((await enter(ended).expect(200)).body.withdrawnIds).toEqual([]);
    expect(await read(`/prescriptions/${ended.prescriptionId}`)).toMatchObject({
      standing: 'completed',
      enteredInErrorAt: expect.any(String),
    });
    expect((await read('/routine', ended.patient)).standing.kind).toBe('none');
  });

  it('is over: nothing is drafted, signed, scored, renamed or confirmed in it any more', async () => {
    const visit = await aVisit({ confirmedInRoom: false });
    const { body: open, headers } = await stage
      .as('rivera')
      .post(`/episodes/${visit.episodeId}/assessments`)
      .send(await anAssessment(stage))
      .expect(201);
    const { headers: now } = await enter(visit).expect(200);
    const rivera = stage.as('rivera');
    const path = `/episodes/${visit.episodeId}`;
    const etag = now.etag as string;
    const refusals = [
      rivera.post(`${path}/assessments`).send({}),
      rivera.post(`/assessments/${open.id}/signature`).set('if-match', headers.etag as string),
      rivera.post(`${path}/prescriptions`).send({ items: [item()] }),
      rivera.post(`${path}/outcomes`).send({ instrument: 'NPRS', answers: { pain: 5 } }),
      rivera.patch(path).set('if-match', etag).send({ title: 'Neck' }),
      rivera.post(`${path}/closure`).set('if-match', etag),
      enter({ ...visit, etag }),
    ];
    const codes: string[] = [];
    for (const refusal of refusals) codes.push((await refusal.expect(409)).body.code);
    expect(codes).toEqual([
      ...['episode.closed', 'episode.in_error', 'episode.closed', 'episode.closed', 'episode.in_error'],
      ...['episode.closed', 'episode.in_error'],
    ]);
    await visit.patient.post(`${path}/advice-confirmation`).expect(404);
  });

  it('is no plan to begin another from, nor its decisions an answer for another', async () => {
    const findings = { outlook: { floorTransferUnaided: 'no' } };
    const assessment = await anAssessment(stage, {}, { findings });
    const refused = await walkIn(
      stage,
      'rivera',
      await aWalkIn(stage, { patient: { name: 'Asked First', dateOfBirth: '1972-03-04' }, assessment }),
    ).expect(409);
    const [asked] = refused.body.errors as { detail: string }[];
    const ruleId = asked!.detail.split(/[,:]/)[0];
    const reason = 'Done on the bed, shown twice in the room.';
    const decisions = [{ ruleId, exerciseId: null, kind: 'override', reasonCode: 'adapted_in_dose', reason }];
    const visit = await aVisit({ assessment, issue: { reviewOn: await today(stage, 7), decisions } });
    const again = await assess(stage, 'rivera', { id: visit.patientId }, { findings });
    const appraised = async () => {
      const { id } = await draft(stage, 'rivera', again.episodeId);
      const { matches } = await read(`/prescriptions/${id}/appraisal`);
      return matches.find((match: { ruleId: string }) => match.ruleId === ruleId).answer;
    };
    expect(await appraised()).not.toBe('needed');
    await enter(visit).expect(200);
    expect(await appraised()).toBe('needed');
    const begun = await stage
      .as('rivera')
      .post(`/episodes/${again.episodeId}/prescriptions`)
      .send({ from: { prescriptionId: visit.prescriptionId } })
      .expect(409);
    expect(begun.body.code).toBe('prescription.nothing_to_take');
  });

  it('is for who may sign, of the episode as they read it, and of their own clinic', async () => {
    const visit = await aVisit();
    const masseur = await enter(visit, 'novak').expect(403);
    expect(masseur.body.code).toBe('episode.error_not_entitled');
    await enter({ ...visit, etag: '"99"' }).expect(412);
    await enter(visit, 'osei').expect(404);
    await enter({ ...visit, episodeId: randomUUID() }, 'osei').expect(404);
    await enter(visit, 'dale').expect(403);
    expect((await read('/routine', visit.patient)).items).toHaveLength(1);
  });
});
