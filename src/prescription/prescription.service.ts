import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { HoldService } from '../hold/hold.service';
import { askDaysAhead } from '../adherence/days-asked';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import type { PageQuery } from '../http/page';
import { assertRevision } from '../http/revision';
import { PatientService } from '../patient/patient.service';
import { expectedInAll } from '../schedule/expected';
import type { ScheduledPlan } from '../schedule/plan-weeks';
import { AdviceFactsService } from './advice-facts.service';
import {
  assertMayExtend,
  assertMayGoOnAsBefore,
  assertMayResume,
  daysClosed,
  extensionDates,
  weekOneGoingOn,
} from './advice-rules';
import { DraftService } from './draft.service';
import type { Transition } from './lifecycle';
import { livePlan } from './live-plan';
import { PlanAppraisalService } from './plan-appraisal.service';
import type { ExtensionDto } from './prescription.dto';
import { PhaseBegun, type Prescription } from './prescription.entity';
import {
  appendTransition,
  getPrescriptionForUpdate,
  getHistory,
  getWhole,
  listOfPatient,
  type Listed,
  planAsItStands,
  type PrescriptionHistory,
  recorded,
  type WholePrescription,
} from './prescription.repository';
import { footingOf, getWrittenPlan } from './version.repository';

/**
 * Everything that can happen to a plan after it was issued (issuance.service.ts). Each verb locks the prescription, asks the
 * rules, appends a transition and leaves an audit row; the database draws the consequences. What goes on is asked again whether
 * a rule forbids it: since it was issued, more may have been found.
 */
@Injectable()
export class PrescriptionService {
  constructor(
    private readonly patients: PatientService,
    private readonly adviceFacts: AdviceFactsService,
    private readonly appraisals: PlanAppraisalService,
    private readonly drafts: DraftService,
    private readonly holds: HoldService,
  ) {}

  async get(tx: Tx, id: string): Promise<WholePrescription> {
    const whole = await getWhole(tx, id);
    tx.sawRecordOf(whole.prescription.patientId);
    return whole;
  }

  async getHistory(tx: Tx, id: string): Promise<PrescriptionHistory> {
    const history = await getHistory(tx, id);
    tx.sawRecordOf(history.prescription.patientId);
    return history;
  }

  async list(tx: Tx, patientId: string, page: PageQuery): Promise<Listed[]> {
    await this.patients.getPatient(tx, patientId);
    return listOfPatient(tx, patientId, page);
  }

  async extend(tx: Tx, id: string, expected: number, asked: ExtensionDto): Promise<WholePrescription> {
    const prescription = await this.getForTransition(tx, id, expected, 'extension');
    const basis = await this.adviceFacts.factsFor(tx, prescription);
    const live = await getWrittenPlan(tx, prescription.liveVersionId as string);
    assertMayExtend(footingOf(live.version), basis.facts, tx.today);
    const dates = extensionDates(asked, await planAsItStands(tx, prescription), basis.limits, tx.today);
    await this.appraisals.assertMayBeProlonged(tx, prescription, live, basis, dates);
    const { reviewOn, adviceUntil } = dates;
    const plan = livePlan(await getWhole(tx, id)) as ScheduledPlan;
    await appendTransition(tx, prescription, 'extended', {
      reviewOn,
      adviceUntil,
      because: asked.because,
      sessionsExpected: expectedInAll({ ...plan, adviceUntil }).sessions,
    });
    return recorded(tx, prescription, 'prescription.extended');
  }

  async resume(tx: Tx, id: string, expected: number): Promise<WholePrescription> {
    const prescription = await getPrescriptionForUpdate(tx, id);
    assertRevision(prescription, expected);
    // what a hold closed, the patient's own pause too, stands as issued: only the hold's resolution opens it
    if (prescription.standing === 'issued' && (await this.holds.hasOpen(tx, prescription.patientId))) {
      throw new AppError('prescription.on_hold');
    }
    prescription.assertMay('resumption');
    const { facts, signed } = await this.adviceFacts.factsFor(tx, prescription);
    const live = await getWrittenPlan(tx, prescription.liveVersionId as string);
    const planBefore = await planAsItStands(tx, prescription);
    assertMayResume(footingOf(live.version), facts, planBefore.closedOn as string, tx.today);
    await this.appraisals.assertNotForbidden(tx, prescription, live, signed);
    await appendTransition(tx, prescription, 'resumed', {
      weekOneOn: weekOneGoingOn(planBefore, tx.today),
      daysClosed: daysClosed(planBefore, tx.today),
    });
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
    const live = await getWrittenPlan(tx, liveVersionId as string);
    if (!live.version.phases.some(({ name, begins }) => name === phase && begins === 'criteria')) {
      throw new AppError('prescription.no_such_phase');
    }
    if (await tx.em.existsBy(PhaseBegun, { prescriptionId: id, phase })) {
      throw new AppError('prescription.phase_begun_already');
    }
    const { facts, signed } = await this.adviceFacts.factsFor(tx, prescription);
    assertMayGoOnAsBefore(footingOf(live.version), facts, tx.today);
    await this.appraisals.assertNotForbidden(tx, prescription, live, signed);
    await tx.em.insert(PhaseBegun, {
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
      prescriptionId: id,
      phase,
      begunOn: tx.today,
      daysClosed: prescription.daysClosed,
      byStaffId: tx.actor.id,
    });
    await askDaysAhead(tx, [id]);
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
