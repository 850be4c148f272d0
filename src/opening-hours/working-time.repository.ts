/** Reads the clinic's hours as whoever asks: every role of the clinic may, and the worker too. */
import type { Tx } from '../db/tx';
import type { WorkTx } from '../db/work-door';
import { type ClosedRange, DEFAULT_STRETCHES, type OpenStretch } from './opening-hours';
import type { WorkingTime } from './working-time';

const READ = /* sql */ `
  select (select h.stretches from portal.opening_hours h) as stretches,
    (select coalesce(json_agg(json_build_object('from', c.from_day, 'to', c.to_day) order by c.from_day), '[]')
     from portal.closed_day c where c.to_day >= $1) as closed`;

/** Closed days that are over are left out. */
export async function readWorkingTime(tx: Tx | WorkTx): Promise<WorkingTime> {
  const [row] = await tx.query<{ stretches: OpenStretch[] | null; closed: ClosedRange[] }>(READ, [tx.today]);
  return {
    stretches: row?.stretches ?? DEFAULT_STRETCHES,
    closed: row?.closed ?? [],
    timeZone: tx.timeZone,
  };
}
