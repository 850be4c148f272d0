import { Field, Id, ListOf, Texts } from '../http/fields';
import { AssessmentDto } from './assessment.dto';
import type { PlanAgainst } from './plans-against';

export class PlanAgainstDto implements PlanAgainst {
  @Id() prescriptionId: string;
  @Texts({ max: 50, each: 20, example: ['R-OP1'], about: 'The HARD rules that speak against it.' })
  ruleIds: string[];
  @Field({ type: 'array', items: { type: 'integer' }, example: [2], about: 'Of the items they are about.' })
  places: number[];
}

/** What a signature answers: the assessment, and what it means for the plans that there are. */
export class SignedAssessmentDto extends AssessmentDto {
  @ListOf(() => PlanAgainstDto, {
    example: [],
    about:
      'Plans of this patient, issued or paused, in any episode, that the rules forbid by what is signed now. They are not ' +
      'closed by that: decide about each. Empty where clinical advice is turned off.',
  })
  plansAgainst: PlanAgainstDto[];
}
