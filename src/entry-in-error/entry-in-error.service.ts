import { Injectable } from '@nestjs/common';
import { SignatureService } from '../assessment/signature.service';
import { ClinicService } from '../clinic/clinic.service';
import type { Tx } from '../db/tx';
import type { Episode } from '../episode/episode.entity';
import { EpisodeService } from '../episode/episode.service';
import { AppError } from '../http/errors';
import { assertRevision } from '../http/revision';
import { OutcomeService } from '../outcome/outcome.service';
import { lockPlansOf } from '../patient/patient.repository';
import { PrescriptionService } from '../prescription/prescription.service';

/** What became of what stood in an episode; ids. */
export interface Consequences {
  withdrawnIds: string[];
  assessmentIds: string[];
  outcomeIds: string[];
  openHoldIds: string[];
}

interface Row {
  id: string;
  revision: number;
}

/**
 * A whole episode that was an error, such as written for the wrong patient. It ends by the transitions that each of its parts has
 * anyway, each with its own row in the audit; that nothing of it shows any more, the gate reads from the plans' rows. Nothing
 * is deleted here, and no hold is lifted: what closed a patient's plans is opened by a decision alone.
 */
@Injectable()
export class EntryInErrorService {
  constructor(
    private readonly clinics: ClinicService,
    private readonly episodes: EpisodeService,
    private readonly signatures: SignatureService,
    private readonly outcomes: OutcomeService,
    private readonly prescriptions: PrescriptionService,
  ) {}

  /**
   * Needs the standing of a signature, because signed assessments stop counting. Throws episode.in_error and
   * episode.error_not_entitled.
   */
  async enter(
    tx: Tx,
    id: string,
    expected: number,
    because: string,
  ): Promise<Consequences & { episode: Episode }> {
    // the order in which a signature and a closing take these locks
    const episode = await this.episodes.getEpisodeForUpdate(tx, id);
    assertRevision(episode, expected);
    episode.assertNotInError();
    const { staff, clinic } = await this.clinics.getSelf(tx);
    if (!staff.maySign(tx.today, clinic)) throw new AppError('episode.error_not_entitled');
    const signed = await this.standingAssessments(tx, id);
    await lockPlansOf(tx, episode.patientId);
    const running = await tx.query<Row>(
      `select id, revision from portal.prescription
       where episode_id = $1 and standing in ('issued', 'paused') order by id`,
      [id],
    );
    for (const { id: planId, revision } of running)
      await this.prescriptions.withdraw(tx, planId, revision, because);
    for (const { id: assessmentId, revision } of signed)
      await this.signatures.enterInError(tx, assessmentId, revision, because);
    const scores = await tx.query<{ id: string }>(
      'select id from portal.outcome_score where episode_id = $1 and entered_in_error_at is null order by id',
      [id],
    );
    for (const score of scores) await this.outcomes.enterInError(tx, score.id, because);
    return {
      episode: await this.episodes.enterInError(tx, episode, because),
      withdrawnIds: idsOf(running),
      assessmentIds: idsOf(signed),
      outcomeIds: idsOf(scores),
      openHoldIds: idsOf(await this.holdsLeft(tx, id)),
    };
  }

  /** A draft is locked too: whoever signs it waits, and then finds the episode in error. */
  private async standingAssessments(tx: Tx, episodeId: string): Promise<Row[]> {
    const locked = await tx.query<Row & { stands: boolean }>(
      `select id, revision, signed_at is not null and entered_in_error_at is null as stands
       from portal.assessment where episode_id = $1 order by id for update`,
      [episodeId],
    );
    return locked.filter(({ stands }) => stands);
  }

  private async holdsLeft(tx: Tx, episodeId: string): Promise<{ id: string }[]> {
    return tx.query<{ id: string }>(
      `select h.id from portal.hold h
       join portal.assessment a on a.clinic_id = h.clinic_id and a.id = h.assessment_id
       where a.episode_id = $1 and h.resolved_at is null order by h.opened_at, h.id`,
      [episodeId],
    );
  }
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);
