/**
 * Two records made one and parted again, as the database does it: which rows change hands, that nothing else of them changes, that
 * nobody but its functions can do it, and that taking it back leaves every row of every table as it was.
 */
import { append, draftSecondPlan, PLAN, setPlan } from '../support/advice';
import { DENIED, openRoles, type DbRole, type RoleDatabase, type Scene } from '../support/as-role';
import { adviceOf, people } from '../support/cast';

const { ann, ben, cai, dot, cara, rivera, dale, adams } = people;
const FROZEN = '55000';
const MERGED = 'PM001';
const OVER = 'PM002';
const DOTS = adviceOf('dot');

let roles: RoleDatabase;
beforeAll(async () => {
  roles = await openRoles();
});
afterAll(() => roles.close());

const asRivera = (scene: Scene) => scene.as('app_clinician', rivera);
const pause = (scene: Scene, who: string) =>
  asRivera(scene).query(`select portal.pause_plans_of($1, 'for a merge')`, [who]);
const MERGE = `select portal.merge_patients($1, $2, 'one person') as id`;
const PART = `select portal.part_patients($1, 'two people')`;
/** As the service does it: pauses, then merges. */
async function merge(scene: Scene, from: string, into: string): Promise<string> {
  await pause(scene, from);
  const [made] = await asRivera(scene).query<{ id: string }>(MERGE, [from, into]);
  return made!.id;
}
const part = async (scene: Scene, mergeId: string) => {
  await asRivera(scene).query(PART, [mergeId]);
};

const WITH_PATIENT = `
  select c.relname as "table",
    exists (select from pg_constraint k where k.contype = 'f' and k.conrelid = c.oid
      and k.confrelid = 'portal.patient'::regclass and a.attnum = any (k.conkey)) as is_root
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'patient_id' and not a.attisdropped
  where c.relnamespace = 'portal'::regnamespace and c.relkind in ('r', 'p') order by 1`;

describe('every table that has rows of a patient', () => {
  const faults = async (scene: Scene) => {
    const tables = await scene.arrange<{ table: string; is_root: boolean }>(WITH_PATIENT);
    const fates = await scene.arrange<{
      table: string;
      fate: string;
      unless: string | null;
      because: string;
    }>('select table_name as "table", fate, unless, because from portal.fates_at_merge()');
    const named = fates.map(({ table }) => table);
    return [
      ...tables.filter(({ table }) => !named.includes(table)).map(({ table }) => `${table} has no fate`),
      ...named
        .filter((one) => !tables.some(({ table }) => table === one))
        .map((one) => `${one} is no such table`),
      ...named.filter((one, place) => named.indexOf(one) !== place).map((one) => `${one} has two fates`),
      ...fates.filter(({ because }) => !because).map(({ table }) => `${table} has no reason`),
      ...fates
        .filter(({ fate }) => !['moves', 'carried', 'ends', 'stays'].includes(fate))
        .map(({ table, fate }) => `${table}: ${fate}`),
      ...fates
        .filter(
          ({ table, fate }) => fate === 'carried' && tables.some((one) => one.table === table && one.is_root),
        )
        .map(({ table }) => `${table} hangs on no row alone`),
      ...fates
        .filter(({ fate, unless }) => (fate === 'moves') !== (unless !== null))
        .map(({ table }) => `${table}: only what moves has exceptions`),
    ];
  };

  it('has a decision of what becomes of them at a merge, and one to come is asked for its own', async () => {
    await roles.inScene(async (scene) => {
      expect(await faults(scene)).toEqual([]);
      await scene.arrange(
        `create table portal.later (id uuid primary key, clinic_id uuid, patient_id uuid,
           foreign key (clinic_id, patient_id) references portal.patient (clinic_id, id))`,
      );
      expect(await faults(scene)).toEqual(['later has no fate']);
    });
  });

  it('follows by each of its keys that name the patient', async () => {
    const stiff = `select k.conname from pg_constraint k
      join pg_attribute a on a.attrelid = k.conrelid and a.attname = 'patient_id' and a.attnum = any (k.conkey)
      where k.contype = 'f' and k.connamespace = 'portal'::regnamespace
        and k.confrelid <> 'portal.patient'::regclass and k.confupdtype <> 'c'`;
    await roles.inScene(async (scene) => {
      expect(await scene.arrange(stiff)).toEqual([]);
      await scene.arrange(`create table portal.later (clinic_id uuid, patient_id uuid, episode_id uuid,
        foreign key (clinic_id, patient_id, episode_id) references portal.episode (clinic_id, patient_id, id))`);
      expect(await scene.arrange(stiff)).toHaveLength(1);
    });
  });

  it('takes no new row of a record that was merged, first of all its triggers', async () => {
    const unguarded = `select c.relname from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'patient_id' and not a.attisdropped
      where c.relnamespace = 'portal'::regnamespace and c.relkind in ('r', 'p')
        and 'a_living_record' is distinct from (select min(t.tgname) from pg_trigger t where t.tgrelid = c.oid
          and t.tgenabled = 'O' and not t.tgisinternal and t.tgtype & 7 = 7)`;
    await roles.inScene(async (scene) => {
      expect(await scene.arrange(unguarded)).toEqual([]);
      await scene.arrange('alter table portal.log_entry disable trigger a_living_record');
      expect(await scene.arrange(unguarded)).toEqual([{ relname: 'log_entry' }]);
    });
  });

  it('gives nobody the right to say anew whose a row is that others hang on', async () => {
    const open = `select r.rolname, k.confrelid::regclass::text as "table"
      from pg_constraint k cross join pg_roles r
      join pg_attribute a on a.attrelid = k.confrelid and a.attname = 'patient_id' and a.attnum = any (k.confkey)
      where k.contype = 'f' and k.connamespace = 'portal'::regnamespace
        and r.rolname like 'app\\_%' and has_column_privilege(r.oid, k.confrelid, a.attnum, 'update')`;
    await roles.inScene(async (scene) => {
      expect(await scene.arrange(open)).toEqual([]);
      await scene.arrange('grant update (patient_id) on portal.episode to app_clinician');
      expect(await scene.arrange(open)).not.toEqual([]);
    });
  });
});

describe('whose a frozen row is', () => {
  const FROZEN_ROWS: [string, string][] = [
    ['assessment', PLAN.assessmentId],
    ['prescription_version', PLAN.versionId],
  ];

  it.each(FROZEN_ROWS)('of an issued or signed %s no clinician changes', async (table, id) => {
    await roles.inScene(async (scene) => {
      const outcome = await asRivera(scene).attempt(
        `update portal.${table} set patient_id = $2 where id = $1`,
        [id, ben.id],
      );
      expect([FROZEN, DENIED]).toContain(outcome.refused);
    });
  });

  it('nor does the function change anything else with it', async () => {
    await roles.inScene(async (scene) => {
      for (const [table, change] of [
        ['assessment', `notes = 'another'`],
        ['prescription_version', `change_note = 'another'`],
        ['media', `storage_key = 'another'`],
      ] as const) {
        const refused = await scene.undone(async () => {
          await scene.arrange('set local role portal_owner');
          try {
            await scene.arrange(
              `update portal.${table} set patient_id = patient_id, ${change} where id = (select id from portal.${table}
                where patient_id = $1 and coalesce(to_jsonb(${table}) ->> 'signed_at', to_jsonb(${table}) ->> 'uploaded_at',
                  to_jsonb(${table}) ->> 'assessment_id') is not null limit 1)`,
              [dot.id],
            );
            return 'accepted';
          } catch (thrown) {
            return (thrown as { code?: string }).code;
          }
        });
        expect([table, refused]).toEqual([table, FROZEN]);
      }
    });
  });

  it.each([
    ['app_patient', ann],
    ['app_carer', cara],
    ['app_desk', dale],
    ['app_admin', adams],
    ['app_visitor', null],
    ['app_worker', { id: null as never, clinicId: ann.clinicId, sessionId: '' }],
  ] as const)('nobody but a clinician merges or parts: %s', async (role, who) => {
    await roles.inScene(async (scene) => {
      const asker = scene.as(role as DbRole, who as never);
      for (const sql of [MERGE, `select portal.lock_records($1, $2)`]) {
        expect((await asker.attempt(sql, [dot.id, ann.id])).refused).toBe(DENIED);
      }
      expect((await asker.attempt(PART, [dot.id])).refused).toBe(DENIED);
    });
  });

  it('no clinician writes down that a record was merged, by any other way', async () => {
    await roles.inScene(async (scene) => {
      const clinician = asRivera(scene);
      const set = 'update portal.patient set merged_into_id = $2 where id = $1';
      expect((await clinician.attempt(set, [ben.id, ann.id])).refused).toBe(FROZEN);
      const born = `insert into portal.patient (clinic_id, name, date_of_birth, merged_into_id)
        values ($1, 'X', '1980-01-01', $2)`;
      expect((await clinician.attempt(born, [ann.clinicId, ann.id])).refused).toBe(FROZEN);
      for (const sql of [
        `insert into portal.patient_merge (clinic_id, merged_id, into_id, merged_by, because)
           select clinic_id, merged_id, into_id, merged_by, because from portal.patient_merge`,
        'update portal.patient_merge set reversed_at = null',
        'delete from portal.patient_merge',
        'select * from portal.merged_row',
        `select portal.end_ways_in('${ann.id}', 'infinity', 'x')`,
        'select * from portal.fates_at_merge()',
      ]) {
        expect([sql, (await clinician.attempt(sql)).refused]).toEqual([sql, DENIED]);
      }
    });
  });
});

describe('what frozen rows let through', () => {
  const asOwner = (scene: Scene, sql: string, values: unknown[]) =>
    scene.undone(async () => {
      await scene.arrange('set local role portal_owner');
      try {
        await scene.arrange(sql, values);
        return 'accepted';
      } catch (thrown) {
        return (thrown as { code?: string }).code;
      }
    });

  it('of an episode in error and of a usable medium, whose it is and nothing else, and that to the owner alone', async () => {
    await roles.inScene(async (scene) => {
      await append(scene, 'withdrawn', DOTS);
      await scene.arrange(
        `update portal.episode set closed_at = now(), closed_by = $2, entered_in_error_at = now(), entered_in_error_by = $2,
           entered_in_error_because = 'x' where id = $1`,
        [DOTS.episodeId, rivera.id],
      );
      const [film] = await scene.arrange<{ id: string }>(
        'select id from portal.media where patient_id = $1 and uploaded_at is not null',
        [dot.id],
      );
      for (const [table, id, change] of [
        ['episode', DOTS.episodeId, `title = 'another'`],
        ['media', film!.id, `storage_key = gen_random_uuid()`],
      ] as const) {
        const moved = `update portal.${table} set patient_id = $2 where id = $1`;
        const changed = `update portal.${table} set patient_id = $2, ${change} where id = $1`;
        expect([table, await asOwner(scene, moved, [id, ben.id])]).toEqual([table, 'accepted']);
        expect([table, await asOwner(scene, changed, [id, ben.id])]).toEqual([table, FROZEN]);
        // a superuser is not the owner
        const refused = await scene.undone(() =>
          scene.arrange(moved, [id, ben.id]).then(
            () => 'accepted',
            (thrown: { code?: string }) => thrown.code,
          ),
        );
        expect([table, refused]).toEqual([table, FROZEN]);
      }
    });
  });

  it('and an episode in error goes along with the rest', async () => {
    await roles.inScene(async (scene) => {
      await append(scene, 'withdrawn', DOTS);
      await scene.arrange(
        `update portal.episode set closed_at = now(), closed_by = $2, entered_in_error_at = now(), entered_in_error_by = $2,
           entered_in_error_because = 'x' where id = $1`,
        [DOTS.episodeId, rivera.id],
      );
      const made = await merge(scene, dot.id, ann.id);
      const whose = () =>
        scene.arrange('select patient_id from portal.episode where id = $1', [DOTS.episodeId]);
      expect(await whose()).toEqual([{ patient_id: ann.id }]);
      await part(scene, made);
      expect(await whose()).toEqual([{ patient_id: dot.id }]);
    });
  });
});

describe('the function that merges refuses by itself', () => {
  const refusal = (scene: Scene, from: string, into: string) =>
    asRivera(scene)
      .attempt(MERGE, [from, into])
      .then(({ refused }) => refused);

  it('a plan that still shows, itself, another clinic’s, and a discharged or merged survivor', async () => {
    await roles.inScene(async (scene) => {
      expect(await refusal(scene, ann.id, ben.id)).toBe(FROZEN);
      await pause(scene, ann.id);
      expect(await refusal(scene, ann.id, ann.id)).toBe(FROZEN);
      expect(await refusal(scene, ann.id, cai.id)).toBe(FROZEN);
      expect(await refusal(scene, cai.id, ann.id)).toBe(FROZEN);
      // dot is discharged
      expect(await refusal(scene, ann.id, dot.id)).toBe(FROZEN);
      expect(await refusal(scene, ann.id, ben.id)).toBeUndefined();
      await merge(scene, ann.id, ben.id);
      expect(await refusal(scene, ann.id, ben.id)).toBe(FROZEN);
      expect(await refusal(scene, ben.id, ann.id)).toBe(FROZEN);
    });
  });

  it('to part what was parted, what was merged on, and what is another clinic’s', async () => {
    await roles.inScene(async (scene) => {
      const made = await merge(scene, dot.id, ann.id);
      const parting = () => asRivera(scene).attempt(PART, [made]);
      expect((await scene.as('app_clinician', people.osei).attempt(PART, [made])).refused).toBe('P0002');
      await scene.undone(async () => {
        await merge(scene, ann.id, ben.id);
        expect((await parting()).refused).toBe(FROZEN);
      });
      await part(scene, made);
      expect((await parting()).refused).toBe(FROZEN);
    });
  });
});

/** Every row of every table, by table and id. Audit and the queue grow; what is counted of a row's changes does not count. */
async function everyRow(scene: Scene): Promise<Map<string, Record<string, unknown>>> {
  const tables = await scene.arrange<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'portal'::regnamespace and c.relkind = 'r'
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'id')
       and c.relname not in ('audit_entry', 'patient_merge', 'merged_row') order by 1`,
  );
  const rows = new Map<string, Record<string, unknown>>();
  for (const { name } of tables) {
    const found = await scene.arrange<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) - array['revision', 'updated_at'] as row from portal.${name} t`,
    );
    for (const { row } of found) rows.set(`${name} ${String(row.id)}`, row);
  }
  return rows;
}

/** What differs, as `table: columns`; each kind once. */
function differences(
  before: Map<string, Record<string, unknown>>,
  after: Map<string, Record<string, unknown>>,
): string[] {
  const said = new Set<string>();
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [table] = key.split(' ');
    const [was, is] = [before.get(key), after.get(key)];
    if (!was || !is) said.add(`${table}: ${was ? 'gone' : 'new'}`);
    else {
      const columns = Object.keys({ ...was, ...is }).filter(
        (column) => JSON.stringify(was[column]) !== JSON.stringify(is[column]),
      );
      if (columns.length > 0) said.add(`${table}: ${columns.sort().join(', ')}`);
    }
  }
  return [...said].sort();
}

const PAUSED = [
  // by the pauses: the word, its mail, and what the days ask
  'mail: new',
  'prescription: standing',
  'prescription_transition: new',
];
const isOfPause = (said: string) => PAUSED.includes(said) || /^plan_(day|tally): (?!.*patient_id)/.test(said);

/** Beside what has ended, something of dot's that has not; and her discharge, which is hers alone. */
async function furnishWaysIn(scene: Scene): Promise<void> {
  await scene.arrange(
    `insert into portal.patient_link (clinic_id, patient_id, secret_hash, created_by) values ($1, $2, 'l', $3)`,
    [dot.clinicId, dot.id, rivera.id],
  );
  await scene.arrange(
    `insert into portal.spoken_code (clinic_id, patient_id, lookup, code_hash, created_by, expires_at)
     values ($1, $2, 'ABCD', 'c', $3, 'infinity')`,
    [dot.clinicId, dot.id, rivera.id],
  );
  await scene.arrange(
    `insert into portal.passkey (clinic_id, patient_id, credential_id, public_key, counter, device)
     values ($1, $2, 'k', 'k', 0, 'a phone')`,
    [dot.clinicId, dot.id],
  );
  await scene.arrange('insert into portal.link_wish (clinic_id, patient_id) values ($1, $2)', [
    dot.clinicId,
    dot.id,
  ]);
  await scene.arrange(
    `insert into portal.calendar_feed (clinic_id, patient_id, secret_hash) values ($1, $2, 'f')`,
    [dot.clinicId, dot.id],
  );
  await scene.arrange(
    `insert into portal.carer (clinic_id, patient_id, kind, name, email) values ($1, $2, 'let_in', 'Cyd', 'cyd@home.example')`,
    [dot.clinicId, dot.id],
  );
  await scene.arrange(
    `with posted as (
       insert into portal.mail (clinic_id, kind, to_address, patient_id) values ($1, 'email_confirmation', 'n@home.example', $2)
       returning id)
     insert into portal.email_change (clinic_id, patient_id, new_email, mail_id, secret_hash, expires_at)
     select $1, $2, 'n@home.example', posted.id, 'e', 'infinity' from posted`,
    [dot.clinicId, dot.id],
  );
}

const WAYS_IN = [
  'calendar_feed: revoked_at',
  'carer: ended_at, ended_by_staff',
  'email_change: revoked_at',
  'link_wish: resolved_at, resolved_by',
  'mail: dropped_at, dropped_because',
  'passkey: removed_at',
  'patient_link: revoked_at',
  'session: ended_at, ended_because',
  'spoken_code: revoked_at',
];

describe('a merge', () => {
  it('changes of every row that moves whose it is and nothing else; ends what lets in; and what stays, stays', async () => {
    await roles.inScene(async (scene) => {
      await furnishWaysIn(scene);
      await pause(scene, dot.id);
      const before = await everyRow(scene);
      await merge(scene, dot.id, ben.id);
      const after = await everyRow(scene);
      const said = differences(before, after);
      // what had ended before ended then
      const ends = [
        'revoked_at',
        'removed_at',
        'resolved_at',
        'ended_at',
        'dropped_at',
        'sent_at',
        'used_at',
        'confirmed_at',
      ];
      for (const [key, was] of before) {
        const over = ends.filter((column) => column in was && was[column] !== null);
        for (const column of over)
          expect([key, column, after.get(key)?.[column]]).toEqual([key, column, was[column]]);
        if (over.length > 0) expect([key, after.get(key)?.dropped_at]).toEqual([key, was.dropped_at]);
      }
      const moving = await scene.arrange<{ name: string }>(
        `select table_name as name from portal.fates_at_merge() where fate in ('moves', 'carried')
           and table_name <> 'released_record' order by 1`,
      );
      expect(said.filter((one) => !isOfPause(one))).toEqual(
        ['patient: merged_into_id', ...WAYS_IN, ...moving.map(({ name }) => `${name}: patient_id`)]
          // hers was answered, and so stays with what was given
          .filter((one) => one !== 'record_request: patient_id')
          .sort(),
      );
    });
  });

  it('and parting again leaves every row of every table as it was, but for ways in, pauses and the trail', async () => {
    await roles.inScene(async (scene) => {
      await furnishWaysIn(scene);
      const before = await everyRow(scene);
      await part(scene, await merge(scene, dot.id, ann.id));
      await pause(scene, dot.id);
      const said = differences(before, await everyRow(scene)).filter((one) => !isOfPause(one));
      expect(said.filter((one) => !WAYS_IN.includes(one))).toEqual([]);
      // and ann's, who may be either
      const open = await scene.arrange(
        'select id from portal.session where patient_id = any($1) and ended_at is null',
        [[ann.id, dot.id]],
      );
      expect(open).toEqual([]);
    });
  });

  it('notes exactly what moved of itself, and gives back that alone with what hangs on it by then', async () => {
    await roles.inScene(async (scene) => {
      const made = await merge(scene, dot.id, ann.id);
      const [entry] = await scene.arrange<{ id: string }>(
        `insert into portal.log_entry (id, clinic_id, patient_id, kind, at, day, session_id, prescription_id, item_id, dose, pain)
         select gen_random_uuid(), $1, $2, 'item', now(), current_date, gen_random_uuid(), $3, $4, 0, 2 returning id`,
        [ann.clinicId, ann.id, DOTS.prescriptionId, DOTS.itemIds[0]],
      );
      await scene.arrange(
        `insert into portal.item_stop (clinic_id, patient_id, prescription_id, item_id, until, because, entry_id, day)
         values ($1, $2, $3, $4, 'reviewed', 'pain_over_limit', $5, current_date)`,
        [ann.clinicId, ann.id, DOTS.prescriptionId, DOTS.itemIds[0], entry!.id],
      );
      await scene.arrange(
        `insert into portal.alert (clinic_id, patient_id, prescription_id, kind, key, due_at)
         values ($1, $2, $3, 'A2', 'new', now()), ($1, $2, null, 'A3', 'new', now())`,
        [ann.clinicId, ann.id, DOTS.prescriptionId],
      );
      await scene.arrange(
        `insert into portal.assessment (clinic_id, patient_id, episode_id, kind, drafted_by) values ($1, $2, $3, 'full', $4)`,
        [ann.clinicId, ann.id, DOTS.episodeId, rivera.id],
      );
      await scene.arrange(
        `insert into portal.hold (clinic_id, patient_id, opened_by, because, assessment_id) values ($1, $2, $3, 'x', $4),
           ($1, $2, $3, 'of the person', null)`,
        [ann.clinicId, ann.id, rivera.id, DOTS.assessmentId],
      );
      await part(scene, made);
      const whose = async (sql: string) =>
        (await scene.arrange<{ patient_id: string }>(sql)).map(({ patient_id }) =>
          patient_id === dot.id ? 'dot' : 'ann',
        );
      expect(await whose(`select patient_id from portal.log_entry where id = '${entry!.id}'`)).toEqual([
        'dot',
      ]);
      expect(await whose(`select patient_id from portal.item_stop where entry_id = '${entry!.id}'`)).toEqual([
        'dot',
      ]);
      expect(await whose(`select patient_id from portal.alert where key = 'new' order by kind`)).toEqual([
        'dot',
        'ann',
      ]);
      expect(
        await whose(`select patient_id from portal.assessment where episode_id = '${DOTS.episodeId}'`),
      ).not.toContain('ann');
      expect(
        await whose(`select patient_id from portal.hold where resolved_at is null order by because`),
      ).toEqual(['ann', 'dot']);
    });
  });
});

describe('what both records have and only one may', () => {
  const twinAlerts = (scene: Scene) =>
    scene.arrange<{ id: string; patient_id: string }>(
      `insert into portal.alert (clinic_id, patient_id, kind, key, due_at)
       values ($1, $2, 'A1', 'CES-2', now()), ($1, $3, 'A1', 'CES-2', now()) returning id, patient_id`,
      [ann.clinicId, ann.id, dot.id],
    );

  it('an open alert: both stay open, each by itself, and it has its name again afterwards', async () => {
    await roles.inScene(async (scene) => {
      const alerts = await twinAlerts(scene);
      const hers = alerts.find((one) => one.patient_id === dot.id)!.id;
      const made = await merge(scene, dot.id, ann.id);
      const open = await scene.arrange<{ key: string; patient_id: string }>(
        'select key, patient_id from portal.alert where id = any($1) and closed_at is null order by key',
        [alerts.map(({ id }) => id)],
      );
      expect(open).toEqual([
        { key: 'CES-2', patient_id: ann.id },
        { key: `CES-2 ${made}`, patient_id: ann.id },
      ]);
      await part(scene, made);
      expect(await scene.arrange('select key, patient_id from portal.alert where id = $1', [hers])).toEqual([
        { key: 'CES-2', patient_id: dot.id },
      ]);
    });
  });

  it('and keeps the other name where another of that name came back with its plan', async () => {
    await roles.inScene(async (scene) => {
      const alerts = await twinAlerts(scene);
      const made = await merge(scene, dot.id, ann.id);
      await scene.arrange(
        `update portal.alert set closed_at = now(), closed_by = $2, note = 'rang' where id = any($1) and key = 'CES-2'`,
        [alerts.map(({ id }) => id), rivera.id],
      );
      await scene.arrange(
        `insert into portal.alert (clinic_id, patient_id, prescription_id, kind, key, due_at) values ($1, $2, $3, 'A1', 'CES-2', now())`,
        [ann.clinicId, ann.id, DOTS.prescriptionId],
      );
      await part(scene, made);
      const open = await scene.arrange<{ key: string }>(
        `select key from portal.alert where patient_id = $1 and closed_at is null order by key`,
        [dot.id],
      );
      expect(open.map(({ key }) => key)).toEqual(['CES-2', `CES-2 ${made}`]);
    });
  });

  const ownPauses = (scene: Scene, kinds = ['own_pause', 'own_pause']) =>
    scene.arrange<{ id: string }>(
      `insert into portal.hold (clinic_id, patient_id, kind, opened_by_patient, because)
       values ($1, $2, $4, true, 'away'), ($1, $3, $5, true, 'away') returning id`,
      [ann.clinicId, ann.id, dot.id, ...kinds],
    );
  const openHolds = (scene: Scene, who: string) =>
    scene
      .arrange<{ id: string }>(
        'select id from portal.hold where patient_id = $1 and resolved_at is null order by id',
        [who],
      )
      .then((rows) => rows.map(({ id }) => id));

  it('a pause of their own: that of the survivor keeps all closed, and the other’s is open again afterwards', async () => {
    await roles.inScene(async (scene) => {
      const [anns, dots] = await ownPauses(scene);
      const made = await merge(scene, dot.id, ann.id);
      expect(await openHolds(scene, ann.id)).toEqual([anns!.id]);
      await part(scene, made);
      expect([await openHolds(scene, ann.id), await openHolds(scene, dot.id)]).toEqual([
        [anns!.id],
        [dots!.id],
      ]);
    });
  });

  it('a pause that says something else, or is a clinician’s, is moved as it is', async () => {
    await roles.inScene(async (scene) => {
      const pauses = await ownPauses(scene, ['own_pause', 'pain_pause']);
      const staffs = await scene.arrange<{ id: string }>(
        `insert into portal.hold (clinic_id, patient_id, opened_by, because) values ($1, $2, $4, 'x'), ($1, $3, $4, 'x') returning id`,
        [ann.clinicId, ann.id, dot.id, rivera.id],
      );
      await merge(scene, dot.id, ann.id);
      expect(await openHolds(scene, ann.id)).toEqual([...pauses, ...staffs].map(({ id }) => id).sort());
    });
  });

  it('a pause that was lifted meanwhile was decided of the other: this one is open again', async () => {
    await roles.inScene(async (scene) => {
      const [anns, dots] = await ownPauses(scene);
      const made = await merge(scene, dot.id, ann.id);
      await scene.arrange(
        `update portal.hold set resolved_at = now(), resolved_by = $2, resolution = 'back' where id = $1`,
        [anns!.id, rivera.id],
      );
      await part(scene, made);
      expect([await openHolds(scene, ann.id), await openHolds(scene, dot.id)]).toEqual([[], [dots!.id]]);
    });
  });

  it('what is over on the survivor stands in for nothing: the hold stays open, and the alert keeps its name', async () => {
    await roles.inScene(async (scene) => {
      const [anns, dots] = await ownPauses(scene);
      await scene.arrange(
        `update portal.hold set resolved_at = now(), resolved_by = $2, resolution = 'back' where id = $1`,
        [anns!.id, rivera.id],
      );
      const alerts = await twinAlerts(scene);
      await scene.arrange(
        `update portal.alert set closed_at = now(), closed_by = $2, note = 'rang', acknowledged_at = now(), acknowledged_by = $2
         where id = any($1) and patient_id = $3`,
        [alerts.map(({ id }) => id), rivera.id, ann.id],
      );
      await merge(scene, dot.id, ann.id);
      expect(await openHolds(scene, ann.id)).toEqual([dots!.id]);
      const open = await scene.arrange(
        'select key from portal.alert where id = any($1) and closed_at is null',
        [alerts.map(({ id }) => id)],
      );
      expect(open).toEqual([{ key: 'CES-2' }]);
    });
  });

  it('limits of their own: those of the survivor count; without any, the other’s are taken over', async () => {
    await roles.inScene(async (scene) => {
      const whose = async () =>
        (
          await scene.arrange<{ patient_id: string }>(
            'select patient_id from portal.alert_threshold where clinic_id = $1 order by over',
            [ann.clinicId],
          )
        ).map(({ patient_id }) => patient_id);
      await scene.undone(async () => {
        await merge(scene, dot.id, ann.id);
        expect(await whose()).toEqual([ann.id]);
      });
      await scene.arrange(
        `insert into portal.alert_threshold (clinic_id, patient_id, above_baseline, over, because, set_by)
         values ($1, $2, 2, 5, 'Begins low.', $3)`,
        [ann.clinicId, ann.id, rivera.id],
      );
      await merge(scene, dot.id, ann.id);
      expect(await whose()).toEqual([ann.id, dot.id]);
    });
  });

  it('what was heard of one entry on both stands once', async () => {
    await roles.inScene(async (scene) => {
      await scene.arrange(
        `insert into portal.heard_entry (clinic_id, patient_id, entry_id, kind, at, pain, refused_because)
         select clinic_id, $1, entry_id, kind, at, pain, refused_because from portal.heard_entry where patient_id = $2`,
        [ann.id, dot.id],
      );
      await merge(scene, dot.id, ann.id);
      expect(
        await scene.arrange('select patient_id from portal.heard_entry where clinic_id = $1 order by 1', [
          ann.clinicId,
        ]),
      ).toEqual([{ patient_id: ann.id }, { patient_id: dot.id }]);
    });
  });

  it('an open discharge stays with the record that ended, those that are over go along', async () => {
    await roles.inScene(async (scene) => {
      await merge(scene, dot.id, ann.id);
      expect(
        await scene.arrange(
          'select patient_id, readmitted_at is null as open from portal.discharge where clinic_id = $1 order by 2',
          [ann.clinicId],
        ),
      ).toEqual([
        { patient_id: ann.id, open: false },
        { patient_id: dot.id, open: true },
      ]);
    });
  });

  it('a request that waits goes along, and what was given of the two together is taken back when they are parted', async () => {
    await roles.inScene(async (scene) => {
      const [asked] = await scene.arrange<{ id: string }>(
        `insert into portal.record_request (clinic_id, patient_id, due_on) values ($1, $2, current_date) returning id`,
        [dot.clinicId, dot.id],
      );
      const made = await merge(scene, dot.id, ann.id);
      expect(
        await scene.arrange('select patient_id from portal.record_request where id = $1', [asked!.id]),
      ).toEqual([{ patient_id: ann.id }]);
      await scene.arrange(
        `insert into portal.released_record (clinic_id, patient_id, request_id, record, released_by, available_until)
         values ($1, $2, $3, '{"of":"both"}', $4, 'infinity')`,
        [ann.clinicId, ann.id, asked!.id, rivera.id],
      );
      const seen = (who: typeof ann) =>
        scene
          .as('app_patient', who)
          .query<{ record: object }>(`select record from portal.released_record where record <> '{}'`);
      expect(await seen(ann)).toHaveLength(1);
      // what dot was given before is not ann's to read
      expect(await scene.as('app_patient', ann).query('select id from portal.released_record')).toHaveLength(
        1,
      );
      await part(scene, made);
      expect([await seen(ann), await seen(dot)]).toEqual([[], []]);
    });
  });
});

describe('parting', () => {
  it('ends of the survivor’s carers those who came since; whoever was there before may ask for a new link', async () => {
    await roles.inScene(async (scene) => {
      const carer = async (at: string) =>
        (
          await scene.arrange<{ id: string }>(
            `insert into portal.carer (clinic_id, patient_id, kind, name, let_in_at) values ($1, $2, 'let_in', 'C', ${at}) returning id`,
            [ben.clinicId, ben.id],
          )
        )[0]!.id;
      const before = await carer(`now() - interval '1 day'`);
      const made = await merge(scene, dot.id, ben.id);
      const since = await carer('now()');
      await part(scene, made);
      const open = await scene.arrange(
        'select id from portal.carer where patient_id = $1 and ended_at is null',
        [ben.id],
      );
      expect(open).toEqual([{ id: before }]);
      expect(since).not.toBe(before);
    });
  });

  it('leaves the survivor the record that they were given before', async () => {
    await roles.inScene(async (scene) => {
      await scene.arrange(
        `with asked as (
           insert into portal.record_request (clinic_id, patient_id, due_on, released_at, released_by)
           values ($1, $2, current_date, now() - interval '1 day', $3) returning id)
         insert into portal.released_record (clinic_id, patient_id, request_id, record, released_by, released_at, available_until)
         select $1, $2, asked.id, '{"of":"one"}', $3, now() - interval '1 day', 'infinity' from asked`,
        [ben.clinicId, ben.id, rivera.id],
      );
      await part(scene, await merge(scene, dot.id, ben.id));
      expect(await scene.as('app_patient', ben).query('select record from portal.released_record')).toEqual([
        { record: { of: 'one' } },
      ]);
    });
  });

  it('leaves what staff are to be told of them', async () => {
    await roles.inScene(async (scene) => {
      const [mail] = await scene.arrange<{ id: string }>(
        `insert into portal.mail (clinic_id, kind, to_address, patient_id, staff_id) values ($1, 'red_flag', 'r@clinic.example', $2, $3) returning id`,
        [dot.clinicId, dot.id, rivera.id],
      );
      await merge(scene, dot.id, ben.id);
      expect(await scene.arrange('select dropped_at from portal.mail where id = $1', [mail!.id])).toEqual([
        { dropped_at: null },
      ]);
    });
  });
});

describe('a phone that was signed out while it waited', () => {
  it('tells nothing more, whichever record it was of', async () => {
    await roles.inScene(async (scene) => {
      const told = () =>
        scene.as('app_patient', ben).attempt(
          `insert into portal.check_in (id, clinic_id, patient_id, kind, at, day, answers)
           values (gen_random_uuid(), $1, $2, 'full', now(), current_date, '{}')`,
          [ben.clinicId, ben.id],
        );
      expect((await told()).refused).toBeUndefined();
      await part(scene, await merge(scene, dot.id, ben.id));
      expect((await told()).refused).toBe(OVER);
    });
  });
});

describe('what is counted of days', () => {
  it('follows a hold that came with the other record, and is as before when it is gone again', async () => {
    await roles.inScene(async (scene) => {
      await scene.arrange(
        `insert into portal.hold (clinic_id, patient_id, opened_by, because) values ($1, $2, $3, 'x')`,
        [ben.clinicId, ben.id, rivera.id],
      );
      await asRivera(scene).query(
        `select portal.ask_days($1, current_date, jsonb_build_object(current_date + 1, '{"1": 2}'::jsonb))`,
        [PLAN.prescriptionId],
      );
      const due = async () =>
        (
          await scene.arrange<{ due: number }>(
            'select due from portal.plan_day where prescription_id = $1 and day = current_date + 1',
            [PLAN.prescriptionId],
          )
        )[0]!.due;
      expect(await due()).toBe(2);
      const made = await merge(scene, ben.id, ann.id);
      expect(await due()).toBe(0);
      await part(scene, made);
      expect(await due()).toBe(2);
    });
  });
});

describe('which merges there were', () => {
  it('is for the clinicians of that clinic', async () => {
    await roles.inScene(async (scene) => {
      const seen = async (who: typeof rivera) =>
        (
          await scene
            .as('app_clinician', who)
            .query<{ clinic_id: string }>('select distinct clinic_id from portal.patient_merge')
        ).map(({ clinic_id }) => clinic_id);
      expect(await seen(rivera)).toEqual([rivera.clinicId]);
      expect(await seen(people.osei)).toEqual([people.osei.clinicId]);
      for (const [role, who] of [
        ['app_patient', ann],
        ['app_desk', dale],
        ['app_admin', adams],
      ] as const)
        expect((await scene.as(role, who).attempt('select id from portal.patient_merge')).refused).toBe(
          DENIED,
        );
    });
  });
});

describe('a record that was merged', () => {
  it('takes nothing new, whoever writes it, and is not changed', async () => {
    await roles.inScene(async (scene) => {
      await merge(scene, dot.id, ben.id);
      const clinician = asRivera(scene);
      const refused = async (sql: string, values: unknown[] = [dot.clinicId, dot.id]) =>
        (await clinician.attempt(sql, values)).refused;
      expect(
        await refused(
          `insert into portal.episode (clinic_id, patient_id, title, opened_on, opened_by) values ($1, $2, 'x', current_date, portal.me())`,
        ),
      ).toBe(MERGED);
      expect(
        await refused(
          `insert into portal.patient_identifier (clinic_id, patient_id, system, value) values ($1, $2, 'x', 'y')`,
        ),
      ).toBe(MERGED);
      expect(
        await refused(
          `insert into portal.hold (clinic_id, patient_id, opened_by, because) values ($1, $2, portal.me(), 'x')`,
        ),
      ).toBe(MERGED);
      expect(await refused(`update portal.patient set name = 'x' where id = $1`, [dot.id])).toBe(MERGED);
      // a phone that was answered the moment before
      const late = await scene.as('app_patient', dot).attempt(
        `insert into portal.check_in (id, clinic_id, patient_id, kind, at, day, answers)
          values (gen_random_uuid(), $1, $2, 'full', now(), current_date, '{}')`,
        [dot.clinicId, dot.id],
      );
      expect(late.refused).toBe(OVER);
      expect(
        await refused(`update portal.patient set name = 'Benn' where id = $1`, [ben.id]),
      ).toBeUndefined();
    });
  });

  it('opens to nobody: its sessions are over, and no link to it is sent', async () => {
    await roles.inScene(async (scene) => {
      const live = (sessionId: string) =>
        scene.arrange(`select role from portal.live_session($1, '{patient,carer}')`, [sessionId]);
      const asks = async (email: string) => {
        await scene.as('app_visitor', null).query(`select portal.ask_for_link(null, null, $1, 'r')`, [email]);
        return scene.arrange(`select 1 from portal.mail where kind = 'patient_link' and to_address = $1`, [
          email,
        ]);
      };
      expect(await live(ann.sessionId)).toHaveLength(1);
      expect(await live(cara.sessionId)).toHaveLength(1);
      await scene.undone(async () => expect(await asks('ann@home.example')).toHaveLength(1));
      await merge(scene, ann.id, ben.id);
      expect(await live(ann.sessionId)).toEqual([]);
      expect(await live(cara.sessionId)).toEqual([]);
      expect(await live(ben.sessionId)).toHaveLength(1);
      expect(await asks('ann@home.example')).toEqual([]);
      const carer = await scene.arrange(
        'select ended_at is not null as ended from portal.carer where id = $1',
        [cara.id],
      );
      expect(carer).toEqual([{ ended: true }]);
    });
  });

  it('is reminded of nothing, and counts in no caseload and in nothing that somebody leaves behind', async () => {
    await roles.inScene(async (scene) => {
      await scene.arrange(
        `insert into portal.reminder (clinic_id, patient_id, times, days, stop_secret) values ($1, $2, '{08:00}', '{monday}', 's')`,
        [ann.clinicId, ann.id],
      );
      const worker = scene.as('app_worker', { id: null as never, clinicId: ann.clinicId, sessionId: '' });
      const reminded = () =>
        worker.query('select patient_id from portal.reminders_at_work() r where r.patient_id = $1', [ann.id]);
      const size = async () =>
        (
          await asRivera(scene).query<{ patients: number }>(
            'select patients from portal.caseload_sizes() where staff_id = $1',
            [rivera.id],
          )
        )[0]!.patients;
      const left = async () =>
        (
          await asRivera(scene).query<{ patients: string[] }>(
            'select patients from portal.what_is_left($1)',
            [rivera.id],
          )
        )[0]!.patients;
      expect(await reminded()).toHaveLength(1);
      const before = await size();
      expect(await left()).toContain(ann.id);
      await merge(scene, ann.id, ben.id);
      expect(await reminded()).toEqual([]);
      expect(await size()).toBe(before - 1);
      expect(await left()).not.toContain(ann.id);
    });
  });
});

/** Ann's plan as it was issued and confirmed a fortnight before. */
async function lived(scene: Scene, clock?: string): Promise<void> {
  await setPlan(scene, clock);
  const began = '2026-03-02T09:00:00Z';
  await scene.force(
    `update portal.prescription_transition set at = $2, starts_on = '2026-03-02', week_one_on = '2026-03-02',
       review_on = '2026-03-30', advice_until = '2026-04-27' where prescription_id = $1`,
    [PLAN.prescriptionId, began],
  );
  await scene.force('update portal.assessment set signed_at = $2 where id = $1', [PLAN.assessmentId, began]);
  await scene.force('update portal.advice_confirmation set confirmed_at = $2 where episode_id = $1', [
    PLAN.episodeId,
    began,
  ]);
}

describe('the gate, of two records made one', () => {
  const shown = (scene: Scene, who: typeof ann) =>
    scene
      .as('app_patient', who)
      .query<{ prescription_id: string }>(
        'select distinct prescription_id from portal.advised_item order by 1',
      )
      .then((rows) => rows.map(({ prescription_id }) => prescription_id));
  const ever = (scene: Scene, who: typeof ann) =>
    scene
      .as('app_patient', who)
      .query<{ prescription_id: string }>(
        'select distinct prescription_id from portal.advised_ever order by 1',
      )
      .then((rows) => rows.map(({ prescription_id }) => prescription_id));

  it('shows the plan of the other only once it was resumed, and never at another clinic', async () => {
    await roles.inScene(async (scene) => {
      await lived(scene);
      const made = await merge(scene, ann.id, ben.id);
      expect([await shown(scene, ben), await ever(scene, ben)]).toEqual([[], []]);
      await append(scene, 'resumed');
      expect([await shown(scene, ben), await ever(scene, ben)]).toEqual([
        [PLAN.prescriptionId],
        [PLAN.prescriptionId],
      ]);
      expect([await shown(scene, ann), await shown(scene, cai), await ever(scene, ann)]).toEqual([
        [],
        [],
        [],
      ]);
      await part(scene, made);
      await pause(scene, ann.id);
      expect([await shown(scene, ben), await shown(scene, ann)]).toEqual([[], []]);
      expect([await ever(scene, ben), await ever(scene, ann)]).toEqual([[], [PLAN.prescriptionId]]);
      // a merge of other people is nothing to her
      const other = await merge(scene, dot.id, ben.id);
      await scene.arrange(
        `update portal.patient_merge set merged_at = merged_at + interval '1 day' where id = $1`,
        [other],
      );
      expect(await ever(scene, ann)).toEqual([PLAN.prescriptionId]);
    });
  });

  it('a hold on either closes both', async () => {
    await roles.inScene(async (scene) => {
      await lived(scene);
      await merge(scene, ben.id, ann.id);
      expect(await shown(scene, ann)).toEqual([PLAN.prescriptionId]);
      await scene.undone(async () => {
        await scene.arrange(
          `insert into portal.hold (clinic_id, patient_id, opened_by, because) values ($1, $2, $3, 'x')`,
          [ann.clinicId, ann.id, rivera.id],
        );
        expect(await shown(scene, ann)).toEqual([]);
      });
      const [made] = await scene.arrange<{ id: string }>(
        'select id from portal.patient_merge where reversed_at is null',
      );
      await part(scene, made!.id);
      await scene.arrange(
        `insert into portal.hold (clinic_id, patient_id, opened_by, because) values ($1, $2, $3, 'x')`,
        [ben.clinicId, ben.id, rivera.id],
      );
      expect(await shown(scene, ann)).toEqual([PLAN.prescriptionId]);
      await merge(scene, ben.id, ann.id);
      expect(await shown(scene, ann)).toEqual([]);
    });
  });

  describe('of what was advised ever, that of the other', () => {
    it('is told of that plan which was taken up, and of no other', async () => {
      await roles.inScene(async (scene) => {
        await lived(scene);
        const second = await draftSecondPlan(scene);
        await append(scene, 'issued', second);
        await scene.arrange(
          'insert into portal.advice_confirmation (clinic_id, patient_id, episode_id, by_staff_id) values ($1, $2, $3, $4)',
          [ann.clinicId, ann.id, second.episodeId, rivera.id],
        );
        expect(await ever(scene, ann)).toEqual([PLAN.prescriptionId, second.prescriptionId].sort());
        await merge(scene, ann.id, ben.id);
        await append(scene, 'resumed', second);
        expect(await ever(scene, ben)).toEqual([second.prescriptionId]);
        // what is only prolonged was not taken up
        await append(scene, 'extended');
        expect(await ever(scene, ben)).toEqual([second.prescriptionId]);
      });
    });

    it('is told where it was taken up before the records were made one, no more than where it never was', async () => {
      await roles.inScene(async (scene) => {
        await lived(scene, '2026-03-10T12:00:00Z');
        await pause(scene, ann.id);
        await append(scene, 'resumed');
        await scene.setClock('2026-03-16T12:00:00Z');
        await merge(scene, ann.id, ben.id);
        expect(await ever(scene, ben)).toEqual([]);
      });
    });

    it('what is the survivor’s own is told as ever, and so is what a merge brought that was taken back', async () => {
      await roles.inScene(async (scene) => {
        await lived(scene);
        await merge(scene, ben.id, ann.id);
        expect(await ever(scene, ann)).toEqual([PLAN.prescriptionId]);
        // of the episode of this very clinic, and as an episode: the same id elsewhere hides nothing
        await scene.arrange(
          `insert into portal.merged_row (clinic_id, merge_id, table_name, row_id)
           select clinic_id, id, 'hold', $2 from portal.patient_merge where clinic_id = $1 and reversed_at is null`,
          [ann.clinicId, PLAN.episodeId],
        );
        expect(await ever(scene, ann)).toEqual([PLAN.prescriptionId]);
      });
      await roles.inScene(async (scene) => {
        await lived(scene);
        await part(scene, await merge(scene, ann.id, ben.id));
        expect(await ever(scene, ann)).toEqual([PLAN.prescriptionId]);
      });
    });
  });
});
