/**
 * Every error this software answers with: its code, its status and the sentence a person reads.
 * A code never changes its meaning once released. Unknown and invisible are the same 404 (`not_found`);
 * 403 is only for the wrong kind of caller.
 */
type Row = readonly [status: number, title: string, detail: string];

// prettier-ignore
export const ERRORS = {
  // the request itself
  'request.invalid': [400, 'The request is not valid', 'Look at errors: each names a field and what is wrong with it.'],
  'request.malformed': [400, 'The request cannot be read', 'Send one well-formed JSON object: no name twice, and no deeper than 20 levels.'],
  'request.malformed_text': [400, 'A text holds characters that cannot be stored', 'Remove NUL characters and broken surrogate pairs.'],
  'request.too_large': [413, 'The request is too large', 'Send at most 256 kilobytes, or for an import as much as its description says.'],
  'request.not_http': [400, 'This is not HTTP', 'Send a request that follows RFC 9112.'],
  'request.headers_too_large': [431, 'The headers are too large', 'Send at most 16 kilobytes of them.'],
  'request.too_slow': [408, 'The request took too long to arrive', 'Send it again on a new connection.'],
  'request.unsupported_media_type': [415, 'This content type is not understood', 'Send the body as application/json, or as the type that the description of the address names.'],
  'request.no_such_address': [404, 'There is nothing at this address', 'See /docs for the addresses that exist.'],
  'request.too_many': [429, 'Too many requests', 'Wait as long as Retry-After says, then try again.'],
  not_found: [404, 'Not found', 'There is no such thing, or it is not yours to see.'],

  // editing what somebody else may be editing
  'revision.missing': [428, 'If-Match is missing', 'Send the ETag that you last read as If-Match.'],
  'revision.stale': [412, 'Somebody changed this in the meantime', 'Read it again, then repeat your change on what you find.'],
  'revision.conflict': [409, 'This clashes with something that exists', 'Something with the same unique value exists already.'],
  'idempotency.key_missing': [400, 'Idempotency-Key is missing', 'Send a new random Idempotency-Key, and the same one when you repeat the request.'],
  'idempotency.key_reused': [422, 'This Idempotency-Key was used for another request', 'Use a new key for a new request.'],
  'idempotency.in_flight': [409, 'The same request is still being worked on', 'Wait a moment, then repeat it with the same key.'],

  // who is asking
  'identity.sign_in_required': [401, 'Please sign in', 'Send a valid access token as Authorization: Bearer.'],
  'identity.wrong_role': [403, 'This is not for your role', 'The description of each address says for whom it is.'],
  'identity.wrong_credentials': [401, 'Nobody signs in like this', 'Check the e-mail, the password and, if you sent one, the clinic.'],
  'session.over': [401, 'This session is over', 'Sign in again, or open your link again.'],
  'invitation.closed': [404, 'This invitation does not open', 'It was used, replaced or has expired. Ask your clinic for a new one.'],

  // clinic
  'staff.last_admin': [409, 'A clinic needs an admin', 'Make somebody else an admin first.'],
  'staff.password_not_yours': [409, 'This clinic cannot reset their password', 'They can change it while they are signed in. If they forgot it, whoever runs this software has to help.'],

  // patient
  'link.refused': [401, 'This link and this date of birth do not open anything', 'Check the date of birth. If it is right, ask your clinic for a new link.'],
  'email.not_confirmed': [409, 'This does not confirm an address', 'It was used, replaced or is older than a day. Ask for the change again.'],
  'passkey.refused': [401, 'This passkey does not open anything', 'Try again, or open your link.'],
  'passkey.not_added': [409, 'This passkey could not be added', 'Ask for new options, and answer them within five minutes on the same device.'],
  'carer.too_many': [409, 'No more carers can be let in today', 'Try again tomorrow, or call your clinic.'],
  'carer.guardian': [409, 'A guardian is not a child’s to end', 'Call your clinic: they wrote the guardian down. From 16 on most people can end one themselves.'],
  'guardian.patient_grown_up': [409, 'This patient decides for themself', 'They can let a carer in themself. An attorney or a deputy of an adult is written down by that evidence.'],
  'guardian.not_at_this_age': [409, 'Nobody of this age has such a power given', 'A deputy is appointed from 16 on, an attorney by somebody of 18 or older. Choose the evidence that you saw.'],
  'guardian.ended_by_order': [409, 'A court order ended this guardian', 'Only another court order lets them look again. Read it, and write them down with evidenceKind: court_order.'],
  'guardian.closed': [403, 'This page is closed to you now', 'The person you looked after decides now who may look. Talk with them: they can let you go on. Your clinic can explain.'],
  'competence.presumed': [409, 'At this age nobody has to find that', 'Below 16 somebody can be found competent, from 16 on to lack capacity; the rest is taken to be so.'],
  'competence.not_entitled': [403, 'You may not record this', 'A registered, active clinician has to find it.'],
  'competence.ended': [409, 'This note has ended', 'Write a new one if there is something new.'],
  'patient.identifier_taken': [409, 'A patient with this identifier exists', 'Open that patient, or correct the identifier; errors says which it is.'],
  'patient.import_unreadable': [400, 'This is not a table of patients', 'Save the table as CSV in UTF-8, with the columns of the template.'],
  'patient.import_undone': [409, 'This import was taken back already', 'There is nothing left to do: who stayed then stays.'],
  'patient.possible_duplicate': [409, 'This may be a patient whom you have', 'Look at errors: it names who has this name and date of birth. If it is them, send their patientId; if not, send isSomebodyElse: true.'],
  'patient.merged': [409, 'This record was merged into another', 'Open the record that lives on: mergedIntoId says which.'],
  'merge.not_entitled': [403, 'You may treat a patient, not merge or move records', 'Ask a registered clinician of the clinic.'],
  'merge.itself': [409, 'A record cannot be merged into itself', 'Send the record that lives on as intoId.'],
  'merge.merged_already': [409, 'This record was merged already', 'Take that back first, or go on with the record that lives on.'],
  'merge.into_merged': [409, 'The other record was merged itself', 'Choose the record that lives on: mergedIntoId says which.'],
  'merge.into_discharged': [409, 'The other record is discharged', 'Readmit that patient first, or merge the other way round.'],
  'merge.both_asked': [409, 'Both records wait for a copy of the record', 'Answer the request of one of them first.'],
  'merge.reversed_already': [409, 'This merge was taken back already', 'There is nothing left to do.'],
  'merge.confirmed_already': [409, 'This merge was confirmed already', 'There is nothing left to do.'],
  'merge.merged_on': [409, 'The record that lives on was merged itself since', 'Take that back first, then this.'],
  'patient.discharged_already': [409, 'The patient is discharged already', 'There is nothing left to do.'],
  'patient.not_discharged': [409, 'The patient is not discharged', 'There is nothing to take back.'],
  'patient.deceased': [409, 'This patient has died', 'Nothing is sent to them and nothing is opened for them. If that is a mistake, a registered clinician can take it back.'],
  'patient.not_deceased': [409, 'Nobody said that this patient died', 'There is nothing to take back.'],
  'patient.death_reverser_not_entitled': [403, 'You may enter that a patient died, not take it back', 'Ask a registered clinician of the clinic to take it back.'],
  'patient.readmitter_not_entitled': [403, 'You may discharge a patient, not take them back', 'Ask a registered clinician of the clinic to take the patient back.'],

  // record
  'legal_hold.ended': [409, 'This legal hold has ended', 'There is nothing left to end.'],
  'legal_hold.not_entitled': [403, 'You may place a legal hold, not end one', 'Ask a registered clinician of the clinic to end it.'],
  'record.not_entitled': [403, 'You may not delete a record', 'Ask a registered clinician of the clinic.'],
  'record.kept_until': [409, 'This record has to be kept', 'The time for which records are kept is not over.'],
  'record.legal_hold': [409, 'A legal hold is open', 'While one is open the record is not deleted. End it first, if its reason is over.'],
  'record.requested': [409, 'Somebody asked for this record', 'Release or refuse the open request first.'],
  'record.in_care': [409, 'This patient is being treated', 'There is a plan that may show. Withdraw it first.'],
  'record.name_differs': [409, 'This is not the patient’s name', 'Type the name exactly as the record has it: a deletion cannot be taken back.'],
  'record.of_another': [409, 'Something of this record is another patient’s too', 'Nothing was deleted. Tell whoever runs this software.'],

  // reminder
  'reminder.no_address': [409, 'The clinic has no e-mail address of yours', 'Give the clinic your e-mail address, then choose your times.'],
  // consent
  'video_consent.session_only': [409, 'A carer agrees for one session', 'Send remember: false. Only the patient can have an agreement remembered.'],
  'advice.confirmer_not_entitled': [403, 'This is for the patient, a guardian or the clinician to confirm', 'Ask the patient to confirm it.'],

  // language
  'language.approver_not_entitled': [403, 'You may read the translations, not approve them', 'Ask a registered clinician of the clinic, who answers for what its patients read.'],
  'language.texts_outdated': [409, 'Some of these cannot be approved', 'Look at errors: the English of each changed since it was translated, or it has no translation. Write your own wording first.'],
  'language.not_offered': [409, 'Your clinic does not offer this language', 'See GET /own-language for those that it offers.'],

  // exercise
  'exercise.video_not_recognised': [422, 'This is not the address of a video', 'Give the address of one YouTube or Vimeo video, or the https address of a video file.'],
  'exercise.shared': [409, 'A shared exercise cannot be changed', 'Copy it first, then change your copy.'],
  'exercise.incomplete': [409, 'The exercise is not complete', 'Look at errors: each names something that is missing.'],
  'exercise.import_unreadable': [400, 'This is not a list of exercises', 'Send the file as its data set gives it out, or the columns of the template.'],
  'exercise.published_already': [409, 'The exercise is published already', 'There is nothing left to do.'],
  'exercise.retired_already': [409, 'The exercise is retired already', 'There is nothing left to do.'],
  'exercise.ladder_loop': [409, 'An exercise would be harder than itself', 'Look at the easier and harder links of the exercises you named.'],
  'exercise.video_attached_already': [409, 'This exercise has this video already', 'Change the one that is there.'],

  // episode, assessment, hold
  'episode.closed': [409, 'This episode is closed', 'Open a new episode for this patient.'],
  'episode.prescription_open': [409, 'This episode still has a prescription', 'Complete or withdraw what is issued or paused, then close the episode.'],
  'episode.in_error': [409, 'This episode was entered in error', 'It stays in the record and does not change any more. Open a new episode.'],
  'episode.same_patient': [409, 'This episode is this patient’s already', 'Send the patient for whom it was meant.'],
  'episode.error_not_entitled': [403, 'You may withdraw a plan, not say that an episode was an error', 'Withdraw or pause what is issued at once. Then ask a registered clinician of the clinic to enter the episode in error.'],
  'assessment.incomplete': [409, 'The assessment cannot be signed yet', 'Look at errors: each names something that is missing. Not asked is not a no.'],
  'assessment.signed': [409, 'A signed assessment does not change', 'Write an addendum, or enter it in error and write a new one.'],
  'assessment.not_signed': [409, 'This assessment is a draft', 'Change or discard the draft instead.'],
  'assessment.in_error': [409, 'This assessment was entered in error already', 'Nothing rests on it any more. Write a new one.'],
  'assessment.hold_undecided': [409, 'Please say whether a hold is to open', 'Clinical advice is turned off here (record-only), so nothing was graded: a red flag was answered yes, or a cauda equina question was left open. Send openHold with the signature.'],
  'assessment.signer_not_entitled': [403, 'You may draft an assessment, not sign it', 'Ask a registered clinician of the clinic to look at it and sign it.'],
  'assessment.missing': [409, 'There is no full assessment', 'Sign a full assessment of this episode first.'],
  'assessment.too_old': [409, 'The assessment is too old for this', 'Assess the patient again, or reduce the plan.'],
  'assessment.nothing_new_needed': [409, 'Please ask whether anything is new', 'Record a "nothing new" screen; by phone counts.'],
  'hold.resolved': [409, 'This hold was resolved already', 'Open a new hold if there is a new reason.'],
  'hold.nobody_told': [409, 'Nobody was told of this', 'Record who was told and how, or say in nobodyToldBecause why nobody had to be.'],
  'hold.resolver_not_entitled': [403, 'You may open a hold, not resolve it', 'Ask a registered clinician of the clinic to decide and resolve it.'],

  // check-in
  'check_in.incomplete': [409, 'Some questions have no answer yet', 'Look at errors: each names a question. It may be declined. If anything of it is so, do not wait: do first what the lists say.'],
  'check_in.id_reused': [409, 'This id was used for something else', 'Use a new id for a new check-in, and for each word on it.'],
  'check_in.not_answered_yes': [409, 'This was not answered yes', 'Look at errors: only what was answered yes can be confirmed or taken back.'],
  'hold.nothing_to_pause': [409, 'There is no plan to pause', 'Call your clinic if you have a question.'],
  // diary
  'item_stop.not_own_choice': [409, 'This was stopped because of what you told us', 'It comes back tomorrow, or when your clinic has looked: detail says which.'],
  'item_stop.lifted_already': [409, 'This stop was lifted already', 'There is nothing left to do.'],
  'item_stop.lifter_not_entitled': [403, 'You may not lift this stop', 'Ask a registered clinician of the clinic to look at it and lift it.'],

  // outcome
  'outcome.no_licence_needed': [409, 'This measure is free to use', 'It is enabled for every clinic.'],
  'outcome.licensed_already': [409, 'A licence for this measure stands already', 'End that one first.'],
  'outcome.instrument_disabled': [409, 'This measure is not enabled at your clinic', 'It needs a licence: an admin of the clinic can record it.'],
  'outcome.in_error': [409, 'This score was said to be an error already', 'There is nothing left to do.'],

  // prescription
  'prescription.wrong_standing': [409, 'The prescription does not stand where this is possible', 'Read it again to see what is possible now.'],
  'prescription.not_entitled': [403, 'You may not answer for this advice', 'A registered, active clinician has to do this.'],
  'prescription.patient_discharged': [409, 'The patient is discharged', 'Re-admit the patient first.'],
  'prescription.on_hold': [409, 'A hold is open on the patient', 'Resolve the hold first: GET /patients/{id}/holds lists it, POST /holds/{id}/resolution resolves it. What it closed opens with that.'],
  'prescription.found_unsuitable': [409, 'The latest assessment found exercise not suitable', 'A new full assessment has to find it suitable first.'],
  'prescription.no_draft': [409, 'There is nothing to issue', 'Write a draft with at least one exercise first.'],
  'prescription.another_open': [409, 'The episode has another open prescription', 'Change, complete or withdraw that one.'],
  'prescription.exercise_unavailable': [409, 'An exercise cannot be prescribed', 'Choose exercises that are published and not retired.'],
  'prescription.library_changed': [409, 'The library changed since this draft was written', 'Save the draft again, look at what the patient will read, then issue it.'],
  'prescription.rule_forbids': [409, 'A rule forbids this plan', 'Look at errors: change what they name. A HARD rule cannot be overridden.'],
  'prescription.decision_missing': [409, 'A rule asks for your decision', 'Look at errors, and send your decisions with the issue.'],
  'prescription.nothing_live': [409, 'Nothing of this prescription is live', 'Only what was issued, and has not ended, is due on days.'],
  'prescription.nothing_to_compare': [409, 'There are no two such versions', 'Name versions that exist; without names, two have to have been issued.'],
  'prescription.nothing_to_take': [409, 'There is no plan to take over', 'Name a prescription that was issued, or give the items.'],
  'prescription.no_such_phase': [409, 'The live plan has no such phase to begin', 'Name a phase of the live version that begins by criteria.'],
  'prescription.phase_begun_already': [409, 'This phase has begun already', 'There is nothing left to do.'],
  'prescription.footing_gone': [409, 'What this version rested on no longer stands', 'Issue it again on an assessment that stands.'],

  // handout
  'handout.nothing_shows': [409, 'There is nothing to print now', 'Only what shows in the routine can be printed. Look there to see why nothing does.'],

  // own data
  'record_request.open_already': [409, 'You have asked for your record already', 'The clinic has it on its list. It says until when they have to answer.'],
  'record_request.answered': [409, 'This request was answered already', 'The patient may ask again.'],
  'record_request.not_entitled': [403, 'You may not answer this request', 'A registered, active clinician has to judge the notes.'],
  'record_request.notes_changed': [409, 'There is another number of notes than you judged', 'Read the notes again, judge each, and send how many there are.'],
  'record_request.no_such_note': [409, 'A note that you hold back is not among them', 'Look at errors, and read the notes again.'],
  'record_request.nothing_to_fetch': [409, 'There is no record to fetch now', 'It can be fetched for 30 days once the clinic has released it. After that, ask again.'],

  // template
  'template.name_taken': [409, 'Your clinic has a template of this name', 'Choose another name, or change the one that has it.'],
  'template.exercise_unavailable': [409, 'A template cannot hold one of these exercises', 'Choose exercises that are published and not retired; what the template holds already may stay.'],
  'template.import_unreadable': [400, 'This is not a table of templates', 'Save the table as CSV in UTF-8, with the columns of the template.'],
  'template.import_undone': [409, 'This import was taken back already', 'There is nothing left to do: what stayed then stays.'],
  'template.retired': [409, 'This template is retired', 'Choose another, or write a new one.'],

  // opening hours, alert
  'cover.overlaps': [409, 'Somebody stands in for them on some of these days', 'Remove that cover first, or choose other days.'],
  'hand_over.not_yours': [409, 'These are not yours to hand over', 'A clinician hands over their own patients, and takes back what they did. Ask an admin for others.'],
  'hand_over.not_theirs': [409, 'Some of these patients are with somebody else', 'Look at errors: somebody moved them meanwhile. Read whose they are again.'],
  'hand_over.not_here': [409, 'They cannot sign in today', 'Choose a clinician who works here today and has accepted the invitation.'],
  'hand_over.not_entitled': [409, 'They cannot take patients over', 'Choose a registered clinician who may sign at your clinic.'],
  'hand_over.nobody': [409, 'There is nobody to hand over', 'Everybody you mean is there already, or was moved on since.'],
  'hand_over.taken_back_already': [409, 'This cannot be taken back', 'It was already, or takes another back itself. Hand the patients over anew.'],
  'hand_over.too_late': [409, 'This was more than a day ago', 'Hand the patients over anew.'],
  'alert.acknowledged_already': [409, 'This alert was acknowledged already', 'Close it with a note when it is dealt with.'],
  'alert.closed': [409, 'This alert is closed', 'A closed alert stays closed: if the same is found again, there will be another.'],
  'call_back.none': [409, 'Nobody asks for a call to this patient', 'Read the list again: somebody may have closed what it was about.'],
  // media
  'media.no_such_video': [409, 'There is no usable video for this', 'A poster and captions belong to a video that has arrived and is not retired.'],
  'media.enough_pictures': [409, 'This exercise has enough pictures', 'Retire one of them first.'],
  'media.retired': [409, 'This was retired', 'Plans that show it keep it; send another for new ones.'],
  'media.out_of_order': [409, 'These are not the bytes that come next', 'Ask with GET how many have arrived, and go on from there.'],
  'media.more_than_announced': [422, 'More bytes came than were announced', 'Announce the file again, with its true size.'],
  'media.parts_too_small': [422, 'The file comes in too many small parts', 'Announce it again, and send parts of the size that the announcement named.'],
  'media.unreadable': [422, 'This file cannot be read', 'It is cut off, damaged, or not what it was announced as. Look at it on your device, then send it again.'],
  'media.hevc': [422, 'This video is in the HEVC format', 'Many phones and browsers cannot show it. On an iPhone: Settings, Camera, Formats, Most Compatible. On Android: Camera settings, Video, turn HEVC (H.265, high efficiency) off. Then film it again.'],
  'media.format': [422, 'This video is in a format that many devices cannot show', 'Send MP4, MOV or WebM, with H.264 or VP9 for the picture and AAC, Opus or nothing for the sound.'],
  'media.picture_format': [422, 'This is not a picture that can be shown everywhere', 'Send PNG, JPEG or WebP. An iPhone takes JPEG with Settings, Camera, Formats, Most Compatible.'],
  'media.too_many_pixels': [422, 'This is too large to show', 'At most 8000 pixels each way. Make it smaller, then send it again.'],
  'media.captions_format': [422, 'These are not captions that can be read', 'Send WebVTT in UTF-8: its first line is WEBVTT, and each cue has a line such as 00:01.000 --> 00:04.000.'],
  'media.no_such_range': [416, 'There are no such bytes', 'Content-Range says how many there are.'],

  // settings
  'logo.format': [422, 'This is not a picture that pages and paper can both show', 'Send PNG or JPEG. An SVG can hold programs, and WebP cannot be printed.'],
  'logo.too_large': [422, 'This picture is too large for a logo', 'At most 256 kilobytes, and 1200 pixels each way. Make it smaller, then send it again.'],
  'logo.none': [404, 'The clinic has no logo', 'Show its name instead.'],

  // the machinery
  'service.unavailable': [503, 'Not available right now', 'Try again in a few seconds; with the same Idempotency-Key nothing is done twice.'],
  'service.failed': [500, 'Something went wrong on our side', 'Nothing was written. Tell us the requestId if it happens again.'],
} as const satisfies Record<string, Row>;

/** What becomes of one entry of several, in an answer of 200: codes of the diary, which refuse an entry and not the request. */
export const OUTCOMES = {
  'diary.not_advised': 'This exercise was not advised at that time.',
  'diary.id_reused': 'Another entry has this id: make a new one for what is new.',
  'diary.in_the_future': 'This time has not come yet: check the clock of the device, then send it again.',
  'diary.too_old': 'This is more than 60 days ago: please tell your clinic at the next visit.',
  'diary.does_not_fit': 'An entry of this kind has other fields: detail names what is missing or too many.',
  'diary.other_plan': 'This is about another plan: write it down there.',
  'diary.not_from_paper': 'Only what was taken down from paper can be corrected here.',
  'diary.not_a_carers_note': 'A private note is the patient’s own to write: say it in note.',
} as const;

export type ErrorCode = keyof typeof ERRORS;

export interface FieldFault {
  /** JSON pointer into the body, or the name of the parameter. */
  pointer: string;
  code: string;
  detail: string;
}

/** A refusal that the caller can understand. `detail` replaces the table's sentence; it holds no health data. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly detail?: string,
    readonly errors?: FieldFault[],
    readonly retryAfterSeconds?: number,
  ) {
    super(`${code}: ${detail ?? ERRORS[code][2]}`);
  }

  get status(): number {
    return ERRORS[this.code][0];
  }
}
