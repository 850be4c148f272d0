/** The clinic as its admin sees it: who is signed in, who was invited, what failed and how much there is. Never a patient. */
import { people } from '../support/cast';
import { openStage, type Stage } from '../support/stage';

const { adams, ann, cai, rivera, kaya } = people;

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const overview = async (who: 'adams' | 'southAdmin' = 'adams') =>
  (await stage.as(who).get('/clinic/overview').expect(200)).body;
const failed = (clinicId: string, kind: string, to: string, minute: number) =>
  stage.owner(
    `insert into portal.mail (clinic_id, kind, to_address, bounced_at, bounce)
     values ($1, $2, $3, portal.portal_now() - make_interval(mins => $4), '550 5.1.1')`,
    [clinicId, kind, to, minute],
  );

it('tells how the clinic stands, and where to look further', async () => {
  await stage.owner('delete from portal.email_change');
  await stage.owner('delete from portal.mail');
  const before = await overview();
  expect(before).toMatchObject({
    staff: { count: 7, address: '/api/v1/staff' },
    staffDevices: { address: '/api/v1/clinic/devices' },
    patientDevices: { address: null },
    failedMails: { count: 0, address: '/api/v1/clinic/failed-mails' },
    invitations: [],
    lastBackupAt: null,
  });
  await failed(ann.clinicId, 'plan_changed', 'ann@home.example', 1);
  await failed(cai.clinicId, 'plan_changed', 'cai@home.example', 1);
  await stage.owner(
    `insert into portal.audit_entry (clinic_id, actor_role, action, at)
     values ($1, 'portal_owner', 'backup.taken', '2026-11-01T02:00:00Z'), ($1, 'portal_owner', 'backup.taken', '2026-11-02T02:00:00Z'),
       ($2, 'portal_owner', 'backup.taken', '2026-11-03T02:00:00Z')`,
    [ann.clinicId, cai.clinicId],
  );
  await stage.owner(
    `insert into portal.video_check (clinic_id, provider, ref, state, gone_since, checked_at)
     values ($1, 'youtube', 'gone-since-then', 'gone', portal.portal_now(), portal.portal_now())`,
    [ann.clinicId],
  );
  await stage.as('ann').delete('/session').expect(204);
  const after = await overview();
  expect(after.failedMails.count).toBe(1);
  expect(after.lastBackupAt).toBe('2026-11-02T02:00:00.000Z');
  expect(after.deadVideos.count).toBe(before.deadVideos.count + 1);
  expect(after.patientDevices.count).toBe(before.patientDevices.count - 1);
  expect(after.carerDevices.count).toBe(before.carerDevices.count);
  expect((await overview('southAdmin')).deadVideos.count).toBe(before.deadVideos.count);
});

it('lists who was invited and has not come, until they do', async () => {
  const { body: nina } = await stage
    .as('adams')
    .post('/staff')
    .send({ name: 'Nina New', email: 'nina@clinic.example', roles: ['desk'] })
    .expect(201);
  const { body: invited } = await stage.as('adams').post(`/staff/${nina.id}/invitation`).expect(201);
  expect((await overview()).invitations).toEqual([
    { staffId: nina.id, name: 'Nina New', expiresAt: invited.expiresAt, isOver: false },
  ]);
  await stage.owner(`update portal.invitation set expires_at = portal.portal_now() where staff_id = $1`, [
    nina.id,
  ]);
  expect((await overview()).invitations).toEqual([
    expect.objectContaining({ staffId: nina.id, isOver: true }),
  ]);
  await stage.as('adams').delete(`/staff/${nina.id}/invitation`).expect(204);
  expect((await overview()).invitations).toEqual([]);
});

it('lists where the staff are signed in, last seen first, and signs them out', async () => {
  await stage.owner(
    `update portal.session set renewed_at = portal.portal_now() - case staff_id when $1 then '0' else interval '5 minutes' end
     where staff_id is not null`,
    [kaya.id],
  );
  const list = async (query = '') =>
    (await stage.as('adams').get(`/clinic/devices${query}`).expect(200)).body;
  const { items } = await list();
  expect(items[0]).toMatchObject({ staffId: kaya.id, name: 'Deniz Kaya', isThisOne: false });
  expect(items.filter(({ isThisOne }: { isThisOne: boolean }) => isThisOne)).toEqual([
    expect.objectContaining({ staffId: adams.id, id: adams.sessionId }),
  ]);
  const staff = items.map(({ staffId }: { staffId: string }) => staffId);
  for (const stranger of [ann.id, cai.id, people.cara.id, people.osei.id, people.southAdmin.id])
    expect(staff).not.toContain(stranger);
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: { id: string }[]; nextCursor: string | null } = await list(
      `?limit=2${cursor && `&cursor=${cursor}`}`,
    );
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(items.map(({ id }: { id: string }) => id));
  expect((await overview()).staffDevices.count).toBe(items.length);
  await stage.as('adams').delete(`/sessions/${rivera.sessionId}`).expect(204);
  expect((await list()).items.map(({ staffId }: { staffId: string }) => staffId)).not.toContain(rivera.id);
  await stage.as('rivera').get('/patients').expect(401);
});

it('lists mails that failed by kind, with no more of an address than its provider', async () => {
  await stage.owner('delete from portal.email_change');
  await stage.owner('delete from portal.mail');
  await failed(ann.clinicId, 'plan_changed', 'ann@home.example', 1);
  await failed(ann.clinicId, 'patient_link', 'b@home.example', 2);
  await failed(cai.clinicId, 'plan_changed', 'cai@home.example', 3);
  const { body, text } = await stage.as('adams').get('/clinic/failed-mails').expect(200);
  expect(body.items.map(({ kind, to, why }: Record<string, string>) => [kind, to, why])).toEqual([
    ['plan_changed', 'a…@home.example', 'no_such_address'],
    ['patient_link', 'b…@home.example', 'no_such_address'],
  ]);
  expect(text).not.toContain('ann@');
  const { body: first } = await stage.as('adams').get('/clinic/failed-mails?limit=1').expect(200);
  const { body: second } = await stage
    .as('adams')
    .get(`/clinic/failed-mails?limit=1&cursor=${first.nextCursor}`)
    .expect(200);
  expect([...first.items, ...second.items]).toEqual(body.items);
  const { body: links } = await stage.as('adams').get('/clinic/failed-mails?kind=patient_link').expect(200);
  expect(links.items).toEqual([body.items[1]]);
});

it('counts what the clinic keeps, its own alone', async () => {
  const sizes = async (who: 'adams' | 'southAdmin') =>
    Object.fromEntries(
      (await stage.as(who).get('/clinic/sizes').expect(200)).body.map(
        (one: { kind: string; rows: number }) => [one.kind, one],
      ),
    );
  const [north, south] = [await sizes('adams'), await sizes('southAdmin')];
  for (const [kind, table] of [
    ['patients', 'patient'],
    ['episodes', 'episode'],
    ['assessments', 'assessment'],
    ['plans', 'prescription'],
    ['plan_versions', 'prescription_version'],
    ['plan_items', 'prescription_item'],
    ['diary_entries', 'log_entry'],
    ['check_ins', 'check_in'],
    ['mails', 'mail'],
  ] as const) {
    for (const [found, clinicId] of [
      [north, ann.clinicId],
      [south, cai.clinicId],
    ] as const) {
      const [row] = await stage.owner<{ n: number }>(
        `select count(*)::int as n from portal.${table} where clinic_id = $1`,
        [clinicId],
      );
      expect([kind, found[kind].rows]).toEqual([kind, row!.n]);
      expect(found[kind].bytes > 0).toBe(row!.n > 0);
    }
  }
  expect(north.patients.rows).not.toBe(south.patients.rows);
  expect(Object.keys(north)).toHaveLength(11);
});

it('estimates what there is more of than can be counted at once', async () => {
  const audit = async (who: 'adams' | 'southAdmin') =>
    (await stage.as(who).get('/clinic/sizes').expect(200)).body.find(
      ({ kind }: { kind: string }) => kind === 'audit_entries',
    );
  const fill = (clinicId: string, entries: number) =>
    stage.owner(
      `insert into portal.audit_entry (clinic_id, actor_role, action)
       select $1, 'portal_owner', 'clinic.counted' from generate_series(1, $2)`,
      [clinicId, entries],
    );
  await stage.owner('delete from portal.audit_entry');
  await fill(ann.clinicId, 10_000);
  await fill(cai.clinicId, 30_000);
  await stage.owner('analyze portal.audit_entry');
  expect(await audit('adams')).toMatchObject({ rows: 10_000, isEstimate: false });
  const south = await audit('southAdmin');
  expect(south.isEstimate).toBe(true);
  expect(Math.abs(south.rows - 30_000)).toBeLessThan(1_500);
  expect(south.bytes / (await audit('adams')).bytes).toBeCloseTo(3, 0);
  await fill(ann.clinicId, 1);
  expect((await audit('adams')).isEstimate).toBe(true);
});

it('is for admins only', async () => {
  for (const path of ['overview', 'devices', 'sizes', 'failed-mails']) {
    for (const who of ['rivera', 'dale', 'ann', 'cara'] as const)
      await stage.as(who).get(`/clinic/${path}`).expect(403);
    await stage.anonymous().get(`/clinic/${path}`).expect(401);
  }
});
