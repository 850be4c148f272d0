/** What the database alone lets be done with imports: above all, that nobody who was ever touched is removed with one. */
import { DENIED, openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { people } from '../support/cast';

const { adams, ann, ben, cara, dale, rivera, sadie } = people;
const REMOVE = 'select patient_id as id, outcome from portal.remove_imported($1, $2)';

let roles: RoleDatabase;
beforeAll(async () => {
  roles = await openRoles();
});
afterAll(() => roles.close());

/** An import of the clinic's desk, and one patient whom it brought. */
async function brought(scene: Scene): Promise<{ importId: string; id: string }> {
  const [row] = await scene.as('app_desk', dale).query<{ importId: string; id: string }>(
    `with made as (
       insert into portal.patient_import (id, clinic_id, imported_by, file_sha256, rows_new, rows_known, rows_duplicate,
         rows_faulty)
       values (gen_random_uuid(), $1, $2, sha256('x'), 1, 0, 0, 0) returning id
     ), patient as (
       insert into portal.patient (clinic_id, name, date_of_birth, import_id, import_row)
       select $1, 'Una Unwin', '1980-01-01', made.id, 2 from made returning id, import_id
     ), known as (
       insert into portal.patient_identifier (clinic_id, patient_id, system, value)
       select $1, patient.id, 'emr', 'U-1' from patient
     )
     select id, import_id as "importId" from patient`,
    [dale.clinicId, dale.id],
  );
  return row!;
}

const isThere = async (scene: Scene, id: string) =>
  (await scene.arrange('select 1 from portal.patient where id = $1', [id])).length === 1;

it('whom an import brought and nobody touched is removed, with the number it gave them', async () => {
  await roles.inScene(async (scene) => {
    const { importId, id } = await brought(scene);
    expect(await scene.as('app_desk', dale).query(REMOVE, [importId, [id]])).toEqual([
      { id, outcome: 'removed' },
    ]);
    expect(await isThere(scene, id)).toBe(false);
    expect(
      await scene.arrange('select 1 from portal.patient_identifier where patient_id = $1', [id]),
    ).toEqual([]);
  });
});

it('whoever was changed stays', async () => {
  await roles.inScene(async (scene) => {
    const { importId, id } = await brought(scene);
    await scene.as('app_desk', dale).query('update portal.patient set phone = $2 where id = $1', [id, '1']);
    expect(await scene.as('app_clinician', rivera).query(REMOVE, [importId, [id]])).toEqual([
      { id, outcome: 'changed' },
    ]);
    expect(await isThere(scene, id)).toBe(true);
  });
});

it('whatever belongs to a patient keeps them, in every table there is', async () => {
  await roles.inScene(async (scene) => {
    const links = await scene.arrange<{ table: string; column: string; deferred: boolean; ondelete: string }>(
      `select conrelid::regclass::text as "table", condeferrable as deferred, confdeltype as ondelete,
         (select attname::text from pg_attribute where attrelid = conrelid and attnum = any (conkey)
            and attname <> 'clinic_id') as column
       from pg_constraint where contype = 'f' and confrelid = 'portal.patient'::regclass`,
    );
    expect(links.length).toBeGreaterThan(25);
    // none waits for the commit, and none goes or is emptied with the patient
    expect(links.filter(({ deferred, ondelete }) => deferred || ondelete !== 'a')).toEqual([]);
    const { importId, id } = await brought(scene);
    const faults: unknown[] = [];
    for (const { table, column } of links) {
      if (table === 'portal.patient_identifier') continue;
      await scene.undone(async () => {
        // one row of that table, of whoever it was, is theirs
        await scene.force(
          `update ${table} set ${column} = $1 where id = (select id from ${table} where clinic_id = $2 and id <> $1
             order by ${column} is null limit 1)`,
          [id, dale.clinicId],
        );
        const [fate] = await scene.as('app_desk', dale).query<{ outcome: string }>(REMOVE, [importId, [id]]);
        if (fate?.outcome !== 'in_use' || !(await isThere(scene, id))) faults.push([table, column, fate]);
        const numbers = await scene.arrange('select 1 from portal.patient_identifier where patient_id = $1', [
          id,
        ]);
        if (numbers.length !== 1) faults.push([table, column, 'lost their number']);
      });
    }
    expect(faults).toEqual([]);
  });
});

it('nobody is removed whom it did not bring, nor by another clinic, nor after it was taken back', async () => {
  await roles.inScene(async (scene) => {
    const { importId, id } = await brought(scene);
    const asDale = scene.as('app_desk', dale);
    expect(await asDale.query(REMOVE, [importId, [ann.id, ben.id]])).toEqual([]);
    expect(await asDale.query(REMOVE, [null, [ann.id, ben.id]])).toEqual([]);
    expect(await scene.as('app_desk', sadie).query(REMOVE, [importId, [id]])).toEqual([]);
    await scene.arrange(
      `update portal.patient_import set undone_at = portal.portal_now(), undone_by = $2, removed = 0, kept = 1 where id = $1`,
      [importId, dale.id],
    );
    expect(await asDale.query(REMOVE, [importId, [id]])).toEqual([]);
    expect(await isThere(scene, id)).toBe(true);
  });
});

it('nobody else removes anybody, and nobody in another way', async () => {
  await roles.inScene(async (scene) => {
    const { importId, id } = await brought(scene);
    for (const asker of [
      scene.as('app_admin', adams),
      scene.as('app_patient', ann),
      scene.as('app_carer', cara),
      scene.as('app_visitor', null),
      scene.as('app_worker', rivera),
    ]) {
      expect((await asker.attempt(REMOVE, [importId, [id]])).refused).toBe(DENIED);
    }
    for (const asker of [scene.as('app_desk', dale), scene.as('app_clinician', rivera)]) {
      expect((await asker.attempt('delete from portal.patient where id = $1', [id])).refused).toBe(DENIED);
      expect(
        (await asker.attempt('delete from portal.patient_import where id = $1', [importId])).refused,
      ).toBe(DENIED);
    }
  });
});

it('an import is written down by who made it, for their clinic, and only its end is added', async () => {
  await roles.inScene(async (scene) => {
    const { importId } = await brought(scene);
    const insert = `insert into portal.patient_import (clinic_id, imported_by, file_sha256, rows_new, rows_known,
      rows_duplicate, rows_faulty) values ($1, $2, sha256('y'), 0, 0, 0, 0)`;
    const asDale = scene.as('app_desk', dale);
    expect((await asDale.attempt(insert, [dale.clinicId, dale.id])).count).toBe(1);
    expect((await asDale.attempt(insert, [dale.clinicId, rivera.id])).refused).toBe(DENIED);
    expect((await asDale.attempt(insert, [sadie.clinicId, dale.id])).refused).toBe(DENIED);
    expect((await scene.as('app_admin', adams).attempt(insert, [adams.clinicId, adams.id])).refused).toBe(
      DENIED,
    );
    for (const column of ['imported_by', 'imported_at', 'file_sha256', 'rows_new']) {
      const sql = `update portal.patient_import set ${column} = ${column} where id = $1`;
      expect([column, (await asDale.attempt(sql, [importId])).refused]).toEqual([column, DENIED]);
    }
    const end = `update portal.patient_import set undone_at = portal.portal_now(), undone_by = $2, removed = 1, kept = 0
      where id = $1`;
    expect((await asDale.attempt(end, [importId, rivera.id])).refused).toBe(DENIED);
    expect((await scene.as('app_desk', sadie).attempt(end, [importId, sadie.id])).count).toBe(0);
    await asDale.query(end, [importId, dale.id]);
    expect((await asDale.attempt(end, [importId, dale.id])).count).toBe(0);
    expect(
      await scene
        .as('app_admin', adams)
        .query('select rows_new from portal.patient_import where id = $1', [importId]),
    ).toEqual([{ rows_new: 1 }]);
  });
});
