import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { ClinicService } from '../clinic/clinic.service';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { assertRevision } from '../http/revision';
import { PatientService } from '../patient/patient.service';
import type { LegalHold } from './legal-hold.dto';

const COLUMNS = /* sql */ `id, patient_id as "patientId", because, placed_at as "placedAt", placed_by as "placedBy",
  ended_at as "endedAt", ended_by as "endedBy", ended_because as "endedBecause", revision`;

/**
 * What keeps a record beyond its time, such as a claim. Whoever opens the post may place one, for it forbids a deletion and nothing
 * else; whoever may sign ends it. Several may be open, and each is ended for itself.
 */
@Injectable()
export class LegalHoldService {
  constructor(
    private readonly patients: PatientService,
    private readonly clinics: ClinicService,
  ) {}

  /** Newest first, those that have ended too. */
  async list(tx: Tx, patientId: string): Promise<LegalHold[]> {
    await this.patients.getPatient(tx, patientId);
    return tx.query<LegalHold>(
      `select ${COLUMNS} from portal.legal_hold where patient_id = $1 order by placed_at desc, id desc`,
      [patientId],
    );
  }

  async place(tx: Tx, patientId: string, because: string): Promise<LegalHold> {
    await this.patients.getPatient(tx, patientId);
    const id = randomUUID();
    await tx.query(
      `insert into portal.legal_hold (id, clinic_id, patient_id, because, placed_by) values ($1, $2, $3, $4, $5)`,
      [id, tx.actor.clinicId, patientId, because, tx.actor.id],
    );
    await record(tx, 'legal_hold.placed', { type: 'legal_hold', ids: [id], patientIds: [patientId] });
    return this.get(tx, id);
  }

  /** Throws legal_hold.ended and legal_hold.not_entitled. */
  async end(tx: Tx, id: string, expected: number, because: string): Promise<LegalHold> {
    await this.get(tx, id);
    // what has ended cannot be locked any more, and needs not be
    await tx.query('select id from portal.legal_hold where id = $1 for update', [id]);
    const hold = await this.get(tx, id);
    const { staff, clinic } = await this.clinics.getSelf(tx);
    if (!staff.maySign(tx.today, clinic)) throw new AppError('legal_hold.not_entitled');
    if (hold.endedAt) throw new AppError('legal_hold.ended');
    assertRevision(hold, expected);
    await tx.query(
      'update portal.legal_hold set ended_at = $2, ended_by = $3, ended_because = $4 where id = $1',
      [id, tx.now, tx.actor.id, because],
    );
    await record(tx, 'legal_hold.ended', { type: 'legal_hold', ids: [id], patientIds: [hold.patientId] });
    return this.get(tx, id);
  }

  private async get(tx: Tx, id: string): Promise<LegalHold> {
    const [found] = await tx.query<LegalHold>(`select ${COLUMNS} from portal.legal_hold where id = $1`, [id]);
    if (!found) throw new AppError('not_found');
    return found;
  }
}
