/**
 * Who may write a hand-over, past the application: whoever does it says so themself and changes nothing afterwards, an admin
 * learns whose a patient is and no name, and what is open goes with the patient, whichever way they were moved.
 */
import { DENIED, openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { people } from '../support/cast';

const { ann, cara, cai, rivera, kaya, osei, dale, adams, southAdmin } = people;

let roles: RoleDatabase;
beforeAll(async () => {
  roles = await openRoles();
});
afterAll(() => roles.close());

const INSERT = `insert into portal.hand_over (clinic_id, from_staff_id, to_staff_id, reason, patients, by_staff_id)
  values ($1, $2, $3, 'away', 1, $4) returning id`;
const MOVE = `insert into portal.handed_over (clinic_id, hand_over_id, patient_id, from_staff_id, to_staff_id)
  values ($1, $2, $3, $4, $5)`;
const BETWEEN = [ann.clinicId, rivera.id, kaya.id];

describe('a hand-over', () => {
  it.each([
    ['app_admin', adams],
    ['app_clinician', rivera],
  ] as const)('is written by %s in their own name alone, and of it the patients too', async (role, who) => {
    await roles.inScene(async (scene) => {
      const as = scene.as(role, who);
      expect((await as.attempt(INSERT, [...BETWEEN, kaya.id])).refused).toBe(DENIED);
      expect((await as.attempt(INSERT, [cai.clinicId, osei.id, people.lindSouth.id, who.id])).refused).toBe(
        DENIED,
      );
      const [own] = await as.query<{ id: string }>(INSERT, [...BETWEEN, who.id]);
      await as.query(MOVE, [ann.clinicId, own!.id, ann.id, rivera.id, kaya.id]);
      const [other] = await scene.arrange<{ id: string }>(INSERT, [...BETWEEN, kaya.id]);
      const added = await as.attempt(MOVE, [ann.clinicId, other!.id, ann.id, rivera.id, kaya.id]);
      expect(added.refused).toBe(DENIED);
    });
  });

  it('is dated, changed and removed by nobody', async () => {
    await roles.inScene(async (scene) => {
      for (const [role, who] of [
        ['app_admin', adams],
        ['app_clinician', rivera],
      ] as const) {
        const as = scene.as(role, who);
        for (const sql of [
          `update portal.hand_over set note = 'Other.'`,
          'delete from portal.hand_over',
          'update portal.handed_over set to_staff_id = null',
          'delete from portal.handed_over',
          `insert into portal.hand_over (clinic_id, at) values (portal.my_clinic(), now())`,
        ]) {
          expect([role, sql, (await as.attempt(sql)).refused]).toEqual([role, sql, DENIED]);
        }
      }
    });
  });

  it('is nothing that the desk, a patient or a carer sees, and no other clinic’s', async () => {
    await roles.inScene(async (scene) => {
      for (const [role, who] of [
        ['app_desk', dale],
        ['app_patient', ann],
        ['app_carer', cara],
      ] as const) {
        for (const table of ['hand_over', 'handed_over'])
          expect((await scene.as(role, who).attempt(`select id from portal.${table}`)).refused).toBe(DENIED);
      }
      const clinics = await scene
        .as('app_admin', southAdmin)
        .query('select distinct clinic_id from portal.handed_over');
      expect(clinics).toEqual([{ clinic_id: southAdmin.clinicId }]);
    });
  });
});

describe('who is responsible, changed on the record', () => {
  const CHANGE = 'select portal.hand_over_on_record($1, $2) as id';
  const made = (scene: Scene) =>
    scene.arrange(
      `select h.clinic_id, h.from_staff_id, h.to_staff_id, h.reason, h.patients, h.by_staff_id, m.patient_id,
         (m.from_staff_id, m.to_staff_id) is not distinct from (h.from_staff_id, h.to_staff_id) as alike
       from portal.hand_over h join portal.handed_over m on m.clinic_id = h.clinic_id and m.hand_over_id = h.id
       where h.reason = 'changed_on_record' order by h.to_staff_id nulls last`,
    );

  it('is a hand-over of whoever changes it, the desk too, also to nobody', async () => {
    await roles.inScene(async (scene) => {
      const row = {
        clinic_id: ann.clinicId,
        from_staff_id: rivera.id,
        reason: 'changed_on_record',
        patients: 1,
        patient_id: ann.id,
        alike: true,
      };
      await scene.undone(async () => {
        await scene.as('app_desk', dale).query(CHANGE, [ann.id, kaya.id]);
        expect(await made(scene)).toEqual([{ ...row, to_staff_id: kaya.id, by_staff_id: dale.id }]);
      });
      await scene.as('app_clinician', kaya).query(CHANGE, [ann.id, null]);
      expect(await made(scene)).toEqual([{ ...row, to_staff_id: null, by_staff_id: kaya.id }]);
    });
  });

  it('is none where they are with that colleague already, nor of another clinic’s or of nobody else', async () => {
    await roles.inScene(async (scene) => {
      const none = [{ id: null }];
      const asDale = scene.as('app_desk', dale);
      expect(await asDale.query(CHANGE, [ann.id, rivera.id])).toEqual(none);
      expect(await asDale.query(CHANGE, [cai.id, null])).toEqual(none);
      await scene.arrange('update portal.patient set responsible_staff_id = null where id = $1', [ann.id]);
      expect(await asDale.query(CHANGE, [ann.id, null])).toEqual(none);
      expect(await made(scene)).toEqual([]);
      for (const [role, who] of [
        ['app_admin', adams],
        ['app_patient', ann],
        ['app_carer', cara],
      ] as const)
        expect((await scene.as(role, who).attempt(CHANGE, [ann.id, kaya.id])).refused).toBe(DENIED);
    });
  });
});

describe('an admin', () => {
  it('reads whose a patient is and no name, and moves patients of their own clinic alone', async () => {
    await roles.inScene(async (scene) => {
      const as = scene.as('app_admin', adams);
      for (const column of ['name', 'date_of_birth', 'email', 'phone', 'address', 'words'])
        expect((await as.attempt(`select ${column} from portal.patient`)).refused).toBe(DENIED);
      const move = 'update portal.patient set responsible_staff_id = $2 where id = $1';
      expect((await as.attempt(move, [cai.id, kaya.id])).count).toBe(0);
      expect((await as.attempt(move, [ann.id, kaya.id])).count).toBe(1);
      const rename = `update portal.patient set name = 'Nan' where id = $1`;
      expect((await as.attempt(rename, [ann.id])).refused).toBe(DENIED);
    });
  });
});

describe('what is open about a patient', () => {
  const forWhom = async (scene: Scene): Promise<unknown[]> =>
    (
      await scene.arrange<{ for_staff_id: string | null }>(
        `select for_staff_id from portal.alert where patient_id = $1 and kind in ('A3', 'A4') order by kind`,
        [ann.id],
      )
    ).map((row) => row.for_staff_id);

  it('goes with them, and what was closed stays whose it was', async () => {
    await roles.inScene(async (scene) => {
      await scene.arrange(
        `insert into portal.alert (clinic_id, patient_id, kind, key, due_at, for_staff_id, closed_at, closed_by, note)
         values ($1, $2, 'A3', 'one', portal.portal_now(), $3, null, null, null),
           ($1, $2, 'A4', 'one', portal.portal_now(), $3, portal.portal_now(), $3, 'Rang.')`,
        [ann.clinicId, ann.id, rivera.id],
      );
      const move = 'update portal.patient set responsible_staff_id = $2 where id = $1';
      await scene.as('app_desk', dale).query(move, [ann.id, kaya.id]);
      expect(await forWhom(scene)).toEqual([kaya.id, rivera.id]);
      await scene.as('app_clinician', kaya).query(move, [ann.id, null]);
      expect(await forWhom(scene)).toEqual([null, rivera.id]);
    });
  });
});

describe('who looks after me', () => {
  it('is told of the asker alone, and only while that clinician is here', async () => {
    await roles.inScene(async (scene) => {
      const mine = () => scene.as('app_patient', ann).query('select * from portal.my_clinician()');
      expect(await mine()).toEqual([{ name: rivera.name, profession: 'chiropractor' }]);
      const staff = scene.as('app_clinician', rivera);
      expect((await staff.attempt('select * from portal.my_clinician()')).refused).toBe(DENIED);
      await scene.arrange(`update portal.staff set active_to = current_date - 1 where id = $1`, [rivera.id]);
      expect(await mine()).toEqual([]);
    });
  });
});
