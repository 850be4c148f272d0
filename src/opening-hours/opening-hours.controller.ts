import { Body, Controller, Delete, Get, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import {
  ClosedDayDto,
  CoverDto,
  NewClosedDayDto,
  NewCoverDto,
  NewOpeningHoursDto,
  OpeningHoursDto,
  toClosedDay,
  toCover,
} from './opening-hours.dto';
import { OpeningHoursService } from './opening-hours.service';

@ApiTags('Opening hours')
@Controller()
export class OpeningHoursController {
  constructor(private readonly openingHours: OpeningHoursService) {}

  @Get('opening-hours')
  @Allow('clinician', 'desk', 'admin', 'patient', 'carer')
  @Operation({
    summary: 'Read when the clinic is open',
    about: 'When somebody can be reached by phone. It does not say that anybody reads what is written here.',
    returns: OpeningHoursDto,
  })
  async read(@CurrentTx() tx: Tx): Promise<OpeningHoursDto> {
    return { ...(await this.openingHours.read(tx)), timeZone: tx.timeZone };
  }

  @Put('opening-hours')
  @Allow('admin')
  @NeedsIfMatch()
  @Operation({
    summary: 'Enter when the clinic is open, and who is asked where nobody else can be',
    about:
      'If-Match is the ETag of GET, "0" while nothing was entered. What is due already stays due when it was.',
    returns: OpeningHoursDto,
  })
  async enter(
    @CurrentTx() tx: Tx,
    @IfMatch() expected: number,
    @Body() body: NewOpeningHoursDto,
  ): Promise<OpeningHoursDto> {
    return { ...(await this.openingHours.enter(tx, expected, body)), timeZone: tx.timeZone };
  }

  @Get('closed-days')
  @Allow('clinician', 'desk', 'admin', 'patient', 'carer')
  @Operation({
    summary: 'List the days on which the clinic is closed',
    about:
      'Those that are not over, the next first. A clinic enters its own; no public holiday is known here.',
    returns: [ClosedDayDto],
  })
  async listClosedDays(@CurrentTx() tx: Tx): Promise<ClosedDayDto[]> {
    return (await this.openingHours.listClosedDays(tx)).map(toClosedDay);
  }

  @Post('closed-days')
  @Allow('admin')
  @Operation({ summary: 'Enter days on which the clinic is closed', returns: ClosedDayDto, status: 201 })
  async close(@CurrentTx() tx: Tx, @Body() body: NewClosedDayDto): Promise<ClosedDayDto> {
    return toClosedDay(await this.openingHours.close(tx, body));
  }

  @Delete('closed-days/:id')
  @Allow('admin')
  @Operation({ summary: 'Remove days on which the clinic would be closed' })
  async open(@CurrentTx() tx: Tx, @PathId() id: string): Promise<void> {
    await this.openingHours.open(tx, id);
  }

  @Get('covers')
  @Allow('clinician', 'desk', 'admin')
  @Operation({
    summary: 'List who stands in for whom',
    about: 'Those that are not over, the next first.',
    returns: [CoverDto],
  })
  async listCovers(@CurrentTx() tx: Tx): Promise<CoverDto[]> {
    return (await this.openingHours.listCovers(tx)).map(toCover);
  }

  @Post('covers')
  @Allow('admin')
  @Operation({
    summary: 'Arrange that one clinician looks for another',
    returns: CoverDto,
    status: 201,
    refuses: ['cover.overlaps'],
  })
  async arrange(@CurrentTx() tx: Tx, @Body() body: NewCoverDto): Promise<CoverDto> {
    return toCover(await this.openingHours.arrange(tx, body));
  }

  @Delete('covers/:id')
  @Allow('admin')
  @Operation({ summary: 'Remove a cover' })
  async removeCover(@CurrentTx() tx: Tx, @PathId() id: string): Promise<void> {
    await this.openingHours.removeCover(tx, id);
  }
}
