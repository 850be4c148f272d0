import { PSFS } from '../finding/findings';
import { PsfsActivityDto } from '../finding/running.dto';
import { Choice, Day, Field, Flag, Id, Instant, ListOf, Part, Text, Whole } from '../http/fields';
import { type Instrument, INSTRUMENT_CODES, type InstrumentCode, type OutcomeAnswers } from './instrument';
import type { InstrumentLicence, OutcomeScore } from './outcome.entity';
import { type OutcomeChange, type Verdict, VERDICTS } from './outcome-series';

/** Exactly the one that the instrument asks for. */
export class OutcomeAnswersDto implements OutcomeAnswers {
  @Whole({ min: 0, max: 10, optional: true, example: 4 }) pain?: number;
  @ListOf(() => PsfsActivityDto, { optional: true, max: PSFS.most }) activities?: PsfsActivityDto[];
  @Whole({ min: 0, max: 100, optional: true, example: 7 }) total?: number;
}

export class NewOutcomeDto {
  @Choice(INSTRUMENT_CODES) instrument: InstrumentCode;
  @Day({ optional: true, about: 'Today if not said; never in the future.' }) takenOn?: string;
  @Part(() => OutcomeAnswersDto, { example: { pain: 4 } }) answers: OutcomeAnswersDto;
}

export class OutcomeInErrorDto {
  @Text({ max: 1000, example: 'Taken of another patient.' }) because: string;
}

export class NewInstrumentLicenceDto {
  @Choice(INSTRUMENT_CODES, { example: 'RMDQ' }) instrument: InstrumentCode;
  @Text({ max: 500, example: 'Letter of 3 March 2026, filed under L-17.' }) reference: string;
}

export class InstrumentLicenceDto {
  @Id() id: string;
  @Choice(INSTRUMENT_CODES, { example: 'RMDQ' }) instrument: InstrumentCode;
  @Text({ max: 20, example: '24' }) instrumentVersion: string;
  @Text({ max: 500, example: 'Letter of 3 March 2026, filed under L-17.' }) reference: string;
  @Instant() recordedAt: string;
  @Id() recordedBy: string;
}

export class InstrumentDto {
  @Choice(INSTRUMENT_CODES) code: InstrumentCode;
  @Text({ max: 20, example: '1' }) version: string;
  @Text({ max: 200, example: 'Numeric pain rating, now' }) name: string;
  @Choice(['pain', 'activities', 'total'], { about: 'What its answers hold.' }) asks: Instrument['asks'];
  @Field({ type: 'integer', example: 0 }) min: number;
  @Field({ type: 'integer', example: 10 }) max: number;
  @Choice(['lower', 'higher'], { about: 'Which is better.' }) better: Instrument['better'];
  @Field({ type: 'number', nullable: true, example: 2 }) minimumImportantChange: number | null;
  @Choice(['free', 'needed']) licence: Instrument['licence'];
  @Text({ max: 500, example: 'A generic scale.' }) licenceNote: string;
  @Text({ max: 300, example: 'general knowledge, not verified' }) source: string;
  @Flag({ about: 'Whether this was read in the source.', example: false }) verified: boolean;
  @Flag({ about: 'Whether your clinic may use it: free, or its licence is recorded.' }) enabled: boolean;
}

export class OutcomeDto {
  @Id({ about: 'Of the score, or of the assessment that holds it.' }) id: string;
  @Choice(['outcome', 'assessment']) source: 'outcome' | 'assessment';
  @Day() takenOn: string;
  @Instant({ about: 'Of the assessment: when it was signed.' }) recordedAt: string;
  @Field({ type: 'number', example: 4 }) score: number;
  @Part(() => OutcomeAnswersDto, { example: { pain: 4 } }) answers: OutcomeAnswersDto;
}

export class OutcomeChangeDto implements OutcomeChange {
  @Day() fromDay: string;
  @Day({ example: '2026-12-20' }) toDay: string;
  @Field({ type: 'number', example: -3, about: 'Points, later minus earlier.' }) difference: number;
  @Choice(VERDICTS, { about: 'Against the minimum important change.' }) verdict: Verdict;
}

export class OutcomeSeriesDto {
  @Choice(INSTRUMENT_CODES) instrument: InstrumentCode;
  @Text({ max: 20, example: '1' }) version: string;
  @ListOf(() => OutcomeDto, { about: 'By day, oldest first.' }) scores: OutcomeDto[];
  @Part(() => OutcomeChangeDto, { nullable: true, about: 'From the first score to the last.' })
  change: OutcomeChangeDto | null;
}

export const toInstrument = (instrument: Instrument, enabled: boolean): InstrumentDto => ({
  code: instrument.code,
  version: instrument.version,
  name: instrument.name,
  asks: instrument.asks,
  min: instrument.min,
  max: instrument.max,
  better: instrument.better,
  minimumImportantChange: instrument.minimumImportantChange,
  licence: instrument.licence,
  licenceNote: instrument.licenceNote,
  source: instrument.source,
  verified: instrument.verified,
  enabled,
});

export const toLicence = (licence: InstrumentLicence): InstrumentLicenceDto => ({
  id: licence.id,
  instrument: licence.instrument,
  instrumentVersion: licence.instrumentVersion,
  reference: licence.reference,
  recordedAt: licence.recordedAt.toISOString(),
  recordedBy: licence.recordedBy,
});

export const toOutcome = ({ id, takenOn, recordedAt, score, answers }: OutcomeScore): OutcomeDto => ({
  id,
  source: 'outcome',
  takenOn,
  recordedAt: recordedAt.toISOString(),
  score,
  answers,
});
