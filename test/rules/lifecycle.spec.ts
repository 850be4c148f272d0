/** The whole table of a prescription's life: every standing with every transition. */
import { AppError } from '../../src/http/errors';
import { nextStanding, possibleFrom, STANDINGS, TRANSITIONS } from '../../src/prescription/lifecycle';

//             issuance     pause     resumption  extension  completion     withdrawal
const EXPECTED: Record<(typeof STANDINGS)[number], string[]> = {
  draft: /*    */ ['issued', '-', '-', '-', '-', '-'],
  issued: /*   */ ['issued', 'paused', '-', 'issued', 'completed', 'withdrawn'],
  paused: /*   */ ['issued', '-', 'issued', 'paused', 'completed', 'withdrawn'],
  completed: /**/ ['-', '-', '-', '-', '-', '-'],
  withdrawn: /**/ ['-', '-', '-', '-', '-', '-'],
};

const cases = STANDINGS.flatMap((from) => TRANSITIONS.map((t, i) => [from, t, EXPECTED[from][i]!] as const));

it.each(cases)('%s + %s = %s', (from, transition, expected) => {
  if (expected === '-') expect(() => nextStanding(from, transition)).toThrow(AppError);
  else expect(nextStanding(from, transition)).toBe(expected);
  expect(possibleFrom(from).includes(transition)).toBe(expected !== '-');
});

it.each([
  ['draft', 'pause', 'This prescription is a draft, so a pause is not possible. Possible now: issuance.'],
  [
    'issued',
    'resumption',
    'This prescription is issued, so a resumption is not possible. ' +
      'Possible now: issuance, pause, extension, completion, withdrawal.',
  ],
  [
    'withdrawn',
    'issuance',
    'This prescription is withdrawn, so an issuance is not possible. Please write a new one instead.',
  ],
] as const)('a refusal says where %s stands, that %s cannot be, and what can', (from, transition, detail) => {
  expect(() => nextStanding(from, transition)).toThrow(
    expect.objectContaining({ code: 'prescription.wrong_standing', detail }),
  );
});
