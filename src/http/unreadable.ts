import { randomUUID } from 'node:crypto';
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { AppError, type ErrorCode } from './errors';
import { problemOf } from './problem';

/**
 * What goes wrong before there is a request that a route or a filter could see: an address that does not decode, or
 * bytes that are not HTTP. Answered as problems too, without repeating anything of what was sent.
 */
const NOWHERE = '/nowhere';

/** An address that does not decode leads nowhere; Fastify would answer it past every hook, with the address in it. */
export function decodableAddress({ url = NOWHERE }: IncomingMessage): string {
  const [path = NOWHERE] = url.split('?');
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return NOWHERE;
  }
}

const BY_FAULT: Record<string, ErrorCode> = {
  HPE_HEADER_OVERFLOW: 'request.headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request.too_slow',
};

/** Answers what Node could not read as HTTP, and hangs up. */
export function refuseGarbage(fault: NodeJS.ErrnoException, socket: Socket): void {
  if (fault.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) {
    const error = new AppError(BY_FAULT[fault.code ?? ''] ?? 'request.not_http');
    const body = JSON.stringify(problemOf(error, randomUUID()));
    const head = [
      `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      'Connection: close',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  }
  socket.destroy(fault);
}
