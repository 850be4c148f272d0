/** The deadline of a request, and the page that a patient reads: complete, and nothing in it runs. */
import fc from 'fast-check';
import { USUAL_ACCENT } from '../../src/clinic/colours';
import { numbersOf } from '../../src/clinic/emergency-numbers';
import { CHECK_IN_KINDS, WORD_KINDS } from '../../src/check-in/check-in.entity';
import { ENTRY_KINDS, NOT_DONE_REASONS, SPREADS } from '../../src/diary/diary';
import { STOP_BECAUSE, STOP_UNTIL } from '../../src/diary/wording';
import { ENTRY_REFUSALS } from '../../src/diary/entry-rules';
import type { OwnDataDto } from '../../src/own-data/own-data.dto';
import { escaped, PAGE_POLICY, readablePage } from '../../src/own-data/readable-page';
import { inWords, sentence, spaced } from '../../src/own-data/own-words';
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

/** Another entry is kept under that id; or a clinician took the log down from paper. */
const NOT_HEARD = new Set<string>(['diary.id_reused', 'diary.other_plan', 'diary.not_from_paper']);
const LONDON = { timeZone: 'Europe/London', numbers: numbersOf('GB') };
const LOOK = { accent: USUAL_ACCENT, picture: null };
const DATA = (text: string): OwnDataDto => ({
  madeAt: '2026-11-23T10:00:00.000Z',
  clinic: { name: text, address: text, phone: text, email: text },
  me: {
    name: text,
    dateOfBirth: '1961-04-12',
    email: null,
    phone: text,
    address: text,
    preferredLanguage: 'pl',
  },
  plans: [],
  advice: [{ name: text, steps: [text, text], doseSentence: text, showsNow: false, version: 2 } as never],
  diary: [{ note: text, pain: 0, at: '2026-11-23T10:00:00.000Z' } as never],
  notKept: [],
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
  const page = readablePage(DATA('Ann & Bob'), LONDON, LOOK);
  expect(page.match(/Ann &amp; Bob/g)!.length).toBeGreaterThanOrEqual(16);
  expect(page).toContain('<dt>Pain, 0 to 10</dt><dd>0</dd>');
  expect(page).toContain(
    '<dt>Your back hurts and it is numb or tingly around your bottom or your private parts</dt><dd>no</dd>',
  );
  expect(page).toContain('<dt>Shows now</dt><dd>no</dd>');
  expect(page).toContain('Do only what your plan shows today.');
  expect(page).not.toContain('never-shown');
});

describe('what a person can read', () => {
  const told = {
    ...DATA('x'),
    madeAt: '2026-07-01T22:30:00.000Z',
    advice: [{ id: 'one', name: 'Glute bridge', pillar: 'strengthen', from: '2026-07-01' } as never],
    diary: [
      {
        ...{
          id: 'a',
          kind: 'item',
          itemId: 'one',
          at: '2026-07-01T23:30:15.123Z',
          day: '2026-07-02',
          dose: 0,
        },
        ...{ spread: 'numb_or_weak', note: '2026-07-01T23:30:15.123Z and pain_over_limit' },
      } as never,
      { id: 'b', kind: 'item', itemId: 'another', notDoneBecause: 'unsure_how', corrects: 'a' } as never,
    ],
    stops: [
      { itemId: 'one', until: 'reviewed', because: 'spreads_down', at: '2026-07-01T10:00:00.000Z' } as never,
    ],
    checkIns: [
      { kind: 'full', answers: { FX: 'declined' }, words: [{ kind: 'confirmed', codes: ['CARD'] }] } as never,
    ],
    whoLooked: [{ role: 'clinician', access: 'read', what: 'prescription.read' } as never],
  } as OwnDataDto;
  const page = readablePage(told, LONDON, LOOK);

  it.each([
    'Made on 1 July 2026, 23:30 for x.',
    '<dt>Preferred language</dt><dd>Polish</dd>',
    '<dt>Exercise</dt><dd>Glute bridge</dd>',
    '<dt>Exercise</dt><dd>One that is no longer listed</dd>',
    '<dt>When</dt><dd>2 July 2026, 00:30</dd>',
    '<dt>Counted for</dt><dd>2 July 2026</dd>',
    '<dt>Spread</dt><dd>There was numbness or weakness</dd>',
    '<dt>Not done because</dt><dd>Not sure how to do it</dd>',
    '<dt>Instead of what you told before</dt><dd>yes</dd>',
    '<dt>Until</dt><dd>Your clinic has looked at it</dd>',
    '<dt>Because</dt><dd>The pain spread</dd>',
    '<dt>Your back pain began after a bad accident</dt><dd>I would rather not say</dd>',
    'You have chest pain, with or without back pain (call 999)',
    '<dt>What</dt><dd>Prescription read</dd>',
    '2026-07-01T23:30:15.123Z and pain_over_limit',
  ])('%s', (words) => {
    expect(page).toContain(words);
  });

  it('has no code and no instant but in what somebody wrote', () => {
    const bare = page.replace('2026-07-01T23:30:15.123Z and pain_over_limit', '');
    expect(bare).not.toMatch(/\d{4}-\d\d-\d\dT|\b[a-z]+_[a-z]+\b/);
  });

  it('has words for whatever can be told', () => {
    const codes: [field: string, codes: readonly string[]][] = [
      ['spread', SPREADS],
      ['notDoneBecause', NOT_DONE_REASONS],
      ['kind', [...ENTRY_KINDS, ...CHECK_IN_KINDS, ...WORD_KINDS]],
      ['until', STOP_UNTIL],
      ['because', STOP_BECAUSE],
      ['refusedBecause', ENTRY_REFUSALS.filter((code) => !NOT_HEARD.has(code))],
    ];
    for (const [field, each] of codes)
      for (const code of each) expect(inWords(field, code)).not.toBe(sentence(spaced(code)));
  });
});

it('lets nothing that somebody wrote become a part of the page', () => {
  const bare = readablePage(DATA('x'), LONDON, LOOK)
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
        const page = readablePage(DATA(parts.join('')), LONDON, LOOK);
        expect(page.match(/<[^>]*>/g)!.join()).toBe(bare);
      },
    ),
  );
  expect(escaped(`<&>"'`)).toBe('&lt;&amp;&gt;&quot;&#39;');
  expect(PAGE_POLICY).toContain("default-src 'none'");
});
