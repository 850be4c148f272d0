import { Client } from 'pg';
import type { Stage } from './stage';

/**
 * Sends while the owner of the tables holds something that all of it has to wait for, and lets go when all of it waits: so each has
 * read whatever it asks before another has written, which can be at any time and by chance seldom is. `holding`: one statement; what
 * it wrote is there then.
 */
export async function heldBack<Answer>(
  stage: Stage,
  holding: string,
  send: () => Promise<Answer>[],
): Promise<Answer[]> {
  const holder = new Client({ connectionString: stage.superuserUrl });
  await holder.connect();
  try {
    await holder.query('begin');
    await holder.query(holding);
    const sent = send();
    await untilWaiting(stage, sent.length);
    await holder.query('commit');
    return await Promise.all(sent);
  } finally {
    await holder.end();
  }
}

async function untilWaiting(stage: Stage, wanted: number): Promise<void> {
  const watch = new Client({ connectionString: stage.superuserUrl });
  await watch.connect();
  try {
    for (let tried = 0; tried < 500; tried++) {
      const { rows } = await watch.query<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (rows[0]?.n === wanted) return;
      await new Promise((wake) => setTimeout(wake, 20));
    }
    throw new Error(`Not all of the ${wanted} that were sent came to wait.`);
  } finally {
    await watch.end();
  }
}
