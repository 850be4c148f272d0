/** Says in an answer to a patient which of its parts is in which language. */
import { Choice, ListOf } from '../http/fields';
import { type Language, LANGUAGES } from './languages';
import { TEXT_PARTS, type TextPart } from './texts';
import type { Words } from './words';

/** written: what the clinic wrote itself (exercises, reasons, what changed): in its own language, and never translated here. */
const SPOKEN_PARTS = [...TEXT_PARTS, 'written'] as const;
type SpokenPart = (typeof SPOKEN_PARTS)[number];

class SpokenPartDto {
  @Choice(SPOKEN_PARTS) part: SpokenPart;
  @Choice(LANGUAGES) language: Language;
}

export class SpokenDto {
  @Choice(LANGUAGES, { about: 'What the patient would like to read.' }) asked: Language;
  @Choice(LANGUAGES, {
    nullable: true,
    about: 'The one language of the whole answer, as Content-Language has it; null where its parts differ.',
  })
  language: Language | null;
  @ListOf(() => SpokenPartDto, {
    example: [{ part: 'safety', language: 'en' }],
    about:
      'English, until a clinician of the clinic approved every text of the part in the language asked for.',
  })
  parts: SpokenPartDto[];
}

/** `parts`: those of the answer. */
export function spokenIn(words: Words, parts: readonly SpokenPart[]): SpokenDto {
  const said = parts.map((part) => ({
    part,
    language: part === 'written' ? ('en' as const) : words.languageOf(part as TextPart),
  }));
  const languages = new Set(said.map(({ language }) => language));
  const [language] = languages;
  return { asked: words.asked, language: languages.size === 1 && language ? language : null, parts: said };
}
