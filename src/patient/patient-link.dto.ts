import { Day, Field, Id, Instant, Text, Whole } from '../http/fields';

export class PatientLinkDto {
  @Field({
    type: 'string',
    format: 'uri',
    example: 'https://portal.example/enter#Y2hhbmdlLW1lLW5vdC1hLXNlY3JldC0x',
    about: 'Shown this once. Good until it is replaced or revoked.',
  })
  link: string;
}

export class SpokenCodeDto {
  @Field({
    type: 'string',
    example: 'ABCD-EFGH-JKMN',
    about: 'Shown this once. Opens once, within seven days; five wrong tries burn it.',
  })
  code: string;
  @Instant() expiresAt: string;
}

const SECRET = { max: 200, example: 'Y2hhbmdlLW1lLW5vdC1hLXNlY3JldC0x' };

export class LinkOpeningDto {
  @Text({ ...SECRET, optional: true, nullable: true, about: 'What stands behind the # of the link.' })
  secret?: string | null;
  @Text({
    max: 40,
    optional: true,
    nullable: true,
    example: null,
    about: 'Instead of secret: the code that the clinic said on the phone, written as it comes.',
  })
  code?: string | null;
  @Day({ example: '1961-04-12', about: 'Of the patient, also when a carer opens their own link.' })
  dateOfBirth: string;
}

export class LinkRequestDto {
  @Text({ ...SECRET, optional: true, nullable: true, about: 'Of a link that does not open any more.' })
  secret?: string | null;
  @Text({
    max: 1000,
    optional: true,
    nullable: true,
    example: null,
    about: 'Instead: the refresh token of a session that is over.',
  })
  refreshToken?: string | null;
  @Text({
    max: 254,
    optional: true,
    nullable: true,
    example: null,
    about: 'Instead: the e-mail address that the clinic has of them.',
  })
  email?: string | null;
}

export class LinkRequestedDto {
  @Text({ max: 500, example: 'If we know you and have your e-mail, a new link is on its way to you.' })
  message: string;
}

export class LinkWishDto {
  @Id() id: string;
  @Id() patientId: string;
  @Text({ max: 200, example: 'Ann Allen' }) patientName: string;
  @Text({ max: 40, nullable: true, example: '07700 900000' }) phone: string | null;
  @Text({
    max: 200,
    nullable: true,
    example: null,
    about: 'The guardian who asked; null: the patient.',
  })
  guardianName: string | null;
  @Instant() askedAt: string;
  @Instant() lastAskedAt: string;
  @Whole({ min: 1, max: 1_000_000, example: 2, about: 'How often, until somebody sends one.' }) times: number;
}
