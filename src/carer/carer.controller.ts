import { Body, Controller, Delete, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Idempotency } from '../http/idempotency';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import { PatientLinkDto } from '../patient/patient-link.dto';
import { CarerDto, LetInDto, NewCarerDto } from './carer.dto';
import { CarerService } from './carer.service';

@ApiTags('Carer')
@Controller('carers')
export class CarerController {
  constructor(private readonly carers: CarerService) {}

  @Get()
  @Allow('patient')
  @Operation({ summary: 'List who else may look at my page, or could once', returns: [CarerDto] })
  async list(@CurrentTx() tx: Tx): Promise<CarerDto[]> {
    return this.carers.listOwn(tx);
  }

  @Post()
  @Allow('patient')
  @Idempotency('never')
  @Operation({
    summary: 'Let somebody in to look after me',
    about:
      'They get a link of their own, opened with my date of birth, and see what I see. Each look is written down. ' +
      'They cannot confirm advice, let others in or change my e-mail.',
    returns: LetInDto,
    status: 201,
    refuses: ['carer.too_many'],
  })
  async letIn(@CurrentTx() tx: Tx, @Body() body: NewCarerDto): Promise<LetInDto> {
    return this.carers.letIn(tx, body);
  }

  @Post(':id/link')
  @Allow('patient')
  @Idempotency('never')
  @Operation({
    summary: 'Make a new link for a carer of mine who lost theirs',
    about: 'The old one stops working.',
    returns: PatientLinkDto,
    status: 201,
    refuses: ['carer.guardian'],
  })
  async issueLink(@CurrentTx() tx: Tx, @PathId() id: string): Promise<PatientLinkDto> {
    return this.carers.issueLink(tx, 'let_in', id);
  }

  @Post(':id/continuation')
  @Allow('patient')
  @Idempotency('never')
  @Operation({
    summary: 'Let a guardian go on looking, now that I decide for myself',
    about:
      'From 16 on, or once a clinician found that I decide: until then a guardian is not mine to let go on. They look as somebody ' +
      'whom I let in, and confirm no advice.',
    refuses: ['carer.guardian'],
  })
  async keepOn(@CurrentTx() tx: Tx, @PathId() id: string): Promise<void> {
    await this.carers.keepOn(tx, id);
  }

  @Delete(':id')
  @Allow('patient')
  @Operation({
    summary: 'Let a carer look no more',
    about: 'They are signed out everywhere at once.',
    refuses: ['carer.guardian'],
  })
  async end(@CurrentTx() tx: Tx, @PathId() id: string): Promise<void> {
    await this.carers.end(tx, 'let_in', id);
  }
}
