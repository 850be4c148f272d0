/** What the published programmes add up to, held against what the publications say they add up to. */
import type { Span } from '../../src/dosage/amount';
import { totalsOf } from '../../src/dosage/dose-totals';
import { expectedInAll } from '../../src/schedule/expected';
import { weeksOfItem } from '../../src/schedule/plan-weeks';
import { ACHILLES_IN_PHASES } from './published-programmes/achilles-in-phases';
import { AFTER_KNEE_REPLACEMENT } from './published-programmes/after-knee-replacement';
import { CALF_LOAD_AND_TENSION } from './published-programmes/calf-load-and-tension';
import { COPENHAGEN_IN_LEVELS } from './published-programmes/copenhagen-in-levels';
import { COUCH_TO_5K } from './published-programmes/couch-to-5k';
import { FOOT_AND_ANKLE } from './published-programmes/foot-and-ankle';
import { HEAVY_SLOW_RESISTANCE } from './published-programmes/heavy-slow-resistance';
import { HEEL_DROPS_AND_RUNNING } from './published-programmes/heel-drops-and-running';
import { NORDIC_HAMSTRING } from './published-programmes/nordic-hamstring';
import { OTAGO_WALKING } from './published-programmes/otago-walking';
import { SEVEN_MINUTE_CIRCUIT } from './published-programmes/seven-minute-circuit';
import { SPINE_STABILITY } from './published-programmes/spine-stability';
import {
  type PublishedItem,
  type PublishedProgramme,
  scheduledItems,
} from './published-programmes/programme';

const totals = ({ items }: PublishedProgramme, place: number, week: number) =>
  totalsOf((items[place - 1] as PublishedItem).dosage, week);
const exactly = (span: Span | null): number | null => (span && span.min === span.max ? span.min : null);
const sum = (numbers: (number | null)[]) => numbers.reduce<number>((all, one) => all + (one ?? NaN), 0);
const weeks = (to: number) => Array.from({ length: to }, (_, index) => index + 1);

/** All that the plan expects from a Monday on. */
const sessionsIn = (weeksLong: number, programme: PublishedProgramme): number[] =>
  expectedInAll({
    timeZone: 'Europe/London',
    startsOn: '2026-01-05',
    weekOneOn: '2026-01-05',
    adviceUntil: new Date(Date.UTC(2026, 0, 4 + 7 * weeksLong)).toISOString().slice(0, 10),
    items: scheduledItems(programme),
    phasesBegun: [],
  }).items.map(({ sessions }) => sessions);

describe('Nordic hamstring (Cuthbert 2019, table 2, on Delahunt)', () => {
  const reps = weeks(6).map((week) => exactly(totals(NORDIC_HAMSTRING, 1, week).perWeek.reps));

  it('340 reps in all, 57 a week on average', () => {
    expect(reps).toEqual([10, 24, 54, 72, 90, 90]);
    expect(sum(reps)).toBe(340);
    expect(Math.round(sum(reps) / 6)).toBe(57);
  });

  it('on 1, 2 and then 3 days a week', () => {
    expect(sessionsIn(6, NORDIC_HAMSTRING)).toEqual([1 + 2 + 4 * 3]);
  });
});

describe('heel drops and running (Praet 2019, table A2)', () => {
  it('180 heel drops a day, 1260 a week', () => {
    const both = [1, 2].map((place) => totals(HEEL_DROPS_AND_RUNNING, place, 1));
    expect(sum(both.map(({ perDay }) => exactly(perDay.reps)))).toBe(180);
    expect(sum(both.map(({ perWeek }) => exactly(perWeek.reps)))).toBe(1260);
  });

  it('3 × 5, 3 × 6, 4 × 5, 4 × 6, 4 × 7 times 80 metres, never more than 20 % up', () => {
    const metres = weeks(5).map((week) => {
      const [session] = totals(HEEL_DROPS_AND_RUNNING, 3, week).sessions;
      return exactly(session?.metres ?? null) ?? NaN;
    });
    expect(metres).toEqual([15, 18, 20, 24, 28].map((times) => 80 * times));
    expect(metres.slice(1).every((more, before) => more <= 1.2 * (metres[before] as number))).toBe(true);
  });

  it('2 runs a week, then 3', () => {
    const runs = weeks(5).map((week) => exactly(totals(HEEL_DROPS_AND_RUNNING, 3, week).sessionsPerWeek));
    expect(runs).toEqual([2, 2, 2, 3, 3]);
  });
});

describe('Achilles in phases (Silbernagel)', () => {
  it('weeks 1 to 2, 2 to 5 and 3 to 12: they overlap', () => {
    const weeksOf = scheduledItems(ACHILLES_IN_PHASES).map(({ dosage, phase }) => weeksOfItem(dosage, phase));
    expect([0, 4, 9].map((at) => [weeksOf[at]?.fromWeek, weeksOf[at]?.toWeek])).toEqual([
      [1, 2],
      [2, 5],
      [3, 12],
    ]);
  });

  it('every day; 3 × 10 to 15, then 3 × 15, 3 × 10, 3 × 15, 3 × 15 and 3 × 20', () => {
    const perDay = ACHILLES_IN_PHASES.items.map((_, at) => totals(ACHILLES_IN_PHASES, at + 1, 1).perDay.reps);
    expect(perDay.slice(0, 4)).toEqual([
      { min: 30, max: 45 },
      { min: 30, max: 30 },
      { min: 30, max: 30 },
      { min: 30, max: 30 },
    ]);
    expect(perDay.slice(4, 9).map(exactly)).toEqual([45, 30, 45, 45, 60]);
    expect(perDay.slice(9).map(exactly)).toEqual([45, 45, 45, 60]);
  });

  it('heavier on 2 to 3 days a week, and every day in all', () => {
    expect(totals(ACHILLES_IN_PHASES, 10, 1).daysPerWeek.max).toBe(7);
    const [heavier] = (ACHILLES_IN_PHASES.items[9] as PublishedItem).dosage.sessions;
    expect(heavier?.schedule.perWeek).toEqual({ min: 2, max: 3 });
  });
});

describe('heavy slow resistance (Kongsgaard)', () => {
  it('4 sets of 15, 12, 10, 8 and 6 as the weeks go by, 3 times a week for 12 weeks', () => {
    const reps = weeks(12).map((week) => exactly(totals(HEAVY_SLOW_RESISTANCE, 1, week).perDay.reps));
    expect(reps).toEqual([15, 12, 12, 10, 10, 8, 8, 8, 6, 6, 6, 6].map((each) => 4 * each));
    expect(sessionsIn(12, HEAVY_SLOW_RESISTANCE)).toEqual([36, 36, 36]);
  });
});

describe('calf load and tension (LOADIT, table 1, group 1)', () => {
  const sessions = [1, 2].map((place) => totals(CALF_LOAD_AND_TENSION, place, 1).perDay);

  it('36 s of tension a set, 288 s a session', () => {
    const tension = sum(sessions.map(({ secondsUnderTension }) => exactly(secondsUnderTension)));
    expect(tension).toBe(288);
    expect(tension / sum(sessions.map(({ sets }) => exactly(sets)))).toBe(36);
  });

  it('16 min 48 s with rests', () => {
    expect(sum(sessions.map(({ seconds }) => exactly(seconds)))).toBe(16 * 60 + 48);
  });

  it('3 times a week for 12 weeks', () => {
    expect(sessionsIn(12, CALF_LOAD_AND_TENSION)).toEqual([36, 36]);
  });
});

describe('Copenhagen in levels (Polglass 2019, table 1)', () => {
  it('240, 240, 360, 480, 480, 108, 144 and 180 s of tension for each leg', () => {
    const forEachLeg = weeks(8).map((week) => {
      const due = COPENHAGEN_IN_LEVELS.items.map(
        (_, at) => exactly(totals(COPENHAGEN_IN_LEVELS, at + 1, week).perDay.secondsUnderTension) ?? NaN,
      );
      return sum(due) / 2;
    });
    expect(forEachLeg).toEqual([240, 240, 360, 480, 480, 108, 144, 180]);
  });

  it('2 sessions a week', () => {
    expect(sum(sessionsIn(8, COPENHAGEN_IN_LEVELS))).toBe(16);
  });
});

describe('curl-up, side bridge and bird dog', () => {
  it('5, 3 and 1 held for 10 s, for each side; at least 3 days a week, daily at best', () => {
    const [curl, bridge] = [1, 2].map((place) => totals(SPINE_STABILITY, place, 1));
    expect(exactly(curl?.perDay.reps ?? null)).toBe(5 + 3 + 1);
    expect(exactly(bridge?.perDay.secondsUnderTension ?? null)).toBe(2 * 10 * (5 + 3 + 1));
    expect(curl?.daysPerWeek).toEqual({ min: 3, max: 7 });
  });
});

describe('after knee replacement (North Bristol NHS Trust)', () => {
  it('ankle pumps: 10 in every hour awake', () => {
    const { sessionsPerDay, perDay } = totals(AFTER_KNEE_REPLACEMENT, 1, 1);
    expect(exactly(sessionsPerDay)).toBe(22 - 8 + 1);
    expect(exactly(perDay.reps)).toBe(10 * (22 - 8 + 1));
  });

  it('the others 3 to 4 times a day', () => {
    const others = [2, 3, 4, 5].map((place) => totals(AFTER_KNEE_REPLACEMENT, place, 1));
    expect(others.map(({ sessionsPerDay }) => sessionsPerDay)).toEqual(Array(4).fill({ min: 3, max: 4 }));
    expect(others[0]?.perDay.reps).toEqual({ min: 30, max: 40 });
  });
});

describe('the circuit (Klika and Jordan 2013)', () => {
  const { items, groups } = SEVEN_MINUTE_CIRCUIT;
  const work = sum(items.map((_, at) => exactly(totals(SEVEN_MINUTE_CIRCUIT, at + 1, 1).perDay.seconds)));

  it('12 exercises of 30 s with 10 s between: about 7 to 8 minutes a round', () => {
    const rests = (items.length - 1) * (groups[0]?.restBetweenItemsSeconds ?? NaN);
    expect(work).toBe(12 * 30);
    expect((work + rests) / 60).toBeCloseTo(7.8, 1);
  });

  it('2 to 3 rounds', () => {
    const [first] = items as [PublishedItem];
    const { perDay } = totalsOf(first.dosage, 1, groups[0]);
    expect(perDay.seconds).toEqual({ min: 60, max: 90 });
  });
});

describe('Couch to 5K (NHS)', () => {
  const minutes = (week: number) =>
    totals(COUCH_TO_5K, 1, week).sessions.map(({ seconds }) => (exactly(seconds) ?? NaN) / 60 - 5);

  it('after the walk of 5 minutes: 20 minutes in weeks 1 and 2, 30 in week 9', () => {
    expect([1, 2, 7, 8, 9].map(minutes)).toEqual([[20], [20], [25], [28], [30]]);
    expect(minutes(5)).toEqual([5 + 3 + 5 + 3 + 5, 8 + 5 + 8, 20]);
  });

  it('3 runs a week, 27 in all', () => {
    expect(weeks(9).map((week) => exactly(totals(COUCH_TO_5K, 1, week).sessionsPerWeek))).toEqual(
      Array(9).fill(3),
    );
    expect(sessionsIn(9, COUCH_TO_5K)).toEqual([27]);
  });
});

describe('foot and ankle (Spink 2008, table 1)', () => {
  it('circles 10 times each way, bands 3 × 10, stretches 3 × 20 s, stones 2 × 20, for each foot', () => {
    const ofItem = (exercise: string) => {
      const { dosage } = FOOT_AND_ANKLE.items.find((item) => item.exercise === exercise) as PublishedItem;
      return totalsOf(dosage, 1).perDay;
    };
    expect(exactly(ofItem('Ankle circles').reps)).toBe(2 * 10);
    expect(exactly(ofItem('Foot turned in against a band').reps)).toBe(2 * 3 * 10);
    expect(exactly(ofItem('Calf stretch').secondsUnderTension)).toBe(2 * 3 * 20);
    expect(exactly(ofItem('Stones picked up with the toes').reps)).toBe(2 * 2 * 20);
  });

  it('3 times a week for 6 months', () => {
    expect(new Set(sessionsIn(26, FOOT_AND_ANKLE))).toEqual(new Set([3 * 26]));
  });
});

describe('Otago', () => {
  it('exercises on 3 days a week, and a walk of 30 minutes on the 4 days between', () => {
    const [head, , , , , walk] = sessionsIn(1, OTAGO_WALKING);
    expect(head).toBe(3);
    expect(walk).toBe(4);
    expect(exactly(totals(OTAGO_WALKING, 6, 1).perDay.seconds)).toBe((2 + 30 + 2) * 60);
  });
});
