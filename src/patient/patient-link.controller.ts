import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { assertExactlyOne } from '../http/exactly-one';
import { Idempotency } from '../http/idempotency';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf, PageQuery } from '../http/page';
import { PathId } from '../http/path-id';
import { Allow, Public } from '../identity/allow';
import { type Caller, CurrentCaller } from '../identity/caller';
import { TokensDto } from '../identity/session.dto';
import { type LinkWish, LinkRequestService } from './link-request.service';
import {
  LinkOpeningDto,
  LinkRequestDto,
  LinkRequestedDto,
  LinkWishDto,
  PatientLinkDto,
  SpokenCodeDto,
} from './patient-link.dto';
import { PatientLinkService } from './patient-link.service';
import { SpokenCodeService } from './spoken-code.service';

@ApiTags('Patient link')
@Controller()
export class PatientLinkController {
  constructor(
    private readonly patientLinks: PatientLinkService,
    private readonly spokenCodes: SpokenCodeService,
    private readonly linkRequests: LinkRequestService,
  ) {}

  @Post('patients/:id/link')
  @Allow('desk', 'clinician')
  @Idempotency('never')
  @Operation({
    summary: 'Issue a patient’s link, or send a new one',
    about: 'Replaces the link that was open. Where the patient is signed in already, they stay signed in.',
    returns: PatientLinkDto,
    status: 201,
    refuses: ['patient.deceased'],
  })
  async issue(@CurrentTx() tx: Tx, @PathId() id: string): Promise<PatientLinkDto> {
    return this.patientLinks.issue(tx, id);
  }

  @Delete('patients/:id/link')
  @Allow('desk', 'clinician')
  @Operation({
    summary: 'Revoke a patient’s link, and sign them out everywhere',
    about:
      'For when somebody else has it: mailed links, a spoken code, passkeys and whom the patient let in end with it. ' +
      'Guardians stay.',
  })
  async revoke(@CurrentTx() tx: Tx, @PathId() id: string): Promise<void> {
    await this.patientLinks.revoke(tx, id);
  }

  @Post('patients/:id/spoken-code')
  @Allow('desk', 'clinician')
  @Idempotency('never')
  @Operation({
    summary: 'Issue a code to say on the phone, for a patient without e-mail',
    about: 'Opens once, at POST /patient-session with the date of birth. The next one ends it.',
    returns: SpokenCodeDto,
    status: 201,
    refuses: ['patient.deceased'],
  })
  async issueCode(@CurrentTx() tx: Tx, @PathId() id: string): Promise<SpokenCodeDto> {
    return this.spokenCodes.issue(tx, id);
  }

  @Post('patient-session')
  @Public()
  @Operation({
    summary: 'Open a patient’s or a carer’s link, or a spoken code',
    about:
      'Only ever by POST: mail scanners and previews fetch links, and must not open them. Unknown and revoked links ' +
      'and codes and wrong dates are refused alike. Each opening is a session of its own, which knows of no other: on a ' +
      'shared tablet keep the tokens of each person, and "switch person" is using the other ones.',
    returns: TokensDto,
    refuses: ['link.refused'],
  })
  async open(@Body() body: LinkOpeningDto, @CurrentCaller() caller: Caller): Promise<TokensDto> {
    assertExactlyOne(body, ['secret', 'code']);
    return body.secret
      ? this.patientLinks.open(body.secret, body.dateOfBirth, caller)
      : this.spokenCodes.open(body.code as string, body.dateOfBirth, caller);
  }

  @Post('patient-link-requests')
  @Public()
  @Operation({
    summary: 'Ask for a new link',
    about:
      'By an old link, by a session that is over, or by e-mail. A mail goes to the address on file, if there is one; ' +
      'the answer is the same for everybody.',
    returns: LinkRequestedDto,
    status: 202,
  })
  async ask(@Body() body: LinkRequestDto, @CurrentCaller() caller: Caller): Promise<LinkRequestedDto> {
    return this.linkRequests.ask(body, caller);
  }

  @Get('patient-link-requests')
  @Allow('desk', 'clinician')
  @Operation({
    summary: 'List who asked for a link and has no e-mail on file, longest waiting first',
    about: 'Issue a link or a code, and they leave the list.',
    returns: PageOf(LinkWishDto),
  })
  async listRequests(@CurrentTx() tx: Tx, @Query() query: PageQuery): Promise<Page<LinkWishDto>> {
    const wishes = await this.linkRequests.listWishes(tx, query);
    const page = pageOf(wishes, query, (wish) => [wish.sortKey, wish.id], toLinkWish);
    tx.sawRecordOf(...page.items.map(({ patientId }) => patientId));
    return page;
  }
}

const toLinkWish = ({ sortKey: _, askedAt, lastAskedAt, ...wish }: LinkWish): LinkWishDto => ({
  ...wish,
  askedAt: askedAt.toISOString(),
  lastAskedAt: lastAskedAt.toISOString(),
});
