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
}

/** Of each session the worst pain during it, oldest first: several exercises of one sitting are one report. */
export function sessionReports(told: readonly Told[]): PainReport[] {
  return reports(told, 'item', ({ sessionId, day }) => sessionId ?? day);
}

/** Of each next morning, oldest first. */
export function morningReports(told: readonly Told[]): PainReport[] {
  return reports(told, 'next_morning', ({ day }) => day);
}

function reports(told: readonly Told[], kind: Told['kind'], groupOf: (one: Told) => string): PainReport[] {
  const groups = new Map<string, PainReport>();
  for (const one of currentEntries(told)) {
    if (one.kind !== kind || one.pain === null) continue;
    const { at, day, receivedAt, pain, prescriptionId } = one;
    const group = groups.get(groupOf(one));
    if (!group) groups.set(groupOf(one), { at, day, receivedAt, pain, prescriptionId });
    else {
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
