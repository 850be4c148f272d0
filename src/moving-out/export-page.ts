/**
 * The page that lies in every export, and in docs/clinic-export.md: each file and each field, of the catalogue, so that it cannot
 * tell of another export than is written. Pure but for that.
 */
import { wordsOf } from './field-words';
import type { Column, MovingTable } from './moving-tables';
import { WHAT_MOVES } from './what-moves';

export function exportPage(tables: readonly MovingTable[]): string {
  const stay = Object.entries(WHAT_MOVES).flatMap(([name, decision]) =>
    'stays' in decision ? [`- \`${name}\`: ${decision.stays.because}`] : [],
  );
  const names = new Set(tables.map(({ name }) => name));
  return [
    HEAD,
    ...tables.flatMap((table) => tableSection(table, names)),
    STARTER_SECTION,
    STAYS_HEAD,
    ...stay,
    '',
  ].join('\n');
}

const HEAD = `# A clinic that moves out

This folder holds one clinic: its people, its own exercises and templates, and the whole record of its patients. It is plain text, and
can be read without the software that wrote it. Keep it where only you can read it: it is not encrypted.

- \`manifest.json\`: which version wrote it and when, and of each file how many lines and bytes and its SHA-256. It was written last:
  a folder without it is not complete. \`lastMigration\` names the version of the tables; another clinic software of the same version
  takes the folder in with \`npm run import-clinic -- <folder>\`.
- \`<name>.jsonl\`: in UTF-8, one JSON object a line, always in the same order. Every field is always there; what there is
  nothing of is \`null\`.
- \`media/\`: the clinic’s videos and pictures, each called by the \`id\` of its line in \`media.jsonl\`. \`media.sha256\` has their checksums;
  \`sha256sum -c media.sha256\` looks at all of them. The one with the checksum \`logo_sha256\` of \`clinic.jsonl\` is the clinic’s logo.

How values are written:

- An **id** is a UUID. Where it refers to a line of another file, that file is named. Ids are the same at every place.
- An **exercise** is an id of \`exercise.jsonl\`, or \`starter:\` and a code of \`starter_exercise.jsonl\`.
- An **instant** is \`2026-11-23T09:30:00.000000Z\`, always in UTC. A **day** is \`2026-11-23\`, on the clinic’s calendar.
- **JSON** is an object or a list, whose shape is told in its line here; names that end in \`Dto\` are those of \`docs/openapi.json\`.

An empty cell under "may be null" means that it never is.
`;

const STARTER_SECTION = `## starter_exercise.jsonl

The exercises of the starter library to which other lines refer, in their order, so that those can be read. They are not the clinic’s:
an import takes those that the new place has under the same code.

Fields: \`id\` (\`starter:\` and the code), \`name\`, \`summary\`, \`pillar\`, \`position\`, \`muscles\`, \`equipment\`, \`steps\`, \`mistakes\`, \`traits\`.
`;

const STAYS_HEAD = `## What is not here

Nothing that opens a door is here, and nothing of another clinic. Of these tables no row is taken along:
`;

function tableSection({ name, said, columns }: MovingTable, names: ReadonlySet<string>): string[] {
  const left = Object.entries(said.without ?? {}).map(
    ([column, { because }]) => `\`${column}\` (${because})`,
  );
  return [
    `## ${name}.jsonl`,
    '',
    said.about,
    ...(said.only ? ['', `Not all: ${said.only.stays}`] : []),
    '',
    '| field | what | may be null | meaning |',
    '| --- | --- | --- | --- |',
    ...columns.map((column) => row(name, column, names)),
    ...(left.length > 0 ? ['', `Left out: ${left.join('; ')}.`] : []),
    '',
  ];
}

function row(table: string, column: Column, names: ReadonlySet<string>): string {
  const { name, isNullable, oneOf } = column;
  const choices = oneOf ? `One of ${oneOf.map((one) => `\`${one}\``).join(', ')}.` : '';
  const cells = [
    `\`${name}\``,
    kindOf(column, names),
    isNullable ? 'yes' : '',
    `${wordsOf(table, name)} ${choices}`.trim(),
  ];
  return `| ${cells.join(' | ')} |`.replaceAll(/ {2,}/g, ' ');
}

const KINDS: Record<string, string> = {
  uuid: 'id',
  text: 'text',
  boolean: 'true or false',
  date: 'day',
  jsonb: 'JSON',
  bytea: 'bytes',
  'timestamp with time zone': 'instant',
};

const LISTED: Record<string, string> = { 'text[]': 'text', 'uuid[]': 'ids' };

function kindOf({ name, type, refersTo, isExercise }: Column, names: ReadonlySet<string>): string {
  if (isExercise) return 'exercise';
  if (type.endsWith('[]')) return `list of ${LISTED[type] ?? 'numbers'}`;
  const kind = KINDS[type] ?? 'number';
  if (kind !== 'id' || name === 'id') return kind;
  // within a longer key a patient is not referred to by itself
  const other = refersTo ?? name.replace(/_id$/, '');
  return names.has(other) ? `id of \`${other}.jsonl\`` : kind;
}
