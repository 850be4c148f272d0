/**
 * The table that a practice moves in with: 2,000 rows, of which 20 are faulty and 15 may be somebody who is there already. The
 * same each time, so that a test can say of every row what becomes of it.
 */
export const HEADER = [
  'name',
  'dateOfBirth',
  'email',
  'phone',
  'address',
  'responsible',
  'preferredLanguage',
  'externalSystem',
  'externalValue',
] as const;
export type Cells = Partial<Record<(typeof HEADER)[number], string>>;

export interface ExpectedFault {
  field: string | null;
  detail: string;
}

export interface MovingIn {
  /** By their row, as the spreadsheet counts. */
  rows: Map<number, Cells>;
  faulty: Map<number, ExpectedFault[]>;
  /** What each resembles: a patient's name, or the row of this file. */
  duplicates: Map<number, string | number>;
}

const FIRST = ['Ada', 'Bo', 'Cleo', 'Dev', 'Elin', 'Finn', 'Gita', 'Hugo', 'Ines', 'Jon'];
const LAST = ['Abbot', 'Brandt', 'Costa', 'Dyer', 'Evans', 'Fonseca', 'Gill', 'Hart', 'Ito', 'Jones'];

/** Soundly filled in. A couple shares each e-mail and each phone, and every tenth person a name. */
export function soundRow(row: number): Cells {
  const n = row - 2;
  const couple = Math.floor(n / 2);
  return {
    name: `${FIRST[n % 10]} ${LAST[Math.floor(n / 10) % 10]}`,
    // a day of its own for each
    dateOfBirth: new Date(Date.UTC(1930, 0, 1 + n * 11)).toISOString().slice(0, 10),
    email: `couple${couple}@example.org`,
    phone: `07700 ${String(900000 + couple)}`,
    address: n % 3 === 0 ? `${n} High Street, "The Oaks", London` : '',
    externalSystem: 'https://pms.example',
    externalValue: `P-${n}`,
  };
}

const LONG = 'x'.repeat(201);
const NO_EMAIL = 'email must be an e-mail address of at most 254 characters, or null.';
const NO_DAY = 'dateOfBirth must be a day that exists, written YYYY-MM-DD, from 1900 to 2200.';
const NOBODY = 'There is no active clinician with this e-mail at your clinic.';

/** Twenty ways to fill a row in wrongly; some are there twice, in other words. */
const WRONG: [cells: Cells, faults: ExpectedFault[]][] = [
  [{ name: '' }, [{ field: 'name', detail: 'name is missing: it must be text of 1 to 200 characters.' }]],
  [{ name: LONG }, [{ field: 'name', detail: 'name must be text of 1 to 200 characters.' }]],
  [{ dateOfBirth: '' }, [{ field: 'dateOfBirth', detail: NO_DAY.replace(' must', ' is missing: it must') }]],
  [{ dateOfBirth: '1981-02-29' }, [{ field: 'dateOfBirth', detail: NO_DAY }]],
  [{ dateOfBirth: '1899-12-31' }, [{ field: 'dateOfBirth', detail: NO_DAY }]],
  [{ dateOfBirth: '2199-01-01' }, [{ field: 'dateOfBirth', detail: 'This day has not come yet.' }]],
  [
    { dateOfBirth: '03/04/1981' },
    [
      {
        field: 'dateOfBirth',
        detail:
          'dateOfBirth is "03/04/1981": write it YYYY-MM-DD, or say dateFormat=DD/MM/YYYY if that is meant throughout.',
      },
    ],
  ],
  [
    { dateOfBirth: '3 April 81' },
    [{ field: 'dateOfBirth', detail: 'dateOfBirth is "3 April 81": write it YYYY-MM-DD.' }],
  ],
  [{ email: 'none' }, [{ field: 'email', detail: NO_EMAIL }]],
  [{ email: 'a@b' }, [{ field: 'email', detail: NO_EMAIL }]],
  [{ email: 'ann@example.org; ben@example.org' }, [{ field: 'email', detail: NO_EMAIL }]],
  [
    { phone: '0'.repeat(41) },
    [{ field: 'phone', detail: 'phone must be text of 1 to 40 characters, or null.' }],
  ],
  [
    { address: 'x'.repeat(501) },
    [{ field: 'address', detail: 'address must be text of 1 to 500 characters, or null.' }],
  ],
  [{ responsible: 'nobody@clinic.example' }, [{ field: 'responsible', detail: NOBODY }]],
  [{ responsible: 'dale@clinic.example' }, [{ field: 'responsible', detail: NOBODY }]],
  [{ responsible: 'gone@clinic.example' }, [{ field: 'responsible', detail: NOBODY }]],
  [
    { externalSystem: '' },
    [{ field: 'externalSystem', detail: 'externalSystem is missing: it goes with externalValue.' }],
  ],
  [
    { externalValue: '' },
    [{ field: 'externalValue', detail: 'externalValue is missing: it goes with externalSystem.' }],
  ],
  [
    { externalValue: 'x'.repeat(101) },
    [{ field: 'externalValue', detail: 'externalValue must be text of 1 to 100 characters.' }],
  ],
  [
    { name: '', email: 'none', dateOfBirth: '2199-13-01' },
    [
      { field: 'name', detail: 'name is missing: it must be text of 1 to 200 characters.' },
      { field: 'dateOfBirth', detail: NO_DAY },
      { field: 'email', detail: NO_EMAIL },
    ],
  ],
];

/** Of people who are there, or of an earlier row: a number of their own, but the same names and day. */
const AGAIN: [cells: Cells, like: string | number][] = [
  [{ name: 'Ann Allen', dateOfBirth: '1961-04-12' }, 'ann'],
  [{ name: 'Allen, Ann', dateOfBirth: '1961-04-12' }, 'ann'],
  [{ name: 'ANN  ALLÉN', dateOfBirth: '1961-04-12' }, 'ann'],
  [{ name: 'Ben Brook', dateOfBirth: '1984-09-30' }, 'ben'],
  [{ name: 'brook-ben', dateOfBirth: '1984-09-30' }, 'ben'],
  [{ name: 'Dot Drew', dateOfBirth: '1950-01-05', email: '', phone: '' }, 'dot'],
  ...[2, 100, 333, 1000, 1500, 1501, 1600, 1710, 1800].map((row): [Cells, number] => {
    const { name = '', dateOfBirth } = soundRow(row);
    return [
      { name: name.split(' ').toReversed().join(' '), dateOfBirth, externalValue: `again-${row}` },
      row,
    ];
  }),
];

/** Row 51 and every 97th after it are wrong; duplicates stand where nothing else does. */
export function movingIn(): MovingIn {
  const rows = new Map(Array.from({ length: 2_000 }, (_, n) => [n + 2, soundRow(n + 2)]));
  const faulty = new Map<number, ExpectedFault[]>();
  const duplicates = new Map<number, string | number>();
  for (const [n, [cells, faults]] of WRONG.entries()) {
    const row = 51 + n * 97;
    rows.set(row, { ...soundRow(row), ...cells });
    faulty.set(row, faults);
  }
  for (const [n, [cells, like]] of AGAIN.entries()) {
    const row = typeof like === 'number' ? 1_901 + n * 2 : 40 + n * 131;
    rows.set(row, { ...soundRow(row), ...cells });
    duplicates.set(row, like);
  }
  return { rows, faulty, duplicates };
}

/** As a spreadsheet saves it. */
export function tableOf(
  rows: Iterable<Cells>,
  { delimiter = ',', end = '\n', bom = false, columns = HEADER as readonly (keyof Cells)[] } = {},
): string {
  const cell = (text = ''): string => (/[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns, ...[...rows].map((cells) => columns.map((column) => cell(cells[column])))];
  return `${bom ? '\ufeff' : ''}${lines.map((line) => line.join(delimiter)).join(end)}${end}`;
}
