/**
 * The view beside the gate that tells a patient of the plan around what is shown: its weeks, what closed it, what was stopped
 * and what changed. It speaks of a plan only while the gate is open for it, and of nobody else's.
 */
import { append, draftVersion, PLAN, setPlan } from '../support/advice';
import { openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { people } from '../support/cast';
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

const { ann, ben, cai, cara, rivera } = people;

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
  });
});
