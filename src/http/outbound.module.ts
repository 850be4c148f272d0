/**
 * Hands out the one guarded way to other computers. Which hosts are excepted from its rules is said at the start, and only a
 * server that tries things on this machine may say any (config.ts).
 */
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { GuardedFetch } from './guarded-fetch';

@Global()
@Module({})
export class OutboundModule {
  static excepting(hosts: readonly string[]): DynamicModule {
    return {
      module: OutboundModule,
      providers: [{ provide: GuardedFetch, useFactory: () => new GuardedFetch(hosts) }],
      exports: [GuardedFetch],
    };
  }
}
