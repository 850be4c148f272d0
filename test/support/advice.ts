/**
 * Arranges advice by SQL, for tests of the gate. Ann's plan of the cast is set to fixed days, so that a test says
 * exactly when it looks: it begins on 2 March 2026, is to be reviewed on the 30th and stands until 27 April.
 */
import { randomUUID } from 'node:crypto';
import type { Scene } from './as-role';
import { adviceOf, people } from './cast';

export const PLAN = adviceOf('ann');
export const DAYS = { startsOn: '2026-03-02', reviewOn: '2026-03-30', adviceUntil: '2026-04-27' };
export const MIDWAY = '2026-03-16T12:00:00Z';

export type TransitionKind =
  'issued' | 'superseded' | 'paused' | 'resumed' | 'extended' | 'weeks_moved' | 'completed' | 'withdrawn';

export interface Plan {
  episodeId: string;
  assessmentId: string;
  prescriptionId: string;
  versionId: string;
  itemIds: string[];
}

export async function setPlan(scene: Scene, clock = MIDWAY, days = DAYS): Promise<void> {
  await scene.setClock(clock);
  await setDays(scene, PLAN, days);
}

export async function setDays(scene: Scene, plan: Plan, days: typeof DAYS): Promise<void> {
  await scene.force(
    'update portal.prescription set starts_on = $2, week_one_on = $2, review_on = $3, advice_until = $4 where id = $1',
    [plan.prescriptionId, days.startsOn, days.reviewOn, days.adviceUntil],
  );
}

interface Days extends Partial<typeof DAYS> {
  /** The first day, if not said. */
  weekOneOn?: string;
  daysClosed?: number;
}

/** Appends the row, as the software does; triggers make the standing of it. */
export async function append(
  scene: Scene,
  kind: TransitionKind,
  plan: Pick<Plan, 'prescriptionId' | 'versionId'> = PLAN,
  days: Days = daysOf(kind),
): Promise<void> {
  await scene.arrange(
    `insert into portal.prescription_transition (clinic_id, prescription_id, version_id, kind, by_staff_id, because,
       starts_on, week_one_on, days_closed, review_on, advice_until)
     values ($1, $2, $3, $4, $5, 'for a test', $6, $7, $8, $9, $10)`,
    [
      people.rivera.clinicId,
      plan.prescriptionId,
      plan.versionId,
      kind,
      people.rivera.id,
      days.startsOn ?? null,
      days.weekOneOn ?? days.startsOn ?? null,
      days.daysClosed ?? 0,
      days.reviewOn ?? null,
      days.adviceUntil ?? null,
    ],
  );
}

function daysOf(kind: TransitionKind): Partial<typeof DAYS> {
  if (kind === 'issued') return DAYS;
  return kind === 'extended' ? { reviewOn: DAYS.reviewOn, adviceUntil: DAYS.adviceUntil } : {};
}

/** Another version of a plan with the first `length` exercises of ann's, not issued yet. */
export async function draftVersion(scene: Scene, plan: Plan, length: number): Promise<Plan> {
  const versionId = randomUUID();
  await scene.arrange(
    `insert into portal.prescription_version (id, clinic_id, patient_id, prescription_id, episode_id, number,
       assessment_id, drafted_by)
     select $1, p.clinic_id, p.patient_id, p.id, p.episode_id,
       (select count(*) + 1 from portal.prescription_version v where v.prescription_id = p.id), $3, $4
     from portal.prescription p where p.id = $2`,
    [versionId, plan.prescriptionId, plan.assessmentId, people.rivera.id],
  );
  const items = await scene.arrange<{ id: string }>(
    `insert into portal.prescription_item
     select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'version_id', $1::uuid))).*
     from portal.prescription_item i where i.version_id = $2 and i.place <= $3 order by i.place returning id`,
    [versionId, PLAN.versionId, length],
  );
  await scene.arrange('update portal.prescription set draft_version_id = $1 where id = $2', [
    versionId,
    plan.prescriptionId,
  ]);
  return { ...plan, versionId, itemIds: items.map((item) => item.id) };
}

/** A second plan of ann's, in an episode of its own, drafted on a signed assessment of that episode; not confirmed. */
export async function draftSecondPlan(scene: Scene, length = 1): Promise<Plan> {
  const plan = {
    episodeId: randomUUID(),
    assessmentId: randomUUID(),
    prescriptionId: randomUUID(),
    versionId: '',
    itemIds: [],
  };
  for (const [table, id, former] of [
    ['episode', plan.episodeId, PLAN.episodeId],
    ['assessment', plan.assessmentId, PLAN.assessmentId],
  ]) {
    await scene.arrange(
      `insert into portal.${table}
       select (jsonb_populate_record(o, jsonb_build_object('id', $1::uuid) || $2)).* from portal.${table} o where o.id = $3`,
      [id, table === 'episode' ? {} : { episode_id: plan.episodeId }, former],
    );
  }
  await scene.arrange(
    'insert into portal.prescription (id, clinic_id, patient_id, episode_id) values ($1, $2, $3, $4)',
    [plan.prescriptionId, people.ann.clinicId, people.ann.id, plan.episodeId],
  );
  return draftVersion(scene, plan, length);
}
