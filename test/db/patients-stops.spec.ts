/**
 * What a patient's own words close, asked of the gate: a pause for pain lets through what the clinician marked as comfort, every
 * other hold nothing; an item that was stopped stays away as long as it says; and who may lift which.
 */
import { PLAN, setPlan } from '../support/advice';
import { DENIED, openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { people } from '../support/cast';
import { each, held, nothing, resolved, type Step } from '../support/circumstances';

const { ann, ben, cai, cara, rivera } = people;
const [FIRST, ...OTHERS] = PLAN.itemIds as [string, ...string[]];

const paused =
  (kind: string, patient = ann): Step =>
  (scene) =>
    scene.as('app_patient', patient).query(
      `insert into portal.hold (id, clinic_id, patient_id, kind, opened_by_patient, because)
         values (gen_random_uuid(), $1, $2, $3, true, 'for a test')`,
      [patient.clinicId, patient.id, kind],
    );
const comfort: Step = (scene) =>
  scene.force('update portal.prescription_item set is_comfort = true where id = $1', [FIRST]);

const stopped =
  (until: string, because: string, more: { day?: string; clinicId?: string; lifted?: boolean } = {}): Step =>
  (scene) =>
    scene.force(
      `insert into portal.item_stop (clinic_id, patient_id, prescription_id, item_id, until, because, day, lifted_at)
       values ($1, $2, $3, $4, $5, $6, $7, case when $8 then portal.portal_now() end)`,
      [
        more.clinicId ?? ann.clinicId,
        ann.id,
        PLAN.prescriptionId,
        FIRST,
        until,
        because,
        more.day ?? '2026-03-16',
        more.lifted ?? false,
      ],
    );

describe('what a patient’s own words close', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  const idsIn = async (scene: Scene) =>
    (
      await scene
        .as('app_patient', ann)
        .query<{ id: string }>('select id from portal.advised_item order by place')
    ).map(({ id }) => id);
  const standingIn = async (scene: Scene) =>
    (await scene.as('app_patient', ann).query<{ kind: string }>('select kind from portal.advice_standing'))[0]
      ?.kind;

  it.each<[string, Step, string[], string]>([
    ['nothing was said', nothing, PLAN.itemIds, 'live'],
    ['a pause for pain, with one for comfort', each(comfort, paused('pain_pause')), [FIRST], 'pain_pause'],
    ['a pause for pain, with none', paused('pain_pause'), [], 'pain_pause'],
    ['a wish', each(comfort, paused('own_pause')), [], 'on_hold'],
    ['a confirmed emergency', each(comfort, paused('hold')), [], 'on_hold'],
    ['a clinician’s hold', each(comfort, held()), [], 'on_hold'],
    ['a pause for pain and a hold', each(comfort, paused('pain_pause'), held()), [], 'on_hold'],
    ['a pause for pain and a wish', each(comfort, paused('pain_pause'), paused('own_pause')), [], 'on_hold'],
    ['what a clinician lifted', each(comfort, paused('own_pause'), resolved), PLAN.itemIds, 'live'],
    ['somebody else’s pause', paused('own_pause', ben), PLAN.itemIds, 'live'],
    ['one item stopped for today', stopped('tomorrow', 'urgent_answer'), OTHERS, 'live'],
    [
      'one stopped yesterday',
      stopped('tomorrow', 'urgent_answer', { day: '2026-03-15' }),
      PLAN.itemIds,
      'live',
    ],
    [
      'one that waits since yesterday',
      stopped('reviewed', 'spreads_down', { day: '2026-03-15' }),
      OTHERS,
      'live',
    ],
    ['one that was lifted', stopped('reviewed', 'spreads_down', { lifted: true }), PLAN.itemIds, 'live'],
    [
      'a stop of another clinic',
      stopped('reviewed', 'spreads_down', { clinicId: cai.clinicId }),
      PLAN.itemIds,
      'live',
    ],
  ])('after %s', async (_, step, ids, kind) => {
    await roles.inScene(async (scene) => {
      await setPlan(scene);
      await step(scene);
      expect([await idsIn(scene), await standingIn(scene)]).toEqual([ids, kind]);
    });
  });

  const off = (ids: string[], today: string[] = []) => ids.map((id) => [id, today.includes(id)]);
  it.each<[string, Step, unknown]>([
    ['nothing was said', nothing, off(PLAN.itemIds)],
    ['one item stopped for today', stopped('tomorrow', 'pain_over_limit'), off(PLAN.itemIds, [FIRST])],
    ['a stop that is over', stopped('tomorrow', 'pain_over_limit', { day: '2026-03-15' }), off(PLAN.itemIds)],
    ['one that was lifted', stopped('tomorrow', 'own_choice', { lifted: true }), off(PLAN.itemIds)],
    [
      'one of another clinic',
      stopped('tomorrow', 'own_choice', { clinicId: cai.clinicId }),
      off(PLAN.itemIds),
    ],
    ['one that waits', stopped('reviewed', 'spreads_down'), off(OTHERS)],
    ['a warning sign today', stopped('tomorrow', 'urgent_answer'), off(OTHERS)],
    ['one of yesterday', stopped('tomorrow', 'urgent_answer', { day: '2026-03-15' }), off(PLAN.itemIds)],
    ['both', each(stopped('tomorrow', 'own_choice'), stopped('reviewed', 'spreads_down')), off(OTHERS)],
    ['a wish to pause all', paused('own_pause'), []],
    ['a clinician’s hold', held(), []],
  ])('paper and calendars look ahead: after %s', async (_, step, expected) => {
    await roles.inScene(async (scene) => {
      await setPlan(scene);
      await step(scene);
      const rows = await scene
        .as('app_patient', ann)
        .query<{ id: string; is_off_today: boolean }>(
          'select id, is_off_today from portal.advised_ahead order by place',
        );
      expect(rows.map((row) => [row.id, row.is_off_today])).toEqual(expected);
      const others = await scene.as('app_patient', ben).query('select id from portal.advised_ahead');
      expect(others).toEqual([]);
    });
  });

  it.each<[string, string, number]>([
    ['tomorrow', 'own_choice', 1],
    ['tomorrow', 'pain_over_limit', 1],
    ['tomorrow', 'urgent_answer', 0],
    ['reviewed', 'spreads_down', 0],
  ])('a stop until %s because of %s is lifted by the patient: %i', async (until, because, count) => {
    await roles.inScene(async (scene) => {
      await stopped(until, because)(scene);
      const lifting = 'update portal.item_stop set lifted_at = portal.portal_now() where lifted_at is null';
      expect((await scene.as('app_patient', ann).attempt(lifting)).count).toBe(count);
      const mine = `${lifting} and patient_id = '${ann.id}'`;
      expect((await scene.as('app_clinician', rivera).attempt(mine)).count).toBe(1);
    });
  });

  it('a patient sees no hold, opens none for another, and lifts none', async () => {
    await roles.inScene(async (scene) => {
      await paused('own_pause')(scene);
      const as = scene.as('app_patient', ann);
      expect((await as.attempt('select id from portal.hold')).refused).toBe(DENIED);
      expect((await as.attempt('update portal.hold set resolved_at = now()')).refused).toBe(DENIED);
      const forBen = `insert into portal.hold (clinic_id, patient_id, kind, opened_by_patient, because)
        values ('${ann.clinicId}', '${ben.id}', 'own_pause', true, 'x')`;
      expect((await as.attempt(forBen)).refused).toBe(DENIED);
      const asStaff = `insert into portal.hold (clinic_id, patient_id, kind, opened_by_patient, because)
        values ('${ann.clinicId}', '${ann.id}', 'hold', false, 'x')`;
      expect((await as.attempt(asStaff)).refused).toBe(DENIED);
    });
  });

  it('one of a kind and of the same flags is open at a time, and a new one may come after it', async () => {
    await roles.inScene(async (scene) => {
      const twice = () => scene.undone(() => paused('own_pause')(scene));
      await paused('own_pause')(scene);
      await expect(twice()).rejects.toMatchObject({ code: '23505' });
      await paused('pain_pause')(scene);
      await resolved(scene);
      await twice();
    });
  });

  it('tells of screens and of pain only to whom they are about', async () => {
    await roles.inScene(async (scene) => {
      await scene.force('update portal.assessment set pain_nprs = 6 where id = $1', [PLAN.assessmentId]);
      const told = async (role: 'app_patient' | 'app_carer', who: typeof ann) => {
        const [row] = await scene
          .as(role, who)
          .query(
            'select portal.pain_when_assessed() as pain, (select count(*)::int from portal.signs_on_record()) as signs',
          );
        return row;
      };
      expect(await told('app_patient', ann)).toEqual({ pain: 6, signs: 1 });
      expect(await told('app_carer', cara)).toEqual({ pain: 6, signs: 1 });
      expect(await told('app_patient', ben)).toEqual({ pain: null, signs: 0 });
      expect(await told('app_patient', { ...ann, clinicId: cai.clinicId })).toEqual({ pain: null, signs: 0 });
      for (const flaw of ['signed_at = null, signed_by = null', 'entered_in_error_at = now()']) {
        await scene.undone(async () => {
          await scene.force(
            `update portal.assessment set ${flaw.replace('now()', "portal.portal_now(), entered_in_error_by = drafted_by, entered_in_error_because = 'x'")} where id = $1`,
            [PLAN.assessmentId],
          );
          expect(await told('app_patient', ann)).toEqual({ pain: null, signs: 0 });
        });
      }
      for (const role of ['app_clinician', 'app_desk', 'app_admin'] as const) {
        const asked = await scene.as(role, rivera).attempt('select * from portal.signs_on_record()');
        expect(asked.refused).toBe(DENIED);
      }
    });
  });
});
