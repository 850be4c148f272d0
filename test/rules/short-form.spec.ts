/** The least that an assessment says before it may be signed: each part in turn is taken away and must be named. */
import { RED_FLAG_CODES } from '../../src/screen/red-flags';
import { gradeScreen, type Screen } from '../../src/screen/screen';
import { missingForSignature, type ScreenReading, type ShortForm } from '../../src/assessment/short-form';

const everyAnswerNo: Screen = {
  kind: 'answered',
  answers: Object.fromEntries(RED_FLAG_CODES.map((code) => [code, { answer: 'no' }])),
};
const full: ShortForm = {
  kind: 'full',
  seenOn: '2026-11-20',
  contact: null,
  presentations: [],
  screen: everyAnswerNo,
  suitable: true,
};
const nothingNew: ShortForm = { ...full, kind: 'nothing_new', contact: 'phone', presentations: null };

const plain: ScreenReading = { context: { seenOn: '2026-11-20', bothLegs: false }, flags: [] };
const missing = (form: ShortForm, reading = plain) => missingForSignature(form, reading);
const pointers = (form: ShortForm, reading = plain): string[] =>
  missing(form, reading).map(({ pointer }) => pointer);

it('is enough when all is said, though nothing was found and exercise does not suit', () => {
  expect(missing(full)).toEqual([]);
  expect(missing({ ...full, suitable: false })).toEqual([]);
  expect(missing(nothingNew)).toEqual([]);
  expect(missing({ ...full, screen: { kind: 'attested', recordNumber: 'A-1042' } })).toEqual([]);
});

it.each<[string, ShortForm, Partial<ShortForm>, string]>([
  ['the day of a full assessment', full, { seenOn: null }, '/seenOn'],
  ['its presentations', full, { presentations: null }, '/presentations'],
  ['its screen', full, { screen: null }, '/screen'],
  ['its verdict', full, { suitable: null }, '/suitable'],
  ['the day of a nothing-new screen', nothingNew, { seenOn: null }, '/seenOn'],
  ['how the patient was asked', nothingNew, { contact: null }, '/contact'],
  ['its answers', nothingNew, { screen: null }, '/screen'],
  ['its verdict too', nothingNew, { suitable: null }, '/suitable'],
  [
    'the number of an attested record',
    full,
    { screen: { kind: 'attested', recordNumber: '' } },
    '/screen/recordNumber',
  ],
  [
    'an item that was not asked',
    full,
    {
      screen: {
        ...everyAnswerNo,
        answers: { ...everyAnswerNo.answers, CORD: { answer: 'not_asked' as const } },
      },
    },
    '/screen/answers/CORD',
  ],
])('names what is missing: %s', (_, whole, without, pointer) => {
  expect(pointers({ ...whole, ...without })).toEqual([pointer]);
});

it('names everything at once, in the order of the form', () => {
  const nothing = { seenOn: null, contact: null, presentations: null, screen: null, suitable: null };
  expect(pointers({ kind: 'full', ...nothing })).toEqual([
    '/seenOn',
    '/presentations',
    '/screen',
    '/suitable',
  ]);
  expect(pointers({ kind: 'nothing_new', ...nothing })).toEqual([
    '/seenOn',
    '/contact',
    '/screen',
    '/suitable',
  ]);
});

it.each([
  ['leg_pain_radicular', undefined, ['/presentations/1/side']],
  ['leg_pain_radicular', 'central', ['/presentations/1/side']],
  ['leg_pain_radicular', 'left', []],
  ['leg_pain_radicular', 'right', []],
  ['leg_pain_radicular', 'both', []],
  ['arthritic_ache', undefined, []],
  ['muscle_spasm', 'central', []],
  ['other', undefined, []],
] as const)('%s with side %s is missing %j', (kind, side, missing) => {
  expect(pointers({ ...full, presentations: [{ kind: 'other' }, { kind, side }] })).toEqual(missing);
});

describe('pain down both legs', () => {
  const bothLegs = { ...plain, context: { ...plain.context, bothLegs: true } };
  const attested: Screen = { kind: 'attested', recordNumber: 'A-1042' };

  it('is not met by a screen that was done elsewhere', () => {
    const caudaEquina = [1, 2, 3, 4, 5, 6].map((n) => `/screen/answers/CES-${n}`);
    for (const form of [full, nothingNew]) {
      expect(pointers({ ...form, screen: attested }, bothLegs)).toEqual(caudaEquina);
      expect(pointers({ ...form, screen: attested })).toEqual([]);
    }
  });

  it('wants it said since when, if it is not new', () => {
    expect(pointers(full, bothLegs)).toEqual(['/screen/answers/CES-6']);
  });
});

it('passes on what the screen lacks: the decision on what was graded', () => {
  const screen: Screen = { ...everyAnswerNo, answers: { ...everyAnswerNo.answers, VISC: { answer: 'yes' } } };
  const flags = gradeScreen(screen, plain.context);
  expect(missing({ ...full, screen }, { ...plain, flags })).toEqual([
    {
      pointer: '/screen/answers/VISC/decision',
      code: 'screen.undecided',
      detail: expect.stringContaining('inner organ'),
    },
  ]);
  expect(missing({ ...full, screen })).toEqual([]);
});
