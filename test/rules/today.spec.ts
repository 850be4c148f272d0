/** A patient's day: what is due after all that was told, over pauses, versions, bad days and days of rest. */
import fc from 'fast-check';
import { numbersOf } from '../../src/clinic/emergency-numbers';
import { englishIn } from '../../src/language/words';
import { addDays } from '../../src/calendar/days';
import type { ItemDone } from '../../src/diary/diary';
import type { Dosage } from '../../src/dosage/dosage';
import { minutesPerDay } from '../../src/dosage/dose-totals';
import { type ShownItem, type ShownPlan, todayOfPlan } from '../../src/today/today';
import { totalsOfDay } from '../../src/today/totals';
import { newThisWeek } from '../../src/today/new-this-week';
import { howMuchWords, newThisWeekWords, nextDayWords } from '../../src/today/day-words';
import { TODAY_TEXTS } from '../../src/today/wording';
import { dose } from '../support/dose';
import { readingGrade } from '../support/reading-grade';

/** A Monday. */
const MONDAY = '2026-11-23';
const day = (plus: number) => addDays(MONDAY, plus);

const shown = (extra: Partial<ShownItem> & { dosage: Dosage }): ShownItem => ({
  id: `item ${extra.place ?? 1}`,
  prescriptionId: 'p',
  place: 1,
  doseSentence: 'As usual.',
  phase: null,
  group: null,
  isOptional: false,
  isComfort: false,
  onBadDay: 'left_out',
  badDayDosage: null,
  badDaySentence: null,
  ...extra,
});
const planOf = (items: readonly ShownItem[], extra: Partial<ShownPlan> = {}): ShownPlan => ({
  prescriptionId: 'p',
  startsOn: MONDAY,
  weekOneOn: MONDAY,
  adviceUntil: day(41),
  phases: [],
  groups: [],
  phasesBegun: [],
  transitions: [{ kind: 'issued', at: new Date(`${MONDAY}T09:00:00Z`) }],
  holds: [],
  schedules: items.map(({ place, dosage, isOptional, phase }) => ({ place, dosage, isOptional, phase })),
  formerItems: [],
  ...extra,
});
const done = (on: string, extra: Partial<ItemDone> = {}): ItemDone => ({
  sessionId: on,
  prescriptionId: 'p',
  itemId: 'item 1',
  dose: 0,
  day: on,
  state: 'done',
  setsDone: null,
  repsDone: null,
  secondsDone: null,
  metresDone: null,
  pain: null,
  effort: null,
  notDoneBecause: null,
  onBadDay: false,
  ...extra,
});
const GB = englishIn(numbersOf('GB'));
const look = (
  items: readonly ShownItem[],
  today: string,
  told: readonly ItemDone[] = [],
  { isBadDay = false, plan = planOf(items) }: { isBadDay?: boolean; plan?: ShownPlan } = {},
) => {
  const asked = { today, timeZone: 'Europe/London', isBadDay };
  const of = todayOfPlan(plan, items, told, asked, GB);
  return { ...of, totals: totalsOfDay([{ plan, day: of }], asked) };
};

const DAILY = dose({}, { perWeek: { exact: 7 } });
const THREE_A_WEEK = dose({}, { perWeek: { exact: 3 } });
const MON_WED = dose({}, { kind: 'weekdays', perWeek: undefined, weekdays: ['monday', 'wednesday'] });

it.each<[what: string, dosage: Dosage, on: number, told: ItemDone[], state: string, next: number | null]>([
  ['daily, not done', DAILY, 0, [], 'due', 1],
  ['daily, done', DAILY, 0, [done(day(0))], 'no', 1],
  ['daily, done in part', DAILY, 0, [done(day(0), { state: 'part' })], 'no', 1],
  ['daily, left out', DAILY, 0, [done(day(0), { state: 'not_done' })], 'may', 1],
  ['daily, missed yesterday: not asked twice', DAILY, 1, [], 'due', 2],
  ['three a week, on the first day', THREE_A_WEEK, 0, [], 'may', 1],
  ['three a week, with three days left', THREE_A_WEEK, 4, [], 'due', 5],
  ['three a week, all done', THREE_A_WEEK, 3, [done(day(0)), done(day(1)), done(day(2))], 'no', 7],
  ['three a week, done last week', THREE_A_WEEK, 7, [done(day(4)), done(day(5)), done(day(6))], 'may', 8],
  ['Mondays and Wednesdays, on a Tuesday', MON_WED, 1, [], 'no', 2],
  ['Mondays and Wednesdays, on a Thursday', MON_WED, 3, [], 'no', 7],
  ['another dose of it done', DAILY, 0, [done(day(0), { dose: 1 })], 'due', 1],
  ['another exercise done', DAILY, 0, [done(day(0), { itemId: 'item 2' })], 'due', 1],
  ['the last day of the advice', DAILY, 41, [], 'due', null],
])('%s', (_what, dosage, on, told, state, next) => {
  const of = look([shown({ dosage })], day(on), told);
  expect(of.items[0]!.today).toBe(state);
  expect(of.nextOn).toBe(next === null ? null : day(next));
});

it('counts what was done of the same exercise in the version before', () => {
  const items = [shown({ dosage: THREE_A_WEEK })];
  const told = [0, 1, 2].map((n) => done(day(n), { itemId: 'former' }));
  const plan = planOf(items, { formerItems: [{ id: 'former', as: 'item 1' }] });
  expect(look(items, day(3), told, { plan }).items[0]!.today).toBe('no');
  expect(look(items, day(3), told).items[0]!.today).toBe('may');
});

it('tells the weeks of the plan and of a phase, over a pause', () => {
  const phases = [
    { name: 'Settle', begins: 'week' as const, weeks: { from: 1, to: 2 } },
    { name: 'Build', begins: 'week' as const, weeks: { from: 3 } },
  ];
  const items = [shown({ dosage: DAILY, phase: 'Build' })];
  const of = look(items, day(15), [], { plan: planOf(items, { phases }) });
  expect([of.week, of.items[0]!.phaseWeek, of.items[0]!.today]).toEqual([3, 1, 'due']);
  // closed for a week, and the weeks moved on by it
  const transitions = [
    { kind: 'issued', at: new Date(`${day(0)}T09:00:00Z`) },
    { kind: 'paused', at: new Date(`${day(4)}T09:00:00Z`) },
    { kind: 'resumed', at: new Date(`${day(11)}T09:00:00Z`) },
  ];
  const moved = look(items, day(15), [], { plan: planOf(items, { phases, transitions, weekOneOn: day(7) }) });
  expect([moved.week, moved.items[0]!.sessions]).toEqual([2, []]);
});

it('counts on for what shows in spite of a pause for pain', () => {
  const items = [shown({ dosage: DAILY, isComfort: true })];
  const holds = [{ from: new Date(`${day(1)}T09:00:00Z`), to: null }];
  expect(look(items, day(2), [], { plan: planOf(items, { holds }) }).items[0]!.today).toBe('due');
});

it('asks for no more of one exercise because another is stopped', () => {
  const between = dose({}, { kind: 'between', perWeek: undefined, betweenPlace: 1 });
  const items = [shown({ dosage: MON_WED }), shown({ dosage: between, place: 2 })];
  const plan = planOf(items);
  const stopped = look(items.slice(1), day(0), [], { plan });
  expect(stopped.items.map(({ today }) => today)).toEqual(['no']);
});

describe('in all', () => {
  const items = [
    shown({ dosage: DAILY }),
    shown({ dosage: DAILY, place: 2 }),
    shown({ dosage: DAILY, place: 3 }),
  ];
  const minutes = minutesPerDay(items.map(({ dosage }) => ({ dosage })));
  it('says how many exercises and how many minutes are due', () => {
    const { totals } = look(items, day(0));
    expect(totals).toMatchObject({
      due: { exercises: 3, minutes },
      may: { exercises: 0, minutes: 0 },
      doneToday: 0,
    });
    expect(totals.words).toEqual([`3 exercises, about ${minutes} minutes.`]);
  });
  it('leaves out what is optional or only there when needed', () => {
    const asNeeded = dose({}, { kind: 'as_needed', perDay: 3, perWeek: undefined });
    const extra = [shown({ dosage: DAILY, isOptional: true }), shown({ dosage: asNeeded, place: 2 })];
    const { totals, items: all } = look(extra, day(0));
    expect(all.map(({ today }) => today)).toEqual(['may', 'may']);
    expect(totals).toMatchObject({ due: { exercises: 0 }, may: { exercises: 0 } });
    expect(totals.words[0]).toBe(TODAY_TEXTS.rest_day.text);
  });
  it('takes the time of a group that goes on for a set time once', () => {
    const groups = [{ name: 'A', kind: 'circuit' as const, rounds: { exact: 3 }, timeCapSeconds: 600 }];
    const grouped = items.map((one) => ({ ...one, group: 'A' }));
    const { totals } = look(grouped, day(0), [], { plan: planOf(grouped, { groups }) });
    expect(totals.due).toEqual({ exercises: 3, minutes: 10 });
  });
  it.each<[what: string, dosage: Dosage, on: number, told: ItemDone[], words: string[]]>([
    ['all done', DAILY, 0, [done(day(0))], [TODAY_TEXTS.done.text, 'Your next day is tomorrow.']],
    ['a day of rest', MON_WED, 3, [], [TODAY_TEXTS.rest_day.text, 'Your next day is Monday.']],
    [
      'left out',
      DAILY,
      0,
      [done(day(0), { state: 'not_done' })],
      [TODAY_TEXTS.left_out.text, 'Your next day is tomorrow.'],
    ],
  ])('has kind words for %s', (_what, dosage, on, told, words) => {
    expect(look([shown({ dosage })], day(on), told).totals.words).toEqual(words);
  });
  it('says of days to choose that rest is fine', () => {
    const { totals } = look([shown({ dosage: THREE_A_WEEK })], day(0));
    expect(totals.words[1]).toBe(TODAY_TEXTS.may.text);
  });
});

describe('on a bad day', () => {
  const less = dose({ count: 1 }, { perWeek: { exact: 7 } });
  const items = [
    shown({ dosage: DAILY }),
    shown({ dosage: DAILY, place: 2, onBadDay: 'as_usual' }),
    shown({ dosage: DAILY, place: 3, onBadDay: 'less', badDayDosage: less, badDaySentence: 'One set.' }),
  ];
  it('shows only what was allowed, none of it due', () => {
    const of = look(items, day(0), [], { isBadDay: true });
    expect(
      of.items.map(({ item, today, doseSentence, dosage }) => [item.place, today, doseSentence, dosage]),
    ).toEqual([
      [2, 'may', 'As usual.', DAILY],
      [3, 'may', 'One set.', less],
    ]);
    expect(of.totals.due.exercises).toBe(0);
    expect(of.totals.words[1]).toBe(TODAY_TEXTS.bad_day.text);
  });
  it('is a day of rest where nothing was', () => {
    const of = look(items.slice(0, 1), day(0), [], { isBadDay: true });
    expect(of.items).toEqual([]);
    expect(of.totals.words[0]).toBe(TODAY_TEXTS.bad_day_rest.text);
  });
});

it('never asks for more than the week has left, whatever was done', () => {
  const anyDone = fc.array(
    fc.record({
      on: fc.nat(13),
      state: fc.constantFrom('done' as const, 'part' as const, 'not_done' as const),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(fc.constantFrom(DAILY, THREE_A_WEEK, MON_WED), fc.nat(13), anyDone, (dosage, on, told) => {
      const entries = told.map(({ on: at, state }, n) => done(day(at), { state, sessionId: `${n}` }));
      const [session] = look([shown({ dosage })], day(on), entries).items[0]!.sessions;
      expect(session!.due).toBeLessThanOrEqual(session!.allowed);
      expect(session!.due).toBeLessThanOrEqual(7 - (on % 7));
      if (session!.today === 'due') expect(session!.due).toBeGreaterThan(0);
      if (session!.today !== 'no') expect(session!.allowed).toBeGreaterThan(0);
    }),
  );
});

it.each([...Object.values(TODAY_TEXTS).map(({ text }) => text), nextDayWords(MONDAY, day(3)) as string])(
  '“%s” is kind and easy to read',
  (text) => {
    expect(readingGrade(text)).toBeLessThan(6);
    expect(text).not.toMatch(/\b(safe|fail\w*|missed|streak|must|should have|watch\w*)\b/i);
  },
);

it('says an amount as people do', () => {
  expect([howMuchWords(1, 1), howMuchWords(3, 8)]).toEqual([
    '1 exercise, about 1 minute.',
    '3 exercises, about 8 minutes.',
  ]);
});

it('names a day only within the week', () => {
  expect(nextDayWords(MONDAY, day(6))).toBe('Your next day is Sunday.');
  expect(nextDayWords(MONDAY, day(7))).toBeNull();
  expect(nextDayWords(MONDAY, null)).toBeNull();
});

describe('new this week', () => {
  const at = (plus: number, time = '10:00') => new Date(`${day(plus)}T${time}:00Z`);
  const late = (from: number, extra: Partial<ShownItem> = {}) => {
    const dosage = dose();
    return shown({
      dosage: { ...dosage, sessions: [{ ...dosage.sessions[0]!, weeks: { from } }] },
      ...extra,
    });
  };
  const build = shown({ dosage: DAILY, phase: 'Build' });
  const BUILD = { name: 'Build', begins: 'criteria' as const, weeks: { from: 2 } };
  const begun = (on: number, said = at(on)): Partial<ShownPlan> => ({
    phases: [BUILD],
    phasesBegun: [{ name: 'Build', on: day(on), at: said }],
  });
  const former = { formerItems: [{ id: 'was', as: 'item 1' }] };
  const issuedOn = (on: number): Partial<ShownPlan> => ({
    startsOn: day(on),
    transitions: [0, on].map((n) => ({ kind: 'issued', at: at(n, '09:00') })),
  });

  it.each<
    [
      what: string,
      item: ShownItem,
      plan: Partial<ShownPlan>,
      looked: Date | null,
      today: number,
      news: boolean,
    ]
  >([
    ['of week 2, on its first day', late(2), {}, at(0), 7, true],
    ['on its seventh', late(2), {}, at(0), 13, true],
    ['but not on its eighth', late(2), {}, at(0), 14, false],
    ['nor before it, if it showed', late(2), {}, at(0), 6, false],
    ['nor to somebody who looked on its first day', late(2), {}, at(7), 8, false],
    ['nor to somebody who never looked', late(2), {}, null, 7, false],
    ['not of week 1, which came with the issue', late(1), {}, at(0), 0, false],
    [
      'of a phase with its week',
      late(1, { phase: 'Move' }),
      { phases: [{ name: 'Move', begins: 'week', weeks: { from: 2 } }] },
      at(0),
      7,
      true,
    ],
    ['of a phase that was begun', build, begun(9), at(0), 9, true],
    ['on the day of the look, after it', build, begun(0, at(0, '11:00')), at(0), 0, true],
    ['on the day of the look, before it', build, begun(0, at(0, '09:30')), at(0), 0, false],
    ['of its second week, not', build, begun(2), at(0), 9, false],
    ['new in a version that told of it', late(1), issuedOn(2), at(0), 2, false],
    [
      'waiting in the version before, begun under it, and never looked at',
      late(2),
      { ...issuedOn(9), ...former },
      at(0),
      10,
      true,
    ],
    ['new in a version, in a week that had begun already', late(2), issuedOn(9), at(0), 10, false],
    ['a plan that begins anew', late(1), { ...issuedOn(9), ...former, weekOneOn: day(9) }, at(0), 10, false],
    [
      'a phase begun under the version before',
      build,
      { ...issuedOn(4), ...begun(3), ...former },
      at(0),
      5,
      true,
    ],
    [
      'a phase begun before a version that told of it',
      build,
      { ...issuedOn(4), ...begun(3) },
      at(0),
      5,
      false,
    ],
    [
      'a phase begun on the day of the issue, after it',
      build,
      { ...issuedOn(4), ...begun(4) },
      at(0),
      5,
      true,
    ],
  ])('%s', (_what, item, plan, lookedAt, today, news) => {
    const asked = { lookedAt, today: day(today), timeZone: 'Europe/London' };
    expect(newThisWeek(planOf([item], plan), [item], asked)).toEqual(news ? [item] : []);
  });

  it('is said in easy words', () => {
    expect(newThisWeekWords('Glute bridge')).toBe('New this week: Glute bridge.');
    expect(readingGrade(newThisWeekWords('Bridge'))).toBeLessThan(6);
  });
});
