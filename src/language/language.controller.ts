import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { Operation } from '../http/operation';
import { Allow } from '../identity/allow';
import { doseExamples } from './dose-examples';
import {
  ApprovalsWithdrawalDto,
  DoseExampleDto,
  LanguageDto,
  messageOf,
  NewApprovalsDto,
  OwnWordingDto,
  TextsQuery,
  toLanguage,
  toTranslatedText,
  TranslatedTextDto,
} from './language.dto';
import { LanguageService } from './language.service';
import { isTranslated, TRANSLATED, type Translated } from './languages';
import { ENGLISH_TEXTS } from './texts';

const CODE = { name: 'code', schema: { type: 'string', enum: [...TRANSLATED] }, example: 'pl' };
const TEXT_ID = { name: 'text', schema: { type: 'string', maxLength: 100 }, example: 'notice' };

@ApiTags('Language')
@Controller('languages')
export class LanguageController {
  constructor(private readonly languages: LanguageService) {}

  @Get()
  @Allow('clinician', 'desk', 'admin')
  @Operation({
    summary: 'List the languages: how much of each a clinician approved, and what patients read in it',
    about:
      'English is the source. All translations are machine drafts that need review; a part is served when all of its texts are ' +
      'approved, and in English until then.',
    returns: [LanguageDto],
  })
  async list(@CurrentTx() tx: Tx): Promise<LanguageDto[]> {
    const all = await this.languages.list(tx);
    return all.map(({ code, isOffered, reviewed }) => toLanguage(code, isOffered, reviewed));
  }

  @Get(':code/texts')
  @Allow('clinician', 'admin')
  @ApiParam(CODE)
  @Operation({
    summary: 'Read the texts of a language beside the English',
    returns: [TranslatedTextDto],
  })
  async texts(
    @CurrentTx() tx: Tx,
    @Param('code') code: string,
    @Query() query: TextsQuery,
  ): Promise<TranslatedTextDto[]> {
    return (await this.languages.texts(tx, known(code), query)).map(toTranslatedText);
  }

  @Get(':code/dose-examples')
  @Allow('clinician', 'admin')
  @ApiParam(CODE)
  @Operation({
    summary: 'Read whole dose sentences of a language beside the English',
    about:
      'Made of the phrases of part `dose` as they read now, approved or not. Examples; nobody is prescribed them.',
    returns: [DoseExampleDto],
  })
  async examples(@CurrentTx() tx: Tx, @Param('code') code: string): Promise<DoseExampleDto[]> {
    const { code: language, reviewed } = await this.languages.read(tx, known(code));
    return doseExamples(language, reviewed) ?? [];
  }

  @Post(':code/approvals')
  @Allow('clinician')
  @ApiParam(CODE)
  @Operation({
    summary: 'Approve texts of a language, as a registered clinician',
    about:
      'As they read now: after another word in the English or in the translation, the approval counts no more. The safety texts ' +
      'are served only when all of them are approved.',
    returns: LanguageDto,
    status: 201,
    refuses: ['language.approver_not_entitled', 'language.texts_outdated'],
  })
  async approve(
    @CurrentTx() tx: Tx,
    @Param('code') code: string,
    @Body() { comparedBy, ...meant }: NewApprovalsDto,
  ): Promise<LanguageDto> {
    await this.languages.approve(tx, known(code), meant, comparedBy);
    return this.read(tx, known(code));
  }

  @Post(':code/withdrawals')
  @Allow('clinician')
  @ApiParam(CODE)
  @Operation({
    summary: 'Take approvals back, from the next request on',
    about: 'Patients read English again, all of the part.',
    returns: LanguageDto,
    status: 201,
  })
  async withdraw(
    @CurrentTx() tx: Tx,
    @Param('code') code: string,
    @Body() meant: ApprovalsWithdrawalDto,
  ): Promise<LanguageDto> {
    await this.languages.withdraw(tx, known(code), meant);
    return this.read(tx, known(code));
  }

  @Put(':code/own-wordings/:text')
  @Allow('clinician')
  @ApiParam(CODE)
  @ApiParam(TEXT_ID)
  @Operation({
    summary: 'Correct a translation, as a registered clinician',
    about:
      'The clinic’s own wording, beside the draft. It has the same places as the English, and is not approved by being written.',
    refuses: ['language.approver_not_entitled'],
  })
  async write(
    @CurrentTx() tx: Tx,
    @Param('code') code: string,
    @Param('text') textId: string,
    @Body() body: OwnWordingDto,
  ): Promise<void> {
    const english = ENGLISH_TEXTS.get(textId);
    if (!english) throw new AppError('not_found');
    const says = messageOf(body, english.says);
    if (says === null) {
      const fault = { pointer: '', code: 'wording', detail: 'Send a text, or its forms.' };
      throw new AppError('request.invalid', undefined, [fault]);
    }
    await this.languages.write(tx, known(code), textId, says);
  }

  @Delete(':code/own-wordings/:text')
  @Allow('clinician')
  @ApiParam(CODE)
  @ApiParam(TEXT_ID)
  @Operation({
    summary: 'Go back to the draft of the software',
    refuses: ['language.approver_not_entitled'],
  })
  async endWording(
    @CurrentTx() tx: Tx,
    @Param('code') code: string,
    @Param('text') textId: string,
  ): Promise<void> {
    await this.languages.endWording(tx, known(code), textId);
  }

  private async read(tx: Tx, code: Translated): Promise<LanguageDto> {
    const { isOffered, reviewed } = await this.languages.read(tx, code);
    return toLanguage(code, isOffered, reviewed);
  }
}

/** English is the source: it is not among those that are approved. */
function known(code: string): Translated {
  if (!isTranslated(code)) throw new AppError('not_found');
  return code;
}
