import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { cursorKey, type PageQuery, rowsFor } from '../http/page';
import { PatientService } from '../patient/patient.service';

export const CALL_OUTCOMES = ['not_reached', 'message_left', 'reached'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

export interface CallBack {
  patientId: string;
  name: string;
  phone: string | null;
  since: Date;
  /** Orders the list; not shown, as it would tell the kind. */
  dueAt: Date;
  calls: number;
  lastCallAt: Date | null;
  lastOutcome: CallOutcome | null;
}

/** One line for a patient, whatever it is about: which alerts ask for a call, the desk's policy says, and shows no more. */
const CALL_BACKS = /* sql */ `
  select p.id as "patientId", p.name, p.phone, asks.since, asks.due_at as "dueAt", rung.calls,
    rung.last_at as "lastCallAt", rung.last_outcome as "lastOutcome"
  from (
    select a.clinic_id, a.patient_id, min(a.opened_at) as since, date_trunc('milliseconds', min(a.due_at)) as due_at
    from portal.alert a where $1::uuid is null or a.patient_id = $1 group by a.clinic_id, a.patient_id
  ) asks
  join portal.patient p on p.clinic_id = asks.clinic_id and p.id = asks.patient_id
  cross join lateral (
    select count(*)::int as calls, max(c.at) as last_at, (array_agg(c.outcome order by c.at desc))[1] as last_outcome
    from portal.call_attempt c
    where c.clinic_id = asks.clinic_id and c.patient_id = asks.patient_id and c.at >= asks.since
  ) rung
  where $2::timestamptz is null or (asks.due_at, p.id) > ($2, $3::uuid)
  order by asks.due_at, p.id
  limit $4`;

/** "Please call": what the desk may know of what was found. */
@Injectable()
export class CallBackService {
  constructor(private readonly patients: PatientService) {}

  async list(tx: Tx, page: PageQuery): Promise<CallBack[]> {
    const [dueAt, id] = cursorKey(page, 2) ?? [];
    return tx.query<CallBack>(CALL_BACKS, [null, dueAt, id, rowsFor(page)]);
  }

  /** Throws call_back.none where nobody asks for a call. */
  async note(tx: Tx, patientId: string, outcome: CallOutcome): Promise<CallBack> {
    await this.patients.getPatient(tx, patientId);
    if (!(await this.find(tx, patientId))) throw new AppError('call_back.none');
    const [call] = await tx.query<{ id: string }>(
      `insert into portal.call_attempt (clinic_id, patient_id, outcome, by_staff_id) values ($1, $2, $3, $4)
       returning id`,
      [tx.actor.clinicId, patientId, outcome, tx.actor.id],
    );
    const { id } = call as { id: string };
    await record(tx, 'call.noted', { type: 'call', ids: [id], patientIds: [patientId] });
    return (await this.find(tx, patientId)) as CallBack;
  }

  private async find(tx: Tx, patientId: string): Promise<CallBack | undefined> {
    return (await tx.query<CallBack>(CALL_BACKS, [patientId, null, null, 1]))[0];
  }
}
