import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Entering } from '../db/door';
import { CurrentEntering, CurrentTx, OwnDoor } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf, PageQuery } from '../http/page';
import { PathId } from '../http/path-id';
import { Allow, Public } from './allow';
import { type Caller, CurrentCaller } from './caller';
import {
  CurrentSessionDto,
  RenewalDto,
  SessionDto,
  SignedInDto,
  SignInDto,
  TokensDto,
  toSession,
} from './session.dto';
import { SessionService } from './session.service';
import { SignInService } from './sign-in.service';

@ApiTags('Session')
@Controller()
export class SessionController {
  constructor(
    private readonly signIns: SignInService,
    private readonly sessions: SessionService,
  ) {}

  @Post('session')
  @Public()
  @Operation({
    summary: 'Sign in as a member of staff',
    about:
      'A session belongs to one clinic. Who works at several and names none is answered with the list, without tokens.',
    returns: SignedInDto,
    refuses: ['identity.wrong_credentials'],
  })
  async signIn(@Body() body: SignInDto, @CurrentCaller() caller: Caller): Promise<SignedInDto> {
    return this.signIns.signIn(body, caller);
  }

  @Post('session/renewal')
  @Public()
  @Operation({
    summary: 'Trade a refresh token for new tokens',
    about:
      'A refresh token works once; sent again within ten seconds it answers the same, once, so that two tabs or a ' +
      'lost answer sign nobody out. Used again after that, it ends the session.',
    returns: TokensDto,
    refuses: ['session.over'],
  })
  async renew(@Body() body: RenewalDto, @CurrentCaller() caller: Caller): Promise<TokensDto> {
    return this.signIns.renew(body, caller);
  }

  @Get('session')
  @Allow('clinician', 'desk', 'admin', 'patient', 'carer')
  @Operation({ summary: 'Say who is signed in', returns: CurrentSessionDto })
  async read(@CurrentTx() tx: Tx): Promise<CurrentSessionDto> {
    return this.sessions.getCurrent(tx);
  }

  @Delete('session')
  @Allow('clinician', 'desk', 'admin', 'patient', 'carer')
  @OwnDoor()
  @Operation({ summary: 'Sign out' })
  async signOut(@CurrentEntering() entering: Entering): Promise<void> {
    await this.sessions.signOut(entering);
  }

  @Get('sessions')
  @Allow('clinician', 'desk', 'admin', 'patient', 'carer')
  @Operation({
    summary: 'List where you are signed in, newest first',
    about: 'A patient sees where their carers are signed in too, marked with the carer’s name.',
    returns: PageOf(SessionDto),
  })
  async list(@CurrentTx() tx: Tx, @Query() query: PageQuery): Promise<Page<SessionDto>> {
    const rows = await this.sessions.listOwn(tx, query);
    return pageOf(
      rows,
      query,
      (row) => [row.sort_key, row.id],
      (row) => toSession(row, tx.actor.sessionId),
    );
  }

  @Delete('sessions/:id')
  @Allow('admin', 'clinician', 'desk', 'patient', 'carer')
  @Operation({
    summary: 'End a session of yours; a patient: of a carer too; an admin: of anybody on the staff',
  })
  async end(@CurrentTx() tx: Tx, @PathId() id: string): Promise<void> {
    await this.sessions.end(tx, id);
  }

  @Delete('staff/:id/sessions')
  @Allow('admin')
  @Operation({ summary: 'Sign a member of staff out everywhere' })
  async endAllOfStaff(@CurrentTx() tx: Tx, @PathId() id: string): Promise<void> {
    await this.sessions.endAllOfStaff(tx, id);
  }
}
