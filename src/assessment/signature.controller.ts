import { Body, Controller, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import {
  AddendumDto,
  EntryInErrorDto,
  NewAddendumDto,
  SignatureDto,
  toAddendum,
  toAssessment,
} from './assessment.dto';
import type { Assessment } from './assessment.entity';
import { AssessmentService } from './assessment.service';
import { PlansAgainst } from './plans-against';
import { SignedAssessmentDto } from './plans-against.dto';
import { VisitReadingService } from './visit-reading.service';
import { SignatureService } from './signature.service';

@ApiTags('Assessment')
@Controller()
export class SignatureController {
  constructor(
    private readonly signatures: SignatureService,
    private readonly assessments: AssessmentService,
    private readonly flags: VisitReadingService,
    private readonly plans: PlansAgainst,
  ) {}

  @Post('assessments/:id/signature')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Sign an assessment, as a registered clinician',
    about:
      'From then on it does not change. What the screen found opens a hold on the patient (holdFlags); a finding that ' +
      'exercise is not suitable pauses all that the patient was advised, in every episode. What else was found may make ' +
      'the rules forbid a plan that runs: the answer names such plans (plansAgainst), and you decide about them. The body ' +
      'may be left out, except where clinical advice is turned off and the screen calls for the clinician’s own word on a ' +
      'hold.',
    returns: SignedAssessmentDto,
    refuses: [
      'assessment.signed',
      'assessment.signer_not_entitled',
      'assessment.incomplete',
      'assessment.hold_undecided',
      'episode.in_error',
    ],
  })
  @ApiBody({ type: SignatureDto, required: false })
  async sign(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: SignatureDto,
  ): Promise<SignedAssessmentDto> {
    return this.shown(tx, await this.signatures.sign(tx, id, expected, body));
  }

  @Post('assessments/:id/addenda')
  @Allow('clinician')
  @Operation({
    summary: 'Add to a signed assessment',
    returns: AddendumDto,
    status: 201,
    refuses: ['assessment.not_signed'],
  })
  async write(@CurrentTx() tx: Tx, @PathId() id: string, @Body() body: NewAddendumDto): Promise<AddendumDto> {
    return toAddendum(await this.signatures.writeAddendum(tx, id, body.note));
  }

  @Post('assessments/:id/entry-in-error')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Say that a signed assessment was an error',
    about:
      'Nothing may rest on it any more: what was advised on its strength, with it as the assessment or as the ' +
      '“nothing new” screen, closes with the next request.',
    returns: SignedAssessmentDto,
    refuses: ['assessment.not_signed', 'assessment.in_error', 'assessment.signer_not_entitled'],
  })
  async enterInError(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: EntryInErrorDto,
  ): Promise<SignedAssessmentDto> {
    return this.shown(tx, await this.signatures.enterInError(tx, id, expected, body.because));
  }

  private async shown(tx: Tx, assessment: Assessment): Promise<SignedAssessmentDto> {
    const reading = await this.flags.readScreen(tx, assessment);
    const plansAgainst = await this.plans.findFor(tx, assessment.patientId);
    return {
      ...toAssessment(assessment, await this.assessments.addendaOf(tx, [assessment]), reading),
      plansAgainst,
    };
  }
}
