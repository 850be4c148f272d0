import { Choice, Whole } from '../http/fields';
import {
  DOSAGE_BOUNDS,
  type Dosage,
  REP_UNITS,
  type RepUnit,
  type Side,
  SIDES,
  type Tempo,
  TEMPOS,
} from './dosage';

/** A dose on the wire. Whether its parts fit together is asked by `checkDosage`. */
export class DosageDto implements Dosage {
  @Whole({ ...DOSAGE_BOUNDS.sets, example: 3 }) sets: number;
  @Whole({ ...DOSAGE_BOUNDS.reps, optional: true, example: 10, about: 'Per set; per side on each_side.' })
  reps?: number;
  @Whole({ ...DOSAGE_BOUNDS.repsMax, optional: true, example: 12, about: 'The upper end of a range.' })
  repsMax?: number;
  @Choice(REP_UNITS, { optional: true }) repUnit?: RepUnit;
  @Whole({ ...DOSAGE_BOUNDS.holdSeconds, optional: true, example: 5, about: 'Of each rep.' })
  holdSeconds?: number;
  @Whole({ ...DOSAGE_BOUNDS.distanceMetres, optional: true, example: 20, about: 'Of each rep.' })
  distanceMetres?: number;
  @Whole({ ...DOSAGE_BOUNDS.restSeconds, optional: true, example: 30, about: 'Between sets.' })
  restSeconds?: number;
  @Whole({ ...DOSAGE_BOUNDS.perDay, example: 1, about: 'Sessions on a day that has any.' }) perDay: number;
  @Whole({ ...DOSAGE_BOUNDS.perWeek, example: 5, about: 'Days a week.' }) perWeek: number;
  @Choice(SIDES, { example: 'each_side' }) side: Side;
  @Whole({ ...DOSAGE_BOUNDS.effortRpe, optional: true, example: 6, about: '0 none, 10 the most one can do.' })
  effortRpe?: number;
  @Choice(TEMPOS, { optional: true }) tempo?: Tempo;
}
