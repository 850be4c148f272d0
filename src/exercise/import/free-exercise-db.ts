import { BOUNDS } from '../bounds';
import type { Pillar } from '../traits';
import { shortened } from '../../table-import/table';
import { gather, type ImportedDraft, type Reading, type Row } from './imported-draft';

/**
 * Reads the public data set free-exercise-db (github.com/yuhonas/free-exercise-db, Unlicense): gym exercises without
 * traits, position, mistakes or dose, so none of its entries can be prescribed before a clinician completed it. Says what
 * the entry says and adds nothing: traits and position are never guessed from a name.
 */

/** Only where the category leaves no doubt: plyometrics and cardio may be drills, strengthening or neither. */
const PILLAR_OF: Record<string, Pillar | null> = {
  stretching: 'stretch',
  strength: 'strengthen',
  powerlifting: 'strengthen',
  'olympic weightlifting': 'strengthen',
  strongman: 'strengthen',
  plyometrics: null,
  cardio: null,
};
const LEVELS = ['beginner', 'intermediate', 'expert'];
const MECHANICS = ['compound', 'isolation', null];
const FORCES = ['push', 'pull', 'static', null];

/** What the data set writes where nothing is needed. */
const NO_EQUIPMENT = 'body only';

interface Entry {
  id: string;
  name: string;
  category: string;
  level: string;
  mechanic: string | null;
  force: string | null;
  equipment: string | null;
  primaryMuscles: string[];
  secondaryMuscles: string[];
  instructions: string[];
}

/** `entries`: what stands in the list of `dist/exercises.json`; rows are counted from 1. */
export function readFreeExerciseDb(entries: readonly unknown[]): Reading {
  return gather('free-exercise-db', entries.map(rowOf));
}

function rowOf(value: unknown, index: number): Row {
  const row = index + 1;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { row, id: null, draft: ['it is not an object.'] };
  }
  const entry = value as Record<keyof Entry, unknown>;
  const id = typeof entry.id === 'string' ? entry.id : null;
  const faults = faultsOf(entry);
  return { row, id, draft: faults.length > 0 ? faults : draftOf(value as Entry) };
}

/** Holds an entry to the data set's own schema; words for muscles and equipment may grow there, so they are any text. */
function faultsOf(entry: Record<keyof Entry, unknown>): string[] {
  return [
    ...(['id', 'name'] as const).flatMap((field) => unlessText(field, entry[field])),
    ...(typeof entry.id === 'string' && !/^[\w-]*$/.test(entry.id)
      ? ['id may hold letters, digits, _ and - only.']
      : []),
    ...unlessOneOf('category', entry.category, Object.keys(PILLAR_OF)),
    ...unlessOneOf('level', entry.level, LEVELS),
    ...unlessOneOf('mechanic', entry.mechanic, MECHANICS),
    ...unlessOneOf('force', entry.force ?? null, FORCES),
    ...(entry.equipment === null ? [] : unlessText('equipment', entry.equipment)),
    ...(['primaryMuscles', 'secondaryMuscles', 'instructions'] as const).flatMap((field) =>
      unlessTexts(field, entry[field]),
    ),
  ];
}

function unlessText(field: string, value: unknown): string[] {
  if (typeof value === 'string') return [];
  return [value === undefined ? `${field} is missing.` : `${field} is not a text.`];
}

function unlessTexts(field: string, value: unknown): string[] {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return [];
  return [value === undefined ? `${field} is missing.` : `${field} is not a list of texts.`];
}

function unlessOneOf(field: string, value: unknown, words: readonly (string | null)[]): string[] {
  if (words.includes(value as string)) return [];
  if (typeof value !== 'string') return unlessText(field, value);
  return [`${field} is "${shortened(value)}", which the data set does not know.`];
}

function draftOf(entry: Entry): ImportedDraft {
  const needsNothing = entry.equipment === null || entry.equipment === NO_EQUIPMENT;
  return {
    originId: entry.id,
    name: onOneLine(entry.name),
    summary: summaryOf(entry),
    pillar: PILLAR_OF[entry.category] as Pillar | null,
    muscles: [...new Set([...entry.primaryMuscles, ...entry.secondaryMuscles].map(onOneLine))],
    equipment: needsNothing ? [] : [onOneLine(entry.equipment as string)],
    position: null,
    steps: entry.instructions.map(onOneLine).filter(Boolean).flatMap(partedAtSentences),
    mistakes: [],
    traits: [],
  };
}

/** For the clinician who looks through drafts: all that the data set says and our library has no field for. */
function summaryOf({ category, level, mechanic, force, equipment }: Entry): string {
  const said = [category, level, mechanic, force].filter((word) => word !== null);
  return `From free-exercise-db: ${said.join(', ')}${equipment === null ? '; equipment not said' : ''}.`;
}

/**
 * Some instructions are paragraphs longer than a step may be. They become as few steps as they fit in, parted at the ends
 * of sentences; not a word is lost. A single sentence that is too long stays whole, and is a fault.
 */
function partedAtSentences(instruction: string): string[] {
  const steps: string[] = [];
  for (const sentence of instruction.split(/(?<=[.!?]) /)) {
    const longer = `${steps.at(-1) ?? ''} ${sentence}`.trim();
    if (steps.length > 0 && longer.length <= BOUNDS.steps.each) steps[steps.length - 1] = longer;
    else steps.push(sentence);
  }
  return steps;
}

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
