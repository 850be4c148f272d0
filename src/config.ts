import { join, resolve } from 'node:path';

/** The environment, read once. A value that is missing or too weak stops the start with one sentence. */
export interface Config {
  host: string;
  port: number;
  /** With trailing path removed; what links in hand-overs begin with. */
  publicUrl: string;
  /** Absent: embedded Postgres with demo data. */
  database: { appUrl: string; poolSize: number } | null;
  dataDir: string;
  jwtSecret: string | null;
  /** How many proxies in front may be believed about the caller's address. */
  trustedProxies: number;
  logLevel: string;
}

export class ConfigFault extends Error {}

const SECRET_MIN_BYTES = 32;
const WELL_KNOWN = /^(secret|changeme|change-me|password|test|development)/i;

export function readConfig(env: NodeJS.ProcessEnv, root = process.cwd()): Config {
  const port = whole(env, 'PORT', 3000, 0, 65535);
  const embedded = !env.DATABASE_URL;
  const host = env.HOST ?? (embedded ? '127.0.0.1' : '0.0.0.0');
  if (embedded && !['127.0.0.1', '::1', 'localhost'].includes(host)) {
    throw new ConfigFault('Demo data stays on this machine: HOST cannot be changed without DATABASE_URL.');
  }
  return {
    host,
    port,
    publicUrl: (env.PUBLIC_URL ?? `http://127.0.0.1:${port}`).replace(/\/+$/, ''),
    database: embedded
      ? null
      : { appUrl: env.DATABASE_URL as string, poolSize: whole(env, 'POOL_SIZE', 10, 1, 100) },
    dataDir: resolve(root, env.PORTAL_DATA_DIR ?? join('.data')),
    jwtSecret: embedded ? null : strongSecret(env.JWT_SECRET),
    trustedProxies: whole(env, 'TRUSTED_PROXIES', 0, 0, 5),
    logLevel: env.LOG_LEVEL ?? 'info',
  };
}

/** HS256 wants a key at least as long as its hash (RFC 7518 section 3.2). */
export function strongSecret(value: string | undefined): string {
  if (!value) throw new ConfigFault('JWT_SECRET is missing: set at least 32 random bytes.');
  if (Buffer.byteLength(value) < SECRET_MIN_BYTES) {
    throw new ConfigFault(`JWT_SECRET is too short: ${SECRET_MIN_BYTES} bytes at least.`);
  }
  if (WELL_KNOWN.test(value) || new Set(value).size < 10) {
    throw new ConfigFault('JWT_SECRET can be guessed: use random bytes.');
  }
  return value;
}

function whole(env: NodeJS.ProcessEnv, name: string, otherwise: number, min: number, max: number): number {
  const value = env[name];
  if (value === undefined || value === '') return otherwise;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < min || number > max) {
    throw new ConfigFault(`${name} must be a whole number from ${min} to ${max}.`);
  }
  return number;
}
