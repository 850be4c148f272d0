/**
 * What a named fact is, and how an answer becomes one. A fact is small and pure: it reads what is known, says it in the words
 * in which it was found, and is `unknown` where nobody answered.
 */
import type { Asked, Condition as HistoryAnswer, MedicalHistory } from '../../finding/findings';
import type { Known } from '../known';
import type { Fact } from '../rule-language';
import type { Said } from '../said';
import type { FlagAnswer } from '../said-screen';

export interface NamedFact {
  /** As a statement, for the table that a clinician reads. */
  says: string;
  /** As a question, for whoever has to find it out. Facts that hang on one answer ask the same question. */
  question: string;
  /**
   * Whether a plan that would need it lists it while it is unknown. Only what the sources name is listed (blood pressure,
   * osteoporosis, pregnancy and surgery are "asked or listed as unknown") and what one question settles for a HARD or
   * once-per-plan rule. The others are no less unknown: they do not match, and nothing calls them "no" [design decision].
   */
  isListed?: (known: Known) => boolean;
  read(known: Known): Fact;
}

export const always = () => true;

export const UNKNOWN: Fact = { truth: 'unknown', words: 'not known', foundOn: null };

export const yes = (words: string, foundOn: string | null, isLifelong = false): Fact => ({
  truth: 'yes',
  words,
  foundOn,
  isLifelong,
});

export const no = (words: string, foundOn: string | null): Fact => ({ truth: 'no', words, foundOn });

/** Yes with these words where there are any, else no. */
export const yesIf = (words: string | undefined, otherwise: string, foundOn: string | null): Fact =>
  words === undefined ? no(otherwise, foundOn) : yes(words, foundOn);

/** To be said after what was found, where it was found in another open episode. */
export const whereFound = ({ elsewhere }: { elsewhere?: string | true }): string =>
  elsewhere ? ', in another open episode' : '';

/** `null` or absent, not asked, declined and unable are all unknown. */
export function answered(said: Said<Asked> | null | undefined, name: string): Fact {
  if (said?.value === 'yes') return yes(`${name}${whereFound(said)}`, said.foundOn);
  if (said?.value === 'no') return no(`no ${name}${whereFound(said)}`, said.foundOn);
  return UNKNOWN;
}

/** A value below a part that was said. */
export function within<P, T>(said: Said<P> | undefined, read: (value: P) => T | undefined): Said<T> | null {
  const value = said && read(said.value);
  return said && value !== undefined ? { value, foundOn: said.foundOn } : null;
}

type AnsweredKey = {
  [K in keyof MedicalHistory]-?: NonNullable<MedicalHistory[K]> extends HistoryAnswer ? K : never;
}[keyof MedicalHistory];

/** What the history answers with yes or no. */
export function historyOf(known: Known, key: AnsweredKey, name: string, isLifelong = false): Fact {
  const said = known.history[key];
  const answer = said && { value: said.value.answer, foundOn: said.foundOn };
  const fact = answered(answer, name);
  if (fact.truth !== 'yes' || !said) return fact;
  return yes(inItsWords(name, said.value), said.foundOn, isLifelong);
}

/** The name, with what was written beside the answer. */
export function inItsWords(name: string, { since, managed, note }: Omit<HistoryAnswer, 'answer'>): string {
  const beside = [since && `since ${since}`, managed === 'yes' && 'managed', note];
  return [name, ...beside.filter(Boolean)].join(', ');
}

/** What an answer to a red flag says, if it counts. */
export function flagged(
  said: Said<FlagAnswer> | undefined,
  counts: (answer: FlagAnswer) => boolean,
  name: string,
  isLifelong = false,
): Fact {
  if (!said) return UNKNOWN;
  return counts(said.value) ? yes(name, said.foundOn, isLifelong) : no(`no ${name}`, said.foundOn);
}
