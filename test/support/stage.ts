import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConsoleLogger } from '@nestjs/common';
import { sign } from 'jsonwebtoken';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Pool } from 'pg';
import type { Logger } from 'pino';
import request, { type Test } from 'supertest';
import { createApp } from '../../src/app';
import type { RulesMode } from '../../src/clinic/clinical-rules';
import { NestLog } from '../../src/http/log';
import type { MediaSettings } from '../../src/media/store/media-store';
import { people, type PersonName } from './cast';
import { holdToContract } from './contract';
import { freshDatabase, type Urls } from './database';
import { KeptOutbox } from './outbox';
import type { Outbox } from '../../src/mail/outbox';
import { Worker } from '../../src/work/worker';

/** Of all stages of this process: what is cloned refers to it. Removed with the folders of runs that are over. */
export const MEDIA_FOLDER = join(tmpdir(), `portal-test-${process.pid}-media`);

export const JWT_SECRET = 'a secret for tests only, of forty-two bytes';

type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete';
export type Caller = Record<Verb, (path: string) => Test>;

/** A whole application on a database of its own: every test file opens one and closes it. */
export interface Stage {
  app: NestFastifyApplication;
  appUrl: string;
  workerUrl: string;
  ownerUrl: string;
  superuserUrl: string;
  /** What was mailed; unless the setting brings an outbox of its own. */
  outbox: KeptOutbox;
  /**
   * Does the background work that is due by the database's clock, once: each round at each clinic, then every mail. Throws what
   * a round throws. Nothing works by itself on a stage.
   */
  work(): Promise<void>;
  /** As somebody of the cast. Paths are below /api/v1; every answer is held to the OpenAPI document. */
  as(name: PersonName): Caller;
  anonymous(): Caller;
  withToken(token: string): Caller;
  /** SQL as the owner of the tables, past every policy: to arrange and to look, never to act. */
  owner<Row = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Moves the database's clock; null lets it run again. */
  setClock(at: string | null): Promise<void>;
  /** Every route that the server has, as `GET /api/v1/patients/{id}`. */
  routes: string[];
  databaseName: string;
  /** Stops the application and lets go of the database, so that it can be cloned; only close() follows. */
  rest(): Promise<void>;
  /** Puts the database back to what the stage began with, while the application goes on. */
  renew(): Promise<void>;
  /** Stops the application and starts it anew on the same database. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface Setting {
  /** Another Postgres than that of the test run. */
  cluster?: Urls;
  poolSize?: number;
  /** advise, unless said. */
  clinicalRules?: RulesMode;
  /** Where mails go instead of `stage.outbox`. */
  outbox?: Outbox;
  /** Where videos and pictures lie; a folder of this process, unless said. */
  media?: MediaSettings;
  /** Where the application's log goes, and a line for each request; else only what should not have happened is shown. */
  log?: Logger;
}

/** `template`: the name of a database to clone instead of the cast's own; see `freshDatabase`. */
export async function openStage(template?: string, setting: Setting = {}): Promise<Stage> {
  const database = await freshDatabase(template, setting.cluster);
  // a pool of one: a test may stop the database in between
  const owner = new Pool({ connectionString: database.ownerUrl, max: 1, idleTimeoutMillis: 0 });
  owner.on('error', () => undefined);
  const outbox = new KeptOutbox();
  const startHere = () => start(database, { outbox, ...setting });
  let app = await startHere();

  const caller = (token: string | null): Caller => {
    const verb = (method: Verb) => (path: string) => {
      const test = request(app.getHttpServer())[method](path.startsWith('/health') ? path : `/api/v1${path}`);
      if (token !== null) void test.set('authorization', `Bearer ${token}`);
      return holdToContract(app, test, method, path);
    };
    return {
      get: verb('get'),
      post: verb('post'),
      put: verb('put'),
      patch: verb('patch'),
      delete: verb('delete'),
    };
  };

  let resting = false;
  const rest = async (): Promise<void> => {
    if (resting) return;
    resting = true;
    await app.close();
    await owner.end();
  };

  return {
    get app() {
      return app;
    },
    appUrl: database.appUrl,
    outbox,
    work: () => app.get(Worker).workOnce(),
    ownerUrl: database.ownerUrl,
    workerUrl: database.workerUrl,
    superuserUrl: database.superuserUrl,
    databaseName: new URL(database.ownerUrl).pathname.slice(1),
    routes: routesOf(app),
    rest,
    renew: database.renew,
    as: (name) => caller(accessToken(people[name].sessionId)),
    anonymous: () => caller(null),
    withToken: caller,
    owner: async (sql, values = []) => (await owner.query(sql, values)).rows,
    setClock: async (at) => {
      const clock = at === null ? 'pg_catalog.now()' : `timestamptz '${new Date(at).toISOString()}'`;
      await owner.query(
        `create or replace function portal.portal_now() returns timestamptz language sql stable set search_path = ''
         as $$ select ${clock} $$`,
      );
    },
    restart: async () => {
      await app.close();
      app = await startHere();
    },
    close: async () => {
      await rest();
      await database.drop();
    },
  };
}

/** Reads Fastify's own drawing of its routes, which no decorator of ours can embellish. */
function routesOf(app: NestFastifyApplication): string[] {
  const drawing = app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
  const above: string[] = [];
  return drawing.split('\n').flatMap((line) => {
    const found = /^((?:│ {3}| {4})*)(?:├── |└── )(\S*)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (!found) return [];
    const [, indent = '', part = '', methods] = found;
    const depth = indent.length / 4;
    above.splice(depth, above.length, part);
    const path = above.join('').replace(/:(\w+)/g, '{$1}');
    return methods ? methods.split(', ').map((method) => `${method} ${path}`) : [];
  });
}

/** A valid access token for a session, as sign-in would hand out. */
export function accessToken(sessionId: string): string {
  return sign({ sid: sessionId, typ: 'access' }, JWT_SECRET, {
    algorithm: 'HS256',
    expiresIn: 600,
    issuer: 'exercise-prescription-portal',
    audience: 'portal-api',
  });
}

async function start(
  { appUrl, workerUrl }: Urls,
  {
    poolSize = 5,
    clinicalRules = 'advise',
    media = { folder: MEDIA_FOLDER },
    log,
    outbox,
  }: Setting & { outbox: Outbox },
): Promise<NestFastifyApplication> {
  const app = await createApp({
    appUrl,
    workerUrl,
    outbox,
    poolSize,
    jwtSecret: JWT_SECRET,
    publicUrl: 'https://portal.example',
    clinicalRules,
    media,
    trustedProxies: 0,
    // what no caller should ever be able to cause is printed, so that a failing test shows why
    logger: log ? new NestLog(log) : new ConsoleLogger({ logLevels: ['error'] }),
    requestLog: log,
  });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
