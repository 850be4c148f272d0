/**
 * A programme over time, over HTTP: phases that begin by their week or when a clinician finds their criteria met, week tables
 * that are counted from one day on, go on over a new version, and do not run ahead while the patient may not exercise.
 */
import { dose } from '../support/dose';
import { openStage, type Stage } from '../support/stage';
import { assess, assessAgain, issue, item, redraft, transit, type Written } from '../support/visit';

const START = '2026-03-02T09:00:00Z';
const day = (n: number) => new Date(Date.parse(START) + n * 86_400_000).toISOString();
const on = (n: number) => day(n).slice(0, 10);

const SETTLE = { name: 'Settle', begins: 'week', weeks: { from: 1, to: 2 } };
const MOVE = { name: 'Move', begins: 'week', weeks: { from: 2 } };
const BUILD = { name: 'Build', begins: 'criteria', weeks: { from: 3 }, entryCriteria: ['No pain at rest.'] };

describe('a programme', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
    await stage.setClock(START);
  });
  afterEach(() => stage.close());

  const begin = async (items: object[], parts: object = {}): Promise<Written & { episodeId: string }> => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const { body, headers } = await stage
      .as('rivera')
      .post(`/episodes/${episodeId}/prescriptions`)
      .send({ items, ...parts })
      .expect(201);
    await stage.as('rivera').post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
    return { id: body.id, etag: headers.etag as string, body, episodeId };
  };
  const give = (written: Written, extra: object = {}) =>
    issue(stage, 'rivera', written, { reviewOn: on(14), adviceUntil: on(84), ...extra });
  const seenOn = async (n: number) => {
    await stage.setClock(day(n));
    const { body } = await stage.as('ben').get('/routine').expect(200);
    return [body.standing.kind, ...body.items.map(({ why }: { why: string }) => why)];
  };
  const phased = (phase: string) => item({ phase, why: `${phase}.` });

  it('shows the exercises of a phase in its weeks, and those of two where they overlap', async () => {
    const written = await begin([phased('Settle'), phased('Move')], { phases: [SETTLE, MOVE] });
    await give(written).expect(200);
    expect(await seenOn(0)).toEqual(['live', 'Settle.']);
    expect(await seenOn(6)).toEqual(['live', 'Settle.']);
    expect(await seenOn(7)).toEqual(['live', 'Settle.', 'Move.']);
    expect(await seenOn(13)).toEqual(['live', 'Settle.', 'Move.']);
    expect(await seenOn(14)).toEqual(['live', 'Move.']);
    expect(await seenOn(84)).toEqual(['live', 'Move.']);
    expect(await seenOn(85)).toEqual(['lapsed']);
  });

  it('keeps back a phase with criteria until a clinician finds them met, once', async () => {
    const written = await begin([phased('Settle'), phased('Build')], { phases: [SETTLE, BUILD] });
    await give(written).expect(200);
    expect(await seenOn(13)).toEqual(['live', 'Settle.']);
    expect(await seenOn(20)).toEqual(['resting']);
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
    expect(await seenOn(20)).toEqual(['live', 'Build.']);
    expect((await start('Build')).body.code).toBe('prescription.phase_begun_already');
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
    const weekOneOf = async ({ id }: Written) =>
      (await stage.as('rivera').get(`/prescriptions/${id}`)).body.weekOneOn;

    it('expects its sessions over all its weeks, and more once it is extended', async () => {
      const written = await begin([item()]);
      const { body } = await give(written, { adviceUntil: on(20) }).expect(200);
      const expected = (answer: { transitions: { sessionsExpected: number | null }[] }) =>
        answer.transitions.at(-1)?.sessionsExpected;
      // three sessions a week, three weeks
      expect(expected(body)).toBe(9);
      await stage.setClock(day(10));
      const extended = await transit(stage, 'rivera', written.id, 'extension', {
        reviewOn: on(20),
        adviceUntil: on(27),
        because: 'Rang: doing well.',
      });
      expect(expected(extended.body)).toBe(12);
    });

    it('goes on counting over a new version, unless the clinician says otherwise', async () => {
      const written = await begin([item({ dosage: table() })]);
      await give(written).expect(200);
      await stage.setClock(day(9));
      await assessAgain(stage, 'rivera', written.episodeId, { seenOn: on(9) });
      const next = await redraft(stage, 'rivera', written.id, [item({ dosage: table(), why: 'Anew.' })]);
      await give(next).expect(200);
      expect(await weekOneOf(written)).toBe(on(0));
      const anew = await redraft(stage, 'rivera', written.id, [item({ dosage: table() })]);
      const { body } = await give(anew, { weekOneOn: on(10) }).expect(400);
      expect(body.errors[0].pointer).toBe('/weekOneOn');
      await give(anew, { weekOneOn: on(9) }).expect(200);
      expect(await weekOneOf(written)).toBe(on(9));
    });

    it('goes on where it was left after a pause', async () => {
      const written = await begin([item({ dosage: table() })]);
      await give(written).expect(200);
      await stage.setClock(day(5));
      await transit(stage, 'rivera', written.id, 'pause', { because: 'A cold.' });
      await stage.setClock(day(12));
      await transit(stage, 'rivera', written.id, 'resumption');
      expect(await weekOneOf(written)).toBe(on(7));
    });

    it('and after a hold, or several at once', async () => {
      const written = await begin([item({ dosage: table() })]);
      await give(written).expect(200);
      const { patientId } = written.body as { patientId: string };
      const open = async () =>
        (
          await stage
            .as('rivera')
            .post(`/patients/${patientId}/holds`)
            .send({ because: 'A fall.' })
            .expect(201)
        ).body;
      const resolve = ({ id, revision }: { id: string; revision: number }) =>
        stage
          .as('rivera')
          .post(`/holds/${id}/resolution`)
          .set('if-match', `"${revision}"`)
          .send({ resolution: 'Seen and found well, letter filed.' })
          .expect(200);
      await stage.setClock(day(3));
      const first = await open();
      await stage.setClock(day(5));
      const second = await open();
      await stage.setClock(day(8));
      await resolve(first);
      expect(await weekOneOf(written)).toBe(on(0));
      await stage.setClock(day(10));
      await resolve(second);
      // closed from day 3 to day 10
      expect(await weekOneOf(written)).toBe(on(7));
      expect((await seenOn(10))[0]).toBe('live');
    });
  });
});
