import type { Readable } from 'node:stream';
import { Body, Controller, Delete, Get, Patch, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Entering } from '../db/door';
import { CurrentEntering, CurrentTx, OwnDoor } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf } from '../http/page';
import { etagOf, IfMatch, NeedsIfMatch } from '../http/revision';
import { BytesOfBody, TakesUpload } from '../http/upload';
import { Allow } from '../identity/allow';
import { LOGO_BYTES_MAX } from './logo';
import { LogoService } from './logo.service';
import {
  ChangeSettingsDto,
  ClinicChangeDto,
  ClinicChangeQuery,
  LookDto,
  SettingsDto,
  toLook,
  toSettings,
} from './settings.dto';
import { type Settings, SettingsService } from './settings.service';

@ApiTags('Clinic')
@Controller('clinic')
export class SettingsController {
  constructor(
    private readonly settings: SettingsService,
    private readonly logos: LogoService,
  ) {}

  @Get('settings')
  @Allow('clinician', 'desk', 'admin')
  @Operation({ summary: 'Read what the clinic has set for itself', returns: SettingsDto })
  async read(@CurrentTx() tx: Tx): Promise<SettingsDto> {
    return shown(await this.settings.read(tx));
  }

  @Patch('settings')
  @Allow('admin')
  @NeedsIfMatch()
  @Operation({
    summary: 'Change what the clinic has set for itself',
    about:
      'Each field that changes is kept with what it was. Limits can only be stricter than what is clinically set; a live plan ' +
      'keeps its days, and the next issue or extension is asked the new ones.',
    returns: SettingsDto,
  })
  async change(
    @CurrentTx() tx: Tx,
    @IfMatch() expected: number,
    @Body() body: ChangeSettingsDto,
  ): Promise<SettingsDto> {
    return shown(await this.settings.change(tx, expected, body));
  }

  @Get('changes')
  @Allow('admin')
  @Operation({
    summary: 'List what was changed about the clinic, newest first',
    returns: PageOf(ClinicChangeDto),
  })
  async listChanges(@CurrentTx() tx: Tx, @Query() query: ClinicChangeQuery): Promise<Page<ClinicChangeDto>> {
    const rows = await this.settings.listChanges(tx, query);
    return pageOf(
      rows,
      query,
      ({ at, id }) => [at, id],
      (row) => row,
    );
  }

  @Get('look')
  @Allow('patient', 'carer', 'clinician', 'desk', 'admin')
  @Operation({
    summary: 'Read how the clinic’s pages look, and which numbers help in an emergency there',
    returns: LookDto,
  })
  async look(@CurrentTx() tx: Tx): Promise<LookDto> {
    return toLook(await this.settings.look(tx));
  }

  @Get('logo')
  @Allow('patient', 'carer', 'clinician', 'desk', 'admin')
  @OwnDoor()
  @Operation({
    summary: 'Read the clinic’s logo',
    file: ['image/jpeg', 'image/png'],
    refuses: ['logo.none'],
  })
  async readLogo(@CurrentEntering() entering: Entering, @Res() reply: FastifyReply): Promise<void> {
    const { logo, content } = await this.logos.read(entering);
    if (content === null) throw new AppError('service.unavailable', undefined, undefined, 5);
    void reply
      .status(200)
      .header('etag', `"${logo.sha256}"`)
      .header('cache-control', 'private, no-cache')
      .header('content-disposition', 'inline')
      .type(logo.mime)
      .send(content);
  }

  @Put('logo')
  @Allow('admin')
  @OwnDoor()
  @NeedsIfMatch()
  @TakesUpload({
    kind: 'bytes',
    limitBytes: LOGO_BYTES_MAX,
    about: 'PNG or JPEG, at most 256 kilobytes and 1200 pixels each way. If-Match is the ETag of the clinic.',
    example: 'its bytes',
  })
  @Operation({
    summary: 'Send the clinic’s logo',
    about: 'What it is, its bytes say. It is shown on pages and inside papers, never on a sheet’s outside.',
    returns: SettingsDto,
    refuses: ['logo.format', 'logo.too_large', 'media.unreadable'],
  })
  async replaceLogo(
    @CurrentEntering() entering: Entering,
    @IfMatch() expected: number,
    @BytesOfBody() body: Readable,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SettingsDto> {
    return this.withEtag(reply, await this.logos.replace(entering, expected, body));
  }

  @Delete('logo')
  @Allow('admin')
  @OwnDoor()
  @NeedsIfMatch()
  @Operation({ summary: 'Take the clinic’s logo away', returns: SettingsDto })
  async removeLogo(
    @CurrentEntering() entering: Entering,
    @IfMatch() expected: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SettingsDto> {
    return this.withEtag(reply, await this.logos.remove(entering, expected));
  }

  private withEtag(reply: FastifyReply, settings: Settings): SettingsDto {
    void reply.header('etag', etagOf(settings.clinic));
    return shown(settings);
  }
}

const shown = ({ clinic, issuerIds }: Settings): SettingsDto => toSettings(clinic, issuerIds);
