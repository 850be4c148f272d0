import { type DynamicModule, Module } from '@nestjs/common';
import { SecretLinks } from '../identity/secret';
import { MailController } from './mail.controller';
import { MailService } from './mail.service';
import { MailedLinks, NoMailedLinks } from './mailed-link';
import type { Outbox } from './outbox';
import { OUTBOX, Postman } from './postman';

/** Who wants to send a mail calls postMail (post-mail.ts); this is what carries them out. */
@Module({})
export class MailModule {
  static wired({ outbox, publicUrl }: { outbox: Outbox; publicUrl: string }): DynamicModule {
    return {
      module: MailModule,
      controllers: [MailController],
      providers: [
        { provide: OUTBOX, useValue: outbox },
        { provide: SecretLinks, useFactory: () => new SecretLinks(publicUrl) },
        { provide: MailedLinks, useClass: NoMailedLinks },
        MailService,
        Postman,
      ],
      exports: [Postman],
    };
  }
}
