/**
 * How old somebody is, for whatever rule asks: one count, so that no rule takes for a child whom another takes for an adult.
 * Dates are ISO days in the clinic's time zone; no clock is read here.
 */

/**
 * Below it a guardian must consent, and back pain is unusual enough to be looked into [our decision, to be approved: the
 * source of the red flag says 15].
 */
const GROWN_UP_FROM = 16;

/**
 * Completed years of life: an age is attained when the anniversary of the birth begins. For somebody born on 29 February that
 * is 1 March of a common year: Scottish law says so (Age of Legal Capacity Act 1991, section 6), English law (Family Law Reform
 * Act 1969, section 9) leaves it open, and nobody is then taken for older than they are [general knowledge, not verified; our
 * choice].
 */
export function ageOn(dateOfBirth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return day.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
}

/** By completed years. */
export function isUnder16(age: number): boolean {
  return age < GROWN_UP_FROM;
}
