import { people } from '../support/cast';
import type { Operation } from '../support/access';
import { type GoodLetter, type Trial, Trials } from '../support/trials';
import { bodyWith, inRounds, resolved, wrongFields } from '../support/wrong-fields';

/**
 * Every operation of the OpenAPI document, asked by somebody who may, with a request that is good but for one thing.
 * Whatever that is: a clear refusal that the document lists, and nothing written.
 */
const json = JSON.stringify;
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const inside = (example: object, first: string): string => `{${first},${json(example).slice(1)}`;
const everyText = (example: object, more: string): string =>
  json(example, (_, value: unknown) => (typeof value === 'string' ? value + more : value));
const everyNameTwice = (example: object): string =>
  `{${Object.entries(example).flatMap(([name, value]) => Array(2).fill(`${json(name)}:${json(value)}`))}}`;

/** What can be wrong with a body as a whole. */
const BODIES: [about: string, spoil: (example: object) => string | Buffer, code: string][] = [
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

const TYPES = [
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
const QUERIES: [query: string, code: string][] = [
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
const PARAMETERS: Record<string, string[]> = {
  limit: [
    '1e9',
    '0x10',
    '-1',
    '0',
    '101',
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
const IDS = ['x', '0', '-1', 'null', '%00', '%', '%ED%A0%80', '%2e%2e%2fx', "1'--", '{id}', 'x'.repeat(300)];
const ETAGS = ['', '*', '1', 'W/1', '""', '"x"', '"1", "2"', '"-1"', '"1e0"', '"0x1"', '"9999999999"'];
const KEYS = ['', ' ', 'a key', 'a, b', '\u00fc', 'x'.repeat(201)];

describe('bad input', () => {
  let trials: Trials;
  beforeAll(async () => {
    trials = await Trials.open();
  });
  afterAll(() => trials.close());

  /** Trials of every operation of a kind, each with a good letter of its own to be spoilt. */
  const ofEach = (
    which: (operation: Operation) => boolean,
    spoil: (letter: GoodLetter, operation: Operation) => Omit<Trial, 'operation'>[],
  ): Trial[] =>
    trials.operations
      .filter(which)
      .flatMap((operation) =>
        spoil(trials.good(operation), operation).map((trial) => ({ ...trial, operation })),
      );
  const takesBody = ({ takesBody }: Operation): boolean => takesBody;
  const takesKey = (operation: Operation): boolean => trials.takesKey(operation);
  const hasId = ({ path }: Operation): boolean => path.includes('id}');

  it('refuses a body that is not one object of JSON with known fields', () =>
    trials.expectRefused(
      ofEach(takesBody, (letter) =>
        BODIES.map(([about, spoil, code]) => ({
          about,
          code,
          letter: { ...letter, body: spoil(letter.example) },
        })),
      ),
    ));

  it('refuses fields that are not what the document says, and names each', () =>
    trials.expectRefused(
      ofEach(takesBody, (letter, operation) =>
        inRounds(wrongFields(trials.document, trials.schemaOf(operation), letter.example)).map((round) => ({
          about: json(round).slice(0, 1_000),
          code: 'request.invalid',
          pointers: round.map(({ pointer }) => pointer),
          letter: { ...letter, body: bodyWith(letter.example, round) },
        })),
      ),
    ));

  it('refuses a body of any other type, also where none is expected', () =>
    trials.expectRefused(
      ofEach(
        ({ method }) => method !== 'get',
        (letter) =>
          TYPES.map((type) => ({
            about: type,
            code: 'request.unsupported_media_type',
            letter: {
              ...letter,
              body: json(letter.example),
              headers: { ...letter.headers, 'content-type': type },
            },
          })),
      ),
    ));

  it('refuses a body where none is expected', () =>
    trials.expectRefused(
      ofEach(
        ({ method, takesBody }) => method !== 'get' && !takesBody,
        (letter) =>
          ['{"x":1}', '[]', 'null', '5', '{'].map((body) => ({
            about: body,
            letter: { ...letter, body, headers: { ...letter.headers, 'content-type': 'application/json' } },
          })),
      ),
    ));

  it('refuses what stands in a query and is not known there', () =>
    trials.expectRefused(
      ofEach(
        () => true,
        (letter, operation) =>
          QUERIES.filter(() => operation.id !== 'health.ready').map(([query, code]) => ({
            about: query,
            code,
            letter: { ...letter, path: `${letter.path}?${query}` },
          })),
      ),
    ));

  it('refuses a parameter that is not what the document says, or stands there twice', () =>
    trials.expectRefused(
      ofEach(
        (operation) => trials.queryOf(operation).length > 0,
        (letter, operation) =>
          trials.queryOf(operation).flatMap(({ name, schema }) => {
            const { format, enum: words, items } = resolved(trials.document, schema);
            const wrong = PARAMETERS[name] ?? PARAMETERS[words || items ? 'enum' : (format ?? 'text')]!;
            const twice = items ? [] : [`${name}=1&${name}=1`];
            return [...wrong.map((value) => `${name}=${value}`), ...twice].map((query) => ({
              about: query,
              code: 'request.invalid',
              pointers: [name],
              letter: { ...letter, path: `${letter.path}?${query}` },
            }));
          }),
      ),
    ));

  it('refuses an id that is none', () =>
    trials.expectRefused(
      ofEach(hasId, (letter, { path }) => {
        const parts = letter.path.split('/');
        const places = path.split('/').flatMap((part, place) => (/id\}$/i.test(part) ? [place] : []));
        return places.flatMap((place) =>
          IDS.map((id) => ({ about: id, letter: { ...letter, path: parts.with(place, id).join('/') } })),
        );
      }),
    ));

  it('refuses an If-Match that is not an ETag of ours, and asks for one that is missing', () =>
    trials.expectRefused(
      ofEach(
        ({ needsIfMatch }) => needsIfMatch,
        (letter) => {
          const { 'if-match': _, ...without } = letter.headers;
          return [
            { about: 'no If-Match', code: 'revision.missing', letter: { ...letter, headers: without } },
            ...ETAGS.map((etag) => ({
              about: etag,
              code: 'request.invalid',
              pointers: ['If-Match'],
              letter: { ...letter, headers: { ...without, 'if-match': etag } },
            })),
          ];
        },
      ),
    ));

  it('refuses an Idempotency-Key that nobody could repeat, and asks for one where it is needed', () =>
    trials.expectRefused(
      ofEach(takesKey, (letter, { needsKey }) => {
        const { 'idempotency-key': _, ...without } = letter.headers;
        const missing = {
          about: 'none',
          code: 'idempotency.key_missing',
          letter: { ...letter, headers: without },
        };
        return [
          ...(needsKey ? [missing] : []),
          ...KEYS.map((key) => ({
            about: key,
            code: 'request.invalid',
            pointers: ['Idempotency-Key'],
            letter: { ...letter, headers: { ...without, 'idempotency-key': key } },
          })),
        ];
      }),
    ));

  it('would have understood each of these requests without the fault', async () => {
    const refusals: string[] = [];
    for (const operation of trials.operations) {
      const letter = trials.good(operation);
      const session = await trials.ownSession(operation);
      const answer = await trials.send({ ...letter, headers: { ...letter.headers, ...session } });
      // one changes what the next one is about: that is all that may stand in the way
      const isFine = answer.status < 300 || [401, 404, 409, 412].includes(answer.status);
      if (!isFine) refusals.push(`${operation.id}: ${answer.text}`);
    }
    expect(refusals).toEqual([]);
  });
});
