import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Aside } from './aside';
import { appConnection } from './data-source';
import { Door } from './door';
import { verifyDatabase } from './verify';

/** Connects as `portal_app`, or refuses to start; offers the door and the aside, and nothing else. */
@Global()
@Module({})
export class DbModule {
  static forLogin(appUrl: string, poolSize: number): DynamicModule {
    return {
      module: DbModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({
            ...appConnection(appUrl, poolSize),
            autoLoadEntities: true,
            retryAttempts: 1,
          }),
          dataSourceFactory: async (options) => {
            const dataSource = await new DataSource(options!).initialize();
            await verifyDatabase(dataSource).catch(async (fault) => {
              await dataSource.destroy();
              throw fault;
            });
            return dataSource;
          },
        }),
      ],
      providers: [Door, { provide: Aside, useFactory: () => new Aside(appUrl) }],
      exports: [Door, Aside],
    };
  }
}
