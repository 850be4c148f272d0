import { Readable } from 'node:stream';
import { Controller, Get, Headers, Put, Res } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Entering } from '../db/door';
import { CurrentEntering, OwnDoor } from '../db/in-tx.interceptor';
import { AppError } from '../http/errors';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { BytesOfBody, TakesUpload } from '../http/upload';
import { Allow } from '../identity/allow';
import { type Asked, askedRange } from './byte-ranges';
import { ANSWER_BYTES, LIMIT_BYTES } from './media-bounds';
import { MediaDto, toMedia } from './media.dto';
import { type Shown, StreamService } from './stream.service';
import { UploadService } from './upload.service';

const TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/vtt',
  'video/mp4',
  'video/quicktime',
  'video/webm',
];
const BYTES = Object.fromEntries(TYPES.map((type) => [type, { schema: {}, example: 'its bytes' }]));

/** The bytes themselves, in and out. Both ways open transactions of their own, and none while bytes travel. */
@ApiTags('Media')
@Controller('media/:id/content')
export class ContentController {
  constructor(
    private readonly uploads: UploadService,
    private readonly streams: StreamService,
  ) {}

  @Put()
  @Allow('clinician')
  @OwnDoor()
  @ApiHeader({
    name: 'Content-Range',
    required: false,
    description:
      'Which bytes of the whole these are; without it they begin with the first. An empty body with "bytes */N" asks only.',
    schema: { type: 'string' },
    example: 'bytes 0-48210/48211',
  })
  @TakesUpload({
    kind: 'bytes',
    limitBytes: Math.max(...Object.values(LIMIT_BYTES)),
    about: 'The file as it is, or the part of it that comes next.',
    example: 'WEBVTT\n\n00:01.000 --> 00:04.000\nBend your knees.\n',
  })
  @Operation({
    summary: 'Send the bytes of what was announced, all or the next part',
    about:
      'A request has 15 seconds, so send parts of partBytes. The answer says how many bytes have arrived; after a break, read ' +
      'that with GET and go on from there. With the last byte it is looked into, and is then usable, or refused with what to do.',
    returns: MediaDto,
    refuses: [
      'media.out_of_order',
      'media.more_than_announced',
      'media.parts_too_small',
      'media.retired',
      'media.unreadable',
      'media.hevc',
      'media.format',
      'media.picture_format',
      'media.too_many_pixels',
      'media.captions_format',
    ],
  })
  async receive(
    @CurrentEntering() entering: Entering,
    @PathId() id: string,
    @Headers('content-range') range: string | undefined,
    @BytesOfBody() body: Readable | undefined,
  ): Promise<MediaDto> {
    return toMedia(await this.uploads.receive(entering, id, range, body));
  }

  @Get()
  @Allow('patient', 'carer', 'clinician')
  @OwnDoor()
  @ApiHeader({ name: 'Range', required: false, schema: { type: 'string' }, example: 'bytes=0-' })
  @ApiHeader({ name: 'If-Range', required: false, schema: { type: 'string' }, example: '"5891b5b5"' })
  @ApiResponse({ status: 200, description: 'All of it.', content: BYTES })
  @ApiResponse({ status: 206, description: 'The range asked for, or its beginning.', content: BYTES })
  @Operation({
    summary: 'Read the bytes of a video or a picture',
    about:
      'A patient and a carer read what the items of today show, as long as they show it: this is asked anew before every ' +
      'megabyte. One range; of several the first is answered. A range without an end is answered with a megabyte at most.',
    status: 200,
    answersElsewhere: true,
    refuses: ['media.no_such_range'],
  })
  async stream(
    @CurrentEntering() entering: Entering,
    @PathId() id: string,
    @Headers('range') range: string | undefined,
    @Headers('if-range') ifRange: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const shown = await this.streams.find(entering, id, 'content.stream');
    const etag = `"${shown.sha256}"`;
    const asked = this.rangeOf(shown, range, ifRange, etag, reply);
    const stretches = this.streams.bytesOf(entering, shown, asked);
    // read before the headers go, so that a store in trouble can still be told
    const first = (await stretches.next()).value as Buffer;
    const length = asked.to - asked.from + 1;
    void reply
      .status(asked.isPart ? 206 : 200)
      .header('etag', etag)
      .header('accept-ranges', 'bytes')
      .header('cache-control', 'private, no-store')
      .header('content-disposition', 'inline')
      .header('content-type', shown.mime === 'text/vtt' ? 'text/vtt; charset=utf-8' : shown.mime)
      .header('content-length', String(length));
    if (asked.isPart) {
      void reply.header('content-range', `bytes ${asked.from}-${asked.to}/${shown.bytes}`);
    }
    void reply.send(first.length === length ? first : Readable.from(begunWith(first, stretches)));
  }

  private rangeOf(
    { bytes, isStaff }: Shown,
    range: string | undefined,
    ifRange: string | undefined,
    etag: string,
    reply: FastifyReply,
  ): Asked {
    try {
      return askedRange(range, ifRange, { bytes, etag, openEnded: isStaff ? bytes : ANSWER_BYTES });
    } catch (fault) {
      if (fault instanceof AppError && fault.code === 'media.no_such_range') {
        void reply.header('content-range', `bytes */${bytes}`);
      }
      throw fault;
    }
  }
}

async function* begunWith(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}
