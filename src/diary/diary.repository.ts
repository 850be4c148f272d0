/**
 * Reads and writes the entries of diaries. They are only ever added. Who may tell of what is the policies' to say
 * (migrations/always/3-policies.sql); it is asked here beforehand, of a whole batch at once, so that one entry that may not be
 * told does not cost the others.
 */
import type { Tx } from '../db/tx';
import type { Role } from '../identity/actor';
import { cursorKey, type PageQuery, rowsFor } from '../http/page';
import type { Entry } from './diary';
import { type ItemStop, STOP_COLUMNS } from './item-stop.repository';

/** An entry as it is shown. */
export interface DiaryRow extends Entry {
  carerId: string | null;
  /** The clinician who copied it from the patient's paper. */
  takenDownBy: string | null;
  receivedAt: Date;
  /** Where the asker may read it. */
  itemName: string | null;
}

const COLUMNS = {
  id: 'uuid',
  kind: 'text',
  at: 'timestamptz',
  day: 'date',
  sessionId: 'uuid',
  prescriptionId: 'uuid',
  itemId: 'uuid',
  dose: 'int',
  setsDone: 'int',
  repsDone: 'int',
  secondsDone: 'int',
  metresDone: 'int',
  pain: 'int',
  effort: 'int',
  spread: 'text',
  notDoneBecause: 'text',
  howMuch: 'int',
  note: 'text',
  privateNote: 'text',
  onBadDay: 'boolean',
  corrects: 'uuid',
} as const satisfies Record<keyof Entry, string>;

const named = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const FIELDS = Object.keys(COLUMNS) as (keyof Entry)[];
/** What a carer's role may write and read. */
const FOR_CARERS = FIELDS.filter((field) => field !== 'privateNote');
const selected = (fields: readonly (keyof Entry)[]): string =>
  FIELDS.map((field) => {
    const column = field === 'day' ? 'e.day::text' : `e.${named(field)}`;
    return `${fields.includes(field) ? column : 'null'} as "${field}"`;
  }).join(', ');
const [SELECTED, SELECTED_BY_CARERS] = [selected(FIELDS), selected(FOR_CARERS)];
const selectedBy = ({ actor }: Tx): string => (actor.role === 'carer' ? SELECTED_BY_CARERS : SELECTED);

/** An id that the asker may not read would be an error here, and not another's id. */
const NOT_KEPT_BACK = `portal.came_by_merge('log_entry', id, (select portal.unsure_merges())) is not true`;

const keeping = (
  written: 'carer_id' | 'taken_down_by',
  advised: string,
  names = FIELDS.map(named).join(', '),
) => /* sql */ `
  with given as materialized (
    select e.*, e.kind <> 'item' or ${advised} as advised,
      case when e.kind = 'item' then portal.sessions_of(e.prescription_id, e.item_id) end as sessions
    from jsonb_to_recordset($1::jsonb) as e (${FIELDS.map((field) => `${named(field)} ${COLUMNS[field]}`).join(', ')})
  ), kept as (
    insert into portal.log_entry (clinic_id, patient_id, ${written}, ${names})
    select $2, $3, $4, ${names} from given where advised and (dose < sessions) is not false and ${NOT_KEPT_BACK} order by id
    on conflict do nothing returning id
  )
  select given.id, given.advised, given.sessions, kept.id is not null as kept from given left join kept on kept.id = given.id`;
const WAS_ADVISED = 'portal.was_advised(e.prescription_id, e.item_id, e.at)';
const KEEP_OWN = keeping('carer_id', WAS_ADVISED);
const KEEP_AS_CARER = keeping('carer_id', WAS_ADVISED, FOR_CARERS.map(named).join(', '));
const KEEP_FROM_PAPER = keeping(
  'taken_down_by',
  'portal.was_advised_to($3, e.prescription_id, e.item_id, e.at)',
);

const KEEPING: Partial<Record<Role, [name: string, statement: string]>> = {
  clinician: ['keep from paper', KEEP_FROM_PAPER],
  carer: ['keep as carer', KEEP_AS_CARER],
};

/** What became of an entry: not kept although advised, and of a session that exists, means that another has its id. */
export interface Keeping {
  id: string;
  advised: boolean;
  /** How many the exercise's dosage has; null: it is about no exercise of theirs. */
  sessions: number | null;
  kept: boolean;
}

/**
 * Ids have to be different. In one statement, so that what was advised is the same question for the answer and for the policy;
 * in the order of the ids, so that two deliveries of the same entries wait for each other and never in a ring.
 */
export function keepEntries(tx: Tx, patientId: string, entries: readonly Entry[]): Promise<Keeping[]> {
  const { clinicId, role, id } = tx.actor;
  const by = role === 'patient' ? null : id;
  const [name, statement] = KEEPING[role] ?? ['keep', KEEP_OWN];
  return tx.prepared<Keeping>(name, statement, [asRows(entries), clinicId, patientId, by]);
}

const asRows = (entries: readonly Entry[]): string =>
  JSON.stringify(
    entries.map((entry) => Object.fromEntries(FIELDS.map((field) => [named(field), entry[field]]))),
  );

/**
 * Which of these the asker told word for word before their record was merged: they may not read them any more
 * (migrations/always/1-came-by-merge.sql).
 */
export async function toldBefore(tx: Tx, entries: readonly Entry[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>('select told.id from portal.told_before($1) as told (id)', [
    asRows(entries),
  ]);
  return new Set(rows.map(({ id }) => id));
}

/** What such entries have stopped. */
export function stoppedBefore(tx: Tx, entries: readonly Entry[]): Promise<ItemStop[]> {
  return tx.query<ItemStop>(`select ${STOP_COLUMNS} from portal.stopped_before($1) s`, [asRows(entries)]);
}

/** Those that the asker may see. */
export function findEntries(tx: Tx, patientId: string, ids: readonly string[]): Promise<Entry[]> {
  return tx.query<Entry>(
    `select ${selectedBy(tx)} from portal.log_entry e where e.patient_id = $1 and e.id = any($2)`,
    [patientId, ids],
  );
}

/** Which of these entries of the patient were copied from paper. */
export async function takenDownAmong(tx: Tx, patientId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<{ id: string }>(
    `select e.id from portal.log_entry e
     where e.patient_id = $1 and e.id = any($2) and e.taken_down_by is not null`,
    [patientId, ids],
  );
  return rows.map(({ id }) => id);
}

/**
 * These entries with all that they correct and that corrects them, however long the chain, and those of the patient from that day
 * on with theirs. Enough to say which of them hold.
 */
export function findWithCorrections(
  tx: Tx,
  patientId: string,
  asked: { ids?: readonly string[]; sinceDay?: string | null },
): Promise<Entry[]> {
  return tx.query<Entry>(
    `with recursive place (id) as (
       select e.id from portal.log_entry e where e.patient_id = $1 and (e.id = any($2) or e.day >= $3::date)
       union
       select next.id from place
       cross join lateral (
         select e.corrects as id from portal.log_entry e
         where e.id = place.id and e.patient_id = $1 and e.corrects is not null
         union all
         select e.id from portal.log_entry e where e.corrects = place.id and e.patient_id = $1
       ) next
     )
     select ${selectedBy(tx)} from portal.log_entry e where e.patient_id = $1 and e.id in (select place.id from place)`,
    [patientId, asked.ids ?? [], asked.sinceDay ?? null],
  );
}

/** Newest first, corrected ones too. `withNames`: for those who may read what was prescribed. */
export function pageOfDiary(
  tx: Tx,
  patientId: string,
  page: PageQuery,
  withNames: boolean,
): Promise<DiaryRow[]> {
  const [at, id] = cursorKey(page, 2) ?? [null, null];
  const name = withNames
    ? '(select i.name from portal.prescription_item i where i.clinic_id = e.clinic_id and i.id = e.item_id)'
    : 'null';
  return tx.query<DiaryRow>(
    `select ${selectedBy(tx)}, e.carer_id as "carerId", e.taken_down_by as "takenDownBy",
       e.received_at as "receivedAt", ${name} as "itemName"
     from portal.log_entry e
     where e.patient_id = $1 and ($2::timestamptz is null or (e.at, e.id) < ($2::timestamptz, $3::uuid))
     order by e.at desc, e.id desc limit $4`,
    [patientId, at, id, rowsFor(page)],
  );
}
