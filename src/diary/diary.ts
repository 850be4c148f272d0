/**
 * What a set of diary entries says: which of them hold, and what sessions, exercises, mornings and weeks they tell of. A device
 * may send an entry late, twice or before the one that it corrects, so nothing here asks in which order they came: the same set
 * says the same. Pure; what was advised, and how much of it, is not known here.
 */
import { byTime } from './corrections';

export const ENTRY_KINDS = [
  'started',
  'paused',
  'resumed',
  'finished',
  'item',
  'next_morning',
  'weekly',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Where the pain or another feeling went. */
export const SPREADS = ['none', 'further_down', 'numb_or_weak'] as const;
export type Spread = (typeof SPREADS)[number];

export const NOT_DONE_REASONS = ['pain', 'time', 'forgot', 'unsure_how', 'ill', 'other'] as const;
export type NotDoneReason = (typeof NOT_DONE_REASONS)[number];

/** One thing that was told. What a kind has no use for is null. */
export interface Entry {
  /** Made on the device. Of time-ordered ids (UUID version 7) the later is the greater. */
  id: string;
  kind: EntryKind;
  /** When it was done or felt; a correction names the same time, unless that was what was wrong. */
  at: Date;
  /** The clinic's day of it. */
  day: string;
  sessionId: string | null;
  prescriptionId: string | null;
  itemId: string | null;
  /** Which of the dosage's sessions, from 0. */
  dose: number | null;
  setsDone: number | null;
  repsDone: number | null;
  secondsDone: number | null;
  metresDone: number | null;
  /** 0 to 10. */
  pain: number | null;
  effort: number | null;
  spread: Spread | null;
  notDoneBecause: NotDoneReason | null;
  /** 0 to 10. */
  howMuch: number | null;
  note: string | null;
  /** For the patient and their clinician; no carer reads it. */
  privateNote: string | null;
  onBadDay: boolean;
  /** The entry that this one takes the place of; it may be one that has not come yet. */
  corrects: string | null;
}

/** What was done at one go. */
export interface Session {
  id: string;
  startedAt: Date | null;
  finishedAt: Date | null;
  pausedSeconds: number;
  /** Whole ones, rounded up, pauses left out; null while its beginning or its end was not told. */
  minutes: number | null;
}

/** Of current entries, oldest session first. */
export function sessionsOf(entries: readonly Entry[]): Session[] {
  const bySession = new Map<string, Entry[]>();
  for (const entry of [...entries].sort(byTime)) {
    if (entry.sessionId === null) continue;
    bySession.set(entry.sessionId, [...(bySession.get(entry.sessionId) ?? []), entry]);
  }
  return [...bySession].map(([id, told]) => sessionOf(id, told));
}

function sessionOf(id: string, told: readonly Entry[]): Session {
  const startedAt = told.find(({ kind }) => kind === 'started')?.at ?? null;
  const finishedAt = told.findLast(({ kind }) => kind === 'finished')?.at ?? null;
  const pausedSeconds = pausedIn(told, startedAt, finishedAt);
  const open = startedAt && finishedAt && +finishedAt >= +startedAt;
  return {
    id,
    startedAt,
    finishedAt,
    pausedSeconds,
    minutes: open ? Math.ceil(((+finishedAt - +startedAt) / 1000 - pausedSeconds) / 60) : null,
  };
}

/** A pause lasts until the session is taken up or finished; one that never ended is not counted. */
function pausedIn(told: readonly Entry[], startedAt: Date | null, finishedAt: Date | null): number {
  let since: number | null = null;
  let paused = 0;
  for (const { kind, at } of told) {
    const moment = Math.min(
      Math.max(+at, startedAt ? +startedAt : -Infinity),
      finishedAt ? +finishedAt : Infinity,
    );
    if (kind === 'paused') since ??= moment;
    else if (since !== null && (kind === 'resumed' || kind === 'finished')) {
      paused += moment - since;
      since = null;
    }
  }
  return Math.round(paused / 1000);
}

export const DONE_STATES = ['done', 'part', 'not_done'] as const;
export type DoneState = (typeof DONE_STATES)[number];

/** One item in one session of one dose: told twice without a correction, it is still one. */
export interface ItemDone {
  sessionId: string;
  prescriptionId: string;
  itemId: string;
  dose: number;
  day: string;
  state: DoneState;
  setsDone: number | null;
  repsDone: number | null;
  secondsDone: number | null;
  metresDone: number | null;
  /** The worst that was told of it. */
  pain: number | null;
  effort: number | null;
  notDoneBecause: NotDoneReason | null;
  onBadDay: boolean;
}

/** Of current entries; of several about one item in one session the most that was done counts. Oldest first. */
export function itemsDone(entries: readonly Entry[]): ItemDone[] {
  const told = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.kind !== 'item') continue;
    const key = `${entry.sessionId} ${entry.itemId} ${entry.dose}`;
    told.set(key, [...(told.get(key) ?? []), entry]);
  }
  return [...told.values()]
    .map((same) => {
      const [most] = [...same].sort((a, b) => rank(a) - rank(b) || -byTime(a, b)) as [Entry];
      const pains = same.flatMap(({ pain }) => pain ?? []);
      return { entry: most, pain: pains.length > 0 ? Math.max(...pains) : null };
    })
    .sort((a, b) => byTime(a.entry, b.entry))
    .map(({ entry, pain }) => ({
      sessionId: entry.sessionId as string,
      prescriptionId: entry.prescriptionId as string,
      itemId: entry.itemId as string,
      dose: entry.dose as number,
      day: entry.day,
      state: stateOf(entry),
      setsDone: entry.setsDone,
      repsDone: entry.repsDone,
      secondsDone: entry.secondsDone,
      metresDone: entry.metresDone,
      pain,
      effort: entry.effort,
      notDoneBecause: entry.notDoneBecause,
      onBadDay: entry.onBadDay,
    }));
}

const rank = (entry: Entry): number => DONE_STATES.indexOf(stateOf(entry));

/** A reason says that something was left out; amounts say how much was done all the same. */
export function stateOf(entry: Entry): DoneState {
  const amounts = [entry.setsDone, entry.repsDone, entry.secondsDone, entry.metresDone].flatMap(
    (one) => one ?? [],
  );
  const hasSome = amounts.some((amount) => amount > 0);
  if (entry.notDoneBecause !== null) return hasSome ? 'part' : 'not_done';
  return amounts.length > 0 && !hasSome ? 'not_done' : 'done';
}

export interface Morning {
  day: string;
  /** The worst, where several were told of one day. */
  pain: number;
}

/** Of current entries, oldest first, one for each day that was told of. */
export function nextMorningsOf(entries: readonly Entry[]): Morning[] {
  const worst = new Map<string, number>();
  for (const { kind, day, pain } of entries) {
    if (kind === 'next_morning') worst.set(day, Math.max(worst.get(day) ?? 0, pain ?? 0));
  }
  return [...worst].map(([day, pain]) => ({ day, pain })).sort((a, b) => (a.day < b.day ? -1 : 1));
}

export interface WeekTold {
  day: string;
  /** 0 to 10. */
  howMuch: number;
}

/** What was said of whole weeks, of current entries, oldest first; of several on one day the last. */
export function weeksToldOf(entries: readonly Entry[]): WeekTold[] {
  const told = new Map<string, number>();
  for (const { kind, day, howMuch } of [...entries].sort(byTime)) {
    if (kind === 'weekly') told.set(day, howMuch as number);
  }
  return [...told].map(([day, howMuch]) => ({ day, howMuch })).sort((a, b) => (a.day < b.day ? -1 : 1));
}
