import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Idempotency } from '../http/idempotency';
import { Operation } from '../http/operation';
import { Allow } from '../identity/allow';
import { NewWalkInDto, WalkInDto } from './walk-in.dto';
import { WalkInService } from './walk-in.service';

@ApiTags('Walk-in')
@Controller('walk-ins')
export class WalkInController {
  constructor(private readonly walkIns: WalkInService) {}

  @Post()
  @Allow('clinician')
  @Idempotency('required', { toldOnce: ['link'] })
  @Operation({
    summary:
      'See somebody who walks in: register, assess, sign, prescribe, issue and hand over the link at once',
    about:
      'The same as each step by itself, under the same rules, each with its own row in the audit. If any part is refused ' +
      'nothing of it is kept, and errors says which part. But what closes is never undone by a plan: where a hold is open on ' +
      'the patient, or exercise was found not suitable, the visit is kept without a plan, and outcome says so. ' +
      'A repeat with the same key gets the first answer, without its link.',
    returns: WalkInDto,
    status: 201,
    refuses: [
      'not_found',
      ...(['patient.possible_duplicate', 'patient.identifier_taken'] as const),
      ...(['patient.merged', 'patient.deceased'] as const),
      ...(['assessment.signer_not_entitled', 'assessment.incomplete', 'assessment.hold_undecided'] as const),
      ...(['assessment.missing', 'assessment.too_old', 'assessment.nothing_new_needed'] as const),
      ...(['template.retired', 'prescription.nothing_to_take', 'prescription.exercise_unavailable'] as const),
      ...(['prescription.not_entitled', 'prescription.patient_discharged'] as const),
      ...(['prescription.rule_forbids', 'prescription.decision_missing', 'prescription.no_draft'] as const),
    ],
  })
  async receive(@CurrentTx() tx: Tx, @Body() body: NewWalkInDto): Promise<WalkInDto> {
    return this.walkIns.receive(tx, body);
  }
}
