import { type Type } from '@nestjs/common';
import { Field, ListOf, Text, Whole } from './fields';
import { AppError } from './errors';

const PAGE_DEFAULT = 50;
const PAGE_MAX = 100;

/** The two parameters of every list. */
export class PageQuery {
  @Whole({
    min: 1,
    max: PAGE_MAX,
    parameter: true,
    optional: true,
    example: 50,
    about: `How many, ${PAGE_DEFAULT} if not said.`,
  })
  limit?: number;

  @Text({
    max: 2000,
    optional: true,
    example: 'WyJBbm4gQWxsZW4iLCI5Il0',
    about: 'nextCursor of the page before.',
  })
  cursor?: string;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** A response class for a page of `item`, for the OpenAPI document. */
export function PageOf<T>(item: Type<T>): Type<Page<T>> {
  class PageDto implements Page<T> {
    @ListOf(() => item, { about: 'In a stable order.' })
    items: T[];

    @Field({
      type: 'string',
      nullable: true,
      example: null,
      about: 'Pass it as cursor; null on the last page.',
    })
    nextCursor: string | null;
  }
  Object.defineProperty(PageDto, 'name', { value: `${item.name.replace(/Dto$/, '')}Page` });
  return PageDto;
}

/**
 * Cuts a page out of `limit + 1` rows. The cursor is the sort key of the last row shown, so rows that are
 * inserted meanwhile neither repeat nor hide others.
 */
export function pageOf<Row, T>(
  rows: Row[],
  query: PageQuery,
  keyOf: (row: Row) => string[],
  show: (row: Row) => T,
): Page<T> {
  const limit = query.limit ?? PAGE_DEFAULT;
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(show),
    nextCursor:
      rows.length > limit && last ? Buffer.from(JSON.stringify(keyOf(last))).toString('base64url') : null,
  };
}

/** How many rows to ask the database for: one more than is shown, to know whether there is a next page. */
export const rowsFor = (query: PageQuery): number => (query.limit ?? PAGE_DEFAULT) + 1;

/** The sort key inside a cursor, or null on the first page. Throws request.invalid on a cursor we did not make. */
export function cursorKey(query: PageQuery, parts: number): string[] | null {
  if (query.cursor === undefined) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(query.cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === parts && key.every((part) => typeof part === 'string'))
      return key;
  } catch {
    // falls through to the one refusal
  }
  throw new AppError('request.invalid', undefined, [
    { pointer: 'cursor', code: 'cursor', detail: 'This is not a cursor that this list gave out.' },
  ]);
}
