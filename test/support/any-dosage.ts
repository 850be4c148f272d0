/** Random doses without faults, for rules that must hold for every dose (fast-check). */
import * as fc from 'fast-check';
import { checkDosage, type Dosage, DOSAGE_BOUNDS, SIDES } from '../../src/dosage/dosage';

type Numbered = keyof typeof DOSAGE_BOUNDS;

function within(field: Numbered): fc.Arbitrary<number> {
  const { min, max } = DOSAGE_BOUNDS[field];
  // Small numbers often, so that singular and plural, "once" and "twice" all come up.
  return fc.oneof(fc.integer({ min, max: Math.min(max, min + 3) }), fc.integer({ min, max }));
}

/** Absent parts are absent keys, as in stored data. */
export function anyDosage(): fc.Arbitrary<Dosage> {
  const numbers = Object.fromEntries(
    (Object.keys(DOSAGE_BOUNDS) as Numbered[]).map((field) => [field, within(field)]),
  ) as Record<Numbered, fc.Arbitrary<number>>;
  return fc
    .record(
      {
        ...numbers,
        side: fc.constantFrom(...SIDES),
        repUnit: fc.constantFrom('repetition' as const, 'step' as const),
        tempo: fc.constant('slow' as const),
      },
      { requiredKeys: ['sets', 'perDay', 'perWeek', 'side'] },
    )
    .filter((dosage) => checkDosage(dosage).length === 0);
}
