import { type Weekday, WEEKDAYS } from '../calendar/days';
import { Choice, Choices, ListOf, Measure, Part, Said, Text, Whole } from '../http/fields';
import { AmountOf } from './amount.dto';
import { DOSAGE_BOUNDS as bounds, TEXT_BOUNDS } from './bounds';
import {
  type Amount,
  type Dosage,
  type DoseChange,
  NEXT_MORNINGS,
  PAIN_POLICIES,
  type PainPolicy,
  PROGRESS_DECIDERS,
  type ProgressCap,
  type Progression,
  type ProgressWhen,
  type Regression,
  type RegressWhen,
  type Schedule,
  SCHEDULE_KINDS,
  type ScheduleKind,
  type SessionDose,
  type Side,
  SIDES,
  STOP_RULES,
  type StopRule,
  type Weeks,
} from './dosage';
import { CLOCK } from './how-often';
import { INTERVALS_EXAMPLE, IntervalSpecDto } from './interval.dto';
import { SetSpecDto, SetSpecs } from './set.dto';

const DAILY = { kind: 'weekly', perDay: 1, perWeek: { exact: 7 } };
export const DOSAGE_EXAMPLE = {
  side: 'each_side',
  sessions: [{ sets: [{ count: 3, reps: { min: 8, max: 12 } }], schedule: DAILY }],
};

const Clock = (example: string, about: string) =>
  Text({
    max: 5,
    pattern: CLOCK,
    patternSays: 'a time written HH:MM',
    optional: true,
    example,
    about,
  });

export class ScheduleDto implements Schedule {
  @Choice(SCHEDULE_KINDS, {
    about:
      'weekly: perDay, perWeek. weekdays: perDay, weekdays. every_n_days: perDay, everyDays. every_n_hours: everyHours, ' +
      'from, until. between: perDay, betweenPlace. as_needed: perDay, at the most.',
  })
  kind: ScheduleKind;
  @Whole({ ...bounds.perDay, optional: true, about: 'Sessions on a day that has any.' }) perDay?: number;
  @Whole({ ...bounds.perDay, optional: true, example: 2, about: 'The upper end, where a range is meant.' })
  perDayMax?: number;
  @AmountOf('perWeek', { optional: true, example: { exact: 3 }, about: 'Days a week.' }) perWeek?: Amount;
  @Choices(WEEKDAYS, { min: 1, optional: true }) weekdays?: Weekday[];
  @Whole({ ...bounds.everyDays, optional: true }) everyDays?: number;
  @Whole({ ...bounds.everyHours, optional: true, example: 2 }) everyHours?: number;
  @Clock('08:00', 'Of waking, by the clinic’s clock.') from?: string;
  @Clock('20:00', 'A dose at this time still counts.') until?: string;
  @Whole({ ...bounds.place, optional: true, about: 'Due on days on which that item is not.' })
  betweenPlace?: number;
  @Whole({ ...bounds.minRestHours, optional: true, example: 24, about: 'From one session to the next.' })
  minRestHours?: number;
  @Whole({ ...bounds.restDaysBetween, optional: true, about: 'Days without it between two with it; weekly.' })
  restDaysBetween?: number;
  @Choices(WEEKDAYS, { min: 1, max: 6, optional: true, example: ['sunday'], about: 'Never on these.' })
  restDays?: Weekday[];
}

export class WeeksDto implements Weeks {
  @Whole({ ...bounds.weeks }) from: number;
  @Whole({ ...bounds.weeks, optional: true, example: 4, about: 'Included. Left out: to the end.' })
  to?: number;
}

export class SessionDoseDto implements SessionDose {
  @Text({
    max: TEXT_BOUNDS.name,
    optional: true,
    example: 'heavy',
    about: 'Where a week holds different sessions.',
  })
  name?: string;
  @Part(() => WeeksDto, { optional: true, example: { from: 1, to: 4 }, about: 'Left out: in every week.' })
  weeks?: WeeksDto;
  @SetSpecs() sets?: SetSpecDto[];
  @Part(() => IntervalSpecDto, { optional: true, example: INTERVALS_EXAMPLE, about: 'In place of sets.' })
  intervals?: IntervalSpecDto;
  @Part(() => ScheduleDto, { example: DAILY }) schedule: ScheduleDto;
}

export class PainPolicyDto implements PainPolicy {
  @Choice(PAIN_POLICIES, { about: 'custom: during, after, nextMorning.' }) kind: PainPolicy['kind'];
  @Whole({ ...bounds.painAccepted, optional: true, example: 3 }) during?: number;
  @Whole({ ...bounds.painAccepted, optional: true, example: 3 }) after?: number;
  @Choice(NEXT_MORNINGS, { optional: true }) nextMorning?: PainPolicy['nextMorning'];
}

export class ProgressWhenDto implements ProgressWhen {
  @Said() allSetsAtTop?: true;
  @Whole({ ...bounds.painAccepted, optional: true, example: 2 }) painDuringAtMost?: number;
  @Said() noNextDayRise?: true;
  @Whole({ ...bounds.sessionsRunning, optional: true, example: 2 }) sessionsRunning?: number;
  @Whole({ ...bounds.weeksAtLevel, optional: true, about: 'At one level, at least.' }) weeksAtLevel?: number;
}

export class DoseChangeDto implements DoseChange {
  @Whole({ ...bounds.repsChange, optional: true, example: 2, about: 'Signed, as all of these.' })
  reps?: number;
  @Whole({ ...bounds.setsChange, optional: true, example: 1 }) sets?: number;
  @Whole({ ...bounds.holdSecondsChange, optional: true, example: 5 }) holdSeconds?: number;
  @Whole({ ...bounds.timeSecondsChange, optional: true, example: 60 }) timeSeconds?: number;
  @Measure({ ...bounds.kgChange, optional: true, example: 2.5 }) kg?: number;
  @Whole({ ...bounds.percentChange, optional: true, example: 5 }) percentLoad?: number;
  @Whole({ min: -1, max: 1, optional: true, example: 1, about: '1 the harder exercise, -1 the easier one.' })
  ladder?: 1 | -1;
  @Said() nextWeekRow?: true;
  @Said() repeatWeekRow?: true;
}

export class ProgressCapDto implements ProgressCap {
  @Whole({ ...bounds.reps, optional: true, example: 20 }) reps?: number;
  @Whole({ ...bounds.sets, optional: true, example: 5 }) sets?: number;
  @Whole({ ...bounds.holdSeconds, optional: true, example: 60 }) holdSeconds?: number;
  @Measure({ ...bounds.kg, optional: true, example: 20 }) kg?: number;
  @Whole({ ...bounds.percentPerWeek, optional: true, example: 10 }) percentPerWeek?: number;
}

export class ProgressionDto implements Progression {
  @Part(() => ProgressWhenDto, {
    example: { allSetsAtTop: true, sessionsRunning: 2 },
    about: 'All of these.',
  })
  when: ProgressWhenDto;
  @Part(() => DoseChangeDto, { example: { kg: 2.5 } }) change: DoseChangeDto;
  @Part(() => ProgressCapDto, { optional: true, example: { kg: 20 } }) cap?: ProgressCapDto;
  @Choice(PROGRESS_DECIDERS) decidedBy: Progression['decidedBy'];
}

export class RegressWhenDto implements RegressWhen {
  @Whole({ ...bounds.painAbove, optional: true, example: 5 }) painDuringAbove?: number;
  @Said() nextDayRise?: true;
  @Whole({ ...bounds.sessionsRunning, optional: true, example: 2 }) sessionsNotCompleted?: number;
}

export class RegressionDto implements Regression {
  @Part(() => RegressWhenDto, { example: { painDuringAbove: 5 }, about: 'Any of these.' })
  when: RegressWhenDto;
  @Part(() => DoseChangeDto, { example: { sets: -1 } }) change: DoseChangeDto;
}

export class StopRuleDto implements StopRule {
  @Choice(STOP_RULES, { example: 'pain_spreads' }) kind: StopRule['kind'];
  @Whole({ ...bounds.painAbove, optional: true, example: 5, about: 'Only of pain_above.' }) pain?: number;
  @Whole({ ...bounds.mornings, optional: true, example: 2, about: 'Only of worse_next_morning.' })
  mornings?: number;
}

/** A dose on the wire. Whether its parts fit together is asked by `checkDosage`. */
export class DosageDto implements Dosage {
  @Choice(SIDES, {
    example: 'each_side',
    about: 'each_side: reps count for each side. alternate: they count both sides together, 8 are 4 on each.',
  })
  side: Side;
  @ListOf(() => SessionDoseDto, {
    ...bounds.sessions,
    example: DOSAGE_EXAMPLE.sessions,
    about: 'Several: a table of weeks, or different sessions within one week.',
  })
  sessions: SessionDoseDto[];
  @Part(() => PainPolicyDto, { optional: true, example: { kind: 'up_to_5' } }) painPolicy?: PainPolicyDto;
  @Part(() => ProgressionDto, {
    optional: true,
    example: { when: { allSetsAtTop: true }, change: { reps: 2 }, decidedBy: 'clinician' },
  })
  progression?: ProgressionDto;
  @Part(() => RegressionDto, {
    optional: true,
    example: { when: { painDuringAbove: 5 }, change: { sets: -1 } },
  })
  regression?: RegressionDto;
  @ListOf(() => StopRuleDto, { ...bounds.stopRules, optional: true, example: [{ kind: 'pain_spreads' }] })
  stopRules?: StopRuleDto[];
}
