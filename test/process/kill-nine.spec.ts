import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { DEMO_PASSWORD } from '../../src/demo/people';
import { dayFromNow } from '../../src/demo/visit';
import { Ledger } from './ledger';
import { Served } from './served';

/**
 * The server as it is started at a clinic, killed in the middle of its work again and again on the same folder, and
 * asked to stop while it is busy. What it acknowledged is there, and nothing is there by halves or twice.
 */
const KILLS = 4;

let dataDir: string;
let port: number;
let served: Served;
let token: string;
let ledger: Ledger;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'portal-kill-'));
  chmodSync(dataDir, 0o711);
  port = await freePort();
  served = new Served(dataDir, port);
  await served.ready();
  token = await signIn();
  const { items } = (await get('/exercises?source=shared&limit=1')) as { items: { id: string }[] };
  ledger = new Ledger(token, items[0]!.id, dayFromNow(14));
}, 90_000);

afterAll(async () => {
  await served.kill();
  const files = realpathSync(join(dataDir, 'postgres'));
  await pause(500);
  rmSync(dirname(files), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
});

it('starts again on the same folder after every kill, and its people are still signed in', async () => {
  for (let kill = 1; kill <= KILLS; kill++) {
    const episodes = await ledger.seePatients(served, 6);
    const load = Promise.all([
      ledger.prescribe(served, episodes),
      ...Array.from({ length: 4 }, () => ledger.registerPatients(served)),
    ]);
    await pause(150 * kill);
    await served.kill();
    await load;
    served = new Served(dataDir, port);
    await served.ready();
    await ledger.repeatUnanswered(served);
  }
}, 90_000);

it('lives on when only its Postgres is killed', async () => {
  const load = Promise.all(Array.from({ length: 4 }, () => ledger.registerPatients(served)));
  await pause(300);
  process.kill(served.postmasterPid, 'SIGKILL');
  const since = Date.now();
  await load;
  await pause(1_000);
  while ((await served.readiness()) !== 200 && Date.now() - since < 5_000) await pause(50);
  expect([served.isAlive, await served.readiness()]).toEqual([true, 200]);
  await ledger.repeatUnanswered(served);
}, 30_000);

it('has every write that it acknowledged, once', async () => {
  const written = ledger.patients.filter(({ told }) => told);
  expect(written.length).toBeGreaterThan(20);
  const kept = await rows<{ id: string; name: string; entries: number }>(
    `select p.id, p.name, count(a.id)::int as entries from portal.patient p
     left join portal.audit_entry a on a.action = 'patient.registered' and p.id = any (a.subject_ids)
     where p.name like 'Ledger %' group by p.id`,
  );
  const told = written.map(({ name, told }) => ({ id: told!.body.id, name, entries: 1 }));
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
  expect(kept.sort(byName)).toEqual(told.sort(byName));
});

it('has no half prescription', async () => {
  const finished = ledger.issuances.filter(({ issuance }) => issuance?.told);
  expect(finished.length).toBeGreaterThanOrEqual(KILLS);
  const kept = await rows(
    `select p.id, p.standing,
       (select count(*)::int from portal.prescription_version v where v.prescription_id = p.id) as versions,
       (select count(*)::int from portal.prescription_item i where i.version_id = p.live_version_id) as items,
       (select count(*)::int from portal.prescription_transition t
        where t.prescription_id = p.id and t.version_id = p.live_version_id and t.kind = 'issued') as transitions,
       (select count(*)::int from portal.audit_entry a
        where a.action = 'prescription.issued' and p.id = any (a.subject_ids)) as entries
     from portal.prescription p where p.id = any ($1)`,
    [finished.map(({ draft }) => draft.told!.body.id)],
  );
  expect(kept).toHaveLength(finished.length);
  const whole = { standing: 'issued', versions: 1, items: 3, transitions: 1, entries: 1 };
  expect(kept).toEqual(kept.map(({ id }) => ({ id, ...whole })));

  const halves = await rows(
    `select v.id from portal.prescription_version v
     where not exists (select from portal.prescription_item i where i.version_id = v.id)
     union all
     select p.id from portal.prescription p
     where not exists (select from portal.prescription_version v where v.prescription_id = p.id)
     union all
     select p.id from portal.prescription p where (p.standing = 'issued') <> exists (
       select from portal.prescription_transition t where t.version_id = p.live_version_id and t.kind = 'issued')
       and p.standing <> 'paused'`,
  );
  expect(halves).toEqual([]);
});

it('answers what it has begun when it is asked to stop, after saying that it leaves', async () => {
  const owner = await served.owner();
  const statuses: (number | null)[] = [];
  let isLeaving = false;
  const visitor = async (): Promise<void> => {
    while (!isLeaving) statuses.push((await served.ask(letter('GET', '/patients?limit=5')))?.status ?? null);
  };
  const visitors = Promise.all([visitor(), visitor(), visitor()]);
  await pause(300);
  const ended = served.terminate();
  const asked = Date.now();
  while ((await served.readiness()) === 200) await pause(20);
  const noticedAfter = Date.now() - asked;
  statuses.push((await served.ask(letter('GET', '/clinic')))?.status ?? null);
  isLeaving = true;
  await visitors;

  // one that is still being worked on when the doors close
  await owner.query('begin; lock table portal.site in access exclusive mode');
  await pause(2_000 - (Date.now() - asked) - 200);
  const last = served.ask(letter('GET', '/clinic/sites'));
  await pause(1_000);
  await owner.end();
  statuses.push((await last)?.status ?? null);

  const { code, ms } = await ended;
  expect(noticedAfter).toBeLessThan(500);
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(statuses.length).toBeGreaterThan(20);
  expect(code).toBe(0);
  expect(ms).toBeLessThan(15_000);
  expect(await served.readiness()).toBeNull();
}, 30_000);

const letter = (method: string, path: string) => ({
  method,
  path: `/api/v1${path}`,
  headers: { authorization: `Bearer ${token}` },
});

async function get(path: string): Promise<unknown> {
  return (await served.wire.send(letter('GET', path))).body;
}

async function signIn(): Promise<string> {
  const { body } = await served.wire.send({
    method: 'POST',
    path: '/api/v1/session',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'rivera@north.example', password: DEMO_PASSWORD }),
  });
  return (body as { tokens: { accessToken: string } }).tokens.accessToken;
}

async function rows<Row = { id: string }>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const owner: Client = await served.owner();
  try {
    return (await owner.query(sql, values)).rows as Row[];
  } finally {
    await owner.end();
  }
}

function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve) =>
    probe.listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address() as AddressInfo;
      probe.close(() => resolve(free));
    }),
  );
}
