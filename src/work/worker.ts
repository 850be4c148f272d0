/**
 * Everybody's background work, in a process that serves or in one of its own: takes what the queue holds, and asks for each
 * round in its time. Several may run at once; what keeps two from doing the same thing are row locks and advisory locks, never
 * the hope that only one runs. It may be killed at any moment: whatever is due is found again in the tables.
 */
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import type { QueueName } from '../db/queues';
import { type ClinicAtWork, WorkDoor } from '../db/work-door';
import { type Job, WorkQueue } from '../db/work-queue';
import { Postman } from '../mail/postman';
import { Rounds } from './rounds';

const LOOK_EVERY_MS = 1_000;
const ASK_EVERY_MS = 20_000;
const REACH_AGAIN_MS = 5_000;
/** What is in hand is finished, but not for longer than the server drains. */
const STOP_WITHIN_MS = 9_000;
const MAILS_AT_ONCE = 20;

@Injectable()
export class Worker implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly log = new Logger('Worker');
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly workerUrl: string | null,
    private readonly door: WorkDoor,
    private readonly rounds: Rounds,
    private readonly postman: Postman,
  ) {}

  /** Begins to work and returns at once: nobody who serves waits for it, and a database that is away is tried again. */
  start(): void {
    if (this.workerUrl === null) throw new Error('This process has no login for background work.');
    this.running = this.work(this.workerUrl);
  }

  /**
   * All that is due, once, in a steady order and without the queue: every round at every clinic, then every mail. For tests and
   * for whoever works by hand. Throws the first fault of a round.
   */
  async workOnce(): Promise<void> {
    for (const { name } of this.rounds.all()) {
      const [failed] = await this.rounds.go(name);
      if (failed) throw failed.fault;
    }
    await this.sendAllDue();
    await this.door.noteSeen();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.race([this.running, pause(STOP_WITHIN_MS, undefined, { ref: false })]);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.postman.close();
    await this.door.close();
  }

  private async work(workerUrl: string): Promise<void> {
    const queue = await this.openQueue(workerUrl);
    if (!queue) return;
    this.log.log('at work');
    await Promise.all([
      this.again(LOOK_EVERY_MS, () => this.takeMails(queue)),
      this.again(LOOK_EVERY_MS, () => this.takeRound(queue)),
      this.again(ASK_EVERY_MS, () => this.askForRounds(queue)),
      // what the queue lost sight of: a worker was killed with it in hand, or it was put back too often
      this.again(ASK_EVERY_MS, () => this.sendAllDue()),
    ]);
    await queue.close().catch(() => undefined);
  }

  /** null: it was stopped before the database answered. */
  private async openQueue(workerUrl: string): Promise<WorkQueue | null> {
    while (!this.isStopping) {
      const queue = new WorkQueue(workerUrl, (fault) => this.log.warn(`queue: ${kindOf(fault)}`));
      try {
        await this.door.verify();
        await queue.open();
        return queue;
      } catch (fault) {
        this.log.error({ err: fault, what: 'The worker cannot begin; it tries again.' });
        await queue.close().catch(() => undefined);
        await this.pause(REACH_AGAIN_MS);
      }
    }
    return null;
  }

  /** `work` answers whether there may be more at once. */
  private async again(everyMs: number, work: () => Promise<boolean | void>): Promise<void> {
    while (!this.isStopping) {
      const more = await work().catch((fault: unknown) => this.log.error({ err: fault }));
      if (!more) await this.pause(everyMs);
    }
  }

  private async takeMails(queue: WorkQueue): Promise<boolean> {
    const jobs = await queue.take('mail', MAILS_AT_ONCE);
    if (jobs.length === 0) return false;
    const clinics = new Map((await this.door.clinics()).map((clinic) => [clinic.clinicId, clinic]));
    for (const job of jobs) {
      await this.each(queue, 'mail', job, async () => {
        const clinic = clinics.get(String(job.data.clinicId));
        if (clinic) await this.postman.deliver(clinic, String(job.data.mailId));
      });
    }
    return jobs.length === MAILS_AT_ONCE;
  }

  private async takeRound(queue: WorkQueue): Promise<boolean> {
    const [job] = await queue.take('round', 1);
    if (!job) return false;
    await this.each(queue, 'round', job, async () => void (await this.rounds.go(String(job.data.round))));
    return true;
  }

  private async each(queue: WorkQueue, name: QueueName, job: Job, work: () => Promise<void>): Promise<void> {
    // left where it is, it comes back to somebody when it expires; the sweep is sooner
    if (this.isStopping) return;
    try {
      await work();
    } catch (fault) {
      this.log.error({ err: fault, queue: name });
      await queue.failed(name, job, fault);
      return;
    }
    await queue.done(name, job);
  }

  private async askForRounds(queue: WorkQueue): Promise<void> {
    for (const { name, everyMinutes } of this.rounds.all()) {
      await queue.askOnceIn(everyMinutes * 60, 'round', name, { round: name });
    }
    await this.door.noteSeen();
  }

  private async sendAllDue(): Promise<void> {
    for (const clinic of await this.door.clinics()) await this.sendDueOf(clinic);
  }

  private async sendDueOf(clinic: ClinicAtWork): Promise<void> {
    for (const mailId of await this.postman.dueAt(clinic)) {
      if (this.isStopping) return;
      await this.postman.deliver(clinic, mailId);
    }
  }

  private get isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private async pause(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

const kindOf = (fault: unknown): string => (fault instanceof Error ? fault.constructor.name : typeof fault);
