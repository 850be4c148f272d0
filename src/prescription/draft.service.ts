import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Episode } from '../episode/episode.entity';
import { EpisodeService } from '../episode/episode.service';
import type { Tx } from '../db/tx';
import { ExerciseService } from '../exercise/exercise.service';
import { AppError } from '../http/errors';
import { assertRevision } from '../http/revision';
import type { GivenAdvice } from '../lifestyle/advice';
import { removeAdvice, writeAdvice } from '../lifestyle/advice-item.repository';
import { mediaAtHand } from '../media/media-at-hand';
import type { GivenPlan } from '../plan/plan';
import {
  asPrescribed,
  assertStillReads,
  choicesBehind,
  mediaBehind,
  mediaWanted,
  snapshot,
  type Teachable,
} from './drafting';
import type { WrittenPlan } from './plan-views';
import type { DraftDto } from './prescription.dto';
import { Prescription, PrescriptionItem, PrescriptionVersion } from './prescription.entity';
import {
  getPrescription,
  getPrescriptionForUpdate,
  recorded,
  type WholePrescription,
} from './prescription.repository';
import type { LeftBehind } from './reuse';
import type { BeginningDto } from './reuse.dto';
import { ReuseService } from './reuse.service';
import { itemsOf, nextVersionNumber } from './version.repository';

/** Writing what may be issued. A draft shows nothing to the patient, and anybody who treats them may write it. */
@Injectable()
export class DraftService {
  constructor(
    private readonly episodes: EpisodeService,
    private readonly exercises: ExerciseService,
    private readonly reuse: ReuseService,
  ) {}

  /** With a plan as given, or taken over from a template or a former prescription. */
  async begin(tx: Tx, episodeId: string, beginning: BeginningDto): Promise<WholePrescription & LeftBehind> {
    const episode = await this.episodes.getEpisode(tx, episodeId);
    if (episode.closedAt) throw new AppError('episode.closed');
    const taken = await this.reuse.planToBegin(tx, episode.patientId, beginning);
    return this.beginWith(tx, episode, taken, beginning.changeNote);
  }

  /** From what was issued for another patient by mistake, without what cannot be prescribed today. */
  async beginMoved(tx: Tx, episode: Episode, writtenFor: string): Promise<WholePrescription & LeftBehind> {
    const former = await getPrescription(tx, writtenFor);
    return this.beginWith(tx, episode, await this.reuse.takeIssued(tx, episode.patientId, former, true));
  }

  private async beginWith(
    tx: Tx,
    { id: episodeId, patientId }: Episode,
    { plan, advice, leftBehind }: Awaited<ReturnType<ReuseService['planToBegin']>>,
    changeNote?: string | null,
  ): Promise<WholePrescription & LeftBehind> {
    const prescription = tx.em.create(Prescription, {
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
      patientId,
      episodeId,
      draftVersionId: null,
    });
    await tx.em.insert(Prescription, prescription);
    await this.write(tx, prescription, plan, advice, changeNote);
    return { ...(await recorded(tx, prescription, 'prescription.drafted')), ...leftBehind };
  }

  async rewrite(tx: Tx, id: string, expected: number, draft: DraftDto): Promise<WholePrescription> {
    const prescription = await getPrescriptionForUpdate(tx, id);
    assertRevision(prescription, expected);
    prescription.assertMay('issuance');
    await this.remove(tx, prescription);
    const { items, phases = [], groups = [], adviceItems = [], changeNote } = draft;
    await this.write(tx, prescription, { items, phases, groups }, adviceItems, changeNote);
    return recorded(tx, prescription, 'prescription.drafted');
  }

  /** A prescription that was never issued goes with its draft. */
  async discard(tx: Tx, id: string, expected: number): Promise<void> {
    const prescription = await getPrescriptionForUpdate(tx, id);
    assertRevision(prescription, expected);
    if (prescription.draftVersionId === null) throw new AppError('prescription.no_draft');
    await this.remove(tx, prescription);
    await recorded(tx, prescription, 'prescription.draft_discarded');
    if (prescription.standing === 'draft') await tx.em.delete(Prescription, { id });
  }

  /** Takes an unfinished draft away from a prescription that ends; nothing when there is none. */
  async remove(tx: Tx, prescription: Prescription): Promise<void> {
    const versionId = prescription.draftVersionId;
    if (versionId === null) return;
    await tx.em.update(Prescription, { id: prescription.id }, { draftVersionId: null });
    await tx.em.delete(PrescriptionItem, { versionId });
    await removeAdvice(tx, versionId);
    await tx.em.delete(PrescriptionVersion, { id: versionId });
  }

  /**
   * The draft as somebody reviewed it, which is what gets issued. Throws prescription.no_draft, and
   * prescription.exercise_unavailable or prescription.library_changed when the library has moved on since.
   */
  async getReviewed(tx: Tx, prescription: Prescription): Promise<WrittenPlan> {
    const id = prescription.draftVersionId;
    const items = id === null ? [] : await itemsOf(tx, [id]);
    if (id === null || items.length === 0) throw new AppError('prescription.no_draft');
    const version = await tx.em.findOneByOrFail(PrescriptionVersion, { id });
    const library = await this.libraryFor(tx, prescription, items);
    const media = await mediaAtHand(tx, prescription.patientId, mediaWanted(mediaBehind(items), library));
    const { phases, groups } = version;
    const plan = { items: choicesBehind(items, library, media), phases, groups };
    assertStillReads(items, snapshot(plan, library, media));
    return { version, items };
  }

  private async write(
    tx: Tx,
    prescription: Prescription,
    plan: GivenPlan,
    advice: readonly GivenAdvice[],
    changeNote: string | null = null,
  ): Promise<void> {
    const version = tx.em.create(PrescriptionVersion, {
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
      prescriptionId: prescription.id,
      patientId: prescription.patientId,
      episodeId: prescription.episodeId,
      number: await nextVersionNumber(tx, prescription),
      phases: [...plan.phases],
      groups: [...plan.groups],
      changeNote,
      draftedBy: tx.actor.id,
    });
    const library = await this.libraryFor(tx, prescription, plan.items);
    const media = await mediaAtHand(tx, prescription.patientId, mediaWanted(plan.items, library));
    const items = snapshot(plan, library, media).map((item) =>
      tx.em.create(PrescriptionItem, { ...item, clinicId: tx.actor.clinicId, versionId: version.id }),
    );
    await tx.em.insert(PrescriptionVersion, version);
    await tx.em.insert(PrescriptionItem, items);
    await writeAdvice(tx, version.id, advice);
    await tx.em.update(Prescription, { id: prescription.id }, { draftVersionId: version.id });
  }

  /**
   * A plan that runs keeps what the library has retired since: lowering its dose must stay possible. What the library
   * learned of its traits before it was retired counts, so that retiring an exercise lifts no rule.
   */
  private async libraryFor(
    tx: Tx,
    { liveVersionId }: Prescription,
    chosen: readonly { exerciseId: string }[],
  ): Promise<Teachable[]> {
    const library: Teachable[] = await this.exercises.getPrescribable(
      tx,
      chosen.map((one) => one.exerciseId),
    );
    const known = new Set(library.map((exercise) => exercise.id));
    if (liveVersionId === null || chosen.every((one) => known.has(one.exerciseId))) return library;
    const live = await itemsOf(tx, [liveVersionId]);
    const retired = live.filter((item) => !known.has(item.exerciseId));
    const ids = retired.map((item) => item.exerciseId);
    const learned = new Map(
      (await this.exercises.getOncePublished(tx, ids)).map((one) => [one.id, one.traits]),
    );
    return [
      ...library,
      ...retired.map((item) => {
        const traits = [...new Set([...item.traits, ...(learned.get(item.exerciseId) ?? [])])];
        return { ...asPrescribed(item), traits };
      }),
    ];
  }
}
