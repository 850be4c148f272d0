/**
 * What a patient is told when something of what they wrote in the diary stops an exercise, and beside a stopped exercise. Same
 * rules as routine/wording.ts. Nothing here blames: to rest because it hurts is to follow the plan.
 */
import type { PatientText } from '../routine/wording';

const OWN = 'own wording of what the clinic asks for; no clinical fact';

export const STOP_BECAUSE = ['pain_over_limit', 'spreads_down', 'own_choice', 'urgent_answer'] as const;
export type StopBecause = (typeof STOP_BECAUSE)[number];
export const STOP_UNTIL = ['tomorrow', 'reviewed'] as const;
export type StopUntil = (typeof STOP_UNTIL)[number];

export const STOPPED = {
  pain_over_limit: {
    id: 'stopped.pain_over_limit',
    text: 'Thank you for telling us. Please stop this one for today and let it rest. That is part of your plan. You can try it again tomorrow.',
    source: OWN,
  },
  spreads_down: {
    id: 'stopped.spreads_down',
    text: 'Thank you for telling us. Please stop this one for now. Your clinic needs to look at it with you first. Call them if you are worried.',
    source: OWN,
  },
  own_choice: {
    id: 'stopped.own_choice',
    text: 'You chose to leave this one out today. That is fine. It will be back tomorrow.',
    source: OWN,
  },
  urgent_answer: {
    id: 'stopped.urgent_answer',
    text: 'This one is off for today because of what you told us. Please call [{advice} or ]your GP without delay, and tell your clinic.',
    source: OWN,
  },
} as const satisfies Record<StopBecause, PatientText>;

/** Where somebody would take back a stop that they did not choose. */
export const STAYS_STOPPED = {
  pain_over_limit: {
    id: 'stays_stopped.pain_over_limit',
    text: 'This was stopped because of pain: it comes back tomorrow.',
    source: OWN,
  },
  spreads_down: {
    id: 'stays_stopped.spreads_down',
    text: 'This was stopped because of pain: it comes back when your clinic has looked at it with you.',
    source: OWN,
  },
  urgent_answer: {
    id: 'stays_stopped.urgent_answer',
    text: 'This was stopped because of what you told us: it comes back tomorrow.',
    source: OWN,
  },
} as const satisfies Record<Exclude<StopBecause, 'own_choice'>, PatientText>;

/** The same beside a stop that was found before, for an exercise that is not shown. */
export const PLAN_PAUSED: PatientText = {
  id: 'stopped.plan_paused',
  text: 'Thank you for telling us. Please stop your plan for now and call your clinic today. If one thing on the list below fits you, do what it says at once.',
  source: OWN,
};

/** For pain that was told of in an entry that cannot be kept: which exercise it was, nobody knows for certain. */
export const UNKEPT_PAIN: PatientText = {
  id: 'diary.unkept_pain',
  text: 'Thank you for telling us. Please stop this one for now and let it rest. Call your clinic and tell them that it hurts.',
  source: OWN,
};

/** Where the software only records: the same words whatever was told. */
export const RECORDED_ONLY: PatientText = {
  id: 'diary.recorded_only',
  text: 'We have kept what you told us. Please look at your list of when to stop. If you are not sure, leave it out and call your clinic.',
  source: OWN,
};
