/**
 * A plan runs on while more is found, over HTTP: a signature says at once which plans the rules now forbid, such a plan is not
 * closed by itself, and it is not taken up, prolonged or carried into its next phase until it was changed.
 */
import { people, type PatientName } from '../support/cast';
import { openStage, type Stage } from '../support/stage';
import { assess, assessAgain, draft, issue, item, redraft, today, transit } from '../support/visit';

const floor = { outlook: { floorTransferUnaided: 'yes' } };
const BUILD = { name: 'Build', begins: 'criteria', weeks: { from: 3 }, entryCriteria: ['No pain at rest.'] };

let stage: Stage;
const shared: Record<string, string> = {};
beforeEach(async () => {
  stage = await openStage();
  const rows = await stage.owner<{ code: string; id: string }>(
    'select code, id from portal.exercise where clinic_id is null',
  );
  for (const { code, id } of rows) shared[code] = id;
});
afterEach(() => stage.close());

const of = (code: string, extra: object = {}) => item({ exerciseId: shared[code], ...extra });
const lately = async () => ({
  ...floor,
  history: { surgery: [{ region: 'spine', kind: 'fusion', on: await today(stage, -21) }] },
});

/** Of the first item alone a spine that was operated on asks for clearance. */
async function issued(to: PatientName, phases: object[] = []): Promise<{ id: string; episodeId: string }> {
  const { episodeId } = await assess(stage, 'rivera', to);
  const items = [of('mcgill_curl_up'), of('calf_stretch', phases.length > 0 ? { phase: 'Build' } : {})];
  const { body, headers } = await stage
    .as('rivera')
    .post(`/episodes/${episodeId}/prescriptions`)
    .send({ items, phases })
    .expect(201);
  const written = { id: body.id as string, etag: headers.etag as string };
  await issue(stage, 'rivera', written, { reviewOn: await today(stage, 14) }).expect(200);
  return { id: written.id, episodeId };
}

/** Signs what was found and answers which plans that speaks against. */
async function found(episodeId: string, findings: object) {
  const rivera = stage.as('rivera');
  const { body, headers } = await rivera
    .post(`/episodes/${episodeId}/assessments`)
    .send({
      seenOn: await today(stage),
      contact: 'in_person',
      presentations: [{ kind: 'arthritic_ache' }],
      screen: { kind: 'attested', recordNumber: 'CARD-2' },
      recordNumber: 'CARD-2',
      findings,
      suitable: true,
    })
    .expect(201);
  const signed = await rivera
    .post(`/assessments/${body.id}/signature`)
    .set('if-match', headers.etag as string)
    .expect(200);
  return { id: body.id as string, etag: signed.headers.etag as string, against: signed.body.plansAgainst };
}

const bensRoutine = async () => (await stage.as('ben').get('/routine').expect(200)).body.items.length;

it('is told at the signature, in every episode, and changes nothing by itself', async () => {
  const plan = await issued('ben');
  await stage.as('ben').post(`/episodes/${plan.episodeId}/advice-confirmation`).expect(200);
  expect((await found(plan.episodeId, floor)).against).toEqual([]);
  const { episodeId: another } = await assess(stage, 'kaya', 'ben');
  const surgery = await found(another, await lately());
  expect(surgery.against).toEqual([{ prescriptionId: plan.id, ruleIds: ['R-OP1'], places: [1] }]);
  expect(await bensRoutine()).toBe(2);
  const { body } = await stage.as('rivera').get(`/prescriptions/${plan.id}/appraisal`).expect(200);
  expect([body.versionNumber, body.verdict]).toEqual([1, 'forbidden']);
});

it('is over with the plan, with what was found, and with the last day of the advice', async () => {
  const plan = await issued('ben');
  const surgery = await found(plan.episodeId, await lately());
  expect(surgery.against).toHaveLength(1);
  await transit(stage, 'rivera', plan.id, 'pause', { because: 'Operated on lately.' });
  expect((await found(plan.episodeId, floor)).against).toHaveLength(1);

  const inError = await stage
    .as('rivera')
    .post(`/assessments/${surgery.id}/entry-in-error`)
    .set('if-match', surgery.etag)
    .send({ because: 'Of somebody else.' })
    .expect(200);
  expect(inError.body.plansAgainst).toEqual([]);
  const again = await found(plan.episodeId, await lately());
  expect(again.against).toHaveLength(1);

  await stage.owner(
    `update portal.prescription set advice_until = portal.today_in('Europe/London') where id = $1`,
    [plan.id],
  );
  expect((await found(plan.episodeId, floor)).against).toHaveLength(1);
  await stage.owner(`update portal.prescription set advice_until = advice_until - 1 where id = $1`, [
    plan.id,
  ]);
  expect((await found(plan.episodeId, floor)).against).toEqual([]);
});

it('is not of another patient', async () => {
  await issued('ben');
  const { episodeId } = await assess(stage, 'rivera', 'ann');
  expect((await found(episodeId, await lately())).against).not.toContainEqual(
    expect.objectContaining({ ruleIds: expect.arrayContaining(['R-OP1']) }),
  );
});

describe('what goes on is asked again', () => {
  const FORBIDDEN = expect.objectContaining({
    code: 'prescription.rule_forbids',
    errors: [expect.objectContaining({ pointer: '/live/items/0', code: 'decision.forbidden' })],
  });
  const extension = async () => ({ reviewOn: await today(stage, 21), because: 'Phoned: doing well.' });

  it('at an extension', async () => {
    const plan = await issued('ben');
    await found(plan.episodeId, await lately());
    expect((await transit(stage, 'rivera', plan.id, 'extension', await extension())).body).toEqual(FORBIDDEN);
  });

  it('at the end of a pause', async () => {
    const plan = await issued('ben');
    await found(plan.episodeId, await lately());
    await transit(stage, 'rivera', plan.id, 'pause', { because: 'Operated on lately.' });
    expect((await transit(stage, 'rivera', plan.id, 'resumption')).body).toEqual(FORBIDDEN);
  });

  it('at the beginning of a phase, also of one whose exercises nothing is said of', async () => {
    const plan = await issued('ben', [BUILD]);
    await found(plan.episodeId, await lately());
    expect((await transit(stage, 'rivera', plan.id, 'phases', { phase: 'Build' })).body).toEqual(FORBIDDEN);
  });

  it('and goes on without what the rule speaks against', async () => {
    const plan = await issued('ben');
    await found(plan.episodeId, await lately());
    const rest = await redraft(stage, 'rivera', plan.id, [of('calf_stretch')]);
    await issue(stage, 'rivera', rest, { reviewOn: await today(stage, 14) }).expect(200);
    expect((await found(plan.episodeId, floor)).against).toEqual([]);
    const extended = await transit(stage, 'rivera', plan.id, 'extension', await extension());
    expect(extended.status).toBe(200);
  });
});

it('says and asks nothing where this installation only records', async () => {
  const silent = await openStage(undefined, { clinicalRules: 'record-only' });
  try {
    const [{ id: exerciseId }] = (await silent.owner<{ id: string }>(
      `select id from portal.exercise where code = 'mcgill_curl_up' and clinic_id is null`,
    )) as [{ id: string }];
    const { episodeId } = await assess(silent, 'rivera', 'ben');
    const written = await draft(silent, 'rivera', episodeId, [item({ exerciseId })]);
    await issue(silent, 'rivera', written, { reviewOn: await today(silent, 14) }).expect(200);
    const id = await assessAgain(silent, 'rivera', episodeId, { findings: await lately() });
    const { body } = await silent
      .as('rivera')
      .post(`/assessments/${id}/entry-in-error`)
      .set('if-match', '"2"')
      .send({ because: 'To see the answer.' })
      .expect(200);
    expect([body.patientId, body.plansAgainst]).toEqual([people.ben.id, []]);
    await assessAgain(silent, 'rivera', episodeId, { findings: await lately() });
    const extension = { reviewOn: await today(silent, 21), because: 'Phoned: doing well.' };
    expect((await transit(silent, 'rivera', written.id, 'extension', extension)).status).toBe(200);
  } finally {
    await silent.close();
  }
});
