/**
 * A vignette is a person as a clinician would tell of them, what was recorded, what is about to be prescribed, and what must
 * come of it. What does come of it is asked of the product's own functions; nothing here knows a rule or a red flag.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { appraise } from '../../../src/appropriateness/appraisal';
import { whatIsKnown } from '../../../src/appropriateness/known';
import type { Level, Match, PlannedItem } from '../../../src/appropriateness/rule-language';
import type { SignedFindings } from '../../../src/appropriateness/said';
import { screenContextOf } from '../../../src/assessment/screen-context';
import type { Dosage } from '../../../src/dosage/dosage';
import { readStarterLibrary, type StarterExercise } from '../../../src/exercise/starter-library';
import type { Findings } from '../../../src/finding/findings';
import type { Presentation } from '../../../src/finding/presentation';
import { type FlagCode, RED_FLAG_CODES, type RedFlagCode } from '../../../src/screen/red-flags';
import {
  type FlagGrade,
  gradeScreen,
  holdCodes,
  type Screen,
  type ScreenContext,
  type ScreenEntry,
  strictestOf,
} from '../../../src/screen/screen';

export const TODAY = '2026-11-23';
const YESTERDAY = '2026-11-22';

/** What one visit recorded. */
interface Sheet {
  /** `nothing_new`: full if not said. */
  kind?: 'nothing_new';
  /** What is not named was answered no. `attested`: all of it was done in another record. */
  screen?: 'attested' | Partial<Record<RedFlagCode, ScreenEntry>>;
  presentations: Presentation[];
  painNprs?: number;
  findings?: Findings;
}

export interface Vignette extends Sheet {
  title: string;
  age: number;
  story: string;
  /** Signed before today, newest first. `otherEpisode`: of another one that is open. */
  earlier?: (Sheet & { on: string; otherEpisode?: true })[];
  /** Whose hold was resolved yesterday. */
  resolved?: RedFlagCode[];
  /** An exercise's code at its default dose, or the code with the name of a dose. */
  plan: (string | Record<string, string>)[];
  expect: Expected;
  source: string;
  verified: boolean;
}

/** Of each rule at each level the exercises it speaks about; `plan`: it speaks about none in particular. */
export interface Expected {
  hold?: FlagCode[];
  flags?: Partial<Record<RedFlagCode, FlagGrade['level']>>;
  rules?: Record<string, Partial<Record<Level, string[]>>>;
}

export interface Outcome {
  screen: Screen;
  context: ScreenContext;
  /** The strictest of each item. */
  flags: FlagGrade[];
  /** The flags that open a hold on the patient. */
  holds: FlagCode[];
  matches: Match[];
  plan: PlannedItem[];
}

type Exercise = Pick<StarterExercise, 'code' | 'name' | 'traits' | 'defaultDosage'>;

interface Prescribed {
  exercises: Exercise[];
  doses: Record<string, Dosage>;
  usual: Record<string, Vignette['plan']>;
}

const read = <T>(file: string): T => parse(readFileSync(join(__dirname, file), 'utf8')) as T;

export const DANGEROUS = read<Vignette[]>('dangerous.yaml');
export const ORDINARY = read<Vignette[]>('ordinary.yaml');
export const {
  exercises: OWN_EXERCISES,
  doses: DOSES,
  usual: USUAL_PLANS,
} = read<Prescribed>('prescribed.yaml');

const LIBRARY: Exercise[] = [...readStarterLibrary(), ...OWN_EXERCISES];

export function comesOf({ age, earlier = [], resolved = [], ...vignette }: Vignette): Outcome {
  const dateOfBirth = `${Number(TODAY.slice(0, 4)) - age}-06-01`;
  const now = signed(vignette, TODAY, 'this', dateOfBirth);
  const before = earlier.map((one) =>
    signed(one, one.on, one.otherEpisode ? 'another' : 'this', dateOfBirth),
  );
  const grades = gradeScreen(now.screen, now.screenContext);
  const known = whatIsKnown([now, ...before], {
    episodeId: 'this',
    openEpisodeIds: ['this', 'another'],
    dateOfBirth,
    today: TODAY,
    resolved: resolved.map((flag) => ({ flag, on: YESTERDAY })),
  });
  const plan = vignette.plan.map(planned);
  const { matches } = appraise(known, plan, null);
  const { screen, screenContext: context } = now;
  return { screen, context, flags: strictestOf(grades), holds: holdCodes(grades), matches, plan };
}

function signed(sheet: Sheet, seenOn: string, episodeId: string, dateOfBirth: string) {
  const { kind = 'full', presentations, painNprs = null, findings = {} } = sheet;
  const screen = screenOf(sheet);
  const visit = { seenOn, presentations, findings, carried: {}, screen };
  const screenContext = screenContextOf(visit, { dateOfBirth });
  return {
    ...visit,
    id: `${episodeId} ${seenOn}`,
    episodeId,
    kind,
    painNprs,
    screenContext,
  } satisfies SignedFindings;
}

function screenOf({ screen = {} }: Sheet): Screen {
  if (screen === 'attested') return { kind: 'attested', recordNumber: 'A-1042' };
  const allNo = Object.fromEntries(RED_FLAG_CODES.map((code) => [code, { answer: 'no' as const }]));
  return { kind: 'answered', answers: { ...allNo, ...screen } };
}

function planned(said: Vignette['plan'][number], index: number): PlannedItem {
  const [code = '', doseName] = typeof said === 'string' ? [said] : (Object.entries(said)[0] ?? []);
  const exercise = LIBRARY.find((one) => one.code === code);
  const dosage = doseName === undefined ? exercise?.defaultDosage : DOSES[doseName];
  if (!exercise || !dosage) throw new Error(`No such exercise or dose: ${code}, ${doseName}`);
  const { name, traits } = exercise;
  return {
    place: index + 1,
    exerciseId: code,
    name,
    traits,
    dosage,
    video: null,
  };
}

/** One line for each rule and level, "R-SPA CAUTION: knee_rolls", in order. */
export function spoken({ matches, plan }: Outcome): string[] {
  const exercises = new Map<string, Set<string>>();
  for (const { ruleId, level, places } of matches) {
    const heading = `${ruleId} ${level}`;
    const about = places.map((place) => plan[place - 1]?.exerciseId ?? '');
    exercises.set(heading, new Set([...(exercises.get(heading) ?? []), ...about]));
  }
  return [...exercises].map(([heading, about]) => line(heading, [...about])).sort();
}

/** What is expected, in the same lines. */
export function expected({ rules = {} }: Expected): string[] {
  return Object.entries(rules)
    .flatMap(([id, levels]) =>
      Object.entries(levels).map(([level, about]) =>
        line(
          `${id} ${level}`,
          about.filter((one) => one !== 'plan'),
        ),
      ),
    )
    .sort();
}

const line = (heading: string, about: string[]): string => `${heading}: ${about.sort().join(', ') || 'plan'}`;
