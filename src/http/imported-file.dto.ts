import { Choice } from './fields';

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
