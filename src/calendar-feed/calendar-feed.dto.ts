import { Field } from '../http/fields';

export class CalendarFeedDto {
  @Field({
    type: 'string',
    format: 'uri',
    example: 'https://portal.example/api/v1/calendar-feeds/Ygx8Qw2c0rWmS9fQ3nTtVh1b5kZpL7aE.ics',
    about: 'Shown this once. Whoever has it can read on which days there is a reminder.',
  })
  address: string;
}
