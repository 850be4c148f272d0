import { Choice, Field, Flag, Id, Instant, ListOf, Part, Text, Whole } from '../http/fields';
import { PageQuery } from '../http/page';
import { BOUNCE_REASONS, type BounceReason } from '../mail/mail.dto';
import { MAIL_KINDS, type MailKind } from '../mail/post-mail';

const COUNT = { min: 0, max: 1_000_000_000, example: 3 };

/** Counts, and where the list of what was counted is. */
class CountedDto {
  @Whole(COUNT) count: number;
  @Text({
    max: 100,
    nullable: true,
    example: '/api/v1/clinic/devices',
    about: 'null: it is for other roles to see.',
  })
  address: string | null;
}

class WaitingInvitationDto {
  @Id() staffId: string;
  @Text({ max: 200, example: 'Nina New' }) name: string;
  @Instant() expiresAt: string;
  @Flag({ example: false, about: 'It opens nothing any more: invite them again.' }) isOver: boolean;
}

export class OverviewDto {
  @Part(() => CountedDto, { about: 'Who works here today.' }) staff: CountedDto;
  @Part(() => CountedDto, { about: 'Where they are signed in.' }) staffDevices: CountedDto;
  @Part(() => CountedDto) patientDevices: CountedDto;
  @Part(() => CountedDto, { about: 'Of those who look after a patient.' }) carerDevices: CountedDto;
  @Part(() => CountedDto, { about: 'Of patients and carers.' }) passkeys: CountedDto;
  @Part(() => CountedDto, { about: 'Of the last 30 days.' }) failedMails: CountedDto;
  @Part(() => CountedDto) mailsWaiting: CountedDto;
  @Part(() => CountedDto, { about: 'Clinicians see them at GET /dead-videos.' }) deadVideos: CountedDto;
  @ListOf(() => WaitingInvitationDto, { example: [], about: 'Nobody accepted them yet; the newest 100.' })
  invitations: WaitingInvitationDto[];
  @Instant({
    nullable: true,
    about: 'When a backup of everything was taken last, as far as the trail knows.',
  })
  lastBackupAt: string | null;
  @Flag({ example: false, about: 'Background work was not done for five minutes.' }) workerIsLate: boolean;
}

export const SIZE_KINDS = [
  ...(['patients', 'episodes', 'assessments', 'plans', 'plan_versions', 'plan_items'] as const),
  ...(['diary_entries', 'check_ins', 'mails', 'audit_entries', 'media'] as const),
] as const;

export class SizeDto {
  @Choice(SIZE_KINDS) kind: (typeof SIZE_KINDS)[number];
  @Whole(COUNT) rows: number;
  @Flag({ example: false, about: 'There are more than 10,000; rows is about how many.' }) isEstimate: boolean;
  @Whole({
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    example: 4_096,
    about: 'About so many, the indexes among them; of media those of the files.',
  })
  bytes: number;
}

export class StaffDeviceDto {
  @Id({ about: 'DELETE /sessions/{id} signs out of it, DELETE /staff/{id}/sessions of all.' }) id: string;
  @Id() staffId: string;
  @Text({ max: 200, example: 'Dr Maya Rivera' }) name: string;
  @Text({ max: 200, example: 'Mozilla/5.0 (X11; Linux x86_64)', about: 'What the device calls itself.' })
  device: string;
  @Instant() beganAt: string;
  @Instant({ about: 'Known to about ten minutes.' }) lastSeenAt: string;
  @Flag({ about: 'The one that asks.' }) isThisOne: boolean;
}

export class FailedMailQuery extends PageQuery {
  @Choice(MAIL_KINDS, { optional: true }) kind?: MailKind;
}

export class FailedMailDto {
  @Id() id: string;
  @Choice(MAIL_KINDS) kind: MailKind;
  @Text({ max: 254, example: 'a…@example.org', about: 'Not all of it: the desk sees to whom.' }) to: string;
  @Instant() postedAt: string;
  @Instant() failedAt: string;
  @Choice(BOUNCE_REASONS) why: BounceReason;
  @Field({ type: 'string', example: '550 5.1.1', about: 'As the mail server said it, without its words.' })
  code: string;
}
