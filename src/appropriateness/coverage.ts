/**
 * What a plan covers of the core, which is more than the abdominals: hips, glutes, hamstrings and abdominals carry a runner, and
 * where they are weak the low back picks up the slack. Only strength and balance cover a group; a stretch of it does not.
 */
import type { Pillar } from '../exercise/traits';
import { CORE_GROUPS, type CoreGroup } from '../finding/findings';

/**
 * The core groups of each muscle word of the library; muscles outside the core have none [general knowledge]. A word that
 * stands here with none was looked at; one that does not stand here is not known, and covers nothing.
 */
export const CORE_GROUPS_OF_MUSCLE: Readonly<Record<string, readonly CoreGroup[]>> = {
  abdominals: ['abdominals'],
  'rectus abdominis': ['abdominals'],
  'transversus abdominis': ['abdominals'],
  obliques: ['abdominals'],
  glutes: ['glutes'],
  'gluteus maximus': ['glutes'],
  // it holds the pelvis level: a buttock muscle that is trained as the side of the hip
  'gluteus medius': ['hips', 'glutes'],
  'external rotators': ['hips'],
  'hip flexors': ['hips'],
  iliopsoas: ['hips'],
  piriformis: ['hips'],
  abductors: ['hips'],
  adductors: ['hips'],
  hamstrings: ['hamstrings'],
  calves: [],
  chest: [],
  foot: [],
  gastrocnemius: [],
  lats: [],
  'low back': [],
  'lower back': [],
  'lumbar joints': [],
  'quadratus lumborum': [],
  quadriceps: [],
  'rectus femoris': [],
  'sciatic nerve': [],
  shoulders: [],
  soleus: [],
  'spinal extensors': [],
  'thoracic spine': [],
  // a run asks everything of everybody and trains nothing in particular
  'whole body': [],
};

/** As far as coverage asks an exercise. */
export interface Worker {
  id: string;
  name: string;
  pillar: Pillar;
  muscles: readonly string[];
}

export interface GroupCoverage {
  group: CoreGroup;
  strengthenedBy: { exerciseId: string; name: string }[];
  /** Moves or stretches it, which does not make it strong. */
  movedBy: { exerciseId: string; name: string }[];
}

const STRENGTHENING: readonly Pillar[] = ['strengthen', 'balance'];

export const strengthens = ({ pillar }: Pick<Worker, 'pillar'>): boolean => STRENGTHENING.includes(pillar);

export function coreGroupsOf({ muscles }: Pick<Worker, 'muscles'>): CoreGroup[] {
  return CORE_GROUPS.filter((group) =>
    muscles.some((muscle) => CORE_GROUPS_OF_MUSCLE[muscle.toLowerCase()]?.includes(group)),
  );
}

/** One entry for each core group, covered or not. */
export function coverageOf(exercises: readonly Worker[]): GroupCoverage[] {
  return CORE_GROUPS.map((group) => {
    const working = exercises.filter((exercise) => coreGroupsOf(exercise).includes(group));
    const named = (of: readonly Worker[]) => of.map(({ id, name }) => ({ exerciseId: id, name }));
    return {
      group,
      strengthenedBy: named(working.filter(strengthens)),
      movedBy: named(working.filter((exercise) => !strengthens(exercise))),
    };
  });
}
