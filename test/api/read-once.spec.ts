/**
 * What a request reads, counted at the connection: what was signed of a patient once, however many rules ask for it; and of a
 * plan with a long history only what the answer shows.
 */
import { DataSource, type Logger } from 'typeorm';
import { openStage, type Stage } from '../support/stage';
import { assess, draft, issue, item, redraft, today, type Written } from '../support/visit';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const SIGNED = /from "portal"\."assessment".*signed_at/is;
const ITEMS = /from "portal"\."prescription_item"/i;

/** Every statement that `work` has the application send, with its parameters. */
async function statementsOf(work: () => Promise<unknown>): Promise<{ sql: string; parameters: unknown[] }[]> {
  const dataSource = stage.app.get(DataSource);
  const before = dataSource.logger;
  const sent: { sql: string; parameters: unknown[] }[] = [];
  const logger = { logQuery: (sql: string, parameters: unknown[] = []) => sent.push({ sql, parameters }) };
  dataSource.logger = new Proxy(logger as unknown as Logger, {
    get: (target, name) => (target as never)[name] ?? (() => undefined),
  });
  try {
    await work();
  } finally {
    dataSource.logger = before;
  }
  return sent;
}

/** Has been issued so many times, each time as another version. */
async function ofVersions(count: number): Promise<Written> {
  const { episodeId } = await assess(stage, 'rivera', 'ben');
  let written = await draft(stage, 'rivera', episodeId);
  const reviewOn = await today(stage, 14);
  for (let number = 1; number < count; number++) {
    await issue(stage, 'rivera', written, { reviewOn }).expect(200);
    written = await redraft(stage, 'rivera', written.id, [item()]);
  }
  return written;
}

it('reads what was signed once for an appraisal and once for an issue', async () => {
  const written = await ofVersions(1);
  const reviewOn = await today(stage, 14);
  const appraisal = () => stage.as('rivera').get(`/prescriptions/${written.id}/appraisal`).expect(200);
  const issuance = async () => issue(stage, 'rivera', written, { reviewOn }).expect(200);
  for (const work of [appraisal, issuance]) {
    const signed = (await statementsOf(work)).filter(({ sql }) => SIGNED.test(sql));
    expect(signed.map(({ sql }) => sql)).toHaveLength(1);
  }
});

it('reads of a plan the live version and the draft, and the others only for those who ask for them', async () => {
  const { id, body } = await ofVersions(4);
  const { patientId } = body as { patientId: string };
  const versionsRead = async (path: string) => {
    const sent = await statementsOf(() => stage.as('rivera').get(path).expect(200));
    return Math.max(
      ...sent
        .filter(({ sql }) => ITEMS.test(sql))
        .map(({ parameters }) => (parameters[0] as string[]).length),
    );
  };
  expect(await versionsRead(`/prescriptions/${id}`)).toBe(2);
  expect(await versionsRead(`/prescriptions/${id}/versions`)).toBe(4);
  expect(await versionsRead(`/prescriptions/${id}/changes`)).toBe(4);
  const { body: list } = await stage.as('rivera').get(`/patients/${patientId}/prescriptions`).expect(200);
  const shown = list.items.flatMap(({ live, draft: next }: { live: unknown; draft: unknown }) =>
    [live, next].filter(Boolean),
  );
  expect(await versionsRead(`/patients/${patientId}/prescriptions`)).toBe(shown.length);
});
