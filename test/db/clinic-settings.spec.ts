/**
 * Who may change what a clinic sets, past the application: an admin in their own name, and nobody afterwards. The rows themselves
 * refuse what could not be meant.
 */
import { DENIED, openRoles, type RoleDatabase } from '../support/as-role';
import { people } from '../support/cast';

const { ann, cara, rivera, dale, adams, solo, southAdmin } = people;

let roles: RoleDatabase;
beforeAll(async () => {
  roles = await openRoles();
});
afterAll(() => roles.close());

const NOTE = `insert into portal.clinic_change (clinic_id, by_staff_id, field, before, after) values ($1, $2, 'phone', '1', '2')`;

describe('what was changed about a clinic', () => {
  it('is written down by an admin in their own name and for their own clinic', async () => {
    await roles.inScene(async (scene) => {
      const as = scene.as('app_admin', adams);
      await as.query(NOTE, [adams.clinicId, adams.id]);
      for (const [clinicId, by] of [
        [adams.clinicId, solo.id],
        [southAdmin.clinicId, southAdmin.id],
      ]) {
        expect((await as.attempt(NOTE, [clinicId, by])).refused).toBe(DENIED);
      }
    });
  });
  it('is read by the admins of that clinic alone', async () => {
    await roles.inScene(async (scene) => {
      const rows = await scene
        .as('app_admin', adams)
        .query<{ clinic_id: string }>('select clinic_id from portal.clinic_change');
      expect(rows.length).toBeGreaterThan(0);
      expect(new Set(rows.map(({ clinic_id: id }) => id))).toEqual(new Set([adams.clinicId]));
      for (const [role, who] of [
        ['app_clinician', rivera],
        ['app_desk', dale],
        ['app_patient', ann],
        ['app_carer', cara],
      ] as const) {
        expect([
          role,
          (await scene.as(role, who).attempt('select id from portal.clinic_change')).refused,
        ]).toEqual([role, DENIED]);
      }
    });
  });
  it('is dated, changed and removed by nobody', async () => {
    await roles.inScene(async (scene) => {
      const as = scene.as('app_admin', adams);
      for (const sql of [
        `update portal.clinic_change set after = '3'`,
        'delete from portal.clinic_change',
        `insert into portal.clinic_change (clinic_id, at) values (portal.my_clinic(), now())`,
      ]) {
        expect([sql, (await as.attempt(sql)).refused]).toEqual([sql, DENIED]);
      }
    });
  });
});

describe('the settings themselves', () => {
  it.each([
    `mayhem = 'x'`,
    `country = 'gb'`,
    `country = 'GBR'`,
    `accent = '#FFFFFF'`,
    `accent = 'red'`,
    `logo_key = 'a/b'`,
    `logo_mime = 'image/svg+xml'`,
    `announcement = ''`,
    `announcement = 'Closed.'`,
    `announcement = 'Closed.', announcement_from = '2026-12-24', announcement_until = '2026-12-23'`,
    `announcement = repeat('x', 281), announcement_from = '2026-12-24', announcement_until = '2026-12-25'`,
    `review_within_days = 6`,
    `review_within_days = 366`,
    `advice_days = 6`,
    `advice_days = 366`,
    `languages = '{cy}'`,
    `languages = '{en,fr}'`,
    `may_issue = 'anybody'`,
  ])('are never: set %s', async (change) => {
    await roles.inScene(async (scene) => {
      const { refused } = await scene.as('app_admin', adams).attempt(`update portal.clinic set ${change}`);
      expect(refused).toMatch(/^(23514|42703)$/);
    });
  });
  it('are an admin’s to change, and who is named to issue too', async () => {
    await roles.inScene(async (scene) => {
      for (const sql of [
        `update portal.clinic set accent = '#000000'`,
        'update portal.staff set is_issuer = true',
      ]) {
        for (const [role, who] of [
          ['app_clinician', rivera],
          ['app_desk', dale],
          ['app_patient', ann],
        ] as const) {
          expect([sql, role, (await scene.as(role, who).attempt(sql)).refused]).toEqual([sql, role, DENIED]);
        }
        await scene.as('app_admin', adams).query(sql);
      }
      const elsewhere = await scene.arrange('select from portal.staff where is_issuer and clinic_id <> $1', [
        adams.clinicId,
      ]);
      expect(elsewhere).toEqual([]);
    });
  });
  it('show to a patient what they need, and never how strict the clinic is or who issues', async () => {
    await roles.inScene(async (scene) => {
      const as = scene.as('app_patient', ann);
      expect(
        await as.query('select country, accent, announcement, languages from portal.clinic'),
      ).toHaveLength(1);
      for (const column of ['may_issue', 'advice_days', 'same_level_days']) {
        expect((await as.attempt(`select ${column} from portal.clinic`)).refused).toBe(DENIED);
      }
    });
  });
});
