/**
 * What was written of a prescription: its versions, their items, and what else is read to judge them. What was done with them
 * is read in prescription.repository.ts.
 */
import type { Tx } from '../db/tx';
import { alongTheLadder, type Rung } from '../exercise/ladder';
import type { Footing } from './advice-rules';
import type { WrittenPlan } from './plan-views';
import {
  type Prescription,
  PrescriptionItem,
  PrescriptionTransition,
  PrescriptionVersion,
} from './prescription.entity';

export async function getWrittenPlan(tx: Tx, versionId: string): Promise<WrittenPlan> {
  const version = await tx.em.findOneByOrFail(PrescriptionVersion, { id: versionId });
  return { version, items: await itemsOf(tx, [versionId]) };
}

/** What the patient was last told: what is live, or was when it ended; null where nothing was ever issued. */
export async function findLastIssued(tx: Tx, { id }: Prescription): Promise<WrittenPlan | null> {
  const issue = await tx.em.findOne(PrescriptionTransition, {
    where: { prescriptionId: id, kind: 'issued' },
    order: { seq: 'DESC' },
  });
  return issue && getWrittenPlan(tx, issue.versionId);
}

/**
 * Of these items, those whose video somebody of the clinic watched and found right; a link taken away counts no more. A clip
 * that was filmed for no exercise was named by a clinician for this very item.
 */
export async function itemsWithCheckedVideo(
  tx: Tx,
  items: readonly PrescriptionItem[],
): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `select i.id from portal.prescription_item i join portal.exercise_video v
       on v.exercise_id = i.exercise_id and v.provider = i.video_provider and v.ref = i.video_ref
     where i.id = any($1) and v.checked_on is not null
     union
     select i.id from portal.prescription_item i join portal.media m on m.id = i.clip_id
     where i.id = any($1) and m.exercise_id is null`,
    [items.map(({ id }) => id)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** In the order in which the patient does them. */
export async function itemsOf(tx: Tx, versionIds: string[]): Promise<PrescriptionItem[]> {
  return tx.em
    .createQueryBuilder(PrescriptionItem, 'i')
    .where('i.version_id = any(:versionIds)', { versionIds })
    .orderBy('i.place')
    .getMany();
}

/** What a version was issued on. */
export const footingOf = ({ assessmentId, screenId }: PrescriptionVersion): Footing => ({
  assessmentId: assessmentId as string,
  screenId,
});

/**
 * For each exercise, every easier one on its ladder, however many steps down and whichever side of a link names it.
 */
export async function easierThan(tx: Tx, exerciseIds: string[]): Promise<Map<string, string[]>> {
  const rungs = await tx.query<Rung>(
    'select id, easier_id as "easierId", harder_id as "harderId" from portal.exercise',
  );
  const easier = (id: string) => alongTheLadder(id, 'easier', rungs).map(({ exercise }) => exercise.id);
  return new Map(exerciseIds.map((id) => [id, easier(id)]));
}

export async function nextVersionNumber(tx: Tx, prescription: Prescription): Promise<number> {
  const [row] = await tx.query<{ number: number }>(
    'select coalesce(max(number), 0) + 1 as number from portal.prescription_version where prescription_id = $1',
    [prescription.id],
  );
  return (row as { number: number }).number;
}
