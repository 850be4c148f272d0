import { Controller, Delete, Get, Header, Param, Post } from '@nestjs/common';
import { ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Idempotency } from '../http/idempotency';
import { Operation } from '../http/operation';
import { Allow, Public } from '../identity/allow';
import { type Caller, CurrentCaller } from '../identity/caller';
import { CalendarFeedDto } from './calendar-feed.dto';
import { CalendarFeedService } from './calendar-feed.service';

const EXAMPLE = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Reminders//Reminders//EN',
  'BEGIN:VEVENT',
  'UID:2026-11-24-7d0c9b52-5d8e-4d7c-9a51-0b7c0f4f7f11',
  'DTSTAMP:20261122T093000Z',
  'DTSTART;VALUE=DATE:20261124',
  'DTEND;VALUE=DATE:20261125',
  'SUMMARY:Reminder',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n');

@ApiTags('Calendar feed')
@Controller()
export class CalendarFeedController {
  constructor(private readonly feeds: CalendarFeedService) {}

  @Post('calendar-feed')
  @Allow('patient')
  @Idempotency('never')
  @Operation({
    summary: 'Get an address for my calendar program',
    about: 'Replaces the address that was open. It shows no more than on which days there is a reminder.',
    returns: CalendarFeedDto,
    status: 201,
    refuses: ['revision.conflict'],
  })
  async open(@CurrentTx() tx: Tx): Promise<CalendarFeedDto> {
    return this.feeds.open(tx);
  }

  @Delete('calendar-feed')
  @Allow('patient')
  @Operation({ summary: 'Close the address of my calendar', refuses: ['not_found'] })
  async close(@CurrentTx() tx: Tx): Promise<void> {
    await this.feeds.close(tx);
  }

  @Get('calendar-feeds/:secret.ics')
  @Public()
  @Header('content-type', 'text/calendar; charset=utf-8')
  @ApiParam({ name: 'secret', schema: { type: 'string' }, example: 'Ygx8Qw2c0rWmS9fQ3nTtVh1b5kZpL7aE' })
  @ApiResponse({
    status: 200,
    description: 'A calendar (RFC 5545) of whole days.',
    content: { 'text/calendar': { schema: { type: 'string' }, example: EXAMPLE } },
  })
  @Operation({
    summary: 'Read a calendar by its address, as calendar programs do',
    about:
      'The days of the next four weeks on which something is due of what is advised now; each is called Reminder. Empty ' +
      'while nothing shows. An address that was closed looks like one that never was.',
    status: 200,
    answersElsewhere: true,
  })
  async read(@Param('secret') secret: string, @CurrentCaller() caller: Caller): Promise<string> {
    return this.feeds.read(secret, caller);
  }
}
