import { randomUUID } from 'node:crypto';
import type { Dosage } from '../dosage/dosage';

/**
 * The steps of a visit as a client of the API takes them: sign in, assess, prescribe, hand over. The demo and the
 * walkthrough are told with them; nothing here knows the inside of the server.
 */
export interface Request {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /api/v1. */
  path: string;
  /** Access token; none for the public doors. */
  token?: string;
  body?: object;
  /** ETag last read. */
  ifMatch?: string;
  /** Sends an Idempotency-Key. */
  once?: boolean;
}

export interface Answer {
  status: number;
  etag: string | undefined;
  // what a client sees is JSON of any shape
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

/** Sends a request. Throws when the answer is not the one that the story needs. */
export type Ask = (request: Request, expected?: number) => Promise<Answer>;

export const headersOf = ({ token, ifMatch, once, body }: Request): Record<string, string> => ({
  ...(body ? { 'content-type': 'application/json' } : {}),
  ...(token ? { authorization: `Bearer ${token}` } : {}),
  ...(ifMatch ? { 'if-match': ifMatch } : {}),
  ...(once ? { 'idempotency-key': randomUUID() } : {}),
});

/** Answers an access token. A person of several clinics says which. */
export async function signIn(ask: Ask, email: string, password: string, clinicId?: string): Promise<string> {
  const { body } = await ask({ method: 'POST', path: '/session', body: { email, password, clinicId } });
  return body.tokens.accessToken;
}

export interface NewColleague {
  name: string;
  email: string;
  roles: string[];
  profession?: string;
  registrationBody?: string;
  registrationNumber?: string;
}

/** Engages somebody, invites them, and accepts in their place. Answers their staff id. */
export async function engage(
  ask: Ask,
  adminToken: string,
  who: NewColleague,
  password: string,
): Promise<string> {
  const staff = await ask({ method: 'POST', path: '/staff', token: adminToken, body: who }, 201);
  const invitation = await ask(
    { method: 'POST', path: `/staff/${staff.body.id}/invitation`, token: adminToken },
    201,
  );
  await accept(ask, secretOf(invitation.body.link), password);
  return staff.body.id;
}

export async function accept(ask: Ask, secret: string, password: string): Promise<void> {
  await ask({ method: 'POST', path: '/invitation-acceptance', body: { secret, password } });
}

/** What stands behind the # of a link that was handed over. */
export const secretOf = (link: string): string => link.slice(link.indexOf('#') + 1);

/** Opens an episode and signs the short form of an assessment in it. Answers the episode's id. */
export async function assess(
  ask: Ask,
  token: string,
  patientId: string,
  title: string,
  findings: object,
): Promise<string> {
  const episode = await ask(
    { method: 'POST', path: `/patients/${patientId}/episodes`, token, body: { title } },
    201,
  );
  await assessAgain(ask, token, episode.body.id, findings);
  return episode.body.id;
}

/** Signs another assessment of an episode, or a "nothing new" screen. */
export async function assessAgain(
  ask: Ask,
  token: string,
  episodeId: string,
  findings: object,
): Promise<void> {
  const path = `/episodes/${episodeId}/assessments`;
  const draft = await ask({ method: 'POST', path, token, body: findings }, 201);
  await ask({
    method: 'POST',
    path: `/assessments/${draft.body.id}/signature`,
    token,
    ifMatch: draft.etag,
  });
}

export interface Advice {
  /** Name of an exercise of the shared library. */
  exercise: string;
  dosage: Dosage;
  why: string;
}

/** Writes a draft from the shared library. Answers it as the API does. */
export async function writeDraft(
  ask: Ask,
  token: string,
  episodeId: string,
  advice: readonly Advice[],
): Promise<Answer> {
  const items = [];
  for (const { exercise, dosage, why } of advice) {
    items.push({ exerciseId: await findShared(ask, token, exercise), dosage, why });
  }
  return ask({ method: 'POST', path: `/episodes/${episodeId}/prescriptions`, token, body: { items } }, 201);
}

export async function issue(
  ask: Ask,
  token: string,
  draft: Answer,
  dates: object,
  expected = 200,
): Promise<Answer> {
  const path = `/prescriptions/${draft.body.id}/issuance`;
  return ask({ method: 'POST', path, token, ifMatch: draft.etag, once: true, body: dates }, expected);
}

async function findShared(ask: Ask, token: string, name: string): Promise<string> {
  const found = await ask({
    method: 'GET',
    path: `/exercises?source=shared&limit=5&q=${encodeURIComponent(name)}`,
    token,
  });
  const exercise = found.body.items.find((one: { name: string }) => one.name === name);
  if (!exercise) throw new Error(`The shared library has no "${name}".`);
  return exercise.id;
}

/** A day of the clinic's, some days from today. */
export function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
