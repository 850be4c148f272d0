/** What a line of the log says of a fault: its place, its code or fixed words, and never what was in it. */
import { jsonLog } from '../../src/http/log';

function lineOf(fault: unknown): { err: Record<string, unknown> } {
  let written = '';
  jsonLog('error', { write: (line: string) => void (written += line) }).error({ err: fault });
  return JSON.parse(written);
}

it.each([
  ['timeout exceeded when trying to connect', 'timeout exceeded when trying to connect'],
  ['Connection terminated unexpectedly', 'Connection terminated'],
  ['Ann Allen: Connection terminated due to connection timeout', 'Connection terminated'],
])('says of the pool’s fault %j what it is', (message, says) => {
  expect(lineOf(new Error(message)).err).toMatchObject({ type: 'Error', says });
  expect(JSON.stringify(lineOf(new Error(message)))).not.toContain('Ann Allen');
});

it('says the code of a fault that has one, and nothing of the words of others', () => {
  const { err } = lineOf(Object.assign(new Error('Ann Allen was here'), { code: '23505' }));
  expect(err).toMatchObject({ code: '23505' });
  expect(err).not.toHaveProperty('says');
  expect(JSON.stringify(err)).not.toContain('Ann Allen');
});
