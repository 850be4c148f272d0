/**
 * Who may approve what patients read, past the application: a clinician in their own name and at their own clinic; what was taken
 * back stays so, and no patient is read or changed by another.
 */
import { DENIED, openRoles, type RoleDatabase } from '../support/as-role';
import { people } from '../support/cast';

const { ann, ben, cai, cara, rivera, kaya, osei, dale, adams } = people;

let roles: RoleDatabase;
beforeAll(async () => {
  roles = await openRoles();
});
afterAll(() => roles.close());

const APPROVE = `insert into portal.text_approval (clinic_id, language, text_id, pair_hash, compared_by, approved_by)
  values ($1, 'pa', 'notice', 'a sum', 'Anna Nowak', $2)`;
const WORD = `insert into portal.own_wording (clinic_id, language, text_id, english_hash, says, written_by)
  values ($1, 'pa', 'notice', 'a sum', '"Nasze."', $2)`;
const KINDS = [
  ['text_approval', APPROVE, 'revoked_at', 'revoked_by'],
  ['own_wording', WORD, 'ended_at', 'ended_by'],
] as const;

describe.each(KINDS)('%s', (table, insert, at, by) => {
  const end = `update portal.${table} set ${at} = portal.portal_now(), ${by} = $1 where text_id = 'notice' and language = 'pa'`;

  it('is a clinician’s, in their own name and at their own clinic', async () => {
    await roles.inScene(async (scene) => {
      const as = scene.as('app_clinician', rivera);
      expect((await as.attempt(insert, [ann.clinicId, kaya.id])).refused).toBe(DENIED);
      expect((await as.attemptPastTriggers(insert, [cai.clinicId, rivera.id])).refused).toBe(DENIED);
      await as.query(insert, [ann.clinicId, rivera.id]);
      for (const [role, who] of [
        ['app_desk', dale],
        ['app_admin', adams],
        ['app_patient', ann],
        ['app_carer', cara],
      ] as const) {
        expect((await scene.as(role, who).attempt(insert, [ann.clinicId, who.id])).refused).toBe(DENIED);
        expect((await scene.as(role, who).attempt(end, [who.id])).refused).toBe(DENIED);
      }
    });
  });

  it('is ended by any clinician there in their own name, once, and by nobody of another clinic', async () => {
    await roles.inScene(async (scene) => {
      await scene.as('app_clinician', rivera).query(insert, [ann.clinicId, rivera.id]);
      const kayas = scene.as('app_clinician', kaya);
      expect((await kayas.attempt(end, [rivera.id])).refused).toBe(DENIED);
      expect((await scene.as('app_clinician', osei).attemptPastTriggers(end, [osei.id])).count).toBe(0);
      expect((await kayas.attempt(`update portal.${table} set text_id = 'other'`)).refused).toBe(DENIED);
      expect((await kayas.attempt(end, [kaya.id])).count).toBe(1);
      await kayas.query(end, [kaya.id]);
      expect((await kayas.attempt(end, [kaya.id])).count).toBe(0);
      expect((await kayas.attempt(`delete from portal.${table}`)).refused).toBe(DENIED);
    });
  });

  it('is seen by everybody of the clinic and by nobody else; patients do not learn by whom', async () => {
    await roles.inScene(async (scene) => {
      await scene.as('app_clinician', rivera).query(insert, [ann.clinicId, rivera.id]);
      const seen = `select text_id from portal.${table} where language = 'pa'`;
      for (const [role, who] of [
        ['app_patient', ben],
        ['app_carer', cara],
        ['app_desk', dale],
        ['app_admin', adams],
        ['app_clinician', kaya],
      ] as const) {
        expect(await scene.as(role, who).query(seen)).toHaveLength(1);
      }
      expect(await scene.as('app_patient', cai).query(seen)).toHaveLength(0);
      expect(await scene.as('app_clinician', osei).query(seen)).toHaveLength(0);
      const whose = await scene.as('app_patient', ben).attempt(`select ${by} from portal.${table}`);
      expect(whose.refused).toBe(DENIED);
    });
  });
});

describe('what a patient would like to read', () => {
  const CHOOSE = `update portal.patient set preferred_language = 'pa' where id = $1`;

  it('is theirs to choose, and nobody else’s of the patients', async () => {
    await roles.inScene(async (scene) => {
      expect((await scene.as('app_patient', ann).attempt(CHOOSE, [ann.id])).count).toBe(1);
      for (const other of [ben, cai]) {
        expect((await scene.as('app_patient', ann).attempt(CHOOSE, [other.id])).count).toBe(0);
      }
      expect((await scene.as('app_carer', cara).attempt(CHOOSE, [ben.id])).refused).toBe(DENIED);
      const renamed = `update portal.patient set name = 'Other' where id = $1`;
      expect((await scene.as('app_patient', ann).attempt(renamed, [ann.id])).refused).toBe(DENIED);
    });
  });

  it('is read by who looks after them, and of nobody else', async () => {
    await roles.inScene(async (scene) => {
      const read = 'select id, preferred_language from portal.patient';
      expect(await scene.as('app_carer', cara).query(read)).toHaveLength(1);
      const name = await scene.as('app_carer', cara).attempt('select name from portal.patient');
      expect(name.refused).toBe(DENIED);
    });
  });

  it('is one of those that there are', async () => {
    await roles.inScene(async (scene) => {
      const wrong = `update portal.patient set preferred_language = 'fr' where id = $1`;
      expect((await scene.as('app_patient', ann).attempt(wrong, [ann.id])).refused).toBe('23514');
    });
  });
});
