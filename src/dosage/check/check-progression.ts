/**
 * When progression and regression cannot be meant, alone or beside the sets they speak of. Expects a dose of a sound shape.
 */
import { repsOf, spanOr0 } from '../amount';
import type { DoseChange, Dosage, DosageFault, Progression, SetSpec } from '../dosage';
import { setsOf } from '../parts-of-dose';
import { type Contradiction, contradictionsAt, missing } from './shape';

export function checkProgression(dosage: Dosage): DosageFault[] {
  const { progression, regression } = dosage;
  return [
    ...(progression ? checkStep(dosage, progression, '/progression') : []),
    ...(progression ? contradictionsAt('/progression', goesUp(progression.change, dosage)) : []),
    ...(progression?.cap ? contradictionsAt('/progression/cap', capsOf(dosage)) : []),
    ...(progression?.decidedBy === 'patient_within_limits' ? withoutLimit(progression) : []),
    ...(regression ? checkStep(dosage, regression, '/regression') : []),
    ...(regression ? contradictionsAt('/regression', [goesDown(regression.change)]) : []),
  ];
}

function checkStep(dosage: Dosage, step: { when: object; change: DoseChange }, at: string): DosageFault[] {
  const { when, change } = step;
  const isEmpty = (part: object) => Object.values(part).every((value) => value === undefined);
  return [
    ...(isEmpty(when) ? [missing(`${at}/when`, 'Please say when.')] : []),
    ...(isEmpty(change) ? [missing(`${at}/change`, 'Please say what changes.')] : []),
    ...contradictionsAt(`${at}/change`, changesNothing(dosage, change)),
  ];
}

const NUMBERS = ['reps', 'sets', 'holdSeconds', 'timeSeconds', 'kg', 'percentLoad', 'ladder'] as const;

/** A change of nothing, or of something that this dose has not. */
function changesNothing(dosage: Dosage, change: DoseChange): Contradiction[] {
  const { sessions } = dosage;
  const sets = setsOf(dosage);
  const hasRows = sessions.length > 1 && sessions.some(({ weeks }) => weeks);
  const has = (part: keyof SetSpec) => sets.some((set) => set[part] !== undefined);
  const isTimed = has('timeSeconds') || sessions.some(({ intervals }) => intervals);
  const { reps, sets: count, holdSeconds, timeSeconds, nextWeekRow, repeatWeekRow } = change;
  return [
    ...NUMBERS.map((part): Contradiction => [change[part] === 0, part, 'A change of 0 is none.']),
    [reps !== undefined && !has('reps'), 'reps', 'There are no reps to change.'],
    [count !== undefined && sets.length === 0, 'sets', 'There are no sets to change.'],
    [holdSeconds !== undefined && !has('holdSeconds'), 'holdSeconds', 'There is no hold to change.'],
    [timeSeconds !== undefined && !isTimed, 'timeSeconds', 'There is no time to change.'],
    [nextWeekRow === true && !hasRows, 'nextWeekRow', 'There is no table of weeks.'],
    [repeatWeekRow === true && !hasRows, 'repeatWeekRow', 'There is no table of weeks.'],
    [nextWeekRow === true && repeatWeekRow === true, 'repeatWeekRow', 'Go on or repeat, not both.'],
  ];
}

const rises = (change: DoseChange): boolean => NUMBERS.some((part) => (change[part] ?? 0) > 0);
const falls = (change: DoseChange): boolean => NUMBERS.some((part) => (change[part] ?? 0) < 0);
const isGiven = (change: DoseChange): boolean => NUMBERS.some((part) => change[part] !== undefined);

function goesUp(change: DoseChange, dosage: Dosage): Contradiction[] {
  const { when } = dosage.progression ?? {};
  return [
    [
      isGiven(change) && !rises(change) && !change.nextWeekRow,
      'change',
      'A progression asks for more of something.',
    ],
    [change.repeatWeekRow === true, 'change', 'To repeat a row is no progression.'],
    [
      when?.allSetsAtTop === true && setsOf(dosage).length === 0,
      'when',
      'There are no sets to be at the top of.',
    ],
  ];
}

const goesDown = (change: DoseChange): Contradiction => [
  change.nextWeekRow === true || (isGiven(change) && !falls(change) && !change.repeatWeekRow),
  'change',
  'A regression asks for less of something.',
];

/** Where progression ends must not lie below where the dose already is. */
function capsOf(dosage: Dosage): Contradiction[] {
  const { reps, sets, holdSeconds, kg } = dosage.progression?.cap ?? {};
  const all = setsOf(dosage);
  const mostReps = Math.max(0, ...all.filter((set) => set.reps).map((set) => repsOf(set).max));
  const mostSets = Math.max(
    0,
    ...dosage.sessions.map((session) => (session.sets ?? []).reduce((sum, { count }) => sum + count, 0)),
  );
  const below = (cap: number | undefined, start: number, part: string): Contradiction => [
    cap !== undefined && Number.isFinite(start) && cap < start,
    part,
    `The dose already asks for ${start}.`,
  ];
  return [
    below(reps, mostReps, 'reps'),
    below(sets, mostSets, 'sets'),
    below(holdSeconds, Math.max(0, ...all.map((set) => spanOr0(set.holdSeconds).max)), 'holdSeconds'),
    below(kg, Math.max(0, ...all.map((set) => set.load?.kg ?? 0)), 'kg'),
  ];
}

/**
 * The table of weeks ends by itself. Whatever else a patient may raise alone needs its own end, or a pace; and no step of the
 * ladder is theirs to take, since the next exercise is another one.
 */
function withoutLimit({ change, cap = {} }: Progression): DosageFault[] {
  const rising = NUMBERS.filter((part) => part !== 'ladder' && (change[part] ?? 0) > 0);
  const unlimited = rising.filter((part) => (cap as DoseChange)[part] === undefined);
  const detail = 'What the patient decides alone needs a limit.';
  const at = (part: string) => (isCapped(part) ? part : 'percentPerWeek');
  return [
    ...(cap.percentPerWeek === undefined ? unlimited : []).map((part) =>
      missing(`/progression/cap/${at(part)}`, detail),
    ),
    ...contradictionsAt('/progression', [
      [
        change.ladder === 1,
        'decidedBy',
        'The harder exercise is another one, which a clinician has to give.',
      ],
    ]),
  ];
}

const isCapped = (part: string): boolean => ['reps', 'sets', 'holdSeconds', 'kg'].includes(part);
