/** What is due on which day, over HTTP. How it is counted has its tables in test/rules/due-sessions.spec.ts and beside it. */
import { randomUUID } from 'node:crypto';
import type { Schedule } from '../../src/dosage/dosage';
import { people } from '../support/cast';
import { dose } from '../support/dose';
import { on, type Programme, programmeOn } from '../support/programme';
import { openStage, type Stage } from '../support/stage';
import { item, transit } from '../support/visit';

const of = (why: string, schedule: Schedule, more: object = {}) => {
  const { side, sessions } = dose();
  return item({ why, dosage: { side, sessions: [{ ...sessions[0]!, schedule }] }, ...more });
};
const ON_MONDAYS: Schedule = { kind: 'weekdays', perDay: 2, weekdays: ['monday'] };
const THREE_A_WEEK: Schedule = { kind: 'weekly', perDay: 1, perWeek: { min: 3, max: 4 }, minRestHours: 24 };
const AS_NEEDED: Schedule = { kind: 'as_needed', perDay: 4 };
const AT_NIGHT: Schedule = { kind: 'every_n_hours', everyHours: 2, from: '00:00', until: '06:00' };

describe('the schedule', () => {
  let stage: Stage;
  let programme: ReturnType<typeof programmeOn>;
  let plan: Programme;
  beforeAll(async () => {
    stage = await openStage();
    programme = programmeOn(stage);
    await programme.dayIs(0);
    plan = await programme.begin([
      of('Mondays.', ON_MONDAYS),
      of('Thrice.', THREE_A_WEEK),
      of('When stiff.', AS_NEEDED),
      of('At night.', AT_NIGHT, { isOptional: true }),
    ]);
    await programme.give(plan, { adviceUntil: on(41) }).expect(200);
  });
  afterAll(() => stage.close());

  const ask = (query = '', id = plan.id) => stage.as('rivera').get(`/prescriptions/${id}/schedule${query}`);
  const daysOf = async (from: string, to = from) =>
    (await ask(`?from=${from}&to=${to}`).expect(200)).body.days;

  it('holds the next two weeks where nothing is asked, two weeks from any day, and every day between two', async () => {
    const { body } = await ask().expect(200);
    expect(body).toMatchObject({ versionNumber: 1, timeZone: 'Europe/London', from: on(0), to: on(13) });
    expect(body.days.map(({ day }: { day: string }) => day)).toEqual(
      Array.from({ length: 14 }, (_, i) => on(i)),
    );
    expect((await ask(`?from=${on(5)}`).expect(200)).body).toMatchObject({ from: on(5), to: on(18) });
    expect((await ask(`?to=${on(3)}`).expect(200)).body.days).toHaveLength(4);
    expect((await ask(`?from=${on(0)}&to=${on(61)}`).expect(200)).body.days).toHaveLength(62);
  });

  it('says of each day what is due, what may be chosen and what may be done as needed', async () => {
    const [monday] = await daysOf(on(7));
    const { body } = await ask('').expect(200);
    const common = { session: 0, name: null, week: { from: on(7), to: on(13) } };
    const nothing = { at: null, laterThisWeek: null, perDay: null, openDays: null, daysApart: null };
    expect(monday).toEqual({
      day: on(7),
      state: 'open',
      items: [
        {
          place: 1,
          itemId: expect.any(String),
          name: 'Stretch of the north',
          isOptional: false,
          sessions: [
            {
              ...nothing,
              ...common,
              kind: 'fixed',
              due: 2,
              allowed: 2,
              laterThisWeek: { due: 0, allowed: 0 },
              minRestHours: null,
            },
          ],
        },
        expect.objectContaining({
          place: 2,
          sessions: [
            {
              ...nothing,
              ...common,
              kind: 'flexible',
              due: 3,
              allowed: 4,
              perDay: { due: 1, allowed: 1 },
              openDays: [7, 8, 9, 10, 11, 12, 13].map(on),
              daysApart: 1,
              minRestHours: 24,
            },
          ],
        }),
        expect.objectContaining({
          place: 3,
          sessions: [{ ...nothing, ...common, kind: 'as_needed', due: 0, allowed: 4, minRestHours: null }],
        }),
        expect.objectContaining({ place: 4, isOptional: true }),
      ],
    });
    const tuesday = body.days[1].items[0].sessions[0];
    expect(tuesday).toMatchObject({ kind: 'fixed', due: 0, laterThisWeek: { due: 0 } });
  });

  it('gives the hours of a dose in UTC, one fewer on the night in which the clocks go forward', async () => {
    const days = await daysOf('2026-03-28', '2026-03-30');
    const hours = days.map(({ items }: { items: { sessions: { at: string[]; due: number }[] }[] }) => {
      const [session] = items[3]!.sessions;
      return [session!.due, ...session!.at];
    });
    expect(hours).toEqual([
      [0, ...['00', '02', '04', '06'].map((hour) => `2026-03-28T${hour}:00:00.000Z`)],
      // 00:00, 03:00 and 05:00 on the clock
      [0, ...['00', '02', '04'].map((hour) => `2026-03-29T${hour}:00:00.000Z`)],
      // midnight in summer time
      [0, '2026-03-29T23:00:00.000Z', ...['01', '03', '05'].map((hour) => `2026-03-30T${hour}:00:00.000Z`)],
    ]);
  });

  it.each<[string, string, string]>([
    ['a period that ends before it begins', `?from=${on(5)}&to=${on(4)}`, 'to'],
    ['an end before today', `?to=${on(-1)}`, 'to'],
    ['more than 62 days', `?from=${on(0)}&to=${on(62)}`, 'to'],
    ['a day that does not exist', '?from=2026-02-30', 'from'],
    ['what is no day', '?to=tomorrow', 'to'],
  ])('refuses %s', async (_what, query, pointer) => {
    const { body } = await ask(query).expect(400);
    expect(body.code).toBe('request.invalid');
    expect(body.errors.map((fault: { pointer: string }) => fault.pointer)).toEqual([pointer]);
  });

  it('is nobody else’s', async () => {
    await stage.as('osei').get(`/prescriptions/${plan.id}/schedule`).expect(404);
    await ask('', randomUUID()).expect(404);
  });

  it('is of what is live only', async () => {
    const episode = await stage
      .as('rivera')
      .post(`/patients/${people.ann.id}/episodes`)
      .send({ title: 'Knee' })
      .expect(201);
    const draft = await stage
      .as('rivera')
      .post(`/episodes/${episode.body.id}/prescriptions`)
      .send({ items: [item()] })
      .expect(201);
    expect((await ask('', draft.body.id).expect(409)).body.code).toBe('prescription.nothing_live');
  });

  it('marks the days of a pause, of a hold, and those outside the advice, and goes on afterwards', async () => {
    const states = async (from: number, to: number) =>
      (await daysOf(on(from), on(to))).map(
        ({ state, items }: { state: string; items: unknown[] }) => `${state} ${items.length}`,
      );
    expect(await states(-1, 0)).toEqual(['outside 0', 'open 4']);
    expect(await states(41, 42)).toEqual(['open 4', 'outside 0']);

    await programme.dayIs(3);
    await programme.pause(plan);
    expect(await states(2, 5)).toEqual(['open 4', 'closed 0', 'closed 0', 'closed 0']);
    await programme.dayIs(5);
    await programme.resume(plan);
    const hold = await programme.hold();
    expect(await states(2, 6)).toEqual(['open 4', 'closed 0', 'closed 0', 'closed 0', 'closed 0']);
    await programme.dayIs(7);
    await programme.lift(hold).expect(200);
    expect(await states(2, 8)).toEqual(['open 4', ...Array<string>(4).fill('closed 0'), 'open 4', 'open 4']);
    // the week that was cut off after three days goes on with its fourth
    const [after] = await daysOf(on(7));
    expect(after.items[1].sessions[0].week).toEqual({ from: on(7), to: on(10) });

    await transit(stage, 'rivera', plan.id, 'withdrawal', { because: 'Moved away.' });
    await ask().expect(409);
  });
});
