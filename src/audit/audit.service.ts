import { Injectable } from '@nestjs/common';
import { Door, type Entering } from '../db/door';
import type { Tx } from '../db/tx';
import { cursorKey, rowsFor } from '../http/page';
import { entryLine, headLine } from './audit-table';
import { type AuditEntry, type AuditQuery, type AuditSearch, toAuditEntry } from './audit.dto';
import { record } from './record';

const TRAIL = /* sql */ `
  select id, at, actor_role as "actorRole", actor_id as "actorId", action, subject_type as "subjectType",
    subject_ids as "subjectIds", patient_ids as "patientIds", request_id as "requestId"
  from portal.audit_entry
  where ($1::bigint is null or id < $1)
    and ($2::uuid is null or patient_ids @> array[$2])
    and ($3::uuid is null or actor_id = $3)
    and ($4::text is null or action = $4)
    and ($5::date is null or at >= $5::date::timestamp at time zone $7)
    and ($6::date is null or at < ($6::date + 1)::timestamp at time zone $7)
    and ($9::text is null or starts_with(action, $9))
    and ($10::text is null or request_id = $10)
  order by id desc
  limit $8`;

/** So many rows are read in one transaction of a table; none is open while they are sent. */
const STRETCH = 1000;

/**
 * Reads the trail, for those who answer for the clinic. It names who, what and when by ids only, as it was written, so
 * its reader learns nothing clinical. That it was looked into is in it too: what was looked for as ids of the entry, and not as
 * the patient's, for nobody looked into their record.
 */
@Injectable()
export class AuditService {
  constructor(private readonly door: Door) {}

  /** Newest first, one more than the page shows. */
  async search(tx: Tx, query: AuditQuery): Promise<AuditEntry[]> {
    const [before] = cursorKey(query, 1) ?? [];
    const found = await entriesBefore(tx, query, before ?? null, rowsFor(query));
    await noted(tx, 'audit.searched', query);
    return found;
  }

  /** The whole of it, in stretches; what is written meanwhile is not in it. A sign-out ends it where it is. */
  async *table(entering: Entering, search: AuditSearch): AsyncGenerator<string> {
    let before: string | null = null;
    let found = await this.door.openTx(entering, async (tx) => {
      const first = await entriesBefore(tx, search, null, STRETCH);
      await noted(tx, 'audit.exported', search);
      return first;
    });
    yield headLine();
    while (found.length > 0) {
      yield found.map((entry) => entryLine(toAuditEntry(entry))).join('');
      if (found.length < STRETCH) return;
      before = (found.at(-1) as AuditEntry).id;
      found = await this.door.openTx(entering, (tx) => entriesBefore(tx, search, before, STRETCH));
    }
  }
}

function entriesBefore(
  tx: Tx,
  { patientId, actorId, action, actionBegins, requestId, from, to }: AuditSearch,
  before: string | null,
  atMost: number,
): Promise<AuditEntry[]> {
  return tx.query(TRAIL, [
    ...[before, patientId, actorId, action, from, to, tx.timeZone, atMost],
    ...[actionBegins, requestId],
  ]);
}

async function noted(tx: Tx, action: `audit.${string}`, { patientId, actorId }: AuditSearch): Promise<void> {
  const ids = [patientId, actorId].filter((id) => id !== undefined);
  await record(tx, action, { type: 'audit_entry', ids });
}
