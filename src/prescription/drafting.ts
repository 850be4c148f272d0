/**
 * Turning a plan into what the patient will be told, and back into what was chosen. Nothing is judged here but whether the
 * library still says what was reviewed.
 */
import { randomUUID } from 'node:crypto';
import type { ItemPlace } from '../dosage/dosage';
import { doseSentence } from '../dosage/sentence/dose-sentence';
import type { PrescribableExercise } from '../exercise/exercise.service';
import { videoAddress } from '../exercise/video-link';
import { AppError, type FieldFault } from '../http/errors';
import { badDayInFull } from '../plan/bad-day';
import {
  type Clip,
  type MediaAtHand,
  NO_MEDIA,
  picturesOf,
  type ShownPicture,
  shown,
} from '../media/shown-media';
import { type Choice, type GivenItem, type GivenPlan, partNamed } from '../plan/plan';
import { wholePlan } from '../plan/whole-plan';
import { weeksOfItem, type WeeksOfItem } from '../schedule/plan-weeks';
import type { PrescriptionItem } from './prescription.entity';

type Taught = 'id' | 'name' | 'pillar' | 'position' | 'equipment' | 'steps' | 'mistakes' | 'traits';

/** What a snapshot takes of an exercise. */
export type Teachable = Pick<PrescribableExercise, Taught | 'videos' | 'defaultDosage' | 'clinicDose'>;

/** An exercise of a live plan as the patient knows it, for when the library has retired it; without its video. */
export const asPrescribed = ({ exerciseId, ...item }: PrescriptionItem): Teachable => ({
  ...item,
  id: exerciseId,
  position: item.position as Teachable['position'],
  videos: [],
  defaultDosage: null,
  clinicDose: null,
});

type Snapshot = Omit<PrescriptionItem, 'clinicId' | 'versionId'>;

/**
 * What the patient will be told, copied from the library as it reads now; a dose that was not said is the usual one. Pure.
 * Throws what `wholePlan` throws, and prescription.exercise_unavailable also for a clip or a picture that is not in `media`.
 */
export function snapshot(
  given: GivenPlan,
  library: readonly Teachable[],
  media: MediaAtHand = NO_MEDIA,
): Snapshot[] {
  const plan = wholePlan(given, library, 'prescription');
  refuseUnavailableMedia(plan.items, media);
  const known = new Map(library.map((exercise) => [exercise.id, exercise]));
  return plan.items.map((choice, index) => {
    const phase = partNamed(plan.phases, choice.phase);
    const group = partNamed(plan.groups, choice.group);
    const exercise = known.get(choice.exerciseId) as Teachable;
    return {
      id: randomUUID(),
      place: index + 1,
      exerciseId: exercise.id,
      name: exercise.name,
      pillar: exercise.pillar,
      position: exercise.position,
      equipment: exercise.equipment,
      steps: exercise.steps,
      mistakes: exercise.mistakes,
      traits: exercise.traits,
      ...videoFor(choice, exercise, media),
      ...picturesFor(choice, exercise, media),
      dosage: choice.dosage,
      doseSentence: doseSentence(choice.dosage, { ...choice, phase, group }),
      why: choice.why,
      variation: choice.variation ?? null,
      level: choice.level ?? null,
      phase: choice.phase ?? null,
      groupName: choice.group ?? null,
      isOptional: choice.isOptional ?? false,
      isComfort: choice.isComfort ?? false,
      ...badDayOf(choice, { ...choice, phase, group }),
      note: choice.note ?? null,
      ...(weeksOfItem(choice.dosage, phase) as WeeksOfItem),
    };
  });
}

function badDayOf({ dosage, onBadDay = 'left_out', badDayDosage = null }: Choice, place: ItemPlace) {
  const badDaySentence = badDayDosage && doseSentence(badDayInFull(dosage, badDayDosage), place);
  return { onBadDay, badDayDosage, badDaySentence };
}

/** The clip, if the choice names one or a video that is one; undefined for a video on the web, and for none. */
function clipFor({ clipId, videoId }: Choice, { videos }: Teachable, media: MediaAtHand): Clip | undefined {
  const id = clipId ?? videos.find((one) => one.id === videoId)?.mediaId;
  return media.clips.find((clip) => clip.id === id);
}

function videoFor(choice: Choice, exercise: Teachable, media: MediaAtHand) {
  const clip = clipFor(choice, exercise, media);
  const linked = exercise.videos.find((one) => one.id === choice.videoId && one.mediaId === null);
  const video = clip
    ? { ...clip, provider: 'clinic' as const, ref: clip.id, captions: clip.captions.length > 0 }
    : linked;
  const address = video && videoAddress(video);
  return {
    videoProvider: video?.provider ?? null,
    videoRef: video?.ref ?? null,
    videoEmbedUrl: address?.embedUrl ?? null,
    videoWatchUrl: address?.watchUrl ?? null,
    videoTitle: video?.title ?? null,
    videoLanguage: video?.language ?? null,
    videoCaptions: video?.captions ?? null,
    clipId: clip?.id ?? null,
    posterId: clip?.posterId ?? null,
    captions: (clip?.captions ?? []).map(({ id, title, language }) => ({ id, title, language })),
  };
}

function picturesFor({ pictureIds }: Choice, { id }: Teachable, media: MediaAtHand) {
  const named = (pictureIds ?? []).map((one) => media.pictures.find((picture) => picture.id === one));
  const pictures: ShownPicture[] =
    pictureIds === undefined ? picturesOf(id, media) : named.filter((one) => one !== undefined).map(shown);
  return { pictures, ownPictures: pictureIds !== undefined };
}

function refuseUnavailableMedia(items: readonly Choice[], media: MediaAtHand): void {
  const faults = items.flatMap(({ videoId, clipId, pictureIds = [] }, index): FieldFault[] => {
    const at = `/items/${index}`;
    const refused = (pointer: string, code: string, detail: string) => ({
      pointer: at + pointer,
      code,
      detail,
    });
    const hasClip = !clipId || media.clips.some(({ id }) => id === clipId);
    return [
      ...(clipId && videoId ? [refused('/clipId', 'one_of', 'Choose one video.')] : []),
      ...(hasClip ? [] : [refused('/clipId', 'unavailable', 'There is no such video for this patient.')]),
      ...pictureIds.flatMap((id, place) =>
        media.pictures.some((picture) => picture.id === id)
          ? []
          : [refused(`/pictureIds/${place}`, 'unavailable', 'There is no such picture for this patient.')],
      ),
    ];
  });
  if (faults.length > 0) throw new AppError('prescription.exercise_unavailable', undefined, faults);
}

/** The choices behind a draft, to be taken again from the library as it reads now. */
export function choicesBehind(
  items: readonly PrescriptionItem[],
  library: readonly Teachable[],
  media: MediaAtHand = NO_MEDIA,
): Choice[] {
  return items.map((item) => ({
    exerciseId: item.exerciseId,
    ...videoBehind(item, library, media),
    ...picturesBehind(item, media),
    dosage: item.dosage,
    why: item.why,
    variation: item.variation,
    level: item.level,
    phase: item.phase,
    group: item.groupName,
    isOptional: item.isOptional,
    isComfort: item.isComfort,
    onBadDay: item.onBadDay,
    badDayDosage: item.badDayDosage,
    note: item.note,
  }));
}

/** A link or a clip that the clinic took away in the meantime is none: then the draft no longer reads as it would now. */
function videoBehind(item: PrescriptionItem, library: readonly Teachable[], { clips }: MediaAtHand) {
  const { videos = [] } = library.find((exercise) => exercise.id === item.exerciseId) ?? {};
  const { id } =
    videos.find((video) => video.provider === item.videoProvider && video.ref === item.videoRef) ?? {};
  if (id !== undefined) return { videoId: id, clipId: null };
  return { videoId: null, clipId: clips.some((clip) => clip.id === item.clipId) ? item.clipId : null };
}

function picturesBehind({ ownPictures, pictures }: PrescriptionItem, media: MediaAtHand) {
  if (!ownPictures) return {};
  const ids = pictures.map(({ id }) => id);
  return { pictureIds: ids.filter((id) => media.pictures.some((picture) => picture.id === id)) };
}

/** Which media a plan asks for, whether it names them or its exercises have them. */
export function mediaWanted(items: readonly GivenItem[], library: readonly Teachable[]) {
  const ofExercises = library.flatMap(({ videos }) => videos.flatMap(({ mediaId }) => mediaId ?? []));
  return {
    clipIds: [...items.flatMap(({ clipId }) => clipId ?? []), ...ofExercises],
    pictureIds: items.flatMap(({ pictureIds }) => pictureIds ?? []),
    exerciseIds: items.map(({ exerciseId }) => exerciseId),
  };
}

/** The same for items that were written before. */
export const mediaBehind = (items: readonly PrescriptionItem[]) =>
  items.map(({ exerciseId, clipId, pictures }) => ({
    exerciseId,
    why: '',
    clipId,
    pictureIds: pictures.map(({ id }) => id),
  }));

/**
 * What is issued is what was reviewed: throws prescription.library_changed, naming the items, when the library now says
 * something else than the draft.
 */
export function assertStillReads(drafted: readonly PrescriptionItem[], now: readonly Snapshot[]): void {
  const faults = drafted.flatMap((item, index): FieldFault[] => {
    const fresh = now[index] as Snapshot;
    const changed = REVIEWED.filter((field) => JSON.stringify(item[field]) !== JSON.stringify(fresh[field]));
    return changed.map((field) => ({
      pointer: `/draft/items/${index}/${field}`,
      code: 'changed',
      detail: 'The library says something else now.',
    }));
  });
  if (faults.length > 0) throw new AppError('prescription.library_changed', undefined, faults);
}

/** What the clinician reviewed of the library: what the patient will read, and the traits by which the rules judged. */
const REVIEWED = [
  'name',
  'pillar',
  'position',
  'equipment',
  'steps',
  'mistakes',
  'traits',
  'videoProvider',
  'videoWatchUrl',
  'videoTitle',
  'videoLanguage',
  'videoCaptions',
  'posterId',
  'captions',
  'pictures',
  'doseSentence',
  'badDaySentence',
] as const satisfies readonly (keyof Snapshot)[];
