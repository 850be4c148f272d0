/**
 * Advice of versions, written and read with them. Only a draft is written; whoever calls has locked its prescription. What of it
 * a patient sees, the gate says (migrations/always/2-only-if-advised.sql).
 */
import { randomUUID } from 'node:crypto';
import { In } from 'typeorm';
import type { Tx } from '../db/tx';
import type { GivenAdvice } from './advice';
import { AdviceItem } from './advice-item.entity';

/** In the order in which the patient reads them. */
export async function adviceOf(tx: Tx, versionIds: string[]): Promise<AdviceItem[]> {
  return tx.em.find(AdviceItem, { where: { versionId: In(versionIds) }, order: { place: 'ASC' } });
}

export async function writeAdvice(tx: Tx, versionId: string, given: readonly GivenAdvice[]): Promise<void> {
  const rows = given.map(({ kind, text, address, notForCarers }, index) =>
    tx.em.create(AdviceItem, {
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
      versionId,
      place: index + 1,
      kind,
      text,
      address: address ?? null,
      notForCarers: notForCarers ?? false,
    }),
  );
  await tx.em.insert(AdviceItem, rows);
}

export async function removeAdvice(tx: Tx, versionId: string): Promise<void> {
  await tx.em.delete(AdviceItem, { versionId });
}
