/** In which language a patient reads: in English, until a clinician of their own clinic approved every text of a part. */
import type { Response } from 'supertest';
import { inNumbers, listInNumbers, numbersOf } from '../../src/clinic/emergency-numbers';
import { DRAFTS } from '../../src/language/drafts';
import { EMERGENCY, NOTICE, STOP_IF, URGENT } from '../../src/routine/wording';
import { adviceOf, people, type PersonName } from '../support/cast';
import { readPdf, wordsOfAll } from '../support/pdf';
import { openStage, type Stage } from '../support/stage';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  await stage.owner(`update portal.clinic set languages = '{en,cy,pl,pa}'`);
});
afterEach(() => stage.close());

const COMPARED = { comparedBy: 'Anna Nowak, sworn translator' };
const GB = numbersOf('GB');
const polish = (id: string, numbers = GB) => inNumbers(DRAFTS.pl.get(id)!.says as string, numbers, ' lub ');
const english = (list: typeof EMERGENCY) => listInNumbers(list, GB);

function asBytes(response: Response, done: (fault: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
}

const choose = (who: PersonName, language: string) =>
  stage.as(who).put('/own-language').send({ language }).expect(200);
const approve = (what: object, code = 'pl', by: PersonName = 'rivera') =>
  stage
    .as(by)
    .post(`/languages/${code}/approvals`)
    .send({ ...COMPARED, ...what });
const partsOf = (spoken: { parts: { part: string; language: string }[] }) =>
  Object.fromEntries(spoken.parts.map(({ part, language }) => [part, language]));

describe('a patient who reads Polish gets English until somebody approves the Polish', () => {
  it('part by part, and the answer says which', async () => {
    await choose('ann', 'pl');
    const before = await stage.as('ann').get('/routine').expect(200);
    expect(before.body.notice).toBe(NOTICE.text);
    expect(before.body.texts.emergency.title).toBe(english(EMERGENCY).title);
    expect(before.body.spoken).toMatchObject({ asked: 'pl', language: 'en' });
    expect(before.headers['content-language']).toBe('en');
    const sentence = before.body.items[0].doseSentence as string;

    const { body: language } = await approve({ part: 'notice' }).expect(201);
    expect(language).toMatchObject({ code: 'pl', approved: 1 });
    const noticed = await stage
      .as('ann')
      .get('/routine')
      .set('if-none-match', before.headers.etag!)
      .expect(200);
    expect(noticed.body.notice).toBe(polish('notice'));
    expect(noticed.body.items[0].doseSentence).toBe(sentence);
    expect(partsOf(noticed.body.spoken)).toMatchObject({
      notice: 'pl',
      safety: 'en',
      dose: 'en',
      written: 'en',
    });
    expect(noticed.headers['content-language']).toBeUndefined();
    await stage.as('ann').get('/routine').set('if-none-match', noticed.headers.etag!).expect(304);

    await approve({ part: 'dose' }).expect(201);
    const dosed = await stage.as('ann').get('/routine').expect(200);
    expect(dosed.body.items[0].doseSentence).toMatch(/^Zrób 2 serie po 5/);
    const today = await stage.as('ann').get('/today').expect(200);
    expect(today.body.notice).toBe(polish('notice'));
    expect(today.body.plans[0].items[0].doseSentence).toBe(dosed.body.items[0].doseSentence);

    // another patient of the clinic, who chose nothing
    const other = await stage.as('ben').get('/routine').expect(200);
    expect(other.body.spoken).toMatchObject({ asked: 'en', language: 'en' });
  });

  it('and English again when the approval is taken back', async () => {
    await choose('ann', 'pl');
    await approve({ all: true }).expect(201);
    const { body } = await stage.as('ann').get('/check-in').expect(200);
    expect(body.emergency.title).toBe(polish('emergency.title'));
    expect(body.spoken.language).toBe('pl');
    await stage
      .as('kaya')
      .post('/languages/pl/withdrawals')
      .send({ textIds: ['sign.CARD'] })
      .expect(201);
    const after = await stage.as('ann').get('/check-in').expect(200);
    expect(after.body.emergency).toEqual(english(EMERGENCY));
    expect(after.headers['content-language']).toBe('en');
  });

  it('and what another clinic approved is nothing to them', async () => {
    await choose('ann', 'pl');
    await approve({ all: true }, 'pl', 'osei').expect(201);
    const { body } = await stage.as('ann').get('/routine').expect(200);
    expect(body.spoken.language).toBe('en');
    expect(body.notice).toBe(NOTICE.text);
  });
});

it('half approved safety texts are no safety texts', async () => {
  await choose('ann', 'pl');
  const { body: texts } = await stage.as('rivera').get('/languages/pl/texts?part=safety').expect(200);
  const ids = (texts as { id: string }[]).map(({ id }) => id);
  const last = ids.pop() as string;
  await approve({ textIds: ids }).expect(201);
  const { body: half } = await stage.as('ann').get('/check-in').expect(200);
  expect([half.emergency, half.urgent]).toEqual([english(EMERGENCY), english(URGENT)]);
  const { body: routine } = await stage.as('ann').get('/routine').expect(200);
  expect(routine.texts.stopIf).toEqual(english(STOP_IF));

  await approve({ textIds: [last] }).expect(201);
  const { body: whole } = await stage.as('ann').get('/check-in').expect(200);
  expect(whole.emergency.title).toBe(polish('emergency.title'));
  expect(whole.questions[0].text).toBe(polish('sign.CARD'));
  const { body: stopped } = await stage.as('ann').get('/routine').expect(200);
  expect(stopped.texts.stopIf.items).toContain(polish('stop_if.chest'));
});

it('the English changed, the Welsh falls back', async () => {
  await choose('ann', 'cy');
  await approve({ all: true }, 'cy').expect(201);
  expect((await stage.as('ann').get('/routine').expect(200)).body.notice).toBe(DRAFTS.cy.get('notice')!.says);
  // as it stands in the database after the English, and with it the draft, got other words: what was approved was another text
  await stage.owner(`update portal.text_approval set pair_hash = 'of another text' where text_id = 'notice'`);
  const { body } = await stage.as('ann').get('/routine').expect(200);
  expect(body.notice).toBe(NOTICE.text);
  expect(partsOf(body.spoken)).toMatchObject({ notice: 'en', safety: 'cy' });
  const { body: texts } = await stage.as('adams').get('/languages/cy/texts?part=notice').expect(200);
  expect(texts[0]).toMatchObject({ id: 'notice', state: 'machine_draft' });

  // a wording of the clinic's own that is of the former English cannot be approved before it is written anew
  await stage.owner(
    `insert into portal.own_wording (clinic_id, language, text_id, english_hash, says, written_by)
     values ($1, 'cy', 'notice', 'of former words', '"Hen eiriau."', $2)`,
    [people.rivera.clinicId, people.rivera.id],
  );
  const { body: refused } = await approve({ part: 'notice' }, 'cy').expect(409);
  expect(refused.code).toBe('language.texts_outdated');
  expect(refused.errors[0].detail).toMatch(/^notice: /);
  expect((await stage.as('ann').get('/routine').expect(200)).body.notice).toBe(NOTICE.text);
});

it('a yes at a check-in is answered in the language of the questions', async () => {
  await choose('ann', 'pl');
  await approve({ part: 'safety' }).expect(201);
  const { body } = await stage
    .as('ann')
    .post('/check-ins')
    .send({
      id: '30000000-0000-4000-8000-000000000077',
      kind: 'full',
      at: new Date().toISOString(),
      answers: { CARD: 'yes' },
    })
    .expect(201);
  expect(body.urgent).toEqual([
    { level: 'emergency', title: polish('check_in.emergency'), items: [polish('sign.CARD')] },
  ]);
  expect(body.message).toBe(polish('check_in.confirm'));
});

describe('who may do what', () => {
  it('only a registered clinician approves, and says who compared the texts', async () => {
    const { body } = await approve({ part: 'notice' }, 'pl', 'novak').expect(403);
    expect(body.code).toBe('language.approver_not_entitled');
    for (const who of ['dale', 'adams', 'ann'] as const) {
      expect((await approve({ part: 'notice' }, 'pl', who).expect(403)).body.code).toBe(
        'identity.wrong_role',
      );
    }
    await stage.as('rivera').post('/languages/pl/approvals').send({ part: 'notice' }).expect(400);
    await approve({}).expect(400);
    await approve({ part: 'notice', all: true }).expect(400);
    await approve({ textIds: ['no.such'] }).expect(400);
    await approve({ all: true }, 'en').expect(404);
    await approve({ all: true }, 'fr').expect(404);
  });

  it('the desk sees how far each language is, an admin the texts as well', async () => {
    await approve({ part: 'notice' }).expect(201);
    const { body } = await stage.as('dale').get('/languages').expect(200);
    expect(body.map(({ code }: { code: string }) => code)).toEqual(['cy', 'pl', 'pa']);
    const [, pl] = body;
    expect(pl.parts.find(({ part }: { part: string }) => part === 'notice').isServed).toBe(true);
    expect(pl.drafts).toBe(pl.texts - 1);
    const { body: examples } = await stage.as('rivera').get('/languages/pl/dose-examples').expect(200);
    expect(examples[0].english).toMatch(/^Do 3 sets of 8 to 10 on each side\./);
    expect(examples[0].translation).toMatch(/^Zrób 3 serie po 8–10 po każdej stronie\./);
    await stage.as('rivera').get('/languages/en/dose-examples').expect(404);
    const { body: texts } = await stage.as('adams').get('/languages/pl/texts?state=approved').expect(200);
    expect(texts).toMatchObject([
      {
        id: 'notice',
        english: { text: NOTICE.text, forms: [] },
        translation: { text: polish('notice') },
        approval: { approvedBy: people.rivera.id, comparedBy: COMPARED.comparedBy },
      },
    ]);
  });

  it('the desk and the clinician write down what a patient would like to read', async () => {
    const { body: ann, headers } = await stage.as('dale').get(`/patients/${people.ann.id}`).expect(200);
    expect(ann.preferredLanguage).toBe('en');
    const change = { preferredLanguage: 'pa' };
    const path = `/patients/${people.ann.id}`;
    const { body } = await stage
      .as('dale')
      .patch(path)
      .set('if-match', headers.etag!)
      .send(change)
      .expect(200);
    expect(body.preferredLanguage).toBe('pa');
    const { body: own } = await stage.as('ann').get('/own-language').expect(200);
    expect(own.language).toBe('pa');
    expect(own.offered.map(({ code }: { code: string }) => code)).toEqual(['en', 'cy', 'pl', 'pa']);
    await stage.as('ann').put('/own-language').send({ language: 'fr' }).expect(400);
  });
});

it('a clinic’s own wording is served once it is approved, and the draft stands again when it ends', async () => {
  await choose('ann', 'pl');
  await approve({ part: 'notice' }).expect(201);
  const write = (text: string, id = 'notice') =>
    stage.as('rivera').put(`/languages/pl/own-wordings/${id}`).send({ text });
  await write('Nasze słowa.').expect(204);
  expect((await stage.as('ann').get('/routine')).body.notice).toBe(NOTICE.text);
  await approve({ textIds: ['notice'] }).expect(201);
  expect((await stage.as('ann').get('/routine')).body.notice).toBe('Nasze słowa.');
  await stage.as('rivera').delete('/languages/pl/own-wordings/notice').expect(204);
  // the draft was approved once, and another wording since: it waits for a word of its own
  expect((await stage.as('ann').get('/routine')).body.notice).toBe(NOTICE.text);
  await stage.as('rivera').delete('/languages/pl/own-wordings/notice').expect(404);

  await write('Dzwoń pod 112.', 'stop_if.chest').expect(400);
  await write('x', 'no.such.text').expect(404);
  await stage.as('novak').put('/languages/pl/own-wordings/notice').send({ text: 'Inne.' }).expect(403);
  const forms = ['one', 'few', 'many', 'other'].map((form) => ({ form, text: '{n} ćwicz.' }));
  await stage.as('rivera').put('/languages/pl/own-wordings/today.exercises').send({ forms }).expect(204);
  await write('{n} ćwicz.', 'today.exercises').expect(400);
});

it('the paper that a patient takes home is in their language, and says of the exercises what the clinic wrote', async () => {
  await choose('ann', 'pl');
  await approve({ all: true }).expect(201);
  for (const [who, path] of [
    ['ann', '/routine/handout'],
    ['rivera', `/prescriptions/${adviceOf('ann').prescriptionId}/handout`],
  ] as const) {
    const { body } = await stage
      .as(who)
      .get(path)
      .buffer(true)
      .parse(asBytes as never)
      .expect(200);
    const said = wordsOfAll(await readPdf(body as Buffer));
    expect(said).toContain(polish('handout.your_plan'));
    expect(said).toContain(polish('emergency.title'));
    expect(said).toContain('Zrób 2 serie po 5');
    expect(said).not.toContain(english(EMERGENCY).title);
  }
});

describe('a clinic offers the languages that it set', () => {
  const offer = async (languages: string[]) => {
    const { headers } = await stage.as('adams').get('/clinic/settings').expect(200);
    await stage
      .as('adams')
      .patch('/clinic/settings')
      .set('if-match', headers.etag!)
      .send({ languages })
      .expect(200);
  };
  const refused = (code: string) => expect(code).toBe('language.not_offered');

  it('and nobody chooses another, whoever writes it down', async () => {
    await offer(['en', 'cy']);
    const { body: own } = await stage.as('ann').get('/own-language').expect(200);
    expect(own.offered.map(({ code }: { code: string }) => code)).toEqual(['en', 'cy']);
    refused((await stage.as('ann').put('/own-language').send({ language: 'pl' }).expect(409)).body.code);
    const path = `/patients/${people.ann.id}`;
    const { headers } = await stage.as('dale').get(path).expect(200);
    const change = stage.as('dale').patch(path).set('if-match', headers.etag!);
    refused((await change.send({ preferredLanguage: 'pl' }).expect(409)).body.code);
    const anew = { name: 'Piotr Zając', dateOfBirth: '1980-05-05', preferredLanguage: 'pl' };
    refused((await stage.as('dale').post('/patients').send(anew).expect(409)).body.code);
    // another clinic's patient may
    await choose('cai', 'pl');
  });

  it('and who chose one that is no more reads English, until it is offered again', async () => {
    await choose('ann', 'pl');
    await approve({ all: true }).expect(201);
    await offer(['en', 'cy']);
    for (const path of ['/routine', '/today', '/check-in']) {
      const { body } = await stage.as('ann').get(path).expect(200);
      expect([path, body.spoken]).toMatchObject([path, { asked: 'en', language: 'en' }]);
    }
    await offer(['en', 'pl']);
    expect((await stage.as('ann').get('/routine').expect(200)).body.notice).toBe(polish('notice'));
  });
});

it('whom to call is said for where the clinic is, in every language', async () => {
  await stage.owner(`update portal.clinic set country = 'IE' where id = $1`, [people.ann.clinicId]);
  await choose('ann', 'pl');
  await approve({ all: true }).expect(201);
  const IE = numbersOf('IE');
  const { body: routine } = await stage.as('ann').get('/routine').expect(200);
  const { body: today } = await stage.as('ann').get('/today').expect(200);
  const { body: asked } = await stage.as('ann').get('/check-in').expect(200);
  for (const lists of [routine.texts, today.safetyNet, asked]) {
    expect(lists.emergency.title).toBe(polish('emergency.title', IE));
    expect(lists.urgent.title).toBe(polish('urgent.title', IE));
  }
  expect(routine.texts.emergency.title).toContain('112 lub 999');
  expect(JSON.stringify([routine, today, asked])).not.toMatch(/\b111\b|\{(emergency|advice)\}/);
});
