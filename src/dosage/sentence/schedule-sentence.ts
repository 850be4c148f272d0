/** How often and on which days, in words for the patient: "Once a day, on 3 days a week. Never on Sunday." */
import { type Weekday, WEEKDAYS } from '../../calendar/days';
import type { Schedule, Weeks } from '../dosage';
import { amountWords, capitalised, counted, isOne, listed, ordinal, times } from './quantity-words';

/** "Never on Sunday." */
export function daySentences({ restDaysBetween, minRestHours, restDays = [] }: Schedule): string[] {
  return [
    ...(restDaysBetween === undefined ? [] : [daysBetween(restDaysBetween)]),
    ...(minRestHours === undefined
      ? []
      : [`Wait at least ${counted(minRestHours, 'hour')} before you do it again.`]),
    ...(restDays.length ? [`Never on ${listed(named(restDays), 'or')}.`] : []),
  ];
}

/** "Once a day, on 3 days a week." */
export function howOften(schedule: Schedule): string {
  const { perDay = 1, perDayMax, perWeek, weekdays = [], everyDays, everyHours, from, until } = schedule;
  const often = times(perDayMax === undefined ? { exact: perDay } : { min: perDay, max: perDayMax });
  const aDay = `${capitalised(often)} a day`;
  switch (schedule.kind) {
    case 'weekly':
      if (often === 'once' && perWeek && isOne(perWeek)) return 'Once a week.';
      return `${aDay}, ${daysAWeek(perWeek ?? { exact: 7 })}.`;
    case 'weekdays':
      return `${aDay}, on ${listed(named(weekdays), 'and')}.`;
    case 'every_n_days':
      return `${aDay}, on every ${ordinal(everyDays ?? 1)} day.`;
    case 'every_n_hours':
      return `Every ${everyHours === 1 ? 'hour' : `${everyHours} hours`} from ${from} to ${until}, every day.`;
    case 'between':
      return `${aDay}, on the days on which you do not do exercise ${schedule.betweenPlace}.`;
    case 'as_needed':
      return `When you need it, but no more than ${times(perDay)} a day.`;
  }
}

function daysAWeek(perWeek: { exact?: number; min?: number; max?: number }): string {
  if (perWeek.exact === 7) return 'every day';
  return `on ${amountWords(perWeek)} ${isOne(perWeek) ? 'day' : 'days'} a week`;
}

function daysBetween(days: number): string {
  return days === 1
    ? 'Never on two days in a row.'
    : `Leave at least ${days} days free before you do it again.`;
}

function named(days: Weekday[]): string[] {
  return WEEKDAYS.filter((day) => days.includes(day)).map(capitalised);
}

/** "week 1", "weeks 2 to 4", "from week 5 on"; `ofWhat`: " of this part". */
export function weeksWords({ from, to }: Weeks, ofWhat = ''): string {
  if (to === undefined) return `from week ${from}${ofWhat} on`;
  return `${from === to ? `week ${from}` : `weeks ${from} to ${to}`}${ofWhat}`;
}
