import { Injectable } from '@nestjs/common';
import { KeptPictures } from '../media/kept-pictures';
import type { HandoutItem, HandoutPicture } from './handout';
import type { AdvisedPicture, ItemToPrint } from './handout.repository';
import { PRINTABLE, printable } from './printable-picture';

/** Eight photographs as a phone takes them; all of them are held in memory at once, and again in the file that is made. */
export const PICTURES_MAX_BYTES = 40 * 1024 * 1024;

/**
 * Gives each exercise the first of its pictures that can be printed. WebP cannot: where a plan has no other, and where a file
 * is missing, damaged or more than the paper may hold, the slot stays empty. To be called when no transaction is open.
 */
@Injectable()
export class HandoutPicturesService {
  constructor(private readonly kept: KeptPictures) {}

  async choose(items: readonly ItemToPrint[]): Promise<HandoutItem[]> {
    const known = new Map<string, Promise<Buffer | null>>();
    let left = PICTURES_MAX_BYTES;
    const take = (picture: AdvisedPicture): Promise<Buffer | null> => {
      const before = known.get(picture.id);
      if (before) return before;
      if (picture.bytes > left) return Promise.resolve(null);
      left -= picture.bytes;
      const read = this.kept.read(picture).then((bytes) => bytes && printable(bytes));
      known.set(picture.id, read);
      return read;
    };
    const chosen: HandoutItem[] = [];
    for (const { pictures, ...item } of items) {
      let picture: HandoutPicture | null = null;
      for (const one of pictures.filter(({ mime }) => PRINTABLE.includes(mime))) {
        const bytes = await take(one);
        if (bytes) {
          picture = { bytes, alt: one.alt };
          break;
        }
      }
      chosen.push({ ...item, picture });
    }
    return chosen;
  }
}
