/** Children, young people and who looks after them, over HTTP: registered, advised, let in and signed in, for stories of families. */
import type { PersonName } from './cast';
import { secretOf } from './mails';
import type { Caller, Stage } from './stage';
import { assessAgain, draft, issue, today } from './visit';

export interface Young {
  id: string;
  born: string;
}

export interface Entered {
  as: Caller;
  sessionId: string;
  refreshToken: string;
}

export async function register(stage: Stage, name: string, born: string, email?: string): Promise<Young> {
  const { body } = await stage
    .as('dale')
    .post('/patients')
    .send({ name, dateOfBirth: born, email })
    .expect(201);
  return { id: body.id, born };
}

/** With the secret of a link and the patient's date of birth, on a device of this name. */
export async function enterBy(
  stage: Stage,
  secret: string,
  born: string,
  device = 'A phone',
): Promise<Entered> {
  const { body } = await stage
    .anonymous()
    .post('/patient-session')
    .set('user-agent', device)
    .send({ secret, dateOfBirth: born })
    .expect(200);
  return {
    as: stage.withToken(body.accessToken),
    sessionId: body.sessionId,
    refreshToken: body.refreshToken,
  };
}

export async function enter(stage: Stage, { id, born }: Young, device?: string): Promise<Entered> {
  const { body } = await stage.as('dale').post(`/patients/${id}/link`).expect(201);
  return enterBy(stage, secretOf(body.link), born, device);
}

export async function guardianOf(
  stage: Stage,
  child: Young,
  fields: { name: string; email?: string; evidenceKind?: string },
  by: PersonName = 'dale',
): Promise<{ id: string; secret: string; carer: Record<string, unknown> }> {
  const { body } = await stage
    .as(by)
    .post(`/patients/${child.id}/guardians`)
    .send({ evidenceKind: 'document_seen', evidence: 'Birth certificate seen.', ...fields })
    .expect(201);
  return { id: body.carer.id, secret: secretOf(body.link), carer: body.carer };
}

/** A plan that is issued and waits to be confirmed; `more` beside its items. */
export async function advise(
  stage: Stage,
  who: Young,
  more: object = {},
): Promise<{ episodeId: string; planId: string }> {
  const { body: episode } = await stage
    .as('rivera')
    .post(`/patients/${who.id}/episodes`)
    .send({ title: 'Knee' })
    .expect(201);
  await assessAgain(stage, 'rivera', episode.id);
  const rx = await draft(stage, 'rivera', episode.id);
  const { headers } = await stage
    .as('rivera')
    .put(`/prescriptions/${rx.id}/draft`)
    .set('if-match', rx.etag)
    .send({ items: (rx.body.draft as { items: object[] }).items.map(asGiven), ...more })
    .expect(200);
  await issue(
    stage,
    'rivera',
    { id: rx.id, etag: headers.etag as string },
    { reviewOn: await today(stage, 14) },
  ).expect(200);
  return { episodeId: episode.id, planId: rx.id };
}

const asGiven = (item: object) => {
  const { exerciseId, dosage, why } = item as { exerciseId: string; dosage: object; why: string };
  return { exerciseId, dosage, why };
};
