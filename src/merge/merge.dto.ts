import { Id, Instant, Text } from '../http/fields';
import type { Merge } from './merge.repository';

const WHY = { max: 1000, about: 'For clinicians; neither desk nor patient sees it.' };

export class NewMergeDto {
  @Id({ about: 'The record that lives on.' }) intoId: string;
  @Text({ ...WHY, example: 'Registered twice: her maiden name.' }) because: string;
}

export class ReversalDto {
  @Text({ ...WHY, example: 'They are two people: mother and daughter.' }) because: string;
}

export class ConfirmationDto {
  @Text({ ...WHY, example: 'Told her in the room: she was here under both names.' })
  because: string;
}

/** Two records made one: who did it, when and why, and by whom it was confirmed or taken back. */
export class MergeDto {
  @Id() id: string;
  @Id({ about: 'The record that ended.' }) mergedId: string;
  @Id({ about: 'The record that lives on.' }) intoId: string;
  @Instant() mergedAt: string;
  @Id({ about: 'The clinician who did.' }) mergedBy: string;
  @Text({ ...WHY, example: 'Registered twice: her maiden name.' }) because: string;
  @Instant({ nullable: true, example: null, about: 'null: it stands.' }) reversedAt: string | null;
  @Id({ nullable: true, example: null }) reversedBy: string | null;
  @Text({ max: 1000, nullable: true, example: null }) reversedBecause: string | null;
  @Instant({
    nullable: true,
    example: null,
    about: 'null: nobody confirmed that they are one person, and their phone does not show what came.',
  })
  confirmedAt: string | null;
  @Id({ nullable: true, example: null }) confirmedBy: string | null;
  @Text({ max: 1000, nullable: true, example: null }) confirmedBecause: string | null;
}

export function toMerge(merge: Merge): MergeDto {
  return {
    id: merge.id,
    mergedId: merge.mergedId,
    intoId: merge.intoId,
    mergedAt: merge.mergedAt.toISOString(),
    mergedBy: merge.mergedBy,
    because: merge.because,
    reversedAt: merge.reversedAt?.toISOString() ?? null,
    reversedBy: merge.reversedBy,
    reversedBecause: merge.reversedBecause,
    confirmedAt: merge.confirmedAt?.toISOString() ?? null,
    confirmedBy: merge.confirmedBy,
    confirmedBecause: merge.confirmedBecause,
  };
}
