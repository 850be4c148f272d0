/**
 * The deletion of a record, past the application: all of it, from every table there is or will be, or nothing; of nobody else; and not
 * before its time, whoever asks.
 */
import { DENIED, openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { people } from '../support/cast';
import { reopenTwins } from '../support/furnishing';

const { ann, cara, cai, dot, rivera, osei, dale, adams } = people;
const DELETE = `select portal.delete_record($1, current_date, 'RET-8Y', 'Its time was over.') as outcome`;
/** Nine years after the cast was last seen. */
const LATER = new Date(Date.now() + 9 * 366 * 86_400_000).toISOString();

let roles: RoleDatabase;
beforeAll(async () => {
  roles = await openRoles();
});
afterAll(() => roles.close());

const remove = async (scene: Scene, who: { id: string } = dot, by = rivera) =>
  (await scene.as('app_clinician', by).query<{ outcome: string }>(DELETE, [who.id]))[0]!.outcome;
/** The furniture has one mail for two people; here each has their own. */
const part = (scene: Scene) =>
  scene.arrange(
    `with own as (
       insert into portal.mail (clinic_id, kind, to_address, patient_id, dropped_at, dropped_because)
       select clinic_id, 'email_confirmation', 'another@home.example', patient_id, portal.portal_now(), 'test'
       from portal.email_change where patient_id <> $1 and clinic_id = $2 returning id, patient_id)
     update portal.email_change e set mail_id = own.id from own where own.patient_id = e.patient_id`,
    [dot.id, dot.clinicId],
  );
const rowsOf = async (scene: Scene, who = dot) =>
  (
    await scene.arrange<{ rows: Record<string, string[]> }>('select portal.rows_of_record($1, $2) as rows', [
      who.clinicId,
      who.id,
    ])
  )[0]!.rows;
const tablesOf = (scene: Scene) =>
  scene.arrange<{ name: string; names: boolean; has_id: boolean }>(
    `select c.relname as name,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'patient_id') as names,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'id' and a.atttypid = 'uuid'::regtype) as has_id
     from pg_class c where c.relnamespace = 'portal'::regnamespace and c.relkind = 'r' order by 1`,
  );

/** What is the clinic's and not a patient's: rows of these are none of a record, and no row of a record may be among them. */
const OF_NO_RECORD = [
  ...[
    'account',
    'attempt',
    'audit_entry',
    'clinic',
    'clinic_change',
    'closed_day',
    'cover',
    'default_dose',
    'exercise',
  ],
  ...[
    'favourite_exercise',
    'file_to_remove',
    'hand_over',
    'idempotency_key',
    'instrument_licence',
    'invitation',
  ],
  ...[
    'opening_hours',
    'own_wording',
    'patient_import',
    'record_deleted',
    'site',
    'staff',
    'staff_site',
    'template',
    'template_import',
    'template_item',
  ],
  ...['text_approval', 'video_check', 'worker_seen'],
];

it('knows of every table whether its rows are of a record', async () => {
  await roles.inScene(async (scene) => {
    const rows = await rowsOf(scene);
    const tables = await tablesOf(scene);
    // a new table that is neither: give it a patient_id or a foreign key to what has one, or say here that it is the clinic's
    expect(tables.map(({ name }) => name).filter((name) => !(name in rows))).toEqual(OF_NO_RECORD);
    expect(tables.filter(({ name, has_id: hasId }) => name in rows && !hasId)).toEqual([]);
    const forgotten = tables.filter(({ name, names }) => names && !(name in rows)).map(({ name }) => name);
    expect(forgotten).toEqual(['record_deleted']);
    // of a patient with all the furniture, no table is without a row: else the tests below would show little
    await reopenTwins(scene.force);
    const bare = Object.entries(await rowsOf(scene)).filter(([, ids]) => ids.length === 0);
    expect(bare.map(([table]) => table).sort()).toEqual(BARE);
  });
});

/** Of these the furniture has no row of dot's: a clip of one patient is given to no exercise. */
const BARE = ['exercise_video'];

/** Tables to come: one that names the patient with a foreign key, one without, and one that hangs on the first. */
const plant = async (scene: Scene) => {
  await scene.arrange(
    `create table portal.later_note (id uuid primary key default gen_random_uuid(), clinic_id uuid, whose uuid,
       unique (clinic_id, id), foreign key (clinic_id, whose) references portal.patient (clinic_id, id));
     create table portal.later_word (id uuid primary key default gen_random_uuid(), clinic_id uuid, note_id uuid, word text,
       foreign key (clinic_id, note_id) references portal.later_note (clinic_id, id));
     create table portal.later_list (id uuid primary key default gen_random_uuid(), clinic_id uuid, patient_id uuid);
     create table portal.later_reply (id uuid primary key default gen_random_uuid(), clinic_id uuid, patient_ids uuid[]);
     do $$ declare t text; begin
       foreach t in array array['note', 'word', 'list', 'reply'] loop
         execute format('alter table portal.later_%s owner to portal_owner', t); end loop; end $$`,
  );
  for (const { id, clinicId, name } of [dot, ann]) {
    await scene.arrange(
      `with n as (insert into portal.later_note (clinic_id, whose) values ($1, $2) returning id)
       insert into portal.later_word (clinic_id, note_id, word) select $1, n.id, $3 from n`,
      [clinicId, id, name],
    );
    await scene.arrange('insert into portal.later_list (clinic_id, patient_id) values ($1, $2)', [
      clinicId,
      id,
    ]);
    await scene.arrange(
      'insert into portal.later_reply (clinic_id, patient_ids) values ($1, array[$2::uuid])',
      [clinicId, id],
    );
  }
};

/** Every row of every table of ours and of the queue, as text. */
async function everything(scene: Scene): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const tables = [
    ...(await tablesOf(scene)).map(({ name }) => `portal.${name}`),
    ...['jobs.job', 'jobs.archive'],
  ];
  for (const table of tables) {
    const rows = await scene.arrange<{ row: string }>(`select to_jsonb(t)::text as row from ${table} t`);
    found.set(
      table,
      rows.map(({ row }) => row),
    );
  }
  return found;
}

it('takes every row of the record from every table, later ones too, and not one of anybody else', async () => {
  await roles.inScene(async (scene) => {
    await part(scene);
    await reopenTwins(scene.force);
    await scene.arrange('delete from portal.legal_hold where ended_at is null');
    await plant(scene);
    await scene.arrange(
      `insert into jobs.job (name, data) select 'mail', jsonb_build_object('mailId', m.id, 'clinicId', m.clinic_id)
       from portal.mail m`,
    );
    await scene.arrange('insert into jobs.archive select * from jobs.job');
    await scene.arrange(
      `insert into portal.mail (clinic_id, kind, to_address, staff_id, facts)
       select a.clinic_id, 'alert_raised', 'r@clinic.example', $1, jsonb_build_object('alertId', a.id)
       from portal.alert a where a.clinic_id = $2`,
      [rivera.id, rivera.clinicId],
    );
    // of dot alone, of dot and ann, and the taking back of the first
    await scene.arrange('delete from portal.handed_over');
    for (const [note, whom] of [
      ['Dot Drew moves.', [dot.id]],
      ['Two move.', [dot.id, ann.id]],
    ] as const) {
      await scene.arrange(
        `with h as (insert into portal.hand_over (clinic_id, to_staff_id, reason, note, patients, by_staff_id)
           values ($1, $2, 'away', $3, 1, $2) returning id)
         insert into portal.handed_over (clinic_id, hand_over_id, patient_id, to_staff_id)
         select $1, h.id, p, $2 from h, unnest($4::uuid[]) p`,
        [dot.clinicId, rivera.id, note, whom],
      );
    }
    await scene.arrange(
      `with h as (insert into portal.hand_over (clinic_id, takes_back, reason, note, patients, by_staff_id)
         select clinic_id, id, 'taken_back', 'Dot Drew stays.', 1, $1 from portal.hand_over where note = 'Dot Drew moves.' returning id)
       insert into portal.handed_over (clinic_id, hand_over_id, patient_id, from_staff_id)
       select $2, h.id, $3, $1 from h`,
      [rivera.id, dot.clinicId, dot.id],
    );
    await scene.arrange(
      `insert into portal.idempotency_key (clinic_id, actor_id, route, key, body_hash, reply, patient_ids)
       values ($1, $2, 'POST /a', 'k', '\\x00', '{"name":"Dot Drew"}', array[$3::uuid]),
         ($1, $2, 'POST /b', 'k', '\\x00', '{"patientId":"' || $3 || '"}', '{}'),
         ($1, $2, 'POST /c', 'k', '\\x00', '{}', array[$4::uuid])`,
      [dot.clinicId, rivera.id, dot.id, ann.id],
    );
    await scene.setClock(LATER);

    const doomed = await rowsOf(scene);
    const ids = new Set(Object.values(doomed).flat());
    const [{ keys }] = (await scene.arrange<{ keys: string[] }>(
      'select array_agg(storage_key) as keys from portal.media where patient_id = $1',
      [dot.id],
    )) as [{ keys: string[] }];
    const before = await everything(scene);
    expect(await remove(scene)).toBe('deleted');
    const after = await everything(scene);

    const traces = [...ids, 'Dot Drew', 'dot@home.example', 'dot drew'];
    for (const [table, rows] of after) {
      const told = rows.filter((row) => traces.some((trace) => row.includes(trace)));
      if (table === 'portal.audit_entry') continue;
      // ids of the two rows that were made just now, and nothing else
      if (table === 'portal.record_deleted') expect(told).toHaveLength(1);
      else expect([table, told]).toEqual([table, []]);
    }
    // of the trail: ids in the columns for ids, and no word of hers
    for (const row of after.get('portal.audit_entry')!) expect(row).not.toMatch(/dot drew|dot@home/i);
    expect(after.get('portal.audit_entry')).toEqual(before.get('portal.audit_entry'));

    // whatever said nothing of her is there as it was
    for (const [table, rows] of before) {
      const others = rows.filter((row) => !traces.some((trace) => row.includes(trace)));
      const kept = after.get(table)!.filter((row) => !(keys ?? []).some((key) => row.includes(key)));
      expect([table, kept.filter((row) => others.includes(row)).length]).toEqual([table, others.length]);
    }
    expect(after.get('portal.later_word')).toHaveLength(1);
    expect(after.get('portal.later_reply')).toHaveLength(1);
    expect(after.get('portal.hand_over')!.filter((row) => row.includes('Two move.'))).toHaveLength(1);
    // the bytes are to follow
    const files = await scene.arrange<{ key: string }>(
      'select storage_key as key from portal.file_to_remove',
    );
    expect(files.map(({ key }) => key)).toEqual(expect.arrayContaining(keys));
    expect(keys.length).toBeGreaterThan(1);
    const [row] = await scene.arrange(
      'select patient_id, deleted_by, rule, because from portal.record_deleted where patient_id = $1',
      [dot.id],
    );
    expect(row).toEqual({
      patient_id: dot.id,
      deleted_by: rivera.id,
      rule: 'RET-8Y',
      because: 'Its time was over.',
    });
  });
});

/** Two records that were made one with dot's, the second by way of the first. */
const twins = async (scene: Scene) => {
  const made: string[] = [];
  for (const name of ['Dorothy Drew', 'Thea Drew']) {
    const [row] = await scene.force<{ id: string }>(
      `insert into portal.patient (clinic_id, name, date_of_birth, email, merged_into_id)
       values ($1, $2, '1950-01-05', 'thea@home.example', $3) returning id`,
      [dot.clinicId, name, made.at(-1) ?? dot.id],
    );
    made.push(row!.id);
  }
  const [dorothy, thea] = made as [string, string];
  return { dorothy, thea };
};

it('takes along the records that were merged into it, and into these, and says so of each', async () => {
  await roles.inScene(async (scene) => {
    await part(scene);
    await plant(scene);
    const { dorothy, thea } = await twins(scene);
    await scene.force(
      `insert into portal.mail (clinic_id, kind, to_address, patient_id) values ($1, 'reminder', 'thea@home.example', $2)`,
      [dot.clinicId, thea],
    );
    // one that no foreign key ties to her
    await scene.arrange('insert into portal.later_list (clinic_id, patient_id) values ($1, $2)', [
      dot.clinicId,
      thea,
    ]);
    await scene.arrange(
      'insert into portal.later_reply (clinic_id, patient_ids) values ($1, array[$2::uuid, $3::uuid])',
      [dot.clinicId, ann.id, thea],
    );
    await scene.arrange(
      `insert into portal.idempotency_key (clinic_id, actor_id, route, key, body_hash, reply, patient_ids)
       values ($1, $2, 'POST /a', 'k', '\\x00', '{"mergedId":"' || $3 || '"}', '{}')`,
      [dot.clinicId, rivera.id, thea],
    );
    for (const [note, whom] of [
      ['Both of one person.', [dot.id, dorothy]],
      ['Two people.', [thea, ann.id]],
    ] as const)
      await scene.force(
        `with h as (insert into portal.hand_over (clinic_id, to_staff_id, reason, note, patients, by_staff_id)
           values ($1, $2, 'away', $3, 2, $2) returning id)
         insert into portal.handed_over (clinic_id, hand_over_id, patient_id, to_staff_id)
         select $1, h.id, p, $2 from h, unnest($4::uuid[]) p`,
        [dot.clinicId, rivera.id, note, whom],
      );
    await scene.arrange('delete from portal.legal_hold where ended_at is null');
    await scene.setClock(LATER);
    const deletedBefore = (await everything(scene)).get('portal.record_deleted')!.length;
    expect(await remove(scene)).toBe('deleted');
    const after = await everything(scene);
    const traces = [dot.id, dorothy, thea, 'Dorothy Drew', 'Thea Drew', 'thea@home.example', 'of one person'];
    for (const [table, rows] of after) {
      if (['portal.audit_entry', 'portal.record_deleted'].includes(table)) continue;
      const told = rows.filter((row) => traces.some((trace) => row.includes(trace)));
      expect([table, told]).toEqual([table, []]);
    }
    expect(after.get('portal.record_deleted')).toHaveLength(deletedBefore + 3);
    expect(after.get('portal.hand_over')!.filter((row) => row.includes('Two people.'))).toHaveLength(1);
    const told = await scene.arrange<{ id: string }>(
      'select patient_id as id from portal.record_deleted where patient_id = any ($1)',
      [[dot.id, dorothy, thea]],
    );
    expect(told.map(({ id }) => id).sort()).toEqual([dot.id, dorothy, thea].sort());
  });
});

describe('deletes nothing', () => {
  const unharmed = async (scene: Scene, outcome: string, who = dot, by = rivera) => {
    const before = await everything(scene);
    expect(await remove(scene, who, by)).toBe(outcome);
    expect(await everything(scene)).toEqual(before);
  };

  it('before eight years are over since the last visit, to the day of the clinic', async () => {
    await roles.inScene(async (scene) => {
      await part(scene);
      const [{ day }] = (await scene.arrange<{ day: string }>(
        `select (max(seen_on) + interval '8 years')::date::text as day from portal.assessment where patient_id = $1 and signed_at is not null`,
        [dot.id],
      )) as [{ day: string }];
      await scene.setClock(`${day}T22:30:00Z`);
      await unharmed(scene, 'too_early');
      await scene.setClock(new Date(Date.parse(`${day}T22:30:00Z`) + 2 * 3_600_000).toISOString());
      expect(await remove(scene)).toBe('deleted');
    });
  });

  it('while a legal hold is open; of one that has ended it does', async () => {
    await roles.inScene(async (scene) => {
      await part(scene);
      await scene.setClock(LATER);
      const [hold] = await scene
        .as('app_desk', dale)
        .query<{ id: string }>(
          `insert into portal.legal_hold (clinic_id, patient_id, because, placed_by) values ($1, $2, 'A letter.', $3) returning id`,
          [dot.clinicId, dot.id, dale.id],
        );
      await unharmed(scene, 'legal_hold');
      await scene
        .as('app_clinician', rivera)
        .query(
          `update portal.legal_hold set ended_at = portal.portal_now(), ended_by = $2, ended_because = 'Over.' where id = $1`,
          [hold!.id, rivera.id],
        );
      expect(await remove(scene)).toBe('deleted');
    });
  });

  it('of a record that was merged into another, nor while one that was merged into it is to be kept', async () => {
    await roles.inScene(async (scene) => {
      await part(scene);
      const { dorothy, thea } = await twins(scene);
      await scene.arrange('delete from portal.legal_hold where ended_at is null');
      await scene.setClock(LATER);
      for (const id of [dorothy, thea]) await unharmed(scene, 'absent', { ...dot, id });
      await scene.undone(async () => {
        await scene.force(
          `insert into portal.legal_hold (clinic_id, patient_id, because, placed_by) values ($1, $2, 'x', $3)`,
          [dot.clinicId, thea, dale.id],
        );
        await unharmed(scene, 'legal_hold');
      });
      await scene.undone(async () => {
        // seen as somebody new, seven years ago
        await scene.force(
          `update portal.patient set created_at = portal.portal_now() - interval '7 years' where id = $1`,
          [thea],
        );
        await unharmed(scene, 'too_early');
      });
      expect(await remove(scene)).toBe('deleted');
    });
  });

  it('of another clinic, nor of nobody', async () => {
    await roles.inScene(async (scene) => {
      await scene.setClock(LATER);
      await unharmed(scene, 'absent', cai);
      await unharmed(scene, 'absent', { ...dot, id: rivera.id });
      await unharmed(scene, 'absent', dot, osei);
    });
  });

  it('where a row of hers is somebody else’s too', async () => {
    await roles.inScene(async (scene) => {
      await part(scene);
      await scene.setClock(LATER);
      await scene.undone(async () => {
        await scene.arrange(
          `with k as (insert into portal.carer (clinic_id, patient_id, kind, name) values ($1, $2, 'let_in', 'Kit') returning id)
           insert into portal.mail (clinic_id, kind, to_address, patient_id, carer_id)
           select $1, 'carer_link', 'k@k.example', $3, k.id from k`,
          [dot.clinicId, dot.id, ann.id],
        );
        await unharmed(scene, 'of_another');
      });
      // one day two patients may refer to each other
      await scene.arrange(
        'alter table portal.patient add column same_as uuid, add foreign key (clinic_id, same_as) references portal.patient (clinic_id, id)',
      );
      // of whom there is nothing else yet
      await scene.arrange(
        `insert into portal.patient (clinic_id, name, date_of_birth, same_as) values ($1, 'Dora Drew', '1950-01-05', $2)`,
        [dot.clinicId, dot.id],
      );
      await unharmed(scene, 'of_another');
    });
  });
});

it('is asked for by clinicians alone, and what it writes is written by nobody else', async () => {
  await roles.inScene(async (scene) => {
    await scene.setClock(LATER);
    for (const [role, who] of [
      ['app_desk', dale],
      ['app_admin', adams],
      ['app_patient', ann],
      ['app_carer', cara],
      ['app_worker', rivera],
      ['app_visitor', null],
    ] as const) {
      const as = scene.as(role, who);
      for (const [sql, values] of [
        [DELETE, [dot.id]],
        ['select * from portal.last_visits(null)', []],
        ['select portal.rows_of_record($1, $1)', [dot.id]],
        ['select portal.is_deleted($1, $1)', [dot.id]],
      ] as const) {
        expect([role, sql, (await as.attempt(sql, [...values])).refused]).toEqual([role, sql, DENIED]);
      }
    }
    for (const [role, who] of [
      ['app_clinician', rivera],
      ['app_desk', dale],
      ['app_admin', adams],
    ] as const) {
      const as = scene.as(role, who);
      for (const sql of [
        `insert into portal.record_deleted (clinic_id, patient_id, deleted_by, kept_until, rule, because)
         values (portal.my_clinic(), gen_random_uuid(), portal.me(), current_date, 'x', 'x')`,
        `update portal.record_deleted set because = 'x'`,
        'delete from portal.record_deleted',
        `insert into portal.file_to_remove (clinic_id, storage_key) values (portal.my_clinic(), 'x')`,
        'select id from portal.file_to_remove',
        'delete from portal.patient',
        'delete from portal.legal_hold',
      ]) {
        expect([role, sql, (await as.attempt(sql)).refused]).toEqual([role, sql, DENIED]);
      }
    }
  });
});

it('a legal hold is placed in one’s own name, and ended once by a clinician', async () => {
  await roles.inScene(async (scene) => {
    const INSERT = `insert into portal.legal_hold (clinic_id, patient_id, because, placed_by) values ($1, $2, 'x', $3) returning id`;
    const END = `update portal.legal_hold set ended_at = portal.portal_now(), ended_by = $2, ended_because = 'x' where id = $1`;
    const asDale = scene.as('app_desk', dale);
    const asRivera = scene.as('app_clinician', rivera);
    expect((await asDale.attempt(INSERT, [dot.clinicId, dot.id, rivera.id])).refused).toBe(DENIED);
    expect((await asRivera.attempt(INSERT, [cai.clinicId, cai.id, rivera.id])).refused).toBe(DENIED);
    const [hold] = await asDale.query<{ id: string }>(INSERT, [dot.clinicId, dot.id, dale.id]);
    expect((await asDale.attempt(END, [hold!.id, dale.id])).refused).toBe(DENIED);
    expect((await asRivera.attempt(END, [hold!.id, dale.id])).refused).toBe(DENIED);
    expect((await scene.as('app_clinician', osei).attempt(END, [hold!.id, osei.id])).count).toBe(0);
    expect((await asRivera.attempt(END, [hold!.id, rivera.id])).count).toBe(1);
    await asRivera.query(END, [hold!.id, rivera.id]);
    expect((await asRivera.attempt(END, [hold!.id, rivera.id])).count).toBe(0);
    expect((await asRivera.attempt(`update portal.legal_hold set because = 'y'`)).refused).toBe(DENIED);
  });
});

it('what is said of deleted records and of bytes to remove, each clinic knows of its own', async () => {
  await roles.inScene(async (scene) => {
    for (const [role, who] of [
      ['app_clinician', rivera],
      ['app_admin', adams],
    ] as const) {
      const rows = await scene
        .as(role, who)
        .query<{ clinic_id: string }>('select clinic_id from portal.record_deleted');
      expect(rows).toEqual([{ clinic_id: rivera.clinicId }]);
    }
    expect((await scene.as('app_desk', dale).attempt('select id from portal.record_deleted')).refused).toBe(
      DENIED,
    );
    const files = await scene
      .as('app_worker', rivera)
      .query<{ clinic_id: string }>('delete from portal.file_to_remove returning clinic_id');
    expect(files).toEqual([{ clinic_id: rivera.clinicId }]);
  });
});
