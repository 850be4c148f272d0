/**
 * What a patient reads after they answered: where to go first, by the list that the sign stands on, and then what became of
 * their plan. Words only; what is closed was decided before. Pure.
 */
import { ENGLISH, type Words } from '../language/words';
import { SIGN_LEVELS, type SignCode, signId, type SignLevel, WARNING_SIGNS } from '../routine/warning-signs';
import { CHECK_IN_TEXTS as texts } from './check-in-wording';

export interface UrgentText {
  level: SignLevel;
  title: string;
  items: string[];
}

/** Emergencies before the rest; none where there is nothing of a level. */
export function urgentFor(codes: readonly SignCode[], words: Words): UrgentText[] {
  return SIGN_LEVELS.flatMap((level) => {
    const said = WARNING_SIGNS.filter((sign) => sign.level === level && codes.includes(sign.code));
    return said.length === 0
      ? []
      : [
          {
            level,
            title: words.say(texts[level].id),
            items: said.map(({ code }) => words.say(signId(code))),
          },
        ];
  });
}

/** What the answers confirmed so far have closed. */
export const CLOSURES = ['everything', 'today', 'nothing'] as const;
export type Closure = (typeof CLOSURES)[number];

/** `isConfirmed`: something of the check-in was, now or before. */
export function wordMessage(
  kind: 'confirmed' | 'taken_back',
  closed: Closure,
  isConfirmed: boolean,
  words: Words = ENGLISH,
): string {
  const say = (text: keyof typeof texts) => words.say(texts[text].id);
  if (kind === 'taken_back') return say(isConfirmed ? 'slipTooLate' : 'slip');
  if (closed === 'everything') return say('closedAll');
  return say(closed === 'today' ? 'closedToday' : 'callUs');
}
