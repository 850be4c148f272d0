import { Day, Field, Text } from '../http/fields';

export class PatientLinkDto {
  @Field({
    type: 'string',
    format: 'uri',
    example: 'https://portal.example/enter#Y2hhbmdlLW1lLW5vdC1hLXNlY3JldC0x',
    about: 'Shown this once. Good until it is replaced or revoked.',
  })
  link: string;
}

export class LinkOpeningDto {
  @Text({
    max: 200,
    example: 'Y2hhbmdlLW1lLW5vdC1hLXNlY3JldC0x',
    about: 'What stands behind the # of the link.',
  })
  secret: string;
  @Day({ example: '1961-04-12' }) dateOfBirth: string;
}
