/** Which number is named to a patient: by the clinic's country alone, in every text, and never one that is another country's. */
import * as checkIn from '../../src/check-in/check-in-wording';
import {
  COUNTRIES,
  type Country,
  EMERGENCY_NUMBERS,
  inNumbers,
  listInNumbers,
  numbersOf,
} from '../../src/clinic/emergency-numbers';
import * as diary from '../../src/diary/wording';
import * as handout from '../../src/handout/handout-wording';
import { ERRORS } from '../../src/http/errors';
import * as mail from '../../src/mail/wording';
import * as ownWords from '../../src/own-data/own-words';
import * as entry from '../../src/patient/entry-wording';
import { SIGN_CODES, WARNING_SIGNS } from '../../src/routine/warning-signs';
import * as routine from '../../src/routine/wording';
import * as today from '../../src/today/wording';

const GB = numbersOf('GB');

it.each<[Country, string, string]>([
  ['GB', '999', '111 or your GP'],
  ['GB-NIR', '999', 'your GP'],
  ['IE', '112 or 999', 'your GP'],
  ['PL', '112', 'your GP'],
  ['US', '911', 'your GP'],
  ['CA', '911', 'your GP'],
  ['AU', '000', 'your GP'],
  ['NZ', '111', '0800 611 116 or your GP'],
])('in %s an emergency is %s, and what is urgent %s', (country, emergency, urgent) => {
  const numbers = numbersOf(country);
  expect(inNumbers(routine.EMERGENCY.title, numbers)).toBe(`Go to A&E or call ${emergency} now if:`);
  expect(inNumbers(routine.URGENT.title, numbers)).toBe(`Call ${urgent} without delay if:`);
});

it('never names 111 for what is only urgent where it is the number for emergencies', () => {
  expect(inNumbers(routine.URGENT.title, numbersOf('NZ'))).not.toMatch(/\b111\b/);
});

it('knows each country once, with a source, and says which of them nobody has verified', () => {
  expect(new Set(COUNTRIES).size).toBe(COUNTRIES.length);
  expect(COUNTRIES).toHaveLength(33);
  for (const { id, emergency, source, verified } of EMERGENCY_NUMBERS) {
    expect(id).toMatch(/^numbers\.[a-z_]+$/);
    expect(source.length).toBeGreaterThan(15);
    expect(/not verified/.test(source)).toBe(!verified);
    for (const number of emergency) expect(number).toMatch(/^\d{3}$/);
  }
  expect(() => numbersOf('XX' as Country)).toThrow();
});

/** Whatever anybody of ours says to a patient, mail and paper too. */
function textsIn(of: unknown): string[] {
  if (typeof of === 'string') return [of];
  if (typeof of !== 'object' || of === null) return [];
  return Object.values(of).flatMap(textsIn);
}
const OURS = { checkIn, diary, handout, mail, ownWords, entry, routine, today, WARNING_SIGNS };
const ALL = textsIn(OURS).map((text): [string] => [text]);

it('sends nobody to a number in a refusal either', () => {
  for (const text of textsIn(ERRORS)) expect(text).not.toMatch(/\bcall \d/i);
});

it('looks at what there is to look at', () => {
  expect(ALL.length).toBeGreaterThan(200);
  expect(ALL.filter(([text]) => text.includes('{emergency}')).length).toBeGreaterThanOrEqual(5);
});

it.each(ALL)('names no number by itself: %s', (text) => {
  expect(text).not.toMatch(/\b(000|111|112|911|999)\b/);
});

it.each(ALL.filter(([text]) => /[[\]{}]/.test(text)))('is whole in every country: %s', (text) => {
  for (const country of COUNTRIES) {
    // whatever else has a place is filled by who says it
    const said = inNumbers(text, numbersOf(country)).replace(/\{(?!emergency|advice)\w+\}/g, 'some');
    expect(said).not.toMatch(/[[\]{}]| {2}|null|undefined/);
    const dialled = said.match(/\b\d{3}\b/g) ?? [];
    const known = [...numbersOf(country).emergency, ...(numbersOf(country).advice ?? '').split(' ')];
    for (const number of dialled) expect(known).toContain(number);
  }
});

it('leaves a text alone that names none', () => {
  for (const text of ['', 'Please rest.', routine.NOTICE.text]) expect(inNumbers(text, GB)).toBe(text);
});

it('fills titles and items alike, and asks about a sign in the words that are filled', () => {
  const { title, items } = listInNumbers(routine.STOP_IF, numbersOf('IE'));
  expect(title).toBe('Stop the exercise if:');
  expect(items).toContain('you have chest pain: call 112 or 999 now, even if your back does not hurt');
  for (const code of SIGN_CODES) expect(ownWords.questionOf(code, GB)).not.toMatch(/[{}]/);
});
