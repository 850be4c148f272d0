/**
 * The worker's hold on the queue. Its connections are `app_worker` from their first word on, as the login itself has no right
 * at all. Work is taken, done, and said to be done; what was taken and never said to be done comes back when it expires.
 */
import PgBoss from 'pg-boss';
import { QUEUE_SCHEMA, type QueueName } from './queues';

export interface Job {
  id: string;
  data: { clinicId?: string } & Record<string, unknown>;
}

/** Longer than any slot of `askOnceIn`: done work is what fills a slot. */
const KEPT_SECONDS = 8 * 24 * 3600;

export class WorkQueue {
  private readonly boss: PgBoss;

  constructor(workerUrl: string, onFault: (fault: unknown) => void) {
    this.boss = new PgBoss({
      connectionString: asWorker(workerUrl),
      application_name: 'portal-queue',
      schema: QUEUE_SCHEMA,
      migrate: false,
      // its clock is not needed: slots are asked for, and take no right to make queues
      schedule: false,
      max: 2,
      connectionTimeoutMillis: 2_000,
      maintenanceIntervalSeconds: 60,
      archiveCompletedAfterSeconds: KEPT_SECONDS,
      deleteAfterDays: 8,
    } as PgBoss.ConstructorOptions);
    this.boss.on('error', onFault);
  }

  /** Throws when the database does not answer, or is of another version. */
  async open(): Promise<void> {
    await this.boss.start();
  }

  /** Nothing also when the database does not answer. */
  async take(queue: QueueName, atMost: number): Promise<Job[]> {
    return (await this.boss.fetch<Job['data']>(queue, { batchSize: atMost })) as Job[];
  }

  async done(queue: QueueName, { id }: Job): Promise<void> {
    await this.boss.complete(queue, id);
  }

  /** It comes back as the queue's settings say. Nothing of the fault is kept but its kind. */
  async failed(queue: QueueName, { id }: Job, fault: unknown): Promise<void> {
    await this.boss.fail(queue, id, { kind: fault instanceof Error ? fault.constructor.name : typeof fault });
  }

  /** Of all who ask within the same so many seconds, whichever process they are, one is heard. */
  async askOnceIn(
    seconds: number,
    queue: QueueName,
    key: string,
    data: Record<string, unknown>,
  ): Promise<void> {
    await this.boss.send(queue, data, { singletonKey: key, singletonSeconds: seconds });
  }

  async close(): Promise<void> {
    await this.boss.stop({ graceful: false });
  }
}

/** An option of the connection takes the role before anything else is said. */
function asWorker(workerUrl: string): string {
  const url = new URL(workerUrl);
  url.searchParams.set('options', '-c role=app_worker');
  return url.href;
}
