import { Text } from '../http/fields';
import { PASSWORD_ADVISED, PASSWORD_MAX, PASSWORD_MIN } from './password-rules';

export class OwnPasswordDto {
  @Text({ max: PASSWORD_MAX, verbatim: true, example: 'gravel teapot mimosa 9', about: 'The one until now.' })
  currentPassword: string;
  @Text({
    max: PASSWORD_MAX,
    verbatim: true,
    example: 'lantern quarry oatmeal 4',
    about: `Of ${PASSWORD_MIN} characters or more (${PASSWORD_ADVISED} are better), and not easily guessed.`,
  })
  newPassword: string;
}
