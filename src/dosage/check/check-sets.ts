/** What contradicts itself in the sets of one session. Expects sets of a sound shape. */
import { repsOf, spanOf, spanOr0 } from '../amount';
import { DOSAGE_BOUNDS, MAXIMAL_EFFORT_SECONDS_MAX, REPS_OUT_OF_REACH } from '../bounds';
import type { DosageFault, Effort, Load, SetSpec, Side } from '../dosage';
import { secondsOfTempo } from '../parts-of-dose';
import { type Contradiction, contradictionsAt, missing } from './shape';

export function checkSets(sets: readonly SetSpec[], side: Side, pointer: string): DosageFault[] {
  return [
    ...sets.flatMap((set, index) => {
      const at = `${pointer}/${index}`;
      return [
        ...saysNothing(set, at),
        ...contradictionsAt(at, ofReps(set)),
        ...contradictionsAt(at, ofTime(set)),
        ...contradictionsAt(at, ofRest(set, index === sets.length - 1)),
        ...contradictionsAt(at, ofStyle(set)),
        ...contradictionsAt(at, ofLoad(set)),
        ...contradictionsAt(at, ofEffort(set)),
        ...contradictionsAt(at, [
          [
            set.side !== undefined && side !== 'each_side',
            'side',
            'Only a dose on each side can differ between left and right.',
          ],
        ]),
      ];
    }),
    ...swapsSides(sets, side),
  ];
}

function saysNothing({ reps, holdSeconds, timeSeconds, distanceMetres }: SetSpec, at: string): DosageFault[] {
  const says = [reps, holdSeconds, timeSeconds, distanceMetres].some((part) => part !== undefined);
  const detail = 'Please say what a set consists of: reps, a hold, a time or a distance.';
  return says ? [] : [missing(`${at}/reps`, detail)];
}

function ofReps({ reps, repUnit, holdSeconds, distanceMetres }: SetSpec): Contradiction[] {
  const isStep = repUnit === 'step';
  const isBreath = repUnit === 'breath';
  return [
    [isStep && !reps, 'repUnit', 'Say how many steps.'],
    [isBreath && !reps, 'repUnit', 'Say how many breaths.'],
    [isStep && distanceMetres !== undefined, 'distanceMetres', 'Choose steps or a distance, not both.'],
    [isBreath && distanceMetres !== undefined, 'distanceMetres', 'A breath covers no distance.'],
    [isStep && holdSeconds !== undefined, 'holdSeconds', 'A step cannot be held.'],
    [isBreath && holdSeconds !== undefined, 'holdSeconds', 'A breath lasts as long as it lasts.'],
    [
      !isStep && !isBreath && holdSeconds !== undefined && distanceMetres !== undefined,
      'distanceMetres',
      'Choose a hold or a distance, not both.',
    ],
  ];
}

function ofTime(set: SetSpec): Contradiction[] {
  const { reps, holdSeconds, timeSeconds, distanceMetres, tempo } = set;
  if (!timeSeconds) return [];
  const aRep = spanOr0(holdSeconds).min + secondsOfTempo(tempo);
  return [
    [
      !reps && holdSeconds !== undefined,
      'timeSeconds',
      'Say how many holds there are in that time, or give only one of the two.',
    ],
    [
      !reps && distanceMetres !== undefined,
      'timeSeconds',
      'Say how many times that distance, or give only one of the two.',
    ],
    [
      reps !== undefined && repsOf(set).min * aRep > spanOr0(timeSeconds).max,
      'timeSeconds',
      'The reps alone take longer than the set.',
    ],
  ];
}

function ofRest(set: SetSpec, isLast: boolean): Contradiction[] {
  return [
    [
      set.restBetweenRepsSeconds !== undefined && !(set.reps && repsOf(set).max > 1),
      'restBetweenRepsSeconds',
      'Rest between reps needs 2 reps or more.',
    ],
    [
      set.restAfterSet !== undefined && isLast && set.count === 1,
      'restAfterSet',
      'Rest lies between sets, and no set follows this one.',
    ],
  ];
}

function ofStyle({ reps, repUnit, holdSeconds, timeSeconds, tempo, contraction, effort, range }: SetSpec) {
  const seconds = tempo !== undefined && tempo.word === undefined;
  const isStill = contraction === 'isometric';
  const checks: Contradiction[] = [
    [seconds && secondsOfTempo(tempo) === 0, 'tempo', 'A tempo of no seconds at all cannot be moved.'],
    [seconds && repUnit === 'breath', 'tempo', 'A breath has no tempo in seconds.'],
    [seconds && isStill, 'tempo', 'Without movement there is no tempo in seconds.'],
    [
      isStill && holdSeconds === undefined && timeSeconds === undefined,
      'contraction',
      'An isometric set needs a hold or a time.',
    ],
    [
      effort?.scale === 'reps_in_reserve' && !reps,
      'effort',
      'Reps in reserve can only be kept where reps are counted.',
    ],
    [
      range?.kind === 'degrees' && range.fromDegrees === range.toDegrees,
      'range',
      'A range of movement needs two different angles.',
    ],
  ];
  return checks;
}

/** Between reps, less than this is a breath. */
const SECONDS_OF_REST = 5;

function ofLoad(set: SetSpec): Contradiction[] {
  const { kind, kg, setting, percent = 0, reps: repMax = Infinity }: Partial<Load> = set.load ?? {};
  const isRunningOn = set.reps !== undefined && spanOr0(set.restBetweenRepsSeconds).max < SECONDS_OF_REST;
  const reach = REPS_OUT_OF_REACH.find(({ fromPercent }) => percent >= fromPercent)?.reps ?? Infinity;
  const isOutOfReach = kind === 'percent_1rm' && set.repUnit !== 'step' && repsOf(set).min > reach;
  return [
    [
      kind === 'machine' && (kg === undefined) === (setting === undefined),
      'load',
      'A machine needs either kg or the setting on its plate.',
    ],
    [
      isRunningOn && (repsOf(set).min > repMax || isOutOfReach),
      'reps',
      'These are more reps than this load can be lifted without rest.',
    ],
  ];
}

function ofEffort({ effort, holdSeconds, timeSeconds }: SetSpec): Contradiction[] {
  const isTooLong = (seconds: number) => isMaximal(effort) && seconds > MAXIMAL_EFFORT_SECONDS_MAX;
  const detail = `Nobody can do all they can for more than ${MAXIMAL_EFFORT_SECONDS_MAX / 60} minutes.`;
  return [
    [isTooLong(spanOr0(holdSeconds).max), 'holdSeconds', detail],
    [isTooLong(spanOr0(timeSeconds).max), 'timeSeconds', detail],
  ];
}

function isMaximal({ scale, value }: Partial<Effort> = {}): boolean {
  if (!value) return false;
  const { min, max } = spanOf(value);
  if (scale === 'reps_in_reserve') return max === 0;
  return min === (scale === 'rpe_10' ? DOSAGE_BOUNDS.rpe10.max : DOSAGE_BOUNDS.rpe20.max);
}

function swapsSides(sets: readonly SetSpec[], side: Side): DosageFault[] {
  if (side !== 'alternate') return [];
  const goesOn = sets.some(({ distanceMetres, timeSeconds }) => distanceMetres ?? timeSeconds);
  const reps = sets.reduce((sum, set) => sum + set.count * repsOf(set).max, 0);
  return contradictionsAt('', [[!goesOn && reps < 2, 'side', 'Swapping sides needs at least 2 reps.']]);
}
