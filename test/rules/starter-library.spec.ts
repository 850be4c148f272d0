/** The shared starter library is sound, and each kind of fault in a library is found. */
import { checkLibrary, readStarterLibrary, type StarterExercise } from '../../src/exercise/starter-library';
import { PILLARS } from '../../src/exercise/traits';
import { dose } from '../support/dose';
import { readingGrade } from '../support/reading-grade';

const library = readStarterLibrary();

it('holds 35 exercises of every kind', () => {
  const count = (pillar: string) => library.filter((entry) => entry.pillar === pillar).length;
  expect(PILLARS.map((pillar) => [pillar, count(pillar)])).toEqual([
    ['mobilise', 10],
    ['stretch', 5],
    ['strengthen', 15],
    ['balance', 2],
    ['run_drill', 3],
  ]);
});

it('leaves the dose of walk-run intervals to the clinician and gives all others a start', () => {
  expect(library.filter((entry) => !entry.defaultDosage).map((entry) => entry.code)).toEqual(['walk_run']);
});

it('names no video and no web address', () => {
  expect(JSON.stringify(library)).not.toMatch(/https?:|www\.|youtu|vimeo/i);
});

describe.each(library.map((entry) => [entry.code, entry] as const))('%s', (_, entry) => {
  it('is written in whole sentences that are easy to read', () => {
    const lines = [...entry.steps, ...entry.commonMistakes];
    expect(lines.filter((line) => !/^[A-Z].*[a-z]\.$/.test(line))).toEqual([]);
    expect(entry.summary).toMatch(/^[A-Z][^.]+\.$/);
    expect(readingGrade(lines.join(' '))).toBeLessThan(6);
  });

  it('says in the steps to change sides if the dose is for each side, and only then', () => {
    const changes = /change sides|the other (side|way)|do the other leg/i.test(entry.steps.join(' '));
    expect(changes).toBe(entry.defaultDosage?.side === 'each_side');
  });
});

describe('checkLibrary', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((code): StarterExercise => ({
    ...library[0]!,
    code,
    easier: null,
    harder: null,
  }));
  const broken = (change: object) => checkLibrary([{ ...a!, ...change } as StarterExercise]);

  it.each<[string, object, string[]]>([
    ['sound', {}, []],
    ['an unknown trait', { traits: ['supine', 'jumping'] }, ['a: unknown trait jumping.']],
    ['a trait twice', { traits: ['supine', 'supine'] }, ['a: a trait stands twice.']],
    ['no list of traits', { traits: undefined }, ['a: traits is missing.']],
    ['no list of equipment', { equipment: null }, ['a: equipment is missing.']],
    ['an unknown pillar', { pillar: 'yoga' }, ['a: unknown pillar yoga.']],
    ['an unknown position', { position: 'hanging' }, ['a: unknown position hanging.']],
    ['no steps', { steps: [] }, ['a: steps is missing.']],
    ['an empty step', { steps: ['Lie down.', ' '] }, ['a: steps is missing.']],
    ['no mistakes', { commonMistakes: undefined }, ['a: commonMistakes is missing.']],
    ['no summary', { summary: '' }, ['a: summary is missing.']],
    [
      'an impossible dose',
      { defaultDosage: dose({ reps: { exact: 0 } }) },
      ['a: defaultDosage/sessions/0/sets/0/reps/exact: exact must be from 1 to 300 (reps).'],
    ],
    ['a link to nowhere', { harder: 'z' }, ['a: harder leads to z, which does not exist.']],
    ['a link to itself', { easier: 'a' }, ['a: the easier and harder links lead in a loop.']],
  ])('%s', (_, change, faults) => {
    expect(broken(change)).toEqual(faults);
  });

  it('finds loops over several entries and over both kinds of link', () => {
    const loop = (code: string) => `${code}: the easier and harder links lead in a loop.`;
    const ring = [
      { ...a!, harder: 'b' },
      { ...b!, harder: 'c' },
      { ...c!, harder: 'a' },
    ];
    expect(checkLibrary(ring)).toEqual(['a', 'b', 'c'].map(loop));
    const disagree = [{ ...a!, easier: 'b' }, { ...b!, easier: 'a' }, c!];
    expect(checkLibrary(disagree)).toEqual(['a', 'b'].map(loop));
    const tail = [
      { ...a!, harder: 'b' },
      { ...b!, harder: 'c' },
      { ...c!, harder: 'c' },
    ];
    expect(checkLibrary(tail)).toEqual([loop('c')]);
    const fork = [
      { ...a!, harder: 'c' },
      { ...b!, harder: 'c' },
      { ...c!, easier: 'b' },
    ];
    expect(checkLibrary(fork)).toEqual([]);
  });

  it('finds a code that stands twice', () => {
    expect(checkLibrary([a!, b!, a!])).toEqual(['a: this code stands twice.']);
  });
});
