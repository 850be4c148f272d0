import { Choice, Day, Id, Instant, Text } from '../http/fields';
import type { Words } from '../language/words';
import type { ItemStop, NamedStop } from './item-stop.repository';
import { STOP_BECAUSE, STOP_UNTIL, STOPPED, type StopBecause, type StopUntil } from './wording';

/** A stopped exercise, as the patient is told it. */
export class OwnStopDto {
  @Id() id: string;
  @Id() prescriptionId: string;
  @Id() itemId: string;
  @Choice(STOP_UNTIL) until: StopUntil;
  @Choice(STOP_BECAUSE, { example: 'own_choice' }) because: StopBecause;
  @Text({ max: 300, example: 'You chose to leave this one out today.' }) text: string;
}

/** The same for a clinician. */
export class ItemStopDto {
  @Id() id: string;
  @Id() patientId: string;
  @Id() prescriptionId: string;
  @Id() itemId: string;
  @Text({ max: 200, example: 'Glute bridge' }) itemName: string;
  @Choice(STOP_UNTIL, { about: 'reviewed: until a clinician lifts it, or issues a new version.' })
  until: StopUntil;
  @Choice(STOP_BECAUSE) because: StopBecause;
  @Id({ nullable: true, about: 'The diary entry that gave rise to it; null: the patient’s own choice.' })
  entryId: string | null;
  @Instant() at: string;
  @Day({ about: 'One until tomorrow is over with this day.' }) day: string;
  @Instant({ nullable: true, example: null }) liftedAt: string | null;
  @Id({ nullable: true, example: null, about: 'null: a correction lifted it, or the patient.' })
  liftedBy: string | null;
}

export function toOwnStop(
  { id, prescriptionId, itemId, until, because }: ItemStop,
  words: Words,
): OwnStopDto {
  return { id, prescriptionId, itemId, until, because, text: words.say(STOPPED[because].id) };
}

export function toItemStop({ at, liftedAt, ...stop }: NamedStop): ItemStopDto {
  return { ...stop, at: at.toISOString(), liftedAt: liftedAt?.toISOString() ?? null };
}
