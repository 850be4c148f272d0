/**
 * A death closes everything at once, whoever enters it, past the application: the gate by its discharge, every way in, and all that
 * would be sent or raised. It is written in one way only, and taken back in one way only.
 */
import { MIDWAY, PLAN, setPlan } from '../support/advice';
import { DENIED, openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { people } from '../support/cast';
import { reopenTwins } from '../support/furnishing';

const { ann, ben, cara, cai, dot, rivera, kaya, dale, sadie, adams } = people;
const FROZEN = '55000';
const ENTER = 'select noun, ids from portal.enter_death($1, $2, $3)';

let roles: RoleDatabase;
beforeAll(async () => {
  roles = await openRoles();
});
afterAll(() => roles.close());

const die = (scene: Scene, who: { id: string }, by: 'app_desk' | 'app_clinician' = 'app_desk') =>
  scene
    .as(by, by === 'app_desk' ? dale : rivera)
    .query<{ noun: string; ids: string[] | null }>(ENTER, [who.id, '2026-03-01', 'Her daughter rang.']);
const idsOf = async (scene: Scene, sql: string, values: unknown[]) =>
  (await scene.arrange<{ id: string }>(sql, values)).map(({ id }) => id);

it.each(['app_desk', 'app_clinician'] as const)(
  'closes the gate with its transaction, entered as %s',
  async (role) => {
    await roles.inScene(async (scene) => {
      await setPlan(scene);
      const asAnn = scene.as('app_patient', ann);
      const shown = () => asAnn.query('select id from portal.advised_item');
      expect(await shown()).toHaveLength(PLAN.itemIds.length);
      await die(scene, ann, role);
      expect(await shown()).toEqual([]);
      expect(await asAnn.query('select kind from portal.advice_standing')).toEqual([{ kind: 'discharged' }]);
      expect(
        await scene.arrange('select standing from portal.prescription where id = $1', [PLAN.prescriptionId]),
      ).toEqual([{ standing: 'paused' }]);
    });
  },
);

it('keeps the gate closed: who died is readmitted by nobody, until it is said to have been a mistake', async () => {
  await roles.inScene(async (scene) => {
    await setPlan(scene);
    await die(scene, ann);
    const asKaya = scene.as('app_clinician', kaya);
    const READMIT = `update portal.discharge set readmitted_at = portal.portal_now(), readmitted_by = $2
      where patient_id = $1 and readmitted_at is null`;
    expect((await asKaya.attempt(READMIT, [ann.id, kaya.id])).refused).toBe(FROZEN);
    // somebody else's death is no reason
    expect((await asKaya.attempt(READMIT, [dot.id, kaya.id])).count).toBe(1);
    await asKaya.query(
      `update portal.death set reversed_at = portal.portal_now(), reversed_by = $2, reversed_because = 'Not she.'
       where patient_id = $1 and reversed_at is null`,
      [ann.id, kaya.id],
    );
    expect((await asKaya.attempt(READMIT, [ann.id, kaya.id])).count).toBe(1);
  });
});

/** What is open of a patient, by table: what its rows are called by whoever enters a death, if anything. */
const OPEN = {
  patient_link: 'revoked_at is null',
  spoken_code: 'used_at is null and revoked_at is null',
  passkey: 'removed_at is null',
  calendar_feed: 'revoked_at is null',
  session: 'ended_at is null',
  alert: 'closed_at is null',
  link_wish: 'resolved_at is null',
  email_change: 'confirmed_at is null and revoked_at is null',
  reminder: 'stopped_at is null',
  mail: 'staff_id is null and sent_at is null and dropped_at is null and bounced_at is null',
  prescription: `standing = 'issued'`,
};

it('ends every way in and all that waits, of the patient and of who looks after them, and tells what', async () => {
  await roles.inScene(async (scene) => {
    await reopenTwins(scene.force);
    await scene.arrange('delete from portal.death where reversed_at is null');
    await scene.force(
      `insert into portal.session (clinic_id, patient_id, carer_id, device, expires_at)
       select clinic_id, patient_id, id, 'a phone', 'infinity' from portal.carer where ended_at is null`,
    );
    await scene.force(
      `insert into portal.mail (clinic_id, kind, to_address, patient_id)
       select clinic_id, 'patient_link', 'a@b.example', id from portal.patient`,
    );
    // who was discharged long before has open things still; who was not has a plan
    const whose = { dot, ann };
    for (const who of Object.values(whose)) {
      const before: Record<string, string[]> = {};
      const others: Record<string, string[]> = {};
      for (const [table, open] of Object.entries(OPEN)) {
        const sql = `select id from portal.${table} where ${open} and patient_id is not distinct from $1 order by id`;
        before[table] = await idsOf(scene, sql, [who.id]);
        others[table] = await idsOf(
          scene,
          `select id from portal.${table} where ${open} and patient_id <> $1 order by id`,
          [who.id],
        );
      }
      const told = await scene.undone(async () => {
        const ended = await die(scene, who);
        for (const [table, open] of Object.entries(OPEN)) {
          const sql = `select id from portal.${table} where ${open} and patient_id is not distinct from $1 order by id`;
          expect([table, await idsOf(scene, sql, [who.id])]).toEqual([table, []]);
          const rest = `select id from portal.${table} where ${open} and patient_id <> $1 order by id`;
          expect([table, await idsOf(scene, rest, [who.id])]).toEqual([table, others[table]]);
        }
        return ended;
      });
      for (const { noun, ids } of told.filter((one) => one.noun !== 'death')) {
        expect([noun, [...(ids ?? [])].sort()]).toEqual([noun, before[noun]]);
      }
      if (who === dot) {
        // so that none of these was a question that finds nothing
        const { prescription, ...open } = before;
        expect(prescription).toBeDefined();
        expect(Object.entries(open).filter(([, ids]) => ids.length === 0)).toEqual([]);
      } else {
        expect(before.prescription).toHaveLength(1);
        expect(before.session!.length).toBeGreaterThan(1);
      }
    }
  });
});

it('is entered once, and of nobody at another clinic', async () => {
  await roles.inScene(async (scene) => {
    expect(await die(scene, cai)).toEqual([]);
    expect(await die(scene, ann)).not.toEqual([]);
    expect(await die(scene, ann)).toEqual([]);
    expect(await scene.arrange('select 1 from portal.death where patient_id = $1', [ann.id])).toHaveLength(1);
    expect(
      await scene.arrange('select 1 from portal.discharge where patient_id = $1', [cai.id]),
    ).toHaveLength(1);
  });
});

it('lets nothing be raised, written or asked for afterwards; of others all of it goes on', async () => {
  await roles.inScene(async (scene) => {
    await setPlan(scene, MIDWAY);
    await scene.arrange(
      `update portal.patient set email = case id when $1 then 'a@a.example' else 'b@b.example' end
       where id in ($1, $2)`,
      [ann.id, ben.id],
    );
    const raise = (id: string) =>
      scene
        .as('app_clinician', rivera)
        .query(`select * from portal.raise_alert($1, null, 'A1', 'CES-2', '{}', now(), true)`, [id]);
    const post = (id: string | null, staffId: string | null) =>
      scene.as('app_clinician', rivera).query<{
        id: string | null;
      }>(`select portal.post_mail('reminder', 'x@x.example', $1, null, $2, '{}', null, null) as id`, [id, staffId]);
    const ask = async (email: string) => {
      await scene
        .as('app_visitor', null)
        .query(`select portal.ask_for_link(null, null, $1, 'asked')`, [email]);
      return scene.arrange(`select 1 from portal.mail where to_address = $1`, [email]);
    };
    await die(scene, ann);
    expect([await raise(ann.id), (await raise(ben.id)).length]).toEqual([[], 1]);
    expect(await post(ann.id, null)).toEqual([{ id: null }]);
    for (const mail of [await post(ben.id, null), await post(null, null), await post(ann.id, rivera.id)])
      expect(mail).toEqual([{ id: expect.any(String) }]);
    expect([await ask('a@a.example'), (await ask('b@b.example')).length]).toEqual([[], 1]);
    const [asked] = await scene.arrange<{ ids: string[] }>(
      `select subject_ids as ids from portal.audit_entry where action = 'link.asked_for' order by id limit 1`,
    );
    expect(asked!.ids).toEqual([]);
    const wishes = 'select 1 from portal.link_wish where patient_id = $1 and resolved_at is null';
    await scene.arrange(`update portal.carer set email = 'c@c.example' where id = $1`, [cara.id]);
    expect(await ask('c@c.example')).toEqual([]);
    expect(await scene.arrange(wishes, [ann.id])).toEqual([]);
  });
});

it('stops a mail that was in the worker’s hand, whenever it was written', async () => {
  await roles.inScene(async (scene) => {
    const [mail] = await scene.arrange<{ id: string }>(
      `insert into portal.mail (clinic_id, kind, to_address, patient_id, created_at)
       select clinic_id, 'email_changed', 'x@x.example', id, portal.portal_now() from portal.patient where id = $1 returning id`,
      [dot.id],
    );
    const why = async () =>
      (
        await scene
          .as('app_worker', rivera)
          .query<{ why: string | null }>('select portal.why_not_send($1) as why', [mail!.id])
      )[0]!.why;
    await scene.arrange(`update portal.discharge set discharged_at = portal.portal_now() - interval '1 day'`);
    expect(await why()).toBeNull();
    await die(scene, dot);
    await scene.arrange(`update portal.mail set dropped_at = null, dropped_because = null where id = $1`, [
      mail!.id,
    ]);
    expect(await why()).toBe('deceased');
    await scene.arrange('update portal.mail set staff_id = $2 where id = $1', [mail!.id, kaya.id]);
    expect(await why()).toBeNull();
  });
});

it('is entered by desk and clinicians alone, and written by nobody in another way', async () => {
  await roles.inScene(async (scene) => {
    for (const [role, who] of [
      ['app_patient', ann],
      ['app_carer', cara],
      ['app_admin', adams],
      ['app_worker', rivera],
      ['app_visitor', null],
    ] as const) {
      expect([role, (await scene.as(role, who).attempt(ENTER, [ben.id, null, 'x'])).refused]).toEqual([
        role,
        DENIED,
      ]);
      expect([role, (await scene.as(role, who).attempt('select id from portal.death')).refused]).toEqual([
        role,
        DENIED,
      ]);
    }
    const INSERT = `insert into portal.death (clinic_id, patient_id, because, recorded_by)
      values ($1, $2, 'x', $3)`;
    for (const [role, who] of [
      ['app_desk', dale],
      ['app_clinician', rivera],
    ] as const) {
      expect((await scene.as(role, who).attempt(INSERT, [who.clinicId, ben.id, who.id])).refused).toBe(
        DENIED,
      );
      expect((await scene.as(role, who).attempt('delete from portal.death')).refused).toBe(DENIED);
    }
    await die(scene, ann);
    expect(
      await scene.as('app_desk', sadie).query('select id from portal.death where patient_id = $1', [ann.id]),
    ).toEqual([]);
  });
});

it('is taken back by a clinician of the clinic in their own name, once, with nothing else of it changed', async () => {
  await roles.inScene(async (scene) => {
    await die(scene, ann);
    const REVERSE = `update portal.death set reversed_at = portal.portal_now(), reversed_by = $2, reversed_because = 'x'
      where patient_id = $1`;
    expect((await scene.as('app_desk', dale).attempt(REVERSE, [ann.id, dale.id])).refused).toBe(DENIED);
    const asRivera = scene.as('app_clinician', rivera);
    expect((await asRivera.attempt(REVERSE, [ann.id, kaya.id])).refused).toBe(DENIED);
    expect((await asRivera.attempt(`update portal.death set because = 'y'`)).refused).toBe(DENIED);
    expect(
      (await scene.as('app_clinician', people.osei).attempt(REVERSE, [ann.id, people.osei.id])).count,
    ).toBe(0);
    await asRivera.query(REVERSE, [ann.id, rivera.id]);
    expect((await asRivera.attempt(REVERSE, [ann.id, rivera.id])).count).toBe(0);
  });
});
