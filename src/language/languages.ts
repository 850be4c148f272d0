/**
 * The languages in which the fixed texts for patients are kept. English is the source; all others are translations, and a patient
 * reads one only where somebody at their clinic approved it. Pure data; which of them a clinic offers, its row says.
 */
export const TRANSLATED = ['cy', 'pl', 'pa'] as const;
/** A language that is translated into. */
export type Translated = (typeof TRANSLATED)[number];

export const LANGUAGES = ['en', ...TRANSLATED] as const;
export type Language = (typeof LANGUAGES)[number];
/** It is what is shown where a text is not there, or not approved, in another. */
export const ALWAYS_OFFERED: Language = 'en';

/** `tag`: as a PDF and a `lang` attribute have it. `pa` is Punjabi in Gurmukhi, with Western digits. */
export const LANGUAGE_NAMES: Record<Language, { english: string; own: string; tag: string }> = {
  en: { english: 'English', own: 'English', tag: 'en-GB' },
  cy: { english: 'Welsh', own: 'Cymraeg', tag: 'cy' },
  pl: { english: 'Polish', own: 'Polski', tag: 'pl' },
  pa: { english: 'Punjabi', own: 'ਪੰਜਾਬੀ', tag: 'pa-Guru' },
};

export const isTranslated = (code: string): code is Translated =>
  (TRANSLATED as readonly string[]).includes(code);
