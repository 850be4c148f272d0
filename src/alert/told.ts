/**
 * What a patient told of their days, as far as alerts ask: made into reports of pain, one for each session and each morning,
 * and the baseline that they are held against. Pure; entries may come in any order, late and corrected.
 */
import { currentEntries } from '../diary/corrections';

/** An entry of the diary (log_entry). */
export interface Told {
  id: string;
  kind: 'item' | 'next_morning';
  at: Date;
  /** The clinic's, of `at`. */
  day: string;
  receivedAt: Date;
  sessionId: string | null;
  prescriptionId: string | null;
  itemId: string | null;
  /** 0 to 10. */
  pain: number | null;
  notDoneBecause: string | null;
  spread: string | null;
  /** The entry that it takes the place of. */
  corrects: string | null;
}

export interface PainReport {
  at: Date;
  day: string;
  receivedAt: Date;
  /** The worst of it. */
  pain: number;
  prescriptionId: string | null;
  /** All that was told of it, corrected or not. */
  tellings: { pain: number; receivedAt: Date }[];
}

/** When a report was first heard to hurt so much: what else is told of the same session later makes it no other report. */
export function heardFrom({ tellings, receivedAt }: PainReport, pain: number): Date {
  const enough = tellings.filter((one) => one.pain >= pain).map((one) => +one.receivedAt);
  return enough.length > 0 ? new Date(Math.min(...enough)) : receivedAt;
}

/**
 * What was told at one go; what was told by itself, without a session or in one of its own, goes with the others of its day, so
 * that five exercises of one morning are not five sittings.
 */
export const sittingOf = ({ id, sessionId, day }: Pick<Told, 'id' | 'sessionId' | 'day'>): string =>
  sessionId === null || sessionId === id ? day : sessionId;

/** Of each session the worst pain during it, oldest first: several exercises of one sitting are one report. */
export function sessionReports(told: readonly Told[]): PainReport[] {
  return reports(told, 'item', sittingOf);
}

/** Of each next morning, oldest first. */
export function morningReports(told: readonly Told[]): PainReport[] {
  return reports(told, 'next_morning', ({ day }) => day);
}

function reports(told: readonly Told[], kind: Told['kind'], groupOf: (one: Told) => string): PainReport[] {
  const groups = new Map<string, PainReport>();
  const tellings = new Map<string, PainReport['tellings']>();
  for (const one of told) {
    if (one.kind !== kind || one.pain === null) continue;
    const { pain, receivedAt } = one;
    tellings.set(groupOf(one), [...(tellings.get(groupOf(one)) ?? []), { pain, receivedAt }]);
  }
  for (const one of currentEntries(told)) {
    if (one.kind !== kind || one.pain === null) continue;
    const { at, day, receivedAt, pain, prescriptionId } = one;
    const key = groupOf(one);
    const group = groups.get(key);
    if (!group) {
      const ofIt = tellings.get(key) ?? [];
      groups.set(key, { at, day, receivedAt, pain, prescriptionId, tellings: ofIt });
    } else {
      group.pain = Math.max(group.pain, pain);
      if (at > group.at) Object.assign(group, { at, day });
      if (receivedAt > group.receivedAt) group.receivedAt = receivedAt;
    }
  }
  return [...groups.values()].sort((a, b) => +a.at - +b.at || +a.receivedAt - +b.receivedAt);
}

/** Where the baseline comes from is kept with the alert that used it. */
export interface Baseline {
  value: number | null;
  from: 'first_reports' | 'assessment' | 'none';
}

const FIRST_REPORTS = 3;

/**
 * What the report in this place is held against: the median of the first three, and until there are three before it the pain
 * that the assessment found (the clinic's rules, section 6).
 */
export function baselineFor(
  place: number,
  reports: readonly Pick<PainReport, 'pain'>[],
  assessed: number | null,
): Baseline {
  if (place >= FIRST_REPORTS) {
    const first = reports.slice(0, FIRST_REPORTS).map(({ pain }) => pain);
    return { value: first.sort((a, b) => a - b)[1] as number, from: 'first_reports' };
  }
  return { value: assessed, from: assessed === null ? 'none' : 'assessment' };
}
