/**
 * Work that comes round by itself. A feature writes one class with `@ComesRound()` that implements `Round`, and lists it among
 * the providers of its module; the worker finds it there. Nothing else is to be registered.
 */
import { applyDecorators, Injectable, SetMetadata } from '@nestjs/common';
import type { WorkTx } from '../db/work-door';

/**
 * Clinic by clinic: looks what is due and does it, in one transaction as `app_worker`. It may be cut off and come again at any
 * moment, and must then find what is left; it never relies on having run at a certain time. Never twice at once for one clinic,
 * in whatever process; a clinic at which it throws keeps nothing of it, and does not keep it from the others.
 */
export interface Round {
  /** Unlike any other's; kebab-case. */
  name: string;
  /** One that divides a day evenly. The first comes with the worker's start. */
  everyMinutes: number;
  visit(tx: WorkTx): Promise<void>;
}

export const COMES_ROUND = 'work:comes-round';

/** Makes a provider a round. */
export const ComesRound = () => applyDecorators(Injectable(), SetMetadata(COMES_ROUND, true));
