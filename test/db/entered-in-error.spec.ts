/**
 * An episode that was entered in error: it stays as it is, its plans say so by themselves, and nothing of their days is counted.
 * What the gate makes of that has its cases beside the gate's other conditions.
 */
import { PLAN, setPlan } from '../support/advice';
import { DENIED, openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { people } from '../support/cast';
import { withSecondPlan } from '../support/circumstances';

const { ann, rivera } = people;
const FROZEN = '55000';

describe('an episode that was entered in error', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  const enter = (scene: Scene) =>
    scene.as('app_clinician', rivera).query(
      `update portal.episode set closed_at = portal.portal_now(), closed_by = $2,
         entered_in_error_at = portal.portal_now(), entered_in_error_by = $2, entered_in_error_because = 'for another'
       where id = $1`,
      [PLAN.episodeId, rivera.id],
    );
  const codeOf = (scene: Scene, sql: string, values: unknown[]) =>
    scene.undone(async () => {
      try {
        await scene.arrange(sql, values);
        return 'accepted';
      } catch (thrown) {
        return (thrown as { code?: string }).code;
      }
    });

  it.each([
    `entered_in_error_at = null, entered_in_error_by = null, entered_in_error_because = null`,
    `entered_in_error_because = 'for somebody else'`,
    `entered_in_error_at = '2020-02-02'`,
    `title = 'Neck'`,
    `closed_at = null, closed_by = null`,
  ])('does not change: %s', async (change) => {
    await roles.inScene(async (scene) => {
      const sql = `update portal.episode set ${change} where id = $1`;
      await enter(scene);
      expect(await codeOf(scene, sql, [PLAN.episodeId])).toBe(FROZEN);
    });
  });

  it('is not deleted', async () => {
    await roles.inScene(async (scene) => {
      await enter(scene);
      expect(await codeOf(scene, 'delete from portal.episode where id = $1', [PLAN.episodeId])).toBe(FROZEN);
    });
  });

  it('is said with who and why, and is closed', async () => {
    await roles.inScene(async (scene) => {
      const at = 'entered_in_error_at = portal.portal_now()';
      for (const change of [at, `${at}, entered_in_error_by = opened_by, entered_in_error_because = 'x'`]) {
        const sql = `update portal.episode set ${change} where id = $1`;
        expect(await codeOf(scene, sql, [PLAN.episodeId])).toBe('23514');
      }
    });
  });

  it('marks its plans and forgets the count of their days, and those of no other episode', async () => {
    await roles.inScene(async (scene) => {
      await setPlan(scene);
      await withSecondPlan(async (_, second) => {
        for (const plan of [PLAN, second]) {
          await scene.force(
            `insert into portal.plan_day (clinic_id, patient_id, prescription_id, version_id, day, due)
             values ($1, $2, $3, $4, '2026-03-16', 1) on conflict do nothing`,
            [ann.clinicId, ann.id, plan.prescriptionId, plan.versionId],
          );
        }
        await scene.arrange('select portal.tally($1, $2)', [ann.clinicId, ann.id]);
        const left = async (prescriptionId: string) =>
          (
            await scene.arrange<Record<string, boolean>>(
              `select p.entered_in_error_at is not null as marked,
                 exists (select from portal.plan_day d where d.prescription_id = p.id) as days,
                 exists (select from portal.plan_tally t where t.prescription_id = p.id) as tally
               from portal.prescription p where p.id = $1`,
              [prescriptionId],
            )
          )[0];
        expect(await left(PLAN.prescriptionId)).toEqual({ marked: false, days: true, tally: true });
        await enter(scene);
        expect(await left(PLAN.prescriptionId)).toEqual({ marked: true, days: false, tally: false });
        expect(await left(second.prescriptionId)).toEqual({ marked: false, days: true, tally: true });
      })(scene);
    });
  });

  it('is the only way to mark a plan, and to unmark one there is none', async () => {
    await roles.inScene(async (scene) => {
      const asked = scene
        .as('app_clinician', rivera)
        .query('update portal.prescription set entered_in_error_at = null where id = $1', [
          PLAN.prescriptionId,
        ]);
      await expect(asked).rejects.toMatchObject({ code: DENIED });
    });
  });
});
