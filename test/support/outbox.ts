/** An outbox that keeps what it is given, so that a test may read it; and that may be told to refuse. */
import type { Letter, Outbox } from '../../src/mail/outbox';

export class KeptOutbox implements Outbox {
  readonly domain = 'mail.example';
  /** Everything that was taken, in order. */
  readonly letters: Letter[] = [];
  /** Asked before each letter is taken: throw a `Refused`, or anything else for a trouble that may pass. */
  answer: (letter: Letter) => void | Promise<void> = () => undefined;

  async send(letter: Letter): Promise<void> {
    await this.answer(letter);
    this.letters.push(letter);
  }

  to(address: string): Letter[] {
    return this.letters.filter((letter) => letter.to === address);
  }

  async close(): Promise<void> {
    // there is nothing to let go of
  }
}
