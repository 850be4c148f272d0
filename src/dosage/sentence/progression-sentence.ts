/**
 * Pain, and what may be changed on the way, in words for the patient: how much pain is all right, when it gets harder and
 * who decides that, when it gets easier, and when to stop.
 */
import type {
  Dosage,
  DoseChange,
  PainPolicy,
  ProgressCap,
  Progression,
  ProgressWhen,
  Regression,
  RegressWhen,
  StopRule,
} from '../dosage';
import type { DoseWords } from './dose-words';
import { counted, duration, listed } from './quantity-words';

export function progressionSentences(words: DoseWords, dosage: Dosage): string[] {
  const { painPolicy, progression, regression, stopRules = [] } = dosage;
  const signs = stopRules.map((rule) => stopWords(words, rule));
  return [
    ...(painPolicy ? painSentences(words, painPolicy) : []),
    ...(progression ? progressSentences(words, progression) : []),
    ...(regression ? [regressSentence(words, regression)] : []),
    ...(signs.length ? [words.say('stop_and_tell', { signs: listed(words, signs, 'or') })] : []),
  ];
}

function painSentences(words: DoseWords, { kind, during, after, nextMorning }: PainPolicy): string[] {
  if (kind !== 'custom') return [words.say(`pain.${kind}`)];
  return [
    during !== undefined && painUpTo(words, during, 'during'),
    after !== undefined && painUpTo(words, after, 'after'),
    nextMorning === 'as_usual' && words.say('pain.morning_as_usual'),
    nextMorning === 'any' && words.say('pain.morning_any'),
  ].filter((said) => said !== false);
}

function painUpTo(words: DoseWords, level: number, when: 'during' | 'after'): string {
  return level === 0
    ? words.say(`pain.not_${when}`)
    : words.say(`pain.${when}`, { level: words.number(level) });
}

function progressSentences(words: DoseWords, { when, change, cap, decidedBy }: Progression): string[] {
  const conditions = listed(words, progressWords(words, when), 'and');
  const changes = listed(words, changeWords(words, change), 'and');
  const who = decidedBy === 'clinician' ? 'ask' : 'may';
  const limits = cap ? capWords(words, cap) : [];
  return [
    conditions
      ? words.say(`progress.${who}`, { conditions, changes })
      : words.say(`progress.ready_${who}`, { changes }),
    ...(limits.length ? [words.say('progress.limit', { limits: listed(words, limits, 'and') })] : []),
  ];
}

function progressWords(words: DoseWords, when: ProgressWhen): string[] {
  const { allSetsAtTop, painDuringAtMost, noNextDayRise, sessionsRunning, weeksAtLevel } = when;
  return [
    allSetsAtTop && words.say('if.all_sets'),
    painDuringAtMost !== undefined && atMostPain(words, painDuringAtMost),
    noNextDayRise && words.say('if.no_next_day_rise'),
    sessionsRunning !== undefined &&
      words.say('if.sessions_running', { times: counted(words, sessionsRunning, 'time_count') }),
    weeksAtLevel !== undefined &&
      words.say('if.weeks_at_level', { weeks: counted(words, weeksAtLevel, 'weeks') }),
  ].filter((said) => typeof said === 'string');
}

function atMostPain(words: DoseWords, level: number): string {
  return level === 0 ? words.say('if.no_pain') : words.say('if.pain_at_most', { level: words.number(level) });
}

function regressSentence(words: DoseWords, { when, change }: Regression): string {
  return words.say('regress', {
    conditions: listed(words, regressWords(words, when), 'or'),
    changes: listed(words, changeWords(words, change), 'and'),
  });
}

function regressWords(
  words: DoseWords,
  { painDuringAbove, nextDayRise, sessionsNotCompleted }: RegressWhen,
): string[] {
  return [
    painDuringAbove !== undefined && words.say('if.pain_above', { level: words.number(painDuringAbove) }),
    nextDayRise && words.say('if.next_day_rise'),
    sessionsNotCompleted !== undefined &&
      words.say('if.not_completed', { times: counted(words, sessionsNotCompleted, 'time_count') }),
  ].filter((said) => typeof said === 'string');
}

function changeWords(words: DoseWords, change: DoseChange): string[] {
  const { reps, sets, holdSeconds, timeSeconds, kg, percentLoad, ladder } = change;
  const number = (signed: number) => ({ number: words.number(Math.abs(signed)) });
  const long = (signed: number) => ({ duration: duration(words, Math.abs(signed)) });
  return [
    reps && words.say(reps > 0 ? 'change.reps_more' : 'change.reps_fewer', number(reps)),
    sets && words.say(sets > 0 ? 'change.sets_more' : 'change.sets_fewer', {}, Math.abs(sets)),
    holdSeconds && words.say(holdSeconds > 0 ? 'change.hold_more' : 'change.hold_less', long(holdSeconds)),
    timeSeconds && words.say(timeSeconds > 0 ? 'change.time_more' : 'change.time_less', long(timeSeconds)),
    kg && words.say(kg > 0 ? 'change.kg_more' : 'change.kg_less', number(kg)),
    percentLoad && words.say(percentLoad > 0 ? 'change.load_more' : 'change.load_less', number(percentLoad)),
    ladder && words.say(ladder > 0 ? 'change.harder' : 'change.easier'),
    change.nextWeekRow && words.say('change.next_week'),
    change.repeatWeekRow && words.say('change.same_week'),
  ].filter((said) => typeof said === 'string');
}

function capWords(words: DoseWords, { reps, sets, holdSeconds, kg, percentPerWeek }: ProgressCap): string[] {
  return [
    reps !== undefined && words.say('limit.reps', { number: words.number(reps) }),
    sets !== undefined && words.say('limit.sets', {}, sets),
    holdSeconds !== undefined && words.say('limit.hold', { duration: duration(words, holdSeconds) }),
    kg !== undefined && words.say('limit.kg', { number: words.number(kg) }),
    percentPerWeek !== undefined &&
      words.say('limit.percent_per_week', { number: words.number(percentPerWeek) }),
  ].filter((said) => said !== false);
}

function stopWords(words: DoseWords, { kind, pain, mornings = 1 }: StopRule): string {
  switch (kind) {
    case 'pain_above':
      return words.say('stop.pain_above', { level: words.number(pain as number) });
    case 'worse_next_morning':
      return mornings === 1
        ? words.say('stop.worse_next_morning')
        : words.say('stop.worse_mornings', {}, mornings);
    default:
      return words.say(`stop.${kind}`);
  }
}
