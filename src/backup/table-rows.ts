/**
 * The rows of one table on their way into a compressed file, out of it again, or past: each way counts and hashes them, so that
 * what was read back can be held to what was written. Nothing here knows what a table means.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Transform, type TransformCallback, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { portal, type Table } from './tables';

export interface Counted {
  rows: number;
  bytes: number;
  sha256: string;
}

/** Is told of bytes as they pass, before they are compressed. */
export type Passing = (bytes: number) => void;

const NEWLINE = 0x0a;
/** The rows are text that repeats itself: more effort costs much time and saves little. */
const EFFORT = 4;

/** Counts and hashes what passes. */
export class Meter extends Transform {
  private readonly hash = createHash('sha256');
  private rows = 0;
  private bytes = 0;

  constructor(private readonly passing: Passing) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.hash.update(chunk);
    this.bytes += chunk.length;
    // a line break inside a value is written as \n, so each real one ends a row
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) this.rows++;
    this.passing(chunk.length);
    done(null, chunk);
  }

  counted(): Counted {
    return { rows: this.rows, bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}

const columnsOf = ({ columns }: Pick<Table, 'columns'>): string => columns.map(escapeIdentifier).join(', ');

const reading = (owner: Client, table: Table) =>
  owner.query(
    copyTo(`copy (select ${columnsOf(table)} from ${portal(table.name)} order by ${table.order}) to stdout`),
  );

/** After a failure the connection is of no use any more: end it. */
export async function keepRows(
  owner: Client,
  table: Table,
  file: string,
  passing: Passing,
): Promise<Counted> {
  const meter = new Meter(passing);
  const kept = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(reading(owner, table), meter, createGzip({ level: EFFORT }), kept);
  return meter.counted();
}

/** What `keepRows` would count, without keeping anything. */
export async function countRows(owner: Client, table: Table, passing: Passing): Promise<Counted> {
  const meter = new Meter(passing);
  await pipeline(reading(owner, table), meter, nowhere());
  return meter.counted();
}

/** Throws when the file cannot be read to its end. */
export async function countKept(file: string, passing: Passing): Promise<Counted> {
  const meter = new Meter(passing);
  await pipeline(createReadStream(file), createGunzip(), meter, nowhere());
  return meter.counted();
}

/** Answers how many rows Postgres took. */
export async function putRows(owner: Client, table: Table, file: string, passing: Passing): Promise<number> {
  const writing = owner.query(copyFrom(`copy ${portal(table.name)} (${columnsOf(table)}) from stdin`));
  await pipeline(createReadStream(file), createGunzip(), new Meter(passing), writing);
  return writing.rowCount;
}

export const nowhere = (): Writable =>
  new Writable({
    write: (_chunk, _encoding, done) => done(),
  });
