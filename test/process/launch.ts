/**
 * Starts an embedded Postgres in the folder given, in a process that a test may kill; a second argument `durable`
 * has it run as in production. Each line it prints is one piece of news as JSON; SIGTERM stops it in good order.
 */
import { startEmbeddedPostgres } from '../../src/db/embedded-postgres';

export type News = { said: string } | { refused: string } | { started: Started };

export interface Started {
  appUrl: string;
  ownerUrl: string;
  superuserUrl: string;
  port: number;
  firstRun: boolean;
  postmasterPid: number;
}

const tell = (news: News) => process.stdout.write(`${JSON.stringify(news)}\n`);

async function launch(dataDir: string, durable: boolean): Promise<void> {
  const postgres = await startEmbeddedPostgres({ dataDir, say: (said) => tell({ said }), durable });
  const alive = setInterval(() => undefined, 60_000);
  process.once('SIGTERM', () => {
    clearInterval(alive);
    void postgres.stop();
  });
  tell({ started: { ...postgres } });
}

launch(process.argv[2] ?? '', process.argv[3] === 'durable').catch((error: Error) => {
  tell({ refused: `${error.name}: ${error.message}` });
  process.exitCode = 1;
});
