import { fieldNames } from './field-words';

/** What is said of a field that is not known where it stands: which one was probably meant, or which ones there are. */

/** More of them are for the document to list. */
const LISTED_AT_MOST = 400;

/** `of`: the class of the object in which it stands. `what`: "field", "parameter". `lists`: whether to list the others. */
export function unknownField(name: string, of: object, what: string, lists: boolean): string {
  const known = fieldNames(of);
  const start = nothingCalled(name, what);
  const meant = known.find((one) => isClose(one.toLowerCase(), name.toLowerCase()));
  if (meant) return `${start} Did you mean ${meant}?`;
  const list = known.join(', ');
  return lists && list.length <= LISTED_AT_MOST ? `${start} There are: ${list}.` : start;
}

/** The name came from outside and may be of any length. */
export const nothingCalled = (name: string, what: string): string =>
  `There is no ${what} ${name.length > 60 ? `${name.slice(0, 60)}…` : name} here.`;

/** The beginning of one another, or one slip of the keyboard in four letters apart. */
function isClose(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  if (shorter >= 4 && (one.startsWith(other) || other.startsWith(one))) return true;
  const slips = Math.max(1, Math.floor(shorter / 4));
  const isNear = shorter >= 3 && Math.abs(one.length - other.length) <= slips;
  return isNear && slipsBetween(one, other) <= slips;
}

/** Letters to put in, take out or replace (Levenshtein). */
function slipsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (let index = 1; index <= other.length; index++) {
      const replaced = (row[index - 1] as number) + (other[index - 1] === letter ? 0 : 1);
      next.push(Math.min(replaced, (row[index] as number) + 1, (next[index - 1] as number) + 1));
    }
    row = next;
  }
  return row[other.length] as number;
}
