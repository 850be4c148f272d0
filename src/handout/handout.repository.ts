/**
 * What goes on paper, read for the patient through the gate's views and for the clinician from the live version. Of the patient's
 * own it reads what shows now, and nothing that the routine would not show.
 */
import type { Logo } from '../clinic/clinic.entity';
import { USUAL_ACCENT } from '../clinic/colours';
import type { Dosage, Group, Phase } from '../dosage/dosage';
import type { Tx } from '../db/tx';
import { findKeptPictures, type KeptPicture } from '../media/kept-pictures';
import type { ShownPicture } from '../media/shown-media';
import { livePlan } from '../prescription/live-plan';
import type { PrescriptionItem } from '../prescription/prescription.entity';
import type { WholePrescription } from '../prescription/prescription.repository';
import { doseSentence } from '../dosage/sentence/dose-sentence';
import type { Words } from '../language/words';
import { type Choice, partNamed } from '../plan/plan';
import { NOTICE } from '../routine/wording';
import { readLogo } from '../settings/logo.service';
import { daysOfItem, type DaysOfPlan, withoutToday } from './days-of-item';
import type { Handout, HandoutAdvice, HandoutItem } from './handout';

/** An exercise with what there is to choose its picture from, in the order in which the plan shows them. */
export type ItemToPrint = Omit<HandoutItem, 'picture'> & { pictures: AdvisedPicture[] };
export type AdvisedPicture = KeptPicture & { alt: string };

/** The picture's bytes are read when the transaction is over. */
export type Head = Pick<Handout, 'notice' | 'clinic' | 'words'> & {
  look: { accent: string; logo: Logo | null };
};

/** What is the clinic's own. */
export async function readHead(tx: Tx, words: Words): Promise<Head> {
  type Row = Head['clinic'] & { notice: string | null; accent: string | null };
  const [row] = await tx.query<Row>(
    'select name, phone, email, booking_url as "bookingUrl", notice, accent from portal.clinic where id = $1',
    [tx.actor.clinicId],
  );
  const { notice, accent, ...clinic } = row as Row;
  const look = { accent: accent ?? USUAL_ACCENT, logo: await readLogo(tx) };
  return { notice: notice ?? words.say(NOTICE.id), clinic, look, words };
}

interface ShownRow {
  name: string;
  why: string;
  steps: string[];
  mistakes: string[];
  dose_sentence: string;
  dosage: Dosage;
  variation: string | null;
  level: number | null;
  phase: string | null;
  group: string | null;
  isOptional: boolean;
  isComfort: boolean;
  groups: Group[];
  starts_on: string;
  week_one_on: string;
  advice_until: string;
  phases: Phase[];
  phases_begun: { name: string; on: string }[];
  is_off_today: boolean;
  pictures: ShownPicture[];
}

/** What the gate shows to the asker now, in the routine's order; from tomorrow, what was stopped for today. */
export async function itemsShownNow(tx: Tx, words: Words): Promise<ItemToPrint[]> {
  const rows = await tx.query<ShownRow>(
    `select i.name, i.why, i.steps, i.mistakes, i.dose_sentence, i.dosage, i.phase, i.pictures, i.is_off_today,
       i.variation, i.level, i.group_name as "group", i.is_optional as "isOptional", i.is_comfort as "isComfort", plan.groups,
       plan.starts_on::text, plan.week_one_on::text, plan.advice_until::text, plan.phases, plan.phases_begun
     from portal.advised_ahead i join portal.advised_plan plan on plan.prescription_id = i.prescription_id
     order by i.prescription_id, i.place`,
  );
  const pictures = await picturesOf(tx, rows, tx.actor.patientId as string);
  return rows.flatMap((row) => {
    const plan: DaysOfPlan = {
      startsOn: row.starts_on,
      weekOneOn: row.week_one_on,
      adviceUntil: row.advice_until,
      phases: row.phases,
      phasesBegun: row.phases_begun,
    };
    // the gate has said that today is one of its days
    const all = daysOfItem(row, plan) ?? { from: tx.today, to: row.advice_until };
    const days = row.is_off_today ? withoutToday(all, tx.today) : all;
    return days
      ? [
          toItem(
            { ...row, doseSentence: sentenceOf(row, row.dose_sentence, row, words) },
            days,
            pictures(row),
          ),
        ]
      : [];
  });
}

interface Waiting {
  starts_on: string;
  week_one_on: string;
  advice_until: string;
  phases: Phase[];
  phases_begun: { name: string; on: string }[];
  stops: { place: number; until: string }[];
  schedules: { place: number; phase: string | null; sessions: Dosage['sessions'] }[];
}

/** How many exercises would show to the asker now, had they not been stopped until a clinician looks at them. */
export async function leftOutNow(tx: Tx): Promise<number> {
  const plans = await tx.query<Waiting>(
    `select starts_on::text, week_one_on::text, advice_until::text, phases, phases_begun, stops, schedules
     from portal.advised_plan`,
  );
  return plans.reduce((sum, row) => {
    const waiting = new Set(row.stops.flatMap(({ place, until }) => (until === 'reviewed' ? [place] : [])));
    const plan: DaysOfPlan = {
      startsOn: row.starts_on,
      weekOneOn: row.week_one_on,
      adviceUntil: row.advice_until,
      phases: row.phases,
      phasesBegun: row.phases_begun,
    };
    const counted = row.schedules.filter(({ place, phase, sessions }) => {
      const days = waiting.has(place) ? daysOfItem({ dosage: { sessions }, phase }, plan) : null;
      return days !== null && days.from <= tx.today && tx.today <= days.to;
    });
    return sum + counted.length;
  }, 0);
}

/** What is not for carers stays off paper, which lies about. */
export function adviceShownNow(tx: Tx): Promise<HandoutAdvice[]> {
  return tx.query<HandoutAdvice>(
    'select text, address from portal.advised_advice where not not_for_carers order by prescription_id, place',
  );
}

/** Of the live version what is done today or later, but for what waits for a clinician; from tomorrow, what was stopped for today. */
export async function itemsAdvised(
  tx: Tx,
  whole: WholePrescription,
  words: Words,
): Promise<{ items: ItemToPrint[]; advice: HandoutAdvice[]; leftOut: number }> {
  const scheduled = livePlan(whole);
  const version = whole.versions.find(({ id }) => id === whole.prescription.liveVersionId);
  if (!scheduled || !version) return { items: [], advice: [], leftOut: 0 };
  const stopped = await stoppedNow(tx, whole.prescription.id);
  const plan: DaysOfPlan = { ...scheduled, phases: version.phases };
  const ahead = whole.items
    .filter((item) => item.versionId === version.id)
    .flatMap((item) => {
      const all = daysOfItem(item, plan);
      const days = all && stopped.get(item.id) === 'tomorrow' ? withoutToday(all, tx.today) : all;
      return days && days.to >= tx.today ? [{ item, days }] : [];
    });
  const printed = ahead.filter(({ item }) => stopped.get(item.id) !== 'reviewed');
  const pictures = await picturesOf(
    tx,
    printed.map(({ item }) => item),
    whole.prescription.patientId,
  );
  return {
    items: printed.map(({ item, days }) => {
      const doseSentence = sentenceOf({ ...item, group: item.groupName }, item.doseSentence, version, words);
      return toItem({ ...item, doseSentence }, days, pictures(item));
    }),
    advice: whole.advice
      .filter(({ versionId, notForCarers }) => versionId === version.id && !notForCarers)
      .map(({ text, address }) => ({ text, address })),
    leftOut: ahead.length - printed.length,
  };
}

/** By the item's id; of two stops of one the longer. Because of a warning sign nothing is printed that day, whoever asks. */
async function stoppedNow(tx: Tx, prescriptionId: string): Promise<Map<string, 'tomorrow' | 'reviewed'>> {
  const rows = await tx.query<{ item_id: string; until: 'tomorrow' | 'reviewed' }>(
    `select item_id, case when bool_or(until = 'reviewed' or because = 'urgent_answer') then 'reviewed' else 'tomorrow' end as until
     from portal.item_stop
     where prescription_id = $1 and lifted_at is null and (until = 'reviewed' or day >= $2::date)
     group by item_id`,
    [prescriptionId, tx.today],
  );
  return new Map(rows.map(({ item_id, until }) => [item_id, until]));
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

/** The English as it was issued; in another language said anew, from the same dose. */
function sentenceOf(
  item: Pick<Choice, 'variation' | 'level' | 'phase' | 'group' | 'isOptional' | 'isComfort'> & {
    dosage: Dosage;
  },
  issued: string,
  { phases, groups }: { phases: Phase[]; groups: Group[] },
  words: Words,
): string {
  if (words.dose.language === 'en') return issued;
  const place = { ...item, phase: partNamed(phases, item.phase), group: partNamed(groups, item.group) };
  return doseSentence(item.dosage, place, words.dose);
}

type Said = Pick<PrescriptionItem, 'name' | 'why' | 'steps' | 'mistakes' | 'doseSentence' | 'dosage'>;

function toItem(
  { name, why, steps, mistakes, doseSentence, dosage }: Said,
  days: HandoutItem['days'],
  pictures: AdvisedPicture[],
): ItemToPrint {
  return { name, why, steps, mistakes, doseSentence, dosage, days, pictures };
}
