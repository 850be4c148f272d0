/**
 * What goes on paper, read for the patient through the gate's views and for the clinician from the live version. Of the patient's
 * own it reads what shows now, and nothing that the routine would not show.
 */
import type { Dosage, Phase } from '../dosage/dosage';
import type { Tx } from '../db/tx';
import { livePlan } from '../prescription/live-plan';
import type { PrescriptionItem } from '../prescription/prescription.entity';
import type { WholePrescription } from '../prescription/prescription.repository';
import { NOTICE } from '../routine/wording';
import { daysOfItem, type DaysOfPlan } from './days-of-item';
import type { Handout, HandoutItem } from './handout';

type Head = Pick<Handout, 'notice' | 'clinic'>;

/** What is the clinic's own. */
export async function readHead(tx: Tx): Promise<Head> {
  const [row] = await tx.query<Head['clinic'] & { notice: string | null }>(
    'select name, phone, email, booking_url as "bookingUrl", notice from portal.clinic where id = $1',
    [tx.actor.clinicId],
  );
  const { notice, ...clinic } = row as Head['clinic'] & { notice: string | null };
  return { notice: notice ?? NOTICE.text, clinic };
}

interface ShownRow {
  name: string;
  why: string;
  steps: string[];
  mistakes: string[];
  dose_sentence: string;
  dosage: Dosage;
  phase: string | null;
  starts_on: string;
  week_one_on: string;
  advice_until: string;
  phases: Phase[];
  phases_begun: { name: string; on: string }[];
}

/** What the gate shows to the asker now, in the routine's order. */
export async function itemsShownNow(tx: Tx): Promise<HandoutItem[]> {
  const rows = await tx.query<ShownRow>(
    `select i.name, i.why, i.steps, i.mistakes, i.dose_sentence, i.dosage, i.phase, plan.starts_on::text,
       plan.week_one_on::text, plan.advice_until::text, plan.phases, plan.phases_begun
     from portal.advised_item i join portal.advised_plan plan on plan.prescription_id = i.prescription_id
     order by i.prescription_id, i.place`,
  );
  return rows.map((row) => {
    const plan: DaysOfPlan = {
      startsOn: row.starts_on,
      weekOneOn: row.week_one_on,
      adviceUntil: row.advice_until,
      phases: row.phases,
      phasesBegun: row.phases_begun,
    };
    // the gate has said that today is one of its days
    const days = daysOfItem(row, plan) ?? { from: tx.today, to: row.advice_until };
    return toItem({ ...row, doseSentence: row.dose_sentence }, days);
  });
}

/** Of the live version what is done today or later, but for what waits for a clinician or was stopped. */
export async function itemsAdvised(tx: Tx, whole: WholePrescription): Promise<HandoutItem[]> {
  const scheduled = livePlan(whole);
  const version = whole.versions.find(({ id }) => id === whole.prescription.liveVersionId);
  if (!scheduled || !version) return [];
  const stopped = await stoppedNow(tx, whole.prescription.id);
  const plan: DaysOfPlan = { ...scheduled, phases: version.phases };
  return whole.items
    .filter((item) => item.versionId === version.id && !stopped.has(item.id))
    .flatMap((item) => {
      const days = daysOfItem(item, plan);
      return days && days.to >= tx.today ? [toItem(item, days)] : [];
    });
}

/** A stop for today counts too: what hurts today is not printed today. */
async function stoppedNow(tx: Tx, prescriptionId: string): Promise<Set<string>> {
  const rows = await tx.query<{ item_id: string }>(
    `select item_id from portal.item_stop
     where prescription_id = $1 and lifted_at is null and (until = 'reviewed' or day >= $2::date)`,
    [prescriptionId, tx.today],
  );
  return new Set(rows.map(({ item_id }) => item_id));
}

type Said = Pick<PrescriptionItem, 'name' | 'why' | 'steps' | 'mistakes' | 'doseSentence' | 'dosage'>;

function toItem(
  { name, why, steps, mistakes, doseSentence, dosage }: Said,
  days: HandoutItem['days'],
): HandoutItem {
  return { name, why, steps, mistakes, doseSentence, dosage, days, picture: null };
}
