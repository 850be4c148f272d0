import { DOSE_SENTENCE_MAX, TEXT_BOUNDS } from '../dosage/bounds';
import { DOSAGE_EXAMPLE, DosageDto } from '../dosage/dosage.dto';
import { STOP_BECAUSE, STOP_UNTIL, STOPPED, type StopBecause, type StopUntil } from '../diary/wording';
import { PILLARS, type Pillar } from '../exercise/traits';
import { Choice, Day, Field, Flag, Id, Instant, ListOf, Part, Text, Texts, Whole } from '../http/fields';
import { CHANGES_MAX, ITEMS_MAX } from '../plan/plan';
import { spokenIn, SpokenDto } from '../language/spoken.dto';
import { titled, type Words } from '../language/words';
import {
  ANNOUNCED,
  ReachClinicDto,
  ROUTINE_KINDS,
  type RoutineKind,
  TitledListDto,
} from '../routine/routine.dto';
import { EMERGENCY, NOT_WATCHED, NOTICE, URGENT, OWN_PAUSE, WHY_NOTHING_SHOWS } from '../routine/wording';
import type { StandingRow, TodayItemRow, TodayPlanRow } from './today.repository';
import type { TodayItem, TodayOfPlan, TodayState } from './today';
import type { Totals } from './totals';
import { newThisWeekWords } from './day-words';

const STATES = ['due', 'may', 'no'] as const;
const COUNT = { min: 0, max: 1_000, example: 1 };

export class TodayQuery {
  @Choice(['true', 'false'], {
    optional: true,
    example: 'false',
    about: 'Only what the clinician allowed for a bad day.',
  })
  badDay?: 'true' | 'false';
}

export class SeenDto {
  @Id({ about: 'The version that was read.' }) versionId: string;
}

class TodaySessionDto {
  @Whole({ min: 0, max: 103, about: 'Which of the sessions of the dose, from 0.' }) session: number;
  @Text({ max: TEXT_BOUNDS.name, nullable: true, example: null }) name: string | null;
  @Choice(['fixed', 'flexible', 'as_needed']) kind: 'fixed' | 'flexible' | 'as_needed';
  @Whole({ ...COUNT, about: 'Sessions left of this week that are to be done.' }) due: number;
  @Whole({ ...COUNT, about: 'Sessions left of this week that may be done; of as_needed, of this day.' })
  allowed: number;
  @Choice(STATES, { about: 'due: later days have no room for it. may: today or another day.' })
  today: TodayState;
  @Field({
    type: 'array',
    nullable: true,
    items: { type: 'string', format: 'date-time' },
    example: null,
    about: 'Of what is done every so many hours: when, in UTC.',
  })
  at: string[] | null;
  @Whole(COUNT) doneToday: number;
  @Whole(COUNT) doneThisWeek: number;
}

class TodayItemDto {
  @Id({ about: 'As in the routine, which has its steps and its video.' }) id: string;
  @Whole({ min: 1, max: ITEMS_MAX }) place: number;
  @Text({ max: 200, example: 'Glute bridge' }) name: string;
  @Text({ max: TEXT_BOUNDS.name, nullable: true, example: null }) variation: string | null;
  @Choice(PILLARS) pillar: Pillar;
  @Text({ max: 300, example: 'It wakes up the muscles that hold your hips level.' }) why: string;
  @Part(() => DosageDto, { example: DOSAGE_EXAMPLE }) dosage: DosageDto;
  @Text({ max: DOSE_SENTENCE_MAX, example: 'Do 3 sets of 10. Once a day, on 3 days a week.' })
  doseSentence: string;
  @Whole({ min: 0, max: 1440, example: 3, about: 'On a day on which it is done; an estimate.' })
  minutes: number;
  @Flag({ example: false }) isOptional: boolean;
  @Flag({ example: false }) isComfort: boolean;
  @Text({ max: TEXT_BOUNDS.phase, nullable: true, example: null }) phase: string | null;
  @Whole({ min: 1, max: 10_000, nullable: true, example: null, about: 'Which week of its phase it is.' })
  phaseWeek: number | null;
  @Choice(STATES, { about: 'Of any of its sessions.' }) today: TodayState;
  @Choice(['done', 'left_out'], { nullable: true, example: null, about: 'What was told of it today.' })
  told: 'done' | 'left_out' | null;
  @ListOf(() => TodaySessionDto) sessions: TodaySessionDto[];
  @Part(() => TitledListDto, { about: 'By its own pain policy.' }) painGuide: TitledListDto;
  @Part(() => TitledListDto) stopIf: TitledListDto;
}

class StoppedItemDto {
  @Id() itemId: string;
  @Text({ max: 200, example: 'Glute bridge' }) name: string;
  @Choice(STOP_UNTIL) until: StopUntil;
  @Choice(STOP_BECAUSE) because: StopBecause;
  @Text({ max: 300, example: 'Please stop this one for today and let it rest.' }) text: string;
}

class NewsDto {
  @Whole({ min: 1, max: 10_000 }) versionNumber: number;
  @Instant() issuedAt: string;
  @Text({ max: 200, example: 'Dr Maya Rivera', about: 'Who changed it.' }) issuedBy: string;
  @Texts({ max: CHANGES_MAX, each: 600, example: ['New: Glute bridge.'] }) changes: string[];
}

class TodayPlanDto {
  @Id() prescriptionId: string;
  @Id() versionId: string;
  @Whole({ min: 1, max: 10_000 }) versionNumber: number;
  @Whole({ min: 1, max: 10_000, nullable: true, about: 'Which week of the plan it is.' }) week: number | null;
  @Day({ example: '2026-12-06' }) reviewOn: string;
  @Day({ example: '2027-01-03' }) adviceUntil: string;
  @Flag({ example: false, about: 'The patient has not opened any version of it yet.' }) isNew: boolean;
  @ListOf(() => NewsDto, { about: 'What changed since the version that was last opened, oldest first.' })
  news: NewsDto[];
  @Texts({
    max: ITEMS_MAX,
    each: 600,
    example: ['New this week: Glute bridge.'],
    about:
      'What begins now by its week or its phase, since the patient last opened a version. Never what waits.',
  })
  newThisWeek: string[];
  @Day({ nullable: true, about: 'The next day after today with something to do.' }) nextOn: string | null;
  @ListOf(() => TodayItemDto) items: TodayItemDto[];
  @ListOf(() => StoppedItemDto, { about: 'What is not to be done for now, and kindly why.' })
  stopped: StoppedItemDto[];
}

class AmountsDto {
  @Whole(COUNT) exercises: number;
  @Whole({ min: 0, max: 1440, example: 8 }) minutes: number;
}

class TotalsDto {
  @Part(() => AmountsDto) due: AmountsDto;
  @Part(() => AmountsDto, { about: 'What may be done today or on another day.' }) may: AmountsDto;
  @Whole({ ...COUNT, about: 'Exercises.' }) doneToday: number;
  @Texts({ max: 5, each: 300, example: ['3 exercises, about 8 minutes.'] }) words: string[];
  @Day({ nullable: true }) nextOn: string | null;
}

class TodayStandingDto {
  @Choice(ROUTINE_KINDS) kind: RoutineKind;
  @Text({ max: 300, nullable: true, example: null, about: 'Why nothing shows; null while something does.' })
  message: string | null;
}

class SafetyNetDto {
  @Text({ max: 300, example: 'Nobody watches this app all day.' }) notWatched: string;
  @Part(() => TitledListDto) emergency: TitledListDto;
  @Part(() => TitledListDto) urgent: TitledListDto;
}

export class TodayDto {
  @Day({ about: 'Today, as the clinic’s clock has it.' }) date: string;
  @Flag({ example: false }) isBadDay: boolean;
  @Part(() => TodayStandingDto) standing: TodayStandingDto;
  @Text({
    max: 600,
    nullable: true,
    about: 'null while nothing shows.',
    example: 'Do these exercises only if you were told to.',
  })
  notice: string | null;
  @Text(ANNOUNCED) announcement: string | null;
  @Part(() => TotalsDto) totals: TotalsDto;
  @ListOf(() => TodayPlanDto) plans: TodayPlanDto[];
  @Part(() => ReachClinicDto, { about: 'For booking, too.' }) clinic: ReachClinicDto;
  @Part(() => SafetyNetDto, { about: 'To be shown before the exercises and after them.' })
  safetyNet: SafetyNetDto;
  @Part(() => SpokenDto, { about: 'Which part is in which language.' }) spoken: SpokenDto;
}

export interface DayOfPlan {
  plan: TodayPlanRow;
  day: TodayOfPlan<TodayItemRow>;
  /** What the plan began this week. */
  begun: TodayItemRow[];
}

function messageOf({ kind, isOwnPause }: StandingRow, words: Words): string | null {
  if (kind === 'on_hold' && isOwnPause) return words.say(OWN_PAUSE.id);
  return kind === 'live' ? null : words.say(WHY_NOTHING_SHOWS[kind].id);
}

const TODAY_PARTS = ['safety', 'notice', 'standing', 'today', 'dose', 'written'] as const;

export function toToday(
  date: string,
  isBadDay: boolean,
  standing: StandingRow,
  plans: readonly DayOfPlan[],
  totals: Totals,
  words: Words,
): TodayDto {
  const { kind } = standing;
  const shows = kind === 'live' || kind === 'pain_pause';
  return {
    date,
    isBadDay,
    standing: { kind, message: messageOf(standing, words) },
    notice: shows ? (standing.notice ?? words.say(NOTICE.id)) : null,
    announcement: standing.announcement,
    // why there is nothing is said above, and a plan that is paused has no rest day
    totals: shows ? totals : { ...totals, words: [] },
    plans: plans.map((one) => toPlan(one, words)),
    clinic: {
      name: standing.clinicName,
      phone: standing.phone,
      email: standing.email,
      bookingUrl: standing.bookingUrl,
    },
    safetyNet: {
      notWatched: words.say(NOT_WATCHED.id),
      emergency: titled(words, EMERGENCY),
      urgent: titled(words, URGENT),
    },
    spoken: spokenIn(words, TODAY_PARTS),
  };
}

function toPlan({ plan, day, begun }: DayOfPlan, words: Words): TodayPlanDto {
  const isNew = plan.news.some(({ number }) => number === 1);
  return {
    prescriptionId: plan.prescriptionId,
    versionId: plan.versionId,
    versionNumber: plan.versionNumber,
    week: day.week,
    reviewOn: plan.reviewOn,
    adviceUntil: plan.adviceUntil,
    isNew,
    // to somebody who sees it for the first time nothing has changed
    news: isNew
      ? []
      : plan.news.map(({ number, at, by, changes }) => ({
          versionNumber: number,
          issuedAt: new Date(at).toISOString(),
          issuedBy: by,
          changes,
        })),
    newThisWeek: begun.map(({ name, variation }) =>
      newThisWeekWords(variation ? `${name}, ${variation}` : name, words),
    ),
    nextOn: day.nextOn,
    items: day.items.map(toItem),
    stopped: longestOfEach(plan.stops).map(({ itemId, name, until, because }) => ({
      ...{ itemId, name, until, because },
      text: words.say(STOPPED[because].id),
    })),
  };
}

/** An exercise may be stopped by several things: the one that lasts is said. */
function longestOfEach(stops: TodayPlanRow['stops']): TodayPlanRow['stops'] {
  const ordered = [...stops].sort((a, b) => STOP_UNTIL.indexOf(a.until) - STOP_UNTIL.indexOf(b.until));
  return [...new Map(ordered.map((stop) => [stop.itemId, stop])).values()];
}

function toItem({ item, ...today }: TodayItem<TodayItemRow>): TodayItemDto {
  return {
    id: item.id,
    place: item.place,
    name: item.name,
    variation: item.variation,
    pillar: item.pillar,
    why: item.why,
    dosage: today.dosage,
    doseSentence: today.doseSentence,
    minutes: today.minutes,
    isOptional: item.isOptional,
    isComfort: item.isComfort,
    phase: item.phase,
    phaseWeek: today.phaseWeek,
    today: today.today,
    told: today.told,
    sessions: today.sessions,
    painGuide: list(today.painGuide),
    stopIf: list(today.stopIf),
  };
}

const list = ({ title, items }: { title: string; items: readonly string[] }) => ({
  title,
  items: [...items],
});
