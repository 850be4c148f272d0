import { Inject } from '@nestjs/common';
import type { WorkTx } from '../db/work-door';
import { ComesRound, type Round } from '../work/round';
import { keptUnder, piecesUnder } from './media.entity';
import { MEDIA_STORE, type MediaStore } from './store/media-store';

/** So many at once: what is left is for the next time. */
const AT_ONCE = 50;

/**
 * Takes away what was announced and not finished within a day, or refused, and pieces that were left lying. The bytes go before
 * the row, so that a sweep that is cut off finds the row again and goes on. No row is locked while the store is asked; which
 * rows these are, the policies of the worker say. What is usable is never touched: plans may show it.
 */
@ComesRound()
export class MediaSweep implements Round {
  readonly name = 'media-sweep';
  readonly everyMinutes = 60;

  constructor(@Inject(MEDIA_STORE) private readonly store: MediaStore) {}

  async visit(tx: WorkTx): Promise<void> {
    const left = await tx.query<{ id: string; storage_key: string; is_usable: boolean }>(
      `select id, storage_key, uploaded_at is not null as is_usable from portal.media
       where announced_at < portal.portal_now() - interval '1 day' and (uploaded_at is null or pieces <> '[]')
       order by announced_at limit $1`,
      [AT_ONCE],
    );
    for (const { id, storage_key: storageKey, is_usable: isUsable } of left) {
      await this.store.removeAll(piecesUnder(storageKey));
      if (isUsable) {
        await tx.query(`update portal.media set pieces = '[]' where id = $1`, [id]);
        continue;
      }
      // looked into and kept, but cut off before it was said
      await this.store.remove(keptUnder(storageKey));
      await tx.query('delete from portal.media where id = $1 and uploaded_at is null', [id]);
    }
  }
}
