import { Field, Id, Instant, Text, Whole } from '../http/fields';

const ABOVE = { min: 1, max: 5, example: 2, about: 'So much above the baseline, on two reports running.' };
const OVER = { min: 1, max: 9, example: 5, about: 'Newly above this, where the baseline was not.' };

export class NewAlertThresholdDto {
  @Whole(ABOVE) aboveBaseline: number;
  @Whole(OVER) over: number;
  @Text({ max: 500, example: 'Starts at 6; the plan expects it.' }) because: string;
}

export class AlertThresholdDto {
  @Whole(ABOVE) aboveBaseline: number;
  @Whole(OVER) over: number;
  @Text({ max: 500, nullable: true, example: null, about: 'null: the usual numbers of the clinic’s rules.' })
  because: string | null;
  @Id({ nullable: true, example: null }) setBy: string | null;
  @Instant({ nullable: true, example: null }) setAt: string | null;
  @Field({
    type: 'object',
    example: { aboveBaseline: 2, over: 5 },
    additionalProperties: { type: 'integer' },
  })
  usual: { aboveBaseline: number; over: number };
}
