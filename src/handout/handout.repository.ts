/**
 * What goes on paper, read for the patient through the gate's views and for the clinician from the live version. Of the patient's
 * own it reads what shows now, and nothing that the routine would not show.
 */
import type { Dosage, Phase } from '../dosage/dosage';
import type { Tx } from '../db/tx';
import { findKeptPictures, type KeptPicture } from '../media/kept-pictures';
import type { ShownPicture } from '../media/shown-media';
import { livePlan } from '../prescription/live-plan';
import type { PrescriptionItem } from '../prescription/prescription.entity';
import type { WholePrescription } from '../prescription/prescription.repository';
import { NOTICE } from '../routine/wording';
import { daysOfItem, type DaysOfPlan } from './days-of-item';
import type { Handout, HandoutItem } from './handout';

/** An exercise with what there is to choose its picture from, in the order in which the plan shows them. */
export type ItemToPrint = Omit<HandoutItem, 'picture'> & { pictures: AdvisedPicture[] };
export type AdvisedPicture = KeptPicture & { alt: string };

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
  pictures: ShownPicture[];
}

/** What the gate shows to the asker now, in the routine's order. */
export async function itemsShownNow(tx: Tx): Promise<ItemToPrint[]> {
  const rows = await tx.query<ShownRow>(
    `select i.name, i.why, i.steps, i.mistakes, i.dose_sentence, i.dosage, i.phase, i.pictures,
       plan.starts_on::text, plan.week_one_on::text, plan.advice_until::text, plan.phases, plan.phases_begun
     from portal.advised_item i join portal.advised_plan plan on plan.prescription_id = i.prescription_id
     order by i.prescription_id, i.place`,
  );
  const pictures = await picturesOf(tx, rows, tx.actor.patientId as string);
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
    return toItem({ ...row, doseSentence: row.dose_sentence }, days, pictures(row));
  });
}

/** Of the live version what is done today or later, but for what waits for a clinician or was stopped. */
export async function itemsAdvised(tx: Tx, whole: WholePrescription): Promise<ItemToPrint[]> {
  const scheduled = livePlan(whole);
  const version = whole.versions.find(({ id }) => id === whole.prescription.liveVersionId);
  if (!scheduled || !version) return [];
  const stopped = await stoppedNow(tx, whole.prescription.id);
  const plan: DaysOfPlan = { ...scheduled, phases: version.phases };
  const items = whole.items.filter((item) => item.versionId === version.id && !stopped.has(item.id));
  const pictures = await picturesOf(tx, items, whole.prescription.patientId);
  return items.flatMap((item) => {
    const days = daysOfItem(item, plan);
    return days && days.to >= tx.today ? [toItem(item, days, pictures(item))] : [];
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

interface WithPictures {
  pictures: readonly ShownPicture[];
}

/** Answers which of an item's pictures may be shown to who asks. */
async function picturesOf(
  tx: Tx,
  items: readonly WithPictures[],
  patientId: string,
): Promise<(item: WithPictures) => AdvisedPicture[]> {
  const ids = [...new Set(items.flatMap(({ pictures }) => pictures.map(({ id }) => id)))];
  const kept = new Map((await findKeptPictures(tx, ids, patientId)).map((one) => [one.id, one]));
  return ({ pictures }) =>
    pictures.flatMap(({ id, alt }) => {
      const found = kept.get(id);
      return found ? [{ ...found, alt }] : [];
    });
}

type Said = Pick<PrescriptionItem, 'name' | 'why' | 'steps' | 'mistakes' | 'doseSentence' | 'dosage'>;

function toItem(
  { name, why, steps, mistakes, doseSentence, dosage }: Said,
  days: HandoutItem['days'],
  pictures: AdvisedPicture[],
): ItemToPrint {
  return { name, why, steps, mistakes, doseSentence, dosage, days, pictures };
}
