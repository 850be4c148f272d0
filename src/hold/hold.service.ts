import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { record } from '../audit/record';
import { ClinicService } from '../clinic/clinic.service';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { cursorKey, type PageQuery, rowsFor } from '../http/page';
import { assertRevision } from '../http/revision';
import { lockPlansOf } from '../patient/patient.repository';
import { PatientService } from '../patient/patient.service';
import type { FlagCode } from '../screen/red-flags';
import { type FlagGrade, holdCodes } from '../screen/screen';
import type { NewReferralDto, ResolutionDto } from './hold.dto';
import { Hold, Referral } from './hold.entity';
import { takeUpWeeks } from './weeks-taken-up';

// a cursor holds milliseconds; the column is finer
const OPENED = `date_trunc('milliseconds', h.opened_at)`;

/** As much of an assessment as a hold asks for. */
interface Signed {
  id: string;
  patientId: string;
}

/** The stops on patients: opened by hand or by a signed screen, and lifted by nothing but a recorded decision. */
@Injectable()
export class HoldService {
  constructor(
    private readonly clinics: ClinicService,
    private readonly patients: PatientService,
  ) {}

  /** Newest first, resolved ones too. */
  async listHolds(tx: Tx, patientId: string, page: PageQuery): Promise<Hold[]> {
    await this.patients.getPatient(tx, patientId);
    const after = cursorKey(page, 2);
    return tx.em
      .createQueryBuilder(Hold, 'h')
      .where('h.patient_id = :patientId', { patientId })
      .andWhere(after ? `(${OPENED}, h.id) < (:openedAt, :id)` : 'true', {
        openedAt: after?.[0],
        id: after?.[1],
      })
      .orderBy(OPENED, 'DESC')
      .addOrderBy('h.id', 'DESC')
      .limit(rowsFor(page))
      .getMany();
  }

  /** While it is true nothing may be issued to this patient, and the gate shows them nothing. */
  async hasOpen(tx: Tx, patientId: string): Promise<boolean> {
    const open = await tx.query(
      'select 1 from portal.hold where patient_id = $1 and resolved_at is null limit 1',
      [patientId],
    );
    return open.length > 0;
  }

  /** Oldest first. */
  async openOf(tx: Tx, patientId: string): Promise<Hold[]> {
    return tx.em.find(Hold, {
      where: { patientId, resolvedAt: IsNull() },
      order: { openedAt: 'ASC', id: 'ASC' },
    });
  }

  /** The flags of holds that were resolved, each with the clinic's day of the resolution. */
  async resolvedFlags(tx: Tx, patientId: string): Promise<{ flag: FlagCode; on: string }[]> {
    return tx.query(
      `select flag, (h.resolved_at at time zone $2)::date::text as "on"
       from portal.hold h cross join unnest(h.flags) as flag
       where h.patient_id = $1 and h.resolved_at is not null`,
      [patientId, tx.timeZone],
    );
  }

  /** A patient of another clinic fails the foreign key, which is the same 404 as for one who never was. */
  async openHold(tx: Tx, patientId: string, because: string): Promise<Hold> {
    return this.open(tx, { patientId, because, assessmentId: null, flags: [], grades: [] });
  }

  /**
   * Opens the hold that the grades of an assessment ask for, at its signature; none when nothing in it does. The sentence
   * names the flags by their codes only: what was answered and found stands in the assessment.
   */
  async openForFlags(tx: Tx, { id, patientId }: Signed, graded: readonly FlagGrade[]): Promise<void> {
    const flags = holdCodes(graded);
    if (flags.length === 0) return;
    const because = `The signed assessment needs a decision on: ${flags.join(', ')}.`;
    const grades = graded.filter(({ opensHold }) => opensHold).map(({ gradeId }) => gradeId);
    await this.open(tx, { patientId, because, assessmentId: id, flags, grades });
  }

  /** The signer's own word, whatever the screen says. */
  async openWithSignature(tx: Tx, { id, patientId }: Signed, because?: string): Promise<void> {
    const said = because ?? 'The signer of the assessment asked for it.';
    await this.open(tx, { patientId, because: said, assessmentId: id, flags: [], grades: [] });
  }

  /** Who was told, in the order in which they were. */
  async referralsOf(tx: Tx, holds: Hold[]): Promise<Referral[]> {
    return tx.em.find(Referral, {
      where: { holdId: In(holds.map(({ id }) => id)) },
      order: { toldAt: 'ASC', id: 'ASC' },
    });
  }

  /** May be written down later: the telephone comes first. */
  async recordReferral(tx: Tx, holdId: string, { toldAt, ...said }: NewReferralDto): Promise<Referral> {
    const hold = await this.getHoldForUpdate(tx, holdId);
    const referral = tx.em.create(Referral, {
      ...said,
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
      holdId,
      toldAt: toldAt === undefined ? tx.now : notAhead(tx, toldAt),
      note: said.note ?? null,
      writtenAt: tx.now,
      byStaffId: tx.actor.id,
    });
    await tx.em.insert(Referral, referral);
    const { patientId } = hold;
    await record(tx, 'referral.recorded', { type: 'referral', ids: [referral.id], patientIds: [patientId] });
    return referral;
  }

  async resolveHold(
    tx: Tx,
    id: string,
    expected: number,
    { resolution, nobodyToldBecause }: ResolutionDto,
  ): Promise<Hold> {
    const hold = await this.getHoldForUpdate(tx, id);
    assertRevision(hold, expected);
    const { staff, clinic } = await this.clinics.getSelf(tx);
    hold.resolve({
      by: staff,
      clinic,
      today: tx.today,
      now: tx.now,
      resolution,
      wasTold: (await this.referralsOf(tx, [hold])).length > 0,
      nobodyToldBecause: nobodyToldBecause ?? null,
    });
    await tx.em.save(hold);
    // of two who lift the last two at once, one waits here and then finds both lifted
    await lockPlansOf(tx, hold.patientId);
    if (!(await this.hasOpen(tx, hold.patientId))) await this.reopenPlans(tx, hold.patientId);
    return this.recorded(tx, 'hold.resolved', hold);
  }

  private async reopenPlans(tx: Tx, patientId: string): Promise<void> {
    const moved = await takeUpWeeks(tx, patientId);
    if (moved.length === 0) return;
    await record(tx, 'prescription.weeks_moved', {
      type: 'prescription',
      ids: moved,
      patientIds: [patientId],
    });
  }

  /** One that was resolved cannot be locked any more, but is not the same as none. */
  private async getHoldForUpdate(tx: Tx, id: string): Promise<Hold> {
    const hold =
      (await tx.em.findOne(Hold, { where: { id }, lock: { mode: 'pessimistic_write' } })) ??
      (await tx.em.findOneBy(Hold, { id }));
    if (!hold) throw new AppError('not_found');
    return hold;
  }

  private async open(
    tx: Tx,
    opening: Pick<Hold, 'patientId' | 'assessmentId' | 'flags' | 'grades' | 'because'>,
  ): Promise<Hold> {
    // an issue that is being written is waited for, so that it is closed too; one that comes later finds this
    await lockPlansOf(tx, opening.patientId);
    const hold = tx.em.create(Hold, {
      ...opening,
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
      openedAt: tx.now,
      openedBy: tx.actor.id,
      openedByPatient: false,
      kind: 'hold',
    });
    await tx.em.insert(Hold, hold);
    return this.recorded(tx, 'hold.opened', hold);
  }

  private async recorded(tx: Tx, action: `hold.${string}`, { id, patientId }: Hold): Promise<Hold> {
    await record(tx, action, { type: 'hold', ids: [id], patientIds: [patientId] });
    return tx.em.findOneByOrFail(Hold, { id });
  }
}

function notAhead(tx: Tx, moment: string): Date {
  const at = new Date(moment);
  if (at <= tx.now) return at;
  throw new AppError('request.invalid', undefined, [
    { pointer: '/toldAt', code: 'future', detail: 'This moment has not come yet.' },
  ]);
}
