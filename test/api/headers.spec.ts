import { people } from '../support/cast';
import type { Answer } from '../support/contract';
import { accessToken, openStage, type Stage } from '../support/stage';
import { openWire, type Wire } from '../support/wire';

/**
 * What every answer carries beside its body, whether it is good news or bad, from the API or from the documentation
 * page: what browsers need to know to protect a patient, and nothing that helps anybody else.
 */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What may be asked for again by its ETag, and what is the same for everybody. */
const KEPT: Record<string, string> = {
  'a patient’s routine': 'private, no-cache',
  'a script of others on it': 'public, max-age=0',
};

describe('headers', () => {
  let stage: Stage;
  let wire: Wire;
  beforeAll(async () => {
    stage = await openStage();
    wire = await openWire(stage.app);
    await stage.as('dale').post(`/patients/${people.ben.id}/link`).expect(201);
  });
  afterAll(async () => {
    wire.hangUp();
    await stage.close();
  });

  const as = (who: keyof typeof people) => ({
    authorization: `Bearer ${accessToken(people[who].sessionId)}`,
  });
  const json = { 'content-type': 'application/json' };
  const get = (path: string, headers = {}): Promise<Answer> => wire.send({ method: 'GET', path, headers });
  const post = (path: string, headers: object, body: string): Promise<Answer> =>
    wire.send({ method: 'POST', path, headers: { ...headers }, body });

  const NEWS: [about: string, status: number, ask: () => Promise<Answer>][] = [
    ['a list', 200, () => get('/api/v1/patients', as('rivera'))],
    ['a patient’s routine', 200, () => get('/api/v1/routine', as('ann'))],
    [
      'something made',
      201,
      () => post('/api/v1/patients', { ...as('dale'), ...json }, '{"name":"Una","dateOfBirth":"1980-01-01"}'),
    ],
    [
      'nothing to say',
      204,
      () =>
        wire.send({ method: 'DELETE', path: `/api/v1/patients/${people.ben.id}/link`, headers: as('dale') }),
    ],
    ['nobody', 401, () => get('/api/v1/patients')],
    ['the wrong role', 403, () => get('/api/v1/patients', as('ann'))],
    ['what is not there', 404, () => get(`/api/v1/patients/${people.cai.id}`, as('rivera'))],
    ['no such address', 404, () => get('/nothing/here')],
    ['an address that does not decode', 404, () => get('/%')],
    ['a body that cannot be read', 400, () => post('/api/v1/patients', { ...as('dale'), ...json }, '{')],
    ['a body of another type', 415, () => post('/api/v1/patients', as('dale'), 'x')],
    [
      'a body that is too large',
      413,
      () => post('/api/v1/patients', { ...as('dale'), ...json }, 'x'.repeat(300_000)),
    ],
    ['whether it lives', 200, () => get('/health/live')],
    ['the OpenAPI document', 200, () => get('/api/v1/openapi.json')],
    ['the documentation page', 200, () => get('/docs')],
    ['its script', 200, () => get('/docs/swagger-ui-init.js')],
    ['a script of others on it', 200, () => get('/docs/swagger-ui-bundle.js')],
  ];

  describe.each(NEWS)('on %s', (about, status, ask) => {
    let answer: Answer;
    beforeAll(async () => {
      answer = await ask();
    });

    it('protect a browser', () => {
      expect(answer.status).toBe(status);
      const policy = (answer.headers['content-security-policy'] ?? '').split(';');
      expect(policy).toEqual(
        expect.arrayContaining([
          "default-src 'self'",
          "script-src 'self'",
          "object-src 'none'",
          "base-uri 'none'",
          "frame-ancestors 'none'",
          "form-action 'self'",
        ]),
      );
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'strict-transport-security': expect.stringMatching(/^max-age=31536000/),
      });
    });

    it('let nobody keep a copy', () => {
      expect(answer.headers['cache-control']).toBe(KEPT[about] ?? 'no-store');
    });

    it('name the request, and tell nothing of the house', () => {
      expect(answer.headers['x-request-id']).toMatch(UUID);
      expect(
        Object.keys(answer.headers).filter((name) =>
          /^(server|x-powered-by|set-cookie)$|^access-control-/.test(name),
        ),
      ).toEqual([]);
    });
  });

  it('give each request an id of its own, whatever the caller calls it', async () => {
    const ids = new Set<string>();
    for (const name of ['x-request-id', 'request-id', 'x-correlation-id', 'traceparent']) {
      const answer = await get('/api/v1/patients', { [name]: 'mine', ...as('rivera') });
      expect(answer.headers['x-request-id']).toMatch(UUID);
      ids.add(answer.headers['x-request-id'] as string);
    }
    expect(ids.size).toBe(4);
    const problem = await get('/api/v1/patients', { 'x-request-id': 'mine' });
    expect((problem.body as { requestId: string }).requestId).toBe(problem.headers['x-request-id']);
  });

  it('open no door to other origins', async () => {
    const foreign = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const preflight = await wire.send({ method: 'OPTIONS', path: '/api/v1/session', headers: foreign });
    const answer = await get('/api/v1/patients', { ...foreign, ...as('rivera') });
    expect([preflight.status, answer.status]).toEqual([404, 200]);
    for (const { headers } of [preflight, answer]) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  it('come without a parser for anything but JSON', () => {
    const fastify = stage.app.getHttpAdapter().getInstance();
    const others = [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/xml',
      '*',
      '',
    ];
    expect(others.filter((type) => fastify.hasContentTypeParser(type))).toEqual([]);
  });

  it('call a resource by its revision, and the routine by its content', async () => {
    const clinic = await get('/api/v1/clinic', as('rivera'));
    expect(clinic.headers.etag).toBe(`"${(clinic.body as { revision: number }).revision}"`);
    const routine = await get('/api/v1/routine', as('ann'));
    const again = await get('/api/v1/routine', { ...as('ann'), 'if-none-match': routine.headers.etag });
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', routine.headers.etag]);
    expect(again.headers['cache-control']).toBe('private, no-cache');
  });
});
