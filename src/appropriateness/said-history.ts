/**
 * The medical history out of all signed assessments, of whatever episode: it is the person's. Each key is what was last answered
 * to it; what has parts of its own is put together, so that a reading, an operation or a sign is not erased by a later sheet
 * that is silent about it. Only an answer, or the word that a sheet was entered in error, takes anything out.
 */
import { daysBetween } from '../calendar/days';
import type { BloodPressure, MedicalHistory, Pregnancy, Surgery } from '../finding/findings';
import { isAnswer, newestAnswer, type Said, type SignedFindings, sinceWhen, wordsOn } from './said';

/** Key by key; the pregnancy stands apart. */
export type SaidHistory = {
  [K in Exclude<keyof MedicalHistory, 'pregnancy'>]?: Said<NonNullable<MedicalHistory[K]>>;
};
/**
 * Field by field, of the pregnancy that was said last: `weeks` on the day since which no others were said, `pregnant` since it
 * was first said.
 */
export type SaidPregnancy = { [K in keyof Pregnancy]?: Said<NonNullable<Pregnancy[K]>> };

/** A pregnancy that would be older than 42 weeks is over, whatever was last written. */
export const LONGEST_PREGNANCY_DAYS = 42 * 7;

/** A key has the day since which it has been said equally: that a sheet was sent again makes nothing newer. */
export function saidHistory(signed: readonly SignedFindings[]): SaidHistory {
  const keys = new Set(signed.flatMap((one) => Object.keys(one.findings.history ?? {})));
  keys.delete('pregnancy');
  const said = [...keys].flatMap((key) => {
    const found = sinceWhen<unknown>(wordsOf(signed, key as keyof MedicalHistory));
    return found ? [[key, found]] : [];
  });
  const history = Object.fromEntries(said) as SaidHistory;
  const { bloodPressure, surgery, falls } = history;
  return {
    ...history,
    ...(bloodPressure && { bloodPressure: together(wordsOf(signed, 'bloodPressure'), withReadings) }),
    ...(surgery && { surgery: together(wordsOf(signed, 'surgery'), withOperations) }),
    // a count over twelve months is of the twelve months before it was last given
    ...(falls && { falls: newestAnswer(wordsOf(signed, 'falls')) ?? falls }),
  };
}

/** `birth` ends the pregnancy that was said up to its day. */
export function saidPregnancy(signed: readonly SignedFindings[], birth: SaidHistory['birth']): SaidPregnancy {
  const words = wordsOf(signed, 'pregnancy');
  const last = newestAnswer(words);
  if (!last) return {};
  const pregnant = { ...last, value: last.value.pregnant };
  if (last.value.pregnant !== 'yes') return { pregnant };

  const born = birth && 'on' in birth.value ? birth.value.on : null;
  const isOfAnother = ({ value, foundOn }: Said<Pregnancy>) =>
    value.pregnant === 'no' ||
    daysBetween(foundOn, last.foundOn) > LONGEST_PREGNANCY_DAYS ||
    (born !== null && foundOn <= born && born < last.foundOn);
  const answers = words.filter(isAnswer);
  const others = answers.findIndex(isOfAnother);
  const ofThis = others === -1 ? answers : answers.slice(0, others);
  const since = sinceWhen(ofThis.map((one) => ({ ...one, value: 'yes' as const })));
  return {
    pregnant: since ?? pregnant,
    weeks: sinceWhen(fieldOf(ofThis, 'weeks')) ?? undefined,
    signs: sinceWhen(fieldOf(ofThis, 'signs')) ?? undefined,
  };
}

const wordsOf = <K extends keyof MedicalHistory>(signed: readonly SignedFindings[], key: K) =>
  wordsOn<NonNullable<MedicalHistory[K]>>(signed, (one) => one.findings.history?.[key] ?? null, 'history');

const fieldOf = <K extends keyof Pregnancy>(words: readonly Said<Pregnancy>[], field: K) =>
  words.flatMap(({ value, foundOn }) => {
    const said = value[field];
    return said === undefined ? [] : [{ value: said, foundOn }];
  });

/** What the sheets list together, from the oldest on, on the day of the newest. */
function together<T>(words: readonly Said<T[]>[], add: (listed: T[], said: T[]) => T[]): Said<T[]> {
  const [last] = words as [Said<T[]>];
  return { ...last, value: words.map(({ value }) => value).reduceRight(add, []) };
}

/** Of one day the readings of the newest sheet that has any. */
function withReadings(listed: BloodPressure[], said: BloodPressure[]): BloodPressure[] {
  const days = said.map(({ on }) => on);
  return [...listed.filter(({ on }) => !days.includes(on)), ...said];
}

const withOperations = (listed: Surgery[], said: Surgery[]): Surgery[] => said.reduce(withOperation, listed);

/** Of one operation what was last answered, field by field: a restriction ends when somebody says so. */
function withOperation(listed: Surgery[], said: Surgery): Surgery[] {
  const place = listed.findIndex(
    ({ region, kind, on }) =>
      region === said.region && on === said.on && (kind === said.kind || !kind || !said.kind),
  );
  if (place === -1) return [...listed, said];
  const answers = Object.entries(said).filter(([, value]) => isAnswer({ value }));
  return listed.with(place, { ...(listed[place] as Surgery), ...Object.fromEntries(answers) });
}
