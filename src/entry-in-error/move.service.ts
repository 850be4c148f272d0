import { Injectable } from '@nestjs/common';
import type { Assessment } from '../assessment/assessment.entity';
import { AssessmentService } from '../assessment/assessment.service';
import type { Tx } from '../db/tx';
import type { Episode } from '../episode/episode.entity';
import { EpisodeService } from '../episode/episode.service';
import { AppError } from '../http/errors';
import { DraftService } from '../prescription/draft.service';
import type { WholePrescription } from '../prescription/prescription.repository';
import type { LeftBehind } from '../prescription/reuse';
import { type Consequences, EntryInErrorService } from './entry-in-error.service';

export interface Moved {
  left: Consequences & { episode: Episode };
  episode: Episode;
  /** null: nothing was signed. */
  assessment: Assessment | null;
  /** null: no plan stood. */
  plan: (WholePrescription & LeftBehind) | null;
}

/**
 * What was written for the wrong patient, begun anew for the right one. Nothing changes hands: there it is an error and gone at once,
 * here it is a draft that somebody has to read, sign and issue. What the wrong patient told of it is theirs and is not copied.
 */
@Injectable()
export class MoveService {
  constructor(
    private readonly entries: EntryInErrorService,
    private readonly episodes: EpisodeService,
    private readonly assessments: AssessmentService,
    private readonly drafts: DraftService,
  ) {}

  /** Throws what an entry in error throws, episode.same_patient, and what its parts throw; then nothing of it is kept. */
  async move(
    tx: Tx,
    id: string,
    expected: number,
    { patientId, because }: { patientId: string; because: string },
  ): Promise<Moved> {
    const wrong = await this.episodes.getEpisodeForUpdate(tx, id);
    if (wrong.patientId === patientId) throw new AppError('episode.same_patient');
    const signed = await this.latestSigned(tx, wrong);
    const left = await this.entries.enter(tx, id, expected, because);
    // of one episode one plan at most stands
    const [planId] = left.withdrawnIds;
    const { title, openedOn } = wrong;
    const episode = await this.episodes.openEpisode(tx, patientId, { title, openedOn });
    return {
      left,
      episode,
      assessment: signed && (await this.assessments.draftMoved(tx, episode, signed)),
      plan: planId === undefined ? null : await this.drafts.beginMoved(tx, episode, planId),
    };
  }

  /** A full assessment rather than the word since then that there is nothing new, on which alone no plan rests. */
  private async latestSigned(tx: Tx, { id, patientId }: Episode): Promise<Assessment | null> {
    tx.sawRecordOf(patientId);
    const signed = await this.assessments.signedOfPatient(tx, patientId);
    const here = signed.filter(({ episodeId }) => episodeId === id);
    return here.find(({ kind }) => kind === 'full') ?? here[0] ?? null;
  }
}
