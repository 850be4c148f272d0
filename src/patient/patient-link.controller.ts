import { Body, Controller, Delete, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Idempotency } from '../http/idempotency';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { Allow, Public } from '../identity/allow';
import { type Caller, CurrentCaller } from '../identity/caller';
import { TokensDto } from '../identity/session.dto';
import { LinkOpeningDto, PatientLinkDto } from './patient-link.dto';
import { PatientLinkService } from './patient-link.service';

@ApiTags('Patient link')
@Controller()
export class PatientLinkController {
  constructor(private readonly patientLinks: PatientLinkService) {}

  @Post('patients/:id/link')
  @Allow('desk', 'clinician')
  @Idempotency('never')
  @Operation({
    summary: 'Issue a patient’s link, or send a new one',
    about: 'Replaces the link that was open. Where the patient is signed in already, they stay signed in.',
    returns: PatientLinkDto,
    status: 201,
  })
  async issue(@CurrentTx() tx: Tx, @PathId() id: string): Promise<PatientLinkDto> {
    return this.patientLinks.issue(tx, id);
  }

  @Delete('patients/:id/link')
  @Allow('desk', 'clinician')
  @Operation({ summary: 'Revoke a patient’s link, and sign them out everywhere' })
  async revoke(@CurrentTx() tx: Tx, @PathId() id: string): Promise<void> {
    await this.patientLinks.revoke(tx, id);
  }

  @Post('patient-session')
  @Public()
  @Operation({
    summary: 'Open a patient’s link',
    about:
      'Only ever by POST: mail scanners and previews fetch links, and must not open them. Unknown and revoked links ' +
      'and wrong dates are refused alike.',
    returns: TokensDto,
    refuses: ['link.refused'],
  })
  async open(@Body() body: LinkOpeningDto, @CurrentCaller() caller: Caller): Promise<TokensDto> {
    return this.patientLinks.open(body, caller);
  }
}
