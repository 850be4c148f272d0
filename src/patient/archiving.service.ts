import { Injectable } from '@nestjs/common';
import { record, recordEach } from '../audit/record';
import { addDays, HALF_A_YEAR } from '../calendar/days';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { assertExactlyOne } from '../http/exactly-one';
import { assertRevision } from '../http/revision';
import type { ArchivedDto, NewArchivingDto } from './archiving.dto';
import { Patient, type PatientRecord } from './patient.entity';
import { NOT_ARCHIVED, PatientService } from './patient.service';

/**
 * Who is out of the everyday lists. Nothing ends with it and nothing is deleted; whoever is treated is not archived, and a new
 * episode brings them back by itself (always/8-records.sql).
 */
@Injectable()
export class ArchivingService {
  constructor(private readonly patients: PatientService) {}

  /** What became of each; of `notSeenSince` only those whom it archived. */
  async archive(tx: Tx, body: NewArchivingDto): Promise<ArchivedDto[]> {
    assertExactlyOne(body, ['patientIds', 'notSeenSince']);
    const { patientIds = null, notSeenSince = null, because } = body;
    if (notSeenSince !== null && notSeenSince > addDays(tx.today, -HALF_A_YEAR)) {
      const detail = `Name a day that is at least ${HALF_A_YEAR} days ago.`;
      throw new AppError('request.invalid', undefined, [
        { pointer: '/notSeenSince', code: 'recent', detail },
      ]);
    }
    const done = await tx.query<ArchivedDto>(
      'select patient_id as "patientId", outcome from portal.archive_patients($1, $2, $3)',
      [patientIds, notSeenSince, because],
    );
    const archived = done.filter(({ outcome }) => outcome === 'archived').map(({ patientId }) => patientId);
    tx.sawRecordOf(...done.map(({ patientId }) => patientId));
    if (archived.length > 0) await recordEach(tx, 'patient.archived', { type: 'patient', ids: archived });
    else await record(tx, 'archiving.found_nobody', { type: 'patient', ids: [] });
    const found = new Set(done.map(({ patientId }) => patientId));
    const absent = (patientIds ?? []).filter((id) => !found.has(id));
    return [...done, ...absent.map((patientId) => ({ patientId, outcome: 'not_found' as const }))];
  }

  /** Throws not_found for who is not archived. */
  async bringBack(tx: Tx, id: string, expected: number): Promise<PatientRecord> {
    const patient = await this.patients.getPatientForUpdate(tx, id);
    assertRevision(patient, expected);
    if (patient.archivedAt === null) throw new AppError('not_found');
    await tx.em.update(Patient, { id }, NOT_ARCHIVED);
    await record(tx, 'patient.brought_back', { type: 'patient', ids: [id], patientIds: [id] });
    return this.patients.getPatient(tx, id);
  }
}
