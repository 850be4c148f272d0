/**
 * What may happen around ann's plan, one step each, for tests of the gate: each step is done to a scene by SQL. Steps that
 * triggers or foreign keys would never let come about are forced, because the gate must not lean on those.
 */
import { append, draftSecondPlan, type Plan, PLAN, type TransitionKind } from './advice';
import type { Scene } from './as-role';
import { people } from './cast';

export type Step = (scene: Scene) => Promise<unknown>;

const { ann, rivera, osei } = people;

export const nothing: Step = async () => undefined;

export const each =
  (...steps: Step[]): Step =>
  async (scene) => {
    for (const step of steps) await step(scene);
  };

export const becomes =
  (kind: TransitionKind): Step =>
  (scene) =>
    append(scene, kind);

export const onlyDrafted: Step = (scene) =>
  scene.force(`update portal.prescription set standing = 'draft', live_version_id = null where id = $1`, [
    PLAN.prescriptionId,
  ]);

/** The episode of a plan was written for somebody else; its plan may stand as it did. */
export const forAnother =
  (plan: Pick<Plan, 'prescriptionId'> = PLAN): Step =>
  (scene) =>
    scene.force('update portal.prescription set entered_in_error_at = portal.portal_now() where id = $1', [
      plan.prescriptionId,
    ]);

/** What may be wrong with an assessment, or with the screen that renewed it. */
export type Flaw = 'unsigned' | 'unsuitable' | 'in_error';
const FLAWS: Record<Flaw, string> = {
  unsigned: 'signed_at = null, signed_by = null',
  unsuitable: 'suitable = false',
  in_error: `entered_in_error_at = portal.portal_now(), entered_in_error_by = drafted_by,
    entered_in_error_because = 'wrong person'`,
};

export const assessmentIs =
  (flaw: Flaw, plan: Plan = PLAN): Step =>
  (scene) =>
    scene.force(`update portal.assessment set ${FLAWS[flaw]} where id = $1`, [plan.assessmentId]);

export const unassessed =
  (plan: Plan = PLAN): Step =>
  (scene) =>
    scene.force('update portal.prescription_version set assessment_id = null where id = $1', [
      plan.versionId,
    ]);

/** A signed "nothing new" screen renewed the assessment of a plan. */
export const renewed =
  (plan: Plan = PLAN): Step =>
  (scene) =>
    scene.force(
      `with screen as (
         insert into portal.assessment
         select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'kind', 'nothing_new'))).*
         from portal.assessment a where a.id = $1 returning id
       )
       update portal.prescription_version v set screen_id = screen.id from screen where v.id = $2`,
      [plan.assessmentId, plan.versionId],
    );

const screenHas =
  (facts: string, plan: Plan): Step =>
  (scene) =>
    scene.force(
      `update portal.assessment set ${facts}
       where id = (select v.screen_id from portal.prescription_version v where v.id = $1)`,
      [plan.versionId],
    );

export const screenIs = (flaw: Flaw, plan: Plan = PLAN): Step => screenHas(FLAWS[flaw], plan);
export const screenStrayed: Step = screenHas(`clinic_id = '${osei.clinicId}'`, PLAN);

export const held =
  (patient = ann.id, clinicId = ann.clinicId): Step =>
  (scene) =>
    scene.force(
      `insert into portal.hold (clinic_id, patient_id, opened_by, because) values ($1, $2, $3, 'a fall')`,
      [clinicId, patient, rivera.id],
    );

/** Ann said that something is newly numb or weak: what is marked as comfort may stay. */
export const painPaused =
  (patient = ann.id, clinicId = ann.clinicId): Step =>
  (scene) =>
    scene.force(
      `insert into portal.hold (clinic_id, patient_id, kind, opened_by_patient, because)
       values ($1, $2, 'pain_pause', true, 'numbness_or_weakness')`,
      [clinicId, patient],
    );

/** All items of ann's plan are there for her comfort. */
export const comforting: Step = (scene) =>
  scene.force('update portal.prescription_item set is_comfort = true where version_id = $1', [
    PLAN.versionId,
  ]);

/** Every item of ann's plan was stopped, on that day. */
export const stopped =
  (until: 'tomorrow' | 'reviewed', day = '2026-03-16', clinicId = ann.clinicId): Step =>
  (scene) =>
    scene.force(
      `insert into portal.item_stop (clinic_id, patient_id, prescription_id, item_id, until, because, day)
       select $1, $2, $3, i.id, $4, 'own_choice', $5 from portal.prescription_item i where i.version_id = $6`,
      [clinicId, ann.id, PLAN.prescriptionId, until, day, PLAN.versionId],
    );

export const stopsLifted: Step = (scene) =>
  scene.force('update portal.item_stop set lifted_at = portal.portal_now() where patient_id = $1', [ann.id]);

export const resolved: Step = (scene) =>
  scene.arrange(
    `update portal.hold set resolved_at = portal.portal_now(), resolved_by = $1, resolution = 'seen'
     where patient_id = $2`,
    [rivera.id, ann.id],
  );

export const discharged =
  (patient = ann.id, clinicId = ann.clinicId): Step =>
  (scene) =>
    scene.force(
      `insert into portal.discharge (clinic_id, patient_id, discharged_by, because) values ($1, $2, $3, 'better')`,
      [clinicId, patient, rivera.id],
    );

export const readmitted =
  (patient = ann.id): Step =>
  (scene) =>
    scene.arrange(
      `update portal.discharge set readmitted_at = portal.portal_now(), readmitted_by = $1
       where patient_id = $2 and readmitted_at is null`,
      [rivera.id, patient],
    );

/** Ann's plan begins then, but its weeks are counted from earlier, as a version that goes on with a plan has it. */
export const startsOn =
  (day: string): Step =>
  (scene) =>
    scene.force('update portal.prescription set starts_on = $2 where id = $1', [PLAN.prescriptionId, day]);

/** All items of ann's plan are done in these of its weeks only. Week 3 begins midway. */
export const inWeeks =
  (from: number, to: number | null = null): Step =>
  (scene) =>
    scene.force('update portal.prescription_item set from_week = $2, to_week = $3 where version_id = $1', [
      PLAN.versionId,
      from,
      to,
    ]);

/** They wait until a clinician begins that phase. */
export const awaiting =
  (phase: string): Step =>
  (scene) =>
    scene.force('update portal.prescription_item set awaits_phase = $2 where version_id = $1', [
      PLAN.versionId,
      phase,
    ]);

export const begun =
  (phase: string, on: string, clinicId = ann.clinicId): Step =>
  (scene) =>
    scene.force(
      `insert into portal.phase_begun (clinic_id, prescription_id, phase, begun_on, days_closed, by_staff_id)
       select $1, p.id, $3, $4, p.days_closed, $5 from portal.prescription p where p.id = $2`,
      [clinicId, PLAN.prescriptionId, phase, on, rivera.id],
    );

/** Ann's plan was closed for so many more days than before, and open again. */
export const closedFor =
  (days: number): Step =>
  (scene) =>
    scene.force('update portal.prescription set days_closed = days_closed + $2 where id = $1', [
      PLAN.prescriptionId,
      days,
    ]);

export const unconfirmed: Step = (scene) =>
  scene.arrange('delete from portal.advice_confirmation where episode_id = $1', [PLAN.episodeId]);

export const confirmed =
  (episodeId: string, byStaffId: string | null = null): Step =>
  (scene) =>
    scene.arrange(
      `insert into portal.advice_confirmation (clinic_id, patient_id, episode_id, by_staff_id) values ($1, $2, $3, $4)`,
      [ann.clinicId, ann.id, episodeId, byStaffId],
    );

export const confirmedElsewhere: Step = async (scene) =>
  confirmed((await draftSecondPlan(scene)).episodeId)(scene);

/** A second plan, issued and confirmed, and what is then done about the two. */
export const withSecondPlan =
  (step: (scene: Scene, second: Plan) => Promise<unknown>): Step =>
  async (scene) => {
    const second = await draftSecondPlan(scene);
    await append(scene, 'issued', second);
    await confirmed(second.episodeId)(scene);
    await step(scene, second);
  };

/** The rows of one table about this plan, moved to the other clinic. */
export const strayed =
  (table: string, column: string, id: string): Step =>
  (scene) =>
    scene.force(`update portal.${table} set clinic_id = $1 where ${column} = $2`, [osei.clinicId, id]);
