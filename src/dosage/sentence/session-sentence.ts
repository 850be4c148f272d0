/**
 * The sessions of a dose in words for the patient: one, a table of weeks, or different ones within a week. What all of them
 * have alike is said once, so that a table of twelve weeks stays readable.
 */
import { onSide } from './alike-sets-sentence';
import type { Dosage, SessionDose, Side } from '../dosage';
import type { DoseWords } from './dose-words';
import { intervalSentences } from './interval-sentence';
import { capitalised } from './quantity-words';
import { daySentences, howOften, weeksWords } from './schedule-sentence';
import { setSentences } from './set-sentence';

/** Sentences of a session that may be said once for all of them. */
interface Shareable {
  /** Before what is done: the warm-up. */
  first: string[];
  then: string[];
  often: string[];
  days: string[];
}

interface Row extends Shareable {
  heading: string;
  /** Always said in its own row, or nothing would be left of it. */
  done: string;
}

/** Within a phase the weeks of a session count from its beginning, and are called so. */
export function sessionSentences(words: DoseWords, { sessions, side }: Dosage, isInPhase: boolean): string[] {
  const rows = sessions.map((session) => rowOf(words, session, side, isInPhase));
  const forAll = (when: 'each_time' | 'in_each_of_these_weeks', said: string[]): string[] =>
    said.length ? [words.say(when, { said: said.join(' ') })] : [];
  const shared = sharedBy(rows, sessions);
  return [
    ...forAll('each_time', shared.first),
    ...rows.flatMap((row) => sayRow(row, shared)),
    ...forAll('each_time', shared.then),
    ...forAll('in_each_of_these_weeks', [...shared.often, ...shared.days]),
  ];
}

function rowOf(words: DoseWords, session: SessionDose, side: Side, isInPhase: boolean): Row {
  const { sets = [], intervals, schedule } = session;
  const told = intervals
    ? intervalSentences(words, intervals)
    : { first: [], ...setSentences(words, sets, side) };
  const on = intervals ? onSide(words, side) : '';
  return {
    heading: headingOf(words, session, isInPhase),
    ...told,
    then: on ? [...told.then, words.say('do_it_side', { side: on })] : told.then,
    often: [howOften(words, schedule)],
    days: daySentences(words, schedule),
  };
}

function headingOf(words: DoseWords, { name, weeks }: SessionDose, isInPhase: boolean): string {
  const parts = [weeks && weeksWords(words, weeks, isInPhase), name && words.say('session', { name })].filter(
    Boolean,
  );
  return parts.length ? `${capitalised(parts.join(', '))}: ` : '';
}

/** How often is shared by weeks only: of different sessions in a week it could be taken for all of them together. */
function sharedBy(rows: Row[], sessions: SessionDose[]): Shareable {
  const inEach = (part: keyof Shareable): string[] => {
    const [one, ...others] = rows.map((row) => row[part]);
    if (!one || others.length === 0) return [];
    return one.filter((said) => others.every((other) => other.includes(said)));
  };
  const isTable = sessions.every(({ name }) => name === undefined);
  return {
    first: inEach('first'),
    then: inEach('then'),
    often: isTable ? inEach('often') : [],
    days: inEach('days'),
  };
}

function sayRow({ heading, first, done, then, often, days }: Row, shared: Shareable): string[] {
  const own = (said: string[], alike: string[]) => said.filter((one) => !alike.includes(one));
  return [
    `${heading}${[...own(first, shared.first), done].join(' ')}`,
    ...own(then, shared.then),
    ...own(often, shared.often),
    ...own(days, shared.days),
  ];
}
