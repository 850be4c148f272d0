/**
 * A filled-in red-flag screen: whether it is complete enough to sign, and what it found. A screen is every item answered,
 * or the signer's word that it was done, with nothing found, in a record kept elsewhere. Unanswered is never "no".
 */
import { RED_FLAG_CODES, RED_FLAG_ITEMS, type RedFlagCode } from './red-flags';

export const SCREEN_ANSWERS = ['yes', 'no', 'not_asked', 'declined', 'unable'] as const;
export type ScreenAnswer = (typeof SCREEN_ANSWERS)[number];

/** `attested`: done in the record of that number in another system, and nothing found. */
export type Screen =
  | { kind: 'answered'; answers: Partial<Record<RedFlagCode, ScreenAnswer>> }
  | { kind: 'attested'; recordNumber: string };

/** `pointer` is a JSON pointer below the screen. */
export interface ScreenFault {
  pointer: string;
  code:
    'screen.not_answered' | 'screen.unknown_answer' | 'screen.unknown_item' | 'screen.record_number_missing';
  detail: string;
}

/**
 * Everything that keeps this screen from being signed. `not_asked` and a missing item are no answers. `declined` and
 * `unable` are: the clinician did ask and records how it ended, so they do not stop a signature; but neither is a "no",
 * and `unsettled` lists them.
 */
export function screenFaults(screen: Screen): ScreenFault[] {
  if (screen.kind === 'attested') {
    const detail = 'Please give the number of the record in which the screen was done.';
    return screen.recordNumber.trim()
      ? []
      : [{ pointer: '/recordNumber', code: 'screen.record_number_missing', detail }];
  }
  const { answers } = screen;
  const unknown = Object.keys(answers).filter((code) => !RED_FLAG_CODES.includes(code as RedFlagCode));
  return [
    ...RED_FLAG_CODES.flatMap((code) => faultOfAnswer(code, answers[code])),
    ...unknown.map((code) => ({
      pointer: `/answers/${code.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      code: 'screen.unknown_item' as const,
      detail: 'The screen has no such item.',
    })),
  ];
}

function faultOfAnswer(code: RedFlagCode, answer: ScreenAnswer | undefined): ScreenFault[] {
  const pointer = `/answers/${code}`;
  if (answer === undefined || answer === 'not_asked') {
    return [
      {
        pointer,
        code: 'screen.not_answered',
        detail: 'Please ask this before signing. Not asked is not a no.',
      },
    ];
  }
  if (SCREEN_ANSWERS.includes(answer)) return [];
  const detail = `An answer is one of: ${SCREEN_ANSWERS.join(', ')}.`;
  return [{ pointer, code: 'screen.unknown_answer', detail }];
}

/** The items that the patient declined or was unable to answer: recorded, but not a "no". */
export function unsettled(screen: Screen): RedFlagCode[] {
  if (screen.kind === 'attested') return [];
  return RED_FLAG_CODES.filter((code) =>
    ['declined', 'unable'].includes(screen.answers[code] ?? 'not_asked'),
  );
}

/**
 * The items for which signing must open a hold on the patient: every yes, and every cauda equina item left unsettled. The
 * one exception: a patient may decline the question about sexual function (CES-5) when bladder, feeling, bowel and leg
 * pain (CES-1, 2, 4 and 6) were all answered no; unable to answer it still holds [design decision on the GIRFT pathway].
 */
export function holdCodes(screen: Screen): RedFlagCode[] {
  if (screen.kind === 'attested') return [];
  const { answers } = screen;
  const mayDeclineCes5 = (['CES-1', 'CES-2', 'CES-4', 'CES-6'] as const).every(
    (code) => answers[code] === 'no',
  );
  return RED_FLAG_ITEMS.filter(({ code, group }) => {
    if (answers[code] === 'yes') return true;
    if (code === 'CES-5' && answers[code] === 'declined' && mayDeclineCes5) return false;
    return group === 'cauda_equina' && unsettled(screen).includes(code);
  }).map(({ code }) => code);
}
