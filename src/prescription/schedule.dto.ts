import { Choice, Day, Field, Flag, Id, ListOf, Part, Text, Whole } from '../http/fields';
import { DOSAGE_BOUNDS as bounds, TEXT_BOUNDS } from '../dosage/bounds';
import { ITEMS_MAX } from '../plan/plan';
import type { DueAndAllowed, DueItem, DueSession } from '../schedule/due-sessions';
import type { PrescriptionItem, PrescriptionVersion } from './prescription.entity';
import type { WholePrescription } from './prescription.repository';
import { DAY_STATES, type DayState, type Period, SCHEDULE_DAYS_MAX, type ScheduledDay } from './schedule';

/** What is due of a live version, day by day, on the wire. */
export class ScheduleQuery {
  @Day({ optional: true, about: 'Today if not said.' }) from?: string;
  @Day({
    optional: true,
    example: '2026-12-05',
    about: `Included; at most ${SCHEDULE_DAYS_MAX} days in all. If not said, two weeks.`,
  })
  to?: string;
}

const SESSIONS = { min: 0, max: 1_000, example: 3 };

export class DueAndAllowedDto implements DueAndAllowed {
  @Whole({ ...SESSIONS, about: 'Sessions that are to be done.' }) due: number;
  @Whole({ ...SESSIONS, about: 'Sessions that may be done.' }) allowed: number;
}

export class WeekDto {
  @Day() from: string;
  @Day({ example: '2026-11-28' }) to: string;
}

const SESSION_KINDS = ['fixed', 'flexible', 'as_needed'] as const;

export class DueSessionDto extends DueAndAllowedDto {
  @Choice(SESSION_KINDS, {
    about:
      '`fixed`: on days that the plan names; the numbers are of this day. `flexible`: on days of the patient’s choice; the ' +
      'numbers are of this week. `as_needed`: never due; `allowed` is of this day.',
  })
  kind: DueSession['kind'];
  @Whole({ min: 0, max: bounds.sessions.max, about: 'Which of the sessions of the dose, from 0.' })
  session: number;
  @Text({ max: TEXT_BOUNDS.name, nullable: true, example: null }) name: string | null;
  @Part(() => WeekDto, {
    about: 'The week of the plan that holds the day, as far as the session is in force in it.',
  })
  week: WeekDto;
  @Field({
    type: 'array',
    nullable: true,
    items: { type: 'string', format: 'date-time' },
    example: ['2026-11-22T08:00:00.000Z', '2026-11-22T10:00:00.000Z'],
    about: 'Of what is done every so many hours: when, in UTC.',
  })
  at: string[] | null;
  @Part(() => DueAndAllowedDto, { nullable: true, about: 'Of a fixed session: on later days of the week.' })
  laterThisWeek: DueAndAllowedDto | null;
  @Part(() => DueAndAllowedDto, {
    nullable: true,
    about: 'Of a flexible session: on a day on which it is done.',
  })
  perDay: DueAndAllowedDto | null;
  @Field({
    type: 'array',
    nullable: true,
    items: { type: 'string', format: 'date' },
    example: null,
    about: 'Of a flexible session: the days of the week to choose from.',
  })
  openDays: string[] | null;
  @Whole({
    min: 1,
    max: 31,
    nullable: true,
    about: 'Of a flexible session: from a day with one to the next; 1 where any two days may follow.',
  })
  daysApart: number | null;
  @Whole({
    ...bounds.minRestHours,
    nullable: true,
    example: null,
    about: 'Hours between the end of one and the beginning of the next.',
  })
  minRestHours: number | null;
}

export class DueItemDto {
  @Whole({ min: 1, max: ITEMS_MAX }) place: number;
  @Id() itemId: string;
  @Text({ max: 200, example: 'Glute bridge' }) name: string;
  @Flag({ example: false, about: 'Never counted as due.' }) isOptional: boolean;
  @ListOf(() => DueSessionDto) sessions: DueSessionDto[];
}

export class ScheduledDayDto {
  @Day() day: string;
  @Choice(DAY_STATES, {
    about: '`closed`: by a pause or a hold. `outside`: before the first day of the advice or after its last.',
  })
  state: DayState;
  @ListOf(() => DueItemDto, { about: 'What is in force on the day, in the order in which it is done.' })
  items: DueItemDto[];
}

export class PlanScheduleDto {
  @Whole({ min: 1, max: 10_000 }) versionNumber: number;
  @Text({ max: 100, example: 'Europe/London', about: 'Of the clinic: its days are meant.' }) timeZone: string;
  @Day() from: string;
  @Day({ example: '2026-12-05' }) to: string;
  @ListOf(() => ScheduledDayDto, { about: 'Every day of the period.' }) days: ScheduledDayDto[];
}

/** Of a prescription with a live version. */
export function toSchedule(
  { prescription, versions, items, timeZone }: WholePrescription,
  period: Period,
  days: readonly ScheduledDay[],
): PlanScheduleDto {
  const { id, number } = versions.find((one) => one.id === prescription.liveVersionId) as PrescriptionVersion;
  const live = items.filter(({ versionId }) => versionId === id);
  const atPlace = new Map(live.map((item) => [item.place, item]));
  return {
    versionNumber: number,
    timeZone,
    ...period,
    days: days.map(({ day, state, items: due }) => ({
      day,
      state,
      items: due.map((one) => toDueItem(one, atPlace.get(one.place) as PrescriptionItem)),
    })),
  };
}

const toDueItem = ({ place, isOptional, sessions }: DueItem, item: PrescriptionItem): DueItemDto => ({
  place,
  itemId: item.id,
  name: item.name,
  isOptional,
  sessions: sessions.map(toDueSession),
});

const NOT_ITS_KIND = { at: null, laterThisWeek: null, perDay: null, openDays: null, daysApart: null };

const toDueSession = (session: DueSession): DueSessionDto =>
  session.kind === 'as_needed' ? { ...NOT_ITS_KIND, ...session, due: 0 } : { ...NOT_ITS_KIND, ...session };
