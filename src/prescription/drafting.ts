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
import { type Choice, type GivenPlan, partNamed } from '../plan/plan';
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
 * Throws what `wholePlan` throws.
 */
export function snapshot(given: GivenPlan, library: readonly Teachable[]): Snapshot[] {
  const plan = wholePlan(given, library, 'prescription');
  const known = new Map(library.map((exercise) => [exercise.id, exercise]));
  return plan.items.map((choice, index) => {
    const phase = partNamed(plan.phases, choice.phase);
    const group = partNamed(plan.groups, choice.group);
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
  'doseSentence',
  'badDaySentence',
] as const satisfies readonly (keyof Snapshot)[];
