/** The paper: what stands on it, where, and that no text of any length or script is lost or cut off. */
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { doseSentence } from '../../src/dosage/sentence/dose-sentence';
import type { Dosage } from '../../src/dosage/dosage';
import { facesFound } from '../../src/handout/faces';
import { dayInWords, type Handout, type HandoutItem, initialsOf } from '../../src/handout/handout';
import * as paperWords from '../../src/handout/handout-wording';
import { HELVETICA, runsOf } from '../../src/handout/letters';
import { printHandout } from '../../src/handout/print-handout';
import { USUAL_ACCENT } from '../../src/clinic/colours';
import { listInNumbers, numbersOf } from '../../src/clinic/emergency-numbers';
import { englishIn } from '../../src/language/words';
import { EMERGENCY, NOT_WATCHED, NOTICE, PAIN_GUIDE, STOP_IF, URGENT } from '../../src/routine/wording';
import { clip } from '../support/clip';
import { dose } from '../support/dose';
import { type Pdf, readPdf, rolesOn, squareOn, wordsOf, wordsOfAll } from '../support/pdf';
import { readingGrade } from '../support/reading-grade';

const DAYS = { from: '2026-11-23', to: '2027-01-03' };

function item(fields: Partial<HandoutItem> & { own?: Partial<Dosage> } = {}): HandoutItem {
  const { own, ...rest } = fields;
  const dosage = { ...dose(), ...own } as Dosage;
  return {
    name: 'Glute bridge',
    why: 'It wakes up your hips.',
    steps: ['Lie on your back.', 'Lift your hips.', 'Lower them slowly.'],
    mistakes: ['You hold your breath.'],
    doseSentence: doseSentence(dosage),
    dosage,
    days: DAYS,
    picture: null,
    ...rest,
  };
}

const handout = (fields: Partial<Handout> = {}): Handout => ({
  madeOn: '2026-11-23',
  madeAt: new Date('2026-11-23T10:00:00Z'),
  initials: 'A. A.',
  notice: NOTICE.text,
  words: englishIn(numbersOf('GB')),
  look: { accent: USUAL_ACCENT, logo: null },
  clinic: {
    name: 'North Clinic',
    phone: '020 7946 0000',
    email: 'desk@clinic.example',
    bookingUrl: 'https://clinic.example/book',
  },
  entrance: { address: 'https://portal.example/enter', isKey: false },
  items: [item()],
  advice: [],
  leftOut: 0,
  logWeeks: 1,
  ...fields,
});

const printed = async (fields: Partial<Handout> = {}): Promise<Pdf> =>
  readPdf(await printHandout(handout(fields)));

/** What the faces that are installed here make of a text: the spec holds with each of them. */
const asPrinted = (text: string): string =>
  runsOf(text, facesFound())
    .map((run) => run.text)
    .join('');

describe('the outer sheet', () => {
  it('tells a finder whom to call, and nothing about health, the clinic or the plan', async () => {
    const [outside] = (await printed()).pages;
    const words = wordsOf(outside!);
    expect(words).toContain('For A. A.');
    expect(words).toContain('020 7946 0000');
    for (const telling of [
      'North Clinic',
      'clinic.example',
      'Glute',
      'exercise',
      'pain',
      'plan',
      NOTICE.text,
    ]) {
      expect(words.toLowerCase()).not.toContain(telling.toLowerCase());
    }
    expect(outside!.images).toEqual([]);
  });

  it('names nobody where the name may not be read', async () => {
    const [outside] = (await printed({ initials: null })).pages;
    expect(wordsOf(outside!)).not.toContain('For ');
  });

  it('has a title that tells nothing either', async () => {
    expect((await printed()).info.Title).toBe('Your paper');
  });
});

describe('every sheet inside', () => {
  it('bears the notice, its number and the day on which it was made', async () => {
    const { pages } = await printed({ items: Array.from({ length: 12 }, () => item()), logWeeks: 2 });
    expect(pages.length).toBeGreaterThan(8);
    pages.slice(1).forEach((page, at) => {
      expect(wordsOf(page).startsWith(NOTICE.text)).toBe(true);
      expect(wordsOf(page)).toContain(`Page ${at + 1} of ${pages.length - 1}`);
      expect(wordsOf(page)).toContain('Made on 23 November 2026');
    });
  });

  it('is A4, in type of 14 points and more, with headings of 18 and more', async () => {
    for (const { width, height, texts } of (await printed()).pages) {
      expect([Math.round(width), Math.round(height)]).toEqual([595, 842]);
      for (const { text, size } of texts)
        expect([text, size >= (/^(Page \d|Made on)/.test(text) ? 12 : 14)]).toEqual([text, true]);
    }
    const [, plan, exercise] = (await printed()).pages;
    const sizeOf = (page: typeof plan, text: string) => page!.texts.find((one) => one.text === text)!.size;
    expect(sizeOf(plan, 'Your plan')).toBeGreaterThanOrEqual(18);
    expect(sizeOf(exercise, 'Glute bridge')).toBeGreaterThanOrEqual(18);
  });
});

it('says how long it counts, whom to call, and where help is when it is urgent', async () => {
  const words = wordsOf((await printed()).pages[1]!);
  const [emergency, urgent] = [EMERGENCY, URGENT].map((one) => listInNumbers(one, numbersOf('GB')));
  for (const text of [
    ...[emergency!.title, ...emergency!.items, urgent!.title, ...urgent!.items],
    NOT_WATCHED.text,
  ])
    expect(words).toContain(text);
  expect(words).toContain('The last day of this plan is 3 January 2027.');
  expect(words).toContain('Call North Clinic, 020 7946 0000');
  expect(words).toContain('https://clinic.example/book');
});

describe('the square', () => {
  it.each([
    ['the entrance', { address: 'https://portal.example/enter', isKey: false }, paperWords.ENTRANCE],
    [
      'a key',
      { address: 'https://portal.example/enter#s3cret-s3cret-s3cret-s3cret-', isKey: true },
      paperWords.KEY,
    ],
  ])('leads to %s, and the words beside it say which', async (_, entrance, words) => {
    const { pages } = await printed({ entrance });
    const shown = pages.filter(({ images }) => images.length > 0);
    expect(shown.map(squareOn)).toEqual([entrance.address]);
    expect(wordsOf(shown[0]!)).toContain(words.text);
    expect(pages[0]!.images).toEqual([]);
  });
});

describe('an exercise', () => {
  it('says its name, dose, side, why, steps and what not to do', async () => {
    const one = item({ own: { side: 'left' } });
    const words = wordsOf((await printed({ items: [one] })).pages[2]!);
    for (const text of [
      one.name,
      one.doseSentence,
      'Side: your left side',
      one.why,
      ...one.steps,
      ...one.mistakes,
    ]) {
      expect(words).toContain(text);
    }
  });

  it('shares a sheet with the next where the same holds for both', async () => {
    const { pages } = await printed({
      items: [item({ name: 'First' }), item({ name: 'Second' })],
      logWeeks: 0,
    });
    expect(pages).toHaveLength(3);
    const { texts, height } = pages[2]!;
    const y = (text: string) => texts.find((one) => one.text === text)!.y;
    expect(y('First')).toBeGreaterThan(height / 2);
    expect(y('First') - y('Second')).toBeGreaterThan(150);
    for (const rule of [...STOP_IF.items, ...PAIN_GUIDE.items])
      expect(wordsOf(pages[2]!)).toContain(rule.split(' ').slice(0, 3).join(' '));
  });

  it('stands alone where another pain is accepted, each with its own guide', async () => {
    const items = [item({ name: 'First' }), item({ name: 'Second', own: { painPolicy: { kind: 'none' } } })];
    const { pages } = await printed({ items, logWeeks: 0 });
    expect(pages).toHaveLength(4);
    expect(wordsOf(pages[2]!)).toContain('6 or more');
    expect(wordsOf(pages[3]!)).toContain('1 or more');
    expect(wordsOf(pages[3]!)).not.toContain('6 or more');
  });

  it('says when it begins and ends, where that is not with the plan', async () => {
    const items = [
      item(),
      item({ name: 'Later', days: { from: '2026-12-07', to: '2027-01-03' } }),
      item({ name: 'Sooner', days: { from: '2026-11-23', to: '2026-12-06' } }),
    ];
    const words = wordsOfAll(await printed({ items }));
    expect(words).toContain('Begin this one on 7 December 2026.');
    expect(words).toContain('Do this one until 6 December 2026.');
    expect(words.match(/Do this one until/g)).toHaveLength(1);
  });

  it('has its picture beside it, and the words beside the picture', async () => {
    const { pages } = await printed({
      items: [item({ picture: { bytes: ONE_POINT, alt: 'A bridge.' } })],
      logWeeks: 0,
    });
    expect(pages[2]!.images).toHaveLength(1);
    for (const { text, x, width } of pages[2]!.texts.filter(({ text }) => item().steps.includes(text))) {
      expect([text, x + width < 370]).toEqual([text, true]);
    }
  });
});

it('shares a sheet with the next though both have pictures, which are in the file once', async () => {
  const picture = { bytes: clip('small.jpg'), alt: 'A bridge.' };
  const items = [item({ name: 'First', picture }), item({ name: 'Second', picture })];
  const { pages } = await printed({ items, logWeeks: 0 });
  expect(pages).toHaveLength(3);
  expect(pages[2]!.images).toHaveLength(2);
  const alone = await printHandout(handout({ items: items.slice(0, 1), logWeeks: 0 }));
  const both = await printHandout(handout({ items, logWeeks: 0 }));
  const picturesIn = (file: Buffer) => file.toString('latin1').split('/DCTDecode').length - 1;
  expect([picturesIn(alone), picturesIn(both)]).toEqual([1, 1]);
});

describe('beside the exercises', () => {
  const advice = [
    { text: 'Eat something within an hour after each run.', address: null },
    { text: 'Book your next treatment.', address: 'https://clinic.example/book-a-treatment' },
  ];

  it('prints the rest of the advice on a sheet after them', async () => {
    const { pages } = await printed({ advice, logWeeks: 0 });
    const sheet = wordsOf(pages.at(-1)!);
    for (const text of [paperWords.BESIDES.text, ...advice.map(({ text }) => text), advice[1]!.address!])
      expect(sheet).toContain(text);
    expect(wordsOfAll(await printed({ logWeeks: 0 }))).not.toContain(paperWords.BESIDES.text);
  });

  it('flows on within its sheets, however much there is', async () => {
    const much = Array.from({ length: 24 }, (_, at) => ({
      text: `Number ${at}. ${'Rest well after a long day. '.repeat(18)}`.trim(),
      address: `https://clinic.example/${'a-very-long-address-'.repeat(20)}${at}`,
    }));
    const pdf = await printed({ advice: much, logWeeks: 0 });
    assertWithinPages(pdf);
    for (let at = 0; at < 24; at++) expect(wordsOfAll(pdf)).toContain(`Number ${at}.`);
  });

  it('says how many wait for the clinic, and nothing where none does', async () => {
    const firstSheet = async (leftOut: number) => wordsOf((await printed({ leftOut })).pages[1]!);
    expect(await firstSheet(0)).not.toContain('left out');
    expect(await firstSheet(1)).toContain('One exercise is left out until your clinic has looked at it.');
    expect(await firstSheet(3)).toContain(
      'Some exercises are left out. Your clinic has to look at them first.',
    );
  });
});

it('has a row for each exercise and a column for each day to write on, for as many weeks as asked', async () => {
  const items = [item({ name: 'First' }), item({ name: 'Second' })];
  const { pages } = await printed({ items, logWeeks: 2 });
  const logs = pages.filter((page) => wordsOf(page).includes('What you did'));
  expect(logs).toHaveLength(2);
  for (const page of logs) {
    for (const word of ['First', 'Second', 'Mon', 'Sun', 'pain from 0 to 10'])
      expect(wordsOf(page)).toContain(word);
    expect(rolesOn(page).filter((role) => role === 'TR')).toHaveLength(3);
  }
  expect(wordsOfAll(await printed({ items, logWeeks: 0 }))).not.toContain('What you did');
});

it('is marked for those who have it read to them', async () => {
  const { isTagged, pages } = await printed({ items: [item(), item()] });
  expect(isTagged).toBe(true);
  expect(rolesOn(pages[1]!)).toEqual(expect.arrayContaining(['H1', 'H2', 'L', 'LI', 'LBody', 'P', 'Figure']));
  expect(rolesOn(pages[2]!).filter((role) => role === 'H2')).toHaveLength(2);
});

it('makes the same bytes of the same handout, and tells two days apart', async () => {
  const one = await printHandout(handout());
  expect((await printHandout(handout())).equals(one)).toBe(true);
  const later = { madeAt: DateTime.fromISO('2026-11-24T10:00:00Z').toJSDate() };
  expect((await printHandout(handout(later))).equals(one)).toBe(false);
});

describe('whatever is written', () => {
  const LONG = 'Lift your heel slowly and lower it more slowly than you think you have to. '.repeat(6).trim();

  it('flows over sheets without a word lost, cut off or written over another', async () => {
    const items = Array.from({ length: 12 }, (_, at) =>
      item({
        name: `Number ${at} ${'of a very long name '.repeat(at % 4)}`.trim(),
        why: LONG.slice(0, 290),
        steps: Array.from({ length: 1 + ((at * 7) % 20) }, (_, step) => `Step ${step}. ${LONG}`),
        mistakes: [LONG],
        doseSentence: LONG,
      }),
    );
    const pdf = await printed({ items });
    const words = wordsOfAll(pdf);
    for (const one of items)
      for (const text of [one.name, ...one.steps])
        expect(withoutChrome(words)).toContain(withoutChrome(text));
    assertWithinPages(pdf);
    assertNoHeadingAlone(pdf);
  });

  it.each([
    'Łucja Żółć',
    'Siân Ŵyn',
    'ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ',
    'محمد',
    '李小龍',
    '🙂👨‍👩‍👧',
    'e\u0301\u0323',
    '\u202eabc',
    'a\tb\nc',
    '\u0000\u0007',
  ])('prints %j as far as its letters go, and never fails', async (text) => {
    const pdf = await printed({
      initials: initialsOf(text),
      items: [item({ name: text, why: text, steps: [text] })],
    });
    expect(pdf.pages.length).toBeGreaterThan(2);
    assertWithinPages(pdf);
  });

  it('prints any text within its sheets', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 400 }), { maxLength: 6 }),
        async (steps) => {
          assertWithinPages(
            await printed({ items: [item({ steps, name: steps.join('') || 'A' })], logWeeks: 1 }),
          );
        },
      ),
      { numRuns: 6 },
    );
  }, 60_000);
});

describe('letters', () => {
  it.each([
    ['Łucja', 'Lucja'],
    ['Ŵyn', 'Wyn'],
    ['Zoë', 'Zoë'],
    ['李', '?'],
    ['ਸਿੰਘ', '????'.slice(0, 2)],
    ['a\u200db', 'ab'],
  ])('of %j Helvetica prints %j', (text, expected) => {
    expect(
      runsOf(text, [HELVETICA])
        .map((run) => run.text)
        .join(''),
    ).toBe(expected);
  });

  it.each([
    ['Ann Allen', 'A. A.'],
    ['Maria del Carmen Ruiz', 'M. R.'],
    ['Łucja', 'Ł.'],
    ['ann o’neil', 'A. O.'],
    ['ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ', 'ਗੁ. ਸਿੰ.'],
    ['123', null],
  ])('the initials of %j are %j', (name, expected) => {
    expect(initialsOf(name)).toBe(expected);
  });
});

it('says every day as it is read', () => {
  expect(dayInWords('2027-01-03')).toBe('3 January 2027');
});

/** One word or a few that name something are no sentence to be graded. */
const SENTENCES = Object.values(paperWords).filter(({ text }) => text.split(' ').length > 3);
it.each(SENTENCES.map((text) => [text.id, text] as const))('%s reads at an age of 9 to 11', (_, { text }) => {
  expect(readingGrade(text)).toBeLessThan(6);
  expect(text).not.toMatch(/\b(safe|safely|cure|cures|slipped|crumbling|wear and tear)\b/i);
});

const ONE_POINT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** A text that flows on is broken by what stands above and below on each sheet. */
const withoutChrome = (words: string): string =>
  words
    .replaceAll(NOTICE.text, ' ')
    .replace(/Page \d+ of \d+ Made on \d+ \w+ \d+/g, ' ')
    .replace(/\s+/g, ' ');

function assertWithinPages({ pages }: Pdf): void {
  for (const { texts, width, height } of pages) {
    for (const { text, x, y, width: long, size } of texts) {
      const isWithin = x >= 40 && x + long <= width - 40 && y >= 36 && y + size <= height - 36;
      expect([text, isWithin]).toEqual([text, true]);
    }
    // no two pieces on one another: of one line the next begins where the last ended
    for (const y of new Set(texts.map((one) => one.y))) {
      const sorted = texts.filter((one) => one.y === y).sort((a, b) => a.x - b.x);
      sorted.slice(1).forEach((next, at) => {
        const last = sorted[at]!;
        expect([last.text, next.text, next.x >= last.x + last.width - 1]).toEqual([
          last.text,
          next.text,
          true,
        ]);
      });
    }
  }
}

function assertNoHeadingAlone({ pages }: Pdf): void {
  for (const { texts } of pages) {
    const body = texts.filter(({ size }) => size >= 14);
    const lowest = body.reduce((a, b) => (b.y < a.y ? b : a));
    expect(lowest.size).toBeLessThan(18);
  }
}

it('prints with the faces that are installed', () => {
  expect(asPrinted('Ann')).toBe('Ann');
});

describe('the look of a clinic', () => {
  const logo = clip('small.png');
  it('stands inside, beside the title, and never outside', async () => {
    const { pages } = await printed({ look: { accent: '#880e4f', logo }, logWeeks: 0 });
    expect(pages.map(({ images }) => images.length)).toEqual([0, 2, ...pages.slice(2).map(() => 0)]);
    expect(rolesOn(pages[1]!).filter((role) => role === 'Figure')).toHaveLength(2);
  });
  it('colours headings inside and nothing outside', async () => {
    const [plain, coloured] = await Promise.all([
      printHandout(handout({ look: { accent: USUAL_ACCENT, logo: null } })),
      printHandout(handout({ look: { accent: '#880e4f', logo: null } })),
    ]);
    expect(plain.equals(coloured)).toBe(false);
    const [one, other] = [readPdf(plain), readPdf(coloured)];
    expect(other.pages.map(wordsOf)).toEqual(one.pages.map(wordsOf));
    expect(streamsOf(coloured)[0]).toEqual(streamsOf(plain)[0]);
    expect(streamsOf(coloured)[1]).not.toEqual(streamsOf(plain)[1]);
  });
});

/** What is drawn on each page, in their order. */
function streamsOf(file: Buffer): string[] {
  const found: string[] = [];
  for (let at = file.indexOf('stream\n'); at >= 0; at = file.indexOf('stream\n', at + 1)) {
    if (file.subarray(at - 3, at).toString('latin1') === 'end') continue;
    const end = file.indexOf('endstream', at);
    try {
      const text = inflateSync(file.subarray(at + 7, end)).toString('latin1');
      if (/ Tf\b/.test(text)) found.push(text);
    } catch {
      // a font, or a picture
    }
  }
  return found;
}
