import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import type { PageQuery } from '../http/page';
import { assertRevision } from '../http/revision';
import { PatientService } from '../patient/patient.service';
import { AdviceFactsService } from './advice-facts.service';
import {
  addDays,
  assertMayExtend,
  assertMayGoOnAsBefore,
  assertMayResume,
  extensionDates,
} from './advice-rules';
import { DraftService } from './draft.service';
import { daysBetween } from './freshness';
import type { Transition } from './lifecycle';
import type { ExtensionDto } from './prescription.dto';
import { PhaseBegun, type Prescription, PrescriptionVersion } from './prescription.entity';
import {
  appendTransition,
  getFooting,
  getPausedOn,
  getPrescriptionForUpdate,
  getWhole,
  getWritten,
  listOfPatient,
  type Listed,
  planAsItStands,
  recorded,
  sessionsExpected,
  type WholePrescription,
} from './prescription.repository';

/**
 * Everything that can happen to a plan after it was issued (issuance.service.ts). Each verb locks the prescription, asks the rules,
 * appends a transition and leaves an audit row; the database draws the consequences.
 */
@Injectable()
export class PrescriptionService {
  constructor(
    private readonly patients: PatientService,
    private readonly adviceFacts: AdviceFactsService,
    private readonly drafts: DraftService,
  ) {}

  async get(tx: Tx, id: string): Promise<WholePrescription> {
    const whole = await getWhole(tx, id);
    tx.sawRecordOf(whole.prescription.patientId);
    return whole;
  }

  async list(tx: Tx, patientId: string, page: PageQuery): Promise<Listed[]> {
    await this.patients.getPatient(tx, patientId);
    return listOfPatient(tx, patientId, page);
  }

  async extend(tx: Tx, id: string, expected: number, asked: ExtensionDto): Promise<WholePrescription> {
    const prescription = await this.getForTransition(tx, id, expected, 'extension');
    const { facts, clinic } = await this.adviceFacts.factsFor(tx, prescription);
    assertMayExtend(await getFooting(tx, prescription), facts, tx.today);
    const { reviewOn, adviceUntil } = extensionDates(
      asked,
      await planAsItStands(tx, prescription),
      clinic.adviceDaysAfterReview,
      tx.today,
    );
    const { startsOn, weekOneOn } = prescription;
    const days = { startsOn: startsOn as string, weekOneOn: weekOneOn as string, adviceUntil };
    const live = await getWritten(tx, prescription.liveVersionId as string);
    await appendTransition(tx, prescription, 'extended', {
      reviewOn,
      adviceUntil,
      because: asked.because,
      sessionsExpected: await sessionsExpected(tx, prescription, live, days),
    });
    return recorded(tx, prescription, 'prescription.extended');
  }

  async resume(tx: Tx, id: string, expected: number): Promise<WholePrescription> {
    const prescription = await this.getForTransition(tx, id, expected, 'resumption');
    const { facts } = await this.adviceFacts.factsFor(tx, prescription);
    const pausedOn = await getPausedOn(tx, prescription);
    assertMayResume(await getFooting(tx, prescription), facts, pausedOn, tx.today);
    // its week tables go on where they were left: nobody gains strength in a pause
    const weekOneOn = addDays(prescription.weekOneOn as string, daysBetween(pausedOn, tx.today));
    await appendTransition(tx, prescription, 'resumed', { weekOneOn });
    return recorded(tx, prescription, 'prescription.resumed');
  }

  /**
   * A clinician finds the criteria of a phase met: its items show from today on. They were part of what was reviewed and
   * issued, so this asks what going on at the same level asks.
   */
  async beginPhase(tx: Tx, id: string, expected: number, phase: string): Promise<WholePrescription> {
    const prescription = await getPrescriptionForUpdate(tx, id);
    assertRevision(prescription, expected);
    const { liveVersionId, standing } = prescription;
    if (standing !== 'issued') throw new AppError('prescription.wrong_standing');
    const live = await tx.em.findOneByOrFail(PrescriptionVersion, { id: liveVersionId as string });
    if (!live.phases.some(({ name, begins }) => name === phase && begins === 'criteria')) {
      throw new AppError('prescription.no_such_phase');
    }
    if (await tx.em.existsBy(PhaseBegun, { prescriptionId: id, phase })) {
      throw new AppError('prescription.phase_begun_already');
    }
    const { facts } = await this.adviceFacts.factsFor(tx, prescription);
    assertMayGoOnAsBefore(await getFooting(tx, prescription), facts, tx.today);
    await tx.em.insert(PhaseBegun, {
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
      prescriptionId: id,
      phase,
      begunOn: tx.today,
      byStaffId: tx.actor.id,
    });
    // what is read of it has changed, and so must its revision
    await tx.query('update portal.prescription set draft_version_id = draft_version_id where id = $1', [id]);
    return recorded(tx, prescription, 'prescription.phase_begun');
  }

  /** Closing the patient's routine is open to every clinician of the clinic, at any time and without conditions. */
  async pause(tx: Tx, id: string, expected: number, because: string): Promise<WholePrescription> {
    const prescription = await this.getForTransition(tx, id, expected, 'pause');
    await appendTransition(tx, prescription, 'paused', { because });
    return recorded(tx, prescription, 'prescription.paused');
  }

  async withdraw(tx: Tx, id: string, expected: number, because: string): Promise<WholePrescription> {
    const prescription = await this.getForTransition(tx, id, expected, 'withdrawal');
    await this.drafts.remove(tx, prescription);
    await appendTransition(tx, prescription, 'withdrawn', { because });
    return recorded(tx, prescription, 'prescription.withdrawn');
  }

  async complete(tx: Tx, id: string, expected: number, because: string | null): Promise<WholePrescription> {
    const prescription = await this.getForTransition(tx, id, expected, 'completion');
    await this.drafts.remove(tx, prescription);
    await appendTransition(tx, prescription, 'completed', { because });
    return recorded(tx, prescription, 'prescription.completed');
  }

  private async getForTransition(
    tx: Tx,
    id: string,
    expected: number,
    transition: Transition,
  ): Promise<Prescription> {
    const prescription = await getPrescriptionForUpdate(tx, id);
    assertRevision(prescription, expected);
    prescription.assertMay(transition);
    return prescription;
  }
}
