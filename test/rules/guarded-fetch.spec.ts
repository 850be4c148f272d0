/** Asking other computers: only public ones, only over https, never for long or for much, and never by a second answer of a name. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createRawServer, type Server as RawServer } from 'node:net';
import { GuardedFetch, LIMITS } from '../../src/http/guarded-fetch';
import { isPublicAddress } from '../../src/http/public-address';

const GET = { method: 'GET' as const };
const FORBIDDEN = { kind: 'trouble', why: 'forbidden' };
const UNREACHABLE = { kind: 'trouble', why: 'unreachable' };

const open: (Server | RawServer)[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) {
    if ('closeAllConnections' in server) server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});

async function serve(answer: RequestListener): Promise<{ host: string; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, reply) => {
    asked.push(request);
    answer(request, reply);
  });
  open.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe('an address is public', () => {
  it.each(['8.8.8.8', '93.184.216.34', '2606:2800:220:1::1', '2a00:1450:4009::1'])('%s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('an address is not public', () => {
  it.each([
    ...[
      '0.0.0.0',
      '0.1.2.3',
      '10.0.0.1',
      '10.255.255.255',
      '100.64.0.1',
      '100.127.255.255',
      '127.0.0.1',
      '127.9.9.9',
    ],
    ...[
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
      '192.0.0.1',
      '192.0.2.1',
      '192.168.1.1',
      '198.18.0.1',
    ],
    ...['198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
    ...[
      '::',
      '::1',
      'fc00::1',
      'fd12:3456::1',
      'fe80::1',
      'fe80::1%eth0',
      'ff02::1',
      '::ffff:127.0.0.1',
      '::ffff:10.0.0.1',
    ],
    ...[
      '::ffff:7f00:1',
      '::127.0.0.1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001::1',
      '2001:db8::1',
      '100::1',
      'fec0::1',
    ],
    ...['', 'localhost', '1.2.3', 'x', '8.8.8.8/0'],
  ])('%s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    ['172.15.255.255', '172.16.0.0'],
    ['172.32.0.0', '172.31.255.255'],
    ['100.63.255.255', '100.64.0.0'],
    ['100.128.0.0', '100.127.255.255'],
    ['169.253.255.255', '169.254.0.0'],
  ])('beside %s, which is: %s', (outside, inside) => {
    expect([isPublicAddress(outside), isPublicAddress(inside)]).toEqual([true, false]);
  });
});

describe('nothing is asked', () => {
  it.each([
    ['without https', 'http://example.org/x.mp4'],
    ['at another port', 'https://example.org:8443/x.mp4'],
    ['with a name and a password', 'https://me:word@example.org/x.mp4'],
    ['in another way', 'ftp://example.org/x.mp4'],
    ['of a file', 'file:///etc/passwd'],
    ['of no address', 'x'],
    ['of this machine', 'https://127.0.0.1/x.mp4'],
    ['of this machine in other numbers', 'https://2130706433/x.mp4'],
    ['of this machine in octal numbers', 'https://0177.0.0.1/x.mp4'],
    ['of this machine by IPv6', 'https://[::1]/x.mp4'],
    ['of this machine in disguise', 'https://[::ffff:127.0.0.1]/x.mp4'],
    ['of a cloud’s own service', 'https://169.254.169.254/latest/meta-data'],
  ])('%s', async (_, address) => {
    expect(await new GuardedFetch().fetch(address, GET)).toEqual(FORBIDDEN);
  });

  const answering =
    (...answers: string[][]) =>
    (
      _: string,
      __: object,
      done: (fault: null, found: { address: string; family: number }[]) => void,
    ): void =>
      done(
        null,
        (answers.shift() ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );

  it.each([
    ['a private address', [['10.0.0.1']]],
    ['a public and a private one', [['93.184.216.34', '127.0.0.1']]],
    ['a private IPv6 address', [['fd00::1']]],
    ['nothing', [[]]],
  ])('where a name means %s', async (_, answers) => {
    const guarded = new GuardedFetch([], LIMITS, answering(...answers) as never);
    expect(await guarded.fetch('https://rebound.example.org/x.mp4', GET)).toEqual(FORBIDDEN);
  });

  it('twice of a name: what was checked is what is connected to', async () => {
    let asked = 0;
    const guarded = new GuardedFetch([], { ...LIMITS, milliseconds: 400 }, ((
      _: string,
      __: object,
      done: CallableFunction,
    ) => {
      asked += 1;
      // public at first; were it asked again, it would be this machine
      done(null, [{ address: asked === 1 ? '192.88.98.1' : '127.0.0.1', family: 4 }]);
    }) as never);
    expect(await guarded.fetch('https://rebound.example.org/x.mp4', GET)).toEqual(UNREACHABLE);
    expect(asked).toBe(1);
  });
});

describe('what is excepted', () => {
  it('is asked with nothing but the address', async () => {
    const { host, asked } = await serve((_, reply) => reply.end('here'));
    expect(await new GuardedFetch([host]).fetch(`http://${host}/x.mp4`, GET)).toEqual({
      kind: 'answer',
      status: 200,
      bytes: 4,
    });
    expect(Object.keys(asked[0]!.headers).sort()).toEqual(['accept', 'connection', 'host', 'user-agent']);
  });

  it('is that host and port exactly', async () => {
    const { host } = await serve((_, reply) => reply.end('here'));
    const [name, port] = host.split(':');
    for (const other of [`localhost:${port}`, `127.0.0.2:${port}`, `${name}:1`, `[::1]:${port}`]) {
      expect(await new GuardedFetch([host]).fetch(`http://${other}/x.mp4`, GET)).toEqual(FORBIDDEN);
    }
    expect(await new GuardedFetch().fetch(`http://${host}/x.mp4`, GET)).toEqual(FORBIDDEN);
  });
});

describe('limits', () => {
  it('follows three redirects and not a fourth', async () => {
    const { host, asked } = await serve((request, reply) => {
      const at = Number((request.url as string).slice(1));
      if (at === 0) reply.end('here');
      else reply.writeHead(302, { location: `/${at - 1}` }).end();
    });
    const guarded = new GuardedFetch([host]);
    expect(await guarded.fetch(`http://${host}/3`, GET)).toEqual({ kind: 'answer', status: 200, bytes: 4 });
    expect(asked).toHaveLength(4);
    expect(await guarded.fetch(`http://${host}/4`, GET)).toEqual(FORBIDDEN);
    expect(asked).toHaveLength(8);
  });

  it.each([
    'http://127.0.0.1:1/',
    'https://127.0.0.1/',
    'http://example.org/',
    'file:///etc/passwd',
    'https://[fd00::1]/',
  ])('follows no redirect to %s', async (location) => {
    const { host } = await serve((_, reply) => reply.writeHead(302, { location }).end());
    expect(await new GuardedFetch([host]).fetch(`http://${host}/`, GET)).toEqual(FORBIDDEN);
  });

  it('reads so much and hangs up', async () => {
    let sent = 0;
    const { host } = await serve((_, reply) => {
      const more = (): void => {
        while (!reply.destroyed && sent < 50_000_000) {
          sent += 16_384;
          if (!reply.write(Buffer.alloc(16_384))) return void reply.once('drain', more);
        }
      };
      more();
    });
    expect(await new GuardedFetch([host]).fetch(`http://${host}/`, GET)).toEqual({
      kind: 'answer',
      status: 200,
      bytes: LIMITS.bytes,
    });
    expect(sent).toBeLessThan(20_000_000);
  });

  it.each([
    ['does not answer', ''],
    ['does not finish', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nso far'],
  ])('waits so long for somebody who %s', async (_, words) => {
    const server = createRawServer((socket) => {
      socket.on('error', () => undefined).resume();
      if (words) socket.write(words);
    });
    open.push(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const guarded = new GuardedFetch([host], { ...LIMITS, milliseconds: 300 });
    const began = Date.now();
    expect(await guarded.fetch(`http://${host}/`, GET)).toEqual(UNREACHABLE);
    expect(Date.now() - began).toBeLessThan(3_000);
  });

  it('says of nobody there, and of nonsense, that nobody can be reached', async () => {
    const { host } = await serve((_, reply) => reply.socket!.end('nonsense\r\n\r\n'));
    expect(await new GuardedFetch([host]).fetch(`http://${host}/`, GET)).toEqual(UNREACHABLE);
    expect(await new GuardedFetch(['127.0.0.1:1']).fetch('http://127.0.0.1:1/', GET)).toEqual(UNREACHABLE);
  });

  it('are ten seconds, 64 kilobytes and three redirects', () => {
    expect(LIMITS).toEqual({ milliseconds: 10_000, bytes: 65_536, redirects: 3 });
  });
});
