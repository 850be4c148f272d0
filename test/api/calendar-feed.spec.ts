/** A calendar's secret address: days and nothing else, closed for good when it is closed. */
import request from 'supertest';
import { adviceOf, people } from '../support/cast';
import { forbiddenIn } from '../support/forbidden-words';
import { openStage, type Stage } from '../support/stage';
import { transit } from '../support/visit';

const { ann } = people;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const open = async (): Promise<string> => {
  const { body } = await stage.as('ann').post('/calendar-feed').expect(201);
  return new URL(body.address).pathname.replace('/api/v1', '');
};
const read = (path: string) => stage.anonymous().get(path);
const lines = (calendar: string) => calendar.replace(/\r\n[ \t]/g, '').split('\r\n');
const valuesOf = (calendar: string, name: string) =>
  lines(calendar).flatMap((line) =>
    line.split(/[;:]/)[0] === name ? [line.split(':').slice(1).join(':')] : [],
  );

it('shows on which days something is due for four weeks, each called the same', async () => {
  const address = await open();
  const { text, headers } = await read(address).expect(200);
  expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
  expect(headers['cache-control']).toBe('no-store');
  expect(lines(text)[0]).toBe('BEGIN:VCALENDAR');
  expect(lines(text).at(-2)).toBe('END:VCALENDAR');
  const starts = valuesOf(text, 'DTSTART');
  const [{ today, until }] = (await stage.owner(
    `select to_char(portal.today_in('Europe/London'), 'YYYYMMDD') as today, to_char(advice_until, 'YYYYMMDD') as until
     from portal.prescription where id = $1`,
    [adviceOf('ann').prescriptionId],
  )) as [{ today: string; until: string }];
  expect(starts.length).toBeGreaterThan(3);
  expect(starts.length).toBeLessThanOrEqual(28);
  expect(new Set(starts).size).toBe(starts.length);
  for (const start of starts) expect(start >= today && start <= until).toBe(true);
  expect(lines(text)).toContain(`DTSTART;VALUE=DATE:${starts[0]}`);
  expect(valuesOf(text, 'DTEND')).toHaveLength(starts.length);
  expect(new Set(valuesOf(text, 'SUMMARY'))).toEqual(new Set(['Reminder']));
  expect(new Set(valuesOf(text, 'UID')).size).toBe(starts.length);
  expect(valuesOf(text, 'X-WR-CALNAME')).toEqual(['Reminders']);
  expect(valuesOf(text, 'PRODID')).toEqual(['-//Reminders//Reminders//EN']);
  // nobody who shares it sees the day as taken
  expect(new Set(valuesOf(text, 'TRANSP'))).toEqual(new Set(['TRANSPARENT']));
  expect(forbiddenIn(text)).toEqual([]);
  expect(text).not.toMatch(/DESCRIPTION|LOCATION|ATTENDEE|ORGANIZER|URL/);
  expect(text).not.toContain('Ann');
});

it('calls a day the same whenever it is asked, so that a calendar keeps one entry of it', async () => {
  const address = await open();
  const byDay = async () => {
    const { text } = await read(address).expect(200);
    const uids = valuesOf(text, 'UID');
    return new Map(valuesOf(text, 'DTSTART').map((day, n) => [day, uids[n]]));
  };
  const first = await byDay();
  expect(await byDay()).toEqual(first);
  try {
    await stage.setClock(new Date(Date.now() + 2 * 86_400_000).toISOString());
    const later = await byDay();
    const inBoth = [...later.keys()].filter((day) => first.has(day));
    expect(inBoth.length).toBeGreaterThan(3);
    for (const day of inBoth) expect([day, later.get(day)]).toEqual([day, first.get(day)]);
  } finally {
    await stage.setClock(null);
  }
});

it('is empty while the gate shows nothing, and filled when it opens again', async () => {
  const address = await open();
  const { prescriptionId } = adviceOf('ann');
  await transit(stage, 'rivera', prescriptionId, 'pause', { because: 'A cold.' });
  const { text } = await read(address).expect(200);
  expect(valuesOf(text, 'DTSTART')).toEqual([]);
  expect(lines(text)[0]).toBe('BEGIN:VCALENDAR');
  await transit(stage, 'rivera', prescriptionId, 'resumption');
  expect(valuesOf((await read(address).expect(200)).text, 'DTSTART')).not.toEqual([]);
});

it('leaves out only today when everything is stopped until tomorrow, and all of what waits for the clinic', async () => {
  const address = await open();
  const starts = async () => valuesOf((await read(address).expect(200)).text, 'DTSTART');
  const stop = (until: string) =>
    stage.owner(
      `insert into portal.item_stop (clinic_id, patient_id, prescription_id, item_id, until, because, day)
       select p.clinic_id, p.patient_id, p.id, i.id, $2, 'pain_over_limit', portal.today_in('Europe/London')
       from portal.prescription p join portal.prescription_item i on i.version_id = p.live_version_id where p.id = $1`,
      [adviceOf('ann').prescriptionId, until],
    );
  const before = await starts();
  const [{ today }] = (await stage.owner(
    `select to_char(portal.today_in('Europe/London'), 'YYYYMMDD') as today`,
  )) as [{ today: string }];
  expect(before).toContain(today);
  await stop('tomorrow');
  expect(await starts()).toEqual(before.filter((day) => day !== today));
  await stop('reviewed');
  expect(await starts()).toEqual([]);
  await stage.owner('delete from portal.item_stop where patient_id = $1', [ann.id]);
  expect(await starts()).toEqual(before);
});

it('closes; closed, replaced and unknown look alike, to the byte', async () => {
  const first = await open();
  const second = await open();
  const known = async (path: string) => {
    const { status, text, headers } = await read(path);
    return {
      status,
      type: headers['content-type'],
      text: text.replace(/"requestId":"[^"]+"/, ''),
    };
  };
  const unknown = await known(`/calendar-feeds/${'x'.repeat(32)}.ics`);
  expect(unknown.status).toBe(404);
  expect(unknown.type).toContain('application/problem+json');
  expect(await known(first)).toEqual(unknown);
  await read(second).expect(200);
  await stage.as('ann').delete('/calendar-feed').expect(204);
  expect(await known(second)).toEqual(unknown);
  await stage.as('ann').delete('/calendar-feed').expect(404);
});

it('opens nothing else, and is the patient’s alone to make', async () => {
  const address = await open();
  const secret = address.split('/').at(-1)?.replace('.ics', '') as string;
  await stage.withToken(secret).get('/routine').expect(401);
  for (const name of ['rivera', 'dale', 'adams', 'cara'] as const) {
    await stage.as(name).post('/calendar-feed').expect(403);
    await stage.as(name).delete('/calendar-feed').expect(403);
  }
  const [kept] = await stage.owner<{ row: string }>(
    'select to_jsonb(f)::text as row from portal.calendar_feed f where patient_id = $1 and revoked_at is null',
    [ann.id],
  );
  expect(kept?.row).not.toContain(secret);
});

it('is not found without its ending, nor with another', async () => {
  const address = await open();
  const bare = `/api/v1${address.replace('.ics', '')}`;
  for (const path of [bare, `${bare}.json`, `${bare}.ics/more`]) {
    await request(stage.app.getHttpServer()).get(path).expect(404);
  }
});

it('is empty after a discharge', async () => {
  const address = await open();
  const { headers } = await stage.as('rivera').get(`/patients/${ann.id}`).expect(200);
  await stage
    .as('rivera')
    .post(`/patients/${ann.id}/discharge`)
    .set('if-match', headers.etag as string)
    .send({ because: 'Goals reached.' })
    .expect(200);
  expect(valuesOf((await read(address).expect(200)).text, 'DTSTART')).toEqual([]);
});

it('closes when the clinic takes back whatever lets somebody in, as a stranger may have made it', async () => {
  const address = await open();
  await stage.as('dale').delete(`/patients/${people.dot.id}/link`);
  await read(address).expect(200);
  await stage.as('dale').delete(`/patients/${ann.id}/link`).expect(204);
  await read(address).expect(404);
});

it('slows down whoever tries addresses', async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 25; n++) {
    const { status } = await read(`/calendar-feeds/guess-${n}.ics`);
    statuses.push(status);
  }
  expect(statuses.slice(0, 15)).toEqual(Array(15).fill(404));
  expect(statuses.at(-1)).toBe(429);
});
