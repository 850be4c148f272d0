/** A clinic sets itself up: how it looks, what it announces, how strict it is, where it is, and who issues plans. */
import { randomUUID } from 'node:crypto';
import { numbersOf } from '../../src/clinic/emergency-numbers';
import { people, type StaffName } from '../support/cast';
import { ALL_NO, checkInsOn } from '../support/check-in';
import { clip, PLACE } from '../support/clip';
import { asBytes } from '../support/filming';
import { readPdf, wordsOfAll } from '../support/pdf';
import { openStage, type Stage } from '../support/stage';
import { assess, draft, issue, item, redraft, today, transit } from '../support/visit';
import { aWalkIn, walkIn } from '../support/walk-in';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const settings = async (by: StaffName = 'adams') =>
  (await stage.as(by).get('/clinic/settings').expect(200)).body;
async function set(change: object, status = 200, by: StaffName = 'adams') {
  const { headers } = await stage.as('adams').get('/clinic/settings').expect(200);
  const answer = await stage
    .as(by)
    .patch('/clinic/settings')
    .set('if-match', headers.etag as string)
    .send(change);
  expect([change, answer.status, answer.body.errors]).toEqual([change, status, answer.body.errors]);
  return answer.body;
}
async function sendLogo(bytes: Buffer, status = 200) {
  const { headers } = await stage.as('adams').get('/clinic/settings').expect(200);
  const { body } = await stage
    .as('adams')
    .put('/clinic/logo')
    .set('if-match', headers.etag as string)
    .type('application/octet-stream')
    .send(bytes)
    .expect(status);
  return body;
}
const pdf = async (who: 'ann' | StaffName, path: string, verb: 'get' | 'post' = 'get') =>
  (await stage.as(who)[verb](path).buffer(true).parse(asBytes).expect(200)).body as Buffer;
const pointers = ({ errors }: { errors: { pointer: string }[] }) => errors.map(({ pointer }) => pointer);

describe('the settings', () => {
  it('are an admin’s, and every change is kept with what it was', async () => {
    expect(await settings('dale')).toMatchObject({
      country: 'GB',
      accent: null,
      mayIssue: 'registered',
      languages: ['en'],
    });
    await set({ accent: '#004d40', sameLevelDays: 45 });
    await set({ accent: null, languages: ['pl', 'en'] });
    const { body } = await stage.as('adams').get('/clinic/changes').expect(200);
    const said = body.items.map((one: Record<string, unknown>) => [one.field, one.before, one.after]);
    expect(said.slice(0, 2)).toEqual(
      expect.arrayContaining([
        ['languages', ['en'], ['en', 'pl']],
        ['accent', '#004d40', null],
      ]),
    );
    expect(said.slice(2, 4)).toEqual(
      expect.arrayContaining([
        ['sameLevelDays', 60, 45],
        ['accent', null, '#004d40'],
      ]),
    );
    expect(body.items[0].byStaffId).toBe(people.adams.id);
    const trail = await stage.owner(
      `select cardinality(subject_ids) as changes from portal.audit_entry where action = 'settings.changed' order by id`,
    );
    expect(trail).toEqual([{ changes: 2 }, { changes: 2 }]);
    await stage
      .as('rivera')
      .patch('/clinic/settings')
      .set('if-match', '"1"')
      .send({ accent: null })
      .expect(403);
    await stage
      .as('adams')
      .patch('/clinic/settings')
      .set('if-match', '"1"')
      .send({ accent: null })
      .expect(412);
    await stage.as('adams').patch('/clinic/settings').send({ accent: null }).expect(428);
  });

  it('change nothing where nothing differs, and each other’s ETag', async () => {
    const { headers } = await stage.as('adams').get('/clinic').expect(200);
    await set({ country: 'GB', languages: ['en'] });
    await stage
      .as('adams')
      .get('/clinic')
      .expect('etag', headers.etag as string);
    await set({ country: 'IE' });
    await stage
      .as('adams')
      .patch('/clinic')
      .set('if-match', headers.etag as string)
      .send({ phone: '1' })
      .expect(412);
    expect((await stage.as('adams').get('/clinic/changes').expect(200)).body.items).toHaveLength(2);
  });

  it.each([
    [{ accent: '#777777' }, '/accent'],
    [{ accent: '#9a6c5a' }, '/accent'],
    [{ accent: 'teal' }, '/accent'],
    [{ sameLevelDays: 61 }, '/sameLevelDays'],
    [{ harderDays: 15 }, '/harderDays'],
    [{ reviewWithinDays: 366 }, '/reviewWithinDays'],
    [{ adviceDaysAfterReview: 29 }, '/adviceDaysAfterReview'],
    [{ adviceDays: 366 }, '/adviceDays'],
    [{ strongReviewDays: 29 }, '/strongReviewDays'],
    [{ languages: ['cy'] }, '/languages'],
    [{ languages: ['en', 'fr'] }, '/languages'],
    [{ languages: [] }, '/languages'],
    [{ country: 'XX' }, '/country'],
    [{ mayIssue: 'anybody' }, '/mayIssue'],
    [{ mayIssue: 'named' }, '/issuerIds'],
    [{ mayIssue: 'named', issuerIds: [people.novak.id] }, '/issuerIds'],
    [{ issuerIds: [people.dale.id] }, '/issuerIds/0'],
    [{ issuerIds: [people.osei.id] }, '/issuerIds/0'],
    [
      { announcement: { text: '<i>Closed</i>', from: '2026-12-24', until: '2026-12-25' } },
      '/announcement/text',
    ],
    [{ announcement: { text: 'Closed.', from: '2026-12-24', until: '2026-12-23' } }, '/announcement/until'],
    [{ announcement: { text: 'Closed.', from: '2026-12-24', until: '2027-03-26' } }, '/announcement/until'],
  ])('refuse %j', async (change, pointer) => {
    const before = await settings();
    expect(pointers(await set(change, 400))).toContain(pointer);
    expect(await settings()).toEqual(before);
  });

  it('of PATCH /clinic are the same, and as strict', async () => {
    const { headers } = await stage.as('adams').get('/clinic').expect(200);
    const looser = await stage
      .as('adams')
      .patch('/clinic')
      .set('if-match', headers.etag as string)
      .send({ sameLevelDays: 61 })
      .expect(400);
    expect(pointers(looser.body)).toEqual(['/sameLevelDays']);
    await stage
      .as('adams')
      .patch('/clinic')
      .set('if-match', headers.etag as string)
      .send({ sameLevelDays: 30 })
      .expect(200);
    expect((await settings()).sameLevelDays).toBe(30);
  });
});

describe('how the clinic looks', () => {
  it('is what everybody of it is shown, and nobody of another', async () => {
    await set({ accent: '#004d40' });
    await sendLogo(clip('small.png'));
    for (const who of ['ann', 'cara', 'rivera', 'dale', 'adams'] as const) {
      const { body } = await stage.as(who).get('/clinic/look').expect(200);
      expect(body).toMatchObject({
        name: 'North Clinic',
        accent: '#004d40',
        onAccent: '#ffffff',
        logo: { mime: 'image/png' },
        languages: ['en'],
        emergencyNumbers: ['999'],
        adviceNumber: '111',
      });
      const { body: picture, headers } = await stage
        .as(who)
        .get('/clinic/logo')
        .buffer(true)
        .parse(asBytes)
        .expect(200);
      expect(picture).toHaveLength(body.logo.bytes);
      expect(headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
    }
    const { body: south } = await stage.as('cai').get('/clinic/look').expect(200);
    expect(south).toMatchObject({ accent: '#1f5a7a', logo: null });
    await stage.as('cai').get('/clinic/logo').expect(404);
    await stage.anonymous().get('/clinic/look').expect(401);
  });

  it('takes a picture by its bytes: no SVG, no WebP, nothing large, and nothing that tells where it was taken', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    expect((await sendLogo(svg, 422)).code).toBe('logo.format');
    expect((await sendLogo(clip('small.webp'), 422)).code).toBe('logo.format');
    expect((await sendLogo(Buffer.concat([clip('small.png'), Buffer.alloc(256 * 1024)]), 422)).code).toBe(
      'logo.too_large',
    );
    expect((await sendLogo(clip('small.png').subarray(0, 60), 422)).code).toBe('media.unreadable');
    expect((await settings()).logo).toBeNull();
    await sendLogo(clip('place.jpg'));
    const { body } = await stage.as('ann').get('/clinic/logo').buffer(true).parse(asBytes).expect(200);
    expect(body.length).toBeGreaterThan(0);
    expect([clip('place.jpg').includes(PLACE), body.includes(PLACE)]).toEqual([true, false]);
  });

  it('keeps one picture, and goes back to none', async () => {
    await sendLogo(clip('small.png'));
    const first = await keyOf();
    await sendLogo(clip('small.jpg'));
    const second = await keyOf();
    expect(second).not.toBe(first);
    // the same again is no change
    await sendLogo(clip('small.jpg'));
    expect(await keyOf()).toBe(second);
    const { headers } = await stage.as('adams').get('/clinic/settings').expect(200);
    await stage
      .as('rivera')
      .delete('/clinic/logo')
      .set('if-match', headers.etag as string)
      .expect(403);
    const { body } = await stage
      .as('adams')
      .delete('/clinic/logo')
      .set('if-match', headers.etag as string)
      .expect(200)
      .expect('etag', /^"\d+"$/);
    expect(body.logo).toBeNull();
    await stage.as('ann').get('/clinic/logo').expect(404);
    const { body: changes } = await stage.as('adams').get('/clinic/changes?limit=100').expect(200);
    const fields = changes.items.map(({ field }: { field: string }) => field);
    expect(fields).toContain('logoSha256');
    expect(fields).not.toContain('logoKey');
  });

  it('stays where the change of it is not kept in the end', async () => {
    await sendLogo(clip('small.png'));
    const { body: before } = await stage
      .as('ann')
      .get('/clinic/logo')
      .buffer(true)
      .parse(asBytes)
      .expect(200);
    await stage.owner(
      `create function portal.test_refusal() returns trigger language plpgsql
         as $$ begin raise exception 'not now' using errcode = '53100'; end $$`,
    );
    await stage.owner(
      `create constraint trigger test_refusal after update on portal.clinic deferrable initially deferred
         for each row execute function portal.test_refusal()`,
    );
    const { headers } = await stage.as('adams').get('/clinic/settings').expect(200);
    await stage
      .as('adams')
      .delete('/clinic/logo')
      .set('if-match', headers.etag as string)
      .expect(503);
    await sendLogo(clip('small.jpg'), 503);
    const { body: after } = await stage.as('ann').get('/clinic/logo').buffer(true).parse(asBytes).expect(200);
    expect(after).toEqual(before);
  });

  it('is on papers, inside only, and on the page of somebody’s own data', async () => {
    await set({ accent: '#880e4f' });
    await sendLogo(clip('small.png'));
    const paper = readPdf(await pdf('ann', '/routine/handout'));
    expect(paper.pages[0]!.images).toEqual([]);
    expect(paper.pages[1]!.images).toHaveLength(2);
    const letter = readPdf(await pdf('dale', `/patients/${people.ann.id}/link-letter`, 'post'));
    expect(letter.pages.map(({ images }) => images.length)).toEqual([0, 2]);
    const { text, headers } = await stage.as('ben').get('/own-data?form=readable').expect(200);
    expect(text).toContain('<style>h1,h2{color:#880e4f}');
    expect(text).toContain('<img alt="" src="data:image/png;base64,');
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none';.*; style-src 'sha256-[\w+/=]{44}'; img-src data:$/,
    );
  });

  const keyOf = async () =>
    (
      await stage.owner<{ key: string }>(
        `select logo_key as key from portal.clinic where logo_key is not null`,
      )
    )[0]?.key;
});

describe('an announcement', () => {
  const TEXT = 'We are closed from Thursday to Sunday, & back on Monday.';
  it('shows from its first day to its last, whether exercises do or not, and is no part of the plan', async () => {
    await set({ announcement: { text: TEXT, from: '2027-04-01', until: '2027-04-04' } });
    const shown = async (at: string) => {
      await stage.setClock(at);
      await stage.owner(
        `update portal.session set renewed_at = portal.portal_now(), expires_at = portal.portal_now() + interval '9 days'`,
      );
      const found: unknown[] = [];
      for (const who of ['ann', 'ben'] as const) {
        for (const path of ['/routine', '/today'])
          found.push((await stage.as(who).get(path).expect(200)).body.announcement);
      }
      return found;
    };
    expect(await shown('2027-03-31T22:59:59Z')).toEqual([null, null, null, null]);
    expect(await shown('2027-03-31T23:00:00Z')).toEqual([TEXT, TEXT, TEXT, TEXT]);
    expect(await shown('2027-04-04T22:59:59Z')).toEqual([TEXT, TEXT, TEXT, TEXT]);
    expect(await shown('2027-04-04T23:00:00Z')).toEqual([null, null, null, null]);
  });
  it('ends when it is taken back', async () => {
    const [from, until] = [await today(stage), await today(stage, 3)];
    await set({ announcement: { text: TEXT, from, until } });
    const before = await stage.as('ann').get('/routine').expect(200);
    expect(before.body.announcement).toBe(TEXT);
    await set({ announcement: null });
    const after = await stage
      .as('ann')
      .get('/routine')
      .set('if-none-match', before.headers.etag as string)
      .expect(200);
    expect(after.body.announcement).toBeNull();
  });
});

describe('the clinic in Dublin', () => {
  const IE = numbersOf('IE');
  /** 999 stands beside 112 wherever it stands, and nobody is sent to 111. */
  function expectIrish(text: string) {
    expect(text).not.toMatch(/\b111\b|[{}]emergency|\{advice\}|\[/);
    expect(text.replaceAll('112 or 999', '')).not.toMatch(/\b(112|999)\b/);
  }
  const telling = async (texts: unknown) => {
    const said = JSON.stringify(texts);
    expect(said).toContain('112 or 999');
    expectIrish(said.replaceAll('[', '').replaceAll('"', ''));
  };
  beforeEach(() => set({ country: 'IE' }));

  it('tells its patients the numbers of Ireland wherever it tells one', async () => {
    const { body: routine } = await stage.as('ann').get('/routine').expect(200);
    await telling(routine.texts);
    expect(routine.texts.emergency.title).toBe('Go to A&E or call 112 or 999 now if:');
    expect(routine.texts.urgent.title).toBe('Call your GP without delay if:');
    const { body: day } = await stage.as('ann').get('/today').expect(200);
    await telling(day.safetyNet);
    await telling(
      day.plans.map(({ items }: { items: { stopIf: unknown }[] }) => items.map(({ stopIf }) => stopIf)),
    );
    const { body: asked } = await stage.as('ann').get('/check-in').expect(200);
    await telling([asked.emergency, asked.urgent]);
    await telling(asked.questions);
    const { body: look } = await stage.as('ann').get('/clinic/look').expect(200);
    expect([look.emergencyNumbers, look.adviceNumber]).toEqual([IE.emergency, IE.advice]);
  });

  it('answers a yes with them, and names them where an answer is missing, in the diary, and to the clinician', async () => {
    const on = checkInsOn(stage);
    const { NIGHT: _, ...some } = ALL_NO;
    const body = { id: randomUUID(), kind: 'full', at: await on.now(), answers: { NIGHT: 'no' } };
    const missing = (await on.send('ann', body).expect(409)).body;
    await telling([missing.detail, missing.errors]);
    expect(Object.keys(some).length).toBe(missing.errors.length);
    const { reply, sent } = await on.full('ann', 'CARD', 'NIGHT');
    await telling(reply.urgent);
    expect(reply.urgent[1].title).toMatch(/^Call your GP without delay\./);
    const word = await on.word('ann', sent.id, 'confirmed', ['NIGHT', 'CARD']);
    await telling(word.body.urgent);
    const { body: list } = await stage.as('rivera').get(`/patients/${people.ann.id}/check-ins`).expect(200);
    await telling(list.items);
    const tell = await stage.as('ann').post('/diary-entries').send({ entries: [] });
    if (tell.status === 200) await telling(tell.body.texts);
  });

  it('prints them, and the page of one’s own data says what was asked in the same words', async () => {
    const words = wordsOfAll(readPdf(await pdf('ann', '/routine/handout')));
    expect(words).toContain('Go to A&E or call 112 or 999 now if:');
    expectIrish(words.replace(/Made on .*?20\d\d/g, ''));
    await checkInsOn(stage).full('ann', 'CARD');
    const { text } = await stage.as('ann').get('/own-data?form=readable').expect(200);
    expect(text).toContain('chest pain, with or without back pain (call 112 or 999)');
    expect(text).not.toMatch(/call 999|\{(emergency|advice)/);
  });

  it('stops an exercise with a sentence that names no line it has not', async () => {
    const on = checkInsOn(stage);
    const { sent } = await on.full('ann', 'TEMPERATURE');
    await on.word('ann', sent.id, 'confirmed', ['TEMPERATURE']);
    const { body } = await stage.as('ann').get('/today').expect(200);
    const stopped = body.plans.flatMap((plan: { stopped: { text: string }[] }) => plan.stopped);
    expect(stopped.length).toBeGreaterThan(0);
    for (const { text } of stopped) {
      expect(text).toContain('Please call your GP without delay');
      expectIrish(text);
    }
  });

  it('changes nothing for the clinic in London', async () => {
    const { body } = await stage.as('cai').get('/routine').expect(200);
    expect(body.texts.urgent.title).toBe('Call 111 or your GP without delay if:');
    expect(body.texts.emergency.title).toBe('Go to A&E or call 999 now if:');
  });
});

describe('a clinic that wants its reviews sooner', () => {
  it('is asked for them at the issue and at the extension; less goes on as it was', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const plan = await draft(stage, 'rivera', episodeId, [item(), item({ why: 'It eases your hips.' })]);
    const dates = { reviewOn: await today(stage, 40), adviceUntil: await today(stage, 60) };
    await issue(stage, 'rivera', plan, dates).expect(200);

    await set({ reviewWithinDays: 21, adviceDays: 42, adviceDaysAfterReview: 14 });
    const fresh = await assess(stage, 'rivera', 'ben');
    const other = await draft(stage, 'rivera', fresh.episodeId);
    const late = await issue(stage, 'rivera', other, { reviewOn: await today(stage, 22) });
    expect([late.status, pointers(late.body)]).toEqual([400, ['/reviewOn']]);
    const long = { reviewOn: await today(stage, 21), adviceUntil: await today(stage, 43) };
    expect(pointers((await issue(stage, 'rivera', other, long).expect(400)).body)).toEqual(['/adviceUntil']);
    const kept = await issue(stage, 'rivera', other, { reviewOn: await today(stage, 21) }).expect(200);
    expect(kept.body.adviceUntil).toBe(await today(stage, 35));

    const tooFar = { reviewOn: await today(stage, 22), because: 'Phoned.' };
    const extended = await transit(stage, 'rivera', other.id, 'extension', tooFar);
    expect([extended.status, pointers(extended.body)]).toEqual([400, ['/reviewOn']]);
    const near = {
      reviewOn: await today(stage, 21),
      adviceUntil: await today(stage, 42),
      because: 'Phoned.',
    };
    expect((await transit(stage, 'rivera', other.id, 'extension', near)).status).toBe(200);

    // what was issued before goes on, and may become less
    const less = await redraft(stage, 'rivera', plan.id, [item()]);
    expect((await issue(stage, 'rivera', less, {}).expect(200)).body.reviewOn).toBe(dates.reviewOn);
  });

  it('wants a fresher assessment too, at the issue, the extension and the resumption', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben', { seenOn: await today(stage, -10) });
    const plan = await draft(stage, 'rivera', episodeId);
    await issue(stage, 'rivera', plan, { reviewOn: await today(stage, 14) }).expect(200);
    await set({ harderDays: 9, sameLevelDays: 9 });
    const more = await redraft(stage, 'rivera', plan.id, [item(), item({ why: 'It eases your hips.' })]);
    const refused = await issue(stage, 'rivera', more, {}).expect(409);
    expect([refused.body.code, refused.body.detail]).toEqual([
      'assessment.too_old',
      expect.stringContaining('at most 9 days'),
    ]);
    const longer = { reviewOn: await today(stage, 21), because: 'Phoned.' };
    expect((await transit(stage, 'rivera', plan.id, 'extension', longer)).body.code).toBe(
      'assessment.too_old',
    );
    await set({ harderDays: 10, sameLevelDays: 10 });
    expect((await transit(stage, 'rivera', plan.id, 'extension', longer)).status).toBe(200);
  });

  it('is held to what is clinically set, whatever was written into its row', async () => {
    await stage.owner(
      'update portal.clinic set same_level_days = 365, harder_days = 90, advice_days_after_review = 180',
    );
    expect(await settings()).toMatchObject({ sameLevelDays: 60, harderDays: 14, adviceDaysAfterReview: 28 });
    expect((await stage.as('rivera').get('/clinic').expect(200)).body).toMatchObject({
      sameLevelDays: 60,
      harderDays: 14,
    });
    const { episodeId } = await assess(stage, 'rivera', 'ben', { seenOn: await today(stage, -15) });
    const refused = await issue(stage, 'rivera', await draft(stage, 'rivera', episodeId), {
      reviewOn: await today(stage, 14),
    });
    expect(refused.body.code).toBe('assessment.too_old');
    const fresh = await assess(stage, 'rivera', 'ben');
    const plan = await issue(stage, 'rivera', await draft(stage, 'rivera', fresh.episodeId), {
      reviewOn: await today(stage, 14),
    });
    expect(plan.body.adviceUntil).toBe(await today(stage, 42));
  });
});

describe('only the owner may issue', () => {
  const NAMED = { mayIssue: 'named', issuerIds: [people.solo.id] };
  it('anew, changed, prolonged, taken up or at once; everybody else still assesses and drafts', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const running = await draft(stage, 'rivera', episodeId);
    await issue(stage, 'rivera', running, { reviewOn: await today(stage, 14) }).expect(200);
    const second = await assess(stage, 'rivera', 'ben');
    const paused = await draft(stage, 'rivera', second.episodeId);
    await issue(stage, 'rivera', paused, { reviewOn: await today(stage, 14) }).expect(200);
    expect((await transit(stage, 'rivera', paused.id, 'pause', { because: 'A cold.' })).status).toBe(200);
    await set(NAMED);

    const third = await assess(stage, 'rivera', 'ben');
    const anew = await draft(stage, 'rivera', third.episodeId);
    const review = { reviewOn: await today(stage, 14) };
    const refusals = async (by: StaffName) => {
      const changed = await redraft(stage, 'rivera', running.id, [item({ why: 'It eases your hips.' })]);
      const now = await stage.as('rivera').get(`/prescriptions/${anew.id}`).expect(200);
      return [
        (await issue(stage, by, { id: anew.id, etag: now.headers.etag as string }, review)).body.code,
        (await issue(stage, by, changed, {})).body.code,
        (
          await transit(stage, by, running.id, 'extension', {
            reviewOn: await today(stage, 21),
            because: 'Phoned.',
          })
        ).body.code,
        (await transit(stage, by, paused.id, 'resumption')).body.code,
        (await walkIn(stage, by, await aWalkIn(stage))).body.code,
      ];
    };
    expect(await refusals('rivera')).toEqual(Array(5).fill('prescription.not_entitled'));
    expect(await stage.owner(`select from portal.patient where name = 'Wendy Walker'`)).toEqual([]);
    // what protects stays everybody’s
    expect((await transit(stage, 'rivera', running.id, 'pause', { because: 'It hurts.' })).status).toBe(200);
    expect((await transit(stage, 'rivera', running.id, 'withdrawal', { because: 'It hurts.' })).status).toBe(
      200,
    );

    await issue(stage, 'solo', anew, review).expect(200);
    expect((await transit(stage, 'solo', paused.id, 'resumption')).status).toBe(200);
    expect((await walkIn(stage, 'solo', await aWalkIn(stage))).status).toBe(201);
  });

  it('a name lets nobody in who may not sign', async () => {
    await set({ mayIssue: 'named', issuerIds: [people.solo.id, people.novak.id] });
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const refused = await issue(stage, 'novak', await draft(stage, 'rivera', episodeId), {
      reviewOn: await today(stage, 14),
    });
    expect(refused.body.code).toBe('prescription.not_entitled');
  });

  it('or nobody could, is refused whichever way it is said', async () => {
    await stage.owner(
      `update portal.staff set registration_body = 'SMA', registration_number = '77' where id = $1`,
      [people.novak.id],
    );
    await set({ massageTherapistsMayIssue: true, mayIssue: 'named', issuerIds: [people.novak.id] });
    expect(pointers(await set({ massageTherapistsMayIssue: false }, 400))).toEqual(['/issuerIds']);
    const { headers } = await stage.as('adams').get('/clinic').expect(200);
    const { body } = await stage
      .as('adams')
      .patch('/clinic')
      .set('if-match', headers.etag as string)
      .send({ massageTherapistsMayIssue: false })
      .expect(400);
    expect(pointers(body)).toEqual(['/massageTherapistsMayIssue']);
    await set({ massageTherapistsMayIssue: false, issuerIds: [people.solo.id] });
  });

  it('keeps no other setting from being changed once the owner is gone', async () => {
    await set(NAMED);
    await stage.owner(`update portal.staff set active_to = active_from where id = $1`, [people.solo.id]);
    await set({ accent: '#004d40' });
    await stage.owner(`update portal.staff set roles = '{desk}' where id = $1`, [people.solo.id]);
    await set({ country: 'IE' });
    expect(pointers(await set({ mayIssue: 'named' }, 400))).toEqual(['/issuerIds/0']);
    await set({ mayIssue: 'registered', issuerIds: [] });
  });

  it('as long as it says so, and says who', async () => {
    await set(NAMED);
    expect(await settings('rivera')).toMatchObject(NAMED);
    expect(pointers(await set({ issuerIds: [] }, 400))).toEqual(['/issuerIds']);
    await set({ mayIssue: 'registered' });
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    await issue(stage, 'rivera', await draft(stage, 'rivera', episodeId), {
      reviewOn: await today(stage, 14),
    }).expect(200);
    const { body } = await stage.as('adams').get('/clinic/changes?field=issuerIds').expect(200);
    expect(body.items.map(({ before, after }: Record<string, unknown>) => [before, after])).toEqual([
      [[], [people.solo.id]],
    ]);
  });
});
