/**
 * A dose as plain English for the patient. It is written once, when a prescription is issued, and then shown, printed
 * and exported as it stands, so it must lose nothing: two doses that differ for the patient read differently.
 */
import type { Dosage, Side } from './dosage';

const ON_SIDE: Record<Side, string> = {
  both_together: ' with both sides together',
  left: ' on your left side',
  right: ' on your right side',
  each_side: ' on each side',
  alternate: ', swapping sides each time',
  not_applicable: '',
};

const STEPS_TO: Record<Side, string> = {
  ...ON_SIDE,
  left: ' to the left',
  right: ' to the right',
  each_side: ' to each side',
};

/**
 * The dose in words, for example "Hold for 20 seconds, 3 times on each side. Once a day, every day." Expects a dose
 * without faults. One set of three and three sets of one are the same thing to do, and read the same.
 */
export function doseSentence(dosage: Dosage): string {
  const said = [whatToDo(dosage), tempo(dosage), effort(dosage), rest(dosage), howOften(dosage)];
  return said.filter(Boolean).join(' ');
}

function whatToDo(dosage: Dosage): string {
  const { sets, side } = dosage;
  const reps = repCount(dosage);
  if (dosage.repUnit === 'step') {
    const steps = `${reps} ${reps === 1 ? 'step' : 'steps'}${STEPS_TO[side]}`;
    return sets === 1 ? `Take ${steps}.` : `Do ${sets} sets of ${steps}.`;
  }
  const eachTime = holdOrDistance(dosage);
  if (sets === 1 || reps === 1) {
    const count = times(sets === 1 ? reps : sets);
    return `${eachTime ? `${eachTime},` : 'Do it'} ${count}${ON_SIDE[side]}.`;
  }
  const setsOfReps = `Do ${sets} sets of ${reps}${ON_SIDE[side]}.`;
  return eachTime ? `${setsOfReps} ${eachTime} each time.` : setsOfReps;
}

function holdOrDistance({ holdSeconds, distanceMetres }: Dosage): string {
  if (holdSeconds !== undefined) return `Hold for ${duration(holdSeconds)}`;
  if (distanceMetres !== undefined)
    return `Go ${distanceMetres} ${distanceMetres === 1 ? 'metre' : 'metres'}`;
  return '';
}

function tempo(dosage: Dosage): string {
  return dosage.tempo === 'slow' ? 'Move slowly.' : '';
}

function effort({ effortRpe }: Dosage): string {
  return effortRpe === undefined ? '' : `Your effort should feel like ${effortRpe} out of 10.`;
}

function rest(dosage: Dosage): string {
  const { restSeconds } = dosage;
  if (restSeconds === undefined) return '';
  const when = repCount(dosage) === 1 ? 'in between' : 'between sets';
  return restSeconds === 0 ? `Do not rest ${when}.` : `Rest for ${duration(restSeconds)} ${when}.`;
}

function howOften({ perDay, perWeek }: Dosage): string {
  const days = perWeek === 7 ? 'every day' : `on ${perWeek} ${perWeek === 1 ? 'day' : 'days'} a week`;
  const often = times(perDay);
  return `${often.charAt(0).toUpperCase()}${often.slice(1)} a day, ${days}.`;
}

function repCount({ reps, repsMax }: Dosage): number | string {
  return repsMax === undefined ? (reps ?? 1) : `${reps} to ${repsMax}`;
}

function times(count: number | string): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${count} times`;
}

function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const left = seconds % 60;
  const parts = [
    minutes > 0 && `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
    left > 0 && `${left} ${left === 1 ? 'second' : 'seconds'}`,
  ];
  return parts.filter(Boolean).join(' ');
}
