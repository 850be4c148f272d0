/** What the database alone lets patients, carers and the clinic do with the ways in, past the application. */
import { DENIED, openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { adviceOf, people } from '../support/cast';

const { ann, ben, cara, cai, gil, dale, kaya, rivera, osei, sadie } = people;
const CLOSED = { rows: [], count: 0 };

describe('ways in, in the database', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  const insertLink = `insert into portal.patient_link (id, clinic_id, patient_id, carer_id, kind, secret_hash, created_by)
    values (gen_random_uuid(), $1, $2, $3, 'standing', sha256(gen_random_uuid()::text::bytea), $4)`;

  describe('links', () => {
    it.each([
      ['a carer whom they let in', ann.id, cara.id, null, undefined],
      ['themself', ann.id, null, null, DENIED],
      ['in the name of the clinic', ann.id, cara.id, rivera.id, DENIED],
      ['another patient', ben.id, null, null, DENIED],
    ])('a patient makes one for %s: %#', async (_, patient, carer, by, refused) => {
      await roles.inScene(async (scene) => {
        const outcome = await scene
          .as('app_patient', ann)
          .attempt(insertLink, [ann.clinicId, patient, carer, by]);
        expect(outcome.refused).toBe(refused);
      });
    });

    it('a patient makes none for a guardian, nor for a carer who was ended', async () => {
      await roles.inScene(async (scene) => {
        const asCai = scene.as('app_patient', cai);
        expect((await asCai.attempt(insertLink, [cai.clinicId, cai.id, gil.id, null])).refused).toBe(DENIED);
        await scene.arrange('update portal.carer set ended_at = portal.portal_now() where id = $1', [
          cara.id,
        ]);
        const asAnn = scene.as('app_patient', ann);
        expect((await asAnn.attempt(insertLink, [ann.clinicId, ann.id, cara.id, null])).refused).toBe(DENIED);
      });
    });

    it('nobody reads what a link, a code or a mail’s secret is hashed to, but the clinic its links', async () => {
      await roles.inScene(async (scene) => {
        for (const [role, person, table, column] of [
          ['app_patient', ann, 'patient_link', 'secret_hash'],
          ['app_clinician', rivera, 'spoken_code', 'code_hash'],
          ['app_desk', dale, 'spoken_code', 'lookup'],
          ['app_patient', ann, 'email_change', 'secret_hash'],
          ['app_desk', dale, 'passkey', 'public_key'],
          ['app_carer', cara, 'patient_link', 'id'],
          ['app_carer', cara, 'email_change', 'id'],
          ['app_patient', ann, 'spoken_code', 'id'],
          ['app_patient', ann, 'link_wish', 'id'],
          ['app_patient', ann, 'passkey_challenge', 'id'],
        ] as const) {
          const { refused } = await scene.as(role, person).attempt(`select ${column} from portal.${table}`);
          expect([role, table, column, refused]).toEqual([role, table, column, DENIED]);
        }
      });
    });

    it('a patient neither sees nor revokes what the clinic gave them, but what they gave a carer', async () => {
      await roles.inScene(async (scene) => {
        const [own, carers] = await scene.arrange<{ id: string }>(
          `insert into portal.patient_link (clinic_id, patient_id, carer_id, secret_hash, created_by)
           values ($1, $2, null, 'own', $3), ($1, $2, $4, 'the carer''s', null) returning id`,
          [ann.clinicId, ann.id, rivera.id, cara.id],
        );
        const asAnn = scene.as('app_patient', ann);
        const seen = await asAnn.query<{ id: string }>(
          'select id from portal.patient_link where revoked_at is null',
        );
        expect(seen).toEqual([carers]);
        const revoke = 'update portal.patient_link set revoked_at = portal.portal_now() where id = $1';
        expect((await asAnn.attempt(revoke, [own!.id])).count).toBe(0);
        expect((await asAnn.attempt(revoke, [carers!.id])).count).toBe(1);
      });
    });

    it('a code that was used and an address that was confirmed are not revoked afterwards', async () => {
      await roles.inScene(async (scene) => {
        await scene.arrange(
          `insert into portal.spoken_code (clinic_id, patient_id, lookup, code_hash, created_by, expires_at, used_at)
           values ($1, $2, '7777', 'hash', $3, 'infinity', portal.portal_now())`,
          [ann.clinicId, ann.id, rivera.id],
        );
        await scene.arrange(
          `insert into portal.email_change (clinic_id, patient_id, new_email, mail_id, secret_hash, expires_at, confirmed_at)
           select $1, $2, 'a@b.example', m.id, 'hash', 'infinity', portal.portal_now()
           from portal.mail m where m.clinic_id = $1 limit 1`,
          [ann.clinicId, ann.id],
        );
        for (const [role, person, table, open] of [
          ['app_desk', dale, 'spoken_code', 'used_at is not null'],
          ['app_patient', ann, 'email_change', 'confirmed_at is not null'],
        ] as const) {
          const revoke = `update portal.${table} set revoked_at = portal.portal_now() where ${open}`;
          expect([table, (await scene.as(role, person).attempt(revoke)).count]).toEqual([table, 0]);
        }
      });
    });

    it('a patient sees the mails to themself, and none to their carer or about them to the team', async () => {
      await roles.inScene(async (scene) => {
        const mail = (to: string, carerId: string | null, staffId: string | null) =>
          scene.force(
            `insert into portal.mail (clinic_id, kind, to_address, patient_id, carer_id, staff_id)
             values ($1, 'patient_link', $2, $3, $4, $5)`,
            [ann.clinicId, to, ann.id, carerId, staffId],
          );
        await mail('to ann', null, null);
        await mail('to cara', cara.id, null);
        await mail('to rivera', null, rivera.id);
        const seen = await scene
          .as('app_patient', ann)
          .query<{ to: string }>(`select to_address as "to" from portal.mail where to_address like 'to %'`);
        expect(seen).toEqual([{ to: 'to ann' }]);
      });
    });

    it('there is one standing link of each, while mailed ones stand beside it', async () => {
      await roles.inScene(async (scene) => {
        const add = (kind: string, mailId: string | null) =>
          scene.undone(async () =>
            scene
              .arrange(
                `insert into portal.patient_link (clinic_id, patient_id, kind, mail_id, secret_hash, created_by, expires_at)
                 values ($1, $2, $3, $4, sha256(gen_random_uuid()::text::bytea), $5, $6)`,
                [ann.clinicId, ann.id, kind, mailId, mailId ? null : rivera.id, mailId ? 'infinity' : null],
              )
              .then(() => 'accepted')
              .catch((thrown: { code: string }) => thrown.code),
          );
        await scene.arrange(
          `insert into portal.patient_link (clinic_id, patient_id, secret_hash, created_by) values ($1, $2, 'a', $3)`,
          [ann.clinicId, ann.id, rivera.id],
        );
        const [mail] = await scene.arrange<{ id: string }>(
          `insert into portal.mail (clinic_id, kind, to_address, patient_id) values ($1, 'patient_link', 'a@b', $2) returning id`,
          [ann.clinicId, ann.id],
        );
        expect(await add('standing', null)).toBe('23505');
        expect(await add('mailed', mail!.id)).toBe('accepted');
        expect(await add('mailed', null)).toBe('23514');
      });
    });
  });

  describe('a guardian', () => {
    const open = async (scene: Scene) => {
      const { episodeId } = adviceOf('cai');
      await scene.force('delete from portal.advice_confirmation where episode_id = $1', [episodeId]);
      return episodeId;
    };
    const confirm = `insert into portal.advice_confirmation (clinic_id, patient_id, episode_id, by_staff_id, carer_id)
      values ($1, $2, $3, $4, $5)`;

    it.each([
      ['as themself', gil.id, null, undefined],
      ['as the patient', null, null, DENIED],
      ['as the clinician', null, osei.id, DENIED],
    ])('confirms advice %s: %#', async (_, carer, staff, refused) => {
      await roles.inScene(async (scene) => {
        const episodeId = await open(scene);
        const outcome = await scene
          .as('app_carer', gil)
          .attempt(confirm, [cai.clinicId, cai.id, episodeId, staff, carer]);
        expect(outcome.refused).toBe(refused);
      });
    });

    it('is written down by whoever saw the evidence, in their own name', async () => {
      await roles.inScene(async (scene) => {
        const add = async (by: string) =>
          scene.as('app_clinician', rivera).attempt(
            `insert into portal.carer (clinic_id, patient_id, kind, name, email, evidence, evidence_kind, let_in_by)
             values ($1, $2, 'guardian', 'Jo Allen', 'jo@example.org', 'Birth certificate', 'document_seen', $3)`,
            [ann.clinicId, ann.id, by],
          );
        expect((await add(kaya.id)).refused).toBe(DENIED);
        expect((await add(rivera.id)).count).toBe(1);
      });
    });

    it('confirms nothing where nothing was issued yet', async () => {
      await roles.inScene(async (scene) => {
        const episodeId = await open(scene);
        const values = [cai.clinicId, cai.id, episodeId, null, gil.id];
        await scene.force('delete from portal.prescription where episode_id = $1', [episodeId]);
        expect((await scene.as('app_carer', gil).attempt(confirm, values)).refused).toBe(DENIED);
      });
    });

    it('confirms it for nobody else, and a let-in carer for nobody', async () => {
      await roles.inScene(async (scene) => {
        const episodeId = await open(scene);
        await scene.force(
          'update portal.carer set kind = $2, evidence = null, evidence_kind = null, let_in_by = null where id = $1',
          [gil.id, 'let_in'],
        );
        const values = [cai.clinicId, cai.id, episodeId, null, gil.id];
        expect((await scene.as('app_carer', gil).attempt(confirm, values)).refused).toBe(DENIED);
        const asCara = scene.as('app_carer', cara);
        const ofAnn = [ann.clinicId, ann.id, adviceOf('ann').episodeId, null, cara.id];
        await scene.force('delete from portal.advice_confirmation where episode_id = $1', [ofAnn[2]]);
        expect((await asCara.attempt(confirm, ofAnn)).refused).toBe(DENIED);
      });
    });

    it('is not a child’s to end, and a carer is; whoever is 16 ends a guardian too', async () => {
      await roles.inScene(async (scene) => {
        const end = 'update portal.carer set ended_at = portal.portal_now() where id = $1 returning id';
        const born = (days: number) =>
          scene.arrange(
            `update portal.patient p set date_of_birth = portal.today_in(c.time_zone) - interval '16 years' + $2 * interval '1 day'
             from portal.clinic c where c.id = p.clinic_id and p.id = $1`,
            [cai.id, days],
          );
        await born(1);
        expect(await scene.as('app_patient', cai).attempt(end, [gil.id])).toEqual(CLOSED);
        const [friend] = await scene.arrange<{ id: string }>(
          `insert into portal.carer (clinic_id, patient_id, kind, name, email) values ($1, $2, 'let_in', 'Jo', 'jo@example.org')
           returning id`,
          [cai.clinicId, cai.id],
        );
        expect((await scene.as('app_patient', cai).attempt(end, [friend!.id])).count).toBe(1);
        await born(0);
        expect((await scene.as('app_patient', cai).attempt(end, [gil.id])).count).toBe(1);
        await scene.arrange('update portal.carer set ended_at = null where id = $1', [gil.id]);
        expect((await scene.as('app_patient', ann).attempt(end, [cara.id])).count).toBe(1);
        expect((await scene.as('app_desk', sadie).attempt(end, [gil.id])).count).toBe(1);
        expect(await scene.as('app_desk', dale).attempt(end, [gil.id])).toEqual(CLOSED);
      });
    });
  });

  describe('agreement to a video', () => {
    const shown = async (scene: Scene, role: 'app_patient' | 'app_carer', person: typeof ann) => {
      const rows = await scene
        .as(role, person)
        .query<{ url: string | null }>('select distinct video_watch_url as url from portal.advised_item');
      return rows.length === 1 && rows[0]!.url !== null;
    };
    const agree = (scene: Scene, session: string | null) =>
      scene.arrange(
        `insert into portal.video_consent (clinic_id, patient_id, provider, session_id) values ($1, $2, 'file', $3)`,
        [ann.clinicId, ann.id, session],
      );

    it.each([
      ['remembered', null, true, false],
      ['of the patient’s session', ann.sessionId, true, false],
      ['of the carer’s session', cara.sessionId, false, true],
    ])('%s opens videos to whom it is of', async (_, session, forAnn, forCara) => {
      await roles.inScene(async (scene) => {
        await agree(scene, session);
        expect([await shown(scene, 'app_patient', ann), await shown(scene, 'app_carer', cara)]).toEqual([
          forAnn,
          forCara,
        ]);
      });
    });
  });

  describe('a passkey', () => {
    it.each([
      [0, [0, 0], 2],
      [7, [8, 8], 1],
      [7, [8, 7], 1],
      [7, [0], 0],
      [7, [8, 9], 2],
    ])('that counts %p opens for what it says next: %p', async (counter, says, opened) => {
      await roles.inScene(async (scene) => {
        const [key] = await scene.arrange<{ id: string }>(
          `insert into portal.passkey (clinic_id, patient_id, credential_id, public_key, counter, device)
           values ($1, $2, 'a key', 'key', $3, 'Phone') returning id`,
          [ann.clinicId, ann.id, counter],
        );
        let sessions = 0;
        for (const [n, counted] of says.entries()) {
          const rows = await scene
            .as('app_visitor', null)
            .query(`select * from portal.open_passkey_session($1, $2, 'Phone', sha256($3), 'x')`, [
              ...[key!.id, counted, Buffer.from(`token ${n}`)],
            ]);
          sessions += rows.length;
        }
        expect(sessions).toBe(opened);
      });
    });
  });

  describe('a worker', () => {
    it('makes links for its clinic’s mails only, and reads none', async () => {
      await roles.inScene(async (scene) => {
        const [mail] = await scene.arrange<{ id: string }>(
          `insert into portal.mail (clinic_id, kind, to_address, patient_id)
           values ($1, 'patient_link', 'ann@home.example', $2) returning id`,
          [ann.clinicId, ann.id],
        );
        const make = `select portal.link_of_mail($1, 'a hash') as kind`;
        const at = (clinicId: string) => scene.as('app_worker', { id: '', clinicId, sessionId: '' });
        expect(await at(cai.clinicId).query(make, [mail!.id])).toEqual([{ kind: null }]);
        expect(await at(ann.clinicId).query(make, [mail!.id])).toEqual([{ kind: 'patient_link' }]);
        expect((await at(ann.clinicId).attempt('select id from portal.patient_link')).refused).toBe(DENIED);
        for (const role of ['app_visitor', 'app_patient', 'app_desk'] as const) {
          expect(
            (await scene.as(role, role === 'app_visitor' ? null : ann).attempt(make, [mail!.id])).refused,
          ).toBe(DENIED);
        }
      });
    });
  });
});
