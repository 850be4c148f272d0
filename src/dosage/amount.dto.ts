import { Measure, Part, Said, Whole } from '../http/fields';
import { type Bound, DOSAGE_BOUNDS as bounds } from './bounds';
import type { Amount, Reps, Rest } from './dosage';

/**
 * Amounts on the wire: one class for each bound, so that the document says which numbers a field takes. Whether an amount has
 * exactly one of its forms is asked by `checkDosage`.
 */
function amountDto(name: string, { min, max, unit }: Bound): new () => Amount {
  class AmountDto implements Amount {
    @Whole({ min, max, unit, optional: true, about: 'Either this, or min and max.' }) exact?: number;
    @Whole({ min, max, unit, optional: true, about: 'The lower end of a range.' }) min?: number;
    @Whole({ min, max, unit, optional: true, example: max, about: 'Its upper end, above min.' }) max?: number;
  }
  Object.defineProperty(AmountDto, 'name', { value: name });
  return AmountDto;
}

const classes = {
  holdSeconds: amountDto('HoldSecondsDto', bounds.holdSeconds),
  timeSeconds: amountDto('TimeSecondsDto', bounds.timeSeconds),
  restBetweenRepsSeconds: amountDto('RestBetweenRepsSecondsDto', bounds.restBetweenRepsSeconds),
  restAfterSetSeconds: amountDto('RestSecondsDto', bounds.restAfterSetSeconds),
  perWeek: amountDto('DaysAWeekDto', bounds.perWeek),
  rounds: amountDto('RoundsDto', bounds.rounds),
  // the widest of all scales; the range of each is asked by checkDosage
  effort: amountDto('EffortValueDto', { min: 0, max: bounds.rpe20.max, unit: 'steps of the scale' }),
  intensity: amountDto('IntensityValueDto', { min: 0, max: bounds.watts.max, unit: 'the unit of the kind' }),
};

/** An amount within this bound. */
export const AmountOf = (
  bound: keyof typeof classes,
  o: { optional?: boolean; example: Amount; about?: string },
): PropertyDecorator => Part(() => classes[bound], o);

export class RepsDto extends amountDto('RepsAmountDto', bounds.reps) implements Reps {
  @Whole({ ...bounds.reps, optional: true, example: 12, about: '"Up to 12".' }) upTo?: number;
  @Said() asManyAsPossible?: true;
  @Whole({ ...bounds.reps, optional: true, example: 50, about: 'Caps as many as possible.' }) atMost?: number;
}

export class RestDto extends amountDto('RestAmountDto', bounds.restAfterSetSeconds) implements Rest {
  @Measure({
    ...bounds.restTimesSet,
    optional: true,
    example: 1,
    about: 'As many times as long as the set took.',
  })
  timesSet?: number;
}
