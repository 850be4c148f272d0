/** How long ago something was, in the clinic's days. Days are ISO days; no clock is read here. */

/** In days: how long an answer or a reading stands before it is asked for anew [design decision]. */
export const HALF_A_YEAR = 183;

/** Whole days, over every change of the clocks; negative when `day` lies after `today`. */
export function daysSince(day: string, today: string): number {
  return Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
}

/** Completed years of life; somebody born on 29 February has their birthday on 1 March of other years. */
export function ageOn(dateOfBirth: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return today.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
}
