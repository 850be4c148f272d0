/**
 * What a new visit takes over from earlier ones, so that nobody types again what is unchanged: which part from where, and
 * what a clinician says anew. Pure. Pain (now, best, worst), the red-flag screen, the plan of care and its consent belong
 * to their visit and are never taken over; of the PSFS only the activities are, because a score is a score of its day.
 */
import type { FieldFault } from '../http/errors';
import {
  type Carried,
  CARRIED_PARTS,
  type CarriedFrom,
  type CarriedPart,
  FINDING_PARTS,
  type FindingPart,
  type Findings,
  type SaidFindings,
} from './findings';
import type { Presentation } from './presentation';

/** What an assessment holds of what may be carried. */
export interface Found {
  /** null: not said. */
  presentations: Presentation[] | null;
  findings: Findings;
  carried: Carried;
}

/** Of a visit that begins with an empty sheet. */
export const NOTHING_FOUND: Found = { presentations: null, findings: {}, carried: {} };

/** A signed assessment that was not entered in error. */
export interface Source extends Found {
  id: string;
  episodeId: string;
  /** ISO day in the clinic's time zone. */
  seenOn: string;
}

/** null takes out, what is absent stays. */
export interface Said {
  presentations?: Presentation[] | null;
  findings?: SaidFindings | null;
}

const OF_THE_VISIT: readonly CarriedPart[] = ['pain', 'plan'];
/** Of whatever episode it was said in. */
const OF_THE_PERSON: readonly CarriedPart[] = ['history', 'outlook'];

/**
 * Each part from the newest visit that said it, up to the day of the new one. A part that was itself carried keeps the day
 * on which it was found first; one that was found in an assessment which no longer stands is left out, and looked for
 * further back.
 */
export function carryForward(
  newestFirst: readonly Source[],
  visit: { episodeId: string; seenOn: string },
): Found {
  const standing = new Set(newestFirst.map(({ id }) => id));
  const earlier = newestFirst.filter((one) => one.seenOn <= visit.seenOn);
  const findings: Partial<Record<FindingPart, unknown>> = {};
  const carried: Carried = {};
  let presentations: Presentation[] | null = null;
  for (const part of CARRIED_PARTS) {
    if (OF_THE_VISIT.includes(part)) continue;
    const source = earlier.find(
      (one) =>
        (one.episodeId === visit.episodeId || OF_THE_PERSON.includes(part)) &&
        says(one, part) &&
        standing.has(originOf(one, part).assessmentId),
    );
    if (!source) continue;
    carried[part] = originOf(source, part);
    if (part === 'presentations') presentations = source.presentations;
    else if (part !== 'psfs') findings[part] = source.findings[part];
  }
  return { presentations, findings: findings as Findings, carried };
}

/** Without what was taken over from an assessment that no longer stands: it was perhaps written for another patient. */
export function withoutFallen<T extends Found>(one: T, standing: ReadonlySet<string>): T {
  const marks = Object.entries(one.carried) as [CarriedPart, CarriedFrom][];
  const fallen = marks.filter(([, { assessmentId }]) => !standing.has(assessmentId)).map(([part]) => part);
  return {
    ...one,
    presentations: fallen.includes('presentations') ? null : one.presentations,
    findings: without(one.findings, fallen),
    carried: without(one.carried, fallen),
  };
}

function says({ findings, presentations, carried }: Source, part: CarriedPart): boolean {
  if (part === 'presentations') return presentations !== null;
  if (part === 'psfs' && carried.psfs) return true;
  return findings[part] !== undefined;
}

function originOf(source: Source, part: CarriedPart): CarriedFrom {
  const { psfs } = source.findings;
  const from = source.carried[part] ?? { foundOn: source.seenOn, assessmentId: source.id };
  return part === 'psfs' && psfs ? { ...from, activities: psfs.map(({ activity }) => activity) } : from;
}

/**
 * What is said replaces the part and takes its mark away: it was found on this visit. A part without any field says nothing
 * and is taken out like null, so that an opened and forgotten panel hides no earlier finding.
 */
export function sayAnew(before: Found, { presentations, findings }: Said): Found {
  const said = findings === null ? FINDING_PARTS : (Object.keys(findings ?? {}) as FindingPart[]);
  const anew: CarriedPart[] = presentations === undefined ? [...said] : [...said, 'presentations'];
  return {
    presentations: presentations === undefined ? before.presentations : presentations,
    findings: {
      ...without(before.findings, said),
      ...Object.fromEntries(Object.entries(findings ?? {}).filter(([, part]) => saysAnything(part))),
    },
    carried: without(before.carried, anew),
  };
}

/** An empty list is a statement: there are none. */
const saysAnything = (part: object | null): boolean =>
  part !== null && (Array.isArray(part) || Object.keys(part).length > 0);

/** With JSON pointers into the assessment. `standing`: those of the assessments carried from that are not in error. */
export function carriedFaults(
  { carried, seenOn }: { carried: Carried; seenOn: string | null },
  standing: ReadonlySet<string>,
): FieldFault[] {
  const marks = Object.entries(carried) as [CarriedPart, CarriedFrom][];
  return marks.flatMap(([part, { assessmentId, foundOn }]) => {
    const pointer = part === 'presentations' ? '/presentations' : `/findings/${part}`;
    if (!standing.has(assessmentId)) {
      const detail = 'This was taken over from an assessment that was entered in error since: say it anew.';
      return [{ pointer, code: 'carried.in_error', detail }];
    }
    if (seenOn === null || foundOn <= seenOn) return [];
    return [{ pointer, code: 'carried.later', detail: `This was found after this visit, on ${foundOn}.` }];
  });
}

function without<T extends object>(whole: T, parts: readonly string[]): T {
  return Object.fromEntries(Object.entries(whole).filter(([part]) => !parts.includes(part))) as T;
}
