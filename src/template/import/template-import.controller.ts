import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../../db/in-tx.interceptor';
import type { Tx } from '../../db/tx';
import { AppError } from '../../http/errors';
import { Idempotency } from '../../http/idempotency';
import { Operation } from '../../http/operation';
import { type Page, pageOf, PageOf, PageQuery } from '../../http/page';
import { PathId } from '../../http/path-id';
import { TakesUpload } from '../../http/upload';
import { Allow } from '../../identity/allow';
import { DryRunQuery, toTableImport } from '../../table-import/table-import.dto';
import { COLUMNS, MOST_ROWS, MOST_TEMPLATES } from './template-csv';
import {
  TemplateImportDto,
  TemplateImportReportDto,
  toReport,
  toUndone,
  UndoneTemplateImportDto,
} from './template-import.dto';
import { TemplateImportService } from './template-import.service';

/** Whoever may write one template may bring in many. */
@ApiTags('Template')
@Controller('template-imports')
export class TemplateImportController {
  constructor(private readonly imports: TemplateImportService) {}

  @Post()
  @Allow('clinician')
  // the address of a dry run is that of the import, which a kept answer could not tell apart
  @Idempotency('never')
  @TakesUpload({
    kind: 'csv',
    limitBytes: 1024 * 1024,
    about:
      'A table as a spreadsheet saves it, in UTF-8, separated by commas or semicolons, its first row the names of the columns.',
    example:
      'template,exercise,why,side,sets,reps,perDay,perWeek\n' +
      'First week,Glute bridge,It wakes up your hips.,both_together,3,8-12,1,3\n',
  })
  @Operation({
    summary: 'Import templates from a table',
    about:
      `At most 1 megabyte, ${MOST_TEMPLATES} templates and ${MOST_ROWS} rows. A row is an exercise of a template; a row that names no ` +
      `template is of that above it. Columns: ${COLUMNS.join(', ')}; template, exercise and why are needed. An exercise is its name, ` +
      'its code or its id. A row without a dose takes what your clinic’s prescriptions start from today; a dose in weeks, phases or ' +
      'groups is written with POST /templates. Each template comes in whole or not at all, and is held to what one template is ' +
      'held to. One whose name your clinic uses is left as it is, so the same file again brings nothing twice.',
    returns: TemplateImportReportDto,
    status: 200,
    refuses: ['template.import_unreadable', 'template.name_taken', 'revision.conflict'],
  })
  async make(
    @CurrentTx() tx: Tx,
    @Query() query: DryRunQuery,
    @Body() text: string | undefined,
  ): Promise<TemplateImportReportDto> {
    if (text === undefined) throw new AppError('template.import_unreadable', 'The file is empty.');
    return toReport(await this.imports.import(tx, text, query.dryRun === 'true'));
  }

  @Get()
  @Allow('clinician')
  @Operation({
    summary: 'List the imports of templates, newest first',
    returns: PageOf(TemplateImportDto),
  })
  async list(@CurrentTx() tx: Tx, @Query() query: PageQuery): Promise<Page<TemplateImportDto>> {
    return pageOf(
      await this.imports.listImports(tx, query),
      query,
      (one) => [one.importedAt.toISOString(), one.id],
      toTableImport,
    );
  }

  @Get(':id')
  @Allow('clinician')
  @Operation({ summary: 'Read an import of templates', returns: TemplateImportDto })
  async read(@CurrentTx() tx: Tx, @PathId() id: string): Promise<TemplateImportDto> {
    return toTableImport(await this.imports.getImport(tx, id));
  }

  @Post(':id/undo')
  @Allow('clinician')
  @Operation({
    summary: 'Take an import of templates back',
    about:
      'Takes the templates that it brought out of use, as far as nobody touched them since; their names are free again. What ' +
      'was changed since, or was retired already, stays as it is and is named. Nothing begun from them changes.',
    returns: UndoneTemplateImportDto,
    status: 200,
    refuses: ['template.import_undone'],
  })
  async undo(@CurrentTx() tx: Tx, @PathId() id: string): Promise<UndoneTemplateImportDto> {
    return toUndone(await this.imports.undo(tx, id));
  }
}
