import type { Language } from '../language/languages';

/**
 * When two records are taken for one person: a table of rules, asked of rows of a file and of a single registration alike.
 * Pure. A rule only points; whether somebody is registered, the caller decides, and nobody is merged here. Sharing an e-mail,
 * a phone or an address is no rule on purpose: couples and families do.
 */
export interface Person {
  name: string;
  /** `YYYY-MM-DD`; null: not said, as nobody is registered without. */
  dateOfBirth: string | null;
  identifiers: readonly { system: string; value: string }[];
  /** The file and its row that brought them; null: somebody registered them. */
  cameFrom: { file: string; row: number } | null;
}

/** What a row of a file, or a patient who is there, says of a person; null: nothing. */
export interface Described extends Person {
  email: string | null;
  phone: string | null;
  address: string | null;
  responsibleId: string | null;
  preferredLanguage: Language | null;
}

export interface Registered extends Described {
  patientId: string;
  dateOfBirth: string;
}

export const DUPLICATE_RULE_IDS = ['same_row', 'same_identifier', 'same_name_and_birth'] as const;

export interface DuplicateRule {
  id: (typeof DUPLICATE_RULE_IDS)[number];
  /** `known`: it is them. `duplicate`: it may be them, and a person decides. */
  means: 'known' | 'duplicate';
  because: string;
  /** Two people who share a key are met by the rule. */
  keysOf: (person: Person) => string[];
}

/** The strongest first. */
export const DUPLICATE_RULES: readonly DuplicateRule[] = [
  {
    id: 'same_row',
    means: 'known',
    because: 'This row of this very file came in before.',
    keysOf: ({ cameFrom }) => (cameFrom ? [`${cameFrom.file} ${cameFrom.row}`] : []),
  },
  {
    id: 'same_identifier',
    means: 'known',
    because: 'They have the same number in the same system.',
    keysOf: ({ identifiers }) => identifiers.map(({ system, value }) => JSON.stringify([system, value])),
  },
  {
    id: 'same_name_and_birth',
    means: 'duplicate',
    because: 'They have the same names, in whatever order, and the same date of birth.',
    keysOf: ({ name, dateOfBirth }) => {
      const words = nameWords(name);
      return dateOfBirth !== null && words.length > 0 ? [`${dateOfBirth} ${words.join(' ')}`] : [];
    },
  },
];

export interface Match<P> {
  who: P;
  /** The strongest that speaks. */
  rule: DuplicateRule;
}

/** People among whom others are looked for; finding costs the same however many they are. */
export class Acquaintances<P extends Person> {
  private readonly byKey = DUPLICATE_RULES.map(() => new Map<string, P[]>());

  constructor(people: Iterable<P> = []) {
    for (const person of people) this.add(person);
  }

  add(person: P): void {
    for (const [place, { keysOf }] of DUPLICATE_RULES.entries()) {
      const known = this.byKey[place] as Map<string, P[]>;
      for (const key of keysOf(person)) {
        const others = known.get(key);
        if (others) others.push(person);
        else known.set(key, [person]);
      }
    }
  }

  /** Each of them once, by the strongest rule, the strongest first. */
  matchesOf(person: Person): Match<P>[] {
    const matches = new Map<P, Match<P>>();
    for (const [place, rule] of DUPLICATE_RULES.entries()) {
      const others = rule.keysOf(person).flatMap((key) => this.byKey[place]?.get(key) ?? []);
      for (const who of others) if (!matches.has(who)) matches.set(who, { who, rule });
    }
    return [...matches.values()];
  }
}

/** Letters that no accent can be taken from. */
const LETTERS: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
};

/** In order of the alphabet, without capitals, accents and apostrophes; a hyphen parts words as a space does. */
export function nameWords(name: string): string[] {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}|['’‘`´ʼ]/gu, '')
    .replace(/[łøđßæœıþ]/g, (letter) => LETTERS[letter] as string)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort();
}
