import { SpokenDto } from '../language/spoken.dto';
import { OUTCOMES } from '../http/errors';
import { TitledListDto } from '../routine/routine.dto';
import { Choice, Day, Flag, Id, Instant, ListOf, Moment, Part, Text, Whole } from '../http/fields';
import {
  type Entry,
  ENTRY_KINDS,
  type EntryKind,
  NOT_DONE_REASONS,
  type NotDoneReason,
  type Spread,
  SPREADS,
} from './diary';
import { ENTRY_REFUSALS, type EntryRefusal } from './entry-rules';
import type { DiaryRow } from './diary.repository';
import { STOP_UNTIL, type StopUntil } from './wording';

/** Entries sent at once. */
export const ENTRIES_MAX = 100;

const NUMBERED = { min: 0, max: 10, nullable: true, example: 3 };
const SOME = { min: 0, nullable: true, example: null };

const FIELDS = {
  sessionId: {
    nullable: true,
    about:
      'What was done at one go. Made on the device too. Of an item that is told of by itself it may be left out.',
  },
  prescriptionId: { nullable: true, about: 'Of an item.' },
  itemId: { nullable: true, about: 'Of an item.' },
  dose: {
    ...SOME,
    max: 103,
    example: 0,
    about: 'Of an item: which of the dosage’s sessions, from 0; 0 if not said.',
  },
  setsDone: { ...SOME, max: 100, example: 3 },
  repsDone: { ...SOME, max: 10_000, example: 30 },
  secondsDone: { ...SOME, max: 86_400 },
  metresDone: { ...SOME, max: 200_000 },
  pain: { ...NUMBERED, about: 'The worst, 0 to 10: during it; of next_morning, on that morning.' },
  effort: { ...NUMBERED, about: '0 to 10.' },
  spread: { nullable: true, example: 'none', about: 'Where the pain or another feeling went.' },
  notDoneBecause: { nullable: true, example: null, about: 'With amounts: why not all of it.' },
  howMuch: { ...NUMBERED, example: null, about: 'Of weekly: how much of the plan was done, 0 to 10.' },
  note: { max: 500, nullable: true, example: null },
  privateNote: {
    max: 500,
    nullable: true,
    example: null,
    about: 'Between the patient and their clinician: no carer and no guardian reads it.',
  },
  onBadDay: { example: false },
  corrects: {
    nullable: true,
    example: null,
    about:
      'The entry that this one takes the place of: the latest that is known. It may arrive later than its correction. Of several ' +
      'that correct the same one the later `at` holds, then the greater id, so make ids that grow with time (UUID version 7).',
  },
} as const;

export class NewEntryDto {
  @Id({ about: 'Made on the device, once: sent again it is known, and nothing is done twice.' }) id: string;
  @Choice(ENTRY_KINDS, {
    example: 'item',
    about:
      'What else it needs: started, paused, resumed and finished a sessionId; item a prescriptionId and an itemId; next_morning ' +
      'pain; weekly howMuch. What it may have: finished pain and effort; item sessionId, dose, the amounts done, pain, effort, ' +
      'spread and notDoneBecause; next_morning spread and sessionId; all of them note, privateNote (not from a carer), onBadDay and corrects.',
  })
  kind: EntryKind;
  @Moment({ about: 'When it was done or felt. A correction names the same time.' }) at: string;
  @Id({ ...FIELDS.sessionId, optional: true }) sessionId?: string | null;
  @Id({ ...FIELDS.prescriptionId, optional: true }) prescriptionId?: string | null;
  @Id({ ...FIELDS.itemId, optional: true }) itemId?: string | null;
  @Whole({ ...FIELDS.dose, optional: true }) dose?: number | null;
  @Whole({ ...FIELDS.setsDone, optional: true }) setsDone?: number | null;
  @Whole({ ...FIELDS.repsDone, optional: true }) repsDone?: number | null;
  @Whole({ ...FIELDS.secondsDone, optional: true }) secondsDone?: number | null;
  @Whole({ ...FIELDS.metresDone, optional: true }) metresDone?: number | null;
  @Whole({ ...FIELDS.pain, optional: true }) pain?: number | null;
  @Whole({ ...FIELDS.effort, optional: true }) effort?: number | null;
  @Choice(SPREADS, { ...FIELDS.spread, optional: true }) spread?: Spread | null;
  @Choice(NOT_DONE_REASONS, { ...FIELDS.notDoneBecause, optional: true })
  notDoneBecause?: NotDoneReason | null;
  @Whole({ ...FIELDS.howMuch, optional: true }) howMuch?: number | null;
  @Text({ ...FIELDS.note, optional: true }) note?: string | null;
  @Text({ ...FIELDS.privateNote, optional: true }) privateNote?: string | null;
  @Flag({
    ...FIELDS.onBadDay,
    optional: true,
    about: 'Whether it was done as the plan for a bad day has it.',
  })
  onBadDay?: boolean;
  @Id({ ...FIELDS.corrects, optional: true }) corrects?: string | null;
}

export class NewEntriesDto {
  @ListOf(() => NewEntryDto, { min: 1, max: ENTRIES_MAX, about: 'In any order.' }) entries: NewEntryDto[];
}

export const ENTRY_OUTCOMES = ['kept', 'known', 'refused'] as const;
export type EntryOutcome = (typeof ENTRY_OUTCOMES)[number];

/** What became of an entry, and why it was refused. */
export class EntryAnswerDto {
  @Id() id: string;
  @Choice(ENTRY_OUTCOMES, { about: 'known: it was here already, just so.' }) outcome: EntryOutcome;
  @Choice(ENTRY_REFUSALS, { nullable: true, example: null }) code: EntryRefusal | null;
  @Text({ max: 300, nullable: true, example: null, about: 'In words. Of does_not_fit: which field.' })
  detail: string | null;
}

export const REFUSAL_DETAILS: Record<EntryRefusal, string> = OUTCOMES;

export class ConsequenceDto {
  @Id({
    nullable: true,
    about:
      'null: the whole plan, but for what is there for comfort; with an entryId, the exercise that this entry was meant for, whichever ' +
      'that is.',
  })
  itemId: string | null;
  @Id({ nullable: true }) prescriptionId: string | null;
  @Id({
    nullable: true,
    example: null,
    about: 'An entry that was refused and heard all the same; else null.',
  })
  entryId: string | null;
  @Choice(STOP_UNTIL, { about: 'reviewed: until a clinician looked.' }) until: StopUntil;
  @Text({ max: 300, example: 'Please stop this one for today and let it rest.' }) text: string;
}

class DiaryTextsDto {
  @Text({ max: 300, nullable: true, example: null, about: 'Where the software only records.' })
  recorded: string | null;
  @Text({ max: 300, example: 'Nobody watches this app all day.' }) notWatched: string;
  @Part(() => TitledListDto) stopIf: TitledListDto;
  @Part(() => TitledListDto) emergency: TitledListDto;
  @Part(() => TitledListDto) urgent: TitledListDto;
}

export class DiaryAnswerDto {
  @ListOf(() => EntryAnswerDto, { about: 'One for each entry, in the order in which they were sent.' })
  entries: EntryAnswerDto[];
  @ListOf(() => ConsequenceDto, {
    about: 'What is stopped because of these entries; told again when they are sent again.',
  })
  consequences: ConsequenceDto[];
  @Part(() => DiaryTextsDto, { about: 'To be shown after every session.' }) texts: DiaryTextsDto;
  @Part(() => SpokenDto) spoken: SpokenDto;
}

export class PaperLogAnswerDto {
  @ListOf(() => EntryAnswerDto, { about: 'One for each entry, in the order in which they were sent.' })
  entries: EntryAnswerDto[];
}

export class DiaryEntryDto {
  @Id() id: string;
  @Choice(ENTRY_KINDS, { example: 'item' }) kind: EntryKind;
  @Instant() at: string;
  @Day({ about: 'The clinic’s day of it.' }) day: string;
  @Id(FIELDS.sessionId) sessionId: string | null;
  @Id(FIELDS.prescriptionId) prescriptionId: string | null;
  @Id(FIELDS.itemId) itemId: string | null;
  @Whole(FIELDS.dose) dose: number | null;
  @Whole(FIELDS.setsDone) setsDone: number | null;
  @Whole(FIELDS.repsDone) repsDone: number | null;
  @Whole(FIELDS.secondsDone) secondsDone: number | null;
  @Whole(FIELDS.metresDone) metresDone: number | null;
  @Whole(FIELDS.pain) pain: number | null;
  @Whole(FIELDS.effort) effort: number | null;
  @Choice(SPREADS, FIELDS.spread) spread: Spread | null;
  @Choice(NOT_DONE_REASONS, FIELDS.notDoneBecause) notDoneBecause: NotDoneReason | null;
  @Whole(FIELDS.howMuch) howMuch: number | null;
  @Text(FIELDS.note) note: string | null;
  @Text({ ...FIELDS.privateNote, about: 'Of the patient, for their clinician: always null to a carer.' })
  privateNote: string | null;
  @Flag(FIELDS.onBadDay) onBadDay: boolean;
  @Id(FIELDS.corrects) corrects: string | null;
  @Flag({ about: 'Whether it holds: no correction took its place.' }) isCurrent: boolean;
  @Id({ nullable: true, example: null, about: 'The carer who wrote it; null: the patient.' }) carerId:
    string | null;
  @Flag({ about: 'Whether a clinician took it down from the patient’s paper.' }) isFromPaper: boolean;
  @Instant() receivedAt: string;
}

export class PatientDiaryEntryDto extends DiaryEntryDto {
  @Text({ max: 200, nullable: true, example: 'Glute bridge' }) itemName: string | null;
  @Id({ nullable: true, example: null, about: 'The clinician who took it down from the patient’s paper.' })
  takenDownBy: string | null;
}

/** What was sent, with nothing left out. */
export function toEntry({ id, kind, at, ...said }: NewEntryDto): Omit<Entry, 'day'> {
  return {
    id,
    kind,
    at: new Date(at),
    sessionId: said.sessionId ?? null,
    prescriptionId: said.prescriptionId ?? null,
    itemId: said.itemId ?? null,
    dose: said.dose ?? null,
    setsDone: said.setsDone ?? null,
    repsDone: said.repsDone ?? null,
    secondsDone: said.secondsDone ?? null,
    metresDone: said.metresDone ?? null,
    pain: said.pain ?? null,
    effort: said.effort ?? null,
    spread: said.spread ?? null,
    notDoneBecause: said.notDoneBecause ?? null,
    howMuch: said.howMuch ?? null,
    note: said.note ?? null,
    privateNote: said.privateNote ?? null,
    onBadDay: said.onBadDay ?? false,
    corrects: said.corrects ?? null,
  };
}

export function toDiaryEntry(
  { at, receivedAt, takenDownBy, ...row }: Omit<DiaryRow, 'itemName'>,
  isCurrent: boolean,
): DiaryEntryDto {
  return {
    ...row,
    at: at.toISOString(),
    receivedAt: receivedAt.toISOString(),
    isCurrent,
    isFromPaper: takenDownBy !== null,
  };
}

export function toPatientDiaryEntry(
  { itemName, ...row }: DiaryRow,
  isCurrent: boolean,
): PatientDiaryEntryDto {
  return { ...toDiaryEntry(row, isCurrent), itemName, takenDownBy: row.takenDownBy };
}
