/**
 * The short form: the least that an assessment must say before a clinician may sign it. A clinic that charts in another
 * system must not chart twice, so nothing else is mandatory; and what was not said is never taken for a "no".
 */
import type { FieldFault } from '../http/errors';
import { lacksItsSide, type Presentation } from '../finding/presentation';
import { NEW_CAUDA_EQUINA } from '../screen/nerve-flags';
import type { FlagGrade, Screen, ScreenContext } from '../screen/screen';
import { screenFaults } from '../screen/screen-faults';

/** A full assessment, or a "nothing new" screen that renews one for the same level of exercise. */
export const ASSESSMENT_KINDS = ['full', 'nothing_new'] as const;
export type AssessmentKind = (typeof ASSESSMENT_KINDS)[number];

export const CONTACTS = ['in_person', 'video', 'phone'] as const;
export type Contact = (typeof CONTACTS)[number];

/** null: not said yet. */
export interface ShortForm {
  kind: AssessmentKind;
  seenOn: string | null;
  contact: Contact | null;
  presentations: Presentation[] | null;
  screen: Screen | null;
  suitable: boolean | null;
}

/** What a screen says beside everything else that is known. `flags` is empty where nothing is graded. */
export interface ScreenReading {
  context: ScreenContext;
  flags: FlagGrade[];
}

/**
 * Everything that still keeps this assessment from being signed, with JSON pointers into it; empty when it may be. A full
 * one states its presentations, if only that there are none; a "nothing new" screen says how the patient was asked. For
 * pain down both legs a screen that was done elsewhere is not enough: the cauda equina questions are answered here.
 */
export function missingForSignature(form: ShortForm, reading: ScreenReading): FieldFault[] {
  const missing: FieldFault[] = [];
  if (form.seenOn === null) missing.push(fault('/seenOn', 'Say on which day the patient was seen.'));
  if (form.kind === 'nothing_new' && form.contact === null) {
    missing.push(fault('/contact', 'Say how the patient was asked: in person, by video or by phone.'));
  }
  if (form.kind === 'full' && form.presentations === null) {
    missing.push(fault('/presentations', 'Say what the patient presents with; an empty list says: nothing.'));
  }
  form.presentations?.forEach((presentation, place) => {
    if (!lacksItsSide(presentation)) return;
    missing.push(fault(`/presentations/${place}/side`, 'Say in which leg: left, right or both.'));
  });
  missing.push(...faultsOfScreen(form.screen, reading));
  if (form.suitable === null) missing.push(fault('/suitable', 'Say whether exercise is suitable.'));
  return missing;
}

function faultsOfScreen(screen: Screen | null, { context, flags }: ScreenReading): FieldFault[] {
  if (screen === null)
    return [fault('/screen', 'Ask the red flags, or name the record in which that was done.')];
  const faults = screenFaults(screen, context, flags).map(({ pointer, ...said }) => ({
    pointer: `/screen${pointer}`,
    ...said,
  }));
  if (screen.kind === 'answered' || !context.bothLegs) return faults;
  // what pain down both legs makes urgent to ask [GIRFT national cauda equina pathway]
  const unasked = NEW_CAUDA_EQUINA.map((item) => ({
    pointer: `/screen/answers/${item}`,
    code: 'screen.not_answered',
    detail: 'With pain down both legs, please ask this here; that it was asked elsewhere is not enough.',
  }));
  const others = faults.filter(({ pointer }) => !unasked.some((one) => one.pointer === pointer));
  return [...others, ...unasked];
}

const fault = (pointer: string, detail: string): FieldFault => ({ pointer, code: 'missing', detail });
