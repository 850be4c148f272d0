import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AssessmentService } from '../assessment/assessment.service';
import { EpisodeService } from '../assessment/episode.service';
import { HoldService } from '../assessment/hold.service';
import { record } from '../audit/record';
import { ClinicService } from '../clinic/clinic.service';
import type { Clinic } from '../clinic/clinic.entity';
import type { Tx } from '../db/tx';
import { ExerciseService } from '../exercise/exercise.service';
import { AppError } from '../http/errors';
import type { PageQuery } from '../http/page';
import { assertRevision } from '../http/revision';
import { PatientService } from '../patient/patient.service';
import {
  adviceDates,
  type AdviceFacts,
  assertAdviceMayStand,
  assertMayExtend,
  assertNotProlonged,
  footingFor,
} from './advice-rules';
import { type Choice, choicesBehind, snapshot } from './drafting';
import { compareLevel, type PlanItem } from './freshness';
import type { Transition } from './lifecycle';
import type { DraftDto, ExtensionDto, IssuanceDto } from './prescription.dto';
import {
  Prescription,
  PrescriptionItem,
  PrescriptionTransition,
  PrescriptionVersion,
  type TransitionKind,
} from './prescription.entity';
import {
  easierThan,
  findLastAdvised,
  getPrescriptionForUpdate,
  getWhole,
  hasOpenInEpisode,
  isDischarged,
  itemsOf,
  listOfPatient,
  type WholePrescription,
} from './prescription.repository';

/**
 * Writing a plan, issuing it, and everything that can happen to it afterwards. Each verb locks the prescription, asks
 * the rules, appends a transition and leaves an audit row; the database draws the consequences.
 */
@Injectable()
export class PrescriptionService {
  constructor(
    private readonly clinics: ClinicService,
    private readonly patients: PatientService,
    private readonly episodes: EpisodeService,
    private readonly assessments: AssessmentService,
    private readonly holds: HoldService,
    private readonly exercises: ExerciseService,
  ) {}

  async get(tx: Tx, id: string): Promise<WholePrescription> {
    const whole = await getWhole(tx, id);
    tx.sawRecordOf(whole.prescription.patientId);
    return whole;
  }

  async list(tx: Tx, patientId: string, page: PageQuery): Promise<WholePrescription[]> {
    await this.patients.getPatient(tx, patientId);
    return listOfPatient(tx, patientId, page);
  }

  async begin(tx: Tx, episodeId: string, draft: DraftDto): Promise<WholePrescription> {
    const episode = await this.episodes.getEpisode(tx, episodeId);
    if (episode.closedAt) throw new AppError('episode.closed');
    const prescription = tx.em.create(Prescription, {
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
      patientId: episode.patientId,
      episodeId,
      draftVersionId: null,
    });
    await tx.em.insert(Prescription, prescription);
    await this.writeDraft(tx, prescription, draft);
    return this.recorded(tx, prescription, 'prescription.drafted');
  }

  async redraft(tx: Tx, id: string, expected: number, draft: DraftDto): Promise<WholePrescription> {
    const prescription = await getPrescriptionForUpdate(tx, id);
    assertRevision(prescription, expected);
    prescription.assertMay('issuance');
    await this.discardDraftRows(tx, prescription);
    await this.writeDraft(tx, prescription, draft);
    return this.recorded(tx, prescription, 'prescription.drafted');
  }

  /** A prescription that was never issued goes with its draft. */
  async discardDraft(tx: Tx, id: string, expected: number): Promise<void> {
    const prescription = await getPrescriptionForUpdate(tx, id);
    assertRevision(prescription, expected);
    if (prescription.draftVersionId === null) throw new AppError('prescription.no_draft');
    await this.discardDraftRows(tx, prescription);
    if (prescription.standing === 'draft') await tx.em.delete(Prescription, { id });
    await record(tx, 'prescription.draft_discarded', subjectOf(prescription));
  }

  async issue(tx: Tx, id: string, expected: number, asked: IssuanceDto): Promise<WholePrescription> {
    const prescription = await getPrescriptionForUpdate(tx, id);
    assertRevision(prescription, expected);
    prescription.assertMay('issuance');
    const { facts, clinic } = await this.factsFor(tx, prescription);
    assertAdviceMayStand(facts);
    if (await hasOpenInEpisode(tx, prescription)) throw new AppError('prescription.another_open');

    const draftId = prescription.draftVersionId;
    const items = draftId === null ? [] : await this.retakeSnapshot(tx, draftId);
    if (draftId === null || items.length === 0) throw new AppError('prescription.no_draft');

    const lastAdvised = await findLastAdvised(tx, prescription);
    const level = compareLevel(
      lastAdvised === null ? null : await this.planItems(tx, await itemsOf(tx, [lastAdvised])),
      await this.planItems(tx, items),
    );
    const footing = footingFor(level, facts);
    const dates = adviceDates(asked, prescription, clinic.adviceDaysAfterReview, tx.today);
    assertNotProlonged(level, dates, prescription.adviceUntil);

    await tx.em.update(PrescriptionVersion, { id: draftId }, footing);
    if (prescription.liveVersionId !== null) {
      await this.append(tx, prescription, 'superseded', { versionId: prescription.liveVersionId });
    }
    await this.append(tx, prescription, 'issued', { versionId: draftId, ...dates });
    return this.recorded(tx, prescription, 'prescription.issued');
  }

  async extend(tx: Tx, id: string, expected: number, asked: ExtensionDto): Promise<WholePrescription> {
    const prescription = await this.getOpenForUpdate(tx, id, expected, 'extension');
    const { facts, clinic } = await this.factsFor(tx, prescription);
    assertMayExtend(facts);
    const { reviewOn, adviceUntil } = adviceDates(
      { reviewOn: asked.reviewOn, adviceUntil: asked.adviceUntil },
      prescription,
      clinic.adviceDaysAfterReview,
      tx.today,
    );
    await this.append(tx, prescription, 'extended', { reviewOn, adviceUntil, because: asked.because });
    return this.recorded(tx, prescription, 'prescription.extended');
  }

  async resume(tx: Tx, id: string, expected: number): Promise<WholePrescription> {
    const prescription = await this.getOpenForUpdate(tx, id, expected, 'resumption');
    const { facts } = await this.factsFor(tx, prescription);
    assertAdviceMayStand(facts);
    await this.append(tx, prescription, 'resumed', {});
    return this.recorded(tx, prescription, 'prescription.resumed');
  }

  /** Closing the patient's routine is open to every clinician of the clinic, at any time and without conditions. */
  async pause(tx: Tx, id: string, expected: number, because: string): Promise<WholePrescription> {
    const prescription = await this.getOpenForUpdate(tx, id, expected, 'pause');
    await this.append(tx, prescription, 'paused', { because });
    return this.recorded(tx, prescription, 'prescription.paused');
  }

  async withdraw(tx: Tx, id: string, expected: number, because: string): Promise<WholePrescription> {
    const prescription = await this.getOpenForUpdate(tx, id, expected, 'withdrawal');
    await this.append(tx, prescription, 'withdrawn', { because });
    return this.recorded(tx, prescription, 'prescription.withdrawn');
  }

  async complete(tx: Tx, id: string, expected: number, because: string | null): Promise<WholePrescription> {
    const prescription = await this.getOpenForUpdate(tx, id, expected, 'completion');
    await this.append(tx, prescription, 'completed', { because });
    return this.recorded(tx, prescription, 'prescription.completed');
  }

  private async getOpenForUpdate(
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

  private async factsFor(
    tx: Tx,
    prescription: Prescription,
  ): Promise<{ facts: AdviceFacts; clinic: Clinic }> {
    const { staff, clinic } = await this.clinics.getSelf(tx);
    const episode = await this.episodes.getEpisode(tx, prescription.episodeId);
    const signed = await this.assessments.signedOf(tx, prescription.episodeId);
    const facts: AdviceFacts = {
      issuerIsEntitled: staff.maySign(tx.today, clinic),
      hasOpenHold: await this.holds.hasOpen(tx, prescription.patientId),
      isDischarged: await isDischarged(tx, prescription.patientId),
      episodeIsClosed: episode.closedAt !== null,
      signed: signed.map(({ id, kind, seenOn, suitable }) => ({
        id,
        kind,
        seenOn,
        suitable: suitable === true,
      })),
      limits: clinic,
      today: tx.today,
    };
    return { facts, clinic };
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

  private async writeDraft(tx: Tx, prescription: Prescription, draft: DraftDto): Promise<void> {
    const [{ number }] = (await tx.query(
      'select coalesce(max(number), 0) + 1 as number from portal.prescription_version where prescription_id = $1',
      [prescription.id],
    )) as [{ number: number }];
    const version = tx.em.create(PrescriptionVersion, {
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
      prescriptionId: prescription.id,
      patientId: prescription.patientId,
      episodeId: prescription.episodeId,
      number,
      changeNote: draft.changeNote ?? null,
      draftedBy: tx.actor.id,
    });
    await tx.em.insert(PrescriptionVersion, version);
    const choices: Choice[] = draft.items.map((item) => ({ ...item, videoId: item.videoId ?? null }));
    await this.writeItems(tx, version.id, choices);
    await tx.em.update(Prescription, { id: prescription.id }, { draftVersionId: version.id });
  }

  private async writeItems(tx: Tx, versionId: string, choices: Choice[]): Promise<PrescriptionItem[]> {
    const library = await this.exercises.getPrescribable(
      tx,
      choices.map((choice) => choice.exerciseId),
    );
    const items = snapshot(choices, library).map((item) =>
      tx.em.create(PrescriptionItem, { ...item, clinicId: tx.actor.clinicId, versionId }),
    );
    await tx.em.insert(PrescriptionItem, items);
    return items;
  }

  /** What is issued is what the library says at this moment, not what it said when the draft was begun. */
  private async retakeSnapshot(tx: Tx, draftId: string): Promise<PrescriptionItem[]> {
    const drafted = await itemsOf(tx, [draftId]);
    const library = await this.exercises.getPrescribable(
      tx,
      drafted.map((item) => item.exerciseId),
    );
    await tx.em.delete(PrescriptionItem, { versionId: draftId });
    return this.writeItems(tx, draftId, choicesBehind(drafted, library));
  }

  private async discardDraftRows(tx: Tx, prescription: Prescription): Promise<void> {
    const versionId = prescription.draftVersionId;
    if (versionId === null) return;
    await tx.em.update(Prescription, { id: prescription.id }, { draftVersionId: null });
    await tx.em.delete(PrescriptionItem, { versionId });
    await tx.em.delete(PrescriptionVersion, { id: versionId });
  }

  private async append(
    tx: Tx,
    prescription: Prescription,
    kind: TransitionKind,
    facts: Partial<PrescriptionTransition>,
  ): Promise<void> {
    await tx.em.insert(PrescriptionTransition, {
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
      prescriptionId: prescription.id,
      versionId: prescription.liveVersionId as string,
      kind,
      byStaffId: tx.actor.id,
      ...facts,
    });
  }

  private async recorded(
    tx: Tx,
    prescription: Prescription,
    action: `prescription.${string}`,
  ): Promise<WholePrescription> {
    await record(tx, action, subjectOf(prescription));
    return getWhole(tx, prescription.id);
  }
}

const subjectOf = (prescription: Prescription) => ({
  type: 'prescription',
  ids: [prescription.id],
  patientIds: [prescription.patientId],
});
