import { resolve } from 'node:path';
import { RULES_MODES, type RulesMode } from './clinic/clinical-rules';
import { linkBase } from './identity/secret';

/** The environment, read once. A value that is missing or too weak stops the start with one sentence. */
export interface Config {
  host: string;
  port: number;
  /** What links in hand-overs begin with; no slash at its end. */
  publicUrl: string;
  /** Absent: embedded Postgres with demo data. */
  database: { appUrl: string; poolSize: number } | null;
  dataDir: string;
  jwtSecret: string | null;
  /** How many proxies in front may be believed about the caller's address. */
  trustedProxies: number;
  logLevel: string;
  clinicalRules: RulesMode;
  /** `host:port`s that may be asked although they are private: for tests, and refused where patients could be served. */
  outboundExcepted: string[];
}

/** The message is the sentence. */
export class ConfigFault extends Error {}

const SECRET_MIN_BYTES = 32;
const WELL_KNOWN = /^(secret|changeme|change-me|password|test|development)/i;
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** A variable that is empty counts as missing. `root` is what a relative PORTAL_DATA_DIR begins at. */
export function readConfig(env: NodeJS.ProcessEnv, root = process.cwd()): Config {
  const database = env.DATABASE_URL
    ? { appUrl: databaseUrl(env.DATABASE_URL), poolSize: whole(env, 'POOL_SIZE', 10, 1, 100) }
    : null;
  const host = env.HOST || (database ? '0.0.0.0' : '127.0.0.1');
  if (!database && !['127.0.0.1', '::1', 'localhost'].includes(host)) {
    throw new ConfigFault('Demo data stays on this machine: HOST cannot be changed without DATABASE_URL.');
  }
  // Port 0 lets the system choose one, which no link could name beforehand.
  const port = whole(env, 'PORT', 3000, database || env.PUBLIC_URL ? 0 : 1, 65535);
  return {
    host,
    port,
    publicUrl: publicUrl(env.PUBLIC_URL || (database ? undefined : `http://127.0.0.1:${port}`)),
    database,
    dataDir: dataFolder(env, root),
    jwtSecret: database && strongSecret(env.JWT_SECRET),
    trustedProxies: whole(env, 'TRUSTED_PROXIES', 0, 0, 5),
    logLevel: logLevel(env.LOG_LEVEL || 'info'),
    clinicalRules: rulesMode(env.CLINICAL_RULES || 'advise'),
    outboundExcepted: exceptedHosts(env),
  };
}

/** Where the embedded database lies, for the server and for commands that look for it. */
export const dataFolder = (env: NodeJS.ProcessEnv, root = process.cwd()): string =>
  resolve(root, env.PORTAL_DATA_DIR || '.data');

/** HS256 wants a key at least as long as its hash (RFC 7518 section 3.2). */
function strongSecret(value: string | undefined): string {
  if (!value) throw new ConfigFault('JWT_SECRET is missing: set at least 32 random bytes.');
  if (Buffer.byteLength(value) < SECRET_MIN_BYTES) {
    throw new ConfigFault(`JWT_SECRET is too short: ${SECRET_MIN_BYTES} bytes at least.`);
  }
  if (WELL_KNOWN.test(value) || new Set(value).size < 10) {
    throw new ConfigFault('JWT_SECRET can be guessed: use random bytes.');
  }
  return value;
}

function publicUrl(value: string | undefined): string {
  if (!value)
    throw new ConfigFault('PUBLIC_URL is missing: set the address at which patients reach the portal.');
  const base = linkBase(value);
  if (!base) {
    throw new ConfigFault('PUBLIC_URL must be an https address; http may only lead to this machine.');
  }
  return base;
}

function databaseUrl(value: string): string {
  if (!/^postgres(ql)?:\/\//.test(value)) throw new ConfigFault('DATABASE_URL must begin with postgres://.');
  return value;
}

function logLevel(value: string): string {
  if (!LOG_LEVELS.includes(value))
    throw new ConfigFault(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}.`);
  return value;
}

function rulesMode(value: string): RulesMode {
  const mode = RULES_MODES.find((one) => one === value);
  if (!mode) throw new ConfigFault(`CLINICAL_RULES must be one of ${RULES_MODES.join(', ')}.`);
  return mode;
}

function exceptedHosts({ OUTBOUND_EXCEPT, NODE_ENV, DATABASE_URL }: NodeJS.ProcessEnv): string[] {
  if (!OUTBOUND_EXCEPT) return [];
  if (NODE_ENV === 'production' || DATABASE_URL) {
    throw new ConfigFault(
      'OUTBOUND_EXCEPT is for tests: it opens inner networks, so a server for patients refuses it.',
    );
  }
  const hosts = OUTBOUND_EXCEPT.split(',').map((host) => host.trim());
  if (!hosts.every((host) => /^([a-z0-9.-]+|\[[0-9a-f:]+\]):\d{1,5}$/.test(host))) {
    throw new ConfigFault('OUTBOUND_EXCEPT must be a list of host:port, with commas between.');
  }
  return hosts;
}

function whole(env: NodeJS.ProcessEnv, name: string, otherwise: number, min: number, max: number): number {
  const value = env[name];
  if (!value) return otherwise;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < min || number > max) {
    throw new ConfigFault(`${name} must be a whole number from ${min} to ${max}.`);
  }
  return number;
}
