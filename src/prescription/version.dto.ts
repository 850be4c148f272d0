import { AdviceChangesDto } from '../lifestyle/advice.dto';
import { Field, ListOf, Part, Text, Texts, Whole } from '../http/fields';
import { DOSE_SENTENCE_MAX } from '../dosage/bounds';
import { ITEMS_MAX } from '../plan/plan';
import type { Changes } from './what-changed';

export class ChangesQuery {
  @Whole({
    min: 1,
    max: 10_000,
    parameter: true,
    optional: true,
    example: 1,
    about: 'The one issued before `to`, if not said.',
  })
  from?: number;
  @Whole({
    min: 1,
    max: 10_000,
    parameter: true,
    optional: true,
    example: 2,
    about: 'The last that was issued, if not said.',
  })
  to?: number;
}

export class ItemChangeDto {
  @Whole({ min: 1, max: ITEMS_MAX, about: 'In the later version; of what was removed, in the earlier.' })
  place: number;
  @Text({ max: 200, example: 'Glute bridge' }) name: string;
  @Texts({
    max: 10,
    each: DOSE_SENTENCE_MAX + 10,
    example: ['Before: Do 2 sets of 10.', 'Now: Do 3 sets of 10.'],
  })
  words: string[];
}

export class ChangesDto implements Changes {
  @Field({ type: 'integer', example: 1, about: 'Number of the earlier version.' }) from: number;
  @Field({ type: 'integer', example: 2 }) to: number;
  @ListOf(() => ItemChangeDto) added: ItemChangeDto[];
  @ListOf(() => ItemChangeDto) removed: ItemChangeDto[];
  @ListOf(() => ItemChangeDto) changed: ItemChangeDto[];
  @Part(() => AdviceChangesDto, { about: 'Of what the plan says besides exercises.' })
  advice: AdviceChangesDto;
}
