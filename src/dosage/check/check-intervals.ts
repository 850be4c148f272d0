/** What contradicts itself in the intervals of one session. Expects intervals of a sound shape. */
import { plus, spanOf } from '../amount';
import { DOSAGE_BOUNDS } from '../bounds';
import type { DosageFault, IntervalSpec, IntervalStep } from '../dosage';
import { stepsOf } from '../parts-of-dose';
import { secondsOfStep } from '../session-work';
import { contradictionsAt } from './shape';

const GROUPS_DEEP = 3;

export function checkIntervals(intervals: IntervalSpec, pointer: string): DosageFault[] {
  const { warmUp, steps, coolDown } = intervals;
  const all = steps.flatMap(bouts);
  const tooMany = countOf(steps) > DOSAGE_BOUNDS.steps.max;
  return [
    ...(warmUp ? checkStep(warmUp, `${pointer}/warmUp`, 1) : []),
    ...steps.flatMap((step, index) => checkStep(step, `${pointer}/steps/${index}`, 1)),
    ...(coolDown ? checkStep(coolDown, `${pointer}/coolDown`, 1) : []),
    ...contradictionsAt(pointer, [
      [tooMany, 'steps', `All steps together must be at most ${DOSAGE_BOUNDS.steps.max}.`],
      [
        all.length > 0 && all.every(({ mode }) => mode === 'rest'),
        'steps',
        'Nothing but rest is no exercise.',
      ],
    ]),
    ...checkTotal(intervals, pointer),
  ];
}

function checkStep(step: IntervalStep, pointer: string, depth: number): DosageFault[] {
  const { mode, metres, intensity, repeats, steps = [] } = step;
  const isRest = mode === 'rest';
  const tooDeep = repeats !== undefined && depth > GROUPS_DEEP;
  return [
    ...contradictionsAt(pointer, [
      [isRest && metres !== undefined, 'metres', 'Rest covers no distance; give seconds.'],
      [isRest && intensity !== undefined, 'intensity', 'Rest has no intensity.'],
      [tooDeep, 'steps', `Groups may stand within groups, but at most ${GROUPS_DEEP} deep.`],
    ]),
    ...(tooDeep
      ? []
      : steps.flatMap((inner, index) => checkStep(inner, `${pointer}/steps/${index}`, depth + 1))),
  ];
}

/** Distances take as long as they take, so the total bounds them only from above. */
function checkTotal(intervals: IntervalSpec, pointer: string): DosageFault[] {
  const { totalSeconds } = intervals;
  if (!totalSeconds) return [];
  const all = stepsOf(intervals);
  const timed = plus(...all.map((step) => secondsOfStep(withoutDistances(step))));
  const isAllTimed = all.flatMap(bouts).every(({ metres }) => metres === undefined);
  const total = spanOf(totalSeconds);
  return contradictionsAt(pointer, [
    [timed.min > total.max, 'totalSeconds', 'The steps take longer than the whole.'],
    [isAllTimed && timed.max < total.min, 'totalSeconds', 'The steps do not fill the whole.'],
  ]);
}

const bouts = (step: IntervalStep): IntervalStep[] => step.steps?.flatMap(bouts) ?? [step];
const countOf = (steps: readonly IntervalStep[]): number =>
  steps.reduce((sum, step) => sum + 1 + countOf(step.steps ?? []), 0);

const withoutDistances = (step: IntervalStep): IntervalStep => ({
  ...step,
  ...(step.metres === undefined ? {} : { metres: 0 }),
  ...(step.steps && { steps: step.steps.map(withoutDistances) }),
});
