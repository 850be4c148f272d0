import type { Tx } from '../db/tx';
import { cursorKey, rowsFor } from '../http/page';
import { readTypedWords, saysAll } from '../search/typed-words';
import type { ExerciseQuery } from './exercise.dto';

/**
 * Finds exercises of the clinic's own and the shared library by words and filters: best match first, then by name.
 * Words are looked for in name, summary and muscles; a word in the name counts for more. Drafts and retired ones are found
 * by those who ask for them: whoever looks for something to prescribe should not have to look past what an import left.
 */
export interface Found {
  id: string;
  name: string;
  /** How well it matches, from 0 (nothing was typed) to 1000. A whole number, so that a cursor can hold it exactly. */
  match: number;
}

const SEARCH = /* sql */ `
  with found as (
    select e.id, e.name, coalesce((
      select round(750 * avg(greatest(portal.word_similarity(typed.word, title.words), (title.words ~ typed.pattern)::int))
        + 250 * avg((e.words ~ typed.pattern)::int))
      from unnest($1::text[], $2::text[]) as typed (word, pattern), portal.plain_words(e.name) as title (words)), 0)::int
      as match
    from portal.exercise e
    where ($3::text is null or e.pillar = $3)
      and ($4::text is null or e.position = $4)
      and ($5::text is null or exists (select 1 from unnest(e.muscles) as m where lower(m) = lower($5)))
      and ($6::text is null or exists (select 1 from unnest(e.equipment) as q where lower(q) = lower($6)))
      and ($7::text[] is null or e.traits @> $7)
      -- what nobody reviewed may have any trait
      and ($8::text[] is null or e.traits_reviewed_on is not null and not e.traits && $8)
      and ($9::boolean is null or (e.clinic_id is null) = $9)
      and case when e.retired_at is not null then 'retired' when e.published_at is not null then 'published' else 'draft' end
        = any($10)
      and ($15::text is null or e.origin = $15)
      and ($16::boolean is null or (e.traits_reviewed_on is not null) = $16)
      and ($17::boolean is null
        or exists (select 1 from portal.favourite_exercise f where f.exercise_id = e.id) = $17)
      and ${saysAll('e.words', '$1', '$2')}
  )
  select id, name, match from found
  where $11::int is null or (-match, name, id) > (-$11, $12, $13::uuid)
  order by match desc, name, id
  limit $14`;

/**
 * One more than the page shows. Every exercise of the clinic is compared with every word, so the time grows with the
 * library: with 2,000 own exercises a search takes 20 to 60 ms, with 20,000 it takes 0.2 to 0.7 s (measured on Postgres
 * 18.4 as app_clinician, two cores). Without words the filters alone take 3 ms and 30 ms.
 */
export async function searchExercises(tx: Tx, query: ExerciseQuery): Promise<Found[]> {
  const [afterMatch, afterName, afterId] = cursorKey(query, 3) ?? [];
  const { words, patterns } = await readTypedWords(tx, query.q);
  return tx.query(SEARCH, [
    words,
    patterns,
    query.pillar,
    query.position,
    query.muscle,
    query.equipment,
    query.trait,
    query.without,
    query.source === undefined ? undefined : query.source === 'shared',
    query.status ?? ['published'],
    afterMatch,
    afterName,
    afterId,
    rowsFor(query),
    query.origin,
    query.reviewed === undefined ? undefined : query.reviewed === 'true',
    query.favourite === undefined ? undefined : query.favourite === 'true',
  ]);
}
