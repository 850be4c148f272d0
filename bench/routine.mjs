#!/usr/bin/env node
/**
 * `npm run bench:routine`: the patient's routine under load, beside the limit and beside the usual way, on the same Postgres, in
 * one run and by turns, so that whatever else the machine does meets all of them alike. Prints requests a second, times,
 * processor time a request of the server and of Postgres apart, memory, and the ratios that were asked for.
 *
 *   --patients 100000 --logs 5000000 --scale 1   what is loaded; a tenth of it is loaded beside
 *   --rounds 5 --seconds 6 (after 1.5 to warm up) --connections 32 --pool 10
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { asked, asSuperuser, openGround, root } from './ground.mjs';
import { memoryOf, memoryOfTree, percentile, processorTime, processorTimeOfTree, row } from './measured.mjs';
import { JWT_SECRET, serve } from './served.mjs';

const { patients, logs, rounds, seconds, connections, pool } = asked({
  patients: 100_000,
  logs: 5_000_000,
  rounds: 5,
  seconds: 6,
  connections: 32,
  pool: 10,
});
const CALLERS = 5000;
const servers = [];
const grounds = [];

try {
  const large = await openGround({ patients, logs });
  grounds.push(large);
  const small = await openGround({ patients: Math.ceil(patients / 10), logs: Math.ceil(logs / 10) });
  grounds.push(small);

  // all with the same pool
  const start = async (name, ground, args, variables = {}) => {
    const server = await serve(name, ground, args, { POOL_SIZE: String(pool), ...variables });
    servers.push(server);
    return server;
  };
  const limit = await start('limit', large, ['bench/limit.mjs']);
  const ours = await start('ours', large, ['bin/start.mjs']);
  const usual = await start('usual', large, ['-r', './test/support/typescript.cjs', 'bench/usual.ts'], {
    DATABASE_URL: superuserUrl(large),
  });
  const oursSmall = await start('ours, a tenth', small, ['bin/start.mjs']);
  const runs = [
    run('a  the limit', limit, '/api/v1/routine'),
    run('b  this server', ours, '/api/v1/routine'),
    run('b  this server, 304', ours, '/api/v1/routine', true),
    run('c  the usual way', usual, '/routine'),
    run('b  on a tenth of the data', oursSmall, '/api/v1/routine'),
  ];
  // so that all are compiled
  for (const one of runs) await turn(one, Math.min(seconds, 3));
  for (const one of runs) one.slices = [];
  for (let round = 0; round < rounds; round++) for (const one of runs) await turn(one, seconds);

  const told = runs.map(sumUp);
  print(told, { limit, ours, usual });
} finally {
  for (const server of servers) server.stop();
  for (const { postgres } of grounds) await postgres.stop();
}

function run(name, server, path, conditional = false) {
  return { name, server, path, conditional, slices: [] };
}

function superuserUrl({ postgres }) {
  return Object.assign(new URL(postgres.superuserUrl), { pathname: 'portal' }).href;
}

async function turn({ server, path, conditional, slices }, length) {
  const { pid, ground, port } = server;
  const { postmasterPid } = ground.postgres;
  // what the turn before left to be written down is not this one's
  await asSuperuser(ground.postgres, (ask) => ask('checkpoint'));
  const asking = {
    ...{ port, path, secret: JWT_SECRET, connections, seconds: length, warm: 1.5, conditional },
    patients: ground.patients,
    callers: Math.min(conditional ? 1000 : CALLERS, ground.patients),
  };
  const caller = spawn(process.execPath, [join('bench', 'caller.mjs'), JSON.stringify(asking)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  let before;
  caller.stdout.on('data', (text) => {
    // its connections are new, and so are their plans: from here on it counts
    before ??= [processorTime(pid), processorTimeOfTree(postmasterPid)];
    said += text;
  });
  const code = await new Promise((resolve) => caller.once('close', resolve));
  if (code !== 0) throw new Error(`The callers of ${server.name} gave up.`);
  const after = [processorTime(pid), processorTimeOfTree(postmasterPid)];
  slices.push({
    ...JSON.parse(said.slice(said.indexOf('{'))),
    server: after[0] - before[0],
    postgres: after[1] - before[1],
    memory: memoryOf(pid),
    memoryOfPostgres: memoryOfTree(postmasterPid),
  });
}

function sumUp({ name, slices }) {
  const total = (of) => slices.reduce((sum, slice) => sum + of(slice), 0);
  const took = slices.flatMap((slice) => slice.took).sort((a, b) => a - b);
  const answered = took.length;
  const server = (1e6 * total((slice) => slice.server)) / answered;
  const postgres = (1e6 * total((slice) => slice.postgres)) / answered;
  return {
    name,
    perSecond: answered / total((slice) => slice.lasted),
    p50: percentile(took, 0.5),
    p99: percentile(took, 0.99),
    ...{ server, postgres, both: server + postgres },
    calling: (1e6 * total((slice) => slice.cpu)) / answered,
    bytes: total((slice) => slice.bytes) / answered,
    failed: total((slice) => slice.failed),
    memory: Math.max(...slices.map((slice) => slice.memory)),
    memoryOfPostgres: Math.max(...slices.map((slice) => slice.memoryOfPostgres)),
  };
}

function print(told) {
  console.log(
    `\n${patients} patients, ${logs} entries; ${connections} connections, pool ${pool}, ${rounds} rounds of ${seconds} s\n`,
  );
  row(
    '',
    'requests/s',
    'p50 ms',
    'p99 ms',
    'server µs',
    'Postgres µs',
    'both µs',
    'server MB',
    'Postgres MB',
  );
  for (const one of told) {
    row(
      one.name,
      Math.round(one.perSecond),
      ...[one.p50, one.p99].map((ms) => ms.toFixed(1)),
      ...[one.server, one.postgres, one.both, one.memory, one.memoryOfPostgres].map(Math.round),
    );
  }
  const [a, b, unchanged, c, tenth] = told;
  console.log('\nµs and MB: processor time of each request, and memory at the most (proportional set size)');
  console.log(
    `calling cost ${Math.round(b.calling)} µs of processor time a request beside; an answer had ${Math.round(b.bytes)} bytes\n`,
  );
  ratio('b ÷ a, requests/s', b.perSecond / a.perSecond, '≥', 0.7);
  ratio('b ÷ a, processor time, both', b.both / a.both, '≤', 1.4);
  ratio('  of the server alone', b.server / a.server);
  ratio('b ÷ c, requests/s', b.perSecond / c.perSecond, '≥', 3);
  ratio('c ÷ b, processor time, both', c.both / b.both);
  ratio('b ÷ b on a tenth, processor time', b.both / tenth.both, '≤', 1.15);
  ratio('304 ÷ 200, requests/s', unchanged.perSecond / b.perSecond);
  ratio('304 ÷ 200, processor time', unchanged.both / b.both);
  const failed = told.reduce((sum, one) => sum + one.failed, 0);
  if (failed > 0) console.log(`\n${failed} answers were not as expected: these figures say nothing.`);
}

function ratio(what, is, sign, aim) {
  const reached = aim === undefined ? '' : (sign === '≥' ? is >= aim : is <= aim) ? 'reached' : 'NOT reached';
  row(what, is.toFixed(2), aim === undefined ? '' : `${sign} ${aim}`, reached);
}
