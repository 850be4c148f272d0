import { createHash, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Door, type Entering } from '../db/door';
import { AppError, type ErrorCode, ERRORS } from '../http/errors';
import { partOf } from './byte-ranges';
import { lookInto } from './look/look-into';
import { PIECE_BYTES, PIECES_MAX } from './media-bounds';
import { keptUnder, Media, type Piece, piecesUnder } from './media.entity';
import { noteCaptions, recorded } from './media.service';
import { PiecesReader } from './pieces';
import { MEDIA_STORE, type MediaStore } from './store/media-store';

/** What a day did not finish is swept. */
const DAY_MS = 24 * 60 * 60 * 1000;
/** A shorter rest of a body that broke off is not worth a piece: it is sent again. */
const REST_WORTH_KEEPING = 64 * 1024;

/**
 * Takes in what was announced. Bytes go to the store in pieces of a few megabytes, as they arrive; each piece is noted in a
 * transaction of its own, and none is open while anything is read from the sender, looked into or kept. When the last byte is
 * there, the whole is looked into and becomes usable, or is refused for good.
 */
@Injectable()
export class UploadService {
  constructor(
    private readonly door: Door,
    @Inject(MEDIA_STORE) private readonly store: MediaStore,
  ) {}

  /**
   * `range`: the Content-Range as sent. Answers what it is after that; sending again what is usable changes nothing. Throws what
   * `partOf` and `lookInto` throw, media.more_than_announced, media.parts_too_small, media.retired, and not_found.
   */
  async receive(
    entering: Entering,
    id: string,
    range: string | undefined,
    body: Readable | undefined,
  ): Promise<Media> {
    const before = await this.door.openTx(entering, async (tx) => {
      const media = await tx.em.findOneBy(Media, { id });
      if (!media || isSwept(media, tx.now)) throw new AppError('not_found');
      return media;
    });
    if (before.retiredAt !== null) throw new AppError('media.retired');
    if (before.status === 'usable') return before;
    if (before.status === 'refused') {
      throw new AppError(before.refusedCode as ErrorCode, before.refusedBecause as string);
    }
    const isWhole = before.arrived === before.announcedBytes;
    // whoever asks again after the last byte has it looked into, should that have been cut off
    const part = isWhole ? null : partOf(range, before.arrived, before.announcedBytes);
    const pieces = part && body ? await this.takeIn(entering, before, part.to, body) : before.pieces;
    const now = Object.assign(before, { pieces });
    return now.arrived === now.announcedBytes ? this.finish(entering, now) : now;
  }

  /** Answers all pieces there are after it. What arrived before a connection broke stays. */
  private async takeIn(
    entering: Entering,
    media: Media,
    to: number | null,
    body: Readable,
  ): Promise<Piece[]> {
    let pieces = media.pieces;
    let arrived = media.arrived;
    let held: Buffer[] = [];
    let size = 0;
    const end = to === null ? media.announcedBytes : to + 1;
    const keep = async () => {
      pieces = await this.keepPiece(entering, media, pieces, Buffer.concat(held, size));
      arrived += size;
      held = [];
      size = 0;
    };
    try {
      // left open when refused in the middle, or there would be nobody to answer
      for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        if (arrived + size + chunk.length > end) throw new AppError('media.more_than_announced');
        held.push(chunk);
        size += chunk.length;
        if (size >= PIECE_BYTES) await keep();
      }
    } catch (fault) {
      if (fault instanceof AppError) throw fault;
      // the sender is gone: nobody reads an answer
      if (size >= REST_WORTH_KEEPING) await keep();
      throw new AppError('request.malformed');
    }
    if (size > 0) await keep();
    return pieces;
  }

  private async keepPiece(
    entering: Entering,
    media: Media,
    pieces: Piece[],
    bytes: Buffer,
  ): Promise<Piece[]> {
    if (pieces.length >= PIECES_MAX) throw new AppError('media.parts_too_small');
    const piece = { key: `${piecesUnder(media.storageKey)}${randomUUID()}`, bytes: bytes.length };
    await this.store.put(piece.key, piece.bytes, once(bytes));
    const isNoted = await this.door.openTx(entering, async (tx) => {
      // somebody may have sent the same bytes beside this: who comes first is the one
      const rows = await tx.query(
        `update portal.media set pieces = pieces || $2::jsonb
         where id = $1 and jsonb_array_length(pieces) = $3 and uploaded_at is null and refused_at is null
           and retired_at is null
         returning id`,
        [media.id, JSON.stringify([piece]), pieces.length],
      );
      return rows.length > 0;
    });
    if (!isNoted) {
      await this.store.remove(piece.key).catch(() => undefined);
      throw new AppError('media.out_of_order');
    }
    return [...pieces, piece];
  }

  private async finish(entering: Entering, media: Media): Promise<Media> {
    try {
      const found = await lookInto(media.kind, new PiecesReader(this.store, media.pieces));
      const hash = createHash('sha256');
      const key = keptUnder(media.storageKey);
      await this.store.put(key, found.bytes, hashed(found.content, hash));
      // a store that says it kept all of it, and did not, would show in the middle of a patient's clip
      if ((await this.store.bytesOf(key)) !== found.bytes) throw new AppError('service.unavailable');
      const { mime, bytes, width = null, height = null, seconds = null, codec = null } = found;
      const kept = { mime, bytes, width, height, seconds, codec, sha256: hash.digest('hex') };
      return await this.makeUsable(entering, media, kept);
    } catch (fault) {
      const finished = await this.finishedBeside(entering, media.id);
      if (finished) return finished;
      if (fault instanceof AppError && fault.code.startsWith('media.'))
        await this.refuse(entering, media, fault);
      throw fault;
    }
  }

  private async makeUsable(entering: Entering, media: Media, kept: Partial<Media>): Promise<Media> {
    const usable = await this.door.openTx(entering, async (tx) => {
      const { id } = media;
      const now = await tx.em.findOne(Media, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!now) throw new AppError('media.retired');
      if (now.status !== 'arriving') return now;
      await tx.em.update(Media, { id }, { ...kept, uploadedAt: tx.now, uploadedBy: tx.actor.id });
      if (now.kind === 'video' && now.exerciseId !== null) {
        await tx.query(
          `insert into portal.exercise_video (clinic_id, exercise_id, provider, ref, media_id, title, language, captions)
           select m.clinic_id, m.exercise_id, 'clinic', m.id::text, m.id, m.title, m.language, false
           from portal.media m where m.id = $1`,
          [id],
        );
      }
      if (now.kind === 'captions') await noteCaptions(tx, now.belongsTo as string);
      return recorded(tx, 'media.uploaded', now);
    });
    await this.forgetPieces(entering, usable);
    return usable;
  }

  private async refuse(entering: Entering, media: Media, fault: AppError): Promise<void> {
    await this.door.openTx(entering, async (tx) => {
      const because = { refusedAt: tx.now, refusedCode: fault.code, refusedBecause: sentenceOf(fault) };
      const where = 'id = :id and uploaded_at is null and refused_at is null and retired_at is null';
      await tx.em.createQueryBuilder().update(Media).set(because).where(where, { id: media.id }).execute();
      await recorded(tx, 'media.refused', media);
    });
    await this.forgetPieces(entering, media);
  }

  /** Two who ask for the end at once both look into it: who comes second finds it done, or its pieces gone. */
  private async finishedBeside(entering: Entering, id: string): Promise<Media | null> {
    return this.door.openTx(entering, async (tx) => {
      const media = await tx.em.findOneBy(Media, { id });
      return media?.status === 'usable' ? media : null;
    });
  }

  /** What cannot be removed now, the sweep finds by the row. */
  private async forgetPieces(entering: Entering, { id, storageKey }: Media): Promise<void> {
    try {
      await this.store.removeAll(piecesUnder(storageKey));
      await this.door.openTx(entering, (tx) =>
        tx.query(`update portal.media set pieces = '[]' where id = $1 and uploaded_at is not null`, [id]),
      );
    } catch {
      // nothing depends on it
    }
  }
}

const isSwept = ({ status, announcedAt }: Media, now: Date): boolean =>
  status !== 'usable' && now.getTime() - announcedAt.getTime() > DAY_MS;

const sentenceOf = (fault: AppError): string => fault.detail ?? ERRORS[fault.code][2];

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

async function* hashed(
  content: AsyncIterable<Buffer>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
}
