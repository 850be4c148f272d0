/**
 * As much of S3 as the store asks for, over HTTP on this machine: PUT, GET with a range, HEAD, DELETE and the list of a prefix.
 * Keeps objects in memory, refuses what is not signed, and says what it was asked.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeS3 {
  endpoint: string;
  /** By `bucket/key`. */
  objects: Map<string, Buffer>;
  asked: { method: string; path: string; headers: IncomingMessage['headers'] }[];
  /** Answers so many of the next requests with 500. */
  failNext(times: number): void;
  close(): Promise<void>;
}

export async function openFakeS3(): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  const asked: FakeS3['asked'] = [];
  let failures = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url as string, 'http://s3');
    const path = decodeURIComponent(pathname).slice(1);
    const method = request.method as string;
    asked.push({ method, path, headers: request.headers });
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const said = (status: number, body: Buffer | string = '', headers = {}) =>
      response
        .writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers })
        .end(method === 'HEAD' ? '' : body);
    if (!/^AWS4-HMAC-SHA256 Credential=reader\//.test(request.headers.authorization ?? ''))
      return void said(403);
    if (failures > 0) {
      failures -= 1;
      return void said(500);
    }
    const object = objects.get(path);
    if (method === 'GET' && searchParams.has('list-type')) {
      const prefix = `${path.replace(/\/$/, '')}/${searchParams.get('prefix')}`;
      const keys = [...objects.keys()].filter((key) => key.startsWith(prefix));
      const listed = keys.map((key) => `<Contents><Key>${key.slice(key.indexOf('/') + 1)}</Key></Contents>`);
      return void said(200, `<?xml version="1.0"?><ListBucketResult>${listed.join('')}</ListBucketResult>`);
    }
    if (method === 'PUT') {
      objects.set(path, Buffer.concat(parts));
      return void said(200);
    }
    if (method === 'DELETE') {
      objects.delete(path);
      return void said(204);
    }
    if (!object) return void said(404, '<Error><Code>NoSuchKey</Code></Error>');
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    if (from === undefined) return void said(200, object);
    if (Number(from) >= object.length) return void said(416, '<Error><Code>InvalidRange</Code></Error>');
    const piece = object.subarray(Number(from), Number(to) + 1);
    said(206, piece, {
      'content-range': `bytes ${from}-${Number(from) + piece.length - 1}/${object.length}`,
    });
  }

  // a client that breaks off is answered nothing
  const server = createServer(
    (request, response) => void answer(request, response).catch(() => response.destroy()),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    asked,
    failNext: (times) => void (failures = times),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
