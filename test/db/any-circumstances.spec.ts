/**
 * Asks the gate, and the two views beside it, about circumstances thrown together by chance, and holds the answers to the
 * sentence of the promise as it is written here once more, in other words: two plans of ann's, whatever happens to them.
 */
import fc from 'fast-check';
import { append, DAYS, draftSecondPlan, type Plan, PLAN, setPlan } from '../support/advice';
import { openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { people } from '../support/cast';
import {
  assessmentIs,
  confirmed,
  discharged,
  type Flaw,
  held,
  readmitted,
  renewed,
  resolved,
  screenIs,
  unassessed,
} from '../support/circumstances';

const { ann, dale } = people;

/** Mostly what lets the exercises show, so that one fact alone often decides. */
const mostly = <T extends string>(usual: T, ...others: T[]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

const planFacts = fc.record({
  standing: mostly('issued', 'draft', 'paused', 'completed', 'withdrawn'),
  assessment: mostly('sound', 'unsigned', 'unsuitable', 'in_error', 'none'),
  screen: mostly('none', 'sound', 'unsigned', 'unsuitable', 'in_error'),
  today: mostly('within', 'before', 'first', 'last', 'after'),
  confirmed: mostly('yes', 'no'),
});
const patientFacts = fc.record({
  hold: mostly('none', 'open', 'resolved'),
  discharge: mostly('none', 'open', 'readmitted'),
});
type PlanFacts = typeof planFacts extends fc.Arbitrary<infer T> ? T : never;
type PatientFacts = typeof patientFacts extends fc.Arbitrary<infer T> ? T : never;

/** What is today, 16 March 2026, to a plan. */
const SPAN: Record<PlanFacts['today'], [startsOn: string, adviceUntil: string]> = {
  before: ['2026-03-17', '2026-04-27'],
  first: ['2026-03-16', '2026-04-27'],
  within: [DAYS.startsOn, DAYS.adviceUntil],
  last: ['2026-03-02', '2026-03-16'],
  after: ['2026-03-02', '2026-03-15'],
};

async function arrangePlan(scene: Scene, plan: Plan, facts: PlanFacts): Promise<void> {
  const [startsOn, adviceUntil] = SPAN[facts.today];
  const isOpen = ['issued', 'paused'].includes(facts.standing);
  await scene.force(
    `update portal.prescription set standing = $2, live_version_id = $3, starts_on = $4, week_one_on = $4,
       advice_until = $5 where id = $1`,
    [plan.prescriptionId, facts.standing, isOpen ? plan.versionId : null, startsOn, adviceUntil],
  );
  if (facts.screen !== 'none') await renewed(plan)(scene);
  if (isFlaw(facts.screen)) await screenIs(facts.screen, plan)(scene);
  if (isFlaw(facts.assessment)) await assessmentIs(facts.assessment, plan)(scene);
  if (facts.assessment === 'none') await unassessed(plan)(scene);
  if (facts.confirmed === 'no') {
    await scene.arrange('delete from portal.advice_confirmation where episode_id = $1', [plan.episodeId]);
  }
}

const isFlaw = (fact: string): fact is Flaw => ['unsigned', 'unsuitable', 'in_error'].includes(fact);

async function arrangePatient(scene: Scene, { hold, discharge }: PatientFacts): Promise<void> {
  if (hold !== 'none') await held()(scene);
  if (hold === 'resolved') await resolved(scene);
  if (discharge !== 'none') await discharged()(scene);
  if (discharge === 'readmitted') await readmitted()(scene);
}

const isSound = (plan: PlanFacts): boolean =>
  plan.assessment === 'sound' && ['none', 'sound'].includes(plan.screen);

const mayBeSeen = (plan: PlanFacts, patient: PatientFacts): boolean =>
  plan.standing === 'issued' &&
  isSound(plan) &&
  plan.today !== 'before' &&
  plan.today !== 'after' &&
  plan.confirmed === 'yes' &&
  patient.hold !== 'open' &&
  patient.discharge !== 'open';

function kindOf(plan: PlanFacts, patient: PatientFacts): string {
  if (patient.hold === 'open') return 'on_hold';
  if (patient.discharge === 'open') return 'discharged';
  if (['completed', 'withdrawn'].includes(plan.standing)) return 'ended';
  if (plan.standing === 'paused' || !isSound(plan)) return 'paused';
  if (plan.today === 'after') return 'lapsed';
  if (plan.confirmed === 'no') return 'not_confirmed';
  return plan.today === 'before' ? 'not_started' : 'live';
}

function deskStateOf(plans: PlanFacts[], patient: PatientFacts): string {
  if (patient.hold === 'open') return 'on_hold';
  if (plans.every((plan) => plan.standing === 'draft')) return 'none';
  const current = plans.filter(
    (plan) => ['issued', 'paused'].includes(plan.standing) && plan.today !== 'after',
  );
  if (current.length === 0 || patient.discharge === 'open') return 'ended';
  return current.some((plan) => plan.standing === 'issued' && isSound(plan)) ? 'live' : 'on_hold';
}

describe('in any circumstances', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  it('shows exactly what may be seen, and says "live" of exactly that', async () => {
    await roles.inScene(async (scene) => {
      await setPlan(scene);
      const second = await draftSecondPlan(scene, 2);
      await append(scene, 'issued', second);
      await confirmed(second.episodeId)(scene);
      await fc.assert(
        fc.asyncProperty(planFacts, planFacts, patientFacts, (one, other, patient) =>
          scene.undone(async () => {
            await arrangePlan(scene, PLAN, one);
            await arrangePlan(scene, second, other);
            await arrangePatient(scene, patient);
            const both = [
              { plan: PLAN, facts: one },
              { plan: second, facts: other },
            ];

            const asker = scene.as('app_patient', ann);
            const items = await asker.query<{ id: string }>('select id from portal.advised_item');
            const expected = both.filter(({ facts }) => mayBeSeen(facts, patient));
            expect(items.map((item) => item.id).sort()).toEqual(
              expected.flatMap(({ plan }) => plan.itemIds).sort(),
            );

            const rows = await asker.query<{ prescription_id: string; kind: string }>(
              'select * from portal.advice_standing',
            );
            const issued = both.filter(({ facts }) => facts.standing !== 'draft');
            const said = Object.fromEntries(rows.map((row) => [row.prescription_id, row.kind]));
            const none = kindOf({ ...one, standing: 'issued' }, patient);
            expect(said).toEqual(
              issued.length > 0
                ? Object.fromEntries(
                    issued.map(({ plan, facts }) => [plan.prescriptionId, kindOf(facts, patient)]),
                  )
                : { null: ['on_hold', 'discharged'].includes(none) ? none : 'none' },
            );
            const live = Object.keys(said).filter((id) => said[id] === 'live');
            expect(live.sort()).toEqual(expected.map(({ plan }) => plan.prescriptionId).sort());

            const [desk] = await scene
              .as('app_desk', dale)
              .query<{ state: string }>('select state from portal.plan_state where patient_id = $1', [
                ann.id,
              ]);
            expect(desk?.state).toBe(deskStateOf([one, other], patient));
          }),
        ),
        { numRuns: 150 },
      );
    });
  });
});
