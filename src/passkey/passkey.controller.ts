import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Entering } from '../db/door';
import { CurrentEntering, CurrentTx, OwnDoor } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Idempotency } from '../http/idempotency';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { Allow, Public } from '../identity/allow';
import { type Caller, CurrentCaller } from '../identity/caller';
import { TokensDto } from '../identity/session.dto';
import { NewPasskeyDto, PasskeyDto, PasskeyOptionsDto, PasskeySignInDto } from './passkey.dto';
import { PasskeyService } from './passkey.service';

@ApiTags('Passkey')
@Controller()
export class PasskeyController {
  constructor(private readonly passkeys: PasskeyService) {}

  @Post('passkey-registration-options')
  @Allow('patient', 'carer')
  @Idempotency('never')
  @Operation({ summary: 'Begin to add a passkey of this device', returns: PasskeyOptionsDto })
  async registrationOptions(@CurrentTx() tx: Tx): Promise<PasskeyOptionsDto> {
    return { options: await this.passkeys.registrationOptions(tx) };
  }

  @Post('passkeys')
  @Allow('patient', 'carer')
  @OwnDoor()
  @Idempotency('never')
  @Operation({
    summary: 'Add a passkey of this device',
    about: 'An option beside the link, which goes on opening.',
    returns: PasskeyDto,
    status: 201,
    refuses: ['passkey.not_added'],
  })
  async add(
    @CurrentEntering() entering: Entering,
    @CurrentCaller() caller: Caller,
    @Body() { credential }: NewPasskeyDto,
  ): Promise<PasskeyDto> {
    return this.passkeys.add(entering, credential, caller.device);
  }

  @Get('passkeys')
  @Allow('patient', 'carer')
  @Operation({ summary: 'List my passkeys, newest first', returns: [PasskeyDto] })
  async list(@CurrentTx() tx: Tx): Promise<PasskeyDto[]> {
    return this.passkeys.list(tx);
  }

  @Delete('passkeys/:id')
  @Allow('patient', 'carer')
  @Operation({
    summary: 'Remove a passkey of mine',
    about: 'It opens nothing any more; what it had opened goes on until it is ended.',
  })
  async remove(@CurrentTx() tx: Tx, @PathId() id: string): Promise<void> {
    await this.passkeys.remove(tx, id);
  }

  @Post('passkey-sessions/options')
  @Public()
  @Operation({ summary: 'Begin to sign in with a passkey', returns: PasskeyOptionsDto })
  async signInOptions(@CurrentCaller() caller: Caller): Promise<PasskeyOptionsDto> {
    return { options: await this.passkeys.signInOptions(caller) };
  }

  @Post('passkey-sessions')
  @Public()
  @Operation({
    summary: 'Sign in with a passkey, as a patient or a carer',
    returns: TokensDto,
    refuses: ['passkey.refused'],
  })
  async signIn(
    @Body() { credential }: PasskeySignInDto,
    @CurrentCaller() caller: Caller,
  ): Promise<TokensDto> {
    return this.passkeys.signIn(credential, caller);
  }
}
