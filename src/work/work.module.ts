import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { WorkDoor } from '../db/work-door';
import { MailModule, type MailWiring } from '../mail/mail.module';
import { Postman } from '../mail/postman';
import { Rounds } from './rounds';
import { Worker } from './worker';

export interface WorkWiring extends MailWiring {
  /** As `portal_worker`; null where this process can do no background work. */
  workerUrl: string | null;
}

/** The worker and what it needs. Built with every application, at work only where `Worker.start` is called. */
@Global()
@Module({})
export class WorkModule {
  static wired({ workerUrl, ...mail }: WorkWiring): DynamicModule {
    return {
      module: WorkModule,
      imports: [DiscoveryModule, MailModule.wired(mail)],
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
