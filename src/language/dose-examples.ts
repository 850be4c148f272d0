/**
 * Doses that between them use most phrases of the dose sentence: whoever reviews a language reads whole sentences, as a patient
 * would, and not only the pieces that they are made of. Nobody is prescribed any of these. Pure.
 */
import type { Dosage, ItemPlace, Schedule, SetSpec } from '../dosage/dosage';
import { doseSentence } from '../dosage/sentence/dose-sentence';
import type { Translated } from './languages';
import type { Message } from './message';
import type { Reviewed } from './review';
import { wordsOf } from './words';

const DAILY: Schedule = { kind: 'weekly', perDay: 1, perWeek: { exact: 7 } };
const dose = (sets: SetSpec[], schedule: Schedule = DAILY, more: Partial<Dosage> = {}): Dosage => ({
  side: 'not_applicable',
  sessions: [{ sets, schedule }],
  ...more,
});

export const DOSE_EXAMPLES: readonly { dosage: Dosage; place?: ItemPlace }[] = [
  {
    dosage: dose(
      [{ count: 3, reps: { min: 8, max: 10 }, holdSeconds: { exact: 5 }, restAfterSet: { exact: 90 } }],
      { kind: 'weekly', perDay: 1, perWeek: { exact: 3 }, restDaysBetween: 1 },
      { side: 'each_side', painPolicy: { kind: 'up_to_5' } },
    ),
  },
  {
    dosage: dose(
      [{ count: 1, reps: { exact: 3 }, holdSeconds: { min: 20, max: 30 } }],
      { kind: 'weekdays', perDay: 2, weekdays: ['monday', 'wednesday', 'friday'] },
      { side: 'left' },
    ),
  },
  {
    dosage: dose([{ count: 2, reps: { asManyAsPossible: true, atMost: 20 }, timeSeconds: { exact: 60 } }], {
      kind: 'every_n_days',
      perDay: 1,
      everyDays: 2,
    }),
  },
  {
    dosage: dose(
      [
        {
          count: 1,
          reps: { upTo: 12 },
          repUnit: 'step',
          load: { kind: 'band', band: { material: 'latex_free', colour: 'red', anchor: 'ankles' } },
          tempo: { word: 'slow' },
          range: { kind: 'pain_free' },
          assistance: 'two_hand_support',
          surface: 'mat',
        },
      ],
      { kind: 'as_needed', perDay: 3 },
      { side: 'right' },
    ),
  },
  {
    dosage: dose(
      [
        {
          count: 4,
          reps: { exact: 6 },
          load: { kind: 'weight', kg: 2.5 },
          effort: { scale: 'words', word: 'hard' },
        },
      ],
      { kind: 'every_n_hours', everyHours: 2, from: '08:00', until: '20:00' },
      {
        progression: {
          when: { allSetsAtTop: true, painDuringAtMost: 3, sessionsRunning: 2 },
          change: { reps: 2, kg: 1 },
          cap: { reps: 15 },
          decidedBy: 'clinician',
        },
        regression: { when: { nextDayRise: true }, change: { sets: -1 } },
        stopRules: [
          { kind: 'pain_above', pain: 5 },
          { kind: 'pain_spreads' },
          { kind: 'numbness_or_weakness' },
        ],
      },
    ),
    place: {
      phase: {
        name: 'Build',
        begins: 'criteria',
        weeks: { from: 2, to: 5 },
        entryCriteria: ['No pain at rest.'],
      },
      group: { name: 'A', kind: 'circuit', rounds: { exact: 3 }, restBetweenItemsSeconds: 30 },
      isOptional: true,
    },
  },
  {
    dosage: {
      side: 'not_applicable',
      sessions: [
        {
          weeks: { from: 1, to: 2 },
          intervals: {
            warmUp: { mode: 'walk', seconds: { exact: 300 } },
            steps: [
              {
                repeats: 5,
                steps: [
                  { mode: 'run', seconds: { exact: 60 }, intensity: { kind: 'words', word: 'easy' } },
                  { mode: 'walk', seconds: { exact: 120 } },
                ],
              },
            ],
            coolDown: { mode: 'walk', seconds: { exact: 300 } },
          },
          schedule: { kind: 'weekly', perDay: 1, perWeek: { min: 2, max: 3 }, restDays: ['sunday'] },
        },
      ],
    },
  },
];

export interface DoseExample {
  english: string;
  translation: string;
}

/** As the clinic's wording and the drafts have it now, approved or not. Null where a phrase has no translation of its English. */
export function doseExamples(code: Translated, reviewed: readonly Reviewed[]): DoseExample[] | null {
  const phrases = reviewed.filter(({ part }) => part === 'dose');
  if (phrases.some(({ pair }) => pair === null)) return null;
  const served = new Map(phrases.map(({ id, says }) => [id, says as Message]));
  const words = wordsOf(code, null, new Map([['dose', served]]));
  return DOSE_EXAMPLES.map(({ dosage, place }) => ({
    english: doseSentence(dosage, place),
    translation: doseSentence(dosage, place, words.dose),
  }));
}
