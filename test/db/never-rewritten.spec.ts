/**
 * What was issued, signed or recorded stays as it was, whoever asks: every column is tried, by a superuser past every
 * grant, or by every role where a grant is what protects.
 */
import { randomUUID } from 'node:crypto';
import { append, draftVersion, PLAN } from '../support/advice';
import { DENIED, openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { people } from '../support/cast';

const FROZEN = '55000';
const { ann, rivera, dale, adams } = people;

describe('never rewritten', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  const refusalOf = (scene: Scene, sql: string, values: unknown[] = []) =>
    scene.undone(async () => {
      try {
        await scene.arrange(sql, values);
        return 'accepted';
      } catch (thrown) {
        return (thrown as { code?: string }).code;
      }
    });

  /** A change of each column to something else of its type. */
  async function changesOf(scene: Scene, table: string): Promise<{ column: string; change: string }[]> {
    const columns = await scene.arrange<{ column: string; type: string }>(
      `select attname as column, format_type(atttypid, atttypmod) as type from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      [`portal.${table}`],
    );
    const other: Record<string, (column: string) => string> = {
      text: (column) => `concat(${column}, 'x')`,
      'text[]': (column) => `${column} || '{x}'`,
      uuid: () => 'gen_random_uuid()',
      integer: (column) => `${column} + 1`,
      smallint: (column) => `coalesce(${column}, 0) + 1`,
      boolean: (column) => `not coalesce(${column}, false)`,
      jsonb: () => `'{"changed":true}'`,
      date: () => `'2020-02-02'`,
      'timestamp with time zone': () => `'2020-02-02'`,
    };
    return columns.map(({ column, type }) => {
      const value = other[type];
      if (!value) throw new Error(`How does one change a column of type ${type}?`);
      return { column, change: `${column} = ${value(column)}` };
    });
  }

  it.each([
    ['prescription_version', PLAN.versionId],
    ['prescription_item', PLAN.itemIds[0]!],
  ])('an issued %s', async (table, id) => {
    await roles.inScene(async (scene) => {
      for (const { column, change } of await changesOf(scene, table)) {
        const refusal = await refusalOf(scene, `update portal.${table} set ${change} where id = $1`, [id]);
        expect([column, refusal]).toEqual([column, FROZEN]);
      }
      expect(await refusalOf(scene, `delete from portal.${table} where id = $1`, [id])).toBe(FROZEN);
    });
  });

  it('what an issued version says besides exercises', async () => {
    await roles.inScene(async (scene) => {
      const insert = `insert into portal.advice_item (clinic_id, version_id, place, kind, text)
        values ($1, $2, $3, 'sleep', 'Eight hours.') returning id`;
      const draft = await draftVersion(scene, PLAN, 1);
      const [row] = await scene.arrange<{ id: string }>(insert, [ann.clinicId, draft.versionId, 1]);
      expect(await refusalOf(scene, insert, [ann.clinicId, PLAN.versionId, 1])).toBe(FROZEN);
      await append(scene, 'superseded');
      await append(scene, 'issued', draft);
      for (const { column, change } of await changesOf(scene, 'advice_item')) {
        const refusal = await refusalOf(scene, `update portal.advice_item set ${change} where id = $1`, [
          row?.id,
        ]);
        expect([column, refusal]).toEqual([column, FROZEN]);
      }
      expect(await refusalOf(scene, 'delete from portal.advice_item where id = $1', [row?.id])).toBe(FROZEN);
    });
  });

  it('an issued version, by an exercise that is put into it later', async () => {
    await roles.inScene(async (scene) => {
      const draft = await draftVersion(scene, PLAN, 1);
      const copied = `insert into portal.prescription_item
        select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'version_id', $1::uuid, 'place', 9))).*
        from portal.prescription_item i where i.id = $2`;
      const moved = 'update portal.prescription_item set version_id = $1, place = 9 where id = $2';
      for (const sql of [copied, moved]) {
        expect(await refusalOf(scene, sql, [PLAN.versionId, draft.itemIds[0]])).toBe(FROZEN);
      }
      expect(await refusalOf(scene, copied, [draft.versionId, draft.itemIds[0]])).toBe('accepted');
    });
  });

  it('a version that was superseded, or whose prescription was withdrawn', async () => {
    await roles.inScene(async (scene) => {
      const next = await draftVersion(scene, PLAN, 1);
      await append(scene, 'superseded');
      await append(scene, 'issued', next);
      await append(scene, 'withdrawn', next);
      for (const { versionId } of [PLAN, next]) {
        const sql = `update portal.prescription_version set change_note = 'later' where id = $1`;
        expect(await refusalOf(scene, sql, [versionId])).toBe(FROZEN);
      }
    });
  });

  it('a signed assessment, but for saying once that it was entered in error', async () => {
    const inError = ['entered_in_error_at', 'entered_in_error_by', 'entered_in_error_because'];
    const free = [...inError, 'updated_at', 'revision'];
    const withdraw = `update portal.assessment set entered_in_error_at = portal.portal_now(),
      entered_in_error_by = signed_by, entered_in_error_because = 'wrong person' where id = $1`;
    await roles.inScene(async (scene) => {
      for (const { column, change } of await changesOf(scene, 'assessment')) {
        if (free.includes(column)) continue;
        const sql = `update portal.assessment set ${change} where id = $1`;
        expect([column, await refusalOf(scene, sql, [PLAN.assessmentId])]).toEqual([column, FROZEN]);
      }
      const unsaid = `delete from portal.assessment where id = $1`;
      expect(await refusalOf(scene, unsaid, [PLAN.assessmentId])).toBe(FROZEN);
      expect(await refusalOf(scene, withdraw, [PLAN.assessmentId])).toBe('accepted');
      await scene.arrange(withdraw, [PLAN.assessmentId]);
      const takenBack = `update portal.assessment set ${inError.map((column) => `${column} = null`).join()} where id = $1`;
      expect(await refusalOf(scene, takenBack, [PLAN.assessmentId])).toBe(FROZEN);
    });
  });

  it('a prescription, which begins as a draft whatever somebody says of it', async () => {
    await roles.inScene(async (scene) => {
      const forged = `
        with e as (select * from portal.episode where id = $3), p as (
          insert into portal.prescription (id, clinic_id, patient_id, episode_id, standing, live_version_id, starts_on,
            review_on, advice_until)
          select $1::uuid, clinic_id, patient_id, id, 'issued', $2::uuid, '2026-01-01', '2026-01-01', '2030-01-01' from e
        )
        insert into portal.prescription_version (id, clinic_id, patient_id, episode_id, prescription_id, number, drafted_by)
        select $2::uuid, clinic_id, patient_id, id, $1::uuid, 1, opened_by from e`;
      await append(scene, 'withdrawn');
      const ids = [randomUUID(), randomUUID()];
      expect(await refusalOf(scene, forged, [...ids, PLAN.episodeId])).toBe(FROZEN);
    });
  });

  it.each([
    ['starts_on', `'2026-01-01'`],
    ['review_on', `'2026-01-01'`],
    ['advice_until', `'2030-01-01'`],
    ['week_one_on', `'2026-01-01'`],
    ['days_closed', '1'],
  ])('nor has a draft any %s', async (column, value) => {
    await roles.inScene(async (scene) => {
      const forged = `insert into portal.prescription (clinic_id, patient_id, episode_id, ${column})
        select clinic_id, patient_id, id, ${value} from portal.episode where id = $1`;
      expect(await refusalOf(scene, forged, [PLAN.episodeId])).toBe(FROZEN);
    });
  });

  it('a transition or an audit entry, by anybody who works or is treated here', async () => {
    await roles.inScene(async (scene) => {
      const askers = [
        scene.as('app_patient', ann),
        scene.as('app_clinician', rivera),
        scene.as('app_desk', dale),
        scene.as('app_admin', adams),
        scene.as('app_visitor', null),
      ];
      for (const table of ['prescription_transition', 'audit_entry']) {
        const changes = await scene.arrange<{ sql: string }>(
          `select format('update portal.%s set %I = %I', $1::text, attname, attname) as sql from pg_attribute
           where attrelid = ('portal.' || $1)::regclass and attnum > 0 and attidentity = ''`,
          [table],
        );
        const verbs = [
          `delete from portal.${table}`,
          `truncate portal.${table}`,
          ...changes.map(({ sql }) => sql),
        ];
        for (const sql of verbs) {
          for (const asker of askers)
            expect([sql, (await asker.attempt(sql)).refused]).toEqual([sql, DENIED]);
        }
      }
    });
  });
});
