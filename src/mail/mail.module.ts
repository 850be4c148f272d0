import { type DynamicModule, Module } from '@nestjs/common';
import { MailedLinks, NoMailedLinks } from './mailed-link';
import type { Outbox } from './outbox';
import { OUTBOX, Postman } from './postman';

/** Who wants to send a mail calls postMail (post-mail.ts); this is what carries them out. */
@Module({})
export class MailModule {
  static wired({ outbox }: { outbox: Outbox }): DynamicModule {
    return {
      module: MailModule,
      providers: [
        { provide: OUTBOX, useValue: outbox },
        { provide: MailedLinks, useClass: NoMailedLinks },
        Postman,
      ],
      exports: [Postman],
    };
  }
}
