/**
 * What one exercise says about pain and about stopping, made from its own dose: somebody who may start at 7 is not told never
 * to begin. Words for patients, as in routine/wording.ts. Nothing here proposes a number.
 */
import type { Dosage, PainPolicy, StopRule } from '../dosage/dosage';
import { PAIN_GUIDE, type PatientList, STOP_IF } from '../routine/wording';

const { title: NUMBER_TITLE } = PAIN_GUIDE;
const FROM_POLICY = 'the pain policy of the item, as its clinician wrote it (dosage/dosage.ts)';
const FROM_RULES =
  'the stop rules of the item, as its clinician wrote them, and those that every exercise has';
const WORST = 10;

/** The default guide where the clinician said nothing else. */
export function painGuideOf({ painPolicy }: Pick<Dosage, 'painPolicy'>): PatientList {
  if (!painPolicy || painPolicy.kind === 'up_to_5') return PAIN_GUIDE;
  const list = (kind: string, items: string[]): PatientList => ({
    id: `${PAIN_GUIDE.id}.${kind}`,
    title: NUMBER_TITLE,
    items,
    source: FROM_POLICY,
  });
  switch (painPolicy.kind) {
    case 'none':
      return list('none', [
        '0: this is fine. Go on.',
        '1 or more: stop that exercise for today and tell us.',
      ]);
    case 'until_disabling':
      return list('until_disabling', [
        'Some pain is OK here, as long as you can still move well.',
        'If it hurts too much to move well: stop that exercise for today and tell us.',
      ]);
    case 'location':
      return list('location', [
        'Where it hurts counts more than the number.',
        'If the pain moves further down your leg, even a little: stop that exercise and tell us.',
      ]);
    case 'custom':
      return list('custom', customItems(painPolicy));
  }
}

function customItems({ during, after, nextMorning }: PainPolicy): string[] {
  return [
    ...(during === undefined ? [] : limit('while you do it', during)),
    ...(after === undefined ? [] : limit('after it', after)),
    ...(nextMorning === 'as_usual'
      ? ['By the next morning it should hurt no more than before. If it does, tell us first.']
      : []),
  ];
}

/** A limit of 10 forbids nothing, and no number above it exists to stop at. */
function limit(when: string, most: number): string[] {
  const fine = most === 0 ? `0 ${when}: this is fine.` : `0 to ${most} ${when}: this is OK.`;
  if (most >= WORST) return [fine];
  return [fine, `${most + 1} or more ${when}: stop that exercise for today and tell us.`];
}

/** Those of the dose first, then what always holds and was not said yet. */
export function stopRulesOf({ stopRules = [] }: Pick<Dosage, 'stopRules'>): PatientList {
  if (stopRules.length === 0) return STOP_IF;
  const kinds = new Set(stopRules.map(({ kind }) => kind));
  const isSaid = (index: number): boolean => SAID_BY[index]?.some((kind) => kinds.has(kind)) ?? false;
  return {
    id: `${STOP_IF.id}.own`,
    title: STOP_IF.title,
    items: [...stopRules.map(ruleWords), ...STOP_IF.items.filter((_, index) => !isSaid(index))],
    source: FROM_RULES,
  };
}

/**
 * By the place in STOP_IF, the rule of a dose that says the same or less is asked for: what is dizzy and breathless and chest
 * pain at once is never left out.
 */
const SAID_BY: Record<number, StopRule['kind'][]> = {
  1: ['numbness_or_weakness'],
  2: ['worse_next_morning'],
};

function ruleWords({ kind, pain, mornings = 1 }: StopRule): string {
  switch (kind) {
    case 'pain_above':
      return `the pain is more than ${pain} out of 10`;
    case 'pain_spreads':
      return 'the pain spreads';
    case 'numbness_or_weakness':
      return 'you feel new numbness, tingling or weakness';
    case 'worse_next_morning':
      return mornings === 1
        ? 'the pain is worse the next morning'
        : `the pain is worse the next morning, ${COUNT[mornings] ?? mornings} days in a row`;
    case 'dizzy':
      return 'you feel dizzy';
    case 'breathless':
      return 'you are short of breath';
    case 'form_lost':
      return 'you can no longer do it the right way';
  }
}

const COUNT: Record<number, string> = { 2: 'two', 3: 'three', 4: 'four', 5: 'five', 6: 'six', 7: 'seven' };
