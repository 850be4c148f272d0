/**
 * A text with named places, `{like_this}`, and with a form for each plural that its language has. Data only: no markup, and no
 * code in a text. Pure.
 */
import { LANGUAGE_NAMES, type Language } from './languages';

type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** One text; or by how many `{n}` counts; or by which in a row `{n}` is ("2nd"). */
export type Message = string | Forms | { ordinal: Forms };

/** How many: a number, or from one to another. */
export type Count = number | { exact?: number; min?: number; max?: number };

export type Values = Record<string, string>;

export const isByCount = (message: Message): message is Forms =>
  typeof message !== 'string' && !('ordinal' in message);

/** Every text of it. */
export function formsOf(message: Message): [string, string][] {
  if (typeof message === 'string') return [['', message]];
  return Object.entries('ordinal' in message ? message.ordinal : message);
}

/** The names of its places, once each, in alphabetical order. */
export function placesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string))].sort();
}

/** Plural forms that the language has; of the ordinals, those of "1st, 2nd". */
export function categoriesOf(language: Language, type: Intl.PluralRuleType): string[] {
  return [...rulesOf(language, type).resolvedOptions().pluralCategories].sort();
}

/**
 * The text with its places filled, each once: what a value says is never filled again. `count` chooses the form and fills `{n}`.
 * Throws where a place has no value: a text for a patient has no hole in it.
 */
export function filled(message: Message, language: Language, values: Values = {}, count?: Count): string {
  const text = chosen(message, language, count);
  const all: Values = count === undefined ? values : { n: amountIn(language, count), ...values };
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = all[name];
    if (value === undefined) throw new Error(`Nothing was given for {${name}} of “${text}”.`);
    return value;
  });
}

/** "2.5", in Polish "2,5". Western digits everywhere. */
export function numberIn(language: Language, number: number): string {
  return language === 'pl' ? String(number).replace('.', ',') : String(number);
}

/** "8 to 10". */
export function amountIn(language: Language, count: Count): string {
  if (typeof count === 'number') return numberIn(language, count);
  const { exact, min = 0, max = 0 } = count;
  if (exact !== undefined) return numberIn(language, exact);
  return `${numberIn(language, min)}${BETWEEN[language]}${numberIn(language, max)}`;
}

/** "8 to 10". */
const BETWEEN: Record<Language, string> = { en: ' to ', cy: ' i ', pl: '–', pa: ' ਤੋਂ ' };

function chosen(message: Message, language: Language, count: Count | undefined): string {
  if (typeof message === 'string') return message;
  if (count === undefined) throw new Error('A text with several forms needs a count.');
  const forms = 'ordinal' in message ? message.ordinal : message;
  const type = 'ordinal' in message ? 'ordinal' : 'cardinal';
  return forms[categoryOf(language, type, count)] ?? forms.other;
}

function categoryOf(language: Language, type: Intl.PluralRuleType, count: Count): Intl.LDMLPluralRule {
  const rules = rulesOf(language, type);
  if (typeof count === 'number') return rules.select(count);
  const { exact, min = 0, max = 0 } = count;
  if (exact !== undefined) return rules.select(exact);
  return min < max ? rules.selectRange(min, max) : rules.select(max);
}

/** TypeScript's library of this target does not know the second. */
type Rules = Intl.PluralRules & { selectRange(from: number, to: number): Intl.LDMLPluralRule };
const known = new Map<string, Rules>();

function rulesOf(language: Language, type: Intl.PluralRuleType): Rules {
  const key = `${language} ${type}`;
  const rules = known.get(key) ?? (new Intl.PluralRules(LANGUAGE_NAMES[language].tag, { type }) as Rules);
  known.set(key, rules);
  return rules;
}
