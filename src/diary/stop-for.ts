/**
 * Which exercise is stopped for what was told of it, and until when. Pure; which pain an exercise accepts is said in
 * diary/pain-policy.ts, and whether the exercise shows is the gate's to say.
 */
import type { Entry } from './diary';
import { type Accepts, PAIN_RULES, type PainRule, painRuleFor } from './pain-policy';
import type { StopBecause, StopUntil } from './wording';

/** What of the patient's plans the diary has to know: nothing that the gate does not show them. */
export interface ShownItems {
  /** What each exercise accepts, by its id: those that show and those that are stopped. */
  accepts: ReadonlyMap<string, Accepts & { prescriptionId: string }>;
  /** For an exercise of an earlier version, the same one of the version that is live. */
  nowCalled: ReadonlyMap<string, string>;
}

export interface Ruled {
  entry: Entry;
  rule: PainRule | null;
}

export function ruled(entry: Entry, { accepts }: ShownItems): Ruled {
  return { entry, rule: painRuleFor(entry, (entry.itemId && accepts.get(entry.itemId)) || null) };
}

/**
 * Where the stop goes: what was told of an exercise late, when another version is live, is about the same exercise in that one:
 * whoever wrote it did not know yet.
 */
export function itemNow(told: string, { accepts, nowCalled }: ShownItems): string {
  return accepts.has(told) ? told : (nowCalled.get(told) ?? told);
}

/** Null: go on, or it is over with its day. Of numbness the exercise is stopped only where the pause leaves it open. */
export function stopFor(
  { entry, rule }: Ruled,
  today: string,
): { until: StopUntil; because: StopBecause } | null {
  if (entry.itemId === null) return null;
  if (rule === PAIN_RULES.further_down || rule === PAIN_RULES.numb_or_weak) {
    return { until: 'reviewed', because: 'spreads_down' };
  }
  // yesterday's pain is over with yesterday
  if (rule?.verdict !== 'stop_today' || entry.day < today) return null;
  return { until: 'tomorrow', because: 'pain_over_limit' };
}
