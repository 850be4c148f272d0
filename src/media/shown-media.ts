/**
 * The form in which a plan keeps the clinic's own videos and pictures, and what a plan can be made of. Pure; what there is today
 * is read in media-at-hand.ts, and who may see it is the gate's to say.
 */
import { PICTURES_MAX } from './media-bounds';

export interface ShownPicture {
  id: string;
  alt: string;
  /** Pixels, as shown. */
  width: number;
  height: number;
}

export interface ShownCaptions {
  id: string;
  title: string;
  language: string;
}

export interface Clip {
  id: string;
  title: string;
  language: string;
  posterId: string | null;
  captions: ShownCaptions[];
}

export type PictureAtHand = ShownPicture & { exerciseId: string | null };

export interface MediaAtHand {
  clips: readonly Clip[];
  /** In the order of their exercise. */
  pictures: readonly PictureAtHand[];
}

export const NO_MEDIA: MediaAtHand = { clips: [], pictures: [] };

/** Those of an exercise, in its order. */
export const picturesOf = (exerciseId: string, { pictures }: MediaAtHand): ShownPicture[] =>
  pictures
    .filter((one) => one.exerciseId === exerciseId)
    .slice(0, PICTURES_MAX)
    .map(shown);

/** Exactly what a plan keeps of it. */
export const shown = ({ id, alt, width, height }: ShownPicture): ShownPicture => ({ id, alt, width, height });
