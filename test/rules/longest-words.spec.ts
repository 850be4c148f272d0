/** How long what we say may become: no answer is longer than its document says, whatever was prescribed or found. */
import * as fc from 'fast-check';
import { appraise } from '../../src/appropriateness/appraisal';
import { RULE_TEXT, WORDS_BOUNDS } from '../../src/appropriateness/appropriateness.dto';
import { LEVELS } from '../../src/appropriateness/rule-language';
import { RULES } from '../../src/appropriateness/rules';
import { suggest } from '../../src/appropriateness/suggestions';
import { checkDosage } from '../../src/dosage/check/check-dosage';
import { checkPlan } from '../../src/plan/check-plan';
import { DOSAGE_BOUNDS, DOSE_IN_WORDS_MAX, DOSE_SENTENCE_MAX, TEXT_BOUNDS } from '../../src/dosage/bounds';
import type { Dosage, Group, ItemPlace, Phase, SetSpec } from '../../src/dosage/dosage';
import { doseSentence } from '../../src/dosage/sentence/dose-sentence';
import { BOUNDS } from '../../src/exercise/bounds';
import { TRAITS } from '../../src/exercise/traits';
import type { MedicalHistory } from '../../src/finding/findings';
import { ITEMS_MAX } from '../../src/plan/plan';
import { anyDosage } from '../support/any-dosage';
import { daysAgo, dose, known, planOf } from '../support/appraised';
import { offered } from '../support/library';

const long = (length: number): string => 'x'.repeat(length);

describe('a dose in words', () => {
  const wordy = (n: number): SetSpec => ({
    count: 2,
    reps: { asManyAsPossible: true, atMost: 10 + (n % 20) },
    holdSeconds: { min: 61, max: 3599 },
    restBetweenRepsSeconds: { min: 61, max: 599 },
    restAfterSet: { min: 61, max: 1799 },
    load: {
      kind: 'band',
      band: {
        material: 'latex_free',
        colour: 'purple',
        brand: long(TEXT_BOUNDS.name),
        anchor: 'above_knees',
      },
    },
    effort: { scale: 'rpe_20', value: { min: 18, max: 20 } },
    range: { kind: 'degrees', fromDegrees: -30, toDegrees: 170 + (n % 10) },
    assistance: 'fingertip_support',
    surface: n % 2 === 0 ? 'balance_board' : 'treadmill',
  });
  const table = (rows: number, kinds: number): Dosage => ({
    side: 'each_side',
    sessions: Array.from({ length: rows }, (_, row) => ({
      sets: Array.from({ length: kinds }, (_, n) => wordy(row + n)),
      weeks: { from: row + 1, to: row + 1 },
      schedule: { kind: 'weekly', perDay: 1, perWeek: { exact: 3 }, restDays: ['sunday'] },
    })),
  });

  const entryCriteria = Array<string>(TEXT_BOUNDS.criteria).fill(long(TEXT_BOUNDS.criterion));
  const phase: Phase = {
    name: long(TEXT_BOUNDS.phase),
    begins: 'criteria',
    weeks: { from: 2, to: 104 },
    entryCriteria,
    exitCriteria: entryCriteria,
  };
  const group: Group = {
    name: long(TEXT_BOUNDS.group),
    kind: 'circuit',
    rounds: { min: 49, max: 50 },
    restBetweenItemsSeconds: 1799,
    restBetweenRoundsSeconds: { min: 1741, max: 1799 },
    timeCapSeconds: DOSAGE_BOUNDS.timeCapSeconds.max - 1,
  };
  const placed: ItemPlace = {
    variation: long(TEXT_BOUNDS.name),
    level: 20,
    isOptional: true,
    isComfort: true,
    group,
    phase,
  };

  it('knows the longest place that an item may have', () => {
    const items = [
      { phase: phase.name, group: group.name },
      { phase: null, group: group.name },
    ];
    expect(checkPlan(items, [phase], [group])).toEqual([]);
  });

  it.each([
    ['one row of one kind', 1, 1, true],
    ['ten rows of four kinds', 10, 4, true],
    ['104 rows of one kind', 104, 1, false],
    ['ten rows of twenty kinds', 10, 20, false],
  ])('%s: can be followed, %s rows of %s, %s', (_, rows, kinds, isShort) => {
    const codes = checkDosage(table(rows, kinds)).map(({ code, pointer }) => `${code} ${pointer}`);
    expect(codes).toEqual(isShort ? [] : ['dosage.too_long /sessions']);
  });

  it('is never longer than its document says, in whichever place, and refused only for being longer', () => {
    const rows = fc.integer({ min: 1, max: 104 });
    const kinds = fc.integer({ min: 1, max: 20 });
    const any = fc.oneof(
      anyDosage(),
      fc.tuple(rows, kinds).map(([r, k]) => table(r, k)),
    );
    fc.assert(
      fc.property(any, (dosage) => {
        const isRefused = checkDosage(dosage).length > 0;
        if (!isRefused) expect(doseSentence(dosage, placed).length).toBeLessThanOrEqual(DOSE_SENTENCE_MAX);
        else expect(doseSentence(dosage, { phase }).length).toBeGreaterThan(DOSE_IN_WORDS_MAX);
      }),
      { numRuns: 40 },
    );
  });
});

describe('what the rules say', () => {
  const note = long(500);
  const ailment = { answer: 'yes', since: '2020-01-01', managed: 'yes', note };
  const ailments = [
    ...['hypertension', 'heartDisease', 'osteoporosis', 'fragilityFractures', 'prolapseOrLeak', 'glaucoma'],
    ...['vestibularLoss', 'positionalVertigo', 'neuropathy', 'latexAllergy', 'hypermobility', 'stenosis'],
    ...['parsInjury', 'arthritisFlare', 'achillesPain', 'hamstringTendonPain', 'wristOrShoulder'],
    ...['kneePainKneeling', 'kneePainDeepBend'],
  ];
  const surgery = Array.from({ length: 50 }, (_, n) => ({
    region: 'abdomen',
    kind: 'open_abdominal',
    on: daysAgo(20 + (n % 2)),
    restricted: 'yes',
    precautions: 'yes',
  }));
  const history = {
    ...Object.fromEntries(ailments.map((key) => [key, ailment])),
    hernia: { ...ailment, place: 'abdominal_wall' },
    surgery,
  } as unknown as MedicalHistory;
  const roots = (['L2', 'L3', 'L4', 'L5', 'S1'] as const).flatMap((root) =>
    (['left', 'right'] as const).map((side) => ({ root, side, power: 4 })),
  );
  const found = known({ history, neuro: { roots, known: { since: '1970-01-01', cause: long(500) } } });
  const longest = (name: string) => name.padEnd(BOUNDS.name.max, 'x');
  const plan = planOf(
    ...Array.from({ length: ITEMS_MAX }, (_, n) => ({
      exerciseId: `${n}`,
      name: longest(`${n}`),
      traits: TRAITS,
      dosage: dose({ load: { kind: 'weight', kg: 20 }, effort: { scale: 'words', word: 'hard' } }),
    })),
  );
  const before = planOf(...plan.map((item) => ({ ...item, dosage: dose({ reps: { exact: 1 } }) })));

  it('of the fullest plan and the longest history fits the document', () => {
    const { matches } = appraise(found, plan, before);
    const words = matches.flatMap(({ because }) => because.map((one) => one.words));
    expect(words.some((one) => one.includes(note))).toBe(true);
    expect(words.some((one) => one.startsWith('more than 30 % up: 0x'))).toBe(true);
    expect(words.some((one) => one.startsWith('running: 0x'))).toBe(true);
    expect(words.filter((one) => one.length > WORDS_BOUNDS.because)).toEqual([]);
    expect(matches.filter(({ text }) => text.length > RULE_TEXT.max)).toEqual([]);
  });

  it.each(RULES.map((rule) => [rule.id, rule] as const))('%s fits even when all of it speaks', (_, rule) => {
    for (const level of LEVELS) {
      const texts = new Set(rule.effects.filter((one) => one.level === level).map(({ text }) => text));
      expect([...texts].join(' ').length).toBeLessThanOrEqual(RULE_TEXT.max);
    }
  });

  it('of what else could be done fits the document', () => {
    const muscles = Array.from({ length: BOUNDS.muscles.max }, (_, n) =>
      `${n}`.padEnd(BOUNDS.muscles.each, 'm'),
    );
    const library = TRAITS.map((trait) =>
      offered(longest(trait), { muscles: ['glutes', ...muscles.slice(1)], traits: [trait] }),
    );
    const weak = known({ capacity: [{ group: 'glutes', side: 'both', found: 'weak' }] });
    const said = suggest(weak, library).suggestions.flatMap(({ criteria }) => criteria);
    expect(said.length).toBeGreaterThan(0);
    expect(said.filter(({ words }) => words.length > WORDS_BOUNDS.criterion)).toEqual([]);
  });
});
