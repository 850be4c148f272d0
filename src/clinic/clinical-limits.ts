/**
 * How far a clinic may go with its own limits: it may be stricter than what is clinically set here, and never looser. Whoever asks
 * for a limit asks `limitsOf`, which takes the stricter of the two, so that a row that was written before, or past us, loosens
 * nothing. Pure. Each is to be approved by a registered clinician.
 */

interface ClinicalLimit {
  id: string;
  /** In days. What a clinic begins with. */
  usual: number;
  /** The loosest that a clinic may set. */
  most: number;
  /** The strictest; below it nobody could work. */
  least: number;
  about: string;
  source: string;
}

export const CLINICAL_LIMITS = {
  sameLevelDays: {
    id: 'L-SAME',
    usual: 60,
    most: 60,
    least: 1,
    about: 'How old an assessment may be to go on at the same level.',
    source: 'clinical facts and rules, section 0 point 8 [design decision]',
  },
  harderDays: {
    id: 'L-HARDER',
    usual: 14,
    most: 14,
    least: 1,
    about: 'How old a full screen may be to ask for more.',
    source: 'clinical facts and rules, section 0 point 8 [design decision]',
  },
  reviewWithinDays: {
    id: 'L-REVIEW',
    usual: 365,
    most: 365,
    least: 7,
    about: 'How many days after the first day, or after an extension, the review may lie.',
    source: 'own decision: no later than advice may stand',
  },
  adviceDaysAfterReview: {
    id: 'L-AFTER',
    usual: 28,
    most: 28,
    least: 0,
    about: 'From the review to the end of the advice, if nobody says else.',
    source: 'own decision',
  },
  adviceDays: {
    id: 'L-ADVICE',
    usual: 365,
    most: 365,
    least: 7,
    about: 'How many days advice may stand at most; then somebody must look again.',
    source: 'own decision',
  },
  strongReviewDays: {
    id: 'L-STRONG',
    usual: 14,
    most: 28,
    least: 7,
    about: 'How far away the review may lie when a STRONG rule was overridden.',
    source:
      'clinical facts and rules, section 4: at most 14 days, a clinic may set 7 to 28 [design decision]',
  },
} as const satisfies Record<string, ClinicalLimit>;

export type LimitName = keyof typeof CLINICAL_LIMITS;
/** In days. */
export type Limits = Record<LimitName, number>;

export const LIMIT_NAMES = Object.keys(CLINICAL_LIMITS) as LimitName[];

/** Of each the stricter: what the clinic set, or what is clinically set. */
export function limitsOf(clinic: Readonly<Limits>): Limits {
  return Object.fromEntries(
    LIMIT_NAMES.map((name) => [name, Math.min(clinic[name], CLINICAL_LIMITS[name].most)]),
  ) as Limits;
}
