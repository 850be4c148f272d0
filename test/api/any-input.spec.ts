import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Operation } from '../support/access';
import { type GoodLetter, Trials } from '../support/trials';
import type { Letter } from '../support/wire';

/**
 * Throws whatever JSON can say, and more, at every operation, as the person who may ask. The answer is always one that
 * the document describes, never a fault of ours; and a refusal has written nothing. The figure is for everyday runs:
 * INPUTS=2000 looks harder.
 */
const INPUTS_EACH = Number(process.env.INPUTS ?? 25);

const TRICKY = [
  '',
  ' ',
  '0',
  '-1',
  '1e309',
  'null',
  'NaN',
  '\0',
  '\ud800',
  '\u202e',
  '\u{1f600}',
  "' or 1=1 --",
  '%',
  '_',
  '\\',
  '${x}',
  '<b>',
  '../../etc/passwd',
  '0000-00-00',
  '9999-12-31',
  '2026-02-30',
  '24:00',
  'toString',
  '__proto__',
  'https://youtu.be/x',
  'a@b',
];
const junk = fc.oneof(
  fc.constantFrom<unknown>(...TRICKY, 0, -1, 2 ** 31, 2 ** 53, 1e300, -0, 0.1, true, false, null, [], {}),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...TRICKY), { maxLength: 30 }),
);
const header = fc.oneof(
  fc.constantFrom('"1"', '"0"', 'W/"1"', '*', '"1"x'),
  fc.stringMatching(/^[\x21-\x7e]{1,30}$/),
);
const part = fc.oneof(
  fc.constantFrom(...TRICKY.filter((text) => text.isWellFormed())).map(encodeURIComponent),
  fc.stringMatching(/^[\w%.~:@!$&'()*+,;=-]{1,40}$/),
);

/** What is put in the place of something good; names come from the document, so that much gets past the first door. */
const spoiling = (names: string[], parameters: string[]) =>
  fc.record({
    body: fc.oneof(
      {
        weight: 6,
        arbitrary: fc.dictionary(
          fc.oneof({ weight: 9, arbitrary: name(names) }, { weight: 1, arbitrary: fc.string() }),
          junk,
        ),
      },
      { weight: 1, arbitrary: junk },
    ),
    keepsRest: fc.boolean(),
    query: fc.array(fc.tuple(name(parameters), part), { maxLength: 3 }),
    id: fc.option(part, { nil: undefined, freq: 3 }),
    ifMatch: fc.option(header, { nil: undefined }),
  });
type Spoiling = ReturnType<typeof spoiling> extends fc.Arbitrary<infer T> ? T : never;
const name = (names: string[]) => fc.constantFrom(...names, 'limit', 'id', 'clinicId');

describe('any input', () => {
  let trials: Trials;
  beforeAll(async () => {
    trials = await Trials.open();
  });
  afterAll(() => trials.close());

  it('is answered as the document says, and what is refused has written nothing', async () => {
    const sessions: Record<string, string>[] = [];
    for (const operation of trials.operations) sessions.push(await trials.ownSession(operation));
    let before = await trials.checksum();
    for (const [index, operation] of trials.operations.entries()) {
      const authorization = sessions[index];
      const names = Object.keys(trials.good(operation).example);
      const parameters = trials.queryOf(operation).map((parameter) => parameter.name);
      let wrote = false;
      await fc.assert(
        fc.asyncProperty(spoiling(names, parameters), async (spoilt) => {
          const good = trials.goodButAbsent(operation, randomUUID());
          const letter = spoil(good, operation, spoilt);
          const answer = await trials.send({ ...letter, headers: { ...letter.headers, ...authorization } });
          wrote ||= operation.method !== 'get' && answer.status < 400;
          const breach =
            answer.status === 404 && spoilt.id !== undefined ? undefined : trials.breachOf(operation, answer);
          expect({ status: answer.status < 500, breach }).toEqual({ status: true, breach: undefined });
        }),
        { numRuns: INPUTS_EACH },
      );
      const after = await trials.checksum();
      if (!wrote) expect([operation.id, after]).toEqual([operation.id, before]);
      before = after;
    }
  }, 3_600_000);
});

function spoil(good: GoodLetter, operation: Operation, spoilt: Spoiling): Letter {
  const isObject = typeof spoilt.body === 'object' && spoilt.body !== null && !Array.isArray(spoilt.body);
  const body = isObject && spoilt.keepsRest ? { ...good.example, ...(spoilt.body as object) } : spoilt.body;
  const query = spoilt.query.map(([key, value]) => `${key}=${value}`).join('&');
  const path = spoilt.id === undefined ? good.path : good.path.replace(/[0-9a-f-]{36}/, spoilt.id);
  return {
    ...good,
    path: query ? `${path}?${query}` : path,
    headers: {
      ...good.headers,
      'content-type': 'application/json',
      ...(spoilt.ifMatch === undefined ? {} : { 'if-match': spoilt.ifMatch }),
    },
    ...(operation.method === 'get' ? {} : { body: JSON.stringify(body) }),
  };
}
