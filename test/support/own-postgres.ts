import { Client } from 'pg';
import type { EmbeddedPostgres } from '../../src/db/embedded-postgres';
import type { Urls } from './database';
import { letCastMoveIn, newFolder, removeFolder, startIn } from './start-postgres';

/**
 * A Postgres for one test file, which may break it: stop it, start it again, kill it. It begins with the cast, like
 * that of the test run, and keeps its port and its passwords over all of this.
 */
export class OwnPostgres {
  private constructor(
    readonly urls: Urls,
    private readonly folder: string,
    private running: EmbeddedPostgres | null,
  ) {}

  static async make(): Promise<OwnPostgres> {
    const folder = await newFolder();
    const postgres = await startIn(folder);
    return new OwnPostgres(await letCastMoveIn(postgres), folder, postgres);
  }

  async stop(): Promise<void> {
    await this.running?.stop();
    this.running = null;
  }

  async start(): Promise<void> {
    this.running = await startIn(this.folder);
  }

  /**
   * Without a word to anybody; it is started again by itself, as in production. Have it write a checkpoint when its
   * databases have been cloned: until then a clone's sequences would begin again after a crash.
   */
  kill(): void {
    process.kill(this.running!.postmasterPid, 'SIGKILL');
  }

  async remove(): Promise<void> {
    await this.stop();
    await removeFolder(this.folder);
  }
}

/** Ends the session that matches, as an administrator would; waits until there is one. */
export async function endSession(superuserUrl: string, condition: string): Promise<void> {
  const superuser = new Client({ connectionString: superuserUrl });
  await superuser.connect();
  try {
    for (let ended = 0; ended === 0;) {
      const { rowCount } = await superuser.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'portal-api' and ${condition}`,
      );
      ended = rowCount ?? 0;
    }
  } finally {
    await superuser.end();
  }
}
