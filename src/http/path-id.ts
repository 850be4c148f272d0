import { Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { AppError } from './errors';

/** A row's id in the path: `@PathId() id` or `@PathId('videoId') videoId`. Anything but a UUID is a 400. */
export const PathId =
  (name = 'id'): ParameterDecorator =>
  (target, key, index) => {
    Param(name, new IdPipe(name))(target, key, index);
    const handler = Object.getOwnPropertyDescriptor(target, key as string) as PropertyDescriptor;
    ApiParam({ name, schema: { type: 'string', format: 'uuid' } })(target, key as string, handler);
  };

/** In small letters from here on, as those in a body are. */
class IdPipe extends ParseUUIDPipe {
  constructor(name: string) {
    super({
      exceptionFactory: () =>
        new AppError('request.invalid', undefined, [
          { pointer: name, code: 'uuid', detail: `${name} must be an id, which is a UUID.` },
        ]),
    });
  }

  override async transform(value: string): Promise<string> {
    return (await super.transform(value, { type: 'param' })).toLowerCase();
  }
}
