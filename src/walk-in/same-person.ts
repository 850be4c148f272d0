/**
 * Whether two entries may be the same person: the name as it is said aloud, and the day of birth. It only asks; whether it is
 * somebody else, a person answers. Pure, and meant to give way to the rule by which a clinic finds all its duplicates.
 */
export interface NamedPerson {
  name: string;
  /** YYYY-MM-DD */
  dateOfBirth: string;
}

/** Case, accents, hyphens, apostrophes and the order of the names do not matter: “O’Neill, Zoë” is “zoe oneill”. */
export const mayBeSamePerson = (one: NamedPerson, other: NamedPerson): boolean =>
  one.dateOfBirth === other.dateOfBirth && asSaid(one.name) === asSaid(other.name);

function asSaid(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/['’ʼ`´]/g, '')
    .toLowerCase();
  return plain
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .sort()
    .join(' ');
}
