import { Body, Controller, Delete, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Idempotency } from '../http/idempotency';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { Allow, Public } from './allow';
import { type Caller, CurrentCaller } from './caller';
import { AcceptanceDto, AcceptedDto, InvitationDto } from './invitation.dto';
import { InvitationService } from './invitation.service';

@ApiTags('Invitation')
@Controller()
export class InvitationController {
  constructor(private readonly invitations: InvitationService) {}

  @Post('staff/:id/invitation')
  @Allow('admin')
  @Idempotency('never')
  @Operation({
    summary: 'Invite a member of staff to sign in, or to choose another password',
    about:
      'Good for seven days; for somebody who has an account, and forgot the password, for one. Inviting again replaces ' +
      'the link that was open. Whose account belongs to another clinic too, no single clinic can help.',
    returns: InvitationDto,
    status: 201,
    refuses: ['staff.password_not_yours'],
  })
  async invite(@CurrentTx() tx: Tx, @PathId() id: string): Promise<InvitationDto> {
    return this.invitations.invite(tx, id);
  }

  @Delete('staff/:id/invitation')
  @Allow('admin')
  @Operation({ summary: 'Take an open invitation back' })
  async revoke(@CurrentTx() tx: Tx, @PathId() id: string): Promise<void> {
    await this.invitations.revoke(tx, id);
  }

  @Post('invitation-acceptance')
  @Public()
  @Operation({
    summary: 'Accept an invitation',
    about:
      'Afterwards sign in with the e-mail and the password. A password that replaces a forgotten one ends every session ' +
      'of the account.',
    returns: AcceptedDto,
    refuses: ['invitation.closed', 'identity.wrong_credentials', 'revision.conflict'],
  })
  async accept(@Body() body: AcceptanceDto, @CurrentCaller() caller: Caller): Promise<AcceptedDto> {
    return this.invitations.accept(body, caller);
  }
}
