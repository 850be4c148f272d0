import { Controller, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Entering } from '../db/door';
import { CurrentEntering, OwnDoor } from '../db/in-tx.interceptor';
import { Idempotency } from '../http/idempotency';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import { LinkLetterService } from './link-letter.service';
import { PDF, sendPaper } from './send-paper';

@ApiTags('Handout')
@Controller('patients/:id/link-letter')
export class LinkLetterController {
  constructor(private readonly letters: LinkLetterService) {}

  @Post()
  @Allow('desk', 'clinician')
  @OwnDoor()
  @Idempotency('never')
  @Operation({
    summary: 'Print a letter with a new link for a patient',
    about:
      'The link that was open stops working. Name and address stand outside, the square that is the key inside; nothing in it ' +
      'tells of health. Whoever holds it needs the date of birth too.',
    file: PDF,
    refuses: ['patient.deceased'],
  })
  async print(
    @CurrentEntering() entering: Entering,
    @PathId() id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPaper(reply, await this.letters.print(entering, id));
  }
}
