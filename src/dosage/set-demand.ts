/**
 * What one set, or one run of intervals, asks of one side of the body, as numbers by name: more of any of them is harder, and
 * one that is not there is 0. What cannot be compared (another kind of load, steps against repetitions) gets a name of its
 * own, so that it counts as more. Rest within a session asks nothing: a clinic's freshness rule does not name it.
 */
import { exactly, repsOf, type Span, spanOf, spanOr0 } from './amount';
import type {
  Assistance,
  BoutMode,
  Effort,
  EffortWord,
  IntervalSpec,
  IntervalStep,
  Load,
  MovementRange,
  OneSide,
  SessionDose,
  SetSpec,
  Side,
  Surface,
  Tempo,
} from './dosage';
import { secondsOfTempo, stepsOf } from './parts-of-dose';
import { tensionOfSet } from './session-work';

export type Demand = Readonly<Record<string, number>>;

/** So many times the same demand. */
export interface Demanded {
  count: number;
  demand: Demand;
}

/** Asked for each pair of sets of two plans, so it makes nothing on its way. */
export function exceeds(is: Demand, was: Demand): boolean {
  for (const name in is) if (is[name]! > (was[name] ?? 0)) return true;
  return false;
}

const SIDES_WORKED: Record<Side, { left: boolean; right: boolean; alone: boolean }> = {
  both_together: { left: true, right: true, alone: false },
  not_applicable: { left: true, right: true, alone: false },
  left: { left: true, right: false, alone: true },
  right: { left: false, right: true, alone: true },
  each_side: { left: true, right: true, alone: true },
  alternate: { left: true, right: true, alone: true },
};

/** The sets that this side of the body does; on `alternate` it does half of each. */
export function demandsOfSets(sets: readonly SetSpec[], side: Side, half: OneSide): Demanded[] {
  const { alone } = SIDES_WORKED[side];
  const share = side === 'alternate' ? 0.5 : 1;
  return sets
    .filter((set) => (set.side ? set.side === half : SIDES_WORKED[side][half]))
    .map((set) => ({
      count: set.count,
      demand: {
        alone: alone ? 1 : 0,
        ...amountsOf(set, share),
        ...burdenOfSet(set),
        ...tempoOf(set.tempo),
        ...rangeOf(set.range),
        ...(set.contraction && { [`${set.contraction} work`]: 1 }),
        ...(isUnsteady(set.surface) && { [`on ${set.surface}`]: 1 }),
        ...withoutHelp(set.assistance),
      },
    }));
}

function amountsOf(set: SetSpec, share: number): Demand {
  const { repUnit = 'repetition', holdSeconds, timeSeconds, distanceMetres = 0 } = set;
  return {
    ...bothEnds(repUnit, allAsked(set, repsOf(set)), share),
    ...(holdSeconds && bothEnds('seconds held', spanOf(holdSeconds))),
    ...(timeSeconds && bothEnds('seconds a set', spanOf(timeSeconds), share)),
    ...bothEnds('seconds under tension', allAsked(set, tensionOfSet(set)), share),
    ...(set.reps?.asManyAsPossible && asManyAsPossible(set, share)),
    metres: distanceMetres,
  };
}

/** What endless numbers cannot tell apart: for how long, on how many sides, and how slowly it goes on. */
const asManyAsPossible = ({ timeSeconds, holdSeconds, tempo }: SetSpec, share: number): Demand => ({
  'seconds, as many as possible': timeSeconds ? spanOf(timeSeconds).max * share : Infinity,
  'sides, as many as possible': share,
  'seconds of each, as many as possible': spanOr0(holdSeconds).max + secondsOfTempo(tempo),
});

/** As many as possible asks for all there are, so nothing less than that is more. */
const allAsked = ({ reps }: SetSpec, { min, max }: Span): Span =>
  reps?.asManyAsPossible ? exactly(max) : { min, max };

const bothEnds = (name: string, { min, max }: Span, share = 1): Demand => ({
  [`${name}, at least`]: min * share,
  [`${name}, at most`]: max * share,
});

/** Slow repetitions work for longer and fast ones harder; in seconds a tempo counts as time under tension. */
const tempoOf = ({ word }: Tempo = {}): Demand =>
  word === 'slow' || word === 'fast' ? { [`${word} work`]: 1 } : {};

/** How heavy and how hard, whatever the exercise: what is compared even between two of them. */
const burdenOfSet = (set: SetSpec): Demand => ({
  ...loadOf(set.load),
  ...effortOf(set.effort),
  ...(set.reps?.asManyAsPossible && { 'until no more is possible': 1 }),
});

/** The most of each that any set, or any bout, of these sessions asks. */
export function burdenOf(sessions: readonly SessionDose[]): Demand {
  const bouts = sessions.flatMap(({ intervals }) => (intervals ? stepsOf(intervals) : []));
  const burdens = [
    ...sessions.flatMap(({ sets = [] }) => sets).map(burdenOfSet),
    ...bouts.flatMap((step) => boutsOf(step)).map(([bout]) => ({ ...loadOf(), ...intensityOf(bout) })),
  ];
  const most: Record<string, number> = {};
  for (const [name, value] of burdens.flatMap((one) => Object.entries(one))) {
    most[name] = Math.max(most[name] ?? 0, value);
  }
  return most;
}

function loadOf(load: Partial<Load> = {}): Demand {
  const { kind = 'bodyweight', kg, percent = 0, reps = 0, setting, band } = load;
  // less than the whole body's weight is help
  const isRelieved = kind === 'percent_body_weight' && percent < 100;
  return {
    'whole body': isRelieved ? 0 : 1,
    ...(kg !== undefined && { [`kg of ${kind}`]: kg }),
    ...(setting !== undefined && { 'machine setting': setting }),
    ...(kind.startsWith('percent') && { [kind]: percent }),
    // what can be lifted fewer times is heavier
    ...(kind === 'rep_max' && { [kind]: 1 / reps }),
    ...(band && Object.fromEntries(Object.entries(band).map(([part, word]) => [`${part} ${word}`, 1]))),
  };
}

const EFFORT_RANK: Record<EffortWord, number> = { easy: 1, moderate: 2, hard: 3 };
/** Above any number of reps that may be kept in reserve: the fewer are kept, the harder. */
const NONE_IN_RESERVE = 11;

function effortOf(effort?: Effort): Demand {
  if (!effort) return {};
  const { scale, value = {}, word = 'easy' } = effort;
  if (scale === 'words') return { 'effort in words': EFFORT_RANK[word] };
  const { min, max } = spanOf(value);
  return scale === 'reps_in_reserve'
    ? bothEnds(scale, { min: NONE_IN_RESERVE - max, max: NONE_IN_RESERVE - min })
    : bothEnds(scale, { min, max });
}

const NARROWED = 360;
const FULL = 361;

/** How far the joint goes either way; a range in words is wider than any in degrees, and the full one the widest. */
function rangeOf(range?: Partial<MovementRange>): Demand {
  const { kind = 'full', fromDegrees = 0, toDegrees = 0 } = range ?? {};
  if (kind === 'degrees') {
    return {
      'bends to': Math.max(fromDegrees, toDegrees),
      'straightens to': 180 - Math.min(fromDegrees, toDegrees),
    };
  }
  const reach = kind === 'full' ? FULL : NARROWED;
  return { 'bends to': reach, 'straightens to': reach };
}

const UNSTEADY: readonly Surface[] = ['step', 'box', 'slope', 'foam', 'balance_board', 'ball', 'sand'];
const isUnsteady = (surface?: Surface): boolean => surface !== undefined && UNSTEADY.includes(surface);

/** What each kind of help includes: two hands hold as well as one, and one as well as its fingertips. */
const HELPS: Record<Assistance, readonly Assistance[]> = {
  fingertip_support: ['fingertip_support'],
  hand_support: ['hand_support', 'fingertip_support'],
  two_hand_support: ['two_hand_support', 'hand_support', 'fingertip_support'],
  pole: ['pole'],
  other_leg: ['other_leg'],
  arms: ['arms'],
  partner: ['partner'],
  band: ['band'],
};

/** To do without a help is a demand; so taking one away, or another in its place, is more. */
function withoutHelp(assistance?: Assistance): Demand {
  const helps = assistance ? HELPS[assistance] : [];
  const without = (Object.keys(HELPS) as Assistance[]).filter((one) => !helps.includes(one));
  return Object.fromEntries(without.map((one) => [`without ${one}`, 1]));
}

/** On foot, each mode asks all that the slower ones ask. */
const ON_FOOT: readonly BoutMode[] = ['walk', 'brisk_walk', 'jog', 'run', 'stride', 'sprint'];

/**
 * Of a whole run of intervals: time and distance in sum and in the longest stretch, "at that speed or faster", and the highest
 * intensities. A distance in place of a time cannot be compared.
 */
export function demandOfIntervals(intervals: IntervalSpec): Demand {
  const { totalSeconds, surface } = intervals;
  const bouts = stepsOf(intervals).flatMap((step) => boutsOf(step));
  const demand: Record<string, number> = {
    ...(totalSeconds && bothEnds('seconds in all', spanOf(totalSeconds))),
    ...(isUnsteady(surface) && { [`on ${surface}`]: 1 }),
  };
  const most = (name: string, value: number) => (demand[name] = Math.max(demand[name] ?? 0, value));
  const add = (name: string, value: number) => (demand[name] = (demand[name] ?? 0) + value);
  for (const [bout, count] of bouts) {
    for (const [name, value] of Object.entries(amountOfBout(bout))) {
      for (const mode of modesWithin(bout.mode ?? 'walk')) {
        most(`${mode}, ${name} at a time`, value);
        add(`${mode}, ${name} in sum`, value * count);
      }
    }
    for (const [name, value] of Object.entries(intensityOf(bout))) most(name, value);
  }
  return demand;
}

const boutsOf = ({ repeats = 1, steps, ...bout }: IntervalStep, count = 1): [IntervalStep, number][] =>
  steps?.flatMap((step) => boutsOf(step, count * repeats)) ?? (bout.mode === 'rest' ? [] : [[bout, count]]);

const modesWithin = (mode: BoutMode): readonly BoutMode[] =>
  ON_FOOT.includes(mode) ? ON_FOOT.slice(0, ON_FOOT.indexOf(mode) + 1) : [mode];

const amountOfBout = ({ seconds, metres }: IntervalStep): Demand =>
  seconds ? bothEnds('seconds', spanOf(seconds)) : { metres: metres ?? 0 };

function intensityOf({ intensity }: IntervalStep): Demand {
  if (!intensity) return {};
  const { kind, value = {}, word = 'easy' } = intensity;
  if (kind === 'words') return { 'intensity in words': EFFORT_RANK[word] };
  const { min, max } = spanOf(value);
  // fewer seconds a kilometre are faster
  return kind === 'pace' ? bothEnds(kind, { min: 1 / max, max: 1 / min }) : bothEnds(kind, { min, max });
}
