/**
 * The languages in which a clinic can offer the patients' texts. English is always among them: it is what is shown where a text is
 * not there, or not approved, in another. The texts themselves stand elsewhere.
 */
export const LANGUAGES = ['en', 'cy', 'pl', 'pa'] as const;
export type Language = (typeof LANGUAGES)[number];
export const ALWAYS_OFFERED: Language = 'en';
