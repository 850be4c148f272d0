import { Agent, type OutgoingHttpHeaders, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Answer } from './contract';

/**
 * A connection that sends what it is told, byte for byte. Polite clients tidy paths, headers and bodies up before
 * anybody could stumble over them; this one is for tests of what impolite ones send.
 */
export interface Letter {
  method: string;
  /** With the query, exactly as it is to stand in the request line. */
  path: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Buffer;
}

export interface Wire {
  port: number;
  send(letter: Letter): Promise<Answer>;
  /** Whatever is not even HTTP; answers with all that came back until the server hung up. */
  sendBytes(bytes: string): Promise<string>;
  hangUp(): void;
}

/** Lets the application listen on a free port; closing the application ends that. */
export async function openWire(app: NestFastifyApplication): Promise<Wire> {
  const server = app.getHttpServer();
  if (!server.listening) await app.listen(0, '127.0.0.1');
  return wireTo((server.address() as AddressInfo).port);
}

export function wireTo(port: number): Wire {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  return {
    port,
    send: (letter) => send(port, agent, letter),
    sendBytes: (bytes) => sendBytes(port, bytes),
    hangUp: () => agent.destroy(),
  };
}

function send(port: number, agent: Agent, { method, path, headers = {}, body }: Letter): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length =
      body === undefined || headers['transfer-encoding'] ? {} : { 'content-length': Buffer.byteLength(body) };
    const sent = { ...length, ...headers };
    const sending = request({ host: '127.0.0.1', port, agent, method, path, headers: sent }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString();
        resolve({
          status: response.statusCode as number,
          headers: response.headers as Record<string, string>,
          text,
          body: /json/.test(response.headers['content-type'] ?? '') && text ? JSON.parse(text) : undefined,
        });
      });
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

function sendBytes(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    socket.on('data', (part) => parts.push(part));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(parts).toString()));
  });
}
