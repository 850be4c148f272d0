/**
 * Whose diary is whose, what may be told in it, and that the question "was it advised then" is the gate's own question: of this
 * very moment both answer the same, whatever happened to the plan.
 */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { append, draftVersion, PLAN, type TransitionKind } from '../support/advice';
import { DENIED, openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { adviceOf, people } from '../support/cast';
import {
  assessmentIs,
  awaiting,
  begun,
  confirmed,
  discharged,
  held,
  inWeeks,
  readmitted,
  renewed,
  resolved,
  screenIs,
  type Step,
  unassessed,
  unconfirmed,
} from '../support/circumstances';

const { ann, ben, cai, cara, gil, dot, rivera, osei, dale, adams } = people;
const [BRIDGE] = PLAN.itemIds as [string];

let roles: RoleDatabase;
beforeAll(async () => {
  roles = await openRoles();
});
afterAll(() => roles.close());

const TELL = `insert into portal.log_entry (id, clinic_id, patient_id, carer_id, kind, at, day, session_id, prescription_id,
  item_id, dose) values ($1, $2, $3, $4, 'item', portal.portal_now(), current_date, gen_random_uuid(), $5, $6, 0)`;
const told = (
  of: { id: string; clinicId: string },
  carerId: string | null = null,
  item = BRIDGE,
  rx = PLAN.prescriptionId,
) => [randomUUID(), of.clinicId, of.id, carerId, rx, item];
const STOP = `insert into portal.item_stop (clinic_id, patient_id, carer_id, prescription_id, item_id, until, because, day)
  values ($1, $2, $3, $4, $5, $6, 'own_choice', current_date)`;

describe('an entry', () => {
  it.each([
    ['ann of her own exercise', 'app_patient', ann, told(ann), undefined],
    ['ann, as if a carer had written it', 'app_patient', ann, told(ann, cara.id), DENIED],
    ['cara for ann', 'app_carer', cara, told(ann, cara.id), undefined],
    ['cara, as if ann had', 'app_carer', cara, told(ann), DENIED],
    ['ben in ann’s diary', 'app_patient', ben, told(ann), DENIED],
    ['ben of ann’s exercise', 'app_patient', ben, told(ben), DENIED],
    ['ann in ben’s diary', 'app_patient', ann, told(ben, null), DENIED],
    ['ann in another clinic', 'app_patient', ann, told({ ...ann, clinicId: cai.clinicId }), DENIED],
    ['gil, of another clinic', 'app_carer', gil, told(ann, gil.id), DENIED],
    [
      'ann of dot’s exercise',
      'app_patient',
      ann,
      told(ann, null, adviceOf('dot').itemIds[0], adviceOf('dot').prescriptionId),
      DENIED,
    ],
    [
      'ann of an exercise under another plan',
      'app_patient',
      ann,
      told(ann, null, BRIDGE, adviceOf('dot').prescriptionId),
      DENIED,
    ],
    ['a clinician', 'app_clinician', rivera, told(ann), DENIED],
    ['the desk', 'app_desk', dale, told(ann), DENIED],
  ] as const)('is told by %s', async (_who, role, person, values, refused) => {
    await roles.inScene(async (scene) => {
      expect((await scene.as(role, person).attempt(TELL, [...values])).refused).toBe(refused);
    });
  });

  it('is copied from paper by a clinician of the clinic, in their own name, and only what was advised then', async () => {
    await roles.inScene(async (scene) => {
      const copy = async (
        by: typeof rivera,
        o: { of?: { id: string; clinicId: string }; itemId?: string; inNameOf?: string; when?: string } = {},
      ) => {
        const { of = ann, itemId = BRIDGE, inNameOf = by.id, when = 'portal.portal_now()' } = o;
        const sql = TELL.replace('carer_id', 'taken_down_by').replace('portal.portal_now()', when);
        const values = [randomUUID(), of.clinicId, of.id, inNameOf, PLAN.prescriptionId, itemId];
        return (await scene.as('app_clinician', by).attempt(sql, values)).refused;
      };
      expect(await copy(rivera)).toBeUndefined();
      expect(await copy(osei)).toBe(DENIED);
      expect(await copy(rivera, { of: ben })).toBe(DENIED);
      expect(await copy(rivera, { inNameOf: people.kaya.id })).toBe(DENIED);
      expect(await copy(rivera, { itemId: adviceOf('dot').itemIds[0] })).toBe(DENIED);
      expect(await copy(rivera, { of: { ...ann, clinicId: cai.clinicId } })).toBe(DENIED);
      const morning = `insert into portal.log_entry (id, clinic_id, patient_id, taken_down_by, kind, at, day, pain)
        values (gen_random_uuid(), $1, $2, $3, 'next_morning', portal.portal_now(), current_date, 4)`;
      const byRivera = scene.as('app_clinician', rivera);
      expect((await byRivera.attempt(morning, [ann.clinicId, ann.id, rivera.id])).count).toBe(1);
      expect(await copy(rivera, { when: `portal.portal_now() - interval '3 days'` })).toBe(DENIED);
      await held()(scene);
      expect(await copy(rivera)).toBe(DENIED);
    });
  });

  it('is of a time at which it was advised, and not before or in a hold', async () => {
    await roles.inScene(async (scene) => {
      const at = (when: string) =>
        scene.as('app_patient', ann).attempt(TELL.replace('portal.portal_now()', when), told(ann));
      expect((await at('portal.portal_now()')).refused).toBeUndefined();
      const morning = `insert into portal.log_entry (id, clinic_id, patient_id, kind, at, day, pain)
        values (gen_random_uuid(), $1, $2, 'next_morning', portal.portal_now(), current_date, 4)`;
      const asAnn = scene.as('app_patient', ann);
      expect((await asAnn.attempt(morning, [ann.clinicId, ann.id])).count).toBe(1);
      expect((await at(`portal.portal_now() - interval '3 days'`)).refused).toBe(DENIED);
      await held()(scene);
      expect((await at('portal.portal_now()')).refused).toBe(DENIED);
    });
  });

  it('is never changed or taken away, by whoever', async () => {
    await roles.inScene(async (scene) => {
      await scene.as('app_patient', ann).query(TELL, told(ann));
      for (const [role, person] of [
        ['app_patient', ann],
        ['app_carer', cara],
        ['app_clinician', rivera],
        ['app_desk', dale],
        ['app_admin', adams],
      ] as const) {
        for (const sql of ['update portal.log_entry set pain = 0', 'delete from portal.log_entry']) {
          expect((await scene.as(role, person).attemptPastTriggers(sql)).refused).toBe(DENIED);
        }
      }
    });
  });

  it('has a private note that the patient writes and a clinician reads, and no carer either', async () => {
    await roles.inScene(async (scene) => {
      const write = `insert into portal.log_entry (id, clinic_id, patient_id, carer_id, kind, at, day, how_much, private_note)
        values (gen_random_uuid(), $1, $2, $3, 'weekly', portal.portal_now(), current_date, 5, 'Between us.')`;
      const [own, cares] = [
        [ann.clinicId, ann.id, null],
        [ann.clinicId, ann.id, cara.id],
      ];
      expect((await scene.as('app_carer', cara).attempt(write, cares)).refused).toBe(DENIED);
      await expect(scene.undone(() => scene.arrange(write, cares))).rejects.toThrow(/check constraint/);
      await scene.as('app_patient', ann).query(write, own);
      const asked =
        'select private_note from portal.log_entry where patient_id = $1 and private_note is not null';
      for (const [role, person] of [
        ['app_patient', ann],
        ['app_clinician', rivera],
      ] as const)
        expect((await scene.as(role, person).attempt(asked, [ann.id])).count).toBe(1);
      for (const [role, person] of [
        ['app_carer', cara],
        ['app_worker', ann],
        ['app_desk', dale],
        ['app_admin', adams],
      ] as const)
        expect((await scene.as(role, person).attempt(asked, [ann.id])).refused).toBe(DENIED);
      const { rows } = await scene.as('app_carer', cara).attempt('select * from portal.standing_entry');
      expect(rows!.length).toBeGreaterThan(0);
      expect(JSON.stringify(rows)).not.toContain('Between us.');
    });
  });

  it('is read by the patient, their carers and the clinicians of their clinic', async () => {
    await roles.inScene(async (scene) => {
      await scene.as('app_patient', ann).query(TELL, told(ann));
      const seen = async (role: Parameters<Scene['as']>[0], person: Parameters<Scene['as']>[1]) => {
        const { rows, refused } = await scene
          .as(role, person)
          .attempt('select 1 from portal.log_entry where patient_id = $1', [ann.id]);
        return refused ?? rows!.length;
      };
      expect(await seen('app_patient', ann)).toBe(1);
      expect(await seen('app_carer', cara)).toBe(1);
      expect(await seen('app_clinician', rivera)).toBe(1);
      for (const [role, person] of [
        ['app_patient', ben],
        ['app_patient', dot],
        ['app_carer', gil],
        ['app_clinician', osei],
      ] as const) {
        expect(await seen(role, person)).toBe(0);
      }
      expect(await seen('app_desk', dale)).toBe(DENIED);
      expect(await seen('app_admin', adams)).toBe(DENIED);
    });
  });
});

describe('a stop', () => {
  const stop = (carerId: string | null, until: string) => [
    ann.clinicId,
    ann.id,
    carerId,
    PLAN.prescriptionId,
    BRIDGE,
    until,
  ];
  it('is opened by the patient or a carer of theirs, each in their own name', async () => {
    await roles.inScene(async (scene) => {
      expect(
        (await scene.as('app_patient', ann).attempt(STOP, stop(null, 'tomorrow'))).refused,
      ).toBeUndefined();
      expect(
        (await scene.as('app_carer', cara).attempt(STOP, stop(cara.id, 'tomorrow'))).refused,
      ).toBeUndefined();
      expect((await scene.as('app_carer', cara).attempt(STOP, stop(null, 'tomorrow'))).refused).toBe(DENIED);
      expect((await scene.as('app_patient', ben).attempt(STOP, stop(null, 'tomorrow'))).refused).toBe(DENIED);
      for (const [place, other] of [
        [0, cai.clinicId],
        [1, ben.id],
      ] as const) {
        const astray = stop(null, 'tomorrow').with(place, other);
        expect((await scene.as('app_patient', ann).attempt(STOP, astray)).refused).toBe(DENIED);
      }
      expect((await scene.as('app_clinician', rivera).attempt(STOP, stop(null, 'tomorrow'))).refused).toBe(
        DENIED,
      );
    });
  });

  it('until tomorrow is lifted by any of them; what waits for a clinician, by a clinician', async () => {
    await roles.inScene(async (scene) => {
      await scene.as('app_carer', cara).query(STOP, stop(cara.id, 'tomorrow'));
      await scene.as('app_patient', ann).query(STOP, stop(null, 'reviewed'));
      const lift =
        'update portal.item_stop set lifted_at = portal.portal_now() where patient_id = $1 and lifted_at is null';
      const lifts = async (role: 'app_patient' | 'app_carer' | 'app_clinician', person: typeof ann) =>
        (await scene.as(role, person).attempt(lift, [ann.id])).count;
      expect(await lifts('app_patient', ann)).toBe(1);
      expect(await lifts('app_carer', cara)).toBe(1);
      expect(await lifts('app_patient', ben)).toBe(0);
      expect(await lifts('app_clinician', osei)).toBe(0);
      expect(await lifts('app_clinician', rivera)).toBe(2);
      const shown = () =>
        scene.as('app_patient', ann).query('select 1 from portal.advised_item where id = $1', [BRIDGE]);
      expect(await shown()).toHaveLength(0);
      await scene.as('app_clinician', rivera).query(lift, [ann.id]);
      expect(await shown()).toHaveLength(1);
    });
  });
});

/** Days of a plan that is lived after the cast was made, so that its rows lie in the past. */
const DAYS = { startsOn: '2027-03-02', reviewOn: '2027-03-30', adviceUntil: '2027-04-27' };
const now = (day: number) => `2027-03-${String(day).padStart(2, '0')}T12:00:00Z`;

const transition =
  (kind: TransitionKind, days: object = {}): Step =>
  (scene) =>
    append(scene, kind, PLAN, days);
const newVersion =
  (length: number): Step =>
  async (scene) => {
    const version = await draftVersion(scene, PLAN, length);
    await append(scene, 'superseded', PLAN, {});
    await append(scene, 'issued', version, { ...DAYS, reviewOn: '2027-04-01' });
  };

const STEPS: Record<string, Step> = {
  paused: transition('paused'),
  resumed: transition('resumed'),
  'resumed, weeks moved': transition('resumed', { weekOneOn: '2027-03-09', daysClosed: 7 }),
  'weeks moved': transition('weeks_moved', { weekOneOn: '2027-03-05', daysClosed: 3 }),
  extended: transition('extended', { reviewOn: '2027-04-20', adviceUntil: '2027-05-20' }),
  shortened: transition('extended', { reviewOn: '2027-03-04', adviceUntil: '2027-03-10' }),
  completed: transition('completed'),
  withdrawn: transition('withdrawn'),
  'new version': newVersion(2),
  held: held(),
  resolved,
  'pain pause': (scene) =>
    scene.force(
      `insert into portal.hold (clinic_id, patient_id, kind, opened_by_patient, because) values ($1, $2, 'pain_pause', true, 'numb')`,
      [ann.clinicId, ann.id],
    ),
  comfort: (scene) =>
    scene.force('update portal.prescription_item set is_comfort = true where id = $1', [BRIDGE]),
  discharged: discharged(),
  readmitted: readmitted(),
  unconfirmed,
  confirmed: confirmed(PLAN.episodeId),
  renewed: renewed(),
  'screen unsuitable': screenIs('unsuitable'),
  'screen in error': screenIs('in_error'),
  'screen unsigned': screenIs('unsigned'),
  'assessment unsuitable': assessmentIs('unsuitable'),
  'assessment in error': assessmentIs('in_error'),
  unassessed: unassessed(),
  'weeks 1 to 2': inWeeks(1, 2),
  'from week 2': inWeeks(2),
  awaiting: awaiting('Build'),
  begun: begun('Build', '2027-03-08'),
  'begun later': begun('Build', '2027-03-20'),
};

it('asks of now what the gate asks, in any circumstances', async () => {
  const agreed = { shown: 0, hidden: 0 };
  await roles.inScene(async (scene) => {
    await scene.setClock(now(1));
    await append(scene, 'issued', PLAN, DAYS);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...Object.keys(STEPS)), { maxLength: 5 }),
        fc.constantFrom(2, 4, 8, 9, 15, 16, 23),
        (steps, last) =>
          scene.undone(async () => {
            for (const [index, step] of steps.entries()) {
              await scene.setClock(now(2 + Math.min(index, last - 2)));
              await tried(scene, STEPS[step] as Step);
            }
            await scene.setClock(now(last));
            const rows = await scene
              .as('app_patient', ann)
              .query<{ id: string; advised: boolean; shows: boolean }>(
                `select given.id, portal.was_advised($1, given.id, portal.portal_now()) as advised,
                 exists (select 1 from portal.advised_item i where i.id = given.id) as shows
               from unnest($2::uuid[]) as given (id)`,
                [PLAN.prescriptionId, await itemsOf(scene)],
              );
            for (const { advised, shows } of rows) {
              expect(advised).toBe(shows);
              agreed[shows ? 'shown' : 'hidden'] += 1;
            }
          }),
      ),
      { numRuns: 250 },
    );
  });
  expect(agreed.shown).toBeGreaterThan(50);
  expect(agreed.hidden).toBeGreaterThan(50);
});

const itemsOf = async (scene: Scene): Promise<string[]> => {
  const rows = await scene.arrange<{ id: string }>(
    `select i.id from portal.prescription_item i join portal.prescription_version v on v.id = i.version_id
     where v.prescription_id = $1`,
    [PLAN.prescriptionId],
  );
  return rows.map(({ id }) => id);
};

/** A step that cannot follow what was is left out. */
async function tried(scene: Scene, step: Step): Promise<void> {
  await scene.arrange('savepoint step');
  try {
    await step(scene);
    await scene.arrange('release savepoint step');
  } catch {
    await scene.arrange('rollback to savepoint step');
  }
}
