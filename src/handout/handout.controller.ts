import { Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Entering } from '../db/door';
import { CurrentEntering, OwnDoor } from '../db/in-tx.interceptor';
import type { ErrorCode } from '../http/errors';
import { Idempotency } from '../http/idempotency';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import { HandoutQuery } from './handout.dto';
import { HandoutService } from './handout.service';
import { PDF, sendPaper } from './send-paper';

const REFUSES: ErrorCode[] = [
  'prescription.nothing_live',
  'prescription.wrong_standing',
  'prescription.on_hold',
  'prescription.patient_discharged',
  'prescription.footing_gone',
];

@ApiTags('Handout')
@Controller()
export class HandoutController {
  constructor(private readonly handouts: HandoutService) {}

  @Get('prescriptions/:id/handout')
  @Allow('clinician')
  @OwnDoor()
  @Operation({
    summary: 'Print what a prescription asks for from today on',
    about:
      'A4, in large type. Nothing on the outer sheet tells of health. The square leads to the portal’s entrance and opens ' +
      'nothing by itself.',
    file: PDF,
    refuses: REFUSES,
  })
  async print(
    @CurrentEntering() entering: Entering,
    @PathId() id: string,
    @Query() query: HandoutQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPaper(reply, await this.handouts.printAdvised(entering, id, query));
  }

  @Post('prescriptions/:id/handout')
  @Allow('clinician')
  @OwnDoor()
  @Idempotency('never')
  @Operation({
    summary: 'Print the same with a new link for the patient in its square',
    about: 'The link that was open stops working. Whoever holds the paper needs the date of birth too.',
    file: PDF,
    refuses: REFUSES,
  })
  async printWithLink(
    @CurrentEntering() entering: Entering,
    @PathId() id: string,
    @Query() query: HandoutQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPaper(reply, await this.handouts.printAdvised(entering, id, { ...query, withLink: true }));
  }

  @Get('routine/handout')
  @Allow('patient', 'carer')
  @OwnDoor()
  @Operation({
    summary: 'Print what shows in my routine now',
    file: PDF,
    refuses: ['handout.nothing_shows'],
  })
  async printShown(
    @CurrentEntering() entering: Entering,
    @Query() query: HandoutQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPaper(reply, await this.handouts.printShown(entering, query));
  }
}
