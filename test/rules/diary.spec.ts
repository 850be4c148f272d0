/** What a set of entries says, whatever order they came in and however often; and which entries can be kept at all. */
import fc from 'fast-check';
import { currentEntries } from '../../src/diary/corrections';
import {
  ENTRY_KINDS,
  type Entry,
  itemsDone,
  nextMorningsOf,
  NOT_DONE_REASONS,
  sessionsOf,
  weeksToldOf,
} from '../../src/diary/diary';
import { DIARY_DAYS, refusalOf, tellsTheSame } from '../../src/diary/entry-rules';

const entry = (extra: Partial<Entry> & { id: string }): Entry => {
  const at = extra.at ?? new Date('2026-03-16T09:00:00Z');
  return {
    kind: 'item',
    at,
    day: at.toISOString().slice(0, 10),
    sessionId: 's',
    prescriptionId: 'p',
    itemId: 'bridge',
    dose: 0,
    setsDone: null,
    repsDone: null,
    secondsDone: null,
    metresDone: null,
    pain: null,
    effort: null,
    spread: null,
    notDoneBecause: null,
    howMuch: null,
    note: null,
    privateNote: null,
    onBadDay: false,
    corrects: null,
    ...extra,
  };
};
const inSession = (id: string, kind: Entry['kind'], time: string, extra: Partial<Entry> = {}): Entry =>
  entry({
    ...{ id, kind, at: new Date(`2026-03-16T${time}Z`), itemId: null, prescriptionId: null, dose: null },
    ...extra,
  });
const idsOf = (entries: readonly Entry[]) => currentEntries(entries).map(({ id }) => id);

describe('a correction', () => {
  const first = entry({ id: 'a', pain: 7 });
  it.each<[what: string, entries: Entry[], current: string[]]>([
    ['takes the place of what it corrects', [first, entry({ id: 'b', corrects: 'a' })], ['b']],
    ['stands by itself until that has come', [entry({ id: 'b', corrects: 'a' })], ['b']],
    [
      'may be corrected in turn',
      [first, entry({ id: 'b', corrects: 'a' }), entry({ id: 'c', corrects: 'b' })],
      ['c'],
    ],
    ['holds though the one in between has not come', [first, entry({ id: 'c', corrects: 'b' })], ['a', 'c']],
    [
      'of two of one entry yields to the later time',
      [
        first,
        entry({ id: 'z', corrects: 'a' }),
        entry({ id: 'b', corrects: 'a', at: new Date('2026-03-16T09:00:01Z') }),
      ],
      ['b'],
    ],
    [
      'of two at one time yields to the greater id',
      [first, entry({ id: 'c', corrects: 'a' }), entry({ id: 'b', corrects: 'a' })],
      ['c'],
    ],
    [
      'of two of an entry that has not come stands once',
      [entry({ id: 'c', corrects: 'a' }), entry({ id: 'b', corrects: 'a' })],
      ['c'],
    ],
    [
      'is of its own kind, else both stand',
      [first, inSession('b', 'weekly', '10:00:00', { corrects: 'a', howMuch: 3 })],
      ['a', 'b'],
    ],
    [
      'in a ring leaves the last',
      [entry({ id: 'a', corrects: 'b' }), entry({ id: 'b', corrects: 'a' })],
      ['b'],
    ],
  ])('%s', (_what, entries, current) => {
    expect(idsOf(entries)).toEqual(current);
    expect(idsOf([...entries].reverse())).toEqual(current);
  });
});

describe('a session', () => {
  it('lasts from its start to its finish, without its pauses', () => {
    const told = [
      inSession('1', 'started', '09:00:00'),
      inSession('2', 'paused', '09:05:00'),
      inSession('3', 'resumed', '09:07:30'),
      inSession('4', 'finished', '09:20:01'),
    ];
    expect(sessionsOf(told)).toEqual([
      { id: 's', startedAt: told[0]!.at, finishedAt: told[3]!.at, pausedSeconds: 150, minutes: 18 },
    ]);
  });
  it.each<[what: string, told: Entry[], paused: number, minutes: number | null]>([
    ['never finished', [inSession('1', 'started', '09:00:00')], 0, null],
    ['never started', [inSession('1', 'finished', '09:00:00')], 0, null],
    [
      'finished in a pause',
      [
        inSession('1', 'started', '09:00:00'),
        inSession('2', 'paused', '09:10:00'),
        inSession('3', 'finished', '09:30:00'),
      ],
      1200,
      10,
    ],
    [
      'paused twice in a row',
      [
        inSession('1', 'started', '09:00:00'),
        inSession('2', 'paused', '09:01:00'),
        inSession('3', 'paused', '09:02:00'),
        inSession('4', 'resumed', '09:03:00'),
        inSession('5', 'finished', '09:05:00'),
      ],
      120,
      3,
    ],
    [
      'paused before its start, by a clock that was set',
      [
        inSession('1', 'paused', '08:00:00'),
        inSession('2', 'started', '09:00:00'),
        inSession('3', 'resumed', '09:01:00'),
        inSession('4', 'finished', '09:05:00'),
      ],
      60,
      4,
    ],
    [
      'finished before its start',
      [inSession('1', 'finished', '08:00:00'), inSession('2', 'started', '09:00:00')],
      0,
      null,
    ],
  ])('that was %s', (_what, told, pausedSeconds, minutes) => {
    expect(sessionsOf(told)).toMatchObject([{ pausedSeconds, minutes }]);
  });
});

describe('an item', () => {
  it.each<[what: string, told: Partial<Entry>, state: string]>([
    ['with nothing more said', {}, 'done'],
    ['with amounts', { setsDone: 2 }, 'done'],
    ['with a reason', { notDoneBecause: 'pain' }, 'not_done'],
    ['with a reason and amounts', { notDoneBecause: 'time', setsDone: 1 }, 'part'],
    ['with a reason and none done', { notDoneBecause: 'time', setsDone: 0 }, 'not_done'],
    ['of which none was done', { setsDone: 0 }, 'not_done'],
    ['of which sets were none and metres some', { setsDone: 0, metresDone: 400 }, 'done'],
  ])('%s is %s', (_what, told, state) => {
    expect(itemsDone([entry({ id: 'a', ...told })])).toMatchObject([{ itemId: 'bridge', dose: 0, state }]);
  });

  it('told twice of one session is one: the most that was done, with the worst pain', () => {
    const told = [
      entry({ id: 'a', notDoneBecause: 'time', pain: 6 }),
      entry({ id: 'b', setsDone: 3, pain: 2 }),
      entry({ id: 'c', sessionId: 't', setsDone: 1 }),
    ];
    expect(itemsDone(told)).toMatchObject([
      { sessionId: 's', state: 'done', setsDone: 3, pain: 6, notDoneBecause: null },
      { sessionId: 't', state: 'done', setsDone: 1 },
    ]);
  });
});

it('tells of a morning by its worst, and of a week by its last word', () => {
  const told = [
    inSession('1', 'next_morning', '06:00:00', { pain: 2 }),
    inSession('2', 'next_morning', '07:00:00', { pain: 4 }),
    inSession('3', 'weekly', '08:00:00', { howMuch: 3 }),
    inSession('4', 'weekly', '09:00:00', { howMuch: 8 }),
  ];
  expect(nextMorningsOf(told)).toEqual([{ day: '2026-03-16', pain: 4 }]);
  expect(weeksToldOf(told)).toEqual([{ day: '2026-03-16', howMuch: 8 }]);
});

const ids = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const anyEntry: fc.Arbitrary<Omit<Entry, 'id'>> = fc
  .record({
    kind: fc.constantFrom(...ENTRY_KINDS),
    minute: fc.nat(5),
    sessionId: fc.constantFrom('s', 't'),
    itemId: fc.constantFrom('bridge', 'clam'),
    setsDone: fc.constantFrom(null, 0, 2),
    pain: fc.constantFrom(null, 0, 7),
    notDoneBecause: fc.constantFrom(null, ...NOT_DONE_REASONS),
    corrects: fc.constantFrom(null, ...ids, 'never came'),
  })
  .map(({ minute, ...said }) => {
    const { id: _, ...rest } = entry({ id: '', ...said, at: new Date(Date.UTC(2026, 2, 16, 9, minute)) });
    return { ...rest, howMuch: said.kind === 'weekly' ? 5 : null };
  });
const anyDiary = fc
  .array(anyEntry, { maxLength: ids.length })
  .map((told) => told.map((one, index): Entry => ({ ...one, id: ids[index] as string })));
const all = (entries: readonly Entry[]) => {
  const current = currentEntries(entries);
  return {
    current,
    sessions: sessionsOf(current),
    items: itemsDone(current),
    mornings: nextMorningsOf(current),
    weeks: weeksToldOf(current),
  };
};

it('says the same of the same set, in any order and with any of it twice', () => {
  fc.assert(
    fc.property(
      anyDiary.chain((diary) =>
        fc.tuple(
          fc.constant(diary),
          fc.shuffledSubarray([...diary, ...diary], { minLength: 2 * diary.length }),
        ),
      ),
      ([diary, delivered]) => {
        expect(all(delivered)).toEqual(all(diary));
      },
    ),
    { numRuns: 2000 },
  );
});

it('loses nothing to a correction but what was corrected, and never all of it', () => {
  fc.assert(
    fc.property(anyDiary, (diary) => {
      const current = new Set(currentEntries(diary).map(({ id }) => id));
      for (const { id, kind } of diary) {
        const isCorrected = diary.some((other) => other.corrects === id && other.kind === kind);
        const isCorrection = diary.some((one) => one.id === id && one.corrects !== null);
        if (!isCorrected && !isCorrection) expect(current).toContain(id);
      }
      if (diary.length > 0) expect(current.size).toBeGreaterThan(0);
    }),
  );
});

describe('an entry is kept', () => {
  const now = new Date('2026-03-16T12:00:00Z');
  const shifted = (ms: number) => new Date(+now + ms);
  const DAYS = DIARY_DAYS * 86_400_000;
  it.each<[what: string, told: Entry, refusal: string | null]>([
    ['5 minutes ahead', entry({ id: 'a', at: shifted(300_000) }), null],
    ['more than 5 minutes ahead', entry({ id: 'a', at: shifted(300_001) }), 'diary.in_the_future'],
    ['60 days old', entry({ id: 'a', at: shifted(-DAYS) }), null],
    ['older', entry({ id: 'a', at: shifted(-DAYS - 1) }), 'diary.too_old'],
    ['an item without a session', entry({ id: 'a', sessionId: null }), 'diary.does_not_fit'],
    ['an item without its dose', entry({ id: 'a', dose: null }), 'diary.does_not_fit'],
    ['an item with a whole week', entry({ id: 'a', howMuch: 3 }), 'diary.does_not_fit'],
    ['a start', inSession('a', 'started', '09:00:00'), null],
    ['a start with pain', inSession('a', 'started', '09:00:00', { pain: 3 }), 'diary.does_not_fit'],
    [
      'a start without session',
      inSession('a', 'started', '09:00:00', { sessionId: null }),
      'diary.does_not_fit',
    ],
    ['a morning', inSession('a', 'next_morning', '09:00:00', { pain: 3, spread: 'none' }), null],
    ['a morning without pain', inSession('a', 'next_morning', '09:00:00'), 'diary.does_not_fit'],
    ['a week', inSession('a', 'weekly', '09:00:00', { sessionId: null, howMuch: 0 }), null],
    [
      'a week without a number',
      inSession('a', 'weekly', '09:00:00', { sessionId: null }),
      'diary.does_not_fit',
    ],
    ['one that corrects itself', entry({ id: 'a', corrects: 'a' }), 'diary.does_not_fit'],
  ])('%s: %s', (_what, told, refusal) => {
    expect(refusalOf(told, now)).toBe(refusal);
  });
});

it('takes an entry for the same only if every word of it is', () => {
  const one = entry({ id: 'a', pain: 3 });
  expect(tellsTheSame(one, { ...one, at: new Date(one.at) })).toBe(true);
  const others: Partial<Entry>[] = [
    { at: new Date(+one.at + 1) },
    { kind: 'weekly' },
    { sessionId: 't' },
    { itemId: 'clam' },
    { dose: 1 },
    { setsDone: 1 },
    { pain: null },
    { spread: 'none' },
    { note: 'x' },
    { onBadDay: true },
    { corrects: 'b' },
    { howMuch: 1 },
    { notDoneBecause: 'ill' },
  ];
  for (const other of others) expect(tellsTheSame(one, { ...one, ...other })).toBe(false);
});
