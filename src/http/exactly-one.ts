import { AppError } from './errors';

/**
 * For bodies that may say one thing in one of several ways. What is null counts as not said. Which one it is, the caller
 * looks up by itself: nothing is decided here but that there is one, and no more.
 */
export function assertExactlyOne<Body extends object>(
  body: Body,
  names: readonly (keyof Body & string)[],
): void {
  const said = names.filter((name) => body[name] !== undefined && body[name] !== null);
  if (said.length === 1) return;
  const choice = names.join(', ');
  throw new AppError('request.invalid', undefined, [
    said.length === 0
      ? { pointer: `/${names[0]}`, code: 'missing', detail: `Send one of these: ${choice}.` }
      : { pointer: `/${said[1]}`, code: 'one_only', detail: `Send only one of these: ${choice}.` },
  ]);
}
