/**
 * What patients told lately, with what it is held against, in one query: as the patient who writes (their own rows alone) or
 * as the worker on its round. Reads the last weeks and the first reports of the course, never a whole diary.
 */
import { addDays } from '../calendar/days';
import type { Tx } from '../db/tx';
import type { WorkTx } from '../db/work-door';
import type { AlertKind } from './alert-rules';
import { Heard } from './occasion';
import { type Threshold, USUAL_THRESHOLD } from './rising-pain';
import type { Told } from './told';

/** What is older has been looked at, or is no news any more [our decision]. */
export const WINDOW_DAYS = 28;

export interface WhatWasTold {
  patientId: string;
  told: Told[];
  /** The pain that the assessment found; null where it did not ask. */
  assessed: number | null;
  threshold: Threshold;
  heard: Heard;
}

/** Three sessions of thirty exercises are the most that the first reports can be. */
const COLUMNS = `e.id, e.kind, e.at, e.day, e.received_at, e.session_id, e.prescription_id, e.item_id, e.pain,
  e.not_done_because, e.spread, e.corrects`;
const TOLD = /* sql */ `
  select b.patient_id as "patientId", b.assessed, b.above_baseline as "aboveBaseline", b.over, b.heard, told.entries
  from portal.alert_basis($1::uuid[]) b
  cross join lateral (
    select coalesce(json_agg(json_build_object('id', t.id, 'kind', t.kind, 'at', t.at, 'day', t.day,
      'receivedAt', t.received_at, 'sessionId', t.session_id, 'prescriptionId', t.prescription_id, 'itemId', t.item_id,
      'pain', t.pain, 'notDoneBecause', t.not_done_because, 'spread', t.spread, 'corrects', t.corrects)), '[]') as entries
    from (
      (select ${COLUMNS} from portal.log_entry e
       where e.clinic_id = b.clinic_id and e.patient_id = b.patient_id and e.day >= $2
         and e.kind in ('item', 'next_morning'))
      union
      (select ${COLUMNS} from portal.log_entry e
       where e.clinic_id = b.clinic_id and e.patient_id = b.patient_id and e.day >= b.since
         and e.kind = 'item' and e.pain is not null
       order by e.day, e.at limit 90)
      union
      (select ${COLUMNS} from portal.log_entry e
       where e.clinic_id = b.clinic_id and e.patient_id = b.patient_id and e.day >= b.since
         and e.kind = 'next_morning'
       order by e.day, e.at limit 6)
    ) t
  ) told`;

type Moments = 'at' | 'receivedAt';
interface Row {
  patientId: string;
  assessed: number | null;
  aboveBaseline: number | null;
  over: number | null;
  heard: { kind: AlertKind; key: string; lastAt: string | null; closedAt: string | null }[];
  entries: (Omit<Told, Moments> & Record<Moments, string>)[];
}

export async function readTold(tx: Tx | WorkTx, patientIds: readonly string[]): Promise<WhatWasTold[]> {
  const rows = await tx.prepared<Row>('told', TOLD, [patientIds, addDays(tx.today, -WINDOW_DAYS)]);
  return rows.map(({ patientId, assessed, aboveBaseline, over, heard, entries }) => ({
    patientId,
    assessed,
    threshold: {
      aboveBaseline: aboveBaseline ?? USUAL_THRESHOLD.aboveBaseline,
      over: over ?? USUAL_THRESHOLD.over,
    },
    heard: heardOf(heard),
    told: entries.map((entry) => ({
      ...entry,
      at: new Date(entry.at),
      receivedAt: new Date(entry.receivedAt),
    })),
  }));
}

/** Moments as JSON has them. */
export function heardOf(rows: Row['heard']): Heard {
  const dateOf = (at: string | null) => (at === null ? null : new Date(at));
  return new Heard(
    rows.map(({ kind, key, lastAt, closedAt }) => ({
      kind,
      key,
      lastAt: dateOf(lastAt),
      closedAt: dateOf(closedAt),
    })),
  );
}
