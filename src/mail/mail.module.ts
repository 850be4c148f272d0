import { type DynamicModule, Module } from '@nestjs/common';
import { MailController } from './mail.controller';
import { MailService } from './mail.service';
import { MailedLinks } from './mailed-link';
import type { Outbox } from './outbox';
import { OUTBOX, Postman } from './postman';

/** Who wants to send a mail calls postMail (post-mail.ts); this is what carries them out. */
@Module({})
export class MailModule {
  static wired(outbox: Outbox): DynamicModule {
    return {
      module: MailModule,
      controllers: [MailController],
      providers: [{ provide: OUTBOX, useValue: outbox }, MailedLinks, MailService, Postman],
      exports: [Postman],
    };
  }
}
