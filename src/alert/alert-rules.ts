/**
 * What somebody at the clinic should look at, as data: section 6 of the clinic's rules. What each finds in what was reported is
 * in the files that its row names; nothing here decides treatment, and nothing changes a plan by itself.
 */
import {
  addWorkingHours,
  endOfNextWorkingDay,
  endOfWorkingDay,
  type WorkingTime,
} from '../opening-hours/working-time';

export const ALERT_KINDS = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** Numbers, days, codes and ids, for the clinician who opens it. */
export type AlertFacts = Readonly<Record<string, unknown>>;

/** By when somebody should have said that they saw it. */
export type Due =
  | { within: 'working_hours'; hours: number }
  | { within: 'same_working_day' }
  /** Counted from the day after; 1 is the next. */
  | { within: 'working_days'; days: number };

export interface AlertRule {
  kind: AlertKind;
  trigger: string;
  /** Who looks, in words. */
  who: string;
  due: Due;
  /** 1 is looked at first. */
  urgency: number;
  /** The clinic's backup person has it in their own list from the beginning. */
  alsoForBackup?: true;
  /** Who looks has a mail the moment it waits, whatever the hour; the words say nothing of it. */
  toldAtOnce?: true;
  /** Goes on to somebody else when nobody acknowledged it in time. */
  escalates: boolean;
  /** It weighs what was reported against something; off in record-only, where only what was said or left undone is passed on. */
  weighs: boolean;
  source: string;
}

const SECTION = 'the clinic’s rules, section 6';

export const ALERT_RULES: readonly AlertRule[] = [
  {
    kind: 'A1',
    trigger: 'A red-flag question was answered yes.',
    who: 'The responsible clinician and the clinic’s backup; the patient was told at once whom to call.',
    due: { within: 'working_hours', hours: 4 },
    urgency: 1,
    alsoForBackup: true,
    toldAtOnce: true,
    escalates: true,
    weighs: false,
    source: `${SECTION}, A1 [design decision]`,
  },
  {
    kind: 'A3',
    trigger: 'Symptoms went further down the leg, or numbness or weakness is new.',
    who: 'The responsible clinician.',
    due: { within: 'same_working_day' },
    urgency: 2,
    escalates: true,
    weighs: false,
    source: `${SECTION}, A3`,
  },
  {
    kind: 'A2',
    trigger:
      'Pain is 2 or more above the baseline on 2 reports running, or newly above 5 where the baseline was at most 5.',
    who: 'The responsible clinician.',
    due: { within: 'working_days', days: 1 },
    urgency: 3,
    escalates: false,
    weighs: true,
    source: `${SECTION}, A2; numeric pain rating: a change of 2 is usually noticed`,
  },
  {
    kind: 'A6',
    trigger:
      'Pain on the next morning is above the baseline, two mornings running. An easier step may help: the clinician decides.',
    who: 'The responsible clinician.',
    due: { within: 'working_days', days: 1 },
    urgency: 4,
    escalates: false,
    weighs: true,
    source: `${SECTION}, A6; pain monitoring after Thomeé (NEMEX): back to usual by the next day`,
  },
  {
    kind: 'A4',
    trigger:
      'Three due sessions in a row were not done, nothing was reported for 7 days, or the patient paused the plan themself.',
    who: 'The responsible clinician or the desk: “How can we help?”',
    due: { within: 'working_days', days: 2 },
    urgency: 5,
    escalates: false,
    weighs: false,
    source: `${SECTION}, A4`,
  },
  {
    kind: 'A5',
    trigger: 'One exercise was left out twice because the patient was unsure how to do it.',
    who: 'The responsible clinician: look at its video and steps.',
    due: { within: 'working_days', days: 1 },
    urgency: 6,
    escalates: false,
    weighs: false,
    source: `${SECTION}, A5`,
  },
  {
    kind: 'A8',
    trigger: 'By the review, neither pain nor function has changed as much as patients usually notice.',
    who: 'The responsible clinician: assess again, think again (NICE NG59).',
    due: { within: 'working_days', days: 1 },
    urgency: 7,
    escalates: false,
    weighs: true,
    source: `${SECTION}, A8; NICE NG59`,
  },
  {
    kind: 'A7',
    trigger:
      'The day of the review has passed, the assessment is too old to go on at the same level, or a video is gone.',
    who: 'The responsible clinician.',
    due: { within: 'working_days', days: 1 },
    urgency: 8,
    escalates: false,
    weighs: false,
    source: `${SECTION}, A7`,
  },
];

export const ruleOf = (kind: AlertKind): AlertRule =>
  ALERT_RULES.find((rule) => rule.kind === kind) as AlertRule;

/** The most urgent first. */
export const KINDS_BY_URGENCY: readonly AlertKind[] = [...ALERT_RULES]
  .sort((a, b) => a.urgency - b.urgency)
  .map(({ kind }) => kind);

export const KINDS_THAT_ESCALATE: readonly AlertKind[] = ALERT_RULES.filter(({ escalates }) => escalates).map(
  ({ kind }) => kind,
);

export const KINDS_FOR_BACKUP: readonly AlertKind[] = ALERT_RULES.filter(
  ({ alsoForBackup }) => alsoForBackup,
).map(({ kind }) => kind);

export function dueAt(kind: AlertKind, now: Date, working: WorkingTime): Date {
  const { due } = ruleOf(kind);
  switch (due.within) {
    case 'working_hours':
      return addWorkingHours(now, due.hours, working);
    case 'same_working_day':
      return endOfWorkingDay(now, working);
    case 'working_days':
      return endOfNextWorkingDay(now, working, due.days);
  }
}
