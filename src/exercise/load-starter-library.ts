import { Client } from 'pg';
import { readStarterLibrary } from './starter-library';

/**
 * Brings the shared exercises in the database to what the starter library says, as the owner, who alone may write them.
 * May be repeated: a row that says the same already is not touched, so its revision stays. An exercise that left the
 * library is retired, never deleted: plans and copies refer to it. Call it inside the lock of the migrations.
 */
export async function loadStarterLibrary(ownerUrl: string): Promise<void> {
  const library = JSON.stringify(readStarterLibrary());
  const owner = new Client({ connectionString: ownerUrl, application_name: 'portal-library' });
  await owner.connect();
  try {
    await owner.query('begin');
    await owner.query(UPSERT, [library]);
    await owner.query(LINK, [library]);
    await owner.query(RETIRE, [library]);
    await owner.query('commit');
  } finally {
    await owner.end();
  }
}

const UPSERT = /* sql */ `
  insert into portal.exercise as e (code, name, summary, pillar, muscles, equipment, position, steps, mistakes, traits,
    default_dosage, traits_reviewed_on, published_at)
  select s.code, s.name, s.summary, s.pillar, s."targetMuscles", s.equipment, s.position, s.steps, s."commonMistakes",
    s.traits, s."defaultDosage", (portal.portal_now() at time zone 'utc')::date, portal.portal_now()
  from jsonb_to_recordset($1) as s (code text, name text, summary text, pillar text, "targetMuscles" text[],
    equipment text[], position text, steps text[], "commonMistakes" text[], traits text[], "defaultDosage" jsonb)
  on conflict (clinic_id, code) do update set (name, summary, pillar, muscles, equipment, position, steps, mistakes,
      traits, traits_reviewed_on, default_dosage, retired_at)
    = (excluded.name, excluded.summary, excluded.pillar, excluded.muscles, excluded.equipment, excluded.position,
      excluded.steps, excluded.mistakes, excluded.traits,
      case when e.traits = excluded.traits then e.traits_reviewed_on else excluded.traits_reviewed_on end,
      excluded.default_dosage, null)
  where (e.name, e.summary, e.pillar, e.muscles, e.equipment, e.position, e.steps, e.mistakes, e.traits,
      e.default_dosage, e.retired_at)
    is distinct from (excluded.name, excluded.summary, excluded.pillar, excluded.muscles, excluded.equipment,
      excluded.position, excluded.steps, excluded.mistakes, excluded.traits, excluded.default_dosage, null)`;

const LINK = /* sql */ `
  update portal.exercise e set easier_id = easier.id, harder_id = harder.id
  from jsonb_to_recordset($1) as s (code text, easier text, harder text)
  left join portal.exercise easier on easier.clinic_id is null and easier.code = s.easier
  left join portal.exercise harder on harder.clinic_id is null and harder.code = s.harder
  where e.clinic_id is null and e.code = s.code
    and (e.easier_id, e.harder_id) is distinct from (easier.id, harder.id)`;

const RETIRE = /* sql */ `
  update portal.exercise e set retired_at = portal.portal_now()
  where e.clinic_id is null and e.retired_at is null
    and not exists (select 1 from jsonb_to_recordset($1) as s (code text) where s.code = e.code)`;
