/** The roles a caller can hold; each is a database role `app_<role>` with grants of its own. */
export const ROLES = ['patient', 'carer', 'clinician', 'desk', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Somebody the database knows: a member of staff, a patient or a carer of one clinic, in one of their roles. */
export interface Actor {
  role: Role;
  /** id of the staff, patient or carer row */
  id: string;
  /** Of a patient their own id, of a carer that of whom they look after; null for staff. */
  patientId: string | null;
  clinicId: string;
  sessionId: string;
}
