/**
 * The only way in which this software asks another computer for something at an address that a person typed: over https, at a
 * public address, with limits on time, size and redirects. The address that was checked is the one that is connected to, so that
 * a name which changes its answer in between gains nothing. Nothing is sent but the address.
 */
import { type LookupAddress, lookup as resolve } from 'node:dns';
import { type ClientRequest, type IncomingMessage, request as askHttp } from 'node:http';
import { request as askHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address';

export interface Limits {
  /** For all of it, redirects too. */
  milliseconds: number;
  bytes: number;
  redirects: number;
}

export const LIMITS: Limits = { milliseconds: 10_000, bytes: 64 * 1024, redirects: 3 };

/** `forbidden`: by the rules above. `unreachable`: everything else that went wrong on the way, which may be different tomorrow. */
export type Fetched =
  { kind: 'answer'; status: number; bytes: number } | { kind: 'trouble'; why: 'forbidden' | 'unreachable' };

export interface Fetching {
  method: 'HEAD' | 'GET';
  headers?: Record<string, string>;
  /** Ends it sooner. */
  signal?: AbortSignal;
}

class Forbidden extends Error {}

export class GuardedFetch {
  private readonly excepted: ReadonlySet<string>;

  /** `excepted`: exact `host:port`s that may be private and without https; for tests alone (see config.ts). */
  constructor(
    excepted: readonly string[] = [],
    private readonly limits: Limits = LIMITS,
    private readonly resolver: typeof resolve = resolve,
  ) {
    this.excepted = new Set(excepted);
  }

  /** Never throws. The body is counted, up to the limit, and thrown away. */
  async fetch(address: string, asked: Fetching): Promise<Fetched> {
    const time = AbortSignal.timeout(this.limits.milliseconds);
    const signal = asked.signal ? AbortSignal.any([time, asked.signal]) : time;
    try {
      let url = this.allowed(address);
      for (let hops = 0; ; hops++) {
        const answer = await this.ask(url, asked, signal);
        const status = answer.statusCode as number;
        const to = answer.headers.location;
        if (status < 300 || status >= 400 || to === undefined) {
          return { kind: 'answer', status, bytes: await countBytes(answer, this.limits.bytes) };
        }
        answer.destroy();
        if (hops === this.limits.redirects || !URL.canParse(to, url.href))
          return { kind: 'trouble', why: 'forbidden' };
        url = this.allowed(new URL(to, url).href);
      }
    } catch (fault) {
      return { kind: 'trouble', why: fault instanceof Forbidden ? 'forbidden' : 'unreachable' };
    }
  }

  private allowed(address: string): URL {
    if (!URL.canParse(address)) throw new Forbidden('no address');
    const url = new URL(address);
    const { protocol, port, username, password, hostname } = url;
    if (username || password) throw new Forbidden('a name or a password');
    if (this.isExcepted(url)) return url;
    if (protocol !== 'https:' || port !== '') throw new Forbidden('not https at its own port');
    // of an address that is a number nobody is asked, so nobody would check it
    const bare = hostname.replace(/^\[|\]$/g, '');
    if (isIP(bare) && !isPublicAddress(bare)) throw new Forbidden('not public');
    return url;
  }

  private isExcepted({ protocol, host }: URL): boolean {
    return ['http:', 'https:'].includes(protocol) && this.excepted.has(host);
  }

  private ask(url: URL, { method, headers }: Fetching, signal: AbortSignal): Promise<IncomingMessage> {
    return new Promise((answered, failed) => {
      const send = url.protocol === 'https:' ? askHttps : askHttp;
      const asking: ClientRequest = send(url, {
        method,
        headers: { 'user-agent': 'exercise-prescription-portal (checks links)', accept: '*/*', ...headers },
        agent: false,
        signal,
        ...(this.isExcepted(url) ? {} : { lookup: this.checkedLookup }),
      });
      asking.once('response', answered);
      asking.once('error', failed);
      asking.end();
    });
  }

  /** One address that is not public among several forbids them all. */
  private readonly checkedLookup: LookupFunction = (hostname, options, answer) => {
    this.resolver(hostname, { all: true }, (fault, addresses: LookupAddress[] = []) => {
      if (fault) return answer(fault, '');
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
        return answer(new Forbidden('not public'), '');
      }
      if (options.all) return answer(null, [first]);
      answer(null, first.address, first.family);
    });
  };
}

/** As many as there are, or as the limit is; then it hangs up. */
async function countBytes(answer: IncomingMessage, most: number): Promise<number> {
  let bytes = 0;
  for await (const chunk of answer) {
    bytes += (chunk as Buffer).length;
    if (bytes >= most) break;
  }
  answer.destroy();
  return Math.min(bytes, most);
}
