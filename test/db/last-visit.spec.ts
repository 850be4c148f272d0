/**
 * On which day somebody was seen last, by each kind of row and by none that is no visit; and who is archived, by what is open of
 * them. From the first a record is kept, so each condition has its case.
 */
import { openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { adviceOf, people } from '../support/cast';

const { ann, ben, cai, rivera, dale, osei } = people;
const RX = adviceOf('ann');

let roles: RoleDatabase;
beforeAll(async () => {
  roles = await openRoles();
});
afterAll(() => roles.close());

const lastOf = async (scene: Scene, who: { id: string } = ann) =>
  (
    await scene
      .as('app_clinician', rivera)
      .query<{ day: string; kind: string }>(
        'select on_day::text as day, kind from portal.last_visits(array[$1::uuid])',
        [who.id],
      )
  )[0];

/** Ann as if all that the cast tells of her had been long ago. */
async function longAgo(scene: Scene): Promise<void> {
  for (const sql of [
    `update portal.patient set created_at = '2020-01-01T12:00Z'`,
    `update portal.assessment set seen_on = '2020-01-02' where seen_on is not null`,
    `update portal.prescription_transition set at = '2020-01-03T12:00Z'`,
    `update portal.discharge set discharged_at = '2020-01-03T12:00Z'`,
    `update portal.outcome_score set taken_on = '2020-01-03'`,
  ])
    await scene.force(sql);
}

const VISITS: [kind: string, sql: string, not: [why: string, sql: string][]][] = [
  [
    'assessed',
    `update portal.assessment set seen_on = '2021-05-05' where id = '${RX.assessmentId}'`,
    [
      [
        'not signed',
        `update portal.assessment set signed_at = null, signed_by = null where id = '${RX.assessmentId}'`,
      ],
      [
        'entered in error',
        `update portal.assessment set entered_in_error_at = now(), entered_in_error_by = '${rivera.id}',
           entered_in_error_because = 'x' where id = '${RX.assessmentId}'`,
      ],
      [
        'somebody else’s',
        `update portal.assessment set patient_id = '${ben.id}' where id = '${RX.assessmentId}'`,
      ],
    ],
  ],
  [
    'scored',
    `insert into portal.outcome_score (clinic_id, patient_id, episode_id, instrument, instrument_version, taken_on, answers,
       score, recorded_by) values ('${ann.clinicId}', '${ann.id}', '${RX.episodeId}', 'NPRS', '1', '2021-05-05', '{}', 3,
       '${rivera.id}')`,
    [
      [
        'entered in error',
        `update portal.outcome_score set entered_in_error_at = now(), entered_in_error_by = '${rivera.id}',
           entered_in_error_because = 'x' where taken_on = '2021-05-05'`,
      ],
      ['somebody else’s', `update portal.episode set patient_id = '${ben.id}' where id = '${RX.episodeId}'`],
    ],
  ],
  [
    'advised',
    `update portal.prescription_transition set at = '2021-05-04T23:30Z' where prescription_id = '${RX.prescriptionId}'`,
    [
      [
        'withdrawn',
        `update portal.prescription_transition set kind = 'withdrawn', because = 'x', starts_on = null, week_one_on = null where prescription_id = '${RX.prescriptionId}'`,
      ],
      [
        'paused',
        `update portal.prescription_transition set kind = 'paused', because = 'x', starts_on = null, week_one_on = null where prescription_id = '${RX.prescriptionId}'`,
      ],
      [
        'entered in error',
        `update portal.prescription set entered_in_error_at = now() where id = '${RX.prescriptionId}'`,
      ],
      [
        'somebody else’s',
        `update portal.prescription set patient_id = '${ben.id}' where id = '${RX.prescriptionId}'`,
      ],
    ],
  ],
  [
    'paper_log',
    `insert into portal.log_entry (id, clinic_id, patient_id, taken_down_by, kind, at, day, pain, received_at)
     values ('${RX.episodeId}', '${ann.clinicId}', '${ann.id}', '${rivera.id}', 'next_morning', '2021-01-01', '2021-01-01', 2,
       '2021-05-05T10:00Z')`,
    [
      ['written by herself', `update portal.log_entry set taken_down_by = null where id = '${RX.episodeId}'`],
      [
        'somebody else’s',
        `update portal.log_entry set patient_id = '${ben.id}' where id = '${RX.episodeId}'`,
      ],
    ],
  ],
  [
    'discharged',
    `insert into portal.discharge (clinic_id, patient_id, discharged_at, discharged_by, because)
     values ('${ann.clinicId}', '${ann.id}', '2021-05-05T10:00Z', '${rivera.id}', 'x')`,
    [
      [
        'that of a death',
        `insert into portal.death (clinic_id, patient_id, because, recorded_by, discharge_id)
         select clinic_id, patient_id, 'x', discharged_by, id from portal.discharge where patient_id = '${ann.id}'`,
      ],
      [
        'somebody else’s',
        `update portal.discharge set patient_id = '${ben.id}' where patient_id = '${ann.id}'`,
      ],
    ],
  ],
  ['registered', `update portal.patient set created_at = '2021-05-04T23:30Z' where id = '${ann.id}'`, []],
];

describe.each(VISITS)('%s', (kind, sql, not) => {
  it('is a visit, on the clinic’s day', async () => {
    await roles.inScene(async (scene) => {
      await longAgo(scene);
      expect((await lastOf(scene))!.day < '2021').toBe(true);
      await scene.force(sql);
      expect(await lastOf(scene)).toEqual({ day: '2021-05-05', kind });
      // however it is told of, of somebody else it tells nothing
      expect((await lastOf(scene, ben))!.day < '2021').toBe(true);
    });
  });

  if (not.length > 0)
    it.each(not)('but not: %s', async (_why, otherwise) => {
      await roles.inScene(async (scene) => {
        await longAgo(scene);
        await scene.force(sql);
        await scene.force(otherwise);
        expect((await lastOf(scene))!.day < '2021').toBe(true);
      });
    });
});

it('is told of the asker’s clinic alone, and of all of it where nobody is named', async () => {
  await roles.inScene(async (scene) => {
    const all = (by: { id: string; clinicId: string; sessionId: string }) =>
      scene
        .as('app_clinician', by)
        .query<{ id: string }>('select patient_id as id from portal.last_visits(null)');
    const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
    expect(idsOf(await all(rivera))).toEqual([ann.id, ben.id, people.dot.id].sort());
    expect(idsOf(await all(osei))).toEqual([cai.id]);
    expect(await lastOf(scene, cai)).toBeUndefined();
  });
});

it('is that of any record that was merged into theirs, also by way of another, and of no other', async () => {
  await roles.inScene(async (scene) => {
    await longAgo(scene);
    const register = async (name: string, into: string) => {
      const [row] = await scene.force<{ id: string }>(
        `insert into portal.patient (clinic_id, name, date_of_birth, created_at, merged_into_id)
         values ($1, $2, '1980-01-01', '2019-01-01', $3) returning id`,
        [ann.clinicId, name, into],
      );
      return row!;
    };
    const middle = await register('Ann A.', ann.id);
    const first = await register('Anne Allen', middle.id);
    const before = (await lastOf(scene))!;
    const again = async ({ id }: { id: string }, clinicId = ann.clinicId) =>
      scene.force(
        `update portal.patient set created_at = '2021-05-05T12:00Z', clinic_id = $2 where id = $1`,
        [...[id, clinicId]],
      );
    const THEN = { day: '2021-05-05', kind: 'registered' };
    await scene.undone(async () => {
      await again(middle);
      expect(await lastOf(scene)).toEqual(THEN);
      expect(await lastOf(scene, middle)).toEqual(THEN);
      expect((await lastOf(scene, first))!.day).toBe('2019-01-01');
      expect((await lastOf(scene, ben))!.day < '2021').toBe(true);
    });
    await scene.undone(async () => {
      await again(first, cai.clinicId);
      expect(await lastOf(scene)).toEqual(before);
    });
    await again(first);
    expect(await lastOf(scene)).toEqual(THEN);
    const rows = await scene
      .as('app_clinician', rivera)
      .query<{ id: string }>(
        `select patient_id as id from portal.last_visits(null) where on_day = '2021-05-05'`,
      );
    expect(rows.map(({ id }) => id).sort()).toEqual([ann.id, middle.id, first.id].sort());
  });
});

describe('archiving', () => {
  const ARCHIVE = 'select patient_id as id, outcome from portal.archive_patients($1, $2, $3)';
  const outcomeOf = async (scene: Scene, whom: string[] | null, since: string | null = null) =>
    scene.as('app_desk', dale).query<{ id: string; outcome: string }>(ARCHIVE, [whom, since, 'Long ago.']);
  const PLAN_WAS = `update portal.prescription set advice_until = current_date - 1 where id = '${RX.prescriptionId}'`;

  it.each<[string, string, string]>([
    [
      'with a plan that ends today',
      `update portal.prescription set advice_until = current_date, starts_on = current_date where id = '${RX.prescriptionId}'`,
      'in_care',
    ],
    ['with a plan that ended yesterday', PLAN_WAS, 'archived'],
    [
      'with a plan that is paused',
      `update portal.prescription set standing = 'paused' where id = '${RX.prescriptionId}'`,
      'in_care',
    ],
    [
      'with a plan that was withdrawn',
      `update portal.prescription set standing = 'withdrawn', live_version_id = null where id = '${RX.prescriptionId}'`,
      'archived',
    ],
    [
      'with a plan, discharged',
      `insert into portal.discharge (clinic_id, patient_id, discharged_by, because) values ('${ann.clinicId}', '${ann.id}', '${rivera.id}', 'x')`,
      'archived',
    ],
    [
      'with a plan, readmitted',
      `insert into portal.discharge (clinic_id, patient_id, discharged_by, because, readmitted_at, readmitted_by)
       values ('${ann.clinicId}', '${ann.id}', '${rivera.id}', 'x', now(), '${rivera.id}')`,
      'in_care',
    ],
    [
      'with a hold',
      `${PLAN_WAS}; insert into portal.hold (clinic_id, patient_id, opened_by, because) values ('${ann.clinicId}', '${ann.id}', '${rivera.id}', 'x')`,
      'in_care',
    ],
    [
      'with a hold that was resolved',
      `${PLAN_WAS}; insert into portal.hold (clinic_id, patient_id, opened_by, because, resolved_at, resolved_by, resolution)
       values ('${ann.clinicId}', '${ann.id}', '${rivera.id}', 'x', now(), '${rivera.id}', 'x')`,
      'archived',
    ],
    [
      'with an alert',
      `${PLAN_WAS}; insert into portal.alert (clinic_id, patient_id, kind, key, due_at) values ('${ann.clinicId}', '${ann.id}', 'A7', 'x', now())`,
      'in_care',
    ],
    [
      'with an alert that was closed',
      `${PLAN_WAS}; insert into portal.alert (clinic_id, patient_id, kind, key, due_at, closed_at, closed_by, note)
       values ('${ann.clinicId}', '${ann.id}', 'A7', 'x', now(), now(), '${rivera.id}', 'x')`,
      'archived',
    ],
    [
      'with a request for the record',
      `${PLAN_WAS}; insert into portal.record_request (clinic_id, patient_id, due_on) values ('${ann.clinicId}', '${ann.id}', current_date)`,
      'in_care',
    ],
    [
      'with a request that was released',
      `${PLAN_WAS}; insert into portal.record_request (clinic_id, patient_id, due_on, released_at, released_by)
       values ('${ann.clinicId}', '${ann.id}', current_date, now(), '${rivera.id}')`,
      'archived',
    ],
    [
      'with a request that was refused',
      `${PLAN_WAS}; insert into portal.record_request (clinic_id, patient_id, due_on, refused_at, refused_by, refused_because)
       values ('${ann.clinicId}', '${ann.id}', current_date, now(), '${rivera.id}', 'x')`,
      'archived',
    ],
  ])('%s', async (_who, sql, outcome) => {
    await roles.inScene(async (scene) => {
      for (const one of sql.split('; ')) await scene.force(one);
      expect(await outcomeOf(scene, [ann.id])).toEqual([{ id: ann.id, outcome }]);
      // what is open of one keeps no other; ben has nothing
      expect(await outcomeOf(scene, [ben.id])).toEqual([{ id: ben.id, outcome: 'archived' }]);
    });
  });

  it('is nobody’s of another clinic, and done by desk and clinicians alone', async () => {
    await roles.inScene(async (scene) => {
      expect(await outcomeOf(scene, [cai.id])).toEqual([]);
      for (const [role, who] of [
        ['app_admin', people.adams],
        ['app_patient', ann],
        ['app_carer', people.cara],
        ['app_worker', rivera],
      ] as const)
        expect((await scene.as(role, who).attempt(ARCHIVE, [[ben.id], null, 'x'])).refused).toBe('42501');
    });
  });

  it('is of the record that lives on: one that was merged is in no list already', async () => {
    await roles.inScene(async (scene) => {
      await scene.force(PLAN_WAS);
      await scene.force('update portal.patient set merged_into_id = $2 where id = $1', [ben.id, ann.id]);
      await scene.setClock('2099-01-01T12:00:00Z');
      expect(await outcomeOf(scene, [ben.id])).toEqual([]);
      expect((await outcomeOf(scene, null, '2098-01-01')).map(({ id }) => id)).not.toContain(ben.id);
      expect(await outcomeOf(scene, [ann.id])).toEqual([{ id: ann.id, outcome: 'archived_already' }]);
    });
  });

  it('ends with a new episode, of that patient alone', async () => {
    await roles.inScene(async (scene) => {
      await scene.force(PLAN_WAS);
      await outcomeOf(scene, [ann.id, ben.id]);
      await scene
        .as('app_clinician', rivera)
        .query(
          `insert into portal.episode (clinic_id, patient_id, title, opened_on, opened_by) values ($1, $2, 'Neck', current_date, $3)`,
          [ann.clinicId, ann.id, rivera.id],
        );
      const rows = await scene.arrange<{ id: string; is: boolean }>(
        'select id, archived_at is not null as "is" from portal.patient where id = any ($1)',
        [[ann.id, ben.id]],
      );
      expect(Object.fromEntries(rows.map(({ id, is }) => [id, is]))).toEqual({
        [ann.id]: false,
        [ben.id]: true,
      });
    });
  });
});
