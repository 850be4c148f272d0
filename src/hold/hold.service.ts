import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { ClinicService } from '../clinic/clinic.service';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { cursorKey, type PageQuery, rowsFor } from '../http/page';
import { assertRevision } from '../http/revision';
import { lockPlansOf } from '../patient/patient.repository';
import { PatientService } from '../patient/patient.service';
import { Hold } from './hold.entity';
import { holdCodes, type Screen } from '../screen/screen';

// a cursor holds milliseconds; the column is finer
const OPENED = `date_trunc('milliseconds', h.opened_at)`;

/** As much of an assessment as a hold asks for. */
interface Screened {
  id: string;
  patientId: string;
  screen: Screen | null;
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

  /** A patient of another clinic fails the foreign key, which is the same 404 as for one who never was. */
  async openHold(tx: Tx, patientId: string, because: string): Promise<Hold> {
    return this.open(tx, { patientId, because, assessmentId: null, flags: [] });
  }

  /**
   * Opens the hold that a screen asks for, at its signature; none when nothing in it does. The sentence names the items by
   * their codes only: what was answered stands in the assessment.
   */
  async openForScreen(tx: Tx, { id, patientId, screen }: Screened): Promise<void> {
    const flags = screen === null ? [] : holdCodes(screen);
    if (flags.length === 0) return;
    const because = `The signed screen needs a decision on: ${flags.join(', ')}.`;
    await this.open(tx, { patientId, because, assessmentId: id, flags });
  }

  async resolveHold(tx: Tx, id: string, expected: number, resolution: string): Promise<Hold> {
    // one that was resolved cannot be locked any more, but is not the same as none
    const hold =
      (await tx.em.findOne(Hold, { where: { id }, lock: { mode: 'pessimistic_write' } })) ??
      (await tx.em.findOneBy(Hold, { id }));
    if (!hold) throw new AppError('not_found');
    assertRevision(hold, expected);
    const { staff, clinic } = await this.clinics.getSelf(tx);
    hold.resolve({ by: staff, clinic, today: tx.today, now: tx.now, resolution });
    await tx.em.save(hold);
    return this.recorded(tx, 'hold.resolved', hold);
  }

  private async open(
    tx: Tx,
    opening: Pick<Hold, 'patientId' | 'assessmentId' | 'flags' | 'because'>,
  ): Promise<Hold> {
    // an issue that is being written is waited for, so that it is closed too; one that comes later finds this
    await lockPlansOf(tx, opening.patientId);
    const hold = tx.em.create(Hold, {
      ...opening,
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
      openedAt: tx.now,
      openedBy: tx.actor.id,
    });
    await tx.em.insert(Hold, hold);
    return this.recorded(tx, 'hold.opened', hold);
  }

  private async recorded(tx: Tx, action: `hold.${string}`, { id, patientId }: Hold): Promise<Hold> {
    await record(tx, action, { type: 'hold', ids: [id], patientIds: [patientId] });
    return tx.em.findOneByOrFail(Hold, { id });
  }
}
