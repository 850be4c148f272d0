import { ArrayUnique } from 'class-validator';
import { AppError } from '../http/errors';
import { Choice, ListOf, Text } from '../http/fields';
import { RED_FLAG_CODES, RED_FLAG_ITEMS, type RedFlagCode } from './red-flags';
import { type Screen, SCREEN_ANSWERS, type ScreenAnswer } from './screen';

export class ScreenAnswerDto {
  @Choice(RED_FLAG_CODES, {
    about: RED_FLAG_ITEMS.map(({ code, question }) => `${code}: ${question}`).join('\n\n'),
  })
  item: RedFlagCode;
  @Choice(SCREEN_ANSWERS, { example: 'no' }) answer: ScreenAnswer;
}

export class ScreenDto {
  @Choice(['answered', 'attested'], {
    about:
      'attested: every item was asked in the record of that number in another system, and nothing was found.',
  })
  kind: Screen['kind'];

  @ArrayUnique((answer: ScreenAnswerDto | null) => answer?.item, { message: 'each item is answered once' })
  @ListOf(() => ScreenAnswerDto, { optional: true, max: RED_FLAG_ITEMS.length, about: 'Only when answered.' })
  answers?: ScreenAnswerDto[];

  @Text({ max: 100, optional: true, example: 'A-1042', about: 'Only when attested.' })
  recordNumber?: string;
}

export const SCREEN_EXAMPLE = { kind: 'answered', answers: [{ item: 'CES-1', answer: 'no' }] };

/** Throws request.invalid on a screen that is both answered and attested. */
export function screenOf({ kind, answers, recordNumber }: ScreenDto): Screen {
  const stray = kind === 'answered' ? recordNumber && 'recordNumber' : answers && 'answers';
  if (stray) {
    throw new AppError('request.invalid', undefined, [
      { pointer: `/screen/${stray}`, code: 'kind', detail: `Does not belong to a screen that was ${kind}.` },
    ]);
  }
  if (kind === 'attested') return { kind, recordNumber: recordNumber ?? '' };
  return { kind, answers: Object.fromEntries((answers ?? []).map(({ item, answer }) => [item, answer])) };
}

/** The answers in the order of the screen. */
export function toScreen(screen: Screen): ScreenDto {
  if (screen.kind === 'attested')
    return { kind: screen.kind, recordNumber: screen.recordNumber || undefined };
  const answers = RED_FLAG_CODES.flatMap((item) => {
    const answer = screen.answers[item];
    return answer ? [{ item, answer }] : [];
  });
  return { kind: screen.kind, answers };
}
