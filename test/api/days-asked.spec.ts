/**
 * What each day of a plan asks, as it is written when the plan changes: the days ahead follow every change, the days behind
 * stay as they were meant. Ben's programme over the days of a story, over HTTP.
 */
import { UncountedPlansRound } from '../../src/adherence/uncounted-plans.round';
import { WorkDoor } from '../../src/db/work-door';
import { people } from '../support/cast';
import { dose } from '../support/dose';
import { on, phased, type Programme, programmeOn } from '../support/programme';
import { openStage, type Stage } from '../support/stage';
import { item, redraft, transit } from '../support/visit';

const DAILY = dose({}, { perWeek: { exact: 7 } });
const BUILD = {
  name: 'Build',
  begins: 'criteria',
  weeks: { from: 3, to: 4 },
  entryCriteria: ['No pain at rest.'],
};

describe('the days of a plan', () => {
  let stage: Stage;
  let programme: ReturnType<typeof programmeOn>;
  beforeEach(async () => {
    stage = await openStage();
    programme = programmeOn(stage);
    await programme.dayIs(0);
  });
  afterEach(() => stage.close());

  const given = async (
    items: object[] = [item({ dosage: DAILY })],
    parts: object = {},
    days: object = {},
  ) => {
    const written = await programme.begin(items, parts);
    await programme.give(written, { adviceUntil: on(27), ...days }).expect(200);
    return written;
  };
  /** How many sessions are due from one day to another. */
  const due = async ({ id }: Pick<Programme, 'id'>, from: number, to: number): Promise<number> => {
    const [row] = await stage.owner<{ due: number }>(
      `select coalesce(sum(due), 0)::int as due from portal.plan_day
       where prescription_id = $1 and day between $2 and $3`,
      [id, on(from), on(to)],
    );
    return row!.due;
  };

  it('ask together what the issue said it would', async () => {
    const threeAWeek = dose({}, { perWeek: { exact: 3 } });
    const written = await given([item({ dosage: DAILY }), item({ dosage: threeAWeek })]);
    expect(await due(written, 0, 27)).toBe(28 + 12);
    const { transitions } = await programme.read(written);
    expect(transitions.at(-1).sessionsExpected).toBe(28 + 12);
  });

  it('of a draft are nobody’s, whatever happens to the patient: it can be thrown away', async () => {
    const { id, etag } = await programme.begin([item({ dosage: DAILY })]);
    await stage
      .as('rivera')
      .post(`/patients/${people.ben.id}/holds`)
      .send({ because: 'To be seen.' })
      .expect(201);
    await stage.as('rivera').delete(`/prescriptions/${id}/draft`).set('if-match', etag).expect(204);
  });

  it('ask nothing before the first day', async () => {
    const written = await given(undefined, {}, { startsOn: on(3) });
    expect([await due(written, 0, 2), await due(written, 3, 27)]).toEqual([0, 25]);
  });

  it('go on with an extension', async () => {
    const written = await given();
    await programme.dayIs(5);
    await transit(stage, 'rivera', written.id, 'extension', {
      reviewOn: on(20),
      adviceUntil: on(34),
      because: 'Going well.',
    });
    expect([await due(written, 0, 27), await due(written, 28, 34)]).toEqual([28, 7]);
  });

  it('ask nothing while it is paused, and go on when it is resumed', async () => {
    const written = await given();
    await programme.dayIs(5);
    await programme.pause(written);
    expect([await due(written, 0, 4), await due(written, 5, 27)]).toEqual([5, 0]);
    await programme.dayIs(12);
    await programme.resume(written);
    expect([await due(written, 0, 4), await due(written, 5, 11), await due(written, 12, 27)]).toEqual([
      5, 0, 16,
    ]);
  });

  it('ask nothing under a hold, and go on in the weeks that were moved', async () => {
    const [session] = DAILY.sessions;
    const onlyWeekTwo = { ...DAILY, sessions: [{ ...session!, weeks: { from: 2, to: 2 } }] };
    const written = await given([item({ dosage: onlyWeekTwo })]);
    expect(await due(written, 7, 13)).toBe(7);
    await programme.dayIs(9);
    const hold = await programme.hold();
    expect([await due(written, 7, 8), await due(written, 9, 27)]).toEqual([2, 0]);
    await programme.dayIs(12);
    await programme.lift(hold).expect(200);
    expect([await due(written, 7, 11), await due(written, 12, 16), await due(written, 17, 27)]).toEqual([
      2, 5, 0,
    ]);
  });

  it('are as they were where a hold is lifted on its own day', async () => {
    const written = await given();
    await programme.lift(await programme.hold()).expect(200);
    expect(await due(written, 0, 27)).toBe(28);
  });

  it('ask for a phase once it was begun', async () => {
    const written = await given([phased('Build', { dosage: DAILY })], { phases: [BUILD] });
    expect(await due(written, 0, 27)).toBe(0);
    await programme.dayIs(2);
    await transit(stage, 'rivera', written.id, 'phases', { phase: 'Build' });
    expect([await due(written, 0, 1), await due(written, 2, 15), await due(written, 16, 27)]).toEqual([
      0, 14, 0,
    ]);
  });

  it('follow a new version from its day on, and stay as they were meant before', async () => {
    const written = await given();
    await programme.dayIs(6);
    const threeAWeek = dose({}, { perWeek: { exact: 3 } });
    const again = await redraft(stage, 'rivera', written.id, [item({ dosage: threeAWeek })]);
    await programme.give(again, { reviewOn: on(20), adviceUntil: on(27) }).expect(200);
    expect([await due(written, 0, 5), await due(written, 6, 27)]).toEqual([6, 9]);
  });

  it.each([
    ['withdrawal', { because: 'Another plan.' }],
    ['completion', {}],
  ])('end with a %s', async (noun, body) => {
    const written = await given();
    await programme.dayIs(5);
    await transit(stage, 'rivera', written.id, noun, body);
    expect([await due(written, 0, 4), await due(written, 5, 27)]).toEqual([5, 0]);
  });

  it('end with a discharge', async () => {
    const written = await given();
    await programme.dayIs(5);
    const path = `/patients/${people.ben.id}`;
    const { headers } = await stage.as('rivera').get(path).expect(200);
    await stage
      .as('rivera')
      .post(`${path}/discharge`)
      .set('if-match', headers.etag as string)
      .send({ because: 'Better.' })
      .expect(200);
    expect([await due(written, 0, 4), await due(written, 5, 27)]).toEqual([5, 0]);
  });

  describe('that were never written', () => {
    const visit = async () => {
      const door = new WorkDoor(stage.workerUrl);
      try {
        for (const clinic of await door.clinics()) {
          await door.openTx(clinic, (tx) => new UncountedPlansRound().visit(tx));
        }
      } finally {
        await door.close();
      }
    };
    const all = (columns: string) =>
      stage.owner(`select ${columns} from portal.plan_day order by prescription_id, day`);

    it('are, as if they had been from the first', async () => {
      const written = await given();
      await programme.dayIs(3);
      const hold = await programme.hold();
      await programme.dayIs(5);
      await programme.lift(hold).expect(200);
      await programme.dayIs(9);
      const days = 'prescription_id, version_id, day::text, asked, due, done';
      const ofPlan = async () =>
        (await all(days)).filter((row) => row.prescription_id === written.id && row.due);
      const before = await ofPlan();
      expect(before).toHaveLength(26);
      await stage.owner('delete from portal.plan_day where prescription_id = $1', [written.id]);
      await visit();
      expect(await ofPlan()).toEqual(before);
    });

    it('once: another visit changes nothing, and a plan that asks nothing is not looked at for ever', async () => {
      const written = await given([item({ dosage: DAILY, isOptional: true })]);
      await stage.owner('delete from portal.plan_day');
      await visit();
      const rows = await all('xmin::text, *');
      expect(rows.map((row) => row.prescription_id)).toContain(written.id);
      await visit();
      expect(await all('xmin::text, *')).toEqual(rows);
    });
  });
});
