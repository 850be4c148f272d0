/**
 * Two different people may have been taken for one. What the one said, did or felt is not for the phone of the other, whichever
 * table, view or function it asks, until a clinician confirmed the merge; what is sent again is answered as before all the same.
 */
import { randomUUID } from 'node:crypto';
import { PLAN, setPlan } from '../support/advice';
import { DENIED, openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { adviceOf, people, type Person } from '../support/cast';

const { ann, ben, dot, cai, cara, rivera, osei, kaya } = people;
const DOTS = adviceOf('dot');
const SOME_ITEM = PLAN.itemIds[0] as string;

let roles: RoleDatabase;
beforeAll(async () => {
  roles = await openRoles();
});
afterAll(() => roles.close());

const asAnn = (scene: Scene) => scene.as('app_patient', ann);
const asRivera = (scene: Scene) => scene.as('app_clinician', rivera);

async function merge(scene: Scene, from: Person, into: Person): Promise<string> {
  await asRivera(scene).query(`select portal.pause_plans_of($1, 'for a merge')`, [from.id]);
  const [made] = await asRivera(scene).query<{ id: string }>(
    `select portal.merge_patients($1, $2, 'one person') as id`,
    [from.id, into.id],
  );
  return made!.id;
}
const part = (scene: Scene, mergeId: string) =>
  asRivera(scene).query(`select portal.part_patients($1, 'two people')`, [mergeId]);
const CONFIRM = `update portal.patient_merge
  set confirmed_at = portal.portal_now(), confirmed_by = $2, confirmed_because = 'Said so herself.'`;
const confirm = (scene: Scene, mergeId: string) =>
  asRivera(scene).query(`${CONFIRM} where id = $1`, [mergeId, rivera.id]);

/** As if a row of ann's had come to her with this merge. */
const came = (scene: Scene, mergeId: string, table: string, id: string) =>
  scene.arrange(
    'insert into portal.merged_row (clinic_id, merge_id, table_name, row_id) values ($1, $2, $3, $4)',
    [ann.clinicId, mergeId, table, id],
  );

async function tell(scene: Scene, who: Person, fields: Record<string, unknown> = {}): Promise<string> {
  const of = who === dot ? DOTS : PLAN;
  const [row] = await scene.arrange<{ id: string }>(
    `insert into portal.log_entry
     select (jsonb_populate_record(null::portal.log_entry, jsonb_build_object('id', gen_random_uuid(), 'clinic_id', $1::text,
       'patient_id', $2::text, 'kind', 'item', 'at', portal.portal_now(), 'day', portal.portal_now()::date, 'session_id', $2::text,
       'prescription_id', $3::text, 'item_id', $4::text, 'dose', 0, 'on_bad_day', false, 'received_at', portal.portal_now())
       || $5::jsonb)).* returning id`,
    [who.clinicId, who.id, of.prescriptionId, of.itemIds[0], JSON.stringify(fields)],
  );
  return row!.id;
}

const READ_BY_PHONES = `
  select c.relname as name from pg_class c
  where c.relnamespace = 'portal'::regnamespace and c.relkind = 'r'
    and (has_any_column_privilege('app_patient', c.oid, 'select') or has_any_column_privilege('app_carer', c.oid, 'select'))`;

describe('every table that a merge brings rows of and a phone reads', () => {
  const faults = (scene: Scene) =>
    scene
      .arrange<{ fault: string }>(
        `with brought as (
           select table_name as name from portal.fates_at_merge() where fate in ('moves', 'carried')
           intersect ${READ_BY_PHONES}
         ), judged as (select table_name as name, is_kept_back, because from portal.phones_at_merge())
         select name || ' is not judged' as fault from brought where name not in (select name from judged)
         union all select name || ' is judged in vain' from judged where name not in (select name from brought)
         union all select name || ' has no reason' from judged where because = ''
         union all select name || ' has no policy for ' || phone from judged, unnest(array['app_patient', 'app_carer']) phone
         where is_kept_back and has_any_column_privilege(phone, 'portal.' || name, 'select') and not exists (
           select from pg_policy p where p.polrelid = ('portal.' || name)::regclass and not p.polpermissive and p.polcmd = 'r'
             and p.polname = name || '_kept_back' and phone::regrole = any (p.polroles))
         order by 1`,
      )
      .then((rows) => rows.map(({ fault }) => fault));

  it('is judged, and what is kept back has a policy; so has one to come', async () => {
    await roles.inScene(async (scene) => {
      expect(await faults(scene)).toEqual([]);
      await scene.arrange('grant select (id) on portal.hold to app_carer');
      await scene.arrange('drop policy plan_day_kept_back on portal.plan_day');
      expect(await faults(scene)).toEqual([
        'hold is not judged',
        'plan_day has no policy for app_carer',
        'plan_day has no policy for app_patient',
      ]);
    });
  });
});

/** Ids of all that is kept back of somebody, by table. */
async function keptBackOf(scene: Scene, who: Person): Promise<Map<string, string[]>> {
  const tables = await scene.arrange<{ name: string }>(
    'select table_name as name from portal.phones_at_merge() where is_kept_back order by 1',
  );
  const found = new Map<string, string[]>();
  for (const { name } of tables) {
    const rows = await scene.arrange<{ id: string }>(
      `select id from portal.${name} where patient_id = $1 order by id`,
      [who.id],
    );
    found.set(
      name,
      rows.map(({ id }) => id),
    );
  }
  return found;
}

async function readsOf(
  scene: Scene,
  role: 'app_patient' | 'app_carer' | 'app_clinician',
  who: Person,
  rows: Map<string, string[]>,
): Promise<[table: string, read: string[]][]> {
  const found: [string, string[]][] = [];
  for (const [name, ids] of rows) {
    const outcome = await scene
      .as(role, who)
      .attempt<{ id: string }>(`select id from portal.${name} where id = any($1) order by id`, [ids]);
    if (outcome.refused) expect([name, outcome.refused]).toEqual([name, DENIED]);
    else found.push([name, outcome.rows!.map(({ id }) => id)]);
  }
  return found;
}

/** Something in each such table, of dot; a request that waits is the only one that goes along. */
async function furnished(scene: Scene): Promise<Map<string, string[]>> {
  await scene.arrange(`delete from portal.released_record where patient_id = $1`, [dot.id]);
  await scene.arrange(`delete from portal.record_request where patient_id = $1`, [dot.id]);
  await scene.arrange(
    `insert into portal.record_request (clinic_id, patient_id, due_on, reason) values ($1, $2, current_date, 'For my lawyer.')`,
    [dot.clinicId, dot.id],
  );
  const rows = await keptBackOf(scene, dot);
  for (const [name, ids] of rows) expect([name, ids.length > 0]).toEqual([name, true]);
  return rows;
}
const nothingOf = (reads: [string, string[]][]) => reads.map(([name]) => [name, []]);
const without = (rows: Map<string, string[]>, ...names: string[]) =>
  [...rows].filter(([name]) => !names.includes(name));

describe('what came to a record by a merge', () => {
  it('is read by staff, and neither by the patient nor by who looks after them', async () => {
    await roles.inScene(async (scene) => {
      const dots = await furnished(scene);
      const anns = await keptBackOf(scene, ann);
      await merge(scene, dot, ann);
      const byAnn = await readsOf(scene, 'app_patient', ann, dots);
      expect(byAnn).toEqual(nothingOf(byAnn));
      const byCara = await readsOf(scene, 'app_carer', cara, dots);
      expect(byCara).toEqual(nothingOf(byCara));
      expect([byAnn.length, byCara.length]).toEqual([8, 7]);
      expect(await readsOf(scene, 'app_clinician', rivera, dots)).toEqual(without(dots, 'heard_entry'));
      // what was hers before is hers
      expect(await readsOf(scene, 'app_patient', ann, anns)).toEqual([...anns]);
    });
  });

  it('is read by nobody of another clinic, nor by somebody whom nothing came to', async () => {
    await roles.inScene(async (scene) => {
      const dots = await furnished(scene);
      await merge(scene, dot, ann);
      for (const who of [ben, cai]) {
        const reads = await readsOf(scene, 'app_patient', who, dots);
        expect(reads).toEqual(nothingOf(reads));
      }
    });
  });

  it('is read once a clinician confirmed that they are one', async () => {
    await roles.inScene(async (scene) => {
      const dots = await furnished(scene);
      await confirm(scene, await merge(scene, dot, ann));
      expect(await readsOf(scene, 'app_patient', ann, dots)).toEqual([...dots]);
      expect(await readsOf(scene, 'app_carer', cara, dots)).toEqual(without(dots, 'record_request'));
    });
  });

  it('is read by whoever told it once they are parted, and no more by the other, confirmed or not', async () => {
    for (const isConfirmed of [false, true])
      await roles.inScene(async (scene) => {
        const dots = await furnished(scene);
        const made = await merge(scene, dot, ann);
        if (isConfirmed) await confirm(scene, made);
        await part(scene, made);
        expect(await readsOf(scene, 'app_patient', dot, dots)).toEqual([...dots]);
        // whatever stands between others
        await scene.undone(async () => {
          await merge(scene, ben, ann);
          expect(await readsOf(scene, 'app_patient', dot, dots)).toEqual([...dots]);
        });
        const byAnn = await readsOf(scene, 'app_patient', ann, dots);
        expect(byAnn).toEqual(nothingOf(byAnn));
      });
  });

  it('a request is shown once a clinician answered it for the two as one', async () => {
    for (const answer of ['released', 'refused'] as const)
      await roles.inScene(async (scene) => {
        const [asked] = (await furnished(scene)).get('record_request')!;
        await merge(scene, dot, ann);
        const seen = () => asAnn(scene).query('select id from portal.record_request where id = $1', [asked]);
        expect(await seen()).toEqual([]);
        await scene.arrange(
          `update portal.record_request set ${answer}_at = now(), ${answer}_by = $2
             ${answer === 'refused' ? ", refused_because = 'Given already.'" : ''} where id = $1`,
          [asked, rivera.id],
        );
        expect(await seen()).toEqual([{ id: asked }]);
      });
  });

  it('of two merges one after the other each has to be confirmed', async () => {
    await roles.inScene(async (scene) => {
      const dots = await tell(scene, dot);
      const bens = randomUUID();
      await scene.arrange(
        `insert into portal.check_in (id, clinic_id, patient_id, kind, at, day) values ($1, $2, $3, 'full', now(), current_date)`,
        [bens, ben.clinicId, ben.id],
      );
      const first = await merge(scene, dot, ben);
      const second = await merge(scene, ben, ann);
      const seen = async () => [
        (await asAnn(scene).query('select id from portal.log_entry where id = $1', [dots])).length,
        (await asAnn(scene).query('select id from portal.check_in where id = $1', [bens])).length,
      ];
      expect(await seen()).toEqual([0, 0]);
      await scene.undone(async () => {
        await confirm(scene, first);
        expect(await seen()).toEqual([0, 0]);
      });
      await confirm(scene, second);
      expect(await seen()).toEqual([0, 1]);
      await confirm(scene, first);
      expect(await seen()).toEqual([1, 1]);
    });
  });

  it('keeps nothing back of what is written since', async () => {
    await roles.inScene(async (scene) => {
      await merge(scene, dot, ann);
      const told = await tell(scene, ann);
      expect(await asAnn(scene).query('select id from portal.log_entry where id = $1', [told])).toHaveLength(
        1,
      );
      const checkedIn = `insert into portal.check_in (id, clinic_id, patient_id, kind, at, day)
        values (gen_random_uuid(), $1, $2, 'full', now(), current_date) returning id`;
      expect((await asAnn(scene).attempt(checkedIn, [ann.clinicId, ann.id])).count).toBe(1);
    });
  });
});

describe('what was told meanwhile of a plan that goes back', () => {
  const meanwhile = async (scene: Scene) => {
    const made = await merge(scene, dot, ann);
    // by ann's phone, of the plan that came
    const [entry] = await scene.arrange<{ id: string }>(
      `insert into portal.log_entry (id, clinic_id, patient_id, kind, at, day, session_id, prescription_id, item_id, dose, pain)
       select gen_random_uuid(), $1, $2, 'item', now(), current_date, gen_random_uuid(), $3, $4, 0, 7 returning id`,
      [ann.clinicId, ann.id, DOTS.prescriptionId, DOTS.itemIds[0]],
    );
    return { made, id: entry!.id };
  };
  const seenBy = (scene: Scene, role: 'app_patient' | 'app_clinician', who: Person, id: string) =>
    scene.as(role, who).query('select patient_id from portal.log_entry where id = $1', [id]);

  it('is not for the phone of whoever gets it back; staff read it', async () => {
    await roles.inScene(async (scene) => {
      const { made, id } = await meanwhile(scene);
      expect(await seenBy(scene, 'app_patient', ann, id)).toHaveLength(1);
      await confirm(scene, made);
      await part(scene, made);
      expect(await seenBy(scene, 'app_clinician', rivera, id)).toEqual([{ patient_id: dot.id }]);
      const own = await tell(scene, dot);
      expect(await seenBy(scene, 'app_patient', dot, id)).toEqual([]);
      // what dot told before and after is dot's
      expect(await seenBy(scene, 'app_patient', dot, own)).toHaveLength(1);
      const all = (await keptBackOf(scene, dot)).get('log_entry')!;
      expect(all.length).toBeGreaterThan(2);
      const read = await scene.as('app_patient', dot).query('select id from portal.log_entry');
      expect(read).toHaveLength(all.length - 1);
    });
  });

  it('nor for whoever that record is merged into next', async () => {
    await roles.inScene(async (scene) => {
      const { made, id } = await meanwhile(scene);
      await part(scene, made);
      await confirm(scene, await merge(scene, dot, ben));
      expect(await seenBy(scene, 'app_patient', ben, id)).toEqual([]);
      expect(await seenBy(scene, 'app_clinician', rivera, id)).toEqual([{ patient_id: ben.id }]);
    });
  });
});

describe('beside the tables', () => {
  const holdOf = async (scene: Scene, kind: 'own_pause' | 'pain_pause') =>
    (
      await scene.arrange<{ id: string }>(
        `insert into portal.hold (clinic_id, patient_id, kind, opened_by_patient, because) values ($1, $2, $3, true, 'x') returning id`,
        [ann.clinicId, ann.id, kind],
      )
    )[0]!.id;
  const comfort = (scene: Scene) =>
    scene.force('update portal.prescription_item set is_comfort = true where id = $1', [SOME_ITEM]);
  const standing = async (scene: Scene) =>
    (
      await asAnn(scene).query(
        'select kind, is_own_pause from portal.advice_standing where prescription_id = $1',
        [PLAN.prescriptionId],
      )
    )[0];
  const shown = async (scene: Scene) =>
    (await asAnn(scene).query('select id from portal.advised_item')).length;

  it('a pause that came closes all, and does not say whose wish or whose pain it was', async () => {
    for (const kind of ['own_pause', 'pain_pause'] as const)
      await roles.inScene(async (scene) => {
        const made = await merge(scene, dot, ann);
        await setPlan(scene);
        await comfort(scene);
        const id = await holdOf(scene, kind);
        const own = { kind: kind === 'own_pause' ? 'on_hold' : kind, is_own_pause: kind === 'own_pause' };
        expect([await standing(scene), await shown(scene)]).toEqual([own, kind === 'own_pause' ? 0 : 1]);
        await came(scene, made, 'hold', id);
        expect([await standing(scene), await shown(scene)]).toEqual([
          { kind: 'on_hold', is_own_pause: false },
          0,
        ]);
        await confirm(scene, made);
        expect(await standing(scene)).toEqual(own);
      });
  });

  it('a stop that came stops its exercise and is not told', async () => {
    await roles.inScene(async (scene) => {
      const made = await merge(scene, dot, ann);
      await setPlan(scene);
      const [stop] = await scene.arrange<{ id: string }>(
        `insert into portal.item_stop (clinic_id, patient_id, prescription_id, item_id, until, because, day)
         values ($1, $2, $3, $4, 'reviewed', 'pain_over_limit', '2026-03-16') returning id`,
        [ann.clinicId, ann.id, PLAN.prescriptionId, SOME_ITEM],
      );
      const told = async () => [
        (
          (await asAnn(scene).query<{ stops: [] }>('select stops from portal.advised_plan'))[0] as {
            stops: [];
          }
        ).stops.length,
        (await asAnn(scene).query('select id from portal.advised_item where id = $1', [SOME_ITEM])).length,
      ];
      expect(await told()).toEqual([1, 0]);
      await came(scene, made, 'item_stop', stop!.id);
      expect(await told()).toEqual([0, 0]);
    });
  });

  it('what another did ends nobody’s day: the reminder comes', async () => {
    await roles.inScene(async (scene) => {
      const made = await merge(scene, dot, ann);
      await setPlan(scene);
      const told = await tell(scene, ann);
      const done = async () => {
        const [row] = await scene
          .as('app_worker', { id: null as never, clinicId: ann.clinicId, sessionId: '' })
          .query<{ plans: { done: [] }[] }>('select portal.when_due($1) as plans', [ann.id]);
        return row!.plans[0]!.done.length;
      };
      expect(await done()).toBe(1);
      await came(scene, made, 'log_entry', told);
      expect(await done()).toBe(0);
    });
  });

  it('what was found and told of the other is no measure for her', async () => {
    await roles.inScene(async (scene) => {
      const made = await merge(scene, dot, ann);
      await scene.force('update portal.assessment set pain_nprs = 6 where id = $1', [PLAN.assessmentId]);
      await scene.arrange(
        `insert into portal.alert (clinic_id, patient_id, kind, key, due_at) values ($1, $2, 'A2', 'pain', now())`,
        [ann.clinicId, ann.id],
      );
      const told = await tell(scene, ann, { pain: 2 });
      const basis = async (asker = asAnn(scene)) => {
        const [row] = await asker.query<{ assessed: number | null; heard: { kind: string }[] }>(
          'select assessed, heard from portal.alert_basis(array[$1::uuid])',
          [ann.id],
        );
        return [row!.assessed, row!.heard.some(({ kind }) => kind === 'A2')];
      };
      const found = async () => (await asAnn(scene).query('select portal.pain_when_assessed() as pain'))[0];
      const accepted = async () =>
        (await asAnn(scene).query('select id from portal.accepted_of(array[$1::uuid])', [told])).length;
      expect([await basis(), await found(), await accepted()]).toEqual([[6, true], { pain: 6 }, 1]);
      await came(scene, made, 'episode', PLAN.episodeId);
      expect([await basis(), await found()]).toEqual([[null, true], { pain: null }]);
      const alerts = await scene.arrange<{ id: string }>(
        `select id from portal.alert where patient_id = $1 and kind = 'A2'`,
        [ann.id],
      );
      for (const { id } of alerts)
        await scene.arrange(
          `insert into portal.merged_row (clinic_id, merge_id, table_name, row_id) values ($1, $2, 'alert', $3)
           on conflict do nothing`,
          [ann.clinicId, made, id],
        );
      await came(scene, made, 'log_entry', told);
      expect([await basis(), await accepted()]).toEqual([[null, false], 0]);
      // of whom staff ask, everything counts
      expect(await basis(asRivera(scene))).toEqual([6, true]);
    });
  });
});

describe('the signs that are known of her', () => {
  const SCREEN = {
    kind: 'answered',
    answers: { 'CES-6': { answer: 'yes', signs: ['x'], known: { since: '2020-01-01' } } },
  };
  const screened = async (scene: Scene) => {
    const made = await merge(scene, dot, ann);
    await scene.force(
      `update portal.assessment set screen = $2, signed_at = now() - interval '3 days' where id = $1`,
      [PLAN.assessmentId, JSON.stringify(SCREEN)],
    );
    return made;
  };
  const known = async (scene: Scene) =>
    (
      await asAnn(scene).query('select code from portal.signs_on_record() where assessment_id = $1', [
        PLAN.assessmentId,
      ])
    ).length;

  it('are not those that were found of the other', async () => {
    await roles.inScene(async (scene) => {
      const made = await screened(scene);
      expect(await known(scene)).toBe(1);
      await came(scene, made, 'episode', PLAN.episodeId);
      expect(await known(scene)).toBe(0);
      // that a later screen found nothing makes her be asked: it counts, whosever it is
      await scene.force(`update portal.assessment set screen = '{"kind":"attested"}' where id = $1`, [
        PLAN.assessmentId,
      ]);
      expect(await known(scene)).toBe(1);
    });
  });

  it('are asked about again when the other told of something new since, which she cannot read', async () => {
    const wordOn = async (scene: Scene, at: string, kind: string): Promise<[string, string]> => {
      const checkIn = randomUUID();
      await scene.arrange(
        `insert into portal.check_in (id, clinic_id, patient_id, kind, at, day) values ($1, $2, $3, 'full', now(), current_date)`,
        [checkIn, ann.clinicId, ann.id],
      );
      const [word] = await scene.force<{ id: string }>(
        `insert into portal.check_in_word (id, clinic_id, patient_id, check_in_id, kind, codes, at, received_at)
         values (gen_random_uuid(), $1, $2, $3, $4, array['x'], ${at}, ${at}) returning id`,
        [ann.clinicId, ann.id, checkIn, kind],
      );
      return ['check_in_word', word!.id];
    };
    const numbAt = async (scene: Scene, at: string, spread: string): Promise<[string, string]> => {
      const id = await tell(scene, ann, { spread });
      await scene.force(`update portal.log_entry set received_at = ${at} where id = $1`, [id]);
      return ['log_entry', id];
    };
    const [BEFORE, SINCE] = [`now() - interval '4 days'`, `now() - interval '1 day'`];
    const cases: [(scene: Scene) => Promise<[string, string]>, number][] = [
      [(scene) => wordOn(scene, SINCE, 'confirmed'), 0],
      [(scene) => wordOn(scene, SINCE, 'taken_back'), 1],
      [(scene) => wordOn(scene, BEFORE, 'confirmed'), 1],
      [(scene) => numbAt(scene, SINCE, 'numb_or_weak'), 0],
      [(scene) => numbAt(scene, SINCE, 'further_down'), 1],
      [(scene) => numbAt(scene, BEFORE, 'numb_or_weak'), 1],
    ];
    for (const [told, expected] of cases)
      await roles.inScene(async (scene) => {
        const made = await screened(scene);
        const [table, id] = await told(scene);
        // her own word TypeScript weighs
        expect(await known(scene)).toBe(1);
        await came(scene, made, table, id);
        expect([table, await known(scene)]).toEqual([table, expected]);
      });
  });
});

describe('what is sent again after a merge', () => {
  const rowOf = async (scene: Scene, table: string, id: string) =>
    (
      await scene.arrange<{ row: Record<string, unknown> }>(
        `select to_jsonb(t) as row from portal.${table} t where id = $1`,
        [id],
      )
    )[0]!.row;
  const OURS = ['clinic_id', 'patient_id', 'carer_id', 'taken_down_by', 'day', 'received_at'];
  const CHANGES: Record<string, unknown> = {
    kind: 'finished',
    at: '2026-01-01T10:00:00Z',
    onBadDay: true,
    on_bad_day: true,
    spread: 'further_down',
    not_done_because: 'time',
    note: 'another',
    private_note: 'another',
  };

  it('is known where it says the same in every word, to whoever sends it from the record that lives on', async () => {
    await roles.inScene(async (scene) => {
      const id = await tell(scene, dot, { pain: 7, note: 'hurt', private_note: 'for her' });
      await scene.arrange(
        `insert into portal.item_stop (clinic_id, patient_id, prescription_id, item_id, until, because, entry_id, day)
         values ($1, $2, $3, $4, 'reviewed', 'pain_over_limit', $5, current_date)`,
        [dot.clinicId, dot.id, DOTS.prescriptionId, DOTS.itemIds[0], id],
      );
      const row = await rowOf(scene, 'log_entry', id);
      const sent = Object.fromEntries(Object.entries(row).filter(([column]) => !OURS.includes(column)));
      const known = async (given: object, who = ann) =>
        (
          await scene
            .as('app_patient', who)
            .query<{ id: string }>('select told.id from portal.told_before($1) as told (id)', [
              JSON.stringify([given]),
            ])
        ).length;
      const stopped = async (given: object) =>
        (
          await asAnn(scene).query<{ entry_id: string }>('select entry_id from portal.stopped_before($1)', [
            JSON.stringify([given]),
          ])
        ).map(({ entry_id }) => entry_id);
      expect(await known(sent, dot)).toBe(0);
      const made = await merge(scene, dot, ann);
      expect([await known(sent), await known(sent, ben), await stopped(sent)]).toEqual([1, 0, [id]]);
      for (const column of Object.keys(sent)) {
        const was = sent[column];
        const other =
          CHANGES[column] ?? (typeof was === 'string' ? randomUUID() : was === null ? 1 : Number(was) + 1);
        if (['corrects', 'session_id', 'prescription_id', 'item_id', 'id'].includes(column))
          expect([column, await known({ ...sent, [column]: randomUUID() })]).toEqual([column, 0]);
        else expect([column, await known({ ...sent, [column]: other })]).toEqual([column, 0]);
      }
      expect(await stopped({ ...sent, pain: 1 })).toEqual([]);
      // nor by a record that it went on from
      await scene.undone(async () => {
        await merge(scene, ann, ben);
        expect([await known(sent), await known(sent, ben)]).toEqual([0, 1]);
      });
      // what she can read is compared where it is read
      await confirm(scene, made);
      expect(await known(sent)).toBe(0);
    });
  });

  it('as a check-in too; what was not answered is sent as nothing', async () => {
    await roles.inScene(async (scene) => {
      const sent = {
        id: randomUUID(),
        kind: 'full',
        at: '2026-03-01T08:00:00Z',
        answers: { a: 'yes', b: 'no' },
      };
      await scene.arrange(
        `insert into portal.check_in (id, clinic_id, patient_id, kind, at, day, answers)
         values ($1, $2, $3, 'full', $4, '2026-03-01', $5)`,
        [sent.id, dot.clinicId, dot.id, sent.at, JSON.stringify({ ...sent.answers, c: 'not_answered' })],
      );
      const known = async (given: object, who = ann) =>
        (
          await scene
            .as('app_patient', who)
            .query<{ was: boolean }>('select portal.checked_in_before($1) as was', [JSON.stringify(given)])
        )[0]!.was;
      expect(await known(sent, dot)).toBe(false);
      await merge(scene, dot, ann);
      expect([await known(sent), await known(sent, ben)]).toEqual([true, false]);
      for (const change of [
        { id: randomUUID() },
        { kind: 'nothing_new' },
        { at: '2026-03-01T08:00:01Z' },
        { answers: { a: 'yes' } },
        { answers: { a: 'no', b: 'no' } },
        { answers: { ...sent.answers, c: 'no' } },
      ])
        expect([change, await known({ ...sent, ...change })]).toEqual([change, false]);
    });
  });

  it('and what is said of a check-in is told what was a yes, and the words so far, by its id and on this record alone', async () => {
    await roles.inScene(async (scene) => {
      const [checkIn, word] = [randomUUID(), randomUUID()];
      await scene.arrange(
        `insert into portal.check_in (id, clinic_id, patient_id, kind, at, day, answers)
         values ($1, $2, $3, 'full', now(), current_date, '{"a": "yes", "b": "no"}')`,
        [checkIn, dot.clinicId, dot.id],
      );
      await scene.arrange(
        `insert into portal.check_in_word (id, clinic_id, patient_id, check_in_id, kind, codes, at)
         values ($1, $2, $3, $4, 'confirmed', array['a'], now())`,
        [word, dot.clinicId, dot.id, checkIn],
      );
      const said = async (who = ann, id = checkIn) =>
        (
          await scene
            .as('app_patient', who)
            .query<{ said: { yes: object; words: { id: string }[] } | null }>(
              'select portal.said_of_check_in($1) as said',
              [id],
            )
        )[0]!.said;
      expect(await said(dot)).toBeNull();
      await merge(scene, dot, ann);
      expect(await said()).toMatchObject({ yes: { a: 'yes' }, words: [{ id: word, codes: ['a'] }] });
      expect(Object.keys((await said())!.yes)).toEqual(['a']);
      expect([await said(ben), await said(ann, randomUUID())]).toEqual([null, null]);
      // a word of it may still be said, and is the sayer's to read
      const saying = `insert into portal.check_in_word (id, clinic_id, patient_id, check_in_id, kind, codes, at)
        values (gen_random_uuid(), $1, $2, $3, 'taken_back', array['a'], now()) returning id`;
      expect((await asAnn(scene).attempt(saying, [ann.clinicId, ann.id, checkIn])).count).toBe(1);
    });
  });

  it('what was heard before is heard once, though she cannot read it', async () => {
    await roles.inScene(async (scene) => {
      const [heard] = await scene.arrange<{ entry_id: string }>(
        'select entry_id from portal.heard_entry where patient_id = $1',
        [dot.id],
      );
      const known = async (who: Person, entryId = heard!.entry_id) =>
        (await scene.as('app_patient', who).query('select portal.heard_before(array[$1::uuid])', [entryId]))
          .length;
      await merge(scene, dot, ann);
      expect([await known(ann), await known(ben), await known(ann, randomUUID())]).toEqual([1, 0, 0]);
      const again = `insert into portal.heard_entry (clinic_id, patient_id, entry_id, kind, at, refused_because)
        values ($1, $2, $3, 'item', now(), 'x') on conflict (clinic_id, patient_id, entry_id) do nothing returning entry_id`;
      expect(await asAnn(scene).attempt(again, [ann.clinicId, ann.id, heard!.entry_id])).toMatchObject({
        count: 0,
      });
    });
  });
});

describe('that two records are one person’s', () => {
  it('is confirmed by a clinician for themself, at their own clinic, once, and not of what was taken back', async () => {
    await roles.inScene(async (scene) => {
      const made = await merge(scene, dot, ann);
      // without a where, so that no policy for reading helps
      const confirming = (who: Person, by: Person) =>
        scene.as('app_clinician', who).attempt(CONFIRM.replace('$2', `'${by.id}'`));
      expect(await confirming(rivera, kaya)).toMatchObject({ refused: DENIED });
      expect(await confirming(osei, osei)).toEqual({ rows: [], count: 0 });
      // beside it there is one that was taken back
      expect(await confirming(rivera, rivera)).toMatchObject({ count: 1 });
      for (const [role, who] of [
        ['app_patient', ann],
        ['app_carer', cara],
        ['app_desk', people.dale],
        ['app_admin', people.adams],
      ] as const)
        expect((await scene.as(role, who).attempt(CONFIRM.replace('$2', `'${rivera.id}'`))).refused).toBe(
          DENIED,
        );
      await confirm(scene, made);
      expect(await confirming(rivera, rivera)).toEqual({ rows: [], count: 0 });
    });
  });

  it('is asked of the merges of one person, those before and those that were taken back, and of no others', async () => {
    await roles.inScene(async (scene) => {
      const [former] = await scene.arrange<{ id: string }>(
        'select id from portal.patient_merge where merged_id = $1',
        [dot.id],
      );
      const unsure = async (who: Person) => {
        const [row] = await scene
          .as('app_patient', who)
          .query<{ merges: string[] | null }>('select portal.unsure_merges() as merges');
        return row!.merges?.sort() ?? null;
      };
      expect([await unsure(ann), await unsure(ben), await unsure(dot)]).toEqual([null, null, [former!.id]]);
      const made = await merge(scene, dot, ann);
      expect([await unsure(ann), await unsure(ben)]).toEqual([[former!.id, made].sort(), null]);
      await part(scene, made);
      const another = await merge(scene, dot, ben);
      expect([await unsure(ann), await unsure(ben)]).toEqual([null, [another, former!.id, made].sort()]);
    });
  });

  it('no patient learns of it by any function of the guard', async () => {
    await roles.inScene(async (scene) => {
      for (const sql of ['select * from portal.phones_at_merge()', 'select * from portal.merged_row'])
        expect([sql, (await asAnn(scene).attempt(sql)).refused]).toEqual([sql, DENIED]);
      const made = await merge(scene, dot, ann);
      const [own] = await asAnn(scene).query<{ merges: string[] }>('select portal.unsure_merges() as merges');
      expect(own!.merges).toContain(made);
      const of = async (who: Person, asked: Person) =>
        (
          await scene
            .as('app_patient', who)
            .query<{ merges: string[] | null }>('select portal.unsure_merges($1) as merges', [asked.id])
        )[0]!.merges;
      expect([await of(ben, ann), await of(cai, ann)]).toEqual([null, null]);
    });
  });
});
