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
  /** The clinicians who can sign in today. */
  activeIds: readonly string[];
  today: string;
}

/** The cover of whoever is responsible, else the clinic's backup person; null: every clinician. */
export function standInFor(standing: Standing): string | null {
  const { responsibleId, backupId } = standing;
  const isOther = (id: string | null): id is string => id !== responsibleId && isHere(id, standing);
  const cover = coversNow(standing).find(
    ({ staffId, coveredBy }) => staffId === responsibleId && isOther(coveredBy),
  );
  if (cover) return cover.coveredBy;
  return isOther(backupId) ? backupId : null;
}

/**
 * Who is told the moment something presses: whoever is responsible, or stands in while they are away, and the clinic's backup
 * person; where none of them is here, every clinician. Nobody twice; empty: no clinician is here at all.
 */
export function toldAtOnce(standing: Standing): string[] {
  const { responsibleId, backupId, activeIds } = standing;
  const first = isHere(responsibleId, standing) ? responsibleId : standInFor(standing);
  const told = [first, isHere(backupId, standing) ? backupId : null].filter((id) => id !== null);
  return told.length > 0 ? [...new Set(told)] : [...activeIds];
}

const coversNow = ({ covers, today }: Standing): Cover[] =>
  covers.filter(({ from, to }) => from <= today && today <= to);

function isHere(id: string | null, standing: Standing): id is string {
  if (id === null || !standing.activeIds.includes(id)) return false;
  return !coversNow(standing).some(({ staffId }) => staffId === id);
}
