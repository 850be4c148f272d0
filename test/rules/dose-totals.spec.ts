/** What a dose adds up to. */
import * as fc from 'fast-check';
import type { Span } from '../../src/dosage/amount';
import type { Dosage, IntervalSpec, Schedule, SessionDose, SetSpec, Side } from '../../src/dosage/dosage';
import { minutesPerDay, sessionsInWeek, totalsOf, weeksThatDiffer } from '../../src/dosage/dose-totals';
import { secondsOfSession } from '../../src/dosage/session-work';
import { anyDosage } from '../support/any-dosage';
import { dose } from '../support/dose';

const span = (min: number, max = min): Span => ({ min, max });

describe('the time of a session', () => {
  const seconds = (set: Partial<SetSpec>, side: Side = 'not_applicable') =>
    secondsOfSession(dose(set).sessions[0]!, side);
  it.each<[string, Span, Span]>([
    ['3 sets of 10 repetitions', seconds({}), span(90)],
    ['slow ones', seconds({ tempo: { word: 'slow' } }), span(180)],
    ['ones of 3, 1, 2 and 1 seconds', seconds({ tempo: tempo(3, 1, 2, 1) }), span(210)],
    ['8 to 10', seconds({ reps: { min: 8, max: 10 } }), span(72, 90)],
    ['up to 10', seconds({ reps: { upTo: 10 } }), span(9, 90)],
    [
      'as many as possible, at most 10',
      seconds({ reps: { asManyAsPossible: true, atMost: 10 } }),
      span(9, 90),
    ],
    ['as many as possible: 20 of them', seconds({ reps: { asManyAsPossible: true } }), span(9, 180)],
    ['on each side', seconds({}, 'each_side'), span(180)],
    ['swapping sides', seconds({}, 'alternate'), span(90)],
    ['on the left of each side', seconds({ side: 'left' }, 'each_side'), span(90)],
    ['with a hold', seconds({ holdSeconds: { exact: 5 } }), span(240)],
    ['a hold alone', seconds({ reps: undefined, holdSeconds: { min: 20, max: 30 } }), span(69, 99)],
    ['with rest between sets, not after', seconds({ restAfterSet: { exact: 60 } }), span(210)],
    ['with rest as long as the set', seconds({ restAfterSet: { timesSet: 1 } }), span(150)],
    ['with rest between reps, not after', seconds({ restBetweenRepsSeconds: { exact: 2 } }), span(144)],
    ['steps', seconds({ repUnit: 'step' }), span(30)],
    ['breaths', seconds({ repUnit: 'breath' }), span(150)],
    ['metres', seconds({ reps: undefined, distanceMetres: 20 }), span(60)],
    ['metres, several times', seconds({ reps: { exact: 2 }, distanceMetres: 20 }), span(120)],
    ['a time', seconds({ timeSeconds: { exact: 30 } }), span(90)],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  function tempo(
    eccentricSeconds: number,
    pauseSeconds: number,
    concentricSeconds: number,
    topPauseSeconds: number,
  ) {
    return { eccentricSeconds, pauseSeconds, concentricSeconds, topPauseSeconds };
  }

  it('rests after each set but the last, whichever kind of set that is', () => {
    const sets: SetSpec[] = [15, 12, 10].map((exact) => ({
      count: 1,
      reps: { exact },
      restAfterSet: { exact: 60 },
    }));
    expect(secondsOfSession({ sets, schedule: DAILY }, 'left')).toEqual(span(37 * 3 + 120));
  });

  it.each<[string, IntervalSpec, Span]>([
    ['a walk', { steps: [{ mode: 'walk', seconds: { exact: 2700 } }] }, span(2700)],
    [
      'a distance at a pace',
      { steps: [{ mode: 'run', metres: 5000, intensity: { kind: 'pace', value: { min: 300, max: 360 } } }] },
      span(1500, 1800),
    ],
    ['a distance at the usual speed', { steps: [{ mode: 'cycle', metres: 6000 }] }, span(1200)],
    [
      'groups in groups',
      {
        warmUp: { mode: 'walk', seconds: { exact: 300 } },
        steps: [
          {
            repeats: 2,
            steps: [
              {
                repeats: 3,
                steps: [
                  { mode: 'run', seconds: { exact: 60 } },
                  { mode: 'rest', seconds: { min: 30, max: 40 } },
                ],
              },
              { mode: 'walk', seconds: { exact: 120 } },
            ],
          },
        ],
        coolDown: { mode: 'walk', seconds: { exact: 180 } },
      },
      span(300 + 2 * (3 * 90 + 120) + 180, 300 + 2 * (3 * 100 + 120) + 180),
    ],
    [
      'within a total',
      { steps: [{ mode: 'run', metres: 2800 }], totalSeconds: { min: 600, max: 900 } },
      span(900),
    ],
  ])('%s', (_, intervals, expected) => {
    expect(secondsOfSession({ intervals, schedule: DAILY }, 'not_applicable')).toEqual(expected);
  });
});

const DAILY: Schedule = { kind: 'weekly', perDay: 1, perWeek: { exact: 7 } };

describe('totals', () => {
  it('adds up heel drops: 3 sets of 15, twice a day, every day', () => {
    const drops = dose({ reps: { exact: 15 } }, { perDay: 2, perWeek: { exact: 7 } }, { side: 'left' });
    expect(totalsOf(drops, 1)).toEqual({
      week: 1,
      sessions: [
        { sets: span(3), reps: span(45), secondsUnderTension: span(0), metres: span(0), seconds: span(135) },
      ],
      sessionsPerDay: span(2),
      sessionsPerWeek: span(14),
      daysPerWeek: span(7),
      perDay: {
        sets: span(6),
        reps: span(90),
        secondsUnderTension: span(0),
        metres: span(0),
        seconds: span(270),
      },
      perWeek: {
        sets: span(42),
        reps: span(630),
        secondsUnderTension: span(0),
        metres: span(0),
        seconds: span(1890),
      },
      minutesPerWeek: span(32),
    });
  });

  it('counts both sides', () => {
    const both = totalsOf(dose({}, {}, { side: 'each_side' }), 1).sessions[0]!;
    expect([both.sets, both.reps]).toEqual([span(6), span(60)]);
    const swapped = totalsOf(dose({}, {}, { side: 'alternate' }), 1).sessions[0]!;
    expect([swapped.sets, swapped.reps]).toEqual([span(3), span(30)]);
    const differing: Dosage = {
      side: 'each_side',
      sessions: [
        {
          sets: [
            { count: 3, reps: { exact: 15 }, side: 'left' },
            { count: 2, reps: { exact: 10 }, side: 'right' },
          ],
          schedule: DAILY,
        },
      ],
    };
    expect(totalsOf(differing, 1).sessions[0]).toMatchObject({ sets: span(5), reps: span(65) });
  });

  it.each<[string, Partial<SetSpec>, Span | null]>([
    ['holds', { holdSeconds: { min: 5, max: 10 } }, span(150, 300)],
    ['a hold alone', { reps: undefined, holdSeconds: { exact: 45 } }, span(135)],
    ['a tempo', { tempo: { eccentricSeconds: 3, concentricSeconds: 3 } }, span(180)],
    ['a tempo in words', { tempo: { word: 'slow' } }, span(0)],
    ['a timed set', { timeSeconds: { exact: 30 }, tempo: { eccentricSeconds: 3 } }, span(90)],
    ['as many holds as possible', { reps: { asManyAsPossible: true }, holdSeconds: { exact: 5 } }, null],
    [
      'as many as possible in a time',
      { reps: { asManyAsPossible: true }, timeSeconds: { exact: 30 } },
      span(90),
    ],
    ['as many as possible', { reps: { asManyAsPossible: true } }, span(0)],
  ])('time under tension: %s', (_, set, expected) => {
    expect(totalsOf(dose(set), 1).sessions[0]!.secondsUnderTension).toEqual(expected);
  });

  it('has no upper end where there is none', () => {
    const { sessions, perDay, perWeek } = totalsOf(dose({ reps: { asManyAsPossible: true } }), 1);
    expect([sessions[0]!.reps, perDay.reps, perWeek.reps]).toEqual([null, null, null]);
    expect(
      totalsOf(dose({ reps: { asManyAsPossible: true }, distanceMetres: 9 }), 1).perWeek.metres,
    ).toBeNull();
    const capped = dose({ reps: { asManyAsPossible: true, atMost: 50 } });
    expect(totalsOf(capped, 1).perWeek.reps).toEqual(span(9, 450));
  });

  it('adds up metres, of sets and of intervals', () => {
    expect(totalsOf(dose({ reps: { exact: 4 }, distanceMetres: 25 }), 1).perWeek.metres).toEqual(span(900));
    const track: Dosage = {
      side: 'not_applicable',
      sessions: [
        {
          intervals: {
            steps: [
              {
                repeats: 6,
                steps: [
                  { mode: 'run', metres: 400 },
                  { mode: 'walk', metres: 200 },
                ],
              },
            ],
          },
          schedule: { kind: 'weekdays', perDay: 1, weekdays: ['tuesday', 'friday'] },
        },
      ],
    };
    expect(totalsOf(track, 1).perWeek.metres).toEqual(span(7200));
  });

  it.each<[string, Partial<Schedule>, Span, Span]>([
    ['weekly', { perWeek: { min: 3, max: 4 } }, span(1), span(3, 4)],
    ['2 to 3 times a day', { perDay: 2, perDayMax: 3, perWeek: { exact: 5 } }, span(2, 3), span(10, 15)],
    [
      'on weekdays',
      { kind: 'weekdays', weekdays: ['monday', 'friday'], perWeek: undefined },
      span(1),
      span(2),
    ],
    ['every second day', { kind: 'every_n_days', everyDays: 2, perWeek: undefined }, span(1), span(3, 4)],
    [
      'every third day, but never on Sunday',
      { kind: 'every_n_days', everyDays: 3, restDays: ['sunday'], perWeek: undefined },
      span(1),
      span(2),
    ],
    ['every tenth day', { kind: 'every_n_days', everyDays: 10, perWeek: undefined }, span(1), span(0, 1)],
    [
      'every two hours',
      {
        kind: 'every_n_hours',
        everyHours: 2,
        from: '08:00',
        until: '20:00',
        perDay: undefined,
        perWeek: undefined,
      },
      span(7),
      span(49),
    ],
    [
      'every two hours, a minute short',
      {
        kind: 'every_n_hours',
        everyHours: 2,
        from: '08:00',
        until: '19:59',
        perDay: undefined,
        perWeek: undefined,
      },
      span(6),
      span(42),
    ],
    [
      'every two hours but on Sunday',
      {
        kind: 'every_n_hours',
        everyHours: 2,
        from: '08:00',
        until: '20:00',
        restDays: ['sunday'],
        perDay: undefined,
        perWeek: undefined,
      },
      span(7),
      span(42),
    ],
    [
      'between the days of another',
      { kind: 'between', betweenPlace: 2, perWeek: undefined },
      span(1),
      span(0, 7),
    ],
    ['as needed', { kind: 'as_needed', perDay: 4, perWeek: undefined }, span(0, 4), span(0, 28)],
  ])('%s', (_, schedule, aDay, aWeek) => {
    const { sessionsPerDay, sessionsPerWeek } = totalsOf(dose({}, schedule), 1);
    expect([sessionsPerDay, sessionsPerWeek]).toEqual([aDay, aWeek]);
  });

  it('goes through a group as often as it goes round', () => {
    const once = totalsOf(dose({ count: 1 }), 1, { rounds: { min: 2, max: 3 } });
    expect(once.sessions[0]).toMatchObject({ sets: span(2, 3), reps: span(20, 30), seconds: span(60, 90) });
  });

  it('keeps heavy and light apart in a session, on a day, and together in a week', () => {
    const { sessions, perDay, perWeek, ...often } = totalsOf(HEAVY_AND_LIGHT, 1);
    expect(sessions.map(({ name, reps }) => [name, reps])).toEqual([
      ['heavy', span(15)],
      ['light', span(30)],
      ['extra', span(10)],
    ]);
    expect(perDay.reps).toEqual(span(15, 50));
    expect(perWeek.reps).toEqual(span(2 * 15 + 30, 2 * 15 + 30 + 7 * 20));
    expect(often).toMatchObject({
      sessionsPerDay: span(1, 3),
      sessionsPerWeek: span(3, 17),
      daysPerWeek: span(3, 7),
    });
  });

  const HEAVY_AND_LIGHT: Dosage = {
    side: 'left',
    sessions: [
      named(
        'heavy',
        { count: 3, reps: { exact: 5 } },
        { kind: 'weekdays', perDay: 1, weekdays: ['monday', 'friday'] },
      ),
      named(
        'light',
        { count: 3, reps: { exact: 10 } },
        { kind: 'weekdays', perDay: 1, weekdays: ['wednesday'] },
      ),
      named('extra', { count: 1, reps: { exact: 10 } }, { kind: 'as_needed', perDay: 2 }),
    ],
  };
  function named(name: string, set: SetSpec, schedule: Schedule): SessionDose {
    return { name, sets: [set], schedule };
  }
});

describe('weeks', () => {
  const [one] = dose().sessions as [SessionDose];
  const rows = (...weeks: SessionDose['weeks'][]): Dosage => ({
    side: 'left',
    sessions: weeks.map((each) => ({ ...one, ...(each && { weeks: each }) })),
  });
  it.each<[string, Dosage, number[]]>([
    ['the same every week', rows(undefined), [1]],
    ['a table', rows({ from: 1, to: 2 }, { from: 3, to: 6 }, { from: 7 }), [1, 3, 7]],
    ['a table that ends', rows({ from: 1, to: 2 }, { from: 3, to: 12 }), [1, 3, 13]],
    ['a week off', rows({ from: 1, to: 2 }, { from: 4 }), [1, 3, 4]],
    ['a late start', rows({ from: 3 }), [1, 3]],
    ['out of order', rows({ from: 5 }, { from: 1, to: 4 }), [1, 5]],
    ['nothing', rows(), [1]],
  ])('%s', (_, dosage, expected) => {
    expect(weeksThatDiffer(dosage)).toEqual(expected);
  });

  it('has in each week what it has since the last turn', () => {
    fc.assert(
      fc.property(anyDosage(), fc.integer({ min: 1, max: 120 }), (dosage, week) => {
        const turn = weeksThatDiffer(dosage).findLast((one) => one <= week)!;
        expect(sessionsInWeek(dosage, week)).toEqual(sessionsInWeek(dosage, turn));
      }),
    );
  });
});

describe('minutes on a day', () => {
  const ninety = dose();
  it('rounds the day up once, over all exercises and sessions', () => {
    const twice = dose({}, { perDay: 2 });
    expect(minutesPerDay([{ dosage: twice }, { dosage: ninety }])).toBe(5); // 270 s
    expect(minutesPerDay([{ dosage: twice }])).toBe(3); // 180 s
    expect(minutesPerDay([{ dosage: dose({ reps: { exact: 7 } }) }])).toBe(2); // 63 s
    expect(minutesPerDay([])).toBe(0);
  });

  it('goes round with the group', () => {
    expect(minutesPerDay([{ dosage: ninety, group: { name: 'A', rounds: { min: 1, max: 4 } } }])).toBe(6);
  });

  it('takes the time for which a group goes round once, whatever stands in it and for how many rounds', () => {
    const group = { name: 'A', rounds: { exact: 2 }, timeCapSeconds: 900 };
    const other = { ...group, name: 'B' };
    const twice = dose({}, { perDay: 2 });
    expect(minutesPerDay([{ dosage: ninety, group }])).toBe(15);
    expect(
      minutesPerDay([
        { dosage: ninety, group },
        { dosage: ninety, group },
      ]),
    ).toBe(15);
    expect(
      minutesPerDay([
        { dosage: ninety, group },
        { dosage: twice, group },
      ]),
    ).toBe(30);
    expect(
      minutesPerDay([
        { dosage: ninety, group },
        { dosage: ninety, group: other },
        { dosage: dose({ count: 2 }) },
      ]),
    ).toBe(31);
    expect(totalsOf(ninety, 1, group)).toMatchObject({
      perDay: { reps: span(60), seconds: span(900) },
      minutesPerWeek: span(45),
    });
  });

  it('takes the fullest week of each, or the one that is named', () => {
    const [short, long] = [dose({ count: 1 }), dose({ count: 8 })];
    const growing: Dosage = {
      side: 'left',
      sessions: [
        { ...short.sessions[0]!, weeks: { from: 1, to: 2 } },
        { ...long.sessions[0]!, weeks: { from: 3, to: 4 } },
      ],
    };
    expect([undefined, 1, 2, 3, 5].map((week) => minutesPerDay([{ dosage: growing }], week))).toEqual([
      4, 1, 1, 4, 0,
    ]);
  });
});

describe('any dose', () => {
  type Told = ReturnType<typeof totalsOf>;
  const spansOf = ({ sessions, perDay, perWeek, ...counts }: Told): [string, Span | null][] => [
    ...[perDay, perWeek, ...sessions].flatMap((work, at) =>
      Object.entries(work)
        .filter(([name]) => name !== 'name')
        .map(([name, value]): [string, Span | null] => [`${at} ${name}`, value as Span | null]),
    ),
    ...Object.entries(counts).filter((entry): entry is [string, Span] => typeof entry[1] === 'object'),
  ];
  const inAllWeeks = (dosage: Dosage) => weeksThatDiffer(dosage).map((week) => totalsOf(dosage, week));

  it('has totals that begin at 0 or above and do not end before they begin', () => {
    fc.assert(
      fc.property(anyDosage(), (dosage) => {
        for (const [name, value] of inAllWeeks(dosage).flatMap(spansOf)) {
          const { min, max } = value ?? span(0);
          const isSound = Number.isFinite(min) && Number.isFinite(max) && 0 <= min && min <= max;
          expect([name, value, isSound]).toEqual([name, value, true]);
        }
      }),
    );
  });

  const SETS_MORE = (set: SetSpec): SetSpec => ({ ...set, count: set.count + 1 });
  const REPS_MORE = (set: SetSpec): SetSpec => ({
    ...set,
    ...(set.reps && { reps: { ...set.reps, ...plusOne(set.reps, ['exact', 'max', 'upTo', 'atMost']) } }),
  });
  function plusOne<T extends object>(of: T, fields: string[]): Partial<T> {
    return Object.fromEntries(
      Object.entries(of).flatMap(([name, value]) =>
        fields.includes(name) ? [[name, (value as number) + 1]] : [],
      ),
    ) as Partial<T>;
  }
  const ofSets = (change: (set: SetSpec) => SetSpec) => (session: SessionDose) => ({
    ...session,
    ...(session.sets && { sets: session.sets.map(change) }),
  });
  const A_DAY_MORE = (session: SessionDose): SessionDose => ({
    ...session,
    schedule: { ...session.schedule, ...plusOne(session.schedule, ['perDay', 'perDayMax']) },
  });

  it.each<[string, (session: SessionDose) => SessionDose]>([
    ['more sets', ofSets(SETS_MORE)],
    ['more reps', ofSets(REPS_MORE)],
    ['more sessions a day', A_DAY_MORE],
  ])('never adds up to less with %s', (_, change) => {
    fc.assert(
      fc.property(anyDosage(), (dosage) => {
        const more = { ...dosage, sessions: dosage.sessions.map(change) };
        const before = new Map(
          inAllWeeks(dosage).flatMap((told) =>
            spansOf(told).map(([name, value]) => [`${told.week} ${name}`, value]),
          ),
        );
        for (const told of inAllWeeks(more)) {
          for (const [name, value] of spansOf(told)) {
            const was = before.get(`${told.week} ${name}`) ?? null;
            expect(value === null || (was !== null && value.max >= was.max && value.min >= was.min)).toBe(
              true,
            );
          }
        }
      }),
    );
  });
});
