import { Param, ParseUUIDPipe } from '@nestjs/common';
import { AppError } from './errors';

/** A row's id in the path: `@PathId() id` or `@PathId('videoId') videoId`. Anything but a UUID is a 400. */
export const PathId = (name = 'id'): ParameterDecorator => Param(name, new IdPipe(name));

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
