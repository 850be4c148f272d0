/**
 * What is known of a patient today, gathered from all their signed assessments. Silence never erases an earlier answer, and
 * it is never "no": what nobody said stays absent here. Pure: the rows come in, no clock is read.
 */
import {
  ASKED,
  type Asked,
  type Carried,
  type CarriedPart,
  FINDING_PARTS,
  type FindingPart,
  type Findings,
  type MedicalHistory,
  type Neuro,
} from '../finding/findings';
import type { Presentation } from '../finding/presentation';
import { RED_FLAG_CODES, type RedFlagCode } from '../screen/red-flags';
import { gradeScreen, type Screen, type ScreenContext } from '../screen/screen';
import { ageOn } from './facts/elapsed';

/** A signed assessment that was not entered in error. `null` in it: was not said. */
export interface SignedFindings {
  /** ISO day in the clinic's time zone. */
  seenOn: string;
  episodeId: string;
  kind: 'full' | 'nothing_new';
  painNprs: number | null;
  presentations: readonly Presentation[] | null;
  findings: Findings;
  carried: Carried;
  screen: Screen | null;
  /** What the grades of the screen depend on besides its answers. */
  screenContext?: ScreenContext;
}

/** Of whom, for which episode and for which day the question is asked. */
export interface Asking {
  episodeId: string;
  dateOfBirth: string | null;
  today: string;
  /**
   * Red flags whose hold a clinician resolved, with the day: a yes in a screen up to that day no longer speaks. The hold
   * itself is none of this: while it is open nothing is issued.
   */
  resolved?: readonly { flag: RedFlagCode; on: string }[];
}

/** A value as somebody said it, and the day on which it was found first. */
export interface Said<T> {
  value: T;
  foundOn: string;
}

/** The parts that belong to one episode, each as a whole: what was left out of a newer answer was taken out. */
export type EpisodeParts = {
  [P in Exclude<FindingPart, 'history' | 'neuro'>]?: Said<NonNullable<Findings[P]>>;
};
/** Of this episode, test by test: who tests the power again takes back no leg raise. */
export type SaidNeuro = { [K in keyof Neuro]?: Said<NonNullable<Neuro[K]>> };
/** Key by key: the history is the person's, not the episode's. */
export type SaidHistory = { [K in keyof MedicalHistory]?: Said<NonNullable<MedicalHistory[K]>> };

/** `isHard`: it is graded HARD, whether it was said or is told by what else was found. */
export interface FlagAnswer {
  answer: 'yes' | 'no';
  isHard: boolean;
  signs: readonly string[];
}

export interface Known {
  today: string;
  /** In whole years; null: the date of birth is not known. */
  age: number | null;
  painNprs: Said<number> | null;
  presentations: Said<readonly Presentation[]> | null;
  parts: EpisodeParts;
  neuro: SaidNeuro;
  history: SaidHistory;
  /** Of any episode, like the history. */
  floorTransferUnaided: Said<Asked> | null;
  /** Of the newest screen that answered the item, in any episode. */
  screen: { [C in RedFlagCode]?: Said<FlagAnswer> };
}

/**
 * Merges the signed assessments of a patient, which come newest first. Parts of an episode: the newest of this episode that
 * said the part; of the neurological examination, each test. The history and the floor transfer: key by key the newest of any
 * episode that said it. An answer weighs more than "declined", however much later that was.
 */
export function whatIsKnown(signed: readonly SignedFindings[], asking: Asking): Known {
  const ofEpisode = signed.filter((one) => one.episodeId === asking.episodeId);
  return {
    today: asking.today,
    age: asking.dateOfBirth === null ? null : ageOn(asking.dateOfBirth, asking.today),
    painNprs: newest(ofEpisode, (one) => one.painNprs),
    presentations: newest(ofEpisode, (one) => one.presentations, 'presentations'),
    parts: partsOf(ofEpisode),
    neuro: neuroOf(ofEpisode),
    history: historyOf(signed),
    floorTransferUnaided: newestAnswer(
      signed,
      (one) => one.findings.outlook?.floorTransferUnaided,
      'outlook',
      (answer) => answer,
    ),
    screen: screenOf(signed, asking.resolved ?? []),
  };
}

const EPISODE_PARTS = FINDING_PARTS.filter((part) => part !== 'history' && part !== 'neuro');

function partsOf(signed: readonly SignedFindings[]): EpisodeParts {
  const said = EPISODE_PARTS.flatMap((part) => {
    const found = newest(signed, (one) => one.findings[part], part);
    return found ? [[part, found]] : [];
  });
  return Object.fromEntries(said) as EpisodeParts;
}

/** What is said of the roots as they were found then, and not of those that are tested later. */
const OF_THE_ROOTS: readonly string[] = ['trend', 'known', 'notTestable'] satisfies (keyof Neuro)[];

function neuroOf(signed: readonly SignedFindings[]): SaidNeuro {
  const keys = new Set(signed.flatMap((one) => Object.keys(one.findings.neuro ?? {})));
  const sinceRoots = signed.findIndex((one) => one.findings.neuro?.roots !== undefined) + 1 || signed.length;
  const said = [...keys].flatMap((key) => {
    const read = (one: SignedFindings) => one.findings.neuro?.[key as keyof Neuro];
    const visits = OF_THE_ROOTS.includes(key) ? signed.slice(0, sinceRoots) : signed;
    const found = newestAnswer<unknown>(visits, read, 'neuro', askedOf);
    return found ? [[key, found]] : [];
  });
  return Object.fromEntries(said) as SaidNeuro;
}

function historyOf(signed: readonly SignedFindings[]): SaidHistory {
  const keys = new Set(signed.flatMap((one) => Object.keys(one.findings.history ?? {})));
  const said = [...keys].flatMap((key) => {
    const read = (one: SignedFindings) => one.findings.history?.[key as keyof MedicalHistory];
    const found = newestAnswer<unknown>(signed, read, 'history', askedOf);
    return found ? [[key, found]] : [];
  });
  return Object.fromEntries(said) as SaidHistory;
}

/** The word with which a value says how its question ended; values without one are answers by being there. */
function askedOf(value: unknown): Asked | undefined {
  if (typeof value === 'string') return ASKED.find((word) => word === value);
  if (typeof value !== 'object' || value === null) return undefined;
  const { answer, pregnant } = value as { answer?: Asked; pregnant?: Asked };
  return answer ?? pregnant;
}

function newest<T>(
  signed: readonly SignedFindings[],
  read: (one: SignedFindings) => T | null | undefined,
  part?: CarriedPart,
): Said<T> | null {
  for (const one of signed) {
    const value = read(one);
    if (value !== null && value !== undefined) return { value, foundOn: foundOn(one, part) };
  }
  return null;
}

/** The newest yes, no or value; failing that, the newest word that the question was asked in vain. */
function newestAnswer<T>(
  signed: readonly SignedFindings[],
  read: (one: SignedFindings) => T | undefined,
  part: CarriedPart,
  asked: (value: T) => Asked | undefined,
): Said<T> | null {
  const answered = newest(signed, (one) => onlyIf(read(one), (value) => isAnswer(asked(value))), part);
  return answered ?? newest(signed, read, part);
}

const isAnswer = (asked: Asked | undefined): boolean =>
  asked === undefined || asked === 'yes' || asked === 'no';

const onlyIf = <T>(value: T | undefined, holds: (value: T) => boolean): T | undefined =>
  value !== undefined && holds(value) ? value : undefined;

function foundOn(one: SignedFindings, part: CarriedPart | undefined): string {
  return (part && one.carried[part]?.foundOn) ?? one.seenOn;
}

function screenOf(
  signed: readonly SignedFindings[],
  resolved: readonly { flag: RedFlagCode; on: string }[],
): Known['screen'] {
  const screen: Known['screen'] = {};
  // from the oldest on, so that the newest answer is the one that stays
  for (const one of signed.toReversed()) {
    for (const [flag, value] of answersOf(one)) screen[flag] = { value, foundOn: one.seenOn };
  }
  for (const { flag, on } of resolved) {
    const said = screen[flag];
    if (said?.value.answer === 'yes' && said.foundOn <= on) delete screen[flag];
  }
  return screen;
}

/**
 * What was not asked, declined or could not be answered is no answer. An attested screen says no to every item. Either may be
 * contradicted by what else was found: then it is graded as what it should have said.
 */
function answersOf({ screen, seenOn, screenContext }: SignedFindings): [RedFlagCode, FlagAnswer][] {
  if (screen === null) return [];
  const grades = gradeScreen(screen, screenContext ?? { seenOn, bothLegs: false });
  const hard = new Set(grades.filter(({ level }) => level === 'HARD').map(({ code }) => code));
  return RED_FLAG_CODES.flatMap((code): [RedFlagCode, FlagAnswer][] => {
    const entry = screen.kind === 'attested' ? { answer: 'no' as const } : screen.answers[code];
    const answer = hard.has(code) ? 'yes' : entry?.answer;
    if (answer !== 'yes' && answer !== 'no') return [];
    return [[code, { answer, isHard: hard.has(code), signs: entry?.signs ?? [] }]];
  });
}
