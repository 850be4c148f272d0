import { Body, Controller, Delete, Get, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { Allow, Public } from '../identity/allow';
import { type Caller, CurrentCaller } from '../identity/caller';
import { ReminderChoiceDto, ReminderDto, ReminderStopDto } from './reminder.dto';
import { ReminderService } from './reminder.service';

@ApiTags('Reminder')
@Controller('reminders')
export class ReminderController {
  constructor(private readonly reminders: ReminderService) {}

  @Get()
  @Allow('patient')
  @Operation({ summary: 'Read when I am reminded', returns: ReminderDto })
  async read(@CurrentTx() tx: Tx): Promise<ReminderDto> {
    return this.reminders.get(tx);
  }

  @Put()
  @Allow('patient')
  @Operation({
    summary: 'Choose when to be reminded, by e-mail',
    about:
      'Takes the place of what was chosen before. A reminder says only that there is one, comes only while something is left ' +
      'to do that day, and stops at discharge. Times are the clinic’s; one that a day does not have comes at the next it has.',
    returns: ReminderDto,
    refuses: ['reminder.no_address', 'revision.conflict'],
  })
  async set(@CurrentTx() tx: Tx, @Body() body: ReminderChoiceDto): Promise<ReminderDto> {
    return this.reminders.set(tx, body);
  }

  @Delete()
  @Allow('patient')
  @Operation({ summary: 'Be reminded no more' })
  async end(@CurrentTx() tx: Tx): Promise<void> {
    await this.reminders.stop(tx);
  }

  @Post('stop')
  @Public()
  @Operation({
    summary: 'Stop reminders from the address in a mail, without signing in',
    about:
      'Answers the same whether or not the secret is known. Only by POST: what scans mails fetches addresses.',
  })
  async stop(@Body() body: ReminderStopDto, @CurrentCaller() caller: Caller): Promise<void> {
    await this.reminders.stopBySecret(body.secret, caller);
  }
}
