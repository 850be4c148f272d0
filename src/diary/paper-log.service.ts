import { Injectable } from '@nestjs/common';
import { afterEntries } from '../alert/after-entries';
import { raiseAlert } from '../alert/raise-alert';
import { movedSymptoms } from '../alert/said-at-once';
import { ClinicalRules } from '../clinic/clinical-rules';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { currentEntries } from './corrections';
import type { Entry } from './diary';
import type { EntryAnswerDto } from './diary.dto';
import { findWithCorrections, takenDownAmong } from './diary.repository';
import { DiaryService } from './diary.service';
import type { EntryRefusal } from './entry-rules';

/**
 * The log that a patient kept on paper, taken down by a clinician at the visit to which it was brought. It is asked what the
 * patient's own entries are asked, counted as they are, and the clinic is alerted as by them. It stops and pauses nothing:
 * whoever takes it down has the patient before them, and decides.
 */
@Injectable()
export class PaperLogService {
  constructor(
    private readonly diary: DiaryService,
    private readonly rules: ClinicalRules,
  ) {}

  /** Throws not_found for a prescription of another clinic. Sent again, the same entries alert nobody again. */
  async takeDown(
    tx: Tx,
    prescriptionId: string,
    sent: readonly Omit<Entry, 'day'>[],
  ): Promise<EntryAnswerDto[]> {
    const [plan] = await tx.query<{ patient_id: string }>(
      'select patient_id from portal.prescription where id = $1',
      [prescriptionId],
    );
    if (!plan) throw new AppError('not_found');
    const patientId = plan.patient_id;
    tx.sawRecordOf(patientId);
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`diary ${patientId}`]);
    const barred = await this.barred(tx, { patientId, prescriptionId }, sent);
    const { answers, kept } = await this.diary.write(tx, patientId, sent, barred);
    if (kept.size > 0) await this.tellClinic(tx, patientId, kept);
    return answers;
  }

  /** Another plan has a log of its own, and what the patient told themself is theirs to correct. */
  private async barred(
    tx: Tx,
    { patientId, prescriptionId }: { patientId: string; prescriptionId: string },
    sent: readonly Omit<Entry, 'day'>[],
  ): Promise<Map<string, EntryRefusal>> {
    const corrected = sent.flatMap(({ corrects }) => corrects ?? []);
    const onPaper = new Set([
      ...sent.map(({ id }) => id),
      ...(await takenDownAmong(tx, patientId, corrected)),
    ]);
    return new Map(
      sent.flatMap((entry): [string, EntryRefusal][] => {
        if (entry.prescriptionId !== null && entry.prescriptionId !== prescriptionId) {
          return [[entry.id, 'diary.other_plan']];
        }
        const isTheirs = entry.corrects !== null && !onPaper.has(entry.corrects);
        return isTheirs ? [[entry.id, 'diary.not_from_paper']] : [];
      }),
    );
  }

  private async tellClinic(tx: Tx, patientId: string, kept: ReadonlySet<string>): Promise<void> {
    const family = await findWithCorrections(tx, patientId, { ids: [...kept] });
    for (const entry of currentEntries(family)) {
      const heard = kept.has(entry.id) ? movedSymptoms(entry) : null;
      if (heard) await raiseAlert(tx, { ...heard, patientId });
    }
    await afterEntries(tx, patientId, this.rules);
  }
}
