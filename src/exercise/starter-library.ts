/**
 * Reads the shared starter library from its data file and finds every fault in it. It only reads: loading the entries
 * into the database, and a clinic's own exercises, are not its business.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { checkDosage } from '../dosage/check/check-dosage';
import type { Dosage } from '../dosage/dosage';
import { harderThanThemselves } from './ladder';
import { PILLARS, type Pillar, POSITIONS, type Position, type Trait, TRAITS } from './traits';

export interface StarterExercise {
  /** Stable name within the library; easier and harder links use it. */
  code: string;
  name: string;
  /** One sentence for the clinician. */
  summary: string;
  pillar: Pillar;
  targetMuscles: string[];
  equipment: string[];
  position: Position;
  steps: string[];
  commonMistakes: string[];
  traits: Trait[];
  easier: string | null;
  harder: string | null;
  /** Absent where only the clinician can set a dose. */
  defaultDosage?: Dosage;
  /** The same movement in public data sets. */
  sourceIds?: { freeExerciseDb?: string };
}

/** The 35 shared exercises, in the order of the file. Throws a plain Error that names every fault. */
export function readStarterLibrary(): StarterExercise[] {
  const entries = parse(readFileSync(join(__dirname, 'starter-library.yaml'), 'utf8')) as StarterExercise[];
  const faults = checkLibrary(entries);
  if (faults.length > 0) throw new Error(`The starter library has faults:\n${faults.join('\n')}`);
  return entries;
}

/** Every fault of a library, each as one sentence that begins with the code of the entry; none for a sound one. */
export function checkLibrary(entries: readonly StarterExercise[]): string[] {
  const codes = new Set(entries.map((entry) => entry.code));
  return [
    ...entries.flatMap((entry) =>
      [
        ...faultsOfText(entry),
        ...faultsOfWords(entry),
        ...faultsOfDosage(entry),
        ...linksToNowhere(entry, codes),
      ].map((fault) => `${entry.code}: ${fault}`),
    ),
    ...repeatedCodes(entries),
    ...loops(entries),
  ];
}

function faultsOfText(entry: StarterExercise): string[] {
  const empty = (['code', 'name', 'summary'] as const).filter((field) => !entry[field]?.trim());
  const missing = (['steps', 'commonMistakes', 'targetMuscles'] as const).filter(
    (field) => !entry[field]?.length || entry[field].some((line) => !line?.trim()),
  );
  const noList = (['equipment', 'traits'] as const).filter((field) => !Array.isArray(entry[field]));
  return [...empty, ...missing, ...noList].map((field) => `${field} is missing.`);
}

function faultsOfWords({ pillar, position, traits = [] }: StarterExercise): string[] {
  return [
    ...traits.filter((trait) => !TRAITS.includes(trait)).map((trait) => `unknown trait ${trait}.`),
    ...(new Set(traits).size < traits.length ? ['a trait stands twice.'] : []),
    ...(PILLARS.includes(pillar) ? [] : [`unknown pillar ${pillar}.`]),
    ...(POSITIONS.includes(position) ? [] : [`unknown position ${position}.`]),
  ];
}

function faultsOfDosage({ defaultDosage }: StarterExercise): string[] {
  if (!defaultDosage) return [];
  return checkDosage(defaultDosage).map(({ pointer, detail }) => `defaultDosage${pointer}: ${detail}`);
}

function linksToNowhere(entry: StarterExercise, codes: ReadonlySet<string>): string[] {
  return (['easier', 'harder'] as const)
    .filter((link) => entry[link] !== null && !codes.has(entry[link]))
    .map((link) => `${link} leads to ${entry[link]}, which does not exist.`);
}

function repeatedCodes(entries: readonly StarterExercise[]): string[] {
  const repeated = entries.filter((entry, i) => entries.findIndex((other) => other.code === entry.code) < i);
  return repeated.map((entry) => `${entry.code}: this code stands twice.`);
}

function loops(entries: readonly StarterExercise[]): string[] {
  return harderThanThemselves(
    entries.map(({ code, easier, harder }) => ({ name: code, easier, harder })),
  ).map((code) => `${code}: the easier and harder links lead in a loop.`);
}
