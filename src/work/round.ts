import type { WorkTx } from '../db/work-door';

/**
 * Work that comes round by itself, clinic by clinic: looks what is due and does it, in one transaction as `app_worker`. It may
 * be cut off and come again at any moment, and must then find what is left; it never relies on having run at a certain time.
 */
export interface Round {
  name: string;
  everyMinutes: number;
  visit(tx: WorkTx): Promise<void>;
}
