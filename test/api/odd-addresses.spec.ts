import type { OutgoingHttpHeaders } from 'node:http';
import type { Operation } from '../support/access';
import { people } from '../support/cast';
import { accessToken } from '../support/stage';
import { Trials } from '../support/trials';

/**
 * The way around the guard: methods that nobody documented, headers that name another method, addresses written
 * otherwise, and what is not HTTP at all. None of it reaches what the caller may not reach, and nothing answers 500.
 */
const METHODS = ['HEAD', 'OPTIONS', 'TRACE', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'LINK'];
const OVERRIDES = ['x-http-method-override', 'x-http-method', 'x-method-override'];

const SPELLINGS: [about: string, spell: (path: string) => string][] = [
  ['as it is', (path) => path],
  ['a letter escaped', (path) => path.replace('/api', '/%61pi')],
  ['a letter escaped twice', (path) => path.replace('/api', '/%2561pi')],
  ['the last letter escaped', (path) => path.replace(/.$/, (last) => `%${last.charCodeAt(0).toString(16)}`)],
  ['two slashes before it', (path) => `/${path}`],
  ['two slashes inside', (path) => path.replace('/v1/', '/v1//')],
  ['a dot inside', (path) => path.replace('/v1/', '/v1/./')],
  ['there and back', (path) => path.replace('/v1/', '/v1/x/../')],
  ['there and back, escaped', (path) => path.replace('/v1/', '/v1/x%2f..%2f')],
  ['by way of the health', (path) => `/health/live/../..${path}`],
  ['a parameter of the path', (path) => path.replace('/v1/', '/v1;x=1/')],
  ['a parameter at the end', (path) => `${path};x=1`],
  ['upper case', (path) => path.toUpperCase()],
  ['a slash at the end', (path) => `${path}/`],
  ['a slash at the end, escaped', (path) => `${path}%2f`],
  ['a backslash', (path) => path.replace('/v1/', '/v1\\')],
  ['a space at the end', (path) => `${path}%20`],
  ['a NUL at the end', (path) => `${path}%00`],
  ['an extension', (path) => `${path}.json`],
  ['a fragment', (path) => `${path}#x`],
  ['another host', (path) => `http://somewhere.example${path}`],
];

// every operation, asked in many ways
jest.setTimeout(240_000);

describe('odd addresses', () => {
  let trials: Trials;
  beforeAll(async () => {
    trials = await Trials.open();
  });
  afterAll(() => trials.close());

  const as = (sessionId: string): OutgoingHttpHeaders => ({
    authorization: `Bearer ${accessToken(sessionId)}`,
  });

  it('has nothing at a method that the document does not name, not even for those who may everything', async () => {
    // /patients/possible-duplicates is a /patients/{id} too, of an id that nobody has
    const named = (path: string) =>
      trials.operations
        .filter((one) => new RegExp(`^${one.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path))
        .map(({ method }) => method);
    const before = await trials.checksum();
    const faults: string[] = [];
    for (const path of new Set(trials.operations.map((operation) => operation.path))) {
      const methods = named(path);
      const { path: address, example } = trials.good(
        trials.operations.find((one) => one.path === path) as Operation,
      );
      for (const method of METHODS.filter((one) => !methods.includes(one.toLowerCase() as never))) {
        const body = ['HEAD', 'GET', 'TRACE'].includes(method) ? undefined : JSON.stringify(example);
        const headers = {
          ...as(people.solo.sessionId),
          ...(body ? { 'content-type': 'application/json' } : {}),
        };
        const answer = await trials.wire.send({ method, path: address, headers, body });
        const code = (answer.body as { code?: string } | undefined)?.code;
        const isProblem = method === 'HEAD' ? answer.text === '' : code === 'request.no_such_address';
        if (answer.status !== 404 || !isProblem)
          faults.push(`${method} ${path}: ${answer.status} ${answer.text}`);
      }
    }
    expect(faults).toEqual([]);
    expect(await trials.checksum()).toBe(before);
  });

  it('does not take another method from a header or a parameter', async () => {
    const before = await trials.checksum();
    const differs: string[] = [];
    for (const operation of trials.operations.filter(({ method }) => method === 'get')) {
      const letter = trials.good(operation);
      const plain = await trials.send(letter);
      for (const name of OVERRIDES) {
        const answer = await trials.send({ ...letter, headers: { ...letter.headers, [name]: 'DELETE' } });
        if (answer.status !== plain.status) differs.push(`${operation.id} with ${name}: ${answer.status}`);
      }
      const { status } = await trials.send({ ...letter, path: `${letter.path}?_method=DELETE` });
      if (status !== 400) differs.push(`${operation.id} with _method: ${status}`);
    }
    expect(differs).toEqual([]);
    expect(await trials.checksum()).toBe(before);
  });

  it.each([
    ['nobody', {}, [401, 404]],
    ['a patient, or a clinician where a patient is asked for', null, [400, 403, 404]],
  ])('lets %s in by no spelling', async (_, headers, expected) => {
    const before = await trials.checksum();
    const faults: string[] = [];
    for (const operation of trials.operations) {
      const asker = trials.askerOf(operation);
      if (!asker || (headers === null && trials.isForBoth(operation))) continue;
      const stranger = asker.id === people.ann.id ? people.rivera : people.ann;
      const letter = trials.good(operation);
      for (const [about, spell] of SPELLINGS) {
        const { authorization: _own, ...others } = letter.headers;
        const path = spell(letter.path);
        const answer = await trials.send({
          ...letter,
          path,
          headers: { ...others, ...(headers ?? as(stranger.sessionId)) },
        });
        if (!expected.includes(answer.status)) faults.push(`${operation.id}, ${about}: ${answer.status}`);
      }
    }
    expect(faults).toEqual([]);
    expect(await trials.checksum()).toBe(before);
  });

  it.each([
    ['garbage', 'GARBAGE\r\n\r\n', 400, 'request.not_http'],
    ['a space in the address', 'GET /a b HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'request.not_http'],
    ['a method of nobody', 'STEAL / HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'request.not_http'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'request.not_http',
    ],
    [
      'a header of 20 kilobytes',
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'request.headers_too_large',
    ],
    [
      'an address of 20 kilobytes',
      `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      431,
      'request.headers_too_large',
    ],
  ])('answers %s with a problem and hangs up', async (_, bytes, status, code) => {
    const [head, body] = (await trials.wire.sendBytes(bytes)).split('\r\n\r\n') as [string, string];
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toMatch(/^content-type: application\/problem\+json/im);
    expect(JSON.parse(body)).toMatchObject({ status, code });
    expect((await trials.wire.send({ method: 'GET', path: '/health/live' })).status).toBe(200);
  });

  it.each([
    ['does not decode', '/api/v1/patients/%'],
    ['decodes to half a surrogate pair', '/api/v1/patients/%ED%A0%80'],
    ['is nobody’s', '/wp-admin'],
    ['leads out of the folder', '/docs/..%2f..%2fpackage.json'],
  ])('has nothing at an address that %s, and does not repeat it', async (_, path) => {
    const answer = await trials.wire.send({ method: 'GET', path });
    expect([answer.status, answer.body]).toMatchObject([404, { code: 'request.no_such_address' }]);
    expect(answer.text).not.toContain(path.split('/').at(-1));
  });
});
