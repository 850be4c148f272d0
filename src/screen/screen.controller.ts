import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ClinicalRules } from '../clinic/clinical-rules';
import { Operation } from '../http/operation';
import { Allow } from '../identity/allow';
import { RedFlagDto, toRedFlag } from './red-flag.dto';
import { RED_FLAG_ITEMS } from './red-flags';

/** The questions of the screen, from which a page is built. The answers belong to assessments. */
@ApiTags('Screen')
@Controller()
export class ScreenController {
  constructor(private readonly rules: ClinicalRules) {}

  @Get('red-flags')
  @Allow('clinician')
  @Operation({
    summary: 'Read the red flags, in the order of the screen',
    about:
      'Each with its question, its signs, and what an answer weighs, with the source of that. Where clinical advice is ' +
      'turned off (record-only) the questions stand alone.',
    returns: [RedFlagDto],
  })
  list(): RedFlagDto[] {
    return RED_FLAG_ITEMS.map((item) => toRedFlag(item, this.rules.advise));
  }
}
