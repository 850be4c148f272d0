/** Conditions in three values: what is not known is never taken for "no". */
import * as fc from 'fast-check';
import { evaluate, type Lookup } from '../../src/appropriateness/condition';
import type { FactId } from '../../src/appropriateness/facts/facts';
import type { Condition, Truth } from '../../src/appropriateness/rule-language';

// three facts that stand for a yes, a no and something nobody asked; which ones they are does not matter
const YES = { fact: 'glaucoma' } as const;
const NO = { fact: 'stenosis' } as const;
const OPEN = { fact: 'osteoporosis' } as const;
const TRUTHS: Partial<Record<FactId, Truth>> = { glaucoma: 'yes', stenosis: 'no', osteoporosis: 'unknown' };

const lookup: Lookup = {
  fact: (id) => ({ truth: TRUTHS[id] ?? 'unknown', words: id, foundOn: '2026-11-01' }),
  planned: (id) => ({ truth: id === 'supported' ? 'yes' : 'no', words: id, foundOn: null }),
};
const truthOf = (condition: Condition): Truth => evaluate(condition, lookup).truth;

describe('evaluate', () => {
  it.each<[string, Condition, Truth]>([
    ['a fact', YES, 'yes'],
    ['an unanswered fact', OPEN, 'unknown'],
    ['all yes', { all: [YES, YES] }, 'yes'],
    ['yes and unknown', { all: [YES, OPEN] }, 'unknown'],
    ['no and unknown', { all: [NO, OPEN] }, 'no'],
    ['all of nothing', { all: [] }, 'yes'],
    ['no or unknown', { any: [NO, OPEN] }, 'unknown'],
    ['yes or unknown', { any: [OPEN, YES] }, 'yes'],
    ['no or no', { any: [NO, NO] }, 'no'],
    ['any of nothing', { any: [] }, 'no'],
    ['two of three, with one yes', { atLeast: 2, of: [YES, NO, NO] }, 'no'],
    ['two of three, with one yes and one open', { atLeast: 2, of: [YES, NO, OPEN] }, 'unknown'],
    ['two of three, with two yes', { atLeast: 2, of: [YES, OPEN, YES] }, 'yes'],
    ['not yes', { not: YES }, 'no'],
    ['not unknown', { not: OPEN }, 'unknown'],
    ['of the plan', { planned: 'supported' }, 'yes'],
    ['not of the plan', { not: { planned: 'without_video' } }, 'yes'],
  ])('%s', (_, condition, truth) => {
    expect(truthOf(condition)).toBe(truth);
  });

  it('names the facts that settled it, each once, with their words and their day', () => {
    const { settledBy } = evaluate({ any: [{ all: [YES, YES] }, NO, OPEN] }, lookup);
    expect(settledBy).toEqual([
      { fact: 'glaucoma', words: 'glaucoma', foundOn: '2026-11-01', isLifelong: false },
    ]);
  });

  it('names of an unknown only what would settle it', () => {
    expect(evaluate({ all: [YES, { any: [NO, OPEN] }] }, lookup).hangsOn).toEqual(['osteoporosis']);
    expect(evaluate({ all: [NO, OPEN] }, lookup).hangsOn).toEqual([]);
    expect(evaluate({ any: [YES, OPEN] }, lookup).hangsOn).toEqual([]);
  });
});

const anyCondition = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Condition>(YES, NO, OPEN),
    fc.array(tie('condition'), { maxLength: 3 }).map((all): Condition => ({ all })),
    fc.array(tie('condition'), { maxLength: 3 }).map((any): Condition => ({ any })),
    tie('condition').map((not): Condition => ({ not })),
    fc
      .tuple(fc.nat(3), fc.array(tie('condition'), { maxLength: 3 }))
      .map(([atLeast, of]): Condition => ({ atLeast, of })),
  ),
})).condition;

/** The same condition where the open fact turned out to be that. */
const whenOpenIs = (truth: Truth): Lookup => ({
  ...lookup,
  fact: (id) => ({ ...lookup.fact(id), truth: id === OPEN.fact ? truth : (TRUTHS[id] as Truth) }),
});

it('says yes or no only where every answer to the open fact would', () => {
  fc.assert(
    fc.property(anyCondition, (condition) => {
      const truth = truthOf(condition);
      if (truth === 'unknown') return;
      expect(evaluate(condition, whenOpenIs('yes')).truth).toBe(truth);
      expect(evaluate(condition, whenOpenIs('no')).truth).toBe(truth);
    }),
  );
});

it('hangs an unknown on something, and a settled one on nothing', () => {
  fc.assert(
    fc.property(anyCondition, (condition) => {
      const { truth, hangsOn } = evaluate(condition, lookup);
      expect(hangsOn.length > 0).toBe(truth === 'unknown');
    }),
  );
});
