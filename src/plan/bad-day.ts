/**
 * What a clinician allows of an exercise on a bad day: nothing of it, all of it, or a smaller dose. It is settled with the plan, so
 * that nobody has to decide on the day; and it never asks for more than the usual dose, so that no rule has to be asked again.
 */
import { checkDosage } from '../dosage/check/check-dosage';
import type { Dosage } from '../dosage/dosage';
import { isHarder } from '../dosage/dose-demand';
import type { FieldFault } from '../http/errors';

export const ON_BAD_DAYS = ['left_out', 'as_usual', 'less'] as const;
export type OnBadDay = (typeof ON_BAD_DAYS)[number];

export interface BadDay {
  /** Left out unless said. */
  onBadDay?: OnBadDay;
  /** With `less`, and only then. How much pain is accepted and when to stop stays as it is on other days. */
  badDayDosage?: Dosage | null;
}

/** What stays as on any other day. */
const AS_EVER = ['painPolicy', 'progression', 'regression', 'stopRules'] as const;

/** `usual`: a dose without faults. Pointers are below the item. */
export function badDayFaults(
  usual: Dosage,
  { onBadDay = 'left_out', badDayDosage = null }: BadDay,
): FieldFault[] {
  const at = (pointer: string, code: string, detail: string): FieldFault => ({
    pointer: `/badDayDosage${pointer}`,
    code,
    detail,
  });
  if ((onBadDay === 'less') !== (badDayDosage !== null)) {
    const detail = 'Say a smaller dose with onBadDay less, and with nothing else.';
    return [at('', badDayDosage === null ? 'missing' : 'bad_day.not_less', detail)];
  }
  if (badDayDosage === null) return [];
  const faults = checkDosage(badDayDosage).map(({ pointer, code, detail }) => at(pointer, code, detail));
  if (faults.length > 0) return faults;
  const said = AS_EVER.filter((part) => badDayDosage[part] !== undefined);
  if (said.length > 0) {
    const detail = 'Leave this out: on a bad day it is as on any other.';
    return said.map((part) => at(`/${part}`, 'bad_day.as_ever', detail));
  }
  if (isHarder(usual, badDayDosage)) {
    return [at('', 'bad_day.asks_more', 'On a bad day nothing may be more than in the usual dose.')];
  }
  return [];
}

/** The dose of a bad day with what stays as ever, as the patient reads it. */
export function badDayInFull({ painPolicy, stopRules }: Dosage, badDayDosage: Dosage): Dosage {
  return { ...badDayDosage, ...(painPolicy && { painPolicy }), ...(stopRules && { stopRules }) };
}
