import type { Operation } from '../support/access';
import { BODIES, ETAGS, IDS, KEYS, PARAMETERS, QUERIES, TYPES } from '../support/bad-values';
import { people } from '../support/cast';
import { accessToken } from '../support/stage';
import { type GoodLetter, type Trial, Trials } from '../support/trials';
import { bodyWith, inRounds, resolved, wrongFields } from '../support/wrong-fields';

/**
 * Every operation of the OpenAPI document, asked by somebody who may, with a request that is good but for one thing.
 * Whatever that is: a clear refusal that the document lists, and nothing written.
 */
const json = JSON.stringify;

// every operation, asked in many ways
jest.setTimeout(240_000);

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
  const takesObject = ({ takesBody, takesUpload }: Operation): boolean => takesBody && !takesUpload;
  const takesKey = (operation: Operation): boolean => trials.takesKey(operation);
  const hasId = ({ path }: Operation): boolean => path.includes('id}');

  it('refuses a body that is not one object of JSON with known fields', () =>
    trials.expectRefused(
      ofEach(takesObject, (letter) =>
        BODIES.map(([about, spoil, code]) => ({
          about,
          code,
          letter: { ...letter, body: spoil(letter.example) },
          // a body without texts cannot be spoilt in its texts
        })).filter((trial) => trial.letter.body !== json(letter.example)),
      ),
    ));

  it('refuses fields that are not what the document says, and names each', () =>
    trials.expectRefused(
      ofEach(takesObject, (letter, operation) =>
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
            const { format, enum: words, items, maximum } = resolved(trials.document, schema);
            const wrong = PARAMETERS[name] ?? PARAMETERS[words || items ? 'enum' : (format ?? 'text')]!;
            const beyond = maximum === undefined ? [] : [String(maximum + 1)];
            const twice = items ? [] : [`${name}=1&${name}=1`];
            return [...[...wrong, ...beyond].map((value) => `${name}=${value}`), ...twice].map((query) => ({
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

  it.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
  ])('understands JSON that calls itself %s', async (type) => {
    const authorization = `Bearer ${accessToken(people.dale.sessionId)}`;
    const body = json({ name: 'Zoë Ångström', dateOfBirth: '1980-01-01' });
    const headers = { authorization, 'content-type': type };
    const answer = await trials.wire.send({ method: 'POST', path: '/api/v1/patients', headers, body });
    expect([answer.status, answer.body]).toMatchObject([201, { name: 'Zoë Ångström' }]);
  });

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
