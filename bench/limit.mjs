/**
 * The limit of `bench:routine`: what no server on Node and pg could do without. It checks the token and sends the very
 * statements that the portal's own server sends, recorded from it, in one round trip; there is nothing else in it.
 */
import { createSecretKey } from 'node:crypto';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import pg from 'pg';

const require = createRequire(import.meta.url);
require('../test/support/typescript.cjs');
const { Door } = require('../src/db/door.ts');
const { readRoutine } = require('../src/routine/routine.repository.ts');
const { verify } = require('jsonwebtoken');

const { PORT, DATABASE_URL, JWT_SECRET, POOL_SIZE } = process.env;
const [begin, enter, read, commit] = await statements();
const pool = new pg.Pool({
  connectionString: DATABASE_URL,
  max: Number(POOL_SIZE),
  idleTimeoutMillis: 300_000,
  pipeline: true,
});
const key = createSecretKey(JWT_SECRET, 'utf8');
const claims = { algorithms: ['HS256'], issuer: 'exercise-prescription-portal', audience: 'portal-api' };

createServer((request, response) => {
  answer(request, response).catch((fault) => {
    console.error(fault);
    response.writeHead(500).end();
  });
}).listen(Number(PORT), '127.0.0.1', () => console.log('serving'));

async function answer(request, response) {
  if (!request.headers.authorization) return response.writeHead(401).end();
  const { sid } = verify(request.headers.authorization.slice(7), key, claims);
  const client = await pool.connect();
  try {
    const [, entered, { rows }] = await Promise.all([
      client.query(begin),
      client.query({ ...enter, values: [sid, ...enter.values.slice(1)] }),
      client.query({ ...read, values: [request.headers['if-none-match'] ?? null, ...read.values.slice(1)] }),
      client.query(commit),
    ]);
    if (entered.rows.length === 0) return response.writeHead(401).end();
    const [{ etag, body }] = rows;
    if (body === null) return response.writeHead(304, { etag }).end();
    const length = Buffer.byteLength(body);
    response.writeHead(200, { etag, 'content-type': 'application/json', 'content-length': length }).end(body);
  } finally {
    client.release();
  }
}

/** What the server asks for one routine, told to a database that only listens. */
async function statements() {
  const said = [];
  const row = { role: 'app_patient', actor: '', clinic: '', patient: '', time_zone: 'UTC', now: new Date() };
  const client = { query: async (statement) => (said.push(statement), { rows: [row] }) };
  const runner = { connect: async () => client, release: async () => undefined };
  const entering = { sessionId: '', allowed: ['patient', 'carer'], requestId: '', readOnly: true };
  await readRoutine(new Door({ createQueryRunner: () => runner }), entering, null);
  if (said.length !== 4)
    throw new Error(`The routine takes ${said.length} statements, not 4: look at this bench.`);
  return said;
}
