/**
 * Reads an export to its end before anything is made of it: the version, every checksum, that each line is what the page says,
 * and that nothing is of a patient who does not come along. Writes nothing; what only the database can tell it tells later.
 */
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Meter, nowhere } from '../backup/table-rows';
import { expectedVersion } from '../db/migrate';
import { STARTER_FILE } from './export-clinic';
import { type ExportManifest, lineFile, readExportManifest } from './export-manifest';
import { checkMedia } from './moved-media';
import type { MovingTable } from './moving-tables';
import { STARTER } from './rows-out';

/** It tells of patients whose record was deleted. */
const NOBODY_LEFT = 'record_deleted';

export interface CheckedExport {
  folder: string;
  manifest: ExportManifest;
  /** Ids of the media whose bytes are in it. */
  media: string[];
  /** Codes of the starter library's exercises to which rows refer. */
  starters: string[];
}

type Line = Record<string, unknown>;

/** Throws a sentence for people that names the first thing that is wrong. */
export async function checkExport(folder: string, tables: readonly MovingTable[]): Promise<CheckedExport> {
  const manifest = await readExportManifest(folder);
  const { lastMigration } = expectedVersion();
  if (manifest.lastMigration !== lastMigration) {
    throw new Error(
      `The export is of version ${manifest.lastMigration}, this software of ${lastMigration}: both places need the same.`,
    );
  }
  await assertSameFiles(folder, manifest, tables);
  await assertUndamaged(folder, manifest);
  // its patients first: the others are held to them
  const inOrder = tables.toSorted((a, b) => Number(b.name === 'patient') - Number(a.name === 'patient'));
  const patients = new Set<unknown>();
  const starters = new Set<string>();
  for (const table of inOrder) {
    await readLines(join(folder, lineFile(table.name)), table.name, (line, at) => {
      assertShape(line, table, at);
      if (table.name === 'patient') patients.add(line.id);
      else if (table.name === NOBODY_LEFT) return;
      else if ((line.patient_id ?? null) !== null && !patients.has(line.patient_id)) {
        throw new Error(`${at} is of a patient who is not in ${lineFile('patient')}.`);
      }
      for (const { name, isExercise } of table.columns) {
        const value = line[name];
        if (isExercise && typeof value === 'string' && value.startsWith(STARTER)) {
          starters.add(value.slice(STARTER.length));
        }
      }
    });
  }
  if (manifest.files.find(({ name }) => name === 'clinic')?.rows !== 1) {
    throw new Error(`${lineFile('clinic')} has to be one line.`);
  }
  return { folder, manifest, media: await checkMedia(folder, manifest), starters: [...starters] };
}

async function assertSameFiles(
  folder: string,
  { files }: ExportManifest,
  tables: readonly MovingTable[],
): Promise<void> {
  const named = files.map(({ name }) => name);
  const known = [...tables.map(({ name }) => name), STARTER_FILE];
  const odd = [...named, ...known].find((name) => !named.includes(name) || !known.includes(name));
  if (odd) throw new Error(`The export and this software do not know the same files: ${lineFile(odd)}.`);
  const stray = (await readdir(folder)).find(
    (file) => file.endsWith('.jsonl') && !known.includes(file.slice(0, -'.jsonl'.length)),
  );
  if (stray) throw new Error(`The export holds a file that it does not name: ${stray}.`);
}

async function assertUndamaged(folder: string, { files }: ExportManifest): Promise<void> {
  for (const { name, rows, bytes, sha256 } of files) {
    const file = lineFile(name);
    const meter = new Meter(() => undefined);
    await pipeline(createReadStream(join(folder, file)), meter, nowhere()).catch(() =>
      damaged(`${file} cannot be read`),
    );
    const found = meter.counted();
    if (found.rows !== rows || found.bytes !== bytes || found.sha256 !== sha256) {
      damaged(`${file} is not what was written`);
    }
  }
}

async function readLines(file: string, name: string, take: (line: Line, at: string) => void): Promise<void> {
  let row = 0;
  for await (const text of textLines(createReadStream(file, 'utf8'))) {
    const at = `${lineFile(name)}, line ${++row},`;
    let line: unknown;
    try {
      line = JSON.parse(text);
    } catch {
      throw new Error(`${at} is no JSON.`);
    }
    if (typeof line !== 'object' || line === null || Array.isArray(line)) {
      throw new Error(`${at} is no JSON object.`);
    }
    take(line as Line, at);
  }
}

/** Node's own readline also parts lines where somebody's words hold a line separator of Unicode. */
async function* textLines(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let begun = '';
  for await (const chunk of chunks) {
    const lines = (begun + chunk).split('\n');
    begun = lines.pop() as string;
    yield* lines;
  }
  if (begun !== '') yield begun;
}

function assertShape(line: Line, { columns }: MovingTable, at: string): void {
  const missing = columns.find(({ name }) => !Object.hasOwn(line, name));
  if (missing) throw new Error(`${at} does not say ${missing.name}.`);
  const more = Object.keys(line).find((key) => !columns.some(({ name }) => name === key));
  if (more !== undefined) throw new Error(`${at} says "${more.slice(0, 60)}", which nobody knows.`);
}

function damaged(how: string): never {
  throw new Error(`The export is damaged: ${how}.`);
}
