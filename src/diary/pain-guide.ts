/**
 * What a patient reads about pain beside one exercise, derived from that exercise's own pain policy and stop rules: who may go on
 * at 6 is not told to stop at 6. Pure; the same reading level as routine/wording.ts, whose lists stand where nothing else was
 * decided. Which pain stops an exercise is decided in diary/pain-policy.ts, and only there.
 */
import type { PainPolicy, StopRule } from '../dosage/dosage';
import { type Accepts, acceptedDuring } from './pain-policy';
import { PAIN_GUIDE, type PatientList, STOP_IF, WORSE_MORNINGS } from '../routine/wording';

const OURS = 'derived from the pain policy that the clinician chose; the words are our own';
const TITLE = PAIN_GUIDE.title;
/** Up to here pain is called fine in every guide that reaches further. */
const FINE = 2;

export function painGuide(accepts: Accepts): PatientList {
  const { painPolicy = { kind: 'up_to_5' } } = accepts;
  const limit = acceptedDuring(accepts);
  if (painPolicy.kind === 'up_to_5' && limit === 5) return PAIN_GUIDE;
  return {
    id: `pain_guide.${painPolicy.kind}`,
    title: TITLE,
    items: linesOf(painPolicy, limit),
    source: OURS,
  };
}

function linesOf(policy: PainPolicy, limit: number | null): string[] {
  const stop = limit === null ? [] : [stopLine(limit)];
  switch (policy.kind) {
    case 'location':
      return [
        'Where it hurts counts more than the number.',
        'It stays where it is, or moves up to your back: go on.',
        'It moves further down your leg: stop that exercise and tell us.',
        ...stop,
      ];
    case 'until_disabling':
      return [
        `${upTo(limit as number)}: this is OK as long as you can still move well.`,
        'It makes you leave off: stop that exercise for today and tell us.',
        ...stop,
      ];
    default:
      return [
        ...goOnLines(limit as number, settlesOvernight(policy)),
        ...afterLines(policy, limit as number),
        ...stop,
      ];
  }
}

function goOnLines(limit: number, settles: boolean): string[] {
  if (limit === 0) return ['0: go on.'];
  if (limit <= FINE) return [`${upTo(limit)}: this is fine. Go on.`];
  const ok = settles ? 'this is OK if it has settled by the next morning.' : 'this is OK. Go on.';
  const from = FINE + 1;
  return [`${upTo(FINE)}: this is fine. Go on.`, `${from === limit ? limit : `${from} to ${limit}`}: ${ok}`];
}

/** A policy that says nothing of the next morning keeps the guide's own rule. */
const settlesOvernight = ({ kind, nextMorning }: PainPolicy): boolean =>
  kind !== 'custom' || nextMorning !== 'any';

function afterLines({ kind, after }: PainPolicy, limit: number): string[] {
  if (kind !== 'custom' || after === undefined || after >= limit) return [];
  return [
    after === 0
      ? 'When you have done it, it should not hurt.'
      : `When you have done it: no more than ${after}.`,
  ];
}

const upTo = (limit: number): string => (limit === 0 ? '0' : `0 to ${limit}`);

function stopLine(limit: number): string {
  const from = limit + 1 === 10 ? '10' : `${limit + 1} or more`;
  return `${from}: stop that exercise for today and tell us.`;
}

/** What always stops it stays; the next morning and good form are as the clinician decided. */
export function stopList({ painPolicy, stopRules = [] }: Accepts): PatientList {
  const items = [
    ...STOP_IF.items.flatMap((line) =>
      line === WORSE_MORNINGS.text ? morningLines(painPolicy, stopRules) : [line],
    ),
    ...(stopRules.some(({ kind }) => kind === 'form_lost') ? ['you can no longer do it the right way'] : []),
  ];
  const isUsual =
    items.length === STOP_IF.items.length && items.every((one, index) => one === STOP_IF.items[index]);
  return isUsual
    ? STOP_IF
    : { id: 'stop_if.own', title: STOP_IF.title, items, source: `${STOP_IF.source}; ${OURS}` };
}

function morningLines(policy: PainPolicy | undefined, rules: readonly StopRule[]): string[] {
  const rule = rules.find(({ kind }) => kind === 'worse_next_morning');
  if (rule?.mornings === undefined) {
    return policy?.kind === 'custom' && policy.nextMorning === 'any' ? [] : [WORSE_MORNINGS.text];
  }
  if (rule.mornings === 1) return ['the pain is worse the next morning'];
  if (rule.mornings === 2) return [WORSE_MORNINGS.text];
  return [`the pain is worse the next morning, ${rule.mornings} days in a row`];
}
