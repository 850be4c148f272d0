#!/usr/bin/env node
/**
 * `npm run bench:start`: how long a newcomer waits. Clones this repository as committed into a temporary folder and
 * times clone → install → first answer, then a start on the data folder that is there, and reads the memory of the
 * server and of Postgres apart (Linux: proportional set size, so that shared pages count once).
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const STARTS = Number(process.argv[2] ?? 5);
const PORT = 3197;
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'portal-bench-'));
const clone = join(folder, 'clone');
const seconds = (from) => ((performance.now() - from) / 1000).toFixed(1);

try {
  const begun = performance.now();
  run('git', ['clone', '--quiet', root, clone], folder);
  const cloned = performance.now();
  run('npm', ['ci', '--silent', '--no-audit', '--no-fund'], clone);
  const install = seconds(cloned);
  const first = await firstAnswer();
  await stop(first.child);
  const total = seconds(begun);

  const starts = [];
  let memory;
  for (let n = 0; n < STARTS; n++) {
    const { child, took } = await firstAnswer();
    starts.push(Number(took));
    if (n === STARTS - 1) memory = { before: memoryOf(child.pid) };
    await stop(child);
  }
  starts.sort((a, b) => a - b);

  row('clone → first answer', `${total} s`, 'aim: under 120 s');
  row('  of it the install', `${install} s`, '');
  row('  of it build, database and demo', `${first.took} s`, '');
  row(
    'start → first answer, data there',
    `${starts[0]} / ${starts[STARTS >> 1]} / ${starts.at(-1)} s`,
    'min / median / max; aim: under 4 s',
  );
  row('memory after start: server', `${memory.before.server} MB`, '');
  row('memory after start: Postgres', `${memory.before.postgres} MB`, 'all its processes');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`);
}

/** Starts the server as the README does and polls until it is ready. */
async function firstAnswer() {
  const begun = performance.now();
  const child = spawn(process.execPath, ['bin/start.mjs'], {
    cwd: clone,
    env: { ...process.env, PORT: String(PORT) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error('The server did not start.');
    const ready = await fetch(`http://127.0.0.1:${PORT}/health/ready`).catch(() => null);
    if (ready?.ok) return { child, took: seconds(begun) };
    await new Promise((wake) => setTimeout(wake, 20));
  }
}

function stop(child) {
  return new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });
}

function memoryOf(serverPid) {
  const children = new Map();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const [, , parent] = stat.slice(stat.lastIndexOf(')')).split(' ');
      children.set(parent, [...(children.get(parent) ?? []), entry]);
    } catch {
      // ended meanwhile
    }
  }
  const below = (pid) => (children.get(String(pid)) ?? []).flatMap((child) => [child, ...below(child)]);
  const megabytes = (pids) =>
    Math.round(pids.reduce((sum, pid) => sum + proportionalKilobytes(pid), 0) / 1024);
  return { server: megabytes([String(serverPid)]), postgres: megabytes(below(serverPid)) };
}

function proportionalKilobytes(pid) {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function row(what, figure, note) {
  console.log(`${what.padEnd(36)} ${figure.padEnd(24)} ${note}`);
}
