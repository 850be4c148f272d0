import { Email, Instant, Text } from '../http/fields';

export class NewOwnEmailDto {
  @Email() email: string;
}

export class OwnEmailDto {
  @Email({ nullable: true, about: 'On file. null: none.' }) email: string | null;
  @Email({ nullable: true, example: 'ann.new@example.org', about: 'Waits to be confirmed. null: none does.' })
  pending: string | null;
  @Instant({ nullable: true, about: 'Until when it can be confirmed.' }) pendingUntil: string | null;
  @Text({ max: 500, nullable: true, example: null, about: 'What the patient is to read.' })
  message: string | null;
}

export class EmailConfirmationDto {
  @Text({
    max: 200,
    example: 'Y2hhbmdlLW1lLW5vdC1hLXNlY3JldC0x',
    about: 'What stands behind the # in the mail.',
  })
  secret: string;
}
