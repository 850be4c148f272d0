/**
 * The translations: one for each text, of the English as it reads now, with the same places and numbers, a form for each plural, and
 * nothing left in English. Whether they say it well no test can tell: that is why each is a draft until somebody approves it.
 */
import { listInNumbers, numbersOf, type Country } from '../../src/clinic/emergency-numbers';
import { DRAFTS, STATE } from '../../src/language/drafts';
import { LANGUAGE_NAMES, LANGUAGES, TRANSLATED, type Translated } from '../../src/language/languages';
import { categoriesOf, filled, formsOf, type Message } from '../../src/language/message';
import { faultOfWording, partsServed, reviewOf, wordsFor } from '../../src/language/review';
import { englishHash, pairHash } from '../../src/language/text-hash';
import { ENGLISH_TEXTS, TEXT_PARTS, TEXTS_GATHERED, type TextPart } from '../../src/language/texts';
import { ENGLISH, englishIn, titled } from '../../src/language/words';
import { EMERGENCY, PAIN_GUIDE, STOP_IF, URGENT } from '../../src/routine/wording';
import { painGuide, stopList } from '../../src/diary/pain-guide';

const GB = numbersOf('GB');
const texts = [...ENGLISH_TEXTS.values()];
const typeOf = (message: Message) =>
  typeof message === 'object' && 'ordinal' in message ? 'ordinal' : 'cardinal';

it('gives every text an id of its own', () => {
  expect(ENGLISH_TEXTS.size).toBe(TEXTS_GATHERED);
});

it('says in English what the lists say', () => {
  for (const list of [EMERGENCY, URGENT, STOP_IF]) {
    expect(titled(englishIn(GB), list)).toEqual(listInNumbers(list, GB));
  }
  expect(painGuide({}).items).toEqual(PAIN_GUIDE.items);
  expect(stopList({}, englishIn(GB))).toEqual({ ...STOP_IF, ...listInNumbers(STOP_IF, GB) });
});

describe.each(TRANSLATED)('the drafts in %s', (code) => {
  const drafts = DRAFTS[code];
  const said = (id: string) => formsOf(drafts.get(id)?.says ?? '').map(([, text]) => text);

  it('are drafts, one for each text and no other', () => {
    expect(STATE).toBe('machine draft');
    expect([...drafts.keys()].sort()).toEqual([...ENGLISH_TEXTS.keys()].sort());
  });

  it('translate the English as it reads now', () => {
    const stale = texts.filter(({ id, says }) => drafts.get(id)?.of !== englishHash(id, says));
    expect(stale.map(({ id }) => id)).toEqual([]);
  });

  it('have the same places, the same numbers to call, each plural form and no markup', () => {
    const faults = texts.flatMap(({ id, says }) => {
      const fault = faultOfWording(says, drafts.get(id)!.says, categoriesOf(code, typeOf(says)));
      return fault ? [`${id}: ${fault}`] : [];
    });
    expect(faults).toEqual([]);
  });

  it('leave nothing in English', () => {
    const english =
      /(?<!\p{L})(the|your|you|with|please|times?|each|week|clinic|exercise|and|stop|pain)(?!\p{L})/iu;
    const same = texts.filter(({ id, says }) => {
      const ours = said(id).join(' ');
      const letters = ours.replace(/\{\w+\}|A&E|GP|kg|W\b/g, '');
      return english.test(letters) || (code === 'pa' && /[a-z]/i.test(letters)) || isSame(ours, says);
    });
    expect(same.map(({ id }) => id).filter((id) => !ALIKE.has(`${code} ${id}`))).toEqual([]);
  });

  it('show each number of the English, and no other', () => {
    const numbers = (all: string[]) => all.map((one) => (one.match(/\d+/g) ?? []).sort().join(' '));
    const other = texts.filter(({ id, says }) => {
      const [english] = numbers([formsOf(says).at(-1)![1]]);
      return numbers(said(id)).some((ours) => ours !== english);
    });
    expect(other.map(({ id }) => id)).toEqual([]);
  });
});

/** Nothing but places, signs and units. */
const isSame = (ours: string, english: Message): boolean =>
  /[a-z]{2}/i.test(ours.replace(/\{\w+\}|kg/g, '')) && formsOf(english).some(([, text]) => text === ours);
/** Words that Welsh has too. */
const ALIKE = new Set(['cy dose.band.unknown', 'cy dose.limit.sets']);

describe('plural forms', () => {
  it.each<[Translated | 'en', number, string]>([
    ['en', 1, '1 step'],
    ['en', 2, '2 steps'],
    ['cy', 2, '2 gam'],
    ['cy', 3, '3 cham'],
    ['cy', 6, '6 cham'],
    ['cy', 7, '7 cam'],
    ['pl', 1, '1 krok'],
    ['pl', 3, '3 kroki'],
    ['pl', 5, '5 kroków'],
    ['pl', 22, '22 kroki'],
    ['pl', 1.5, '1,5 kroku'],
    ['pa', 4, '4 ਕਦਮ'],
  ])('%s counts %d steps: %s', (code, count, words) => {
    const id = 'dose.steps';
    const says = code === 'en' ? ENGLISH_TEXTS.get(id)!.says : DRAFTS[code].get(id)!.says;
    expect(filled(says, code, {}, count)).toBe(words);
  });

  it('go by the end of a range', () => {
    expect(filled(DRAFTS.pl.get('dose.steps')!.says, 'pl', {}, { min: 2, max: 5 })).toBe('2–5 kroków');
    expect(filled(DRAFTS.pl.get('dose.steps')!.says, 'pl', {}, { min: 2, max: 3 })).toBe('2–3 kroki');
  });

  it('never leave a hole, and never fill what a clinician wrote', () => {
    expect(() => filled('Do {what}.', 'en')).toThrow(/what/);
    expect(filled('{a} {b}', 'en', { a: '{b}', b: 'c' })).toBe('{b} c');
  });
});

describe('what a clinic serves', () => {
  const all = (code: Translated) =>
    reviewOf(code, { approvals: [], own: [] }).map(({ id, pair }) => ({ textId: id, pair: pair as string }));
  const partOf = (id: string) => ENGLISH_TEXTS.get(id)?.part;

  it('is English while nothing is approved', () => {
    for (const code of TRANSLATED) {
      const words = wordsFor(code, { approvals: [], own: [] }, GB);
      for (const part of TEXT_PARTS) expect(words.languageOf(part)).toBe('en');
      expect(titled(words, EMERGENCY)).toEqual(listInNumbers(EMERGENCY, GB));
    }
  });

  it('is a part only when all of it is approved, whichever text is missing', () => {
    const approvals = all('pl');
    expect(partsServed(reviewOf('pl', { approvals, own: [] })).sort()).toEqual([...TEXT_PARTS].sort());
    for (const missing of approvals) {
      const rest = approvals.filter((one) => one !== missing);
      const served = partsServed(reviewOf('pl', { approvals: rest, own: [] }));
      expect(served).not.toContain(partOf(missing.textId));
      expect(served).toHaveLength(TEXT_PARTS.length - 1);
    }
  });

  it('falls back to English when the English changes, and cannot be approved before it is translated anew', () => {
    const approvals = all('cy');
    const old = ENGLISH_TEXTS.get('notice')!;
    const english = new Map(ENGLISH_TEXTS).set('notice', {
      ...old,
      says: `${old.says as string} Rest well.`,
    });
    const reviewed = reviewOf('cy', { approvals, own: [] }, english);
    expect(reviewed.find(({ id }) => id === 'notice')).toMatchObject({ state: 'outdated', pair: null });
    expect(partsServed(reviewed)).not.toContain('notice');
    expect(partsServed(reviewed)).toContain('safety');
  });

  it('falls back when the draft changes: nobody approved the new one', () => {
    const approvals = all('cy');
    const draft = DRAFTS.cy.get('notice')!;
    const drafts = new Map(DRAFTS.cy).set('notice', { ...draft, says: 'Arall.' });
    const reviewed = reviewOf('cy', { approvals, own: [] }, ENGLISH_TEXTS, drafts);
    expect(reviewed.find(({ id }) => id === 'notice')).toMatchObject({ state: 'machine_draft' });
  });

  it('is the clinic’s own wording, once that is approved, and not before', () => {
    const of = englishHash('notice', ENGLISH_TEXTS.get('notice')!.says);
    const own = [{ textId: 'notice', of, says: 'Nasze słowa.' }];
    const before = reviewOf('pl', { approvals: all('pl'), own });
    expect(before.find(({ id }) => id === 'notice')).toMatchObject({ state: 'own_wording', isOwn: true });
    const pair = pairHash('notice', ENGLISH_TEXTS.get('notice')!.says, 'Nasze słowa.');
    const approvals = [...all('pl').filter(({ textId }) => textId !== 'notice'), { textId: 'notice', pair }];
    expect(wordsFor('pl', { approvals, own }, GB).say('notice')).toBe('Nasze słowa.');
  });

  it('shows a page of the safety texts in one language throughout', () => {
    const words = wordsFor('pa', { approvals: all('pa'), own: [] }, GB);
    const lists = [titled(words, EMERGENCY), titled(words, URGENT), titled(words, STOP_IF)];
    const guides = [painGuide({}, words), stopList({ stopRules: [{ kind: 'form_lost' }] }, words)];
    for (const { title, items } of [...lists, ...guides]) {
      for (const one of [title, ...items]) expect(one.replace(/A&E|GP/g, '')).not.toMatch(/[a-z]/i);
    }
  });
});

it('says whom to call where the clinic is, and nothing of a number that there is not', () => {
  const say = (code: Translated | 'en', country: Country, id: string) => {
    const approvals =
      code === 'en'
        ? []
        : reviewOf(code, { approvals: [], own: [] }).map(({ id: textId, pair }) => ({
            textId,
            pair: pair as string,
          }));
    return wordsFor(code, { approvals, own: [] }, numbersOf(country)).say(id);
  };
  expect(say('en', 'IE', 'emergency.title')).toBe('Go to A&E or call 112 or 999 now if:');
  expect(say('pl', 'IE', 'emergency.title')).toContain('dzwoń pod 112 lub 999');
  expect(say('cy', 'GB', 'urgent.title')).toContain('Ffoniwch 111 neu eich meddyg teulu');
  expect(say('cy', 'IE', 'urgent.title')).toContain('Ffoniwch eich meddyg teulu');
  for (const code of TRANSLATED) {
    for (const { id, says } of texts.filter((one) =>
      /\{(emergency|advice)\}/.test(`${one.says as string}`),
    )) {
      expect([id, say(code, 'NZ', id)]).toEqual([id, expect.stringMatching(/111|0800 611 116/)]);
      expect([id, say(code, 'IE', id)]).toEqual([id, expect.not.stringMatching(/[[\]{}]|111/)]);
      expect(says).not.toMatch(/999|111/);
    }
  }
  expect(() => ENGLISH.say('emergency.title')).toThrow(/emergency/);
});

describe('a clinic’s own wording', () => {
  const PLURAL: Message = { one: '{n} step', other: '{n} steps' };
  const POLISH = categoriesOf('pl', 'cardinal');
  it.each<[string, Message, Message, readonly string[], RegExp | null]>([
    ['stands', 'Call {who}.', 'Zadzwoń: {who}.', [], null],
    ['needs its place', 'Call {who}.', 'Zadzwoń.', [], /\{who\}/],
    ['has no other place', 'Call.', 'Zadzwoń {who}.', [], /none/],
    ['names the same number', 'Call 999 now.', 'Zadzwoń pod 112.', [], /999/],
    ['drops no number', 'Call 999 now.', 'Zadzwoń.', [], /999/],
    ['has the same number to call', 'Call {emergency} now.', 'Zadzwoń.', [], /\{emergency\}/],
    ['has none of its own', 'Call {emergency} now.', 'Zadzwoń pod {emergency} (999).', [], /no number/],
    [
      'leaves out what needs a number',
      'Call [{advice} or ]us.',
      'Dzwoń [pod {advice} lub ]do nas.',
      [],
      null,
    ],
    [
      'does not leave it standing',
      'Call [{advice} or ]us.',
      'Dzwoń pod {advice} lub do nas.',
      [],
      /brackets/,
    ],
    [
      'leaves out nothing else',
      'Call [{advice} or ]us.',
      '[Dzwoń] [pod {advice} lub ]do nas.',
      [],
      /brackets/,
    ],
    ['has no bracket alone', 'Call [{advice} or ]us.', 'Dzwoń [pod {advice} lub do nas.', [], /brackets/],
    ['holds no markup', 'Call us.', '<b>Zadzwoń</b>', [], /markup/],
    ['is not empty', 'Call us.', ' ', [], /empty/],
    ['has plurals where the English has', PLURAL, '{n} kroków', POLISH, /plural/],
    ['has none where it has none', 'Call us.', { other: 'Zadzwoń' }, POLISH, /no plurals/],
    ['has each form', PLURAL, { one: '{n} krok', other: '{n} kroku' }, POLISH, /few, many/],
    [
      'may say one without its number',
      PLURAL,
      { one: 'krok', few: '{n} kroki', many: '{n} kroków', other: '{n} kroku' },
      POLISH,
      null,
    ],
    [
      'says many with its number',
      PLURAL,
      { one: 'krok', few: '{n} kroki', many: 'kroków', other: '{n} kroku' },
      POLISH,
      /\{n\}/,
    ],
  ])('%s', (_, english, says, categories, fault) => {
    const found = faultOfWording(english, says, categories);
    if (fault === null) expect(found).toBeNull();
    else expect(found).toMatch(fault);
  });
});

it('keeps every part small enough to be reviewed as one, and safety beside nothing else', () => {
  const of = (part: TextPart) => texts.filter((one) => one.part === part).map(({ id }) => id);
  expect(of('safety')).toEqual(
    expect.arrayContaining(['emergency.title', 'check_in.emergency', 'stop_if.chest']),
  );
  expect(LANGUAGES.every((code) => LANGUAGE_NAMES[code].own !== '')).toBe(true);
});
