/**
 * Everything that a patient sees or told us, read with the patient's own rights: whatever these policies hide stays hidden here
 * too. One statement for each kind of thing. No secret is read: not of a link, a session or a carer.
 */
import type { Tx } from '../db/tx';
import type { OwnDataDto } from './own-data.dto';
import { DIARY_COLUMNS, utc } from './told-diary';

const ADVICE = /* sql */ `
  select i.prescription_id as "prescriptionId", i.version_number as version, i.id, i.place, i.name, i.pillar, i.why,
    i.steps, i.mistakes, i.equipment, i.dose_sentence as "doseSentence", i.bad_day_sentence as "badDaySentence",
    i.video_title as "videoTitle", i.shown_from::text as "from", i.shown_until::text as "until",
    exists (select 1 from portal.advised_item now where now.id = i.id) as "showsNow"
  from portal.advised_ever i order by i.shown_from, i.prescription_id, i.version_number, i.place`;

const PLANS = /* sql */ `
  select prescription_id as "prescriptionId", kind, ${utc('since')} as since, review_on::text as "reviewOn",
    advice_until::text as "adviceUntil"
  from portal.advice_standing where prescription_id is not null order by since, prescription_id`;

const DIARY = `select ${DIARY_COLUMNS} from portal.log_entry e order by e.at, e.id`;

const NOT_KEPT = /* sql */ `
  select entry_id as id, kind, ${utc('at')} as at, pain, spread, refused_because as "refusedBecause",
    carer_id is not null as "byCarer", ${utc('received_at')} as "receivedAt"
  from portal.heard_entry order by received_at, entry_id`;

const CHECK_INS = /* sql */ `
  select c.id, c.kind, ${utc('c.at')} as at, c.day::text, c.answers, c.carer_id is not null as "byCarer",
    coalesce((select jsonb_agg(jsonb_build_object('kind', w.kind, 'codes', w.codes, 'at', ${utc('w.at')}) order by w.at)
      from portal.check_in_word w where w.check_in_id = c.id), '[]') as words
  from portal.check_in c order by c.at, c.id`;

const STOPS = /* sql */ `
  select item_id as "itemId", until, because, ${utc('at')} as at, ${utc('lifted_at')} as "liftedAt",
    carer_id is not null as "byCarer"
  from portal.item_stop order by at, id`;

const CARERS = /* sql */ `
  select id, kind, name, email, ${utc('let_in_at')} as "letInAt", ${utc('ended_at')} as "endedAt"
  from portal.carer order by let_in_at, id`;

const DEVICES = /* sql */ `
  select device, case when carer_id is null then 'me' else 'carer' end as who, ${utc('created_at')} as "since",
    ${utc('renewed_at')} as "lastUsedAt", ${utc('ended_at')} as "endedAt"
  from portal.session order by created_at, id`;

const VIDEO_CONSENTS = /* sql */ `
  select provider, ${utc('given_at')} as "givenAt", ${utc('withdrawn_at')} as "withdrawnAt"
  from portal.video_consent order by given_at, id`;

const CONFIRMATIONS = /* sql */ `
  select episode_id as "episodeId", ${utc('confirmed_at')} as "confirmedAt",
    case when by_staff_id is null then 'patient' else 'clinician' end as by
  from portal.advice_confirmation order by confirmed_at, id`;

const MAILS = /* sql */ `
  select kind, to_address as "to", ${utc('sent_at')} as "sentAt"
  from portal.mail where sent_at is not null order by sent_at, id`;

const REQUESTS = /* sql */ `
  select ${utc('requested_at')} as "requestedAt", due_on::text as "dueOn", ${utc('released_at')} as "releasedAt",
    ${utc('refused_at')} as "refusedAt"
  from portal.record_request order by requested_at, id`;

const WHO_LOOKED = /* sql */ `
  select ${utc('at')} as at, role, name, case when action = 'record.read' then 'read' else 'change' end as access,
    coalesce(operation, action) as what
  from portal.who_looked()`;

const ABOUT_ME = /* sql */ `
  select name, date_of_birth::text as "dateOfBirth", email, phone, address,
    preferred_language as "preferredLanguage" from portal.patient where id = $1`;

const CLINIC = /* sql */ `select name, address, phone, email from portal.clinic where id = $1`;

export async function readOwnData(tx: Tx): Promise<OwnDataDto> {
  const list = <Key extends keyof OwnDataDto>(sql: string): Promise<OwnDataDto[Key] & object[]> =>
    tx.query(sql) as Promise<OwnDataDto[Key] & object[]>;
  const [me] = await tx.query<OwnDataDto['me']>(ABOUT_ME, [tx.actor.id]);
  const [clinic] = await tx.query<OwnDataDto['clinic']>(CLINIC, [tx.actor.clinicId]);
  return {
    madeAt: tx.now.toISOString(),
    clinic: clinic as OwnDataDto['clinic'],
    me: me as OwnDataDto['me'],
    plans: await list<'plans'>(PLANS),
    advice: await list<'advice'>(ADVICE),
    diary: await list<'diary'>(DIARY),
    notKept: await list<'notKept'>(NOT_KEPT),
    checkIns: await list<'checkIns'>(CHECK_INS),
    stops: await list<'stops'>(STOPS),
    confirmations: await list<'confirmations'>(CONFIRMATIONS),
    videoConsents: await list<'videoConsents'>(VIDEO_CONSENTS),
    devices: await list<'devices'>(DEVICES),
    carers: await list<'carers'>(CARERS),
    mails: await list<'mails'>(MAILS),
    recordRequests: await list<'recordRequests'>(REQUESTS),
    whoLooked: await list<'whoLooked'>(WHO_LOOKED),
  };
}
