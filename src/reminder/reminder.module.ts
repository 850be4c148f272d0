import { Module } from '@nestjs/common';
import { PlanEndsSoonRound } from './plan-ends-soon.round';
import { ReminderController } from './reminder.controller';
import { ReminderService } from './reminder.service';
import { RemindersRound } from './reminders.round';

@Module({
  controllers: [ReminderController],
  providers: [ReminderService, RemindersRound, PlanEndsSoonRound],
})
export class ReminderModule {}
