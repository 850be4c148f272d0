import type { Tx } from '../db/tx';
import type { Person, Registered } from './duplicate';

/**
 * Everybody whom the rules of duplicates could mean: the rules themselves are asked of them afterwards, and whoever calls this
 * notes whose record was read. `file`: the sum of a file, to find whom it brought before; who was merged since answers as the record
 * that lives on.
 */
export async function findCandidates(
  tx: Tx,
  people: readonly Pick<Person, 'dateOfBirth' | 'identifiers'>[],
  file: string | null,
): Promise<Registered[]> {
  const identifiers = people.flatMap((person) => person.identifiers);
  return tx.query<Registered>(
    `with candidate as (
       select p.id from portal.patient p where p.date_of_birth = any($1::date[]) and p.merged_into_id is null
       union
       select i.patient_id from portal.patient_identifier i
       join unnest($2::text[], $3::text[]) as asked (system, value) on i.system = asked.system and i.value = asked.value
       union
       select p.id from portal.patient p
       join portal.patient_import m on m.clinic_id = p.clinic_id and m.id = p.import_id
       where m.file_sha256 = decode($4, 'hex')
     )
     select case when p.merged_into_id is null then p.id else (
         with recursive followed as (
           select p.merged_into_id as id
           union all
           select into_it.merged_into_id from followed
           join portal.patient into_it on into_it.id = followed.id and into_it.merged_into_id is not null
         )
         select lives.id from followed
         join portal.patient lives on lives.id = followed.id and lives.merged_into_id is null) end as "patientId", p.name, p.date_of_birth as "dateOfBirth", p.email, p.phone, p.address,
       p.responsible_staff_id as "responsibleId",
       case when m.id is not null then
         json_build_object('file', encode(m.file_sha256, 'hex'), 'row', p.import_row) end as "cameFrom",
       coalesce((
         select json_agg(json_build_object('system', i.system, 'value', i.value) order by i.system, i.value)
         from portal.patient_identifier i
         where i.clinic_id = p.clinic_id and i.patient_id = p.id), '[]') as identifiers
     from candidate
     join portal.patient p on p.id = candidate.id
     left join portal.patient_import m on m.clinic_id = p.clinic_id and m.id = p.import_id
     order by p.name, p.id`,
    [
      [...new Set(people.map((person) => person.dateOfBirth))],
      identifiers.map(({ system }) => system),
      identifiers.map(({ value }) => value),
      file,
    ],
  );
}
