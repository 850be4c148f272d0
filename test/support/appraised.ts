/** Patients and plans in few words, for the specs of the appropriateness rules. What is not said was not found out. */
import { type Asking, type Known, whatIsKnown } from '../../src/appropriateness/known';
import type { SignedFindings } from '../../src/appropriateness/said';
import type { PlannedItem } from '../../src/appropriateness/rule-language';
import type { Dosage, SetSpec } from '../../src/dosage/dosage';
import type { Trait } from '../../src/exercise/traits';
import type { Findings, MedicalHistory } from '../../src/finding/findings';
import type { Presentation } from '../../src/finding/presentation';
import type { ScreenEntry } from '../../src/screen/screen';
import type { RedFlagCode } from '../../src/screen/red-flags';

export const TODAY = '2026-11-23';
export const THIS_EPISODE = 'this episode';

/** Days before today; negative lies ahead. */
export function daysAgo(days: number): string {
  return new Date(Date.parse(TODAY) - days * 86_400_000).toISOString().slice(0, 10);
}

/** What one visit found; the parts of the findings stand beside what the assessment holds itself. */
export interface Found extends Findings {
  age?: number | null;
  seenOn?: string;
  painNprs?: number;
  presentations?: Presentation[];
  screen?: Partial<Record<RedFlagCode, ScreenEntry>>;
}

export function signed({
  age: _,
  seenOn,
  painNprs,
  presentations,
  screen,
  ...findings
}: Found): SignedFindings {
  return {
    id: `seen on ${seenOn ?? TODAY}`,
    seenOn: seenOn ?? TODAY,
    episodeId: THIS_EPISODE,
    kind: 'full',
    painNprs: painNprs ?? null,
    presentations: presentations ?? null,
    findings,
    carried: {},
    screen: screen ? { kind: 'answered', answers: screen } : null,
  };
}

export const asking = (age: number | null = 40): Asking => ({
  episodeId: THIS_EPISODE,
  dateOfBirth: age === null ? null : `${Number(TODAY.slice(0, 4)) - age}-01-01`,
  today: TODAY,
});

export const known = (found: Found): Known => whatIsKnown([signed(found)], asking(found.age));

/** Nothing is said of the dose, so the exercise does what the library says. */
export const UNSAID: Dosage = { side: 'not_applicable', sessions: [] };

/** Three days a week; a set is one unless it says so. */
export function dose(set: Partial<SetSpec>, side: Dosage['side'] = 'not_applicable'): Dosage {
  const schedule = { kind: 'weekly' as const, perDay: 1, perWeek: { exact: 3 } };
  return { side, sessions: [{ sets: [{ count: 1, reps: { exact: 10 }, ...set }], schedule }] };
}

export const SUPPORTED = dose({ assistance: 'hand_support' });

/** An item with these traits and a video that was checked; `place` and name follow from its place in a plan. */
export function item(traits: readonly Trait[], more: Partial<PlannedItem> = {}): PlannedItem {
  const place = more.place ?? 1;
  return {
    place,
    exerciseId: `exercise-${place}`,
    name: `Exercise ${place}`,
    traits,
    dosage: UNSAID,
    video: { isChecked: true },
    ...more,
  };
}

export const planOf = (...items: Partial<PlannedItem>[]): PlannedItem[] =>
  items.map((one, index) => item(one.traits ?? [], { place: index + 1, ...one }));

export const yes = { answer: 'yes' } as const;
export const no = { answer: 'no' } as const;

export const withHistory = (key: keyof MedicalHistory, said: object = yes): Found => ({
  history: { [key]: said },
});
