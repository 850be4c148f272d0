import { Choice, Id, Instant, Text, Whole } from '../http/fields';
import { CALL_OUTCOMES, type CallBack, type CallOutcome } from './call-back.service';

export class CallBackDto {
  @Id() patientId: string;
  @Text({ max: 200, example: 'Ann Allen' }) name: string;
  @Text({ max: 40, nullable: true, example: '07700 900000' }) phone: string | null;
  @Instant() since: string;
  @Whole({ min: 0, max: 1_000_000, about: 'How often somebody rang since then.' }) calls: number;
  @Instant({ nullable: true, example: null }) lastCallAt: string | null;
  @Choice(CALL_OUTCOMES, { nullable: true, example: null }) lastOutcome: CallOutcome | null;
}

export class NewCallDto {
  @Choice(CALL_OUTCOMES) outcome: CallOutcome;
}

export const toCallBack = ({ dueAt: _, ...callBack }: CallBack): CallBackDto => ({
  ...callBack,
  since: callBack.since.toISOString(),
  lastCallAt: callBack.lastCallAt?.toISOString() ?? null,
});
