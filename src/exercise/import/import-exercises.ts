import { randomUUID } from 'node:crypto';
import { codeOf } from '../exercise-code';
import type { Reading } from './imported-draft';

/**
 * Writes what a file was read into, as drafts of one clinic. What that clinic imported before stays as it is, whatever
 * became of it, so that a second import changes nothing. The caller opens the transaction, and with it decides who writes:
 * a clinician in theirs, or the operator as the owner.
 */
export interface Imported {
  /** Of the new exercises. */
  ids: string[];
  alreadyThere: number;
}

/** One statement that answers plain rows. */
export type Query = <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>;

/** `tell` hears, after each batch, how many of the drafts are dealt with. */
export async function importExercises(
  query: Query,
  clinicId: string,
  { origin, licence, drafts }: Reading,
  tell: (done: number) => void = () => undefined,
): Promise<Imported> {
  const ids: string[] = [];
  // two imports at once then meet in the same order, and the later one waits instead of both
  const inOrder = drafts.toSorted((a, b) => (a.originId < b.originId ? -1 : 1));
  for (let done = 0; done < inOrder.length; done += BATCH) {
    const batch = inOrder.slice(done, done + BATCH).map((draft) => {
      const id = randomUUID();
      return { ...draft, id, code: codeOf(draft.name, id) };
    });
    const written = await query<{ id: string }>(INSERT, [JSON.stringify(batch), clinicId, origin, licence]);
    ids.push(...written.map(({ id }) => id));
    tell(done + batch.length);
  }
  return { ids, alreadyThere: drafts.length - ids.length };
}

const BATCH = 100;

const INSERT = /* sql */ `
  insert into portal.exercise (id, clinic_id, code, name, summary, pillar, muscles, equipment, position, steps, mistakes,
    traits, origin, origin_id, origin_licence)
  select d.id, $2, d.code, d.name, d.summary, d.pillar, d.muscles, d.equipment, d.position, d.steps, d.mistakes,
    d.traits, $3, d."originId", $4
  from jsonb_to_recordset($1) as d (id uuid, code text, name text, summary text, pillar text, muscles text[],
    equipment text[], position text, steps text[], mistakes text[], traits text[], "originId" text)
  on conflict (clinic_id, origin, origin_id) where origin is not null and copied_from_id is null do nothing
  returning id`;
