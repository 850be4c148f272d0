import { join, resolve } from 'node:path';
import { RULES_MODES, type RulesMode } from './clinic/clinical-rules';
import { linkBase } from './identity/secret';
import type { MediaSettings, S3Settings } from './media/store/media-store';

/** The environment, read once. A value that is missing or too weak stops the start with one sentence. */
export interface Config {
  host: string;
  port: number;
  /** What links in hand-overs begin with; no slash at its end. */
  publicUrl: string;
  /** Absent: embedded Postgres with demo data. */
  database: { appUrl: string; workerUrl: string | null; poolSize: number } | null;
  /** Whether this process serves, works, or both. */
  worker: WorkerMode;
  mail: MailConfig;
  dataDir: string;
  jwtSecret: string | null;
  /** How many proxies in front may be believed about the caller's address. */
  trustedProxies: number;
  logLevel: string;
  clinicalRules: RulesMode;
  /** Where the clinic's own videos and pictures lie. */
  media: MediaSettings;
  /** `host:port`s that may be asked although they are private: for tests, and refused where patients could be served. */
  outboundExcepted: string[];
}

/** `beside`: in the process that serves. `only`: works and does not listen. `off`: serves and leaves the work to another. */
export const WORKER_MODES = ['beside', 'only', 'off'] as const;
export type WorkerMode = (typeof WORKER_MODES)[number];

/** Without a server, mails are written to `folder`. */
export interface MailConfig {
  smtpUrl: string | null;
  from: string;
  folder: string;
}

/** The message is the sentence. */
export class ConfigFault extends Error {}

const SECRET_MIN_BYTES = 32;
const WELL_KNOWN = /^(secret|changeme|change-me|password|test|development)/i;
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** A variable that is empty counts as missing. `root` is what a relative PORTAL_DATA_DIR begins at. */
export function readConfig(env: NodeJS.ProcessEnv, root = process.cwd()): Config {
  const database = env.DATABASE_URL
    ? {
        appUrl: databaseUrl(env.DATABASE_URL, 'DATABASE_URL'),
        workerUrl: env.WORKER_DATABASE_URL
          ? databaseUrl(env.WORKER_DATABASE_URL, 'WORKER_DATABASE_URL')
          : null,
        poolSize: whole(env, 'POOL_SIZE', 10, 1, 100),
      }
    : null;
  const worker = oneOf(env, 'WORKER', WORKER_MODES, 'beside');
  if (worker === 'only' && !database?.workerUrl) {
    throw new ConfigFault(
      'WORKER=only needs DATABASE_URL and WORKER_DATABASE_URL: it works on a server of your own.',
    );
  }
  const host = env.HOST || (database ? '0.0.0.0' : '127.0.0.1');
  if (!database && !['127.0.0.1', '::1', 'localhost'].includes(host)) {
    throw new ConfigFault('Demo data stays on this machine: HOST cannot be changed without DATABASE_URL.');
  }
  // Port 0 lets the system choose one, which no link could name beforehand.
  const port = whole(env, 'PORT', 3000, database || env.PUBLIC_URL ? 0 : 1, 65535);
  const dataDir = dataFolder(env, root);
  const links = publicUrl(env.PUBLIC_URL || (database ? undefined : `http://localhost:${port}`));
  return {
    host,
    port,
    publicUrl: links,
    database,
    worker,
    mail: mailConfig(env, links, dataDir),
    dataDir,
    jwtSecret: database && strongSecret(env.JWT_SECRET),
    trustedProxies: whole(env, 'TRUSTED_PROXIES', 0, 0, 5),
    logLevel: logLevel(env.LOG_LEVEL || 'info'),
    clinicalRules: rulesMode(env.CLINICAL_RULES || 'advise'),
    media: mediaSettings(env, root),
    outboundExcepted: exceptedHosts(env),
  };
}

/** Where the embedded database lies, for the server and for commands that look for it. */
export const dataFolder = (env: NodeJS.ProcessEnv, root = process.cwd()): string =>
  resolve(root, env.PORTAL_DATA_DIR || '.data');

const S3_VARIABLES = {
  endpoint: 'MEDIA_S3_ENDPOINT',
  bucket: 'MEDIA_S3_BUCKET',
  region: 'MEDIA_S3_REGION',
  accessKey: 'MEDIA_S3_ACCESS_KEY',
  secretKey: 'MEDIA_S3_SECRET_KEY',
} as const satisfies Record<keyof S3Settings, string>;

/** A bucket where one is named, else a folder. */
export function mediaSettings(env: NodeJS.ProcessEnv, root = process.cwd()): MediaSettings {
  const said = Object.entries(S3_VARIABLES).map(([name, variable]) => [name, env[variable] || null] as const);
  const missing = Object.values(S3_VARIABLES).filter((variable) => !env[variable]);
  if (missing.length === said.length) {
    return { folder: env.MEDIA_DIR ? resolve(root, env.MEDIA_DIR) : join(dataFolder(env, root), 'media') };
  }
  if (env.MEDIA_DIR)
    throw new ConfigFault('MEDIA_DIR and MEDIA_S3_… are both set: keep media in a folder or in a bucket.');
  if (missing.length > 0)
    throw new ConfigFault(`${missing[0]} is missing: a bucket needs all five of MEDIA_S3_….`);
  const s3 = Object.fromEntries(said) as unknown as S3Settings;
  if (!/^https?:\/\/[^/?#@\s]+\/?$/.test(s3.endpoint)) {
    throw new ConfigFault('MEDIA_S3_ENDPOINT must be an http or https address without a path.');
  }
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(s3.bucket)) {
    throw new ConfigFault(
      'MEDIA_S3_BUCKET must be the name of a bucket: 3 to 63 small letters, digits, dots, hyphens.',
    );
  }
  return { s3 };
}

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

function databaseUrl(value: string, name: string): string {
  if (!/^postgres(ql)?:\/\//.test(value)) throw new ConfigFault(`${name} must begin with postgres://.`);
  return value;
}

function mailConfig(env: NodeJS.ProcessEnv, links: string, dataDir: string): MailConfig {
  const smtpUrl = env.SMTP_URL || null;
  if (smtpUrl && !(/^smtps?:\/\//.test(smtpUrl) && URL.canParse(smtpUrl))) {
    throw new ConfigFault('SMTP_URL must be an address that begins with smtp:// or smtps://.');
  }
  if (smtpUrl && !env.MAIL_FROM) {
    throw new ConfigFault('MAIL_FROM is missing: set the address that mails are sent from.');
  }
  const from = env.MAIL_FROM || `portal@${new URL(links).hostname.replace(/[[\]]/g, '')}`;
  if (!/^[^@\s<>",;:]+@[^@\s<>",;]+$/.test(from)) {
    throw new ConfigFault('MAIL_FROM must be one address and nothing else, as portal@clinic.example.');
  }
  return { smtpUrl, from, folder: join(dataDir, 'outbox') };
}

function oneOf<T extends string>(env: NodeJS.ProcessEnv, name: string, known: readonly T[], otherwise: T): T {
  const value = known.find((one) => one === (env[name] || otherwise));
  if (!value) throw new ConfigFault(`${name} must be one of ${known.join(', ')}.`);
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
