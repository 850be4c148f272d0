import { type DynamicModule, Global, Module } from '@nestjs/common';
import { KeyedSecrets } from './keyed-secret';
import { SecretLinks } from './secret';

export interface SecretsWiring {
  jwtSecret: string;
  /** Where people reach the portal, without a slash at its end; links that are handed over begin with it. */
  publicUrl: string;
}

/** What links and secrets are made with: apart from the rest of identity, as the worker needs no more of it. */
@Global()
@Module({})
export class SecretsModule {
  static wired({ jwtSecret, publicUrl }: SecretsWiring): DynamicModule {
    return {
      module: SecretsModule,
      providers: [
        { provide: KeyedSecrets, useFactory: () => new KeyedSecrets(jwtSecret) },
        { provide: SecretLinks, useFactory: () => new SecretLinks(publicUrl) },
      ],
      exports: [KeyedSecrets, SecretLinks],
    };
  }
}
