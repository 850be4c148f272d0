import { Param, ParseUUIDPipe } from '@nestjs/common';
import { AppError } from './errors';

/** A row's id in the path: `@PathId() id` or `@PathId('videoId') videoId`. Anything but a UUID is a 400. */
export const PathId = (name = 'id'): ParameterDecorator =>
  Param(
    name,
    new ParseUUIDPipe({
      exceptionFactory: () =>
        new AppError('request.invalid', undefined, [
          { pointer: name, code: 'uuid', detail: 'must be a UUID' },
        ]),
    }),
  );
