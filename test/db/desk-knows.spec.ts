/**
 * What the desk may know of a patient's plan: that there is none, that it stands, is on hold or has ended. No reason and
 * no content, and of several plans the best one counts.
 */
import { append, type Plan, setDays, setPlan } from '../support/advice';
import { openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { people } from '../support/cast';
import { type Step, strayed, withSecondPlan } from '../support/circumstances';

const { ann, ben, dot, cai, dale } = people;
const LAPSED = { startsOn: '2026-03-02', reviewOn: '2026-03-10', adviceUntil: '2026-03-15' };

/** A whole plan in the other clinic, and still of this clinic's patient. */
const astray = async (scene: Scene, plan: Plan): Promise<void> => {
  await strayed('prescription', 'id', plan.prescriptionId)(scene);
  await strayed('prescription_version', 'id', plan.versionId)(scene);
  await strayed('assessment', 'id', plan.assessmentId)(scene);
};

describe('the desk', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  const statesOf = async (scene: Scene, who: { id: string }) => {
    const rows = await scene
      .as('app_desk', dale)
      .query<{ state: string }>('select * from portal.plan_state where patient_id = $1', [who.id]);
    return rows.map((row) => row.state);
  };

  it.each<[what: string, step: Step, state: string]>([
    ['one plan withdrawn, one stands', withSecondPlan((scene) => append(scene, 'withdrawn')), 'live'],
    ['one paused, one stands', withSecondPlan((scene) => append(scene, 'paused')), 'live'],
    [
      'one paused, one withdrawn',
      withSecondPlan(async (scene, second) => {
        await append(scene, 'paused');
        await append(scene, 'withdrawn', second);
      }),
      'on_hold',
    ],
    [
      'one paused, one after its last day',
      withSecondPlan(async (scene, second) => {
        await append(scene, 'paused');
        await setDays(scene, second, LAPSED);
      }),
      'on_hold',
    ],
    // what no foreign key would let come about
    [
      'one withdrawn, one astray in another clinic',
      withSecondPlan(async (scene, second) => {
        await append(scene, 'withdrawn');
        await astray(scene, second);
      }),
      'ended',
    ],
    [
      'one paused, one astray in another clinic',
      withSecondPlan(async (scene, second) => {
        await append(scene, 'paused');
        await astray(scene, second);
      }),
      'on_hold',
    ],
  ])('knows of %s', async (_what, step, state) => {
    await roles.inScene(async (scene) => {
      await setPlan(scene);
      await step(scene);
      expect(await statesOf(scene, ann)).toEqual([state]);
    });
  });

  it('is shown three columns', async () => {
    const columns = await roles.inScene((scene) =>
      scene.arrange<{ name: string }>(
        `select attname as name from pg_attribute where attrelid = 'portal.plan_state'::regclass and attnum > 0`,
      ),
    );
    expect(columns.map((column) => column.name)).toEqual(['clinic_id', 'patient_id', 'state']);
  });

  it('is told of a hold before anything else, plan or no plan', async () => {
    await roles.inScene(async (scene) => {
      for (const patient of [ben, dot]) {
        await scene.arrange(
          `insert into portal.hold (clinic_id, patient_id, opened_by, because) values ($1, $2, $3, 'To be seen.')`,
          [patient.clinicId, patient.id, people.rivera.id],
        );
        expect(await statesOf(scene, patient)).toEqual(['on_hold']);
      }
    });
  });

  it('is shown each patient of the clinic once, and none of another', async () => {
    await roles.inScene(async (scene) => {
      const rows = await scene
        .as('app_desk', dale)
        .query<{ patient_id: string }>('select * from portal.plan_state');
      const patients = await scene.arrange<{ id: string }>(
        'select id from portal.patient where clinic_id = $1',
        [dale.clinicId],
      );
      expect(rows.map((row) => row.patient_id).sort()).toEqual(patients.map((one) => one.id).sort());
      expect(await statesOf(scene, ben)).toEqual(['none']);
      expect(await statesOf(scene, dot)).toEqual(['ended']);
      expect(await statesOf(scene, cai)).toEqual([]);
    });
  });
});
