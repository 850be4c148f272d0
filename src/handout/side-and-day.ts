/** What a handout says of a side and of a day, as data: the rest of its words stands in handout-wording.ts, under the same rules. */
import type { Side } from '../dosage/dosage';
import type { PatientText } from '../routine/wording';

const OWN = 'own wording of what the clinic asks for; no clinical fact';
const text = (id: string, words: string): PatientText => ({ id: `handout.${id}`, text: words, source: OWN });

/** In words, where the dose names a side. */
export const SIDES: Record<Exclude<Side, 'not_applicable'>, PatientText> = {
  both_together: text('side.both_together', 'both sides together'),
  left: text('side.left', 'your left side'),
  right: text('side.right', 'your right side'),
  each_side: text('side.each_side', 'first one side, then the other'),
  alternate: text('side.alternate', 'one side and the other in turn'),
};

/** An ISO day as it is read: 3 January 2027. By the month, from 1. */
export const DAY_OF_MONTH: readonly PatientText[] = (
  'January February March April May June July August September October November December'.split(
    ' ',
  ) as string[]
).map((month, index) => text(`day.${index + 1}`, `{date} ${month} {year}`));

/** Above the columns of the log, from Monday on. */
export const WEEKDAYS_SHORT: readonly PatientText[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map(
  (day) => text(`weekday.${day.toLowerCase()}`, day),
);
