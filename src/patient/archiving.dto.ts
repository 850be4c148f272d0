import { Choice, Day, Id, Ids, ListOf, Text } from '../http/fields';

/** Patients out of the everyday lists, on the wire: who, and what became of each. */
export const ARCHIVING_OUTCOMES = ['archived', 'archived_already', 'in_care', 'not_found'] as const;
export type ArchivingOutcome = (typeof ARCHIVING_OUTCOMES)[number];

export class NewArchivingDto {
  @Ids({ min: 1, max: 500, optional: true, nullable: true, about: 'Whom. Or say notSeenSince.' })
  patientIds?: string[] | null;
  @Day({
    optional: true,
    nullable: true,
    example: null,
    about:
      'Instead: all who were not seen on this day or later, and are not in care. At least half a year ago.',
  })
  notSeenSince?: string | null;
  @Text({ max: 1000, example: 'Not seen for two years.' }) because: string;
}

export class ArchivedDto {
  @Id() patientId: string;
  @Choice(ARCHIVING_OUTCOMES, {
    about:
      'in_care: there is a plan that may show, or something that a clinician has yet to close; they were left as they are.',
  })
  outcome: ArchivingOutcome;
}

export class ArchivingDto {
  @ListOf(() => ArchivedDto, { max: 1_000_000 }) patients: ArchivedDto[];
}
