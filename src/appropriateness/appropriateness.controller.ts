import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import { RuleDto, SuggestionsDto, toRule } from './appropriateness.dto';
import { AppropriatenessService } from './appropriateness.service';
import { catalogue } from './catalogue';

@ApiTags('Appropriateness')
@Controller()
export class AppropriatenessController {
  constructor(private readonly appropriateness: AppropriatenessService) {}

  @Get('appropriateness-rules')
  @Allow('clinician')
  @Operation({
    summary: 'Read the whole table of rules, with sources',
    about: 'What has no approvedBy awaits a registered clinician.',
    returns: [RuleDto],
  })
  rules(): RuleDto[] {
    return catalogue().map(toRule);
  }

  @Get('episodes/:id/suggestions')
  @Allow('clinician')
  @Operation({
    summary: 'Suggest exercises from what was found',
    about:
      'From weak or tiring core groups and from presentations, minus what the rules speak against. Nothing is suggested ' +
      'where this installation only records.',
    returns: SuggestionsDto,
  })
  async suggestions(@CurrentTx() tx: Tx, @PathId() episodeId: string): Promise<SuggestionsDto> {
    return this.appropriateness.suggestionsFor(tx, episodeId);
  }
}
