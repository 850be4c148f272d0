/**
 * The callers of a bench, as a process of their own: so many connections that are kept, each with one request on the way, for
 * so many seconds, each request by another patient. It speaks HTTP by hand over plain sockets, which costs about a tenth of
 * what Node's own client does. Says when it has warmed up, and then in one line of JSON how many there were, how long each took,
 * and what calling cost.
 */
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { idOf } from './numbered.mjs';

const require = createRequire(import.meta.url);
const { sign } = require('jsonwebtoken');

const { port, path, secret, patients, callers, connections, seconds, warm, conditional } = JSON.parse(
  process.argv[2],
);

const requests = Array.from({ length: callers }, (_, i) => {
  const patient = 1 + Math.floor((i * patients) / callers);
  const token = sign({ sid: idOf('session', patient), typ: 'access' }, secret, {
    algorithm: 'HS256',
    expiresIn: 3600,
    issuer: 'exercise-prescription-portal',
    audience: 'portal-api',
  });
  return `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n`;
});
const held = new Array(callers);
const END = Buffer.from('\r\n\r\n');

let running = true;
let failed = 0;
let bytes = 0;
const took = [];

if (conditional) await Promise.all(streams((i) => hold(i)));
setTimeout(() => (running = false), warm * 1000);
await Promise.all(streams(() => call()));
[running, failed, bytes, took.length] = [true, 0, 0, 0];
process.stdout.write('begun\n');
const before = process.cpuUsage();
const begun = performance.now();
setTimeout(() => (running = false), seconds * 1000);
await Promise.all(streams(() => call()));
const lasted = (performance.now() - begun) / 1000;
const { user, system } = process.cpuUsage(before);
process.stdout.write(`${JSON.stringify({ lasted, failed, bytes, took, cpu: (user + system) / 1e6 })}\n`);

/** Each connection goes round the callers from another place. */
function streams(work) {
  return Array.from({ length: connections }, (_, n) => work(n));
}

async function hold(n) {
  const connection = await opened();
  for (let i = n; i < callers; i += connections) {
    const { head } = await connection.ask(`${requests[i]}\r\n`);
    held[i] = /^etag: (.*)\r$/im.exec(head)?.[1];
  }
  connection.close();
}

async function call() {
  const connection = await opened();
  const wanted = conditional ? 304 : 200;
  while (running) {
    const i = Math.floor(Math.random() * callers);
    const request = conditional ? `${requests[i]}If-None-Match: ${held[i]}\r\n\r\n` : `${requests[i]}\r\n`;
    const asked = performance.now();
    const { status, length } = await connection.ask(request);
    took.push(Math.round((performance.now() - asked) * 100) / 100);
    bytes += length;
    if (status !== wanted) failed++;
  }
  connection.close();
}

/** One connection that asks one thing after the other. Expects a Content-Length, or an answer without a body. */
async function opened() {
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  socket.setNoDelay(true);
  let answered;
  let refused;
  let received = [];
  let missing = -1;
  let answer;
  socket.on('error', (fault) => refused?.(fault));
  socket.on('close', () => refused?.(new Error('The server closed the connection.')));
  socket.on('data', (chunk) => {
    if (missing < 0) {
      received.push(chunk);
      const all = received.length === 1 ? chunk : Buffer.concat(received);
      const end = all.indexOf(END);
      if (end < 0) return;
      const head = all.toString('latin1', 0, end + 2);
      const status = Number(head.slice(9, 12));
      const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
      answer = { head, status, length };
      missing = length - (all.length - end - 4);
    } else {
      missing -= chunk.length;
    }
    if (missing > 0) return;
    received = [];
    missing = -1;
    answered(answer);
  });
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        [answered, refused] = [resolve, reject];
        socket.write(request);
      }),
    close: () => {
      refused = undefined;
      socket.destroy();
    },
  };
}
