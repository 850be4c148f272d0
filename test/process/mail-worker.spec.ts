/**
 * The worker in a process of its own, killed with SIGKILL in the middle of its work, again and again: no mail is lost, and one
 * comes twice only if it was in hand at the moment of the kill, and then with the same id and the same words.
 */
import type { ParsedMail } from 'mailparser';
import { Client } from 'pg';
import { people } from '../support/cast';
import { freshDatabase, type TestDatabase } from '../support/database';
import { type MailServer, openMailServer } from '../support/mail-server';
import { until } from './launched';
import { Program, SERVER } from './program';

const MAILS = 200;
const KILLS = 20;
/** What one worker has in hand at a time: one that the queue woke it for, and one of its sweep. */
const IN_HAND = 2;

let database: TestDatabase;
let owner: Client;
let server: MailServer;
const workers: Program[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  server = await openMailServer();
});
afterAll(async () => {
  for (const worker of workers) await worker.kill();
  await owner.end();
  await server.close();
  await database.drop();
});

/** `source`: the whole server, or only what works in it, which starts sooner. */
const startWorker = (source = '../test/process/work.ts') => {
  const worker = new Program(source, {
    WORKER: 'only',
    LOG_LEVEL: 'debug',
    DATABASE_URL: database.appUrl,
    WORKER_DATABASE_URL: database.workerUrl,
    JWT_SECRET: 'a secret for tests only, of forty-two bytes',
    PUBLIC_URL: 'https://portal.example',
    SMTP_URL: server.url,
    MAIL_FROM: 'portal@mail.example',
  });
  workers.push(worker);
  return worker;
};

const unsent = async (): Promise<number> =>
  (
    await owner.query(
      `select count(*)::int as n from portal.mail where kind = 'email_changed' and sent_at is null`,
    )
  ).rows[0].n as number;

it(`is killed ${KILLS} times while ${MAILS} mails go out`, async () => {
  await owner.query(
    `select set_config('app.clinic_id', $1, false), portal.post_mail('email_changed', 'of' || n || '@home.example', $2,
       null, null, '{}', null, null) from generate_series(1, ${MAILS}) n`,
    [people.ann.clinicId, people.ann.id],
  );
  const arrived: { mail: ParsedMail; worker: number }[] = [];
  let killed = 0;
  for (; killed < KILLS; killed++) {
    const worker = startWorker();
    const enough = arrived.length + 3 + (killed % 5);
    let dead: Promise<void> | undefined;
    server.taken = (mail) => {
      arrived.push({ mail, worker: killed });
      if (arrived.length < enough || dead) return;
      // some at once, when the 250 is hardly out of the door; some while the next is in hand
      if (killed % 2 === 0) dead = worker.kill();
      else setTimeout(() => (dead ??= worker.kill()), killed % 7);
    };
    await until(() => dead !== undefined, 60_000);
    await dead;
  }
  expect(await unsent()).toBeGreaterThan(0);

  const last = startWorker();
  server.taken = (mail) => void arrived.push({ mail, worker: killed });
  await until(async () => (await unsent()) === 0, 60_000);
  expect(await last.terminate()).toBe(0);

  const ids = new Map<string, typeof arrived>();
  for (const one of arrived) {
    const id = one.mail.messageId as string;
    ids.set(id, [...(ids.get(id) ?? []), one]);
  }
  const { rows } = await owner.query(`select '<' || id || '@mail.example>' as id, to_address from portal.mail
    where kind = 'email_changed'`);
  expect([...ids.keys()].sort()).toEqual(rows.map(({ id }) => id as string).sort());
  expect(rows).toHaveLength(MAILS);

  const twice = [...ids.values()].filter((copies) => copies.length > 1);
  for (const copies of twice) {
    const words = copies.map(({ mail }) => [mail.subject, mail.text, mail.html, mail.to]);
    for (const one of words) expect(one).toEqual(words[0]);
    // never two by one worker, and each but the last is of what its worker had in hand when it was killed
    expect(new Set(copies.map(({ worker }) => worker)).size).toBe(copies.length);
    for (const { mail, worker } of copies.slice(0, -1)) {
      const ofWorker = arrived.filter((one) => one.worker === worker).map((one) => one.mail.messageId);
      expect(ofWorker.slice(-IN_HAND)).toContain(mail.messageId);
    }
  }
  expect(twice.length).toBeLessThanOrEqual(KILLS * IN_HAND);
  process.stdout.write(`${MAILS} mails, ${KILLS} kills: ${twice.length} came twice, none was lost\n`);
}, 300_000);

it('is the server’s own program with WORKER=only, and ends in good order when it is asked to', async () => {
  const worker = startWorker(SERVER);
  await until(() => /at work/.test(worker.output) || undefined, 100_000);
  expect(worker.output).not.toContain('"address":"http');
  const since = Date.now();
  expect(await worker.terminate()).toBe(0);
  expect(Date.now() - since).toBeLessThan(10_000);
}, 120_000);
