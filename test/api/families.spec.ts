/** Stories of families at the front desk: who may look at whose page, until when, and who says so. */
import { SoftPasskey } from '../support/authenticator';
import { people } from '../support/cast';
import { advise, enter, enterBy, guardianOf, register } from '../support/family';
import { linkIn, mailsOf, secretOf } from '../support/mails';
import { type Caller, openStage, type Stage } from '../support/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => stage.owner('delete from portal.attempt'));
afterEach(() => stage.setClock(null));
afterAll(() => stage.close());

const kind = async (as: Caller): Promise<string> => (await as.get('/routine').expect(200)).body.standing.kind;
const name = async (as: Caller): Promise<string> => (await as.get('/session').expect(200)).body.name;
const closed = async (as: Caller, path = '/routine') => {
  const { body } = await as.get(path).expect(403);
  return body.code as string;
};
const own = async (as: Caller, id: string) =>
  (await as.get('/carers').expect(200)).body.find((one: { id: string }) => one.id === id);
const COMPETENT = {
  found: 'competent',
  about: 'Who looks at her page.',
  reasons: 'Says in her own words what it is for, and why she wants it to be hers. SECRET-REASON',
};

describe('guardian', () => {
  it('a mother who is a patient here herself switches between two people on one phone', async () => {
    await stage.setClock('2026-12-01T10:00:00Z');
    const mother = await register(stage, 'Mary Small', '1985-05-05');
    const child = await register(stage, 'Tim Small', '2017-06-01');
    await advise(stage, mother);
    const { episodeId } = await advise(stage, child);
    const { secret, carer } = await guardianOf(stage, child, {
      name: 'Mary Small',
      evidenceKind: 'told_and_known',
    });
    expect(carer).toMatchObject({
      evidenceKind: 'told_and_known',
      evidence: 'Birth certificate seen.',
      letInBy: people.dale.id,
      letInAt: '2026-12-01T10:00:00.000Z',
      looks: true,
      closesOn: '2033-06-01',
    });
    const herself = await enter(stage, mother, 'Phone of Mary');
    const forTim = await enterBy(stage, secret, child.born, 'Phone of Mary');
    const care = async (as: Caller) => (await as.get('/session').expect(200)).body.care;
    expect(await care(herself.as)).toBeNull();
    expect(await care(forTim.as)).toEqual({ patientId: child.id, kind: 'guardian', closesOn: '2033-06-01' });
    await forTim.as.post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
    expect([await kind(herself.as), await kind(forTim.as)]).toEqual(['not_confirmed', 'live']);
    // signing out of one leaves the other
    await forTim.as.delete('/session').expect(204);
    expect(await name(herself.as)).toBe('Mary Small');
  });

  it('of several each has a link of their own; a court order ends one, and no word of mouth brings him back', async () => {
    const child = await register(stage, 'Ola Small', '2018-02-03');
    const mother = await guardianOf(stage, child, { name: 'Mary Small' });
    const father = await guardianOf(stage, child, { name: 'Frank Small', email: 'frank@home.example' });
    const [mary, frank] = [
      await enterBy(stage, mother.secret, child.born),
      await enterBy(stage, father.secret, child.born),
    ];
    const ending = { because: 'court_order', note: 'Order of 3 March. SECRET-ORDER' };
    for (const who of ['sadie', 'osei'] as const)
      await stage.as(who).post(`/guardians/${father.id}/ending`).send(ending).expect(404);
    await stage.as('dale').post(`/guardians/${father.id}/ending`).send(ending).expect(204);
    await frank.as.get('/routine').expect(401);
    await mary.as.get('/routine').expect(200);
    const { body: list } = await stage.as('dale').get(`/patients/${child.id}/carers`).expect(200);
    expect(list.find((one: { id: string }) => one.id === father.id)).toMatchObject({
      looks: false,
      endedBecause: 'court_order',
      endedNote: ending.note,
    });
    // why, the child does not read, nor who looks after them
    const ola = await enter(stage, child);
    expect(await own(ola.as, father.id)).toMatchObject({ endedBecause: null, endedNote: null, looks: false });
    const path = `/patients/${child.id}/guardians`;
    const again = { evidence: 'He says so.', evidenceKind: 'told_and_known' };
    for (const whom of [{ name: ' frank  SMALL ' }, { name: 'F. Small', email: 'Frank@home.example' }]) {
      const { body } = await stage
        .as('dale')
        .post(path)
        .send({ ...whom, ...again })
        .expect(409);
      expect(body.code).toBe('guardian.ended_by_order');
    }
    await stage
      .as('dale')
      .post(path)
      .send({ name: 'Frank Small', evidence: 'Order of 9 May seen.', evidenceKind: 'court_order' })
      .expect(201);
  });

  it('of an adult is written down by a power that was given for that, and never by a parent’s word', async () => {
    await stage.setClock('2026-12-01T10:00:00Z');
    const write = async (born: string, evidenceKind: string, found?: string) => {
      const patient = await register(stage, `Person ${born} ${evidenceKind} ${found}`, born);
      if (found)
        await stage
          .as('rivera')
          .post(`/patients/${patient.id}/competence-notes`)
          .send({ ...COMPETENT, found })
          .expect(201);
      const { body } = await stage
        .as('rivera')
        .post(`/patients/${patient.id}/guardians`)
        .send({ name: 'Somebody', evidence: 'Seen.', evidenceKind });
      return body.code ?? body.carer.closesOn;
    };
    expect(await write('1950-01-01', 'attorney')).toBeNull();
    expect(await write('1950-01-01', 'document_seen')).toBe('guardian.patient_grown_up');
    expect(await write('1950-01-01', 'told_and_known', 'lacks_capacity')).toBe('guardian.patient_grown_up');
    expect(await write('2008-12-02', 'attorney')).toBe('guardian.not_at_this_age');
    expect(await write('2008-12-01', 'attorney')).toBeNull();
    expect(await write('2010-12-02', 'deputy')).toBe('guardian.not_at_this_age');
    expect(await write('2010-12-01', 'deputy')).toBeNull();
    expect(await write('2010-12-01', 'court_order')).toBe('guardian.patient_grown_up');
    expect(await write('2009-07-01', 'document_seen', 'lacks_capacity')).toBe('2027-07-01');
    expect(await write('2012-07-01', 'document_seen', 'competent')).toBe('guardian.patient_grown_up');
    expect(await write('2012-02-29', 'document_seen')).toBe('2028-02-29');
  });
});

describe('the day she turns sixteen', () => {
  const BORN = '2010-12-20';
  const AT = { before: '2026-12-19T23:59:50Z', midnight: '2026-12-20T00:00:00Z' };

  it('closes her mother’s session with the next request, kindly; she may let her go on, and nothing is deleted', async () => {
    await stage.setClock('2026-12-10T10:00:00Z');
    const tilda = await register(stage, 'Tilda Small', BORN, 'mary@home.example');
    const { episodeId } = await advise(stage, tilda);
    const mother = await guardianOf(stage, tilda, { name: 'Mary Small', email: 'mary@home.example' });
    const [mary, herself] = [await enterBy(stage, mother.secret, BORN), await enter(stage, tilda)];
    await mary.as.post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
    expect((await herself.as.post(`/carers/${mother.id}/continuation`).expect(409)).body.code).toBe(
      'carer.guardian',
    );

    const wishesOf = async () =>
      (await stage.as('dale').get('/patient-link-requests').expect(200)).body.items;
    await stage.owner('insert into portal.link_wish (clinic_id, patient_id, carer_id) values ($1, $2, $3)', [
      ...[people.dale.clinicId, tilda.id, mother.id],
    ]);
    expect(await wishesOf()).toMatchObject([{ guardianName: 'Mary Small' }]);
    await stage.setClock(AT.before);
    expect(await kind(mary.as)).toBe('live');
    expect(await own(herself.as, mother.id)).toMatchObject({ looks: true, closesOn: '2026-12-20' });
    await stage.setClock(AT.midnight);
    expect(await closed(mary.as)).toBe('guardian.closed');
    for (const path of ['/session', '/today', '/diary', '/routine/handout', '/check-in'])
      expect(await closed(mary.as, path)).toBe('guardian.closed');
    const { body: kindly } = await mary.as.get('/routine').expect(403);
    expect(kindly.detail).toContain('they can let you go on');
    expect(kindly.detail).not.toMatch(/sixteen|16|competent|capacity/i);
    expect(await kind(herself.as)).toBe('live');
    const { body: list } = await stage.as('dale').get(`/patients/${tilda.id}/carers`).expect(200);
    expect(list).toMatchObject([{ id: mother.id, looks: false, endedAt: null, closesOn: null }]);

    // a wish of hers that waited at the desk waits no more
    expect(await wishesOf()).toEqual([]);
    // the phone keeps its session, so that it can be told; nothing else lets her in, as herself or as Tilda
    await stage.anonymous().post('/session/renewal').send({ refreshToken: mary.refreshToken }).expect(200);
    await stage
      .anonymous()
      .post('/patient-session')
      .send({ secret: mother.secret, dateOfBirth: BORN })
      .expect(401);
    await stage.owner(`update portal.mail set created_at = '2020-01-01'`);
    const before = (await mailsOf(stage)).length;
    await stage.anonymous().post('/patient-link-requests').send({ email: 'mary@home.example' }).expect(202);
    expect(await mailsOf(stage)).toHaveLength(before);
    expect(await wishesOf()).toMatchObject([{ patientId: tilda.id, guardianName: null }]);
    expect((await stage.as('dale').post(`/guardians/${mother.id}/link`).expect(409)).body.code).toBe(
      'guardian.patient_grown_up',
    );

    await herself.as.post(`/carers/${mother.id}/continuation`).expect(204);
    await herself.as.post(`/carers/${mother.id}/continuation`).expect(204);
    expect(await kind(mary.as)).toBe('live');
    expect(await own(herself.as, mother.id)).toMatchObject({
      looks: true,
      closesOn: null,
      keptOnAt: '2026-12-20T00:00:00.000Z',
    });
    const kept = await stage.owner(`select 1 from portal.audit_entry where action = 'carer.kept_on'`);
    expect(kept).toHaveLength(1);
    // she looks on as somebody let in: what is advised is Tilda's to confirm
    const more = await advise(stage, tilda);
    const { body } = await mary.as.post(`/episodes/${more.episodeId}/advice-confirmation`).expect(403);
    expect(body.code).toBe('advice.confirmer_not_entitled');
    await herself.as.post(`/episodes/${more.episodeId}/advice-confirmation`).expect(200);
    await herself.as.delete(`/carers/${mother.id}`).expect(204);
    await mary.as.get('/routine').expect(401);
    await herself.as.post(`/carers/${mother.id}/continuation`).expect(404);
  });

  it('closes what was mailed to her mother as hers, and the key added there; what she was handed stays', async () => {
    await stage.setClock('2026-12-10T10:00:00Z');
    const tara = await register(stage, 'Tara Small', BORN, 'mia@home.example');
    await advise(stage, tara);
    await guardianOf(stage, tara, { name: 'Mia Small', email: 'mia@home.example' });
    const herself = await enter(stage, tara, 'Phone of Tara');
    const ask = async (body: object) => {
      await stage.owner(
        `update portal.mail set created_at = '2020-01-01', sent_at = coalesce(sent_at, '2020-01-01')`,
      );
      await stage.anonymous().post('/patient-link-requests').send(body).expect(202);
      return (await mailsOf(stage, 'patient_link')).filter(({ patient_id: id }) => id === tara.id);
    };
    const [mail] = await ask({ email: 'mia@home.example' });
    const secret = secretOf(await linkIn(stage, mail!));
    const mothers = await enterBy(stage, secret, BORN, 'Phone of Mia');
    const key = new SoftPasskey();
    const { body: options } = await mothers.as.post('/passkey-registration-options').expect(200);
    await mothers.as
      .post('/passkeys')
      .send({ credential: key.create(options.options) })
      .expect(201);
    const signIn = async () => {
      const { body } = await stage.anonymous().post('/passkey-sessions/options').expect(200);
      return stage
        .anonymous()
        .post('/passkey-sessions')
        .send({ credential: key.get(body.options) });
    };
    const byKey = stage.withToken((await signIn()).body.accessToken);
    await stage.setClock(AT.before);
    const again = await enterBy(stage, secret, BORN, 'Tablet of Mia');
    for (const one of [mothers.as, byKey, again.as]) expect(await name(one)).toBe('Tara Small');

    await stage.setClock(AT.midnight);
    for (const one of [mothers.as, byKey, again.as]) await one.get('/routine').expect(401);
    await stage.anonymous().post('/session/renewal').send({ refreshToken: mothers.refreshToken }).expect(401);
    await stage.anonymous().post('/patient-session').send({ secret, dateOfBirth: BORN }).expect(401);
    expect((await signIn()).status).toBe(401);
    expect(await name(herself.as)).toBe('Tara Small');
    // whoever asks with what is over is answered at an address of Tara's own, once there is one, and before that by the desk
    expect(await ask({ secret })).toEqual([]);
    const { headers } = await stage.as('dale').get(`/patients/${tara.id}`).expect(200);
    await stage
      .as('dale')
      .patch(`/patients/${tara.id}`)
      .set('if-match', headers.etag as string)
      .send({ email: 'tara@own.example' })
      .expect(200);
    expect((await ask({ secret })).map(({ to_address: to }) => to)).toEqual(['tara@own.example']);
  });

  it('leaves her father able to sign out of a phone that shows him nothing, and is over with that', async () => {
    await stage.setClock('2026-12-10T10:00:00Z');
    const tess = await register(stage, 'Tess Small', BORN);
    await advise(stage, tess);
    const father = await guardianOf(stage, tess, { name: 'Frank Small' });
    const [phone, tablet] = [
      await enterBy(stage, father.secret, BORN, 'Phone of Frank'),
      await enterBy(stage, father.secret, BORN, 'A tablet that is sold'),
    ];
    await stage.setClock(AT.midnight);
    expect(await closed(tablet.as)).toBe('guardian.closed');
    await tablet.as.delete('/session').expect(204);
    await tablet.as.get('/routine').expect(401);
    await tablet.as.delete('/session').expect(401);
    await stage.anonymous().post('/session/renewal').send({ refreshToken: tablet.refreshToken }).expect(401);
    expect(await closed(phone.as)).toBe('guardian.closed');
  });

  it('is told before: on a list of the clinic’s and by mail, to her where she has an address of her own', async () => {
    await stage.setClock('2027-03-01T10:00:00Z');
    const soon = await register(stage, 'Uma Young', '2011-03-31', 'uma@own.example');
    const shared = await register(stage, 'Vera Young', '2011-03-30', 'val@home.example');
    const later = await register(stage, 'Wil Young', '2011-04-01', 'wil@own.example');
    for (const one of [soon, shared, later])
      await guardianOf(stage, one, { name: 'Val Young', email: 'val@home.example' });
    const listed = async (query = '', as = stage.as('dale')) =>
      (await as.get(`/coming-of-age${query}`).expect(200)).body.map(
        (one: { name: string; closesOn: string; hasOwnAddress: boolean }) => [
          one.name,
          one.closesOn,
          one.hasOwnAddress,
        ],
      );
    expect(await listed()).toEqual([
      ['Vera Young', '2027-03-30', false],
      ['Uma Young', '2027-03-31', true],
    ]);
    expect(await listed('?withinDays=31')).toHaveLength(3);
    expect(await listed('?withinDays=29', stage.as('rivera'))).toEqual([['Vera Young', '2027-03-30', false]]);
    expect(await listed('', stage.as('sadie'))).toEqual([]);
    await stage.as('adams').get('/coming-of-age').expect(403);

    const sent = () =>
      stage.outbox.letters
        .filter(({ subject }) => ['Your link will end soon', 'Soon you choose'].includes(subject))
        .map(({ to, subject }) => [to, subject])
        .sort();
    stage.outbox.letters.length = 0;
    await stage.setClock('2027-03-01T08:00:00Z');
    await stage.work();
    expect(sent()).toEqual([]);
    await stage.setClock('2027-03-01T10:00:00Z');
    await stage.work();
    await stage.work();
    expect(sent()).toEqual([
      ['uma@own.example', 'Soon you choose'],
      ['val@home.example', 'Your link will end soon'],
      ['val@home.example', 'Your link will end soon'],
    ]);
    stage.outbox.letters.length = 0;
    await stage.setClock('2027-03-02T10:00:00Z');
    await stage.work();
    expect(sent()).toEqual([
      ['val@home.example', 'Your link will end soon'],
      ['wil@own.example', 'Soon you choose'],
    ]);
  });
});

describe('a competent fourteen-year-old', () => {
  it('decides who looks from the moment it is noted, and her father is not told why', async () => {
    await stage.setClock('2026-12-01T10:00:00Z');
    const nora = await register(stage, 'Nora Field', '2012-08-08');
    await advise(stage, nora);
    const [mother, father] = [
      await guardianOf(stage, nora, { name: 'Moira Field' }),
      await guardianOf(stage, nora, { name: 'Felix Field' }),
    ];
    const [moira, felix, herself] = [
      await enterBy(stage, mother.secret, nora.born),
      await enterBy(stage, father.secret, nora.born),
      await enter(stage, nora),
    ];
    const path = `/patients/${nora.id}/competence-notes`;
    expect((await herself.as.delete(`/carers/${father.id}`).expect(409)).body.code).toBe('carer.guardian');
    for (const who of ['dale', 'adams'] as const) await stage.as(who).post(path).send(COMPETENT).expect(403);
    await stage.as('osei').post(path).send(COMPETENT).expect(404);
    expect((await stage.as('novak').post(path).send(COMPETENT).expect(403)).body.code).toBe(
      'competence.not_entitled',
    );
    expect(
      (
        await stage
          .as('rivera')
          .post(path)
          .send({ ...COMPETENT, found: 'lacks_capacity' })
          .expect(409)
      ).body.code,
    ).toBe('competence.presumed');
    await stage
      .as('rivera')
      .post(path)
      .send({ ...COMPETENT, foundOn: '2026-12-02' })
      .expect(400);
    await stage
      .as('rivera')
      .post(path)
      .send({ ...COMPETENT, reviewOn: '2026-12-01' })
      .expect(400);
    const { body: note } = await stage
      .as('rivera')
      .post(path)
      .send({ ...COMPETENT, reviewOn: '2026-12-10' })
      .expect(201);
    expect(note).toMatchObject({
      found: 'competent',
      foundOn: '2026-12-01',
      foundBy: people.rivera.id,
      reviewOn: '2026-12-10',
      endedAt: null,
    });
    expect([await closed(moira.as), await closed(felix.as)]).toEqual(['guardian.closed', 'guardian.closed']);
    await herself.as.post(`/carers/${mother.id}/continuation`).expect(204);
    expect([await kind(moira.as), await closed(felix.as)]).toEqual(['not_confirmed', 'guardian.closed']);
    // said in the room, to a clinician, and to nobody at the desk
    const word = `/guardians/${father.id}/continuation`;
    await stage.as('dale').post(word).expect(403);
    await stage.as('osei').post(word).expect(404);
    await stage.as('kaya').post(word).expect(204);
    expect(await kind(felix.as)).toBe('not_confirmed');
    await herself.as.delete(`/carers/${father.id}`).expect(204);
    await felix.as.get('/routine').expect(401);
    // the day of review changes nothing by itself
    await stage.setClock('2026-12-11T10:00:00Z');
    // renewed, and then ended: a child again in this, whose mother looks as any guardian, until she is 16
    const { body: renewed } = await stage.as('lind').post(path).send(COMPETENT).expect(201);
    const { body: notes } = await stage.as('kaya').get(path).expect(200);
    expect(
      notes.map((one: { id: string; endedBecause: string | null }) => [one.id, one.endedBecause]),
    ).toEqual([
      [renewed.id, null],
      [note.id, 'A newer note took its place.'],
    ]);
    await stage.as('osei').post(`/competence-notes/${renewed.id}/ending`).send({ because: 'x' }).expect(404);
    await stage
      .as('rivera')
      .post(`/competence-notes/${renewed.id}/ending`)
      .send({ because: 'Seen anew.' })
      .expect(200);
    expect(
      (
        await stage
          .as('rivera')
          .post(`/competence-notes/${renewed.id}/ending`)
          .send({ because: 'x' })
          .expect(409)
      ).body.code,
    ).toBe('competence.ended');
    expect(await kind(moira.as)).toBe('not_confirmed');
    expect(await own(herself.as, mother.id)).toMatchObject({
      keptOnAt: null,
      closesOn: '2028-08-08',
      looks: true,
    });
    expect(
      (await stage.as('rivera').post(`/guardians/${mother.id}/continuation`).expect(409)).body.code,
    ).toBe('carer.guardian');
  });
});

describe('separated parents: one may look, one no longer', () => {
  it('and what the one who may not look has in the letter-box lets nobody in', async () => {
    await stage.setClock('2026-12-01T10:00:00Z');
    const child = await register(stage, 'Pia Split', '2019-09-09', 'pat@home.example');
    await advise(stage, child);
    const [pat, jo] = [
      await guardianOf(stage, child, { name: 'Pat Split', email: 'pat@home.example' }),
      await guardianOf(stage, child, { name: 'Jo Split', email: 'jo@home.example' }),
    ];
    const [hers, his] = [
      await enterBy(stage, jo.secret, child.born),
      await enterBy(stage, pat.secret, child.born),
    ];
    const ask = () =>
      stage.anonymous().post('/patient-link-requests').send({ email: 'pat@home.example' }).expect(202);
    await stage.owner(
      `update portal.mail set created_at = '2020-01-01', sent_at = coalesce(sent_at, '2020-01-01')`,
    );
    await ask();
    const waiting = await mailsOf(stage);
    expect(waiting.map((mail) => mail.kind).sort()).toEqual(['carer_link', 'patient_link']);
    await stage.as('dale').post(`/guardians/${pat.id}/ending`).send({ because: 'court_order' }).expect(204);
    // what waited does not go out, and what is asked for now does not either, though the child’s address on file is Pat’s
    expect(await Promise.all(waiting.map((mail) => linkIn(stage, mail)))).toEqual([null, null]);
    await stage.owner(`update portal.mail set created_at = '2020-01-01'`);
    await ask();
    expect(await mailsOf(stage)).toHaveLength(waiting.length);
    await his.as.get('/routine').expect(401);
    expect(await kind(hers.as)).toBe('not_confirmed');
    await stage.anonymous().post('/patient-link-requests').send({ email: 'jo@home.example' }).expect(202);
    const [mail] = (await mailsOf(stage, 'carer_link')).filter(({ carer_id }) => carer_id === jo.id);
    const again = await enterBy(stage, secretOf(await linkIn(stage, mail!)), child.born);
    expect((await again.as.get('/session').expect(200)).body).toMatchObject({
      personId: jo.id,
      name: 'Jo Split',
    });
  });
});

describe('a couple who share an e-mail and a tablet', () => {
  it('each gets their own link, neither learns of the other, and one who signs out leaves the other there', async () => {
    const email = 'the.halls@home.example';
    const hal = await register(stage, 'Hal Hall', '1950-01-02', email);
    const hilda = await register(stage, 'Hilda Hall', '1952-03-04', email);
    await advise(stage, hal);
    await stage.owner(
      `update portal.mail set created_at = '2020-01-01', sent_at = coalesce(sent_at, '2020-01-01')`,
    );
    await stage
      .anonymous()
      .post('/patient-link-requests')
      .send({ email: 'The.Halls@Home.example' })
      .expect(202);
    const mails = await mailsOf(stage, 'patient_link');
    expect(mails.map(({ to_address, patient_id }) => [to_address, patient_id]).sort()).toEqual(
      [hal, hilda].map(({ id }) => [email, id]).sort(),
    );
    const secretFor = async ({ id }: { id: string }) =>
      secretOf(
        await linkIn(
          stage,
          mails.find(({ patient_id }) => patient_id === id)!,
        ),
      );
    const [his, hers] = [await secretFor(hal), await secretFor(hilda)];
    // each link asks for its own person’s birthday: with the other’s it opens nothing
    for (const [secret, born] of [
      [his, hilda.born],
      [hers, hal.born],
    ])
      await stage.anonymous().post('/patient-session').send({ secret, dateOfBirth: born }).expect(401);
    const tablet = 'Tablet of the Halls';
    const [one, two] = [
      await enterBy(stage, his, hal.born, tablet),
      await enterBy(stage, hers, hilda.born, tablet),
    ];
    expect([await name(one.as), await name(two.as), await name(one.as)]).toEqual([
      'Hal Hall',
      'Hilda Hall',
      'Hal Hall',
    ]);
    expect([await kind(one.as), await kind(two.as)]).toEqual(['not_confirmed', 'none']);
    for (const [as, other] of [
      [one.as, hilda],
      [two.as, hal],
    ] as const)
      for (const path of [
        '/session',
        '/sessions',
        '/routine',
        '/today',
        '/carers',
        '/own-data',
        '/own-clinician',
      ])
        expect((await as.get(path).expect(200)).text).not.toContain(other.id);
    // asked by an old link, only whose link it was gets a mail
    await stage.owner(
      `update portal.mail set created_at = '2020-01-01', sent_at = coalesce(sent_at, '2020-01-01')`,
    );
    await stage.anonymous().post('/patient-link-requests').send({ secret: hers }).expect(202);
    expect((await mailsOf(stage)).map(({ patient_id }) => patient_id)).toEqual([hilda.id]);
    await two.as.delete('/session').expect(204);
    await two.as.get('/routine').expect(401);
    expect(await name(one.as)).toBe('Hal Hall');
    // one of them lets the other in, and takes it back: their own mails still come to the address they share
    const { body: letIn } = await one.as.post('/carers').send({ name: 'Hilda Hall', email }).expect(201);
    await one.as.delete(`/carers/${letIn.carer.id}`).expect(204);
    await stage.owner(
      `update portal.mail set created_at = '2020-01-01', sent_at = coalesce(sent_at, '2020-01-01')`,
    );
    await stage.anonymous().post('/patient-link-requests').send({ email }).expect(202);
    expect((await mailsOf(stage)).map(({ kind: what }) => what)).toEqual(['patient_link', 'patient_link']);
  });
});
