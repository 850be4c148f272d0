import { randomUUID } from 'node:crypto';
import { jsonLog } from '../../src/http/log';
import { secretOf } from '../../src/demo/visit';
import { people } from '../support/cast';
import { dumpOf, givePassword, PASSWORD, signIn } from '../support/credentials';
import type { Answer } from '../support/contract';
import { accessToken } from '../support/stage';
import { Trials } from '../support/trials';
import type { Letter } from '../support/wire';
import { inEveryText } from '../support/wrong-fields';

/**
 * A day at the clinic, with a canary in every text that anybody writes, searches for or sends along: none of them may
 * be heard in the log, whatever goes wrong. What is there is one line for each request, under the id that its answer has.
 */
const CANARY = 'canary-7f3a';

interface Line {
  level: string;
  msg: string;
  requestId?: string;
  method?: string;
  route?: string | null;
  status?: number;
}

describe('the log', () => {
  let trials: Trials;
  let written = '';
  const answers: (Answer & { method: string })[] = [];
  const lines = (): Line[] =>
    written
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line);

  beforeAll(async () => {
    const log = jsonLog('trace', { write: (line: string) => void (written += line) });
    trials = await Trials.open({ log });
  });
  afterAll(() => trials.close());

  async function send(letter: Letter): Promise<Answer> {
    const answer = await trials.send({
      ...letter,
      headers: {
        'user-agent': `${CANARY}/1.0`,
        referer: `https://portal.example/?q=${CANARY}`,
        cookie: `session=${CANARY}`,
        'x-request-id': CANARY,
        'x-forwarded-for': CANARY,
        ...letter.headers,
      },
    });
    answers.push({ ...answer, method: letter.method });
    return answer;
  }

  function expectSilence(...secrets: string[]): void {
    const heard = [CANARY, ...secrets].map((secret) => secret.toLowerCase());
    const loud = written
      .split('\n')
      .filter((line) => heard.some((secret) => line.toLowerCase().includes(secret)));
    expect(loud).toEqual([]);
  }

  it('keeps to itself what people wrote, obeyed or not', async () => {
    for (const operation of trials.operations) {
      const session = await trials.ownSession(operation);
      const good = trials.good(operation);
      const texts = trials
        .queryOf(operation)
        .filter(({ schema }) => schema.type === 'string' && !schema.format && !schema.enum);
      const words = texts.map(({ name }) => `${name}=${CANARY}`).join('&');
      const headers = { ...good.headers, ...session };
      const body = operation.takesBody
        ? inEveryText(trials.document, trials.schemaOf(operation), good.example, CANARY)
        : undefined;
      const path = words ? `${good.path}?${words}` : good.path;
      await send({ ...good, path, body, headers });
      await send({ ...good, path, body, headers });
      await send({ ...good, path: `${good.path}?${CANARY}=${CANARY}`, body, headers });
      await send({ ...good, path: good.path.replace(/[0-9a-f-]{36}/, CANARY), body, headers });
      await send({
        ...good,
        body: `{"${CANARY}":"${CANARY}"`,
        headers: { ...headers, 'content-type': 'application/json' },
      });
      await send({ ...good, body: CANARY, headers: { ...headers, 'content-type': CANARY } });
      await send({ ...good, body, headers: { ...headers, authorization: `Bearer ${CANARY}` } });
    }
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].sort()).toEqual(
      expect.arrayContaining([200, 201, 204, 400, 401, 404, 409, 412, 415]),
    );
    expect(await dumpOf(trials.stage)).toContain(CANARY);
    expectSilence();
  });

  it('keeps passwords, secrets of links and tokens to itself', async () => {
    await givePassword(trials.stage, 'dale');
    // the canaries knocked at every door
    await trials.stage.owner('delete from portal.attempt');
    const dale = await signIn(trials.stage, 'dale');
    const link = await trials.stage.as('dale').post(`/patients/${people.ben.id}/link`).expect(201);
    const secret = secretOf(link.body.link);
    const json = { 'content-type': 'application/json' };
    const post = (path: string, body: object) =>
      send({ method: 'POST', path: `/api/v1${path}`, headers: json, body: JSON.stringify(body) });
    const ben = await post('/patient-session', { secret, dateOfBirth: '1984-09-30' });
    const { accessToken: access, refreshToken } = ben.body as { accessToken: string; refreshToken: string };
    expect(refreshToken).toBeDefined();
    await post('/session/renewal', { refreshToken });
    await post('/session', { email: 'dale@clinic.example', password: `${PASSWORD}${CANARY}` });
    expectSilence(PASSWORD, secret, dale.accessToken, dale.refreshToken, access, refreshToken, '1984-09-30');
  });

  it.each([
    [
      'a fault that nobody expected',
      `raise exception E'%\\n    at ${CANARY} (x.js:1:1)', new.name using detail = new.name`,
      500,
    ],
    ['a check that fails', `raise exception '%', new.name using errcode = '23514', detail = new.name`, 400],
    [
      'a right that is missing',
      `raise exception '%', new.name using errcode = '42501', hint = new.name`,
      404,
    ],
    ['a deadlock', `raise exception '%', new.name using errcode = '40P01', detail = new.name`, 503],
  ])('tells of %s where it was, but not what was written', async (_, trouble, status) => {
    const { stage } = trials;
    await stage.owner(
      `create function portal.trouble() returns trigger language plpgsql as $$ begin ${trouble}; end $$;
       create trigger trouble before insert on portal.patient for each row execute function portal.trouble()`,
    );
    const authorization = `Bearer ${accessToken(people.rivera.sessionId)}`;
    const answer = await send({
      method: 'POST',
      path: '/api/v1/patients',
      headers: { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ name: CANARY, dateOfBirth: '1980-01-01' }),
    });
    await stage.owner('drop function portal.trouble cascade');
    expect([answer.status, answer.text.includes(CANARY)]).toEqual([status, false]);
    const told = lines().filter((line) => line.requestId === answer.headers['x-request-id']);
    expect(told.some(({ level }) => level === 'error')).toBe(status === 500 || status === 404);
    if (status === 500) expect(JSON.stringify(told)).toMatch(/PatientService|patient\.service/);
    expectSilence();
  });

  it('does not write down addresses that lead nowhere, nor garbage', async () => {
    for (const path of [
      `/${CANARY}`,
      `/api/v1/${CANARY}`,
      `/api/v1/patients/%${CANARY}`,
      `/docs/${CANARY}`,
    ]) {
      expect((await send({ method: 'GET', path })).status).toBe(404);
    }
    await trials.wire.sendBytes(`${CANARY}\r\n\r\n`);
    await trials.wire.sendBytes(`GET / HTTP/1.1\r\nHost: x\r\n${CANARY}: ${CANARY.repeat(2_000)}\r\n\r\n`);
    expectSilence();
  });

  it('has one line for each request, under the id of its answer', () => {
    const told = new Map<string | undefined, Line[]>();
    for (const line of lines().filter(({ msg }) => msg === 'answered')) {
      told.set(line.requestId, [...(told.get(line.requestId) ?? []), line]);
    }
    expect(answers.length).toBeGreaterThan(400);
    for (const { headers, status, method } of answers) {
      const about = told.get(headers['x-request-id']);
      expect(about).toEqual([expect.objectContaining({ status, method, ms: expect.any(Number) })]);
      expect(about![0]!.route === null || /^\/(api|health|docs)/.test(about![0]!.route!)).toBe(true);
    }
  });
});
