/**
 * Getting in, in every circumstance: each test is one that real people are in, told by its title. What the link itself
 * promises is in patient-link.spec.ts, what passkeys do in passkeys.spec.ts, what carers may do in carers.spec.ts.
 */
import { people, type PersonName } from '../support/cast';
import { dumpOf, meetAt, sameness } from '../support/credentials';
import { emptyLetterbox, linkIn, mailsOf, markSent, secretOf, type WaitingMail } from '../support/mails';
import { type Caller, openStage, type Stage } from '../support/stage';

const BORN = { ann: '1961-04-12', ben: '1984-09-30', dot: '1950-01-05', cai: '1990-02-28' };
type Name = keyof typeof BORN;
const later = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
const DAY = 86_400;

describe('getting in', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    await emptyLetterbox(stage);
  });
  afterEach(async () => {
    await stage.setClock(null);
    await stage.owner('delete from portal.attempt');
    await emptyLetterbox(stage);
  });
  afterAll(() => stage.close());

  const issue = async (name: Name, by: PersonName = name === 'cai' ? 'osei' : 'dale') =>
    secretOf((await stage.as(by).post(`/patients/${people[name].id}/link`).expect(201)).body.link);
  const say = async (name: Name) =>
    (await stage.as('dale').post(`/patients/${people[name].id}/spoken-code`).expect(201)).body.code as string;
  const open = (secret: string, dateOfBirth: string) =>
    stage.anonymous().post('/patient-session').send({ secret, dateOfBirth });
  const openCode = (code: string, dateOfBirth: string) =>
    stage.anonymous().post('/patient-session').send({ code, dateOfBirth });
  const ask = (body: object) => stage.anonymous().post('/patient-link-requests').send(body);
  const enter = async (name: Name, device = 'test') => {
    const { body } = await open(await issue(name), BORN[name])
      .set('user-agent', device)
      .expect(200);
    return { ...body, as: stage.withToken(body.accessToken) } as {
      as: Caller;
      sessionId: string;
      refreshToken: string;
    };
  };
  const renew = (refreshToken: string) => stage.anonymous().post('/session/renewal').send({ refreshToken });
  const linkMails = () => mailsOf(stage, 'patient_link');
  const onlyMail = async (): Promise<WaitingMail> => {
    const mails = await mailsOf(stage);
    expect(mails).toHaveLength(1);
    return mails[0] as WaitingMail;
  };
  const without = async (column: 'email', name: Name, work: () => Promise<void>) => {
    await stage.owner(`update portal.patient set ${column} = null where id = $1`, [people[name].id]);
    try {
      await work();
    } finally {
      await stage.owner(`update portal.patient set ${column} = $2 where id = $1`, [
        people[name].id,
        `${name}@home.example`,
      ]);
    }
  };

  it('a link in a mail that a scanner opened first', async () => {
    const secret = await issue('ann');
    const before = await dumpOf(stage);
    for (const method of ['GET', 'HEAD', 'OPTIONS'] as const) {
      for (const url of [
        '/enter',
        `/enter?secret=${secret}`,
        '/confirm-email',
        '/api/v1/patient-session',
        `/api/v1/patient-session?secret=${secret}&dateOfBirth=${BORN.ann}`,
        '/api/v1/own-email/confirmation',
        `/api/v1/patient-link-requests?secret=${secret}`,
      ]) {
        const { statusCode } = await stage.app.inject({ method, url });
        expect([method, url, statusCode >= 400]).toEqual([method, url, true]);
      }
    }
    expect(await dumpOf(stage)).toBe(before);
    await open(secret, BORN.ann).expect(200);
  });

  it('an in-app browser first, and then the app on the home screen', async () => {
    const secret = await issue('ann');
    const { body: inApp } = await open(secret, BORN.ann).set('user-agent', 'MailApp/1.0').expect(200);
    const { body: home } = await open(secret, BORN.ann).set('user-agent', 'Safari/19.0').expect(200);
    const ann = stage.withToken(home.accessToken);
    const { body: list } = await ann.get('/sessions').expect(200);
    expect(list.items.slice(0, 2)).toMatchObject([
      { id: home.sessionId, device: 'Safari/19.0', isThisOne: true },
      { id: inApp.sessionId, device: 'MailApp/1.0', isThisOne: false },
    ]);
    await stage.withToken(inApp.accessToken).delete('/session').expect(204);
    await ann.get('/routine').expect(200);
  });

  it('cleared cookies: the same link opens again', async () => {
    const secret = await issue('ann');
    await open(secret, BORN.ann).expect(200);
    await stage.restart();
    await open(secret, BORN.ann).expect(200);
  });

  it('a shared tablet, where two people switch', async () => {
    const ann = await enter('ann', 'Kitchen tablet');
    const ben = await enter('ben', 'Kitchen tablet');
    const name = async (who: Caller) => (await who.get('/session').expect(200)).body.name;
    expect([await name(ann.as), await name(ben.as), await name(ann.as)]).toEqual([
      people.ann.name,
      people.ben.name,
      people.ann.name,
    ]);
    const renewed = await renew(ann.refreshToken).expect(200);
    await renew(ben.refreshToken).expect(200);
    await ben.as.delete('/session').expect(204);
    await ben.as.get('/session').expect(401);
    expect(await name(stage.withToken(renewed.body.accessToken))).toBe(people.ann.name);
    // neither sees the other's sessions, nor may end them
    const { body: list } = await ann.as.get('/sessions').expect(200);
    expect(list.items.map((one: { id: string }) => one.id)).not.toContain(ben.sessionId);
    await ben.as.delete(`/sessions/${ann.sessionId}`).expect(401);
    await stage.as('ben').delete(`/sessions/${ann.sessionId}`).expect(404);
  });

  it('a lost phone: signed out from another device, while that one goes on', async () => {
    const [phone, laptop] = [await enter('ann', 'Lost phone/1.0'), await enter('ann', 'Laptop/1.0')];
    const { body: list } = await laptop.as.get('/sessions').expect(200);
    const lost = list.items.find((one: { device: string }) => one.device === 'Lost phone/1.0');
    expect(lost.id).toBe(phone.sessionId);
    await laptop.as.delete(`/sessions/${lost.id}`).expect(204);
    await phone.as.get('/routine').expect(401);
    await renew(phone.refreshToken).expect(401);
    await laptop.as.get('/routine').expect(200);
  });

  it('day 100: the session is over, the link opens anew, and the old session can ask for another', async () => {
    const secret = await issue('ann');
    const { body: first } = await open(secret, BORN.ann).expect(200);
    let { refreshToken } = first;
    for (const day of [25, 50, 75]) {
      await stage.setClock(later(day * DAY));
      ({ refreshToken } = (await renew(refreshToken).expect(200)).body);
    }
    await stage.setClock(later(100 * DAY));
    await stage.withToken(first.accessToken).get('/routine').expect(401);
    expect((await renew(refreshToken).expect(401)).body.code).toBe('session.over');
    await ask({ refreshToken }).expect(202);
    const link = await linkIn(stage, await onlyMail());
    await open(secretOf(link), BORN.ann).expect(200);
    await open(secret, BORN.ann).expect(200);
  });

  it('a wrong birth date on file: slowed, never locked out, seen by the desk, corrected, and the same link opens', async () => {
    await stage.owner(`update portal.patient set date_of_birth = '1984-09-03' where id = $1`, [
      people.ben.id,
    ]);
    const secret = await issue('ben');
    for (let n = 0; n < 5; n++) await open(secret, BORN.ben).expect(401);
    await open(secret, BORN.ben).expect(429);
    const { body: seen, headers } = await stage.as('dale').get(`/patients/${people.ben.id}`).expect(200);
    expect(seen.linkTrouble.wrongDates).toBe(5);
    for (const [wait, status] of [
      [61, 401],
      [62, 429],
    ] as const) {
      await stage.setClock(later(wait));
      await open(secret, BORN.ben).expect(status);
    }
    await stage
      .as('dale')
      .patch(`/patients/${people.ben.id}`)
      .set('if-match', headers.etag as string)
      .send({ dateOfBirth: BORN.ben })
      .expect(200);
    await stage.setClock(later(61 + 125));
    await open(secret, BORN.ben).expect(200);
  });

  it('no e-mail at all: a code said on the phone opens once', async () => {
    await without('email', 'ben', async () => {
      const code = await say('ben');
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
      const { body } = await openCode(code, BORN.ben).set('user-agent', 'Phone/1.0').expect(200);
      const me = await stage.withToken(body.accessToken).get('/session').expect(200);
      expect(me.body).toMatchObject({ kind: 'patient', personId: people.ben.id });
      await openCode(code, BORN.ben).expect(401);
      const dump = await dumpOf(stage);
      for (const hidden of [code, code.replaceAll('-', ''), code.slice(5), code.slice(5).replace('-', '')]) {
        expect(dump).not.toContain(hidden);
      }
    });
  });

  it('a code that was written down as it was heard', async () => {
    const written = [
      (code: string) => code.toLowerCase(),
      (code: string) => code.replaceAll('-', ' '),
      (code: string) => code.replaceAll('-', ''),
      (code: string) => ` ${code.split('').join(' ')} `,
      (code: string) => code.replaceAll('-', '–').replaceAll('0', 'o').replaceAll('1', 'l'),
      (code: string) => code.replaceAll('0', 'O').replaceAll('1', 'I'),
    ];
    for (const write of written) {
      const code = await say('ann');
      await openCode(write(code), BORN.ann).expect(200);
    }
  });

  it('a code that is used, replaced, expired, burnt, misheard or said with a wrong date: one refusal, as for a link', async () => {
    const words = sameness(await open('no-such-link', BORN.ann).expect(401));
    const refused = async (code: string, dateOfBirth = BORN.ann) => {
      const reply = await openCode(code, dateOfBirth);
      expect(reply.body.code).toBe('link.refused');
      expect(sameness(reply)).toEqual(words);
    };
    for (const code of ['ABCD-EFGH-JKMN', 'no code at all', 'UUUU-UUUU-UUUU', 'ABC']) await refused(code);
    const used = await say('ann');
    await openCode(used, BORN.ann).expect(200);
    await refused(used);
    const replaced = await say('ann');
    const expired = await say('ann');
    await refused(replaced);
    await stage.setClock(later(7 * DAY + 1));
    await refused(expired);
    await stage.setClock(null);

    const burnt = await say('ann');
    for (let n = 0; n < 5; n++) {
      // the right code and a wrong date, or the first group and a wrong rest
      await (n % 2 ? refused(burnt, '1961-04-13') : refused(`${burnt.slice(0, 4)}-0000-0000`));
      await stage.owner('delete from portal.attempt');
    }
    await refused(burnt);
    // the desk sees it, until it gives another
    const trouble = async () =>
      (await stage.as('dale').get(`/patients/${people.ann.id}`).expect(200)).body.linkTrouble;
    expect((await trouble()).wrongDates).toBe(5);
    const another = await say('ann');
    expect(await trouble()).toBeNull();
    for (let n = 0; n < 4; n++) {
      await refused(another, '1961-04-13');
      await stage.owner('delete from portal.attempt');
    }
    await openCode(another, BORN.ann).expect(200);
  });

  it('a code typed on two phones in the same moment opens one of them', async () => {
    const code = await say('ben');
    const answers = await meetAt(
      stage,
      `select 1 from portal.spoken_code where patient_id = $1 and used_at is null and revoked_at is null for update`,
      [people.ben.id],
      () => [
        openCode(code, BORN.ben).then(({ status }) => status),
        openCode(code, BORN.ben).then(({ status }) => status),
      ],
    );
    expect(answers.sort()).toEqual([200, 401]);
  });

  it('a link that was replaced, lost in an old mail: one tap sends a new one to the address on file', async () => {
    const old = await issue('ann');
    const standing = await issue('ann');
    await open(old, BORN.ann).expect(401);
    await ask({ secret: old }).expect(202);
    const mail = await onlyMail();
    expect(mail).toMatchObject({
      kind: 'patient_link',
      to_address: 'ann@home.example',
      patient_id: people.ann.id,
    });
    const link = await linkIn(stage, mail);
    expect(link).toMatch(/^https:\/\/portal\.example\/enter#[\w-]{32}$/);
    await open(secretOf(link), BORN.ann).expect(200);
    // the standing one goes on
    await open(standing, BORN.ann).expect(200);
    expect(await dumpOf(stage)).not.toContain(secretOf(link));
  });

  it('a couple who share one letter-box: each gets their own link', async () => {
    await stage.owner('update portal.patient set email = $1 where id = any ($2)', [
      'Home@home.example',
      [people.ann.id, people.ben.id],
    ]);
    try {
      await ask({ email: 'home@HOME.example' }).expect(202);
      const mails = await linkMails();
      expect(mails.map((mail) => mail.patient_id).sort()).toEqual([people.ann.id, people.ben.id].sort());
      for (const mail of mails) {
        expect(mail.to_address).toBe('Home@home.example');
        const secret = secretOf(await linkIn(stage, mail));
        const [own, other] = mail.patient_id === people.ann.id ? [BORN.ann, BORN.ben] : [BORN.ben, BORN.ann];
        await open(secret, other).expect(401);
        await open(secret, own).expect(200);
      }
    } finally {
      for (const name of ['ann', 'ben'] as const) {
        await stage.owner('update portal.patient set email = $1 where id = $2', [
          `${name}@home.example`,
          people[name].id,
        ]);
      }
    }
  });

  it('a patient of two clinics gets a link of each', async () => {
    await stage.owner(`update portal.patient set email = 'ann@home.example' where id = $1`, [people.cai.id]);
    await ask({ email: 'ann@home.example' }).expect(202);
    expect((await linkMails()).map((mail) => mail.clinic_id).sort()).toEqual(
      [people.ann.clinicId, people.cai.clinicId].sort(),
    );
    await stage.owner(`update portal.patient set email = 'cai@home.example' where id = $1`, [people.cai.id]);
  });

  it('impatient tapping sends one mail in ten minutes, also when two taps come at once', async () => {
    const [secret, { refreshToken }] = [await issue('ann'), await enter('ann')];
    const statuses = await meetAt(
      stage,
      'select 1 from portal.patient where id = $1 for update',
      [people.ann.id],
      () =>
        [{ secret }, { refreshToken }, { email: 'ann@home.example' }].map((body) =>
          ask(body).then(({ status }) => status),
        ),
    );
    expect(statuses).toEqual([202, 202, 202]);
    const first = await onlyMail();
    await markSent(stage, first);
    await ask({ email: 'ann@home.example' }).expect(202);
    expect(await linkMails()).toEqual([]);
    await stage.setClock(later(601));
    await ask({ email: 'ann@home.example' }).expect(202);
    expect(await linkMails()).toHaveLength(1);
  });

  it.each([
    ['the patient', () => ask({ email: 'ann@home.example' }), 'patient_link'],
    ['a carer', () => ask({ email: 'cara@mailed.example' }), 'carer_link'],
  ] as const)(
    '%s who asks again gets the next mail after ten minutes, and not sooner',
    async (_, again, kind) => {
      await stage.owner(`update portal.carer set email = 'cara@mailed.example' where id = $1`, [
        people.cara.id,
      ]);
      try {
        const start = Date.now() + 3_600_000;
        const clock = (seconds: number) => stage.setClock(new Date(start + seconds * 1000).toISOString());
        const posted = async () =>
          (await mailsOf(stage, kind)).filter((mail) => mail.patient_id === people.ann.id).length;
        await clock(0);
        await again().expect(202);
        const [first] = await mailsOf(stage, kind);
        await markSent(stage, first!);
        await clock(599);
        await again().expect(202);
        expect(await posted()).toBe(0);
        // another's mail is not theirs
        await ask({ email: 'ben@home.example' }).expect(202);
        expect(await mailsOf(stage)).toMatchObject([{ patient_id: people.ben.id }]);
        await clock(600);
        await again().expect(202);
        expect(await posted()).toBe(1);
      } finally {
        await stage.owner('update portal.carer set email = null where id = $1', [people.cara.id]);
      }
    },
  );

  it('no e-mail on file: the desk sees who asked, until it gives a link or a code', async () => {
    await without('email', 'ben', async () => {
      const secret = await issue('ben');
      const wishes = async (by: PersonName) =>
        (await stage.as(by).get('/patient-link-requests').expect(200)).body.items;
      for (const give of [() => say('ben'), () => issue('ben')]) {
        await ask({ secret }).expect(202);
        await ask({ secret }).expect(202);
        expect(await mailsOf(stage)).toEqual([]);
        for (const by of ['dale', 'rivera'] as const) {
          expect(await wishes(by)).toMatchObject([
            {
              patientId: people.ben.id,
              patientName: 'Ben Brook',
              phone: '07700 900000',
              guardianName: null,
              times: 2,
            },
          ]);
        }
        expect(await wishes('sadie')).toEqual([]);
        await give();
        expect(await wishes('dale')).toEqual([]);
        await stage.owner('delete from portal.attempt');
      }
      for (const by of ['adams', 'ann', 'cara'] as const) {
        await stage.as(by).get('/patient-link-requests').expect(403);
      }
      await ask({ secret }).expect(202);
      await stage.owner('delete from portal.audit_entry');
      await wishes('dale');
      const [read] = await stage.owner('select action, patient_ids from portal.audit_entry');
      expect(read).toEqual({ action: 'record.read', patient_ids: [people.ben.id] });
      await say('ben');
    });
  });

  it('somebody we know and somebody we do not are answered alike, in the same bytes', async () => {
    const [secret, { refreshToken }] = [await issue('ann'), await enter('ann')];
    const known = [{ secret }, { refreshToken }, { email: 'ann@home.example' }];
    const unknown = [
      { secret: 'x'.repeat(32) },
      { refreshToken: 'x'.repeat(43) },
      { email: 'nobody@home.example' },
      { email: 'not even an address' },
      { secret: '\u0001' },
    ];
    // without the request's own id, which differs in every answer
    const bytes = async (body: object) => {
      const { status, headers, text } = await ask(body);
      const { date: _date, 'x-request-id': _id, ...rest } = headers;
      return JSON.stringify({ status, rest, text });
    };
    const answers = new Set<string>();
    for (const body of [...known, ...unknown]) answers.add(await bytes(body));
    expect(answers.size).toBe(1);
    // staff have another door, and this one does not tell
    await stage.owner('delete from portal.attempt');
    const before = (await mailsOf(stage)).length;
    expect(await bytes({ email: 'rivera@clinic.example' })).toBe([...answers][0]);
    expect((await mailsOf(stage)).length).toBe(before);
    // both leave one line in the trail
    await stage.owner('delete from portal.audit_entry');
    for (const body of [{ secret }, { secret: 'y'.repeat(32) }]) await ask(body);
    expect(await stage.owner('select action from portal.audit_entry')).toEqual([
      { action: 'link.asked_for' },
      { action: 'link.asked_for' },
    ]);
  });

  it('somebody we know takes as long as somebody we do not', async () => {
    const took = async (body: object) => {
      await stage.owner('delete from portal.attempt');
      await emptyLetterbox(stage);
      const begun = process.hrtime.bigint();
      await ask(body);
      return Number(process.hrtime.bigint() - begun) / 1e6;
    };
    const [known, unknown]: number[][] = [[], []];
    for (let n = 0; n < 12; n++) {
      known!.push(await took({ email: 'ann@home.example' }));
      unknown!.push(await took({ email: `nobody${n}@home.example` }));
    }
    const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;
    expect(Math.min(...known!, ...unknown!)).toBeGreaterThan(140);
    expect(Math.abs(median(known!) - median(unknown!))).toBeLessThan(40);
  });

  it('asking is counted, known or unknown, whatever is changed in between, and a restart forgets nothing', async () => {
    const secret = await issue('ann');
    for (const body of [{ secret }, { email: 'nobody@home.example' }]) {
      for (let n = 0; n < 5; n++) await ask(body).expect(202);
      for (const [header, value] of [
        ['x-forwarded-for', '203.0.113.7'],
        ['forwarded', 'for=203.0.113.7'],
        ['x-real-ip', '203.0.113.7'],
        ['user-agent', 'Another/1.0'],
      ] as const) {
        const { headers } = await ask(body).set(header, value).expect(429);
        expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
      }
      await ask({ ...body, code: 'x' }).expect(400);
      await stage.restart();
      await ask(body).expect(429);
      await stage.owner(`delete from portal.attempt where key like 'address:%'`);
    }
    await ask({ email: 'NOBODY@home.example' }).expect(429);
    await ask({ secret: null, refreshToken: null, email: 'nobody@home.example' }).expect(429);
    // and by where they come from, whoever is asked for
    await stage.owner('delete from portal.attempt');
    for (let n = 0; n < 20; n++) await ask({ email: `nobody${n}@home.example` }).expect(202);
    await ask({ email: 'nobody20@home.example' }).set('x-forwarded-for', '203.0.113.8').expect(429);
    await stage.restart();
    await ask({ email: 'nobody20@home.example' }).expect(429);
  });

  it('guessing at codes is counted by the half that finds them, across restarts and headers', async () => {
    const code = await say('ann');
    const wrong = (n: number) => `${code.slice(0, 4)}-0000-000${n}`;
    for (let n = 0; n < 5; n++) await openCode(wrong(n), BORN.ann).expect(401);
    await openCode(wrong(6), BORN.ann).set('x-forwarded-for', '203.0.113.7').expect(429);
    await stage.restart();
    await openCode(wrong(7).toLowerCase(), BORN.ann).expect(429);
    // a code that nobody has is slowed down just so
    for (let n = 0; n < 5; n++) await openCode(`0000-0000-000${n}`, BORN.ann).expect(401);
    await openCode('0000-0000-0009', BORN.ann).expect(429);
  });

  it('a request says one thing in one way', async () => {
    for (const body of [{}, { secret: 'a', email: 'b@home.example' }, { secret: null }])
      await ask(body).expect(400);
    const both = { secret: 'a', code: 'b', dateOfBirth: BORN.ann };
    for (const body of [both, { dateOfBirth: BORN.ann }]) {
      await stage.anonymous().post('/patient-session').send(body).expect(400);
    }
  });

  it('a mailed link lives a week until it is opened, and then as long as any', async () => {
    const mailed = async () => {
      await emptyLetterbox(stage);
      await ask({ email: 'ann@home.example' }).expect(202);
      return secretOf(await linkIn(stage, await onlyMail()));
    };
    const [unopened, opened] = [await mailed(), await mailed()];
    // a wrong date opens nothing, and so starts nothing
    await open(unopened, '1961-04-13').expect(401);
    await open(opened, BORN.ann).expect(200);
    await stage.setClock(later(7 * DAY - 60));
    await stage.owner('delete from portal.attempt');
    await stage.setClock(later(7 * DAY + 60));
    await open(unopened, BORN.ann).expect(401);
    await open(opened, BORN.ann).expect(200);
    await stage.setClock(later(200 * DAY));
    await open(opened, BORN.ann).expect(200);
    await stage.setClock(null);
    await issue('ann');
    await open(opened, BORN.ann).expect(401);
  });

  it('a mail that is sent twice after a crash leads to one and the same link', async () => {
    await ask({ email: 'ann@home.example' }).expect(202);
    const mail = await onlyMail();
    const links = new Set([await linkIn(stage, mail), await linkIn(stage, mail), await linkIn(stage, mail)]);
    expect(links.size).toBe(1);
    const rows = await stage.owner('select kind, opened_at from portal.patient_link where mail_id = $1', [
      mail.id,
    ]);
    expect(rows).toEqual([{ kind: 'mailed', opened_at: null }]);
    // the server's key was changed before it went out again: the later one opens
    const other = await linkIn(stage, mail, 'another secret for tests only, also of many bytes');
    expect(links).not.toContain(other);
    await open(secretOf([...links][0]!), BORN.ann).expect(401);
    await open(secretOf(other), BORN.ann).expect(200);
    // of another clinic's mail the worker makes nothing
    expect(await linkIn(stage, { ...mail, clinic_id: people.cai.clinicId })).toBeNull();
  });

  it('an address that the desk corrected before the mail went out gets nothing', async () => {
    await ask({ email: 'ann@home.example' }).expect(202);
    const mail = await onlyMail();
    await stage.owner(`update portal.patient set email = 'right@home.example' where id = $1`, [
      people.ann.id,
    ]);
    expect(await linkIn(stage, mail)).toBeNull();
    expect(await stage.owner('select 1 from portal.patient_link where mail_id = $1', [mail.id])).toEqual([]);
  });

  it('a carer’s link goes to the address on file alone, in whatever letters', async () => {
    const [mail] = await stage.owner<WaitingMail>(
      `insert into portal.mail (clinic_id, kind, to_address, patient_id, carer_id)
       values ($1, 'carer_link', 'Cara@mailed.example', $2, $3) returning *`,
      [people.ann.clinicId, people.ann.id, people.cara.id],
    );
    const onFile = (email: string | null) =>
      stage.owner('update portal.carer set email = $2 where id = $1', [people.cara.id, email]);
    const made = () => stage.owner('select 1 from portal.patient_link where mail_id = $1', [mail!.id]);
    // not the patient's either
    for (const email of ['cara@other.example', 'ann@home.example', null]) {
      await onFile(email);
      expect([email, await linkIn(stage, mail!)]).toEqual([email, null]);
    }
    expect(await made()).toEqual([]);
    await onFile('cara@mailed.example');
    expect(await linkIn(stage, mail!)).toContain('#');
    expect(await made()).toHaveLength(1);
    await onFile(null);
  });

  it('mails with links that wait do not go out once the clinic took back what lets in', async () => {
    const { clinicId } = people.ann;
    const [guardian] = await stage.owner<{ id: string }>(
      `insert into portal.carer (clinic_id, patient_id, kind, name, email, evidence, evidence_kind, let_in_by)
       values ($1, $2, 'guardian', 'Gwen', 'gwen@home.example', 'Seen.', 'attorney', $3) returning id`,
      [clinicId, people.ann.id, people.dale.id],
    );
    await issue('ann');
    const post = (kind: string, to: string, patientId: string, carerId: string | null = null) =>
      stage.owner(
        `select set_config('app.clinic_id', $1, false), portal.post_mail($2, $3, $4, $5, null, '{}', null, null)`,
        [clinicId, kind, to, patientId, carerId],
      );
    await post('patient_link', 'ann@home.example', people.ann.id);
    await post('carer_link', 'gwen@home.example', people.ann.id, guardian!.id);
    await post('email_changed', 'ann@old.example', people.ann.id);
    await post('patient_link', 'ben@home.example', people.ben.id);
    await stage.as('dale').delete(`/patients/${people.ann.id}/link`).expect(204);
    const dropped = await stage.owner(
      `select kind from portal.mail where dropped_because = 'link_revoked' and patient_id = $1 order by kind`,
      [people.ann.id],
    );
    expect(dropped).toEqual([{ kind: 'carer_link' }, { kind: 'patient_link' }]);
    stage.outbox.letters.length = 0;
    await stage.work();
    expect(stage.outbox.letters.map(({ to }) => to).sort()).toEqual(['ann@old.example', 'ben@home.example']);
    await stage.owner('update portal.carer set ended_at = portal.portal_now() where id = $1', [guardian!.id]);
  });

  it('a link in the wrong hands: the desk takes back all that lets somebody in, and only the guardian stays', async () => {
    const ann = await enter('ann');
    const { body: letIn } = await ann.as.post('/carers').send({ name: 'Not Nice' }).expect(201);
    await stage.owner(
      `insert into portal.carer (clinic_id, patient_id, kind, name, evidence, evidence_kind, let_in_by)
       values ($1, $2, 'guardian', 'Gwen', 'Seen.', 'attorney', $3)`,
      [people.ann.clinicId, people.ann.id, people.dale.id],
    );
    const code = await say('ann');
    await ask({ email: 'ann@home.example' }).expect(202);
    const sent = await onlyMail();
    const mailed = secretOf(await linkIn(stage, sent));
    const thief = await open(secretOf(letIn.link), BORN.ann).expect(200);

    await stage.as('dale').delete(`/patients/${people.ann.id}/link`).expect(204);
    await ann.as.get('/routine').expect(401);
    await stage.withToken(thief.body.accessToken).get('/routine').expect(401);
    await open(secretOf(letIn.link), BORN.ann).expect(401);
    await open(mailed, BORN.ann).expect(401);
    await openCode(code, BORN.ann).expect(401);
    expect(await mailsOf(stage)).toEqual([]);
    expect(await linkIn(stage, sent)).toBeNull();
    const { body: carers } = await stage.as('dale').get(`/patients/${people.ann.id}/carers`).expect(200);
    const standing = carers.filter((one: { endedAt: string | null }) => one.endedAt === null);
    expect(standing.map((one: { name: string }) => one.name)).toEqual(['Gwen']);
    await stage.as('dale').delete(`/patients/${people.ann.id}/link`).expect(404);
  });

  it('is the clinic’s to give: codes are issued by desk and clinicians of the same clinic', async () => {
    const path = `/patients/${people.ben.id}/spoken-code`;
    await stage.as('rivera').post(path).expect(201);
    for (const name of ['osei', 'sadie'] as const) await stage.as(name).post(path).expect(404);
    for (const name of ['adams', 'ben', 'gil'] as const) await stage.as(name).post(path).expect(403);
    await stage.anonymous().post(path).expect(401);
  });
});
