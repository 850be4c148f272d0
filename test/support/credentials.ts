import { createHash } from 'node:crypto';
import { Passwords } from '../../src/identity/password';
import { EMAIL_OF, people, type PersonName, type StaffName } from './cast';
import type { Stage } from './stage';

/** The cast comes with sessions but without passwords; these tests are about getting in. */
export const PASSWORD = 'gravel teapot mimosa 9';

export interface Tokens {
  sessionId: string;
  accessToken: string;
  expiresIn: number;
  refreshToken: string;
}

const passwordHash = new Passwords().hash(PASSWORD);

export async function givePassword(stage: Stage, ...names: StaffName[]): Promise<void> {
  await stage.owner('update portal.account set password_hash = $1 where email = any ($2)', [
    await passwordHash,
    names.map(EMAIL_OF),
  ]);
}

/** Signs in somebody of one clinic, who was given the password. */
export async function signIn(stage: Stage, name: StaffName): Promise<Tokens> {
  const { body } = await stage
    .anonymous()
    .post('/session')
    .send({ email: EMAIL_OF(name), password: PASSWORD })
    .expect(200);
  return body.tokens;
}

/** A session with its first refresh token, past the door: for what comes after signing in. */
export async function openSession(stage: Stage, name: PersonName, refreshToken: string): Promise<string> {
  const { id, clinicId } = people[name];
  const isPatient = ['ann', 'ben', 'dot', 'cai'].includes(name);
  const [session] = await stage.owner<{ id: string }>(
    `with opened as (
       insert into portal.session (clinic_id, ${isPatient ? 'patient_id' : 'staff_id'}, device, expires_at)
       values ($1, $2, 'test', portal.portal_now() + $3::interval) returning *)
     insert into portal.refresh_token (clinic_id, session_id, token_hash, expires_at)
     select clinic_id, id, $4, portal.portal_now() + $5::interval from opened returning session_id as id`,
    [
      clinicId,
      id,
      isPatient ? '90 days' : '7 days',
      sha256(refreshToken),
      isPatient ? '30 days' : '12 hours',
    ],
  );
  return (session as { id: string }).id;
}

export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Holds the row that `sql` locks until as many requests as were sent wait for it, so that they truly meet. */
export async function meetAt<T>(stage: Stage, sql: string, values: unknown[], requests: () => Promise<T>[]) {
  await stage.owner('begin');
  await stage.owner(sql, values);
  const sent = requests();
  const answers = Promise.all(sent);
  for (let waiting = 0, tries = 0; waiting < sent.length && tries < 100; tries++) {
    await new Promise((wake) => setTimeout(wake, 20));
    const [row] = await stage.owner<{ waiting: number }>(
      'select count(*)::int as waiting from pg_locks where not granted',
    );
    waiting = row?.waiting ?? 0;
  }
  await stage.owner('commit');
  return answers;
}

/** Everything the database holds, as text: for looking whether a secret is anywhere in it. */
export async function dumpOf(stage: Stage): Promise<string> {
  const tables = await stage.owner<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'portal'::regnamespace and relkind = 'r'`,
  );
  const lines: string[] = [];
  for (const { name } of tables) {
    const rows = await stage.owner<{ all: string }>(`select t::text as all from portal."${name}" t`);
    lines.push(...rows.map((row) => row.all));
  }
  return lines.join('\n');
}

/** An answer without what differs in every answer. */
export function sameness(response: { status: number; headers: object; body: object }): unknown {
  const { date: _date, 'x-request-id': _id, ...headers } = response.headers as Record<string, string>;
  return { status: response.status, headers, body: { ...response.body, requestId: 'any' } };
}
