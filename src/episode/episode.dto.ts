import { Day, Field, Id, Instant, Text } from '../http/fields';
import type { Episode } from './episode.entity';

export class NewEpisodeDto {
  @Text({ max: 200, example: 'Low back pain after a half marathon' }) title: string;
  @Day({ optional: true, about: 'Today if not said; never in the future.' }) openedOn?: string;
}

export class ChangeEpisodeDto {
  @Text({ max: 200, example: 'Low back pain after a half marathon' }) title: string;
}

export class EpisodeDto {
  @Id() id: string;
  @Id() patientId: string;
  @Text({ max: 200, example: 'Low back pain after a half marathon' }) title: string;
  @Day() openedOn: string;
  @Id({ about: 'The member of staff who opened it.' }) openedBy: string;
  @Instant({ nullable: true, example: null }) closedAt: string | null;
  @Id({ nullable: true, example: null }) closedBy: string | null;
  @Instant({ nullable: true, example: null, about: 'Not null: it was an error. Show it struck through.' })
  enteredInErrorAt: string | null;
  @Id({ nullable: true, example: null }) enteredInErrorBy: string | null;
  @Text({ max: 1000, nullable: true, example: null }) enteredInErrorBecause: string | null;
  @Field({ type: 'integer', example: 1 }) revision: number;
}

export function toEpisode(episode: Episode): EpisodeDto {
  return {
    id: episode.id,
    patientId: episode.patientId,
    title: episode.title,
    openedOn: episode.openedOn,
    openedBy: episode.openedBy,
    closedAt: episode.closedAt?.toISOString() ?? null,
    closedBy: episode.closedBy,
    enteredInErrorAt: episode.enteredInErrorAt?.toISOString() ?? null,
    enteredInErrorBy: episode.enteredInErrorBy,
    enteredInErrorBecause: episode.enteredInErrorBecause,
    revision: episode.revision,
  };
}
