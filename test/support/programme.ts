/**
 * Ben's programme over the days of a story, for tests of weeks, phases, pauses and holds. Day 0 is Monday, 2 March 2026; all
 * that is done is done over HTTP, by rivera, at nine o'clock.
 */
import { people } from './cast';
import type { Stage } from './stage';
import { assess, issue, item, transit, type Written } from './visit';

const START = Date.parse('2026-03-02T09:00:00Z');
const instantOf = (n: number): string => new Date(START + n * 86_400_000).toISOString();

/** The nth day, written YYYY-MM-DD. */
export const on = (n: number): string => instantOf(n).slice(0, 10);

export type Programme = Written & { episodeId: string };

export const phased = (phase: string, more: object = {}) => item({ phase, why: `${phase}.`, ...more });

export function programmeOn(stage: Stage) {
  const rivera = stage.as('rivera');
  const dayIs = (n: number) => stage.setClock(instantOf(n));

  /** Assessed and drafted today, and confirmed in the room. */
  const begin = async (items: object[], parts: object = {}): Promise<Programme> => {
    const { episodeId } = await assess(stage, 'rivera', 'ben');
    const { body, headers } = await rivera
      .post(`/episodes/${episodeId}/prescriptions`)
      .send({ items, ...parts })
      .expect(201);
    await rivera.post(`/episodes/${episodeId}/advice-confirmation`).expect(200);
    return { id: body.id, etag: headers.etag as string, body, episodeId };
  };
  const give = (written: Written, extra: object = {}) =>
    issue(stage, 'rivera', written, { reviewOn: on(14), adviceUntil: on(84), ...extra });
  const pause = ({ id }: Written) => transit(stage, 'rivera', id, 'pause', { because: 'A cold.' });
  const resume = ({ id }: Written) => transit(stage, 'rivera', id, 'resumption');

  const hold = async (): Promise<{ id: string; revision: number }> =>
    (await rivera.post(`/patients/${people.ben.id}/holds`).send({ because: 'A fall.' }).expect(201)).body;
  const lift = ({ id, revision }: { id: string; revision: number }) =>
    rivera
      .post(`/holds/${id}/resolution`)
      .set('if-match', `"${revision}"`)
      .send({ resolution: 'Seen and found well, letter filed.' });

  const read = async ({ id }: Written) => (await rivera.get(`/prescriptions/${id}`).expect(200)).body;
  const weekOneOf = async (written: Written): Promise<string> => (await read(written)).weekOneOn;
  /** What ben's routine says and shows on that day. */
  const seenOn = async (n: number): Promise<string[]> => {
    await dayIs(n);
    const { body } = await stage.as('ben').get('/routine').expect(200);
    return [body.standing.kind, ...body.items.map(({ why }: { why: string }) => why)];
  };
  return { dayIs, begin, give, pause, resume, hold, lift, read, weekOneOf, seenOn };
}
