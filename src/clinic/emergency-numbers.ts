/**
 * Which number a patient calls when it cannot wait, by the clinic's country. The one place where such a number stands: texts name
 * it as {emergency} and {advice}, and `inNumbers` puts it in. A country of which nobody could name a source is not here, and no
 * clinic can be in it. Data and a pure function; to be checked by whoever runs a clinic there before real use.
 */

/** What a text is filled with. */
export interface Numbers {
  /** Any of these, the one that people know best first; never empty. */
  emergency: readonly string[];
  /** For what is urgent and no emergency; null: there is none that holds for the whole country. */
  advice: string | null;
}

interface NumbersOfCountries extends Numbers {
  id: string;
  /** ISO 3166, in capitals; of a part of a country with the part. */
  countries: readonly string[];
  source: string;
  /** Whether a page of the body that answers for it was read. */
  verified: boolean;
}

/** Of Ireland the health service names two of its own. */
const EU_BUT_IRELAND = [
  ...[
    'AT',
    'BE',
    'BG',
    'HR',
    'CY',
    'CZ',
    'DK',
    'EE',
    'FI',
    'FR',
    'DE',
    'GR',
    'HU',
    'IT',
    'LV',
    'LT',
    'LU',
    'MT',
  ],
  ...['NL', 'PL', 'PT', 'RO', 'SK', 'SI', 'ES', 'SE'],
] as const;

export const EMERGENCY_NUMBERS = [
  {
    id: 'numbers.gb',
    countries: ['GB'],
    emergency: ['999'],
    advice: '111',
    source:
      'NHS 24, When to phone 111 (nhs24.scot/111); North East Ambulance Service (NHS), 111 (neas.nhs.uk)',
    verified: true,
  },
  {
    id: 'numbers.gb_nir',
    countries: ['GB-NIR'],
    emergency: ['999'],
    // 111 is answered in England, Scotland and Wales
    advice: null,
    source: 'that 111 is not in use there: a public encyclopaedia (NHS 111), of 2018 and 2020; not verified',
    verified: false,
  },
  {
    id: 'numbers.ie',
    countries: ['IE'],
    emergency: ['112', '999'],
    advice: null,
    source: 'Health Service Executive, When to call 112 or 999 (www2.hse.ie)',
    verified: true,
  },
  {
    id: 'numbers.eu',
    countries: EU_BUT_IRELAND,
    emergency: ['112'],
    advice: null,
    source: 'Directive (EU) 2018/1972, article 109',
    verified: true,
  },
  {
    id: 'numbers.us',
    countries: ['US'],
    emergency: ['911'],
    advice: null,
    source: 'general knowledge, and a public encyclopaedia (9-1-1); not verified',
    verified: false,
  },
  {
    id: 'numbers.ca',
    countries: ['CA'],
    emergency: ['911'],
    advice: null,
    source:
      'Telecom Regulatory Policy CRTC 2014-342: 96 in 100 people can reach it; not everywhere in the north',
    verified: true,
  },
  {
    id: 'numbers.au',
    countries: ['AU'],
    emergency: ['000'],
    advice: null,
    source: 'National Triple Zero Awareness Work Group, as reproduced by the City of Perth (perth.wa.gov.au)',
    verified: true,
  },
  {
    id: 'numbers.nz',
    countries: ['NZ'],
    emergency: ['111'],
    advice: '0800 611 116',
    source:
      'Ministry of Health, ambulance services (health.govt.nz); Healthline: Wellington Free Ambulance (wfa.org.nz)',
    verified: true,
  },
] as const satisfies readonly NumbersOfCountries[];

export type Country = (typeof EMERGENCY_NUMBERS)[number]['countries'][number];
export const COUNTRIES = EMERGENCY_NUMBERS.flatMap(({ countries }): readonly Country[] => countries);
export const COUNTRY_OF_MOST: Country = 'GB';

/** Throws for a country that is not listed: no clinic can have one. */
export function numbersOf(country: Country): Numbers {
  const found = EMERGENCY_NUMBERS.find(({ countries }) => (countries as readonly string[]).includes(country));
  if (!found) throw new Error('No emergency numbers are known of this country.');
  return found;
}

const PART = /\[([^\]]*)\]/g;

/**
 * `{emergency}` and `{advice}` become the numbers. A part in square brackets is left out, brackets and all, where it needs a
 * number that the country has not: "Call [{advice} or ]your GP". Only for our own texts and their translations, never for what
 * else somebody wrote. `or`: between two numbers, in the language of the text.
 */
export function inNumbers(text: string, { emergency, advice }: Numbers, or = ' or '): string {
  return text
    .replace(PART, (_, part: string) => (advice === null && part.includes('{advice}') ? '' : part))
    .replaceAll('{emergency}', emergency.join(or))
    .replaceAll('{advice}', advice ?? '');
}

/** The same for a list with its title. */
export function listInNumbers(
  { title, items }: { title: string; items: readonly string[] },
  numbers: Numbers,
): { title: string; items: string[] } {
  return { title: inNumbers(title, numbers), items: items.map((item) => inNumbers(item, numbers)) };
}
