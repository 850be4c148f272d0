import { Injectable } from '@nestjs/common';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import type { PageQuery } from '../http/page';
import { assertRevision } from '../http/revision';
import { PatientService } from '../patient/patient.service';
import { AdviceFactsService } from './advice-facts.service';
import {
  assertAdviceMayStand,
  assertMayExtend,
  assertMayResume,
  extensionDates,
  type Footing,
  footingFor,
  footingHolds,
  issueDates,
  levelAsked,
  type PlanBefore,
} from './advice-rules';
import { DraftService } from './draft.service';
import { compareLevel, type PlanItem } from './freshness';
import type { Transition } from './lifecycle';
import type { ExtensionDto, IssuanceDto } from './prescription.dto';
import { type Prescription, type PrescriptionItem, PrescriptionVersion } from './prescription.entity';
import {
  appendTransition,
  easierThan,
  getPausedOn,
  getPrescriptionForUpdate,
  getWhole,
  hasOpenInEpisode,
  itemsOf,
  listOfPatient,
  type Listed,
  recorded,
  type WholePrescription,
} from './prescription.repository';

/**
 * Issuing a plan, and everything that can happen to it afterwards. Each verb locks the prescription, asks the rules,
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

  async issue(tx: Tx, id: string, expected: number, asked: IssuanceDto): Promise<WholePrescription> {
    const prescription = await this.getForTransition(tx, id, expected, 'issuance');
    const { facts, clinic } = await this.adviceFacts.factsFor(tx, prescription);
    assertAdviceMayStand(facts);
    if (await hasOpenInEpisode(tx, prescription)) throw new AppError('prescription.another_open');

    const { liveVersionId } = prescription;
    const draft = await this.drafts.getReviewed(tx, prescription);
    // what no longer stands is no level to go on from
    const goesOn = liveVersionId !== null && footingHolds(await this.getFooting(tx, prescription), facts);
    const before = goesOn ? await this.planItems(tx, await itemsOf(tx, [liveVersionId])) : null;
    const level = compareLevel(before, await this.planItems(tx, draft.items));
    const planBefore = await planAsItStands(tx, prescription);
    const dates = issueDates(asked, planBefore, level, clinic.adviceDaysAfterReview, tx.today);
    const footing = footingFor(levelAsked(level, dates, planBefore, tx.today), facts, dates.startsOn);

    await tx.em.update(PrescriptionVersion, { id: draft.id }, footing);
    if (liveVersionId !== null) await appendTransition(tx, prescription, 'superseded', {});
    await appendTransition(tx, prescription, 'issued', { versionId: draft.id, ...dates });
    return recorded(tx, prescription, 'prescription.issued');
  }

  async extend(tx: Tx, id: string, expected: number, asked: ExtensionDto): Promise<WholePrescription> {
    const prescription = await this.getForTransition(tx, id, expected, 'extension');
    const { facts, clinic } = await this.adviceFacts.factsFor(tx, prescription);
    assertMayExtend(await this.getFooting(tx, prescription), facts, tx.today);
    const { reviewOn, adviceUntil } = extensionDates(
      asked,
      await planAsItStands(tx, prescription),
      clinic.adviceDaysAfterReview,
      tx.today,
    );
    await appendTransition(tx, prescription, 'extended', { reviewOn, adviceUntil, because: asked.because });
    return recorded(tx, prescription, 'prescription.extended');
  }

  async resume(tx: Tx, id: string, expected: number): Promise<WholePrescription> {
    const prescription = await this.getForTransition(tx, id, expected, 'resumption');
    const { facts } = await this.adviceFacts.factsFor(tx, prescription);
    const footing = await this.getFooting(tx, prescription);
    assertMayResume(footing, facts, await getPausedOn(tx, prescription), tx.today);
    await appendTransition(tx, prescription, 'resumed', {});
    return recorded(tx, prescription, 'prescription.resumed');
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

  /** What the live version was issued on. */
  private async getFooting(tx: Tx, prescription: Prescription): Promise<Footing> {
    const version = await tx.em.findOneByOrFail(PrescriptionVersion, {
      id: prescription.liveVersionId as string,
    });
    return { assessmentId: version.assessmentId as string, screenId: version.screenId };
  }

  private async planItems(tx: Tx, items: PrescriptionItem[]): Promise<PlanItem[]> {
    const easier = await easierThan(
      tx,
      items.map((item) => item.exerciseId),
    );
    return items.map(({ exerciseId, traits, dosage }) => ({
      exerciseId,
      traits,
      dosage,
      easierIds: easier.get(exerciseId) ?? [],
    }));
  }
}

async function planAsItStands(tx: Tx, prescription: Prescription): Promise<PlanBefore> {
  const { standing, startsOn, reviewOn, adviceUntil } = prescription;
  const isInItsDays =
    startsOn !== null && adviceUntil !== null && startsOn <= tx.today && tx.today <= adviceUntil;
  return {
    startsOn,
    reviewOn,
    adviceUntil,
    runs: standing === 'issued' && isInItsDays,
    pausedOn: standing === 'paused' ? await getPausedOn(tx, prescription) : null,
  };
}
