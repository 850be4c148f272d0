/**
 * How much of one exercise: the dose as data and what makes it impossible. It never proposes a number. What a dose asks
 * of the body stands in dose-demand.ts, the dose in words in dose-sentence.ts.
 *
 * The fields follow the FITT-VP way of writing a dose [general knowledge, not verified] and item 13 of CERT, the
 * consensus list for reporting exercise (Slade 2016). Every number has one unit, and absent is not the same as 0.
 */

export const SIDES = ['both_together', 'left', 'right', 'each_side', 'alternate', 'not_applicable'] as const;
export type Side = (typeof SIDES)[number];

export const REP_UNITS = ['repetition', 'step'] as const;
export type RepUnit = (typeof REP_UNITS)[number];

export const TEMPOS = ['slow'] as const;
export type Tempo = (typeof TEMPOS)[number];

/**
 * One dose. At least one of reps, holdSeconds and distanceMetres says what a set consists of; where reps is absent, a
 * set is that hold or that distance once.
 */
export interface Dosage {
  sets: number;
  /** Per set; on `each_side` for each side, on `alternate` for both sides taken together. The lower end of a range. */
  reps?: number;
  /** The upper end, where a range is meant ("8 to 10"). */
  repsMax?: number;
  /** What one rep is; a repetition unless said. */
  repUnit?: RepUnit;
  /** Of each rep. */
  holdSeconds?: number;
  /** Of each rep. */
  distanceMetres?: number;
  /** Between one set and the next; absent means nothing was said about rest. */
  restSeconds?: number;
  /** Sessions on a day that has any. */
  perDay: number;
  /** Days a week. */
  perWeek: number;
  side: Side;
  /** Rated perceived exertion, 0 (none) to 10 (the most one can do). */
  effortRpe?: number;
  tempo?: Tempo;
}

/** What is wrong with one field; `pointer` is a JSON pointer below the dosage. */
export interface DosageFault {
  pointer: string;
  code:
    | 'dosage.missing'
    | 'dosage.not_a_whole_number'
    | 'dosage.out_of_range'
    | 'dosage.unknown_value'
    | 'dosage.unknown_field'
    | 'dosage.contradictory';
  detail: string;
}

/** The lowest and highest number that each field may hold: wide enough for any home programme, narrow enough for slips. */
export const DOSAGE_BOUNDS = {
  sets: { min: 1, max: 20, unit: 'sets' },
  reps: { min: 1, max: 100, unit: 'reps' },
  repsMax: { min: 1, max: 100, unit: 'reps' },
  holdSeconds: { min: 1, max: 600, unit: 'seconds' },
  distanceMetres: { min: 1, max: 5000, unit: 'metres' },
  restSeconds: { min: 0, max: 900, unit: 'seconds' },
  perDay: { min: 1, max: 12, unit: 'times a day' },
  perWeek: { min: 1, max: 7, unit: 'days a week' },
  effortRpe: { min: 0, max: 10, unit: 'out of 10' },
} as const;

const CHOICES = { side: SIDES, repUnit: REP_UNITS, tempo: TEMPOS } as const;
const REQUIRED = ['sets', 'perDay', 'perWeek', 'side'] as const;

/** Every reason why this dose cannot be meant, in the order of its fields; none for a dose that can be carried out. */
export function checkDosage(dosage: Dosage): DosageFault[] {
  return [...missing(dosage), ...outOfBounds(dosage), ...unknownWords(dosage), ...contradictions(dosage)];
}

function missing(dosage: Dosage): DosageFault[] {
  const faults: DosageFault[] = REQUIRED.filter((field) => dosage[field] === undefined).map((field) => ({
    pointer: `/${field}`,
    code: 'dosage.missing',
    detail: `Please give ${field}.`,
  }));
  const says = [dosage.reps, dosage.holdSeconds, dosage.distanceMetres].some((value) => value !== undefined);
  if (!says) {
    const detail = 'Please say what a set consists of: reps, a hold or a distance.';
    faults.push({ pointer: '/reps', code: 'dosage.missing', detail });
  }
  return faults;
}

function outOfBounds(dosage: Dosage): DosageFault[] {
  const faults: DosageFault[] = [];
  for (const [field, { min, max, unit }] of Object.entries(DOSAGE_BOUNDS)) {
    const value = dosage[field as keyof typeof DOSAGE_BOUNDS];
    const pointer = `/${field}`;
    if (value === undefined) continue;
    if (!Number.isInteger(value)) {
      faults.push({ pointer, code: 'dosage.not_a_whole_number', detail: `${field} must be a whole number.` });
    } else if (value < min || value > max) {
      const detail = `${field} must be from ${min} to ${max} (${unit}).`;
      faults.push({ pointer, code: 'dosage.out_of_range', detail });
    }
  }
  return faults;
}

/** A misspelt field would be a lost part of the dose, so unknown fields are faults too. */
function unknownWords(dosage: Dosage): DosageFault[] {
  const faults: DosageFault[] = [];
  for (const [field, value] of Object.entries(dosage)) {
    const pointer = `/${field}`;
    if (Object.hasOwn(CHOICES, field)) {
      const known: readonly string[] = CHOICES[field as keyof typeof CHOICES];
      if (value !== undefined && !known.includes(value)) {
        const detail = `${field} must be one of: ${known.join(', ')}.`;
        faults.push({ pointer, code: 'dosage.unknown_value', detail });
      }
    } else if (!Object.hasOwn(DOSAGE_BOUNDS, field)) {
      const detail = `A dosage has no field "${field}".`;
      faults.push({ pointer, code: 'dosage.unknown_field', detail });
    }
  }
  return faults;
}

function contradictions(dosage: Dosage): DosageFault[] {
  const { sets, reps, repsMax, repUnit, holdSeconds, distanceMetres, restSeconds, side } = dosage;
  const checks: [wrong: boolean, field: keyof Dosage, detail: string][] = [
    [repsMax !== undefined && reps === undefined, 'repsMax', 'An upper number of reps needs a lower one.'],
    [
      repsMax !== undefined && reps !== undefined && repsMax <= reps,
      'repsMax',
      'The upper number of reps must be above the lower one; leave it out for an exact number.',
    ],
    [repUnit === 'step' && reps === undefined, 'repUnit', 'Say how many steps.'],
    [
      repUnit === 'step' && distanceMetres !== undefined,
      'distanceMetres',
      'Choose steps or a distance, not both.',
    ],
    [repUnit === 'step' && holdSeconds !== undefined, 'holdSeconds', 'A step cannot be held.'],
    [
      holdSeconds !== undefined && distanceMetres !== undefined,
      'distanceMetres',
      'Choose a hold or a distance, not both.',
    ],
    [
      restSeconds !== undefined && sets === 1,
      'restSeconds',
      'Rest lies between sets, so it needs 2 sets or more.',
    ],
    [
      side === 'alternate' && distanceMetres === undefined && sets * (repsMax ?? reps ?? 1) < 2,
      'side',
      'Swapping sides needs at least 2 reps.',
    ],
  ];
  return checks
    .filter(([wrong]) => wrong)
    .map(([, field, detail]) => ({ pointer: `/${field}`, code: 'dosage.contradictory', detail }));
}
