/**
 * The outcome measures that this software knows, as data, and how each is scored. Only what is free to use brings its questions.
 * Of the others it knows the name and the range and nothing else: a clinic that holds a licence fills them in on its own form
 * and records the total. No text of a licensed questionnaire may ever stand here.
 */
import { PSFS, type PsfsActivity } from '../finding/findings';
import type { FieldFault } from '../http/errors';

export const INSTRUMENT_CODES = ['NPRS', 'PSFS', 'RMDQ', 'ODI', 'STARTBACK', 'MSK-HQ', 'LEFS'] as const;
export type InstrumentCode = (typeof INSTRUMENT_CODES)[number];

/** What was answered: exactly the one of these that the instrument asks for. */
export interface OutcomeAnswers {
  /** Numeric rating, 0 (none) to 10 (worst). */
  pain?: number;
  /** What the patient named, each 0 (unable) to 10 (as before). */
  activities?: PsfsActivity[];
  /** Of a questionnaire that was filled in elsewhere. */
  total?: number;
}

export interface Instrument {
  code: InstrumentCode;
  /** Scores of different versions are never compared. */
  version: string;
  name: string;
  asks: keyof OutcomeAnswers;
  min: number;
  max: number;
  better: 'lower' | 'higher';
  /** The smallest change that patients usually notice, in points; null: none is stated here. */
  minimumImportantChange: number | null;
  /** `free`: enabled for everybody. `needed`: enabled once the clinic recorded its licence. */
  licence: 'free' | 'needed';
  licenceNote: string;
  source: string;
  verified: boolean;
}

export const INSTRUMENTS: readonly Instrument[] = [
  {
    code: 'NPRS',
    version: '1',
    name: 'Numeric pain rating, now',
    asks: 'pain',
    min: 0,
    max: 10,
    better: 'lower',
    minimumImportantChange: 2,
    licence: 'free',
    licenceNote: 'A generic scale.',
    source:
      'Zdravniški Vestnik 2021, review of the numeric rating scale (limbs: 2 points); for backs general knowledge',
    verified: false,
  },
  {
    code: 'PSFS',
    version: '1',
    name: 'Patient-specific functional scale',
    asks: 'activities',
    min: 0,
    max: 10,
    better: 'higher',
    minimumImportantChange: 2,
    licence: 'free',
    licenceNote: 'The method is widely reproduced; no explicit licence was found. The wording is our own.',
    source: 'Stratford 1995, cited; the change of 2 points is general knowledge',
    verified: false,
  },
  {
    code: 'RMDQ',
    version: '24',
    name: 'Roland-Morris disability questionnaire',
    asks: 'total',
    min: 0,
    max: 24,
    better: 'lower',
    minimumImportantChange: null,
    licence: 'needed',
    licenceNote:
      'Its authors wrote that the form of their 2000 paper needs no permission. That wording is not verified here, so the ' +
      'questions are not shown: record under which terms your own form is used.',
    source: 'Roland and Fairbank 2000',
    verified: true,
  },
  {
    code: 'ODI',
    version: '2',
    name: 'Oswestry disability index',
    asks: 'total',
    min: 0,
    max: 100,
    better: 'lower',
    minimumImportantChange: null,
    licence: 'needed',
    licenceNote: 'Distributed by Mapi Research Trust: ask there first.',
    source: 'Mapi Research Trust, news page',
    verified: true,
  },
  {
    code: 'STARTBACK',
    version: '9',
    name: 'STarT Back screening tool',
    asks: 'total',
    min: 0,
    max: 9,
    better: 'lower',
    minimumImportantChange: null,
    licence: 'needed',
    licenceNote: 'Free for non-commercial use only: for any other contact Keele University.',
    source: 'Keele University, STarT Back pages, 2021',
    verified: true,
  },
  {
    code: 'MSK-HQ',
    version: '1',
    name: 'Musculoskeletal health questionnaire',
    asks: 'total',
    min: 0,
    max: 56,
    better: 'higher',
    minimumImportantChange: null,
    licence: 'needed',
    licenceNote: 'Only through a licence of Oxford University Innovation. The range is general knowledge.',
    source: 'Versus Arthritis, MSK-HQ page; Oxford University Innovation',
    verified: false,
  },
  {
    code: 'LEFS',
    version: '1',
    name: 'Lower extremity functional scale',
    asks: 'total',
    min: 0,
    max: 80,
    better: 'higher',
    minimumImportantChange: null,
    licence: 'needed',
    licenceNote: 'No licence statement was found. The range is general knowledge.',
    source: 'general knowledge, not verified',
    verified: false,
  },
];

export const instrumentOf = (code: InstrumentCode): Instrument =>
  INSTRUMENTS.find((one) => one.code === code) as Instrument;

const KINDS = ['pain', 'activities', 'total'] as const satisfies readonly (keyof OutcomeAnswers)[];

/** Why these answers cannot be scored, with pointers into them; empty when they can. Nothing missing is ever guessed. */
export function answerFaults(instrument: Instrument, answers: OutcomeAnswers): FieldFault[] {
  const stray = KINDS.filter((kind) => kind !== instrument.asks && answers[kind] !== undefined).map((kind) =>
    fault(`/${kind}`, 'outcome.stray', `${instrument.code} does not ask for this.`),
  );
  const given = answers[instrument.asks];
  if (given === undefined) {
    return [...stray, fault(`/${instrument.asks}`, 'outcome.missing', `${instrument.code} asks for this.`)];
  }
  if (typeof given === 'number') {
    const fits = Number.isInteger(given) && given >= instrument.min && given <= instrument.max;
    const detail = `${instrument.code} goes from ${instrument.min} to ${instrument.max}, in whole points.`;
    return fits ? stray : [...stray, fault(`/${instrument.asks}`, 'outcome.out_of_range', detail)];
  }
  return [...stray, ...activityFaults(given)];
}

function activityFaults(activities: readonly PsfsActivity[]): FieldFault[] {
  const names = activities.map(({ activity }) => nameOf(activity));
  if (activities.length < PSFS.fewest || activities.length > PSFS.most) {
    const detail = `The scale needs ${PSFS.fewest} to ${PSFS.most} activities.`;
    return [fault('/activities', 'outcome.missing', detail)];
  }
  return names.flatMap((name, place) =>
    names.indexOf(name) < place
      ? [fault(`/activities/${place}/activity`, 'outcome.repeated', 'This activity stands twice.')]
      : [],
  );
}

/** The score of answers without faults: the rating, the mean of the activities to two decimals, or the total. */
export function scoreOf({ pain, activities, total }: OutcomeAnswers): number {
  if (activities === undefined) return (pain ?? total) as number;
  return hundredths(activities.reduce((sum, { score }) => sum + score, 0) / activities.length);
}

export const nameOf = (activity: string): string => activity.trim().toLowerCase();
export const hundredths = (value: number): number => Math.round(value * 100) / 100;

const fault = (pointer: string, code: string, detail: string): FieldFault => ({ pointer, code, detail });
