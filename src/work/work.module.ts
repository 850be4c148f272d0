import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { WorkDoor } from '../db/work-door';
import { MailModule } from '../mail/mail.module';
import type { Outbox } from '../mail/outbox';
import { Postman } from '../mail/postman';
import { Rounds } from './rounds';
import { WorkStandingController } from './work-standing.controller';
import { Worker } from './worker';

export interface WorkWiring {
  /** As `portal_worker`; null where this process can do no background work. */
  workerUrl: string | null;
  /** Where mails go out. */
  outbox: Outbox;
}

/** The worker and what it needs. Built with every application, at work only where `Worker.start` is called. */
@Global()
@Module({})
export class WorkModule {
  static wired({ workerUrl, outbox }: WorkWiring): DynamicModule {
    return {
      module: WorkModule,
      controllers: [WorkStandingController],
      imports: [DiscoveryModule, MailModule.wired(outbox)],
      providers: [
        { provide: WorkDoor, useFactory: () => new WorkDoor(workerUrl) },
        Rounds,
        {
          provide: Worker,
          inject: [WorkDoor, Rounds, Postman],
          useFactory: (door: WorkDoor, rounds: Rounds, postman: Postman) =>
            new Worker(workerUrl, door, rounds, postman),
        },
      ],
      exports: [WorkDoor, Worker],
    };
  }
}
