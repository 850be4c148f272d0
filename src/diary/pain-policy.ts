/**
 * What follows from pain that was told of an exercise, by the exercise's own pain policy and stop rules. Pure; each line has its
 * source. A number never asks for more than to rest until tomorrow: whether the plan is changed, a clinician decides.
 */
import type { Dosage, PainPolicy } from '../dosage/dosage';
import type { Entry } from './diary';

/** What the exercise accepts. */
export type Accepts = Pick<Dosage, 'painPolicy' | 'stopRules'>;
/** As much of an entry as is asked. */
export type Told = Pick<Entry, 'kind' | 'pain' | 'spread' | 'notDoneBecause'>;

/**
 * `stop_today`: this exercise, until tomorrow. `stop_until_reviewed`: this exercise, until a clinician looked. `pause_plan`: all
 * but what the clinician marked as comfort, until a clinician looked.
 */
export type Verdict = 'go_on' | 'stop_today' | 'stop_until_reviewed' | 'pause_plan';

export interface PainRule {
  id: string;
  verdict: Verdict;
  source: string;
}

const SECTION_6 =
  'alert A3 of the clinic’s follow-up rules: further down the leg stops the exercise, new numbness or weakness the plan';
const NEMEX =
  'pain monitoring after Thomeé, as given with the NEMEX-TJR programme (Ageberg 2010): 0-2, up to 5, above 5';
const OURS = 'design decision, to be approved by a registered clinician';

export const PAIN_RULES = {
  numb_or_weak: { id: 'pain.numb_or_weak', verdict: 'pause_plan', source: SECTION_6 },
  further_down: { id: 'pain.further_down', verdict: 'stop_until_reviewed', source: SECTION_6 },
  over_limit: { id: 'pain.over_limit', verdict: 'stop_today', source: NEMEX },
  disabling: { id: 'pain.disabling', verdict: 'stop_today', source: OURS },
} as const satisfies Record<string, PainRule>;

/** Without a policy the guide that every patient reads holds. */
const DEFAULT_POLICY: PainPolicy = { kind: 'up_to_5' };

/**
 * What `until_disabling` comes to as a number [ours]: nobody exercises in more than 8 out of 10 (DOSAGE_BOUNDS.painAccepted).
 * Below it, disabling is what made the patient leave off because of pain.
 */
export const DISABLING_FROM = 9;

/**
 * The most pain during the exercise that is accepted, 0 to 10; null where no number decides. A stop rule about pain counts
 * beside the policy; the lower of two holds.
 */
export function acceptedDuring({ painPolicy = DEFAULT_POLICY, stopRules = [] }: Accepts): number | null {
  const ofPolicy = acceptedBy(painPolicy);
  const ofRules = stopRules.flatMap(({ kind, pain }) =>
    kind === 'pain_above' && pain !== undefined ? [pain] : [],
  );
  const limits = [...(ofPolicy === null ? [] : [ofPolicy]), ...ofRules];
  return limits.length > 0 ? Math.min(...limits) : null;
}

function acceptedBy({ kind, during, after }: PainPolicy): number | null {
  switch (kind) {
    case 'up_to_5':
      return 5;
    case 'none':
      return 0;
    case 'until_disabling':
      return DISABLING_FROM - 1;
    case 'location':
      return null;
    case 'custom':
      // a policy that speaks of the time after alone accepts no more before it
      return during ?? after ?? 5;
  }
}

/** The rule that speaks, the strictest first; null: go on. `accepts` is null where the exercise cannot be read any more. */
export function painRuleFor(told: Told, accepts: Accepts | null): PainRule | null {
  if (told.spread === 'numb_or_weak') return PAIN_RULES.numb_or_weak;
  if (told.spread === 'further_down') return PAIN_RULES.further_down;
  if (told.kind !== 'item' || accepts === null) return null;
  const limit = acceptedDuring(accepts);
  if (told.pain !== null && limit !== null && told.pain > limit) return PAIN_RULES.over_limit;
  const leftOffInPain = accepts.painPolicy?.kind === 'until_disabling' && told.notDoneBecause === 'pain';
  return leftOffInPain ? PAIN_RULES.disabling : null;
}

export function verdictOn(told: Told, accepts: Accepts | null): Verdict {
  return painRuleFor(told, accepts)?.verdict ?? 'go_on';
}
