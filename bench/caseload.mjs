#!/usr/bin/env node
/**
 * `npm run bench:caseload`: what the adherence of a clinician's patients (up to 200) costs beside reading the rows of the same
 * patients and nothing else; and what their whole caseload does, with pain, contact, alerts and review. By turns on one connection, each turn as another clinician, as
 * the API enters: the same role, the same policies. With the arithmetic that follows in TypeScript.
 *
 *   --patients 100000 --logs 5000000 --scale 1 --rounds 300
 */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { asked, openGround, STAFF } from './ground.mjs';
import { percentile, row } from './measured.mjs';
import { idOf } from './numbered.mjs';

const require = createRequire(import.meta.url);
const {
  CASELOAD,
  daysUpTo,
  KINDS_BY_URGENCY,
  readCaseloadRow,
} = require('../src/adherence/caseload.repository.ts');
const { judged } = require('../src/adherence/adherence.service.ts');
const { ENTER } = require('../src/db/door.ts');

const LIMIT = 5;
const { rounds, ...size } = asked({ patients: 100_000, logs: 5_000_000, rounds: 300 });
const ground = await openGround(size);
const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/London' });
const client = new pg.Client({ connectionString: ground.postgres.appUrl });
await client.connect();
const [{ pid }] = (await client.query('select pg_backend_pid() as pid')).rows;
try {
  const clinicians = Math.min(ground.clinics * STAFF, 500);
  const caseload = (byUrgency) => ({
    name: `caseload, by ${byUrgency ? 'urgency' : 'name'}`,
    ask: async (me) => {
      const values = [me, byUrgency, KINDS_BY_URGENCY, null, null, null, 200, today, 'Europe/London', null];
      const { rows } = await client.query({ name: 'caseload', text: CASELOAD, values });
      return rows.map((one) => judged(readCaseloadRow(one, today)));
    },
  });
  const adherence = {
    name: 'their adherence',
    ask: async (me) => {
      const text = `select p.id, (
          select string_agg(${daysUpTo('$2')}, ';') from portal.plan_tally t
          where t.clinic_id = p.clinic_id and t.patient_id = p.id
        ) as days
        from portal.patient p where p.responsible_staff_id = $1 order by p.name, p.id limit 200`;
      const { rows } = await client.query({ name: 'adherence', text, values: [me, today] });
      return rows.map((one) => judged({ ...readCaseloadRow(one, today), assessedPain: null }));
    },
  };
  const alone = {
    name: 'the rows of these patients alone',
    ask: async (me) => {
      const text = 'select * from portal.patient where responsible_staff_id = $1 order by name, id limit 200';
      return (await client.query({ name: 'rows', text, values: [me] })).rows;
    },
  };
  const subjects = [alone, adherence, caseload(false), caseload(true)].map((one) => ({
    ...one,
    took: [],
    node: [],
    postgres: [],
    patients: 0,
  }));
  for (let round = -20; round < rounds; round++) {
    const me = 1 + (Math.abs(round) % clinicians);
    for (const subject of subjects) await measure(subject, me, round >= 0);
  }

  const told = subjects.map(({ name, took, node, postgres, patients }) => {
    const [ofNode, ofPostgres] = [median(node), median(postgres)];
    return {
      name,
      patients,
      p50: median(took),
      p99: percentile(took, 0.99),
      ofNode,
      ofPostgres,
      both: ofNode + ofPostgres,
    };
  });
  const [rows, days] = told;
  console.log(`\n${size.patients} patients, ${size.logs} entries; ${rounds} rounds; medians\n`);
  row('', 'patients', 'p50 ms', 'p99 ms', 'Node ms', 'Postgres ms', 'p50 ratio', 'CPU ratio');
  for (const { name, patients, p50, p99, ofNode, ofPostgres, both } of told) {
    const figures = [p50, p99, ofNode, ofPostgres].map((ms) => ms.toFixed(2));
    row(
      name,
      Math.round(patients / rounds),
      ...figures,
      ...[p50 / rows.p50, both / rows.both].map((ratio) => ratio.toFixed(1)),
    );
  }
  const isReached = days.p50 / rows.p50 <= LIMIT;
  console.log(`\nlimit: adherence ${LIMIT} times the rows alone; ${isReached ? 'reached' : 'NOT reached'}`);
} finally {
  await client.end();
  await ground.postgres.stop();
}

async function entered(me, work) {
  await client.query('begin read only');
  await client.query({ name: 'enter', text: ENTER, values: [idOf('staffSession', me), ['clinician'], true] });
  const value = await work();
  await client.query('commit');
  return value;
}

async function measure(subject, me, counts) {
  await entered(me, async () => {
    const before = [performance.now(), process.cpuUsage(), postgres()];
    const { length } = await subject.ask(idOf('staff', me));
    const after = [performance.now(), process.cpuUsage(before[1]), postgres()];
    if (!counts) return;
    subject.took.push(after[0] - before[0]);
    subject.node.push((after[1].user + after[1].system) / 1000);
    subject.postgres.push(after[2] - before[2]);
    subject.patients += length;
  });
}

/** Milliseconds on a processor, to the nanosecond: the kernel's own count. */
function postgres() {
  return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
}

function median(numbers) {
  return percentile(
    numbers.sort((a, b) => a - b),
    0.5,
  );
}
