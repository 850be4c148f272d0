import { Client } from 'pg';
import { foundClinic } from '../../src/clinic/found-clinic';
import { invite } from '../../src/clinic/invite';
import { EMAIL_OF, people, type StaffName } from '../support/cast';
import { givePassword, PASSWORD, sameness, signIn } from '../support/credentials';
import { openStage, type Stage } from '../support/stage';

const NEW_PASSWORD = 'lantern quarry oatmeal 4';
const SQUATTERS = 'harvest pylon sandal 6';

describe('a forgotten password', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
    await givePassword(stage, 'rivera', 'kaya', 'lind', 'dale');
  });
  afterEach(() => stage.close());

  const linkFor = async (by: StaffName, staffId: string) => {
    const { body } = await stage.as(by).post(`/staff/${staffId}/invitation`).expect(201);
    return (body.link as string).split('#')[1] as string;
  };
  const accept = (secret: string, password = NEW_PASSWORD) =>
    stage.anonymous().post('/invitation-acceptance').send({ secret, password });
  const enter = (email: string, password: string) =>
    stage.anonymous().post('/session').send({ email, password });
  const engage = async (by: StaffName, email: string) => {
    const fields = { name: 'Jo Harkness', email, roles: ['desk'] };
    return (await stage.as(by).post('/staff').send(fields).expect(201)).body.id as string;
  };
  const asOperator = async <T>(work: (owner: Client) => Promise<T>): Promise<T> => {
    const owner = new Client({ connectionString: stage.ownerUrl });
    await owner.connect();
    return work(owner).finally(() => owner.end());
  };

  it('is replaced by a link from an admin, which ends all that the old one had opened', async () => {
    const before = await signIn(stage, 'dale');
    const { body } = await stage.as('adams').post(`/staff/${people.dale.id}/invitation`).expect(201);
    const hours = (new Date(body.expiresAt).getTime() - Date.now()) / 3_600_000;
    expect(Math.round(hours)).toBe(24);
    const secret = body.link.split('#')[1];
    await enter(EMAIL_OF('dale'), PASSWORD).expect(200);

    await accept(secret, 'robin-dale-2026').expect(400);
    const accepted = await accept(secret).expect(200);
    expect(accepted.body).toEqual({
      email: EMAIL_OF('dale'),
      clinic: { id: people.dale.clinicId, name: 'North Clinic' },
    });
    await stage.as('dale').get('/session').expect(401);
    await stage.withToken(before.accessToken).get('/session').expect(401);
    const { refreshToken } = before;
    await stage.anonymous().post('/session/renewal').send({ refreshToken }).expect(401);
    await enter(EMAIL_OF('dale'), PASSWORD).expect(401);
    await enter(EMAIL_OF('dale'), NEW_PASSWORD).expect(200);
    await accept(secret).expect(404);
    const trail = await stage.owner(
      `select action, actor_role, actor_id from portal.audit_entry
       where subject_ids = array[$1::uuid] and action like 'password%' order by id`,
      [people.dale.id],
    );
    expect(trail).toEqual([
      { action: 'password_reset.issued', actor_role: 'app_admin', actor_id: people.adams.id },
      { action: 'password.changed', actor_role: 'app_visitor', actor_id: people.dale.id },
    ]);
  });

  it('is replaced also while tries at it are slowed down', async () => {
    for (let n = 0; n < 5; n++) await enter(EMAIL_OF('kaya'), `guess number ${n}`).expect(401);
    await enter(EMAIL_OF('kaya'), PASSWORD).expect(429);
    await accept(await linkFor('adams', people.kaya.id)).expect(200);
    await enter(EMAIL_OF('kaya'), NEW_PASSWORD).expect(200);
  });

  it('is not replaced by a link that was taken back, lapsed, or outlived by another change', async () => {
    const path = `/staff/${people.kaya.id}/invitation`;
    const taken = await linkFor('adams', people.kaya.id);
    await stage.as('adams').delete(path).expect(204);
    await accept(taken).expect(404);
    const late = await linkFor('adams', people.kaya.id);
    await stage.setClock(new Date(Date.now() + 25 * 3_600_000).toISOString());
    await accept(late).expect(404);
    await stage.setClock(null);
    const outlived = await linkFor('adams', people.kaya.id);
    const bothPasswords = { currentPassword: PASSWORD, newPassword: SQUATTERS };
    await stage.as('kaya').put('/session/password').send(bothPasswords).expect(204);
    await accept(outlived).expect(404);
    await enter(EMAIL_OF('kaya'), SQUATTERS).expect(200);
  });

  it('of somebody who works for two clinics is neither clinic’s to replace', async () => {
    for (const [by, id] of [
      ['adams', people.lind.id],
      ['southAdmin', people.lindSouth.id],
    ] as const) {
      const { body } = await stage.as(by).post(`/staff/${id}/invitation`).expect(409);
      expect(body.code).toBe('staff.password_not_yours');
    }
  });

  it('is not replaced by a link that became too strong, because the person joined another clinic', async () => {
    const secret = await linkFor('adams', people.rivera.id);
    const elsewhere = await engage('southAdmin', EMAIL_OF('rivera'));
    await accept(await linkFor('southAdmin', elsewhere), PASSWORD).expect(200);
    await accept(secret).expect(404);
    await enter(EMAIL_OF('rivera'), PASSWORD).expect(200);
  });

  it('is replaced by the operator whatever the clinics, and no clinic sees or ends that link', async () => {
    const invited = await asOperator((owner) => invite(owner, 'LIND@clinic.example'));
    expect(invited).toMatchObject([{ clinics: ['North Clinic', 'South Clinic'], resets: true }]);
    await stage.as('adams').delete(`/staff/${people.lind.id}/invitation`).expect(404);
    await accept(invited[0]!.secret).expect(200);
    for (const name of ['lind', 'lindSouth'] as const) await stage.as(name).get('/session').expect(401);
    const { body } = await enter(EMAIL_OF('lind'), NEW_PASSWORD).expect(200);
    expect(body.clinics).toHaveLength(2);
    const trail = await stage.owner<{ clinic_id: string }>(
      `select clinic_id from portal.audit_entry where action = 'password.changed'`,
    );
    expect(trail.map((row) => row.clinic_id).sort()).toEqual(
      [people.lind.clinicId, people.osei.clinicId].sort(),
    );
  });

  it('and a lapsed first invitation do not lock a clinic out for ever', async () => {
    const [email, timeZone] = ['robin@east.example', 'Europe/London'];
    const clinic = { name: 'East Clinic', address: '3 Hill', phone: '1', email, timeZone };
    const lapsed = await asOperator((owner) => foundClinic(owner, clinic, { name: 'Robin East', email }));
    const invited = await asOperator((owner) => invite(owner, email));
    expect(invited).toMatchObject([{ name: 'Robin East', clinics: ['East Clinic'], resets: false }]);
    await accept(lapsed.invitationSecret).expect(404);
    await accept(invited[0]!.secret).expect(200);
    await enter(email, NEW_PASSWORD).expect(200);
    const again = await asOperator((owner) => invite(owner, email));
    await accept(again[0]!.secret, SQUATTERS).expect(200);
    await enter(email, SQUATTERS).expect(200);
    for (const nobody of ['nobody@east.example', EMAIL_OF('gone')]) {
      expect(await asOperator((owner) => invite(owner, nobody))).toEqual([]);
    }
  });

  it('is no way to keep an e-mail that is another’s', async () => {
    const email = 'real@north.example';
    const squat = await engage('southAdmin', email);
    await accept(await linkFor('southAdmin', squat), SQUATTERS).expect(200);
    const real = await engage('adams', email);
    await accept(await linkFor('adams', real)).expect(401);

    const [invited] = await asOperator((owner) => invite(owner, email));
    await accept(invited!.secret).expect(200);
    await accept(await linkFor('adams', real)).expect(200);
    await enter(email, SQUATTERS).expect(401);
    await stage.as('southAdmin').post(`/staff/${squat}/invitation`).expect(409);
  });

  it('and an invitation do not say whether somebody has an account elsewhere', async () => {
    const [known, unknown] = [
      await engage('southAdmin', EMAIL_OF('rivera')),
      await engage('southAdmin', 'nobody@clinic.example'),
    ];
    const [toKnown, toUnknown] = [await linkFor('southAdmin', known), await linkFor('southAdmin', unknown)];
    for (const password of ['short', 'Password1234', 'jo-harkness-2026', 'SouthClinic2026!']) {
      const refused = await accept(toKnown, password).expect(400);
      expect(sameness(refused)).toEqual(sameness(await accept(toUnknown, password)));
    }
    const { body } = await accept(toKnown).expect(401);
    expect(body.code).toBe('identity.wrong_credentials');
    expect(JSON.stringify(body)).not.toMatch(/another|already|rivera/);
  });
});
