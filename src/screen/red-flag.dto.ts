import { Choice, Field, Flag, ListOf, Part, Text, Texts, Whole } from '../http/fields';
import { inWords } from './flag-condition';
import {
  effectOf,
  FLAG_LEVELS,
  type FlagLevel,
  type KnownLowers,
  RED_FLAG_GROUPS,
  type RedFlagGroup,
  type Route,
  ROUTES,
  wordsOf,
} from './grade';
import { FLAG_CODES, type FlagCode, RED_FLAG_CODES, type RedFlag, type RedFlagCode } from './red-flags';
import type { FlagGrade } from './screen';

const LEVEL_ABOUT =
  'HARD: all exercise stops until a clinician resolves it. CAUTION: a decision is written down. INFO: to be known.';
const VERIFIED_ABOUT =
  'Whether the facts were read in the source; else it is general knowledge or our own decision.';
const DECISION_ABOUT =
  'It is signed with a decision only: CAUTION always, and an INFO that asks for something else than exercise.';

/** What a row says, to the clinician. */
class FlagAdviceDto {
  @Choice(FLAG_LEVELS, { about: LEVEL_ABOUT }) level: FlagLevel;
  @Text({ max: 1000, example: 'A minor accident, with something that makes a fracture likely.' })
  text: string;
  @Text({ max: 1000, example: 'Arrange urgent imaging; do not load or manipulate the spine.' })
  action: string;
  @Choice(ROUTES, { example: 'urgent_medical', about: 'Where the patient goes.' }) route: Route;
  @Text({ max: 1000, example: 'G-care Gloucestershire, back pain pathway' }) source: string;
  @Flag({ about: VERIFIED_ABOUT, example: false }) verified: boolean;
}

export class FlagGradeDto extends FlagAdviceDto {
  @Choice(FLAG_CODES, { example: 'FX', about: 'Of the screen; PRG is read from the findings alone.' })
  code: FlagCode;
  @Text({ max: 100, example: 'FX.minor', about: 'Of a row of the catalogue, or unsaid, or contradicted.' })
  gradeId: string;
  @Texts({ max: 50, each: 1000, example: ['a minor accident or fall', 'osteoporosis'] }) because: string[];
  @Flag({ about: 'With the signature.' }) opensHold: boolean;
  @Flag({ about: DECISION_ABOUT, example: false }) asksDecision: boolean;
  @Whole({
    min: 1,
    max: 365,
    nullable: true,
    example: 14,
    about: 'The latest day of monitoring, after the visit.',
  })
  monitorWithinDays: number | null;
}

export class SignDto {
  @Text({ max: 100, example: 'age_70' }) code: string;
  @Text({ max: 500, example: 'aged 70 or over' }) words: string;
  @Flag({ example: false, about: 'It says what the yes means, and weighs nothing.' }) contextOnly: boolean;
}

export class RedFlagRowDto extends FlagAdviceDto {
  @Text({ max: 100, example: 'FX.minor', about: 'Stable.' }) id: string;
  @Text({ max: 2000, example: 'all of (a minor accident or fall; any of (aged 70 or over; osteoporosis))' })
  when: string;
  @Flag({ about: 'With the signature.' }) opensHold: boolean;
  @Flag({ about: DECISION_ABOUT, example: false }) asksDecision: boolean;
  @Whole({
    min: 1,
    max: 365,
    nullable: true,
    example: null,
    about: 'The latest day of monitoring, after the visit.',
  })
  monitorWithinDays: number | null;
}

export class KnownLowersDto extends FlagAdviceDto {
  @Text({ max: 100, example: 'MOTOR.known', about: 'Stable.' }) id: string;
  @Whole({ min: 1, max: 120, example: 3, about: 'It began so many months before.' }) months: number;
  @Choice(['visit', 'episode'], { about: 'Before the visit, or before the present episode began.' })
  before: KnownLowers['before'];
  @Flag({ about: 'The day of an investigation is asked for.' }) investigated: boolean;
  @Flag({ example: false, about: 'Saddle sensation and the neurological examination have to be normal.' })
  examinedNormal: boolean;
  @Texts({ max: 50, each: 100, example: ['foot_drop'], about: 'Signs beside which it lowers nothing.' })
  unless: string[];
}

export class RedFlagDto {
  @Choice(RED_FLAG_CODES, { example: 'FX', about: 'Stable.' }) code: RedFlagCode;
  @Choice(RED_FLAG_GROUPS, { example: 'fracture' }) group: RedFlagGroup;
  @Text({
    max: 2000,
    example: 'Was there an accident or a fall?',
    about: 'For the clinician to ask or examine.',
  })
  question: string;
  @ListOf(() => SignDto, { about: 'Empty: one yes weighs as much as another.' }) signs: SignDto[];
  @ListOf(() => RedFlagRowDto, { about: 'Strictest first; empty where nothing is graded.' })
  grades: RedFlagRowDto[];
  @Part(() => KnownLowersDto, {
    nullable: true,
    about:
      'What long-standing, of a known cause, unchanged has to hold to lower it; null: nothing lowers it.',
  })
  knownLowers: KnownLowersDto | null;
  @Text({ max: 1000, example: 'G-care Gloucestershire, back pain pathway' }) source: string;
  @Flag({ about: VERIFIED_ABOUT, example: false }) verified: boolean;
  @Text({
    max: 200,
    nullable: true,
    example: null,
    about: 'The registered clinician; null: awaits approval.',
  })
  approvedBy: string | null;
  @Field({ type: 'string', format: 'date', nullable: true, example: null }) approvedOn: string | null;
}

export const toFlagGrade = (grade: FlagGrade): FlagGradeDto => ({
  ...grade,
  monitorWithinDays: grade.monitorWithinDays ?? null,
});

/** `advise` false: the questions only, without what an answer would weigh. */
export function toRedFlag(item: RedFlag, advise: boolean): RedFlagDto {
  const { code, group, question, signs, rows, knownLowers, source, verified, approvedBy, approvedOn } = item;
  return {
    code,
    group,
    question,
    signs: signs.map((sign) => ({ ...sign, contextOnly: sign.contextOnly ?? false })),
    grades: advise
      ? rows.map((row) => ({
          id: row.id,
          when: inWords(row.when, item),
          ...wordsOf(row, item),
          ...effectOf(row, item),
          monitorWithinDays: row.monitorWithinDays ?? null,
        }))
      : [],
    knownLowers: advise && knownLowers ? toKnownLowers(knownLowers, item) : null,
    source,
    verified,
    approvedBy,
    approvedOn,
  };
}

function toKnownLowers(lowering: KnownLowers, item: RedFlag): KnownLowersDto {
  const { id, months, before, investigated, examinedNormal, unless } = lowering;
  return {
    ...wordsOf(lowering, item),
    id,
    months,
    before,
    investigated,
    examinedNormal,
    unless: [...unless],
  };
}
