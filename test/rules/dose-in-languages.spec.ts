/** The dose in every language: no number of it is lost, whatever is changed reads differently, and the English is no other. */
import * as fc from 'fast-check';
import { checkDosage } from '../../src/dosage/check/check-dosage';
import { DOSE_SENTENCE_MAX } from '../../src/dosage/bounds';
import type { Dosage } from '../../src/dosage/dosage';
import { doseSentence } from '../../src/dosage/sentence/dose-sentence';
import { DOSE_EXAMPLES, doseExamples } from '../../src/language/dose-examples';
import { numbersOf } from '../../src/clinic/emergency-numbers';
import { TRANSLATED } from '../../src/language/languages';
import { reviewOf, wordsFor } from '../../src/language/review';
import { anyDosage } from '../support/any-dosage';
import { changedLeaves, namesIn } from '../support/changed-leaves';
import { dose } from '../support/dose';

const wordsIn = (code: (typeof TRANSLATED)[number]) => {
  const approvals = reviewOf(code, { approvals: [], own: [] }).map(({ id, pair }) => ({
    textId: id,
    pair: pair as string,
  }));
  return wordsFor(code, { approvals, own: [] }, numbersOf('GB')).dose;
};

/** As a set: how often a number is said is the grammar's affair. */
const numbersIn = (sentence: string): string[] =>
  [...new Set(sentence.replace(/(\d),(\d)/g, '$1.$2').match(/\d+(\.\d+)?/g) ?? [])].sort();

const readsLike = (dosage: Dosage, words?: ReturnType<typeof wordsIn>): string | null => {
  try {
    return doseSentence(dosage, {}, words);
  } catch {
    return null;
  }
};

describe.each(TRANSLATED)('in %s', (code) => {
  const words = wordsIn(code);

  it('every number of the English sentence is there, and no other', () => {
    fc.assert(
      fc.property(anyDosage(), (dosage) => {
        expect(numbersIn(doseSentence(dosage, {}, words))).toEqual(numbersIn(doseSentence(dosage)));
      }),
      { numRuns: 80 },
    );
  });

  it('what reads differently in English reads differently here', () => {
    fc.assert(
      fc.property(anyDosage(), anyDosage(), (dosage, other) => {
        const [english, here] = [doseSentence(dosage), doseSentence(dosage, {}, words)];
        for (const changed of changedLeaves(dosage, namesIn(other))) {
          const reads = readsLike(changed);
          if (reads === null || reads === english || checkDosage(changed).length > 0) continue;
          if (readsLike(changed, words) === here) expect(reads).toBe(english);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('has no place left unfilled, and nothing said double', () => {
    fc.assert(
      fc.property(anyDosage(), (dosage) => {
        const sentence = doseSentence(dosage, {}, words);
        expect(sentence).not.toMatch(/\{|\}|undefined|NaN| {2}| [,.।]|\.\.|।।/);
      }),
      { numRuns: 50 },
    );
  });

  it('is bounded: at most twice as long as an English one may be', () => {
    fc.assert(
      fc.property(anyDosage(), (dosage) => {
        const [english, here] = [doseSentence(dosage), doseSentence(dosage, {}, words)];
        expect(here.length).toBeLessThanOrEqual(Math.max(120, 2 * english.length));
      }),
      { numRuns: 50 },
    );
    expect(DOSE_SENTENCE_MAX).toBeGreaterThan(0);
  });
});

it.each([
  ['cy', 'Gwnewch 3 set o 10 ar bob ochr. Unwaith y dydd, ar 3 diwrnod yr wythnos.'],
  ['pl', 'Zrób 3 serie po 10 po każdej stronie. Raz dziennie, przez 3 dni w tygodniu.'],
  ['pa', 'ਇਸ ਦੇ 3 ਸੈੱਟ ਹਰ ਪਾਸੇ ਕਰੋ, ਹਰ ਸੈੱਟ ਵਿੱਚ 10। ਦਿਨ ਵਿੱਚ ਇੱਕ ਵਾਰ, ਹਫ਼ਤੇ ਵਿੱਚ 3 ਦਿਨ।'],
] as const)('reads in %s', (code, sentence) => {
  const dosage: Dosage = {
    ...dose({ count: 3, reps: { exact: 10 } }, { perWeek: { exact: 3 } }),
    side: 'each_side',
  };
  expect(doseSentence({ side: dosage.side, sessions: dosage.sessions }, {}, wordsIn(code))).toBe(sentence);
});

describe('the examples for whoever reviews a language', () => {
  it('are doses without faults', () => {
    for (const { dosage } of DOSE_EXAMPLES) expect(checkDosage(dosage)).toEqual([]);
  });

  it.each(TRANSLATED)('are said in %s as its drafts have it, approved or not', (code) => {
    const examples = doseExamples(code, reviewOf(code, { approvals: [], own: [] }));
    expect(examples).toHaveLength(DOSE_EXAMPLES.length);
    for (const { english, translation } of examples ?? []) {
      expect(numbersIn(translation)).toEqual(numbersIn(english));
      expect(translation).not.toBe(english);
    }
  });
});
