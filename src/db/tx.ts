import { DateTime } from 'luxon';
import type { PoolClient } from 'pg';
import { type EntityManager, QueryFailedError } from 'typeorm';
import type { Actor } from '../identity/actor';

/**
 * An open transaction that knows who is asking. Nobody touches the database without one: it is the first argument
 * of everything that reads or writes. Never keep it beyond the request, never use another connection inside it.
 */
export class Tx {
  private readonly read = new Set<string>();
  private readonly written = new Set<string>();

  constructor(
    readonly em: EntityManager,
    readonly actor: Actor,
    /** The transaction's clock, the same that every policy and the gate use. */
    readonly now: Date,
    /** IANA name; every date that a person sees is a day of this zone. */
    readonly timeZone: string,
    readonly requestId: string,
  ) {}

  /** The clinic's calendar day, `YYYY-MM-DD`. */
  get today(): string {
    return DateTime.fromJSDate(this.now, { zone: this.timeZone }).toISODate() as string;
  }

  /** Notes whose record this request read; the door writes one audit row for them all before it commits. */
  sawRecordOf(...patientIds: string[]): void {
    for (const id of patientIds) this.read.add(id);
  }

  get recordsSeen(): string[] {
    return [...this.read];
  }

  /** Notes whose record this request changed; whoever writes the audit row of a change does. */
  changedRecordOf(patientIds: string[]): void {
    for (const id of patientIds) this.written.add(id);
  }

  /** Everybody of whom the answer may tell. */
  get recordsTouched(): string[] {
    return [...new Set([...this.read, ...this.written])];
  }

  /** Rows of a select, or what a write returns. */
  query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return rowsOf<Row>(this.em, sql, parameters);
  }

  /** The same for a statement that many requests make: each connection plans it once, under this name. */
  prepared<Row>(name: string, sql: string, parameters: unknown[]): Promise<Row[]> {
    return preparedRows<Row>(this.em, name, sql, parameters);
  }
}

/** A transaction of somebody who has not said who they are. It may call the visitors' functions and nothing else. */
export class VisitorTx {
  constructor(
    private readonly em: EntityManager,
    readonly now: Date,
    readonly requestId: string,
  ) {}

  query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return rowsOf<Row>(this.em, sql, parameters);
  }
}

/** TypeORM's plain answer differs between a select and a write; its structured one does not. */
async function rowsOf<Row>(em: EntityManager, sql: string, parameters: unknown[]): Promise<Row[]> {
  const result = await em.queryRunner!.query(sql, parameters, true);
  return result.records as Row[];
}

/** TypeORM has no names for statements; its errors are kept. */
export async function preparedRows<Row>(
  em: EntityManager,
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const client = (await em.queryRunner!.connect()) as PoolClient;
  try {
    return (await client.query({ name, text, values })).rows as Row[];
  } catch (thrown) {
    throw new QueryFailedError(text, values, thrown as Error);
  }
}
