import { ArrayUnique, Matches } from 'class-validator';
import { WEEKDAYS, type Weekday } from '../calendar/days';
import { Choice, Choices, Flag, Instant, Text, Texts } from '../http/fields';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const TIMES_SAYS = 'times must be a list of 1 to 6 times of day, each once, written HH:MM';

/** Where a reminder goes; there is one way so far. */
export const CHANNELS = ['mail'] as const;
export type Channel = (typeof CHANNELS)[number];

export class ReminderChoiceDto {
  @Texts({ min: 1, max: 6, each: 5, example: ['08:00', '18:30'], about: 'HH:MM, by the clinic’s clock.' })
  @Matches(TIME, { each: true, message: TIMES_SAYS })
  @ArrayUnique({ message: TIMES_SAYS })
  times: string[];

  @Choices(WEEKDAYS, { min: 1, example: ['monday', 'wednesday', 'friday'] }) days: Weekday[];
  @Choice(CHANNELS) channel: Channel;
}

export class ReminderDto {
  @Flag({ about: 'False: nobody is reminded of anything; the lists are empty.' }) isOn: boolean;
  @Texts({ max: 6, each: 5, example: ['08:00', '18:30'] }) times: string[];
  @Choices(WEEKDAYS, { example: ['monday', 'wednesday', 'friday'] }) days: Weekday[];
  @Choice(CHANNELS) channel: Channel;
  @Instant({ nullable: true }) setAt: string | null;
}

export class ReminderStopDto {
  @Text({
    max: 200,
    example: 'Ygx8Qw2c0rWmS9fQ3nTtVh1b5kZpL7aE',
    about: 'What follows the # of the address in the mail.',
  })
  secret: string;
}
