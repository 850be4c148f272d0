import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { ageOn, isUnder16 } from '../calendar/age';
import { ClinicService } from '../clinic/clinic.service';
import type { Tx } from '../db/tx';
import { AppError, type FieldFault } from '../http/errors';
import { PatientService } from '../patient/patient.service';
import type { CompetenceNoteRow, NewCompetenceNoteDto } from './competence.dto';
import { hasToBeFound } from './competence-note';

const COLUMNS = /* sql */ `n.id, n.patient_id as "patientId", n.found, n.about, n.reasons, n.found_on::text as "foundOn",
  n.found_by as "foundBy", n.review_on::text as "reviewOn", n.noted_at as "notedAt", n.ended_at as "endedAt",
  n.ended_by as "endedBy", n.ended_because as "endedBecause"`;

/** What the note that takes another's place says of it. */
const RENEWED = 'A newer note took its place.';

/**
 * What clinicians found of somebody's competence. One note of a patient stands at a time; a new one takes its place. It ends by a
 * decision, never by a date: that would let somebody look again whom nobody decided to let in.
 */
@Injectable()
export class CompetenceService {
  constructor(
    private readonly clinics: ClinicService,
    private readonly patients: PatientService,
  ) {}

  /** Newest first. */
  async listOf(tx: Tx, patientId: string): Promise<CompetenceNoteRow[]> {
    await this.patients.getPatient(tx, patientId);
    return tx.query<CompetenceNoteRow>(
      `select ${COLUMNS} from portal.competence_note n where n.patient_id = $1 order by n.noted_at desc, n.id`,
      [patientId],
    );
  }

  /** Counts from the next request of everybody. Throws not_found, competence.not_entitled and competence.presumed. */
  async write(tx: Tx, patientId: string, note: NewCompetenceNoteDto): Promise<CompetenceNoteRow> {
    const patient = await this.patients.getPatient(tx, patientId);
    // of two clinicians at once, the second replaces the first one's note
    await tx.query('select 1 from portal.patient where id = $1 for update', [patientId]);
    await this.assertEntitled(tx);
    if (!hasToBeFound(note.found, ageOn(patient.dateOfBirth, tx.today)))
      throw new AppError('competence.presumed');
    const { found, about, reasons, foundOn = tx.today, reviewOn = null } = note;
    const faults = faultsOf(foundOn, reviewOn, tx.today);
    if (faults.length > 0) throw new AppError('request.invalid', undefined, faults);
    const [standing] = await tx.query<{ id: string }>(
      'select id from portal.competence_note where patient_id = $1 and ended_at is null',
      [patientId],
    );
    if (standing) await this.close(tx, standing.id, patientId, RENEWED);
    const id = randomUUID();
    await tx.query(
      `insert into portal.competence_note (id, clinic_id, patient_id, found, about, reasons, found_on, review_on, found_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, tx.actor.clinicId, patientId, found, about, reasons, foundOn, reviewOn, tx.actor.id],
    );
    await record(tx, 'competence.noted', { type: 'competence_note', ids: [id], patientIds: [patientId] });
    return this.read(tx, id);
  }

  /**
   * A child is a child in this again, and whom they let go on meanwhile has to be let anew. Throws not_found,
   * competence.not_entitled, and competence.ended to who comes second.
   */
  async end(tx: Tx, id: string, because: string): Promise<CompetenceNoteRow> {
    const { patientId } = await this.read(tx, id);
    const patient = await this.patients.getPatient(tx, patientId);
    await tx.query('select 1 from portal.patient where id = $1 for update', [patientId]);
    await this.assertEntitled(tx);
    const { endedAt, found } = await this.read(tx, id);
    if (endedAt) throw new AppError('competence.ended');
    await this.close(tx, id, patientId, because);
    if (found === 'competent' && isUnder16(ageOn(patient.dateOfBirth, tx.today)))
      await this.takeBackWords(tx, patientId);
    return this.read(tx, id);
  }

  /** Whom somebody let go on because they were found to decide, they did not let go on. */
  private async takeBackWords(tx: Tx, patientId: string): Promise<void> {
    const back = await tx.query<{ id: string }>(
      `with back as (
         update portal.carer set kept_on_at = null, kept_on_by = null
         where patient_id = $1 and kept_on_at is not null and ended_at is null returning id)
       select id from back`,
      [patientId],
    );
    if (back.length === 0) return;
    await record(tx, 'carer.not_kept_on', {
      type: 'carer',
      ids: back.map(({ id }) => id),
      patientIds: [patientId],
    });
  }

  private async close(tx: Tx, id: string, patientId: string, because: string): Promise<void> {
    await tx.query(
      `update portal.competence_note set ended_at = portal.portal_now(), ended_by = $2, ended_because = $3
       where id = $1 and ended_at is null`,
      [id, tx.actor.id, because],
    );
    await record(tx, 'competence.ended', { type: 'competence_note', ids: [id], patientIds: [patientId] });
  }

  private async read(tx: Tx, id: string): Promise<CompetenceNoteRow> {
    const [row] = await tx.query<CompetenceNoteRow>(
      `select ${COLUMNS} from portal.competence_note n where n.id = $1`,
      [id],
    );
    if (!row) throw new AppError('not_found');
    return row;
  }

  private async assertEntitled(tx: Tx): Promise<void> {
    const { staff, clinic } = await this.clinics.getSelf(tx);
    if (!staff.maySign(tx.today, clinic)) throw new AppError('competence.not_entitled');
  }
}

function faultsOf(foundOn: string, reviewOn: string | null, today: string): FieldFault[] {
  return [
    ...(foundOn > today
      ? [{ pointer: '/foundOn', code: 'future', detail: 'This day has not come yet.' }]
      : []),
    ...(reviewOn !== null && reviewOn <= foundOn
      ? [{ pointer: '/reviewOn', code: 'order', detail: 'This is not after the day on which it was found.' }]
      : []),
  ];
}
