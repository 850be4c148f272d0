#!/usr/bin/env node
/**
 * `npm run bench:log`: what it costs to log a session of six exercises (begun, six items, finished: eight rows) through the
 * built server, beside the same eight rows written by raw pg in one transaction that enters as the API does. Processor time of
 * both sides, server (all its threads) and Postgres (the sessions of both); by turns, each turn for other patients.
 *
 *   --patients 100000 --logs 5000000 --scale 1 --rounds 40 --sessions 10 (of a turn)
 */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createRequire } from 'node:module';
import pg from 'pg';
import { asked, asSuperuser, openGround } from './ground.mjs';
import { percentile, row } from './measured.mjs';
import { idOf } from './numbered.mjs';
import { JWT_SECRET, serve } from './served.mjs';

const require = createRequire(import.meta.url);
const { sign } = require('jsonwebtoken');
const { ENTER } = require('../src/db/door.ts');

const LIMIT = 2;
const COLUMNS = `id, kind, at, day, session_id, prescription_id, item_id, dose, sets_done, reps_done, pain, effort`;
const INSERT = `insert into portal.log_entry (clinic_id, patient_id, ${COLUMNS})
  select $2::uuid, $3::uuid, ${COLUMNS} from jsonb_populate_recordset(null::portal.log_entry, $1::jsonb)
  on conflict (id) do nothing`;
const { rounds, sessions, ...size } = asked({ patients: 100_000, logs: 5_000_000, rounds: 40, sessions: 10 });
const ground = await openGround(size);
const raw = new pg.Pool({ connectionString: ground.postgres.appUrl, max: 1, pipeline: true });
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const server = await serve('the portal', ground, ['bin/start.mjs'], { POOL_SIZE: '2' });
try {
  const subjects = [
    { name: 'raw pg, one transaction', log: rawSession, pid: process.pid },
    { name: 'through the portal', log: portalSession, pid: server.pid },
  ].map((one) => ({ ...one, took: [], node: 0, postgres: 0 }));
  for (let round = -4; round < rounds; round++) {
    for (const one of subjects) await turn(one, round);
  }
  const logged = rounds * sessions;
  console.log(
    `\n${size.patients} patients, ${size.logs} entries; ${logged} sessions each, eight rows a session\n`,
  );
  row('', 'p50 ms', 'p99 ms', 'Node ms', 'Postgres ms', 'both ms', 'ratio');
  const told = subjects.map(({ name, took, node, postgres }) => {
    took.sort((a, b) => a - b);
    return {
      name,
      took,
      ofNode: node / logged,
      ofPostgres: postgres / logged,
      both: (node + postgres) / logged,
    };
  });
  for (const { name, took, ofNode, ofPostgres, both } of told) {
    const figures = [percentile(took, 0.5), percentile(took, 0.99), ofNode, ofPostgres, both];
    row(name, ...[...figures, both / told[0].both].map((figure) => figure.toFixed(2)));
  }
  const ratio = told[1].both / told[0].both;
  console.log(
    `\nlimit: ${LIMIT} times the processor time of raw pg; ${ratio <= LIMIT ? 'reached' : 'NOT reached'}`,
  );
} finally {
  server.stop();
  agent.destroy();
  await raw.end();
  await ground.postgres.stop();
}

async function turn(subject, round) {
  const backends = await asSuperuser(ground.postgres, async (ask) => {
    const { rows } = await ask(`select pid from pg_stat_activity
      where datname = 'portal' and backend_type = 'client backend' and pid <> pg_backend_pid()`);
    return rows.map(({ pid }) => pid);
  });
  const before = [processorMs(subject.pid), sum(backends.map(processorMs))];
  const took = [];
  for (let n = 0; n < sessions; n++) {
    const patient = 1 + ((Math.abs(round) * sessions + n) % size.patients);
    const begun = performance.now();
    await subject.log(patient, session(patient));
    took.push(performance.now() - begun);
  }
  if (round < 0) return;
  subject.node += processorMs(subject.pid) - before[0];
  subject.postgres += sum(backends.map(processorMs)) - before[1];
  subject.took.push(...took);
}

async function portalSession(patient, entries) {
  const token = sign({ sid: idOf('session', patient), typ: 'access' }, JWT_SECRET, {
    algorithm: 'HS256',
    expiresIn: 3600,
    issuer: 'exercise-prescription-portal',
    audience: 'portal-api',
  });
  const { status, body } = await post('/api/v1/diary-entries', token, { entries: entries.map(asSent) });
  const kept = JSON.parse(body).entries?.filter(({ outcome }) => outcome === 'kept').length;
  if (status !== 200 || kept !== entries.length) throw new Error(`Not all were kept: ${status} ${body}`);
}

function asSent({
  id,
  kind,
  at,
  session_id,
  prescription_id,
  item_id,
  dose,
  sets_done,
  reps_done,
  pain,
  effort,
}) {
  const item = {
    prescriptionId: prescription_id,
    itemId: item_id,
    dose,
    setsDone: sets_done,
    repsDone: reps_done,
  };
  return { id, kind, at, sessionId: session_id, ...(kind === 'item' ? { ...item, pain, effort } : {}) };
}

function post(path, token, body) {
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        ...{ agent, host: '127.0.0.1', port: server.port, path, method: 'POST' },
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part) => (text += part));
        answer.once('end', () => resolve({ status: answer.statusCode, body: text }));
      },
    );
    asking.once('error', reject).end(JSON.stringify(body));
  });
}

async function rawSession(patient, entries) {
  const client = await raw.connect();
  const clinic = idOf('clinic', Math.ceil(patient / 2000));
  try {
    await Promise.all([
      client.query('begin'),
      client.query({ name: 'enter', text: ENTER, values: [idOf('session', patient), ['patient'], false] }),
      client.query({
        name: 'told',
        text: INSERT,
        values: [JSON.stringify(entries), clinic, idOf('patient', patient)],
      }),
      client.query('commit'),
    ]);
  } finally {
    client.release();
  }
}

/** Milliseconds on a processor of all threads of a process, to the nanosecond: the kernel's own count. */
function processorMs(pid) {
  const tasks = readdirSync(`/proc/${pid}/task`);
  return sum(
    tasks.map(
      (task) => Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
    ),
  );
}

function sum(numbers) {
  return numbers.reduce((all, one) => all + one, 0);
}

function session(patient) {
  const id = randomUUID();
  const at = new Date(Date.now() - 60_000).toISOString();
  const day = at.slice(0, 10);
  const common = { at, day, session_id: id };
  const items = Array.from({ length: 6 }, (_, place) => ({
    ...common,
    id: randomUUID(),
    kind: 'item',
    prescription_id: idOf('prescription', patient),
    item_id: idOf('item', patient * 6 + place),
    ...{ dose: 0, sets_done: 2, reps_done: 10, pain: 2, effort: 4 },
  }));
  const mark = (kind) => ({ ...common, id: randomUUID(), kind });
  return [mark('started'), ...items, mark('finished')];
}
