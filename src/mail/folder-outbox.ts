/**
 * Writes mails to a folder instead of sending them: for trying things out without a mail server. One file for each mail, which
 * any mail program opens. A mail that is sent again takes the place of its first copy.
 */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Letter, Outbox } from './outbox';
import { asSent } from './smtp-outbox';

export class FolderOutbox implements Outbox {
  constructor(
    private readonly folder: string,
    private readonly from: string,
  ) {}

  get domain(): string {
    return this.from.split('@').at(-1) as string;
  }

  async send(letter: Letter): Promise<void> {
    const composer = createTransport({ streamTransport: true, buffer: true });
    const { message } = (await composer.sendMail(asSent(letter, this.from))) as unknown as {
      message: Buffer;
    };
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const file = join(this.folder, `${letter.messageId.replace(/^<|@.*$/g, '')}.eml`);
    await writeFile(`${file}.part`, message, { mode: 0o600 });
    await rename(`${file}.part`, file);
  }

  async close(): Promise<void> {
    // a folder needs no farewell
  }
}
