/** What a table of templates says: which rows are one template, what a dose's cells mean, and what cannot be read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { columnOf } from '../../src/template/import/column-of';
import { ExerciseNames } from '../../src/template/import/exercise-names';
import { COLUMNS, MOST_ROWS, readTemplateCsv } from '../../src/template/import/template-csv';

const tableOf = (columns: string, ...rows: string[]): string => [columns, ...rows].join('\n');
const only = (text: string) => {
  const [template, ...more] = readTemplateCsv(text);
  expect(more).toEqual([]);
  return template!;
};

it('takes rows of one name as one template, in their order, wherever they stand', () => {
  const read = readTemplateCsv(
    tableOf(
      'template,exercise,why',
      'First,Glute bridge,a',
      ',Cat-camel,b',
      'Second,Dead bug,c',
      'FIRST,Bird dog,d',
      ',Clamshell,e',
    ),
  );
  expect(
    read.map(({ row, name, items }) => [row, name, items.map((item) => [item.row, item.exercise])]),
  ).toEqual([
    [
      2,
      'First',
      [
        [2, 'Glute bridge'],
        [3, 'Cat-camel'],
        [5, 'Bird dog'],
        [6, 'Clamshell'],
      ],
    ],
    [4, 'Second', [[4, 'Dead bug']]],
  ]);
  expect(read.flatMap(({ faults }) => faults)).toEqual([]);
});

it('says nothing of a dose where no cell does, and all that the cells say where one does', () => {
  expect(only(tableOf('template,exercise,why,sets,perDay', 'A,B,c,,')).items[0]!.fields).toEqual({
    why: 'c',
  });
  const { items, faults } = only(
    tableOf(
      'template;exercise;why;side;sets;reps;repUnit;holdSeconds;seconds;metres;restSeconds;kg;effort;perDay;perWeek;variation;level;isOptional;note',
      'A;B;c;each_side;3;8-12;breath;5;20 – 30;100.5;60;2.5;4-6;2;3;with a bent knee;2;yes;Mind the knee.',
    ),
  );
  expect(faults).toEqual([]);
  expect(items[0]!.fields).toEqual({
    why: 'c',
    variation: 'with a bent knee',
    level: 2,
    isOptional: true,
    note: 'Mind the knee.',
    dosage: {
      side: 'each_side',
      sessions: [
        {
          sets: [
            {
              count: 3,
              reps: { min: 8, max: 12 },
              repUnit: 'breath',
              holdSeconds: { exact: 5 },
              timeSeconds: { min: 20, max: 30 },
              distanceMetres: 100.5,
              restAfterSet: { exact: 60 },
              load: { kind: 'weight', kg: 2.5 },
              effort: { scale: 'rpe_10', value: { min: 4, max: 6 } },
            },
          ],
          schedule: { kind: 'weekly', perDay: 2, perWeek: { exact: 3 } },
        },
      ],
    },
  });
});

it.each([
  ['sets', 'three', 'sets is "three": write a whole number, such as 3.'],
  ['sets', '3-4', 'sets is "3-4": write a whole number, such as 3.'],
  ['reps', '8 to 12', 'reps is "8 to 12": write a whole number or two, such as 10 or 8-12.'],
  ['kg', '2;5', 'kg is "2;5": write a number, such as 2.5.'],
  [
    'side',
    'both',
    'side is "both": write one of both_together, left, right, each_side, alternate, not_applicable.',
  ],
  ['isOptional', 'perhaps', 'isOptional is "perhaps": write yes or no.'],
  ['perDay', '-1', 'perDay is "-1": write a whole number, such as 3.'],
])('%s: %s is a fault, never a guess', (field, cell, detail) => {
  const { faults } = only(tableOf(`template,exercise,why,${field}`, `A,B,c,"${cell}"`));
  expect(faults).toEqual([{ row: 2, field, detail }]);
});

it('finds rows without a template or an exercise, and two stories of one template', () => {
  const read = readTemplateCsv(
    tableOf(
      'template,about,exercise,why',
      ',,B,c',
      'A,For backs,B,c',
      ',,,c',
      ',For knees,B,c',
      'A,For backs,B,c',
    ),
  );
  expect(read.map(({ name, faults }) => [name, faults.map(({ row, field }) => [row, field])])).toEqual([
    ['', [[2, 'template']]],
    [
      'A',
      [
        [4, 'exercise'],
        [5, 'about'],
      ],
    ],
  ]);
});

it('refuses what is no such table', () => {
  const refused = (text: string) => () => readTemplateCsv(text);
  expect(refused('template,exercise\nA,B')).toThrow('names no column "why"');
  expect(refused('template,exercise,why,phase\nA,B,c,d')).toThrow('names a column "phase"');
  expect(refused('template,exercise,why,why\nA,B,c,d')).toThrow('names the column "why" twice');
  // nobody could say which template lacks it
  expect(refused('template,exercise,why\nA,B,c\nA, and more,B,c')).toThrow(
    'Row 3: The row has 4 cells where the first row has 3.',
  );
  const rows = Array.from({ length: MOST_ROWS + 1 }, () => 'A,B,c');
  expect(refused(tableOf('template,exercise,why', ...rows))).toThrow(`at most ${MOST_ROWS} exercises`);
  expect(readTemplateCsv('template,exercise,why\n')).toEqual([]);
});

it('knows every column of the table in docs/', () => {
  const text = readFileSync(join(__dirname, '../../docs/template-table.csv'), 'utf8');
  expect(text.split('\n')[0]).toBe(COLUMNS.join(','));
  expect(readTemplateCsv(text).map(({ items, faults }) => [items.length, faults])).toEqual([
    [3, []],
    [1, []],
  ]);
});

it('finds an exercise by id, code or name, and none where several are called so', () => {
  const exercise = (id: string, code: string, name: string) => ({ id, code, name });
  const names = new ExerciseNames([
    exercise('7d0c9b52-0000-4000-8000-000000000001', 'bridge', 'Glute bridge'),
    exercise('7d0c9b52-0000-4000-8000-000000000002', 'own_bridge', 'glute  Bridge'),
    exercise('7d0c9b52-0000-4000-8000-000000000003', 'plank', 'plank'),
  ]);
  expect(names.find('7D0C9B52-0000-4000-8000-000000000001')).toMatchObject({ code: 'bridge' });
  expect(names.find(' Own_Bridge ')).toMatchObject({ code: 'own_bridge' });
  expect(names.find('plank')).toMatchObject({ code: 'plank' });
  expect(names.find('Glute bridge')).toBe(
    'Several exercises are called "Glute bridge": write the id of one.',
  );
  expect(names.find('Somersault')).toBe('No exercise that can be prescribed is called "Somersault".');
});

it.each([
  ['/name', 'name must be a text', 'template', 'template must be a text'],
  ['/items/0/exerciseId', 'exerciseId must be an id', 'exercise', 'exercise must be an id'],
  ['/items/0/dosage/sessions/0/sets/0/count', 'count is missing', 'sets', 'sets is missing'],
  ['/items/0/dosage/sessions/0/sets/0/timeSeconds/max', 'Too long.', 'seconds', 'Too long.'],
  ['/items/0/dosage/sessions/0/schedule/perWeek', 'x', 'perWeek', 'x'],
  ['/items/0/dosage/sessions/0/sets/0/load/kg', 'kg must be', 'kg', 'kg must be'],
  ['/items/0/why', 'why is missing', 'why', 'why is missing'],
  ['/items', 'A day is too long.', null, 'A day is too long.'],
])('%s is about a column', (pointer, detail, field, inWords) => {
  expect(columnOf(pointer, detail)).toEqual({ field, detail: inWords });
});
