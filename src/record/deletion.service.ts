import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { ClinicService } from '../clinic/clinic.service';
import type { Tx } from '../db/tx';
import { AppError, type ErrorCode } from '../http/errors';
import { cursorKey, type PageQuery, rowsFor } from '../http/page';
import { assertRevision } from '../http/revision';
import type { PatientRecord } from '../patient/patient.entity';
import { PatientService } from '../patient/patient.service';
import type { DeletedRecord, DeletionDto } from './deletion.dto';
import { namesPatient } from './names-patient';
import { type KeptRecord, type RecordStop, RetentionService } from './retention.service';

const STOPPED: Record<RecordStop, ErrorCode> = {
  legal_hold: 'record.legal_hold',
  requested: 'record.requested',
  in_care: 'record.in_care',
};

/** What portal.delete_record answers where it deleted nothing: it asks the gravest questions once more, by itself. */
const REFUSED: Record<string, ErrorCode> = {
  absent: 'not_found',
  legal_hold: 'record.legal_hold',
  too_early: 'record.kept_until',
  of_another: 'record.of_another',
};

const DELETION_TIMEOUT = '60s';

const COLUMNS = /* sql */ `id, patient_id as "patientId", deleted_at as "deletedAt", deleted_by as "deletedBy",
  kept_until::text as "keptUntil", rule, because`;

/**
 * Deletes a record whose time is over: all of it in this transaction, or nothing. It is hard on purpose, and done for one patient at
 * a time by somebody who may sign. Records that were merged into one go with it. The bytes of videos and pictures follow by the worker (media/file-removal.ts).
 */
@Injectable()
export class DeletionService {
  constructor(
    private readonly patients: PatientService,
    private readonly clinics: ClinicService,
    private readonly retentions: RetentionService,
  ) {}

  /**
   * Throws record.not_entitled, .kept_until with the day and the rule, .legal_hold, .requested, .in_care, .name_differs, and
   * request.invalid for a reason that names the patient.
   */
  async delete(
    tx: Tx,
    id: string,
    expected: number,
    { because, confirmName }: DeletionDto,
  ): Promise<DeletedRecord> {
    assertRevision(await this.patients.getPatientForUpdate(tx, id), expected);
    const { staff, clinic } = await this.clinics.getSelf(tx);
    if (!staff.maySign(tx.today, clinic)) throw new AppError('record.not_entitled');
    const kept = await this.retentions.ofPatient(tx, id);
    assertMayGo(kept);
    if (confirmName !== kept.name) throw new AppError('record.name_differs');
    const records = await this.recordsOf(tx, id);
    if (records.some((one) => namesPatient(because, one))) {
      const detail = 'This stays when the record is gone: say it without naming the patient.';
      throw new AppError('request.invalid', undefined, [{ pointer: '/because', code: 'names', detail }]);
    }
    // all of a long record at once: the usual time is for answers that somebody waits for
    await tx.query(`select set_config('statement_timeout', $1, true)`, [DELETION_TIMEOUT]);
    const [done] = await tx.query<{ outcome: string }>(
      'select portal.delete_record($1, $2, $3, $4) as outcome',
      [id, kept.retention.keptUntil, kept.retention.rule.id, because],
    );
    const refused = REFUSED[done?.outcome ?? ''];
    if (refused) throw new AppError(refused);
    const ids = records.map((one) => one.id);
    await record(tx, 'record.deleted', { type: 'patient', ids, patientIds: ids });
    const [deleted] = await tx.query<DeletedRecord>(
      `select ${COLUMNS} from portal.record_deleted where patient_id = $1`,
      [id],
    );
    return deleted as DeletedRecord;
  }

  /** The patient's, and those that were merged into it. */
  private async recordsOf(tx: Tx, id: string): Promise<PatientRecord[]> {
    const rows = await tx.query<{ id: string }>(
      'select record_id as id from portal.records_of($1, array[$2::uuid])',
      [tx.actor.clinicId, id],
    );
    const records: PatientRecord[] = [];
    for (const row of rows) records.push(await this.patients.getPatient(tx, row.id));
    return records;
  }

  /** Newest first. */
  async list(tx: Tx, page: PageQuery): Promise<DeletedRecord[]> {
    const [at, id] = cursorKey(page, 2) ?? [];
    return tx.query<DeletedRecord>(
      `select ${COLUMNS} from portal.record_deleted
       where $1::timestamptz is null or (deleted_at, id) < ($1::timestamptz, $2::uuid)
       order by deleted_at desc, id desc limit $3`,
      [at, id, rowsFor(page)],
    );
  }
}

function assertMayGo({ isDue, stoppedBy, retention }: KeptRecord): void {
  if (!isDue) {
    const detail = `Until the end of ${retention.keptUntil}. ${retention.rule.says} (${retention.rule.id})`;
    throw new AppError('record.kept_until', detail);
  }
  if (stoppedBy) throw new AppError(STOPPED[stoppedBy]);
}
