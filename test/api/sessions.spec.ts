import { people } from '../support/cast';
import { openSession } from '../support/credentials';
import { accessToken, openStage, type Stage } from '../support/stage';

describe('one’s own sessions', () => {
  let stage: Stage;
  let made = 0;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());

  const open = (name: keyof typeof people) => openSession(stage, name, `another-refresh-token-${made++}`);
  const status = async (sessionId: string) =>
    (await stage.withToken(accessToken(sessionId)).get('/session')).status;

  it('are listed, newest first, and nobody else’s', async () => {
    await stage.owner(`update portal.session set created_at = created_at - interval '1 day'`);
    for (const name of ['rivera', 'adams', 'ann'] as const) {
      const [first, second] = [await open(name), await open(name)];
      const { body } = await stage.withToken(accessToken(first)).get('/sessions').expect(200);
      expect(body.items.map((one: { id: string }) => one.id)).toEqual([
        second,
        first,
        people[name].sessionId,
        // a patient sees where their carer is signed in, too
        ...(name === 'ann' ? [people.cara.sessionId] : []),
      ]);
      expect(body.items.map((one: { isThisOne: boolean }) => one.isThisOne).slice(0, 3)).toEqual([
        false,
        true,
        false,
      ]);
      const page = await stage.withToken(accessToken(first)).get('/sessions?limit=2').expect(200);
      const rest = await stage
        .withToken(accessToken(first))
        .get(`/sessions?limit=2&cursor=${page.body.nextCursor}`)
        .expect(200);
      expect([...page.body.items, ...rest.body.items]).toEqual(body.items);
      expect(rest.body.nextCursor).toBeNull();
      await stage.withToken(accessToken(first)).delete('/session').expect(204);
      await stage.withToken(accessToken(second)).delete('/session').expect(204);
    }
  });

  it('refuse a cursor that was not given out', async () => {
    const { sessionId } = people.rivera;
    // nothing of the kind, no moments, and a moment of no time zone that there is
    const keys = [
      'x',
      ...[
        ['a', 'b'],
        ['2020-13-01', sessionId],
        ['2020-01-01 00:00:00+99:99', sessionId],
      ],
    ];
    for (const key of keys) {
      const cursor = typeof key === 'string' ? key : Buffer.from(JSON.stringify(key)).toString('base64url');
      const { body } = await stage.as('rivera').get(`/sessions?cursor=${cursor}`).expect(400);
      expect(body.code).toBe('request.invalid');
    }
  });

  it('end with signing out, from the next request, and only the one', async () => {
    for (const name of ['rivera', 'dale', 'adams', 'ann'] as const) {
      const sessionId = await open(name);
      const me = stage.withToken(accessToken(sessionId));
      await me.delete('/session').expect(204);
      await me.get('/session').expect(401);
      await me.delete('/session').expect(401);
      await stage.as(name).get('/session').expect(200);
      const rows = await stage.owner(
        `select s.ended_because, e.actor_id, e.patient_ids
         from portal.session s join portal.audit_entry e on e.session_id = s.id and e.action = 'session.ended'
         where s.id = $1`,
        [sessionId],
      );
      expect(rows).toEqual([
        {
          ended_because: 'signed_out',
          actor_id: people[name].id,
          patient_ids: name === 'ann' ? [people.ann.id] : [],
        },
      ]);
    }
  });

  it('can be ended from another device', async () => {
    for (const name of ['rivera', 'dale', 'ann'] as const) {
      const sessionId = await open(name);
      await stage.as(name).delete(`/sessions/${sessionId}`).expect(204);
      expect(await status(sessionId)).toBe(401);
      await stage.as(name).delete(`/sessions/${sessionId}`).expect(404);
      await stage.as(name).get('/session').expect(200);
    }
  });

  it('are nobody else’s to end, except an admin’s of the clinic', async () => {
    const sessionId = await open('kaya');
    const absent = await stage
      .as('rivera')
      .delete('/sessions/00000000-0000-4000-8000-000000000000')
      .expect(404);
    for (const name of ['rivera', 'dale', 'osei', 'southAdmin', 'ann', 'lindSouth'] as const) {
      const { body } = await stage.as(name).delete(`/sessions/${sessionId}`).expect(404);
      expect({ ...body, requestId: '' }).toEqual({ ...absent.body, requestId: '' });
    }
    expect(await status(sessionId)).toBe(200);
    await stage.as('adams').delete(`/sessions/${sessionId}`).expect(204);
    expect(await status(sessionId)).toBe(401);
    const own = await open('kaya');
    // somebody who is clinician and desk too acts as the admin they are
    await stage.as('solo').delete(`/sessions/${own}`).expect(204);
    const [row] = await stage.owner('select ended_because from portal.session where id = $1', [own]);
    expect(row).toEqual({ ended_because: 'ended_by_clinic' });
  });

  it('of a patient are not for the staff to pick from', async () => {
    const sessionId = await open('ann');
    for (const name of ['rivera', 'dale', 'adams', 'ben', 'cai'] as const) {
      await stage.as(name).delete(`/sessions/${sessionId}`).expect(404);
    }
    expect(await status(sessionId)).toBe(200);
  });

  it('of a member of staff an admin ends all at once', async () => {
    const sessions = [await open('kaya'), await open('kaya')];
    const path = `/staff/${people.kaya.id}/sessions`;
    await stage.as('southAdmin').delete(path).expect(404);
    await stage.as('dale').delete(path).expect(403);
    await stage.as('ann').delete(path).expect(403);
    for (const sessionId of sessions) expect(await status(sessionId)).toBe(200);
    await stage.as('adams').delete(path).expect(204);
    for (const sessionId of [...sessions, people.kaya.sessionId]) expect(await status(sessionId)).toBe(401);
    await stage.as('rivera').get('/session').expect(200);
  });

  it('leave a row when somebody asks for what is not for their role', async () => {
    const { headers } = await stage.as('dale').delete(`/staff/${people.rivera.id}/sessions`).expect(403);
    const rows = await stage.owner(
      `select clinic_id, actor_role, actor_id, session_id, subject_type from portal.audit_entry
       where action = 'identity.refused' and request_id = $1`,
      [headers['x-request-id']],
    );
    expect(rows).toEqual([
      {
        clinic_id: people.dale.clinicId,
        actor_role: 'app_visitor',
        actor_id: people.dale.id,
        session_id: people.dale.sessionId,
        subject_type: 'session.endAllOfStaff',
      },
    ]);
  });
});
