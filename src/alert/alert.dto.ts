import { Choice, Field, Flag, Id, Instant, ListOf, Part, Text, Whole } from '../http/fields';
import { PageQuery } from '../http/page';
import { ALERT_STANDINGS, type AlertStanding, standingOf } from './alert-lifecycle';
import { ALERT_KINDS, ALERT_RULES, type AlertFacts, type AlertKind } from './alert-rules';
import { whyInWords } from './alert-words';
import type { AlertLine } from './alert.repository';
import { MINE_IN_WORDS } from './whose-patient';

const KIND = { about: 'See GET /alert-rules.' };

export class AlertPatientDto {
  @Id() id: string;
  @Text({ max: 200, example: 'Ann Allen' }) name: string;
}

export class AlertDto {
  @Id() id: string;
  @Part(() => AlertPatientDto) patient: AlertPatientDto;
  @Id({ nullable: true, example: null }) prescriptionId: string | null;
  @Choice(ALERT_KINDS, { ...KIND, example: 'A2' }) kind: AlertKind;
  @Choice(ALERT_STANDINGS) standing: AlertStanding;
  @Text({ max: 2000, example: 'Pain 6, then 7 on two reports running; baseline 3, from the assessment.' })
  why: string;
  @Field({
    type: 'object',
    additionalProperties: true,
    example: { pain: [6, 7], baseline: 3, baselineFrom: 'assessment' },
    about: 'Numbers, days, codes and ids that it rests on; which, depends on the kind.',
  })
  facts: AlertFacts;
  @Instant({ about: 'When it was found first.' }) since: string;
  @Whole({ min: 1, max: 1_000_000, about: 'How often the same was found since.' }) times: number;
  @Instant() lastFoundAt: string;
  @Flag({ example: false, about: 'It was found again after somebody acknowledged it.' })
  isFoundAgain: boolean;
  @Instant({ about: 'By when somebody should have acknowledged it, by the clinic’s hours.' }) dueAt: string;
  @Instant({ nullable: true, example: null, about: 'When it went on to somebody else.' })
  escalatedAt: string | null;
  @Id({ nullable: true, example: null, about: 'To whom; null with escalatedAt: to every clinician.' })
  escalatedTo: string | null;
  @Instant({ nullable: true, example: null }) acknowledgedAt: string | null;
  @Id({ nullable: true, example: null }) acknowledgedBy: string | null;
  @Instant({ nullable: true, example: null }) closedAt: string | null;
  @Id({ nullable: true, example: null }) closedBy: string | null;
  @Text({ max: 2000, nullable: true, example: null }) note: string | null;
  @Whole({ min: 0, max: 1_000_000, about: 'How often the desk rang since it was found.' }) calls: number;
  @Field({ type: 'integer', example: 1 }) revision: number;
}

export const WORKLISTS = ['mine', 'clinic'] as const;
export type Worklist = (typeof WORKLISTS)[number];

export class WorklistQuery extends PageQuery {
  @Choice(WORKLISTS, {
    optional: true,
    about: `${MINE_IN_WORDS} With what went on to you or to everybody.`,
  })
  of?: Worklist;
  @Id({ optional: true, about: 'Of those, what is about patients who are usually seen at this site.' })
  siteId?: string;
}

export class ClosingDto {
  @Text({ max: 2000, example: 'Rang: a hard week at work. Back to the easier step; to be seen on Friday.' })
  note: string;
}

export class AlertRuleDto {
  @Choice(ALERT_KINDS) kind: AlertKind;
  @Text({ max: 500, example: ALERT_RULES[0]!.trigger }) trigger: string;
  @Text({ max: 300, example: ALERT_RULES[0]!.who }) who: string;
  @Text({ max: 100, example: 'within 4 working hours' }) due: string;
  @Whole({ min: 1, max: 8, about: '1 is looked at first.' }) urgency: number;
  @Flag({ about: 'Goes on to somebody else when nobody acknowledged it in time.' }) escalates: boolean;
  @Flag({ about: 'Off where clinical advice is turned off (record-only).' }) isOn: boolean;
  @Text({ max: 300, example: ALERT_RULES[0]!.source }) source: string;
}

export class AlertRulesDto {
  @ListOf(() => AlertRuleDto, { about: 'The most urgent first.' }) rules: AlertRuleDto[];
}

export function toAlertRules(advise: boolean): AlertRulesDto {
  const rules = [...ALERT_RULES].sort((a, b) => a.urgency - b.urgency);
  return {
    rules: rules.map(({ kind, trigger, who, due, urgency, escalates, weighs, source }) => ({
      kind,
      trigger,
      who,
      due:
        due.within === 'working_hours'
          ? `within ${due.hours} working hours`
          : due.within === 'same_working_day'
            ? 'the same working day'
            : `within ${due.days} working day${due.days === 1 ? '' : 's'} after it`,
      urgency,
      escalates,
      isOn: advise || !weighs,
      source,
    })),
  };
}

export function toAlert(alert: AlertLine): AlertDto {
  const { acknowledgedAt, lastAt } = alert;
  return {
    id: alert.id,
    patient: { id: alert.patientId, name: alert.patientName },
    prescriptionId: alert.prescriptionId,
    kind: alert.kind,
    standing: standingOf(alert),
    why: whyInWords(alert.kind, alert.facts),
    facts: alert.facts,
    since: alert.openedAt.toISOString(),
    times: alert.times,
    lastFoundAt: lastAt.toISOString(),
    isFoundAgain: acknowledgedAt !== null && lastAt > acknowledgedAt,
    dueAt: alert.dueAt.toISOString(),
    escalatedAt: alert.escalatedAt?.toISOString() ?? null,
    escalatedTo: alert.escalatedTo,
    acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
    acknowledgedBy: alert.acknowledgedBy,
    closedAt: alert.closedAt?.toISOString() ?? null,
    closedBy: alert.closedBy,
    note: alert.note,
    calls: alert.calls,
    revision: alert.revision,
  };
}
