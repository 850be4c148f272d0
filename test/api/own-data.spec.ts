/** What a patient gets of themself at once: all of it, nothing of anybody else, and no secret. */
import { randomUUID } from 'node:crypto';
import { adviceOf, people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';
import { draft, issue, assess, item, redraft, today, transit } from '../support/visit';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

interface Advice {
  name: string;
  why: string;
  prescriptionId: string;
  version: number;
  from: string;
  until: string;
  showsNow: boolean;
}

const ownData = async (who: 'ann' | 'ben' | 'dot' | 'cai' = 'ann') =>
  (await stage.as(who).get('/own-data').expect(200)).body;
const adviceFor = async (who: 'ann' | 'ben', prescriptionId: string): Promise<Advice[]> =>
  (await ownData(who)).advice.filter((one: Advice) => one.prescriptionId === prescriptionId);

it('tells who they are, what they see, and what they told', async () => {
  const { prescriptionId, itemIds } = adviceOf('ann');
  const entry = randomUUID();
  await stage.owner(
    `insert into portal.log_entry (id, clinic_id, patient_id, kind, at, day, session_id, prescription_id, item_id, dose, pain, note)
     values ($1, $2, $3, 'item', portal.portal_now(), current_date, $4, $5, $6, 0, 4, 'Stiff at first.')`,
    [entry, people.ann.clinicId, people.ann.id, randomUUID(), prescriptionId, itemIds[0]],
  );
  await stage.as('ann').put('/video-consents/file').expect(200);
  await stage.as('ann').delete('/video-consents/file').expect(204);
  const [data, routine] = [await ownData(), (await stage.as('ann').get('/routine').expect(200)).body];
  expect(data.me).toMatchObject({
    name: 'Ann Allen',
    dateOfBirth: '1961-04-12',
    email: 'ann@home.example',
    preferredLanguage: 'en',
  });
  expect(data.clinic.name).toBe('North Clinic');
  expect(data.diary).toEqual([expect.objectContaining({ id: entry, pain: 4, note: 'Stiff at first.' })]);
  const shown = data.advice.filter((one: Advice) => one.showsNow);
  expect(shown.map((one: Advice) => one.name).sort()).toEqual(
    routine.items.map((one: Advice) => one.name).sort(),
  );
  expect(data.carers).toEqual([expect.objectContaining({ name: 'Cara Allen', kind: 'let_in' })]);
  expect(data.devices.map((one: { who: string }) => one.who).sort()).toEqual(['carer', 'me']);
  expect(data.confirmations).toHaveLength(1);
  expect(data.videoConsents).toContainEqual(
    expect.objectContaining({ provider: 'file', withdrawnAt: expect.any(String) }),
  );
});

it('holds nothing of anybody else, and no secret or clinician’s note', async () => {
  const text = JSON.stringify(await ownData());
  for (const other of ['Dot Drew', 'Ben Brook', 'Cai Cole', people.dot.id, people.cai.id])
    expect(text).not.toContain(other);
  expect(text).not.toMatch(/secret|hash|token/i);
  const cai = JSON.stringify(await ownData('cai'));
  expect(cai).not.toContain('Ann Allen');
  expect(cai).not.toContain(people.ann.clinicId);
});

describe('what was advised', () => {
  it('is told once it was confirmed and its first day has come, and still when it has ended', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const written = await draft(stage, 'rivera', episodeId, [item({ why: 'The first words.' })]);
    await issue(stage, 'rivera', written, {
      startsOn: await today(stage, 2),
      reviewOn: await today(stage, 14),
    }).expect(200);
    expect(await adviceFor('ben', written.id)).toEqual([]);
    await stage.as('rivera').post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
    expect(await adviceFor('ben', written.id)).toEqual([]);
    await stage.owner(
      `update portal.prescription_transition set starts_on = current_date - 1, week_one_on = current_date - 1
      where prescription_id = $1 and kind = 'issued'`,
      [written.id],
    );
    expect(await adviceFor('ben', written.id)).toEqual([
      expect.objectContaining({ why: 'The first words.', version: 1, from: await today(stage) }),
    ]);
    const again = await redraft(stage, 'rivera', written.id, [
      item({ why: 'The second words.', note: 'For colleagues.' }),
    ]);
    await issue(stage, 'rivera', again, {}).expect(200);
    await transit(stage, 'rivera', written.id, 'withdrawal', { because: 'Moved away.' });
    const told = await adviceFor('ben', written.id);
    expect(told.map(({ why }) => why).sort()).toEqual(['The first words.', 'The second words.']);
    for (const { until, showsNow } of told) expect([until, showsNow]).toEqual([await today(stage), false]);
    expect(JSON.stringify(told)).not.toContain('For colleagues.');
  });

  it('leaves out an exercise whose weeks or phase have not come', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const phase = {
      name: 'Build',
      begins: 'criteria',
      weeks: { from: 1 },
      entryCriteria: ['No pain at rest.'],
    };
    const later = { name: 'Late', begins: 'week', weeks: { from: 3 } };
    const { body, headers } = await stage
      .as('rivera')
      .post(`/episodes/${episodeId}/prescriptions`)
      .send({
        items: [
          item({ why: 'Now.' }),
          item({ why: 'Waits.', phase: 'Build' }),
          item({ why: 'Later.', phase: 'Late' }),
        ],
        phases: [phase, later],
      })
      .expect(201);
    await issue(
      stage,
      'rivera',
      { id: body.id, etag: headers.etag as string },
      { reviewOn: await today(stage, 40) },
    ).expect(200);
    await stage.as('rivera').post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
    expect((await adviceFor('ben', body.id)).map(({ why }) => why)).toEqual(['Now.']);
  });
});

describe('an exercise whose week came while everything was closed', () => {
  const begin = async (): Promise<{ id: string }> => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const { body, headers } = await stage
      .as('rivera')
      .post(`/episodes/${episodeId}/prescriptions`)
      .send({
        items: [item({ why: 'Now.' }), item({ why: 'Later.', phase: 'Late' })],
        phases: [{ name: 'Late', begins: 'week', weeks: { from: 3 } }],
      })
      .expect(201);
    const written = { id: body.id as string, etag: headers.etag as string };
    await issue(stage, 'rivera', written, { reviewOn: await today(stage, 40) }).expect(200);
    await stage.as('rivera').post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
    return written;
  };
  const inDays = (days: number) => stage.setClock(new Date(Date.now() + days * 86_400_000).toISOString());
  const told = async (id: string) => (await adviceFor('ben', id)).map(({ why }) => why);
  afterEach(() => stage.setClock(null));

  it('is not told of during a hold, but once it shows', async () => {
    const { id } = await begin();
    await inDays(1);
    await stage.as('ben').post('/own-pause').send({}).expect(200);
    await inDays(20);
    expect(await told(id)).toEqual(['Now.']);
    await stage.owner(
      `update portal.hold set resolved_at = portal.portal_now(), resolved_by = $2, resolution = 'Looked at.'
       where patient_id = $1 and resolved_at is null`,
      [people.ben.id, people.rivera.id],
    );
    expect(await told(id)).toEqual(['Now.', 'Later.']);
  });

  it('is not told of during a pause, nor where the plan ended in it', async () => {
    const { id } = await begin();
    await inDays(1);
    await transit(stage, 'rivera', id, 'pause', { because: 'A cold.' });
    await inDays(20);
    expect(await told(id)).toEqual(['Now.']);
    await transit(stage, 'rivera', id, 'withdrawal', { because: 'Moved away.' });
    expect(await told(id)).toEqual(['Now.']);
  });
});

describe('who looked', () => {
  it('names staff and carers with their role, what they looked at and when, and not the patient', async () => {
    await stage.as('kaya').get(`/patients/${people.ann.id}`).expect(200);
    await stage.as('dale').get(`/patients/${people.ann.id}`).expect(200);
    await stage.as('cara').get('/routine/handout').expect(200);
    await stage.as('ann').get('/routine').expect(200);
    const { whoLooked } = await ownData();
    expect(whoLooked).toContainEqual(
      expect.objectContaining({
        role: 'clinician',
        name: 'Deniz Kaya',
        access: 'read',
        what: 'patient.read',
      }),
    );
    expect(whoLooked).toContainEqual(
      expect.objectContaining({ role: 'desk', name: 'Robin Dale', access: 'read' }),
    );
    expect(whoLooked).toContainEqual(
      expect.objectContaining({ role: 'carer', name: 'Cara Allen', what: 'handout.printShown' }),
    );
    expect(whoLooked.map((one: { name: string }) => one.name)).not.toContain('Ann Allen');
    const times = whoLooked.map((one: { at: string }) => one.at);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('keeps back what could harm somebody if it were told', async () => {
    for (const action of ['safeguarding.noted', 'patient.changed']) {
      await stage.owner(
        `insert into portal.audit_entry (clinic_id, actor_role, actor_id, action, subject_type, patient_ids)
         values ($1, 'app_clinician', $2, $3, 'patient', array[$4::uuid])`,
        [people.dot.clinicId, people.rivera.id, action, people.dot.id],
      );
    }
    const told = (await ownData('dot')).whoLooked.map((one: { what: string }) => one.what);
    expect(told).toContain('patient.changed');
    expect(told.filter((what: string) => what.startsWith('safeguarding'))).toEqual([]);
  });
});

it('comes as a page too, without a script and with a policy that allows none', async () => {
  await stage.owner(`update portal.patient set name = 'Ann <script>alert(1)</script> Allen' where id = $1`, [
    people.ann.id,
  ]);
  const { text, headers } = await stage.as('ann').get('/own-data?form=readable').expect(200);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['cache-control']).toBe('no-store');
  expect(text).toContain('Ann &lt;script&gt;alert(1)&lt;/script&gt; Allen');
  expect(text).not.toContain('<script');
  await stage.as('ann').get('/own-data?form=pdf').expect(400);
});

it('is for the patient alone: for no carer, no guardian and no staff', async () => {
  for (const who of ['cara', 'gil', 'rivera', 'dale', 'adams'] as const)
    await stage.as(who).get('/own-data').expect(403);
  await stage.anonymous().get('/own-data').expect(401);
});
