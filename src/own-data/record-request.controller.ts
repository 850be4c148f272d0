import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Entering } from '../db/door';
import { CurrentEntering, CurrentTx, OwnDoor } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import type { ErrorCode } from '../http/errors';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf } from '../http/page';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import {
  NewRecordRequestDto,
  RecordDto,
  RecordNoteDto,
  RecordRequestDto,
  RecordRequestQuery,
  RefusalDto,
  ReleaseDto,
} from './record-request.dto';
import { OwnDataQuery } from './own-data.dto';
import { PageLookService } from './page-look.service';
import { readableRecord } from './readable-page';
import { type RecordRequest, RecordRequestService } from './record-request.service';

const ANSWERING: ErrorCode[] = ['record_request.answered', 'record_request.not_entitled'];

@ApiTags('Own data')
@Controller('record-requests')
export class RecordRequestController {
  constructor(
    private readonly requests: RecordRequestService,
    private readonly looks: PageLookService,
  ) {}

  @Post()
  @Allow('patient')
  @Operation({
    summary: 'Ask for my full record',
    about: 'A clinician answers within a month. What I see here anyway is in GET /own-data at once.',
    returns: RecordRequestDto,
    status: 201,
    refuses: ['record_request.open_already'],
  })
  async ask(@CurrentTx() tx: Tx, @Body() body: NewRecordRequestDto): Promise<RecordRequestDto> {
    return toRecordRequest(await this.requests.ask(tx, body));
  }

  @Get()
  @Allow('patient', 'clinician')
  @Operation({
    summary: 'List requests for records, newest first',
    about: 'A patient sees their own, a clinician those of the clinic.',
    returns: PageOf(RecordRequestDto),
  })
  async list(@CurrentTx() tx: Tx, @Query() query: RecordRequestQuery): Promise<Page<RecordRequestDto>> {
    const rows = await this.requests.list(tx, query);
    return pageOf(rows, query, ({ requestedAt, id }) => [requestedAt.toISOString(), id], toRecordRequest);
  }

  @Get(':id/notes')
  @Allow('clinician')
  @Operation({
    summary: 'Read the notes that would be given, to judge them one by one',
    returns: [RecordNoteDto],
  })
  async notes(@CurrentTx() tx: Tx, @PathId() id: string): Promise<RecordNoteDto[]> {
    return this.requests.notes(tx, id);
  }

  @Post(':id/release')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Release a record, but for the notes that are held back',
    about: 'The patient can fetch it for 30 days.',
    returns: RecordRequestDto,
    refuses: [
      ...ANSWERING,
      'record_request.notes_changed',
      'record_request.no_such_note',
      'patient.deceased',
    ],
  })
  async release(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: ReleaseDto,
  ): Promise<RecordRequestDto> {
    return toRecordRequest(await this.requests.release(tx, id, expected, body));
  }

  @Post(':id/refusal')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Refuse a request, with the reason',
    returns: RecordRequestDto,
    refuses: ANSWERING,
  })
  async refuse(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() { because }: RefusalDto,
  ): Promise<RecordRequestDto> {
    return toRecordRequest(await this.requests.refuse(tx, id, expected, because));
  }

  @Get(':id/record')
  @Allow('patient')
  @OwnDoor()
  @Operation({
    summary: 'Fetch the record that was released to me',
    about: 'As JSON, or with `form=readable` as a page without scripts.',
    returns: RecordDto,
    file: 'text/html',
    refuses: ['record_request.nothing_to_fetch'],
  })
  async fetch(
    @CurrentEntering() entering: Entering,
    @PathId() id: string,
    @Query() { form }: OwnDataQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordDto | string> {
    return this.looks.answer({ entering, form, reply }, (tx) => this.requests.fetch(tx, id), readableRecord);
  }
}

const toRecordRequest = (one: RecordRequest): RecordRequestDto => ({
  ...one,
  state: one.releasedAt ? 'released' : one.refusedAt ? 'refused' : 'open',
  requestedAt: one.requestedAt.toISOString(),
  releasedAt: one.releasedAt?.toISOString() ?? null,
  availableUntil: one.availableUntil?.toISOString() ?? null,
  refusedAt: one.refusedAt?.toISOString() ?? null,
  heldBack: one.heldBack ?? null,
});
