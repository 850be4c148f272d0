/** Who works at a clinic changes, and its patients stay looked after: a leaver, a locum, an illness, two clinics, three addresses. */
import { randomUUID } from 'node:crypto';
import { EMAIL_OF, people, type StaffName } from '../support/cast';
import { saying } from '../support/check-in';
import { givePassword, PASSWORD } from '../support/credentials';
import { accessToken, type Caller, openStage, type Stage } from '../support/stage';
import { assess, draft, issue, today, transit } from '../support/visit';

const { ann, ben, cai, rivera, kaya, lind, lindSouth, osei, solo, novak } = people;

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const idsOf = async (caller: Caller, path: string): Promise<string[]> =>
  (await caller.get(path).expect(200)).body.items.map(({ id }: { id: string }) => id);
const patientsOnList = async (caller: Caller, query = ''): Promise<string[]> =>
  (await caller.get(`/worklist${query}`).expect(200)).body.items.map(
    ({ patient }: { patient: { id: string } }) => patient.id,
  );
async function sessionOf(patient: string): Promise<Caller> {
  const [session] = await stage.owner<{ id: string }>(
    `insert into portal.session (clinic_id, patient_id, device, expires_at)
     values ($1, $2, 'a phone', 'infinity') returning id`,
    [ann.clinicId, patient],
  );
  return stage.withToken(accessToken(session!.id));
}
/** Says that their legs are numb, and confirms it. */
async function saysRedFlag(as: Caller): Promise<void> {
  const [row] = await stage.owner<{ at: Date }>('select portal.portal_now() as at');
  const at = row!.at.toISOString();
  await as
    .post('/check-ins')
    .send({ id: randomUUID(), kind: 'full', at, answers: saying('CES-2') })
    .expect(201);
}
/** Whom mails about something new went to, in order. */
async function told(): Promise<string[]> {
  stage.outbox.letters.length = 0;
  await stage.work();
  return stage.outbox.letters
    .filter(({ subject }) => subject === 'Something new waits in your list')
    .map(({ to }) => to)
    .sort();
}
const onlyHere = (...names: StaffName[]) =>
  stage.owner(`update portal.staff set active_to = '2026-01-31' where clinic_id = $1 and not id = any ($2)`, [
    ann.clinicId,
    names.map((name) => people[name].id),
  ]);
/** Accepts the invitation and is signed in for good, as far as the clinic lets them. */
async function arrive(locum: { staff: { id: string }; invitation: { link: string } }): Promise<Caller> {
  const secret = locum.invitation.link.split('#')[1];
  await stage.anonymous().post('/invitation-acceptance').send({ secret, password: PASSWORD }).expect(200);
  const [session] = await stage.owner<{ id: string }>(
    `insert into portal.session (clinic_id, staff_id, device, expires_at)
     values ($1, $2, 'a laptop', 'infinity') returning id`,
    [ann.clinicId, locum.staff.id],
  );
  return stage.withToken(accessToken(session!.id));
}
const LOCUM = {
  name: 'Dr Lou Okafor',
  email: 'okafor@clinic.example',
  profession: 'chiropractor',
  registrationBody: 'A register',
  registrationNumber: 'R77',
};

it('Dr Kaya leaves on Friday with forty live plans', async () => {
  // a Wednesday
  await stage.setClock('2026-11-25T10:00:00Z');
  const theirs: { id: string; plan: string }[] = [];
  for (let n = 0; n < 40; n++) {
    const { body } = await stage
      .as('kaya')
      .post('/patients')
      .send({ name: `Patient ${n}`, dateOfBirth: '1970-01-01', responsibleId: kaya.id })
      .expect(201);
    const { episodeId } = await assess(stage, 'kaya', body);
    const plan = await draft(stage, 'kaya', episodeId);
    await issue(stage, 'kaya', plan, { reviewOn: await today(stage, 14) }).expect(200);
    await stage.as('kaya').post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
    theirs.push({ id: body.id, plan: plan.id });
  }
  const [first] = theirs;
  const patient = await sessionOf(first!.id);
  const inRoutine = async () => (await patient.get('/routine').expect(200)).body.items.length;
  expect(await inRoutine()).toBe(1);
  const unfinished = await assess(stage, 'kaya', 'ben');
  const half = await draft(stage, 'kaya', unfinished.episodeId);

  const path = `/staff/${kaya.id}`;
  const { headers } = await stage.as('adams').get(path).expect(200);
  const { body: leaving } = await stage
    .as('adams')
    .post(`${path}/leaving`)
    .set('if-match', headers.etag as string)
    .send({ lastDay: '2026-11-27' })
    .expect(200);
  expect(leaving).toMatchObject({
    staff: { activeTo: '2026-11-27', patients: 40, needsHandOver: true },
    handOver: null,
    left: {
      lastDay: '2026-11-27',
      patients: { count: 40 },
      plans: { count: 40 },
      alerts: { count: 0 },
      planDrafts: { count: 1, ids: [half.id] },
      assessmentDrafts: { count: 0 },
    },
  });
  expect(new Set(leaving.left.plans.ids)).toEqual(new Set(theirs.map(({ plan }) => plan)));

  // on Friday evening they are here still; on Saturday they are not, and nothing else has changed
  await stage.setClock('2026-11-27T23:59:59Z');
  await stage.as('kaya').get('/clinic').expect(200);
  expect((await patient.get('/own-clinician').expect(200)).body.name).toBe(kaya.name);
  await stage.setClock('2026-11-28T00:00:00Z');
  await stage.as('kaya').get('/clinic').expect(401);
  expect(await inRoutine()).toBe(1);
  expect((await patient.get('/own-clinician').expect(200)).body).toEqual({ name: null, profession: null });
  await saysRedFlag(patient);
  const addresses = (['rivera', 'novak', 'solo', 'lind'] as const).map(EMAIL_OF).sort();
  expect(await told()).toEqual(addresses);
  for (const name of ['rivera', 'lind', 'solo'] as const) {
    expect(await patientsOnList(stage.as(name))).toEqual([first!.id]);
    expect(await idsOf(stage.as(name), '/caseload?limit=200')).toEqual(
      expect.arrayContaining(theirs.map(({ id }) => id)),
    );
  }

  // on Monday somebody takes over
  await stage.setClock('2026-11-30T09:00:00Z');
  const { body: list } = await stage.as('adams').get('/staff').expect(200);
  expect(
    list.items
      .filter((one: { needsHandOver: boolean }) => one.needsHandOver)
      .map((one: { id: string }) => one.id),
  ).toEqual([kaya.id]);
  const { body: handed } = await stage
    .as('adams')
    .post('/hand-overs')
    .send({ fromId: kaya.id, toId: lind.id, all: true, reason: 'leaving' })
    .expect(201);
  expect(handed.patients).toBe(40);
  expect(await patientsOnList(stage.as('lind'))).toEqual([first!.id]);
  expect(await patientsOnList(stage.as('rivera'))).toEqual([]);
  expect((await patient.get('/own-clinician').expect(200)).body.name).toBe(lind.name);
  const { body: after } = await stage.as('lind').get(`${path}/what-is-left`).expect(200);
  expect(after).toMatchObject({ patients: { count: 0 }, alerts: { count: 0 }, plans: { count: 40 } });
  expect((await stage.as('adams').get(path).expect(200)).body.needsHandOver).toBe(false);

  // a plan that they issued, and a draft that they left, are anybody's to go on with
  expect((await transit(stage, 'lind', theirs[1]!.plan, 'pause', { because: 'A cold.' })).status).toBe(200);
  const [written] = await stage.owner<{ revision: number }>(
    'select revision from portal.prescription where id = $1',
    [half.id],
  );
  const etag = `"${written!.revision}"`;
  await issue(stage, 'rivera', { id: half.id, etag }, { reviewOn: await today(stage, 14) }).expect(200);
}, 120_000);

it('somebody leaves and a colleague takes over in the same breath, or nobody does and they leave all the same', async () => {
  await stage.setClock('2026-11-25T10:00:00Z');
  const leave = (who: StaffName, body: object, etag = '"1"') =>
    stage.as('adams').post(`/staff/${people[who].id}/leaving`).set('if-match', etag).send(body);
  const refused = await leave('rivera', { lastDay: '2026-11-25', handOverToId: novak.id }).expect(409);
  expect(refused.body.code).toBe('hand_over.not_entitled');
  expect((await stage.as('adams').get(`/staff/${rivera.id}`).expect(200)).body.activeTo).toBeNull();

  const { body } = await leave('rivera', {
    lastDay: '2026-11-25',
    handOverToId: lind.id,
    note: 'Moves to Leeds.',
  }).expect(200);
  expect(body.handOver).toMatchObject({ patients: 3, reason: 'leaving', note: 'Moves to Leeds.' });
  expect(body.left.patients).toEqual({ count: 0, ids: [] });
  expect(body.staff.needsHandOver).toBe(false);
  // nobody to hand over is no reason to stay
  expect(
    (await leave('kaya', { lastDay: '2026-11-25', handOverToId: lind.id }).expect(200)).body.handOver,
  ).toBe(null);
  expect((await leave('novak', { lastDay: '2026-11-25' }, '"9"').expect(412)).body.code).toBe(
    'revision.stale',
  );
  await stage.as('dale').get(`/staff/${rivera.id}/what-is-left`).expect(403);
  await stage.as('adams').get(`/staff/${osei.id}/what-is-left`).expect(404);
});

it('says whom somebody covers and that they are the clinic’s backup, before they go', async () => {
  await stage.setClock('2026-11-25T10:00:00Z');
  const cover = { staffId: rivera.id, coveredById: kaya.id, from: '2026-12-01', to: '2026-12-04' };
  await stage.as('adams').post('/covers').send(cover).expect(201);
  await stage.owner('update portal.opening_hours set backup_staff_id = $1 where clinic_id = $2', [
    kaya.id,
    kaya.clinicId,
  ]);
  const left = async (who: { id: string }) =>
    (await stage.as('adams').get(`/staff/${who.id}/what-is-left`).expect(200)).body;
  expect(await left(kaya)).toMatchObject({ covers: [cover], isBackup: true });
  expect(await left(rivera)).toMatchObject({ covers: [cover], isBackup: false });
  expect(await left(lind)).toMatchObject({ covers: [], isBackup: false });
});

it('the locum of August', async () => {
  await stage.setClock('2026-07-20T09:00:00Z');
  const dates = { activeFrom: '2026-08-03', activeTo: '2026-08-28' };
  const { body: locum } = await stage
    .as('adams')
    .post('/locums')
    .send({ ...LOCUM, ...dates, covers: [rivera.id, kaya.id] })
    .expect(201);
  expect(locum).toMatchObject({ staff: { roles: ['clinician'], ...dates, hasAccount: false } });
  expect(locum.covers.map(({ staffId }: { staffId: string }) => staffId)).toEqual([rivera.id, kaya.id]);
  const lou = await arrive(locum);
  await lou.get('/clinic').expect(401);

  // from the first midnight on they see whom they look for, and as their own nobody else
  await stage.setClock('2026-08-02T22:59:59Z');
  await lou.get('/clinic').expect(401);
  await stage.setClock('2026-08-02T23:00:00Z');
  await lou.get('/clinic').expect(200);
  await stage.owner('update portal.patient set responsible_staff_id = $1 where id = $2', [solo.id, ben.id]);
  expect(await idsOf(lou, '/caseload')).toEqual([ann.id]);
  await stage.setClock('2026-08-10T10:00:00Z');
  await saysRedFlag(stage.as('ann'));
  expect(await told()).toEqual([LOCUM.email]);
  expect(await patientsOnList(lou)).toEqual([ann.id]);

  // they are told apart from whoever is responsible, and end by themselves
  expect((await stage.as('ann').get('/own-clinician').expect(200)).body.name).toBe(rivera.name);
  await stage.setClock('2026-08-28T22:59:59Z');
  await lou.get('/clinic').expect(200);
  await stage.setClock('2026-08-28T23:00:00Z');
  await lou.get('/clinic').expect(401);
  await stage.anonymous().post('/session').send({ email: LOCUM.email, password: PASSWORD }).expect(401);
  expect((await stage.as('adams').get('/covers').expect(200)).body).toEqual([]);
  expect(await patientsOnList(stage.as('rivera'))).toEqual([ann.id]);
  const { body: member } = await stage.as('adams').get(`/staff/${locum.staff.id}`).expect(200);
  expect(member).toMatchObject({ patients: 0, needsHandOver: false });
});

it.each([
  ['on the Saturday before the clocks go back', '2026-10-24', '2026-10-24T23:00:00Z'],
  ['on the Sunday on which they go back', '2026-10-25', '2026-10-26T00:00:00Z'],
  ['on the Saturday before the clocks go forward', '2027-03-27', '2027-03-28T00:00:00Z'],
  ['on the Sunday on which they go forward', '2027-03-28', '2027-03-28T23:00:00Z'],
])('a locum whose last day is %s goes at midnight by the clinic’s clock', async (_, lastDay, midnight) => {
  await stage.setClock(new Date(Date.parse(midnight) - 5 * 86_400_000).toISOString());
  const { body: locum } = await stage
    .as('adams')
    .post('/locums')
    .send({ ...LOCUM, activeFrom: await today(stage), activeTo: lastDay, covers: [rivera.id] })
    .expect(201);
  const lou = await arrive(locum);
  await stage.setClock(new Date(Date.parse(midnight) - 1000).toISOString());
  expect(await idsOf(lou, '/caseload')).toContain(ann.id);
  await stage.setClock(midnight);
  await lou.get('/caseload').expect(401);
});

it('engages no locum at all where one of the covers cannot be', async () => {
  await stage.setClock('2026-07-20T09:00:00Z');
  const body = { ...LOCUM, activeFrom: '2026-08-03', activeTo: '2026-08-28' };
  const engage = (more: object) =>
    stage
      .as('adams')
      .post('/locums')
      .send({ ...body, ...more });
  const cover = { staffId: kaya.id, coveredById: lind.id, from: '2026-08-28', to: '2026-09-04' };
  await stage.as('adams').post('/covers').send(cover).expect(201);
  expect((await engage({ covers: [rivera.id, kaya.id] }).expect(409)).body.code).toBe('cover.overlaps');
  for (const [more, pointer] of [
    [{ covers: [rivera.id, osei.id] }, '/covers/1'],
    [{ covers: [people.dale.id] }, '/covers/0'],
    [{ covers: [rivera.id], activeTo: '2026-08-02' }, '/activeTo'],
    [{ siteIds: [randomUUID()] }, '/siteIds/0'],
  ] as const) {
    const { body: problem } = await engage(more).expect(400);
    expect(problem.errors[0].pointer).toBe(pointer);
  }
  expect(await stage.owner('select 1 from portal.staff where email = $1', [LOCUM.email])).toEqual([]);
  await stage.as('rivera').post('/locums').send(body).expect(403);
  await engage({}).expect(201);
});

it('the solo owner falls ill', async () => {
  await onlyHere('solo');
  await stage.owner('update portal.patient set responsible_staff_id = $1 where clinic_id = $2', [
    solo.id,
    solo.clinicId,
  ]);
  await stage.setClock('2026-11-26T07:00:00Z');
  // from the bed, with one call
  const { body: locum } = await stage
    .as('solo')
    .post('/locums')
    .send({ ...LOCUM, activeFrom: '2026-11-26', activeTo: '2026-12-04', covers: [solo.id] })
    .expect(201);
  const lou = await arrive(locum);
  expect(await idsOf(lou, '/caseload')).toEqual([ann.id, ben.id]);
  await stage.setClock('2026-11-26T12:00:00Z');
  await saysRedFlag(stage.as('ann'));
  expect(await told()).toEqual([LOCUM.email]);
  const { body: list } = await lou.get('/worklist').expect(200);
  await lou
    .post(`/alerts/${list.items[0].id}/acknowledgement`)
    .set('if-match', `"${list.items[0].revision}"`)
    .expect(200);
  // better again: nobody has to give anything back
  await stage.setClock('2026-12-05T09:00:00Z');
  await lou.get('/clinic').expect(401);
  expect(await patientsOnList(stage.as('solo'))).toEqual([ann.id]);
  await saysRedFlag(stage.as('ann'));
  expect(await told()).toEqual([EMAIL_OF('solo')]);
});

it('one person at two clinics has two lists, and leaves one without the other', async () => {
  await stage.setClock('2026-11-26T10:00:00Z');
  await stage.owner('update portal.patient set responsible_staff_id = $1 where id = $2', [lind.id, ann.id]);
  await stage.owner('update portal.patient set responsible_staff_id = $1 where id = $2', [
    lindSouth.id,
    cai.id,
  ]);
  await givePassword(stage, 'lind');
  const signIn = (clinicId?: string) =>
    stage
      .anonymous()
      .post('/session')
      .send({ email: EMAIL_OF('lind'), password: PASSWORD, clinicId });
  const { body: which } = await signIn().expect(200);
  expect(which).toMatchObject({
    tokens: null,
    clinics: [{ name: 'North Clinic' }, { name: 'South Clinic' }],
  });
  const at = async (clinicId: string) =>
    stage.withToken((await signIn(clinicId).expect(200)).body.tokens.accessToken);
  const [north, south] = [await at(lind.clinicId), await at(lindSouth.clinicId)];
  for (const who of ['ann', 'cai'] as const) await saysRedFlag(stage.as(who));
  expect([await patientsOnList(north), await patientsOnList(south)]).toEqual([[ann.id], [cai.id]]);
  expect(await idsOf(south, '/caseload')).toEqual([cai.id]);

  await north.post('/hand-overs').send({ toId: lindSouth.id, all: true, reason: 'leaving' }).expect(400);
  await stage
    .as('adams')
    .post(`/staff/${lind.id}/leaving`)
    .set('if-match', '"1"')
    .send({ lastDay: '2026-11-26', handOverToId: rivera.id })
    .expect(200);
  await stage.setClock('2026-11-27T10:00:00Z');
  await north.get('/clinic').expect(401);
  expect(await patientsOnList(south)).toEqual([cai.id]);
  expect((await signIn().expect(200)).body).toMatchObject({
    tokens: { accessToken: expect.any(String) },
    clinics: [{ name: 'South Clinic' }],
  });
  expect(await patientsOnList(stage.as('rivera'))).toEqual([ann.id]);
});

it('the practice at three addresses', async () => {
  await stage.setClock('2026-11-26T10:00:00Z');
  const open = async (name: string) =>
    (
      await stage
        .as('adams')
        .post('/clinic/sites')
        .send({ name, address: `1 ${name}` })
        .expect(201)
    ).body;
  const [harbour, station, mill] = [await open('Harbour'), await open('Station'), await open('Mill')];
  const settle = async (patient: { id: string }, usualSiteId: string | null) => {
    const { headers } = await stage.as('dale').get(`/patients/${patient.id}`).expect(200);
    const path = `/patients/${patient.id}`;
    return stage
      .as('dale')
      .patch(path)
      .set('if-match', headers.etag as string)
      .send({ usualSiteId });
  };
  expect((await settle(ann, harbour.id)).body.usualSiteId).toBe(harbour.id);
  expect((await settle(ben, mill.id)).body.usualSiteId).toBe(mill.id);
  const { body: pia } = await stage
    .as('dale')
    .post('/patients')
    .send({ name: 'Pia Pond', dateOfBirth: '1970-01-01', responsibleId: rivera.id, usualSiteId: station.id })
    .expect(201);
  const rivera_ = stage.as('rivera');
  const atHarbour = `siteId=${harbour.id}`;
  expect(await idsOf(stage.as('dale'), `/patients?${atHarbour}`)).toEqual([ann.id]);
  expect(await idsOf(rivera_, `/caseload?${atHarbour}`)).toEqual([ann.id]);
  expect(await idsOf(rivera_, `/caseload?siteId=${station.id}`)).toEqual([pia.id]);
  expect((await idsOf(rivera_, '/caseload')).sort()).toEqual([ann.id, ben.id, pia.id].sort());
  for (const who of ['ann', 'ben'] as const) await saysRedFlag(stage.as(who));
  expect(await patientsOnList(rivera_, `?${atHarbour}`)).toEqual([ann.id]);
  expect(await patientsOnList(rivera_, `?siteId=${mill.id}`)).toEqual([ben.id]);
  expect((await patientsOnList(rivera_)).sort()).toEqual([ann.id, ben.id].sort());

  const work = async (who: { id: string }, siteIds: string[]) => {
    const path = `/staff/${who.id}`;
    const { headers } = await stage.as('adams').get(path).expect(200);
    return stage
      .as('adams')
      .patch(path)
      .set('if-match', headers.etag as string)
      .send({ siteIds });
  };
  expect((await work(rivera, [station.id, harbour.id])).body.siteIds).toEqual([harbour.id, station.id]);
  expect((await work(kaya, [station.id])).body.siteIds).toEqual([station.id]);
  expect(await idsOf(stage.as('dale'), `/staff?${atHarbour}`)).toEqual([rivera.id]);
  expect((await work(kaya, [])).body.siteIds).toEqual([]);
  const [southSite] = await stage.owner<{ id: string }>('select id from portal.site where clinic_id = $1', [
    cai.clinicId,
  ]);
  for (const answer of [await settle(ann, southSite!.id), await work(kaya, [southSite!.id])]) {
    expect(answer.status).toBe(400);
  }

  // a site that closes is forgotten, and nobody with it
  await stage.as('adams').delete(`/clinic/sites/${harbour.id}`).set('if-match', '"1"').expect(204);
  const { body: homeless } = await stage.as('dale').get(`/patients/${ann.id}`).expect(200);
  expect(homeless.usualSiteId).toBeNull();
  expect((await stage.as('dale').get(`/staff/${rivera.id}`).expect(200)).body.siteIds).toEqual([station.id]);
});
