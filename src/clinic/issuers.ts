/**
 * Who issues plans where the clinic named who does. A name lets nobody in (Staff.mayIssue); asked here is only that whoever is named
 * treats patients at this clinic, and that somebody is left who can issue. Asked of those who change it, and of nobody else: a
 * colleague who left keeps no other setting from being changed.
 */
import type { Tx } from '../db/tx';
import type { FieldFault } from '../http/errors';
import { type Clinic, Staff } from './clinic.entity';

/** In the order of their names. */
export async function issuersOf(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select id from portal.staff where is_issuer order by name, id',
  );
  return rows.map(({ id }) => id);
}

/** As the clinic is to be, with these as its issuers. `changed`: the field to which a fault of all of them points. */
export async function faultsOfIssuers(
  tx: Tx,
  clinic: Pick<Clinic, 'mayIssue' | 'massageTherapistsMayIssue'>,
  issuerIds: readonly string[],
  changed: 'issuerIds' | 'massageTherapistsMayIssue' = 'issuerIds',
): Promise<FieldFault[]> {
  const staff = await tx.em
    .createQueryBuilder(Staff, 's')
    .where('s.id = any(:issuerIds)', { issuerIds })
    .getMany();
  const clinicians = staff.filter(({ roles }) => roles.includes('clinician'));
  const strangers = issuerIds.flatMap((id, place): FieldFault[] =>
    clinicians.some((one) => one.id === id)
      ? []
      : [
          {
            pointer: `/issuerIds/${place}`,
            code: 'clinician',
            detail: 'Your clinic has no clinician with this id.',
          },
        ],
  );
  if (changed === 'issuerIds' && strangers.length > 0) return strangers;
  if (clinic.mayIssue !== 'named' || staff.some((one) => one.maySign(tx.today, clinic))) return [];
  const detail = 'Name at least one registered clinician who may sign today, or nobody could issue a plan.';
  return [{ pointer: `/${changed}`, code: 'nobody', detail }];
}
