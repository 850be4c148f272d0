import { Inject, Injectable } from '@nestjs/common';
import { recordReading } from '../audit/record';
import { Door, type Entering } from '../db/door';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import type { Asked } from './byte-ranges';
import { ANSWER_BYTES } from './media-bounds';
import { keptUnder } from './media.entity';
import { MEDIA_STORE, type MediaStore, storeTrouble } from './store/media-store';

/** What may be sent to who asks, as of this moment. */
export interface Shown {
  id: string;
  storageKey: string;
  mime: string;
  bytes: number;
  sha256: string;
  /** To staff an open-ended range is answered whole: no advice can end for them. */
  isStaff: boolean;
}

/** What a patient or a carer may see is what the gate shows them; what a clinician may see is what the clinic keeps. */
const SHOWN = /* sql */ `
  select m.id, m.storage_key as "storageKey", m.mime, m.bytes::int as bytes, m.sha256, null::uuid as "patientId"
  from portal.advised_media m where m.id = $1`;
const KEPT = /* sql */ `
  select m.id, m.storage_key as "storageKey", m.mime, m.bytes::int as bytes, m.sha256, m.patient_id as "patientId"
  from portal.media m where m.id = $1 and m.uploaded_at is not null`;

/**
 * Sends bytes. Before every stretch of at most a megabyte the database is asked anew, in a transaction that is over before
 * anything is sent: a withdrawal, a hold or a sign-out ends it there. A stretch is read into memory and the file is closed, so
 * a reader who is slow, or gone, holds nothing open.
 */
@Injectable()
export class StreamService {
  constructor(
    private readonly door: Door,
    @Inject(MEDIA_STORE) private readonly store: MediaStore,
  ) {}

  /**
   * Throws not_found for what is not shown to the asker now. A clinician's look at a medium that was made for one patient is a
   * look at their record, and leaves a row for each answer. A patient's or a carer's leaves none: that they read the plan is
   * recorded where they read it, and a clip played once would be thirty rows.
   */
  async find(entering: Entering, id: string, operation: string): Promise<Shown> {
    return this.door.openTx(entering, async (tx) => {
      const { patientId, ...shown } = await look(tx, id);
      if (patientId !== null) tx.sawRecordOf(patientId);
      if (tx.actor.role === 'clinician') await recordReading(tx, operation);
      return shown;
    });
  }

  /** Ends in the middle, which breaks the connection, when the asker may not see it any more. */
  async *bytesOf(entering: Entering, shown: Shown, { from, to }: Asked): AsyncGenerator<Buffer> {
    for (let at = from; at <= to; at += ANSWER_BYTES) {
      if (at > from) await this.door.openTx(entering, (tx) => look(tx, shown.id));
      const wanted = Math.min(ANSWER_BYTES, to - at + 1);
      const bytes = await this.store.read(keptUnder(shown.storageKey), at, wanted);
      if (bytes?.length !== wanted) throw storeTrouble(new Error('What was kept is not all there.'));
      yield bytes;
    }
  }
}

async function look(tx: Tx, id: string): Promise<Shown & { patientId: string | null }> {
  const isStaff = tx.actor.role === 'clinician';
  const [found] = await tx.query<Omit<Shown, 'isStaff'> & { patientId: string | null }>(
    isStaff ? KEPT : SHOWN,
    [id],
  );
  if (!found) throw new AppError('not_found');
  return { ...found, isStaff };
}
