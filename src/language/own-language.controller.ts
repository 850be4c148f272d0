import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { Allow } from '../identity/allow';
import { OwnLanguageDto, OwnLanguageReplyDto, toOwnLanguage } from './language.dto';
import { LanguageService } from './language.service';

/** In which language somebody would like to read. What they do read, each answer says. */
@ApiTags('Language')
@Controller('own-language')
export class OwnLanguageController {
  constructor(private readonly languages: LanguageService) {}

  @Get()
  @Allow('patient', 'carer')
  @Operation({
    summary: 'Read in which language I would like to read, and which there are',
    returns: OwnLanguageReplyDto,
  })
  async read(@CurrentTx() tx: Tx): Promise<OwnLanguageReplyDto> {
    return toOwnLanguage(await this.languages.ownChoice(tx));
  }

  @Put()
  @Allow('patient')
  @Operation({
    summary: 'Say in which language I would like to read',
    about: 'What the clinic has not approved in it stays in English.',
    returns: OwnLanguageReplyDto,
    refuses: ['language.not_offered'],
  })
  async choose(@CurrentTx() tx: Tx, @Body() { language }: OwnLanguageDto): Promise<OwnLanguageReplyDto> {
    await this.languages.choose(tx, language);
    return toOwnLanguage(await this.languages.ownChoice(tx));
  }
}
