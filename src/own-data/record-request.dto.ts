import { Choice, Day, Field, Id, Instant, ListOf, Part, Text, Whole } from '../http/fields';
import { PageQuery } from '../http/page';
import { OwnDiaryDto } from './own-data.dto';
import { NOTE_KINDS, type NoteKind, type RecordNote } from './record-notes';

const NOTES_MAX = 100_000;
const WHY = {
  min: 15,
  max: 1000,
  example: 'It tells of somebody else, who has not agreed that it be given.',
};

export class NewRecordRequestDto {
  @Text({
    max: 1000,
    optional: true,
    nullable: true,
    example: 'For my new clinic.',
    about: 'Nobody has to give one.',
  })
  reason?: string | null;
}

const STATES = ['open', 'released', 'refused'] as const;

export class RecordRequestQuery extends PageQuery {
  @Choice(STATES, { optional: true, about: 'All of them, if not said.' }) state?: (typeof STATES)[number];
}

export class HeldBackDto {
  @Id({ about: 'Of the note.' }) noteId: string;
  @Text({ ...WHY, about: 'Why the law lets this note be held back. The patient does not read it.' })
  because: string;
}

export class ReleaseDto {
  @Whole({
    min: 0,
    max: NOTES_MAX,
    example: 12,
    about:
      'How many notes you judged: as many as GET …/notes listed. If one was added since, nothing is released.',
  })
  judged: number;
  @ListOf(() => HeldBackDto, { max: 1000, example: [], about: 'All others are given.' })
  heldBack: HeldBackDto[];
}

export class RefusalDto {
  @Text({
    ...WHY,
    example: 'We gave you the same record last week, and nothing was added.',
    about: 'The patient reads it.',
  })
  because: string;
}

export class RecordRequestDto {
  @Id() id: string;
  @Id() patientId: string;
  @Choice(STATES) state: (typeof STATES)[number];
  @Text({ max: 1000, nullable: true, example: null }) reason: string | null;
  @Instant() requestedAt: string;
  @Day({
    example: '2026-12-22',
    about: 'The last day on which it has to be answered: one month (UK GDPR, Article 12(3)).',
  })
  dueOn: string;
  @Instant({ nullable: true, example: null }) releasedAt: string | null;
  @Instant({ nullable: true, example: null, about: 'Until when the record can be fetched.' })
  availableUntil: string | null;
  @Instant({ nullable: true, example: null }) refusedAt: string | null;
  @Text({ max: 1000, nullable: true, example: null }) refusedBecause: string | null;
  @Field({ type: 'integer', example: 1 }) revision: number;
  @ListOf(() => HeldBackDto, { nullable: true, about: 'null to the patient.' }) heldBack:
    HeldBackDto[] | null;
}

export class RecordNoteDto implements RecordNote {
  @Id() id: string;
  @Choice(NOTE_KINDS) kind: NoteKind;
  @Instant() at: string;
  @Text({
    max: 200,
    nullable: true,
    example: 'Dr Maya Rivera',
    about: 'Of an alert: who closed it. null: the patient, a carer of theirs, or nobody yet.',
  })
  by: string | null;
  @Field({ type: 'object', additionalProperties: true, example: { note: 'Spoke with the GP.' } })
  content: Record<string, unknown>;
}

export class RecordDiaryDto extends OwnDiaryDto {
  @Text({ max: 400, nullable: true, example: 'Glute bridge', about: 'Which exercise, as the plan had it.' })
  exercise: string | null;
}

class RecordPersonDto {
  @Text({ max: 200, example: 'Ann Allen' }) name: string;
  @Day({ example: '1961-04-12' }) dateOfBirth: string;
}

export class RecordDto {
  @Text({ max: 200, example: 'North Clinic' }) clinic: string;
  @Part(() => RecordPersonDto) patient: RecordPersonDto;
  @Instant() releasedAt: string;
  @Instant() availableUntil: string;
  @Text({ max: 600, example: 'The law lets a clinic hold back some notes.' }) about: string;
  @ListOf(() => RecordNoteDto, { about: 'Oldest first.' }) notes: RecordNoteDto[];
  @ListOf(() => RecordDiaryDto, {
    nullable: true,
    about: 'Oldest first, as it was told. null: given before the diary was a part of the record.',
  })
  diary: RecordDiaryDto[] | null;
}
