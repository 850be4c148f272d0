/**
 * How a set is done, in words for the patient: with what load, how fast, how hard, how far, with what help and on what. One
 * short sentence for each; words of the trade are explained, never used.
 */
import type {
  Assistance,
  Band,
  BandAnchor,
  Contraction,
  Effort,
  EffortWord,
  Load,
  MovementRange,
  SetSpec,
  Surface,
  Tempo,
  TempoWord,
} from '../dosage';
import { amountWords, counted } from './quantity-words';

const MANNERS = ['load', 'tempo', 'contraction', 'range', 'effort', 'assistance', 'surface'] as const;
export type MannerField = (typeof MANNERS)[number];
export type Manner = Pick<SetSpec, MannerField>;

/** Of what is said of the manner, in the order in which a patient needs it. */
export function mannerSentences(manner: Manner): string[] {
  const { load, tempo, contraction, range, effort, assistance, surface } = manner;
  return [
    load && loadSentence(load),
    tempo && tempoSentence(tempo),
    contraction && CONTRACTION[contraction],
    range && rangeSentence(range),
    effort && effortSentence(effort),
    assistance && ASSISTANCE[assistance],
    surface && surfaceSentence(surface),
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

function loadSentence({ kind, kg, percent, reps, setting, band }: Load): string {
  switch (kind) {
    case 'bodyweight':
      return 'Use only the weight of your body.';
    case 'weight':
      return `Use a weight of ${kg} kg.`;
    case 'ankle_weight':
      return `Wear an ankle weight of ${kg} kg.`;
    case 'added':
      return `Add ${kg} kg to the weight of your body.`;
    case 'machine':
      return `Set the machine to ${kg === undefined ? `step ${setting}` : `${kg} kg`}.`;
    case 'percent_1rm':
      return `Lift about ${percent}% of what you could lift just once.`;
    case 'percent_body_weight':
      return `Use a weight of about ${percent}% of what you weigh.`;
    case 'rep_max':
      return `Use a weight that you can lift ${counted(reps as number, 'time')} and not once more.`;
    case 'band':
      return bandSentence(band as Band);
  }
}

const ANCHOR: Record<BandAnchor, string> = {
  door: 'fixed in a door',
  post: 'fixed to a post',
  foot: 'round one foot',
  hands: 'held in both hands',
  above_knees: 'round your legs above the knees',
  ankles: 'round your ankles',
  feet: 'round both feet',
};

function bandSentence({ material, colour, brand, anchor }: Band): string {
  const made = { latex: 'latex band', latex_free: 'latex-free band', unknown: 'band' }[material];
  const band = [colour, made].filter(Boolean).join(' ');
  const article = /^[aeiou]/.test(band) ? 'an' : 'a';
  const by = brand === undefined ? '' : ` by ${brand}`;
  return `Use ${article} ${band}${by}${anchor ? `, ${ANCHOR[anchor]}` : ''}.`;
}

const TEMPO: Record<TempoWord, string> = {
  slow: 'Move slowly.',
  controlled: 'Keep each move under control.',
  fast: 'Move fast.',
};

function tempoSentence(tempo: Tempo): string {
  const { word, concentricSeconds, topPauseSeconds, eccentricSeconds, pauseSeconds } = tempo;
  if (word !== undefined) return TEMPO[word];
  const isWithoutPause = topPauseSeconds === 0 && pauseSeconds === 0;
  return [
    concentricSeconds && `Take ${counted(concentricSeconds, 'second')} to lift or push.`,
    !isWithoutPause && pauseBefore('you lower or let go', topPauseSeconds),
    eccentricSeconds && `Take ${counted(eccentricSeconds, 'second')} to lower or let go.`,
    !isWithoutPause && pauseBefore('you lift or push again', pauseSeconds),
    isWithoutPause && 'Keep moving without a pause.',
  ]
    .filter(Boolean)
    .join(' ');
}

/** A pause of no seconds is said too: left out, it is left open. */
function pauseBefore(next: string, seconds: number | undefined): string | undefined {
  if (seconds === undefined) return undefined;
  return seconds === 0 ? `Do not wait before ${next}.` : `Wait ${counted(seconds, 'second')} before ${next}.`;
}

const CONTRACTION: Record<Contraction, string> = {
  concentric: 'Make an effort only as you lift or push.',
  eccentric: 'Make an effort only on the way back, as you lower or let go.',
  isometric: 'Tense up, but do not move.',
  mixed: 'Make an effort both ways: as you lift or push, and as you lower or let go.',
};

function effortSentence({ scale, value, word }: Effort): string {
  if (scale === 'words') return `It should feel ${EFFORT_WORD[word as EffortWord]}.`;
  const number = amountWords(value ?? {});
  switch (scale) {
    case 'rpe_10':
      return `Your effort should feel like ${number} out of 10.`;
    case 'rpe_20':
      return `Your effort should feel like ${number}, where 6 is none and 20 is all you have.`;
    case 'reps_in_reserve':
      return number === '0'
        ? 'Go on until you could not do one more.'
        : `Stop when you could still do ${number} more.`;
  }
}

/** Also of running, so without a word for what is done. */
export const EFFORT_WORD: Record<EffortWord, string> = {
  easy: 'easy',
  moderate: 'a little hard',
  hard: 'hard',
};

function rangeSentence({ kind, fromDegrees, toDegrees }: MovementRange): string {
  switch (kind) {
    case 'full':
      return 'Move as far as you can.';
    case 'pain_free':
      return 'Move only as far as it does not hurt.';
    case 'middle':
      return 'Stay in the middle part of the move.';
    case 'degrees':
      return (
        `Move the joint from ${angles(fromDegrees, toDegrees)}. A right angle is 90 degrees. ` +
        'Ask us if you are not sure how far that is.'
      );
  }
}

function angles(from = 0, to = 0): string {
  return from < 0 || to < 0 ? `${angle(from)} to ${angle(to)}` : `${from} to ${to} degrees`;
}

const angle = (degrees: number): string =>
  degrees < 0 ? `${-degrees} degrees below zero` : `${degrees} degrees`;

const ASSISTANCE: Record<Assistance, string> = {
  fingertip_support: 'Hold on with your fingertips.',
  hand_support: 'Hold on with one hand.',
  two_hand_support: 'Hold on with both hands.',
  pole: 'Hold on to a pole.',
  other_leg: 'Let your other leg help.',
  arms: 'Let your arms help.',
  partner: 'Let a partner help you.',
  band: 'Let a band help you.',
};

const SURFACE: Record<Surface, string> = {
  floor: 'on the floor',
  mat: 'on a mat',
  bed: 'on a bed',
  chair: 'on a chair',
  wall: 'at a wall',
  step: 'on a step',
  box: 'on a box',
  slope: 'on a slope',
  foam: 'on a foam pad',
  balance_board: 'on a balance board',
  ball: 'on a ball',
  grass: 'on grass',
  track: 'on a track',
  road: 'on the road',
  sand: 'on sand',
  treadmill: 'on a treadmill',
  water: 'in water',
};

export function surfaceSentence(surface: Surface): string {
  return `Do it ${SURFACE[surface]}.`;
}
