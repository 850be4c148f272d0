import { Choice, Field, Id, Instant, Text } from '../http/fields';
import { PageQuery } from '../http/page';
import { MAIL_KINDS, type MailKind } from './post-mail';

const STATES = ['bounced'] as const;

export class MailQuery extends PageQuery {
  @Choice(STATES, { optional: true, about: 'Only what came back is listed, said or not.' })
  state?: (typeof STATES)[number];
}

/** `no_such_address`, `mailbox_full`, `refused`: as the other side said; `not_reached`: tried for two days. */
export const BOUNCE_REASONS = ['no_such_address', 'mailbox_full', 'refused', 'not_reached'] as const;
export type BounceReason = (typeof BOUNCE_REASONS)[number];

export class BouncedMailDto {
  @Id() id: string;
  @Choice(MAIL_KINDS) kind: MailKind;
  @Text({ max: 254, example: 'ann@example.org' }) to: string;
  @Id({ nullable: true, about: 'The patient whom it is about.' }) patientId: string | null;
  @Id({ nullable: true, about: 'The carer whom it was for.' }) carerId: string | null;
  @Id({ nullable: true, about: 'The member of staff whom it was for.' }) staffId: string | null;
  @Instant() postedAt: string;
  @Instant() bouncedAt: string;
  @Choice(BOUNCE_REASONS) why: BounceReason;
  @Field({ type: 'string', example: '550 5.1.1', about: 'As the mail server said it, without its words.' })
  code: string;
}
