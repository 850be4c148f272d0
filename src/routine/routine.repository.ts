import { createHash } from 'node:crypto';
import { recordReading } from '../audit/record';
import { COUNTRIES, inNumbers, listInNumbers, type Numbers, numbersOf } from '../clinic/emergency-numbers';
import type { Door, Entering } from '../db/door';
import { mediaAddress } from '../exercise/video-link';
import { type ReaderRow, readerOf, wordsOfReader } from '../language/language.repository';
import type { Language } from '../language/languages';
import { spokenIn } from '../language/spoken.dto';
import { ENGLISH, type Words } from '../language/words';
import type { RoutineDto } from './routine.dto';
import { type PartsOfPlans, ROUTINE_PARTS, routineIn } from './routine-words';
import {
  EMERGENCY,
  NOT_WATCHED,
  OWN_PAUSE,
  NOTICE,
  PAIN_GUIDE,
  type PatientList,
  STANDING_ORDER,
  STOP_IF,
  URGENT,
  VIDEO_GONE,
  VIDEO_LINE,
  WHY_NOTHING_SHOWS,
} from './wording';

/**
 * The only TypeScript that reads the gate. One prepared statement lets Postgres build the whole answer, so that Node
 * neither parses nor hydrates anything; entering, reading and leaving travel in one round trip.
 */
export interface RoutineRow {
  etag: string;
  /** JSON text; null when the caller has exactly this already. */
  body: string | null;
}

/** Of somebody who would like to read another language than English also what their words are made of. */
interface ReadRow extends RoutineRow, ReaderRow {
  parts: PartsOfPlans;
}

/**
 * `ifNoneMatch` is the ETag that the caller holds, or null. A patient who reads their own leaves no row in the trail; that a carer
 * looked is written down before they are answered.
 */
export async function readRoutine(
  door: Door,
  entering: Entering,
  ifNoneMatch: string | null,
): Promise<RoutineRow & { language: Language | null }> {
  const { actor, row } = await door.readOnce<ReadRow>(entering, 'routine', ROUTINE, [ifNoneMatch, TEXTS]);
  if (actor.role === 'carer') {
    await door.openTx({ ...entering, allowed: ['carer'] }, async (tx) => {
      tx.sawRecordOf(tx.actor.patientId as string);
      await recordReading(tx, 'routine.read');
    });
  }
  if (row.language === 'en') return { etag: row.etag, body: row.body, language: 'en' };
  const said = inWords(row.body as string, wordsOfReader(row), row.parts);
  return { ...said, body: said.etag === ifNoneMatch ? null : said.body };
}

/** The same answer, each part of it in the language that was approved. */
function inWords(
  english: string,
  words: Words,
  parts: PartsOfPlans,
): RoutineRow & { language: Language | null } {
  const routine = routineIn(JSON.parse(english) as RoutineDto, words, parts);
  const body = JSON.stringify(routine);
  const etag = `"${createHash('md5').update(body).digest('hex')}"`;
  return { etag, body, language: routine.spoken.language };
}

/** As JSON text, for the text is what is searched. */
function wordsFor(numbers: Numbers): string {
  const list = (one: PatientList) => listInNumbers(one, numbers);
  return JSON.stringify({
    spoken: spokenIn(ENGLISH, ROUTINE_PARTS),
    notice: NOTICE.text,
    ownPause: OWN_PAUSE.text,
    why: Object.fromEntries(Object.entries(WHY_NOTHING_SHOWS).map(([kind, { text }]) => [kind, text])),
    texts: {
      notWatched: NOT_WATCHED.text,
      emergency: list(EMERGENCY),
      urgent: list(URGENT),
      stopIf: list(STOP_IF),
      painGuide: list(PAIN_GUIDE),
      video: VIDEO_LINE.text,
      videoGone: VIDEO_GONE.text,
    },
  });
}

/** Which numbers stand in them, the clinic's own row says: so they are put in there, by the rule of `inNumbers`. */
const EMERGENCY_TOKEN = '{emergency}';
const ADVICE_TOKEN = '{advice}';
const withAdviceLine = { emergency: [EMERGENCY_TOKEN], advice: ADVICE_TOKEN };

const TEXTS = JSON.stringify({
  ...{ with: wordsFor(withAdviceLine), without: wordsFor({ ...withAdviceLine, advice: null }) },
  numbers: Object.fromEntries(
    COUNTRIES.map((country) => [
      country,
      { emergency: inNumbers(EMERGENCY_TOKEN, numbersOf(country)), advice: numbersOf(country).advice },
    ]),
  ),
});

const ROUTINE = /* sql */ `
  with said as (
    select replace(
      replace(texts ->> case when n.known ->> 'advice' is null then 'without' else 'with' end,
        '${EMERGENCY_TOKEN}', n.known ->> 'emergency'),
      '${ADVICE_TOKEN}', coalesce(n.known ->> 'advice', ''))::jsonb as words
    from portal.clinic c, (select $2::jsonb as texts) given, lateral (select texts -> 'numbers' -> c.country as known) n
  ),
  reader as (${readerOf('(select portal.my_patient())')}),
  standing as (select * from portal.advice_standing),
  overall as (
    select s.* from standing s
    order by array_position(array[${STANDING_ORDER.map((kind) => `'${kind}'`).join(', ')}], s.kind), s.since desc
    limit 1
  ),
  items as (
    select jsonb_agg(jsonb_build_object(
      'id', i.id, 'prescriptionId', i.prescription_id, 'place', i.place, 'name', i.name, 'pillar', i.pillar,
      'position', i.position, 'equipment', i.equipment, 'steps', i.steps, 'mistakes', i.mistakes, 'why', i.why,
      'dosage', i.dosage, 'doseSentence', i.dose_sentence,
      'variation', i.variation, 'level', i.level, 'phase', i.phase, 'group', i.group_name, 'isOptional', i.is_optional,
      'isComfort', i.is_comfort,
      'video', case when i.video_provider is not null then jsonb_build_object(
        'provider', i.video_provider, 'title', i.video_title, 'language', i.video_language,
        'captions', i.video_captions, 'embedUrl', i.video_embed_url, 'watchUrl', i.video_watch_url,
        'state', case when i.video_is_gone then 'gone' else 'available' end,
        'posterUrl', '${mediaAddress(`' || i.poster_id || '`)}',
        'captionFiles', (select coalesce(jsonb_agg(jsonb_build_object('language', c.f -> 'language', 'title', c.f -> 'title',
          'address', '${mediaAddress(`' || (c.f ->> 'id') || '`)}') order by c.n), '[]')
          from jsonb_array_elements(i.captions) with ordinality c (f, n))) end,
      'pictures', (select coalesce(jsonb_agg(p.f || jsonb_build_object(
        'address', '${mediaAddress(`' || (p.f ->> 'id') || '`)}') order by p.n), '[]')
        from jsonb_array_elements(i.pictures) with ordinality p (f, n))
    ) order by i.prescription_id, i.place) as listed
    from portal.advised_item i
  ),
  advice as (
    select jsonb_agg(jsonb_build_object('kind', a.kind, 'text', a.text, 'address', a.address,
      'notForCarers', a.not_for_carers)
      order by a.prescription_id, a.place) as listed
    from portal.advised_advice a
  ),
  plans as (
    select jsonb_agg(jsonb_build_object('prescriptionId', s.prescription_id, 'episodeId', s.episode_id,
      'kind', s.kind, 'since', to_char(s.since at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'reviewOn', s.review_on, 'adviceUntil', s.advice_until) order by s.since desc, s.prescription_id) as listed
    from standing s where s.prescription_id is not null
  ),
  answer as (
    select jsonb_build_object(
      'date', portal.today_in(c.time_zone),
      'notice', case when o.kind in ('live', 'pain_pause') then coalesce(c.notice, words ->> 'notice') end,
      'announcement', case when portal.today_in(c.time_zone) between c.announcement_from and c.announcement_until
        then c.announcement end,
      'standing', jsonb_build_object('kind', o.kind, 'message',
        case when o.is_own_pause and o.kind = 'on_hold' then words ->> 'ownPause' else words -> 'why' ->> o.kind end,
        'since', to_char(o.since at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'reviewOn', o.review_on, 'adviceUntil', o.advice_until),
      'items', coalesce(items.listed, '[]'),
      'advice', coalesce(advice.listed, '[]'), 'plans', coalesce(plans.listed, '[]'),
      'clinic', jsonb_build_object('name', c.name, 'phone', c.phone, 'email', c.email, 'bookingUrl', c.booking_url),
      'spoken', words -> 'spoken',
      'texts', (words -> 'texts')
        || case when o.kind in ('live', 'pain_pause') then '{}' else '{"stopIf": null, "painGuide": null}' end::jsonb)::text as body
    from overall o, items, advice, plans, said, portal.clinic c
  ),
  tagged as (select body, '"' || md5(body) || '"' as etag from answer)
  select etag, r.*,
    case when etag is distinct from $1::text or r.language <> 'en' then body end as body,
    (select jsonb_object_agg(p.prescription_id, jsonb_build_object('phases', p.phases, 'groups', p.groups))
     from portal.advised_plan p where r.language <> 'en') as parts
  from tagged, reader r`;
