import { Choice, Choices, Id, Instant, ListOf, Moment, Part, Text, Texts } from '../http/fields';
import {
  CHECK_IN_KINDS,
  type CheckIn,
  type CheckInKind,
  type CheckInWord,
  WORD_KINDS,
  type WordKind,
} from './check-in.entity';
import {
  type Answer,
  ANSWERS,
  type Answers,
  KEPT_ANSWERS,
  type KeptAnswer,
  type Question,
} from './questions';
import { type Closure, CLOSURES } from './replies';
import { SpokenDto } from '../language/spoken.dto';
import type { Words } from '../language/words';
import { ReachClinicDto, TitledListDto } from '../routine/routine.dto';
import { SIGN_CODES, SIGN_LEVELS, type SignCode, signId, type SignLevel } from '../routine/warning-signs';
import { type Mode, MODES, type Reason, REASONS } from './when-to-ask';

/** By the code of each sign. One field for each, so that a slip of a code is refused by its name. */
export class AnswersDto implements Answers {
  [code: string]: Answer | undefined;
}
for (const code of SIGN_CODES) Choice(ANSWERS, { optional: true, example: 'no' })(AnswersDto.prototype, code);

const ALL_NO: Answers = Object.fromEntries(SIGN_CODES.map((code) => [code, 'no']));

export class NewCheckInDto {
  @Id({ about: 'Made by the phone. Sent twice with the same content, it is one check-in.' }) id: string;
  @Choice(CHECK_IN_KINDS, { example: 'full' }) kind: CheckInKind;
  @Moment({ about: 'When it was answered; it may be sent later.' }) at: string;
  @Part(() => AnswersDto, {
    optional: true,
    example: ALL_NO,
    about:
      'Of a full check-in: one for each question that was asked. With a yes among them the others may be left out: it is kept as a ' +
      'full check-in at once, and what was left out as not answered.',
  })
  answers?: AnswersDto;
}

export class NewWordDto {
  @Id({ about: 'Made by the phone.' }) id: string;
  @Choice(WORD_KINDS) kind: WordKind;
  @Choices(SIGN_CODES, { min: 1, example: ['CES-2'], about: 'Which of the answers that were a yes.' })
  codes: SignCode[];
  @Moment() at: string;
}

export class NewOwnPauseDto {
  @Text({ max: 500, optional: true, example: 'I have a cold.', about: 'For the clinician, if you like.' })
  because?: string;
}

class QuestionDto {
  @Choice(SIGN_CODES) code: SignCode;
  @Choice(SIGN_LEVELS) level: SignLevel;
  @Text({ max: 300, example: 'you have chest pain, with or without back pain (call 999)' }) text: string;
}

/** What the patient told that belongs before a doctor. */
class UrgentDto {
  @Choice(SIGN_LEVELS) level: SignLevel;
  @Text({ max: 300, example: 'Go to A&E or call 999 now, because you told us:' }) title: string;
  @Texts({ max: 20, each: 300, example: ['you have chest pain, with or without back pain (call 999)'] })
  items: string[];
}

const NOT_WATCHED_EXAMPLE = 'Nobody watches this app all day. Do not wait for a reply here.';

/** The order of the fields is the order on the page: what is urgent comes before everything. */
export class ToAskDto {
  @Text({ max: 300, example: NOT_WATCHED_EXAMPLE }) notWatched: string;
  @Part(() => TitledListDto) emergency: TitledListDto;
  @Part(() => TitledListDto) urgent: TitledListDto;
  @Choice(MODES, { about: 'list: show the two lists and one button. questions: ask them one by one.' })
  mode: Mode;
  @Choice(REASONS, { nullable: true, example: null, about: 'Why they are asked now; null: they are not.' })
  because: Reason | null;
  @Text({ max: 300, example: 'Is any of this new, or worse than when your clinic last saw you?' })
  heading: string;
  @ListOf(() => QuestionDto, {
    about: 'All that a full check-in has to answer. What the clinic knows of and is unchanged is left out.',
  })
  questions: QuestionDto[];
  @Text({ max: 100, example: 'Nothing new, start' }) button: string;
  @Part(() => SpokenDto) spoken: SpokenDto;
  @Part(() => ReachClinicDto) clinic: ReachClinicDto;
}

const NEXT = ['go_on', 'confirm'] as const;

export class CheckInReplyDto {
  @ListOf(() => UrgentDto, { about: 'To be shown first and at once, emergencies before the rest.' })
  urgent: UrgentDto[];
  @Choice(NEXT, { example: 'confirm' }) next: (typeof NEXT)[number];
  @Choices(SIGN_CODES, { about: 'To be confirmed or taken back: POST /check-ins/{id}/words.' })
  confirm: SignCode[];
  @Text({ max: 300, example: 'Then please tell us: is this right?' }) message: string;
  @Text({ max: 300, example: NOT_WATCHED_EXAMPLE }) notWatched: string;
  @Part(() => SpokenDto) spoken: SpokenDto;
  @Part(() => ReachClinicDto) clinic: ReachClinicDto;
  @Id() id: string;
  @Choice(CHECK_IN_KINDS) kind: CheckInKind;
  @Instant() at: string;
}

export class WordReplyDto {
  @ListOf(() => UrgentDto, { about: 'To be shown first and at once.' }) urgent: UrgentDto[];
  @Choice(CLOSURES, { about: 'What the confirmed answers of this check-in have closed.' }) closed: Closure;
  @Text({ max: 300, example: 'Your plan is on pause now.' }) message: string;
  @Text({ max: 300, example: NOT_WATCHED_EXAMPLE }) notWatched: string;
  @Part(() => SpokenDto) spoken: SpokenDto;
  @Part(() => ReachClinicDto) clinic: ReachClinicDto;
  @Id() id: string;
  @Id() checkInId: string;
  @Choice(WORD_KINDS) kind: WordKind;
  @Choices(SIGN_CODES) codes: SignCode[];
  @Instant() at: string;
}

export class OwnPauseDto {
  @Text({ max: 300, example: 'Your plan is on pause, as you wished.' }) message: string;
  @Text({ max: 300, example: NOT_WATCHED_EXAMPLE }) notWatched: string;
  @Part(() => SpokenDto) spoken: SpokenDto;
  @Part(() => ReachClinicDto) clinic: ReachClinicDto;
}

class WordDto {
  @Id() id: string;
  @Choice(WORD_KINDS) kind: WordKind;
  @Choices(SIGN_CODES) codes: SignCode[];
  @Instant() at: string;
  @Instant({ about: 'When it reached the clinic.' }) receivedAt: string;
  @Id({ nullable: true, example: null }) carerId: string | null;
}

class AnswerDto {
  @Choice(SIGN_CODES) code: SignCode;
  @Choice(SIGN_LEVELS) level: SignLevel;
  @Text({ max: 300, example: 'you have a high temperature' }) text: string;
  @Choice(KEPT_ANSWERS, { about: 'not_answered: asked and left out, beside a yes.' }) answer: KeptAnswer;
}

/** As the clinic reads it. */
export class CheckInDto {
  @Id() id: string;
  @Id() patientId: string;
  @Id({ nullable: true, example: null, about: 'Who answered in the patient’s place.' })
  carerId: string | null;
  @Choice(CHECK_IN_KINDS) kind: CheckInKind;
  @Instant({ about: 'By the phone’s clock.' }) at: string;
  @Instant({ about: 'When it reached the clinic.' }) receivedAt: string;
  @ListOf(() => AnswerDto, { about: 'In the order of the lists; what was not asked is not here.' })
  answers: AnswerDto[];
  @ListOf(() => WordDto, { about: 'What was confirmed or taken back, in that order.' }) words: WordDto[];
}

export const toQuestion = ({ code, level }: Question, words: Words): QuestionDto => ({
  code,
  level,
  text: words.say(signId(code)),
});

/** `words` may be those of other check-ins too; `english`: what staff read. */
export function toCheckIn(
  checkIn: CheckIn,
  words: CheckInWord[],
  questions: readonly Question[],
  english: Words,
): CheckInDto {
  const own = words.filter(({ checkInId }) => checkInId === checkIn.id);
  return {
    id: checkIn.id,
    patientId: checkIn.patientId,
    carerId: checkIn.carerId,
    kind: checkIn.kind,
    at: checkIn.at.toISOString(),
    receivedAt: checkIn.receivedAt.toISOString(),
    answers: questions.flatMap((question) => {
      const answer = checkIn.answers[question.code];
      return answer ? [{ ...toQuestion(question, english), answer }] : [];
    }),
    words: own.map(({ id, kind, codes, at, receivedAt, carerId }) => ({
      id,
      kind,
      codes,
      at: at.toISOString(),
      receivedAt: receivedAt.toISOString(),
      carerId,
    })),
  };
}
