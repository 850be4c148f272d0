/**
 * What the rules say of a plan, over HTTP: a draft is appraised against what was found of this patient, HARD forbids, STRONG
 * and CAUTION want a decision, decisions are kept with the version and hold only as long as what they rested on.
 */
import { ownExercise, people } from '../support/cast';
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

const floor = { outlook: { floorTransferUnaided: 'yes' } };
const spine = (on: string) => ({ ...floor, history: { surgery: [{ region: 'spine', kind: 'fusion', on }] } });
const pregnant = (weeks: number) => ({
  ...floor,
  history: { pregnancy: { pregnant: 'yes', weeks, signs: [] } },
});

const ownDraft = {
  name: 'A bridge of our own',
  summary: 'Made here.',
  equipment: ['none'],
  position: 'supine',
  steps: ['Lie down.'],
  mistakes: ['You hurry.'],
  traits: [],
};

describe('the appraisal of a draft', () => {
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

  const of = (code: string, extra: Record<string, unknown> = {}) =>
    item({ exerciseId: shared[code], ...extra });
  const appraisalOf = async ({ id }: Pick<Written, 'id'>) =>
    (await stage.as('rivera').get(`/prescriptions/${id}/appraisal`).expect(200)).body;
  const rulesIn = (appraisal: { matches: { ruleId: string; level: string; place: number | null }[] }) =>
    appraisal.matches.map(({ ruleId, level, place }) => `${ruleId} ${level} ${place ?? 'plan'}`);
  /** A newcomer, because what was once found of a person stays known. */
  const visit = async (findings: object, codes: string[], dateOfBirth = '1988-05-04') => {
    const rivera = stage.as('rivera');
    const newcomer = await rivera.post('/patients').send({ name: 'Nora New', dateOfBirth }).expect(201);
    const episode = await rivera
      .post(`/patients/${newcomer.body.id}/episodes`)
      .send({ title: 'Back' })
      .expect(201);
    const episodeId = episode.body.id as string;
    await assessAgain(stage, 'rivera', episodeId, { findings });
    return {
      episodeId,
      written: await draft(
        stage,
        'rivera',
        episodeId,
        codes.map((code) => of(code)),
      ),
    };
  };
  const override = (exerciseId: string | null, ruleId: string) => ({
    ruleId,
    exerciseId,
    kind: 'override',
    reasonCode: 'supervised_trial',
    reason: 'Done twice under my eyes in the clinic.',
  });

  it('says that no rule matched, and never that it is safe', async () => {
    const { written } = await visit(
      { ...floor, history: { bloodPressure: [], osteoporosis: { answer: 'no' }, surgery: [] } },
      ['calf_stretch'],
    );
    const appraisal = await appraisalOf(written);
    expect(appraisal).toMatchObject({ verdict: 'no_rule_matched', level: 'new', versionNumber: 1 });
    expect(appraisal.matches.filter(({ level }: { level: string }) => level !== 'INFO')).toEqual([]);
    expect(JSON.stringify(appraisal)).not.toMatch(/\bsafe\b/i);
    await issue(stage, 'rivera', written, { reviewOn: await today(stage, 14) }).expect(200);
  });

  it('lets a HARD rule forbid the issue, whatever is decided, and lets the rest go without that item', async () => {
    const { written } = await visit(spine(await today(stage, -21)), ['mcgill_curl_up', 'calf_stretch']);
    const appraisal = await appraisalOf(written);
    expect(appraisal.verdict).toBe('forbidden');
    expect(rulesIn(appraisal)).toContain('R-OP1 HARD 1');
    const reviewOn = await today(stage, 7);
    const decisions = [override(shared.mcgill_curl_up!, 'R-OP1')];
    for (const body of [{ reviewOn }, { reviewOn, decisions }]) {
      const { body: problem } = await issue(stage, 'rivera', written, body).expect(409);
      expect(problem.code).toBe('prescription.rule_forbids');
      expect(problem.errors).toContainEqual(
        expect.objectContaining({ pointer: '/items/0', code: 'decision.forbidden' }),
      );
    }
    const rest = await redraft(stage, 'rivera', written.id, [of('calf_stretch')]);
    await issue(stage, 'rivera', rest, { reviewOn }).expect(200);
  });

  describe('of a STRONG rule', () => {
    const STRONG = { ruleId: 'R-PRG1', level: 'STRONG' };
    let written: Written;
    let episodeId: string;
    beforeAll(async () => {
      ({ written, episodeId } = await visit(pregnant(24), ['prone_press_up']));
    });

    it('shows it with its facts, their days, its source, and what to do instead', async () => {
      const appraisal = await appraisalOf(written);
      const match = appraisal.matches.find(({ ruleId }: { ruleId: string }) => ruleId === 'R-PRG1');
      expect(match).toMatchObject({
        ...STRONG,
        place: 1,
        exerciseId: shared.prone_press_up,
        answer: 'needed',
      });
      expect(match.because).toContainEqual(expect.objectContaining({ foundOn: await today(stage) }));
      expect(match.source).not.toBe('');
      for (const { exerciseId } of match.instead[0]?.alternatives ?? [])
        expect(exerciseId).not.toBe(shared.prone_press_up);
    });

    it('asks for a code, fifteen characters and an early review, each named when it lacks', async () => {
      const soon = await today(stage, 14);
      const decision = override(shared.prone_press_up!, 'R-PRG1');
      const codesOf = async (body: object) => {
        const { body: problem } = await issue(stage, 'rivera', written, body).expect(409);
        expect(problem.code).toBe('prescription.decision_missing');
        return problem.errors.map(
          ({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`,
        );
      };
      expect(await codesOf({ reviewOn: soon })).toEqual(['/decisions decision.override_missing']);
      expect(
        await codesOf({ reviewOn: soon, decisions: [{ ...decision, reason: 'Fourteen chars' }] }),
      ).toEqual(['/decisions/0/reason decision.reason_too_short']);
      expect(await codesOf({ reviewOn: soon, decisions: [{ ...decision, reasonCode: undefined }] })).toEqual([
        '/decisions/0/reasonCode decision.reason_missing',
      ]);
      expect(
        await codesOf({ reviewOn: soon, decisions: [{ ...decision, kind: 'acknowledgement' }] }),
      ).toEqual(['/decisions/0/kind decision.wrong_kind']);
      expect(await codesOf({ reviewOn: await today(stage, 15), decisions: [decision] })).toEqual([
        '/reviewOn decision.review_too_late',
      ]);
      expect(
        await codesOf({ reviewOn: soon, decisions: [decision, override(shared.mcgill_curl_up!, 'R-OP1')] }),
      ).toEqual(['/decisions/1 decision.not_asked']);
    });

    it('is issued with a decision, which is kept with its version, its facts and its maker', async () => {
      const decision = override(shared.prone_press_up!, 'R-PRG1');
      await issue(stage, 'rivera', written, {
        reviewOn: await today(stage, 14),
        decisions: [decision],
      }).expect(200);
      const { body } = await stage.as('kaya').get(`/prescriptions/${written.id}/decisions`).expect(200);
      expect(body).toEqual([
        expect.objectContaining({
          ...decision,
          level: 'STRONG',
          versionNumber: 1,
          decidedBy: people.rivera.id,
          confirmsId: null,
        }),
      ]);
      expect(body[0].because.length).toBeGreaterThan(0);
      expect(body[0].traits).toContain('prone');
    });

    it('asks nothing again for less, and one word for the same', async () => {
      const less = await redraft(stage, 'rivera', written.id, [
        of('prone_press_up', { dosage: dose({ count: 1 }) }),
      ]);
      expect((await appraisalOf(less)).matches[0]).toMatchObject({ ...STRONG, answer: 'none' });
      const same = await redraft(stage, 'rivera', written.id, [of('prone_press_up'), of('calf_stretch')]);
      expect((await appraisalOf(same)).matches[0]).toMatchObject({ ...STRONG, answer: 'may_be_confirmed' });
      const reviewOn = await today(stage, 14);
      await issue(stage, 'rivera', same, { reviewOn }).expect(409);
      const confirmed = [{ ruleId: 'R-PRG1', exerciseId: shared.prone_press_up, stillHolds: true }];
      await issue(stage, 'rivera', same, { reviewOn, decisions: confirmed }).expect(200);
      const { body } = await stage.as('rivera').get(`/prescriptions/${written.id}/decisions`).expect(200);
      expect(body[1]).toMatchObject({ versionNumber: 2, confirmsId: body[0].id, reason: body[0].reason });
    });

    it('is asked again for less, where that would put off the day on which it is looked at', async () => {
      const less = await redraft(stage, 'rivera', written.id, [of('calf_stretch'), of('prone_press_up')]);
      const { body } = await issue(stage, 'rivera', less, { reviewOn: await today(stage, 15) }).expect(409);
      expect(body.errors).toContainEqual(
        expect.objectContaining({ code: 'decision.override_missing', pointer: '/decisions' }),
      );
    });

    const extend = async (days: number) =>
      (
        await transit(stage, 'rivera', written.id, 'extension', {
          reviewOn: await today(stage, days),
          because: 'Phoned: doing well, was away.',
        })
      ).body;

    it('keeps the plan from being prolonged past the day by which it must be looked at', async () => {
      const refused = await extend(15);
      expect(refused).toMatchObject({
        code: 'prescription.decision_missing',
        errors: [{ pointer: '/reviewOn', code: 'decision.review_too_late' }],
      });
      expect(await extend(14)).toMatchObject({ reviewOn: await today(stage, 14) });
    });

    it('lapses when what it rested on has changed', async () => {
      await assessAgain(stage, 'rivera', episodeId, { findings: pregnant(29) });
      const again = await redraft(stage, 'rivera', written.id, [
        of('prone_press_up'),
        of('calf_stretch'),
        of('clamshell'),
      ]);
      const confirmed = [{ ruleId: 'R-PRG1', exerciseId: shared.prone_press_up, stillHolds: true }];
      const { body } = await issue(stage, 'rivera', again, {
        reviewOn: await today(stage, 14),
        decisions: confirmed,
      });
      expect(body.errors).toContainEqual(
        expect.objectContaining({ pointer: '/decisions/0/stillHolds', code: 'decision.lapsed' }),
      );
    });

    it('that lapsed does not let the plan be prolonged as it is', async () => {
      expect(await extend(14)).toMatchObject({
        code: 'prescription.decision_missing',
        errors: [{ pointer: '/live/items/0', code: 'decision.override_missing' }],
      });
    });
  });

  describe('as if it were issued today', () => {
    const soon = async () => ({ reviewOn: await today(stage, 14) });
    const issuedWith = async (codes: string[], given: object[]) => {
      const { written, episodeId } = await visit(pregnant(24), codes);
      await issue(stage, 'rivera', written, { ...(await soon()), decisions: given }).expect(200);
      return { id: written.id, episodeId };
    };
    const overridden = () => [override(shared.prone_press_up!, 'R-PRG1')];
    const less = () => of('prone_press_up', { dosage: dose({ count: 1 }) });

    it('goes on from what is live, where nothing is drafted', async () => {
      const plan = await issuedWith(['prone_press_up'], overridden());
      expect(await appraisalOf(plan)).toMatchObject({ versionNumber: 1, level: 'same' });
    });

    it('goes on from nothing that rests on an error, as the issue does not', async () => {
      const { id, episodeId } = await issuedWith(['prone_press_up'], overridden());
      const { body: plan } = await stage.as('rivera').get(`/prescriptions/${id}`).expect(200);
      await stage
        .as('rivera')
        .post(`/assessments/${plan.live.assessmentId}/entry-in-error`)
        .set('if-match', '"2"')
        .send({ because: 'Of somebody else.' })
        .expect(200);
      await assessAgain(stage, 'rivera', episodeId, { findings: pregnant(24) });
      const written = await redraft(stage, 'rivera', id, [less()]);
      const { level, matches } = await appraisalOf(written);
      expect([level, matches[0].answer]).toEqual(['new', 'may_be_confirmed']);
      const { body } = await issue(stage, 'rivera', written, await soon()).expect(409);
      expect(body.code).toBe('prescription.decision_missing');
    });
  });

  it('asks for a word about a video that nobody watched, and for none once somebody did', async () => {
    const { id: exerciseId, videoId } = ownExercise.north;
    const { episodeId } = await visit(floor, ['calf_stretch']);
    const written = await draft(stage, 'rivera', episodeId, [item({ exerciseId, videoId }), of('clamshell')]);
    const ofVideo = async () =>
      (await appraisalOf(written)).matches
        .filter(({ ruleId }: { ruleId: string }) => ruleId === 'R-VID')
        .map(({ level, places }: { level: string; places: number[] }) => [level, places]);
    expect(await ofVideo()).toEqual([['CAUTION', [1]]]);
    const reviewOn = await today(stage, 14);
    const { body } = await issue(stage, 'rivera', written, { reviewOn }).expect(409);
    expect(body.errors.map(({ code }: { code: string }) => code)).toEqual([
      'decision.acknowledgement_missing',
    ]);
    await stage
      .as('rivera')
      .patch(`/exercises/${exerciseId}/videos/${videoId}`)
      .set('if-match', '"1"')
      .send({ checked: true })
      .expect(200);
    expect(await ofVideo()).toEqual([['INFO', [2]]]);
    await issue(stage, 'rivera', written, { reviewOn }).expect(200);
  });

  it('offers and suggests only what can be prescribed today', async () => {
    const capacity = [{ group: 'glutes', side: 'left', found: 'weak' }];
    const { episodeId } = await visit({ ...floor, capacity }, ['glute_bridge']);
    const suggested = async () =>
      (await stage.as('rivera').get(`/episodes/${episodeId}/suggestions`).expect(200)).body.suggestions.map(
        ({ exerciseId }: { exerciseId: string }) => exerciseId,
      );
    const fields = { ...ownDraft, pillar: 'strengthen', muscles: ['glutes'] };
    const { body: made } = await stage.as('rivera').post('/exercises').send(fields).expect(201);
    const step = (noun: string, revision: number) =>
      stage.as('rivera').post(`/exercises/${made.id}/${noun}`).set('if-match', `"${revision}"`).expect(200);
    expect(await suggested()).not.toContain(made.id);
    await step('publication', 1);
    expect(await suggested()).toContain(made.id);
    await step('retirement', 2);
    expect(await suggested()).not.toContain(made.id);
  });

  it('lists what is not known once, and does not take it for a no', async () => {
    const { written } = await visit({}, ['knee_to_chest_double', 'side_plank_knees', 'front_plank']);
    const { unknown } = await appraisalOf(written);
    const facts = unknown.map(({ question }: { question: string }) => question);
    expect(new Set(facts).size).toBe(facts.length);
    expect(facts.join(' ')).toMatch(/blood pressure/i);
    expect(facts.join(' ')).toMatch(/osteoporosis/i);
  });

  it('tells what the plan covers, and suggests from what was found', async () => {
    const capacity = [{ group: 'glutes', side: 'left', found: 'weak' }];
    const { written, episodeId } = await visit({ ...floor, capacity }, ['glute_bridge']);
    const { coverage } = await appraisalOf(written);
    const covered = Object.fromEntries(
      coverage.map(({ group, strengthenedBy }: { group: string; strengthenedBy: unknown[] }) => [
        group,
        strengthenedBy.length,
      ]),
    );
    expect(covered).toMatchObject({ glutes: 1, abdominals: 0 });
    const { body } = await stage.as('rivera').get(`/episodes/${episodeId}/suggestions`).expect(200);
    expect(body.suggestions.length).toBeGreaterThan(2);
    expect(body.suggestions[0].criteria[0].words).toMatch(/glutes: weak, left/);
  });

  it('shows the whole table with its sources, and who has to approve it', async () => {
    const { body } = await stage.as('rivera').get('/appropriateness-rules').expect(200);
    const ids = body.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(
      expect.arrayContaining(['R-000', 'R-001', 'R-002', 'R-003', 'R-OST1', 'R-QTY', 'R-VID']),
    );
    for (const { source, approvedBy } of body) {
      expect(source).not.toBe('');
      expect(approvedBy).toBeNull();
    }
  });

  it('is another clinic’s nothing', async () => {
    const { written, episodeId } = await visit(floor, ['calf_stretch']);
    for (const path of ['appraisal', 'decisions', 'changes'])
      await stage.as('osei').get(`/prescriptions/${written.id}/${path}`).expect(404);
    await stage.as('osei').get(`/episodes/${episodeId}/suggestions`).expect(404);
  });

  it('says nothing, and asks nothing, where this installation only records; the gate closes all the same', async () => {
    const silent = await openStage(undefined, { clinicalRules: 'record-only' });
    try {
      const { episodeId } = await assess(silent, 'rivera', 'ben', {
        findings: spine(await today(silent, -21)),
      });
      const [{ id }] = (await silent.owner<{ id: string }>(
        `select id from portal.exercise where code = 'mcgill_curl_up' and clinic_id is null`,
      )) as [{ id: string }];
      const written = await draft(silent, 'rivera', episodeId, [item({ exerciseId: id })]);
      const appraisal = (await silent.as('rivera').get(`/prescriptions/${written.id}/appraisal`).expect(200))
        .body;
      expect(appraisal).toMatchObject({ verdict: 'rules_off', matches: [], unknown: [] });
      const { body } = await silent.as('rivera').get(`/episodes/${episodeId}/suggestions`).expect(200);
      expect(body).toEqual({ suggestions: [], leftOut: [] });
      await issue(silent, 'rivera', written, { reviewOn: await today(silent, 60) }).expect(200);
      await silent.as('ben').post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
      const shown = async () => (await silent.as('ben').get('/routine').expect(200)).body.items.length;
      expect(await shown()).toBe(1);
      await transit(silent, 'rivera', written.id, 'pause', { because: 'Sore.' });
      expect(await shown()).toBe(0);
    } finally {
      await silent.close();
    }
  });
});
