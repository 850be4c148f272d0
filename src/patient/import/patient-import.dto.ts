import { Choice, Choices, Field, Id, ListOf, Part, Text } from '../../http/fields';
import {
  COUNT,
  DryRunQuery,
  FAULT_DETAIL,
  FILE_SHA256,
  ROW,
  TableImportDto,
  toTableImport,
} from '../../table-import/table-import.dto';
import { DUPLICATE_RULE_IDS, DUPLICATE_RULES } from '../duplicate';
import { type JudgedRow, OUTCOMES, type Outcome } from './judge-rows';
import { COLUMNS, type Column, DATE_FORMATS, type DateFormat } from './patient-csv';
import type { ImportOptions, ImportReport, Undone } from './patient-import.service';

export class PatientImportQuery extends DryRunQuery {
  @Choice(DATE_FORMATS, {
    optional: true,
    about:
      'How days are written throughout; YYYY-MM-DD if not said, which is understood beside the other one too. The order is never guessed.',
  })
  dateFormat?: DateFormat;

  @Text({
    max: 8000,
    pattern: /^\d{1,7}(,\d{1,7})*$/,
    patternSays: 'rows parted by commas',
    optional: true,
    example: '12,15',
    about: 'Rows that a dry run of this file called duplicates, and that are other people: they come in.',
  })
  acceptDuplicates?: string;
}

export class RowCountsDto {
  @Field({ ...COUNT, example: 1965, about: 'Came in, or would.' }) new: number;
  @Field({ ...COUNT, example: 0, about: 'Are patients already; nothing is changed of them.' }) known: number;
  @Field({ ...COUNT, example: 15, about: 'May be patients already; left out.' }) duplicate: number;
  @Field({ ...COUNT, example: 20, about: 'Left out; mend them and send the file again.' }) faulty: number;
}

export class PatientImportDto extends TableImportDto {
  @Part(() => RowCountsDto) counts: RowCountsDto;
}

class CellFaultDto {
  @Choice(COLUMNS, { nullable: true, about: 'null: it is about the whole row.' }) field: Column | null;
  @Field(FAULT_DETAIL) detail: string;
}

class ResemblanceDto {
  @Id({ nullable: true, about: 'null: somebody whom another row would bring.' }) patientId: string | null;
  @Field({ ...ROW, nullable: true, about: 'That other row; null: a patient who was there before.' })
  row: number | null;
  @Choice(DUPLICATE_RULE_IDS) rule: (typeof DUPLICATE_RULE_IDS)[number];
  @Field({ type: 'string', example: DUPLICATE_RULES[2]?.because, about: 'For a person.' }) because: string;
  @Choices(COLUMNS, { about: 'Where the row says something else. Nothing is changed by it.' })
  differs: Column[];
}

class ImportedRowDto {
  @Field(ROW) row: number;
  @Choice(OUTCOMES, {
    about:
      'known: the same number in the same system, or the same row of the same file. duplicate: the same names and date of birth. ' +
      'The same e-mail or phone alone is neither.',
  })
  outcome: Outcome;

  @Id({
    nullable: true,
    about: 'Of new and known ones. null: nobody came in, or it was tried only.',
  })
  patientId: string | null;

  @ListOf(() => CellFaultDto) faults: CellFaultDto[];
  @ListOf(() => ResemblanceDto, { about: 'Whom it resembles, and why; the strongest reason first.' })
  duplicates: ResemblanceDto[];
}

export class PatientImportReportDto {
  @Part(() => PatientImportDto, { nullable: true, about: 'null: it was tried only.' })
  import: PatientImportDto | null;

  @Field(FILE_SHA256) fileSha256: string;
  @Part(() => RowCountsDto) counts: RowCountsDto;
  @ListOf(() => ImportedRowDto, { about: 'All of them, in the order of the file.' }) rows: ImportedRowDto[];
}

const KEPT_BECAUSE = ['changed', 'in_use'] as const;

class KeptPatientDto {
  @Id() patientId: string;
  @Field(ROW) row: number;
  @Choice(KEPT_BECAUSE, {
    about:
      'changed: something of them was changed. in_use: something belongs to them, such as a link or an episode.',
  })
  because: (typeof KEPT_BECAUSE)[number];
}

export class UndonePatientImportDto extends PatientImportDto {
  @ListOf(() => KeptPatientDto, { about: 'Who stays, in the order of the file.' }) kept: KeptPatientDto[];
}

export function toOptions({ dryRun, dateFormat, acceptDuplicates }: PatientImportQuery): ImportOptions {
  return {
    dryRun: dryRun === 'true',
    dateFormat: dateFormat ?? 'YYYY-MM-DD',
    accepted: new Set(acceptDuplicates?.split(',').map(Number)),
  };
}

export function toReport({ made, fileSha256, counts, rows, newIds }: ImportReport): PatientImportReportDto {
  return {
    import: made && toTableImport(made),
    fileSha256,
    counts,
    rows: rows.map((row) => toRow(row, newIds)),
  };
}

function toRow({ row, outcome, faults, matches }: JudgedRow, newIds: ReadonlyMap<number, string>) {
  const idOf = (match: JudgedRow['matches'][number]): string | null =>
    match.patientId ?? newIds.get(match.row ?? 0) ?? null;
  const known = outcome === 'known' ? matches[0] : undefined;
  return {
    row,
    outcome,
    patientId: known ? idOf(known) : (newIds.get(row) ?? null),
    faults,
    duplicates: matches.map((match) => ({
      patientId: idOf(match),
      row: match.row,
      rule: match.rule.id,
      because: match.rule.because,
      differs: match.differs,
    })),
  };
}

export const toUndone = ({ undone, kept }: Undone): UndonePatientImportDto => ({
  ...toTableImport(undone),
  kept,
});
