/**
 * The sessions of a dose in words for the patient: one, a table of weeks, or different ones within a week. What all of them
 * have alike is said once, so that a table of twelve weeks stays readable.
 */
import { onSide } from './alike-sets-sentence';
import type { Dosage, SessionDose, Side } from '../dosage';
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
export function sessionSentences({ sessions, side }: Dosage, isInPhase: boolean): string[] {
  const rows = sessions.map((session) => rowOf(session, side, isInPhase));
  const shared = sharedBy(rows, sessions);
  return [
    ...forAll('Each time', shared.first),
    ...rows.flatMap((row) => sayRow(row, shared)),
    ...forAll('Each time', shared.then),
    ...forAll('In each of these weeks', [...shared.often, ...shared.days]),
  ];
}

function rowOf(session: SessionDose, side: Side, isInPhase: boolean): Row {
  const { sets = [], intervals, schedule } = session;
  const told = intervals ? intervalSentences(intervals) : { first: [], ...setSentences(sets, side) };
  const on = intervals ? onSide(side) : '';
  return {
    heading: headingOf(session, isInPhase),
    ...told,
    then: on ? [...told.then, `Do it${on}.`] : told.then,
    often: [howOften(schedule)],
    days: daySentences(schedule),
  };
}

function headingOf({ name, weeks }: SessionDose, isInPhase: boolean): string {
  const parts = [
    weeks && weeksWords(weeks, isInPhase ? ' of this part' : ''),
    name && `session “${name}”`,
  ].filter(Boolean);
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

const forAll = (when: string, said: string[]): string[] =>
  said.length ? [`${when}: ${said.join(' ')}`] : [];
