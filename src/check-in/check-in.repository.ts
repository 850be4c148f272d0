/**
 * What a check-in reads of the patient's own record, as the patient's role may see it: their diary, their plans through the
 * gate, and what the definer functions of 3-policies.sql say of signed screens. Who calls these notes the reading.
 */
import type { Tx } from '../db/tx';
import type { ReachClinicDto } from '../routine/routine.dto';
import type { SignCode } from '../routine/warning-signs';
import { dayAt } from '../schedule/clinic-clock';
import type { CheckInWord } from './check-in.entity';
import type { Answers } from './questions';
import type { SignedSign, SignsOnRecord } from './what-to-ask';
import type { CurrentPlan, DaysSoFar, Report } from './when-to-ask';

/** Whether just this check-in was made on a record that was merged since, and so is not the asker's to read. */
export async function checkedInBefore(
  tx: Tx,
  sent: { id: string; kind: string; at: string; answers: Answers },
): Promise<boolean> {
  const [row] = await tx.query<{ was: boolean }>('select portal.checked_in_before($1) as was', [
    JSON.stringify(sent),
  ]);
  return row?.was === true;
}

/** What may be confirmed or taken back, and what was said of it so far. */
export interface SaidSoFar {
  yes: Answers;
  words: Pick<CheckInWord, 'id' | 'checkInId' | 'carerId' | 'kind' | 'codes' | 'at'>[];
}

/** Of such a check-in, for whoever knows its id. Null: there is none. */
export async function saidBefore(tx: Tx, checkInId: string): Promise<SaidSoFar | null> {
  const [row] = await tx.query<{ said: SaidSoFar | null }>('select portal.said_of_check_in($1) as said', [
    checkInId,
  ]);
  const said = row?.said;
  return said ? { ...said, words: said.words.map((word) => ({ ...word, at: new Date(word.at) })) } : null;
}

export async function readReach(tx: Tx): Promise<ReachClinicDto> {
  const [clinic] = await tx.query<ReachClinicDto>(
    'select name, phone, email, booking_url as "bookingUrl" from portal.clinic',
  );
  return clinic as ReachClinicDto;
}

interface SignRow extends Omit<SignedSign, 'code' | 'answer'> {
  kind: string;
  code: SignedSign['code'] | null;
  answer: string | null;
}

export async function readSigns(tx: Tx): Promise<SignsOnRecord> {
  const rows = await tx.query<SignRow>(
    `select assessment_id as "assessmentId", episode_id as "episodeId", kind, seen_on as "seenOn", signed_at as "signedAt",
       code, answer, signs, known_since as "knownSince", has_cause as "hasCause", is_unchanged as "isUnchanged",
       investigated_on as "investigatedOn", has_decision as "hasDecision", is_resolved as "isResolved", saddle
     from portal.signs_on_record()`,
  );
  const confirmed = await tx.query<{ code: SignCode; at: Date }>(
    `select code, max(w.received_at) as at from portal.check_in_word w cross join unnest(w.codes) as code
     where w.patient_id = $1 and w.kind = 'confirmed' group by code`,
    [tx.actor.patientId],
  );
  const numb = await tx.query<{ at: Date }>(
    `select max(received_at) as at from portal.log_entry where patient_id = $1 and spread = 'numb_or_weak'
     having count(*) > 0`,
    [tx.actor.patientId],
  );
  return {
    signed: rows.filter((row): row is SignRow & SignedSign => row.code !== null && row.answer !== null),
    attestedAt: rows.flatMap(({ code, kind, signedAt }) =>
      code === null && kind === 'full' ? [signedAt] : [],
    ),
    confirmed,
    numbAt: numb.map(({ at }) => at),
  };
}

export async function readDays(tx: Tx): Promise<DaysSoFar> {
  const { patientId } = tx.actor;
  const [lastFull] = await tx.query<{ at: Date; day: string }>(
    `select least(at, received_at) as at, day::text as day from portal.check_in
     where patient_id = $1 and kind = 'full' and not answers @? '$.* ? (@ == "not_answered")'
     order by day desc, least(at, received_at) desc limit 1`,
    [patientId],
  );
  const plans = await readPlans(tx);
  const since = plans.map(({ firstDay }) => firstDay).sort()[0] ?? tx.today;
  const reports = await tx.query<Report>(
    `select at, pain, spreads from (
       select least(e.at, e.received_at) as at, e.id, e.pain, coalesce(e.spread, 'none') <> 'none' as spreads,
         count(e.pain) over (order by e.at, e.id) as nth
       from portal.standing_entry e
       where e.patient_id = $1 and e.day >= $2
     ) said
     where (pain is not null or spreads) and (nth <= 3 or $3::timestamptz is null or at > $3)
     order by at, id`,
    [patientId, since, lastFull?.at ?? null],
  );
  const [assessed] = await tx.query<{ pain: number | null }>('select portal.pain_when_assessed() as pain');
  return {
    today: tx.today,
    lastFull: lastFull ?? null,
    plans,
    reports,
    painAtAssessment: assessed?.pain ?? null,
  };
}

/** A plan that was issued once begins on its first day; one that was changed since begins where it first was issued. */
async function readPlans(tx: Tx): Promise<CurrentPlan[]> {
  const plans = await tx.query<{ startsOn: string; transitions: { kind: string; at: string }[] }>(
    'select starts_on::text as "startsOn", transitions from portal.advised_plan',
  );
  return plans.flatMap(({ startsOn, transitions }) => {
    const issues = transitions.filter(({ kind }) => kind === 'issued').map(({ at }) => new Date(at));
    const [issuedAt] = issues;
    if (!issuedAt) return [];
    const issuedOn = dayAt(issuedAt, tx.timeZone);
    return [{ issuedAt, firstDay: issues.length === 1 && startsOn > issuedOn ? startsOn : issuedOn }];
  });
}

/** Whether anything of the patient's is there to be paused. */
export async function hasPlan(tx: Tx): Promise<boolean> {
  const plans = await tx.query(
    `select from portal.advice_standing
     where prescription_id is not null and kind not in ('ended', 'lapsed', 'discharged') limit 1`,
  );
  return plans.length > 0;
}

/** Takes off what shows today, comfort too, until tomorrow. What is stopped already does not show. */
export async function stopToday(tx: Tx): Promise<string[]> {
  const stopped = await tx.query<{ id: string }>(
    `insert into portal.item_stop (clinic_id, patient_id, carer_id, prescription_id, item_id, until, because, day)
     select shown.clinic_id, shown.patient_id, (select portal.my_carer()), shown.prescription_id, shown.id, 'tomorrow',
       'urgent_answer', $1
     from portal.advised_item shown returning id`,
    [tx.today],
  );
  return stopped.map(({ id }) => id);
}
