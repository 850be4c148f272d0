/** Mails as they leave the house, over a real SMTP server; and what becomes of those that cannot. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderOutbox } from '../../src/mail/folder-outbox';
import { MAIL_KINDS } from '../../src/mail/post-mail';
import { Postman } from '../../src/mail/postman';
import { SmtpOutbox } from '../../src/mail/smtp-outbox';
import { adviceOf, people } from '../support/cast';
import { forbiddenIn, whatIsOurs } from '../support/forbidden-words';
import { type MailServer, openMailServer } from '../support/mail-server';
import { openStage, type Stage } from '../support/stage';
import { assess, draft, issue, redraft, item, today, transit } from '../support/visit';

const { ann, ben, rivera, dale } = people;
const NORTH = { name: 'North Clinic', phone: '020 7946 0000', email: 'desk@clinic.example' };

let server: MailServer;
let stage: Stage;
let at: number;

const soon = (minutes: number) => stage.setClock(new Date((at += minutes * 60_000)).toISOString());
const waiting = () =>
  stage.owner<{ kind: string; dropped_because: string | null }>(
    `select kind, dropped_because from portal.mail where sent_at is null and bounced_at is null and clinic_id = $1`,
    [ann.clinicId],
  );
const post = (kind: string, to: string, more: Record<string, unknown> = {}) =>
  stage.owner<{ id: string }>(
    `select set_config('app.clinic_id', $1, false), portal.post_mail($2, $3, $4, $5, $6, $7, null, null) as id`,
    [
      ann.clinicId,
      kind,
      to,
      more.patientId ?? null,
      more.carerId ?? null,
      more.staffId ?? null,
      more.facts ?? {},
    ],
  );
const row = async (id: string) =>
  (await stage.owner<Record<string, unknown>>('select * from portal.mail where id = $1', [id]))[0] as Record<
    string,
    unknown
  >;

beforeAll(async () => {
  server = await openMailServer();
  stage = await openStage(undefined, { outbox: new SmtpOutbox(server.url, 'portal@mail.example') });
  at = Date.now();
});
beforeEach(async () => {
  server.refuse.from = server.refuse.to = server.refuse.data = undefined;
  await stage.owner(
    'update portal.mail set dropped_at = now(), dropped_because = $1 where sent_at is null and dropped_at is null and bounced_at is null',
    ['another test'],
  );
  await stage.owner('delete from portal.mail where dropped_because = $1', ['another test']);
  server.mails.length = server.raw.length = 0;
});
afterAll(async () => {
  await stage.close();
  await server.close();
});

describe('a mail', () => {
  it('comes from the clinic, is answered to the clinic, and has an id of its own', async () => {
    const [posted] = await post('email_changed', 'old@home.example', { patientId: ann.id });
    await stage.work();
    const [mail] = server.mails;
    expect(mail?.from?.value).toEqual([{ name: 'North Clinic', address: 'portal@mail.example' }]);
    expect(mail?.replyTo?.value[0]?.address).toBe('desk@clinic.example');
    expect(mail?.messageId).toBe(`<${posted?.id}@mail.example>`);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.headers.get('x-auto-response-suppress')).toBe('All');
    expect(mail?.text).toContain('We now write to another address');
    expect(mail?.html).toContain('We now write to another address');
    await stage.work();
    expect(server.mails).toHaveLength(1);
  });

  it('says nothing clinical, of whatever kind, anywhere in what goes over the line', async () => {
    await stage
      .as('ann')
      .put('/reminders')
      .send({ times: ['08:00'], days: ['monday'], channel: 'mail' })
      .expect(200);
    const [reminder] = await stage.owner<{ id: string }>(
      'select id from portal.reminder where stopped_at is null',
    );
    const { prescriptionId } = adviceOf('ann');
    const [plan] = await stage.owner<{ until: string }>(
      'select advice_until::text as until from portal.prescription where id = $1',
      [prescriptionId],
    );
    const facts = {
      reminderId: reminder?.id,
      prescriptionId,
      adviceUntil: plan?.until,
      before: { standing: 'paused' },
    };
    for (const kind of MAIL_KINDS) {
      await post(kind, 'ann@home.example', { patientId: ann.id, facts });
    }
    await stage.work();
    // links of patients and carers are joined on elsewhere; their words are held to the same list in test/rules
    expect(server.mails.map(({ subject }) => subject).sort()).toEqual(
      expect.arrayContaining([
        'Your plan changed',
        'Your plan ends soon',
        'You have a reminder',
        'Something waits in your list',
      ]),
    );
    for (const [n, mail] of server.mails.entries()) {
      const headers = (server.raw[n] as string).split(/\r?\n\r?\n/)[0] as string;
      for (const said of [mail.subject ?? '', mail.text ?? '', String(mail.html), headers]) {
        expect(forbiddenIn(whatIsOurs(said, NORTH))).toEqual([]);
      }
    }
    await stage.as('ann').delete('/reminders').expect(204);
  });
});

describe('a mail that names a file or an address instead of words', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portal-test-mails-'));
  const file = join(folder, 'secret.txt');
  const elsewhere = createServer((_, reply) => void reply.end('fetched from elsewhere'));
  let address: string;
  beforeAll(async () => {
    writeFileSync(file, 'read from a file');
    await new Promise<void>((ready) => elsewhere.listen(0, '127.0.0.1', ready));
    address = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
    elsewhere.close();
  });

  it.each(['by mail server', 'to a folder'])('is not sent %s', async (way) => {
    const outbox =
      way === 'to a folder'
        ? new FolderOutbox(folder, 'portal@mail.example')
        : new SmtpOutbox(server.url, 'portal@mail.example');
    const letter = {
      messageId: '<1@mail.example>',
      to: 'ann@home.example',
      from: { name: 'North Clinic', replyTo: 'desk@clinic.example' },
      ...{ subject: 'Your link', text: 'Words', html: '<p>Words</p>' },
    };
    for (const part of ['text', 'html']) {
      for (const [named, refused] of [
        [{ path: file }, /file access/i],
        [{ path: address }, /url access/i],
      ] as const) {
        await expect(outbox.send({ ...letter, [part]: named } as never)).rejects.toThrow(refused);
      }
    }
    expect(server.raw).toEqual([]);
    await outbox.send(letter);
    await outbox.close();
  });
});

describe('“your plan changed”', () => {
  const { prescriptionId } = adviceOf('ann');
  const change = (noun: string) =>
    transit(stage, 'rivera', prescriptionId, noun, noun === 'pause' ? { because: 'A cold.' } : undefined);

  it('waits two minutes, and tells of several changes once', async () => {
    await soon(0);
    await change('pause');
    await soon(1);
    await stage.work();
    expect(server.mails).toEqual([]);
    await change('resumption');
    await change('pause');
    await soon(1.5);
    await stage.work();
    // the last change is a minute and a half old
    expect(server.mails).toEqual([]);
    await soon(0.6);
    await stage.work();
    expect(server.mails.map(({ subject, to }) => [subject, [to].flat()[0]?.text])).toEqual([
      ['Your plan changed', 'ann@home.example'],
    ]);
  });

  it('waits also for a worker whom the queue woke for the change before', async () => {
    const [posted] = await stage.owner<{ id: string }>(
      `select set_config('app.clinic_id', $1, false), portal.post_mail('plan_changed', 'ann@home.example', $2, null, null,
         jsonb_build_object('prescriptionId', $3::text), null, portal.portal_now() + interval '2 minutes') as id`,
      [ann.clinicId, ann.id, prescriptionId],
    );
    const clinic = { clinicId: ann.clinicId, timeZone: 'Europe/London' };
    await soon(1.9);
    await stage.app.get(Postman).deliver(clinic, posted!.id);
    expect(server.mails).toEqual([]);
    await soon(0.2);
    await stage.app.get(Postman).deliver(clinic, posted!.id);
    expect(server.mails).toHaveLength(1);
  });

  it('is not sent when it was undone meanwhile', async () => {
    await change('resumption');
    await soon(3);
    await stage.work();
    server.mails.length = 0;
    await change('pause');
    await change('resumption');
    await soon(3);
    await stage.work();
    expect(server.mails).toEqual([]);
    expect(await waiting()).toContainEqual({ kind: 'plan_changed', dropped_because: 'changed_back' });
  });

  it('is not sent of what was issued and withdrawn before anybody was told', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ann');
    const written = await draft(stage, 'rivera', episodeId);
    await issue(stage, 'rivera', written, { reviewOn: await today(stage, 14) }).expect(200);
    await transit(stage, 'rivera', written.id, 'withdrawal', { because: 'The wrong chart.' });
    await soon(3);
    await stage.work();
    expect(server.mails).toEqual([]);
  });

  it('tells of a plan that was issued, issued anew or extended', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ann');
    const written = await draft(stage, 'rivera', episodeId);
    await issue(stage, 'rivera', written, { reviewOn: await today(stage, 14) }).expect(200);
    await soon(3);
    await stage.work();
    expect(server.mails).toHaveLength(1);
    await issue(
      stage,
      'rivera',
      await redraft(stage, 'rivera', written.id, [item({ why: 'It helps.' })]),
    ).expect(200);
    await soon(3);
    await stage.work();
    expect(server.mails).toHaveLength(2);
    await transit(stage, 'rivera', written.id, 'extension', {
      reviewOn: await today(stage, 20),
      because: 'Phoned.',
    });
    await soon(3);
    await stage.work();
    expect(server.mails).toHaveLength(3);
  });

  it('is not posted to a patient without an address, and does not follow one that changed', async () => {
    await stage.owner('update portal.patient set email = null where id = $1', [ann.id]);
    await change('pause');
    expect(await waiting()).not.toContainEqual({ kind: 'plan_changed', dropped_because: null });
    await stage.owner(`update portal.patient set email = 'ann@home.example' where id = $1`, [ann.id]);
    await change('resumption');
    await stage.owner(`update portal.patient set email = 'ann@new.example' where id = $1`, [ann.id]);
    await soon(3);
    await stage.work();
    expect(server.mails).toEqual([]);
    expect(await waiting()).toContainEqual({ kind: 'plan_changed', dropped_because: 'other_address' });
    await stage.owner(`update portal.patient set email = 'ann@home.example' where id = $1`, [ann.id]);
  });
});

describe('“your plan ends soon”', () => {
  const ends = async (days: number) => {
    await stage.owner(
      `update portal.prescription set advice_until = (portal.portal_now() at time zone 'Europe/London')::date + $2::int,
         review_on = least(review_on, (portal.portal_now() at time zone 'Europe/London')::date + $2::int)
       where id = $1`,
      [adviceOf('ann').prescriptionId, days],
    );
  };
  const told = () => server.mails.filter(({ subject }) => subject === 'Your plan ends soon').length;

  it('comes a week and two days before, once each, by day, and not after it was put off', async () => {
    const noon = new Date(at);
    noon.setUTCDate(noon.getUTCDate() + 2);
    noon.setUTCHours(12, 0, 0, 0);
    at = noon.getTime();
    await soon(0);
    await stage.owner(
      `update portal.prescription set advice_until = advice_until + 300 where standing = 'issued' and id <> $1`,
      [adviceOf('ann').prescriptionId],
    );
    for (const [days, mails] of [
      [8, 0],
      [7, 1],
      [7, 1],
    ] as const) {
      await ends(days);
      await stage.work();
      expect([days, told()]).toEqual([days, mails]);
    }
    await soon(60 * 24 * 5);
    await stage.work();
    await stage.work();
    expect(told()).toBe(2);
    await soon(60 * 24);
    await stage.work();
    expect(told()).toBe(2);
    // neither in the evening nor at night is anybody written to
    await ends(7);
    for (const hours of [8, 6]) {
      await soon(60 * hours);
      await stage.work();
      expect(told()).toBe(2);
    }
    await soon(60 * 8);
    await stage.work();
    expect(told()).toBe(3);
    await ends(30);
    await stage.work();
    expect(told()).toBe(3);
  });

  it('is of a plan that runs, of nobody who is discharged, and not on the day of another word', async () => {
    const isFound = async () => {
      await stage.owner(`select set_config('app.clinic_id', $1, false)`, [ann.clinicId]);
      const found = await stage.owner<{ prescription_id: string }>('select * from portal.plans_that_end(7)');
      return found.some((plan) => plan.prescription_id === adviceOf('ann').prescriptionId);
    };
    const change = (noun: string) =>
      transit(
        stage,
        'rivera',
        adviceOf('ann').prescriptionId,
        noun,
        noun === 'pause' ? { because: 'A cold.' } : undefined,
      );
    const aDayLater = async () => {
      await soon(25 * 60);
      await ends(5);
    };
    await aDayLater();
    expect(await isFound()).toBe(true);
    await change('pause');
    await aDayLater();
    expect(await isFound()).toBe(false);
    await change('resumption');
    await ends(5);
    expect(await isFound()).toBe(false);
    await aDayLater();
    expect(await isFound()).toBe(true);
    await stage.owner(
      `insert into portal.discharge (clinic_id, patient_id, discharged_by, because) values ($1, $2, $3, 'y')`,
      [ann.clinicId, ann.id, rivera.id],
    );
    expect(await isFound()).toBe(false);
    await stage.owner(`delete from portal.discharge where because = 'y'`);
    expect(await isFound()).toBe(true);
    await ends(300);
  });
});

describe('a notice or a reminder that waited too long', () => {
  const { prescriptionId } = adviceOf('ann');
  const why = async (kind: string, facts: object) => {
    const [posted] = await post(kind, 'ann@home.example', { patientId: ann.id, facts });
    const [{ reason }] = (await stage.owner('select portal.why_not_send($1) as reason', [posted!.id])) as [
      { reason: string | null },
    ];
    return reason;
  };

  it('tells of the end that stands, of a plan that runs', async () => {
    const [plan] = await stage.owner<{ until: string }>(
      'select advice_until::text as until from portal.prescription where id = $1',
      [prescriptionId],
    );
    const facts = { prescriptionId, adviceUntil: plan!.until };
    expect(await why('plan_ends_soon', facts)).toBeNull();
    expect(await why('plan_ends_soon', { ...facts, adviceUntil: '2026-01-01' })).toBe('no_longer_so');
    await transit(stage, 'rivera', prescriptionId, 'pause', { because: 'A cold.' });
    expect(await why('plan_ends_soon', facts)).toBe('no_longer_so');
    await transit(stage, 'rivera', prescriptionId, 'resumption');
  });

  it('reminds within the hour, of what was not stopped, and of nothing while all is closed', async () => {
    await stage
      .as('ann')
      .put('/reminders')
      .send({ times: ['08:00'], days: ['monday'], channel: 'mail' })
      .expect(200);
    const [reminder] = await stage.owner<{ id: string }>(
      'select id from portal.reminder where stopped_at is null and patient_id = $1',
      [ann.id],
    );
    const facts = { reminderId: reminder!.id };
    expect(await why('reminder', facts)).toBeNull();
    const [posted] = await post('reminder', 'ann@home.example', { patientId: ann.id, facts });
    await soon(59);
    const reason = () =>
      stage.owner('select portal.why_not_send($1) as reason', [posted!.id]).then(([one]) => one?.reason);
    expect(await reason()).toBeNull();
    await soon(2);
    expect(await reason()).toBe('too_late');
    await stage.as('ann').post('/own-pause').send({}).expect(200);
    expect(await why('reminder', facts)).toBe('on_hold');
    // in a pause for pain some items stay open; in the others nothing does
    for (const [kind, reason] of [
      ['pain_pause', null],
      ['hold', 'on_hold'],
      ['own_pause', 'on_hold'],
    ] as const) {
      await stage.owner('update portal.hold set kind = $2 where patient_id = $1 and resolved_at is null', [
        ann.id,
        kind,
      ]);
      expect([kind, await why('reminder', facts)]).toEqual([kind, reason]);
    }
    await stage.owner(
      `update portal.hold set resolved_at = portal.portal_now(), resolved_by = $2, resolution = 'Spoken to.'
       where patient_id = $1 and resolved_at is null`,
      [ann.id, rivera.id],
    );
    expect(await why('reminder', facts)).toBeNull();
    await stage.as('ann').delete('/reminders').expect(204);
    expect(await why('reminder', facts)).toBe('stopped');
  });
});

describe('a discharge', () => {
  it('drops what waits, stops reminders, and lets through only what is asked for afterwards', async () => {
    await stage
      .as('ann')
      .put('/reminders')
      .send({ times: ['08:00'], days: ['monday'], channel: 'mail' })
      .expect(200);
    await post('plan_changed', 'ann@home.example', { patientId: ann.id });
    await post('email_changed', 'ann@home.example', { patientId: ann.id });
    await post('alert_escalated', 'rivera@clinic.example', { patientId: ann.id, staffId: rivera.id });
    const { headers } = await stage.as('rivera').get(`/patients/${ann.id}`).expect(200);
    await stage
      .as('rivera')
      .post(`/patients/${ann.id}/discharge`)
      .set('if-match', headers.etag as string)
      .send({ because: 'Goals reached.' })
      .expect(200);
    expect((await waiting()).filter(({ dropped_because }) => dropped_because === null)).toEqual([
      { kind: 'alert_escalated', dropped_because: null },
    ]);
    expect((await stage.as('ann').get('/reminders').expect(200)).body.isOn).toBe(false);
    await soon(3);
    await post('plan_ends_soon', 'ann@home.example', { patientId: ann.id });
    await post('plan_changed', 'ann@home.example', { patientId: ann.id });
    await post('email_changed', 'ann@old.example', { patientId: ann.id });
    await stage.work();
    expect(server.mails.map(({ subject }) => subject).sort()).toEqual([
      'Something waits in your list',
      'Your address was changed',
    ]);
    const again = await stage.as('rivera').get(`/patients/${ann.id}`).expect(200);
    await stage
      .as('rivera')
      .post(`/patients/${ann.id}/readmission`)
      .set('if-match', again.headers.etag as string)
      .expect(200);
  });

  it('is seen by a mail that is on its way already', async () => {
    const [posted] = await post('plan_changed', 'ben@home.example', { patientId: ben.id });
    const [asked] = await post('email_changed', 'ben@home.example', { patientId: ben.id });
    await stage.owner(`update portal.patient set email = 'ben@home.example' where id = $1`, [ben.id]);
    // past the trigger, as for a row that a worker had locked just then
    await stage.owner(
      `insert into portal.discharge (clinic_id, patient_id, discharged_at, discharged_by, because, readmitted_at, readmitted_by)
       values ($1, $2, portal.portal_now(), $3, 'x', portal.portal_now(), $3)`,
      [ben.clinicId, ben.id, rivera.id],
    );
    await stage.owner(
      `update portal.discharge set readmitted_at = null, readmitted_by = null where patient_id = $1 and because = 'x'`,
      [ben.id],
    );
    await stage.work();
    expect((await row(posted!.id)).dropped_because).toBe('discharged');
    // what was asked for before it too, whatever its kind
    expect((await row(asked!.id)).dropped_because).toBe('discharged');
    await stage.owner(`delete from portal.discharge where because = 'x'`);
  });

  it('of a carer who is one no more, or of somebody who left the clinic: their mails are dropped', async () => {
    const [carer] = await post('carer_link', 'cara@home.example', {
      patientId: ann.id,
      carerId: people.cara.id,
    });
    await stage.owner('update portal.carer set ended_at = portal.portal_now() where id = $1', [
      people.cara.id,
    ]);
    const [left] = await post('alert_escalated', 'gone@clinic.example', { staffId: people.gone.id });
    await stage.work();
    expect((await row(carer!.id)).dropped_because).toBe('carer_ended');
    expect((await row(left!.id)).dropped_because).toBe('left_the_clinic');
  });
});

describe('a mail that cannot be delivered', () => {
  const bounced = () => stage.as('dale').get('/mails?state=bounced').expect(200);

  it.each([
    ['550 5.1.1 No such user, she has sciatica', '550 5.1.1', 'no_such_address'],
    ['552 5.2.2 Mailbox full', '552 5.2.2', 'mailbox_full'],
    ['554 Go away', '554', 'refused'],
  ])('bounces at once when the address is refused for good: %s', async (said, code, why) => {
    server.refuse.to = () => said;
    await soon(1);
    const [posted] = await post('email_changed', 'ann@nowhere.example', { patientId: ann.id });
    await stage.work();
    const { body } = await bounced();
    expect(body.items[0]).toEqual({
      id: posted?.id,
      kind: 'email_changed',
      to: 'ann@nowhere.example',
      patientId: ann.id,
      carerId: null,
      staffId: null,
      postedAt: expect.any(String),
      bouncedAt: expect.any(String),
      why,
      code,
    });
    expect(JSON.stringify(body)).not.toContain('sciatica');
    await stage.work();
    expect(await row(posted!.id)).toMatchObject({ tries: 1, sent_at: null });
  });

  it('is told where the patient is looked up, until one arrives or the address is another, and never what it said', async () => {
    const seen = async (as: 'dale' | 'rivera' = 'dale') =>
      (await stage.as(as).get(`/patients/${ben.id}`).expect(200)).body.emailBounced as unknown;
    const mail = async (to: string, refused: boolean, more: object = {}) => {
      server.refuse.to = refused ? () => '550 5.1.1 No such user, he has sciatica' : undefined;
      await soon(1);
      await post('email_changed', to, { patientId: ben.id, ...more });
      await stage.work();
    };
    await stage.owner(`update portal.patient set email = 'ben@lost.example' where id = $1`, [ben.id]);
    expect(await seen()).toBeNull();
    // what came back from elsewhere, or was for somebody else, is not about this address
    await mail('ben@old.example', true);
    await mail('ben@lost.example', true, { carerId: people.cara.id });
    expect(await seen()).toBeNull();
    await mail('Ben@lost.example', true);
    const bounce = { at: expect.any(String), why: 'no_such_address' };
    expect(await seen()).toEqual(bounce);
    expect(await seen('rivera')).toEqual(bounce);
    const { body } = await stage.as('dale').get('/patients').expect(200);
    const bounces = body.items.map((one: { name: string; emailBounced: object | null }) => [
      one.name,
      one.emailBounced !== null,
    ]);
    expect(bounces).toContainEqual(['Ben Brook', true]);
    expect(bounces.filter(([, came]: [string, boolean]) => came)).toHaveLength(1);
    await mail('ben@lost.example', false);
    expect(await seen()).toBeNull();
    await mail('ben@lost.example', true);
    expect(await seen()).toEqual(bounce);
    await stage.owner(`update portal.patient set email = 'ben@home.example' where id = $1`, [ben.id]);
    expect(await seen()).toBeNull();
    await stage.owner('delete from portal.mail where patient_id = $1', [ben.id]);
  });

  it('bounces when the message itself is refused for good', async () => {
    server.refuse.data = () => '554 5.7.1 Not wanted';
    const [posted] = await post('email_changed', 'ann@picky.example');
    await stage.work();
    expect((await row(posted!.id)).bounce).toBe('554 5.7.1');
  });

  it('is tried again when the trouble may pass, with the same id, until it is taken', async () => {
    server.refuse.to = () => '451 4.3.0 Later';
    const [posted] = await post('email_changed', 'ann@slow.example');
    await stage.work();
    await stage.work();
    expect(await row(posted!.id)).toMatchObject({ tries: 1, bounced_at: null });
    await soon(1.1);
    await stage.work();
    expect(await row(posted!.id)).toMatchObject({ tries: 2, bounced_at: null });
    server.refuse.to = undefined;
    await soon(1);
    await stage.work();
    expect(server.mails).toEqual([]);
    await soon(1.1);
    await stage.work();
    expect(server.mails.map(({ messageId }) => messageId)).toEqual([`<${posted?.id}@mail.example>`]);
  });

  it('is given up after two days, which the desk is told', async () => {
    server.refuse.to = () => '451 4.3.0 Later';
    const [posted] = await post('email_changed', 'ann@never.example');
    for (let tries = 0; tries < 30; tries++) {
      await stage.work();
      await soon(241);
      if ((await row(posted!.id)).bounced_at) break;
    }
    const { created_at, bounced_at } = (await row(posted!.id)) as Record<string, Date>;
    const days = ((bounced_at as Date).getTime() - (created_at as Date).getTime()) / 86_400_000;
    expect(days).toBeGreaterThan(1.7);
    expect(days).toBeLessThan(2.2);
    expect((await bounced()).body.items[0]).toMatchObject({
      id: posted?.id,
      why: 'not_reached',
      code: 'gave up',
    });
  });

  it('is looked at again before each try, and a change in between is told by a mail of its own', async () => {
    await stage.owner(`update portal.patient set email = 'ann@home.example' where id = $1`, [ann.id]);
    server.refuse.to = () => '451 4.3.0 Later';
    const once = (after: string) =>
      stage.owner<{ id: string }>(
        `select set_config('app.clinic_id', $1, false), portal.post_mail('plan_changed', 'ann@home.example', $2, null, null,
           '{}', 'plan_changed once', portal.portal_now() + $3::interval) as id`,
        [ann.clinicId, ann.id, after],
      );
    const [first] = await once('0');
    await stage.work();
    expect(await row(first!.id)).toMatchObject({ tries: 1, sent_at: null, dropped_at: null });
    const [second] = await once('1 hour');
    expect(second!.id).not.toBe(first!.id);
    await stage.owner(`update portal.patient set email = 'ann@new.example' where id = $1`, [ann.id]);
    server.refuse.to = undefined;
    await soon(2);
    await stage.work();
    expect(server.mails).toEqual([]);
    expect((await row(first!.id)).dropped_because).toBe('other_address');
    await stage.owner(`update portal.patient set email = 'ann@home.example' where id = $1`, [ann.id]);
  });

  it('is dropped where the link that it would bring is not to be had any more', async () => {
    const [posted] = await post('patient_link', 'ann@old.example', { patientId: ann.id });
    await stage.work();
    expect(server.mails).toEqual([]);
    expect((await row(posted!.id)).dropped_because).toBe('no_link');
  });

  it('is nobody’s bounce when the server refuses us, not them', async () => {
    server.refuse.from = () => '550 5.7.1 Sender not allowed';
    const [posted] = await post('email_changed', 'ann@home.example');
    await stage.work();
    expect(await row(posted!.id)).toMatchObject({ tries: 1, bounced_at: null, sent_at: null });
  });

  it('is listed to the desk and clinicians of its own clinic, page by page', async () => {
    const { body } = await stage.as('rivera').get('/mails?state=bounced&limit=2').expect(200);
    expect(body.items).toHaveLength(2);
    const { body: next } = await stage
      .as('dale')
      .get(`/mails?state=bounced&limit=2&cursor=${body.nextCursor}`)
      .expect(200);
    const ids = [...body.items, ...next.items].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(4);
    const { body: others } = await stage.as('sadie').get('/mails?state=bounced').expect(200);
    expect(others.items.map(({ to }: { to: string }) => to)).toEqual(['nobody@home.example']);
    await stage.as('ann').get('/mails?state=bounced').expect(403);
    await stage.as('adams').get('/mails?state=bounced').expect(403);
    await stage.as('dale').get('/mails?state=sent').expect(400);
    const [read] = await stage.owner(
      `select patient_ids from portal.audit_entry where action = 'record.read' and actor_id = $1 order by id desc limit 1`,
      [dale.id],
    );
    expect(read).toMatchObject({ patient_ids: expect.arrayContaining([ann.id]) });
  });
});
