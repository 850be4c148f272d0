/**
 * Whether an entry can be kept at all, before anybody asks whether it was advised: whether it says what its kind says, and
 * whether its time can be meant. Pure. Each is judged by itself, so that none is lost for another's fault.
 */
import type { Entry, EntryKind } from './diary';

/** A device's clock may run ahead of ours by so much. */
const AHEAD_MS = 5 * 60_000;
/** What is older is told at the next visit. */
export const DIARY_DAYS = 60;

export const ENTRY_REFUSALS = [
  'diary.not_advised',
  'diary.id_reused',
  'diary.in_the_future',
  'diary.too_old',
  'diary.does_not_fit',
  'diary.other_plan',
  'diary.not_from_paper',
  'diary.not_a_carers_note',
] as const;
export type EntryRefusal = (typeof ENTRY_REFUSALS)[number];

type Field = Exclude<
  keyof Entry,
  'id' | 'kind' | 'at' | 'day' | 'corrects' | 'note' | 'privateNote' | 'onBadDay'
>;

const OF_A_SESSION: FieldsOfKind = { needs: ['sessionId'], may: [] };
interface FieldsOfKind {
  needs: readonly Field[];
  may: readonly Field[];
}

const FIELDS: Record<EntryKind, FieldsOfKind> = {
  started: OF_A_SESSION,
  paused: OF_A_SESSION,
  resumed: OF_A_SESSION,
  finished: { needs: ['sessionId'], may: ['pain', 'effort'] },
  item: {
    needs: ['sessionId', 'prescriptionId', 'itemId', 'dose'],
    may: [
      ...(['setsDone', 'repsDone', 'secondsDone', 'metresDone'] as const),
      ...(['pain', 'effort', 'spread', 'notDoneBecause'] as const),
    ],
  },
  next_morning: { needs: ['pain'], may: ['spread', 'sessionId'] },
  weekly: { needs: ['howMuch'], may: [] },
};
const ALL_FIELDS = [...new Set(Object.values(FIELDS).flatMap(({ needs, may }) => [...needs, ...may]))];

/** What a field tells, where an entry needs it. */
const TELLS: Partial<Record<Field, string>> = {
  sessionId: 'which session it belongs to',
  prescriptionId: 'of which plan it is',
  itemId: 'which exercise',
  pain: 'how much it hurt',
  howMuch: 'how much of the plan was done',
};

/**
 * An exercise told of by itself: of the first of the dosage's sessions, and a session of its own, which has the entry's id. Others
 * stay as they are.
 */
export function filledIn<E extends Omit<Entry, 'day'>>(entry: E): E {
  if (entry.kind !== 'item') return entry;
  return { ...entry, dose: entry.dose ?? 0, sessionId: entry.sessionId ?? entry.id };
}

/** What an entry lacks, or has too much of, in a sentence; null: it says what its kind says. */
export function misfitOf(entry: Omit<Entry, 'day'>): string | null {
  const { needs, may } = FIELDS[entry.kind];
  const missing = needs.filter((field) => entry[field] === null);
  if (missing.length > 0) {
    const tells = missing.map((field) => TELLS[field] ?? field).join(' and ');
    const are = missing.length > 1 ? 'are' : 'is';
    return `An entry of this kind says ${tells}: ${missing.join(' and ')} ${are} missing.`;
  }
  const others = ALL_FIELDS.filter(
    (field) => entry[field] !== null && !needs.includes(field) && !may.includes(field),
  );
  if (others.length > 0) return `An entry of this kind has no ${others.join(', ')}: leave that out.`;
  return entry.corrects === entry.id ? 'An entry does not correct itself: corrects names another.' : null;
}

/** Of a dosage with so many sessions; null where the entry names one of them. */
export function doseMisfit(dose: number | null, sessions: number | null): string | null {
  if (dose === null || sessions === null || dose < sessions) return null;
  const range = sessions === 1 ? 'dose is 0, or left out' : `dose is 0 to ${sessions - 1}`;
  return `This exercise has ${sessions} session${sessions === 1 ? '' : 's'}: ${range}.`;
}

/** Null where nothing speaks against it. `now` is the server's. */
export function refusalOf(entry: Omit<Entry, 'day'>, now: Date): EntryRefusal | null {
  if (misfitOf(entry) !== null) return 'diary.does_not_fit';
  if (+entry.at > +now + AHEAD_MS) return 'diary.in_the_future';
  if (+entry.at < +now - DIARY_DAYS * 86_400_000) return 'diary.too_old';
  return null;
}

const CONTENT = [...ALL_FIELDS, 'kind', 'note', 'privateNote', 'onBadDay', 'corrects'] as const;

/** Whether two entries of one id tell the same. */
export function tellsTheSame(a: Omit<Entry, 'day'>, b: Omit<Entry, 'day'>): boolean {
  return +a.at === +b.at && CONTENT.every((field) => a[field] === b[field]);
}
