/**
 * How far a clinic is with a language: of each text whether a clinician approved it, and so which parts its patients read in it. A
 * part is served only when every one of its texts is approved as it reads now: half approved safety texts are no safety texts.
 * Pure; what was approved is asked of the rows.
 */
import type { Numbers } from '../clinic/emergency-numbers';
import { type Draft, DRAFTS } from './drafts';
import type { Language, Translated } from './languages';
import { formsOf, type Message, placesIn } from './message';
import { englishHash, pairHash } from './text-hash';
import { ENGLISH_TEXTS, type FixedText, type TextPart } from './texts';
import { englishIn, type Words, wordsOf } from './words';

/**
 * machine_draft: nobody reviewed it. own_wording: the clinic corrected it, and has not approved it yet. approved: it is served, once
 * all of its part is. outdated: the English changed since, or there is no translation at all; it cannot be approved.
 */
export const TEXT_STATES = ['machine_draft', 'own_wording', 'approved', 'outdated'] as const;
export type TextState = (typeof TEXT_STATES)[number];

export interface Approval {
  textId: string;
  /** Of the English and the translation that were approved (text-hash.ts). */
  pair: string;
}

/** A clinic's correction of a draft. */
export interface OwnWording {
  textId: string;
  /** Of the English that it translates. */
  of: string;
  says: Message;
}

export interface Reviewed {
  id: string;
  part: TextPart;
  english: Message;
  /** Null: no translation. */
  says: Message | null;
  isOwn: boolean;
  pair: string | null;
  state: TextState;
}

/** What a clinic said of one language. */
export interface Standing {
  approvals: readonly Approval[];
  own: readonly OwnWording[];
}

/** In the order of the texts. `english` and `drafts` are those of this software, unless said. */
export function reviewOf(
  language: Translated,
  { approvals, own }: Standing,
  english: ReadonlyMap<string, FixedText> = ENGLISH_TEXTS,
  drafts: ReadonlyMap<string, Draft> = DRAFTS[language],
): Reviewed[] {
  const approved = new Map(approvals.map(({ textId, pair }) => [textId, pair]));
  const corrected = new Map(own.map((one) => [one.textId, one]));
  return [...english.values()].map((text) => {
    const { id, part, says: source } = text;
    const ours = corrected.get(id);
    const translation = ours ?? drafts.get(id);
    const known = { id, part, english: source, isOwn: ours !== undefined };
    if (translation?.of !== englishHash(id, source)) {
      return { ...known, says: translation?.says ?? null, pair: null, state: 'outdated' };
    }
    const { says } = translation;
    const pair = pairHash(id, source, says);
    const unapproved = ours ? 'own_wording' : 'machine_draft';
    return { ...known, says, pair, state: approved.get(id) === pair ? 'approved' : unapproved };
  });
}

/** Parts of which every text is approved. */
export function partsServed(reviewed: readonly Reviewed[]): TextPart[] {
  const waiting = new Set(reviewed.filter(({ state }) => state !== 'approved').map(({ part }) => part));
  return [...new Set(reviewed.map(({ part }) => part))].filter((part) => !waiting.has(part));
}

/** What a patient of the clinic reads who would like to read this language. */
export function wordsFor(language: Language, standing: Standing, numbers: Numbers): Words {
  if (language === 'en') return englishIn(numbers);
  const reviewed = reviewOf(language, standing);
  const served = partsServed(reviewed).map((part) => {
    const texts = reviewed.filter((one) => one.part === part);
    return [part, new Map(texts.map(({ id, says }) => [id, says as Message]))] as const;
  });
  return wordsOf(language, numbers, new Map(served));
}

/** Where a country has no number for advice nothing of it is left, and no bracket either. */
const leavesAdviceOut = (text: string): boolean =>
  !/[[\]]|\{advice\}/.test(text.replace(/\[[^[\]]*\{advice\}[^[\]]*\]/g, ''));

/**
 * Why this cannot stand for that English text, in words for whoever wrote it; null: it can. The same places, a form for each that
 * the language needs, no markup, and the same numbers to call.
 */
export function faultOfWording(
  english: Message,
  says: Message,
  categories: readonly string[],
): string | null {
  const [whole, theirs] = [formsOf(english), formsOf(says)];
  const isPlain = typeof says === 'string';
  if (isPlain !== (typeof english === 'string')) {
    return isPlain
      ? 'Send a form for each plural: the English has them.'
      : 'Send one text: it has no plurals.';
  }
  const missing = isPlain ? [] : categories.filter((one) => !theirs.some(([name]) => name === one));
  if (missing.length > 0) return `These plural forms are missing: ${missing.join(', ')}.`;
  const places = [...new Set(whole.flatMap(([, text]) => placesIn(text)))].sort();
  for (const [form, text] of theirs) {
    if (text.trim() === '') return 'It is empty.';
    if (/[<>]|&\w+;/.test(text)) return 'It holds markup.';
    if (!leavesAdviceOut(text))
      return 'Put {advice}, and the words that need it, in square brackets; nothing else.';
    const own = placesIn(text);
    // "every hour": where the form says the number itself
    const isSaid = ['zero', 'one', 'two'].includes(form);
    const expected = isSaid && !own.includes('n') ? places.filter((one) => one !== 'n') : places;
    if (own.join() !== expected.join()) {
      return `It needs exactly these places: ${expected.map((one) => `{${one}}`).join(', ') || 'none'}.`;
    }
  }
  const numbers = (texts: [string, string][]) =>
    [...new Set(texts.flatMap(([, text]) => text.match(/\b(\d{3,}|A&E|GP)\b/g) ?? []))].sort().join(', ');
  if (numbers(whole) !== numbers(theirs)) return `It has to name the same: ${numbers(whole) || 'no number'}.`;
  return null;
}
