import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { Staff } from '../clinic/clinic.entity';
import { ClinicService } from '../clinic/clinic.service';
import type { Tx } from '../db/tx';
import { AppError, type FieldFault } from '../http/errors';
import { PatientService } from '../patient/patient.service';
import type { HandOverQuery, NewHandOverDto } from './hand-over.dto';
import {
  handOverFaults,
  type Move,
  movesBack,
  movesTo,
  notTakenBackBecause,
  TAKEN_BACK,
} from './hand-over-rules';
import {
  caseloadForUpdate,
  findHandOver,
  type HandOver,
  handOversOf,
  isHere,
  listHandOvers,
  movesOf,
  type NewHandOver,
  patientsForUpdate,
  writeHandOver,
} from './hand-over.repository';

/**
 * Who looks after whom from now on: one patient, some, or everybody of one clinician, in one transaction. What was advised and
 * drafted stays in the name of whoever wrote it, and every clinician may go on with it: of that nothing is moved.
 */
@Injectable()
export class HandOverService {
  constructor(
    private readonly clinics: ClinicService,
    private readonly patients: PatientService,
  ) {}

  /**
   * An admin hands over anybody's patients, a clinician their own. Throws hand_over.not_yours, hand_over.not_theirs (naming who was
   * moved meanwhile), hand_over.not_here, hand_over.not_entitled, and hand_over.nobody where nobody is left to move.
   */
  async handOver(tx: Tx, body: NewHandOverDto): Promise<HandOver> {
    const { toId, reason, note = null } = body;
    const isAdmin = tx.actor.role === 'admin';
    const fromId = body.fromId ?? (isAdmin ? null : tx.actor.id);
    const faults = handOverFaults({ ...body, fromId });
    if (faults.length > 0) throw new AppError('request.invalid', undefined, faults);
    if (!isAdmin && fromId !== tx.actor.id) throw new AppError('hand_over.not_yours');
    if (fromId !== null) await this.staffNamed(tx, '/fromId', fromId);
    await this.assertMayTake(tx, toId);

    const moves = body.patientIds
      ? await this.movesOfNamed(tx, body.patientIds, { fromId, toId })
      : movesTo(await caseloadForUpdate(tx, fromId as string), { fromId, toId }).moves;
    if (moves.length === 0) throw new AppError('hand_over.nobody');
    return this.written(tx, {
      fromId,
      toId,
      isWhole: body.all === true,
      reason,
      note,
      takesBack: null,
      moves,
    });
  }

  /** Throws hand_over.not_yours, hand_over.taken_back_already, hand_over.too_late, and hand_over.nobody where all moved on. */
  async takeBack(tx: Tx, id: string, note: string | null): Promise<HandOver> {
    const made = await this.getHandOver(tx, id);
    if (tx.actor.role !== 'admin' && made.byId !== tx.actor.id) throw new AppError('hand_over.not_yours');
    const moved = await movesOf(tx, id);
    const now = await patientsForUpdate(
      tx,
      moved.map(({ patientId }) => patientId),
    );
    // read again: of two who take it back at once, the second waited for the patients
    const refusal = notTakenBackBecause(await this.getHandOver(tx, id), tx.now);
    if (refusal) throw new AppError(refusal);
    const moves = movesBack(moved, now);
    if (moves.length === 0) throw new AppError('hand_over.nobody');
    const back = { fromId: made.toId, toId: null, isWhole: made.isWhole, reason: TAKEN_BACK, note };
    return this.written(tx, { ...back, takesBack: id, moves } as NewHandOver);
  }

  async list(tx: Tx, query: HandOverQuery): Promise<HandOver[]> {
    return listHandOvers(tx, query);
  }

  /** Ids alone: to read whom it moved is not to look into a record, and the patient is not told that somebody did. */
  async read(tx: Tx, id: string): Promise<{ handOver: HandOver; moved: Move[] }> {
    const handOver = await this.getHandOver(tx, id);
    return { handOver, moved: await movesOf(tx, id) };
  }

  async listOfPatient(tx: Tx, patientId: string): Promise<HandOver[]> {
    await this.patients.getPatient(tx, patientId);
    return handOversOf(tx, patientId);
  }

  private async getHandOver(tx: Tx, id: string): Promise<HandOver> {
    const handOver = await findHandOver(tx, id);
    if (!handOver) throw new AppError('not_found');
    return handOver;
  }

  private async movesOfNamed(
    tx: Tx,
    ids: string[],
    between: { fromId: string | null; toId: string },
  ): Promise<Move[]> {
    const patients = await patientsForUpdate(tx, ids);
    const pointTo = (detail: string, code: string, which: (id: string) => boolean): FieldFault[] =>
      ids.flatMap((id, place) => (which(id) ? [{ pointer: `/patientIds/${place}`, code, detail }] : []));
    const unknown = pointTo('There is no such patient at your clinic.', 'unknown', (id) =>
      patients.every((patient) => patient.id !== id),
    );
    if (unknown.length > 0) throw new AppError('request.invalid', undefined, unknown);
    const { moves, notTheirs } = movesTo(patients, between);
    if (notTheirs.length > 0) {
      const faults = pointTo('Somebody else, or nobody, is responsible.', 'not_theirs', (id) =>
        notTheirs.includes(id),
      );
      throw new AppError('hand_over.not_theirs', undefined, faults);
    }
    return moves;
  }

  private async staffNamed(tx: Tx, pointer: string, id: string): Promise<Staff> {
    const staff = await tx.em.findOneBy(Staff, { id });
    if (staff) return staff;
    const detail = 'Nobody at your clinic has this id.';
    throw new AppError('request.invalid', undefined, [{ pointer, code: 'staff', detail }]);
  }

  private async assertMayTake(tx: Tx, toId: string): Promise<void> {
    const staff = await this.staffNamed(tx, '/toId', toId);
    if (!staff.maySign(tx.today, await this.clinics.getClinic(tx)) && staff.isActive(tx.today)) {
      throw new AppError('hand_over.not_entitled');
    }
    if (!(await isHere(tx, toId))) throw new AppError('hand_over.not_here');
  }

  private async written(tx: Tx, made: NewHandOver): Promise<HandOver> {
    const id = await writeHandOver(tx, made);
    const patientIds = made.moves.map(({ patientId }) => patientId);
    await record(tx, 'patient.handed_over', { type: 'hand_over', ids: [id], patientIds });
    return this.getHandOver(tx, id);
  }
}
