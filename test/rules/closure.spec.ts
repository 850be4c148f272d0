/** The one rule of pauses and holds: when a plan was closed, and by how many days its weeks go on later. */
import * as fc from 'fast-check';
import { addDays, isoDay } from '../../src/calendar/days';
import {
  closedDays,
  type ClosedRange,
  closedSince,
  closuresOf,
  daysToMove,
} from '../../src/schedule/closure';
import { stretchesOf } from '../../src/schedule/stretches';
import { of, weekly } from '../support/scheduled-plan';

/** In January 2026: 9.5 is the 9th at noon. */
const at = (day: number): Date => new Date(Date.parse('2025-12-31T00:00:00Z') + day * 86_400_000);
const range = (from: number, to: number | null): ClosedRange => ({
  from: at(from),
  to: to === null ? null : at(to),
});

type Row = [kind: string, day: number];
const rows = (...said: Row[]) => said.map(([kind, day]) => ({ kind, at: at(day) }));
const ISSUED: Row = ['issued', 1.3];

describe('the closures of a plan', () => {
  it.each<[string, Row[], ClosedRange[], ClosedRange[]]>([
    ['none', [ISSUED], [], []],
    ['a pause', [ISSUED, ['paused', 5.4], ['resumed', 9.4]], [], [range(5.4, 9.4)]],
    ['a pause that lasts', [ISSUED, ['paused', 5.4]], [], [range(5.4, null)]],
    ['a hold', [ISSUED, ['weeks_moved', 9.4]], [range(5.4, 9.4)], [range(5.4, 9.4)]],
    [
      'a pause that a new version ended',
      [ISSUED, ['paused', 5.4], ['superseded', 8], ['issued', 8]],
      [],
      [range(5.4, 8)],
    ],
    ['a pause that an extension did not end', [ISSUED, ['paused', 5], ['extended', 6]], [], [range(5, null)]],
    ['a plan that was completed in a pause', [ISSUED, ['paused', 5], ['completed', 6]], [], [range(5, 6)]],
    ['and withdrawn', [ISSUED, ['paused', 5], ['withdrawn', 6]], [], [range(5, 6)]],
    [
      'two pauses with a day between',
      [ISSUED, ['paused', 5], ['resumed', 6], ['paused', 7], ['resumed', 8]],
      [],
      [range(5, 6), range(7, 8)],
    ],
    ['holds that overlap', [ISSUED], [range(5, 8), range(3, 6)], [range(3, 8)]],
    ['a hold within another', [ISSUED], [range(3, 8), range(5, 6)], [range(3, 8)]],
    ['a pause that outlasts a hold', [ISSUED, ['paused', 6], ['resumed', 12]], [range(4, 9)], [range(4, 12)]],
    ['a hold that began in a pause', [ISSUED, ['paused', 4]], [range(6, 9)], [range(4, null)]],
    ['a hold that lasts over a pause', [ISSUED, ['paused', 6]], [range(4, null)], [range(4, null)]],
    ['three in a chain', [ISSUED, ['paused', 5]], [range(3, 5.5), range(1.5, 4)], [range(1.5, null)]],
    // paused while the hold was still open, at the very moment at which it was lifted
    ['a hold and a pause that touch', [ISSUED, ['paused', 6]], [range(4, 6)], [range(4, null)]],
    // lifted, its weeks moved, and paused again at once
    [
      'a hold and a pause with an opening where they touch',
      [ISSUED, ['weeks_moved', 6], ['paused', 6]],
      [range(4, 6)],
      [range(4, 6), range(6, null)],
    ],
  ])('%s', (_, transitions, holds, expected) => {
    expect(closuresOf(rows(...transitions), holds)).toEqual(expected);
  });
});

describe('what is closed now', () => {
  it.each<[string, ClosedRange[], Date | null]>([
    ['nothing', [], null],
    ['what lasts', [range(2, 3), range(5, null)], at(5)],
    ['what ends now', [range(5, 10)], at(5)],
    ['not what ended', [range(5, 9.99)], null],
    ['what begins now', [range(10, null)], at(10)],
  ])('%s', (_, closures, expected) => {
    expect(closedSince(closures, at(10))).toEqual(expected);
  });
});

describe('the weeks move on', () => {
  const START = '2026-01-05';
  it.each<[string, closedOn: string, startsOn: string, opensOn: string, days: number]>([
    ['by the days of the closure', '2026-01-10', START, '2026-01-17', 7],
    ['not at all on one day', '2026-01-10', START, '2026-01-10', 0],
    ['by one overnight', '2026-01-10', START, '2026-01-11', 1],
    ['from the first day only', '2026-01-01', START, '2026-01-08', 3],
    ['not at all before the first day', '2025-12-20', START, '2026-01-04', 0],
    ['nor on it', '2025-12-20', START, START, 0],
    ['over the night in which the clocks go forward', '2026-03-28', START, '2026-03-30', 2],
    ['over a leap day', '2028-02-28', START, '2028-03-01', 2],
  ])('%s', (_, closedOn, startsOn, opensOn, days) => {
    expect(daysToMove(closedOn, startsOn, opensOn)).toBe(days);
  });
});

describe('closed days', () => {
  const days = (from: string, to: string | null, zone = 'Europe/London') =>
    closedDays([{ from: new Date(from), to: to === null ? null : new Date(to) }], zone);
  it.each<[string, ReturnType<typeof closedDays>, ReturnType<typeof closedDays>]>([
    [
      'from that of the closing to the one before the opening',
      days('2026-01-10T09:00:00Z', '2026-01-13T17:00:00Z'),
      [{ from: '2026-01-10', to: '2026-01-12' }],
    ],
    ['none where both were on one day', days('2026-01-10T09:00:00Z', '2026-01-10T17:00:00Z'), []],
    [
      'one overnight',
      days('2026-01-10T23:59:59Z', '2026-01-11T00:00:00Z'),
      [{ from: '2026-01-10', to: '2026-01-10' }],
    ],
    ['without an end', days('2026-01-10T09:00:00Z', null), [{ from: '2026-01-10', to: null }]],
    [
      'of the clinic, in summer time',
      days('2026-07-09T23:30:00Z', '2026-07-11T23:30:00Z'),
      [{ from: '2026-07-10', to: '2026-07-11' }],
    ],
    [
      'of the clinic, wherever it is',
      days('2026-01-10T03:00:00Z', '2026-01-11T05:00:00Z', 'America/New_York'),
      [{ from: '2026-01-09', to: '2026-01-10' }],
    ],
    [
      'over the end of summer time',
      days('2026-10-24T23:30:00Z', '2026-10-26T00:00:00Z'),
      [{ from: '2026-10-25', to: '2026-10-25' }],
    ],
  ])('%s', (_, said, expected) => {
    expect(said).toEqual(expected);
  });
});

/**
 * A plan that begins on the 10th, is paused and held as it comes, and opens again each time by the rule, as the services do:
 * a pause ends where no hold is open, and the lifting of a hold moves the weeks of a plan that is not paused.
 */
function lived(moves: readonly { hours: number; what: 'pause' | 'hold' | 'second hold' }[]) {
  const [first, transitions, holds] = [at(10), rows(ISSUED), [] as ClosedRange[]];
  const startsOn = isoDay(Math.floor(+first / 86_400_000));
  const seen: { day: string; weekOneOn: string }[] = [];
  const open: Record<string, ClosedRange | undefined> = {};
  let [now, weekOneOn, isPaused] = [+at(8.4), startsOn, false];
  const today = () => new Date(now).toISOString().slice(0, 10);
  const reopen = (kind: string) => {
    const since = closedSince(closuresOf(transitions, holds), new Date(now)) as Date;
    const days = daysToMove(since.toISOString().slice(0, 10), startsOn, today());
    weekOneOn = addDays(weekOneOn, days);
    if (days > 0 || kind === 'resumed') transitions.push({ kind, at: new Date(now) });
  };
  for (const { hours, what } of moves) {
    const isHeld = open['hold'] !== undefined || open['second hold'] !== undefined;
    if (!isPaused && !isHeld && today() >= startsOn) seen.push({ day: today(), weekOneOn });
    now += hours * 3_600_000;
    const hold = open[what];
    if (what === 'pause' && !isPaused) {
      transitions.push({ kind: 'paused', at: new Date(now) });
      isPaused = true;
    } else if (what === 'pause' && !isHeld) {
      reopen('resumed');
      isPaused = false;
    } else if (hold) {
      hold.to = new Date(now);
      open[what] = undefined;
      if (!isPaused && !open['hold'] && !open['second hold']) reopen('weeks_moved');
    } else if (what !== 'pause') {
      holds.push((open[what] = { from: new Date(now), to: null }));
    }
  }
  return { startsOn, weekOneOn, seen, closures: closuresOf(transitions, holds) };
}

it('what was moved step by step is what the calendar finds afterwards, on every day that was seen', () => {
  const moves = fc.array(
    fc.record({
      // frozen clocks too
      hours: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90 })),
      what: fc.constantFrom('pause' as const, 'hold' as const, 'second hold' as const),
    }),
    { maxLength: 14 },
  );
  fc.assert(
    fc.property(moves, (asked) => {
      const { startsOn, weekOneOn, seen, closures } = lived(asked);
      const closed = closedDays(closures, 'Africa/Abidjan');
      const stretches = stretchesOf(
        of(weekly(3), { startsOn, weekOneOn, adviceUntil: '2026-12-31', closed }),
      );
      for (const { day, weekOneOn: then } of seen) {
        const stretch = stretches.find((each) => each.startsOn <= day && day <= each.adviceUntil);
        // a day on which it was closed later is no whole day
        if (stretch) expect(stretch.weekOneOn).toBe(then);
        else expect(closed.some(({ from, to }) => from <= day && day <= (to ?? '9999'))).toBe(true);
      }
      const isOpen = closed.at(-1)?.to !== null;
      if (isOpen) expect(stretches.at(-1)?.weekOneOn).toBe(weekOneOn);
    }),
    { numRuns: 1000 },
  );
});
