/**
 * What a guardian's access can rest on, and of whom each can be written down. Pure. Whether an access stands, the database says at
 * every request (migrations/always/1-actors.sql), and who decides for themself too: it is an argument here.
 */

/** What was seen or known of whoever is written down. */
export const GUARDIAN_EVIDENCE = [
  'document_seen',
  'told_and_known',
  'court_order',
  'attorney',
  'deputy',
] as const;
export type GuardianEvidence = (typeof GUARDIAN_EVIDENCE)[number];

/** Of guardians from before kinds were asked for. */
export const NOT_SAID = 'not_said';

/**
 * The youngest of whom there can be one: a lasting power is made at 18 or later (Mental Capacity Act 2005, section 9), and welfare
 * is decided for nobody under 16 by that act (section 2) [general knowledge, not verified; to be approved].
 */
const YOUNGEST: Partial<Record<GuardianEvidence, number>> = { attorney: 18, deputy: 16 };

/** A parent's word ends here, whatever else. */
const ADULT_FROM = 18;

/** Null: they can be written down. */
export function whyNotGuardian(
  evidence: GuardianEvidence,
  patient: { age: number; decidesAlone: boolean },
): 'guardian.not_at_this_age' | 'guardian.patient_grown_up' | null {
  const youngest = YOUNGEST[evidence];
  if (youngest !== undefined) return patient.age < youngest ? 'guardian.not_at_this_age' : null;
  return patient.decidesAlone || patient.age >= ADULT_FROM ? 'guardian.patient_grown_up' : null;
}

export const GUARDIAN_ENDINGS = ['court_order', 'asked_to', 'noted_wrongly', 'other'] as const;
export type GuardianEnding = (typeof GUARDIAN_ENDINGS)[number];

interface EndedGuardian {
  name: string;
  email: string | null;
  endedBecause: GuardianEnding | null;
}

/** Whether a court order ended somebody of this name or address: then only another lets them look again. */
export function wasEndedByOrder(
  wanted: { name: string; email: string | null },
  former: readonly EndedGuardian[],
): boolean {
  const same = (a: string | null, b: string | null): boolean =>
    a !== null && b !== null && plain(a) === plain(b);
  return former.some(
    (one) =>
      one.endedBecause === 'court_order' && (same(one.name, wanted.name) || same(one.email, wanted.email)),
  );
}

const plain = (words: string): string => words.toLowerCase().normalize('NFKC').replace(/\s+/g, ' ').trim();
