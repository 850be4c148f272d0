import { Injectable } from '@nestjs/common';
import type { SignedAssessment } from '../assessment/assessment.entity';
import { AssessmentService } from '../assessment/assessment.service';
import { EpisodeService } from '../episode/episode.service';
import { HoldService } from '../hold/hold.service';
import { type Limits, limitsOf } from '../clinic/clinical-limits';
import { ClinicService } from '../clinic/clinic.service';
import type { Tx } from '../db/tx';
import { isDischarged } from '../patient/patient.repository';
import type { AdviceFacts } from './advice-rules';
import type { Prescription } from './prescription.entity';

/** What the advice rules ask, and the rows that whoever asks further needs. */
export interface AdviceBasis {
  facts: AdviceFacts;
  /** The clinic's own, where they are stricter. */
  limits: Limits;
  /** As AssessmentService.signedOfPatient. */
  signed: SignedAssessment[];
}

/** Gathers what the advice rules ask, from the features that know it. Decides nothing. */
@Injectable()
export class AdviceFactsService {
  constructor(
    private readonly clinics: ClinicService,
    private readonly episodes: EpisodeService,
    private readonly assessments: AssessmentService,
    private readonly holds: HoldService,
  ) {}

  /** To decide on it, call it with the prescription locked: what is signed or held from then on finds the plan and closes it. */
  async factsFor(tx: Tx, prescription: Prescription): Promise<AdviceBasis> {
    const { staff, clinic } = await this.clinics.getSelf(tx);
    const limits = limitsOf(clinic);
    const { episodeId, patientId } = prescription;
    const episode = await this.episodes.getEpisode(tx, episodeId);
    const signed = await this.assessments.signedOfPatient(tx, patientId);
    const facts: AdviceFacts = {
      issuerIsEntitled: staff.mayIssue(tx.today, clinic),
      hasOpenHold: await this.holds.hasOpen(tx, patientId),
      isDischarged: await isDischarged(tx, patientId),
      episodeIsClosed: episode.closedAt !== null,
      signed: signed.filter((assessment) => assessment.episodeId === episodeId),
      signedOfPatient: signed,
      limits,
    };
    return { facts, limits, signed };
  }
}
