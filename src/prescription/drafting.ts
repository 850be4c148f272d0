import { randomUUID } from 'node:crypto';
import { type Dosage, checkDosage } from '../dosage/dosage';
import { minutesPerDay } from '../dosage/dose-demand';
import { doseSentence } from '../dosage/dose-sentence';
import type { PrescribableExercise } from '../exercise/exercise.service';
import { videoAddress } from '../exercise/video-link';
import { AppError, type FieldFault } from '../http/errors';
import type { PrescriptionItem } from './prescription.entity';

/** What the clinician chose of one exercise. */
export interface Choice {
  exerciseId: string;
  videoId: string | null;
  dosage: Dosage;
  why: string;
}

type Taught = 'id' | 'name' | 'pillar' | 'position' | 'equipment' | 'steps' | 'mistakes' | 'traits';

/** What a snapshot takes of an exercise. */
export type Teachable = Pick<PrescribableExercise, Taught> & { videos: PrescribableExercise['videos'] };

/** An exercise of a live plan as the patient knows it, for when the library has retired it; without its video. */
export const asPrescribed = ({ exerciseId, ...item }: PrescriptionItem): Teachable => ({
  ...item,
  id: exerciseId,
  position: item.position as Teachable['position'],
  videos: [],
});

type Snapshot = Omit<PrescriptionItem, 'clinicId' | 'versionId'>;

/**
 * Turns choices into what the patient will be told, copied from the library as it reads now. Pure.
 * Throws prescription.exercise_unavailable, naming each exercise or video that is not there to be prescribed (a foreign
 * one looks like an absent one), and request.invalid for doses that cannot be meant.
 */
export function snapshot(choices: readonly Choice[], library: readonly Teachable[]): Snapshot[] {
  const known = new Map(library.map((exercise) => [exercise.id, exercise]));
  refuseUnavailable(choices, known);
  refuseImpossibleDoses(choices);
  refuseImpossibleDay(choices);
  return choices.map((choice, index) => {
    const exercise = known.get(choice.exerciseId) as Teachable;
    const video = exercise.videos.find((one) => one.id === choice.videoId);
    const address = video && videoAddress(video);
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
      videoProvider: video?.provider ?? null,
      videoRef: video?.ref ?? null,
      videoEmbedUrl: address?.embedUrl ?? null,
      videoWatchUrl: address?.watchUrl ?? null,
      videoTitle: video?.title ?? null,
      videoLanguage: video?.language ?? null,
      videoCaptions: video?.captions ?? null,
      dosage: choice.dosage,
      doseSentence: doseSentence(choice.dosage),
      why: choice.why,
    };
  });
}

/** The choices behind a draft, to be taken again from the library as it reads now. */
export function choicesBehind(items: readonly PrescriptionItem[], library: readonly Teachable[]): Choice[] {
  return items.map((item) => ({
    exerciseId: item.exerciseId,
    // a link that the clinic took away in the meantime: then the draft no longer reads as it would now
    videoId:
      library
        .find((exercise) => exercise.id === item.exerciseId)
        ?.videos.find((video) => video.provider === item.videoProvider && video.ref === item.videoRef)?.id ??
      null,
    dosage: item.dosage,
    why: item.why,
  }));
}

/**
 * What is issued is what was reviewed: throws prescription.library_changed, naming the items, when the library now says
 * something else than the draft.
 */
export function assertStillReads(drafted: readonly PrescriptionItem[], now: readonly Snapshot[]): void {
  const faults = drafted.flatMap((item, index): FieldFault[] => {
    const fresh = now[index] as Snapshot;
    const changed = READ_BY_THE_PATIENT.filter(
      (field) => JSON.stringify(item[field]) !== JSON.stringify(fresh[field]),
    );
    return changed.map((field) => ({
      pointer: `/draft/items/${index}/${field}`,
      code: 'changed',
      detail: 'The library says something else now.',
    }));
  });
  if (faults.length > 0) throw new AppError('prescription.library_changed', undefined, faults);
}

const READ_BY_THE_PATIENT = [
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
  'doseSentence',
] as const satisfies readonly (keyof Snapshot)[];

function refuseUnavailable(choices: readonly Choice[], known: ReadonlyMap<string, Teachable>): void {
  const faults = choices.flatMap((choice, index): FieldFault[] => {
    const exercise = known.get(choice.exerciseId);
    if (!exercise)
      return [unavailable(`/items/${index}/exerciseId`, 'This exercise is not published, or was retired.')];
    const hasVideo = choice.videoId === null || exercise.videos.some((video) => video.id === choice.videoId);
    return hasVideo ? [] : [unavailable(`/items/${index}/videoId`, 'This exercise has no such video.')];
  });
  if (faults.length > 0) throw new AppError('prescription.exercise_unavailable', undefined, faults);
}

const unavailable = (pointer: string, detail: string): FieldFault => ({
  pointer,
  code: 'unavailable',
  detail,
});

/** Eight hours: no home programme, but a slip of the keyboard. Whether less is still too much, the clinician decides. */
const MINUTES_A_DAY_MAX = 8 * 60;

function refuseImpossibleDay(choices: readonly Choice[]): void {
  const minutes = minutesPerDay(choices.map((choice) => choice.dosage));
  if (minutes <= MINUTES_A_DAY_MAX) return;
  const detail = `These doses together take about ${minutes} minutes a day; ${MINUTES_A_DAY_MAX} is the most.`;
  throw new AppError('request.invalid', undefined, [
    { pointer: '/items', code: 'dosage.day_too_long', detail },
  ]);
}

function refuseImpossibleDoses(choices: readonly Choice[]): void {
  const faults = choices.flatMap((choice, index) =>
    checkDosage(choice.dosage).map((fault) => ({
      ...fault,
      pointer: `/items/${index}/dosage${fault.pointer}`,
    })),
  );
  if (faults.length > 0) throw new AppError('request.invalid', undefined, faults);
}
