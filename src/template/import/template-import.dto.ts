import { Choice, Field, Id, Ids, Instant, ListOf, Part } from '../../http/fields';
import { COUNT, FAULT_DETAIL, FILE_SHA256, ROW } from '../../http/imported-file.dto';
import { COLUMNS, type Column, MOST_TEMPLATES } from './template-csv';
import type { TemplateImport } from './template-import.repository';
import {
  OUTCOMES,
  type Outcome,
  type TemplateImportReport,
  type UndoneTemplates,
} from './template-import.service';

class TemplateCountsDto {
  @Field({ ...COUNT, example: 12, about: 'Came in, or would.' }) new: number;
  @Field({ ...COUNT, example: 1, about: 'Your clinic uses one of this name; nothing is changed of it.' })
  known: number;
  @Field({ ...COUNT, example: 2, about: 'Left out whole; mend them and send the file again.' })
  faulty: number;
}

class TakenBackDto {
  @Instant() at: string;
  @Id({ about: 'The clinician who did.' }) by: string;
  @Field({ ...COUNT, example: 11, about: 'Taken out of use.' }) removed: number;
  @Field({ ...COUNT, example: 1, about: 'Had been touched since, and stay as they are.' }) kept: number;
}

export class TemplateImportDto {
  @Id() id: string;
  @Instant() importedAt: string;
  @Id({ about: 'The clinician who did.' }) importedBy: string;
  @Field(FILE_SHA256) fileSha256: string;
  @Part(() => TemplateCountsDto) counts: TemplateCountsDto;
  @Part(() => TakenBackDto, { nullable: true, example: null, about: 'null: it was not taken back.' })
  undone: TakenBackDto | null;
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

export function toTemplateImport(one: TemplateImport): TemplateImportDto {
  const { undoneAt, undoneBy, removed, kept } = one;
  return {
    id: one.id,
    importedAt: one.importedAt.toISOString(),
    importedBy: one.importedBy,
    fileSha256: one.fileSha256,
    counts: { new: one.new, known: one.known, faulty: one.faulty },
    undone:
      undoneAt === null || undoneBy === null || removed === null || kept === null
        ? null
        : { at: undoneAt.toISOString(), by: undoneBy, removed, kept },
  };
}

export const toReport = ({ made, ...report }: TemplateImportReport): TemplateImportReportDto => ({
  import: made && toTemplateImport(made),
  ...report,
});

export const toUndone = ({ undone, kept }: UndoneTemplates): UndoneTemplateImportDto => ({
  ...toTemplateImport(undone),
  keptIds: kept,
});
