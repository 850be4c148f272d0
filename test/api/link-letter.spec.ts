/** The letter with a patient's link: printed by who knows nothing of their plan, and telling nothing of it. */
import type { Response } from 'supertest';
import { NOTICE } from '../../src/routine/wording';
import { people, type PersonName } from '../support/cast';
import { asBytes } from '../support/filming';
import { type Pdf, readPdf, squareOn, wordsOf, wordsOfAll } from '../support/pdf';
import { openStage, type Stage } from '../support/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const path = `/patients/${people.ann.id}/link-letter`;
const print = async (who: PersonName): Promise<Pdf> => {
  const { headers, body }: Response = await stage
    .as(who)
    .post(path)
    .buffer(true)
    .parse(asBytes as never)
    .expect(200);
  expect([headers['content-type'], headers['cache-control']]).toEqual(['application/pdf', 'no-store']);
  expect(headers['content-disposition']).toBe('attachment; filename="paper.pdf"');
  return readPdf(body as Buffer);
};
const openLinks = () =>
  stage.owner<{ id: string }>(
    'select id from portal.patient_link where patient_id = $1 and carer_id is null and revoked_at is null',
    [people.ann.id],
  );

it('has name and address outside, and inside a square that opens the portal with the date of birth', async () => {
  await stage.owner(`update portal.patient set address = E'12 Long Lane\\nLondon' where id = $1`, [
    people.ann.id,
  ]);
  await stage.as('dale').post(`/patients/${people.ann.id}/link`).expect(201);
  const before = await openLinks();
  const letter = await print('dale');
  const [outside, inside] = letter.pages as [Pdf['pages'][0], Pdf['pages'][0]];
  expect(letter.pages).toHaveLength(2);
  for (const said of ['Private', 'Ann Allen', '12 Long Lane', 'London'])
    expect(wordsOf(outside)).toContain(said);
  expect(outside.images).toEqual([]);
  const address = squareOn(inside) as string;
  expect(address).toMatch(/^https:\/\/portal\.example\/enter#[\w-]{32}$/);
  const secret = address.split('#')[1] as string;
  expect(wordsOfAll(letter)).not.toContain(secret);
  expect(wordsOf(inside)).toContain('https://portal.example/enter');
  const after = await openLinks();
  expect(after).toHaveLength(1);
  expect(after).not.toEqual(before);
  await stage.anonymous().post('/patient-session').send({ secret, dateOfBirth: '1961-04-12' }).expect(200);
});

it('tells nothing of health or of the plan, though one shows', async () => {
  const { body } = await stage.as('ann').get('/routine').expect(200);
  const words = wordsOfAll(await print('rivera')).toLowerCase();
  const telling = body.items.flatMap((one: { name: string; why: string; doseSentence: string }) => [
    one.name,
    one.why,
    one.doseSentence,
  ]);
  expect(telling.length).toBeGreaterThan(2);
  for (const said of [...telling, NOTICE.text, 'exercise', 'pain', 'back', 'plan', 'clinician', 'health']) {
    expect([said, words.includes(said.toLowerCase())]).toEqual([said, false]);
  }
  expect((await print('dale')).info.Title).toBe('Your paper');
});

it('leaves a row for the link and one for the look', async () => {
  const rows = await stage.owner<{ action: string; subject_type: string }>(
    `select action, subject_type from portal.audit_entry where actor_id = $1 and patient_ids = array[$2::uuid]
     and (action = 'link.issued' or subject_type = 'linkLetter.print') order by id`,
    [people.rivera.id, people.ann.id],
  );
  expect(rows).toEqual([
    { action: 'link.issued', subject_type: 'patient_link' },
    { action: 'record.read', subject_type: 'linkLetter.print' },
  ]);
});

it('is for the desk and clinicians of the clinic, and changes nothing for others', async () => {
  const before = await openLinks();
  await stage.as('osei').post(path).expect(404);
  for (const who of ['adams', 'ann', 'cara'] as const) await stage.as(who).post(path).expect(403);
  await stage.anonymous().post(path).expect(401);
  expect(await openLinks()).toEqual(before);
});
