import { Email, Field, Instant, Part, Text } from '../http/fields';
import { PASSWORD_ADVISED, PASSWORD_MAX, PASSWORD_MIN } from './password-rules';
import { ClinicChoiceDto } from './session.dto';

export class InvitationDto {
  @Field({
    type: 'string',
    format: 'uri',
    example: 'https://portal.example/invitation#Y2hhbmdlLW1lLW5vdC1hLXNlY3JldC0x',
    about: 'Shown this once. Hand it to nobody but the person invited.',
  })
  link: string;
  @Instant() expiresAt: string;
}

export class AcceptanceDto {
  @Text({
    max: 200,
    example: 'Y2hhbmdlLW1lLW5vdC1hLXNlY3JldC0x',
    about: 'What stands behind the # of the link.',
  })
  secret: string;
  @Text({
    max: PASSWORD_MAX,
    verbatim: true,
    example: 'gravel teapot mimosa 9',
    about:
      `A new one of ${PASSWORD_MIN} characters or more (${PASSWORD_ADVISED} are better), which is not easily guessed; ` +
      'or, for somebody who signs in at another clinic already, the one they have.',
  })
  password: string;
}

export class AcceptedDto {
  @Email({ example: 'rivera@north.example', about: 'Sign in with it now.' }) email: string;
  @Part(() => ClinicChoiceDto) clinic: ClinicChoiceDto;
}
