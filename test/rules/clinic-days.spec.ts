/** Each day that docs/clinic-days.md tells of is a test under that very title. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const days = readFileSync(join(ROOT, 'docs/clinic-days.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\|.*\.spec\.ts/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, day, title, file]) => [day, title, file] as [string, string, string]);

it('are thirty at least, each told once', () => {
  expect(new Set(days.map(([, title, file]) => `${file} ${title}`)).size).toBe(days.length);
  expect(days.length).toBeGreaterThanOrEqual(30);
});

it.each(days)('%s', (_, title, file) => {
  const titles = readFileSync(join(ROOT, 'test', file), 'utf8').matchAll(
    /\b(?:it|describe|part)\(\s*'((?:\\.|[^'\\])*)'/g,
  );
  expect([...titles].map(([, said]) => said)).toContain(title);
});
