/**
 * The address that a mail brings along, made when the mail is composed. It must be the same each time that it is asked for one
 * mail, as a mail may be sent twice with the same words; and what it opens must exist when its transaction commits, as the mail
 * goes out after that.
 */
import { Injectable, type ModuleMetadata, type Type } from '@nestjs/common';
import type { WorkTx } from '../db/work-door';

@Injectable()
export abstract class MailedLinks {
  /** null: there is none (any more), and the mail is dropped. */
  abstract linkForMail(tx: WorkTx, mailId: string): Promise<string | null>;
}

/** Who makes them: a provider that a module exports. */
export interface LinksOf {
  imports: NonNullable<ModuleMetadata['imports']>;
  useExisting: Type<MailedLinks>;
}

/** Until the links of patients and carers are joined on: their mails are dropped. */
@Injectable()
export class NoMailedLinks extends MailedLinks {
  async linkForMail(): Promise<string | null> {
    return null;
  }
}
