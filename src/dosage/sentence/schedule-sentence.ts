/** How often and on which days, in words for the patient: "Once a day, on 3 days a week. Never on Sunday." */
import { type Weekday, WEEKDAYS } from '../../calendar/days';
import type { Schedule, Weeks } from '../dosage';
import type { DoseWords } from './dose-words';
import { capitalised, counted, isOne, listed, times } from './quantity-words';

/** "Never on Sunday." */
export function daySentences(words: DoseWords, schedule: Schedule): string[] {
  const { restDaysBetween, minRestHours, restDays = [] } = schedule;
  return [
    ...(restDaysBetween === undefined ? [] : [daysBetween(words, restDaysBetween)]),
    ...(minRestHours === undefined
      ? []
      : [words.say('wait_hours', { hours: counted(words, minRestHours, 'hours') })]),
    ...(restDays.length
      ? [words.say('never_on', { days: listed(words, named(words, restDays), 'or') })]
      : []),
  ];
}

/** "Once a day, on 3 days a week." */
export function howOften(words: DoseWords, schedule: Schedule): string {
  const { perDay = 1, perDayMax, perWeek, weekdays = [] } = schedule;
  const { everyDays = 1, everyHours = 1, from = '', until = '', betweenPlace = 0 } = schedule;
  const aDay = times(words, perDayMax === undefined ? { exact: perDay } : { min: perDay, max: perDayMax });
  const often = words.say('a_day', { times: aDay });
  const isOnceADay = perDay === 1 && perDayMax === undefined;
  const said = (): string => {
    switch (schedule.kind) {
      case 'weekly':
        if (isOnceADay && perWeek && isOne(perWeek)) return words.say('once_a_week');
        return perWeek === undefined || perWeek.exact === 7
          ? words.say('every_day', { often })
          : words.say('days_a_week', { often }, perWeek);
      case 'weekdays':
        return words.say('on_days', { often, days: listed(words, named(words, weekdays), 'and') });
      case 'every_n_days':
        if (everyDays === 2) return words.say('every_second_day', { often });
        if (everyDays === 3) return words.say('every_third_day', { often });
        return words.say('every_nth_day', { often }, everyDays);
      case 'every_n_hours':
        return words.say('every_hours', { from, until }, everyHours);
      case 'between':
        return words.say('between_place', { often, place: words.number(betweenPlace) });
      case 'as_needed':
        return words.say('as_needed', { times: times(words, perDay) });
    }
  };
  return capitalised(said());
}

function daysBetween(words: DoseWords, days: number): string {
  return days === 1 ? words.say('not_two_days_running') : words.say('days_free', {}, days);
}

function named(words: DoseWords, days: Weekday[]): string[] {
  return WEEKDAYS.filter((day) => days.includes(day)).map((day) => words.say(`day.${day}`));
}

/** "week 1", "weeks 2 to 4", "from week 5 on"; of a part, where they count from its beginning. */
export function weeksWords(words: DoseWords, { from, to }: Weeks, isOfPart = false): string {
  const which = to === undefined ? 'on' : from === to ? 'one' : 'range';
  const said = { from: words.number(from), to: to === undefined ? '' : words.number(to) };
  return words.say(isOfPart ? `week.${which}_of_part` : `week.${which}`, said);
}
