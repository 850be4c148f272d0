import { type AddressInfo, createServer, type Server } from 'node:net';
import { DataSource } from 'typeorm';
import { appConnection } from '../../src/db/data-source';

/**
 * A database that shuts down just as it lets somebody in: its welcome and its farewell arrive together. That is one
 * failed request, and must not be the end of the server.
 */
const message = (type: string, content: string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(type), length, Buffer.from(content, 'latin1')]);
};
const WELCOME = [message('R', '\0\0\0\0'), message('Z', 'I')];
const FAREWELL = message('E', 'SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0');

describe('a connection that dies as soon as it is there', () => {
  let server: Server;
  beforeAll(async () => {
    server = createServer((visitor) => {
      visitor.on('error', () => undefined);
      visitor.once('data', () => visitor.end(Buffer.concat([...WELCOME, FAREWELL])));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('is refused to whoever asked for it, and nobody else notices', async () => {
    const { port } = server.address() as AddressInfo;
    const dataSource = new DataSource(appConnection(`postgres://app:a@127.0.0.1:${port}/portal`, 1));
    await expect(dataSource.initialize()).rejects.toThrow(/not queryable|terminat/);
  });
});
