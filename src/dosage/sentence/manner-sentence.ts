/**
 * How a set is done, in words for the patient: with what load, how fast, how hard, how far, with what help and on what. One
 * short sentence for each; words of the trade are explained, never used.
 */
import type { Band, Effort, EffortWord, Load, MovementRange, SetSpec, Surface, Tempo } from '../dosage';
import type { DoseWords } from './dose-words';
import { amountWords, counted } from './quantity-words';

const MANNERS = ['load', 'tempo', 'contraction', 'range', 'effort', 'assistance', 'surface'] as const;
export type MannerField = (typeof MANNERS)[number];
export type Manner = Pick<SetSpec, MannerField>;

/** Of what is said of the manner, in the order in which a patient needs it. */
export function mannerSentences(words: DoseWords, manner: Manner): string[] {
  const { load, tempo, contraction, range, effort, assistance, surface } = manner;
  return [
    load && loadSentence(words, load),
    tempo && tempoSentence(words, tempo),
    contraction && words.say(`contraction.${contraction}`),
    range && rangeSentence(words, range),
    effort && effortSentence(words, effort),
    assistance && words.say(`help.${assistance}`),
    surface && surfaceSentence(words, surface),
  ].filter((said) => said !== undefined);
}

/** What all of these have alike, and what is left of each. */
export function commonManner<T extends Manner>(all: T[]): { common: Manner; own: T[] } {
  const alike = MANNERS.filter(
    (field) => new Set(all.map((one) => JSON.stringify(one[field]))).size === 1 && all[0]?.[field],
  );
  const common = Object.fromEntries(alike.map((field) => [field, all[0]?.[field]])) as Manner;
  const own = all.map((one) => ({ ...one, ...Object.fromEntries(alike.map((field) => [field, undefined])) }));
  return { common, own };
}

function loadSentence(words: DoseWords, load: Load): string {
  const { kind, kg, percent, reps, setting, band } = load;
  switch (kind) {
    case 'bodyweight':
      return words.say('load.bodyweight');
    case 'weight':
    case 'ankle_weight':
    case 'added':
      return words.say(`load.${kind}`, { kg: words.number(kg as number) });
    case 'machine':
      return kg === undefined
        ? words.say('load.machine_step', { setting: words.number(setting as number) })
        : words.say('load.machine_kg', { kg: words.number(kg) });
    case 'percent_1rm':
    case 'percent_body_weight':
      return words.say(`load.${kind}`, { percent: words.number(percent as number) });
    case 'rep_max':
      return words.say('load.rep_max', { times: counted(words, reps as number, 'time_count') });
    case 'band':
      return bandSentence(words, band as Band);
  }
}

function bandSentence(words: DoseWords, { material, colour, brand, anchor }: Band): string {
  const made = words.say(`band.${material}`);
  const band =
    colour === undefined
      ? made
      : words.say('band.coloured', { colour: words.say(`colour.${colour}`), band: made });
  return words.say('load.band', {
    band: words.say(/^[aeiou]/.test(band) ? 'band.an' : 'band.a', { band }),
    brand: brand === undefined ? '' : words.say('band.brand', { brand }),
    anchor: anchor ? words.say(`anchor.${anchor}`) : '',
  });
}

function tempoSentence(words: DoseWords, tempo: Tempo): string {
  const { word, concentricSeconds, topPauseSeconds, eccentricSeconds, pauseSeconds } = tempo;
  if (word !== undefined) return words.say(`tempo.${word}`);
  const isWithoutPause = topPauseSeconds === 0 && pauseSeconds === 0;
  const inSeconds = (seconds: number) => ({ seconds: counted(words, seconds, 'seconds') });
  // a pause of no seconds is said too: left out, it is left open
  const pause = (at: 'at_top' | 'below', seconds: number | undefined) => {
    if (isWithoutPause || seconds === undefined) return undefined;
    return seconds === 0
      ? words.say(`tempo.no_wait_${at}`)
      : words.say(`tempo.wait_${at}`, inSeconds(seconds));
  };
  return [
    concentricSeconds && words.say('tempo.lift', inSeconds(concentricSeconds)),
    pause('at_top', topPauseSeconds),
    eccentricSeconds && words.say('tempo.lower', inSeconds(eccentricSeconds)),
    pause('below', pauseSeconds),
    isWithoutPause && words.say('tempo.no_pause'),
  ]
    .filter(Boolean)
    .join(' ');
}

function effortSentence(words: DoseWords, { scale, value, word }: Effort): string {
  if (scale === 'words') return words.say(`effort.${word as EffortWord}`);
  const number = amountWords(words, value ?? {});
  if (scale !== 'reps_in_reserve') return words.say(`effort.${scale}`, { number });
  return number === '0' ? words.say('effort.none_left') : words.say('effort.more_left', { number });
}

function rangeSentence(words: DoseWords, { kind, fromDegrees = 0, toDegrees = 0 }: MovementRange): string {
  if (kind !== 'degrees') return words.say(`range.${kind}`);
  if (fromDegrees < 0 || toDegrees < 0) {
    return words.say('range.angles', { from: angle(words, fromDegrees), to: angle(words, toDegrees) });
  }
  return words.say('range.degrees', { from: words.number(fromDegrees), to: words.number(toDegrees) });
}

function angle(words: DoseWords, degrees: number): string {
  return words.say(degrees < 0 ? 'angle.below' : 'angle.above', { degrees: words.number(Math.abs(degrees)) });
}

export function surfaceSentence(words: DoseWords, surface: Surface): string {
  return words.say(`surface.${surface}`);
}
