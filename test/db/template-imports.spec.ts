/** What the database alone lets be done with imports of templates. */
import { DENIED, openRoles, type RoleDatabase } from '../support/as-role';
import { people } from '../support/cast';

const { adams, ann, dale, kaya, osei, rivera } = people;

let roles: RoleDatabase;
beforeAll(async () => {
  roles = await openRoles();
});
afterAll(() => roles.close());

it('an import is written down by the clinician who made it, for their clinic, and only its end is added', async () => {
  await roles.inScene(async (scene) => {
    const insert = `insert into portal.template_import (id, clinic_id, imported_by, file_sha256, templates_new, templates_known,
      templates_faulty) values (gen_random_uuid(), $1, $2, sha256('y'), 0, 0, 0)`;
    const asRivera = scene.as('app_clinician', rivera);
    const [made] = await asRivera.query<{ id: string }>(`${insert} returning id`, [
      rivera.clinicId,
      rivera.id,
    ]);
    expect((await asRivera.attempt(insert, [rivera.clinicId, kaya.id])).refused).toBe(DENIED);
    expect((await asRivera.attempt(insert, [osei.clinicId, rivera.id])).refused).toBe(DENIED);
    for (const [role, who] of [
      ['app_desk', dale],
      ['app_admin', adams],
    ] as const) {
      expect((await scene.as(role, who).attempt(insert, [who.clinicId, who.id])).refused).toBe(DENIED);
    }
    for (const column of ['imported_by', 'imported_at', 'file_sha256', 'templates_new']) {
      const sql = `update portal.template_import set ${column} = ${column} where id = $1`;
      expect([column, (await asRivera.attempt(sql, [made!.id])).refused]).toEqual([column, DENIED]);
    }
    const end = `update portal.template_import set undone_at = portal.portal_now(), undone_by = $2, removed = 0, kept = 0
      where id = $1`;
    expect((await asRivera.attempt(end, [made!.id, kaya.id])).refused).toBe(DENIED);
    expect((await scene.as('app_clinician', osei).attempt(end, [made!.id, osei.id])).count).toBe(0);
    await scene.as('app_clinician', kaya).query(end, [made!.id, kaya.id]);
    expect((await asRivera.attempt(end, [made!.id, rivera.id])).count).toBe(0);
    expect(
      (await asRivera.attempt('delete from portal.template_import where id = $1', [made!.id])).refused,
    ).toBe(DENIED);
  });
});

it('is read by the clinic’s clinicians, and by nobody else', async () => {
  await roles.inScene(async (scene) => {
    const read = 'select clinic_id from portal.template_import';
    for (const who of [rivera, osei]) {
      const rows = await scene.as('app_clinician', who).query<{ clinic_id: string }>(read);
      expect([...new Set(rows.map((row) => row.clinic_id))]).toEqual([who.clinicId]);
    }
    for (const asker of [
      scene.as('app_desk', dale),
      scene.as('app_admin', adams),
      scene.as('app_patient', ann),
      scene.as('app_visitor', null),
      scene.as('app_worker', rivera),
    ]) {
      expect((await asker.attempt(read)).refused).toBe(DENIED);
    }
  });
});

it('nobody says afterwards which import brought a template', async () => {
  await roles.inScene(async (scene) => {
    const sql = 'update portal.template set import_id = null';
    expect((await scene.as('app_clinician', rivera).attempt(sql)).refused).toBe(DENIED);
  });
});
