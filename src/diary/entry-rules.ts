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
] as const;
export type EntryRefusal = (typeof ENTRY_REFUSALS)[number];

type Field = Exclude<keyof Entry, 'id' | 'kind' | 'at' | 'day' | 'corrects' | 'note' | 'onBadDay'>;

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

/** Null where nothing speaks against it. `now` is the server's. */
export function refusalOf(entry: Omit<Entry, 'day'>, now: Date): EntryRefusal | null {
  const { needs, may } = FIELDS[entry.kind];
  const fits = ALL_FIELDS.every((field) => {
    const isSaid = entry[field] !== null;
    return isSaid ? needs.includes(field) || may.includes(field) : !needs.includes(field);
  });
  if (!fits || entry.corrects === entry.id) return 'diary.does_not_fit';
  if (+entry.at > +now + AHEAD_MS) return 'diary.in_the_future';
  if (+entry.at < +now - DIARY_DAYS * 86_400_000) return 'diary.too_old';
  return null;
}

const CONTENT = [...ALL_FIELDS, 'kind', 'note', 'onBadDay', 'corrects'] as const;

/** Whether two entries of one id tell the same. */
export function tellsTheSame(a: Omit<Entry, 'day'>, b: Omit<Entry, 'day'>): boolean {
  return +a.at === +b.at && CONTENT.every((field) => a[field] === b[field]);
}
