import { ALERT_KINDS, type AlertKind } from '../alert/alert-rules';
import { MINE_IN_WORDS } from '../alert/whose-patient';
import { Choice, Day, Field, Flag, Id, Instant, ListOf, Part, Text, Whole } from '../http/fields';
import type { PageQuery } from '../http/page';
import type { Adherence, PainTrend } from './adherence';
import {
  type FeltOnDay,
  REASONS,
  type Reason,
  type ToldOfItem,
  type WeeklyWord,
} from './adherence.repository';
import type { DayTogether, PatientAdherence } from './adherence.service';
import {
  CASELOAD_ORDERS,
  type CaseloadOf,
  type CaseloadOrder,
  CASELOADS,
  type OpenAlert,
  type PlanInCaseload,
} from './caseload.repository';

const DAYS_MAX = 366;
const CASELOAD_MAX = 200;

export class AdherenceQuery {
  @Whole({
    min: 1,
    max: DAYS_MAX,
    parameter: true,
    optional: true,
    example: 28,
    about: 'How many, today among them; 28 if not said.',
  })
  days?: number;
}

const count = (about: string, example = 1) => Field({ type: 'integer', minimum: 0, about, example });
const felt = (about: string) =>
  Field({ type: 'integer', minimum: 0, maximum: 10, nullable: true, about, example: 3 });

export class AdherenceDto implements Adherence {
  @count('Sessions of single exercises. Days of rest because of a pause, a hold or a stop ask for none.', 20)
  due: number;
  @count('Of the due ones.', 12) done: number;
  @count('Something was reported of the day, and these were not among it.', 3) notDone: number;
  @count('Nothing at all was reported: neither missed nor done.', 5) unknown: number;
  @count('Days that asked for something and of which nothing was said.', 2) unknownDays: number;
}

export class AdherenceDayDto implements DayTogether {
  @Day() day: string;
  @count('Sessions.', 3) due: number;
  @count('Reported as done, also beyond what was due.', 2) done: number;
  @count('Reported as not done.') declined: number;
  @felt('The worst during an exercise.') worstPain: number | null;
}

export class FeltOnDayDto implements FeltOnDay {
  @Day() day: string;
  @felt('The worst during an exercise.') pain: number | null;
  @felt('The morning after.') painNextMorning: number | null;
  @felt('The hardest.') effort: number | null;
}

export class WeeklyWordDto implements WeeklyWord {
  @Day() day: string;
  @Field({
    type: 'integer',
    minimum: 0,
    maximum: 10,
    example: 7,
    about: 'How much of the plan was done this week.',
  })
  howMuch: number;
}

export class ReasonGivenDto {
  @Choice(REASONS) because: Reason;
  @count('How often it was said.') times: number;
}

export class ToldOfItemDto implements Omit<ToldOfItem, 'reasons'> {
  @Id() prescriptionId: string;
  @Id() itemId: string;
  @Text({ max: 200, example: 'Cat and camel' }) name: string;
  @count('Reported as done.', 9) done: number;
  @count('Reported as not done.') declined: number;
  @ListOf(() => ReasonGivenDto, { about: 'The reasons that were given, in a fixed order.' })
  reasons: ReasonGivenDto[];
  @felt('The worst during it.') worstPain: number | null;
}

export class PatientAdherenceDto {
  @Day() from: string;
  @Day({ about: 'Today, of which only what was reported counts as due: it is not over.' }) to: string;
  @Part(() => AdherenceDto, { about: 'Of the last 7 days.' }) week: AdherenceDto;
  @Part(() => AdherenceDto, { about: 'Of the last 28 days.' }) fourWeeks: AdherenceDto;
  @Part(() => AdherenceDto, { about: 'Of the days asked for.' }) period: AdherenceDto;
  @ListOf(() => AdherenceDayDto, { about: 'Days of which nothing was asked nor told are left out.' })
  days: AdherenceDayDto[];
  @ListOf(() => FeltOnDayDto, { about: 'Days on which something was felt and said.' }) felt: FeltOnDayDto[];
  @ListOf(() => WeeklyWordDto) weekly: WeeklyWordDto[];
  @ListOf(() => ToldOfItemDto, { about: 'What is live, and what something was told of.' })
  items: ToldOfItemDto[];
}

/** Without what could read as blame: no days in a row, nothing missed. */
export class OwnAdherenceStretchDto {
  @count('Sessions that you did, of those below.', 12) done: number;
  @count('Sessions that your plan had for you. Days of rest ask for none.', 20) due: number;
  @count('Sessions of which we have heard nothing. You can still tell us.', 5) notHeardOf: number;
}

export class OwnAdherenceDto {
  @Part(() => OwnAdherenceStretchDto, { about: 'Of the last 7 days.' }) week: OwnAdherenceStretchDto;
  @Part(() => OwnAdherenceStretchDto, { about: 'Of the last 28 days.' }) fourWeeks: OwnAdherenceStretchDto;
  @ListOf(() => WeeklyWordDto, { about: 'What you said of your weeks.' }) weekly: WeeklyWordDto[];
}

export class CaseloadQuery implements PageQuery {
  @Choice(CASELOADS, { optional: true, about: MINE_IN_WORDS })
  of?: CaseloadOf;
  @Id({ optional: true, about: 'Of those, who is usually seen at this site.' }) siteId?: string;
  @Choice(CASELOAD_ORDERS, { optional: true, about: 'By name, if not said.' }) order?: CaseloadOrder;
  @Whole({
    min: 1,
    max: CASELOAD_MAX,
    parameter: true,
    optional: true,
    example: 200,
    about: 'How many, 50 if not said.',
  })
  limit?: number;
  @Text({
    max: 2000,
    optional: true,
    example: 'WyIwIiwiQW5uIEFsbGVuIiwiOSJd',
    about: 'nextCursor of the page before.',
  })
  cursor?: string;
}

export class PainTrendDto implements PainTrend {
  @Field({
    type: 'integer',
    enum: [-1, 0, 1],
    example: -1,
    about: 'Less pain than at first, about as much, or more: by 2 or more.',
  })
  direction: PainTrend['direction'];
  @Field({
    type: 'number',
    example: 2,
    about: 'Median of the last three days with a report, within 14 days.',
  })
  recent: number;
  @Field({ type: 'number', example: 5 }) baseline: number;
  @Choice(['first_reports', 'assessment']) baselineFrom: PainTrend['baselineFrom'];
}

export class OpenAlertDto implements OpenAlert {
  @Choice(ALERT_KINDS) kind: AlertKind;
  @count('How many are open.') open: number;
  @count('How many of them nobody acknowledged yet.') waiting: number;
  @Instant({ about: 'When the first is due.' }) dueAt: string;
}

export class PlanInCaseloadDto implements PlanInCaseload {
  @Id() prescriptionId: string;
  @Choice(['issued', 'paused', 'completed', 'withdrawn']) standing: PlanInCaseload['standing'];
  @Day() startsOn: string;
  @Day() reviewOn: string;
  @Day() adviceUntil: string;
  @Flag({ about: 'Whether the patient has opened what is live now.' }) isOpened: boolean;
}

export class CaseloadPatientDto {
  @Id() id: string;
  @Text({ max: 200, example: 'Ann Allen' }) name: string;
  @Id({ nullable: true, about: 'The clinician responsible.' }) responsibleId: string | null;
  @Part(() => AdherenceDto, { about: 'Of the last 7 days.' }) week: AdherenceDto;
  @Part(() => AdherenceDto, { about: 'Of the last 28 days.' }) fourWeeks: AdherenceDto;
  @Part(() => PainTrendDto, { nullable: true, about: 'Null where too little was reported.' })
  painTrend: PainTrendDto | null;
  @Day({ nullable: true, about: 'Of the last signed assessment, or of an extension after it.' })
  lastContactOn: string | null;
  @ListOf(() => OpenAlertDto, { about: 'The most urgent first.' }) alerts: OpenAlertDto[];
  @Flag({ about: 'A hold or a pause of the patient’s own is open.' }) isOnHold: boolean;
  @Part(() => PlanInCaseloadDto, {
    nullable: true,
    about: 'Of the open plans the one to be reviewed first, or else the last; null for none.',
  })
  plan: PlanInCaseloadDto | null;
}

export function toPatientAdherence({ items, ...rest }: PatientAdherence): PatientAdherenceDto {
  return { ...rest, items: items.map((item) => ({ ...item, reasons: toReasons(item.reasons) })) };
}

const toReasons = (said: ToldOfItem['reasons']): ReasonGivenDto[] =>
  REASONS.flatMap((because) => {
    const times = said[because];
    return times === undefined ? [] : [{ because, times }];
  });

export const toOwnStretch = ({ done, due, unknown }: Adherence): OwnAdherenceStretchDto => ({
  ...{ done, due },
  notHeardOf: unknown,
});
