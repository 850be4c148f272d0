import { randomUUID } from 'node:crypto';
import { ownExercise, people, type PatientName, type StaffName } from './cast';
import { dose } from './dose';
import type { Stage } from './stage';

/** The steps of a visit, over HTTP, for tests that need one behind them. */
export const DOSE = dose();

export interface Visit {
  episodeId: string;
  assessmentId: string;
}

export async function assess(
  stage: Stage,
  by: StaffName,
  patient: PatientName | { id: string },
  fields: Record<string, unknown> = {},
): Promise<Visit> {
  const as = stage.as(by);
  const id = typeof patient === 'string' ? people[patient].id : patient.id;
  const episode = await as.post(`/patients/${id}/episodes`).send({ title: 'Low back' }).expect(201);
  return { episodeId: episode.body.id, assessmentId: await assessAgain(stage, by, episode.body.id, fields) };
}

/** Another signed assessment in an episode; answers its id. */
export async function assessAgain(
  stage: Stage,
  by: StaffName,
  episodeId: string,
  fields: Record<string, unknown> = {},
): Promise<string> {
  const draft = await stage
    .as(by)
    .post(`/episodes/${episodeId}/assessments`)
    .send({
      seenOn: await today(stage),
      contact: 'in_person',
      presentations: [{ kind: 'arthritic_ache' }],
      screen: { kind: 'attested', recordNumber: 'CARD-1' },
      recordNumber: 'CARD-1',
      // else the rules would ask about every exercise on the floor
      findings: { outlook: { floorTransferUnaided: 'yes' } },
      suitable: true,
      ...fields,
    })
    .expect(201);
  await stage
    .as(by)
    .post(`/assessments/${draft.body.id}/signature`)
    .set('if-match', draft.headers.etag as string)
    .expect(200);
  return draft.body.id;
}

export const item = (extra: Record<string, unknown> = {}) => ({
  exerciseId: ownExercise.north.id,
  dosage: DOSE,
  why: 'It eases your back.',
  ...extra,
});

export interface Written {
  id: string;
  etag: string;
  body: Record<string, unknown>;
}

export async function draft(
  stage: Stage,
  by: StaffName,
  episodeId: string,
  items = [item()],
): Promise<Written> {
  const { body, headers } = await stage
    .as(by)
    .post(`/episodes/${episodeId}/prescriptions`)
    .send({ items })
    .expect(201);
  return { id: body.id, etag: headers.etag as string, body };
}

export async function redraft(stage: Stage, by: StaffName, id: string, items: unknown[]): Promise<Written> {
  const now = await stage.as(by).get(`/prescriptions/${id}`).expect(200);
  const { body, headers } = await stage
    .as(by)
    .put(`/prescriptions/${id}/draft`)
    .set('if-match', now.headers.etag as string)
    .send({ items })
    .expect(200);
  return { id, etag: headers.etag as string, body };
}

/** Issues, or is refused: expect the status yourself. */
export function issue(
  stage: Stage,
  by: StaffName,
  written: Pick<Written, 'id' | 'etag'>,
  dates: object = {},
) {
  return stage
    .as(by)
    .post(`/prescriptions/${written.id}/issuance`)
    .set('if-match', written.etag)
    .set('idempotency-key', randomUUID())
    .send(dates);
}

/** Any other transition, on the prescription as it stands now. */
export async function transit(stage: Stage, by: StaffName, id: string, noun: string, body?: object) {
  const now = await stage.as(by).get(`/prescriptions/${id}`).expect(200);
  const test = stage
    .as(by)
    .post(`/prescriptions/${id}/${noun}`)
    .set('if-match', now.headers.etag as string);
  return body ? test.send(body) : test;
}

/** The clinic's day on the database's clock, plus some days. */
export async function today(stage: Stage, plus = 0): Promise<string> {
  const [row] = await stage.owner<{ day: string }>(
    `select (portal.today_in('Europe/London') + $1::int)::text as day`,
    [plus],
  );
  return row!.day;
}
