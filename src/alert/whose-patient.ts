/**
 * Which patients are "mine" to a clinician, for the worklist and the caseload alike: those they are responsible for or cover
 * today, and those for whom nobody here is responsible, so that nobody falls between two lists. SQL, for a clinician's rights:
 * what they may see at all, the policies say.
 */

/** Each a piece of SQL: the responsible clinician's id, who asks, and the clinic's day. */
interface Asked {
  responsible: string;
  me: string;
  today: string;
}

export const isMine = ({ responsible, me, today }: Asked): string => /* sql */ `(
  ${responsible} = ${me}
  or ${responsible} in (
    select k.staff_id from portal.cover k where k.covered_by = ${me} and ${today} between k.from_day and k.to_day)
  -- whom nobody here is responsible for, everybody is
  or ${responsible} is null
  or not ${responsible} = any ((select portal.staff_here('clinician'))::uuid[]))`;

/** Said where somebody asks for a list of theirs. */
export const MINE_IN_WORDS =
  'mine, if not said: patients you are responsible for or cover today, and those whom nobody else here is responsible for.';
