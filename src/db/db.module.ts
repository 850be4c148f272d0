import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, TypeORMError } from 'typeorm';
import { Aside } from './aside';
import { appConnection } from './data-source';
import { Door } from './door';
import { UnfitDatabase, verifyDatabase } from './verify';

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
            toRetry: () => false,
          }),
          dataSourceFactory: async (options) => {
            const dataSource = await new DataSource(options!).initialize().catch(explain);
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

/** TypeORM's own faults are about our entities; all others came from the way to Postgres. */
function explain(fault: Error & { code?: string }): never {
  if (fault instanceof TypeORMError) throw fault;
  // refused at each address of one name, it has no words but a code
  throw new UnfitDatabase(`The database cannot be reached: ${fault.message || fault.code}.`);
}
