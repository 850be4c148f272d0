/** What `npm start` is asked by mistake: it says which commands there are, and neither builds nor serves. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const START = join(__dirname, '..', '..', 'bin', 'start.mjs');

it.each(['--help', '-h', '--port=4000', 'serve', ''])('refuses "%s" in one sentence', (argument) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [START, argument], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
    timeout: 20_000,
  });
  expect(stderr).toBe(
    `There is no command "${argument}"; there are backup, export-clinic, found-clinic, import, import-clinic, ` +
      'invite, logins, migrate, restore, walkthrough, or none to serve.\n',
  );
  expect(stdout).toBe('');
  expect(status).toBe(2);
});
