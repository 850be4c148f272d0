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
import { counted, duration, listed } from './quantity-words';

export function progressionSentences(dosage: Dosage): string[] {
  const { painPolicy, progression, regression, stopRules = [] } = dosage;
  return [
    ...(painPolicy ? painSentences(painPolicy) : []),
    ...(progression ? progressSentences(progression) : []),
    ...(regression ? [regressSentence(regression)] : []),
    ...(stopRules.length ? [`Stop and tell us if ${listed(stopRules.map(stopWords), 'or')}.`] : []),
  ];
}

function painSentences({ kind, during, after, nextMorning }: PainPolicy): string[] {
  switch (kind) {
    case 'up_to_5':
      return ['Pain of up to 5 out of 10 is all right if it is back to usual the next morning.'];
    case 'none':
      return ['It must not hurt: stop if it does.'];
    case 'until_disabling':
      return ['Pain is all right as long as you can still move well.'];
    case 'location':
      return ['Stop if the pain moves further down your leg, even if it is mild.'];
    case 'custom':
      return [
        during !== undefined && `${painUpTo(during)} while you do it.`,
        after !== undefined && `${painUpTo(after)} after it.`,
        nextMorning === 'as_usual' && 'The next morning it should hurt no more than usual.',
        nextMorning === 'any' && 'It is all right if it hurts more the next morning.',
      ].filter((said) => said !== false);
  }
}

function painUpTo(level: number): string {
  return level === 0 ? 'It must not hurt' : `Pain of up to ${level} out of 10 is all right`;
}

function progressSentences({ when, change, cap, decidedBy }: Progression): string[] {
  const conditions = listed(progressWords(when), 'and');
  const changes = listed(changeWords(change), 'and');
  const start = conditions ? `When ${conditions}, ` : 'When you are ready, ';
  const decided =
    decidedBy === 'clinician' ? `ask your clinician if you can ${changes}` : `you may ${changes}`;
  const limits = cap ? capWords(cap) : [];
  return [`${start}${decided}.`, ...(limits.length ? [`The limit is ${listed(limits, 'and')}.`] : [])];
}

function progressWords(when: ProgressWhen): string[] {
  const { allSetsAtTop, painDuringAtMost, noNextDayRise, sessionsRunning, weeksAtLevel } = when;
  return [
    allSetsAtTop && 'you can do all of the sets in full',
    painDuringAtMost !== undefined && atMostPain(painDuringAtMost),
    noNextDayRise && 'it hurts no more than usual the next day',
    sessionsRunning !== undefined && `it has gone like that ${counted(sessionsRunning, 'time')} in a row`,
    weeksAtLevel !== undefined && `you have done it like that for ${counted(weeksAtLevel, 'week')}`,
  ].filter((said) => typeof said === 'string');
}

function atMostPain(level: number): string {
  return level === 0 ? 'it does not hurt' : `the pain is no more than ${level} out of 10 while you do it`;
}

function regressSentence({ when, change }: Regression): string {
  return `If ${listed(regressWords(when), 'or')}, ${listed(changeWords(change), 'and')}.`;
}

function regressWords({ painDuringAbove, nextDayRise, sessionsNotCompleted }: RegressWhen): string[] {
  return [
    painDuringAbove !== undefined && `the pain is more than ${painDuringAbove} out of 10 while you do it`,
    nextDayRise && 'it hurts more than usual the next day',
    sessionsNotCompleted !== undefined && `you could not finish it ${counted(sessionsNotCompleted, 'time')}`,
  ].filter((said) => typeof said === 'string');
}

function changeWords(change: DoseChange): string[] {
  const { reps, sets, holdSeconds, timeSeconds, kg, percentLoad, ladder } = change;
  return [
    reps && `do ${amount(reps)} ${reps > 0 ? 'more' : 'fewer'} in each set`,
    sets && `do ${counted(amount(sets), `${sets > 0 ? 'more' : 'fewer'} set`)}`,
    holdSeconds && `hold for ${duration(amount(holdSeconds))} ${holdSeconds > 0 ? 'longer' : 'less'}`,
    timeSeconds && `go on for ${duration(amount(timeSeconds))} ${timeSeconds > 0 ? 'longer' : 'less'}`,
    kg && `use ${amount(kg)} kg ${kg > 0 ? 'more' : 'less'}`,
    percentLoad && `use ${amount(percentLoad)}% ${percentLoad > 0 ? 'more' : 'less'} load`,
    ladder && (ladder > 0 ? 'go on to the harder exercise' : 'go back to the easier exercise'),
    change.nextWeekRow && 'go on to the next week of the plan',
    change.repeatWeekRow && 'do the same week of the plan again',
  ].filter((said) => typeof said === 'string');
}

function amount(signed: number): number {
  return Math.abs(signed);
}

function capWords({ reps, sets, holdSeconds, kg, percentPerWeek }: ProgressCap): string[] {
  return [
    reps !== undefined && `${reps} in each set`,
    sets !== undefined && counted(sets, 'set'),
    holdSeconds !== undefined && `a hold of ${duration(holdSeconds)}`,
    kg !== undefined && `${kg} kg`,
    percentPerWeek !== undefined && `${percentPerWeek}% more in a week`,
  ].filter((said) => said !== false);
}

function stopWords({ kind, pain, mornings }: StopRule): string {
  switch (kind) {
    case 'pain_above':
      return `the pain is more than ${pain} out of 10`;
    case 'pain_spreads':
      return 'the pain spreads';
    case 'numbness_or_weakness':
      return 'a part of you gets numb or weak';
    case 'worse_next_morning':
      return mornings === 1
        ? 'the pain is worse the next morning'
        : `the pain is worse ${mornings} mornings in a row`;
    case 'dizzy':
      return 'you feel dizzy';
    case 'breathless':
      return 'you get very short of breath';
    case 'form_lost':
      return 'you can no longer do it well';
  }
}
