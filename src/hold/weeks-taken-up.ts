/**
 * What holds mean for the weeks of plans: they close them, and when the last is lifted the weeks go on where they were left.
 * By how many days is the rule's to say (schedule/closure.ts), here and wherever else a plan opens again.
 */
import { randomUUID } from 'node:crypto';
import { askDaysAhead } from '../adherence/days-asked';
import { addDays } from '../calendar/days';
import type { Tx } from '../db/tx';
import { dayAt } from '../schedule/clinic-clock';
import { type ClosedRange, closedSince, closuresOf, daysToMove } from '../schedule/closure';

/** When holds closed the plans of these patients, by the patient's id. */
export async function closedByHolds(tx: Tx, patientIds: string[]): Promise<Map<string, ClosedRange[]>> {
  const holds = await tx.query<ClosedRange & { patientId: string }>(
    `select patient_id as "patientId", opened_at as "from", resolved_at as "to"
     from portal.hold where patient_id = any($1)`,
    [patientIds],
  );
  return new Map(
    patientIds.map((id) => [
      id,
      holds.filter(({ patientId }) => patientId === id).map(({ from, to }) => ({ from, to })),
    ]),
  );
}

interface IssuedPlan {
  id: string;
  versionId: string;
  startsOn: string;
  weekOneOn: string;
}

/**
 * Moves the weeks of the patient's issued plans on, and answers the ids of those that moved. A paused plan waits for what
 * ends its pause, which then counts the hold too. The plans have to be locked, and no hold open any more.
 */
export async function takeUpWeeks(tx: Tx, patientId: string): Promise<string[]> {
  const plans = await tx.query<IssuedPlan>(
    `select id, live_version_id as "versionId", starts_on::text as "startsOn", week_one_on::text as "weekOneOn"
     from portal.prescription where patient_id = $1 and standing = 'issued' order by id`,
    [patientId],
  );
  const transitions = await tx.query<{ planId: string; kind: string; at: Date }>(
    `select prescription_id as "planId", kind, at from portal.prescription_transition
     where prescription_id = any($1) order by seq`,
    [plans.map(({ id }) => id)],
  );
  const holds = (await closedByHolds(tx, [patientId])).get(patientId) ?? [];
  const moved: string[] = [];
  for (const { id, versionId, startsOn, weekOneOn } of plans) {
    const own = transitions.filter(({ planId }) => planId === id);
    const since = closedSince(closuresOf(own, holds), tx.now);
    const days = since === null ? 0 : daysToMove(dayAt(since, tx.timeZone), startsOn, tx.today);
    if (days === 0) continue;
    await tx.query(
      `insert into portal.prescription_transition (id, clinic_id, prescription_id, version_id, kind, by_staff_id, because,
         week_one_on, days_closed)
       values ($1, $2, $3, $4, 'weeks_moved', $5, 'A hold was lifted', $6, $7)`,
      [randomUUID(), tx.actor.clinicId, id, versionId, tx.actor.id, addDays(weekOneOn, days), days],
    );
    moved.push(id);
  }
  // also of those that did not move: something may have been written while they were closed
  await askDaysAhead(
    tx,
    plans.map(({ id }) => id),
  );
  return moved;
}
