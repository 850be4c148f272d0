import { Injectable } from '@nestjs/common';
import { raiseAlert } from '../alert/raise-alert';
import { redFlagYes } from '../alert/said-at-once';
import { record } from '../audit/record';
import { ClinicalRules } from '../clinic/clinical-rules';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { cursorKey, type PageQuery, rowsFor } from '../http/page';
import { readWords } from '../language/language.repository';
import type { Words } from '../language/words';
import { PatientService } from '../patient/patient.service';
import { signId } from '../routine/warning-signs';
import { dayAt } from '../schedule/clinic-clock';
import { CHECK_IN_TEXTS } from './check-in-wording';
import type { NewCheckInDto } from './check-in.dto';
import { CheckIn, CheckInWord } from './check-in.entity';
import { checkedInBefore, readDays, readSigns } from './check-in.repository';
import { type Answers, type KeptAnswers, type Question, QUESTIONS, yesIn } from './questions';
import { In } from 'typeorm';
import { unanswered, whatToAsk } from './what-to-ask';
import { type Mode, type Reason, whenToAsk } from './when-to-ask';

const RECEIVED = `date_trunc('milliseconds', c.received_at)`;

/** As much as its answer needs. */
type MadeCheckIn = Pick<CheckIn, 'id' | 'kind' | 'at' | 'answers'>;

/**
 * What a patient is asked before a session, and what they answered. Nothing is weighed here: a yes shows its text, tells the
 * clinic and waits to be confirmed (check-in-word.service.ts). Where no advice is given (record-only) everybody is asked all.
 */
@Injectable()
export class CheckInService {
  constructor(
    private readonly rules: ClinicalRules,
    private readonly patients: PatientService,
  ) {}

  async whatToShow(tx: Tx): Promise<{ mode: Mode; because: Reason | null; questions: readonly Question[] }> {
    if (tx.actor.role === 'carer') tx.sawRecordOf(tx.actor.patientId as string);
    if (!this.rules.advise) return { mode: 'list', because: null, questions: QUESTIONS };
    return { ...whenToAsk(await readDays(tx)), questions: whatToAsk(await readSigns(tx), tx.now) };
  }

  /**
   * Keeps it; the same one sent again changes nothing. A yes is told to the clinic at once, before it is confirmed: somebody
   * may close the app in fright, and so a yes is kept whatever else was answered, as a full check-in. Throws check_in.incomplete
   * where nothing is a yes, which names each question without an answer, .id_reused.
   */
  async make(tx: Tx, { id, kind: sentAs, at, answers = {} }: NewCheckInDto): Promise<MadeCheckIn> {
    const said: Answers = Object.fromEntries(Object.entries(answers).filter(([, one]) => one !== undefined));
    const yes = yesIn(said);
    const kind = yes.length > 0 ? 'full' : sentAs;
    const known = await tx.em.findOneBy(CheckIn, { id });
    if (known) return asBefore(known, tx, kind, at, said);
    if (await checkedInBefore(tx, { id, kind, at, answers: said })) {
      return { id, kind, at: new Date(at), answers: said };
    }
    const when = new Date(at) < tx.now ? new Date(at) : tx.now;
    const missing = kind === 'full' ? await this.missing(tx, said, when) : [];
    if (kind !== 'full' && Object.keys(said).length > 0) throw notAsked();
    if (missing.length > 0 && yes.length === 0) throw incomplete(missing, await readWords(tx));
    const answered: KeptAnswers = { ...said };
    for (const { code } of missing) answered[code] = 'not_answered';

    const patientId = tx.actor.patientId as string;
    const kept = await tx.query(
      `insert into portal.check_in (id, clinic_id, patient_id, carer_id, kind, at, day, answers)
       select $1, $2, $3, portal.my_carer(), $4, $5, $6, $7
       where portal.came_by_merge('check_in', $1, (select portal.unsure_merges())) is not true
       on conflict do nothing returning id`,
      [id, tx.actor.clinicId, patientId, kind, at, dayAt(when, tx.timeZone), answered],
    );
    const checkIn = await tx.em.findOneBy(CheckIn, { id });
    // somebody else's, or the same sent twice at once
    if (!checkIn) throw new AppError('check_in.id_reused');
    if (kept.length === 0) return asBefore(checkIn, tx, kind, at, said);
    await record(tx, 'check_in.made', { type: 'check_in', ids: [id], patientIds: [patientId] });
    const level = yes[0]?.level ?? 'urgent';
    const codes = yes.map(({ code }) => code);
    const heard = redFlagYes({ checkInId: id, level, yes: codes, confirmed: [], takenBack: [] });
    if (heard) await raiseAlert(tx, { ...heard, patientId });
    return checkIn;
  }

  /** Newest first by when they arrived, for the clinic. */
  async list(tx: Tx, patientId: string, page: PageQuery): Promise<CheckIn[]> {
    await this.patients.getPatient(tx, patientId);
    const after = cursorKey(page, 2);
    return tx.em
      .createQueryBuilder(CheckIn, 'c')
      .where('c.patient_id = :patientId', { patientId })
      .andWhere(after ? `(${RECEIVED}, c.id) < (:receivedAt, :id)` : 'true', {
        receivedAt: after?.[0],
        id: after?.[1],
      })
      .orderBy(RECEIVED, 'DESC')
      .addOrderBy('c.id', 'DESC')
      .limit(rowsFor(page))
      .getMany();
  }

  async wordsOf(tx: Tx, checkIns: CheckIn[]): Promise<CheckInWord[]> {
    return tx.em.find(CheckInWord, {
      where: { checkInId: In(checkIns.map(({ id }) => id)) },
      order: { at: 'ASC', receivedAt: 'ASC', id: 'ASC' },
    });
  }

  /** What was asked is what the record said then; a phone that asked by what it says now did right too. */
  private async missing(tx: Tx, answers: Answers, when: Date): Promise<Question[]> {
    const missing = this.rules.advise
      ? await readSigns(tx).then((signs) =>
          [when, tx.now].map((asOf) => unanswered(whatToAsk(signs, asOf), answers)),
        )
      : [unanswered(QUESTIONS, answers)];
    return missing.reduce((least, one) => (one.length < least.length ? one : least));
  }
}

function incomplete(missing: readonly Question[], words: Words): AppError {
  const faults = missing.map(({ code }) => ({
    pointer: `/answers/${code}`,
    code: 'missing',
    detail: `This was asked and has no answer: ${words.say(signId(code))}.`,
  }));
  return new AppError('check_in.incomplete', words.say(CHECK_IN_TEXTS.incomplete.id), faults);
}

function asBefore(known: CheckIn, tx: Tx, kind: string, at: string, answers: Answers): CheckIn {
  const carerId = tx.actor.role === 'carer' ? tx.actor.id : null;
  const codes = new Set([...Object.keys(known.answers), ...Object.keys(answers)]) as Set<keyof Answers>;
  const isSame =
    known.kind === kind &&
    known.carerId === carerId &&
    known.at.getTime() === new Date(at).getTime() &&
    [...codes].every((code) => answeredIn(known.answers, code) === answers[code]);
  if (!isSame) throw new AppError('check_in.id_reused');
  return known;
}

/** What was left out is sent again as what it was: nothing. */
const answeredIn = (kept: KeptAnswers, code: keyof Answers) =>
  kept[code] === 'not_answered' ? undefined : kept[code];

const notAsked = (): AppError =>
  new AppError('request.invalid', undefined, [
    { pointer: '/answers', code: 'unknown', detail: 'Nothing was asked: send kind "full" with answers.' },
  ]);
