import { Injectable } from '@nestjs/common';
import type { Tx } from '../db/tx';
import { cursorKey, rowsFor } from '../http/page';
import type { BounceReason, BouncedMailDto, MailQuery } from './mail.dto';
import type { MailKind } from './post-mail';

export interface BouncedRow {
  id: string;
  kind: MailKind;
  to_address: string;
  patient_id: string | null;
  carer_id: string | null;
  staff_id: string | null;
  created_at: Date;
  bounced_at: Date;
  bounce: string;
  sort_key: string;
}

/** What did not arrive, for those who can ring instead. What waits or was sent, nobody at the clinic sees. */
@Injectable()
export class MailService {
  /** The newest first. */
  async listBounced(tx: Tx, query: MailQuery): Promise<BouncedRow[]> {
    const [at, id] = cursorKey(query, 2) ?? [null, null];
    const rows = await tx.query<BouncedRow>(
      `select id, kind, to_address, patient_id, carer_id, staff_id, created_at, bounced_at, bounce,
         bounced_at::text as sort_key
       from portal.mail
       where bounced_at is not null and ($1::timestamptz is null or (bounced_at, id) < ($1::timestamptz, $2::uuid))
       order by bounced_at desc, id desc limit $3`,
      [at, id, rowsFor(query)],
    );
    tx.sawRecordOf(...rows.flatMap((row) => row.patient_id ?? []));
    return rows;
  }
}

export const toBounced = (row: BouncedRow): BouncedMailDto => ({
  id: row.id,
  kind: row.kind,
  to: row.to_address,
  patientId: row.patient_id,
  carerId: row.carer_id,
  staffId: row.staff_id,
  postedAt: row.created_at.toISOString(),
  bouncedAt: row.bounced_at.toISOString(),
  why: reasonOf(row.bounce),
  code: row.bounce,
});

/** By RFC 3463: x.1.1 to x.1.3 and x.1.6 are about the address, x.2.1 and x.2.2 about the mailbox. */
export function reasonOf(code: string): BounceReason {
  if (code === 'gave up') return 'not_reached';
  if (/ 5\.1\.[01236]$/.test(code) || / 5\.2\.1$/.test(code)) return 'no_such_address';
  if (/ 5\.2\.2$/.test(code) || code.startsWith('552')) return 'mailbox_full';
  return 'refused';
}
