/**
 * A programme goes on where it was left, over HTTP: after a pause, after holds, after both at once, in a new version, and in a
 * phase that a clinician began. The rule itself has its table in test/rules/closure.spec.ts.
 */
import { meetAt } from '../support/credentials';
import { dose } from '../support/dose';
import { on, phased, type Programme, programmeOn } from '../support/programme';
import { openStage, type Stage } from '../support/stage';
import { item, redraft, transit } from '../support/visit';

const BUILD = {
  name: 'Build',
  begins: 'criteria',
  weeks: { from: 3, to: 4 },
  entryCriteria: ['No pain at rest.'],
};
const DAILY = dose({}, { perWeek: { exact: 7 } });

/** Daily in these weeks. */
function inWeeks(...weeks: number[]) {
  const [session] = DAILY.sessions;
  return { ...DAILY, sessions: weeks.map((week) => ({ ...session!, weeks: { from: week, to: week } })) };
}

describe('a programme', () => {
  let stage: Stage;
  let programme: ReturnType<typeof programmeOn>;
  beforeEach(async () => {
    stage = await openStage();
    programme = programmeOn(stage);
    await programme.dayIs(0);
  });
  afterEach(() => stage.close());

  const given = async (items: object[] = [item()], parts: object = {}, days: object = {}) => {
    const written = await programme.begin(items, parts);
    await programme.give(written, days).expect(200);
    return written;
  };
  const lastOf = async (written: Programme) => (await programme.read(written)).transitions.at(-1);
  const isDueOn = async (n: number, { id }: Programme): Promise<boolean> => {
    const path = `/prescriptions/${id}/schedule?from=${on(n)}&to=${on(n)}`;
    return (await stage.as('rivera').get(path).expect(200)).body.days[0].items.length > 0;
  };
  const movedBy = (days: number, weekOne: string) => ({ daysClosed: days, weekOneOn: weekOne });

  it('goes on after a pause', async () => {
    const written = await given([item({ dosage: inWeeks(1, 3), why: 'Now.' })]);
    await programme.dayIs(5);
    await programme.pause(written);
    expect(await programme.seenOn(12)).toEqual(['paused']);
    await programme.resume(written);
    expect(await lastOf(written)).toMatchObject({ kind: 'resumed', ...movedBy(7, on(7)) });
    expect(await programme.weekOneOf(written)).toBe(on(7));
    expect(await programme.seenOn(12)).toEqual(['live', 'Now.']);
    // week 1 of seven days: five before, two after
    expect(await isDueOn(12, written)).toBe(true);
    expect(await isDueOn(13, written)).toBe(true);
    expect(await isDueOn(14, written)).toBe(false);
    expect(await isDueOn(21, written)).toBe(true);
  });

  it('does not lose a phase of two weeks that was begun before a pause of twelve days', async () => {
    const written = await given([phased('Build')], { phases: [BUILD] });
    await programme.dayIs(2);
    await transit(stage, 'rivera', written.id, 'phases', { phase: 'Build' });
    await programme.dayIs(5);
    await programme.pause(written);
    await programme.dayIs(17);
    await programme.resume(written);
    expect((await programme.read(written)).phasesBegun).toEqual([
      expect.objectContaining({ phase: 'Build', begunOn: on(2), weekOneOn: on(14) }),
    ]);
    expect(await programme.seenOn(17)).toEqual(['live', 'Build.']);
    expect(await programme.seenOn(27)).toEqual(['live', 'Build.']);
    expect(await programme.seenOn(28)).toEqual(['resting']);
  });

  it('counts the days before a phase was begun to the plan and not to the phase', async () => {
    const written = await given([phased('Build')], { phases: [BUILD] });
    await programme.dayIs(2);
    await programme.pause(written);
    await programme.dayIs(6);
    await programme.resume(written);
    await transit(stage, 'rivera', written.id, 'phases', { phase: 'Build' });
    expect((await programme.read(written)).phasesBegun[0]).toMatchObject({
      begunOn: on(6),
      weekOneOn: on(6),
    });
    expect(await programme.seenOn(19)).toEqual(['live', 'Build.']);
    expect(await programme.seenOn(20)).toEqual(['resting']);
  });

  it('begins on its first day, however it was paused before', async () => {
    const written = await given([item()], {}, { startsOn: on(10) });
    await programme.dayIs(3);
    await programme.pause(written);
    await programme.dayIs(5);
    await programme.resume(written);
    expect(await lastOf(written)).toMatchObject({ kind: 'resumed', ...movedBy(0, on(10)) });
    await programme.dayIs(6);
    await programme.pause(written);
    await programme.dayIs(12);
    await programme.resume(written);
    expect(await lastOf(written)).toMatchObject({ kind: 'resumed', ...movedBy(2, on(12)) });
  });

  it('goes on after a hold, or several at once', async () => {
    const written = await given([phased('Build')], { phases: [BUILD] });
    await transit(stage, 'rivera', written.id, 'phases', { phase: 'Build' });
    await programme.dayIs(3);
    const first = await programme.hold();
    await programme.dayIs(5);
    const second = await programme.hold();
    await programme.dayIs(8);
    await programme.lift(first).expect(200);
    expect(await programme.weekOneOf(written)).toBe(on(0));
    await programme.dayIs(10);
    await programme.lift(second).expect(200);
    expect(await lastOf(written)).toMatchObject({ kind: 'weeks_moved', ...movedBy(7, on(7)) });
    expect(await programme.seenOn(20)).toEqual(['live', 'Build.']);
    expect(await programme.seenOn(21)).toEqual(['resting']);
  });

  it('goes on when two clinicians lift the last two holds in one moment', async () => {
    const written = await given();
    await programme.dayIs(3);
    const [first, second] = [await programme.hold(), await programme.hold()];
    await programme.dayIs(8);
    // both have lifted theirs, and neither knows of the other's yet
    const lifted = await meetAt(stage, 'lock table portal.audit_entry in share mode', [], () =>
      [first, second].map((one) => programme.lift(one).then(({ status }) => status)),
    );
    expect(lifted).toEqual([200, 200]);
    expect(await lastOf(written)).toMatchObject({ kind: 'weeks_moved', ...movedBy(5, on(5)) });
  });

  it('is not moved by a hold that was lifted on the same day', async () => {
    const written = await given();
    await programme.dayIs(3);
    await programme.lift(await programme.hold()).expect(200);
    expect(await lastOf(written)).toMatchObject({ kind: 'issued' });
  });

  it('counts a hold and a pause that overlap once, whichever ends first', async () => {
    const written = await given();
    await programme.dayIs(3);
    const first = await programme.hold();
    await programme.dayIs(5);
    await programme.pause(written);
    await programme.dayIs(8);
    // a paused plan waits for its resumption
    await programme.lift(first).expect(200);
    expect(await programme.weekOneOf(written)).toBe(on(0));
    await programme.dayIs(12);
    await programme.resume(written);
    expect(await lastOf(written)).toMatchObject({ kind: 'resumed', ...movedBy(9, on(9)) });

    await programme.dayIs(20);
    await programme.pause(written);
    await programme.dayIs(22);
    const second = await programme.hold();
    await programme.dayIs(24);
    expect((await programme.resume(written)).body.code).toBe('prescription.on_hold');
    expect(await programme.weekOneOf(written)).toBe(on(9));
    await programme.lift(second).expect(200);
    await programme.dayIs(26);
    await programme.resume(written);
    expect(await lastOf(written)).toMatchObject({ kind: 'resumed', ...movedBy(6, on(15)) });
  });

  it('goes on in a new version that ends a pause, its phases too, whatever the clinician says of week 1', async () => {
    const written = await given([phased('Build')], { phases: [BUILD] });
    await transit(stage, 'rivera', written.id, 'phases', { phase: 'Build' });
    const anew = async (days: object) => {
      const { headers } = await stage.as('rivera').get(`/prescriptions/${written.id}`).expect(200);
      const draft = await stage
        .as('rivera')
        .put(`/prescriptions/${written.id}/draft`)
        .set('if-match', headers.etag as string)
        .send({ items: [phased('Build')], phases: [BUILD] })
        .expect(200);
      return programme.give({ ...written, etag: draft.headers.etag as string }, days).expect(200);
    };
    await programme.dayIs(5);
    await programme.pause(written);
    await programme.dayIs(9);
    // it opens on the 11th day only
    await anew({ startsOn: on(11) });
    expect(await lastOf(written)).toMatchObject({ kind: 'issued', ...movedBy(6, on(6)) });
    expect(await programme.seenOn(19)).toEqual(['live', 'Build.']);
    expect(await programme.seenOn(20)).toEqual(['resting']);

    await programme.dayIs(12);
    await programme.pause(written);
    await programme.dayIs(14);
    await anew({ weekOneOn: on(0) });
    expect(await lastOf(written)).toMatchObject({ kind: 'issued', ...movedBy(2, on(0)) });
    expect(await programme.seenOn(21)).toEqual(['live', 'Build.']);
    expect(await programme.seenOn(22)).toEqual(['resting']);
  });

  it('is not moved twice: a new version of a plan that runs keeps what was moved', async () => {
    const written = await given();
    await programme.dayIs(3);
    const opened = await programme.hold();
    await programme.dayIs(5);
    await programme.lift(opened).expect(200);
    const next = await redraft(stage, 'rivera', written.id, [item({ why: 'Anew.' })]);
    await programme.give(next).expect(200);
    expect(await lastOf(written)).toMatchObject({ kind: 'issued', ...movedBy(0, on(2)) });
  });

  it('expects fewer sessions for the days on which it was closed', async () => {
    const written = await given([item({ dosage: DAILY })], {}, { adviceUntil: on(20) });
    const expected = async () => {
      const { sessionsExpected, transitions } = await programme.read(written);
      return [sessionsExpected, ...transitions.map((row: typeof transitions) => row.sessionsExpected)];
    };
    expect(await expected()).toEqual([21, 21]);
    await programme.dayIs(5);
    await programme.pause(written);
    expect(await expected()).toEqual([5, 21, null]);
    await programme.dayIs(12);
    await programme.resume(written);
    expect(await expected()).toEqual([14, 21, null, null]);
    await transit(stage, 'rivera', written.id, 'extension', {
      reviewOn: on(20),
      adviceUntil: on(22),
      because: 'Rang: doing well.',
    });
    expect(await expected()).toEqual([16, 21, null, null, 16]);
    await transit(stage, 'rivera', written.id, 'withdrawal', { because: 'Moved away.' });
    expect((await expected())[0]).toBeNull();
  });

  it('is due on no day on which the patient would not see it, and on each on which they do', async () => {
    const written = await given(
      [phased('Build', { dosage: DAILY }), item({ dosage: inWeeks(1, 2), why: 'Table.' })],
      {
        phases: [BUILD],
      },
    );
    const story: Record<number, () => Promise<unknown>> = {
      1: () => transit(stage, 'rivera', written.id, 'phases', { phase: 'Build' }),
      3: () => programme.pause(written),
      7: () => programme.resume(written),
      9: async () => (opened = await programme.hold()),
      12: () => programme.lift(opened).expect(200),
    };
    let opened = { id: '', revision: 1 };
    for (const n of [0, 1, 2, 3, 6, 7, 8, 9, 11, 12, 13, 14, 21, 22, 27, 28]) {
      await programme.dayIs(n);
      await story[n]?.();
      const seen = (await stage.as('ben').get('/routine').expect(200)).body.items as { id: string }[];
      const path = `/prescriptions/${written.id}/schedule?from=${on(n)}&to=${on(n)}`;
      const [{ items }] = (await stage.as('rivera').get(path).expect(200)).body.days;
      const due = items.map(({ itemId }: { itemId: string }) => itemId);
      expect([n, ...due]).toEqual([n, ...seen.map(({ id }) => id)]);
    }
  });
});
