/** `npm start` on a bare machine, where little things are wrong: the port is taken, the list of sign-ins is gone. */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DEMO_SIGN_INS } from '../../src/demo/make-demo';
import { publishedAddress } from '../../src/demo/served-address';
import { Program, SERVER } from './program';

let dataDir: string;
let server: Program;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'portal-try-'));
});

afterAll(async () => {
  await server.terminate();
  rmSync(dirname(realpathSync(join(dataDir, 'postgres'))), { recursive: true });
  rmSync(dataDir, { recursive: true, force: true });
});

it('says in one sentence that its port is taken, and takes its Postgres along', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  server = new Program(SERVER, { PORTAL_DATA_DIR: dataDir, PORT: String(port) });
  expect(await server.ended).toBe(1);
  other.close();
  expect(server.complaint).toBe(
    `The server cannot listen at 127.0.0.1, port ${port}: another program does; stop it, or set PORT to another.\n`,
  );
  expect(() => readFileSync(join(dataDir, 'postgres', 'postmaster.pid'))).toThrow('ENOENT');
}, 60_000);

it('goes on without the list of sign-ins when that is gone', async () => {
  const list = join(dataDir, DEMO_SIGN_INS);
  expect(readFileSync(list, 'utf8')).toContain('rivera@north.example');
  rmSync(list);
  server = new Program(SERVER, { PORTAL_DATA_DIR: dataDir, PORT: '0', PUBLIC_URL: 'http://localhost' });
  const ready = await fetch(`${await server.address()}/health/ready`);
  expect(ready.status).toBe(200);
  expect(server.output).toContain(
    `Who can sign in stood in ${list}, which cannot be read, and no backup holds it; name another folder in PORTAL_DATA_DIR to begin anew.\n`,
  );
});

it('says where it is while it runs, for the walkthrough', async () => {
  expect(publishedAddress(dataDir)).toBe(await server.address());
  await server.terminate();
  expect(publishedAddress(dataDir)).toBeNull();
  // one that was killed took nothing back
  writeFileSync(join(dataDir, 'address'), '{"address":"http://127.0.0.1:3000","pid":4194305}');
  expect(publishedAddress(dataDir)).toBeNull();
});

it('is not looked for anywhere else by the walkthrough', async () => {
  const walkthrough = new Program('walkthrough/walkthrough.ts', { PORTAL_DATA_DIR: dataDir });
  expect(await walkthrough.ended).toBe(1);
  expect(walkthrough.complaint).toContain('No server of this folder is running. Run `npm start`');
});
