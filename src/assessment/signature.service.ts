import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { ClinicalRules } from '../clinic/clinical-rules';
import { ClinicService } from '../clinic/clinic.service';
import type { Tx } from '../db/tx';
import { EpisodeService } from '../episode/episode.service';
import { HoldService } from '../hold/hold.service';
import { AppError } from '../http/errors';
import { assertRevision } from '../http/revision';
import { PatientService } from '../patient/patient.service';
import { callsForAWord } from '../screen/screen';
import { Addendum, type Assessment, type Signing } from './assessment.entity';
import { AssessmentService } from './assessment.service';
import { VisitReadingService } from './visit-reading.service';
import { isFoundUnsuitable } from './suitability';

/** What the signer says of a hold, beside what the screen asks for. */
interface WordOnHold {
  openHold?: boolean;
  because?: string;
}

/** Signing an assessment, with all that follows from it at once, and what may be said about a signed one later. */
@Injectable()
export class SignatureService {
  constructor(
    private readonly assessments: AssessmentService,
    private readonly clinics: ClinicService,
    private readonly episodes: EpisodeService,
    private readonly flags: VisitReadingService,
    private readonly holds: HoldService,
    private readonly patients: PatientService,
    private readonly rules: ClinicalRules,
  ) {}

  /**
   * With the signature, in the same transaction: a hold where the screen asks for one, and where exercise does not suit a
   * pause of all that the patient was advised, because "not suitable" is a word about the person and not about the
   * episode. Where nothing is graded, the signer says whether a hold opens. Throws what `Assessment.sign` throws,
   * assessment.hold_undecided and episode.in_error.
   */
  async sign(tx: Tx, id: string, expected: number, word: WordOnHold): Promise<Assessment> {
    const assessment = await this.assessments.getAssessmentForUpdate(tx, id);
    assertRevision(assessment, expected);
    // entering it in error waits for this assessment, or is seen here
    (await this.episodes.getEpisode(tx, assessment.episodeId)).assertNotInError();
    const carriedFrom = Object.values(assessment.carried).map(({ assessmentId }) => assessmentId);
    const standing = await this.assessments.standingAmong(tx, carriedFrom);
    const reading = await this.flags.readScreen(tx, assessment);
    assessment.sign(await this.signing(tx), reading, standing);
    this.assertDecided(assessment, word);
    await tx.em.save(assessment);
    const signed = await this.assessments.recorded(tx, 'assessment.signed', assessment);
    await this.holds.openForFlags(tx, signed, reading.flags);
    await this.heed(tx, signed, word);
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

  private assertDecided({ screen }: Assessment, { openHold, because }: WordOnHold): void {
    if (openHold === undefined && because !== undefined) {
      const detail = 'A reason belongs to openHold: say whether one is to open.';
      throw new AppError('request.invalid', undefined, [{ pointer: '/because', code: 'stray', detail }]);
    }
    if (this.rules.advise || openHold !== undefined) return;
    if (screen !== null && callsForAWord(screen)) throw new AppError('assessment.hold_undecided');
  }

  /** A hold that is refused for a reason leaves that reason beside the assessment. */
  private async heed(tx: Tx, signed: Assessment, { openHold, because }: WordOnHold): Promise<void> {
    if (openHold) await this.holds.openWithSignature(tx, signed, because);
    else if (because) await this.writeAddendum(tx, signed.id, `The signer asked for no hold: ${because}`);
  }

  private async signing(tx: Tx): Promise<Signing> {
    const { staff, clinic } = await this.clinics.getSelf(tx);
    return { by: staff, clinic, today: tx.today, now: tx.now };
  }
}
