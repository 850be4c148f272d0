import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { cursorKey, type PageQuery, rowsFor } from '../http/page';
import { assertRevision } from '../http/revision';
import { PatientService } from '../patient/patient.service';
import { type AssessmentFieldsDto, findingsOf, type NewAssessmentDto } from './assessment.dto';
import { Addendum, Assessment, type SignedAssessment } from './assessment.entity';
import { assertNotAhead, EpisodeService } from '../episode/episode.service';

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
   * What advice may rest on or stop at: signed and not in error, of all the patient's episodes, the newest visit first.
   */
  async signedOfPatient(tx: Tx, patientId: string): Promise<SignedAssessment[]> {
    const signed = await tx.em.find(Assessment, {
      where: { patientId, signedAt: Not(IsNull()), enteredInErrorAt: IsNull() },
      order: { seenOn: 'DESC', signedAt: 'DESC' },
    });
    return signed as SignedAssessment[];
  }

  async draft(tx: Tx, episodeId: string, { kind, ...fields }: NewAssessmentDto): Promise<Assessment> {
    const episode = await this.episodes.getEpisode(tx, episodeId);
    episode.assertOpen();
    if (fields.seenOn) assertNotAhead(tx, '/seenOn', fields.seenOn);
    const assessment = tx.em.create(Assessment, {
      ...findingsOf(fields),
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

  async changeDraft(tx: Tx, id: string, expected: number, change: AssessmentFieldsDto): Promise<Assessment> {
    const assessment = await this.getDraftForUpdate(tx, id, expected);
    if (change.seenOn) assertNotAhead(tx, '/seenOn', change.seenOn);
    await tx.em.save(Object.assign(assessment, findingsOf(change)));
    return this.recorded(tx, 'assessment.changed', assessment);
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

/** Where an assessment stands in the list: the key of its cursor. */
export const keyOf = ({ seenOn, createdAt, id }: Assessment): string[] => [
  seenOn ?? 'infinity',
  createdAt.toISOString(),
  id,
];
