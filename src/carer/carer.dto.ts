import { Choice, Email, Field, Id, Instant, Part, Text } from '../http/fields';
import { CARER_KINDS, type CarerKind } from '../identity/session.dto';

const NAME = { max: 200, example: 'Cara Allen' };
const EVIDENCE = { max: 500, example: 'Mother; both passports seen.' };

export class NewCarerDto {
  @Text(NAME) name: string;
  @Email({
    optional: true,
    nullable: true,
    example: 'cara@example.org',
    about: 'If given, the link goes there too, and a new one when they lose it.',
  })
  email?: string | null;
}

export class NewGuardianDto extends NewCarerDto {
  @Text({ ...EVIDENCE, about: 'What was seen that says so.' }) evidence: string;
}

export class CarerDto {
  @Id() id: string;
  @Id() patientId: string;
  @Choice(CARER_KINDS, { about: 'let_in: by the patient. guardian: of a child, written down by the clinic.' })
  kind: CarerKind;
  @Text(NAME) name: string;
  @Email({ nullable: true, example: 'cara@example.org' }) email: string | null;
  @Text({ ...EVIDENCE, nullable: true, example: null }) evidence: string | null;
  @Instant() letInAt: string;
  @Id({ nullable: true, example: null, about: 'Who wrote a guardian down.' }) letInBy: string | null;
  @Instant({ nullable: true, example: null, about: 'null: they may still look.' }) endedAt: string | null;
}

export class LetInDto {
  @Part(() => CarerDto) carer: CarerDto;
  @Field({
    type: 'string',
    format: 'uri',
    example: 'https://portal.example/enter#Y2hhbmdlLW1lLW5vdC1hLXNlY3JldC0x',
    about: 'Shown this once. Opens with the patient’s date of birth, as a session of the carer.',
  })
  link: string;
}

export interface CarerRow {
  id: string;
  patient_id: string;
  kind: CarerKind;
  name: string;
  email: string | null;
  evidence: string | null;
  let_in_at: Date;
  let_in_by: string | null;
  ended_at: Date | null;
}

export const toCarer = (row: CarerRow): CarerDto => ({
  id: row.id,
  patientId: row.patient_id,
  kind: row.kind,
  name: row.name,
  email: row.email,
  evidence: row.evidence,
  letInAt: row.let_in_at.toISOString(),
  letInBy: row.let_in_by,
  endedAt: row.ended_at?.toISOString() ?? null,
});
