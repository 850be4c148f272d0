/**
 * Where a "no" cannot stand beside what else was found. Screens are filled in before patients are examined; what is found then
 * must not be outvoted by a tick. Until one of the two is put right the answer weighs as a yes, and nobody can sign it.
 */
import { isLongStanding } from './known-cause';
import { RED_FLAG_ITEMS, type RedFlag, type RedFlagCode } from './red-flags';
import type { Screen, ScreenContext, ScreenEntry } from './screen';

export interface Contradiction {
  /** What the record says. */
  told: string;
  /** Whether a note that says why it is still a "no" settles it. */
  byNote: boolean;
}

/**
 * Pain down both legs contradicts a bare "no" to CES-6: that it is not new has to be said, with since when. An attested screen
 * says "no" of what is HARD; it has no notes, so what makes such a "no" unlikely is asked here.
 */
export function contradictions(screen: Screen, context: ScreenContext): Map<RedFlagCode, Contradiction> {
  const found = RED_FLAG_ITEMS.flatMap((item): [RedFlagCode, Contradiction][] => {
    const contradiction = ofItem(item, screen, context);
    return contradiction ? [[item.code, contradiction]] : [];
  });
  return new Map(found);
}

function ofItem({ code, rows }: RedFlag, screen: Screen, context: ScreenContext): Contradiction | null {
  const isAttested = screen.kind === 'attested';
  const entry: ScreenEntry | undefined = isAttested ? { answer: 'no' } : screen.answers[code];
  if (entry?.answer !== 'no') return null;
  if (isAttested && !rows.some(({ level }) => level === 'HARD')) return null;
  const told = context.contradicted?.[code];
  if (told) return { told, byNote: false };
  if (code === 'CES-6' && context.bothLegs && !isLongStanding(entry.known, context)) {
    return { told: 'pain down both legs, and not since when', byNote: false };
  }
  const doubt = context.doubted?.[code];
  return doubt && !entry.note?.trim() ? { told: doubt, byNote: !isAttested } : null;
}
