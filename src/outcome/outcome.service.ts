import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AssessmentService } from '../assessment/assessment.service';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import { assertNotAhead, EpisodeService } from '../episode/episode.service';
import { AppError } from '../http/errors';
import { answerFaults, type InstrumentCode, INSTRUMENTS, instrumentOf, scoreOf } from './instrument';
import type { NewInstrumentLicenceDto, NewOutcomeDto, OutcomeDto, OutcomeSeriesDto } from './outcome.dto';
import { toOutcome } from './outcome.dto';
import { InstrumentLicence, OutcomeScore } from './outcome.entity';
import { changeOver } from './outcome-series';

/** Scores that show whether it helps. Those that an assessment holds are read from it, never copied. */
@Injectable()
export class OutcomeService {
  constructor(
    private readonly assessments: AssessmentService,
    private readonly episodes: EpisodeService,
  ) {}

  /** The codes of the instruments that this clinic may use. */
  async enabledInstruments(tx: Tx): Promise<Set<InstrumentCode>> {
    const licences = await this.listLicences(tx);
    const isEnabled = ({ code, version, licence }: (typeof INSTRUMENTS)[number]) =>
      licence === 'free' ||
      licences.some((one) => one.instrument === code && one.instrumentVersion === version);
    return new Set(INSTRUMENTS.filter(isEnabled).map(({ code }) => code));
  }

  /** Those that stand. */
  async listLicences(tx: Tx): Promise<InstrumentLicence[]> {
    return tx.em.find(InstrumentLicence, { where: { endedAt: IsNull() }, order: { instrument: 'ASC' } });
  }

  /** Throws outcome.no_licence_needed or outcome.licensed_already; of two at once the second is revision.conflict. */
  async recordLicence(
    tx: Tx,
    { instrument: code, reference }: NewInstrumentLicenceDto,
  ): Promise<InstrumentLicence> {
    const instrument = instrumentOf(code);
    if (instrument.licence === 'free') throw new AppError('outcome.no_licence_needed');
    const { code: of, version } = instrument;
    const standing = { instrument: of, instrumentVersion: version, endedAt: IsNull() };
    if (await tx.em.existsBy(InstrumentLicence, standing)) throw new AppError('outcome.licensed_already');
    const licence = tx.em.create(InstrumentLicence, {
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
      instrument: code,
      instrumentVersion: instrument.version,
      reference,
      recordedBy: tx.actor.id,
    });
    await tx.em.insert(InstrumentLicence, licence);
    await record(tx, 'instrument_licence.recorded', { type: 'instrument_licence', ids: [licence.id] });
    return tx.em.findOneByOrFail(InstrumentLicence, { id: licence.id });
  }

  async endLicence(tx: Tx, id: string): Promise<void> {
    const { affected } = await tx.em.update(
      InstrumentLicence,
      { id, endedAt: IsNull() },
      { endedAt: tx.now, endedBy: tx.actor.id },
    );
    if (!affected) throw new AppError('not_found');
    await record(tx, 'instrument_licence.ended', { type: 'instrument_licence', ids: [id] });
  }

  /** Throws outcome.instrument_disabled, and request.invalid on answers that cannot be scored. */
  async recordScore(tx: Tx, episodeId: string, fields: NewOutcomeDto): Promise<OutcomeDto> {
    const episode = await this.episodes.getEpisode(tx, episodeId);
    episode.assertOpen();
    const takenOn = fields.takenOn ?? tx.today;
    assertNotAhead(tx, '/takenOn', takenOn);
    const instrument = instrumentOf(fields.instrument);
    const enabled = await this.enabledInstruments(tx);
    if (!enabled.has(instrument.code)) throw new AppError('outcome.instrument_disabled');
    const faults = answerFaults(instrument, fields.answers);
    if (faults.length > 0) {
      const inBody = faults.map((one) => ({ ...one, pointer: `/answers${one.pointer}` }));
      throw new AppError('request.invalid', undefined, inBody);
    }
    const score = tx.em.create(OutcomeScore, {
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
      patientId: episode.patientId,
      episodeId,
      instrument: instrument.code,
      instrumentVersion: instrument.version,
      takenOn,
      answers: fields.answers,
      score: scoreOf(fields.answers),
      recordedBy: tx.actor.id,
    });
    await tx.em.insert(OutcomeScore, score);
    await record(tx, 'outcome.recorded', {
      type: 'outcome',
      ids: [score.id],
      patientIds: [episode.patientId],
    });
    return toOutcome(await tx.em.findOneByOrFail(OutcomeScore, { id: score.id }));
  }

  async enterInError(tx: Tx, id: string, because: string): Promise<OutcomeDto> {
    // one that was in error already cannot be locked any more, but is not the same as none
    const score =
      (await tx.em.findOne(OutcomeScore, { where: { id }, lock: { mode: 'pessimistic_write' } })) ??
      (await tx.em.findOneBy(OutcomeScore, { id }));
    if (!score) throw new AppError('not_found');
    score.enterInError(tx.actor.id, tx.now, because);
    await tx.em.save(score);
    await record(tx, 'outcome.entered_in_error', {
      type: 'outcome',
      ids: [id],
      patientIds: [score.patientId],
    });
    return toOutcome(score);
  }

  /** One series for each instrument and version that was ever scored in this episode, in the registry's order. */
  async seriesOf(tx: Tx, episodeId: string): Promise<OutcomeSeriesDto[]> {
    const { patientId } = await this.episodes.getEpisode(tx, episodeId);
    tx.sawRecordOf(patientId);
    const taken = await tx.em.findBy(OutcomeScore, { episodeId, enteredInErrorAt: IsNull() });
    const held = await this.heldByAssessments(tx, patientId, episodeId);
    const all = [
      ...taken.map((one) => ({
        code: one.instrument,
        version: one.instrumentVersion,
        shown: toOutcome(one),
      })),
      ...held,
    ];
    return INSTRUMENTS.flatMap((instrument) => {
      const versions = new Set(
        all.filter(({ code }) => code === instrument.code).map(({ version }) => version),
      );
      return [...versions].sort().map((version) => {
        const scores = all
          .filter((one) => one.code === instrument.code && one.version === version)
          .map(({ shown }) => shown)
          .sort(byTime);
        return { instrument: instrument.code, version, scores, change: changeOver(instrument, scores) };
      });
    });
  }

  private async heldByAssessments(tx: Tx, patientId: string, episodeId: string) {
    const signed = await this.assessments.signedOfPatient(tx, patientId);
    return signed
      .filter((one) => one.episodeId === episodeId)
      .flatMap(({ id, seenOn, signedAt, painNprs, findings, carried }) => {
        const recordedAt = (signedAt as Date).toISOString();
        const shown = (code: InstrumentCode, answers: OutcomeDto['answers']) => ({
          code,
          version: instrumentOf(code).version,
          shown: {
            id,
            source: 'assessment' as const,
            takenOn: seenOn,
            recordedAt,
            score: scoreOf(answers),
            answers,
          },
        });
        // what was only carried over was not scored on that day
        const activities = carried.psfs ? undefined : findings.psfs;
        return [
          ...(painNprs === null ? [] : [shown('NPRS', { pain: painNprs })]),
          ...(activities?.length ? [shown('PSFS', { activities })] : []),
        ];
      });
  }
}

/** Several scores of one day, before and after a treatment, in the order in which they were recorded. */
function byTime(a: OutcomeDto, b: OutcomeDto): number {
  const [first, second] = [a, b].map(({ takenOn, recordedAt, id }) => [takenOn, recordedAt, id].join(' '));
  return (first as string) < (second as string) ? -1 : 1;
}
