import type { Piece } from './media.entity';
import type { Reader } from './look/media-info';
import type { MediaStore } from './store/media-store';
import { storeTrouble } from './store/media-store';

/**
 * What arrived in pieces, read as one file. Holds one piece in memory at a time, so that many small looks at one place are one
 * look at the store.
 */
export class PiecesReader implements Reader {
  readonly bytes: number;
  private held: { index: number; bytes: Buffer } | null = null;

  constructor(
    private readonly store: MediaStore,
    private readonly pieces: readonly Piece[],
  ) {
    this.bytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0);
  }

  async read(from: number, bytes: number): Promise<Buffer> {
    const end = Math.min(from + bytes, this.bytes);
    const found: Buffer[] = [];
    let start = 0;
    for (const [index, piece] of this.pieces.entries()) {
      const next = start + piece.bytes;
      if (next > from && start < end) {
        const whole = await this.wholePiece(index);
        found.push(whole.subarray(Math.max(0, from - start), Math.min(piece.bytes, end - start)));
      }
      start = next;
    }
    return found.length === 1 ? (found[0] as Buffer) : Buffer.concat(found);
  }

  /** From the first byte to the last. */
  async *content(): AsyncGenerator<Buffer> {
    for (const index of this.pieces.keys()) yield await this.wholePiece(index);
  }

  /** Throws service.unavailable when it does not lie where it was put. */
  private async wholePiece(index: number): Promise<Buffer> {
    if (this.held?.index === index) return this.held.bytes;
    const piece = this.pieces[index] as Piece;
    const bytes = await this.store.read(piece.key, 0, piece.bytes);
    if (bytes?.length !== piece.bytes) throw storeTrouble(new Error('A piece is not where it was put.'));
    this.held = { index, bytes };
    return bytes;
  }
}
