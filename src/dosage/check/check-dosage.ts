/**
 * What makes a dose impossible. First the shape of each part (dosage-shapes.ts, bounds.ts); only what is sound in shape is
 * then asked whether it contradicts itself. It never proposes a number.
 */
import { DOSE_IN_WORDS_MAX } from '../bounds';
import { lengthInWords } from '../sentence/dose-sentence';
import { REPS_A_DAY_MAX } from '../bounds';
import { repsOnADay } from '../dose-totals';
import { checkIntervals } from './check-intervals';
import { checkPain } from './check-pain';
import { checkProgression } from './check-progression';
import { checkSchedule, checkWeeks } from './check-schedule';
import { checkSets } from './check-sets';
import type { Dosage, DosageFault, SessionDose, Side } from '../dosage';
import { DOSAGE } from './dosage-shapes';
import { contradictionsAt, faultsOfShape, missing } from './shape';

/**
 * Every reason why this dose cannot be meant, each with a JSON pointer below the dosage; none for a dose that can be carried
 * out. Takes whatever a file or a caller may hold: a field of the wrong type or name is a fault too.
 */
export function checkDosage(dosage: Dosage): DosageFault[] {
  const ofShape = faultsOfShape(DOSAGE, dosage, '');
  if (ofShape.length > 0) return ofShape;
  const faults = [
    ...dosage.sessions.flatMap((session, index) => checkSession(session, dosage.side, `/sessions/${index}`)),
    ...checkSides(dosage),
    ...checkWeeks(dosage),
    ...checkProgression(dosage),
    ...checkPain(dosage),
  ];
  return faults.length > 0 ? faults : checkLength(dosage);
}

/** Only what can be meant can be said. */
function checkLength(dosage: Dosage): DosageFault[] {
  const length = lengthInWords(dosage);
  if (length <= DOSE_IN_WORDS_MAX) return [];
  const detail = `In words this dose takes ${length} characters; nobody can follow more than ${DOSE_IN_WORDS_MAX}.`;
  return [{ pointer: '/sessions', code: 'dosage.too_long', detail }];
}

function checkSession(session: SessionDose, side: Side, at: string): DosageFault[] {
  const { sets, intervals } = session;
  if (!sets && !intervals) return [missing(`${at}/sets`, 'Please give sets or intervals.')];
  if (sets && intervals) {
    return contradictionsAt(at, [[true, 'intervals', 'Choose sets or intervals, not both in one session.']]);
  }
  return [
    ...(sets ? checkSets(sets, side, `${at}/sets`) : []),
    ...(intervals ? checkIntervals(intervals, `${at}/intervals`) : []),
    ...checkSchedule(session, side, at),
    ...tooManyReps(session, side, at),
  ];
}

function tooManyReps(session: SessionDose, side: Side, at: string): DosageFault[] {
  const reps = repsOnADay(session, side);
  if (reps <= REPS_A_DAY_MAX) return [];
  const detail = `These are ${reps} reps a day; ${REPS_A_DAY_MAX} is the most.`;
  return [{ pointer: `${at}/sets`, code: 'dosage.out_of_range', detail }];
}

function checkSides({ side, sessions }: Dosage): DosageFault[] {
  const bySide = !['both_together', 'not_applicable'].includes(side);
  const sets = sessions.flatMap((session) => session.sets ?? []);
  const only = sets[0]?.side;
  return contradictionsAt('', [
    [
      bySide && sessions.some(({ intervals }) => intervals),
      'side',
      'Intervals are done with the whole body.',
    ],
    [
      side === 'each_side' && only !== undefined && sets.every((set) => set.side === only),
      'side',
      `Every set is on the ${only}; then that is the side of the dose.`,
    ],
  ]);
}
