/**
 * What a patient was ever told to do, for those who ask for their own data: each exercise of each version once, with its days, and
 * nothing that could not show. That it did show is asked of `was_advised`, which has its cases in was-advised.spec.ts.
 */
import { append, draftVersion, PLAN, setPlan } from '../support/advice';
import { openRoles, type RoleDatabase } from '../support/as-role';
import { people } from '../support/cast';
import {
  awaiting,
  becomes,
  begun,
  each,
  forAnother,
  inWeeks,
  nothing,
  type Step,
  unconfirmed,
  withSecondPlan,
} from '../support/circumstances';

const { ann, ben, cai } = people;

/** As it was issued and confirmed, a fortnight ago. */
const asItWas: Step = each(
  (scene) =>
    scene.force(
      `update portal.prescription_transition set at = '2026-03-02T09:00:00Z', starts_on = '2026-03-02',
         week_one_on = '2026-03-02', review_on = '2026-03-30', advice_until = '2026-04-27' where prescription_id = $1`,
      [PLAN.prescriptionId],
    ),
  (scene) =>
    scene.force(`update portal.assessment set signed_at = '2026-03-02T08:00:00Z' where id = $1`, [
      PLAN.assessmentId,
    ]),
  (scene) =>
    scene.force(
      `update portal.advice_confirmation set confirmed_at = '2026-03-02T09:30:00Z' where episode_id = $1`,
      [PLAN.episodeId],
    ),
);
const renewed: Step = async (scene) => {
  await append(scene, 'superseded');
  await append(scene, 'issued', await draftVersion(scene, PLAN, 2), {
    startsOn: '2026-03-16',
    weekOneOn: '2026-03-02',
    reviewOn: '2026-03-30',
    adviceUntil: '2026-04-20',
  });
};
const startedLater: Step = (scene) =>
  scene.force(
    `update portal.prescription_transition set starts_on = '2026-03-09', week_one_on = '2026-03-09' where prescription_id = $1`,
    [PLAN.prescriptionId],
  );
const startsOn =
  (day: string): Step =>
  (scene) =>
    scene.force('update portal.prescription_transition set starts_on = $2 where prescription_id = $1', [
      PLAN.prescriptionId,
      day,
    ]);
const phased = each(awaiting('Build'), begun('Build', '2026-03-11'), begun('Settle', '2026-03-04'));

describe('what a patient was ever told to do', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  interface Row {
    place: number;
    version_number: number;
    shown_from: string;
    shown_until: string | null;
  }
  const told = (step: Step, who: Pick<typeof ann, 'id' | 'clinicId' | 'sessionId'> = ann) =>
    roles.inScene(async (scene) => {
      await setPlan(scene);
      await asItWas(scene);
      await step(scene);
      const rows = await scene.as('app_patient', who).query<Row>(
        `select place, version_number, shown_from::text, shown_until::text from portal.advised_ever
           order by prescription_id = '${PLAN.prescriptionId}' desc, version_number, place`,
      );
      return rows.map((row) => [row.version_number, row.place, row.shown_from, row.shown_until]);
    });
  const three = (from: string, until: string | null, version = 1) =>
    [1, 2, 3].map((place) => [version, place, from, until]);

  it.each<[what: string, step: Step, expected: unknown]>([
    ['while it stands', nothing, three('2026-03-02', '2026-04-27')],
    [
      'from its first day, whatever was noted since',
      each(startedLater, becomes('paused')),
      three('2026-03-09', '2026-04-27'),
    ],
    [
      'from the day its plan was meant to begin',
      each(startsOn('2026-03-09'), becomes('paused')),
      three('2026-03-09', '2026-04-27'),
    ],
    [
      'in its weeks, whatever was noted since',
      each(inWeeks(2, 2), becomes('paused')),
      three('2026-03-09', '2026-03-15'),
    ],
    [
      'of each version its own',
      renewed,
      [
        ...three('2026-03-02', '2026-03-16'),
        [2, 1, '2026-03-16', '2026-04-20'],
        [2, 2, '2026-03-16', '2026-04-20'],
      ],
    ],
    ['until it was withdrawn', becomes('withdrawn'), three('2026-03-02', '2026-03-16')],
    ['in its weeks', inWeeks(2, 2), three('2026-03-09', '2026-03-15')],
    ['not before them', inWeeks(4, 6), []],
    ['from the day of its phase, each once', phased, three('2026-03-11', '2026-04-27')],
    ['not of a phase that waits', awaiting('Build'), []],
    ['not what nobody confirmed', unconfirmed, []],
    ['not what was written for another', forAnother(), []],
  ])('is told %s', async (_what, step, expected) => {
    expect(await told(step)).toEqual(expected);
  });

  it('is told of two plans, each exercise once', async () => {
    const rows = await told(withSecondPlan(nothing));
    expect(rows.slice(0, 3)).toEqual(three('2026-03-02', '2026-04-27'));
    expect(rows.slice(3)).toHaveLength(1);
  });

  it('is told to the patient alone', async () => {
    expect(await told(nothing, ben)).toEqual([]);
    expect(await told(nothing, { ...ann, clinicId: cai.clinicId })).toEqual([]);
  });
});
