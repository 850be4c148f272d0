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
import { toTableImport } from '../../table-import/table-import.dto';
import { COLUMNS, MOST_ROWS } from './patient-csv';
import {
  PatientImportDto,
  PatientImportQuery,
  PatientImportReportDto,
  toOptions,
  toReport,
  toUndone,
  UndonePatientImportDto,
} from './patient-import.dto';
import { PatientImportService } from './patient-import.service';

/** Whoever may register one patient may register many; an admin sees no patient, and so learns of an import its counts only. */
@ApiTags('Patient')
@Controller('patient-imports')
export class PatientImportController {
  constructor(private readonly imports: PatientImportService) {}

  @Post()
  @Allow('desk', 'clinician')
  // the address of a dry run is that of the import, which a kept answer could not tell apart
  @Idempotency('never')
  @TakesUpload({
    kind: 'csv',
    limitBytes: 4 * 1024 * 1024,
    about:
      'A table as a spreadsheet saves it, in UTF-8, separated by commas or semicolons, its first row the names of the columns.',
    example:
      'name,dateOfBirth,email,phone,externalSystem,externalValue\n' +
      'Una Unwin,1980-01-31,una@example.org,07700 900123,https://pms.example,1042\n',
  })
  @Operation({
    summary: 'Import patients from a table',
    about:
      `At most 4 megabytes and ${MOST_ROWS} rows. Columns: ${COLUMNS.join(', ')}; the first two are needed, responsible is a ` +
      'clinician’s e-mail. Each row is held to what one patient is held to. New ones come in all or nothing; who is a patient ' +
      'already is not changed; faulty rows, and those that may be patients already, are left out and named. The same file ' +
      'again brings nobody twice.',
    returns: PatientImportReportDto,
    status: 200,
    refuses: ['patient.import_unreadable', 'patient.identifier_taken'],
  })
  async make(
    @CurrentTx() tx: Tx,
    @Query() query: PatientImportQuery,
    @Body() text: string | undefined,
  ): Promise<PatientImportReportDto> {
    if (text === undefined) throw new AppError('patient.import_unreadable', 'The file is empty.');
    return toReport(await this.imports.import(tx, text, toOptions(query)));
  }

  @Get()
  @Allow('desk', 'clinician', 'admin')
  @Operation({
    summary: 'List the imports of patients, newest first',
    returns: PageOf(PatientImportDto),
  })
  async list(@CurrentTx() tx: Tx, @Query() query: PageQuery): Promise<Page<PatientImportDto>> {
    return pageOf(
      await this.imports.listImports(tx, query),
      query,
      (one) => [one.importedAt.toISOString(), one.id],
      toTableImport,
    );
  }

  @Get(':id')
  @Allow('desk', 'clinician', 'admin')
  @Operation({ summary: 'Read an import of patients', returns: PatientImportDto })
  async read(@CurrentTx() tx: Tx, @PathId() id: string): Promise<PatientImportDto> {
    return toTableImport(await this.imports.getImport(tx, id));
  }

  @Post(':id/undo')
  @Allow('desk', 'clinician')
  @Operation({
    summary: 'Take an import of patients back',
    about:
      'Removes the patients whom it brought, as far as nobody touched them since. Whoever was changed, or was given ' +
      'anything, such as a link or an episode, stays and is named. Each removal leaves a row in the trail.',
    returns: UndonePatientImportDto,
    status: 200,
    refuses: ['patient.import_undone'],
  })
  async undo(@CurrentTx() tx: Tx, @PathId() id: string): Promise<UndonePatientImportDto> {
    return toUndone(await this.imports.undo(tx, id));
  }
}
