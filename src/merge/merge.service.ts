import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import { ClinicService } from '../clinic/clinic.service';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { assertRevision } from '../http/revision';
import { PatientService } from '../patient/patient.service';
import { notConfirmedBecause, notMergedBecause, notPartedBecause, type Standing } from './merge-rules';
import {
  confirmMerge,
  findMerge,
  lockRecords,
  type Merge,
  mergeRecords,
  mergesOf,
  partRecords,
  standingsOf,
} from './merge.repository';

/** What stands on each plan that was paused by this. */
const MERGED_NOTE = 'Two records were made one.';
const PARTED_NOTE = 'A record was parted from another.';

/**
 * Two records of one person made one, and parted again. Two different people may have been taken for one, so nothing shows of the
 * plans that change records before a clinician resumed them, nothing that was told is for the other's phone before a clinician
 * confirmed that they are one, and whatever lets somebody in is ended instead of moved.
 */
@Injectable()
export class MergeService {
  constructor(
    private readonly clinics: ClinicService,
    private readonly patients: PatientService,
  ) {}

  async listMerges(tx: Tx, patientId: string): Promise<Merge[]> {
    await this.patients.getPatient(tx, patientId);
    return mergesOf(tx, patientId);
  }

  /** `id` is the record that ends. Throws merge.not_entitled and what `notMergedBecause` says. */
  async merge(
    tx: Tx,
    id: string,
    expected: number,
    { intoId, because }: { intoId: string; because: string },
  ): Promise<Merge> {
    await this.assertEntitled(tx);
    await lockRecords(tx, id, intoId);
    const standings = await standingsOf(tx, [id, intoId]);
    const [from, into] = [byId(standings, id), byId(standings, intoId)];
    assertRevision(from, expected);
    const refusal = notMergedBecause(from, into);
    if (refusal) throw new AppError(refusal);
    // together with the other's they were never looked at: resuming asks the rules again
    await this.patients.pausePlans(tx, id, MERGED_NOTE);
    const mergeId = await mergeRecords(tx, { id, intoId, because });
    return this.recorded(tx, 'patient.merged', mergeId);
  }

  /**
   * That both records are one person's, told to them and said by them: from now on their phone shows what came too. Throws
   * merge.not_entitled, merge.reversed_already and merge.confirmed_already.
   */
  async confirm(tx: Tx, mergeId: string, because: string): Promise<Merge> {
    await this.assertEntitled(tx);
    const { mergedId, intoId } = await this.getMerge(tx, mergeId);
    await lockRecords(tx, mergedId, intoId);
    // read again: of two who confirm it at once, or take it back, the second waited
    const refusal = notConfirmedBecause(await this.getMerge(tx, mergeId));
    if (refusal) throw new AppError(refusal);
    await confirmMerge(tx, mergeId, because);
    return this.recorded(tx, 'patient.merge_confirmed', mergeId);
  }

  /** Throws merge.not_entitled, merge.reversed_already and merge.merged_on. */
  async reverse(tx: Tx, mergeId: string, because: string): Promise<Merge> {
    await this.assertEntitled(tx);
    const { mergedId, intoId } = await this.getMerge(tx, mergeId);
    await lockRecords(tx, mergedId, intoId);
    const into = byId(await standingsOf(tx, [intoId]), intoId);
    // read again: of two who take it back at once, the second waited
    const refusal = notPartedBecause(await this.getMerge(tx, mergeId), into);
    if (refusal) throw new AppError(refusal);
    await partRecords(tx, mergeId, because);
    await this.patients.pausePlans(tx, mergedId, PARTED_NOTE);
    return this.recorded(tx, 'patient.merge_reversed', mergeId);
  }

  private async assertEntitled(tx: Tx): Promise<void> {
    const { staff, clinic } = await this.clinics.getSelf(tx);
    if (!staff.maySign(tx.today, clinic)) throw new AppError('merge.not_entitled');
  }

  private async getMerge(tx: Tx, id: string): Promise<Merge> {
    const merge = await findMerge(tx, id);
    if (!merge) throw new AppError('not_found');
    return merge;
  }

  private async recorded(tx: Tx, action: `patient.${string}`, id: string): Promise<Merge> {
    const merge = await this.getMerge(tx, id);
    const patientIds = [merge.mergedId, merge.intoId];
    await record(tx, action, { type: 'patient_merge', ids: [id], patientIds });
    return merge;
  }
}

function byId<Row extends Standing>(standings: readonly Row[], id: string): Row {
  const found = standings.find((one) => one.id === id);
  if (!found) throw new AppError('not_found');
  return found;
}
