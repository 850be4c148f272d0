import { people } from './cast';

/**
 * What is known to go wrong elsewhere, as tables: bodies, types, queries, parameters, ids and headers that no operation
 * may take. Whoever finds another one adds a line here.
 */
const json = JSON.stringify;
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const inside = (example: object, first: string): string => `{${first},${json(example).slice(1)}`;
const everyText = (example: object, more: string): string =>
  json(example, (_, value: unknown) => (typeof value === 'string' ? value + more : value));
const everyNameTwice = (example: object): string =>
  `{${Object.entries(example).flatMap(([name, value]) => Array(2).fill(`${json(name)}:${json(value)}`))}}`;

/** What can be wrong with a body as a whole. */
export const BODIES: [about: string, spoil: (example: object) => string | Buffer, code: string][] = [
  ['NUL in every text', (e) => everyText(e, '\0'), 'request.malformed_text'],
  ['half a surrogate pair in every text', (e) => everyText(e, '\ud83d'), 'request.malformed_text'],
  [
    'bytes that are not UTF-8',
    (e) => Buffer.from(inside(e, '"x":"\xff"'), 'latin1'),
    'request.malformed_text',
  ],
  ['NUL in a name', (e) => inside(e, '"na\\u0000me":1'), 'request.malformed'],
  ['half a surrogate pair in a name', (e) => inside(e, '"\\udc00":1'), 'request.malformed'],
  ['a name twice', everyNameTwice, 'request.malformed'],
  ['__proto__', (e) => inside(e, '"__proto__":{"roles":["admin"]}'), 'request.malformed'],
  ['constructor', (e) => inside(e, '"constructor":{"prototype":{"x":1}}'), 'request.malformed'],
  ['toString', (e) => inside(e, '"toString":"x"'), 'request.malformed'],
  ['an unknown field', (e) => inside(e, '"noSuchField":1'), 'request.invalid'],
  ['a column of the database', (e) => inside(e, `"clinic_id":"${people.osei.clinicId}"`), 'request.invalid'],
  ['the object in a list', (e) => json([e]), 'request.invalid'],
  ['an empty list', () => '[]', 'request.invalid'],
  ['null', () => 'null', 'request.invalid'],
  ['a text', () => '"text"', 'request.invalid'],
  ['a number', () => '5', 'request.invalid'],
  ['100,000 lists in each other', () => nested(100_000), 'request.malformed'],
  ['25 lists in each other', (e) => inside(e, `"x":${nested(25)}`), 'request.malformed'],
  ['2 megabytes', (e) => inside(e, `"x":"${'x'.repeat(2_000_000)}"`), 'request.too_large'],
  ['a byte order mark', (e) => `\ufeff${json(e)}`, 'request.malformed'],
  ['the end missing', (e) => json(e).slice(0, -1), 'request.malformed'],
  ['two objects', (e) => json(e) + json(e), 'request.malformed'],
  ['a comment', (e) => `/* hello */ ${json(e)}`, 'request.malformed'],
  ['NaN', (e) => inside(e, '"x":NaN'), 'request.malformed'],
];

/** Content types that are not ours. */
export const TYPES = [
  '',
  'text/plain',
  'text/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'application/json; charset=latin1',
  'application/json; charset=utf-8; x=y',
  'application/json, text/plain',
  'application/json\t/',
  'application/jsonx',
  'application/merge-patch+json',
];

/** What may stand behind no address. */
export const QUERIES: [query: string, code: string][] = [
  ['noSuchParameter=1', 'request.invalid'],
  ['__proto__=1', 'request.invalid'],
  ['constructor=1', 'request.invalid'],
  ['toString=1', 'request.invalid'],
  ['limit[]=1', 'request.invalid'],
  ['%00=1', 'request.malformed_text'],
  ['q=%00', 'request.malformed_text'],
  ['q=%ED%A0%80', 'request.malformed_text'],
  ['q=%FF', 'request.malformed_text'],
  ['q=%', 'request.malformed_text'],
];

const cursor = (key: unknown): string => Buffer.from(json(key)).toString('base64url');

/** What a parameter may not be, by its name or else by the form that the document gives it. */
export const PARAMETERS: Record<string, string[]> = {
  limit: [
    '1e9',
    '0x10',
    '-1',
    '0',
    '201',
    '1.5',
    '%205',
    '',
    'NaN',
    '%2B5',
    '99999999999999999999',
    '%D9%A3',
  ],
  cursor: ['', 'x', cursor({ length: 2 }), cursor([1, 2]), cursor(Array(9).fill('x')), cursor(null)],
  date: ['0000-01-01', '9999-12-31', '2026-02-30', '2026-1-1', 'today', ''],
  uuid: ['x', '1', '', "1'--", '7d0c9b52-5d8e-4d7c-9a51-0b7c0f4f7f1g'],
  enum: ['no-such-word', 'toString', ''],
  text: ['', '%20', 'x'.repeat(2_001)],
};

/** What stands in a path where an id should. */
export const IDS = [
  'x',
  '0',
  '-1',
  'null',
  '%00',
  '%',
  '%ED%A0%80',
  '%2e%2e%2fx',
  "1'--",
  '{id}',
  'x'.repeat(300),
];
/** What If-Match may not be, and Idempotency-Key. */
export const ETAGS = ['', '*', '1', 'W/1', '""', '"x"', '"1", "2"', '"-1"', '"1e0"', '"0x1"', '"9999999999"'];
export const KEYS = ['', ' ', 'a key', 'a, b', '\u00fc', 'x'.repeat(201)];
