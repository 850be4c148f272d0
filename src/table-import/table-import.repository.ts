import type { Tx } from '../db/tx';
import { AppError, type ErrorCode } from '../http/errors';
import { cursorKey, type PageQuery, rowsFor } from '../http/page';

/** A table that somebody sent and what became of it. Of the file nothing is kept but its sum. */
export interface TableImport<Outcome extends string> {
  id: string;
  importedAt: Date;
  importedBy: string;
  /** In hexadecimal. */
  fileSha256: string;
  counts: Record<Outcome, number>;
  /** null: it was not taken back. `removed` and `kept` are of what had come in by it. */
  undone: { at: string; by: string; removed: number; kept: number } | null;
}

interface Kind<Outcome extends string> {
  /** What comes in by it; its table is `portal.<noun>_import`. */
  noun: 'patient' | 'template';
  /** Its columns of counts are `<counted>_<outcome>`. */
  counted: 'rows' | 'templates';
  outcomes: readonly Outcome[];
  /** Thrown where it was taken back before. */
  undoneAlready: ErrorCode;
}

/**
 * The imports of one kind, as rows. Each kind has a table of its own, as not everybody who sees the one may see the other. What
 * becomes of a row of the file is decided elsewhere.
 */
export class TableImports<Outcome extends string> {
  private readonly table: string;
  private readonly columns: string[];
  private readonly selected: string;

  constructor(private readonly kind: Kind<Outcome>) {
    const { noun, counted, outcomes } = kind;
    this.table = `portal.${noun}_import`;
    this.columns = outcomes.map((outcome) => `${counted}_${outcome}`);
    const counts = outcomes.map((outcome) => `'${outcome}', m.${counted}_${outcome}`).join(', ');
    this.selected = /* sql */ `
      select m.id, m.imported_at as "importedAt", m.imported_by as "importedBy", encode(m.file_sha256, 'hex') as "fileSha256",
        json_build_object(${counts}) as counts,
        case when m.undone_at is not null then
          json_build_object('at', m.undone_at, 'by', m.undone_by, 'removed', m.removed, 'kept', m.kept) end as undone
      from ${this.table} m`;
  }

  /** Lets one import or undoing of a clinic be at work at a time, so that the later one sees what the earlier one brought. */
  async waitForOthers(tx: Tx): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `${this.kind.noun} imports of ${tx.actor.clinicId}`,
    ]);
  }

  count(judged: readonly { outcome: Outcome }[]): Record<Outcome, number> {
    const of = (wanted: Outcome): number => judged.filter(({ outcome }) => outcome === wanted).length;
    return Object.fromEntries(this.kind.outcomes.map((outcome) => [outcome, of(outcome)])) as Record<
      Outcome,
      number
    >;
  }

  async insert(
    tx: Tx,
    { id, fileSha256, counts }: Pick<TableImport<Outcome>, 'id' | 'fileSha256' | 'counts'>,
  ): Promise<void> {
    const { clinicId, id: by } = tx.actor;
    const places = this.columns.map((_, index) => `$${index + 5}`);
    await tx.query(
      `insert into ${this.table} (id, clinic_id, imported_by, file_sha256, ${this.columns.join(', ')})
       values ($1, $2, $3, decode($4, 'hex'), ${places.join(', ')})`,
      [id, clinicId, by, fileSha256, ...this.kind.outcomes.map((outcome) => counts[outcome])],
    );
  }

  /** The newest first, one more than the page shows. */
  async list(tx: Tx, query: PageQuery): Promise<TableImport<Outcome>[]> {
    const [afterAt, afterId] = cursorKey(query, 2) ?? [];
    return tx.query(
      `${this.selected}
       where ($1::timestamptz is null or (m.imported_at, m.id) < ($1, $2::uuid))
       order by m.imported_at desc, m.id desc limit $3`,
      [afterAt, afterId, rowsFor(query)],
    );
  }

  /** Throws not_found. */
  async get(tx: Tx, id: string): Promise<TableImport<Outcome>> {
    const [found] = await tx.query<TableImport<Outcome>>(`${this.selected} where m.id = $1`, [id]);
    if (!found) throw new AppError('not_found');
    return found;
  }

  /** Waits for others at work. Throws not_found, and the kind's own error for what was taken back before. */
  async assertStands(tx: Tx, id: string): Promise<void> {
    await this.waitForOthers(tx);
    if ((await this.get(tx, id)).undone) throw new AppError(this.kind.undoneAlready);
  }

  /** Answers it as it is then. */
  async markUndone(tx: Tx, id: string, removed: number, kept: number): Promise<TableImport<Outcome>> {
    await tx.query(
      `update ${this.table} set undone_at = $2, undone_by = $3, removed = $4, kept = $5 where id = $1`,
      [id, tx.now, tx.actor.id, removed, kept],
    );
    return this.get(tx, id);
  }
}
