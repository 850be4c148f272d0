import { Injectable } from '@nestjs/common';
import QRCode from 'qrcode';
import type { Assessment } from '../assessment/assessment.entity';
import { AssessmentService } from '../assessment/assessment.service';
import { PlansAgainst } from '../assessment/plans-against';
import { SignatureService } from '../assessment/signature.service';
import { isFoundUnsuitable } from '../assessment/suitability';
import { ConsentService } from '../consent/consent.service';
import type { Tx } from '../db/tx';
import { EpisodeService } from '../episode/episode.service';
import { HoldService } from '../hold/hold.service';
import { AppError } from '../http/errors';
import { assertExactlyOne } from '../http/exactly-one';
import { etagOf } from '../http/revision';
import { PatientLinkService } from '../patient/patient-link.service';
import type { NewPatientDto } from '../patient/patient.dto';
import type { PatientRecord } from '../patient/patient.entity';
import { PatientService } from '../patient/patient.service';
import { DraftService } from '../prescription/draft.service';
import { IssuanceService } from '../prescription/issuance.service';
import type { WholePrescription } from '../prescription/prescription.repository';
import { doPart } from './part-of-visit';
import type { IssuedStepDto, NewWalkInDto, WalkInDto, WalkInLinkDto, WalkInOutcome } from './walk-in.dto';

/**
 * A whole first visit in one transaction, by the services that do each step of it by itself. Nothing is decided here but their
 * order, and that what was found outlives what was planned: no rule may be added, left out or asked in another way.
 */
@Injectable()
export class WalkInService {
  constructor(
    private readonly patients: PatientService,
    private readonly episodes: EpisodeService,
    private readonly assessments: AssessmentService,
    private readonly signatures: SignatureService,
    private readonly holds: HoldService,
    private readonly drafts: DraftService,
    private readonly issuances: IssuanceService,
    private readonly consents: ConsentService,
    private readonly patientLinks: PatientLinkService,
    private readonly plansAgainst: PlansAgainst,
  ) {}

  /**
   * Throws what each step throws, told of the part of the body that it is about; with it nothing of the visit is kept. What the
   * signature closed is no refusal: the visit then ends before its plan, and stands.
   */
  async receive(tx: Tx, visit: NewWalkInDto): Promise<WalkInDto> {
    assertExactlyOne(visit, ['patient', 'patientId']);
    const patient = await doPart('/patient', () => this.enrol(tx, visit));
    const opened = await doPart('/episode', () => this.episodes.openEpisode(tx, patient.id, visit.episode));
    const drafted = await doPart('/assessment', () =>
      this.assessments.draft(tx, opened.id, visit.assessment),
    );
    const { openHold, because } = visit.signature;
    const signed = await doPart('/signature', () =>
      this.signatures.sign(tx, drafted.id, drafted.revision, { openHold, because }),
    );
    const outcome = await this.outcomeOf(tx, signed);
    const issued = outcome === 'advised' ? await this.prescribe(tx, opened.id, visit) : null;
    if (issued && visit.confirmedInRoom) await this.consents.confirmAdvice(tx, opened.id);
    return {
      outcome,
      // anew: whoever was archived came back with the episode
      patient: stepOf(await this.patients.getPatient(tx, patient.id)),
      episode: stepOf(opened),
      assessment: stepOf(signed),
      prescription: issued && issuedStepOf(issued),
      isConfirmed: issued !== null && visit.confirmedInRoom === true,
      link: visit.link ? await this.handOver(tx, patient.id) : null,
      holds: (await this.holds.openOf(tx, patient.id)).map((hold) => ({
        ...stepOf(hold),
        flags: hold.flags,
      })),
      plansAgainst: await this.plansAgainst.findFor(tx, patient.id),
    };
  }

  /** Throws patient.possible_duplicate, naming the patients whom it may be, unless it is said to be somebody else. */
  private async enrol(tx: Tx, visit: NewWalkInDto): Promise<PatientRecord> {
    if (visit.patientId) return this.patients.getPatient(tx, visit.patientId);
    const newcomer = visit.patient as NonNullable<NewWalkInDto['patient']>;
    if (!visit.isSomebodyElse) await this.assertUnknown(tx, newcomer);
    return this.patients.register(tx, newcomer);
  }

  /** An identifier that somebody has is refused by the registration itself. */
  private async assertUnknown(tx: Tx, { name, dateOfBirth }: NewPatientDto): Promise<void> {
    const matches = await this.patients.findPossibleDuplicates(tx, { name, dateOfBirth });
    if (matches.length === 0) return;
    throw new AppError(
      'patient.possible_duplicate',
      undefined,
      matches.map(({ who, rule }) => ({
        pointer: '',
        code: rule.id,
        detail: `Patient ${who.patientId} may be them. ${rule.because}`,
      })),
    );
  }

  private async outcomeOf(tx: Tx, { patientId }: Assessment): Promise<WalkInOutcome> {
    if (await this.holds.hasOpen(tx, patientId)) return 'on_hold';
    return isFoundUnsuitable(await this.assessments.signedOfPatient(tx, patientId))
      ? 'found_unsuitable'
      : 'advised';
  }

  private async prescribe(tx: Tx, episodeId: string, visit: NewWalkInDto): Promise<WholePrescription> {
    const { prescription } = await doPart('/plan', () => this.drafts.begin(tx, episodeId, visit.plan));
    return doPart('/issue', () =>
      this.issuances.issue(tx, prescription.id, prescription.revision, visit.issue),
    );
  }

  private async handOver(tx: Tx, patientId: string): Promise<WalkInLinkDto> {
    const { link: address } = await this.patientLinks.issue(tx, patientId);
    const square = await QRCode.toString(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
    return { address, square };
  }
}

const stepOf = (row: { id: string; revision: number }) => ({ id: row.id, etag: etagOf(row) });

function issuedStepOf({ prescription, items }: WholePrescription): IssuedStepDto {
  return {
    ...stepOf(prescription),
    // of its only version, in their order
    items: items.map(({ name, doseSentence }) => ({ name, doseSentence })),
    startsOn: prescription.startsOn as string,
    reviewOn: prescription.reviewOn as string,
    adviceUntil: prescription.adviceUntil as string,
  };
}
