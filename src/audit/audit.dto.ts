import { IntersectionType } from '@nestjs/swagger';
import { Day, Field, Id, Instant, Text } from '../http/fields';
import { PageQuery } from '../http/page';

/** A row of the trail, as it was written. */
export interface AuditEntry {
  /** A bigint, so text. */
  id: string;
  at: Date;
  actorRole: string;
  actorId: string | null;
  action: string;
  subjectType: string | null;
  subjectIds: string[];
  patientIds: string[];
  requestId: string | null;
}

const ACTION = { max: 100, example: 'patient.discharged' };
const IDS = { type: 'array', items: { type: 'string', format: 'uuid' }, example: [] };

/** What is looked for; a table of it has no pages. */
export class AuditSearch {
  @Id({ optional: true, about: 'Whose record it belongs to.' }) patientId?: string;
  @Id({ optional: true, about: 'Who did it: a member of staff, or a patient.' }) actorId?: string;
  @Text({ ...ACTION, optional: true, about: 'Exactly this.' }) action?: string;
  @Text({
    ...ACTION,
    optional: true,
    example: 'patient.',
    about: 'Whatever begins so: `patient.` is all about patients.',
  })
  actionBegins?: string;
  @Text({
    max: 100,
    optional: true,
    example: 'b1946ac9-2c5d-4b0e-8f6e-7a1e0c6f2d11',
    about: 'As an answer’s requestId had it.',
  })
  requestId?: string;
  @Day({ optional: true, about: 'First day, by the clinic’s calendar.' }) from?: string;
  @Day({ optional: true, about: 'Last day, by the clinic’s calendar.' }) to?: string;
}

export class AuditQuery extends IntersectionType(AuditSearch, PageQuery) {}

export class AuditEntryDto {
  @Field({ type: 'string', example: '1042' }) id: string;
  @Instant() at: string;
  @Field({ type: 'string', example: 'clinician', about: 'As what they came.' }) actorRole: string;
  @Id({ nullable: true, about: 'A member of staff or a patient.' }) actorId: string | null;
  @Text(ACTION) action: string;
  @Field({
    type: 'string',
    nullable: true,
    example: 'patient',
    about: 'What kind of thing the ids name; for a reading, the operation that read.',
  })
  subjectType: string | null;
  @Field(IDS) subjectIds: string[];
  @Field({ ...IDS, about: 'The patients whose records it belongs to.' }) patientIds: string[];
  @Field({ type: 'string', nullable: true, example: 'b1946ac9-2c5d-4b0e-8f6e-7a1e0c6f2d11' })
  requestId: string | null;
}

export function toAuditEntry(entry: AuditEntry): AuditEntryDto {
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    actorRole: entry.actorRole.replace(/^app_/, ''),
    actorId: entry.actorId,
    action: entry.action,
    subjectType: entry.subjectType,
    subjectIds: entry.subjectIds,
    patientIds: entry.patientIds,
    requestId: entry.requestId,
  };
}
