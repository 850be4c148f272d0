/**
 * How long a record is kept, and by which rule. Pure; days are those of the clinic. Nothing here deletes anything: it says from
 * when on a person may decide to. A clinic's insurer or regulator may ask for longer, which is for the clinic to find out.
 */
import { ageOn } from '../calendar/age';
import { addDays } from '../calendar/days';

/** Where the numbers come from; the clinic checks them against the Code in force before it deletes anything. */
const GCC =
  'General Chiropractic Council, Code 2016 and its guidance on records: eight years from the last visit; of a child until the ' +
  '25th birthday, or the 26th if they were 17 at the end of treatment.';

export const RETENTION_RULES = [
  { id: 'RET-8Y', says: 'Kept for eight years from the last visit.', source: GCC },
  { id: 'RET-25', says: 'Treated as a child: kept until the 25th birthday.', source: GCC },
  { id: 'RET-26', says: 'Aged 17 at the end of treatment: kept until the 26th birthday.', source: GCC },
] as const;
export type RetentionRule = (typeof RETENTION_RULES)[number];

const [EIGHT_YEARS, UNTIL_25, UNTIL_26] = RETENTION_RULES;
const YEARS = 8;

/**
 * What counts as a visit, by what the rows tell (portal.last_visits): the last of these is also taken for the end of treatment.
 * Whatever is later keeps the record longer. A withdrawal, a pause, a hold, an alert or the patient's own diary is no visit [design
 * decision]. For who came in by a table, the visits before are not known: they count from that day on.
 */
export const VISIT_KINDS = {
  assessed: 'an assessment that was signed',
  scored: 'a score that was taken',
  advised: 'a plan that was issued, extended or resumed',
  paper_log: 'a diary on paper that was taken down',
  discharged: 'a discharge, but for that of a death',
  registered: 'the registration, as nothing came after it',
} as const;
export type VisitKind = keyof typeof VISIT_KINDS;

export interface LastVisit {
  day: string;
  kind: VisitKind;
}

export interface Retention {
  /** The last day for which it has to be kept, to its end. */
  keptUntil: string;
  /** The first day on which it may be deleted. */
  dueFrom: string;
  rule: RetentionRule;
}

/**
 * The later of what counts for everybody and what counts for who was a child at the end of treatment. Of somebody who died the
 * same: our sources say nothing else.
 */
export function retentionOf(dateOfBirth: string, { day }: LastVisit): Retention {
  const age = ageOn(dateOfBirth, day);
  const candidates: [string, RetentionRule][] = [[yearsLater(day, YEARS), EIGHT_YEARS]];
  if (age === 17) candidates.push([yearsLater(dateOfBirth, 26), UNTIL_26]);
  else if (age < 17) candidates.push([yearsLater(dateOfBirth, 25), UNTIL_25]);
  const [keptUntil, rule] = candidates.reduce((one, other) => (other[0] >= one[0] ? other : one));
  return { keptUntil, dueFrom: addDays(keptUntil, 1), rule };
}

/** Whether it may be deleted on this day. */
export const isDue = ({ keptUntil }: Retention, today: string): boolean => today > keptUntil;

/** No record whose last visit is on this day or later can be due: to ask fewer. */
export const notDueSince = (today: string): string => yearsLater(today, -YEARS);

/** The same day of another year; of 29 February in a common year 1 March, as an age is attained then (calendar/age.ts). */
function yearsLater(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) + years;
  return day.endsWith('-02-29') && !isLeap(year) ? `${year}-03-01` : `${year}${day.slice(4)}`;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
