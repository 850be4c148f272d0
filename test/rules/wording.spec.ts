/** The fixed texts for patients: complete, easy to read, and without the words that frighten or promise. */
import { inNumbers, numbersOf } from '../../src/clinic/emergency-numbers';
import * as wording from '../../src/routine/wording';
import { readingGrade } from '../support/reading-grade';

const { WHY_NOTHING_SHOWS, STANDING_ORDER, ...always } = wording;
const all: (wording.PatientText | wording.PatientList)[] = [
  ...Object.values(always),
  ...Object.values(WHY_NOTHING_SHOWS),
];
const inFull = (entry: wording.PatientText | wording.PatientList) =>
  inNumbers('text' in entry ? entry.text : [entry.title, ...entry.items].join('\n'), numbersOf('GB'));

it.each(all.map((entry) => [entry.id, entry] as const))(
  '%s has a source and reads at an age of 9 to 11',
  (_, entry) => {
    expect(entry.source).not.toBe('');
    expect(inFull(entry)).not.toMatch(/\b(safe|safely|cure|cures|slipped|crumbling|wear and tear)\b/i);
    expect(readingGrade(inFull(entry))).toBeLessThan(6);
  },
);

it('gives every text its own id', () => {
  expect(new Set(all.map((entry) => entry.id)).size).toBe(all.length);
});

it.each([
  [/both legs/],
  [/bottom.*private parts/],
  [/start to pee/],
  [/wet or poo yourself.*cannot feel/],
  [/sexual feeling.*erections/],
  [/chest pain/],
  [/bad accident/],
])('the emergency list keeps %s', (sign) => {
  expect(wording.EMERGENCY.title).toMatch(/A&E.*\{emergency\}/);
  expect(wording.EMERGENCY.items.filter((item) => sign.test(item))).toHaveLength(1);
});

it.each([[/temperature/], [/lost weight/], [/lump.*shape/], [/rest.*night/]])(
  'the urgent list keeps %s',
  (sign) => {
    expect(wording.URGENT.title).toMatch(/\{advice\}.*GP/);
    expect(wording.URGENT.items.filter((item) => sign.test(item))).toHaveLength(1);
  },
);

it.each([
  [/down your leg/],
  [/numbness, tingling or weakness/],
  [/next morning, two days/],
  [/dizzy.*short of breath/],
  [/chest pain.*\{emergency\}/],
])('the stop list keeps %s', (sign) => {
  expect(wording.STOP_IF.items.filter((item) => sign.test(item))).toHaveLength(1);
});

it('says of chest pain alone that it is an emergency, and of the other signs that they are with back pain', () => {
  const [chest, ...others] = wording.EMERGENCY.items;
  expect(chest).toMatch(/^you have chest pain, with or without back pain.*\{emergency\}/);
  expect(wording.EMERGENCY.title).not.toMatch(/back/);
  for (const item of others) expect(item).toMatch(/^your back (hurts and|pain) /);
  expect(wording.STOP_IF.items.find((item) => /chest pain/.test(item))).toMatch(
    /\{emergency\} now, even if your back/,
  );
});

it('draws the lines of the pain guide at 2 and 5', () => {
  expect(wording.PAIN_GUIDE.items.map((item) => item.split(':')[0])).toEqual([
    '0 to 2',
    '3 to 5',
    '6 or more',
  ]);
});

it('has one kind sentence for each reason why nothing shows', () => {
  expect(Object.keys(WHY_NOTHING_SHOWS).sort()).toEqual([
    'discharged',
    'ended',
    'lapsed',
    'none',
    'not_confirmed',
    'not_started',
    'on_hold',
    'pain_pause',
    'paused',
    'resting',
  ]);
  expect([...STANDING_ORDER].sort()).toEqual(['live', ...Object.keys(WHY_NOTHING_SHOWS)].sort());
  for (const { text } of Object.values(WHY_NOTHING_SHOWS)) expect(text).toMatch(/^[A-Z][^.]+\.$/);
});
