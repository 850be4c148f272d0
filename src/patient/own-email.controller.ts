import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { Allow } from '../identity/allow';
import { EmailConfirmationDto, NewOwnEmailDto, OwnEmailDto } from './own-email.dto';
import { OwnEmailService } from './own-email.service';

@ApiTags('Patient')
@Controller('own-email')
export class OwnEmailController {
  constructor(private readonly ownEmails: OwnEmailService) {}

  @Get()
  @Allow('patient')
  @Operation({ summary: 'Read the e-mail address that the clinic has of me', returns: OwnEmailDto })
  async read(@CurrentTx() tx: Tx): Promise<OwnEmailDto> {
    return this.ownEmails.get(tx);
  }

  @Put()
  @Allow('patient')
  @Operation({
    summary: 'Ask to have another e-mail address on file',
    about: 'A mail goes to the new address. Nothing changes until it is confirmed from there, within a day.',
    returns: OwnEmailDto,
    status: 202,
  })
  async change(@CurrentTx() tx: Tx, @Body() { email }: NewOwnEmailDto): Promise<OwnEmailDto> {
    return this.ownEmails.ask(tx, email);
  }

  @Post('confirmation')
  @Allow('patient')
  @Operation({
    summary: 'Confirm my new e-mail address',
    about:
      'Signed in, with the secret from the mail: whoever got the mail by a slip of the pen cannot put their address ' +
      'on somebody’s file. The old address is told.',
    returns: OwnEmailDto,
    refuses: ['email.not_confirmed'],
  })
  async confirm(@CurrentTx() tx: Tx, @Body() { secret }: EmailConfirmationDto): Promise<OwnEmailDto> {
    return this.ownEmails.confirm(tx, secret);
  }
}
