/**
 * A programme over time, over HTTP: phases that begin by their week or when a clinician finds their criteria met, and week
 * tables that are counted from one day on and go on over a new version. What pauses and holds do to them stands in
 * weeks-taken-up.spec.ts.
 */
import { people } from '../support/cast';
import { dose } from '../support/dose';
import { on, phased, programmeOn } from '../support/programme';
import { openStage, type Stage } from '../support/stage';
import { assess, assessAgain, item, redraft, transit } from '../support/visit';

const SETTLE = { name: 'Settle', begins: 'week', weeks: { from: 1, to: 2 } };
const MOVE = { name: 'Move', begins: 'week', weeks: { from: 2 } };
const BUILD = { name: 'Build', begins: 'criteria', weeks: { from: 3 }, entryCriteria: ['No pain at rest.'] };

describe('a programme', () => {
  let stage: Stage;
  let programme: ReturnType<typeof programmeOn>;
  beforeEach(async () => {
    stage = await openStage();
    programme = programmeOn(stage);
    await programme.dayIs(0);
  });
  afterEach(() => stage.close());

  it('shows the exercises of a phase in its weeks, and those of two where they overlap', async () => {
    const written = await programme.begin([phased('Settle'), phased('Move')], { phases: [SETTLE, MOVE] });
    await programme.give(written).expect(200);
    expect(await programme.seenOn(0)).toEqual(['live', 'Settle.']);
    expect(await programme.seenOn(6)).toEqual(['live', 'Settle.']);
    expect(await programme.seenOn(7)).toEqual(['live', 'Settle.', 'Move.']);
    expect(await programme.seenOn(13)).toEqual(['live', 'Settle.', 'Move.']);
    expect(await programme.seenOn(14)).toEqual(['live', 'Move.']);
    expect(await programme.seenOn(84)).toEqual(['live', 'Move.']);
    expect(await programme.seenOn(85)).toEqual(['lapsed']);
  });

  it('keeps back a phase with criteria until a clinician finds them met, once', async () => {
    const written = await programme.begin([phased('Settle'), phased('Build')], { phases: [SETTLE, BUILD] });
    await programme.give(written).expect(200);
    expect(await programme.seenOn(13)).toEqual(['live', 'Settle.']);
    expect(await programme.seenOn(20)).toEqual(['resting']);
    const start = (phase: string) => transit(stage, 'rivera', written.id, 'phases', { phase });
    expect((await start('Settle')).body.code).toBe('prescription.no_such_phase');
    // three weeks after the assessment, going on asks whether anything is new
    expect((await start('Build')).body.code).toBe('assessment.nothing_new_needed');
    await assessAgain(stage, 'rivera', written.episodeId, {
      kind: 'nothing_new',
      seenOn: on(20),
      contact: 'phone',
    });
    const { body } = await start('Build');
    expect(body.phasesBegun).toEqual([expect.objectContaining({ phase: 'Build', begunOn: on(20) })]);
    expect(await programme.seenOn(20)).toEqual(['live', 'Build.']);
    expect((await start('Build')).body.code).toBe('prescription.phase_begun_already');
  });

  it('does not tell beforehand, in what changed, of an exercise that waits for its phase', async () => {
    const phases = [SETTLE, BUILD];
    const heavy = phased('Build', { variation: 'with a heavy weight' });
    const written = await programme.begin([phased('Settle')], { phases: [SETTLE] });
    await programme.give(written).expect(200);
    const rewrite = async (body: object) => {
      const now = await stage.as('rivera').get(`/prescriptions/${written.id}`).expect(200);
      const put = await stage
        .as('rivera')
        .put(`/prescriptions/${written.id}/draft`)
        .set('if-match', now.headers.etag as string)
        .send(body)
        .expect(200);
      await programme.give({ ...written, etag: put.headers.etag as string }).expect(200);
      const { body: day } = await stage.as('ben').get('/today').expect(200);
      return JSON.stringify(day.plans[0].news.at(-1));
    };
    const { plans } = (await stage.as('ben').get('/today').expect(200)).body;
    await stage
      .as('ben')
      .put(`/plans/${written.id}/seen`)
      .send({ versionId: plans[0].versionId })
      .expect(204);
    const waiting = await rewrite({ items: [phased('Settle'), heavy], phases });
    expect(waiting).toContain('Your plan goes on as it was.');
    expect(waiting).not.toContain('heavy weight');
    await transit(stage, 'rivera', written.id, 'phases', { phase: 'Build' });
    expect(await rewrite({ items: [phased('Settle')], phases: [SETTLE] })).toContain('with a heavy weight');
  });

  describe('tells that something begins', () => {
    const day = async (who: 'ben' = 'ben') => (await stage.as(who).get('/today').expect(200)).body.plans[0];
    const look = async () => {
      const { prescriptionId, versionId } = await day();
      await stage.as('ben').put(`/plans/${prescriptionId}/seen`).send({ versionId }).expect(204);
    };

    it('with its week, for a week, and of nothing that waits', async () => {
      const move = phased('Move', { variation: 'slowly' });
      const build = phased('Build', { variation: 'with a heavy weight' });
      const written = await programme.begin([phased('Settle'), move, build], {
        phases: [SETTLE, MOVE, BUILD],
      });
      await programme.give(written).expect(200);
      await programme.dayIs(7);
      // to whom all is new, nothing is
      expect((await day()).newThisWeek).toEqual([]);
      await programme.dayIs(0);
      await look();
      for (const n of [0, 6]) {
        await programme.dayIs(n);
        expect((await day()).newThisWeek).toEqual([]);
      }
      for (const n of [7, 13]) {
        await programme.dayIs(n);
        const { newThisWeek, items, news } = await day();
        expect(newThisWeek).toEqual([`New this week: ${items.at(-1).name}, slowly.`]);
        expect(news).toEqual([]);
      }
      await programme.dayIs(14);
      expect((await day()).newThisWeek).toEqual([]);
    });

    it('by a clinician’s word, from the same day on', async () => {
      const build = phased('Build', { variation: 'with a heavy weight' });
      const written = await programme.begin([phased('Settle'), build], { phases: [SETTLE, BUILD] });
      await programme.give(written).expect(200);
      await look();
      expect((await day()).newThisWeek).toEqual([]);
      const [row] = await stage.owner<{ at: Date }>(`select portal.portal_now() + interval '1 hour' as at`);
      await stage.setClock(row!.at.toISOString());
      await transit(stage, 'rivera', written.id, 'phases', { phase: 'Build' });
      expect((await day()).newThisWeek).toEqual([
        expect.stringMatching(/^New this week: .*, with a heavy weight\.$/),
      ]);
      await stage
        .as('rivera')
        .post(`/patients/${people.ben.id}/holds`)
        .send({ because: 'A fall.' })
        .expect(201);
      expect((await stage.as('ben').get('/today').expect(200)).body.plans).toEqual([]);
    });
  });

  it('refuses what a plan cannot mean, by its field', async () => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const refused = async (body: object) => {
      const answer = await stage
        .as('rivera')
        .post(`/episodes/${episodeId}/prescriptions`)
        .send(body)
        .expect(400);
      return answer.body.errors.map(({ pointer }: { pointer: string }) => pointer);
    };
    const group = { name: 'A', kind: 'circuit', rounds: { exact: 3 } };
    const late = dose({}, {}, {});
    late.sessions[0]!.weeks = { from: 3 };
    expect(await refused({ items: [phased('Settle')] })).toEqual(['/items/0/phase']);
    expect(await refused({ items: [item({ group: 'A' })], groups: [group] })).toEqual(['/groups/0/name']);
    expect(await refused({ items: [item({ phase: 'Settle', dosage: late })], phases: [SETTLE] })).toEqual([
      '/items/0/dosage/sessions/0/weeks',
      '/items/0/phase',
    ]);
  });

  describe('with a week table', () => {
    const table = () => {
      const dosage = dose();
      const [session] = dosage.sessions;
      return {
        ...dosage,
        sessions: [
          { ...session!, weeks: { from: 1, to: 2 } },
          { ...session!, weeks: { from: 4, to: 6 } },
        ],
      };
    };

    it('expects its sessions over all its weeks, and more once it is extended', async () => {
      const written = await programme.begin([item()]);
      const { body } = await programme.give(written, { adviceUntil: on(20) }).expect(200);
      const expected = (answer: { transitions: { sessionsExpected: number | null }[] }) =>
        answer.transitions.at(-1)?.sessionsExpected;
      // three sessions a week, three weeks
      expect(expected(body)).toBe(9);
      await programme.dayIs(10);
      const extended = await transit(stage, 'rivera', written.id, 'extension', {
        reviewOn: on(20),
        adviceUntil: on(27),
        because: 'Rang: doing well.',
      });
      expect(expected(extended.body)).toBe(12);
    });

    it('goes on counting over a new version, unless the clinician says otherwise', async () => {
      const written = await programme.begin([item({ dosage: table() })]);
      await programme.give(written).expect(200);
      await programme.dayIs(9);
      await assessAgain(stage, 'rivera', written.episodeId, { seenOn: on(9) });
      const next = await redraft(stage, 'rivera', written.id, [item({ dosage: table(), why: 'Anew.' })]);
      await programme.give(next).expect(200);
      expect(await programme.weekOneOf(written)).toBe(on(0));
      const anew = await redraft(stage, 'rivera', written.id, [item({ dosage: table() })]);
      const { body } = await programme.give(anew, { weekOneOn: on(10) }).expect(400);
      expect(body.errors[0].pointer).toBe('/weekOneOn');
      await programme.give(anew, { weekOneOn: on(9) }).expect(200);
      expect(await programme.weekOneOf(written)).toBe(on(9));
    });
  });
});
