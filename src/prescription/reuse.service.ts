import { Injectable } from '@nestjs/common';
import type { Tx } from '../db/tx';
import { ExerciseService } from '../exercise/exercise.service';
import { AppError } from '../http/errors';
import type { GivenAdvice } from '../lifestyle/advice';
import { adviceOf } from '../lifestyle/advice-item.repository';
import { mediaAtHand } from '../media/media-at-hand';
import type { GivenPlan, PlanChoice } from '../plan/plan';
import { TemplateService, type WholeTemplate } from '../template/template.service';
import { choicesBehind, mediaBehind, mediaWanted } from './drafting';
import type { Prescription } from './prescription.entity';
import { getPrescription } from './prescription.repository';
import { assertOneBeginning, type LeftBehind, onlyCheckedVideo, takenOver } from './reuse';
import type { BeginningDto, PlanSourceDto, SavedTemplateDto } from './reuse.dto';
import { findLastIssued, getWrittenPlan } from './version.repository';

/**
 * Using a plan again: for the same patient, or through a template for another. Doses, words and parts are taken over; what
 * the exercises say is read from the library anew by whoever drafts.
 */
@Injectable()
export class ReuseService {
  constructor(
    private readonly exercises: ExerciseService,
    private readonly templates: TemplateService,
  ) {}

  /**
   * The plan that a draft for this patient begins with. Throws request.invalid unless it is either given or taken from one
   * place, not_found for a template or a prescription of this patient that is not there, template.retired,
   * prescription.nothing_to_take and prescription.exercise_unavailable.
   */
  async planToBegin(
    tx: Tx,
    patientId: string,
    beginning: BeginningDto,
  ): Promise<{ plan: GivenPlan; advice: readonly GivenAdvice[]; leftBehind: LeftBehind }> {
    assertOneBeginning(beginning);
    const { from, items = [], phases = [], groups = [], leaveOutUnavailable = false } = beginning;
    const { adviceItems: advice = [] } = beginning;
    if (!from) {
      return { plan: { items, phases, groups }, advice, leftBehind: { leftOut: [], dissolvedGroups: [] } };
    }
    return this.take(tx, patientId, from, leaveOutUnavailable);
  }

  /**
   * Keeps what was last issued, or the draft where nothing was, as a template. Nothing that names the patient goes with it:
   * no change note, no dates, no findings; and the notes on the items only if asked for.
   */
  async saveAsTemplate(
    tx: Tx,
    prescriptionId: string,
    { withNotes = false, ...named }: SavedTemplateDto,
  ): Promise<WholeTemplate> {
    const prescription = await getPrescription(tx, prescriptionId);
    tx.sawRecordOf(prescription.patientId);
    const issued = await findLastIssued(tx, prescription);
    const written = issued ?? (await getWrittenPlan(tx, prescription.draftVersionId as string));
    if (written.items.length === 0) throw new AppError('prescription.nothing_to_take');
    // without a library there are no videos: which one is shown is chosen for a patient
    const items = choicesBehind(written.items, []).map((item) => ({
      ...item,
      note: withNotes ? item.note : null,
    }));
    const { phases, groups } = written.version;
    return this.templates.keep(tx, named, { items, phases, groups });
  }

  private async take(tx: Tx, patientId: string, from: PlanSourceDto, leaveOut: boolean) {
    if (from.templateId !== undefined) {
      const plan = await this.templates.getPlan(tx, from.templateId);
      const library = await this.exercisesOf(tx, plan.items);
      const videosOf = (exerciseId: string) => library.find(({ id }) => id === exerciseId)?.videos ?? [];
      const items = plan.items.map((item) => ({
        ...item,
        videoId: onlyCheckedVideo(videosOf(item.exerciseId)),
      }));
      // a template knows no patient, and advice is written for one
      return { ...takenOver({ ...plan, items }, library, leaveOut), advice: [] };
    }
    const prescription = await getPrescription(tx, from.prescriptionId as string);
    if (prescription.patientId !== patientId) throw new AppError('not_found');
    // what was written for another is no plan of this patient's to begin from
    if (prescription.enteredInErrorAt) throw new AppError('prescription.nothing_to_take');
    return this.takeIssued(tx, patientId, prescription, leaveOut);
  }

  /**
   * What was last issued of a prescription, for this patient, whoever it was written for. Throws prescription.nothing_to_take and
   * prescription.exercise_unavailable.
   */
  async takeIssued(tx: Tx, patientId: string, prescription: Prescription, leaveOut: boolean) {
    const issued = await findLastIssued(tx, prescription);
    if (!issued) throw new AppError('prescription.nothing_to_take');
    const library = await this.exercisesOf(tx, issued.items);
    const { phases, groups } = issued.version;
    const media = await mediaAtHand(tx, patientId, mediaWanted(mediaBehind(issued.items), library));
    const plan: PlanChoice = { items: choicesBehind(issued.items, library, media), phases, groups };
    return { ...takenOver(plan, library, leaveOut), advice: await adviceOf(tx, [issued.version.id]) };
  }

  private exercisesOf(tx: Tx, items: readonly { exerciseId: string }[]) {
    return this.exercises.getOncePublished(
      tx,
      items.map(({ exerciseId }) => exerciseId),
    );
  }
}
