/** The deadline of a request, and the page that a patient reads: complete, and nothing in it runs. */
import fc from 'fast-check';
import type { OwnDataDto } from '../../src/own-data/own-data.dto';
import { escaped, PAGE_POLICY, readablePage } from '../../src/own-data/readable-page';
import { dueOn } from '../../src/own-data/record-deadline';

it.each([
  ['2026-11-23', '2026-12-23'],
  ['2026-12-31', '2027-01-31'],
  ['2027-01-31', '2027-02-28'],
  ['2028-01-31', '2028-02-29'],
  ['2027-01-28', '2027-02-28'],
  ['2026-05-31', '2026-06-30'],
])('what is asked on %s is answered by %s', (asked, due) => {
  expect(dueOn(asked)).toBe(due);
});

const DATA = (text: string): OwnDataDto => ({
  madeAt: '2026-11-23T10:00:00.000Z',
  clinic: { name: text, address: text, phone: text, email: text },
  me: { name: text, dateOfBirth: '1961-04-12', email: null, phone: text, address: text },
  plans: [],
  advice: [{ name: text, steps: [text, text], doseSentence: text, showsNow: false, version: 2 } as never],
  diary: [{ note: text, pain: 0, at: '2026-11-23T10:00:00.000Z' } as never],
  checkIns: [{ answers: { 'CES-2': 'no' }, words: [{ kind: text, codes: [] }] } as never],
  stops: [],
  confirmations: [],
  videoConsents: [],
  devices: [{ device: text } as never],
  carers: [{ name: text, id: 'never-shown' } as never],
  mails: [],
  recordRequests: [],
  whoLooked: [{ name: null, role: text } as never],
});

it('shows every word, a zero too, and no ids', () => {
  const page = readablePage(DATA('Ann & Bob'));
  expect(page.match(/Ann &amp; Bob/g)!.length).toBeGreaterThanOrEqual(16);
  expect(page).toContain('<dt>Pain</dt><dd>0</dd>');
  expect(page).toContain('<dt>CES-2</dt><dd>no</dd>');
  expect(page).toContain('<dt>Shows now</dt><dd>no</dd>');
  expect(page).toContain('Do only what your plan shows today.');
  expect(page).not.toContain('never-shown');
});

it('lets nothing that somebody wrote become a part of the page', () => {
  const bare = readablePage(DATA('x'))
    .match(/<[^>]*>/g)!
    .join();
  const nasty = fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onload='",
    '</main>',
    '&lt;',
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(nasty, fc.string({ unit: 'binary' })), { minLength: 1, maxLength: 4 }),
      (parts) => {
        const page = readablePage(DATA(parts.join('')));
        expect(page.match(/<[^>]*>/g)!.join()).toBe(bare);
      },
    ),
  );
  expect(escaped(`<&>"'`)).toBe('&lt;&amp;&gt;&quot;&#39;');
  expect(PAGE_POLICY).toContain("default-src 'none'");
});
