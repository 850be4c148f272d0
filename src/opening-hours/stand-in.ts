/**
 * Who looks instead of somebody who does not, on a given day. Pure. Only who is here can stand in: somebody who is away
 * themself passes nothing on, so that no chain of covers leads back to where it began.
 */

/** ISO days of the clinic, both included. */
export interface Cover {
  staffId: string;
  coveredBy: string;
  from: string;
  to: string;
}

export interface Standing {
  /** Null: nobody is. */
  responsibleId: string | null;
  covers: readonly Cover[];
  backupId: string | null;
  /** The clinicians whose time at the clinic includes today. */
  activeIds: readonly string[];
  today: string;
}

/** The cover of whoever is responsible, else the clinic's backup person; null: every clinician. */
export function standInFor({ responsibleId, covers, backupId, activeIds, today }: Standing): string | null {
  const now = covers.filter(({ from, to }) => from <= today && today <= to);
  const isHere = (id: string | null): id is string =>
    id !== null &&
    id !== responsibleId &&
    activeIds.includes(id) &&
    !now.some(({ staffId }) => staffId === id);
  const cover = now.find(({ staffId, coveredBy }) => staffId === responsibleId && isHere(coveredBy));
  if (cover) return cover.coveredBy;
  return isHere(backupId) ? backupId : null;
}
