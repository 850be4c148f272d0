import { Injectable } from '@nestjs/common';
import { raiseAlert } from '../alert/raise-alert';
import { redFlagYes } from '../alert/said-at-once';
import { record } from '../audit/record';
import { ClinicalRules } from '../clinic/clinical-rules';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { openByPatient } from '../hold/patients-hold';
import type { SignCode } from '../routine/warning-signs';
import type { NewWordDto } from './check-in.dto';
import { CheckIn, CheckInWord } from './check-in.entity';
import { type SaidSoFar, saidBefore, stopToday } from './check-in.repository';
import { codesIn, flagsOf, hasUrgent } from './questions';
import type { Closure } from './replies';

type Word = SaidSoFar['words'][number];

/** A word that stands, and what the confirmed answers of its check-in have closed so far. */
export interface Said {
  word: Word;
  closed: Closure;
  /** Something of the check-in was confirmed, now or before. */
  isConfirmed: boolean;
}

/**
 * What a patient says after a yes: that it is so, or that it was a slip. Confirmed emergencies close everything until a
 * clinician resolves the hold, confirmed urgent signs the rest of the day. Only a clinician opens again: a slip that is told
 * after it was confirmed is kept, and lifts nothing. Where no advice is given (record-only) the software closes nothing.
 */
@Injectable()
export class CheckInWordService {
  constructor(private readonly rules: ClinicalRules) {}

  /** Throws not_found for a check-in of somebody else, check_in.not_answered_yes and check_in.id_reused. */
  async say(tx: Tx, checkInId: string, said: NewWordDto): Promise<Said> {
    const checkIn = await tx.em.findOneBy(CheckIn, { id: checkInId });
    // made before the record was merged: what is confirmed of it counts all the same
    const before = checkIn ? null : await saidBefore(tx, checkInId);
    if (!checkIn && !before) throw new AppError('not_found');
    const yes = codesIn(checkIn?.answers ?? (before as SaidSoFar).yes);
    assertAnsweredYes(said.codes, yes);

    const codes = yes.filter((code) => said.codes.includes(code));
    const kept = await tx.query(
      `insert into portal.check_in_word (id, clinic_id, patient_id, carer_id, check_in_id, kind, codes, at)
       select $1, $2, $3, portal.my_carer(), $4, $5, $6, $7
       where portal.came_by_merge('check_in_word', $1, (select portal.unsure_merges())) is not true
       on conflict do nothing returning id`,
      [said.id, tx.actor.clinicId, tx.actor.patientId, checkInId, said.kind, codes, said.at],
    );
    const words = [...(before?.words ?? []), ...(await tx.em.findBy(CheckInWord, { checkInId }))];
    const word = words.find(({ id }) => id === said.id);
    if (!word || !isSame(word, checkInId, said, codes, tx)) throw new AppError('check_in.id_reused');
    const confirmed = yes.filter((code) => hasBeen('confirmed', code, words));
    if (kept.length > 0) {
      const patientIds = [tx.actor.patientId as string];
      await record(tx, `check_in.${said.kind}`, { type: 'check_in', ids: [checkInId], patientIds });
      if (said.kind === 'confirmed' && this.rules.advise) await this.close(tx, checkInId, codes);
      await this.tellClinic(tx, checkInId, yes, confirmed, words, word);
    }
    const closed = this.rules.advise ? closureOf(confirmed) : 'nothing';
    return { word, closed, isConfirmed: confirmed.length > 0 };
  }

  private async close(tx: Tx, checkInId: string, codes: SignCode[]): Promise<void> {
    const flags = flagsOf(codes);
    if (hasUrgent(codes)) {
      const stops = await stopToday(tx);
      const patientIds = [tx.actor.patientId as string];
      if (stops.length > 0) await record(tx, 'item_stop.made', { type: 'item_stop', ids: stops, patientIds });
    }
    if (flags.length === 0) return;
    const because = `Confirmed by the patient at a check-in: ${flags.join(', ')}.`;
    await openByPatient(tx, { kind: 'hold', because, flags, checkInId });
  }

  /** In both modes: it hands on what the patient said, and decides nothing. */
  private async tellClinic(
    tx: Tx,
    id: string,
    yes: SignCode[],
    confirmed: SignCode[],
    words: readonly Word[],
    said: Word,
  ): Promise<void> {
    const takenBack = yes.filter((code) => hasBeen('taken_back', code, words));
    const level = flagsOf(confirmed.length > 0 ? confirmed : yes).length > 0 ? 'emergency' : 'urgent';
    const heard = redFlagYes({ checkInId: id, level, yes, confirmed, takenBack });
    const patientId = tx.actor.patientId as string;
    if (heard) await raiseAlert(tx, { ...heard, patientId, isNoMore: said.kind === 'taken_back' });
  }
}

const hasBeen = (kind: CheckInWord['kind'], code: SignCode, words: readonly Word[]): boolean =>
  words.some((word) => word.kind === kind && word.codes.includes(code));

function closureOf(confirmed: SignCode[]): Closure {
  if (confirmed.length === 0) return 'nothing';
  return flagsOf(confirmed).length > 0 ? 'everything' : 'today';
}

function assertAnsweredYes(codes: SignCode[], yes: SignCode[]): void {
  const others = codes.filter((code) => !yes.includes(code));
  if (others.length === 0) return;
  const faults = others.map((code) => ({
    pointer: '/codes',
    code: 'not_answered_yes',
    detail: `${code} was not answered yes at this check-in.`,
  }));
  throw new AppError('check_in.not_answered_yes', undefined, faults);
}

const isSame = (
  word: Word,
  checkInId: string,
  { kind, at }: NewWordDto,
  codes: SignCode[],
  tx: Tx,
): boolean =>
  word.checkInId === checkInId &&
  word.kind === kind &&
  word.carerId === (tx.actor.role === 'carer' ? tx.actor.id : null) &&
  word.at.getTime() === new Date(at).getTime() &&
  word.codes.join() === codes.join();
