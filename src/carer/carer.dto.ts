import { Choice, Day, Email, Field, Flag, Id, Instant, Part, Text } from '../http/fields';
import { CARER_KINDS, type CarerKind } from '../identity/session.dto';
import {
  GUARDIAN_ENDINGS,
  GUARDIAN_EVIDENCE,
  type GuardianEnding,
  type GuardianEvidence,
  NOT_SAID,
} from './guardian-evidence';

const NAME = { max: 200, example: 'Cara Allen' };
const EVIDENCE = { max: 500, example: 'Mother; both passports seen.' };
const ENDED_NOTE = { max: 1000, example: 'Order of 3 March seen, copy on file.' };

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
  @Choice(GUARDIAN_EVIDENCE, {
    about:
      'What it rests on. attorney, deputy: a power for an adult, which does not end with childhood; of others the access closes by ' +
      'itself on the 16th birthday.',
  })
  evidenceKind: GuardianEvidence;
  @Text({ ...EVIDENCE, about: 'What was seen or said.' }) evidence: string;
}

export class GuardianEndingDto {
  @Choice(GUARDIAN_ENDINGS, {
    about: 'court_order: only another order lets them be written down again.',
  })
  because: GuardianEnding;
  @Text({ ...ENDED_NOTE, optional: true, nullable: true, about: 'For the clinic alone.' }) note?:
    string | null;
}

export class CarerDto {
  @Id() id: string;
  @Id() patientId: string;
  @Choice(CARER_KINDS, { about: 'let_in: by the patient. guardian: of a child, written down by the clinic.' })
  kind: CarerKind;
  @Text(NAME) name: string;
  @Email({ nullable: true, example: 'cara@example.org' }) email: string | null;
  @Choice([...GUARDIAN_EVIDENCE, NOT_SAID], {
    nullable: true,
    example: null,
    about: 'Of a guardian. not_said: written down before this was asked.',
  })
  evidenceKind: GuardianEvidence | typeof NOT_SAID | null;
  @Text({ ...EVIDENCE, nullable: true, example: null }) evidence: string | null;
  @Flag({ about: 'Whether they may look now: nobody ended it, and it has not closed by itself.' })
  looks: boolean;
  @Day({
    nullable: true,
    example: null,
    about:
      'When a guardian’s access closes by itself, unless the patient lets them go on; nothing is deleted.',
  })
  closesOn: string | null;
  @Instant({
    nullable: true,
    example: null,
    about: 'When the patient, deciding for themself, let a guardian go on.',
  })
  keptOnAt: string | null;
  @Instant() letInAt: string;
  @Id({ nullable: true, example: null, about: 'Who wrote a guardian down.' }) letInBy: string | null;
  @Instant({ nullable: true, example: null, about: 'null: nobody ended it.' }) endedAt: string | null;
  @Choice(GUARDIAN_ENDINGS, {
    nullable: true,
    example: null,
    about: 'For the clinic alone: null to a patient.',
  })
  endedBecause: GuardianEnding | null;
  @Text({ ...ENDED_NOTE, nullable: true, example: null, about: 'For the clinic alone: null to a patient.' })
  endedNote: string | null;
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
  evidence_kind: CarerDto['evidenceKind'];
  let_in_at: Date;
  let_in_by: string | null;
  kept_on_at: Date | null;
  ended_at: Date | null;
  looks: boolean;
  closes_on: string | null;
  /** Read by the clinic alone. */
  ended_because?: GuardianEnding | null;
  ended_note?: string | null;
}

export const toCarer = (row: CarerRow): CarerDto => ({
  id: row.id,
  patientId: row.patient_id,
  kind: row.kind,
  name: row.name,
  email: row.email,
  evidenceKind: row.evidence_kind,
  evidence: row.evidence,
  looks: row.looks,
  closesOn: row.closes_on,
  keptOnAt: row.kept_on_at?.toISOString() ?? null,
  letInAt: row.let_in_at.toISOString(),
  letInBy: row.let_in_by,
  endedAt: row.ended_at?.toISOString() ?? null,
  endedBecause: row.ended_because ?? null,
  endedNote: row.ended_note ?? null,
});
