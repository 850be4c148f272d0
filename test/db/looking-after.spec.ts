/**
 * Who may see and change alerts, past the application: a clinician says for themself what they saw, what is closed stays so,
 * the desk learns whom to call and nothing else, a patient nothing at all, and the worker passes on and reads no more than days.
 */
import { DENIED, openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { people } from '../support/cast';

const { ann, cara, cai, rivera, kaya, osei, dale, adams } = people;
const worker = { id: '', clinicId: ann.clinicId, sessionId: '' };
const elsewhere = { ...worker, clinicId: cai.clinicId };

let roles: RoleDatabase;
beforeAll(async () => {
  roles = await openRoles();
});
afterAll(() => roles.close());

async function alert(scene: Scene, kind: string, of = ann): Promise<string> {
  const [row] = await scene.arrange<{ id: string }>(
    `insert into portal.alert (clinic_id, patient_id, kind, key, due_at, facts)
     values ($1, $2, $3, 'one', portal.portal_now(), '{"codes":["CES-2"]}') returning id`,
    [of.clinicId, of.id, kind],
  );
  return row!.id;
}

const ACKNOWLEDGE =
  'update portal.alert set acknowledged_at = portal.portal_now(), acknowledged_by = $2 where id = $1';
const CLOSE = `update portal.alert set closed_at = portal.portal_now(), closed_by = $2, note = 'Rang.',
  acknowledged_at = coalesce(acknowledged_at, portal.portal_now()), acknowledged_by = coalesce(acknowledged_by, $2)
  where id = $1`;

describe('a clinician', () => {
  it('says for themself that they saw it, and closes what a colleague saw', async () => {
    await roles.inScene(async (scene) => {
      const id = await alert(scene, 'A1');
      const as = scene.as('app_clinician', rivera);
      expect((await as.attempt(ACKNOWLEDGE, [id, kaya.id])).refused).toBe(DENIED);
      expect((await as.attempt(CLOSE, [id, kaya.id])).refused).toBe(DENIED);
      expect((await scene.as('app_clinician', osei).attempt(ACKNOWLEDGE, [id, osei.id])).count).toBe(0);
      await scene.as('app_clinician', kaya).query(ACKNOWLEDGE, [id, kaya.id]);
      expect((await as.attempt(CLOSE, [id, rivera.id])).count).toBe(1);
    });
  });

  it('reaches no alert of another clinic, not even with a change that asks for none', async () => {
    await roles.inScene(async (scene) => {
      const id = await alert(scene, 'A1');
      await scene
        .as('app_clinician', osei)
        .query('update portal.alert set acknowledged_at = now(), acknowledged_by = $1', [osei.id]);
      const [kept] = await scene.arrange('select acknowledged_by as by from portal.alert where id = $1', [
        id,
      ]);
      expect(kept).toEqual({ by: null });
    });
  });

  it('changes nothing of what is closed, and neither what was found nor when it is due', async () => {
    await roles.inScene(async (scene) => {
      const id = await alert(scene, 'A1');
      const as = scene.as('app_clinician', rivera);
      for (const change of [
        'facts = $$[]$$',
        'due_at = now()',
        'kind = $$A7$$',
        'escalated_at = now()',
        'times = 9',
      ]) {
        expect((await as.attempt(`update portal.alert set ${change} where id = $1`, [id])).refused).toBe(
          DENIED,
        );
      }
      expect((await as.attempt('delete from portal.alert')).refused).toBe(DENIED);
      await as.query(CLOSE, [id, rivera.id]);
      for (const change of ['closed_at = null, closed_by = null, note = null', `note = 'Other.'`]) {
        expect((await as.attempt(`update portal.alert set ${change} where id = $1`, [id])).count).toBe(0);
      }
    });
  });
});

describe('the desk', () => {
  it.each([
    ['A1', 1],
    ['A2', 0],
    ['A3', 1],
    ['A4', 1],
    ['A5', 0],
    ['A6', 0],
    ['A7', 0],
    ['A8', 0],
  ])('is asked to call for %s: %i', async (kind, lines) => {
    await roles.inScene(async (scene) => {
      await alert(scene, kind);
      await alert(scene, 'A1', cai);
      const as = scene.as('app_desk', dale);
      expect(await as.query('select patient_id from portal.alert')).toEqual(
        lines ? [{ patient_id: ann.id }] : [],
      );
    });
  });

  it('does not learn why, nor of what is closed, and rings in nobody else’s name', async () => {
    await roles.inScene(async (scene) => {
      const id = await alert(scene, 'A1');
      const as = scene.as('app_desk', dale);
      for (const column of ['kind', 'key', 'facts', 'note', 'for_staff_id', 'escalated_to', 'times']) {
        expect((await as.attempt(`select ${column} from portal.alert`)).refused).toBe(DENIED);
      }
      const ring = `insert into portal.call_attempt (clinic_id, patient_id, outcome, by_staff_id) values ($1, $2, 'reached', $3)`;
      expect((await as.attempt(ring, [ann.clinicId, ann.id, rivera.id])).refused).toBe(DENIED);
      expect((await as.attempt(ring, [ann.clinicId, ann.id, dale.id])).count).toBe(1);
      await scene.as('app_clinician', rivera).query(CLOSE, [id, rivera.id]);
      expect(await as.query('select id from portal.alert')).toEqual([]);
    });
  });
});

it.each([
  ['app_patient', ann],
  ['app_carer', cara],
  ['app_admin', adams],
  ['app_visitor', null],
] as const)('%s sees no alert, threshold or call', async (role, person) => {
  await roles.inScene(async (scene) => {
    await alert(scene, 'A1');
    for (const table of ['alert', 'alert_threshold', 'call_attempt']) {
      expect((await scene.as(role, person).attempt(`select id from portal.${table}`)).refused).toBe(DENIED);
    }
  });
});

it('a patient and a carer are told of themself alone what their entries are held against', async () => {
  await roles.inScene(async (scene) => {
    await alert(scene, 'A2');
    const ask = 'select patient_id from portal.alert_basis($1)';
    const ids = [[ann.id, people.ben.id, cai.id]];
    for (const [role, person] of [
      ['app_patient', ann],
      ['app_carer', cara],
    ] as const) {
      expect(await scene.as(role, person).query(ask, ids)).toEqual([{ patient_id: ann.id }]);
    }
    expect(await scene.as('app_worker', worker).query(ask, ids)).toHaveLength(2);
    // whoever takes down a log from paper is alerted as by the patient; of their own clinic
    expect(await scene.as('app_clinician', rivera).query(ask, ids)).toHaveLength(2);
    expect(await scene.as('app_clinician', osei).query(ask, ids)).toEqual([{ patient_id: cai.id }]);
    for (const role of ['app_desk', 'app_visitor'] as const) {
      expect((await scene.as(role, rivera).attempt(ask, ids)).refused).toBe(DENIED);
    }
  });
});

describe('the worker', () => {
  it('passes on once what nobody acknowledged, and does nothing else to it', async () => {
    await roles.inScene(async (scene) => {
      const id = await alert(scene, 'A1');
      const passOn = 'update portal.alert set escalated_at = portal.portal_now() where id = $1';
      const as = scene.as('app_worker', worker);
      expect((await scene.as('app_worker', elsewhere).attempt(passOn, [id])).count).toBe(0);
      for (const change of [`note = 'x'`, 'acknowledged_at = now()', 'closed_at = now()', 'due_at = now()']) {
        expect((await as.attempt(`update portal.alert set ${change}`)).refused).toBe(DENIED);
      }
      expect((await as.attempt(passOn, [id])).count).toBe(1);
      await as.query(passOn, [id]);
      expect((await as.attempt(passOn, [id])).count).toBe(0);
      const seen = await alert(scene, 'A3');
      await scene.as('app_clinician', rivera).query(ACKNOWLEDGE, [seen, rivera.id]);
      expect((await as.attempt(passOn, [seen])).count).toBe(0);
    });
  });

  it.each([
    ['assessment', 'findings'],
    ['assessment', 'pain_nprs'],
    ['assessment', 'screen'],
    ['log_entry', 'note'],
    ['hold', 'because'],
    ['hold', 'flags'],
    ['discharge', 'because'],
    ['check_in', 'answers'],
    ['prescription_transition', 'because'],
    ['prescription_item', 'steps'],
    ['alert', 'note'],
    ['alert', 'facts'],
  ])('reads of %s not %s', async (table, column) => {
    await roles.inScene(async (scene) => {
      const { refused } = await scene
        .as('app_worker', worker)
        .attempt(`select ${column} from portal.${table}`);
      expect(refused).toBe(DENIED);
    });
  });

  it.each([
    'staff',
    'patient',
    'discharge',
    'hold',
    'assessment',
    'prescription',
    'prescription_transition',
    'log_entry',
    'check_in',
    'plan_day',
    'alert',
    'opening_hours',
    'closed_day',
    'cover',
  ])('reads %s of the clinic where it is, and writes none', async (table) => {
    await roles.inScene(async (scene) => {
      const as = scene.as('app_worker', worker);
      const rows = await as.query<{ clinic_id: string }>(`select distinct clinic_id from portal.${table}`);
      expect(rows).toEqual([{ clinic_id: ann.clinicId }]);
      expect((await as.attempt(`insert into portal.${table} default values`)).refused).toBe(DENIED);
      expect((await as.attempt(`delete from portal.${table}`)).refused).toBe(DENIED);
    });
  });

  it('reads the scores of plans that come to their review, at its clinic', async () => {
    await roles.inScene(async (scene) => {
      const [plan] = await scene.arrange<{ review_on: string }>(
        `select review_on::text from portal.prescription where patient_id = $1`,
        [people.dot.id],
      );
      const ask = (who: typeof worker, day: string) =>
        scene.as('app_worker', who).query('select * from portal.scores_by_review($1)', [day]);
      expect(await ask(worker, plan!.review_on)).toHaveLength(1);
      expect(await ask(worker, '2020-01-01')).toEqual([]);
      const before = `update portal.prescription set review_on = review_on + 1 where patient_id = $1`;
      await scene.force(before, [people.dot.id]);
      expect(await ask(worker, plan!.review_on)).toEqual([]);
    });
  });
});
