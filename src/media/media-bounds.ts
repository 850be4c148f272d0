/**
 * How large the clinic's own videos and pictures may be, each with its reason, and what an announcement of one has to say. Pure:
 * whether what arrives keeps to it, and is what it was said to be, is asked when it is there.
 */
import type { FieldFault } from '../http/errors';

export const MEDIA_KINDS = ['video', 'picture', 'poster', 'captions'] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

const MEGABYTE = 1024 * 1024;

export const LIMIT_BYTES: Record<MediaKind, number> = {
  // three minutes of a phone's 1080p, at about 9 megabits a second; longer is no exercise clip
  video: 200 * MEGABYTE,
  // a phone's JPEG of 12 megapixels has 3 to 6
  picture: 10 * MEGABYTE,
  poster: 10 * MEGABYTE,
  // an hour of speech, timed line by line, has about 100 kilobytes
  captions: MEGABYTE / 2,
};

/** What a phone's screen and memory can take; also what any phone's camera makes of a still, but for 50-megapixel modes. */
export const SIDE_MAX_PIXELS = 8000;

/** Start, way and end of a movement fit in fewer; more nobody scrolls through. */
export const PICTURES_MAX = 6;

/** What a sender is told to send at once: it arrives within the server's 15 seconds at half a megabit a second. */
export const PART_BYTES = MEGABYTE;

/** What is kept at once: so much is held in memory for each sender, and at most so much is sent again after a cut. */
export const PIECE_BYTES = 4 * MEGABYTE;

/** Parts of 200 kilobytes still bring the largest video in; bytes sent one by one would fill the row. */
export const PIECES_MAX = 1000;

/** The most that one answer to an open-ended range holds, and the most that is sent between two looks at the gate. */
export const ANSWER_BYTES = MEGABYTE;

export interface Announcement {
  kind: MediaKind;
  bytes: number;
  exerciseId?: string | null;
  patientId?: string | null;
  videoId?: string | null;
  alt?: string | null;
  language?: string | null;
  place?: number | null;
}

/** Everything that an announcement lacks, or says where it means nothing. Empty: it can be meant. */
export function faultsOfAnnouncement(said: Announcement): FieldFault[] {
  const { kind, bytes, exerciseId, patientId, videoId, alt, language, place } = said;
  const isBeside = kind === 'poster' || kind === 'captions';
  const limit = LIMIT_BYTES[kind];
  const tooLarge = `At most ${Math.round((limit / MEGABYTE) * 10) / 10} megabytes, which is ${limit} bytes.`;
  const faults: [isFault: boolean, field: keyof Announcement, code: string, detail: string][] = [
    [bytes > limit, 'bytes', 'too_large', tooLarge],
    [isBeside && !videoId, 'videoId', 'missing', 'Say which video it belongs to.'],
    [!isBeside && Boolean(videoId), 'videoId', 'idle', 'Only a poster and captions belong to a video.'],
    [isBeside && Boolean(exerciseId), 'exerciseId', 'idle', 'It is for what its video is for.'],
    [isBeside && Boolean(patientId), 'patientId', 'idle', 'It is for what its video is for.'],
    [
      Boolean(exerciseId) && Boolean(patientId),
      'patientId',
      'one_of',
      'Name an exercise or a patient, or neither.',
    ],
    [kind === 'picture' && !alt, 'alt', 'missing', 'Say what the picture shows, for who cannot see it.'],
    [kind === 'captions' && Boolean(alt), 'alt', 'idle', 'Captions are read as they are.'],
    [
      (kind === 'video' || kind === 'captions') && !language,
      'language',
      'missing',
      'Say in which language it is.',
    ],
    [
      (kind === 'picture' || kind === 'poster') && Boolean(language),
      'language',
      'idle',
      'A picture has no language.',
    ],
    [
      Boolean(place) && !(kind === 'picture' && exerciseId),
      'place',
      'idle',
      'Only pictures of an exercise stand in an order.',
    ],
  ];
  return faults
    .filter(([isFault]) => isFault)
    .map(([, field, code, detail]) => ({ pointer: `/${field}`, code, detail }));
}
