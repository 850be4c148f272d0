import { Choice, Field, ListOf, Text } from '../http/fields';
import {
  type Derived,
  DISTAL_POINTS,
  type DistalPoint,
  EPISODE_CLASSES,
  type EpisodeClass,
  type Warning,
} from './derived';
import { CARRIED_PARTS } from './findings';
import { CARRIED_EXAMPLE } from './findings-example';

/** What an answer says beside the findings themselves: what follows from them, and which were taken over. */
export class WarningDto implements Warning {
  @Text({ max: 200, example: '/findings/neuro', about: 'JSON pointer into the assessment.' }) pointer: string;
  @Text({ max: 50, example: 'neuro.not_examined' }) code: string;
  @Text({ max: 300, example: 'Leg symptoms without power, touch and reflex.' }) detail: string;
}

export class DerivedDto implements Derived {
  @Choice(EPISODE_CLASSES, {
    nullable: true,
    example: 'subacute',
    about: 'On the day of the visit: acute under 6 weeks, subacute 6 to 12, persistent over 12.',
  })
  episodeClass: EpisodeClass | null;
  @Choice(DISTAL_POINTS, {
    nullable: true,
    example: 'below_knee',
    about: 'How far down the chart shows symptoms.',
  })
  distalMost: DistalPoint | null;
  @ListOf(() => WarningDto, { about: 'To look at again; none of them keeps anybody from signing.' })
  warnings: WarningDto[];
}

/** By part. A map, because the screen asks of each part whether it is carried. */
export const CarriedField = () =>
  Field({
    about:
      'Parts taken over from an earlier visit and unchanged since foundOn. psfs: the activities to be scored anew.',
    example: CARRIED_EXAMPLE,
    type: 'object',
    propertyNames: { enum: [...CARRIED_PARTS] },
    additionalProperties: {
      type: 'object',
      required: ['foundOn', 'assessmentId'],
      properties: {
        foundOn: { type: 'string', format: 'date' },
        assessmentId: { type: 'string', format: 'uuid' },
        activities: { type: 'array', items: { type: 'string' } },
      },
      additionalProperties: false,
    },
  });
