import { Choice, Part, Text, Texts, Whole } from '../http/fields';
import { AmountOf } from '../dosage/amount.dto';
import { DOSAGE_BOUNDS as bounds, TEXT_BOUNDS } from '../dosage/bounds';
import { type Amount, type Group, GROUP_KINDS, type Phase, PHASE_BEGINS } from '../dosage/dosage';
import { WeeksDto } from '../dosage/dosage.dto';

/** The parts into which a plan may be divided, on the wire. Whether items and parts fit is asked by `checkPlan`. */
export class GroupDto implements Group {
  @Text({ max: TEXT_BOUNDS.group, example: 'A', about: 'A letter, for the patient.' }) name: string;
  @Choice(GROUP_KINDS) kind: Group['kind'];
  @AmountOf('rounds', { example: { exact: 3 }, about: 'Times through all of its items.' }) rounds: Amount;
  @Whole({ ...bounds.restAfterSetSeconds, optional: true, example: 15 }) restBetweenItemsSeconds?: number;
  @AmountOf('restAfterSetSeconds', { optional: true, example: { exact: 90 } })
  restBetweenRoundsSeconds?: Amount;
  @Whole({ ...bounds.timeCapSeconds, optional: true, example: 900, about: 'Go round for this long.' })
  timeCapSeconds?: number;
}

const CRITERIA = { max: TEXT_BOUNDS.criteria, each: TEXT_BOUNDS.criterion, min: 1, optional: true };

export class PhaseDto implements Phase {
  @Text({ max: TEXT_BOUNDS.phase, example: 'Settle' }) name: string;
  @Choice(PHASE_BEGINS, { about: 'criteria: when a clinician finds them met.' })
  begins: Phase['begins'];
  @Part(() => WeeksDto, { example: { from: 1, to: 2 } }) weeks: WeeksDto;
  @Texts({ ...CRITERIA, example: ['Pain at most 2 out of 10 when walking.'] }) entryCriteria?: string[];
  @Texts({ ...CRITERIA, example: ['10 heel raises without pain.'] }) exitCriteria?: string[];
}
