/**
 * A record that was asked for, past the application: an answer is one clinician's and stays, what was given can be fetched by whom it
 * is about while it is there, and is swept away by the worker of that clinic when its days are over.
 */
import { DENIED, openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { people } from '../support/cast';

const { ann, ben, cai, rivera, kaya, osei, adams } = people;

let roles: RoleDatabase;
beforeAll(async () => {
  roles = await openRoles();
});
afterAll(() => roles.close());

async function asked(scene: Scene): Promise<string> {
  const [row] = await scene.arrange<{ id: string }>(
    `insert into portal.record_request (clinic_id, patient_id, due_on) values ($1, $2, current_date + 30) returning id`,
    [ann.clinicId, ann.id],
  );
  return row!.id;
}

describe('an answer', () => {
  const REFUSE = `update portal.record_request set refused_at = portal.portal_now(), refused_by = $2, refused_because = 'x'
    where id = $1`;
  const RELEASE = `update portal.record_request set released_at = portal.portal_now(), released_by = $2 where id = $1`;

  it.each([
    ['a refusal', REFUSE],
    ['a release', RELEASE],
  ])('%s is in the name of whoever gives it, at that clinic', async (_, answer) => {
    await roles.inScene(async (scene) => {
      const id = await asked(scene);
      const by = (who: typeof rivera, name = who) =>
        scene.as('app_clinician', who).attempt(answer, [id, name.id]);
      expect((await by(rivera, kaya)).refused).toBe(DENIED);
      expect((await by(osei)).count).toBe(0);
      await scene.as('app_clinician', rivera).query(answer, [id, rivera.id]);
      const [kept] = await scene.arrange(
        'select coalesce(released_by, refused_by) as by from portal.record_request where id = $1',
        [id],
      );
      expect(kept).toEqual({ by: rivera.id });
      expect((await by(rivera)).count).toBe(0);
    });
  });

  it('reaches nothing of another clinic, not even where it asks for nothing', async () => {
    await roles.inScene(async (scene) => {
      const id = await asked(scene);
      await scene
        .as('app_clinician', osei)
        .attempt('update portal.record_request set released_at = portal.portal_now(), released_by = $1', [
          osei.id,
        ]);
      const [kept] = await scene.arrange(
        'select released_by as by from portal.record_request where id = $1',
        [id],
      );
      expect(kept).toEqual({ by: null });
    });
  });
});

describe('what was given', () => {
  const given = async (scene: Scene, hours: number) =>
    scene.arrange(
      `insert into portal.released_record (clinic_id, patient_id, request_id, record, released_by, released_at, available_until)
       values ($1, $2, $3, '{}', $4, portal.portal_now() - interval '9 days', portal.portal_now() + $5 * interval '1 hour')`,
      [ann.clinicId, ann.id, await asked(scene), rivera.id, hours],
    );
  const worker = (clinicId: string) => ({ ...adams, id: '', sessionId: '', clinicId });

  it.each([
    [1, 1, 0],
    [0, 0, 1],
    [-1, 0, 1],
  ])('for %i hours more is fetched by the patient: %i, and swept away: %i', async (hours, fetched, swept) => {
    await roles.inScene(async (scene) => {
      await scene.force('delete from portal.released_record');
      await given(scene, hours);
      const seen = (who: typeof ann) =>
        scene.as('app_patient', who).query('select record from portal.released_record');
      expect(await seen(ann)).toHaveLength(fetched);
      expect(await seen(ben)).toEqual([]);
      expect(await seen({ ...ann, clinicId: cai.clinicId })).toEqual([]);
      const sweep =
        'delete from portal.released_record where available_until <= portal.portal_now() + interval $$2 hours$$';
      expect((await scene.as('app_worker', worker(cai.clinicId)).attempt(sweep)).count).toBe(0);
      expect((await scene.as('app_worker', worker(ann.clinicId)).attempt(sweep)).count).toBe(swept);
    });
  });
});
