/**
 * What a patient reads about pain beside one exercise, derived from that exercise's own pain policy and stop rules: who may go on
 * at 6 is not told to stop at 6. Pure; the same reading level as routine/wording.ts, whose lists stand where nothing else was
 * decided. Which pain stops an exercise is decided in diary/pain-policy.ts, and only there.
 */
import type { PainPolicy, StopRule } from '../dosage/dosage';
import { ENGLISH, titled, type Words } from '../language/words';
import { type Accepts, acceptedDuring } from './pain-policy';
import { PAIN_GUIDE, type PatientList, STOP_IF } from '../routine/wording';
import { OWN_STOP_SIGNS, PAIN_LINES, STOP_SIGNS } from '../routine/stop-and-pain';

const OURS = 'derived from the pain policy that the clinician chose; the words are our own';
/** Up to here pain is called fine in every guide that reaches further. */
const FINE = 2;

export function painGuide(accepts: Accepts, words: Words = ENGLISH): PatientList {
  const { painPolicy = { kind: 'up_to_5' } } = accepts;
  const limit = acceptedDuring(accepts);
  const isUsual = painPolicy.kind === 'up_to_5' && limit === 5;
  return {
    id: isUsual ? PAIN_GUIDE.id : `pain_guide.${painPolicy.kind}`,
    title: words.say(`${PAIN_GUIDE.id}.title`),
    items: new Lines(words).of(painPolicy, limit),
    source: isUsual ? PAIN_GUIDE.source : OURS,
  };
}

class Lines {
  constructor(private readonly words: Words) {}

  of(policy: PainPolicy, limit: number | null): string[] {
    const stop = limit === null ? [] : [this.stopAbove(limit)];
    switch (policy.kind) {
      case 'location':
        return [this.say('where'), this.say('stays'), this.say('moves_down'), ...stop];
      case 'until_disabling':
        return [
          this.say('while_moving', { pain: this.upTo(limit as number) }),
          this.say('leave_off'),
          ...stop,
        ];
      default:
        return [
          ...this.goOn(limit as number, settlesOvernight(policy)),
          ...this.after(policy, limit as number),
          ...stop,
        ];
    }
  }

  private goOn(limit: number, settles: boolean): string[] {
    if (limit === 0) return [this.say('go_on', { pain: '0' })];
    if (limit <= FINE) return [this.say('fine', { pain: this.upTo(limit) })];
    const from = FINE + 1;
    const pain = from === limit ? `${limit}` : this.fromTo(from, limit);
    return [this.say('fine', { pain: this.upTo(FINE) }), this.say(settles ? 'settles' : 'ok', { pain })];
  }

  private after({ kind, after }: PainPolicy, limit: number): string[] {
    if (kind !== 'custom' || after === undefined || after >= limit) return [];
    return [after === 0 ? this.say('none_after') : this.say('most_after', { most: `${after}` })];
  }

  private stopAbove(limit: number): string {
    const pain = limit + 1 === 10 ? '10' : this.say('or_more', { from: `${limit + 1}` });
    return this.say('stop', { pain });
  }

  private upTo(limit: number): string {
    return limit === 0 ? '0' : this.fromTo(0, limit);
  }

  private fromTo(from: number, to: number): string {
    return this.say('from_to', { from: `${from}`, to: `${to}` });
  }

  private say(line: keyof typeof PAIN_LINES, values: Record<string, string> = {}): string {
    return this.words.say(PAIN_LINES[line].id, values);
  }
}

/** A policy that says nothing of the next morning keeps the guide's own rule. */
const settlesOvernight = ({ kind, nextMorning }: PainPolicy): boolean =>
  kind !== 'custom' || nextMorning !== 'any';

/** What always stops it stays; the next morning and good form are as the clinician decided. */
export function stopList({ painPolicy, stopRules = [] }: Accepts, words: Words): PatientList {
  const usual = titled(words, STOP_IF);
  const items = [
    ...Object.values(STOP_SIGNS).flatMap(({ id }) =>
      id === STOP_SIGNS.worse_mornings.id ? morningLines(painPolicy, stopRules, words) : [words.say(id)],
    ),
    ...(stopRules.some(({ kind }) => kind === 'form_lost') ? [words.say(OWN_STOP_SIGNS.form_lost.id)] : []),
  ];
  const isUsual =
    items.length === usual.items.length && items.every((one, index) => one === usual.items[index]);
  return isUsual
    ? { ...STOP_IF, ...usual }
    : { id: 'stop_if.own', title: usual.title, items, source: `${STOP_IF.source}; ${OURS}` };
}

function morningLines(policy: PainPolicy | undefined, rules: readonly StopRule[], words: Words): string[] {
  const rule = rules.find(({ kind }) => kind === 'worse_next_morning');
  const usual = words.say(STOP_SIGNS.worse_mornings.id);
  if (rule?.mornings === undefined) {
    return policy?.kind === 'custom' && policy.nextMorning === 'any' ? [] : [usual];
  }
  if (rule.mornings === 1) return [words.say(OWN_STOP_SIGNS.next_morning.id)];
  if (rule.mornings === 2) return [usual];
  return [words.say(OWN_STOP_SIGNS.many_mornings.id, { days: `${rule.mornings}` })];
}
