/**
 * For each table whether its rows move with a clinic to another place, and why not where they do not. A table that is not named
 * here stops every export, and a test: whoever adds one decides it here. Secrets and whatever opens a door never move, so
 * people get new links and invitations; what belongs to several clinics is never copied. Data only.
 */
export interface Moves {
  /** What one row is, for somebody who does not know this software. */
  about: string;
  /** Rows of the clinic that stay; `t` is the table. */
  only?: { where: string; stays: string };
  /** By what rows are put in order; `id`, unless said. Equal at every place. */
  order?: string;
  /** Columns that stay, and what a row gets instead at the new place: SQL, or else the column's default. */
  without?: Record<string, { because: string; anew?: string }>;
}

export interface Stays {
  because: string;
}

export type Decision = { moves: Moves } | { stays: Stays };

const moves = (about: string, more: Omit<Moves, 'about'> = {}): Decision => ({ moves: { about, ...more } });
const stays = (because: string): Decision => ({ stays: { because } });

const OF_ONE_DATABASE = 'a running number of one database: the order of the lines says the same';

/** As what a clinic's logo lies among its media: SQL, of a row of the clinic. An id like theirs, and the same at every place. */
export const logoFile = (row: string): string => `md5(${row}.logo_sha256)::uuid`;

export const WHAT_MOVES: Readonly<Record<string, Decision>> = {
  // the clinic and its people
  clinic: moves('The clinic itself: one line, its name, how it is reached, and its settings.', {
    without: {
      id: { because: 'the clinic is another one at the new place', anew: '$clinic' },
      logo_key: {
        because: 'where the picture lies at one place',
        anew: `case when r.logo_sha256 is not null then concat($clinic, '/', ${logoFile('r')}) end`,
      },
    },
  }),
  clinic_change: moves('A setting of the clinic that was changed, from what to what.'),
  text_approval: moves('A translated text that a clinician approved, or took back, by the sum of its words.'),
  own_wording: moves('A translation that the clinic wrote in place of ours.'),
  site: moves('A place where the clinic works.'),
  staff: moves(
    'Somebody who works or worked at the clinic. At the new place they are as people who were never invited.',
    {
      without: {
        account_id: {
          because: 'an account may belong to several clinics; they get an invitation at the new place',
          anew: 'null',
        },
      },
    },
  ),
  staff_site: moves('Who works at which site.'),
  account: stays('Passwords, and people who may work at several clinics.'),
  invitation: stays('A secret that opens an account; staff are invited anew.'),
  patient: moves('A patient.'),
  patient_identifier: moves('The number that a patient has in another system.'),
  patient_import: moves('A table of patients that somebody brought in; of the file only its sum.'),
  patient_merge: moves(
    'Two records of one patient were made one; perhaps confirmed to be one person’s, or parted again.',
  ),
  merged_row: moves('A row that went to the other record at a merge.'),
  competence_note: moves('A clinician found that a young patient decides for themself.'),
  death: moves('A patient died; or it was said by mistake, and taken back.'),
  legal_hold: moves('Somebody asked that a record be kept for now.'),
  record_deleted: moves('A record that was deleted when its time was over: ids, days and the rule, no name.'),
  file_to_remove: stays('Bytes of deleted records that lie at the old place.'),
  discharge: moves('A patient was discharged, and perhaps taken on again.'),
  carer: moves('Somebody who looks after a patient: let in by the patient, or a guardian.'),
  // ways in: none of them moves
  session: stays('Signed-in devices; everybody signs in anew.'),
  refresh_token: stays('Secrets of sessions.'),
  patient_link: stays('Secrets; patients get new links at the new place.'),
  link_wish: stays('Somebody asked for a new link; everybody gets one at the new place.'),
  spoken_code: stays('Secrets that are good for minutes.'),
  passkey: stays('Keys that are bound to the address of the old place.'),
  passkey_challenge: stays('Secrets that are good for minutes.'),
  email_change: stays('Secrets of changes of an e-mail; what was confirmed is the patient’s e-mail.'),
  calendar_feed: stays('Secrets in addresses of the old place; patients take up a calendar anew.'),
  attempt: stays('Wrong guesses, of nobody’s clinic.'),
  // what may be done
  exercise: moves(
    'An exercise of the clinic’s own. Those of the starter library are in starter_exercise.jsonl as far as they are referred to.',
  ),
  exercise_video: moves('A video that the clinic shows with an exercise.'),
  video_check: moves('Whether a video on another site was still there when it was last looked for.'),
  favourite_exercise: moves('An exercise that a clinician often prescribes.'),
  default_dose: moves('What the clinic’s prescriptions of an exercise start from.'),
  template: moves('A plan that is nobody’s yet, written once and prescribed often.'),
  template_import: moves('A table of templates that somebody brought in; of the file only its sum.'),
  template_item: moves('An exercise of a template, with its dose.'),
  media: moves(
    'A video, picture, poster or captions of the clinic’s own. The bytes of those with uploaded_at are in media/<id>.',
    {
      without: {
        storage_key: { because: 'where the bytes lie at one place', anew: `$clinic || '/' || r.id` },
        pieces: { because: 'of an upload that is under way only' },
      },
    },
  ),
  instrument_licence: moves('That the clinic may use a questionnaire which needs a licence.'),
  // what was found
  episode: moves('One complaint of a patient, from when it was taken on to when it was closed.'),
  assessment: moves('What a clinician found at a visit; a draft until signed_at.'),
  addendum: moves('A note that was added to a signed assessment.'),
  hold: moves('Exercise is stopped until a clinician looks; open until resolved_at.'),
  referral: moves('Who was told of a hold, and how.'),
  outcome_score: moves('The answers to a questionnaire, and its score.'),
  // what was advised
  prescription: moves('A plan of a patient, as it stands; its versions say what it holds.'),
  prescription_version: moves('One version of a plan.'),
  prescription_item: moves('An exercise of a version, as the patient was told it.'),
  advice_item: moves('Advice beside exercises, of a version.'),
  prescription_transition: moves('What became of a plan, and when: issued, paused, withdrawn and so on.', {
    order: 'seq',
    without: { seq: { because: OF_ONE_DATABASE } },
  }),
  phase_begun: moves('A clinician found that the next phase of a plan may begin.'),
  rule_decision: moves('What a clinician decided where a rule spoke against an exercise.'),
  advice_confirmation: moves('The patient, a guardian or a clinician confirmed that this was advised.'),
  version_seen: moves('When the patient first opened a version.'),
  video_consent: moves('The patient agreed that a provider of videos learns of them.', {
    only: {
      where: 't.session_id is null',
      stays: 'Those that were given for one session; they ended with it.',
    },
    without: { session_id: { because: 'sessions stay', anew: 'null' } },
  }),
  // the patient's days
  log_entry: moves('What a patient told of a session, or what was taken down for them.'),
  heard_entry: moves('What hurts in an entry that could not be kept.'),
  item_stop: moves('An exercise that the patient is not to do for now.'),
  check_in: moves('What was asked before a session, and answered.'),
  check_in_word: moves('A yes of a check-in that was confirmed or taken back.'),
  plan_day: moves('What a day of a plan asked, and what was done of it.'),
  plan_tally: moves('The same days of a plan in one line.'),
  // looking after
  alert: moves('Something that somebody at the clinic should look at, or has looked at.'),
  alert_threshold: moves('From which pain on one patient’s reports are an alert.'),
  call_attempt: moves('Somebody rang a patient.'),
  opening_hours: moves('When the clinic is open.'),
  closed_day: moves('Days on which it is closed.'),
  cover: moves('Who stands in for whom.'),
  hand_over: moves('Patients were handed from one clinician to another.'),
  handed_over: moves('One patient of a hand-over.'),
  reminder: moves('When a patient wants to be reminded.', {
    without: {
      stop_secret: {
        because: 'a secret',
        anew: `translate(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')`,
      },
      seen_to_at: { because: 'nothing is made up for at the new place', anew: 'portal.portal_now()' },
    },
  }),
  mail: moves('A mail that was sent, or was given up. Its words are nowhere kept.', {
    only: {
      where: 'num_nonnulls(t.sent_at, t.dropped_at, t.bounced_at) > 0',
      stays: 'Those that wait: nothing is sent at the new place of what happened at the old one.',
    },
  }),
  record_request: moves('A patient asked for their record.'),
  released_record: moves('The record as it was given to the patient.'),
  // the trace
  audit_entry: moves('Who did what, and when; also who looked at whose record.', {
    only: {
      where: `t.actor_role like 'app\\_%'`,
      stays: 'What was done by whoever runs the database, such as backups: that is told where it was done.',
    },
    without: { id: { because: OF_ONE_DATABASE } },
  }),
  idempotency_key: stays('Answers that are kept for a day, for requests that are sent twice.'),
  worker_seen: stays('When the worker of one database was last there.'),
};
