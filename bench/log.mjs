#!/usr/bin/env node
/**
 * `npm run bench:log`: what it costs to log a session of six exercises (begun, six items, finished: eight rows) through the
 * portal, beside the same eight rows written by raw pg in one transaction that enters as the API does. Processor time of both
 * sides, server and Postgres; by turns.
 *
 *   --patients 100000 --logs 5000000 --scale 1 --rounds 400
 *
 * `logSession` is the one place that knows how a session reaches the portal: see there.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import pg from 'pg';
import { asked, openGround } from './ground.mjs';
import { percentile, row } from './measured.mjs';
import { idOf } from './numbered.mjs';

const require = createRequire(import.meta.url);
require('reflect-metadata');
const { DataSource } = require('typeorm');
const { appConnection } = require('../src/db/data-source.ts');
const { Door, ENTER } = require('../src/db/door.ts');
const { record } = require('../src/audit/record.ts');

const LIMIT = 2;
const COLUMNS = `id, kind, at, day, session_id, prescription_id, item_id, dose, sets_done, reps_done, pain, effort`;
const INSERT = `insert into portal.log_entry (clinic_id, patient_id, ${COLUMNS})
  select $2::uuid, $3::uuid, ${COLUMNS} from jsonb_populate_recordset(null::portal.log_entry, $1::jsonb)
  on conflict (id) do nothing`;
const { rounds, ...size } = asked({ patients: 100_000, logs: 5_000_000, rounds: 400 });
const ground = await openGround(size);
const raw = new pg.Pool({ connectionString: ground.postgres.appUrl, max: 1, pipeline: true });
const dataSource = new DataSource(appConnection(ground.postgres.appUrl, 1));
await dataSource.initialize();
const door = new Door(dataSource);
try {
  const subjects = [
    subject('raw pg, one transaction', rawSession),
    subject('through the portal', logSession),
  ];
  for (let round = -30; round < rounds; round++) {
    for (const one of subjects) await measure(one, 1 + (Math.abs(round) % size.patients), round >= 0);
  }
  console.log(`\n${size.patients} patients, ${size.logs} entries; ${rounds} rounds, eight rows each\n`);
  row('', 'p50 ms', 'p99 ms', 'Node ms', 'Postgres ms', 'both ms', 'ratio');
  const mean = (numbers) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
  const told = subjects.map(({ name, took, node, postgres }) => {
    took.sort((a, b) => a - b);
    const [ofNode, ofPostgres] = [mean(node), mean(postgres)];
    return { name, took, ofNode, ofPostgres, both: ofNode + ofPostgres };
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
  await raw.end();
  await dataSource.destroy();
  await ground.postgres.stop();
}

/**
 * Until POST /diary-entries is there: the door, one insert of all rows through the policies, an audit row. With it, send the
 * entries to the built server instead (see serve() in routine.mjs) and measure that process in place of this one.
 */
async function logSession(patient, entries) {
  const entering = {
    sessionId: idOf('session', patient),
    allowed: ['patient'],
    requestId: randomUUID(),
    readOnly: false,
  };
  await door.openTx(entering, async (tx) => {
    await tx.query(INSERT, [JSON.stringify(entries), tx.actor.clinicId, tx.actor.patientId]);
    await record(tx, 'diary.told', {
      type: 'log_entry',
      ids: entries.map(({ id }) => id),
      patientIds: [tx.actor.patientId],
    });
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

function subject(name, log) {
  return { name, log, took: [], node: [], postgres: [] };
}

async function measure({ log, took, node, postgres }, patient, counts) {
  const entries = session(patient);
  const before = [performance.now(), process.cpuUsage(), await backends()];
  await log(patient, entries);
  const after = [performance.now(), process.cpuUsage(before[1]), await backends()];
  if (!counts) return;
  took.push(after[0] - before[0]);
  node.push((after[1].user + after[1].system) / 1000);
  postgres.push(after[2] - before[2]);
}

/** Milliseconds on a processor of all sessions of this process, to the nanosecond: the kernel's own count. */
async function backends() {
  backends.pids ??= await pids();
  return backends.pids.reduce(
    (sum, pid) => sum + Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
    0,
  );
}

async function pids() {
  const ask = 'select pg_backend_pid() as pid';
  const rows = [...(await raw.query(ask)).rows, ...(await dataSource.query(ask))];
  return rows.map(({ pid }) => pid);
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
