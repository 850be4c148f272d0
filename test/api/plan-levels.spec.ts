/**
 * What a new version asks of the patient beside the one that is live, over HTTP: with the phases that have begun, and with the
 * weeks that are over. What is compared in a dose and in a plan stands in test/rules.
 */
import { dose } from '../support/dose';
import { on, phased, type Programme, programmeOn } from '../support/programme';
import { openStage, type Stage } from '../support/stage';
import { assessAgain, issue, item, transit } from '../support/visit';

const BUILD = { name: 'Build', begins: 'criteria', weeks: { from: 3 }, entryCriteria: ['No pain at rest.'] };
const RUN = { ...BUILD, name: 'Run', entryCriteria: ['Hops without pain.'] };
const MOVE = { name: 'Move', begins: 'week', weeks: { from: 1, to: 2 } };

describe('the level of a new version', () => {
  let stage: Stage;
  let programme: ReturnType<typeof programmeOn>;
  beforeEach(async () => {
    stage = await openStage();
    programme = programmeOn(stage);
    await programme.dayIs(0);
  });
  afterEach(() => stage.close());

  const rewritten = async ({ id, episodeId }: Programme, plan: object): Promise<Programme> => {
    const now = await stage.as('rivera').get(`/prescriptions/${id}`).expect(200);
    const { body, headers } = await stage
      .as('rivera')
      .put(`/prescriptions/${id}/draft`)
      .set('if-match', now.headers.etag as string)
      .send(plan)
      .expect(200);
    return { id, etag: headers.etag as string, body, episodeId };
  };
  const levelOf = async (written: Programme, plan: object): Promise<string> => {
    const { id } = await rewritten(written, plan);
    return (await stage.as('rivera').get(`/prescriptions/${id}/appraisal`).expect(200)).body.level;
  };
  const nothingNew = (written: Programme, day: number) =>
    assessAgain(stage, 'rivera', written.episodeId, {
      kind: 'nothing_new',
      seenOn: on(day),
      contact: 'phone',
    });

  it('is harder where an exercise need no longer wait for its criteria, and asks for a fresh assessment', async () => {
    const phases = [BUILD, RUN];
    const written = await programme.begin([phased('Build'), phased('Run')], { phases });
    await programme.give(written).expect(200);
    await programme.dayIs(20);
    await nothingNew(written, 20);
    await transit(stage, 'rivera', written.id, 'phases', { phase: 'Build' });
    const plan = (...items: object[]) => ({ items, phases });

    expect(await levelOf(written, plan(phased('Build'), phased('Run')))).toBe('same');
    expect(await levelOf(written, plan(phased('Build'), phased('Build', { why: 'Sooner.' })))).toBe('harder');
    expect(await levelOf(written, plan(phased('Run'), phased('Run', { why: 'Later.' })))).toBe('reduced');
    const early = await rewritten(written, plan(phased('Build'), item()));
    const { body } = await issue(stage, 'rivera', early, { reviewOn: on(27) });
    expect(body.code).toBe('assessment.too_old');
  });

  it('is harder where a phase no longer ends, or an exercise is done in a harder way', async () => {
    const written = await programme.begin([phased('Move')], { phases: [MOVE] });
    await programme.give(written).expect(200);
    const open = { ...MOVE, weeks: { from: 1 } };
    expect(await levelOf(written, { items: [phased('Move')], phases: [MOVE] })).toBe('same');
    expect(await levelOf(written, { items: [phased('Move')], phases: [open] })).toBe('harder');
    expect(await levelOf(written, { items: [phased('Move', { level: 2 })], phases: [MOVE] })).toBe('harder');
  });

  it('leaves out the weeks that are over', async () => {
    const written = await programme.begin([item()]);
    await programme.give(written).expect(200);
    await programme.dayIs(14);
    const rows = (first: number) => {
      const [session] = dose().sessions;
      const [lighter] = dose({ reps: { exact: 2 } }).sessions;
      return {
        ...dose(),
        sessions: [
          { ...lighter!, weeks: { from: 1, to: first } },
          { ...session!, weeks: { from: first + 1 } },
        ],
      };
    };
    expect(await levelOf(written, { items: [item({ dosage: rows(2) })] })).toBe('same');
    expect(await levelOf(written, { items: [item({ dosage: rows(3) })] })).toBe('reduced');
  });
});
