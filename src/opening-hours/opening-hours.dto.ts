import { type Weekday, WEEKDAYS } from '../calendar/days';
import { ANOTHER_ID, Choice, Day, Field, Flag, Id, ListOf, Text } from '../http/fields';
import { type OpenStretch, STRETCHES_MAX } from './opening-hours';
import type { ClosedDay, StoodInFor } from './opening-hours.entity';

const OPENS = { max: 5, pattern: /^([01]\d|2[0-3]):[0-5]\d$/, patternSays: 'a time written HH:MM' };
const CLOSES = {
  max: 5,
  pattern: /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
  patternSays: 'a time written HH:MM, up to 24:00',
};

export class OpenStretchDto implements OpenStretch {
  @Choice(WEEKDAYS) weekday: Weekday;
  @Text({ ...OPENS, example: '09:00', about: 'By the clock on the clinic’s wall.' }) opens: string;
  @Text({ ...CLOSES, example: '17:00' }) closes: string;
}

const STRETCHES = {
  min: 1,
  max: STRETCHES_MAX,
  about: 'When the clinic is open in a week; a day may have several.',
};
const BACKUP = { about: 'A clinician who is asked where nobody else can be. Not shown to patients.' };

export class NewOpeningHoursDto {
  @ListOf(() => OpenStretchDto, STRETCHES) stretches: OpenStretchDto[];
  @Id({ ...BACKUP, optional: true, nullable: true, example: null }) backupId?: string | null;
}

export class OpeningHoursDto {
  @ListOf(() => OpenStretchDto, STRETCHES) stretches: OpenStretchDto[];
  @Flag({
    example: false,
    about: 'The clinic has entered nothing: Monday to Friday from 9 to 17 is our assumption.',
  })
  isDefault: boolean;
  @Text({ max: 60, example: 'Europe/London' }) timeZone: string;
  @Id({ ...BACKUP, optional: true, nullable: true, example: null }) backupId?: string | null;
  @Field({ type: 'integer', example: 1, about: '0 while nothing was entered.' }) revision: number;
}

export class NewClosedDayDto {
  @Text({ max: 100, example: 'Christmas' }) name: string;
  @Day({ example: '2026-12-25' }) from: string;
  @Day({ example: '2026-12-28', about: 'The last day on which it is closed.' }) to: string;
}

export class ClosedDayDto extends NewClosedDayDto {
  @Id() id: string;
}

export class NewCoverDto {
  @Id({ about: 'The clinician who is away.' }) staffId: string;
  @Id({ example: ANOTHER_ID, about: 'The clinician who looks instead.' }) coveredById: string;
  @Day({ example: '2026-12-01' }) from: string;
  @Day({ example: '2026-12-14', about: 'The last day.' }) to: string;
}

export class CoverDto extends NewCoverDto {
  @Id() id: string;
}

export const toClosedDay = ({ id, name, fromDay, toDay }: ClosedDay): ClosedDayDto => ({
  id,
  name,
  from: fromDay,
  to: toDay,
});

export const toCover = ({ id, staffId, coveredBy, fromDay, toDay }: StoodInFor): CoverDto => ({
  id,
  staffId,
  coveredById: coveredBy,
  from: fromDay,
  to: toDay,
});
