/** Exports in which something is wrong, though their checksums are right, as whoever can write there can write both. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Spoil = (folder: string) => void;

const rewritten = (folder: string, name: string, change: (lines: string[]) => string[]): void => {
  const file = join(folder, `${name}.jsonl`);
  const lines = change(readFileSync(file, 'utf8').split('\n').slice(0, -1));
  const text = lines.map((line) => `${line}\n`).join('');
  writeFileSync(file, text);
  inManifest(folder, ({ files }) => {
    const said = files.find((one) => one.name === name)!;
    said.rows = lines.length;
    said.bytes = Buffer.byteLength(text);
    said.sha256 = createHash('sha256').update(text).digest('hex');
  });
};

interface Said {
  lastMigration: string;
  files: { name: string; rows: number; bytes: number; sha256: string }[];
}

function inManifest(folder: string, change: (manifest: Said) => void): void {
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Said;
  change(manifest);
  writeFileSync(file, JSON.stringify(manifest));
}

/** The first line says something else. */
const saying =
  (name: string, more: Record<string, unknown>): Spoil =>
  (folder) =>
    rewritten(folder, name, ([first = '', ...rest]) => [
      JSON.stringify({ ...JSON.parse(first), ...more }),
      ...rest,
    ]);

/** Nobody, and nothing, at either place. */
export const NOBODY = '99999999-0000-4000-8000-000000000001';

interface About {
  northId: string;
  filmId: string;
  /** Of another clinic, at the place to which it moves. */
  patient: string;
  exercise: string;
}

/** Copies of a sound export, each with one fault, and what whoever brings it in is told. `at`: where a folder of this name is made. */
export function faultyExports(sound: string, at: (name: string) => string, about: About): [string, RegExp][] {
  const spoilt = (name: string, spoil: Spoil): string => {
    cpSync(sound, at(name), { recursive: true });
    spoil(at(name));
    return at(name);
  };
  const nothing = at('nothing');
  mkdirSync(nothing);
  return [
    [nothing, /nothing is no complete export: .*manifest\.json cannot be read \(ENOENT\)\.$/],
    [
      spoilt('older', (folder) =>
        inManifest(folder, (said) => (said.lastMigration = 'CreateTrace20261122100300')),
      ),
      /^The export is of version CreateTrace20261122100300, this software of \w+: both places need the same\.$/,
    ],
    [
      spoilt('flipped', (folder) => writeFileSync(join(folder, 'hold.jsonl'), '{}\n')),
      /^The export is damaged: hold\.jsonl is not what was written\.$/,
    ],
    [
      spoilt('lost', (folder) => rmSync(join(folder, 'hold.jsonl'))),
      /^The export is damaged: hold\.jsonl cannot be read\.$/,
    ],
    [
      spoilt('clip', (folder) => writeFileSync(join(folder, 'media', about.filmId), 'something else')),
      /^The export is damaged: media\/[0-9a-f-]{36} is not what was written\.$/,
    ],
    [
      spoilt('more', (folder) => writeFileSync(join(folder, 'session.jsonl'), '{}\n')),
      /^The export holds a file that it does not name: session\.jsonl\.$/,
    ],
    [
      spoilt('fewer', (folder) => inManifest(folder, (said) => said.files.splice(0, 1))),
      /^The export and this software do not know the same files: addendum\.jsonl\.$/,
    ],
    [
      spoilt('prose', (folder) => rewritten(folder, 'site', (lines) => [...lines, 'By the sea'])),
      /^site\.jsonl, line 2, is no JSON\.$/,
    ],
    [
      spoilt('list', (folder) => rewritten(folder, 'site', (lines) => [...lines, '[]'])),
      /^site\.jsonl, line 2, is no JSON object\.$/,
    ],
    [
      spoilt('short', (folder) => rewritten(folder, 'site', () => ['{}'])),
      /^site\.jsonl, line 1, does not say id\.$/,
    ],
    [
      spoilt('chatty', saying('site', { clinic_id: about.northId })),
      /^site\.jsonl, line 1, says "clinic_id", which nobody knows\.$/,
    ],
    [
      spoilt('foreign', saying('log_entry', { patient_id: about.patient })),
      /^log_entry\.jsonl, line 1, is of a patient who is not in patient\.jsonl\.$/,
    ],
    [
      spoilt('nobody', saying('addendum', { written_by: NOBODY })),
      /^addendum\.jsonl refers to something that is not in the export\. Key \(clinic_id, written_by\)/,
    ],
    [
      spoilt('theirs', saying('template_item', { exercise_id: about.exercise })),
      /^template_item\.jsonl refers to an exercise of another clinic\.$/,
    ],
    [
      spoilt('peep', saying('audit_entry', { patient_ids: [about.patient] })),
      /^audit_entry\.jsonl names a patient of another clinic\.$/,
    ],
    [
      spoilt('unknown', saying('rule_decision', { exercise_id: 'starter:somersault' })),
      /^The export refers to exercises that the starter library does not have here: somersault\.$/,
    ],
    [
      spoilt('impossible', saying('patient', { date_of_birth: '1980-02-31' })),
      /^patient\.jsonl says something that cannot be\. date\/time field value out of range/,
    ],
    [
      spoilt('forbidden', saying('clinic', { harder_days: 0 })),
      /^clinic\.jsonl says something that cannot be\. Failing row/,
    ],
    [
      spoilt('shuffled', (folder) => rewritten(folder, 'patient', (lines) => lines.toReversed())),
      /^patient\.jsonl would not come out again as it is: its lines were changed, or are out of order\.$/,
    ],
  ];
}
