import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import type { Episode } from '../episode/episode.entity';
import { assertNotAhead, EpisodeService } from '../episode/episode.service';
import { carryForward, type Found, NOTHING_FOUND, withoutFallen } from '../finding/carry-forward';
import { findingFaults } from '../finding/check-findings';
import { saidIn } from '../finding/findings.dto';
import { AppError } from '../http/errors';
import { cursorKey, type PageQuery, rowsFor } from '../http/page';
import { assertRevision } from '../http/revision';
import { PatientService } from '../patient/patient.service';
import { type AssessmentFieldsDto, findingsOf, type NewAssessmentDto } from './assessment.dto';
import { Addendum, Assessment, type SignedAssessment } from './assessment.entity';

// drafts without a day come first; a cursor holds milliseconds, the column is finer
const SEEN = `coalesce(a.seen_on, 'infinity')`;
const DRAFTED = `date_trunc('milliseconds', a.created_at)`;

/** What was found: drafted and read by anybody who treats. The signature and what follows it have a service of their own. */
@Injectable()
export class AssessmentService {
  constructor(
    private readonly episodes: EpisodeService,
    private readonly patients: PatientService,
  ) {}

  /** Of all episodes, newest first. */
  async listAssessments(tx: Tx, patientId: string, page: PageQuery): Promise<Assessment[]> {
    await this.patients.getPatient(tx, patientId);
    const after = cursorKey(page, 3);
    return tx.em
      .createQueryBuilder(Assessment, 'a')
      .where('a.patient_id = :patientId', { patientId })
      .andWhere(after ? `(${SEEN}, ${DRAFTED}, a.id) < (:seenOn, :draftedAt, :id)` : 'true', {
        seenOn: after?.[0],
        draftedAt: after?.[1],
        id: after?.[2],
      })
      .orderBy(SEEN, 'DESC')
      .addOrderBy(DRAFTED, 'DESC')
      .addOrderBy('a.id', 'DESC')
      .limit(rowsFor(page))
      .getMany();
  }

  async readAssessment(tx: Tx, id: string): Promise<Assessment> {
    const assessment = await this.getAssessment(tx, id);
    tx.sawRecordOf(assessment.patientId);
    return assessment;
  }

  /**
   * What advice may rest on or stop at: signed and not in error, of all the patient's episodes, the newest visit first;
   * of two that were signed at once, the one that was begun later.
   */
  async signedOfPatient(tx: Tx, patientId: string): Promise<SignedAssessment[]> {
    const signed = await tx.em.find(Assessment, {
      where: { patientId, signedAt: Not(IsNull()), enteredInErrorAt: IsNull() },
      order: { seenOn: 'DESC', signedAt: 'DESC', createdAt: 'DESC', id: 'DESC' },
    });
    return signed as SignedAssessment[];
  }

  async draft(tx: Tx, episodeId: string, asked: NewAssessmentDto): Promise<Assessment> {
    const { kind, carryForward: takesOver, ...fields } = asked;
    const episode = await this.episodes.getEpisode(tx, episodeId);
    episode.assertOpen();
    assertPossible(tx, fields);
    const before = takesOver ? await this.foundBefore(tx, episode, fields.seenOn) : NOTHING_FOUND;
    const assessment = tx.em.create(Assessment, {
      ...findingsOf(fields, before),
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
      patientId: episode.patientId,
      episodeId,
      kind: kind ?? 'full',
      draftedBy: tx.actor.id,
      createdAt: tx.now,
    });
    await tx.em.insert(Assessment, assessment);
    return this.recorded(tx, 'assessment.drafted', assessment);
  }

  /**
   * What was signed for another patient by mistake, as a draft of this open episode. What it had carried over is left out: that was
   * found of the other.
   */
  async draftMoved(tx: Tx, episode: Episode, signed: Assessment): Promise<Assessment> {
    const { id, createdAt: _then, revision: _of, ...found } = withoutFallen(signed, new Set());
    const assessment = tx.em.create(Assessment, {
      ...found,
      ...NOT_SIGNED,
      id: randomUUID(),
      patientId: episode.patientId,
      episodeId: episode.id,
      movedFromId: id,
      draftedBy: tx.actor.id,
      createdAt: tx.now,
    });
    await tx.em.insert(Assessment, assessment);
    return this.recorded(tx, 'assessment.drafted', assessment);
  }

  async changeDraft(tx: Tx, id: string, expected: number, change: AssessmentFieldsDto): Promise<Assessment> {
    const assessment = await this.getDraftForUpdate(tx, id, expected);
    assertPossible(tx, change);
    await tx.em.save(Object.assign(assessment, findingsOf(change, assessment)));
    return this.recorded(tx, 'assessment.changed', assessment);
  }

  /** Of these assessments, those that nobody entered in error. None of them is entered in error before this ends. */
  async standingAmong(tx: Tx, ids: string[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      `select id from portal.assessment where id = any($1) and signed_at is not null
         and entered_in_error_at is null order by id for share`,
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async discardDraft(tx: Tx, id: string, expected: number): Promise<void> {
    const { patientId } = await this.getDraftForUpdate(tx, id, expected);
    await tx.em.delete(Assessment, { id });
    await record(tx, 'assessment.discarded', { type: 'assessment', ids: [id], patientIds: [patientId] });
  }

  /** In the order in which they were written. */
  async addendaOf(tx: Tx, assessments: Assessment[]): Promise<Addendum[]> {
    return tx.em.find(Addendum, {
      where: { assessmentId: In(assessments.map(({ id }) => id)) },
      order: { writtenAt: 'ASC', id: 'ASC' },
    });
  }

  async getAssessment(tx: Tx, id: string): Promise<Assessment> {
    const assessment = await tx.em.findOneBy(Assessment, { id });
    if (!assessment) throw new AppError('not_found');
    return assessment;
  }

  async getAssessmentForUpdate(tx: Tx, id: string): Promise<Assessment> {
    const assessment = await tx.em.findOne(Assessment, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!assessment) throw new AppError('not_found');
    return assessment;
  }

  /** What an empty sheet of this episode would take over. */
  private async foundBefore(tx: Tx, { id, patientId }: Episode, seenOn?: string | null): Promise<Found> {
    tx.sawRecordOf(patientId);
    const signed = await this.signedOfPatient(tx, patientId);
    return carryForward(signed, { episodeId: id, seenOn: seenOn ?? tx.today });
  }

  private async getDraftForUpdate(tx: Tx, id: string, expected: number): Promise<Assessment> {
    const assessment = await this.getAssessmentForUpdate(tx, id);
    assertRevision(assessment, expected);
    assessment.assertDraft();
    return assessment;
  }

  /** Leaves the trace of a change and reads again what the database made of it. */
  async recorded(tx: Tx, action: `assessment.${string}`, { id, patientId }: Assessment): Promise<Assessment> {
    await record(tx, action, { type: 'assessment', ids: [id], patientIds: [patientId] });
    return this.getAssessment(tx, id);
  }
}

const NOT_SIGNED = {
  signedAt: null,
  signedBy: null,
  enteredInErrorAt: null,
  enteredInErrorBy: null,
  enteredInErrorBecause: null,
};

/** What is written down has happened, and can be so. Throws request.invalid, which names each field that is not. */
function assertPossible(tx: Tx, { seenOn, findings }: AssessmentFieldsDto): void {
  if (seenOn) assertNotAhead(tx, '/seenOn', seenOn);
  const faults = findingFaults(saidIn(findings ?? {}), tx.today);
  if (faults.length === 0) return;
  const errors = faults.map((fault) => ({ ...fault, pointer: `/findings${fault.pointer}` }));
  throw new AppError('request.invalid', undefined, errors);
}

/** Where an assessment stands in the list: the key of its cursor. */
export const keyOf = ({ seenOn, createdAt, id }: Assessment): string[] => [
  seenOn ?? 'infinity',
  createdAt.toISOString(),
  id,
];
