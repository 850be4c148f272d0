import { ArrayUnique } from 'class-validator';
import { AppError } from '../http/errors';
import { Choice, Choices, Day, ListOf, Part, Said, Text } from '../http/fields';
import { RED_FLAG_CODES, RED_FLAG_ITEMS, type RedFlagCode, SIGN_CODES } from './red-flags';
import { type DecisionKind, DECISIONS, type Screen, SCREEN_ANSWERS, type ScreenAnswer } from './screen';

/** In a draft each part may wait; what is missing at the signature is named there. */
export class KnownCauseDto {
  @Day({
    optional: true,
    example: '2019-05-01',
    about: 'The first of the month or year where no more is known.',
  })
  since?: string;
  @Text({ max: 500, optional: true, example: 'Polio in childhood.' }) cause?: string;
  @Said({ about: 'What changed is not known: leave the known cause out.' }) unchanged?: true;
  @Day({ optional: true, example: '2019-06-14' }) investigatedOn?: string;
}

export class DecisionDto {
  @Choice(DECISIONS, { optional: true, example: 'monitor', about: 'monitor needs its day.' })
  kind?: DecisionKind;
  @Text({ max: 1000, optional: true, example: 'Pulled a muscle lifting; old cancer, discharged 2012.' })
  because?: string;
  @Day({
    optional: true,
    example: '2026-12-04',
    about: 'When the patient is looked at again, or the appointment.',
  })
  on?: string;
}

export class ScreenAnswerDto {
  @Choice(RED_FLAG_CODES, {
    about: RED_FLAG_ITEMS.map(({ code, question }) => `${code}: ${question}`).join('\n\n'),
  })
  item: RedFlagCode;
  @Choice(SCREEN_ANSWERS, { example: 'no' }) answer: ScreenAnswer;
  @Choices(SIGN_CODES, {
    optional: true,
    example: ['past_cancer', 'clear_strain'],
    about:
      'With a yes: the signs of this item, as GET /red-flags lists them. Without any, a yes is graded strictest.',
  })
  signs?: string[];
  @Part(() => KnownCauseDto, { optional: true, about: 'Long-standing, of a known cause, unchanged.' })
  known?: KnownCauseDto;
  @Part(() => DecisionDto, {
    optional: true,
    about: 'An item whose grade asks for a decision needs one to be signed.',
  })
  decision?: DecisionDto;
  @Text({
    max: 1000,
    optional: true,
    example: 'Asked twice; daughter was present.',
    about: 'Also why it is a no, where the rest of the record makes that unlikely.',
  })
  note?: string;
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

export const SCREEN_EXAMPLE = {
  kind: 'answered',
  answers: [
    {
      item: 'CA',
      answer: 'yes',
      signs: ['past_cancer', 'clear_strain'],
      decision: {
        kind: 'monitor',
        because: 'Pulled a muscle lifting; discharged in 2012.',
        on: '2026-12-04',
      },
    },
  ],
};

/** Throws request.invalid on a screen that is both answered and attested. */
export function screenOf({ kind, answers, recordNumber }: ScreenDto): Screen {
  const stray = kind === 'answered' ? recordNumber && 'recordNumber' : answers && 'answers';
  if (stray) {
    throw new AppError('request.invalid', undefined, [
      { pointer: `/screen/${stray}`, code: 'kind', detail: `Does not belong to a screen that was ${kind}.` },
    ]);
  }
  if (kind === 'attested') return { kind, recordNumber: recordNumber ?? '' };
  return { kind, answers: Object.fromEntries((answers ?? []).map(({ item, ...entry }) => [item, entry])) };
}

/** The answers in the order of the screen. */
export function toScreen(screen: Screen): ScreenDto {
  if (screen.kind === 'attested')
    return { kind: screen.kind, recordNumber: screen.recordNumber || undefined };
  const answers = RED_FLAG_CODES.flatMap((item) => {
    const entry = screen.answers[item];
    return entry ? [{ item, ...entry }] : [];
  });
  return { kind: screen.kind, answers };
}
