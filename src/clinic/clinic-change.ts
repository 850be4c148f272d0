/**
 * Writes down what somebody changed about the clinic, field by field, as it was and as it is; and one row of the trail that names
 * these. Whoever changes a field of the clinic comes here, so that none changes unseen.
 */
import { randomUUID } from 'node:crypto';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import { Clinic } from './clinic.entity';

/** Told as they are or never: a row's counter is no setting, and where a picture lies is nobody's business. */
const NOT_TOLD: ReadonlySet<string> = new Set(['revision', 'logoKey']);

type Fields = Readonly<Record<string, unknown>>;

/** Of those fields that differ; `after` need not name all. */
export function changesBetween(
  before: Fields,
  after: Fields,
): { field: string; before: unknown; after: unknown }[] {
  return Object.entries(after).flatMap(([field, value]) => {
    const was = before[field] ?? null;
    const is = value ?? null;
    const isSame = value === undefined || NOT_TOLD.has(field) || JSON.stringify(was) === JSON.stringify(is);
    return isSame ? [] : [{ field, before: was, after: is }];
  });
}

/**
 * Keeps what differs and says so in the trail; nothing where nothing does. `also`: what is not a column of the clinic, before and
 * after. Answers whether there was anything.
 */
export async function saveChanged(
  tx: Tx,
  clinic: Clinic,
  change: Partial<Clinic>,
  action: `${string}.${string}`,
  also: { before: Fields; after: Fields } = { before: {}, after: {} },
): Promise<boolean> {
  const changes = [
    ...changesBetween({ ...clinic }, { ...change }),
    ...changesBetween(also.before, also.after),
  ].map((one) => ({ ...one, id: randomUUID() }));
  if (changes.length === 0) return false;
  // the ETag of the clinic stands for what hangs on it too
  await tx.em.update(Clinic, { id: clinic.id }, { name: clinic.name, ...change });
  await tx.query(
    `insert into portal.clinic_change (id, clinic_id, by_staff_id, field, before, after)
     select (one ->> 'id')::uuid, $1, $2, one ->> 'field', one -> 'before', one -> 'after'
     from jsonb_array_elements($3::jsonb) as changes (one)`,
    [tx.actor.clinicId, tx.actor.id, JSON.stringify(changes)],
  );
  await record(tx, action, { type: 'clinic_change', ids: changes.map(({ id }) => id) });
  return true;
}
