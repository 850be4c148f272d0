import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { ClinicService } from '../clinic/clinic.service';
import type { Tx } from '../db/tx';
import { HoldService } from '../hold/hold.service';
import { assertRevision } from '../http/revision';
import { PatientService } from '../patient/patient.service';
import { Addendum, type Assessment, type Signing } from './assessment.entity';
import { AssessmentService } from './assessment.service';
import { isFoundUnsuitable } from './suitability';

/** Signing an assessment, with all that follows from it at once, and what may be said about a signed one later. */
@Injectable()
export class SignatureService {
  constructor(
    private readonly assessments: AssessmentService,
    private readonly clinics: ClinicService,
    private readonly holds: HoldService,
    private readonly patients: PatientService,
  ) {}

  /**
   * With the signature, in the same transaction: a hold where the screen asks for one, and where exercise does not suit a
   * pause of all that the patient was advised, because "not suitable" is a word about the person and not about the
   * episode. Throws what `Assessment.sign` throws.
   */
  async sign(tx: Tx, id: string, expected: number): Promise<Assessment> {
    const assessment = await this.assessments.getAssessmentForUpdate(tx, id);
    assertRevision(assessment, expected);
    assessment.sign(await this.signing(tx));
    await tx.em.save(assessment);
    const signed = await this.assessments.recorded(tx, 'assessment.signed', assessment);
    await this.holds.openForScreen(tx, signed);
    if (signed.suitable === false) {
      await this.patients.pausePlans(tx, signed.patientId, 'An assessment found exercise not suitable');
    }
    return signed;
  }

  async enterInError(tx: Tx, id: string, expected: number, because: string): Promise<Assessment> {
    const assessment = await this.assessments.getAssessmentForUpdate(tx, id);
    assertRevision(assessment, expected);
    assessment.enterInError(await this.signing(tx), because);
    await tx.em.save(assessment);
    const inError = await this.assessments.recorded(tx, 'assessment.entered_in_error', assessment);
    // it may have been the one that took "not suitable" back
    if (isFoundUnsuitable(await this.assessments.signedOfPatient(tx, inError.patientId))) {
      await this.patients.pausePlans(tx, inError.patientId, 'An assessment found exercise not suitable');
    }
    return inError;
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

  private async signing(tx: Tx): Promise<Signing> {
    const { staff, clinic } = await this.clinics.getSelf(tx);
    return { by: staff, clinic, today: tx.today, now: tx.now };
  }
}
