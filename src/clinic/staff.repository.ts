/** Reads the staff together with where they work and for how many patients they are responsible; any role of the staff may. */
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { cursorKey, rowsFor } from '../http/page';
import type { StaffQuery } from './clinic.dto';
import { Staff } from './clinic.entity';

export interface StaffRecord {
  staff: Staff;
  /** In the order of the sites' names. */
  siteIds: string[];
  /** For how many patients under care they are responsible. */
  patients: number;
}

/** By name, one more than the page shows. */
export async function listStaff(tx: Tx, query: StaffQuery): Promise<Staff[]> {
  const after = cursorKey(query, 2);
  return tx.em
    .createQueryBuilder(Staff, 's')
    .where(after ? '(s.name, s.id) > (:name, :id)' : 'true', { name: after?.[0], id: after?.[1] })
    .andWhere(
      query.siteId
        ? 'exists (select 1 from portal.staff_site w where w.staff_id = s.id and w.site_id = :siteId)'
        : 'true',
      { siteId: query.siteId },
    )
    .orderBy('s.name')
    .addOrderBy('s.id')
    .limit(rowsFor(query))
    .getMany();
}

export async function withTheirs(tx: Tx, staff: Staff[]): Promise<StaffRecord[]> {
  const rows = await tx.query<{ id: string; siteIds: string[]; patients: number }>(
    `select s.id, coalesce(n.patients, 0) as patients, array(
       select w.site_id::text from portal.staff_site w
       join portal.site place on place.clinic_id = w.clinic_id and place.id = w.site_id
       where w.clinic_id = s.clinic_id and w.staff_id = s.id order by place.name) as "siteIds"
     from portal.staff s left join portal.caseload_sizes() n on n.staff_id = s.id
     where s.id = any ($1)`,
    [staff.map(({ id }) => id)],
  );
  const theirs = new Map(rows.map(({ id, siteIds, patients }) => [id, { siteIds, patients }]));
  return staff.map((one) => ({ staff: one, ...(theirs.get(one.id) ?? { siteIds: [], patients: 0 }) }));
}

/** Instead of those that were entered. Throws request.invalid on a site that the clinic has not. */
export async function enterSites(tx: Tx, staffId: string, siteIds: string[]): Promise<void> {
  const known = await tx.query<{ id: string }>('select id from portal.site where id = any ($1)', [siteIds]);
  const unknown = siteIds.flatMap((id, place) => (known.some((site) => site.id === id) ? [] : [place]));
  if (unknown.length > 0) {
    throw new AppError(
      'request.invalid',
      undefined,
      unknown.map((place) => ({
        pointer: `/siteIds/${place}`,
        code: 'site',
        detail: 'Your clinic has no site with this id.',
      })),
    );
  }
  await tx.query('delete from portal.staff_site where staff_id = $1', [staffId]);
  await tx.query(
    'insert into portal.staff_site (clinic_id, staff_id, site_id) select $1, $2, unnest($3::uuid[])',
    [tx.actor.clinicId, staffId, siteIds],
  );
  // the ETag of who works there stands for where they do
  await tx.query('update portal.staff set name = name where id = $1', [staffId]);
}
