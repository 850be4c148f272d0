/** Who is taken for whom: a case that matches and one that just does not for each rule, and what is no rule at all. */
import fc from 'fast-check';
import {
  Acquaintances,
  type Described,
  DUPLICATE_RULES,
  nameWords,
  type Registered,
} from '../../src/patient/duplicate';
import { judgeRows, notToAccept, type ReadRow } from '../../src/patient/import/judge-rows';

const person = (o: Partial<Described> = {}): Described => ({
  name: 'Ann Allen',
  dateOfBirth: '1961-04-12',
  email: null,
  phone: null,
  address: null,
  responsibleId: null,
  preferredLanguage: null,
  identifiers: [],
  cameFrom: null,
  ...o,
});
const registered = (o: Partial<Described> = {}): Registered => ({
  ...person(o),
  dateOfBirth: '1961-04-12',
  patientId: 'ann',
});
const number = (system: string, value: string) => ({ identifiers: [{ system, value }] });
const from = (file: string, row: number) => ({ cameFrom: { file, row } });
const ruleBetween = (one: Partial<Described>, other: Partial<Described>) =>
  new Acquaintances([person(one)]).matchesOf(person(other)).map(({ rule }) => rule.id);

const stranger = { name: 'Zed Zeal', dateOfBirth: '1900-01-01' };

it.each<[string, Partial<Described>, Partial<Described>, string[]]>([
  ['the same row of the same file', from('f', 2), { ...stranger, ...from('f', 2) }, ['same_row']],
  ['another row of it', from('f', 2), { ...stranger, ...from('f', 3) }, []],
  ['that row of another file', from('f', 2), { ...stranger, ...from('g', 2) }, []],
  [
    'the same number in the same system',
    number('s', '1'),
    { ...stranger, ...number('s', '1') },
    ['same_identifier'],
  ],
  ['another number', number('s', '1'), { ...stranger, ...number('s', '2') }, []],
  ['the number in another system', number('s', '1'), { ...stranger, ...number('t', '1') }, []],
  ['the number in other capitals', number('s', 'a'), { ...stranger, ...number('s', 'A') }, []],
  ['the same names and day', {}, {}, ['same_name_and_birth']],
  ['the names in another order', {}, { name: 'Allen, Ann' }, ['same_name_and_birth']],
  ['one name more', {}, { name: 'Ann Mary Allen' }, []],
  ['the same names a day later', {}, { dateOfBirth: '1961-04-13' }, []],
  ['the same names, and no day said', {}, { dateOfBirth: null }, []],
  ['nothing but letters that are none', { name: '-' }, { name: '?' }, []],
  ['the same e-mail', { email: 'a@b.example' }, { ...stranger, email: 'a@b.example' }, []],
  ['the same phone', { phone: '1' }, { ...stranger, phone: '1' }, []],
  ['the same address', { address: '1 Road' }, { ...stranger, address: '1 Road' }, []],
  [
    'all of these, and the same family name and day',
    { email: 'a@b.example', phone: '1', address: '1 Road' },
    { name: 'Al Allen', email: 'a@b.example', phone: '1', address: '1 Road' },
    [],
  ],
  [
    'everything at once: the strongest speaks',
    { ...number('s', '1'), ...from('f', 2) },
    { ...number('s', '1'), ...from('f', 2) },
    ['same_row'],
  ],
])('%s', (_, one, other, rules) => {
  expect(ruleBetween(one, other)).toEqual(rules);
  expect(ruleBetween(other, one)).toEqual(rules);
});

it.each([
  ['Ann Allen', 'allen ann'],
  ['Zoë ÅNGSTRÖM', 'angstrom zoe'],
  ['O’Brien, Anne-Marie', "anne marie o'brien"],
  ['Łukasz Groß', 'gross lukasz'],
  ['Ａｎｎ  Allen', 'ann allen'],
  ['Søren Ægir', 'aegir soren'],
])('%s has the words of %s', (one, other) => {
  expect(nameWords(one)).toEqual(nameWords(other));
});

it('a name keeps its words in whatever order and capitals', () => {
  const word = fc.stringMatching(/^[a-zà-öø-ÿł]{1,8}$/);
  fc.assert(
    fc.property(
      fc
        .array(word, { minLength: 1, maxLength: 5 })
        .chain((words) =>
          fc.tuple(fc.constant(words), fc.shuffledSubarray(words, { minLength: words.length })),
        ),
      ([words, shuffled]) => {
        expect(nameWords(shuffled.join('-').toUpperCase())).toEqual(nameWords(words.join(' ')));
      },
    ),
  );
});

it('the rules are named once each, the ones that know before those that suppose', () => {
  expect(DUPLICATE_RULES.map(({ id, means }) => `${id}: ${means}`)).toEqual([
    'same_row: known',
    'same_identifier: known',
    'same_name_and_birth: duplicate',
  ]);
});

describe('rows of a file', () => {
  const row = (n: number, o: Partial<Described>): ReadRow => ({ row: n, person: person(o) });
  const judge = (rows: ReadRow[], accepted: number[] = []) =>
    judgeRows(rows, [registered()], new Set(accepted)).map(({ outcome }) => outcome);

  it('an accepted duplicate is somebody to whom a later row is held', () => {
    const rows = [row(2, {}), row(3, {})];
    expect(judge(rows)).toEqual(['duplicate', 'duplicate']);
    expect(judge(rows, [2])).toEqual(['new', 'duplicate']);
    const [, later] = judgeRows(rows, [], new Set());
    expect(later).toMatchObject({ outcome: 'duplicate', matches: [{ patientId: null, row: 2 }] });
  });

  it('no acceptance makes two of one number', () => {
    const rows = [row(2, { ...stranger, ...number('s', '1') }), row(3, number('s', '1'))];
    expect(judge(rows, [3])).toEqual(['new', 'known']);
  });

  it('a row that was left out is nobody to whom a later one is held', () => {
    const rows = [row(2, number('s', '1')), row(3, { ...stranger, ...number('s', '1') })];
    expect(judge(rows)).toEqual(['duplicate', 'new']);
    const faulty: ReadRow = { row: 2, faults: [{ field: 'email', detail: 'x' }] };
    expect(judge([faulty, row(3, stranger)])).toEqual(['faulty', 'new']);
  });

  it('accepting is for duplicates, and for what they have become', () => {
    const rows = [row(2, {}), row(3, stranger), { row: 4, faults: [] } as ReadRow];
    const judged = judgeRows(rows, [registered()], new Set());
    expect(notToAccept(judged, new Set([2]))).toEqual([]);
    expect(notToAccept(judged, new Set([1, 2, 3, 4, 5]))).toEqual([1, 3, 4, 5]);
  });

  it('of each row something is said, once, and no two who come in have one number', () => {
    const some = fc.record({
      name: fc.constantFrom('Ann Allen', 'Allen Ann', 'Ben Brook'),
      dateOfBirth: fc.constantFrom('1961-04-12', '1984-09-30'),
      identifiers: fc.constantFrom([], [{ system: 's', value: '1' }], [{ system: 's', value: '2' }]),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), fc.array(fc.nat(14)), (people, accepted) => {
        const rows = people.map((one, n) => row(n + 2, one));
        const judged = judgeRows(rows, [registered(number('s', '2'))], new Set(accepted));
        expect(judged.map((one) => one.row)).toEqual(rows.map((one) => one.row));
        const fresh = judged.filter(({ outcome }) => outcome === 'new').map((one) => one.person!);
        const numbers = fresh.flatMap(({ identifiers }) => identifiers.map(({ value }) => value));
        expect(new Set(numbers).size).toBe(numbers.length);
        expect(numbers).not.toContain('2');
        const unasked = judged.filter(({ outcome, row: n }) => outcome === 'new' && !accepted.includes(n));
        expect(unasked.every(({ matches }) => matches.length === 0)).toBe(true);
      }),
    );
  });
});
