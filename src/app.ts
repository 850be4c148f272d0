import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { Logger } from 'pino';
import { AppModule, type Wiring } from './app.module';
import { readBodies } from './http/body';
import { logRequests } from './http/log';
import { openApiOf } from './http/openapi';
import { decodableAddress, refuseGarbage } from './http/unreadable';
import { fieldsPipe } from './http/validation';

interface AppOptions extends Wiring {
  trustedProxies: number;
  logger: LoggerService | false;
  /** Where one line for each request goes; none in tests. */
  requestLog?: Logger;
}

/** Builds the whole application, without listening. The server and the tests share it. */
export async function createApp(options: AppOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    trustProxy: options.trustedProxies || false,
    // HEAD would answer 200 wherever GET does, past the access table
    exposeHeadRoutes: false,
    genReqId: () => randomUUID(),
    // no longer than Node's limit on headers: an id of any length is refused by what reads it
    routerOptions: { maxParamLength: 16_384 },
    rewriteUrl: decodableAddress,
    clientErrorHandler: refuseGarbage,
    // who is connected already is served until the end
    return503OnClosing: false,
    connectionTimeout: 15_000,
    requestTimeout: 15_000,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.wired(options), adapter, {
    bodyParser: false,
    logger: options.logger,
    abortOnError: false,
  });
  app.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready', 'docs/errors'] });
  app.useGlobalPipes(fieldsPipe());
  await app.register(helmet, { contentSecurityPolicy: { directives: CONTENT_SECURITY } });

  const fastify = adapter.getInstance();
  readBodies(fastify);
  let leaving = false;
  fastify.addHook('preClose', async () => void (leaving = true));
  fastify.addHook('onSend', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    // a connection that was kept for the next request would keep the process from ending
    if (leaving) void reply.header('connection', 'close');
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
  });

  if (options.requestLog) logRequests(fastify, options.requestLog);

  const document = openApiOf(app);
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'api/v1/openapi.json',
    raw: ['json'],
    swaggerOptions: { persistAuthorization: true },
  });
  return app;
}

const CONTENT_SECURITY = {
  defaultSrc: ["'self'"],
  // the documentation page brings its own styles and icons
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  // would send a browser on this machine to https, where nobody listens
  upgradeInsecureRequests: null,
};
