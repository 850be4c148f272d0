import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { ClinicService } from '../clinic/clinic.service';
import type { Tx } from '../db/tx';
import { assertRevision } from '../http/revision';
import { Addendum, type Assessment, type Signing } from './assessment.entity';
import { AssessmentService } from './assessment.service';
import { EpisodeService } from './episode.service';
import { HoldService } from './hold.service';

/** Signing an assessment, with all that follows from it at once, and what may be said about a signed one later. */
@Injectable()
export class SignatureService {
  constructor(
    private readonly assessments: AssessmentService,
    private readonly clinics: ClinicService,
    private readonly episodes: EpisodeService,
    private readonly holds: HoldService,
  ) {}

  /**
   * With the signature, in the same transaction: a hold where the screen asks for one, a pause where exercise does not
   * suit. Throws what `Assessment.sign` throws.
   */
  async sign(tx: Tx, id: string, expected: number): Promise<Assessment> {
    const assessment = await this.assessments.getAssessmentForUpdate(tx, id);
    assertRevision(assessment, expected);
    assessment.sign(await this.signing(tx));
    await tx.em.save(assessment);
    const signed = await this.assessments.recorded(tx, 'assessment.signed', assessment);
    await this.holds.openForScreen(tx, signed);
    if (signed.suitable === false) await this.pauseForUnsuitability(tx, signed);
    return signed;
  }

  async enterInError(tx: Tx, id: string, expected: number, because: string): Promise<Assessment> {
    const assessment = await this.assessments.getAssessmentForUpdate(tx, id);
    assertRevision(assessment, expected);
    assessment.enterInError(await this.signing(tx), because);
    await tx.em.save(assessment);
    return this.assessments.recorded(tx, 'assessment.entered_in_error', assessment);
  }

  /** Anybody who treats may add to what was signed; a draft is changed instead. */
  async writeAddendum(tx: Tx, id: string, note: string): Promise<Addendum> {
    const assessment = await this.assessments.getAssessment(tx, id);
    assessment.assertSigned();
    const addendum = tx.em.create(Addendum, {
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
      assessmentId: id,
      writtenAt: tx.now,
      writtenBy: tx.actor.id,
      note,
    });
    await tx.em.insert(Addendum, addendum);
    await record(tx, 'addendum.written', {
      type: 'addendum',
      ids: [addendum.id],
      patientIds: [assessment.patientId],
    });
    return addendum;
  }

  /**
   * Closes the routine at once when an assessment finds that exercise does not suit: the gate shows nothing of a paused
   * prescription. Only an issued one of the same episode is paused; the clinician then resumes, changes or withdraws it.
   * The row of the transition is all that is written: the database keeps the prescription's standing by it.
   */
  private async pauseForUnsuitability(tx: Tx, { episodeId, patientId }: Assessment): Promise<void> {
    await this.episodes.getEpisodeForUpdate(tx, episodeId);
    for (const { id, standing, liveVersionId } of await this.episodes.lockPrescriptions(tx, episodeId)) {
      if (standing !== 'issued') continue;
      await tx.query(
        `insert into portal.prescription_transition
           (clinic_id, prescription_id, version_id, kind, by_staff_id, because)
         values ($1, $2, $3, 'paused', $4, 'An assessment found exercise not suitable')`,
        [tx.actor.clinicId, id, liveVersionId, tx.actor.id],
      );
      await record(tx, 'prescription.paused', { type: 'prescription', ids: [id], patientIds: [patientId] });
    }
  }

  private async signing(tx: Tx): Promise<Signing> {
    const { staff, clinic } = await this.clinics.getSelf(tx);
    return { by: staff, clinic, today: tx.today, now: tx.now };
  }
}
