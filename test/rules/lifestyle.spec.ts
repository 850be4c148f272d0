/** What changed in what a plan says besides exercises: by content, whatever the order. */
import fc from 'fast-check';
import { ADVICE_KINDS, adviceChanges, type GivenAdvice } from '../../src/lifestyle/advice';

const EAT: GivenAdvice = { kind: 'fuel', text: 'Eat after a run.' };
const SLEEP: GivenAdvice = {
  kind: 'sleep',
  text: 'Go to bed by ten.',
  address: 'https://clinic.example/sleep',
};

describe('advice that changed', () => {
  it.each<[string, GivenAdvice[], GivenAdvice[], GivenAdvice[], GivenAdvice[]]>([
    [
      'one that is kept from carers since',
      [EAT],
      [{ ...EAT, notForCarers: true }],
      [{ ...EAT, notForCarers: true }],
      [EAT],
    ],
    ['one that says so or leaves it out', [EAT], [{ ...EAT, notForCarers: false }], [], []],
    ['nothing', [EAT, SLEEP], [EAT, SLEEP], [], []],
    ['the order alone', [EAT, SLEEP], [SLEEP, EAT], [], []],
    ['one more', [EAT], [EAT, SLEEP], [SLEEP], []],
    ['one less', [EAT, SLEEP], [SLEEP], [], [EAT]],
    ['other words', [EAT], [{ ...EAT, text: 'Eat.' }], [{ ...EAT, text: 'Eat.' }], [EAT]],
    ['another kind', [EAT], [{ ...EAT, kind: 'recovery' }], [{ ...EAT, kind: 'recovery' }], [EAT]],
    ['another address', [SLEEP], [{ ...SLEEP, address: null }], [{ ...SLEEP, address: null }], [SLEEP]],
    ['no address, said in two ways', [EAT], [{ ...EAT, address: null }], [], []],
    ['the same twice instead of once', [EAT], [EAT, EAT], [EAT], []],
  ])('%s', (_, before, after, added, removed) => {
    expect(adviceChanges(before, after)).toEqual({ added, removed });
  });

  it('is what takes the one list to the other', () => {
    const advice = fc.record({
      kind: fc.constantFrom(...ADVICE_KINDS),
      text: fc.constantFrom('a', 'b'),
      address: fc.constantFrom(null, 'https://a.example'),
    });
    const lists = fc.array(advice, { maxLength: 8 });
    const sorted = (list: GivenAdvice[]) => list.map((one) => JSON.stringify(one)).sort();
    fc.assert(
      fc.property(lists, lists, (before, after) => {
        const { added, removed } = adviceChanges(before, after);
        expect(sorted([...after, ...removed])).toEqual(sorted([...before, ...added]));
        const inBoth = sorted(added).filter((one) => sorted(removed).includes(one));
        expect(inBoth).toEqual([]);
      }),
    );
  });
});
