import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { ClinicService } from '../clinic/clinic.service';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { cursorKey, rowsFor } from '../http/page';
import { assertRevision } from '../http/revision';
import { isDeceased } from '../patient/patient.repository';
import { diaryForRecord } from './told-diary';
import { dueOn, FETCH_DAYS } from './record-deadline';
import { notesOf, type RecordNote } from './record-notes';
import type { NewRecordRequestDto, RecordDto, RecordRequestQuery, ReleaseDto } from './record-request.dto';

export interface RecordRequest {
  id: string;
  patientId: string;
  reason: string | null;
  requestedAt: Date;
  dueOn: string;
  releasedAt: Date | null;
  availableUntil: Date | null;
  refusedAt: Date | null;
  refusedBecause: string | null;
  revision: number;
  /** To a clinician only. */
  heldBack?: { noteId: string; because: string }[];
}

/** The same words whatever was held back: a number would tell that there is something. */
const ABOUT =
  'These are the notes that your clinic wrote about you, what it was asked to look at, and your diary. The law lets a clinic hold back a note that could harm somebody ' +
  'or that tells of somebody else. Ask your clinic if you think that something is missing. Do not do exercises from this ' +
  'record: do only what your plan shows today.';

const DECEASED =
  'They died, so nobody could fetch it. Answer whoever may ask for it in another way, and refuse this request with that reason.';

const COLUMNS = /* sql */ `r.id, r.patient_id as "patientId", r.reason, r.requested_at as "requestedAt",
  r.due_on::text as "dueOn", r.released_at as "releasedAt", r.refused_at as "refusedAt",
  r.refused_because as "refusedBecause", r.revision, given.available_until as "availableUntil"`;
const TABLES = /* sql */ `portal.record_request r left join portal.released_record given on given.request_id = r.id`;

/**
 * The full record is asked for by the patient and released by a clinician who may sign, who judges every note. What is released
 * is kept as it was given, for as long as it can be fetched.
 */
@Injectable()
export class RecordRequestService {
  constructor(private readonly clinics: ClinicService) {}

  /** Throws record_request.open_already. */
  async ask(tx: Tx, { reason = null }: NewRecordRequestDto): Promise<RecordRequest> {
    const id = randomUUID();
    const made = await tx.query(
      `insert into portal.record_request (id, clinic_id, patient_id, reason, due_on) values ($1, $2, $3, $4, $5)
       on conflict (clinic_id, patient_id) where released_at is null and refused_at is null do nothing returning id`,
      [id, tx.actor.clinicId, tx.actor.id, reason, dueOn(tx.today)],
    );
    if (made.length === 0) throw new AppError('record_request.open_already');
    await record(tx, 'record_request.asked', {
      type: 'record_request',
      ids: [id],
      patientIds: [tx.actor.id],
    });
    return this.get(tx, id);
  }

  /** Newest first: of the patient their own, of a clinician all of the clinic. */
  async list(tx: Tx, query: RecordRequestQuery): Promise<RecordRequest[]> {
    const [at, id] = cursorKey(query, 2) ?? [];
    const rows = await tx.query<RecordRequest>(
      `select ${this.columnsFor(tx)} from ${TABLES}
       where ($1::timestamptz is null or (date_trunc('milliseconds', r.requested_at), r.id) < ($1::timestamptz, $2::uuid))
         and ($3::text is null or $3 = case when r.released_at is not null then 'released'
           when r.refused_at is not null then 'refused' else 'open' end)
       order by date_trunc('milliseconds', r.requested_at) desc, r.id desc limit $4`,
      [at, id, query.state, rowsFor(query)],
    );
    if (tx.actor.role === 'clinician') tx.sawRecordOf(...rows.map(({ patientId }) => patientId));
    return rows;
  }

  /** What a clinician has to judge, as it would be given now. */
  async notes(tx: Tx, id: string): Promise<RecordNote[]> {
    const { patientId } = await this.get(tx, id);
    tx.sawRecordOf(patientId);
    return notesOf(tx, patientId);
  }

  /**
   * Gives all notes but those held back, and the diary whole: it is the patient's own words. Throws record_request.not_entitled, .answered, .notes_changed where more or fewer were
   * judged than there are, and .no_such_note; patient.deceased where
   * nobody could fetch it.
   */
  async release(
    tx: Tx,
    id: string,
    expected: number,
    { judged, heldBack }: ReleaseDto,
  ): Promise<RecordRequest> {
    const { patientId } = await this.getForAnswer(tx, id, expected);
    if (await isDeceased(tx, patientId)) throw new AppError('patient.deceased', DECEASED);
    const notes = await notesOf(tx, patientId);
    const ids = new Set(notes.map((note) => note.id));
    const faults = heldBack.flatMap(({ noteId }, at) =>
      ids.has(noteId)
        ? []
        : [
            {
              pointer: `/heldBack/${at}/noteId`,
              code: 'unknown',
              detail: 'There is no such note in this record.',
            },
          ],
    );
    if (faults.length > 0) throw new AppError('record_request.no_such_note', undefined, faults);
    if (notes.length !== judged) {
      const detail = `You judged ${judged}, and there are ${notes.length}. Read the notes again, and judge each.`;
      throw new AppError('record_request.notes_changed', detail);
    }

    const without = new Set(heldBack.map(({ noteId }) => noteId));
    const availableUntil = new Date(tx.now.getTime() + FETCH_DAYS * 86_400_000);
    const given: RecordDto = {
      ...(await this.heading(tx, patientId)),
      releasedAt: tx.now.toISOString(),
      availableUntil: availableUntil.toISOString(),
      about: ABOUT,
      notes: notes.filter((note) => !without.has(note.id)),
      diary: await diaryForRecord(tx, patientId),
    };
    await tx.query(
      `insert into portal.released_record (id, clinic_id, patient_id, request_id, record, released_by, released_at, available_until)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        randomUUID(),
        tx.actor.clinicId,
        patientId,
        id,
        JSON.stringify(given),
        tx.actor.id,
        tx.now,
        availableUntil,
      ],
    );
    await tx.query(
      `update portal.record_request set released_at = $2, released_by = $3, held_back = $4 where id = $1`,
      [id, tx.now, tx.actor.id, JSON.stringify(heldBack)],
    );
    await record(tx, 'record_request.released', {
      type: 'record_request',
      ids: [id],
      patientIds: [patientId],
    });
    return this.get(tx, id);
  }

  /** Throws record_request.not_entitled or .answered. */
  async refuse(tx: Tx, id: string, expected: number, because: string): Promise<RecordRequest> {
    const { patientId } = await this.getForAnswer(tx, id, expected);
    await tx.query(
      'update portal.record_request set refused_at = $2, refused_by = $3, refused_because = $4 where id = $1',
      [id, tx.now, tx.actor.id, because],
    );
    await record(tx, 'record_request.refused', {
      type: 'record_request',
      ids: [id],
      patientIds: [patientId],
    });
    return this.get(tx, id);
  }

  /** To the patient, while it lies ready. Throws record_request.nothing_to_fetch before and after. */
  async fetch(tx: Tx, id: string): Promise<RecordDto> {
    await this.get(tx, id);
    const [given] = await tx.query<{ record: RecordDto }>(
      'select record from portal.released_record where request_id = $1',
      [id],
    );
    if (!given) throw new AppError('record_request.nothing_to_fetch');
    await record(tx, 'record_request.fetched', {
      type: 'record_request',
      ids: [id],
      patientIds: [tx.actor.id],
    });
    // what was given before has no diary, which is not the same as an empty one
    return { ...given.record, diary: given.record.diary ?? null };
  }

  private async get(tx: Tx, id: string): Promise<RecordRequest> {
    const [found] = await tx.query<RecordRequest>(
      `select ${this.columnsFor(tx)} from ${TABLES} where r.id = $1`,
      [id],
    );
    if (!found) throw new AppError('not_found');
    return found;
  }

  private async getForAnswer(tx: Tx, id: string, expected: number): Promise<RecordRequest> {
    const found = await this.get(tx, id);
    // what was answered cannot be locked any more, and needs not be
    await tx.query('select id from portal.record_request where id = $1 for update', [id]);
    const now = await this.get(tx, id);
    const { staff, clinic } = await this.clinics.getSelf(tx);
    if (!staff.maySign(tx.today, clinic)) throw new AppError('record_request.not_entitled');
    if (found.releasedAt ?? found.refusedAt ?? now.releasedAt ?? now.refusedAt) {
      throw new AppError('record_request.answered');
    }
    assertRevision(now, expected);
    return now;
  }

  private columnsFor(tx: Tx): string {
    return tx.actor.role === 'clinician' ? `${COLUMNS}, r.held_back as "heldBack"` : COLUMNS;
  }

  private async heading(tx: Tx, patientId: string): Promise<Pick<RecordDto, 'clinic' | 'patient'>> {
    const { clinic } = await this.clinics.getSelf(tx);
    const [patient] = await tx.query<RecordDto['patient']>(
      'select name, date_of_birth::text as "dateOfBirth" from portal.patient where id = $1',
      [patientId],
    );
    return { clinic: clinic.name, patient: patient as RecordDto['patient'] };
  }
}
