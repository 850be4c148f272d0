import { Client } from 'pg';
import { foundClinic } from '../../src/clinic/found-clinic';
import { EMAIL_OF, people } from '../support/cast';
import { dumpOf, givePassword, meetAt, PASSWORD, sha256 } from '../support/credentials';
import { openStage, type Stage } from '../support/stage';

const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const NEW_PASSWORD = 'lantern quarry oatmeal 4';

describe('an invitation', () => {
  let stage: Stage;
  let made = 0;
  beforeAll(async () => {
    stage = await openStage();
    await givePassword(stage, 'rivera');
  });
  afterEach(async () => {
    await stage.setClock(null);
    await stage.owner('delete from portal.attempt');
  });
  afterAll(() => stage.close());

  const engage = async (by: 'adams' | 'southAdmin', email = `new${made++}@clinic.example`) => {
    const { body } = await stage
      .as(by)
      .post('/staff')
      .send({ name: 'Jo Harkness', email, roles: ['desk'] })
      .expect(201);
    return { id: body.id as string, email };
  };
  const invite = async (by: 'adams' | 'southAdmin', id: string) => {
    const { body } = await stage.as(by).post(`/staff/${id}/invitation`).expect(201);
    return (body.link as string).split('#')[1] as string;
  };
  const accept = (secret: string, password: string) =>
    stage.anonymous().post('/invitation-acceptance').send({ secret, password });
  const signIn = (email: string, password: string) =>
    stage.anonymous().post('/session').send({ email, password });

  it('is a link whose secret no server ever sees, and lets a new person in', async () => {
    const { id, email } = await engage('adams');
    const { body, headers } = await stage.as('adams').post(`/staff/${id}/invitation`).expect(201);
    expect(body.link).toMatch(/^https:\/\/portal\.example\/invitation#[\w-]{32}$/);
    expect(headers['cache-control']).toBe('no-store');
    const days = (new Date(body.expiresAt).getTime() - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.99);
    expect(days).toBeLessThan(7.01);

    const secret = body.link.split('#')[1];
    const accepted = await accept(secret, NEW_PASSWORD).expect(200);
    expect(accepted.body).toEqual({
      email,
      clinic: { id: people.adams.clinicId, name: 'North Clinic' },
    });
    const { body: signedIn } = await signIn(email, NEW_PASSWORD).expect(200);
    const me = await stage.withToken(signedIn.tokens.accessToken).get('/session').expect(200);
    expect(me.body).toMatchObject({ personId: id, name: 'Jo Harkness', roles: ['desk'] });
    expect((await stage.as('dale').get(`/staff/${id}`).expect(200)).body.hasAccount).toBe(true);
    const dump = await dumpOf(stage);
    for (const hidden of [secret, NEW_PASSWORD]) expect(dump).not.toContain(hidden);
  });

  it('works once, not after seven days, not when replaced, and not when taken back', async () => {
    const { id } = await engage('adams');
    const replaced = await invite('adams', id);
    const open = await invite('adams', id);
    const { body: closed } = await accept(replaced, NEW_PASSWORD).expect(404);
    expect(closed.code).toBe('invitation.closed');
    await stage.setClock(later(7.01));
    await accept(open, NEW_PASSWORD).expect(404);
    await stage.setClock(null);
    await stage.as('adams').delete(`/staff/${id}/invitation`).expect(204);
    await accept(open, NEW_PASSWORD).expect(404);
    await stage.as('adams').delete(`/staff/${id}/invitation`).expect(404);
    const left = await invite('adams', id);
    await stage.owner('update portal.staff set active_to = active_from where id = $1', [id]);
    await stage.setClock(later(2));
    await accept(left, NEW_PASSWORD).expect(404);
    await stage.setClock(null);
    await stage.owner('update portal.staff set active_to = null where id = $1', [id]);
    const last = await invite('adams', id);
    await accept(last, NEW_PASSWORD).expect(200);
    await accept(last, NEW_PASSWORD).expect(404);
  });

  it('lets one of two in who accept at once', async () => {
    const { id, email } = await engage('adams');
    const secret = await invite('adams', id);
    const both = await meetAt(
      stage,
      'select from portal.invitation where secret_hash = $1 for update',
      [sha256(secret)],
      () => ['', ' 2'].map(async (more) => (await accept(secret, `${NEW_PASSWORD}${more}`)).status),
    );
    expect(both.sort()).toEqual([200, 404]);
    const accounts = await stage.owner('select 1 from portal.account where email = $1', [email]);
    expect(accounts).toHaveLength(1);
  });

  it('needs a password worth its name, and stays open until then', async () => {
    const { id } = await engage('adams');
    const secret = await invite('adams', id);
    for (const password of ['short', 'Password1234', 'jo-harkness-2026', 'NorthClinic2026!']) {
      const { body } = await accept(secret, password).expect(400);
      expect(body.errors).toMatchObject([{ pointer: '/password', code: 'password' }]);
    }
    await accept(secret, NEW_PASSWORD).expect(200);
  });

  it('to a second clinic takes the password that the person has', async () => {
    const { id } = await engage('southAdmin', EMAIL_OF('rivera').toUpperCase());
    const secret = await invite('southAdmin', id);
    const { body } = await accept(secret, NEW_PASSWORD).expect(401);
    expect(body.code).toBe('identity.wrong_credentials');
    await accept(secret, PASSWORD).expect(200);
    const { body: asked } = await signIn(EMAIL_OF('rivera'), PASSWORD).expect(200);
    expect(asked.clinics.map(({ name }: { name: string }) => name)).toEqual(['North Clinic', 'South Clinic']);
    await signIn(EMAIL_OF('rivera'), NEW_PASSWORD).expect(401);
    // used is used, even if the account were detached again
    await stage.owner('update portal.staff set account_id = null where id = $1', [id]);
    await accept(secret, PASSWORD).expect(404);
  });

  it('attaches no account but the one of its e-mail, and replaces none', async () => {
    const { id } = await engage('southAdmin', 'dale@clinic.example');
    const secret = await invite('southAdmin', id);
    const [strangers] = await stage.owner<{ id: string }>(
      'select account_id as id from portal.staff where id = $1',
      [people.osei.id],
    );
    for (const found of [strangers?.id, null]) {
      const tried = await stage.owner('select portal.accept_invitation($1, $2, $3, null) as done', [
        sha256(secret),
        found,
        'a hash',
      ]);
      expect(tried).toEqual([{ done: false }]);
    }
    await stage.owner(
      `insert into portal.invitation (clinic_id, staff_id, secret_hash, expires_at)
       values ($1, $2, $3, 'infinity')`,
      [people.sadie.clinicId, people.sadie.id, sha256('an invitation that should not be')],
    );
    await accept('an invitation that should not be', NEW_PASSWORD).expect(404);
  });

  it('is no second door for guessing that password', async () => {
    const { id } = await engage('southAdmin', 'kaya@clinic.example');
    await givePassword(stage, 'kaya');
    for (let n = 0; n < 5; n++) {
      // a new link each time does not help
      await accept(await invite('southAdmin', id), `velvet anchor prairie ${n}`).expect(401);
    }
    await accept(await invite('southAdmin', id), PASSWORD).expect(429);
    await signIn('kaya@clinic.example', PASSWORD).expect(429);
  });

  it('cannot be guessed', async () => {
    for (let n = 0; n < 20; n++) {
      const { body } = await accept(`no-such-secret-${n}`, NEW_PASSWORD).expect(404);
      expect(body.code).toBe('invitation.closed');
    }
    await accept('no-such-secret-20', NEW_PASSWORD).expect(429);
  });

  it('is for an admin of the same clinic to give', async () => {
    const { id } = await engage('adams');
    for (const name of ['rivera', 'dale', 'ann'] as const) {
      await stage.as(name).post(`/staff/${id}/invitation`).expect(403);
      await stage.as(name).delete(`/staff/${id}/invitation`).expect(403);
    }
    await invite('adams', id);
    await stage.as('southAdmin').post(`/staff/${id}/invitation`).expect(404);
    await stage.as('southAdmin').delete(`/staff/${id}/invitation`).expect(404);
    await stage.as('solo').delete(`/staff/${id}/invitation`).expect(204);
    const rows = await stage.owner<{ action: string }>(
      `select action from portal.audit_entry where subject_ids = array[$1::uuid] order by id`,
      [id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'staff.engaged',
      'invitation.issued',
      'invitation.revoked',
    ]);
  });

  it('is never repeated for an Idempotency-Key, as its answer holds a secret', async () => {
    const { id } = await engage('adams');
    const again = () =>
      stage.as('adams').post(`/staff/${id}/invitation`).set('idempotency-key', 'once').expect(201);
    const [one, two] = [await again(), await again()];
    expect(one.body.link).not.toBe(two.body.link);
  });

  it('makes the first admin of a new clinic, which begins with nothing of others', async () => {
    const owner = new Client({ connectionString: stage.ownerUrl });
    await owner.connect();
    const founded = await foundClinic(
      owner,
      {
        name: 'East Clinic',
        address: '3 Hill, York',
        phone: '01904 960000',
        email: 'desk@east.example',
        timeZone: 'Europe/London',
      },
      { name: 'Robin East', email: 'robin@east.example' },
    ).finally(() => owner.end());
    await accept(founded.invitationSecret, NEW_PASSWORD).expect(200);
    const { body } = await signIn('robin@east.example', NEW_PASSWORD).expect(200);
    const robin = stage.withToken(body.tokens.accessToken);
    const staff = await robin.get('/staff').expect(200);
    expect(staff.body.items).toMatchObject([{ id: founded.staffId, name: 'Robin East', roles: ['admin'] }]);
    expect((await robin.get('/clinic').expect(200)).body.id).toBe(founded.clinicId);
  });

  it('to a clinic is not made when nobody could live by its time zone', async () => {
    const owner = new Client({ connectionString: stage.ownerUrl });
    await owner.connect();
    const clinic = {
      name: 'East',
      address: '3 Hill',
      phone: '1',
      email: 'desk@east.example',
      timeZone: 'AET',
    };
    const founding = foundClinic(owner, clinic, { name: 'Robin', email: 'robin@east.example' }).finally(() =>
      owner.end(),
    );
    await expect(founding).rejects.toThrow('AET is no time zone');
  });
});
