import { sign } from 'jsonwebtoken';
import { people } from '../support/cast';
import { JWT_SECRET, openStage, type Stage } from '../support/stage';

describe('an access token', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  const claims = { sid: people.rivera.sessionId, typ: 'access' };
  const terms = {
    algorithm: 'HS256',
    expiresIn: 600,
    issuer: 'exercise-prescription-portal',
    audience: 'portal-api',
  } as const;
  const { expiresIn: _, ...endless } = terms;
  const unsigned = (header: object, payload: object) =>
    `${[header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
  const whole = {
    ...claims,
    iss: terms.issuer,
    aud: terms.audience,
    exp: Math.floor(Date.now() / 1000) + 600,
  };

  it('is good as it is made', async () => {
    await stage
      .withToken(sign(claims, JWT_SECRET, terms))
      .get('/session')
      .expect(200);
  });

  it.each([
    ['unsigned', () => unsigned({ alg: 'none', typ: 'JWT' }, whole)],
    ['unsigned, spelled otherwise', () => unsigned({ alg: 'nOnE', typ: 'JWT' }, whole)],
    ['signed with HS384', () => sign(claims, JWT_SECRET, { ...terms, algorithm: 'HS384' })],
    ['signed with HS512', () => sign(claims, JWT_SECRET, { ...terms, algorithm: 'HS512' })],
    ['signed with another key', () => sign(claims, `${JWT_SECRET}.`, terms)],
    [
      'that brings its own key',
      () =>
        sign(claims, 'own key of at least thirty-two bytes', {
          ...terms,
          header: { alg: 'HS256', jwk: { kty: 'oct', k: 'b3du' }, jku: 'https://evil.example' } as never,
        }),
    ],
    ['without an end', () => sign(claims, JWT_SECRET, endless)],
    ['that has expired', () => sign(claims, JWT_SECRET, { ...terms, expiresIn: -1 })],
    ['that is not good yet', () => sign(claims, JWT_SECRET, { ...terms, notBefore: 60 })],
    ['for another audience', () => sign(claims, JWT_SECRET, { ...terms, audience: 'portal-worker' })],
    ['of another issuer', () => sign(claims, JWT_SECRET, { ...terms, issuer: 'somebody' })],
    ['of another type', () => sign({ ...claims, typ: 'refresh' }, JWT_SECRET, terms)],
    ['without a type', () => sign({ sid: claims.sid }, JWT_SECRET, terms)],
    ['without a session', () => sign({ typ: 'access' }, JWT_SECRET, terms)],
    ['of a session that never was', () => sign({ ...claims, sid: people.ann.id }, JWT_SECRET, terms)],
    ['whose session is no id', () => sign({ ...claims, sid: "' or true --" }, JWT_SECRET, terms)],
    ['with a changed payload', () => sign(claims, JWT_SECRET, terms).replace(/\.e/, '.f')],
  ])('%s is refused', async (_, token) => {
    const { body } = await stage.withToken(token()).get('/session').expect(401);
    expect(body.code).toBe('identity.sign_in_required');
  });

  it('is not read from anywhere but its header', async () => {
    const token = sign(claims, JWT_SECRET, terms);
    await stage.anonymous().get(`/session?access_token=${token}`).expect(401);
    await stage.anonymous().get('/session').set('cookie', `token=${token}`).expect(401);
    await stage.anonymous().get('/session').set('authorization', token).expect(401);
  });
});
