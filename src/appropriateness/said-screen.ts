/**
 * What the red-flag screens of a patient last answered, in whatever episode. Of most items the newest answer counts; what does
 * not pass by itself stands until it is taken back in so many words.
 */
import { type FlagCode, RED_FLAG_CODES, type RedFlagCode } from '../screen/red-flags';
import { gradeScreen } from '../screen/screen';
import type { Said, SignedFindings } from './said';

/** `isHard`: it is graded HARD, whether it was said or is told by what else was found. */
export interface FlagAnswer {
  answer: 'yes' | 'no';
  isHard: boolean;
  signs: readonly string[];
}

export type SaidScreen = { [C in RedFlagCode]?: Said<FlagAnswer> };

/** What a clinician lifted, with the day. */
export interface ResolvedFlag {
  flag: FlagCode;
  on: string;
}

/**
 * A bone has to be cleared, and an aneurysm is for life: that nothing is new, or that all was asked in another record, says
 * nothing of either. A full screen that says no, and in its note why, does [our decision, to be approved].
 */
const LASTING: readonly FlagCode[] = ['BSI', 'VASC'];

/**
 * A resolved hold settles the yes that opened it: what lasts is no longer HARD, anything else no longer speaks. It settles none
 * that came later.
 */
export function saidScreen(signed: readonly SignedFindings[], resolved: readonly ResolvedFlag[]): SaidScreen {
  const screen: Partial<Record<FlagCode, Said<FlagAnswer>>> = {};
  // from the oldest on, so that the newest answer is the one that stays
  for (const one of signed.toReversed()) {
    for (const [flag, value] of answersOf(one)) {
      const stands = screen[flag];
      if (stands && LASTING.includes(flag) && isLess(value, stands.value) && !saysWhy(one, flag)) continue;
      screen[flag] = { value, foundOn: one.seenOn };
    }
  }
  for (const { flag, on } of resolved) {
    const said = screen[flag];
    if (said?.value.answer !== 'yes' || said.foundOn > on) continue;
    if (LASTING.includes(flag)) screen[flag] = { ...said, value: { ...said.value, isHard: false } };
    else delete screen[flag];
  }
  return screen;
}

const isLess = (now: FlagAnswer, before: FlagAnswer): boolean =>
  before.answer === 'yes' && (now.answer === 'no' || (before.isHard && !now.isHard));

const saysWhy = ({ kind, screen }: SignedFindings, flag: RedFlagCode): boolean =>
  kind === 'full' && screen?.kind === 'answered' && Boolean(screen.answers[flag]?.note?.trim());

/**
 * What was not asked, declined or could not be answered is no answer. An attested screen says no to every item. Either may be
 * contradicted by what else was found: then it is graded as what it should have said.
 */
function answersOf({ screen, seenOn, screenContext }: SignedFindings): [RedFlagCode, FlagAnswer][] {
  if (screen === null) return [];
  const grades = gradeScreen(screen, screenContext ?? { seenOn, bothLegs: false });
  const hard = new Set(grades.filter(({ level }) => level === 'HARD').map(({ code }) => code));
  return RED_FLAG_CODES.flatMap((code): [RedFlagCode, FlagAnswer][] => {
    const entry = screen.kind === 'attested' ? { answer: 'no' as const } : screen.answers[code];
    const answer = hard.has(code) ? 'yes' : entry?.answer;
    if (answer !== 'yes' && answer !== 'no') return [];
    return [[code, { answer, isHard: hard.has(code), signs: entry?.signs ?? [] }]];
  });
}
