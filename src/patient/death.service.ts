import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { ClinicService } from '../clinic/clinic.service';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { assertRevision } from '../http/revision';
import type { Death, DeathReversalDto, NewDeathDto } from './death.dto';
import type { PatientRecord } from './patient.entity';
import { isDeceased, moveRevision } from './patient.repository';
import { PatientService } from './patient.service';

/** What the trail calls each thing that ended with the patient. */
const ENDED: Record<string, `${string}.${string}`> = {
  death: 'patient.died',
  prescription: 'prescription.paused',
  patient_link: 'link.revoked',
  spoken_code: 'code.revoked',
  passkey: 'passkey.removed',
  calendar_feed: 'calendar_feed.closed',
  session: 'session.ended',
  alert: 'alert.closed',
};

const DEATHS = /* sql */ `
  select id, died_on::text as "diedOn", because, recorded_at as "recordedAt", recorded_by as "recordedBy",
    reversed_at as "reversedAt", reversed_by as "reversedBy", reversed_because as "reversedBecause"
  from portal.death where patient_id = $1 order by recorded_at desc, id desc`;

/**
 * That a patient died. All that ends with it, portal.enter_death ends in this transaction, whoever enters it; here stands who may say
 * so and who may take it back. Nothing that ended begins again by itself.
 */
@Injectable()
export class DeathService {
  constructor(
    private readonly patients: PatientService,
    private readonly clinics: ClinicService,
  ) {}

  /** Newest first, those that were mistakes too. */
  async list(tx: Tx, id: string): Promise<Death[]> {
    await this.patients.getPatient(tx, id);
    return tx.query<Death>(DEATHS, [id]);
  }

  /** Throws patient.deceased, and request.invalid for a day that cannot be. */
  async enter(
    tx: Tx,
    id: string,
    expected: number,
    { diedOn = null, because }: NewDeathDto,
  ): Promise<PatientRecord> {
    const patient = await this.patients.getPatientForUpdate(tx, id);
    assertRevision(patient, expected);
    if (await isDeceased(tx, id)) throw new AppError('patient.deceased');
    assertPossible(diedOn, patient.dateOfBirth, tx.today);
    const ended = await tx.query<{ noun: string; ids: string[] | null }>(
      'select noun, ids from portal.enter_death($1, $2, $3)',
      [id, diedOn, because],
    );
    for (const { noun, ids } of ended) {
      if (ids) await record(tx, ENDED[noun] ?? 'patient.died', { type: noun, ids, patientIds: [id] });
    }
    await moveRevision(tx, id);
    return this.patients.getPatient(tx, id);
  }

  /**
   * A mistake. The discharge that it brought ends with it; plans stay paused, and links and sessions ended. Throws
   * patient.not_deceased and patient.death_reverser_not_entitled.
   */
  async reverse(tx: Tx, id: string, expected: number, { because }: DeathReversalDto): Promise<PatientRecord> {
    const patient = await this.patients.getPatientForUpdate(tx, id);
    assertRevision(patient, expected);
    const { staff, clinic } = await this.clinics.getSelf(tx);
    if (!staff.maySign(tx.today, clinic)) throw new AppError('patient.death_reverser_not_entitled');
    const [reversed] = await tx.query<{ id: string; dischargeId: string | null }>(
      `update portal.death set reversed_at = $2, reversed_by = $3, reversed_because = $4
       where patient_id = $1 and reversed_at is null returning id, discharge_id as "dischargeId"`,
      [id, tx.now, tx.actor.id, because],
    );
    if (!reversed) throw new AppError('patient.not_deceased');
    await tx.query(
      `update portal.discharge set readmitted_at = $2, readmitted_by = $3
       where id = $1 and readmitted_at is null`,
      [reversed.dischargeId, tx.now, tx.actor.id],
    );
    await record(tx, 'patient.death_reversed', { type: 'death', ids: [reversed.id], patientIds: [id] });
    await moveRevision(tx, id);
    return this.patients.getPatient(tx, id);
  }
}

function assertPossible(diedOn: string | null, dateOfBirth: string, today: string): void {
  if (diedOn === null || (diedOn >= dateOfBirth && diedOn <= today)) return;
  const detail = diedOn > today ? 'This day has not come yet.' : 'This day is before their birth.';
  const code = diedOn > today ? 'future' : 'before_birth';
  throw new AppError('request.invalid', undefined, [{ pointer: '/diedOn', code, detail }]);
}
