import { Injectable } from '@nestjs/common';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { cursorKey, type PageQuery, rowsFor } from '../http/page';
import { isDue, type LastVisit, notDueSince, type Retention, retentionOf } from './retention';

export type RecordStop = 'legal_hold' | 'requested' | 'in_care';

export interface KeptRecord {
  patientId: string;
  name: string;
  dateOfBirth: string;
  lastVisit: LastVisit;
  retention: Retention;
  isDue: boolean;
  stoppedBy: RecordStop | null;
}

type Row = Omit<KeptRecord, 'retention' | 'isDue'>;

const ONE = '$1::uuid[]';
/** Whoever was registered since cannot be due; two days more than asked, as a day of the clinic is not one of the database. */
const LONG_KNOWN = `array(select p.id from portal.patient p where p.created_at < $1::date + 2)`;

/** $1 as `whom` has it, $2 today. */
const recordsOf = (whom: string): string => /* sql */ `
  select p.id as "patientId", p.name, p.date_of_birth::text as "dateOfBirth",
    json_build_object('day', seen.on_day, 'kind', seen.kind) as "lastVisit",
    case
      when exists (select from portal.legal_hold h where h.patient_id = p.id and h.ended_at is null) then 'legal_hold'
      when exists (
        select from portal.record_request r
        where r.patient_id = p.id and r.released_at is null and r.refused_at is null) then 'requested'
      when exists (
        select from portal.prescription rx
        where rx.patient_id = p.id and rx.standing in ('issued', 'paused') and rx.advice_until >= $2::date) then 'in_care'
    end as "stoppedBy"
  from portal.last_visits(${whom}) seen join portal.patient p on p.id = seen.patient_id`;

const DUE = /* sql */ `${recordsOf(LONG_KNOWN)}
  where p.merged_into_id is null and seen.on_day < $1::date and ($3::date is null or (seen.on_day, p.id) > ($3::date, $4::uuid))
  order by seen.on_day, p.id limit $5`;

/** Children are kept longer than the list can ask of the database, so it looks at so many at once. */
const AT_ONCE = 500;

/** Until when records are kept. Reading alone: nothing here ends, changes or deletes anything. */
@Injectable()
export class RetentionService {
  /** Throws not_found. */
  async ofPatient(tx: Tx, patientId: string): Promise<KeptRecord> {
    const [row] = await tx.query<Row>(recordsOf(ONE), [[patientId], tx.today]);
    if (!row) throw new AppError('not_found');
    tx.sawRecordOf(patientId);
    return kept(row, tx.today);
  }

  /** Whose time is over, by their last visit, one more than the page shows; those that something else keeps are among them. */
  async listDue(tx: Tx, page: PageQuery): Promise<KeptRecord[]> {
    let [day, id] = cursorKey(page, 2) ?? [null, null];
    const due: KeptRecord[] = [];
    for (;;) {
      const rows = await tx.query<Row>(DUE, [notDueSince(tx.today), tx.today, day, id, AT_ONCE]);
      due.push(...rows.map((row) => kept(row, tx.today)).filter((one) => one.isDue));
      const last = rows.at(-1);
      if (!last || rows.length < AT_ONCE || due.length >= rowsFor(page)) return due.slice(0, rowsFor(page));
      [day, id] = [last.lastVisit.day, last.patientId];
    }
  }
}

function kept(row: Row, today: string): KeptRecord {
  const retention = retentionOf(row.dateOfBirth, row.lastVisit);
  return { ...row, retention, isDue: isDue(retention, today) };
}
