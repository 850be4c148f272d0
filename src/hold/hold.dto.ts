import { Choices, Field, Id, Instant, Text } from '../http/fields';
import type { Hold } from './hold.entity';
import { RED_FLAG_CODES, type RedFlagCode } from '../screen/red-flags';

export class NewHoldDto {
  @Text({ max: 1000, example: 'Rang this morning: new numbness, sent to the emergency department.' })
  because: string;
}

export class ResolutionDto {
  @Text({
    min: 15,
    max: 2000,
    example: 'Seen at the emergency department on 20 November, imaging normal; letter filed.',
    about: 'What was found or done, and why exercise may go on.',
  })
  resolution: string;
}

export class HoldDto {
  @Id() id: string;
  @Id() patientId: string;
  @Id({ nullable: true, about: 'The assessment whose screen opened it.' }) assessmentId: string | null;
  @Choices(RED_FLAG_CODES, { example: ['CES-2'], about: 'The items of that screen.' }) flags: RedFlagCode[];
  @Text({ max: 1000, example: 'The signed screen needs a decision on: CES-2.' }) because: string;
  @Instant() openedAt: string;
  @Id() openedBy: string;
  @Instant({ nullable: true, example: null, about: 'null: it is open.' }) resolvedAt: string | null;
  @Id({ nullable: true, example: null }) resolvedBy: string | null;
  @Text({ max: 2000, nullable: true, example: null }) resolution: string | null;
  @Field({ type: 'integer', example: 1 }) revision: number;
}

export function toHold(hold: Hold): HoldDto {
  return {
    id: hold.id,
    patientId: hold.patientId,
    assessmentId: hold.assessmentId,
    flags: hold.flags,
    because: hold.because,
    openedAt: hold.openedAt.toISOString(),
    openedBy: hold.openedBy,
    resolvedAt: hold.resolvedAt?.toISOString() ?? null,
    resolvedBy: hold.resolvedBy,
    resolution: hold.resolution,
    revision: hold.revision,
  };
}
