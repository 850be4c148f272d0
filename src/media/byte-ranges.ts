/**
 * Which bytes a request speaks of (RFC 9110 sections 13 and 14): those that it sends, and those that it wants to read. Pure;
 * nothing is read or kept here. Positions count from 0, and both ends belong to a range.
 */
import { AppError } from '../http/errors';

/** Where the body of an upload belongs; `to` is null where the sender did not say how long it is. */
export interface Part {
  from: number;
  to: number | null;
}

/**
 * What a Content-Range says of a body: `bytes 0-1048575/5000000`, or nothing for a body that begins at 0. null for an empty
 * body that only asks how far it is (the form with an asterisk). Throws request.invalid, and media.out_of_order where the
 * part does not begin with the byte that comes next.
 */
export function partOf(header: string | undefined, arrived: number, announced: number): Part | null {
  if (header === undefined) return inOrder({ from: 0, to: null }, arrived);
  const [, from, to, ask, total] = /^bytes (?:(\d{1,12})-(\d{1,12})|(\*))\/(\d{1,12}|\*)$/.exec(header) ?? [];
  if (total === undefined) refuse('Write it as: bytes 0-1048575/5000000.');
  if (total !== '*' && Number(total) !== announced)
    refuse(`${announced} bytes were announced, not ${total}.`);
  if (ask !== undefined) return null;
  const part = { from: Number(from), to: Number(to) };
  if (part.to < part.from) refuse('Its end comes before its beginning.');
  if (part.to >= announced) throw new AppError('media.more_than_announced');
  return inOrder(part, arrived);
}

function inOrder(part: Part, arrived: number): Part {
  if (part.from === arrived) return part;
  throw new AppError('media.out_of_order', `${arrived} bytes have arrived: send those from ${arrived} on.`);
}

function refuse(detail: string): never {
  throw new AppError('request.invalid', undefined, [{ pointer: 'Content-Range', code: 'range', detail }]);
}

export interface Asked {
  from: number;
  to: number;
  /** False: all of it, answered with 200. */
  isPart: boolean;
}

/**
 * What a reader asks for, of `bytes` in all. Of several ranges the first is answered. What is no range, and a range whose
 * If-Range names another version, asks for all. An open-ended range ends after `openEnded` bytes: the next one asks the gate
 * again. Throws media.no_such_range.
 */
export function askedRange(
  range: string | undefined,
  ifRange: string | undefined,
  { bytes, etag, openEnded }: { bytes: number; etag: string; openEnded: number },
): Asked {
  const all = { from: 0, to: bytes - 1, isPart: false };
  if (range === undefined || (ifRange !== undefined && ifRange !== etag)) return all;
  const list = /^bytes=([\d\s,-]+)$/i.exec(range)?.[1];
  const [first = ''] = (list ?? '').split(',').map((one) => one.trim());
  const [, start, end] = /^(\d{0,15})-(\d{0,15})$/.exec(first) ?? [];
  if (start === undefined || end === undefined || start + end === '') return all;
  if (start === '') {
    const last = Number(end);
    if (last === 0) throw new AppError('media.no_such_range');
    return { from: Math.max(0, bytes - last), to: bytes - 1, isPart: true };
  }
  const from = Number(start);
  if (end !== '' && Number(end) < from) return all;
  if (from >= bytes) throw new AppError('media.no_such_range');
  const to = end === '' ? from + openEnded - 1 : Number(end);
  return { from, to: Math.min(to, bytes - 1), isPart: true };
}
