/**
 * What a plan says besides exercises stands under the same gate: shown while the plan is, to whom it was advised, of the version
 * that is live, and not in a pause for pain. The conditions that it shares with exercises (shown_plan) are asked here once more
 * through this window.
 */
import { append, draftVersion, PLAN, setPlan } from '../support/advice';
import { openRoles, type RoleDatabase, type Scene } from '../support/as-role';
import { people } from '../support/cast';
import {
  assessmentIs,
  awaiting,
  becomes,
  confirmed,
  discharged,
  each,
  held,
  inWeeks,
  nothing,
  onlyDrafted,
  readmitted,
  renewed,
  resolved,
  screenIs,
  startsOn,
  type Step,
  strayed,
  unassessed,
  unconfirmed,
} from '../support/circumstances';

const { ann, ben, cai, cara, rivera, osei } = people;

const saying =
  (text: string, versionId = PLAN.versionId, place = 1): Step =>
  (scene) =>
    scene.force(
      `insert into portal.advice_item (clinic_id, version_id, place, kind, text, address)
       values ($1, $2, $3, 'fuel', $4, 'https://clinic.example/food')`,
      [ann.clinicId, versionId, place, text],
    );
const painPaused: Step = (scene) =>
  scene.force(
    `insert into portal.hold (clinic_id, patient_id, kind, opened_by_patient, because)
     values ($1, $2, 'pain_pause', true, 'x')`,
    [ann.clinicId, ann.id],
  );

describe('what a plan says besides exercises', () => {
  let roles: RoleDatabase;
  beforeAll(async () => {
    roles = await openRoles();
  });
  afterAll(() => roles.close());

  const seenIn = async (scene: Scene, who: typeof ann = ann) =>
    (
      await scene
        .as('app_patient', who)
        .query<{ text: string }>('select text from portal.advised_advice order by prescription_id, place')
    ).map(({ text }) => text);
  const seenAfter = (step: Step) =>
    roles.inScene(async (scene) => {
      await setPlan(scene);
      await saying('Eat.')(scene);
      await step(scene);
      return seenIn(scene);
    });

  it.each<[clause: string, open: Step, shut: Step]>([
    ['it was issued', nothing, onlyDrafted],
    ['it is not paused', each(becomes('paused'), becomes('resumed')), becomes('paused')],
    ['it was not withdrawn', becomes('extended'), becomes('withdrawn')],
    ['it was not completed', nothing, becomes('completed')],
    ['it rests on an assessment', nothing, unassessed()],
    ['its assessment stands', nothing, assessmentIs('in_error')],
    ['its screen stands', renewed(), each(renewed(), screenIs('unsuitable'))],
    ['its first day has come', startsOn('2026-03-16'), startsOn('2026-03-17')],
    ['it has not run out', nothing, (scene) => scene.setClock('2026-04-28T12:00:00Z')],
    ['no hold is open', each(held(), resolved), held()],
    ['nothing is paused for pain', each(painPaused, resolved), painPaused],
    ['the patient is not discharged', each(discharged(), readmitted()), discharged()],
    ['it was confirmed', each(unconfirmed, confirmed(PLAN.episodeId, rivera.id)), unconfirmed],
    ['it is of its clinic', nothing, strayed('advice_item', 'version_id', PLAN.versionId)],
  ])('shows while %s, and else not', async (_, open, shut) => {
    expect([await seenAfter(open), await seenAfter(shut)]).toEqual([['Eat.'], []]);
  });

  it.each<[string, Step]>([
    ['between two of its phases', awaiting('Build')],
    ['after the last of its exercises’ weeks', inWeeks(1, 2)],
    [
      'when every exercise is stopped for today',
      (scene) =>
        scene.force(
          `insert into portal.item_stop (clinic_id, patient_id, prescription_id, item_id, until, because, day)
       select $1, $2, $3, unnest($4::uuid[]), 'tomorrow', 'urgent_answer', '2026-03-16'`,
          [ann.clinicId, ann.id, PLAN.prescriptionId, PLAN.itemIds],
        ),
    ],
  ])('shows %s: it has no weeks of its own', async (_, step) => {
    expect(await seenAfter(step)).toEqual(['Eat.']);
  });

  it('shows that of the live version, and nothing of a draft or of the one before', async () => {
    await roles.inScene(async (scene) => {
      await setPlan(scene);
      await saying('Eat.')(scene);
      const next = await draftVersion(scene, PLAN, 1);
      await saying('Drink.', next.versionId)(scene);
      await saying('And sleep.', next.versionId, 2)(scene);
      expect(await seenIn(scene)).toEqual(['Eat.']);
      await append(scene, 'superseded');
      await append(scene, 'issued', next);
      expect(await seenIn(scene)).toEqual(['Drink.', 'And sleep.']);
    });
  });

  it('shows what is not for carers to the patient alone', async () => {
    await roles.inScene(async (scene) => {
      await setPlan(scene);
      await saying('Eat.')(scene);
      await saying('Between us.', PLAN.versionId, 2)(scene);
      await scene.force(`update portal.advice_item set not_for_carers = true where text = 'Between us.'`);
      expect(await seenIn(scene)).toEqual(['Eat.', 'Between us.']);
      const theirs = await scene
        .as('app_carer', cara)
        .query<{ text: string }>('select text from portal.advised_advice');
      expect(theirs).toEqual([{ text: 'Eat.' }]);
    });
  });

  it('shows to whom it was advised and to their carer, and to nobody else', async () => {
    await roles.inScene(async (scene) => {
      await setPlan(scene);
      await saying('Eat.')(scene);
      expect([await seenIn(scene), await seenIn(scene, ben), await seenIn(scene, cai)]).toEqual([
        ['Eat.'],
        [],
        [],
      ]);
      expect(await seenIn(scene, { ...ann, clinicId: cai.clinicId })).toEqual([]);
      const asked = 'select id from portal.advised_advice';
      expect(await scene.as('app_carer', cara).query(asked)).toHaveLength(1);
      expect((await scene.as('app_patient', ann).attempt('select id from portal.advice_item')).refused).toBe(
        '42501',
      );
      expect((await scene.as('app_patient', ann).attempt('select id from portal.shown_plan')).refused).toBe(
        '42501',
      );
      for (const [who, rows] of [
        [rivera, 1],
        [osei, 0],
      ] as const) {
        const own = `select id from portal.advice_item where text = 'Eat.'`;
        expect(await scene.as('app_clinician', who).query(own)).toHaveLength(rows);
      }
    });
  });
});
