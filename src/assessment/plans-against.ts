import type { Tx } from '../db/tx';

/** A plan that a patient follows, or may take up again, and that the rules forbid in the light of all that is signed by now. */
export interface PlanAgainst {
  prescriptionId: string;
  /** The HARD rules that speak against it. */
  ruleIds: string[];
  /** Of the items that they are about. */
  places: number[];
}

/**
 * Asked with a signature, so that what a finding means for a plan is not silent until somebody opens that plan. An assessment
 * knows no plans: who keeps them provides this (prescription.module.ts).
 */
export abstract class PlansAgainst {
  /** None where nothing is advised. In every episode, newest first. */
  abstract findFor(tx: Tx, patientId: string): Promise<PlanAgainst[]>;
}
