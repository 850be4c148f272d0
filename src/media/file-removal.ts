import { Inject } from '@nestjs/common';
import type { WorkTx } from '../db/work-door';
import { ComesRound, type Round } from '../work/round';
import { keptUnder, piecesUnder } from './media.entity';
import { MEDIA_STORE, type MediaStore } from './store/media-store';

/** So many at once: what is left is for the next time. */
const AT_ONCE = 50;

/**
 * Takes away the bytes of what was deleted with a record: videos, posters, captions and pictures, and pieces of what never became
 * whole. The bytes go before the row that asks for it, so that a round that is cut off finds the row again. Only what a deletion
 * wrote down is ever touched.
 */
@ComesRound()
export class FileRemoval implements Round {
  readonly name = 'file-removal';
  readonly everyMinutes = 5;

  constructor(@Inject(MEDIA_STORE) private readonly store: MediaStore) {}

  async visit(tx: WorkTx): Promise<void> {
    const asked = await tx.query<{ id: string; storage_key: string }>(
      'select id, storage_key from portal.file_to_remove order by asked_at, id limit $1',
      [AT_ONCE],
    );
    for (const { id, storage_key: storageKey } of asked) {
      await this.store.removeAll(piecesUnder(storageKey));
      await this.store.remove(keptUnder(storageKey));
      await tx.query('delete from portal.file_to_remove where id = $1', [id]);
    }
  }
}
