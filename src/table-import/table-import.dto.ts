import { Choice, Field, Id, Instant, Part } from '../http/fields';
import type { TableImport } from './table-import.repository';

/** What the answers about a table that somebody sent have in common, whatever stands in it. */
export const COUNT = { type: 'integer', minimum: 0 };
export const ROW = { type: 'integer', example: 12, about: 'As the spreadsheet counts; the header is row 1.' };
export const FILE_SHA256 = {
  type: 'string',
  pattern: '^[0-9a-f]{64}$',
  example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  about: 'Of the file as it was sent; it says whether two are the same.',
};
export const FAULT_DETAIL = { type: 'string', example: 'This day has not come yet.', about: 'For a person.' };

export class DryRunQuery {
  @Choice(['true', 'false'], {
    optional: true,
    example: 'true',
    about: 'true: answers what would happen to each row, and writes nothing.',
  })
  dryRun?: 'true' | 'false';
}

export class UndoneDto {
  @Instant() at: string;
  @Id({ about: 'The member of staff who did.' }) by: string;
  @Field({ ...COUNT, example: 1963, about: 'Are gone, or out of use.' }) removed: number;
  @Field({ ...COUNT, example: 2, about: 'Had been touched since, and stay.' }) kept: number;
}

/** What each import adds is its counts. */
export abstract class TableImportDto {
  @Id() id: string;
  @Instant() importedAt: string;
  @Id({ about: 'The member of staff who did.' }) importedBy: string;
  @Field(FILE_SHA256) fileSha256: string;
  @Part(() => UndoneDto, { nullable: true, example: null, about: 'null: it was not taken back.' })
  undone: UndoneDto | null;
}

export function toTableImport<Outcome extends string>({
  importedAt,
  undone,
  ...one
}: TableImport<Outcome>): TableImportDto & { counts: Record<Outcome, number> } {
  return {
    ...one,
    importedAt: importedAt.toISOString(),
    undone: undone && { ...undone, at: new Date(undone.at).toISOString() },
  };
}
