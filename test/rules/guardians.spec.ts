/** Of whom a guardian can be written down and by what, what has to be found of competence, and whom a court order keeps out. */
import {
  GUARDIAN_EVIDENCE,
  type GuardianEvidence,
  wasEndedByOrder,
  whyNotGuardian,
} from '../../src/carer/guardian-evidence';
import { hasToBeFound } from '../../src/competence/competence-note';

const GROWN = 'guardian.patient_grown_up';
const YOUNG = 'guardian.not_at_this_age';

describe('a guardian is written down', () => {
  const plain: GuardianEvidence[] = ['document_seen', 'told_and_known', 'court_order'];

  it.each([
    [0, false, null],
    [15, false, null],
    [15, true, GROWN],
    [16, true, GROWN],
    [16, false, null],
    [17, false, null],
    [17, true, GROWN],
    [18, false, GROWN],
    [18, true, GROWN],
    [80, false, GROWN],
  ])('by a parent’s evidence at %i, who decides: %s: %s', (age, decidesAlone, expected) => {
    for (const evidence of plain) expect(whyNotGuardian(evidence, { age, decidesAlone })).toBe(expected);
  });

  it.each([
    ['attorney', 17, YOUNG],
    ['attorney', 18, null],
    ['attorney', 90, null],
    ['deputy', 15, YOUNG],
    ['deputy', 16, null],
    ['deputy', 90, null],
  ] as const)('by the power of an %s at %i, whoever decides: %s', (evidence, age, expected) => {
    for (const decidesAlone of [true, false])
      expect(whyNotGuardian(evidence, { age, decidesAlone })).toBe(expected);
  });

  it('by every kind at some age', () => {
    for (const evidence of GUARDIAN_EVIDENCE)
      expect([5, 16, 40].map((age) => whyNotGuardian(evidence, { age, decidesAlone: age > 15 }))).toContain(
        null,
      );
  });
});

it.each([
  ['competent', 15, true],
  ['competent', 16, false],
  ['lacks_capacity', 15, false],
  ['lacks_capacity', 16, true],
  ['lacks_capacity', 99, true],
] as const)('that somebody is %s has to be found at %i: %s', (found, age, expected) => {
  expect(hasToBeFound(found, age)).toBe(expected);
});

describe('whom a court order ended', () => {
  const frank = { name: 'Frank Small', email: 'frank@home.example', endedBecause: 'court_order' } as const;

  it.each([
    ['by name', { name: 'frank   small ', email: null }, true],
    ['by address', { name: 'F. S.', email: 'FRANK@home.example' }, true],
    ['not by a part of the name', { name: 'Frank Smallwood', email: null }, false],
    ['not somebody else', { name: 'Mary Small', email: 'mary@home.example' }, false],
  ])('is known %s', (_, wanted, expected) => {
    expect(wasEndedByOrder(wanted, [{ ...frank, endedBecause: 'asked_to' }, frank])).toBe(expected);
  });

  it('is nobody who was ended for another reason, nor by the absence of an address', () => {
    expect(
      wasEndedByOrder({ name: 'Frank Small', email: null }, [{ ...frank, endedBecause: 'asked_to' }]),
    ).toBe(false);
    expect(wasEndedByOrder({ name: 'Frank Small', email: null }, [{ ...frank, endedBecause: null }])).toBe(
      false,
    );
    expect(wasEndedByOrder({ name: 'X', email: null }, [{ ...frank, email: null }])).toBe(false);
  });
});
