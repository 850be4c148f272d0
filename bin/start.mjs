#!/usr/bin/env node
/**
 * Runs the portal from its sources: `node bin/start.mjs [command] [arguments]`, without a command the
 * server. It builds first, but only when the sources are not those of the last build, and then runs the command in
 * this same process (`npm start` says exec, so that a signal to npm reaches it). What the server does is not decided
 * here.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const COMMANDS = new Map([
  ['backup', 'src/backup/backup-command.js'],
  ['export-clinic', 'src/moving-out/export-clinic-command.js'],
  ['found-clinic', 'src/clinic/found-clinic-command.js'],
  ['import', 'src/exercise/import/import-command.js'],
  ['import-clinic', 'src/moving-out/import-clinic-command.js'],
  ['invite', 'src/clinic/invite-command.js'],
  ['logins', 'src/db/logins-command.js'],
  ['migrate', 'src/db/migrate-command.js'],
  ['restore', 'src/backup/restore-command.js'],
  ['walkthrough', 'src/walkthrough/walkthrough.js'],
]);

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const hashFile = join(dist, '.sources-hash');

const [first, ...rest] = process.argv.slice(2);
const program = join(dist, COMMANDS.get(first) ?? 'src/main.js');
// The server takes no arguments: who gives it one means something else, and must not get a second server for it.
if (first !== undefined && !COMMANDS.has(first)) {
  console.error(
    `There is no command "${first}"; there are ${[...COMMANDS.keys()].join(', ')}, or none to serve.`,
  );
  process.exit(2);
}

if (!isBuilt()) await build();
// The command finds its own arguments where a program that was started directly would.
process.argv.splice(1, process.argv.length, program, ...rest);
await import(pathToFileURL(program));

function isBuilt() {
  return existsSync(hashFile) && readFileSync(hashFile, 'utf8') === sourcesHash();
}

/** One start builds; those beside it wait and then find its work done. */
async function build() {
  const letGo = await holdBuild();
  if (!isBuilt()) {
    console.error('Building, as the sources have changed …');
    // Taken before: what is saved during the build counts as changed at the next start.
    const hash = sourcesHash();
    const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
    // The build empties dist first, so one that was cut off has no hash and is done again.
    const { status } = spawnSync(process.execPath, [nest, 'build'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (status !== 0) process.exit(status ?? 1);
    writeFileSync(hashFile, hash);
  }
  letGo();
}

function sourcesHash() {
  const files = ['src', 'migrations'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name)),
  );
  const settings = readdirSync(root)
    .filter((name) => /^(tsconfig.*|nest-cli|package-lock)\.json$/.test(name))
    .map((name) => join(root, name));
  const hash = createHash('sha256');
  for (const file of [...files, ...settings].sort()) {
    const content = readFileSync(file);
    hash.update(`${relative(root, file)} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

/** A listening socket is held by one process and freed with it, however it ends. On Linux it needs no file. */
async function holdBuild() {
  const { dev, ino } = statSync(root, { bigint: true });
  const name = `portal-build-${dev}-${ino}`;
  const path = process.platform === 'linux' ? `\0${name}` : join('/var/tmp', name);
  for (let told = false; ; await pause(200)) {
    const holder = createServer((visitor) => visitor.destroy());
    const held = await new Promise((resolve) => {
      holder.once('error', () => resolve(false)).listen(path, () => resolve(true));
    });
    if (held) return () => holder.close();
    if (!told) console.error('Another start is building; waiting for it …');
    told = true;
    if (process.platform !== 'linux' && !(await answers(path))) rmSync(path, { force: true });
  }
}

function answers(path) {
  return new Promise((resolve) => {
    const visit = connect(path, () => resolve(visit.destroy())).on('error', () => resolve(false));
  });
}
