import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import { PatientService } from '../patient/patient.service';
import type { AlertThresholdDto, NewAlertThresholdDto } from './alert-threshold.dto';
import { USUAL_THRESHOLD } from './rising-pain';

interface Kept extends NewAlertThresholdDto {
  setBy: string;
  setAt: Date;
}

/** Numbers that a clinician chose for one patient, instead of those of the clinic's rules. */
@Injectable()
export class AlertThresholdService {
  constructor(private readonly patients: PatientService) {}

  async read(tx: Tx, patientId: string): Promise<AlertThresholdDto> {
    await this.patients.getPatient(tx, patientId);
    const [kept] = await tx.query<Kept>(
      `select above_baseline as "aboveBaseline", over, because, set_by as "setBy", set_at as "setAt"
       from portal.alert_threshold where patient_id = $1`,
      [patientId],
    );
    const usual = { ...USUAL_THRESHOLD };
    if (!kept) return { ...usual, because: null, setBy: null, setAt: null, usual };
    return { ...kept, setAt: kept.setAt.toISOString(), usual };
  }

  async set(
    tx: Tx,
    patientId: string,
    { aboveBaseline, over, because }: NewAlertThresholdDto,
  ): Promise<AlertThresholdDto> {
    await this.patients.getPatient(tx, patientId);
    const [kept] = await tx.query<{ id: string }>(
      `insert into portal.alert_threshold (clinic_id, patient_id, above_baseline, over, because, set_by)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (clinic_id, patient_id) do update set above_baseline = excluded.above_baseline, over = excluded.over,
         because = excluded.because, set_by = excluded.set_by, set_at = portal.portal_now()
       returning id`,
      [tx.actor.clinicId, patientId, aboveBaseline, over, because, tx.actor.id],
    );
    const { id } = kept as { id: string };
    await record(tx, 'alert_threshold.set', { type: 'alert_threshold', ids: [id], patientIds: [patientId] });
    return this.read(tx, patientId);
  }
}
