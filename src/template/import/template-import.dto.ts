import { Choice, Field, Id, Ids, ListOf, Part } from '../../http/fields';
import {
  COUNT,
  FAULT_DETAIL,
  FILE_SHA256,
  ROW,
  TableImportDto,
  toTableImport,
} from '../../table-import/table-import.dto';
import { COLUMNS, type Column, MOST_TEMPLATES } from './template-csv';
import { OUTCOMES, type Outcome } from './template-import.repository';
import type { TemplateImportReport, UndoneTemplates } from './template-import.service';

class TemplateCountsDto {
  @Field({ ...COUNT, example: 12, about: 'Came in, or would.' }) new: number;
  @Field({ ...COUNT, example: 1, about: 'Your clinic uses one of this name; nothing is changed of it.' })
  known: number;
  @Field({ ...COUNT, example: 2, about: 'Left out whole; mend them and send the file again.' })
  faulty: number;
}

export class TemplateImportDto extends TableImportDto {
  @Part(() => TemplateCountsDto) counts: TemplateCountsDto;
}

class TemplateRowFaultDto {
  @Field(ROW) row: number;
  @Choice(COLUMNS, { nullable: true, about: 'null: it is about the row, or about the whole template.' })
  field: Column | null;
  @Field(FAULT_DETAIL) detail: string;
}

class ImportedTemplateDto {
  @Field({ ...ROW, about: 'Its first row, as the spreadsheet counts; the header is row 1.' }) row: number;
  @Field({ type: 'string', example: 'Low back, first weeks' }) name: string;
  @Field({ ...COUNT, example: 6 }) exercises: number;
  @Choice(OUTCOMES, { about: 'known: your clinic uses a template of this name.' }) outcome: Outcome;
  @Id({ nullable: true, about: 'Of new and known ones. null: nothing came in, or it was tried only.' })
  templateId: string | null;
  @ListOf(() => TemplateRowFaultDto, { about: 'All of them, by row.' }) faults: TemplateRowFaultDto[];
}

export class TemplateImportReportDto {
  @Part(() => TemplateImportDto, { nullable: true, about: 'null: it was tried only.' })
  import: TemplateImportDto | null;
  @Field(FILE_SHA256) fileSha256: string;
  @Part(() => TemplateCountsDto) counts: TemplateCountsDto;
  @ListOf(() => ImportedTemplateDto, { max: MOST_TEMPLATES, about: 'In the order of the file.' })
  templates: ImportedTemplateDto[];
}

export class UndoneTemplateImportDto extends TemplateImportDto {
  @Ids({ max: MOST_TEMPLATES, about: 'Templates that stay, as somebody touched them since; by name.' })
  keptIds: string[];
}

export const toReport = ({ made, ...report }: TemplateImportReport): TemplateImportReportDto => ({
  import: made && toTableImport(made),
  ...report,
});

export const toUndone = ({ undone, kept }: UndoneTemplates): UndoneTemplateImportDto => ({
  ...toTableImport(undone),
  keptIds: kept,
});
