/**
 * The two views beside the gate: `advice_standing` tells a patient kindly why nothing shows, and never says "live" of a
 * plan of which the gate shows nothing; `plan_state` tells the desk a state of the same plan.
 */
import { append, draftVersion, PLAN, setDays, setPlan } from '../support/advice';
import { openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { people, type Person } from '../support/cast';
import {
  assessmentIs,
  awaiting,
  becomes,
  discharged,
  each,
  forAnother,
  held,
  inWeeks,
  nothing,
  onlyDrafted,
  painPaused,
  readmitted,
  renewed,
  resolved,
  screenIs,
  type Step,
  stopped,
  strayed,
  unassessed,
  unconfirmed,
  withSecondPlan,
} from '../support/circumstances';

const { ann, ben, dot, cai, dale, osei, rivera } = people;
const LAPSED = { startsOn: '2026-03-02', reviewOn: '2026-03-10', adviceUntil: '2026-03-15' };
const NOT_STARTED = { startsOn: '2026-03-17', reviewOn: '2026-03-30', adviceUntil: '2026-04-27' };

describe('beside the gate', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  const after = <T>(step: Step, look: (scene: Scene) => Promise<T>): Promise<T> =>
    roles.inScene(async (scene) => {
      await setPlan(scene);
      await step(scene);
      return look(scene);
    });
  const standings = (scene: Scene, who = ann) =>
    scene
      .as('app_patient', who)
      .query<Record<string, unknown>>(
        'select * from portal.advice_standing order by prescription_id = $1 desc',
        [PLAN.prescriptionId],
      );
  const kinds = async (scene: Scene, who = ann) => (await standings(scene, who)).map((row) => row.kind);
  const stateOf = async (scene: Scene, who: { id: string }) =>
    (
      await scene
        .as('app_desk', dale)
        .query<{ state: string }>('select * from portal.plan_state where patient_id = $1', [who.id])
    ).map((row) => row.state);

  const lapsed: Step = (scene) => setDays(scene, PLAN, LAPSED);
  const notStarted: Step = (scene) => setDays(scene, PLAN, NOT_STARTED);
  const planStrayed = strayed('prescription', 'id', PLAN.prescriptionId);

  it.each<[what: string, step: Step, kind: string, state: string]>([
    ['a plan that stands', nothing, 'live', 'live'],
    ['a draft', onlyDrafted, 'none', 'none'],
    ['a draft beside the live version', (scene) => draftVersion(scene, PLAN, 1), 'live', 'live'],
    ['a paused plan', becomes('paused'), 'paused', 'on_hold'],
    ['a resumed plan', each(becomes('paused'), becomes('resumed')), 'live', 'live'],
    ['a withdrawn plan', becomes('withdrawn'), 'ended', 'ended'],
    ['a completed plan', becomes('completed'), 'ended', 'ended'],
    ['a plan written for another', forAnother(), 'none', 'none'],
    ['one written for another, and withdrawn', each(becomes('withdrawn'), forAnother()), 'none', 'none'],
    ['an unsigned assessment', assessmentIs('unsigned'), 'paused', 'on_hold'],
    ['an assessment that found exercise unsuitable', assessmentIs('unsuitable'), 'paused', 'on_hold'],
    ['an assessment entered in error', assessmentIs('in_error'), 'paused', 'on_hold'],
    ['no assessment', unassessed(), 'paused', 'on_hold'],
    ['a screen that renewed the assessment', renewed(), 'live', 'live'],
    ['a screen that found exercise unsuitable', each(renewed(), screenIs('unsuitable')), 'paused', 'on_hold'],
    ['a plan before its first day', notStarted, 'not_started', 'live'],
    ['a plan after its last day', lapsed, 'lapsed', 'ended'],
    ['a paused plan after its last day', each(becomes('paused'), lapsed), 'paused', 'ended'],
    ['a plan between its weeks', inWeeks(1, 2), 'resting', 'live'],
    ['a plan that waits for a phase', awaiting('Build'), 'resting', 'live'],
    ['an open hold', held(), 'on_hold', 'on_hold'],
    ['a pause for pain', painPaused(), 'pain_pause', 'on_hold'],
    ['a pause for pain that is over', each(painPaused(), resolved), 'live', 'live'],
    ['a pause for pain of a paused plan', each(painPaused(), becomes('paused')), 'paused', 'on_hold'],
    ['a pause for pain and a hold', each(painPaused(), held()), 'on_hold', 'on_hold'],
    ['a plan of which everything was stopped', stopped('tomorrow'), 'resting', 'live'],
    ['a resolved hold', each(held(), resolved), 'live', 'live'],
    ['a hold on somebody else', held(ben.id), 'live', 'live'],
    ['a discharge', discharged(), 'discharged', 'ended'],
    ['a re-admission', each(discharged(), readmitted()), 'live', 'live'],
    ['a hold and a discharge', each(discharged(), held()), 'on_hold', 'on_hold'],
    ['a plan that nobody confirmed', unconfirmed, 'not_confirmed', 'live'],
    ['a future plan that nobody confirmed', each(unconfirmed, notStarted), 'not_confirmed', 'live'],
    ['an unconfirmed plan after its last day', each(unconfirmed, lapsed), 'lapsed', 'ended'],
    // what no foreign key would let come about
    ['a hold at another clinic', held(ann.id, cai.clinicId), 'live', 'live'],
    ['a discharge at another clinic', discharged(ann.id, cai.clinicId), 'live', 'live'],
    ['a plan at another clinic', planStrayed, 'none', 'none'],
    ['an assessment of another clinic', strayed('assessment', 'id', PLAN.assessmentId), 'paused', 'on_hold'],
    [
      'a version of another clinic',
      each(
        strayed('prescription_version', 'id', PLAN.versionId),
        strayed('assessment', 'id', PLAN.assessmentId),
      ),
      'paused',
      'on_hold',
    ],
    [
      'a confirmation at another clinic',
      strayed('advice_confirmation', 'episode_id', PLAN.episodeId),
      'not_confirmed',
      'live',
    ],
  ])('of %s', async (_what, step, kind, state) => {
    await after(step, async (scene) => {
      expect(await kinds(scene)).toEqual([kind]);
      expect(await stateOf(scene, ann)).toEqual([state]);
      const items = await scene.as('app_patient', ann).query('select id from portal.advised_item');
      expect(items.length > 0).toBe(kind === 'live');
    });
  });

  describe('what a patient is told', () => {
    it('speaks of each plan that was ever issued', async () => {
      const step = withSecondPlan((scene, second) => append(scene, 'withdrawn', second));
      expect(await after(step, kinds)).toEqual(['live', 'ended']);
    });

    it('says of each plan whether it has anything to do now', async () => {
      const step = each(withSecondPlan(nothing), inWeeks(1, 2));
      expect(await after(step, kinds)).toEqual(['resting', 'live']);
    });

    it('gives the days of a plan, and nothing clinical', async () => {
      const [standing] = await after(nothing, standings);
      expect(Object.keys(standing as object).sort()).toEqual([
        'advice_until',
        'clinic_id',
        'episode_id',
        'is_own_pause',
        'kind',
        'patient_id',
        'prescription_id',
        'review_on',
        'since',
      ]);
      expect(standing).toMatchObject({ prescription_id: PLAN.prescriptionId, episode_id: PLAN.episodeId });
    });

    it('says since when: the hold, else the discharge, else the plan’s own last change', async () => {
      await roles.inScene(async (scene) => {
        const since = async () => (await standings(scene))[0]?.since;
        const days = ['2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13'].map(
          (day) => `${day}T09:00:00.000Z`,
        );
        const [changed, left, stopped, later] = days as [string, string, string, string];
        await scene.force('update portal.prescription_transition set at = $1', [changed]);
        await setPlan(scene, later);
        await withSecondPlan(nothing)(scene);
        await scene.force(
          `insert into portal.prescription_transition (clinic_id, prescription_id, version_id, kind, by_staff_id)
           values ($1, $2, $3, 'resumed', $4)`,
          [cai.clinicId, PLAN.prescriptionId, PLAN.versionId, rivera.id],
        );
        expect(await since()).toEqual(new Date(changed));
        await scene.setClock(left);
        await discharged()(scene);
        await scene.setClock(later);
        expect(await since()).toEqual(new Date(left));
        await scene.setClock(stopped);
        await held()(scene);
        await scene.setClock(later);
        await held()(scene);
        expect(await since()).toEqual(new Date(stopped));
      });
    });

    it('says one thing to somebody without a plan, and only to themselves', async () => {
      await roles.inScene(async (scene) => {
        expect(await standings(scene, ben)).toEqual([
          expect.objectContaining({ kind: 'none', patient_id: ben.id, prescription_id: null, since: null }),
        ]);
        expect(await kinds(scene, dot)).toEqual(['discharged']);
        expect(await kinds(scene, { ...ann, clinicId: cai.clinicId })).toEqual([]);
      });
    });
  });

  it.each<[what: string, step: Step, who: Person, rests: boolean]>([
    ['what is signed and stands', nothing, rivera, true],
    ['nothing, for another clinic', nothing, osei, false],
    ['an assessment entered in error', assessmentIs('in_error'), rivera, false],
    [
      'nothing, beside another plan that does on its own',
      withSecondPlan((scene) => unassessed()(scene)),
      rivera,
      false,
    ],
    ['a version of another clinic', strayed('prescription_version', 'id', PLAN.versionId), rivera, false],
  ])('a clinician is told that a plan rests on %s', async (_, step, who, rests) => {
    await after(step, async (scene) => {
      const [told] = await scene
        .as('app_clinician', who)
        .query<{ rests: boolean }>('select portal.rests_soundly($1) as rests', [PLAN.prescriptionId]);
      expect(told).toEqual({ rests });
    });
  });
});
