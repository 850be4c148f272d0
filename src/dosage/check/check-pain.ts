/**
 * When pain policy, stop rules and progression say different things of one pain: the patient would be told both. Expects a dose
 * of a sound shape.
 */
import type { Dosage, DosageFault, PainPolicy } from '../dosage';
import { contradictionsAt } from './shape';

export function checkPain({ painPolicy, progression, stopRules = [] }: Dosage): DosageFault[] {
  const accepted = painPolicy ? acceptedPain(painPolicy) : null;
  const detail = `The pain policy accepts pain of ${accepted} during the exercise.`;
  const { painDuringAtMost = 0 } = progression?.when ?? {};
  return [
    ...contradictionsAt('/progression/when', [
      [accepted !== null && painDuringAtMost > accepted, 'painDuringAtMost', detail],
    ]),
    ...stopRules.flatMap(({ kind, pain }, index) =>
      contradictionsAt(`/stopRules/${index}`, [
        [stopRules.findIndex((rule) => rule.kind === kind) < index, 'kind', 'This rule stands twice.'],
        [accepted !== null && pain !== undefined && pain !== accepted, 'pain', detail],
      ]),
    ),
  ];
}

/** During the exercise; null where the policy knows no number. */
function acceptedPain({ kind, during = 0 }: PainPolicy): number | null {
  if (kind === 'custom') return during;
  if (kind === 'none') return 0;
  return kind === 'up_to_5' ? 5 : null;
}
