/**
 * Walking, running and the like in words for the patient: warm-up, what is repeated how often, cool-down. What is repeated
 * within a repetition stands in brackets, so that it is plain what belongs together.
 */
import type { BoutMode, EffortWord, Intensity, IntervalSpec, IntervalStep } from '../dosage';
import { EFFORT_WORD, surfaceSentence } from './manner-sentence';
import { amountWords, capitalised, counted, duration, durationOf, times } from './quantity-words';

const MODE: Record<BoutMode, string> = {
  walk: 'walk',
  brisk_walk: 'walk fast',
  jog: 'jog',
  run: 'run',
  stride: 'stride out',
  sprint: 'sprint',
  cycle: 'cycle',
  swim: 'swim',
  row: 'row',
  rest: 'rest',
};

/** What is done, with what is said before and after it. */
export function intervalSentences(intervals: IntervalSpec): {
  first: string[];
  done: string;
  then: string[];
} {
  const { warmUp, steps, coolDown, totalSeconds, surface } = intervals;
  return {
    first: warmUp ? [`To warm up, ${stepWords(warmUp)}.`] : [],
    done: `${capitalised(steps.map(stepWords).join(', then '))}.`,
    then: [
      ...(coolDown ? [`To cool down, ${stepWords(coolDown)}.`] : []),
      ...(totalSeconds ? [`All of it takes ${durationOf(totalSeconds)}.`] : []),
      ...(surface ? [surfaceSentence(surface)] : []),
    ],
  };
}

function stepWords(step: IntervalStep): string {
  return step.steps ? `do this ${repeated(step, step.steps)}` : boutWords(step);
}

function repeated({ repeats = 1 }: IntervalStep, steps: IntervalStep[]): string {
  const inner = steps.map((one) => (one.steps ? repeated(one, one.steps) : boutWords(one)));
  return `${times(repeats)} (${inner.join(', then ')})`;
}

function boutWords({ mode, seconds, metres, intensity }: IntervalStep): string {
  const far = metres === undefined ? '' : ` ${counted(metres, 'metre')}`;
  const long = seconds === undefined ? '' : ` ${far ? 'in' : 'for'} ${durationOf(seconds)}`;
  return `${MODE[mode as BoutMode]}${far}${long}${intensity ? intensityWords(intensity) : ''}`;
}

function intensityWords({ kind, value, word }: Intensity): string {
  if (kind === 'words') return ` so that it feels ${EFFORT_WORD[word as EffortWord]}`;
  const { exact, min, max } = value ?? {};
  if (kind === 'pace') {
    const pace = exact === undefined ? `${duration(min ?? 0)} to ${duration(max ?? 0)}` : duration(exact);
    return `, each kilometre in ${pace}`;
  }
  const number = amountWords(value ?? {});
  switch (kind) {
    case 'percent_pace':
      return ` at ${number}% of your usual speed`;
    case 'rpe_10':
      return ` with an effort of ${number} out of 10`;
    case 'zone':
      return ` in training zone ${number}`;
    case 'watts':
      return ` at ${number} watts`;
    case 'percent_max_heart_rate':
      return ` at ${number}% of your top heart rate`;
  }
}
