import { Choice, Day, Field, Flag, Id, Part, Text } from '../http/fields';
import { RETENTION_RULES, type RetentionRule, VISIT_KINDS, type VisitKind } from './retention';
import type { KeptRecord, RecordStop } from './retention.service';

/** How long a record is kept, on the wire, with the rule in its words and where it comes from. */
const RULE_IDS = RETENTION_RULES.map(({ id }) => id);
const KINDS = Object.keys(VISIT_KINDS) as VisitKind[];
export const RECORD_STOPS = ['legal_hold', 'requested', 'in_care'] as const;

export class RetentionRuleDto {
  @Choice(RULE_IDS) id: RetentionRule['id'];
  @Field({ type: 'string', example: RETENTION_RULES[0].says, about: 'For a person.' }) says: string;
  @Field({ type: 'string', example: RETENTION_RULES[0].source }) source: string;
}

export class LastVisitDto {
  @Day({ about: 'By the clinic’s clock.' }) day: string;
  @Choice(KINDS, { about: 'What tells of it.' }) kind: VisitKind;
  @Field({ type: 'string', example: VISIT_KINDS.assessed, about: 'For a person.' }) says: string;
}

export class RetentionDto {
  @Id() patientId: string;
  @Part(() => LastVisitDto, { about: 'Taken for the end of treatment too.' }) lastVisit: LastVisitDto;
  @Day({ example: '2034-11-20', about: 'Kept to the end of this day.' }) keptUntil: string;
  @Day({ example: '2034-11-21', about: 'May be deleted from this day on.' }) dueFrom: string;
  @Flag({ about: 'Whether that day has come. Nothing is deleted by itself.' }) isDue: boolean;
  @Part(() => RetentionRuleDto) rule: RetentionRuleDto;
  @Choice(RECORD_STOPS, {
    nullable: true,
    example: null,
    about:
      'What forbids a deletion besides: an open legal hold, an open record request, a plan that may show.',
  })
  stoppedBy: RecordStop | null;
}

export class DueRecordDto extends RetentionDto {
  @Text({ max: 200, example: 'Ann Allen' }) name: string;
  @Day({ example: '1961-04-12' }) dateOfBirth: string;
}

export function toRetention(kept: KeptRecord): RetentionDto {
  const { patientId, lastVisit, retention, isDue, stoppedBy } = kept;
  const { id, says, source } = retention.rule;
  return {
    patientId,
    lastVisit: { ...lastVisit, says: VISIT_KINDS[lastVisit.kind] },
    keptUntil: retention.keptUntil,
    dueFrom: retention.dueFrom,
    isDue,
    rule: { id, says, source },
    stoppedBy,
  };
}

export const toDueRecord = (kept: KeptRecord): DueRecordDto => ({
  ...toRetention(kept),
  name: kept.name,
  dateOfBirth: kept.dateOfBirth,
});
