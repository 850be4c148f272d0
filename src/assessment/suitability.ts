/** What suitability asks of a signed assessment that was not entered in error. */
interface Finding {
  kind: 'full' | 'nothing_new';
  suitable: boolean | null;
}

/**
 * Whether "not suitable" stands, of findings in the order newest first. It is taken back by a later full assessment that
 * finds otherwise, never by a word on the phone. Source: the owner's rule "only to patients seen and assessed, if they are
 * appropriate".
 */
export function isFoundUnsuitable(newestFirst: readonly Finding[]): boolean {
  const lifted = newestFirst.findIndex((one) => one.kind === 'full' && one.suitable);
  const standing = lifted === -1 ? newestFirst : newestFirst.slice(0, lifted);
  return standing.some((one) => one.suitable === false);
}
