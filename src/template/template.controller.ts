import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf } from '../http/page';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import {
  ListedTemplateDto,
  NewTemplateDto,
  TemplateDto,
  TemplateQuery,
  toListedTemplate,
  toTemplate,
} from './template.dto';
import { TemplateService } from './template.service';

@ApiTags('Template')
@Controller('templates')
export class TemplateController {
  constructor(private readonly templates: TemplateService) {}

  @Get()
  @Allow('clinician')
  @Operation({
    summary: 'List the clinic’s templates that are in use, by name',
    returns: PageOf(ListedTemplateDto),
  })
  async list(@CurrentTx() tx: Tx, @Query() query: TemplateQuery): Promise<Page<ListedTemplateDto>> {
    const rows = await this.templates.list(tx, query);
    return pageOf(rows, query, ({ name, id }) => [name, id], toListedTemplate);
  }

  @Post()
  @Allow('clinician')
  @Operation({
    summary: 'Write a template',
    about:
      'A plan that is nobody’s yet, in the form of a draft but for the videos: which one is shown is chosen for a patient. ' +
      'An item that names no dose takes what your clinic’s prescriptions start from today.',
    returns: TemplateDto,
    status: 201,
    refuses: ['template.name_taken', 'template.exercise_unavailable', 'revision.conflict'],
  })
  async create(@CurrentTx() tx: Tx, @Body() body: NewTemplateDto): Promise<TemplateDto> {
    return toTemplate(await this.templates.create(tx, body));
  }

  @Get(':id')
  @Allow('clinician')
  @Operation({
    summary: 'Read a template, with whether each exercise can be prescribed today',
    about: 'One that was retired can still be read.',
    returns: TemplateDto,
  })
  async read(@CurrentTx() tx: Tx, @PathId() id: string): Promise<TemplateDto> {
    return toTemplate(await this.templates.get(tx, id));
  }

  @Put(':id')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Write a template anew',
    about: 'Replaces all of it. Exercises that were retired since may stay. No draft begun from it changes.',
    returns: TemplateDto,
    refuses: [
      'template.retired',
      'template.name_taken',
      'template.exercise_unavailable',
      'revision.conflict',
    ],
  })
  async change(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: NewTemplateDto,
  ): Promise<TemplateDto> {
    return toTemplate(await this.templates.change(tx, id, expected, body));
  }

  @Post(':id/retirement')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Take a template out of use',
    about: 'Nothing begun from it changes, and its name is free again.',
    returns: TemplateDto,
    refuses: ['template.retired'],
  })
  async retire(@CurrentTx() tx: Tx, @PathId() id: string, @IfMatch() expected: number): Promise<TemplateDto> {
    return toTemplate(await this.templates.retire(tx, id, expected));
  }
}
