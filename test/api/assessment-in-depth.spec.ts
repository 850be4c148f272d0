/** Everything an assessment may find, over HTTP: saved part by part, taken over from visit to visit, frozen by a signature. */
import { FINDING_PARTS, type Findings } from '../../src/finding/findings';
import { FINDINGS_EXAMPLE } from '../../src/finding/findings-example';
import { people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';
import { assess, assessAgain } from '../support/visit';

const TODAY = '2026-11-25';
const power = (value: number): Findings => ({
  neuro: { roots: [{ root: 'L5', side: 'left', power: value }] },
});
const stiff: Findings = { irritability: { grade: 'low', minutesToSettle: 10 } };
const careful: Findings = { history: { osteoporosis: { answer: 'yes', since: '2024-03-01' } } };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.setClock(`${TODAY}T09:00:00Z`);
});
afterAll(() => stage.close());

/** What is known of a patient goes from test to test; a new one has no past. */
const newPatient = async (): Promise<string> => {
  const named = { name: 'Nia New', dateOfBirth: '1980-01-01' };
  return (await stage.as('dale').post('/patients').send(named).expect(201)).body.id;
};
const openEpisode = async (patientId?: string): Promise<string> => {
  const path = `/patients/${patientId ?? (await newPatient())}/episodes`;
  return (await stage.as('rivera').post(path).send({ title: 'Low back' }).expect(201)).body.id;
};
const draft = async (episodeId: string, fields: object) =>
  (await stage.as('rivera').post(`/episodes/${episodeId}/assessments`).send(fields).expect(201)).body;
const read = async (id: string) => (await stage.as('rivera').get(`/assessments/${id}`).expect(200)).body;
const change = (id: string, revision: number, fields: object) =>
  stage.as('rivera').patch(`/assessments/${id}`).set('if-match', `"${revision}"`).send(fields);
const sign = (id: string, revision: number) =>
  stage.as('rivera').post(`/assessments/${id}/signature`).set('if-match', `"${revision}"`);
const enterInError = (id: string) =>
  stage
    .as('rivera')
    .post(`/assessments/${id}/entry-in-error`)
    .set('if-match', '"2"')
    .send({ because: 'Another patient.' })
    .expect(200);
/** A signed visit with these findings; answers its id. */
const visit = (episodeId: string, findings: Findings, fields: object = {}): Promise<string> =>
  assessAgain(stage, 'rivera', episodeId, { findings, ...fields });
const takenOver = (episodeId: string, fields: object = {}) =>
  draft(episodeId, { carryForward: true, seenOn: TODAY, ...fields });

describe('a draft in depth', () => {
  it('holds every part, and is read as it was written', async () => {
    const { id, findings } = await draft(await openEpisode(people.ben.id), { findings: FINDINGS_EXAMPLE });
    expect(findings).toEqual(FINDINGS_EXAMPLE);
    expect((await read(id)).findings).toEqual(FINDINGS_EXAMPLE);
    const list = await stage.as('kaya').get(`/patients/${people.ben.id}/assessments`).expect(200);
    expect(list.body.items.find((one: { id: string }) => one.id === id).findings).toEqual(FINDINGS_EXAMPLE);
  });

  it('grows part by part as the clinician goes, and says nothing by itself', async () => {
    const { id, findings, carried, derived } = await draft(await openEpisode(), {});
    expect({ findings, carried }).toEqual({ findings: {}, carried: {} });
    expect(derived).toEqual({ episodeClass: null, distalMost: null, warnings: [] });
    const written: Findings = {};
    for (const [place, part] of FINDING_PARTS.entries()) {
      Object.assign(written, { [part]: FINDINGS_EXAMPLE[part] });
      const { body } = await change(id, place + 1, { findings: { [part]: FINDINGS_EXAMPLE[part] } }).expect(
        200,
      );
      expect(body.findings).toEqual(written);
    }
    expect(written).toEqual(FINDINGS_EXAMPLE);
  });

  it('replaces a part as a whole, takes it out with null, and leaves alone what is not sent', async () => {
    const { id } = await draft(await openEpisode(), { findings: { ...stiff, ...power(4), ...careful } });
    const after = async (revision: number, fields: object) =>
      (await change(id, revision, fields).expect(200)).body.findings;
    expect(await after(1, { findings: { irritability: { grade: 'high' } } })).toEqual({
      ...power(4),
      ...careful,
      irritability: { grade: 'high' },
    });
    expect(await after(2, { findings: { irritability: null, neuro: {} } })).toEqual(careful);
    expect(await after(3, { notes: 'Typed meanwhile.' })).toEqual(careful);
    expect(await after(4, { findings: null })).toEqual({});
  });

  it.each<[string, object, string]>([
    ['a power of 6', power(6), '/findings/neuro/roots/0/power'],
    ['power as a word', { neuro: { roots: [{ root: 'L5', side: 'left', power: '5' }] } }, '/findings/neuro/roots/0/power'], // prettier-ignore
    ['a finding nobody knows', { aura: {} }, '/findings/aura'],
    ['a list for an object', { neuro: [] }, '/findings/neuro'],
    ['an onset tomorrow', { onset: { on: '2026-11-26' } }, '/findings/onset/on'],
    ['a reflex of L5', { neuro: { roots: [{ root: 'L5', side: 'left', reflex: 2 }] } }, '/findings/neuro/roots/0/reflex'], // prettier-ignore
    ['a fingertip by degrees', { rangeOfMotion: [{ move: 'lumbar_flexion', value: 20, unit: 'degrees', method: 'fingertip_to_floor' }] }, '/findings/rangeOfMotion/0/unit'], // prettier-ignore
    ['no pregnancy of 12 weeks', { history: { pregnancy: { pregnant: 'no', weeks: 12 } } }, '/findings/history/pregnancy/weeks'], // prettier-ignore
  ])('refuses %s, and writes nothing', async (_, findings, pointer) => {
    const { id } = await draft(await openEpisode(), { findings: stiff });
    const { body } = await change(id, 1, { findings }).expect(400);
    expect(body.code).toBe('request.invalid');
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
    expect(await read(id)).toMatchObject({ findings: stiff, revision: 1 });
    const path = `/episodes/${await openEpisode()}/assessments`;
    await stage.as('rivera').post(path).send({ findings }).expect(400);
  });

  it('says what follows from it, of this day', async () => {
    const { derived } = await draft(await openEpisode(), {
      seenOn: TODAY,
      painNprs: 9,
      findings: {
        onset: { on: '2026-10-14' },
        pain: { best: 2, worst: 6, periodHours: 24 },
        bodyChart: [{ region: 'calf', side: 'left', quality: 'numb' }],
      },
    });
    expect(derived).toEqual({
      episodeClass: 'subacute',
      distalMost: 'below_knee',
      warnings: [
        { pointer: '/findings/pain', code: 'pain.order', detail: expect.any(String) },
        { pointer: '/findings/neuro', code: 'neuro.not_examined', detail: expect.any(String) },
      ],
    });
  });
});

describe('pain that reaches further down the leg', () => {
  const reaching = (region: 'buttock' | 'calf' | 'foot'): Findings => ({
    bodyChart: [{ region, side: 'left' }],
    neuro: { notTestable: true },
  });
  const warningsOf = async (id: string): Promise<string[]> =>
    (await read(id)).derived.warnings.map(({ detail }: { detail: string }) => detail);

  it('than at the last visit that drew it is warned of, in the draft and in what is signed', async () => {
    const episode = await openEpisode();
    await visit(episode, reaching('foot'), { seenOn: '2026-11-02' });
    await visit(episode, reaching('buttock'), { seenOn: '2026-11-09' });
    await visit(episode, {}, { seenOn: '2026-11-16' });
    const { id } = await draft(episode, { seenOn: TODAY, findings: reaching('calf') });
    const warned = ['Further down the leg than on 2026-11-09: below knee, then buttock. Examine again.'];
    expect(await warningsOf(id)).toEqual(warned);
    const rest = { presentations: [], screen: { kind: 'attested', recordNumber: 'A-1' }, suitable: true };
    await change(id, 1, rest).expect(200);
    await sign(id, 2).expect(200);
    expect(await warningsOf(id)).toEqual(warned);
    const list = await stage
      .as('rivera')
      .get(`/patients/${(await read(id)).patientId}/assessments`)
      .expect(200);
    expect(list.body.items[0].derived.warnings).toMatchObject([{ code: 'pain.peripheralising' }]);
  });

  it('is not compared with another episode, a later day, a draft, or what was an error', async () => {
    const patient = await newPatient();
    const episode = await openEpisode(patient);
    await visit(await openEpisode(patient), reaching('buttock'), { seenOn: '2026-11-02' });
    await visit(episode, reaching('buttock'));
    await draft(episode, { seenOn: '2026-11-02', findings: reaching('buttock') });
    await enterInError(await visit(episode, reaching('buttock'), { seenOn: '2026-11-03' }));
    const { id } = await draft(episode, { seenOn: '2026-11-24', findings: reaching('foot') });
    expect(await warningsOf(id)).toEqual([]);
  });
});

describe('two visits of one day that were signed at the same instant', () => {
  it.each(['first begun first', 'first begun last'])(
    'count in the order in which they were begun: %s',
    async (how) => {
      const episode = await openEpisode();
      const fields = {
        presentations: [],
        screen: { kind: 'attested', recordNumber: 'A-1' },
        suitable: true,
        seenOn: '2026-11-20',
      };
      await stage.setClock('2026-11-20T09:00:00Z');
      const first = await draft(episode, { ...fields, findings: power(4) });
      await stage.setClock('2026-11-20T09:05:00Z');
      const second = await draft(episode, { ...fields, findings: power(5) });
      await stage.setClock('2026-11-20T09:10:00Z');
      const signing = how === 'first begun first' ? [first, second] : [second, first];
      for (const { id } of signing) await sign(id, 1).expect(200);
      await stage.setClock(`${TODAY}T09:00:00Z`);
      expect((await takenOver(episode)).findings).toEqual(power(5));
    },
  );
});

describe('a signature', () => {
  const shortForm = {
    seenOn: TODAY,
    presentations: [],
    screen: { kind: 'attested', recordNumber: 'CARD-1' },
    suitable: true,
  };

  it('names what says nothing yet; a warning does not stand in its way', async () => {
    const findings = {
      ...power(5),
      bodyChart: [{ region: 'calf', side: 'left', quality: 'numb' }],
      functionTests: [{ test: 'hop', side: 'left' }],
      psfs: [{ activity: 'Running', score: 3 }],
    };
    const { id } = await draft(await openEpisode(), { ...shortForm, findings });
    const { body } = await sign(id, 1).expect(409);
    expect(body.code).toBe('assessment.incomplete');
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      '/findings/functionTests/0',
      '/findings/psfs',
    ]);
    await change(id, 1, { findings: { functionTests: null, psfs: null } }).expect(200);
    const signed = await sign(id, 2).expect(200);
    expect(signed.body.derived.warnings).toMatchObject([{ code: 'neuro.not_examined' }]);
  });

  it('freezes what was found and what was carried, for the clinician as for the owner of the database', async () => {
    const episode = await openEpisode();
    await visit(episode, stiff);
    const { id } = await takenOver(episode, { ...shortForm, findings: power(5) });
    await sign(id, 1).expect(200);
    expect((await change(id, 2, { findings: { neuro: null } }).expect(409)).body.code).toBe(
      'assessment.signed',
    );
    for (const column of ['findings', 'carried']) {
      const forged = stage.owner(`update portal.assessment set ${column} = '{}' where id = $1`, [id]);
      await expect(forged).rejects.toThrow('a signed assessment does not change');
    }
    expect(await read(id)).toMatchObject({
      findings: { ...stiff, ...power(5) },
      carried: { irritability: { foundOn: TODAY } },
    });
  });
});

describe('carried forward', () => {
  it('over two visits, each part keeps the day on which it was found first', async () => {
    await stage.setClock('2026-11-02T09:00:00Z');
    const { episodeId, assessmentId } = await assess(stage, 'rivera', 'ben', {
      presentations: [{ kind: 'muscle_spasm', certainty: 'likely' }],
      painNprs: 6,
      findings: { ...power(4), ...stiff, pain: { best: 2, worst: 7 }, plan: { consentToTreatment: 'yes' } },
    });
    await stage.setClock('2026-11-09T09:00:00Z');
    const second = await draft(episodeId, { carryForward: true, seenOn: '2026-11-09', findings: power(5) });
    const first = { foundOn: '2026-11-02', assessmentId };
    expect(second).toMatchObject({
      presentations: [{ kind: 'muscle_spasm', certainty: 'likely' }],
      findings: { ...stiff, ...power(5) },
      carried: { irritability: first, presentations: first },
      // of the first visit only
      painNprs: null,
      contact: null,
      notes: null,
      screen: null,
      suitable: null,
    });
    expect(Object.keys(second.findings).sort()).toEqual(['irritability', 'neuro']);
    const rest = { screen: { kind: 'attested', recordNumber: 'CARD-1' }, suitable: true };
    await change(second.id, 1, rest).expect(200);
    const { body: signed } = await sign(second.id, 2).expect(200);
    expect(signed.carried).toEqual({ irritability: first, presentations: first });

    await stage.setClock(`${TODAY}T09:00:00Z`);
    const third = await takenOver(episodeId);
    expect(third.findings).toEqual({ ...stiff, ...power(5) });
    expect(third.carried).toEqual({
      irritability: first,
      presentations: first,
      neuro: { foundOn: '2026-11-09', assessmentId: second.id },
    });
  });

  it('a part or presentation said on this visit, in the same call or later, is not carried any more', async () => {
    const episode = await openEpisode();
    await visit(episode, { ...power(4), ...stiff, ...careful });
    const { id, carried } = await takenOver(episode, { findings: { neuro: null } });
    expect(Object.keys(carried).sort()).toEqual(['history', 'irritability', 'presentations']);
    const { body } = await change(id, 1, { findings: { ...stiff }, presentations: [] }).expect(200);
    expect(body).toMatchObject({ presentations: [], findings: { ...stiff, ...careful } });
    expect(Object.keys(body.carried)).toEqual(['history']);
    expect((await change(id, 2, { findings: { history: null } }).expect(200)).body).toMatchObject({
      findings: stiff,
      carried: {},
    });
  });

  it('history and outlook come from any episode of the patient, the rest from this one, none from anybody else', async () => {
    const patient = await newPatient();
    const [before, now, ofAnother] = [
      await openEpisode(patient),
      await openEpisode(patient),
      await openEpisode(),
    ];
    const outlook: Findings = { outlook: { floorTransferUnaided: 'no' } };
    const elsewhere = await visit(before, { ...power(4), ...careful, ...outlook });
    await visit(ofAnother, { ...stiff, history: { osteoporosis: { answer: 'no' } } });
    const { findings, carried, presentations } = await takenOver(now);
    expect(findings).toEqual({ ...careful, ...outlook });
    expect(carried.history).toEqual({ foundOn: TODAY, assessmentId: elsewhere });
    expect(presentations).toBeNull();
  });

  it('the activities come along to be scored anew, the scores do not', async () => {
    const episode = await openEpisode();
    const scored = await visit(episode, { psfs: FINDINGS_EXAMPLE.psfs });
    const { id, findings, carried } = await takenOver(episode, { findings: { ...stiff } });
    expect(findings).toEqual(stiff);
    expect(carried.psfs).toEqual({
      foundOn: TODAY,
      assessmentId: scored,
      activities: ['Running 5 km', 'Sitting through a meeting', 'Tying my shoes'],
    });
    const psfs = carried.psfs.activities.map((activity: string) => ({ activity, score: 8 }));
    const { body } = await change(id, 1, { findings: { psfs } }).expect(200);
    expect(body.findings.psfs).toEqual(psfs);
    expect(body.carried.psfs).toBeUndefined();
  });

  it('nothing comes unasked, and nothing from a draft or from a later day', async () => {
    const episode = await openEpisode();
    await draft(episode, { seenOn: TODAY, findings: power(3) });
    await visit(episode, stiff, { seenOn: TODAY });
    expect(await draft(episode, { seenOn: TODAY })).toMatchObject({ findings: {}, carried: {} });
    expect((await draft(episode, { carryForward: false })).findings).toEqual({});
    expect((await takenOver(episode)).findings).toEqual(stiff);
    const yesterday = await takenOver(episode, { seenOn: '2026-11-24' });
    expect(yesterday).toMatchObject({ findings: {}, presentations: null });
  });

  it('that earlier record was read, and by whom, is kept', async () => {
    const path = `/episodes/${await openEpisode(people.ben.id)}/assessments`;
    await stage.as('lind').post(path).send({}).expect(201);
    await stage.as('lind').post(path).send({ carryForward: true }).expect(201);
    const trace = await stage.owner(
      `select action, patient_ids from portal.audit_entry where actor_id = $1 order by id`,
      [people.lind.id],
    );
    const ofBen = { patient_ids: [people.ben.id] };
    expect(trace.filter(({ action }) => action === 'assessment.drafted')).toHaveLength(2);
    expect(trace.filter(({ action }) => action === 'record.read')).toEqual([
      { action: 'record.read', ...ofBen },
    ]);
  });

  it('is refused to another clinic as what never was', async () => {
    const episode = await openEpisode();
    const asOsei = stage.as('osei').post(`/episodes/${episode}/assessments`).send({ carryForward: true });
    expect((await asOsei.expect(404)).body.code).toBe('not_found');
  });
});

describe('an assessment entered in error', () => {
  const rest = { screen: { kind: 'attested', recordNumber: 'CARD-1' }, suitable: true };

  it('is carried no more, nor what was carried from it through another', async () => {
    const episode = await openEpisode();
    await visit(episode, power(5), { seenOn: '2026-11-24' });
    const mistaken = await visit(episode, power(4));
    const through = await takenOver(episode, rest);
    expect(through.carried.neuro.assessmentId).toBe(mistaken);
    await sign(through.id, 1).expect(200);
    await enterInError(mistaken);
    expect((await takenOver(episode)).findings).toEqual(power(5));
  });

  it('keeps a draft that took something over from being signed, until that is said anew', async () => {
    const episode = await openEpisode();
    const mistaken = await visit(episode, power(4));
    const { id } = await takenOver(episode, { ...rest, presentations: [] });
    await enterInError(mistaken);
    const { body } = await sign(id, 1).expect(409);
    expect(body).toMatchObject({
      code: 'assessment.incomplete',
      errors: [{ pointer: '/findings/neuro', code: 'carried.in_error' }],
    });
    await change(id, 1, { findings: power(5) }).expect(200);
    await sign(id, 2).expect(200);
  });

  it('is waited for while it is being entered', async () => {
    const episode = await openEpisode();
    const mistaken = await visit(episode, power(4));
    const { id } = await takenOver(episode, { ...rest, presentations: [] });
    await stage.owner('begin');
    await stage.owner(
      `update portal.assessment set entered_in_error_at = portal.portal_now(), entered_in_error_by = $2,
         entered_in_error_because = 'Another patient.' where id = $1`,
      [mistaken, people.kaya.id],
    );
    const signing = sign(id, 1).then(({ body }) => body.code);
    await new Promise((wake) => setTimeout(wake, 300));
    await stage.owner('commit');
    expect(await signing).toBe('assessment.incomplete');
  });

  it('cannot be slipped in by dating the visit before what it takes over', async () => {
    const episode = await openEpisode();
    await visit(episode, power(4));
    const { id } = await takenOver(episode, { ...rest, presentations: [] });
    await change(id, 1, { seenOn: '2026-11-24' }).expect(200);
    const { body } = await sign(id, 2).expect(409);
    expect(body.errors).toEqual([
      expect.objectContaining({ pointer: '/findings/neuro', code: 'carried.later' }),
    ]);
  });
});
