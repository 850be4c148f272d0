import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import type { PageQuery } from '../http/page';
import { assertRevision } from '../http/revision';
import { PatientService } from '../patient/patient.service';
import { type AlertStep, nextStanding, standingOf } from './alert-lifecycle';
import type { WorklistQuery } from './alert.dto';
import {
  type AlertLine,
  alertsOfPatient,
  getAlert,
  getAlertForUpdate,
  type RankedLine,
  worklistOf,
} from './alert.repository';

/** What clinicians do about alerts. Nothing is changed by them but the alert: what follows for a plan is decided on the plan. */
@Injectable()
export class AlertService {
  constructor(private readonly patients: PatientService) {}

  async worklist(tx: Tx, query: WorklistQuery): Promise<RankedLine[]> {
    return worklistOf(tx, query);
  }

  async listOfPatient(tx: Tx, patientId: string, page: PageQuery): Promise<AlertLine[]> {
    await this.patients.getPatient(tx, patientId);
    return alertsOfPatient(tx, patientId, page);
  }

  /** Throws alert.acknowledged_already or alert.closed. */
  async acknowledge(tx: Tx, id: string, expected: number): Promise<AlertLine> {
    const alert = await this.getFor(tx, id, expected, 'acknowledgement');
    await tx.query('update portal.alert set acknowledged_at = $2, acknowledged_by = $3 where id = $1', [
      id,
      tx.now,
      tx.actor.id,
    ]);
    return recorded(tx, 'alert.acknowledged', alert);
  }

  /** Throws alert.closed. One that nobody acknowledged is acknowledged with it. */
  async close(tx: Tx, id: string, expected: number, note: string): Promise<AlertLine> {
    const alert = await this.getFor(tx, id, expected, 'closing');
    await tx.query(
      `update portal.alert set closed_at = $2, closed_by = $3, note = $4,
         acknowledged_at = coalesce(acknowledged_at, $2), acknowledged_by = coalesce(acknowledged_by, $3)
       where id = $1`,
      [id, tx.now, tx.actor.id, note],
    );
    return recorded(tx, 'alert.closed', alert);
  }

  private async getFor(tx: Tx, id: string, expected: number, step: AlertStep): Promise<AlertLine> {
    const alert = await getAlertForUpdate(tx, id);
    assertRevision(alert, expected);
    nextStanding(standingOf(alert), step);
    return alert;
  }
}

async function recorded(tx: Tx, action: `alert.${string}`, { id, patientId }: AlertLine): Promise<AlertLine> {
  await record(tx, action, { type: 'alert', ids: [id], patientIds: [patientId] });
  return getAlert(tx, id);
}
