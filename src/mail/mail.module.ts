import { type DynamicModule, Module } from '@nestjs/common';
import { SecretLinks } from '../identity/secret';
import { MailController } from './mail.controller';
import { MailService } from './mail.service';
import { type LinksOf, MailedLinks, NoMailedLinks } from './mailed-link';
import type { Outbox } from './outbox';
import { OUTBOX, Postman } from './postman';

export interface MailWiring {
  /** Where mails go out. */
  outbox: Outbox;
  /** What addresses in mails begin with; no slash at its end. */
  publicUrl: string;
  /** Without them, mails that bring a link of a patient or a carer are dropped. */
  links?: LinksOf;
}

/** Who wants to send a mail calls postMail (post-mail.ts); this is what carries them out. */
@Module({})
export class MailModule {
  static wired({ outbox, publicUrl, links }: MailWiring): DynamicModule {
    return {
      module: MailModule,
      imports: links?.imports ?? [],
      controllers: [MailController],
      providers: [
        { provide: OUTBOX, useValue: outbox },
        { provide: SecretLinks, useFactory: () => new SecretLinks(publicUrl) },
        links
          ? { provide: MailedLinks, useExisting: links.useExisting }
          : { provide: MailedLinks, useClass: NoMailedLinks },
        MailService,
        Postman,
      ],
      exports: [Postman],
    };
  }
}
