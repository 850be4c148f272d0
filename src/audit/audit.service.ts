import { Injectable } from '@nestjs/common';
import type { Tx } from '../db/tx';
import { cursorKey, rowsFor } from '../http/page';
import type { AuditEntry, AuditQuery } from './audit.dto';

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
  order by id desc
  limit $8`;

/**
 * Reads the trail, for those who answer for the clinic. It names who, what and when by ids only, as it was written, so
 * its reader learns nothing clinical. Nothing here writes: see record.ts.
 */
@Injectable()
export class AuditService {
  /** Newest first, one more than the page shows. */
  async listEntries(tx: Tx, query: AuditQuery): Promise<AuditEntry[]> {
    const [before] = cursorKey(query, 1) ?? [];
    const { patientId, actorId, action, from, to } = query;
    return tx.query(TRAIL, [before, patientId, actorId, action, from, to, tx.timeZone, rowsFor(query)]);
  }
}
