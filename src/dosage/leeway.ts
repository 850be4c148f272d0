/**
 * What a dose allows beyond what it asks: how far it may be made harder and by whom, how much pain is accepted, and when the
 * patient must stop. As in set-demand.ts it is numbers by name, of which more is looser. What it asks is compared in
 * dose-demand.ts.
 */
import type {
  DoseChange,
  Dosage,
  PainPolicy,
  ProgressCap,
  Progression,
  Regression,
  StopRule,
} from './dosage';
import { STOP_RULES } from './dosage';
import { type Demand, exceeds } from './set-demand';

/**
 * Whether `after` allows what `before` did not: a progression, or one that goes further, in bigger steps, sooner or by the
 * patient alone; more pain; to go on where one had to stop or to do less. Without a pain policy the guide that every patient
 * reads holds, which is up to 5.
 */
export function allowsMore(before: Dosage, after: Dosage): boolean {
  const parts = [ofProgression, ofRegression, ofPain, ofStopRules] as const;
  return parts.some((leeway) => exceeds(leeway(after), leeway(before)));
}

const CHANGES = ['reps', 'sets', 'holdSeconds', 'timeSeconds', 'kg', 'percentLoad', 'ladder'] as const;
const CAPPED = ['reps', 'sets', 'holdSeconds', 'kg'] as const satisfies (keyof ProgressCap)[];
/** More pain than there is; longer than any number of mornings. */
const ANY_PAIN = 11;
const EVER = 100;

function ofProgression({ progression }: Dosage): Demand {
  if (!progression) return {};
  const { when, change, cap = {}, decidedBy }: Progression = progression;
  const caps = CAPPED.map((part) => [`${part} up to`, (change[part] ?? 0) > 0 ? (cap[part] ?? Infinity) : 0]);
  return {
    'may be made harder': 1,
    'by the patient': decidedBy === 'patient_within_limits' ? 1 : 0,
    ...changesOf(change),
    'on to the next row': change.nextWeekRow ? 1 : 0,
    ...Object.fromEntries(caps),
    'percent a week': cap.percentPerWeek ?? Infinity,
    'before all sets are full': when.allSetsAtTop ? 0 : 1,
    'in spite of pain': when.painDuringAtMost ?? ANY_PAIN,
    'in spite of the next day': when.noNextDayRise ? 0 : 1,
    'sessions before': -(when.sessionsRunning ?? 0),
    'weeks before': -(when.weeksAtLevel ?? 0),
  };
}

/** To have to do less is no leeway, so what is not said here is the most there is. */
function ofRegression({ regression }: Dosage): Demand {
  const { when = {}, change = {} }: Partial<Regression> = regression ?? {};
  return {
    'as much as before': regression ? 0 : 1,
    ...changesOf(change),
    'as much in pain': when.painDuringAbove ?? ANY_PAIN,
    'as much the next day': when.nextDayRise ? 0 : 1,
    'as much when not completed': when.sessionsNotCompleted ?? EVER,
    'on in the table': change.repeatWeekRow ? 0 : 1,
  };
}

const changesOf = (change: DoseChange): Demand =>
  Object.fromEntries(CHANGES.map((part) => [`change of ${part}`, change[part] ?? 0]));

function ofPain({ painPolicy = { kind: 'up_to_5' } }: Dosage): Demand {
  const { during, after, nextMorning, spreads } = acceptedPain(painPolicy);
  return {
    'pain during': during,
    'pain after': after,
    'pain next morning': nextMorning,
    'pain spreads': spreads,
  };
}

function acceptedPain({ kind, during = 0, after = during, nextMorning }: PainPolicy) {
  switch (kind) {
    case 'none':
      return { during: 0, after: 0, nextMorning: 0, spreads: 0 };
    case 'up_to_5':
      return { during: 5, after: 5, nextMorning: 0, spreads: 1 };
    case 'until_disabling':
      return { during: ANY_PAIN, after: ANY_PAIN, nextMorning: 1, spreads: 1 };
    case 'location':
      return { during: ANY_PAIN, after: ANY_PAIN, nextMorning: 1, spreads: 0 };
    case 'custom':
      return { during, after, nextMorning: nextMorning === 'any' ? 1 : 0, spreads: 1 };
  }
}

/** A rule that is not there never stops anybody. */
function ofStopRules({ stopRules = [] }: Dosage): Demand {
  const bound = ({ pain, mornings }: StopRule): number => pain ?? mornings ?? 0;
  const rules = STOP_RULES.map((kind) => {
    const rule = stopRules.find((one) => one.kind === kind);
    return [`on in spite of ${kind}`, rule ? bound(rule) : EVER];
  });
  return Object.fromEntries(rules) as Demand;
}
