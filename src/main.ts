import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from './app';
import { type Config, ConfigFault, type MailConfig, readConfig } from './config';
import { type EmbeddedPostgres, startEmbeddedPostgres, UnusableDataFolder } from './db/embedded-postgres';
import { migrate } from './db/migrate';
import { UnfitDatabase } from './db/verify';
import { DEMO_SIGN_INS, makeDemo } from './demo/make-demo';
import { publishAddress } from './demo/served-address';
import { jsonLog, NestLog } from './http/log';
import { FolderOutbox } from './mail/folder-outbox';
import type { Outbox } from './mail/outbox';
import { SmtpOutbox } from './mail/smtp-outbox';
import { Worker } from './work/worker';

/**
 * Starts the server. With DATABASE_URL it serves that database and changes nothing about it; without, it brings its
 * own Postgres and a clinic to try things in.
 */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const postgres = config.database ? null : await startWithDemo(config);
  try {
    const address = await serve(config, postgres);
    if (postgres) {
      publishAddress(config.dataDir, address);
      say(
        `\nAs made at the first start:\n\n${signIns(config)}\nServing ${address} (its documentation: ${address}/docs)`,
      );
    }
  } catch (fault) {
    await postgres?.stop();
    throw fault;
  }
}

/** Answers the address at which it listens. Lets go of the database when it cannot. */
async function serve(config: Config, postgres: EmbeddedPostgres | null): Promise<string> {
  const log = jsonLog(config.logLevel);
  const app = await createApp({
    appUrl: config.database?.appUrl ?? (postgres as EmbeddedPostgres).appUrl,
    workerUrl: config.worker === 'off' ? null : workerUrlOf(config, postgres),
    outbox: outboxOf(config.mail),
    poolSize: config.database?.poolSize ?? 10,
    jwtSecret: config.jwtSecret ?? (postgres as EmbeddedPostgres).jwtSecret,
    publicUrl: config.publicUrl,
    clinicalRules: config.clinicalRules,
    media: config.media,
    outboundExcepted: config.outboundExcepted,
    trustedProxies: config.trustedProxies,
    logger: new NestLog(log),
    requestLog: log,
  });
  stopInGoodOrder(app, postgres);
  if (config.worker === 'only') {
    await app.init();
    app.get(Worker).start();
    return 'nobody: it works only';
  }
  await app.listen(config.port, config.host).catch(async (fault: { code?: string }) => {
    await app.close();
    const why = CANNOT_LISTEN[fault.code ?? ''];
    if (!why) throw fault;
    throw new ConfigFault(`The server cannot listen at ${config.host}, port ${config.port}: ${why}.`);
  });
  const address = await app.getUrl();
  log.info({ address }, 'serving');
  // who asks is answered whether or not the worker can begin
  if (config.worker === 'beside' && workerUrlOf(config, postgres)) app.get(Worker).start();
  else log.warn('No worker here: mails and all that comes round by itself wait for another process.');
  return address;
}

const workerUrlOf = (config: Config, postgres: EmbeddedPostgres | null): string | null =>
  config.database ? config.database.workerUrl : (postgres as EmbeddedPostgres).workerUrl;

const outboxOf = ({ smtpUrl, from, folder }: MailConfig): Outbox =>
  smtpUrl ? new SmtpOutbox(smtpUrl, from) : new FolderOutbox(folder, from);

const CANNOT_LISTEN: Record<string, string> = {
  EADDRINUSE: 'another program does; stop it, or set PORT to another',
  EACCES: 'this user may not; set PORT to one above 1023',
  EADDRNOTAVAIL: 'HOST is not an address of this machine',
};

/** The database becomes `portal` only when it is complete, so a first start that was cut off begins again. */
async function startWithDemo(config: Config): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, say, durable: true });
  try {
    if (postgres.firstRun) {
      say('First start: making a database with two clinics to try things in …');
      await makeDemo(postgres, config.dataDir, config.publicUrl);
    } else {
      await migrate(postgres.ownerUrl);
    }
    return postgres;
  } catch (fault) {
    await postgres.stop();
    throw fault;
  }
}

/** Without the list people still sign in, so a list that is gone stops no start. */
function signIns({ dataDir }: Config): string {
  const file = join(dataDir, DEMO_SIGN_INS);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return `Who can sign in stood in ${file}, which cannot be read, and no backup holds it; name another folder in PORTAL_DATA_DIR to begin anew.`;
  }
}

const DRAIN_MS = 10_000;

/** Finishes what was begun, lets go of the database, then stops it. A second signal does not hurry this. */
function stopInGoodOrder(
  app: { close(signal: string): Promise<void> },
  postgres: EmbeddedPostgres | null,
): void {
  let stopping = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (stopping) return;
    stopping = true;
    const late = setTimeout(() => process.exit(1), DRAIN_MS + 3_000);
    await app.close(signal);
    await postgres?.stop();
    clearTimeout(late);
    process.exit(0);
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((fault: unknown) => {
  const isForPeople =
    fault instanceof ConfigFault || fault instanceof UnfitDatabase || fault instanceof UnusableDataFolder;
  const text =
    fault instanceof Error ? (isForPeople ? fault.message : (fault.stack ?? fault.message)) : String(fault);
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
