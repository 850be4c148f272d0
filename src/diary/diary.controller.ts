import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ClinicalRules } from '../clinic/clinical-rules';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Idempotency } from '../http/idempotency';
import { Operation } from '../http/operation';
import { type Page, PageOf, PageQuery } from '../http/page';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import { PatientService } from '../patient/patient.service';
import { readWords } from '../language/language.repository';
import { spokenIn } from '../language/spoken.dto';
import { titled, type Words } from '../language/words';
import { EMERGENCY, NOT_WATCHED, STOP_IF, URGENT } from '../routine/wording';
import {
  DiaryAnswerDto,
  DiaryEntryDto,
  NewEntriesDto,
  PatientDiaryEntryDto,
  toDiaryEntry,
  toEntry,
  toPatientDiaryEntry,
} from './diary.dto';
import { DiaryService } from './diary.service';
import { RECORDED_ONLY } from './wording';

@ApiTags('Diary')
@Controller()
export class DiaryController {
  constructor(
    private readonly diary: DiaryService,
    private readonly patients: PatientService,
    private readonly rules: ClinicalRules,
  ) {}

  @Post('diary-entries')
  @Allow('patient', 'carer')
  @Idempotency('never')
  @Operation({
    summary: 'Tell how it went',
    about:
      'Up to 100 entries with ids of the device, in any order, late, or sent before: each is kept, known or refused by itself. What ' +
      'has to be stopped because of them is said at once, and said again when they are sent again. What hurts is heard even of an ' +
      'entry that is refused, unless its id was used before: pain above 5, or pain or another feeling that spread, is told to the ' +
      'clinic once, numbness or weakness pauses the plan, and the consequences say what to do.',
    returns: DiaryAnswerDto,
  })
  async tell(@CurrentTx() tx: Tx, @Body() { entries }: NewEntriesDto): Promise<DiaryAnswerDto> {
    const { answers, consequences } = await this.diary.keep(tx, entries.map(toEntry));
    const words = await readWords(tx);
    return { entries: answers, consequences, texts: this.texts(words), spoken: spokenIn(words, ['safety']) };
  }

  @Get('diary')
  @Allow('patient', 'carer')
  @Operation({
    summary: 'Read my diary, newest first',
    about: 'Corrected entries stay and say that they no longer hold.',
    returns: PageOf(DiaryEntryDto),
  })
  async list(@CurrentTx() tx: Tx, @Query() query: PageQuery): Promise<Page<DiaryEntryDto>> {
    return this.diary.pageOf(tx, tx.actor.patientId as string, query, ({ itemName: _, ...row }, isCurrent) =>
      toDiaryEntry(row, isCurrent),
    );
  }

  @Get('patients/:id/diary')
  @Allow('clinician')
  @Operation({
    summary: 'Read a patient’s diary, newest first',
    about: 'As it was told: corrected entries stay in the record and say that they no longer hold.',
    returns: PageOf(PatientDiaryEntryDto),
  })
  async listOfPatient(
    @CurrentTx() tx: Tx,
    @PathId() patientId: string,
    @Query() query: PageQuery,
  ): Promise<Page<PatientDiaryEntryDto>> {
    await this.patients.getPatient(tx, patientId);
    return this.diary.pageOf(tx, patientId, query, toPatientDiaryEntry);
  }

  private texts(words: Words): DiaryAnswerDto['texts'] {
    return {
      recorded: this.rules.advise ? null : words.say(RECORDED_ONLY.id),
      notWatched: words.say(NOT_WATCHED.id),
      stopIf: titled(words, STOP_IF),
      emergency: titled(words, EMERGENCY),
      urgent: titled(words, URGENT),
    };
  }
}
