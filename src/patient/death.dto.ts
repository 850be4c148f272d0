import { Day, Id, Instant, Text } from '../http/fields';

/** That a patient died, on the wire. The words are for the clinic: no patient, carer or relative is shown them. */
const BECAUSE = { max: 1000, example: 'Her daughter rang.' };
const REVERSED = { max: 1000, example: 'It was another patient of the same name.' };

export class NewDeathDto {
  @Day({ optional: true, nullable: true, example: '2026-11-20', about: 'Leave it out if it is not known.' })
  diedOn?: string | null;
  @Text({ ...BECAUSE, about: 'Who told you, or how it is known. Desk and clinicians read it.' })
  because: string;
}

export class DeathReversalDto {
  @Text({ ...REVERSED, about: 'Why it was a mistake.' }) because: string;
}

export class DeathDto {
  @Id() id: string;
  @Day({ nullable: true, example: '2026-11-20' }) diedOn: string | null;
  @Text(BECAUSE) because: string;
  @Instant() recordedAt: string;
  @Id() recordedBy: string;
  @Instant({ nullable: true, example: null, about: 'null: it stands.' }) reversedAt: string | null;
  @Id({ nullable: true, example: null }) reversedBy: string | null;
  @Text({ ...REVERSED, nullable: true }) reversedBecause: string | null;
}

export interface Death extends Omit<DeathDto, 'recordedAt' | 'reversedAt'> {
  recordedAt: Date;
  reversedAt: Date | null;
}

export const toDeath = (death: Death): DeathDto => ({
  ...death,
  recordedAt: death.recordedAt.toISOString(),
  reversedAt: death.reversedAt?.toISOString() ?? null,
});
