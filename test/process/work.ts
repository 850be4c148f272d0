/**
 * The worker and its mails without the rest of the server, so that a test may start it often. It reads the server's own
 * variables.
 */
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { SecretsModule } from '../../src/identity/secrets.module';
import { SmtpOutbox } from '../../src/mail/smtp-outbox';
import { WorkModule } from '../../src/work/work.module';
import { Worker } from '../../src/work/worker';

const { WORKER_DATABASE_URL, SMTP_URL, MAIL_FROM, PUBLIC_URL } = process.env as Record<string, string>;

@Module({
  imports: [
    WorkModule.wired({
      workerUrl: WORKER_DATABASE_URL as string,
      outbox: new SmtpOutbox(SMTP_URL as string, MAIL_FROM as string),
    }),
    SecretsModule.wired({
      jwtSecret: 'a secret for tests only, of forty-two bytes',
      publicUrl: PUBLIC_URL as string,
    }),
  ],
})
class WorkerOnly {}

async function work(): Promise<void> {
  const context = await NestFactory.createApplicationContext(WorkerOnly, { logger: ['error', 'warn'] });
  context.get(Worker).start();
  process.once('SIGTERM', () => void context.close().then(() => process.exit(0)));
}

void work();
