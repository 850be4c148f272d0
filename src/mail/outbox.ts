/** Where mails leave the house. What is behind it is chosen at the start: a mail server, a folder, or a test's own. */

/** A mail as it goes out. The same one is sent again with the same `messageId` and the same words. */
export interface Letter {
  /** As `<id@domain>`. */
  messageId: string;
  to: string;
  /** The clinic's, shown as the sender and where a reply goes. */
  from: { name: string; replyTo: string };
  subject: string;
  text: string;
  html: string;
}

export interface Outbox {
  /** What follows the `@` of a message's id. The same for as long as the installation lives. */
  readonly domain: string;
  /** Returns when the other side has taken it. Throws Refused when it will never; anything else may be tried again. */
  send(letter: Letter): Promise<void>;
  close(): Promise<void>;
}

/** The other side will not take a mail to this address. `code` is the reply's and its class (RFC 3463), without its words. */
export class Refused extends Error {
  constructor(readonly code: string) {
    super(`The other side refused it: ${code}.`);
  }
}
