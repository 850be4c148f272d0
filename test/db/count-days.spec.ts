/**
 * What is told of a day is counted as it comes in, whatever comes first and however often: the diary is written on telephones
 * without a signal. Ann's plan of the cast, written to as ann herself unless said.
 */
import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { daysUpTo, readDays } from '../../src/adherence/caseload.repository';
import { addDays } from '../../src/calendar/days';
import { MIDWAY, PLAN, setPlan } from '../support/advice';
import { DENIED, openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { adviceOf, people } from '../support/cast';

const { ann, rivera, cai, dot } = people;
const TODAY = MIDWAY.slice(0, 10);

let roles: RoleDatabase;
beforeAll(async () => {
  roles = await openRoles();
});
afterAll(() => roles.close());

interface Entry {
  id: string;
  day: string;
  minute: number;
  item: number;
  pain: number | null;
  because: string | null;
  corrects: string | null;
}

const entry = (more: Partial<Entry> = {}): Entry => ({
  id: randomUUID(),
  day: TODAY,
  minute: 0,
  item: 0,
  pain: null,
  because: null,
  corrects: null,
  ...more,
});

const FIELDS = `id, clinic_id, patient_id, kind, at, day, session_id, prescription_id, item_id, dose, pain,
  not_done_because, corrects`;
const valuesOf = (of: Entry, patient = ann, plan = PLAN): unknown[] => [
  of.id,
  patient.clinicId,
  patient.id,
  `${of.day}T08:${String(of.minute).padStart(2, '0')}:00Z`,
  of.day,
  plan.prescriptionId,
  plan.itemIds[of.item],
  of.pain,
  of.because,
  of.corrects,
];
const INSERT = `insert into portal.log_entry (${FIELDS})
  values ($1, $2, $3, 'item', $4, $5, $1, $6, $7, 0, $8, $9, $10)`;

/** As a device does that is not sure whether it was heard. */
const tell = (scene: Scene, of: Entry) =>
  scene.as('app_patient', ann).query(`${INSERT} on conflict (id) do nothing`, valuesOf(of));

interface Counted {
  day: string;
  due: number;
  done: number;
  declined: number;
  pain: number | null;
}
const counted = (scene: Scene, plan = PLAN): Promise<Counted[]> =>
  scene.arrange<Counted>(
    `select day::text, due, done, declined, worst_pain as pain from portal.plan_day
     where prescription_id = $1 and (due, done, declined) <> (0, 0, 0) order by day`,
    [plan.prescriptionId],
  );
/** The same days as the one row has them that a caseload reads. */
const tallied = async (scene: Scene): Promise<Counted[]> => {
  const [row] = await scene.arrange<{ days: string; pains: number[] }>(
    `select ${daysUpTo('$2')} as days, first_pains as pains from portal.plan_tally t where prescription_id = $1`,
    [PLAN.prescriptionId, '2026-03-29'],
  );
  return readDays(row!.days, '2026-03-29')
    .filter(({ due, done, declined }) => due + done + declined > 0)
    .map(({ ago, worstPain, ...rest }) => ({ day: addDays('2026-03-29', -ago), ...rest, pain: worstPain }));
};
const inPlan = (work: (scene: Scene) => Promise<void>) =>
  roles.inScene(async (scene) => {
    await setPlan(scene);
    // so that every entry of the story was advised
    await scene.force(
      `update portal.prescription_transition set starts_on = '2026-03-02', week_one_on = '2026-03-02',
         at = '2026-03-01T09:00:00Z', advice_until = '2026-04-27', review_on = '2026-03-30' where prescription_id = $1`,
      [PLAN.prescriptionId],
    );
    await scene.force(`update portal.assessment set signed_at = '2026-03-01T09:00:00Z' where id = $1`, [
      PLAN.assessmentId,
    ]);
    await scene.force(
      `update portal.advice_confirmation set confirmed_at = '2026-03-01T09:00:00Z' where episode_id = $1`,
      [PLAN.episodeId],
    );
    await work(scene);
  });

const day = (more: Partial<Counted>): Counted => ({
  day: TODAY,
  due: 0,
  done: 0,
  declined: 0,
  pain: null,
  ...more,
});

describe('what was done', () => {
  it.each<[string, Entry[], Counted[]]>([
    ['one', [entry({ pain: 3 })], [day({ done: 1, pain: 3 })]],
    ['the same exercise twice', [entry(), entry()], [day({ done: 2 })]],
    [
      'another as not done, and why',
      [entry({ pain: 2 }), entry({ item: 1, because: 'time' })],
      [day({ done: 1, declined: 1, pain: 2 })],
    ],
    ['pain that kept from it', [entry({ because: 'pain', pain: 7 })], [day({ declined: 1, pain: 7 })]],
    [
      'two days',
      [entry(), entry({ day: '2026-03-15' })],
      [day({ day: '2026-03-15', done: 1 }), day({ done: 1 })],
    ],
  ])('is counted: %s', async (_what, entries, expected) => {
    await inPlan(async (scene) => {
      for (const one of entries) await tell(scene, one);
      expect(await counted(scene)).toEqual(expected);
    });
  });

  const first = entry({ pain: 6 });
  const older = entry({ corrects: first.id, minute: 1, pain: 5 });
  const newer = entry({ corrects: first.id, minute: 2, because: 'forgot' });
  const ofOlder = entry({ corrects: older.id, minute: 9, pain: 1 });
  const onAnotherDay = entry({ corrects: newer.id, minute: 3, day: '2026-03-15', pain: 2 });

  it.each<[string, Entry[], Counted[]]>([
    ['a correction takes its place', [first, older], [day({ done: 1, pain: 5 })]],
    ['of two the newer', [first, older, newer], [day({ declined: 1 })]],
    ['also where the older was corrected later', [first, older, newer, ofOlder], [day({ declined: 1 })]],
    ['to another day', [first, newer, onAnotherDay], [day({ day: '2026-03-15', done: 1, pain: 2 })]],
    ['one whose first has not come', [older], [day({ done: 1, pain: 5 })]],
    ['two whose first has not come', [older, newer], [day({ declined: 1 })]],
    [
      'two generations without the one between',
      [first, onAnotherDay],
      [day({ day: '2026-03-15', done: 1, pain: 2 }), day({ done: 1, pain: 6 })],
    ],
  ])('is counted as it stands: %s', async (_what, entries, expected) => {
    await inPlan(async (scene) => {
      for (const order of [entries, [...entries].reverse()]) {
        await scene.undone(async () => {
          for (const one of order) await tell(scene, one);
          expect(await counted(scene)).toEqual(expected);
        });
      }
    });
  });

  it('does not depend on order or repetition, and agrees with the entries that stand', async () => {
    const anyEntries = fc
      .array(
        fc.record({
          minute: fc.nat(59),
          item: fc.nat(2),
          day: fc.constantFrom(TODAY, '2026-03-15', '2026-03-14'),
          pain: fc.option(fc.nat(10)),
          because: fc.option(fc.constantFrom('pain', 'time', 'other'), { freq: 2 }),
          // corrects one that was made before it
          back: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 2 }),
        }),
        { minLength: 1, maxLength: 10 },
      )
      .map((drawn) => {
        const made = drawn.map(({ back: _back, ...more }) => entry(more));
        return made.map((one, i) => ({ ...one, corrects: made[i - (drawn[i]!.back ?? i + 1)]?.id ?? null }));
      });
    const anyArrival = anyEntries.chain((entries) =>
      fc.record({
        entries: fc.constant(entries),
        order: fc.shuffledSubarray([...entries, ...entries], { minLength: 2 * entries.length }),
      }),
    );
    await inPlan(async (scene) => {
      await fc.assert(
        fc.asyncProperty(anyArrival, async ({ entries, order }) => {
          await scene.undone(async () => {
            for (const one of order) await tell(scene, one);
            const arrived = await counted(scene);
            expect(arrived).toEqual(countedByHand(entries));
            expect(await tallied(scene)).toEqual(arrived);
            const standing = await scene.arrange<{ n: number }>(
              'select count(*)::int as n from portal.standing_entry where patient_id = $1',
              [ann.id],
            );
            expect(arrived.reduce((sum, { done, declined }) => sum + done + declined, 0)).toBe(
              standing[0]!.n,
            );
          });
        }),
        { numRuns: 40 },
      );
    });
  });

  it('is not what a correction of somebody else’s entry would make of it', async () => {
    await inPlan(async (scene) => {
      const theirs = entry({ pain: 4 });
      await tell(scene, theirs);
      await scene.force(
        `update portal.prescription_transition set starts_on = '2026-03-02', at = '2026-03-01T09:00:00Z' where prescription_id = $1`,
        [adviceOf('dot').prescriptionId],
      );
      await scene.arrange(
        INSERT,
        valuesOf(entry({ corrects: theirs.id, because: 'other' }), dot, adviceOf('dot')),
      );
      // counted again, with theirs in the diary
      await tell(scene, entry({ item: 1, pain: 2 }));
      expect(await counted(scene)).toEqual([day({ done: 2, pain: 4 })]);
    });
  });
});

/** The rule said once more, in another language: in each generation the newest child follows its parent. */
function countedByHand(entries: Entry[]): Counted[] {
  const childrenOf = (id: string) =>
    entries.filter((one) => one.corrects === id).sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
  const lastOf = (one: Entry): Entry => {
    const newest = childrenOf(one.id).at(-1);
    return newest ? lastOf(newest) : one;
  };
  const standing = entries.filter(({ corrects }) => corrects === null).map(lastOf);
  return [...new Set(standing.map((one) => one.day))].sort().map((on) => {
    const ofDay = standing.filter((one) => one.day === on);
    const pains = ofDay.flatMap(({ pain }) => pain ?? []);
    const declined = ofDay.filter(({ because }) => because !== null).length;
    const done = ofDay.length - declined;
    return day({ day: on, done, declined, pain: pains.length > 0 ? Math.max(...pains) : null });
  });
}

const keyOf = (one: Entry): string => `${one.day} ${String(one.minute).padStart(2, '0')} ${one.id}`;

describe('what counts of what was asked', () => {
  const ALL = { 1: 2, 2: 1, 3: 1 };
  const asked = async (scene: Scene) => {
    const days = { '2026-03-15': ALL, [TODAY]: ALL, '2026-03-17': ALL };
    await scene
      .as('app_clinician', rivera)
      .query('select portal.ask_days($1, $2, $3)', [PLAN.prescriptionId, '2026-03-15', days]);
  };
  const due = async (scene: Scene) => (await counted(scene)).map((one) => one.due);
  const holdOf = (scene: Scene, kind: string) =>
    scene.as('app_patient', ann).query(
      `insert into portal.hold (id, clinic_id, patient_id, kind, opened_by_patient, because, flags)
       values (gen_random_uuid(), $1, $2, $3, true, 'said so', '{}')`,
      [ann.clinicId, ann.id, kind],
    );
  const inAsked = (work: (scene: Scene) => Promise<void>) =>
    inPlan(async (scene) => {
      await scene.force('update portal.prescription_item set is_comfort = true where id = $1', [
        PLAN.itemIds[1],
      ]);
      await asked(scene);
      await work(scene);
    });

  it('is all of it while nothing is closed', () =>
    inAsked(async (scene) => {
      expect(await due(scene)).toEqual([4, 4, 4]);
      expect(await tallied(scene)).toEqual(await counted(scene));
    }));

  it.each([
    ['hold', [4]],
    ['own_pause', [4]],
    ['pain_pause', [4, 1, 1]],
  ])('from the day of a patient’s %s on is what shows', async (kind, expected) => {
    await inAsked(async (scene) => {
      await holdOf(scene, kind);
      expect(await due(scene)).toEqual(expected);
      expect(await tallied(scene)).toEqual(await counted(scene));
    });
  });

  it('is all of it again from the day on which the hold was lifted', async () => {
    await inAsked(async (scene) => {
      await holdOf(scene, 'hold');
      await scene.setClock('2026-03-17T10:00:00Z');
      await scene.as('app_clinician', rivera).query(
        `update portal.hold set resolved_at = portal.portal_now(), resolved_by = $1, resolution = 'Seen.'
         where patient_id = $2 and resolved_at is null`,
        [rivera.id, ann.id],
      );
      expect((await counted(scene)).map((one) => [one.day, one.due])).toEqual([
        ['2026-03-15', 4],
        ['2026-03-17', 4],
      ]);
    });
  });

  it.each([
    ['tomorrow', [4, 2, 4]],
    ['reviewed', [4, 2, 2]],
  ])('is less by an item that was stopped until %s', async (until, expected) => {
    await inAsked(async (scene) => {
      const stop = async () =>
        scene.as('app_patient', ann).query(
          `insert into portal.item_stop (clinic_id, patient_id, prescription_id, item_id, until, because, day)
           values ($1, $2, $3, $4, $5, 'own_choice', $6)`,
          [ann.clinicId, ann.id, PLAN.prescriptionId, PLAN.itemIds[0], until, TODAY],
        );
      await stop();
      expect(await due(scene)).toEqual(expected);
      await scene.arrange(
        'update portal.item_stop set lifted_at = portal.portal_now() where patient_id = $1',
        [ann.id],
      );
      expect(await due(scene)).toEqual([4, 4, 4]);
    });
  });

  it.each(['paused', 'withdrawn', 'completed'])(
    'is nothing from the day on which the plan was %s, whoever wrote that',
    async (kind) => {
      await inAsked(async (scene) => {
        await tell(scene, entry({ pain: 1 }));
        await scene.as('app_clinician', rivera).query(
          `insert into portal.prescription_transition (clinic_id, prescription_id, version_id, kind, by_staff_id, because)
           values ($1, $2, $3, $4, $5, 'a cold')`,
          [rivera.clinicId, PLAN.prescriptionId, PLAN.versionId, kind, rivera.id],
        );
        expect(await counted(scene)).toEqual([
          day({ day: '2026-03-15', due: 4 }),
          day({ due: 0, done: 1, pain: 1 }),
        ]);
        expect(await tallied(scene)).toEqual(await counted(scene));
      });
    },
  );

  it('is written anew without losing what was done', async () => {
    await inAsked(async (scene) => {
      await tell(scene, entry({ pain: 1 }));
      await scene
        .as('app_clinician', rivera)
        .query('select portal.ask_days($1, $2, $3)', [
          PLAN.prescriptionId,
          TODAY,
          { '2026-03-18': { 1: 1 } },
        ]);
      expect(await counted(scene)).toEqual([
        day({ day: '2026-03-15', due: 4 }),
        day({ due: 0, done: 1, pain: 1 }),
        day({ day: '2026-03-18', due: 1 }),
      ]);
    });
  });
});

describe('the days of a plan', () => {
  const seen = 'select 1 from portal.plan_day where prescription_id = $1';

  it.each([
    ['app_patient', ann, PLAN, true],
    ['app_patient', dot, PLAN, false],
    ['app_carer', people.cara, PLAN, true],
    ['app_carer', people.gil, PLAN, false],
    ['app_clinician', rivera, PLAN, true],
    ['app_clinician', people.osei, PLAN, false],
    ['app_worker', rivera, PLAN, true],
    ['app_worker', cai, PLAN, false],
  ] as const)('%s sees them where they are theirs', async (role, person, plan, sees) => {
    await inPlan(async (scene) => {
      await tell(scene, entry());
      expect(await scene.as(role, person).query(seen, [plan.prescriptionId])).toHaveLength(sees ? 1 : 0);
    });
  });

  it.each(['app_patient', 'app_carer', 'app_desk', 'app_admin', 'app_visitor'] as const)(
    'are not for %s to write',
    async (role) => {
      await inPlan(async (scene) => {
        const as = scene.as(role, role === 'app_carer' ? people.cara : ann);
        const { refused } = await as.attempt('select portal.ask_days($1, $2, $3)', [
          PLAN.prescriptionId,
          TODAY,
          {},
        ]);
        expect(refused).toBe(DENIED);
        expect((await as.attempt('update portal.plan_day set done = 9')).refused).toBe(DENIED);
        expect((await as.attempt('select portal.plans_to_count($1)', [[PLAN.prescriptionId]])).refused).toBe(
          DENIED,
        );
      });
    },
  );

  it('are not for another clinic to write or to read', async () => {
    await inPlan(async (scene) => {
      const osei = scene.as('app_clinician', people.osei);
      expect(await osei.query('select portal.plans_to_count($1)', [[PLAN.prescriptionId]])).toEqual([]);
      const { refused } = await osei.attempt('select portal.ask_days($1, $2, $3)', [
        PLAN.prescriptionId,
        TODAY,
        {},
      ]);
      expect(refused).toBe('P0002');
    });
  });
});
