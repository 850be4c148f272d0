import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Door, type Entering } from '../db/door';
import { CurrentEntering, OwnDoor } from '../db/in-tx.interceptor';
import { Operation } from '../http/operation';
import { Allow } from '../identity/allow';
import { RoutineDto } from './routine.dto';
import { readRoutine } from './routine.repository';

@ApiTags('Routine')
@Controller('routine')
export class RoutineController {
  constructor(private readonly door: Door) {}

  @Get()
  @Allow('patient', 'carer')
  @OwnDoor()
  @ApiHeader({
    name: 'If-None-Match',
    required: false,
    schema: { type: 'string' },
    example: '"9a0364b9e99bb480"',
  })
  @ApiResponse({ status: 304, description: 'Nothing changed since.' })
  @Operation({
    summary: 'Read my exercises for today, or why there are none',
    about:
      'Shows what was advised to this patient, while the advice stands. Never a bare 404. A carer sees the same, and each ' +
      'of their looks is written down.',
    returns: RoutineDto,
  })
  async read(
    @CurrentEntering() entering: Entering,
    @Headers('if-none-match') held: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { etag, body, language } = await readRoutine(this.door, entering, held ?? null);
    void reply.header('etag', etag).header('cache-control', 'private, no-cache');
    if (language !== null) void reply.header('content-language', language);
    if (body === null) void reply.status(304).send();
    else void reply.status(200).type('application/json; charset=utf-8').send(body);
  }
}
