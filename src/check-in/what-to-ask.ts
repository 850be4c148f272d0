/**
 * Which questions a patient is asked: all, but those about what is known, recorded and unchanged. A question is left out only
 * where the record names the very thing; wherever it is silent, half said or older than a change, the question is asked. Pure.
 */
import { alteredSaddle } from '../finding/nerves';
import type { Findings } from '../finding/findings';
import type { SignCode } from '../routine/warning-signs';
import { isLongStanding } from '../screen/known-cause';
import type { RedFlagCode } from '../screen/red-flags';
import { type Answers, type KnownBy, type Question, QUESTIONS } from './questions';

/** One item of a signed screen that stands. */
export interface SignedSign {
  assessmentId: string;
  episodeId: string;
  /** ISO day of the visit. */
  seenOn: string;
  signedAt: Date;
  code: RedFlagCode;
  answer: string;
  signs: readonly string[];
  /** ISO day; null: no known cause is recorded. */
  knownSince: string | null;
  hasCause: boolean;
  isUnchanged: boolean;
  investigatedOn: string | null;
  hasDecision: boolean;
  /** A hold that the signature opened for it was resolved, and none is open. */
  isResolved: boolean;
  /** Of the same visit; nothing else of its findings. */
  saddle: Pick<Findings, 'neuro' | 'bodyChart'>;
}

/** As much of a patient's record as bears on what they are asked. */
export interface SignsOnRecord {
  /** In any order. */
  signed: readonly SignedSign[];
  /** When each screen of an examination was signed that attests that nothing was found: it takes back what was known. */
  attestedAt: readonly Date[];
  /** When the patient confirmed a sign at a check-in. */
  confirmed: readonly { code: SignCode; at: Date }[];
  /** When the patient reported new numbness or weakness. */
  numbAt: readonly Date[];
}

/** In the order of the lists. `asOf` leaves out of account what was signed after it. */
export function whatToAsk(record: SignsOnRecord, asOf: Date): Question[] {
  const signed = record.signed.filter(({ signedAt }) => signedAt <= asOf);
  return QUESTIONS.filter(
    ({ code, known }) => !known.some((by) => isKnown(by, code, { ...record, signed }, asOf)),
  );
}

/** What of these was asked and has no answer. */
export const unanswered = (asked: readonly Question[], answers: Answers): Question[] =>
  asked.filter(({ code }) => answers[code] === undefined);

function isKnown(by: KnownBy, code: SignCode, record: SignsOnRecord, asOf: Date): boolean {
  const newest = record.signed
    .filter((one) => one.code === by.flag)
    .reduce<SignedSign | null>((last, one) => (last && last.signedAt > one.signedAt ? last : one), null);
  if (!newest || !isUnchangedSince(newest.signedAt, code, record, asOf)) return false;
  if (by.how === 'looked_at') {
    return (
      newest.answer === 'yes' &&
      newest.signs.some((sign) => by.signs.includes(sign)) &&
      (newest.hasDecision || newest.isResolved)
    );
  }
  const known = {
    since: newest.knownSince ?? undefined,
    cause: newest.hasCause ? 'recorded' : undefined,
    unchanged: newest.isUnchanged ? (true as const) : undefined,
  };
  return (
    newest.answer === by.answer &&
    isLongStanding(known, { seenOn: newest.seenOn, lastSeenOn: visitBefore(newest, record) }) &&
    (!by.investigated || newest.investigatedOn !== null) &&
    (!by.saddle || alteredSaddle(newest.saddle) !== null)
  );
}

function isUnchangedSince(
  signedAt: Date,
  code: SignCode,
  { attestedAt, confirmed, numbAt }: SignsOnRecord,
  asOf: Date,
): boolean {
  return (
    !attestedAt.some((at) => at > signedAt && at <= asOf) &&
    !numbAt.some((at) => at > signedAt) &&
    !confirmed.some((one) => one.code === code && one.at > signedAt)
  );
}

function visitBefore(newest: SignedSign, { signed }: SignsOnRecord): string | undefined {
  const days = signed
    .filter(({ episodeId, seenOn }) => episodeId === newest.episodeId && seenOn < newest.seenOn)
    .map(({ seenOn }) => seenOn);
  return days.sort().at(-1);
}
