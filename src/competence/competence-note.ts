/**
 * What a clinician can find of somebody's competence to decide for themself, and at which age it has to be found at all. Pure. What
 * follows for who may look, the database says (migrations/always/1-actors.sql): it is asked at every request.
 */
import { isUnder16 } from '../calendar/age';

/**
 * competent: under 16, of sufficient understanding and intelligence to decide this for themself (Gillick v West Norfolk and Wisbech
 * AHA [1986] AC 112). lacks_capacity: from 16 on, where capacity is presumed (Mental Capacity Act 2005, sections 1 to 3) [general
 * knowledge, not verified; to be approved].
 */
export const COMPETENCE_FINDINGS = ['competent', 'lacks_capacity'] as const;
export type CompetenceFinding = (typeof COMPETENCE_FINDINGS)[number];

/** Whether it says something else than what is taken to be so at this age. */
export function hasToBeFound(found: CompetenceFinding, age: number): boolean {
  return isUnder16(age) === (found === 'competent');
}
