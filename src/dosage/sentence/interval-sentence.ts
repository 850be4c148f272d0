/**
 * Walking, running and the like in words for the patient: warm-up, what is repeated how often, cool-down. What is repeated
 * is a sentence of its own, and what is repeated within it is told before, as round A, B and so on: nobody has to keep
 * brackets in mind.
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
  const rounds = new Rounds();
  const warmingUp = warmUp && rounds.told([warmUp], 'to warm up, ');
  const done = rounds.told(steps, '');
  const coolingDown = coolDown && rounds.told([coolDown], 'to cool down, ');
  return {
    first: warmingUp ? [warmingUp] : [],
    done,
    then: [
      ...(coolingDown ? [coolingDown] : []),
      ...(totalSeconds ? [`All of it takes ${durationOf(totalSeconds)}.`] : []),
      ...(surface ? [surfaceSentence(surface)] : []),
    ],
  };
}

/** The names of what is repeated within a repetition: each is given once in a session. */
class Rounds {
  private named = 0;

  /** Steps in their order as whole sentences, the rounds in them before. `why`: "to warm up, ". */
  told(steps: IntervalStep[], why: string): string {
    const before: string[] = [];
    const sentences = inSentences(steps).map((together) =>
      together.map((step) =>
        step.steps
          ? `do this ${times(step.repeats ?? 1)}: ${this.inARow(step.steps, before)}`
          : boutWords(step),
      ),
    );
    const said = sentences.map((together, at) => `${at === 0 ? why : 'then '}${together.join(', then ')}`);
    return [...before, ...said].map((one) => `${capitalised(one)}.`).join(' ');
  }

  /** What is done within a repetition; the rounds in it are added to `before`, the innermost first. */
  private inARow(steps: IntervalStep[], before: string[]): string {
    const words = steps.map((step) => {
      if (!step.steps) return boutWords(step);
      const inside = this.inARow(step.steps, before);
      const name = letters(this.named++);
      before.push(`round ${name}: ${inside}`);
      return `do round ${name} ${times(step.repeats ?? 1)}`;
    });
    return words.join(', then ');
  }
}

/** What is repeated stands alone, so that it is plain where it ends. */
function inSentences(steps: IntervalStep[]): IntervalStep[][] {
  const sentences: IntervalStep[][] = [];
  for (const step of steps) {
    const last = sentences.at(-1);
    if (last && !step.steps && !last[0]?.steps) last.push(step);
    else sentences.push([step]);
  }
  return sentences;
}

/** A to Z, then AA, AB and so on. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
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
      return ` in training zone ${number}, where 1 is the easiest and 5 the hardest`;
    case 'watts':
      return ` at ${number} watts`;
    case 'percent_max_heart_rate':
      return ` so that your heart beats at ${number}% of the fastest that it can`;
  }
}
