/**
 * What a patient reads, in the language of each part: whoever says something to a patient is handed these words and asks for a
 * text by its id. Where nothing else was approved, they are English. Pure.
 */
import { inNumbers, type Numbers } from '../clinic/emergency-numbers';
import type { DosePhrases } from '../dosage/sentence/phrases';
import { type DoseWords, doseWords, ENGLISH_DOSE } from '../dosage/sentence/dose-words';
import type { PatientList } from '../routine/wording';
import type { Language } from './languages';
import { type Count, filled, type Message, type Values } from './message';
import { ENGLISH_TEXTS, type TextPart } from './texts';

export interface Words {
  /** What the patient would like to read. */
  asked: Language;
  /** What they read, part by part. */
  languageOf(part: TextPart): Language;
  /** `count` chooses the form and stands for {n}. Throws for an id that is no text's. */
  say(id: string, values?: Values, count?: Count): string;
  dose: DoseWords;
}

/** The whole of one part in another language, by the ids of its texts. */
export type Served = ReadonlyMap<TextPart, ReadonlyMap<string, Message>>;

/**
 * `numbers`: those to call where the clinic is. Without them a text that names one cannot be said, and throws.
 */
export function wordsOf(asked: Language, numbers: Numbers | null, served: Served = new Map()): Words {
  const languageOf = (part: TextPart): Language => (served.has(part) ? asked : 'en');
  const phrases = served.get('dose');
  return {
    asked,
    languageOf,
    say: (id, values, count) => {
      const english = ENGLISH_TEXTS.get(id);
      if (!english) throw new Error(`There is no text ${id}.`);
      const says = served.get(english.part)?.get(id) ?? english.says;
      const language = languageOf(english.part);
      const isPlain = typeof says === 'string' && numbers !== null;
      return filled(isPlain ? inNumbers(says, numbers, OR[language]) : says, language, values, count);
    },
    dose: phrases ? doseWords(asked, phrasesOf(phrases)) : ENGLISH_DOSE,
  };
}

/** Between two numbers that may both be called. */
const OR: Record<Language, string> = { en: ' or ', cy: ' neu ', pl: ' lub ', pa: ' ਜਾਂ ' };

/** For whatever names no number to call; a text that does throws. */
export const ENGLISH: Words = wordsOf('en', null);

export const englishIn = (numbers: Numbers): Words => wordsOf('en', numbers);

/** A list of fixed texts, each with an id of its own. */
export function titled(words: Words, { id, itemIds = [] }: PatientList): { title: string; items: string[] } {
  return { title: words.say(`${id}.title`), items: itemIds.map((item) => words.say(item)) };
}

/** The dose sentence knows its phrases without the name of the part before them. */
function phrasesOf(texts: ReadonlyMap<string, Message>): DosePhrases {
  return Object.fromEntries([...texts].map(([id, says]) => [id.replace(/^dose\./, ''), says])) as DosePhrases;
}
