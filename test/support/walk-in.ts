import { randomUUID } from 'node:crypto';
import { RED_FLAG_CODES } from '../../src/screen/red-flags';
import type { StaffName } from './cast';
import type { Stage } from './stage';
import { item, today } from './visit';

/** The body of a walk-in that is refused by nothing, each part of which a test may replace; and its sending, as a page does it. */
export async function aWalkIn(stage: Stage, parts: Record<string, unknown> = {}) {
  return {
    patient: { name: 'Wendy Walker', dateOfBirth: '1972-03-04' },
    episode: { title: 'Low back, since the weekend' },
    assessment: await anAssessment(stage),
    signature: { statement: 'i_saw_this_patient_and_answer_for_this' },
    plan: { items: [item()] },
    issue: { reviewOn: await today(stage, 14) },
    confirmedInRoom: true,
    link: true,
    ...parts,
  };
}

/** The short form with every red flag asked; `said`: what was not answered with no. */
export async function anAssessment(stage: Stage, said: Record<string, string> = {}, fields: object = {}) {
  return {
    seenOn: await today(stage),
    contact: 'in_person',
    presentations: [{ kind: 'arthritic_ache' }],
    screen: {
      kind: 'answered',
      answers: RED_FLAG_CODES.map((one) => ({ item: one, answer: said[one] ?? 'no' })),
    },
    findings: { outlook: { floorTransferUnaided: 'yes' } },
    suitable: true,
    ...fields,
  };
}

/** Expect the status yourself. */
export const walkIn = (stage: Stage, by: StaffName, body: object, key: string = randomUUID()) =>
  stage.as(by).post('/walk-ins').set('idempotency-key', key).send(body);

/** What the patient sees who opens this link. */
export async function openedBy(stage: Stage, address: string, dateOfBirth = '1972-03-04') {
  const secret = address.split('#')[1];
  const { body } = await stage.anonymous().post('/patient-session').send({ secret, dateOfBirth }).expect(200);
  return stage.withToken(body.accessToken as string);
}
