/** Somebody walks in, is assessed and goes home with three exercises: one call, the rules of all its steps, or nothing at all. */
import { randomUUID } from 'node:crypto';
import { EMAIL_OF, people } from '../support/cast';
import { givePassword, PASSWORD } from '../support/credentials';
import { openStage, type Stage } from '../support/stage';
import { assess, draft, issue, item, today } from '../support/visit';
import { anAssessment, aWalkIn, openedBy, walkIn } from '../support/walk-in';

let stage: Stage;
const shared: Record<string, string> = {};
beforeAll(async () => {
  stage = await openStage();
  const rows = await stage.owner<{ code: string; id: string }>(
    'select code, id from portal.exercise where clinic_id is null',
  );
  for (const { code, id } of rows) shared[code] = id;
});
afterAll(() => stage.close());

const three = () => [
  item(),
  ...['clamshell', 'glute_bridge'].map((code) => item({ exerciseId: shared[code] })),
];
let people_ = 0;
/** Somebody whom nobody has seen before. */
const newcomer = (fields: object = {}) => ({
  name: `Newcomer ${++people_}`,
  dateOfBirth: '1972-03-04',
  ...fields,
});
const rowsOf = async (name: string) =>
  stage.owner<{ action: string }>(
    `select a.action from portal.patient p join portal.audit_entry a on p.id = any(a.patient_ids)
     where p.name = $1 and a.action <> 'record.read' order by a.id`,
    [name],
  );
const countOf = async (...tables: string[]) => {
  const sums = tables.map((table) => `(select count(*)::int from portal.${table}) as ${table}`);
  return (await stage.owner(`select ${sums.join(', ')}`))[0];
};
const ALL = [
  ...[
    'patient',
    'patient_identifier',
    'episode',
    'assessment',
    'hold',
    'prescription',
    'prescription_version',
  ],
  ...[
    'prescription_item',
    'prescription_transition',
    'advice_confirmation',
    'patient_link',
    'audit_entry',
    'mail',
  ],
];
const pointersOf = ({ errors }: { errors: { pointer: string }[] }) => errors.map(({ pointer }) => pointer);

describe('a walk-in at ten past nine', () => {
  it('takes two calls, signing in and one more, from the door to three exercises on the phone', async () => {
    await givePassword(stage, 'rivera');
    const calls: string[] = [];
    const count = <Call>(name: string, call: Call): Call => {
      calls.push(name);
      return call;
    };
    const { body: signedIn } = await count(
      'sign in',
      stage
        .anonymous()
        .post('/session')
        .send({ email: EMAIL_OF('rivera'), password: PASSWORD }),
    ).expect(200);
    const { body } = await count(
      'walk in',
      stage
        .withToken(signedIn.tokens.accessToken)
        .post('/walk-ins')
        .set('idempotency-key', randomUUID())
        .send(await aWalkIn(stage, { patient: newcomer({ name: 'Nia Nine' }), plan: { items: three() } })),
    ).expect(201);
    expect(calls).toEqual(['sign in', 'walk in']);
    expect(body).toMatchObject({ outcome: 'advised', isConfirmed: true, holds: [], plansAgainst: [] });
    expect(body.link.square).toContain('<svg');

    const nia = await openedBy(stage, body.link.address);
    const { body: routine } = await nia.get('/routine').expect(200);
    expect(routine.standing.kind).toBe('live');
    expect(routine.items.map((one: { name: string; doseSentence: string }) => one)).toMatchObject(
      body.prescription.items,
    );
    expect(routine.items).toHaveLength(3);
  });

  it('is the same record as step by step, row for row in the audit', async () => {
    await walkIn(stage, 'rivera', await aWalkIn(stage, { patient: newcomer({ name: 'One Call' }) })).expect(
      201,
    );
    const rivera = stage.as('rivera');
    const { body: slow } = await rivera
      .post('/patients')
      .send(newcomer({ name: 'Many Calls' }))
      .expect(201);
    const { episodeId } = await assess(stage, 'rivera', slow);
    await issue(stage, 'rivera', await draft(stage, 'rivera', episodeId), {
      reviewOn: await today(stage, 14),
    }).expect(200);
    await rivera.post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
    await rivera.post(`/patients/${slow.id}/link`).expect(201);
    const inOneCall = (await rowsOf('One Call')).map(({ action }) => action);
    expect(inOneCall).toEqual((await rowsOf('Many Calls')).map(({ action }) => action));
    expect(inOneCall).toEqual([
      ...['patient.registered', 'episode.opened', 'assessment.drafted', 'assessment.signed'],
      ...['prescription.drafted', 'prescription.issued', 'advice.confirmed', 'link.issued'],
    ]);
  });

  it('answers ids and ETags with which each part is edited next', async () => {
    const { body } = await walkIn(stage, 'rivera', await aWalkIn(stage, { patient: newcomer() })).expect(201);
    const edits = [
      ['patch', `/patients/${body.patient.id}`, body.patient.etag, { phone: '07700 900222' }],
      ['patch', `/episodes/${body.episode.id}`, body.episode.etag, { title: 'Low back' }],
      [
        'post',
        `/assessments/${body.assessment.id}/entry-in-error`,
        body.assessment.etag,
        { because: 'A slip.' },
      ],
      [
        'post',
        `/prescriptions/${body.prescription.id}/pause`,
        body.prescription.etag,
        { because: 'A cold.' },
      ],
    ] as const;
    for (const [verb, path, etag, change] of edits) {
      await stage.as('rivera')[verb](path).set('if-match', etag).send(change).expect(200);
    }
  });

  it('answers the ETag of somebody who comes back into the lists with it', async () => {
    const { body: known } = await stage.as('dale').post('/patients').send(newcomer()).expect(201);
    const because = 'Not seen for two years.';
    await stage
      .as('dale')
      .post('/archivings')
      .send({ patientIds: [known.id], because })
      .expect(200);
    const { body } = await walkIn(
      stage,
      'rivera',
      await aWalkIn(stage, { patient: undefined, patientId: known.id }),
    ).expect(201);
    const read = await stage.as('rivera').get(`/patients/${known.id}`).expect(200);
    expect(read.body.archivedAt).toBeNull();
    expect(body.patient.etag).toBe(read.headers.etag);
  });

  it('takes a template’s plan by its id', async () => {
    const { body: template } = await stage
      .as('rivera')
      .post('/templates')
      .send({ name: 'First three', items: three() })
      .expect(201);
    const plan = { from: { templateId: template.id } };
    const { body } = await walkIn(stage, 'kaya', await aWalkIn(stage, { patient: newcomer(), plan })).expect(
      201,
    );
    expect(body.prescription.items).toHaveLength(3);
  });

  it('leaves it to the patient to confirm, and gives no link, unless that is asked for', async () => {
    const asked = { patient: newcomer(), confirmedInRoom: false, link: false };
    const { body } = await walkIn(stage, 'rivera', await aWalkIn(stage, asked)).expect(201);
    expect(body).toMatchObject({ outcome: 'advised', isConfirmed: false, link: null });
    const { body: link } = await stage.as('dale').post(`/patients/${body.patient.id}/link`).expect(201);
    const opened = await openedBy(stage, link.link);
    expect((await opened.get('/routine').expect(200)).body.standing.kind).toBe('not_confirmed');
  });

  it('is done once for a key, and a repeat is told all but the link, which nobody keeps', async () => {
    const [key, body] = [randomUUID(), await aWalkIn(stage, { patient: newcomer({ name: 'Twice Sent' }) })];
    const first = await walkIn(stage, 'rivera', body, key).expect(201);
    const again = await walkIn(stage, 'rivera', body, key).expect(201);
    expect(again.body).toEqual({ ...first.body, link: null });
    const secret = first.body.link.address.split('#')[1];
    const kept = await stage.owner<{ reply: string }>('select reply from portal.idempotency_key');
    expect(kept.filter(({ reply }) => reply.includes(secret))).toEqual([]);
    expect((await rowsOf('Twice Sent')).filter(({ action }) => action === 'patient.registered')).toHaveLength(
      1,
    );
    await stage.as('rivera').post('/walk-ins').send(body).expect(400);
  });
});

describe('a walk-in whom the clinic may have seen before', () => {
  it('is asked about first: the same name and date of birth, however they are written', async () => {
    const born = { dateOfBirth: '1964-05-17' };
    const { body: known } = await stage
      .as('dale')
      .post('/patients')
      .send({ name: 'Zoë O’Neill', ...born })
      .expect(201);
    const before = await countOf(...ALL);
    const patient = { name: 'ONEILL, Zoe', ...born };
    const { body } = await walkIn(stage, 'rivera', await aWalkIn(stage, { patient })).expect(409);
    expect(body.code).toBe('patient.possible_duplicate');
    expect(body.errors).toMatchObject([{ pointer: '/patient', detail: expect.stringContaining(known.id) }]);
    expect(await countOf(...ALL)).toEqual(before);

    const same = await aWalkIn(stage, { patient: undefined, patientId: known.id });
    expect((await walkIn(stage, 'rivera', same).expect(201)).body.patient.id).toBe(known.id);
    const other = await walkIn(stage, 'rivera', await aWalkIn(stage, { patient, isSomebodyElse: true }));
    expect(other.status).toBe(201);
    expect(other.body.patient.id).not.toBe(known.id);
  });

  it('is told nothing of another clinic’s patients, who are no duplicates and not there', async () => {
    const cai = { name: 'Cai Cole', dateOfBirth: '1990-02-28' };
    await walkIn(stage, 'rivera', await aWalkIn(stage, { patient: cai })).expect(201);
    const foreign = await aWalkIn(stage, { patient: undefined, patientId: people.cai.id });
    const absent = { ...foreign, patientId: randomUUID() };
    const answers = [await walkIn(stage, 'rivera', foreign), await walkIn(stage, 'rivera', absent)];
    const said = answers.map(({ status, body: { requestId: _, ...rest } }) => ({ status, ...rest }));
    expect(said[0]).toEqual(said[1]);
    expect(said[0]!.status).toBe(404);
  });

  it('is either new or known, never both and never neither', async () => {
    const both = await walkIn(stage, 'rivera', await aWalkIn(stage, { patientId: people.ben.id })).expect(
      400,
    );
    expect(pointersOf(both.body)).toEqual(['/patientId']);
    const neither = await walkIn(stage, 'rivera', await aWalkIn(stage, { patient: undefined })).expect(400);
    expect(pointersOf(neither.body)).toEqual(['/patient']);
  });
});

describe('a walk-in with a red flag', () => {
  const flagged = async (parts: object = {}) =>
    aWalkIn(stage, {
      patient: newcomer(),
      assessment: await anAssessment(stage, { 'CES-2': 'yes' }),
      plan: { items: three() },
      ...parts,
    });

  it('is registered, signed and held, and goes home without a plan', async () => {
    const { body } = await walkIn(stage, 'rivera', await flagged()).expect(201);
    expect(body).toMatchObject({ outcome: 'on_hold', prescription: null, isConfirmed: false });
    expect(body.holds).toMatchObject([{ flags: ['CES-2'] }]);
    const { id } = body.patient;
    const holds = await stage.as('rivera').get(`/patients/${id}/holds`).expect(200);
    expect(holds.body.items).toMatchObject([{ id: body.holds[0].id, resolvedAt: null }]);
    const signed = await stage.as('rivera').get(`/assessments/${body.assessment.id}`).expect(200);
    expect(signed.body.status).toBe('signed');
    const plans = await stage.as('rivera').get(`/patients/${id}/prescriptions`).expect(200);
    expect(plans.body.items).toEqual([]);
    const opened = await openedBy(stage, body.link.address);
    expect((await opened.get('/routine').expect(200)).body).toMatchObject({
      standing: { kind: 'on_hold' },
      items: [],
    });
  });

  it('keeps the hold even where the plan could not have been written', async () => {
    const plan = { items: [item({ exerciseId: randomUUID() })] };
    const { body } = await walkIn(stage, 'rivera', await flagged({ plan })).expect(201);
    expect(body).toMatchObject({ outcome: 'on_hold', prescription: null });
    expect(body.holds).toHaveLength(1);
  });

  it('closes what a known patient follows already', async () => {
    const running = await walkIn(stage, 'rivera', await aWalkIn(stage, { patient: newcomer() })).expect(201);
    const opened = await openedBy(stage, running.body.link.address);
    const again = await flagged({ patient: undefined, patientId: running.body.patient.id, link: false });
    await walkIn(stage, 'kaya', again).expect(201);
    expect((await opened.get('/routine').expect(200)).body.standing.kind).toBe('on_hold');
  });

  it('opens a hold on the signer’s own word too', async () => {
    const signature = {
      statement: 'i_saw_this_patient_and_answer_for_this',
      openHold: true,
      because: 'To be seen by a colleague.',
    };
    const { body } = await walkIn(
      stage,
      'rivera',
      await aWalkIn(stage, { patient: newcomer(), signature }),
    ).expect(201);
    expect(body).toMatchObject({ outcome: 'on_hold', prescription: null, holds: [{ flags: [] }] });
  });

  it('keeps "not suitable" in the same way, and pauses what there is', async () => {
    const running = await walkIn(stage, 'rivera', await aWalkIn(stage, { patient: newcomer() })).expect(201);
    const assessment = await anAssessment(stage, {}, { suitable: false });
    const patientId = running.body.patient.id;
    const asked = await aWalkIn(stage, { patient: undefined, patientId, assessment });
    const { body } = await walkIn(stage, 'rivera', asked).expect(201);
    expect(body).toMatchObject({ outcome: 'found_unsuitable', prescription: null, holds: [] });
    const { body: plan } = await stage.as('rivera').get(`/prescriptions/${running.body.prescription.id}`);
    expect(plan.standing).toBe('paused');
  });
});

it('is told which other plans of the patient are forbidden by what was found today', async () => {
  const { body: before } = await walkIn(
    stage,
    'rivera',
    await aWalkIn(stage, {
      patient: newcomer(),
      plan: { items: [item({ exerciseId: shared.mcgill_curl_up })] },
    }),
  ).expect(201);
  const findings = {
    outlook: { floorTransferUnaided: 'yes' },
    history: { surgery: [{ region: 'spine', kind: 'fusion', on: await today(stage, -21) }] },
  };
  const { body } = await walkIn(
    stage,
    'kaya',
    await aWalkIn(stage, {
      ...{ patient: undefined, patientId: before.patient.id },
      assessment: await anAssessment(stage, {}, { findings }),
      plan: { items: [item({ exerciseId: shared.calf_stretch })] },
    }),
  ).expect(201);
  expect(body).toMatchObject({
    outcome: 'advised',
    plansAgainst: [{ prescriptionId: before.prescription.id, ruleIds: ['R-OP1'], places: [1] }],
  });
});

describe('a walk-in that is refused', () => {
  const refusals: [string, () => Promise<object>, number, string, string[]][] = [
    [
      'at the desk: a number that another patient has',
      async () => {
        const identifiers = [{ system: 'https://pms.example', value: 'W-1' }];
        await stage.as('dale').post('/patients').send(newcomer({ identifiers })).expect(201);
        return { patient: newcomer({ identifiers }) };
      },
      409,
      'patient.identifier_taken',
      ['/patient/identifiers/0/value'],
    ],
    [
      'at the episode: a day that has not come',
      async () => ({ episode: { title: 'Low back', openedOn: await today(stage, 1) } }),
      400,
      'request.invalid',
      ['/episode/openedOn'],
    ],
    [
      'at the assessment: seen tomorrow',
      async () => ({ assessment: await anAssessment(stage, {}, { seenOn: await today(stage, 1) }) }),
      400,
      'request.invalid',
      ['/assessment/seenOn'],
    ],
    [
      'at the signature: not asked is not a no',
      async () => ({ assessment: await anAssessment(stage, {}, { screen: null, suitable: null }) }),
      409,
      'assessment.incomplete',
      ['/assessment/screen', '/assessment/suitable'],
    ],
    [
      'at the plan: an exercise that is not there',
      () => Promise.resolve({ plan: { items: [item(), item({ exerciseId: randomUUID() })] } }),
      409,
      'prescription.exercise_unavailable',
      ['/plan/items/1/exerciseId'],
    ],
    [
      'at the plan: no items and no template',
      () => Promise.resolve({ plan: {} }),
      400,
      'request.invalid',
      ['/plan/items'],
    ],
    [
      'at the plan: a template that is not there',
      () => Promise.resolve({ plan: { from: { templateId: randomUUID() } } }),
      404,
      'not_found',
      ['/plan'],
    ],
    [
      'at the issue: no day of review',
      () => Promise.resolve({ issue: {} }),
      400,
      'request.invalid',
      ['/issue/reviewOn'],
    ],
    [
      'at the issue: a rule that forbids an exercise of the plan',
      async () => {
        const surgery = [{ region: 'spine', kind: 'fusion', on: await today(stage, -21) }];
        const assessment = await anAssessment(stage, {}, { findings: { history: { surgery } } });
        return { assessment, plan: { items: [item({ exerciseId: shared.mcgill_curl_up })] } };
      },
      409,
      'prescription.rule_forbids',
      ['/plan/items/0'],
    ],
    [
      'at the issue: a decision that nobody took',
      async () => ({
        assessment: await anAssessment(stage, {}, { findings: { outlook: { floorTransferUnaided: 'no' } } }),
      }),
      409,
      'prescription.decision_missing',
      ['/issue/decisions'],
    ],
  ];

  it.each(refusals)(
    '%s: names the part and leaves nothing behind',
    async (_, parts, status, code, pointers) => {
      const changed = await parts();
      const body = await aWalkIn(stage, { patient: newcomer(), ...changed });
      const before = await countOf(...ALL);
      const answer = await walkIn(stage, 'rivera', body);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect(pointersOf(answer.body)).toEqual(expect.arrayContaining(pointers));
      expect(await countOf(...ALL)).toEqual(before);
    },
  );

  it('because somebody treats nobody', async () => {
    for (const by of ['dale', 'adams'] as const) {
      const { body } = await walkIn(stage, by, await aWalkIn(stage, { patient: newcomer() })).expect(403);
      expect(body.code).toBe('identity.wrong_role');
    }
  });

  it('because somebody may not sign, or nobody did', async () => {
    const before = await countOf('patient', 'assessment');
    const masseur = await walkIn(stage, 'novak', await aWalkIn(stage, { patient: newcomer() }));
    expect([masseur.status, masseur.body.code]).toEqual([403, 'assessment.signer_not_entitled']);
    const unsigned = await aWalkIn(stage, { patient: newcomer(), signature: {} });
    const { body } = await walkIn(stage, 'rivera', unsigned).expect(400);
    expect(pointersOf(body)).toEqual(['/signature/statement']);
    expect(await countOf('patient', 'assessment')).toEqual(before);
  });

  it('because the patient whom it is about is discharged', async () => {
    const running = await walkIn(stage, 'rivera', await aWalkIn(stage, { patient: newcomer() })).expect(201);
    const { id, etag } = running.body.patient;
    await stage
      .as('rivera')
      .post(`/patients/${id}/discharge`)
      .set('if-match', etag)
      .send({ because: 'Goals reached.' })
      .expect(200);
    const { body } = await walkIn(
      stage,
      'rivera',
      await aWalkIn(stage, { patient: undefined, patientId: id }),
    ).expect(409);
    expect([body.code, ...pointersOf(body)]).toEqual(['prescription.patient_discharged', '/issue']);
  });
});
