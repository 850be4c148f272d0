import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../db/tx';
import { keptUnder } from './media.entity';
import { MEDIA_STORE, type MediaStore } from './store/media-store';

/** A picture that may be shown, as it was found in a transaction; its bytes are read when that is over. */
export interface KeptPicture {
  id: string;
  storageKey: string;
  mime: string;
  bytes: number;
  /** In hexadecimal. */
  sha256: string;
}

/** To a patient and a carer what the gate shows; to a clinician the same of a plan that they hold for this patient. */
const COLUMNS = 'm.id, m.storage_key as "storageKey", m.mime, m.bytes::int as bytes, m.sha256';
const SHOWN = /* sql */ `select ${COLUMNS} from portal.advised_media m where m.kind = 'picture' and m.id = any($1)`;
const KEPT = /* sql */ `
  select ${COLUMNS} from portal.media m
  where m.kind = 'picture' and m.id = any($1) and m.uploaded_at is not null
    and (m.patient_id is null or m.patient_id = $2)`;

/** Of these pictures those that may be shown to who asks, about this patient. Says nothing of the others. */
export function findKeptPictures(tx: Tx, ids: readonly string[], patientId: string): Promise<KeptPicture[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx.actor.role === 'clinician'
    ? tx.query<KeptPicture>(KEPT, [ids, patientId])
    : tx.query<KeptPicture>(SHOWN, [ids]);
}

/** Reads pictures whole, for what is made of them at one go. Never call it while a transaction is open. */
@Injectable()
export class KeptPictures {
  constructor(@Inject(MEDIA_STORE) private readonly store: MediaStore) {}

  /** Null where nothing lies, where it is not what was kept, and where the store is in trouble: nobody waits for a picture. */
  async read({ storageKey, bytes, sha256 }: KeptPicture): Promise<Buffer | null> {
    const found = await this.store.read(keptUnder(storageKey), 0, bytes).catch(() => null);
    if (!found || found.length !== bytes) return null;
    return createHash('sha256').update(found).digest('hex') === sha256 ? found : null;
  }
}
