/** The roles a caller can hold; each is a database role `app_<role>` with grants of its own. */
export const ROLES = ['patient', 'clinician', 'desk', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Somebody the database knows: a member of staff or a patient of one clinic, in one of their roles. */
export interface Actor {
  role: Role;
  /** id of the staff or patient row */
  id: string;
  clinicId: string;
  sessionId: string;
}
