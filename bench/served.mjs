/** A server that a bench measures, in a process of its own, beside the ground's Postgres. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { root } from './ground.mjs';

export const JWT_SECRET = 'a secret for benches only, of forty-four bytes';

/** Once it answers. Of variables that name the same, the given ones hold. */
export async function serve(name, ground, args, variables = {}) {
  const port = await freePort();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: ground.postgres.appUrl,
      JWT_SECRET,
      PUBLIC_URL: 'http://127.0.0.1:3000',
      ...variables,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${name} did not start.`);
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
    if (answer) break;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  return { name, port, pid: child.pid, ground, stop: () => child.kill('SIGTERM') };
}

/** A port that nobody listens at. */
function freePort() {
  return new Promise((resolve) => {
    const holder = createServer().listen(0, '127.0.0.1', () => {
      const { port } = holder.address();
      holder.close(() => resolve(port));
    });
  });
}
