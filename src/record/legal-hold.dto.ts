import { Field, Id, Instant, Text } from '../http/fields';

/** What forbids that a record be deleted, on the wire: begun and ended by somebody, each with a reason. */
const BECAUSE = { max: 1000, example: 'A letter of a solicitor.' };
const ENDED = { max: 1000, example: 'The claim was settled.' };

export class NewLegalHoldDto {
  @Text({ ...BECAUSE, about: 'Desk and clinicians read it.' }) because: string;
}

export class LegalHoldEndDto {
  @Text(ENDED) because: string;
}

export class LegalHoldDto {
  @Id() id: string;
  @Id() patientId: string;
  @Text(BECAUSE) because: string;
  @Instant() placedAt: string;
  @Id() placedBy: string;
  @Instant({ nullable: true, example: null, about: 'null: it is open.' }) endedAt: string | null;
  @Id({ nullable: true, example: null }) endedBy: string | null;
  @Text({ ...ENDED, nullable: true }) endedBecause: string | null;
  @Field({ type: 'integer', example: 1 }) revision: number;
}

export interface LegalHold extends Omit<LegalHoldDto, 'placedAt' | 'endedAt'> {
  placedAt: Date;
  endedAt: Date | null;
}

export const toLegalHold = (hold: LegalHold): LegalHoldDto => ({
  ...hold,
  placedAt: hold.placedAt.toISOString(),
  endedAt: hold.endedAt?.toISOString() ?? null,
});
