/**
 * Looks at what a patient told as soon as it has arrived: pain that rises, mornings that are sorer, an exercise that they do
 * not know how to do. What must be heard at once (a red flag, symptoms that spread) is raised by whoever takes it in.
 */
import type { ClinicalRules } from '../clinic/clinical-rules';
import type { Tx } from '../db/tx';
import type { WorkTx } from '../db/work-door';
import { ruleOf } from './alert-rules';
import type { Occasion } from './occasion';
import { raiseAlert } from './raise-alert';
import { PAIN, painAboveBaseline, sorerMornings } from './rising-pain';
import { unsureHow } from './said-at-once';
import { readTold, type WhatWasTold } from './told.repository';

type Mode = Pick<ClinicalRules, 'advise'>;

/** To be called once the entries are written, in their transaction. One query, and two for each alert that it raises. */
export async function afterEntries(tx: Tx | WorkTx, patientId: string, mode: Mode): Promise<void> {
  await lookAtWhatWasTold(tx, [patientId], mode);
}

export async function lookAtWhatWasTold(
  tx: Tx | WorkTx,
  patientIds: readonly string[],
  mode: Mode,
): Promise<void> {
  for (const one of await readTold(tx, patientIds)) {
    await raiseAll(tx, one.patientId, occasionsIn(one), mode);
  }
}

/** A2, A5 and A6, whether or not the installation weighs. */
export function occasionsIn({
  told,
  assessed,
  threshold,
  heard,
}: Omit<WhatWasTold, 'patientId'>): Occasion[] {
  return [
    ...painAboveBaseline(told, assessed, threshold, heard.of('A2', PAIN)),
    ...sorerMornings(told, assessed, heard.of('A6', PAIN)),
    ...unsureHow(told, heard),
  ];
}

/** In record-only what weighs is left out: then only what was said, or left undone, is passed on. */
export async function raiseAll(
  tx: Tx | WorkTx,
  patientId: string,
  occasions: readonly Occasion[],
  { advise }: Mode,
): Promise<void> {
  for (const occasion of occasions) {
    if (advise || !ruleOf(occasion.kind).weighs) await raiseAlert(tx, { patientId, ...occasion });
  }
}
