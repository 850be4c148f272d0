import { IANAZone } from 'luxon';

/** Runs a statement and answers its rows, as whoever asks may. */
type Query = (sql: string, parameters: string[]) => Promise<{ known: boolean }[]>;

/**
 * Whether a clinic can live by this zone: both Node and the database that asks must know it under this very name, or
 * every request of the clinic would fail. Abbreviations are refused even where both do, as IST is Irish, Indian and
 * Israeli; what remains is UTC and names of places.
 */
export async function isTimeZone(name: string, query: Query): Promise<boolean> {
  const isPlace = name === 'UTC' || name.includes('/');
  if (!isPlace || !IANAZone.isValidZone(name)) return false;
  const [zone] = await query(
    'select exists (select from pg_catalog.pg_timezone_names where name = $1) as known',
    [name],
  );
  return zone?.known === true;
}
