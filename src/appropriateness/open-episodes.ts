/**
 * Two open episodes are one patient: what was found in the other ones counts for a plan of this one too. Of a test of the body
 * the newest day wins. What the patient presents with is put together. Of pain and irritability, which belong to a complaint,
 * another episode adds what is worse and not older; it never makes this one milder. What comes from elsewhere is marked, so that
 * it can be said.
 */
import {
  type DirectionalResponse,
  IRRITABILITIES,
  type Irritability,
  type LegRaise,
  type Neuro,
  type RootFinding,
} from '../finding/findings';
import type { Presentation } from '../finding/presentation';
import { isAnswer, type Said } from './said';

/** One of several that were found. `elsewhere`: the day on which another open episode found it. */
export type Listed<T> = T & { elsewhere?: string };

/** Field by field, each with its own day. */
export type SaidFields<T> = { [K in keyof T]?: Said<NonNullable<T[K]>> };

/** Test by test: who tests the power again takes back no leg raise. */
export type SaidNeuro = Omit<SaidFields<Neuro>, 'roots' | 'legRaise'> & {
  roots?: Said<Listed<RootFinding>[]>;
  legRaise?: Said<Listed<LegRaise>[]>;
};

export interface EpisodeSoFar {
  painNprs: Said<number> | null;
  presentations: Said<Listed<Presentation>[]> | null;
  direction: SaidFields<DirectionalResponse>;
  irritability: SaidFields<Irritability>;
  neuro: SaidNeuro;
}

export function withOthers(own: EpisodeSoFar, others: readonly EpisodeSoFar[]): EpisodeSoFar {
  return others.reduce((so, { painNprs, presentations, direction, irritability, neuro }) => {
    const { roots, legRaise, ...tests } = neuro;
    return {
      painNprs: worse(so.painNprs, painNprs, (pain) => pain),
      presentations: listed(so.presentations, presentations, () => false),
      direction: newerFields(so.direction, direction),
      irritability: { ...so.irritability, ...worseIrritability(so.irritability, irritability) },
      neuro: {
        ...newerFields(so.neuro, withoutOwnWords(tests)),
        roots: listed(so.neuro.roots, roots, saysAllOfRoot) ?? undefined,
        legRaise: listed(so.neuro.legRaise, legRaise, saysAllOfRaise) ?? undefined,
      },
    };
  }, own);
}

/** What is said of the roots of one episode, and of how it was examined, is not said of another's. */
function withoutOwnWords({ trend: _, known: __, notTestable: ___, ...tests }: SaidNeuro): SaidNeuro {
  return tests;
}

const worseIrritability = (own: SaidFields<Irritability>, other: SaidFields<Irritability>) => ({
  grade: worse(own.grade, other.grade, (grade) => IRRITABILITIES.indexOf(grade)) ?? undefined,
  locked: worse(own.locked, other.locked, (locked) => (locked === 'yes' ? 1 : 0)) ?? undefined,
});

type Maybe<T> = Said<T> | null | undefined;

function worse<T>(own: Maybe<T>, other: Maybe<T>, rank: (value: T) => number): Said<T> | null {
  if (!other) return own ?? null;
  if (!own) return { ...other, elsewhere: true };
  const counts = other.foundOn >= own.foundOn && rank(other.value) > rank(own.value);
  return counts ? { ...other, elsewhere: true } : own;
}

/** Of one day the one that sends the pain down; a word that it was not tested takes nothing back. */
function newerFields<T extends object>(own: T, other: T): T {
  const merged = { ...own } as Record<string, Said<unknown> | undefined>;
  for (const [field, said] of Object.entries(other) as [string, Said<unknown> | undefined][]) {
    if (!said || !isAnswer(said) || said.value === 'not_tested') continue;
    const stands = merged[field];
    const isNewer = !stands || said.foundOn > stands.foundOn;
    const isGraver = said.foundOn === stands?.foundOn && said.value === 'peripheralises';
    if (isNewer || isGraver) merged[field] = { ...said, elsewhere: true };
  }
  return merged as T;
}

/** An item is dropped only where another episode, on a later day, says all of it anew. */
function listed<T extends object>(
  own: Maybe<Listed<T>[]>,
  other: Maybe<Listed<T>[]>,
  saysAll: (newer: T, older: T) => boolean,
): Said<Listed<T>[]> | null {
  if (!other) return own ?? null;
  const theirs = other.value.map((one) => ({ ...one, elsewhere: other.foundOn }));
  if (!own) return { ...other, value: theirs };
  const dayOf = (one: Listed<T>) => one.elsewhere ?? own.foundOn;
  const stands = (one: Listed<T>, among: Listed<T>[]) =>
    !among.some((newer) => dayOf(newer) > dayOf(one) && saysAll(newer, one));
  return {
    ...own,
    value: [
      ...own.value.filter((one) => stands(one, theirs)),
      ...theirs.filter((one) => stands(one, own.value)),
    ],
  };
}

const saysAllOfRoot = (newer: RootFinding, older: RootFinding): boolean =>
  newer.root === older.root &&
  newer.side === older.side &&
  (['power', 'touch', 'reflex'] as const).every(
    (measure) => older[measure] === undefined || newer[measure] !== undefined,
  );

const saysAllOfRaise = (newer: LegRaise, older: LegRaise): boolean =>
  newer.side === older.side &&
  (older.degrees === undefined || newer.degrees !== undefined) &&
  (older.reproducesLegPain !== 'yes' || ['yes', 'no'].includes(newer.reproducesLegPain ?? ''));
