/**
 * The view beside the gate that tells a patient of the plan around what is shown: its weeks, what closed it, what was stopped
 * and what changed. It speaks of a plan only while the gate is open for it, and of nobody else's.
 */
import { append, draftVersion, PLAN, setPlan } from '../support/advice';
import { DENIED, openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { adviceOf, people } from '../support/cast';
import {
  becomes,
  begun,
  closedFor,
  each,
  held,
  inWeeks,
  nothing,
  painPaused,
  resolved,
  type Step,
  stopped,
  stopsLifted,
  strayed,
  unconfirmed,
  withSecondPlan,
} from '../support/circumstances';

const { ann, ben, cai, cara, kaya, osei, rivera } = people;

const strayedVersion =
  (number: number): Step =>
  (scene) =>
    scene.force(
      'update portal.prescription_version set clinic_id = $1 where prescription_id = $2 and number = $3',
      [cai.clinicId, PLAN.prescriptionId, number],
    );

/** The first version, by somebody of another clinic. */
const bySomebodyElse: Step = (scene) =>
  scene.force(
    `update portal.prescription_transition set by_staff_id = $1 where version_id = $2 and kind = 'issued'`,
    [osei.id, PLAN.versionId],
  );

describe('around the plan', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  const plansIn = (scene: Scene) =>
    scene
      .as('app_patient', ann)
      .query<Record<string, unknown>>(
        'select * from portal.advised_plan order by prescription_id = $1 desc',
        [PLAN.prescriptionId],
      );
  const after = (step: Step) =>
    roles.inScene(async (scene) => {
      await setPlan(scene);
      await step(scene);
      return plansIn(scene);
    });
  const planAfter = async (step: Step) => (await after(step))[0] as Record<string, unknown>;

  it.each<[what: string, step: Step, count: number]>([
    ['while it shows something', nothing, 1],
    ['between its weeks', inWeeks(1, 2), 1],
    ['in a pause for pain', painPaused(), 1],
    ['when all of it was stopped', stopped('reviewed'), 1],
    ['not under a hold', held(), 0],
    ['not while it is paused', becomes('paused'), 0],
    ['not before anybody confirmed it', unconfirmed, 0],
    ['of each plan that is open', withSecondPlan(nothing), 2],
    ['not of one that ended', withSecondPlan((scene, second) => append(scene, 'withdrawn', second)), 1],
    ['not of another clinic’s', strayed('prescription', 'id', PLAN.prescriptionId), 0],
    ['not where its version is another clinic’s', strayed('prescription_version', 'id', PLAN.versionId), 0],
  ])('is told %s', async (_what, step, count) => {
    expect(await after(step)).toHaveLength(count);
  });

  it('is told to ann and to who looks after her, and to nobody else', async () => {
    await roles.inScene(async (scene) => {
      await setPlan(scene);
      const seenBy = async (role: 'app_patient' | 'app_carer', who: typeof ann) =>
        (await scene.as(role, who).query('select prescription_id from portal.advised_plan')).length;
      expect(await seenBy('app_carer', cara)).toBe(1);
      expect(await seenBy('app_patient', ben)).toBe(0);
      expect(await seenBy('app_patient', { ...ann, clinicId: cai.clinicId })).toBe(0);
    });
  });

  it('names who issued the live version, and when', async () => {
    const next: Step = async (scene) => {
      const version = await draftVersion(scene, PLAN, 2);
      await append(scene, 'superseded');
      await append(scene, 'issued', version);
    };
    const plan = await planAfter(next);
    expect(plan).toMatchObject({ issued_by: rivera.name, version_number: 2 });
    expect(plan.issued_at).toBeInstanceOf(Date);
  });

  it('tells what closed it and opened it again, its own and no reason', async () => {
    const plan = await planAfter(
      each(
        withSecondPlan(nothing),
        becomes('paused'),
        becomes('resumed'),
        held(),
        resolved,
        held(ben.id),
        held(ann.id, cai.clinicId),
        (scene) =>
          scene.force(
            `insert into portal.prescription_transition (clinic_id, prescription_id, version_id, kind, by_staff_id, because)
             values ($1, $2, $3, 'completed', $4, 'x')`,
            [cai.clinicId, PLAN.prescriptionId, PLAN.versionId, rivera.id],
          ),
      ),
    );
    expect((plan.transitions as { kind: string }[]).map(({ kind }) => kind)).toEqual([
      'issued',
      'paused',
      'resumed',
    ]);
    expect(Object.keys((plan.transitions as object[])[0] as object).sort()).toEqual(['at', 'kind']);
    expect(plan.holds).toHaveLength(1);
    expect(Object.keys((plan.holds as object[])[0] as object).sort()).toEqual(['from', 'to']);
  });

  it('tells of phases from the day on which their weeks count', async () => {
    const plan = await planAfter(
      each(begun('Build', '2026-03-09'), closedFor(3), begun('Stray', '2026-03-09', cai.clinicId)),
    );
    expect(plan.phases_begun).toEqual([{ name: 'Build', on: '2026-03-12', at: expect.any(String) }]);
  });

  it.each<[what: string, step: Step, count: number]>([
    ['that holds today', stopped('tomorrow'), 3],
    ['of yesterday, no more', stopped('tomorrow', '2026-03-15'), 0],
    ['that waits for a clinician', stopped('reviewed', '2026-03-02'), 3],
    ['that was lifted, no more', each(stopped('reviewed'), stopsLifted), 0],
    ['at another clinic, never', stopped('reviewed', '2026-03-16', cai.clinicId), 0],
    [
      'of another clinic’s item, never',
      each(
        stopped('reviewed', '2026-03-16', cai.clinicId),
        strayed('prescription_item', 'version_id', PLAN.versionId),
      ),
      0,
    ],
    [
      'of a version that was superseded, no more',
      each(stopped('reviewed'), async (scene) => {
        const next = await draftVersion(scene, PLAN, 2);
        await append(scene, 'superseded');
        await append(scene, 'issued', next);
      }),
      0,
    ],
  ])('tells of a stop %s', async (_what, step, count) => {
    expect((await planAfter(step)).stops).toHaveLength(count);
  });

  describe('renewed with fewer exercises', () => {
    /** Issues a version of the first two exercises in place of the last. */
    const renewed: Step = async (scene) => {
      const version = await draftVersion(scene, PLAN, 2);
      await append(scene, 'superseded');
      await append(scene, 'issued', version);
    };
    const ofLive =
      (table: string, column: string): Step =>
      (scene) =>
        scene.force(
          `update portal.${table} set clinic_id = $1 where ${column} =
           (select p.live_version_id from portal.prescription p where p.id = $2)`,
          [cai.clinicId, PLAN.prescriptionId],
        );
    const formerIs =
      (change: string): Step =>
      (scene) =>
        scene.force(`update portal.prescription_item set ${change} where version_id = $1`, [PLAN.versionId]);
    const allAre =
      (change: string): Step =>
      (scene) =>
        scene.force(`update portal.prescription_item set ${change}`);
    const formerVersion = strayed('prescription_version', 'id', PLAN.versionId);
    const formerItems = strayed('prescription_item', 'version_id', PLAN.versionId);
    const anotherExercise =
      'exercise_id = (select e.id from portal.exercise e where e.id <> exercise_id limit 1)';

    it.each<[what: string, step: Step, places: number[]]>([
      ['of the version that is live', nothing, [1, 2, 3]],
      ['and of no other', renewed, [1, 2]],
      ['of no other clinic', formerItems, []],
    ])('tells the days of exercises %s', async (_what, step, places) => {
      const { schedules } = await planAfter(step);
      expect((schedules as { place: number }[]).map(({ place }) => place)).toEqual(places);
    });

    it.each<[what: string, step: Step, places: [was: number, now: number][]]>([
      ['nothing in the first version', nothing, []],
      ['nothing of a version to come', async (scene) => void (await draftVersion(scene, PLAN, 2)), []],
      [
        'each by the nearest place',
        renewed,
        [
          [1, 1],
          [2, 2],
          [3, 2],
        ],
      ],
      [
        'nothing of another plan',
        withSecondPlan(renewed),
        [
          [1, 1],
          [2, 2],
          [3, 2],
        ],
      ],
      [
        'nothing of another exercise',
        each(formerIs(anotherExercise), renewed, formerIs(anotherExercise)),
        [],
      ],
      ['nothing of another variation', each(renewed, formerIs(`variation = 'slowly'`)), []],
      [
        'those of the same variation',
        each(renewed, allAre(`variation = 'slowly'`)),
        [
          [1, 1],
          [2, 2],
          [3, 2],
        ],
      ],
      ['nothing of another clinic’s version', each(renewed, formerVersion), []],
      ['nothing of another clinic’s exercise', each(renewed, formerItems), []],
      ['nothing by another clinic’s exercise', each(renewed, ofLive('prescription_item', 'version_id')), []],
    ])('tells under which id an exercise goes now: %s', async (_what, step, places) => {
      await roles.inScene(async (scene) => {
        await setPlan(scene);
        await step(scene);
        const [plan] = await plansIn(scene);
        const live = await scene.arrange<{ id: string }>(
          'select id from portal.prescription_item where version_id = $1 order by place',
          [plan?.version_id],
        );
        const told = (plan?.former_items as { id: string; as: string }[]).map(({ id, as }) => [
          PLAN.itemIds.indexOf(id) + 1,
          live.findIndex((item) => item.id === as) + 1,
        ]);
        expect(told.sort()).toEqual(places);
      });
    });

    const saw =
      (number: number, { by = ann.id, clinicId = ann.clinicId, of = PLAN.prescriptionId } = {}): Step =>
      (scene) =>
        scene.force(
          `insert into portal.version_seen (clinic_id, patient_id, prescription_id, version_id, at)
           select $1, $2, $3, v.id, '2026-03-10T09:00:00Z' from portal.prescription_version v
           where v.prescription_id = $4 and v.number = $5`,
          [clinicId, by, of, PLAN.prescriptionId, number],
        );
    const said =
      (clinicId: string, prescriptionId: string): Step =>
      (scene) =>
        scene.force(
          `insert into portal.prescription_transition (clinic_id, prescription_id, version_id, kind, by_staff_id, because,
             starts_on, week_one_on, review_on, advice_until)
           select $1, $2, t.version_id, t.kind, $4, 'x', t.starts_on, t.week_one_on, t.review_on, t.advice_until
           from portal.prescription_transition t where t.version_id = $3 and t.kind = 'issued'`,
          [clinicId, prescriptionId, PLAN.versionId, rivera.id],
        );

    it.each<[what: string, step: Step, numbers: number[]]>([
      ['all to who never looked', renewed, [1, 2]],
      ['what came since they looked', each(renewed, saw(1)), [2]],
      ['nothing to who saw the last', each(renewed, saw(2)), []],
      ['all when somebody else looked', each(renewed, saw(1, { by: ben.id })), [1, 2]],
      ['all when they looked at another clinic', each(renewed, saw(1, { clinicId: cai.clinicId })), [1, 2]],
      [
        'all when they looked at another plan',
        each(renewed, saw(1, { of: adviceOf('dot').prescriptionId })),
        [1, 2],
      ],
      ['what they looked at elsewhere, too', each(renewed, renewed, saw(2), strayedVersion(2)), [1, 3]],
      ['none of another clinic’s version', each(renewed, formerVersion), [2]],
      ['none that another clinic issued', each(renewed, said(cai.clinicId, PLAN.prescriptionId)), [1, 2]],
      [
        'none that another plan issued',
        each(renewed, said(ann.clinicId, adviceOf('dot').prescriptionId)),
        [1, 2],
      ],
      ['none whose author is another clinic’s', each(renewed, bySomebodyElse), [2]],
    ])('tells what was issued since: %s', async (_what, step, numbers) => {
      const { news } = await planAfter(step);
      expect((news as { number: number }[]).map(({ number }) => number)).toEqual(numbers);
    });

    it.each<[what: string, step: Step, isKnown: boolean]>([
      ['when they looked', saw(1), true],
      ['not when somebody else did', saw(1, { by: ben.id }), false],
      ['not when they looked at another clinic', saw(1, { clinicId: cai.clinicId }), false],
      ['not when they looked at another plan', saw(1, { of: adviceOf('dot').prescriptionId }), false],
    ])('tells %s', async (_what, step, isKnown) => {
      expect((await planAfter(step)).looked_at !== null).toBe(isKnown);
    });
  });

  it('knows whether its version was seen, by this patient', async () => {
    const seenBy =
      (patientId: string, clinicId = ann.clinicId): Step =>
      (scene) =>
        scene.force(
          `insert into portal.version_seen (clinic_id, patient_id, prescription_id, version_id) values ($1, $2, $3, $4)`,
          [clinicId, patientId, PLAN.prescriptionId, PLAN.versionId],
        );
    expect((await planAfter(nothing)).is_seen).toBe(false);
    expect((await planAfter(seenBy(ben.id))).is_seen).toBe(false);
    expect((await planAfter(seenBy(ann.id, cai.clinicId))).is_seen).toBe(false);
    expect((await planAfter(seenBy(ann.id))).is_seen).toBe(true);
    const seenAndRenewed = each(seenBy(ann.id), async (scene) => {
      await append(scene, 'superseded');
      await append(scene, 'issued', await draftVersion(scene, PLAN, 2));
    });
    expect((await planAfter(seenAndRenewed)).is_seen).toBe(false);
  });

  it.each<[what: string, step: Step, versionId: string, isKept: boolean]>([
    ['what shows', nothing, PLAN.versionId, true],
    ['what does not show now', held(), PLAN.versionId, false],
    ['another’s', nothing, adviceOf('dot').versionId, false],
  ])('lets a patient say that they saw %s: %s', async (_what, step, versionId, isKept) => {
    await roles.inScene(async (scene) => {
      await setPlan(scene);
      await step(scene);
      const saying = `insert into portal.version_seen (clinic_id, patient_id, prescription_id, version_id)
        select $1, $2, v.prescription_id, v.id from (values ($3::uuid, $4::uuid)) as v (prescription_id, id)`;
      const ofAnn = versionId === PLAN.versionId;
      const { refused } = await scene
        .as('app_patient', ann)
        .attempt(saying, [
          ann.clinicId,
          ann.id,
          ofAnn ? PLAN.prescriptionId : adviceOf('dot').prescriptionId,
          versionId,
        ]);
      expect(refused ?? null).toBe(isKept ? null : DENIED);
    });
  });

  it('names who issued it, and neither who issued another nor who did anything else', async () => {
    const by =
      (staffId: string, where: string): Step =>
      (scene) =>
        scene.force(`update portal.prescription_transition set by_staff_id = $1 where ${where}`, [staffId]);
    const ofPlan = `prescription_id = '${PLAN.prescriptionId}'`;
    const plan = await planAfter(
      each(
        withSecondPlan(nothing),
        becomes('paused'),
        becomes('resumed'),
        by(rivera.id, 'true'),
        by(kaya.id, `${ofPlan} and kind = 'issued'`),
      ),
    );
    expect(plan.issued_by).toBe(kaya.name);
    expect(plan.news).toMatchObject([{ by: kaya.name }]);
  });
});
