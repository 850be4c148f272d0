import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { readNumbers } from '../clinic/numbers.repository';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf, PageQuery } from '../http/page';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import { readWords } from '../language/language.repository';
import { spokenIn } from '../language/spoken.dto';
import { englishIn, titled } from '../language/words';
import { EMERGENCY, NOT_WATCHED, URGENT } from '../routine/wording';
import { CHECK_IN_TEXTS } from './check-in-wording';
import {
  CheckInDto,
  CheckInReplyDto,
  NewCheckInDto,
  NewOwnPauseDto,
  NewWordDto,
  OwnPauseDto,
  ToAskDto,
  toCheckIn,
  toQuestion,
  WordReplyDto,
} from './check-in.dto';
import type { CheckIn } from './check-in.entity';
import { readReach } from './check-in.repository';
import { CheckInService } from './check-in.service';
import { CheckInWordService } from './check-in-word.service';
import { OwnPauseService } from './own-pause.service';
import { codesIn, QUESTIONS } from './questions';
import { urgentFor, wordMessage } from './replies';

/** All that is said at a check-in is of this part. */
const SAFETY = ['safety'] as const;

@ApiTags('Check-in')
@Controller()
export class CheckInController {
  constructor(
    private readonly checkIns: CheckInService,
    private readonly words: CheckInWordService,
    private readonly pauses: OwnPauseService,
  ) {}

  @Get('check-in')
  @Allow('patient', 'carer')
  @Operation({
    summary: 'Read what to ask before a session',
    about:
      'The two lists always. The questions one by one at the first session of a plan, weekly, and after pain rose or spread; ' +
      'else one button. They may be answered at any time.',
    returns: ToAskDto,
  })
  async read(@CurrentTx() tx: Tx, @Res({ passthrough: true }) reply: FastifyReply): Promise<ToAskDto> {
    const { mode, because, questions } = await this.checkIns.whatToShow(tx);
    const words = await readWords(tx);
    const spoken = spokenIn(words, SAFETY);
    void reply.header('content-language', spoken.language);
    return {
      notWatched: words.say(NOT_WATCHED.id),
      emergency: titled(words, EMERGENCY),
      urgent: titled(words, URGENT),
      mode,
      because,
      heading: words.say(CHECK_IN_TEXTS.newOrWorse.id),
      questions: questions.map((question) => toQuestion(question, words)),
      button: words.say(CHECK_IN_TEXTS.nothingNew.id),
      spoken,
      clinic: await readReach(tx),
    };
  }

  @Post('check-ins')
  @Allow('patient', 'carer')
  @Operation({
    summary: 'Answer a check-in',
    about:
      'A yes is answered with where to go, before anything else, and is told to the clinic at once; it closes nothing until it ' +
      'is confirmed. So a yes is kept whatever else was answered; without one, each question that was asked needs an answer. Sent ' +
      'twice, or late, it is one check-in.',
    returns: CheckInReplyDto,
    status: 201,
    refuses: ['check_in.incomplete', 'check_in.id_reused'],
  })
  async make(@CurrentTx() tx: Tx, @Body() body: NewCheckInDto): Promise<CheckInReplyDto> {
    const { id, kind, at, answers } = await this.checkIns.make(tx, body);
    const words = await readWords(tx);
    const yes = codesIn(answers);
    const isYes = yes.length > 0;
    return {
      urgent: urgentFor(yes, words),
      next: isYes ? 'confirm' : 'go_on',
      confirm: yes,
      message: words.say((isYes ? CHECK_IN_TEXTS.confirm : CHECK_IN_TEXTS.goOn).id),
      notWatched: words.say(NOT_WATCHED.id),
      spoken: spokenIn(words, SAFETY),
      clinic: await readReach(tx),
      id,
      kind,
      at: at.toISOString(),
    };
  }

  @Post('check-ins/:id/words')
  @Allow('patient', 'carer')
  @Operation({
    summary: 'Confirm what was answered yes, or take it back',
    about:
      'Both stay in the record. A confirmed emergency closes the plan until a clinician opens it again, a confirmed urgent ' +
      'sign the rest of the day. What was confirmed and then taken back stays closed too.',
    returns: WordReplyDto,
    status: 201,
    refuses: ['check_in.not_answered_yes', 'check_in.id_reused'],
  })
  async say(@CurrentTx() tx: Tx, @PathId() id: string, @Body() body: NewWordDto): Promise<WordReplyDto> {
    const { word, closed, isConfirmed } = await this.words.say(tx, id, body);
    const words = await readWords(tx);
    return {
      urgent: word.kind === 'confirmed' ? urgentFor(word.codes, words) : [],
      closed,
      message: wordMessage(word.kind, closed, isConfirmed, words),
      notWatched: words.say(NOT_WATCHED.id),
      spoken: spokenIn(words, SAFETY),
      clinic: await readReach(tx),
      id: word.id,
      checkInId: word.checkInId,
      kind: word.kind,
      codes: word.codes,
      at: word.at.toISOString(),
    };
  }

  @Post('own-pause')
  @Allow('patient', 'carer')
  @Operation({
    summary: 'Put my plan on pause',
    about: 'Everything closes with the next request. Only a clinician opens it again.',
    returns: OwnPauseDto,
    refuses: ['hold.nothing_to_pause'],
  })
  async pause(@CurrentTx() tx: Tx, @Body() { because }: NewOwnPauseDto): Promise<OwnPauseDto> {
    await this.pauses.pause(tx, because);
    const words = await readWords(tx);
    return {
      message: words.say(CHECK_IN_TEXTS.ownPause.id),
      notWatched: words.say(NOT_WATCHED.id),
      spoken: spokenIn(words, SAFETY),
      clinic: await readReach(tx),
    };
  }

  @Get('patients/:id/check-ins')
  @Allow('clinician')
  @Operation({
    summary: 'List a patient’s check-ins with what was said of them, newest first',
    returns: PageOf(CheckInDto),
  })
  async list(
    @CurrentTx() tx: Tx,
    @PathId() patientId: string,
    @Query() query: PageQuery,
  ): Promise<Page<CheckInDto>> {
    const rows = await this.checkIns.list(tx, patientId, query);
    const words = await this.checkIns.wordsOf(tx, rows);
    const english = englishIn(await readNumbers(tx));
    const key = (row: CheckIn) => [row.receivedAt.toISOString(), row.id];
    return pageOf(rows, query, key, (row) => toCheckIn(row, words, QUESTIONS, english));
  }
}
