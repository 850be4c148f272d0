/**
 * Walking, running and the like in words for the patient: warm-up, what is repeated how often, cool-down. What is repeated
 * is a sentence of its own, and what is repeated within it is told before, as round A, B and so on: nobody has to keep
 * brackets in mind.
 */
import type { BoutMode, EffortWord, Intensity, IntervalSpec, IntervalStep } from '../dosage';
import type { DoseWords } from './dose-words';
import { surfaceSentence } from './manner-sentence';
import { amountWords, capitalised, counted, duration, durationOf, inTurn, times } from './quantity-words';

type Why = 'warm_up' | 'cool_down' | null;

/** What is done, with what is said before and after it. */
export function intervalSentences(
  words: DoseWords,
  intervals: IntervalSpec,
): {
  first: string[];
  done: string;
  then: string[];
} {
  const { warmUp, steps, coolDown, totalSeconds, surface } = intervals;
  const rounds = new Rounds(words);
  const warmingUp = warmUp && rounds.told([warmUp], 'warm_up');
  const done = rounds.told(steps, null);
  const coolingDown = coolDown && rounds.told([coolDown], 'cool_down');
  return {
    first: warmingUp ? [warmingUp] : [],
    done,
    then: [
      ...(coolingDown ? [coolingDown] : []),
      ...(totalSeconds ? [words.say('all_takes', { duration: durationOf(words, totalSeconds) })] : []),
      ...(surface ? [surfaceSentence(words, surface)] : []),
    ],
  };
}

/** The names of what is repeated within a repetition: each is given once in a session. */
class Rounds {
  private named = 0;

  constructor(private readonly words: DoseWords) {}

  /** Steps in their order as whole sentences, the rounds in them before. */
  told(steps: IntervalStep[], why: Why): string {
    const { words } = this;
    const before: string[] = [];
    const sentences = inSentences(steps).map((together) =>
      together.map((step) =>
        step.steps
          ? words.say('do_this', {
              times: times(words, step.repeats ?? 1),
              what: this.inARow(step.steps, before),
            })
          : boutWords(words, step),
      ),
    );
    const said = sentences.map((together, at) => {
      const what = inTurn(words, together);
      if (at > 0) return words.say('then', { what });
      return why === null ? what : words.say(why, { what });
    });
    return [...before, ...said].map((one) => words.say('sentence', { said: capitalised(one) })).join(' ');
  }

  /** What is done within a repetition; the rounds in it are added to `before`, the innermost first. */
  private inARow(steps: IntervalStep[], before: string[]): string {
    const { words } = this;
    const said = steps.map((step) => {
      if (!step.steps) return boutWords(words, step);
      const what = this.inARow(step.steps, before);
      const round = letters(this.named++);
      before.push(words.say('round', { round, what }));
      return words.say('do_round', { round, times: times(words, step.repeats ?? 1) });
    });
    return inTurn(words, said);
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

function boutWords(words: DoseWords, { mode, seconds, metres, intensity }: IntervalStep): string {
  const far = metres === undefined ? '' : words.say('bout.far', { metres: counted(words, metres, 'metres') });
  const long =
    seconds === undefined
      ? ''
      : words.say(far ? 'bout.in' : 'bout.for', { duration: durationOf(words, seconds) });
  const effort = intensity ? intensityWords(words, intensity) : '';
  return words.say('bout', { mode: words.say(`mode.${mode as BoutMode}`), far, long, effort });
}

function intensityWords(words: DoseWords, { kind, value, word }: Intensity): string {
  if (kind === 'words') return words.say(`bout.${word as EffortWord}`);
  const { exact, min = 0, max = 0 } = value ?? {};
  if (kind === 'pace') {
    const pace =
      exact === undefined
        ? words.say('duration_range', { min: duration(words, min), max: duration(words, max) })
        : duration(words, exact);
    return words.say('bout.pace', { pace });
  }
  return words.say(`bout.${kind}`, { number: amountWords(words, value ?? {}) });
}
