/** Whether everything has a place, whatever is placed first. */
import * as fc from 'fast-check';
import { findPlaces } from '../../src/dosage/find-places';

/** So many that need a place of at least this size, or places of this size. */
interface Sized {
  count: number;
  size: number;
}
const of = (...sizes: [count: number, size: number][]): Sized[] =>
  sizes.map(([count, size]) => ({ count, size }));
const isLargeEnough = (one: Sized, place: Sized) => one.size <= place.size;

describe('findPlaces', () => {
  it.each<[string, Sized[], Sized[], number[][] | null]>([
    ['nothing', [], [], []],
    ['nothing where there is something', [], of([2, 5]), []],
    ['as many alike as there is room for', of([3, 5]), of([3, 5]), [[3]]],
    ['one too many', of([4, 5]), of([3, 5]), null],
    ['alike in two places', of([4, 5]), of([3, 5], [3, 6]), [[3, 1]]],
    ['too large for all', of([1, 7]), of([3, 5], [3, 6]), null],
    [
      'many that give way to others',
      of([2, 1], [2, 5]),
      of([2, 5], [2, 1]),
      [
        [0, 2],
        [2, 0],
      ],
    ],
    [
      'some that give way to others',
      of([3, 1], [2, 5]),
      of([3, 5], [2, 1]),
      [
        [1, 2],
        [2, 0],
      ],
    ],
  ])('%s', (_, all, places, expected) => {
    expect(findPlaces(all, places, isLargeEnough)).toEqual(expected);
  });

  it('asks of each pair once at the most', () => {
    const asked = new Map<string, number>();
    findPlaces(of([30, 1], [30, 2], [30, 3]), of([30, 3], [30, 2], [30, 1]), (one, place) => {
      const pair = `${one.size} in ${place.size}`;
      asked.set(pair, (asked.get(pair) ?? 0) + 1);
      return isLargeEnough(one, place);
    });
    expect([...asked.values()]).toEqual(Array(9).fill(1));
  });

  const counted = fc.array(fc.nat({ max: 4 }), { maxLength: 5 });
  /** Who fits where, at random: not only by size. */
  const any = fc.tuple(counted, counted, fc.func<[number, number], boolean>(fc.boolean()));

  it('finds a place for all exactly where no few of them share too little room (Hall)', () => {
    fc.assert(
      fc.property(any, ([counts, rooms, fits]) => {
        const [all, places] = [counts, rooms].map((numbers) => numbers.map((count, id) => ({ count, id })));
        const found = findPlaces(all!, places!, (one, place) => fits(one.id, place.id));
        const subsets = Array.from({ length: 2 ** counts.length }, (_, bits) =>
          all!.filter(({ id, count }) => count > 0 && (bits >> id) % 2 === 1),
        );
        const isTight = subsets.some((some) => {
          const room = places!.filter(({ id }) => some.some((one) => fits(one.id, id)));
          return sumOf(some) > sumOf(room);
        });
        expect(found === null).toBe(isTight);
      }),
    );
  });

  it('takes nothing more often than there is, and puts nothing where it does not fit', () => {
    fc.assert(
      fc.property(any, ([counts, rooms, fits]) => {
        const [all, places] = [counts, rooms].map((numbers) => numbers.map((count, id) => ({ count, id })));
        const found = findPlaces(all!, places!, (one, place) => fits(one.id, place.id));
        fc.pre(found !== null);
        expect(found!.map((row) => row.reduce((sum, taken) => sum + taken, 0))).toEqual(counts);
        rooms.forEach((room, where) => {
          expect(found!.reduce((sum, row) => sum + row[where]!, 0)).toBeLessThanOrEqual(room);
        });
        found!.forEach((row, who) =>
          row.forEach((taken, where) => expect(taken === 0 || fits(who, where)).toBe(true)),
        );
      }),
    );
  });
});

const sumOf = (all: readonly { count: number }[]): number => all.reduce((sum, { count }) => sum + count, 0);
