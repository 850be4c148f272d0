import { EpisodeDto, toEpisode } from '../episode/episode.dto';
import { Id, ListOf, Part, Text } from '../http/fields';
import { etagOf } from '../http/revision';
import { EpisodeInErrorDto } from './entry-in-error.dto';
import type { Moved } from './move.service';

const ETAG = { max: 40, example: '"1"', about: 'Send it as If-Match to go on.' };

export class NewMoveDto {
  @Id({ about: 'The patient for whom it was meant.' }) patientId: string;
  @Text({ max: 1000, example: 'Written for another patient.' }) because: string;
}

export class MovedDraftDto {
  @Id() id: string;
  @Text(ETAG) etag: string;
}

export class NotMovedDto {
  @Id() exerciseId: string;
  @Text({ max: 200, example: 'Bird dog' }) name: string;
}

export class MovedPlanDto extends MovedDraftDto {
  @ListOf(() => NotMovedDto, {
    example: [],
    about: 'What stood in the plan and cannot be prescribed today.',
  })
  leftOut: NotMovedDto[];
}

/** Both ends of a move: what became of the wrong patient's episode, and what waits to be read at the right one's. */
export class MoveDto {
  @Part(() => EpisodeInErrorDto, { about: 'Of the wrong patient: an error now.' }) left: EpisodeInErrorDto;
  @Part(() => EpisodeDto, { about: 'Of the right patient.' }) episode: EpisodeDto;
  @Part(() => MovedDraftDto, {
    nullable: true,
    about: 'The draft to read and sign; null: nothing was signed.',
  })
  assessment: MovedDraftDto | null;
  @Part(() => MovedPlanDto, { nullable: true, about: 'The draft to read and issue; null: no plan stood.' })
  prescription: MovedPlanDto | null;
}

const draftOf = (row: { id: string; revision: number }): MovedDraftDto => ({ id: row.id, etag: etagOf(row) });

export function toMove({
  left: { episode: wrong, ...consequences },
  episode,
  assessment,
  plan,
}: Moved): MoveDto {
  return {
    left: { ...toEpisode(wrong), ...consequences },
    episode: toEpisode(episode),
    assessment: assessment && draftOf(assessment),
    prescription: plan && { ...draftOf(plan.prescription), leftOut: plan.leftOut },
  };
}
