import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { Door, type Entering } from '../db/door';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { cursorKey, type PageQuery, rowsFor } from '../http/page';
import type { Role } from './actor';
import type { CurrentSessionDto, OwnCareDto, SessionRow } from './session.dto';

/** What is alive now, and until when: the earlier of its last day and of the time nobody renewed it for. */
const LIVE_SESSION = /* sql */ `
  select s.*, least(s.expires_at, portal.idle_until(s.renewed_at, s.staff_id is not null)) as open_until
  from portal.session s
  where s.ended_at is null
    and least(s.expires_at, portal.idle_until(s.renewed_at, s.staff_id is not null)) > portal.portal_now()`;

/** A carer's sessions have a patient too, but are the carer's; to the patient they are as their own. */
const OF_ASKER = (s: string, asker = '$1') =>
  `(coalesce(${s}.staff_id, ${s}.carer_id, ${s}.patient_id) = ${asker} or ${s}.patient_id = ${asker})`;

const CARER_OF_SESSION = /* sql */ `
  (select json_build_object('id', k.id, 'name', k.name) from portal.carer k where k.id = live.carer_id)`;

const WHO = {
  staff: 'select name, roles, null as care from portal.staff where id = $1',
  patient: `select name, array['patient'] as roles, null as care from portal.patient where id = $1`,
  carer: `select name, array['carer'] as roles, json_build_object('patientId', k.patient_id, 'kind', k.kind,
      'closesOn', access.closes_on) as care
    from portal.carer k cross join lateral portal.access_of(k.id) access where k.id = $1`,
};

const kindOf = ({ actor }: Tx): keyof typeof WHO =>
  actor.role === 'patient' || actor.role === 'carer' ? actor.role : 'staff';

/** A person's own sessions, and the clinic's way to end somebody's. Ended counts from the next request. */
@Injectable()
export class SessionService {
  constructor(private readonly door: Door) {}

  async getCurrent(tx: Tx): Promise<CurrentSessionDto> {
    const kind = kindOf(tx);
    const [person] = await tx.query<{ name: string; roles: Role[]; care: OwnCareDto | null }>(WHO[kind], [
      tx.actor.id,
    ]);
    const [row] = await tx.query<{ clinic_name: string; open_until: Date }>(
      `select c.name as clinic_name, live.open_until
       from (${LIVE_SESSION}) live
       join portal.clinic c on c.id = live.clinic_id
       where live.id = $1`,
      [tx.actor.sessionId],
    );
    if (!person || !row) throw new AppError('identity.sign_in_required');
    return {
      sessionId: tx.actor.sessionId,
      kind,
      personId: tx.actor.id,
      name: person.name,
      roles: person.roles,
      care: person.care,
      clinic: { id: tx.actor.clinicId, name: row.clinic_name, timeZone: tx.timeZone },
      expiresAt: row.open_until.toISOString(),
    };
  }

  /**
   * The asker's own, newest first; for an admin too, who may see others' by right. A patient sees their carers' among them,
   * as whoever opens somebody's record is theirs to know and to send away.
   */
  async listOwn(tx: Tx, page: PageQuery): Promise<(SessionRow & { sort_key: string })[]> {
    const after = cursorKey(page, 2);
    const isPatient = tx.actor.role === 'patient';
    return tx.query(
      `select live.id, live.device, live.created_at, live.renewed_at, live.open_until as expires_at,
         live.created_at::text as sort_key, ${isPatient ? CARER_OF_SESSION : 'null'} as carer
       from (${LIVE_SESSION}) live
       where ${OF_ASKER('live')}
         and ($2::timestamptz is null or (live.created_at, live.id) < ($2::timestamptz, $3::uuid))
       order by live.created_at desc, live.id desc
       limit $4`,
      [tx.actor.id, after?.[0] ?? null, after?.[1] ?? null, rowsFor(page)],
    );
  }

  /** Also of a guardian whose access has closed by itself: they are nobody here, so the database ends it for them. */
  async signOut(entering: Entering): Promise<void> {
    try {
      await this.door.openTx(entering, (tx) => this.end(tx, tx.actor.sessionId));
    } catch (thrown) {
      if (!(thrown instanceof AppError && thrown.code === 'guardian.closed')) throw thrown;
      await this.door.openVisitorTx(entering.requestId, (tx) =>
        tx.query('select portal.sign_out_closed($1, $2)', [entering.sessionId, tx.requestId]),
      );
    }
  }

  /** One's own, for a patient a carer's, for an admin that of any member of the clinic's staff. Else not found. */
  async end(tx: Tx, sessionId: string): Promise<void> {
    const ended = await tx.query<{ id: string }>(
      `with ended as (
         update portal.session s
         set ended_at = $2, ended_because = case
           when s.id = $3 then 'signed_out'
           when ${OF_ASKER('s', '$4')} then 'ended_elsewhere'
           else 'ended_by_clinic' end
         where s.id = $1 and s.ended_at is null and (${OF_ASKER('s', '$4')} or $5)
         returning s.id)
       select id from ended`,
      [sessionId, tx.now, tx.actor.sessionId, tx.actor.id, tx.actor.role === 'admin'],
    );
    if (ended.length === 0) throw new AppError('not_found');
    await this.recordEnd(tx, [sessionId]);
  }

  /** Every session of a member of staff, on all devices. */
  async endAllOfStaff(tx: Tx, staffId: string): Promise<void> {
    const found = await tx.query('select 1 from portal.staff where id = $1', [staffId]);
    if (found.length === 0) throw new AppError('not_found');
    const ended = await tx.query<{ id: string }>(
      `with ended as (
         update portal.session s set ended_at = $2, ended_because = 'ended_by_clinic'
         where s.staff_id = $1 and s.ended_at is null
         returning s.id)
       select id from ended`,
      [staffId, tx.now],
    );
    await this.recordEnd(
      tx,
      ended.map(({ id }) => id),
    );
  }

  private async recordEnd(tx: Tx, ids: string[]): Promise<void> {
    const patientIds = tx.actor.patientId === null ? [] : [tx.actor.patientId];
    await record(tx, 'session.ended', { type: 'session', ids, patientIds });
  }
}
