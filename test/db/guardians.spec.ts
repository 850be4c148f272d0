/**
 * When a guardian's access stands and when it closes by itself: the rule as pure functions, by age and day, and the walls that ask
 * it: the session, the ways in, the mails and what may be confirmed. Days are the clinic's.
 */
import { ageOn } from '../../src/calendar/age';
import { addDays } from '../../src/calendar/days';
import { DENIED, openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { adviceOf, people } from '../support/cast';

const { ann, cai, cara, gil, dale, rivera, osei, sadie, adams, southAdmin, lindSouth } = people;
const CLOSED = { rows: [], count: 0 };

let roles: RoleDatabase;
beforeAll(async () => {
  roles = await openRoles();
});
afterAll(() => roles.close());

describe('who decides', () => {
  it('counts years as the rules in TypeScript do, on each day of four years and around leap days', async () => {
    await roles.inScene(async (scene) => {
      const days = Array.from({ length: 1500 }, (_, n) => addDays('2027-01-01', n));
      for (const born of [
        '2012-02-29',
        '2011-02-28',
        '2011-03-01',
        '2012-12-31',
        '2010-02-28',
        '2012-03-01',
      ]) {
        const rows = await scene.arrange<{ age: number }>(
          'select portal.age_on($1::date, d::date) as age from unnest($2::text[]) with ordinality t (d, n) order by n',
          [born, days],
        );
        expect(rows.map(({ age }) => age)).toEqual(days.map((day) => ageOn(born, day)));
      }
    });
  });

  it.each([
    ['2012-02-29', 16, '2028-02-29'],
    ['2012-02-29', 18, '2030-03-01'],
    ['2011-03-01', 16, '2027-03-01'],
    ['2011-03-01', 17, '2028-03-01'],
    ['2011-02-28', 17, '2028-02-28'],
    ['2012-03-01', 18, '2030-03-01'],
    ['2084-02-29', 16, '2100-03-01'],
  ])('somebody born on %s is %i from %s on, and not a day before', async (born, age, day) => {
    await roles.inScene(async (scene) => {
      const [row] = await scene.arrange(
        `select portal.birthday($1, $2)::text as day, portal.age_on($1, portal.birthday($1, $2)) as then_age,
           portal.age_on($1, portal.birthday($1, $2) - 1) as before`,
        [born, age],
      );
      expect(row).toEqual({ day, then_age: age, before: age - 1 });
    });
  });

  // age, what was found, whether they decide; then whether a guardian looks: by a parent's word, let go on, as an attorney
  it.each([
    [0, null, false, true, true, true],
    [15, null, false, true, true, true],
    [15, 'competent', true, false, true, true],
    [9, 'competent', true, false, true, true],
    [16, null, true, false, true, true],
    [16, 'competent', true, false, true, true],
    [16, 'lacks_capacity', false, true, true, true],
    [17, 'lacks_capacity', false, true, true, true],
    [17, null, true, false, true, true],
    [18, 'lacks_capacity', false, false, true, true],
    [18, null, true, false, true, true],
    [70, 'lacks_capacity', false, false, true, true],
    [70, null, true, false, true, true],
  ])(
    'at %i, found %s: decides %s; a guardian looks %s, kept on %s, an attorney %s',
    async (age, found, ...said) => {
      await roles.inScene(async (scene) => {
        const looks = (kind: string, kept: boolean) => `portal.guardian_looks($1, $2, '${kind}', ${kept})`;
        const [row] = await scene.arrange<{ said: boolean[] }>(
          `select array[portal.decides_alone($1, $2), ${looks('document_seen', false)}, ${looks('told_and_known', true)},
           ${looks('attorney', false)}] as said`,
          [age, found],
        );
        expect(row!.said).toEqual(said);
        const [others] = await scene.arrange<{ plain: boolean[]; power: boolean }>(
          `select array(select portal.guardian_looks($1, $2, kind, false)
           from unnest('{not_said,told_and_known,court_order}'::text[]) kind) as plain, ${looks('deputy', false)} as power`,
          [age, found],
        );
        expect(others).toEqual({ plain: Array(3).fill(said[1]), power: true });
      });
    },
  );
});

/** Cai becomes a child of gil's, in London; born so that the 16th birthday is the 25th of October 2026, when the clocks go back. */
const SIXTEEN_ON = '2026-10-25';
const child = async (scene: Scene, born = '2010-10-25', kind = 'document_seen') => {
  await scene.arrange('update portal.patient set date_of_birth = $2 where id = $1', [cai.id, born]);
  await scene.arrange('update portal.carer set evidence_kind = $2 where id = $1', [gil.id, kind]);
};
const found = (scene: Scene, what: 'competent' | 'lacks_capacity') =>
  scene.arrange(
    `insert into portal.competence_note (clinic_id, patient_id, found, about, reasons, found_on, found_by)
     values ($1, $2, $3, 'Who looks.', 'Reasons.', '2026-10-01', $4) returning id`,
    [cai.clinicId, cai.id, what, osei.id],
  );
const session = async (
  scene: Scene,
  sessionId = gil.sessionId,
  allowed = ['patient', 'carer', 'clinician'],
) => {
  const rows = await scene.arrange<{ role: string; is_closed: boolean }>(
    'select role, is_closed from portal.live_session($1, $2)',
    [sessionId, allowed],
  );
  return rows.map(({ role, is_closed }) => [role, is_closed]);
};
const OPEN = [['app_carer', false]];
const SHUT = [['app_visitor', true]];

describe('the session of a guardian', () => {
  it.each([
    ['the last second of the day before', '2026-10-24T22:59:59Z', OPEN],
    ['midnight of the birthday, in summer time', '2026-10-24T23:00:00Z', SHUT],
    ['after the clocks went back', '2026-10-25T02:00:00Z', SHUT],
    ['a year later', '2027-10-25T12:00:00Z', SHUT],
  ])('at %s', async (_, at, expected) => {
    await roles.inScene(async (scene) => {
      await child(scene);
      await scene.setClock(at);
      expect(await session(scene)).toEqual(expected);
      // the child's own, and everybody else's, is not asked
      expect(await session(scene, cai.sessionId)).toEqual([['app_patient', false]]);
      expect(await session(scene, cara.sessionId)).toEqual(OPEN);
      expect(await session(scene, rivera.sessionId)).toEqual([['app_clinician', false]]);
    });
  });

  it('at midnight in spring, on the night of the change to summer time', async () => {
    await roles.inScene(async (scene) => {
      await child(scene, '2010-03-29');
      await scene.setClock('2026-03-28T23:59:59Z');
      expect(await session(scene)).toEqual(OPEN);
      await scene.setClock('2026-03-29T00:00:00Z');
      expect(await session(scene)).toEqual(SHUT);
    });
  });

  it('closes by the clinic’s clock, wherever that is', async () => {
    await roles.inScene(async (scene) => {
      await child(scene);
      await scene.arrange(`update portal.clinic set time_zone = 'America/New_York' where id = $1`, [
        cai.clinicId,
      ]);
      await scene.setClock('2026-10-25T03:59:59Z');
      expect(await session(scene)).toEqual(OPEN);
      await scene.setClock('2026-10-25T04:00:00Z');
      expect(await session(scene)).toEqual(SHUT);
    });
  });

  it('is nobody’s for any door, however it is allowed', async () => {
    await roles.inScene(async (scene) => {
      await child(scene);
      await scene.setClock(`${SIXTEEN_ON}T12:00:00Z`);
      expect(await session(scene, gil.sessionId, ['carer'])).toEqual(SHUT);
      expect(await session(scene, gil.sessionId, [])).toEqual(SHUT);
    });
  });

  it('stands on where the patient let them go on, by an attorney’s power, and until 18 where capacity lacks', async () => {
    await roles.inScene(async (scene) => {
      await scene.setClock(`${SIXTEEN_ON}T12:00:00Z`);
      await scene.undone(async () => {
        await child(scene);
        await scene.arrange('update portal.carer set kept_on_at = portal.portal_now() where id = $1', [
          gil.id,
        ]);
        expect(await session(scene)).toEqual(OPEN);
      });
      await scene.undone(async () => {
        await child(scene, '2010-10-25', 'deputy');
        expect(await session(scene)).toEqual(OPEN);
      });
      await child(scene);
      await found(scene, 'lacks_capacity');
      expect(await session(scene)).toEqual(OPEN);
      await scene.setClock('2028-10-24T22:59:59Z');
      expect(await session(scene)).toEqual(OPEN);
      await scene.setClock('2028-10-24T23:00:00Z');
      expect(await session(scene)).toEqual(SHUT);
      await scene.arrange(`update portal.carer set evidence_kind = 'attorney' where id = $1`, [gil.id]);
      expect(await session(scene)).toEqual(OPEN);
    });
  });

  it('closes with a note of competence at fourteen, and opens when that ends; another child’s note is nothing to it', async () => {
    await roles.inScene(async (scene) => {
      await child(scene);
      await scene.setClock('2024-11-01T12:00:00Z');
      const [note] = (await found(scene, 'competent')) as [{ id: string }];
      expect(await session(scene)).toEqual(SHUT);
      await scene.undone(async () => {
        await scene.arrange(
          `update portal.competence_note set ended_at = portal.portal_now(), ended_by = $2, ended_because = 'x' where id = $1`,
          [note.id, osei.id],
        );
        expect(await session(scene)).toEqual(OPEN);
      });
      await scene.force('update portal.competence_note set patient_id = $2 where id = $1', [note.id, ann.id]);
      expect(await session(scene)).toEqual(OPEN);
      await scene.force('update portal.competence_note set patient_id = $2, clinic_id = $3 where id = $1', [
        ...[note.id, cai.id, ann.clinicId],
      ]);
      expect(await session(scene)).toEqual(OPEN);
    });
  });

  it('closes though nobody deletes or ends anything', async () => {
    await roles.inScene(async (scene) => {
      await child(scene);
      await scene.setClock(`${SIXTEEN_ON}T12:00:00Z`);
      expect(await session(scene)).toEqual(SHUT);
      const rows = await scene.arrange('select ended_at from portal.carer where id = $1', [gil.id]);
      expect(rows).toEqual([{ ended_at: null }]);
    });
  });
});

describe('signing out', () => {
  const endings = (scene: Scene) =>
    scene.arrange<{ ended_because: string | null }>(
      'select ended_because from portal.session where id = any ($1) order by id = $2 desc',
      [[gil.sessionId, cai.sessionId], gil.sessionId],
    );
  const signOut = (scene: Scene, sessionId: string) =>
    scene.as('app_visitor', null).query('select portal.sign_out_closed($1, null)', [sessionId]);
  const trail = (scene: Scene) =>
    scene.arrange(
      `select actor_role, actor_id, session_id, subject_ids, patient_ids from portal.audit_entry where action = 'session.ended'`,
    );

  it('is what a guardian whose access has closed can do still, with their own session alone', async () => {
    await roles.inScene(async (scene) => {
      await child(scene);
      await scene.setClock(`${SIXTEEN_ON}T12:00:00Z`);
      await signOut(scene, cai.sessionId);
      expect(await endings(scene)).toEqual([{ ended_because: null }, { ended_because: null }]);
      await signOut(scene, gil.sessionId);
      await signOut(scene, gil.sessionId);
      expect(await endings(scene)).toEqual([{ ended_because: 'signed_out' }, { ended_because: null }]);
      expect(await trail(scene)).toEqual([
        {
          actor_role: 'app_visitor',
          actor_id: gil.id,
          session_id: gil.sessionId,
          subject_ids: [gil.sessionId],
          patient_ids: [cai.id],
        },
      ]);
    });
  });

  it('whoever may look signs out as themself, and by no other way', async () => {
    await roles.inScene(async (scene) => {
      await child(scene);
      await scene.setClock('2026-10-24T12:00:00Z');
      await signOut(scene, gil.sessionId);
      expect(await endings(scene)).toEqual([{ ended_because: null }, { ended_because: null }]);
      expect(await trail(scene)).toEqual([]);
    });
  });
});

describe('the ways in of a guardian whose access has closed', () => {
  const HASH = Buffer.from('a link of gil’s');
  const opened = async (scene: Scene) => {
    const [link] = await scene
      .as('app_visitor', null)
      .query<{ n: number }>(
        `select count(*)::int as n from portal.open_link($1, '2010-10-25', 'phone', 'first', null)`,
        [HASH],
      );
    const keys = await scene.as('app_visitor', null).query(`select 1 from portal.find_passkey('key-of-gil')`);
    return [link!.n, keys.length];
  };
  const mailed = async (scene: Scene, email: string) => {
    await scene.arrange(`delete from portal.mail where kind in ('patient_link', 'carer_link')`);
    await scene.arrange('delete from portal.link_wish');
    await scene.as('app_visitor', null).query('select portal.ask_for_link(null, null, $1, null)', [email]);
    const mails = await scene.arrange<{ kind: string }>('select kind from portal.mail order by kind');
    const wishes = await scene.arrange('select 1 from portal.link_wish where patient_id = $1', [cai.id]);
    return [
      ...mails.map(({ kind }) => kind).filter((kind) => kind.endsWith('_link')),
      ...wishes.map(() => 'wish'),
    ];
  };

  it('open nothing: the link, the passkey and a mail asked for', async () => {
    await roles.inScene(async (scene) => {
      await child(scene);
      await scene.arrange(`update portal.carer set email = 'gil@own.example' where id = $1`, [gil.id]);
      await scene.arrange(
        `insert into portal.patient_link (clinic_id, patient_id, carer_id, secret_hash, created_by) values ($1, $2, $3, $4, $5)`,
        [cai.clinicId, cai.id, gil.id, HASH, osei.id],
      );
      await scene.arrange(
        `insert into portal.passkey (clinic_id, patient_id, carer_id, credential_id, public_key, counter, device)
         values ($1, $2, $3, 'key-of-gil', 'key', 0, 'phone')`,
        [cai.clinicId, cai.id, gil.id],
      );
      await scene.setClock('2026-10-24T12:00:00Z');
      await scene.undone(async () => {
        expect(await opened(scene)).toEqual([1, 1]);
        expect(await mailed(scene, 'gil@own.example')).toEqual(['carer_link']);
      });
      await scene.setClock(`${SIXTEEN_ON}T12:00:00Z`);
      expect(await opened(scene)).toEqual([0, 0]);
      expect(await mailed(scene, 'gil@own.example')).toEqual([]);
    });
  });

  it('the patient’s own link does not go to an address that such a guardian reads: the desk is asked', async () => {
    await roles.inScene(async (scene) => {
      await child(scene);
      await scene.arrange(`update portal.carer set email = 'CAI@home.example' where id = $1`, [gil.id]);
      const today = async (at: string) => {
        await scene.setClock(at);
        return mailed(scene, 'cai@home.example');
      };
      expect(await today('2026-10-24T12:00:00Z')).toEqual(['carer_link', 'patient_link']);
      expect(await today('2026-10-25T12:00:00Z')).toEqual(['wish']);
      // nor where a court order ended them while the child is small; another guardian of the same address answers for it
      await scene.arrange('update portal.carer set ended_at = portal.portal_now() where id = $1', [gil.id]);
      expect(await today('2026-10-24T12:00:00Z')).toEqual(['wish']);
      await scene.undone(async () => {
        await scene.arrange(
          `insert into portal.carer (clinic_id, patient_id, kind, name, email, evidence, evidence_kind, let_in_by)
           values ($1, $2, 'guardian', 'Gwen', 'cai@home.example', 'Seen.', 'document_seen', $3)`,
          [cai.clinicId, cai.id, osei.id],
        );
        expect(await today('2026-10-24T12:00:00Z')).toEqual(['carer_link', 'patient_link']);
      });
      // of somebody merely let in, or of another address, or of another patient, it is no matter
      for (const change of [
        `kind = 'let_in', evidence = null, evidence_kind = null, let_in_by = null`,
        `email = 'gil@own.example'`,
        `patient_id = (select id from portal.patient where name = 'Ann Allen')`,
        `clinic_id = (select clinic_id from portal.patient where name = 'Ann Allen')`,
      ])
        await scene.undone(async () => {
          await scene.force(`update portal.carer set ${change} where id = $1`, [gil.id]);
          expect(await today('2026-10-24T12:00:00Z')).toContain('patient_link');
        });
    });
  });

  it('mails on their way are dropped: the guardian’s, and the patient’s to the guardian’s address', async () => {
    await roles.inScene(async (scene) => {
      await child(scene);
      await scene.arrange(`update portal.carer set email = 'cai@home.example' where id = $1`, [gil.id]);
      await scene.setClock('2026-10-24T22:30:00Z');
      const post = async (kind: string, carerId: string | null) => {
        const [mail] = await scene.arrange<{ id: string }>(
          `insert into portal.mail (clinic_id, kind, to_address, patient_id, carer_id, send_after)
           values ($1, $2, 'cai@home.example', $3, $4, portal.portal_now()) returning id`,
          [cai.clinicId, kind, cai.id, carerId],
        );
        return mail!.id;
      };
      const ids = {
        carer_link: await post('carer_link', gil.id),
        patient_link: await post('patient_link', null),
        plan_ends_soon: await post('plan_ends_soon', null),
      };
      const worker = scene.as('app_worker', { ...cai });
      const why = async (id: string) =>
        (await worker.query<{ why: string }>('select portal.why_not_send($1) as why', [id]))[0]!.why;
      const kind = async (id: string) =>
        (
          await worker.query<{ kind: string }>(
            `select portal.link_of_mail($1::uuid, sha256($1::uuid::text::bytea)) as kind`,
            [id],
          )
        )[0]!.kind;
      await scene.undone(async () => {
        expect([await why(ids.carer_link), await why(ids.patient_link)]).toEqual([null, null]);
        expect([await kind(ids.carer_link), await kind(ids.patient_link)]).toEqual([
          'carer_link',
          'patient_link',
        ]);
        expect(await why(ids.plan_ends_soon)).toBe('no_longer_so');
      });
      await scene.setClock('2026-10-24T23:00:00Z');
      expect(await why(ids.carer_link)).toBe('carer_ended');
      expect([await kind(ids.carer_link), await kind(ids.patient_link)]).toEqual([null, null]);
      expect(await why(ids.plan_ends_soon)).toBe('other_address');
    });
  });
});

describe('what was mailed as the child’s own to an address that a guardian reads', () => {
  const HASH = Buffer.from('a link of cai’s own');
  /** In Gil's letter-box while that was right: a link, a device that it opened, and a key that was added there. */
  const mailed = async (scene: Scene) => {
    await child(scene);
    await scene.arrange(`update portal.carer set email = 'cai@home.example' where id = $1`, [gil.id]);
    await scene.setClock('2026-10-20T12:00:00Z');
    const [mail] = await scene.arrange<{ id: string }>(
      `insert into portal.mail (clinic_id, kind, to_address, patient_id) values ($1, 'patient_link', 'Cai@home.example', $2)
       returning id`,
      [cai.clinicId, cai.id],
    );
    await scene.arrange(
      `insert into portal.patient_link (clinic_id, patient_id, kind, mail_id, secret_hash, expires_at)
       values ($1, $2, 'mailed', $3, $4, 'infinity')`,
      [cai.clinicId, cai.id, mail!.id, HASH],
    );
    const [link] = await scene
      .as('app_visitor', null)
      .query<{ session_id: string }>(
        `select session_id from portal.open_link($1, '2010-10-25', 'phone', 'first', null)`,
        [HASH],
      );
    const [key] = await scene.arrange<{ id: string }>(
      `insert into portal.passkey (clinic_id, patient_id, mail_id, credential_id, public_key, counter, device)
       values ($1, $2, $3, 'key-of-cai', 'key', 0, 'phone') returning id`,
      [cai.clinicId, cai.id, mail!.id],
    );
    const [byKey] = await scene
      .as('app_visitor', null)
      .query<{ session_id: string }>(
        `select session_id from portal.open_passkey_session($1, 0, 'phone', 'second', null)`,
        [key!.id],
      );
    return { mailId: mail!.id, sessions: [link!.session_id, byKey!.session_id] as const };
  };
  const ways = async (scene: Scene, sessions: readonly string[]) => {
    const asked = async (sql: string, values: unknown[] = []) =>
      (await scene.as('app_visitor', null).query(sql, values)).length;
    return scene.undone(async () => [
      await asked(`select 1 from portal.open_link($1, '2010-10-25', 'phone', 'third', null)`, [HASH]),
      await asked(`select 1 from portal.find_passkey('key-of-cai')`),
      ...(await Promise.all(sessions.map(async (id) => (await session(scene, id)).length))),
    ]);
  };
  const STAND = [1, 1, 1, 1];
  const OVER = [0, 0, 0, 0];

  it('opens nothing from the midnight on at which that guardian looks no longer, nor what it had opened', async () => {
    await roles.inScene(async (scene) => {
      const { mailId, sessions } = await mailed(scene);
      const rows = await scene.arrange('select mail_id from portal.session where id = any ($1)', [
        [...sessions],
      ]);
      expect(rows).toEqual([{ mail_id: mailId }, { mail_id: mailId }]);
      await scene.setClock('2026-10-24T22:59:59Z');
      expect(await ways(scene, sessions)).toEqual(STAND);
      await scene.setClock('2026-10-24T23:00:00Z');
      expect(await ways(scene, sessions)).toEqual(OVER);
      // what the clinic handed over stands: it does not know who has it
      expect(await session(scene, cai.sessionId)).toEqual([['app_patient', false]]);
      await scene.undone(async () => {
        await scene.arrange('update portal.carer set kept_on_at = portal.portal_now() where id = $1', [
          gil.id,
        ]);
        expect(await ways(scene, sessions)).toEqual(STAND);
      });
      // an address of the child's own
      await scene.undone(async () => {
        await scene.arrange(`update portal.mail set to_address = 'cai@own.example' where id = $1`, [mailId]);
        expect(await ways(scene, sessions)).toEqual(STAND);
      });
      // whom the child let in, at whatever address, is asked as that
      await scene.undone(async () => {
        const [kim] = await scene.arrange<{ id: string }>(
          `insert into portal.carer (clinic_id, patient_id, kind, name, email) values ($1, $2, 'let_in', 'Kim', 'cai@home.example')
           returning id`,
          [cai.clinicId, cai.id],
        );
        await scene.arrange('update portal.mail set carer_id = $2 where id = $1', [mailId, kim!.id]);
        expect(await ways(scene, sessions)).toEqual(STAND);
      });
    });
  });

  it('nor once the clinic ended that guardian, though the child is small', async () => {
    await roles.inScene(async (scene) => {
      const { sessions } = await mailed(scene);
      await scene.arrange('update portal.carer set ended_at = portal.portal_now() where id = $1', [gil.id]);
      expect(await ways(scene, sessions)).toEqual(OVER);
    });
  });

  it('a key that the patient adds carries by which mail they came, and says so in nobody else’s words', async () => {
    await roles.inScene(async (scene) => {
      const { mailId, sessions } = await mailed(scene);
      const added = await scene
        .as('app_patient', { ...cai, sessionId: sessions[0] })
        .query<{ mail_id: string }>(
          `insert into portal.passkey (id, clinic_id, patient_id, mail_id, credential_id, public_key, counter, device)
         values (gen_random_uuid(), $1, $2, (select s.mail_id from portal.session s where s.id = $3), 'more', 'key', 0, 'phone')
         returning mail_id`,
          [cai.clinicId, cai.id, sessions[0]],
        );
      expect(added).toEqual([{ mail_id: mailId }]);
    });
  });
});

describe('what a guardian and a patient may do', () => {
  const confirm = `insert into portal.advice_confirmation (clinic_id, patient_id, episode_id, by_staff_id, carer_id)
    values ($1, $2, $3, null, $4)`;

  it('a guardian who looks on because they were let confirms nothing any more', async () => {
    await roles.inScene(async (scene) => {
      await child(scene);
      const { episodeId } = adviceOf('cai');
      await scene.force('delete from portal.advice_confirmation where episode_id = $1', [episodeId]);
      await scene.arrange('update portal.carer set kept_on_at = portal.portal_now() where id = $1', [gil.id]);
      const confirms = async () =>
        (await scene.as('app_carer', gil).attempt(confirm, [cai.clinicId, cai.id, episodeId, gil.id]))
          .refused;
      await scene.arrange(
        `update portal.patient set date_of_birth = current_date - interval '15 years' where id = $1`,
        [cai.id],
      );
      expect(await confirms()).toBeUndefined();
      await scene.undone(async () => {
        await found(scene, 'competent');
        expect(await confirms()).toBe(DENIED);
      });
      await scene.arrange(
        `update portal.patient set date_of_birth = current_date - interval '16 years' where id = $1`,
        [cai.id],
      );
      expect(await confirms()).toBe(DENIED);
      await scene.arrange(`update portal.carer set evidence_kind = 'attorney' where id = $1`, [gil.id]);
      expect(await confirms()).toBeUndefined();
      // nor another’s guardian, nor one of that id at another clinic
      const foreign = await scene
        .as('app_carer', { ...gil, clinicId: ann.clinicId })
        .query<{ id: null }>('select portal.answering_guardian() as id');
      expect(foreign).toEqual([{ id: null }]);
    });
  });

  it('a patient ends a guardian or lets them go on once they decide for themself, and of their own alone', async () => {
    await roles.inScene(async (scene) => {
      await child(scene);
      await scene.setClock('2025-01-01T12:00:00Z');
      const tries = async (person = cai) => {
        const outcomes = [];
        for (const set of ['ended_at = portal.portal_now()', 'kept_on_at = portal.portal_now()'])
          outcomes.push(
            (
              await scene
                .as('app_patient', person)
                .attempt(`update portal.carer set ${set} where id = $1`, [gil.id])
            ).count,
          );
        return outcomes;
      };
      expect(await tries()).toEqual([0, 0]);
      await scene.undone(async () => {
        await found(scene, 'competent');
        expect(await tries()).toEqual([1, 1]);
      });
      await scene.setClock(`${SIXTEEN_ON}T12:00:00Z`);
      expect(await tries()).toEqual([1, 1]);
      expect(await tries(ann)).toEqual([0, 0]);
      // whom a child let in themself is theirs to end
      await scene.undone(async () => {
        await scene.setClock('2025-01-01T12:00:00Z');
        await scene.force(
          `update portal.carer set kind = 'let_in', evidence = null, evidence_kind = null, let_in_by = null where id = $1`,
          [gil.id],
        );
        expect((await tries())[0]).toBe(1);
      });
      await found(scene, 'lacks_capacity');
      expect(await tries()).toEqual([0, 0]);
    });
  });

  it('that a guardian is let go on, a clinician notes in their own name, and the desk not at all', async () => {
    await roles.inScene(async (scene) => {
      const keep = `update portal.carer set kept_on_at = portal.portal_now(), kept_on_by = $2 where id = $1`;
      const end = `update portal.carer set ended_at = portal.portal_now(), ended_by_staff = $2 where id = $1`;
      const as = (person: typeof osei) => scene.as('app_clinician', person);
      expect((await as(osei).attempt(keep, [gil.id, osei.id])).count).toBe(1);
      expect((await as(osei).attempt(keep, [gil.id, lindSouth.id])).refused).toBe(DENIED);
      expect((await as(rivera).attempt(keep, [gil.id, rivera.id])).count).toBe(0);
      expect((await scene.as('app_desk', sadie).attempt(keep, [gil.id, sadie.id])).refused).toBe(DENIED);
      expect((await scene.as('app_patient', cai).attempt(keep, [gil.id, osei.id])).refused).toBe(DENIED);
      // another takes the word back, or ends the guardian, whoever noted it
      await scene.arrange(keep, [gil.id, osei.id]);
      const back = 'update portal.carer set kept_on_at = null, kept_on_by = null where id = $1';
      expect((await as(lindSouth).attempt(back, [gil.id])).count).toBe(1);
      expect((await as(lindSouth).attempt(end, [gil.id, lindSouth.id])).count).toBe(1);
      expect((await scene.as('app_desk', sadie).attempt(end, [gil.id, sadie.id])).count).toBe(1);
    });
  });

  it('nobody asks of another clinic’s patient or carer who decides, nor a patient of another', async () => {
    await roles.inScene(async (scene) => {
      const asked = async (role: 'app_patient' | 'app_clinician' | 'app_desk', person: typeof ann) => {
        const as = scene.as(role, person);
        return [
          (await as.query('select 1 from portal.who_decides($1)', [cai.id])).length,
          (await as.query('select 1 from portal.access_of($1)', [gil.id])).length,
        ];
      };
      expect(await asked('app_desk', sadie)).toEqual([1, 1]);
      expect(await asked('app_clinician', osei)).toEqual([1, 1]);
      expect(await asked('app_patient', cai)).toEqual([1, 1]);
      expect(await asked('app_desk', dale)).toEqual([0, 0]);
      expect(await asked('app_clinician', rivera)).toEqual([0, 0]);
      expect(await asked('app_patient', { ...ann, clinicId: cai.clinicId })).toEqual([0, 0]);
    });
  });

  it('the day on which access closes is told ahead', async () => {
    await roles.inScene(async (scene) => {
      const told = async () =>
        (
          await scene
            .as('app_desk', sadie)
            .query('select looks, closes_on::text as on from portal.access_of($1)', [gil.id])
        )[0];
      await child(scene, '2012-02-29');
      await scene.setClock('2027-01-01T12:00:00Z');
      expect(await told()).toEqual({ looks: true, on: '2028-02-29' });
      await scene.undone(async () => {
        await scene.arrange('update portal.carer set kept_on_at = portal.portal_now() where id = $1', [
          gil.id,
        ]);
        expect(await told()).toEqual({ looks: true, on: null });
      });
      await scene.setClock('2029-01-01T12:00:00Z');
      expect(await told()).toEqual({ looks: false, on: null });
      await found(scene, 'lacks_capacity');
      expect(await told()).toEqual({ looks: true, on: '2030-03-01' });
      await scene.arrange('update portal.carer set ended_at = portal.portal_now() where id = $1', [gil.id]);
      expect(await told()).toEqual({ looks: false, on: null });
    });
  });

  it('why the clinic ended a guardian, neither the patient nor a carer reads', async () => {
    await roles.inScene(async (scene) => {
      for (const column of ['ended_because', 'ended_note']) {
        const asked = `select ${column} from portal.carer`;
        expect((await scene.as('app_patient', cai).attempt(asked)).refused).toBe(DENIED);
        expect((await scene.as('app_carer', gil).attempt(asked)).refused).toBe(DENIED);
        expect((await scene.as('app_desk', sadie).attempt(asked)).refused).toBeUndefined();
      }
    });
  });
});

describe('a note of competence', () => {
  const write = `insert into portal.competence_note (id, clinic_id, patient_id, found, about, reasons, found_on, found_by)
    values (gen_random_uuid(), $1, $2, 'competent', 'Who looks.', 'Reasons.', '2026-01-01', $3)`;
  const end = `update portal.competence_note set ended_at = portal.portal_now(), ended_by = $2, ended_because = 'x' where id = $1`;

  it('is read, written and ended by clinicians of the clinic, in their own name, and ended once', async () => {
    await roles.inScene(async (scene) => {
      const [note] = (await found(scene, 'competent')) as [{ id: string }];
      const seen = async (person: typeof ann) =>
        (
          await scene
            .as('app_clinician', person)
            .attempt('select id from portal.competence_note where id = $1', [note.id])
        ).count;
      expect([await seen(osei), await seen(rivera)]).toEqual([1, 0]);
      await scene.undone(async () => {
        expect((await scene.as('app_clinician', osei).attempt(end, [note.id, osei.id])).count).toBe(1);
        expect((await scene.as('app_clinician', osei).attempt(end, [note.id, sadie.id])).refused).toBe(
          DENIED,
        );
        expect(await scene.as('app_clinician', rivera).attempt(end, [note.id, rivera.id])).toEqual(CLOSED);
        await scene.arrange(end, [note.id, osei.id]);
        expect((await scene.as('app_clinician', osei).attempt(end, [note.id, osei.id])).count).toBe(0);
      });
      await scene.force('delete from portal.competence_note where patient_id = $1', [cai.id]);
      const writes = async (values: unknown[]) =>
        (await scene.as('app_clinician', osei).attemptPastTriggers(write, values)).refused;
      expect(await writes([cai.clinicId, cai.id, osei.id])).toBeUndefined();
      expect(await writes([cai.clinicId, cai.id, sadie.id])).toBe(DENIED);
      expect(await writes([ann.clinicId, ann.id, osei.id])).toBe(DENIED);
    });
  });

  it.each([
    ['app_patient', cai],
    ['app_carer', gil],
    ['app_desk', sadie],
    ['app_admin', southAdmin],
    ['app_visitor', null],
    ['app_worker', adams],
  ] as const)('is nothing for %s', async (role, person) => {
    await roles.inScene(async (scene) => {
      const asked = await scene.as(role, person).attempt('select found from portal.competence_note');
      expect(asked.refused).toBe(DENIED);
    });
  });
});
