/**
 * A clinic of 200 patients and 5 clinicians over 28 days, made by a seeded generator: diaries as people keep them, with noise,
 * holidays, paper, bad weeks and clinicians who close what they saw. It drives the pure rules of src/alert as the server does:
 * entries as they arrive, and a round each morning.
 */
import { occasionsIn } from '../../src/alert/after-entries';
import { type AlertKind, dueAt } from '../../src/alert/alert-rules';
import { Heard, type Occasion } from '../../src/alert/occasion';
import { noChange, reviewDue } from '../../src/alert/review-due';
import { USUAL_THRESHOLD } from '../../src/alert/rising-pain';
import { movedSymptoms, redFlagYes } from '../../src/alert/said-at-once';
import { fallenSilent, type PlanDay } from '../../src/alert/silence';
import type { Told } from '../../src/alert/told';
import { addDays } from '../../src/calendar/days';
import { DEFAULT_STRETCHES } from '../../src/opening-hours/opening-hours';
import { isOpenAt, type WorkingTime } from '../../src/opening-hours/working-time';

export const CLINICIANS = 5;
export const PATIENTS = 200;
export const DAYS = 28;
/** A Monday; the last week holds Christmas. */
const FIRST = '2026-11-30';
export const WORKING: WorkingTime = {
  stretches: DEFAULT_STRETCHES,
  closed: [{ from: '2026-12-25', to: '2026-12-28' }],
  timeZone: 'Europe/London',
};

const dayOf = (n: number): string => addDays(FIRST, n);
const at = (n: number, time: string): Date => new Date(`${dayOf(n)}T${time}:00Z`);
export const isWorkingDay = (n: number): boolean => isOpenAt(at(n, '12:00'), WORKING);

/** Mulberry32: small, seeded, good enough to spread people. */
function dice(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const chance = (p: number) => next() < p;
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(all: readonly T[]): T => all[whole(0, all.length - 1)] as T;
  return { next, chance, whole, pick };
}
type Dice = ReturnType<typeof dice>;

export interface Trouble {
  kind: AlertKind;
  patient: number;
  /** From this day on. */
  day: number;
  /** By the end of this day somebody should have been told. */
  by: number;
}

interface Person {
  id: number;
  clinician: number;
  isOnPaper: boolean;
  /** Of due days, how many are done. */
  adherence: number;
  /** Of days that were not done, how many are said to be. */
  says: number;
  pain: number;
  assessed: number;
  /** Day on which the plan began, before or after the first. */
  begins: number;
  dueDays: readonly number[];
  items: number;
  reviewOn: number;
  holiday: { from: number; to: number; isPaused: boolean } | null;
  rescoredOn: number | null;
}

export interface SimulatedAlert {
  kind: AlertKind;
  key: string;
  patient: number;
  clinician: number;
  openedOn: number;
  foundOn: number[];
  lastAt: Date;
  closedAt: Date | null;
}

const WEEKS = [
  [0, 2, 4],
  [0, 1, 3, 5],
  [0, 1, 2, 3, 4],
  [0, 1, 2, 3, 4, 5, 6],
] as const;
/** Most people who are treated for their back are at 1 to 4 when they exercise. */
const PAIN = [0, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6] as const;
const REASONS = ['time', 'time', 'time', 'forgot', 'forgot', 'pain', 'ill', 'other', 'other', 'unsure_how'];

function personOf(id: number, { whole, chance, pick, next }: Dice): Person {
  const pain = pick(PAIN);
  const begins = whole(-35, 10);
  const holidayFrom = whole(0, DAYS - 8);
  return {
    id,
    clinician: id % CLINICIANS,
    isOnPaper: chance(0.08),
    adherence: 0.4 + 0.5 * next(),
    says: 0.5 * next(),
    pain,
    assessed: bounded(pain + whole(-1, 1)),
    begins,
    dueDays: pick(WEEKS),
    items: whole(2, 5),
    reviewOn: begins + pick([14, 21, 28, 42]),
    holiday: chance(0.15)
      ? { from: holidayFrom, to: holidayFrom + whole(6, 9), isPaused: chance(0.5) }
      : null,
    rescoredOn: chance(0.3) ? begins + 12 : null,
  };
}

const bounded = (pain: number): number => Math.max(0, Math.min(10, Math.round(pain)));

/** Plants 20 troubles in people who tell what they do; then what happens to them is certain, and all else as usual. */
function plant(people: readonly Person[], { whole }: Dice): Trouble[] {
  const kinds: AlertKind[] = ['A1', 'A1', 'A1', 'A1', 'A2', 'A2', 'A2', 'A2', 'A3', 'A3', 'A3'];
  kinds.push('A4', 'A4', 'A4', 'A5', 'A5', 'A5', 'A6', 'A6', 'A6');
  const within: Record<string, number> = { A1: 0, A2: 9, A3: 0, A4: 7, A5: 14, A6: 12 };
  const fit = people.filter(
    ({ isOnPaper, begins, holiday, pain }) => !isOnPaper && begins < -4 && !holiday && pain <= 5,
  );
  return kinds.map((kind, n) => {
    const day = whole(3, 12);
    const person = fit[(n * 7) % fit.length] as Person;
    return { kind, patient: person.id, day, by: day + (within[kind] as number) };
  });
}

export interface Simulation {
  alerts: SimulatedAlert[];
  troubles: Trouble[];
  onPaper: number[];
  /** Those of them of which nobody was told in time. */
  missed: Trouble[];
}

export function simulate(seed: number): Simulation {
  const random = dice(seed);
  const people = Array.from({ length: PATIENTS }, (_, id) => personOf(id, random));
  const troubles = plant(people, random);
  const alerts: SimulatedAlert[] = [];
  for (const person of people) {
    const trouble = troubles.find(({ patient }) => patient === person.id) ?? null;
    alerts.push(...liveThrough(person, trouble, random));
  }
  const missed = troubles.filter(
    ({ kind, patient, day, by }) =>
      !alerts.some(
        (alert) =>
          alert.kind === kind &&
          alert.patient === patient &&
          alert.foundOn.some((on) => on >= day && on <= by),
      ),
  );
  const onPaper = people.filter(({ isOnPaper }) => isOnPaper).map(({ id }) => id);
  return { alerts, troubles, onPaper, missed };
}

function liveThrough(person: Person, trouble: Trouble | null, random: Dice): SimulatedAlert[] {
  const told: Told[] = [];
  const toldOn = new Set<string>();
  const planDays: PlanDay[] = [];
  const alerts: SimulatedAlert[] = [];
  let reviewOn = person.reviewOn;
  let assessedOn = person.begins;
  let pausedUntil: number | null = null;

  const heard = () =>
    new Heard(
      alerts.map(({ kind, key, lastAt, closedAt }) => ({
        kind,
        key,
        closedAt: latestClosing(alerts, kind, key),
        lastAt: closedAt === null ? lastAt : null,
      })),
    );
  const raise = (occasions: readonly Occasion[], day: number, now: Date) => {
    for (const { kind, key } of occasions) {
      const open = alerts.find((one) => one.kind === kind && one.key === key && one.closedAt === null);
      if (open) {
        open.foundOn.push(day);
        open.lastAt = now;
      } else {
        const { id, clinician } = person;
        alerts.push({
          kind,
          key,
          patient: id,
          clinician,
          openedOn: day,
          foundOn: [day],
          lastAt: now,
          closedAt: null,
        });
      }
    }
  };

  for (let day = Math.min(person.begins, 0); day < DAYS; day++) {
    const { holiday } = person;
    const isAway = holiday !== null && holiday.from <= day && day <= holiday.to;
    const isPaused = isAway && holiday.isPaused;
    if (isPaused) pausedUntil = day + 1;
    if (day >= person.begins) {
      round(day, isPaused);
      if (!isAway) liveDay(day);
    }
    if (isWorkingDay(day)) closeWhatWasSeen(day);
  }
  return alerts.filter(({ openedOn }) => openedOn >= 0);

  function round(day: number, isPaused: boolean): void {
    const now = at(day, '06:00');
    const known = heard();
    const a4 = latestClosing(alerts, 'A4', 'adherence');
    const plan = {
      prescriptionId: 'rx',
      delivery: person.isOnPaper ? ('paper' as const) : ('portal' as const),
      isOpen: !isPaused,
      openSince: dayOf(Math.max(person.begins, pausedUntil ?? person.begins)),
      days: planDays,
    };
    const following = {
      plans: [plan],
      toldOn: [...toldOn],
      closedOn: a4 && a4.toISOString().slice(0, 10),
      today: dayOf(day),
    };
    raise(fallenSilent(following, known.of('A4', 'adherence')), day, now);
    // nine in ten reviews are held on their day
    if (day === reviewOn && isWorkingDay(day) && random.chance(0.9)) {
      scores(day);
      reviewOn += 28;
      assessedOn = day;
      return;
    }
    const running = {
      prescriptionId: 'rx',
      reviewOn: dayOf(reviewOn),
      adviceUntil: dayOf(reviewOn + 28),
      isPaused,
      fullScreenOn: dayOf(assessedOn),
    };
    raise(reviewDue(running, { sameLevelDays: 60 }, dayOf(day), known), day, now);
    scores(day);
  }

  function scores(day: number): void {
    if (person.rescoredOn === null || person.rescoredOn > day) return;
    const better = bounded(person.assessed - (person.id % 4));
    const points = [
      { takenOn: dayOf(person.begins), score: person.assessed, answers: { pain: person.assessed } },
      { takenOn: dayOf(person.rescoredOn), score: better, answers: { pain: better } },
    ];
    const plan = {
      prescriptionId: 'rx',
      reviewOn: dayOf(reviewOn),
      adviceUntil: dayOf(reviewOn + 28),
      isPaused: false,
      fullScreenOn: null,
    };
    raise(noChange(plan, [{ instrument: 'NPRS', points }], dayOf(day), heard()), day, at(day, '06:00'));
  }

  function liveDay(day: number): void {
    const planted = trouble !== null && day >= trouble.day ? trouble.kind : null;
    if (planted === 'A4') return;
    const now = at(day, '19:00');
    if (planted === 'A1' && day === trouble?.day) {
      const yes = { checkInId: `c${day}`, level: 'emergency', yes: ['CES-2'], confirmed: [], takenBack: [] };
      raise([redFlagYes(yes) as Occasion], day, now);
      toldOn.add(dayOf(day));
    }
    if (planted === 'A3' && day === trouble?.day) {
      tell({ kind: 'item', day: dayOf(day), pain: 4, spread: 'further_down' }, now);
      raise([movedSymptoms(told.at(-1) as Told) as Occasion], day, now);
    }
    mornings(day, planted);
    session(day, planted, now);
    if (told.at(-1)?.receivedAt.getTime() !== now.getTime()) return;
    raise(
      occasionsIn({ told, assessed: person.assessed, threshold: USUAL_THRESHOLD, heard: heard() }),
      day,
      now,
    );
  }

  function mornings(day: number, planted: AlertKind | null): void {
    const slept = told.some((one) => one.kind === 'item' && one.day === dayOf(day - 1));
    if (!slept && planted !== 'A6') return;
    if (planted === null && !random.chance(0.6)) return;
    const pain = usual(day) + (planted === 'A6' ? 3 : random.whole(-1, 1));
    tell({ kind: 'next_morning', day: dayOf(day), pain: bounded(pain), itemId: null }, at(day, '19:00'));
  }

  function session(day: number, planted: AlertKind | null, now: Date): void {
    const weekday = ((day % 7) + 7) % 7;
    if (!person.dueDays.includes(weekday)) return;
    const isDone = planted !== null || random.chance(person.adherence);
    const isSaid = isDone || random.chance(person.says);
    planDays.push({
      day: dayOf(day),
      due: person.items,
      done: isDone ? person.items : 0,
      declined: !isDone && isSaid ? person.items : 0,
    });
    if (!isSaid || person.isOnPaper) return;
    const noise = random.whole(-1, 1);
    const reason = random.pick(REASONS);
    for (let item = 0; item < person.items; item++) {
      const isUnsure = planted === 'A5' && item === 0;
      const pain = bounded(usual(day) + noise + (planted === 'A2' ? 4 : 0));
      const done = isDone && !isUnsure;
      const notDoneBecause = isUnsure ? 'unsure_how' : done ? null : reason;
      tell(
        { kind: 'item', day: dayOf(day), pain: done ? pain : null, itemId: `item ${item}`, notDoneBecause },
        now,
      );
    }
  }

  /** It gets a little better with the weeks. */
  function usual(day: number): number {
    return person.pain - Math.min(1, Math.max(0, (day - person.begins) / 40));
  }

  function tell(fields: Partial<Told> & { kind: Told['kind']; day: string }, receivedAt: Date): void {
    if (person.isOnPaper) return;
    toldOn.add(fields.day);
    told.push({
      id: `${person.id}-${told.length}`,
      at: fields.kind === 'item' ? receivedAt : new Date(+receivedAt - 11 * 3_600_000),
      receivedAt,
      sessionId: fields.kind === 'item' ? fields.day : null,
      prescriptionId: 'rx',
      itemId: 'item 0',
      pain: null,
      notDoneBecause: null,
      spread: null,
      corrects: null,
      ...fields,
    });
  }

  function closeWhatWasSeen(day: number): void {
    const now = at(day, '16:30');
    for (const alert of alerts.filter(({ closedAt, lastAt }) => closedAt === null && lastAt < now)) {
      // most on the day they see it; what waits is still one line
      const isDue = dueAt(alert.kind, alert.lastAt, WORKING) <= at(day, '23:59');
      if (isDue || random.chance(0.6)) alert.closedAt = now;
    }
  }
}

function latestClosing(alerts: readonly SimulatedAlert[], kind: AlertKind, key: string): Date | null {
  return alerts
    .filter((one) => one.kind === kind && one.key === key)
    .reduce<Date | null>(
      (last, { closedAt }) => (closedAt && (!last || closedAt > last) ? closedAt : last),
      null,
    );
}
