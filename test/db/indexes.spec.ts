/**
 * What grows with every visit is never searched from end to end: of each list that the API reads, the table has an index that
 * begins with the clinic and with what the list is read by.
 */
import { openRoles, type RoleDatabase } from '../support/as-role';

let database: RoleDatabase;
beforeAll(async () => {
  database = await openRoles();
});
afterAll(() => database.close());

const INDEXES = `
  select t.relname as "table",
    (select array_agg(a.attname::text order by k.n) from unnest(i.indkey::int2[]) with ordinality k (num, n)
       join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.num) as columns
  from pg_index i join pg_class t on t.oid = i.indrelid
  where t.relnamespace = 'portal'::regnamespace and i.indpred is null`;

it.each([
  ['assessment', ['patient_id']],
  ['assessment', ['episode_id']],
  ['addendum', ['assessment_id']],
  ['referral', ['hold_id']],
  ['prescription', ['patient_id']],
  ['prescription_version', ['prescription_id']],
  ['prescription_item', ['version_id']],
  ['prescription_transition', ['prescription_id']],
  ['phase_begun', ['prescription_id']],
  ['rule_decision', ['patient_id']],
  ['rule_decision', ['prescription_id']],
  ['outcome_score', ['episode_id']],
  ['record_request', ['patient_id']],
  ['template_item', ['template_id']],
  ['exercise_video', ['exercise_id', 'provider', 'ref']],
  ['favourite_exercise', ['staff_id', 'exercise_id']],
  ['default_dose', ['exercise_id']],
  ['alert', ['patient_id']],
  ['call_attempt', ['patient_id']],
  ['patient_import', ['imported_at']],
  ['template_import', ['imported_at']],
  ['patient', ['date_of_birth']],
])('%s is found by %s', async (table, readBy) => {
  const columns = ['clinic_id', ...readBy];
  const indexes = await database.inScene((scene) =>
    scene.arrange<{ table: string; columns: string[] }>(INDEXES),
  );
  const begin = indexes
    .filter((index) => index.table === table)
    .map((index) => index.columns.slice(0, columns.length));
  expect(begin).toContainEqual(columns);
});
