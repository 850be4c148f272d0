/** An e-mail address that a patient changes themself: two letter-boxes and a session have to agree, and the old one is told. */
import { people } from '../support/cast';
import { dumpOf } from '../support/credentials';
import { linkIn, mailsOf, secretOf } from '../support/mails';
import { openStage, type Stage } from '../support/stage';

const later = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

describe('one’s own e-mail address', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  beforeEach(async () => {
    await stage.owner('delete from portal.email_change');
    await stage.owner(
      `update portal.mail set sent_at = '2020-01-01', dropped_at = null, dropped_because = null`,
    );
    await stage.owner(`update portal.patient set email = 'ann@home.example' where id = $1`, [people.ann.id]);
  });
  afterEach(() => stage.setClock(null));
  afterAll(() => stage.close());

  const put = (email: string) => stage.as('ann').put('/own-email').send({ email });
  const secret = async () => {
    const mail = (await mailsOf(stage, 'email_confirmation')).at(-1)!;
    const link = await linkIn(stage, mail);
    expect(link).toMatch(/^https:\/\/portal\.example\/confirm-email#[\w-]{32}$/);
    return secretOf(link);
  };
  const confirm = (secret: string) => stage.as('ann').post('/own-email/confirmation').send({ secret });
  const onFile = async () =>
    (await stage.as('dale').get(`/patients/${people.ann.id}`).expect(200)).body.email;

  it('changes when it is confirmed from the new one, and the old one is told', async () => {
    const { body } = await put('new@home.example').expect(202);
    expect(body).toMatchObject({ email: 'ann@home.example', pending: 'new@home.example' });
    expect(body.message).toMatch(/mail to your new address/);
    expect(await onFile()).toBe('ann@home.example');
    expect((await mailsOf(stage)).map(({ kind, to_address }) => [kind, to_address])).toEqual([
      ['email_confirmation', 'new@home.example'],
    ]);
    const mailed = await secret();
    expect(await dumpOf(stage)).not.toContain(mailed);
    const { body: done } = await confirm(mailed).expect(200);
    expect(done).toEqual({ email: 'new@home.example', pending: null, pendingUntil: null, message: null });
    expect(await onFile()).toBe('new@home.example');
    expect((await mailsOf(stage, 'email_changed')).map((mail) => mail.to_address)).toEqual([
      'ann@home.example',
    ]);
    expect((await confirm(mailed).expect(409)).body.code).toBe('email.not_confirmed');
    const rows = await stage.owner(
      `select action, patient_ids from portal.audit_entry where action like 'email.%' order by id`,
    );
    expect(rows).toEqual(
      ['email.change_asked', 'email.changed'].map((action) => ({ action, patient_ids: [people.ann.id] })),
    );
  });

  it('is first given by somebody who had none, and then there is nobody to tell', async () => {
    await stage.owner('update portal.patient set email = null where id = $1', [people.ann.id]);
    await put('first@home.example').expect(202);
    await confirm(await secret()).expect(200);
    expect(await mailsOf(stage, 'email_changed')).toEqual([]);
  });

  it('is not confirmed by another person, with a replaced or an old mail, or after the desk changed it', async () => {
    await put('new@home.example').expect(202);
    const first = await secret();
    await stage.as('ben').post('/own-email/confirmation').send({ secret: first }).expect(409);
    await stage.anonymous().post('/own-email/confirmation').send({ secret: first }).expect(401);
    await confirm('x'.repeat(32)).expect(409);
    const [mail] = await mailsOf(stage, 'email_confirmation');
    await put('newer@home.example').expect(202);
    await confirm(first).expect(409);
    expect(await linkIn(stage, mail!)).toBeNull();
    const second = await secret();
    await stage.setClock(later(86_401));
    await confirm(second).expect(409);
    expect((await stage.as('ann').get('/own-email').expect(200)).body.pending).toBeNull();
    await stage.setClock(null);
    await stage.owner(`update portal.patient set email = 'desk@home.example' where id = $1`, [people.ann.id]);
    await confirm(second).expect(409);
    expect(await onFile()).toBe('desk@home.example');
  });

  it('says nothing of whether somebody else has it', async () => {
    const { body: taken } = await put('ben@home.example').expect(202);
    await stage.owner('delete from portal.email_change');
    const { body: free } = await put('free@home.example').expect(202);
    const bare = (body: object) => ({ ...body, pending: null, pendingUntil: null });
    expect(bare(taken)).toEqual(bare(free));
    await put('ben@home.example').expect(202);
    await confirm(await secret()).expect(200);
  });

  it('is asked for five times a day at most, so that nobody’s letter-box is filled', async () => {
    for (let n = 0; n < 5; n++) await put(`new${n}@home.example`).expect(202);
    await put('stranger@home.example').expect(429);
    await stage.restart();
    await put('stranger@home.example').expect(429);
    await stage.setClock(later(86_401));
    await put('stranger@home.example').expect(202);
  });

  it('is for the patient alone', async () => {
    for (const name of ['cara', 'rivera', 'dale', 'adams'] as const) {
      await stage.as(name).get('/own-email').expect(403);
      await stage.as(name).put('/own-email').send({ email: 'x@home.example' }).expect(403);
    }
    await put('no address').expect(400);
  });
});
