#!/usr/bin/env node
/**
 * `npm run bench:caseload`: what the caseload of a clinician (up to 200 patients: adherence, pain, contact, alerts, review) costs
 * beside reading the rows of the same patients and nothing else. By turns on one connection, each turn as another clinician, as
 * the API enters: the same role, the same policies. With the arithmetic that follows in TypeScript.
 *
 *   --patients 100000 --logs 5000000 --scale 1 --rounds 300
 */
import { createRequire } from 'node:module';
import pg from 'pg';
import { asked, openGround, STAFF } from './ground.mjs';
import { percentile, processorTimeOfTree, row } from './measured.mjs';
import { idOf } from './numbered.mjs';

const require = createRequire(import.meta.url);
const { CASELOAD, KINDS_BY_URGENCY, readCaseloadRow } = require('../src/adherence/caseload.repository.ts');
const { judged } = require('../src/adherence/adherence.service.ts');
const { ENTER } = require('../src/db/door.ts');

const LIMIT = 5;
const { rounds, ...size } = asked({ patients: 100_000, logs: 5_000_000, rounds: 300 });
const ground = await openGround(size);
const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/London' });
const client = new pg.Client({ connectionString: ground.postgres.appUrl });
await client.connect();
try {
  const clinicians = Math.min(ground.clinics * STAFF, 500);
  const caseload = (byUrgency) => ({
    name: `caseload, by ${byUrgency ? 'urgency' : 'name'}`,
    ask: async (me) => {
      const values = [me, byUrgency, KINDS_BY_URGENCY, null, null, null, 200, today, 'Europe/London'];
      const { rows } = await client.query({ name: 'caseload', text: CASELOAD, values });
      return rows.map(readCaseloadRow).map((one) => judged(one, today));
    },
  });
  const alone = {
    name: 'the rows of these patients alone',
    ask: async (me) => {
      const text = 'select * from portal.patient where responsible_staff_id = $1 order by name, id limit 200';
      return (await client.query({ name: 'rows', text, values: [me] })).rows;
    },
  };
  const subjects = [alone, caseload(false), caseload(true)].map((one) => ({
    ...one,
    took: [],
    cpu: 0,
    patients: 0,
  }));
  for (let round = -20; round < rounds; round++) {
    const me = 1 + (Math.abs(round) % clinicians);
    for (const subject of subjects) await measure(subject, me, round >= 0);
  }
  for (const subject of subjects) await cpu(subject, clinicians);

  const [least] = subjects.map(({ took }) =>
    percentile(
      took.sort((a, b) => a - b),
      0.5,
    ),
  );
  console.log(`\n${size.patients} patients, ${size.logs} entries; ${rounds} rounds\n`);
  row('', 'patients', 'p50 ms', 'p99 ms', 'Postgres ms', 'p50 ratio', 'CPU ratio');
  for (const { name, took, cpu, patients } of subjects) {
    took.sort((a, b) => a - b);
    const p50 = percentile(took, 0.5);
    row(
      name,
      Math.round(patients / rounds),
      ...[p50, percentile(took, 0.99), cpu].map((ms) => ms.toFixed(2)),
      ...[p50 / least, cpu / subjects[0].cpu].map((ratio) => ratio.toFixed(1)),
    );
  }
  const ratio = percentile(subjects[1].took, 0.5) / least;
  console.log(`\nlimit: ${LIMIT} times the rows alone; ${ratio <= LIMIT ? 'reached' : 'NOT reached'}`);
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
    const begun = performance.now();
    const { length } = await subject.ask(idOf('staff', me));
    if (!counts) return;
    subject.took.push(performance.now() - begun);
    subject.patients += length;
  });
}

/** The clock of /proc ticks too seldom for one: many in a row. In milliseconds each. */
async function cpu(subject, clinicians) {
  const times = Math.max(50, rounds >> 1);
  const before = processorTimeOfTree(ground.postgres.postmasterPid);
  for (let n = 0; n < times; n++) {
    const me = 1 + (n % clinicians);
    await entered(me, () => subject.ask(idOf('staff', me)));
  }
  subject.cpu = (1000 * (processorTimeOfTree(ground.postgres.postmasterPid) - before)) / times;
}
