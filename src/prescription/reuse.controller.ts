import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import { TemplateDto, toTemplate } from '../template/template.dto';
import { SavedTemplateDto } from './reuse.dto';
import { ReuseService } from './reuse.service';

@ApiTags('Template')
@Controller()
export class ReuseController {
  constructor(private readonly reuse: ReuseService) {}

  @Post('prescriptions/:id/template')
  @Allow('clinician')
  @Operation({
    summary: 'Save a plan as a template',
    about:
      'What was last issued, or the draft where nothing was. The patient, the change note and the videos stay behind. What ' +
      'was written for the patient goes along word for word, above all each `why` and the criteria of phases: read the ' +
      'answer, and mend what speaks of the person, before a colleague uses it.',
    returns: TemplateDto,
    status: 201,
    refuses: ['template.name_taken', 'prescription.nothing_to_take', 'revision.conflict'],
  })
  async saveAsTemplate(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @Body() body: SavedTemplateDto,
  ): Promise<TemplateDto> {
    return toTemplate(await this.reuse.saveAsTemplate(tx, id, body));
  }
}
