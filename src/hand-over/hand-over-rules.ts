/**
 * What may be handed over, by whom and for how long it can be taken back. Pure. Our decisions, no source: nobody hands on what is
 * another's, nothing is moved that somebody moved since, and every hand-over says why.
 */
import type { ErrorCode, FieldFault } from '../http/errors';

/** `leaving` and `away` are the clinician's, `patients_wish` and `clinical` the patient's reasons. */
export const HAND_OVER_REASONS = [
  'leaving',
  'away',
  'sharing_out',
  'patients_wish',
  'clinical',
  'other',
] as const;
export type HandOverReason = (typeof HAND_OVER_REASONS)[number];

export const TAKEN_BACK = 'taken_back';
/** Of who is responsible, said on the patient's record, where no reason is asked for (portal.hand_over_on_record). */
export const CHANGED_ON_RECORD = 'changed_on_record';

/** What stands on a hand-over that was made. */
export type WrittenReason = HandOverReason | typeof TAKEN_BACK | typeof CHANGED_ON_RECORD;

/** Later than this, patients and colleagues have begun to rely on it. */
export const TAKE_BACK_HOURS = 24;

export interface Asked {
  fromId: string | null;
  toId: string;
  patientIds?: readonly string[] | null;
  all?: boolean;
  reason: HandOverReason;
  note?: string | null;
}

/** Whose a patient is; null: nobody's. */
export interface Belonging {
  id: string;
  responsibleId: string | null;
}

export interface Move {
  patientId: string;
  fromId: string | null;
  toId: string | null;
}

/** What cannot be meant, whoever asks. */
export function handOverFaults({ fromId, toId, patientIds, all, reason, note }: Asked): FieldFault[] {
  const faults: FieldFault[] = [];
  if (((patientIds ?? null) === null) !== (all === true)) {
    faults.push(fault('/patientIds', 'either', 'Name patients, or say all: true; one of the two.'));
  }
  if (all && fromId === null)
    faults.push(fault('/fromId', 'required', 'Say whose patients all of them are.'));
  if (fromId === toId) faults.push(fault('/toId', 'same', 'Nobody hands over to themself.'));
  if (reason === 'other' && !note) faults.push(fault('/note', 'required', 'Say in a few words why.'));
  return faults;
}

/** Those who are with `toId` already stay as they are; `notTheirs` are not `fromId`'s, where one was named. */
export function movesTo(
  patients: readonly Belonging[],
  { fromId, toId }: Pick<Asked, 'fromId' | 'toId'>,
): { moves: Move[]; notTheirs: string[] } {
  const isTheirs = ({ responsibleId }: Belonging): boolean => fromId === null || responsibleId === fromId;
  return {
    moves: patients
      .filter((patient) => isTheirs(patient) && patient.responsibleId !== toId)
      .map(({ id, responsibleId }) => ({ patientId: id, fromId: responsibleId, toId })),
    notTheirs: patients.filter((patient) => !isTheirs(patient)).map(({ id }) => id),
  };
}

/** Each to whom they had; whoever was moved on since stays where they are. */
export function movesBack(moved: readonly Move[], now: readonly Belonging[]): Move[] {
  const whose = new Map(now.map(({ id, responsibleId }) => [id, responsibleId]));
  return moved
    .filter(({ patientId, toId }) => whose.get(patientId) === toId)
    .map(({ patientId, fromId, toId }) => ({ patientId, fromId: toId, toId: fromId }));
}

export interface Made {
  at: Date;
  takesBack: string | null;
  takenBackBy: string | null;
}

/** The last moment at which it can be taken back; null: it is one that takes back, or was taken back itself. */
export function takeBackUntil({ at, takesBack, takenBackBy }: Made): Date | null {
  return takesBack !== null || takenBackBy !== null
    ? null
    : new Date(at.getTime() + TAKE_BACK_HOURS * 3_600_000);
}

/** Why it cannot be taken back; null: it can. */
export function notTakenBackBecause(made: Made, now: Date): ErrorCode | null {
  const until = takeBackUntil(made);
  if (until === null) return 'hand_over.taken_back_already';
  return now > until ? 'hand_over.too_late' : null;
}

const fault = (pointer: string, code: string, detail: string): FieldFault => ({ pointer, code, detail });
