/** What a line of the log says of a fault: its place, its code or fixed words, and never what was in it. */
import { jsonLog, NestLog } from '../../src/http/log';

function lineOf(fault: unknown, level: 'warn' | 'error' = 'error'): { err: Record<string, unknown> } {
  let written = '';
  const log = jsonLog('warn', { write: (line: string) => void (written += line) });
  new NestLog(log)[level]({ err: fault, mailId: 'one' }, 'Worker');
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

it('says of a warning as much as of an error', () => {
  const { err, ...line } = lineOf(Object.assign(new Error('Ann Allen'), { code: 'EENVELOPE' }), 'warn');
  expect(line).toMatchObject({ level: 'warn', context: 'Worker', mailId: 'one', msg: 'fault' });
  expect(err).toMatchObject({ code: 'EENVELOPE' });
});

it('says the code of a fault that has one, and nothing of the words of others', () => {
  const { err } = lineOf(Object.assign(new Error('Ann Allen was here'), { code: '23505' }));
  expect(err).toMatchObject({ code: '23505' });
  expect(err).not.toHaveProperty('says');
  expect(JSON.stringify(err)).not.toContain('Ann Allen');
});
