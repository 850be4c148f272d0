/**
 * The parts of a dose gathered, for whatever counts or compares them, so that nobody forgets one: a cool-down, or the pause at
 * the top of a repetition.
 */
import type { Dosage, IntervalSpec, IntervalStep, SetSpec, Tempo } from './dosage';

/** Of all its sessions, whichever weeks they are for. */
export const setsOf = ({ sessions }: Dosage): SetSpec[] => sessions.flatMap(({ sets = [] }) => sets);

/** In the order in which they are done; groups are not taken apart. */
export const stepsOf = ({ warmUp, steps, coolDown }: IntervalSpec): IntervalStep[] =>
  [warmUp, ...steps, coolDown].filter((step) => step !== undefined);

/** Of one repetition, as far as they are written; a word has none. */
export const secondsOfTempo = ({
  eccentricSeconds = 0,
  pauseSeconds = 0,
  concentricSeconds = 0,
  topPauseSeconds = 0,
}: Tempo = {}): number => eccentricSeconds + pauseSeconds + concentricSeconds + topPauseSeconds;
