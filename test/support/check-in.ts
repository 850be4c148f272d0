/** A patient's check-ins over HTTP, for tests: answers, words, and what the clinic then finds. */
import { randomUUID } from 'node:crypto';
import type { Answer } from '../../src/check-in/questions';
import { SIGN_CODES, type SignCode } from '../../src/routine/warning-signs';
import { people, type PersonName } from './cast';
import type { Stage } from './stage';

export const ALL_NO = Object.fromEntries(SIGN_CODES.map((code) => [code, 'no'])) as Record<SignCode, Answer>;

export const saying = (...yes: SignCode[]): Record<string, Answer> => ({
  ...ALL_NO,
  ...Object.fromEntries(yes.map((code) => [code, 'yes'])),
});

export function checkInsOn(stage: Stage) {
  const now = async (): Promise<string> => {
    const [row] = await stage.owner<{ at: Date }>('select portal.portal_now() as at');
    return row!.at.toISOString();
  };
  const send = (who: PersonName, body: object) => stage.as(who).post('/check-ins').send(body);
  const full = async (who: PersonName, ...yes: SignCode[]) => {
    const body = { id: randomUUID(), kind: 'full', at: await now(), answers: saying(...yes) };
    return { sent: body, reply: (await send(who, body).expect(201)).body };
  };
  const nothingNew = async (who: PersonName) => {
    const body = { id: randomUUID(), kind: 'nothing_new', at: await now() };
    return (await send(who, body).expect(201)).body;
  };
  const word = async (who: PersonName, id: string, kind: string, codes: SignCode[], more: object = {}) => {
    const body = { id: randomUUID(), kind, codes, at: await now(), ...more };
    return stage.as(who).post(`/check-ins/${id}/words`).send(body);
  };
  const shown = async (who: PersonName): Promise<string[]> => {
    const { body } = await stage.as(who).get('/routine').expect(200);
    return [body.standing.kind, ...body.items.map(({ name }: { name: string }) => name)];
  };
  const holdsOf = (who: PersonName) =>
    stage.owner(
      `select kind, flags, because, check_in_id, carer_id, resolved_at from portal.hold
       where patient_id = $1 and opened_by_patient order by opened_at, flags`,
      [people[who].id],
    );
  const alertsOf = (who: PersonName) =>
    stage.owner<{ kind: string; key: string; facts: Record<string, unknown>; times: number }>(
      'select kind, key, facts, times from portal.alert where patient_id = $1 and closed_at is null order by opened_at, key',
      [people[who].id],
    );
  const toAsk = async (who: PersonName) => (await stage.as(who).get('/check-in').expect(200)).body;
  return { now, send, full, nothingNew, word, shown, holdsOf, alertsOf, toAsk };
}
