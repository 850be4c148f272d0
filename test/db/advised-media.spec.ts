/**
 * The clinic's own videos and pictures through the gate: a patient, and who looks after them, see those that an item of today
 * shows, and no others; staff see the clinic's by its policies; the worker only what nobody finished. What is usable is kept.
 */
import { randomUUID } from 'node:crypto';
import { PLAN, setPlan } from '../support/advice';
import { DENIED, openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { people } from '../support/cast';
import { becomes, held, type Step } from '../support/circumstances';

const { ann, ben, cara, rivera, osei, dale, adams, cai } = people;
const FROZEN = '55000';

interface Kept {
  kind?: string;
  clinicId?: string;
  patientId?: string | null;
  belongsTo?: string | null;
  isUsable?: boolean;
}

/** A medium of the clinic North, usable unless said. */
async function keep(scene: Scene, { kind = 'picture', patientId = null, belongsTo = null, ...o }: Kept = {}) {
  const id = randomUUID();
  const clinicId = o.clinicId ?? ann.clinicId;
  const by = clinicId === ann.clinicId ? rivera.id : osei.id;
  await scene.force(
    `insert into portal.media (id, clinic_id, kind, patient_id, belongs_to, title, alt, language, storage_key, announced_by,
       announced_bytes, uploaded_at, uploaded_by, mime, bytes, sha256, width, height, seconds, codec)
     select $1::uuid, $2, $3, $4, $5, 'Heel raise', 'A heel.', 'en', ($1::uuid)::text, $6::uuid, 10,
       u.at, case when u.at is not null then $6::uuid end, case when u.at is not null then 'x/y' end,
       case when u.at is not null then 10 end, case when u.at is not null then 'hash' end, 16, 9, 1, 'h264'
     from (select case when $7::boolean then portal.portal_now() end as at) u`,
    [id, clinicId, kind, patientId, belongsTo, by, o.isUsable ?? true],
  );
  return id;
}

/** Has one item of ann's plan show it, as an issue would have. */
const showing = async (
  scene: Scene,
  shows: { clip?: string; poster?: string; captions?: string; picture?: string },
) => {
  const list = (id?: string) => JSON.stringify(id ? [{ id: 'another' }, { id }] : []);
  await scene.force(
    `update portal.prescription_item set captions = $2, pictures = $3, poster_id = $4, clip_id = $5,
       video_provider = case when $5::uuid is null then 'file' else 'clinic' end,
       video_ref = coalesce($5::uuid::text, video_ref)
     where id = $1`,
    [PLAN.itemIds[1], list(shows.captions), list(shows.picture), shows.poster ?? null, shows.clip ?? null],
  );
};

const seenBy = async (scene: Scene, who: typeof ann, role: 'app_patient' | 'app_carer' = 'app_patient') =>
  (await scene.as(role, who).query<{ id: string }>('select id from portal.advised_media')).map(
    ({ id }) => id,
  );

describe('a patient sees a medium only while an item shows it', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  const inPlan = <T>(work: (scene: Scene) => Promise<T>) =>
    roles.inScene(async (scene) => {
      await setPlan(scene);
      return work(scene);
    });

  it('the clip with its poster and captions, and pictures', () =>
    inPlan(async (scene) => {
      const clip = await keep(scene, { kind: 'video' });
      const beside = { belongsTo: clip };
      const poster = await keep(scene, { kind: 'poster', ...beside });
      const captions = await keep(scene, { kind: 'captions', ...beside });
      const picture = await keep(scene);
      await keep(scene);
      await keep(scene, { kind: 'poster', ...beside });
      const each = { clip, poster, captions, picture };
      expect(await seenBy(scene, ann)).toEqual([]);
      // each by itself first, so that none is seen for another's sake
      for (const [name, id] of Object.entries(each)) {
        const alone = name === 'poster' || name === 'captions' ? { clip, [name]: id } : { [name]: id };
        await showing(scene, alone);
        expect((await seenBy(scene, ann)).sort()).toEqual(Object.values(alone).sort());
      }
      await showing(scene, each);
      expect((await seenBy(scene, ann)).sort()).toEqual(Object.values(each).sort());
    }));

  it('and nobody else does, but who looks after them', () =>
    inPlan(async (scene) => {
      const picture = await keep(scene);
      await showing(scene, { picture });
      expect(await seenBy(scene, cara, 'app_carer')).toEqual([picture]);
      for (const other of [ben, cai]) expect(await seenBy(scene, other)).toEqual([]);
      expect(await seenBy(scene, { ...people.gil }, 'app_carer')).toEqual([]);
      for (const [role, person] of [
        ['app_desk', dale],
        ['app_admin', adams],
        ['app_clinician', rivera],
        ['app_visitor', null],
      ] as const) {
        const { refused } = await scene.as(role, person).attempt('select id from portal.advised_media');
        expect([role, refused]).toEqual([role, DENIED]);
      }
    }));

  it.each<[string, Step]>([
    ['the plan is withdrawn', becomes('withdrawn')],
    ['the plan is paused', becomes('paused')],
    ['a hold is open', held()],
  ])('until %s', (_when, step) =>
    inPlan(async (scene) => {
      const clip = await keep(scene, { kind: 'video' });
      await showing(scene, { clip, picture: await keep(scene) });
      expect(await seenBy(scene, ann)).toHaveLength(2);
      await step(scene);
      expect(await seenBy(scene, ann)).toEqual([]);
      expect(await seenBy(scene, cara, 'app_carer')).toEqual([]);
    }),
  );

  it('if it was found usable', () =>
    inPlan(async (scene) => {
      await showing(scene, { picture: await keep(scene, { isUsable: false }) });
      expect(await seenBy(scene, ann)).toEqual([]);
    }));

  it('if it was made for nobody else', () =>
    inPlan(async (scene) => {
      const theirs = await keep(scene, { patientId: ann.id });
      await showing(scene, { picture: theirs });
      expect(await seenBy(scene, ann)).toEqual([theirs]);
      expect(await seenBy(scene, cara, 'app_carer')).toEqual([theirs]);
      await showing(scene, { picture: await keep(scene, { patientId: ben.id }) });
      expect(await seenBy(scene, ann)).toEqual([]);
    }));

  it('if it is of the clinic', () =>
    inPlan(async (scene) => {
      await showing(scene, { picture: await keep(scene, { clinicId: cai.clinicId }) });
      expect(await seenBy(scene, ann)).toEqual([]);
    }));

  it('also when it was retired since', () =>
    inPlan(async (scene) => {
      const picture = await keep(scene);
      await showing(scene, { picture });
      await scene.arrange(
        `update portal.media set retired_at = portal.portal_now(), retired_by = $2 where id = $1`,
        [picture, rivera.id],
      );
      expect(await seenBy(scene, ann)).toEqual([picture]);
    }));

  it('and is told the address of a clip without agreeing to anybody', () =>
    inPlan(async (scene) => {
      const clip = await keep(scene, { kind: 'video' });
      await showing(scene, { clip });
      const shown = await scene
        .as('app_patient', ann)
        .query<{ video_provider: string; video_watch_url: string | null; video_embed_url: string | null }>(
          'select video_provider, video_watch_url, video_embed_url from portal.advised_item order by place',
        );
      expect(
        shown.map((item) => [
          item.video_provider,
          item.video_watch_url !== null,
          item.video_embed_url !== null,
        ]),
      ).toEqual([
        ['file', false, false],
        ['clinic', true, true],
        ['file', false, false],
      ]);
    }));
});

describe('a medium', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  it('that is usable keeps what it is, whoever asks', () =>
    roles.inScene(async (scene) => {
      const id = await keep(scene);
      const refusalOf = (sql: string) =>
        scene.undone(async () => {
          try {
            await scene.arrange(sql, [id]);
            return 'accepted';
          } catch (thrown) {
            return (thrown as { code?: string }).code;
          }
        });
      const columns = await scene.arrange<{ name: string }>(
        `select attname as name from pg_attribute where attrelid = 'portal.media'::regclass and attnum > 0
           and not attisdropped`,
      );
      const may = ['title', 'alt', 'place', 'pieces', 'retired_at', 'retired_by', 'updated_at', 'revision'];
      const other: Record<string, string> = {
        id: 'gen_random_uuid()',
        kind: `'poster'`,
        announced_bytes: '11',
        bytes: '11',
        width: '17',
        height: '17',
        seconds: '2',
        sha256: `'other'`,
        mime: `'other'`,
        codec: `'vp9'`,
        exercise_id: '(select e.id from portal.exercise e where e.clinic_id is null limit 1)',
        storage_key: `'other'`,
        language: `'de'`,
        uploaded_at: `'2020-01-01'`,
        announced_at: `'2020-01-01'`,
        refused_at: `'2020-01-01'`,
        refused_code: `'x'`,
        refused_because: `'x'`,
      };
      for (const { name } of columns) {
        if (may.includes(name)) continue;
        const sql = `update portal.media set ${name} = ${other[name] ?? `'${randomUUID()}'`} where id = $1`;
        expect([name, await refusalOf(sql)]).toEqual([name, FROZEN]);
      }
      expect(await refusalOf('delete from portal.media where id = $1')).toBe(FROZEN);
      expect(await refusalOf(`update portal.media set title = 'Other', place = 2 where id = $1`)).toBe(
        'accepted',
      );
    }));

  it('that nobody finished within a day is the worker’s to take away, and nothing else is', () =>
    roles.inScene(async (scene) => {
      const age = (id: string, hours: number) =>
        scene.force(
          `update portal.media set announced_at = portal.portal_now() - make_interval(hours => $2) where id = $1`,
          [id, hours],
        );
      const late = await keep(scene, { isUsable: false });
      const young = await keep(scene, { isUsable: false });
      const usable = await keep(scene);
      const cluttered = await keep(scene);
      const foreign = await keep(scene, { isUsable: false, clinicId: cai.clinicId });
      for (const id of [late, usable, cluttered, foreign]) await age(id, 25);
      await age(young, 23);
      await scene.force(`update portal.media set pieces = '[{}]' where id = $1`, [cluttered]);
      const worker = scene.as('app_worker', { id: '', clinicId: ann.clinicId, sessionId: '' } as never);
      const ours = [late, young, usable, cluttered, foreign];
      const seen = await worker.query<{ id: string }>('select id from portal.media where id = any($1)', [
        ours,
      ]);
      expect(seen.map(({ id }) => id).sort()).toEqual([late, usable, cluttered].sort());
      const gone = await worker.attemptPastTriggers<{ id: string }>(
        'delete from portal.media where id = any($1) returning id',
        [ours],
      );
      expect(gone.rows).toEqual([{ id: late }]);
      const tidied = await worker.attempt<{ id: string }>(
        `update portal.media set pieces = '[]' where id = any($1) returning id`,
        [ours],
      );
      expect(tidied.rows?.map(({ id }) => id).sort()).toEqual([late, usable, cluttered].sort());
      const filled = await worker.attempt(`update portal.media set pieces = '[{}]' where id = any($1)`, [
        ours,
      ]);
      expect(filled.refused).toBe(DENIED);
      // by their own policies too, without one to read them by
      const old = `clinic_id = $1 and announced_at < portal.portal_now() - interval '1 day'`;
      const count = async (which: string) =>
        (await scene.arrange(`select from portal.media where ${which}`, [ann.clinicId])).length;
      expect((await worker.attemptPastTriggers('delete from portal.media')).count).toBe(
        await count(`${old} and uploaded_at is null`),
      );
      expect((await worker.attemptPastTriggers(`update portal.media set pieces = '[]'`)).count).toBe(
        await count(old),
      );
      for (const column of ['title', 'uploaded_at', 'clinic_id']) {
        const { refused } = await worker.attempt(`update portal.media set ${column} = null`);
        expect([column, refused]).toEqual([column, DENIED]);
      }
    }));

  it('of a clip is what the item says it is', () =>
    roles.inScene(async (scene) => {
      await setPlan(scene);
      await scene.force('delete from portal.prescription_transition where version_id = $1', [PLAN.versionId]);
      const clip = await keep(scene, { kind: 'video' });
      const attempt = (set: string) =>
        scene.undone(async () => {
          try {
            await scene.arrange(
              `update portal.prescription_item set ${set} where id = $2 and $1::uuid is not null`,
              [clip, PLAN.itemIds[0]],
            );
            return 'accepted';
          } catch (thrown) {
            return (thrown as { code?: string }).code;
          }
        });
      expect(await attempt(`clip_id = $1, video_provider = 'clinic', video_ref = $1::uuid::text`)).toBe(
        'accepted',
      );
      expect(await attempt(`clip_id = $1`)).toBe('23514');
      expect(await attempt(`video_provider = 'clinic'`)).toBe('23514');
      expect(await attempt(`clip_id = $1, video_provider = 'clinic'`)).toBe('23514');
      expect(await attempt(`poster_id = $1`)).toBe('23514');
    }));
});
