/**
 * That something reported, or left unreported, should be looked at; and what the clinic has heard of the same before. While an
 * alert is open what comes in is counted there; once it is closed only what came after counts, and makes another. Pure.
 */
import type { AlertKind } from './alert-rules';

export interface Occasion {
  kind: AlertKind;
  /** What it is about within its kind. Of a kind and key at most one is open for a patient. */
  key: string;
  prescriptionId: string | null;
  /** Numbers, days, codes and ids; alert-words.ts says them. */
  facts: Record<string, unknown>;
}

/** Of one kind and key. */
export interface HeardBefore {
  /** When an open one last counted something; null: none is open. */
  lastAt: Date | null;
  /** When the last one was closed; null: none ever was. */
  closedAt: Date | null;
}

const NEVER: HeardBefore = { lastAt: null, closedAt: null };

export class Heard {
  private readonly before = new Map<string, HeardBefore>();

  constructor(rows: readonly ({ kind: AlertKind; key: string } & HeardBefore)[] = []) {
    for (const { kind, key, lastAt, closedAt } of rows) {
      this.before.set(`${kind} ${key}`, { lastAt, closedAt });
    }
  }

  of(kind: AlertKind, key: string): HeardBefore {
    return this.before.get(`${kind} ${key}`) ?? NEVER;
  }

  /** For what happens once and is then over, such as the day of a review. */
  ever(kind: AlertKind, key: string): boolean {
    return this.before.has(`${kind} ${key}`);
  }
}

/** Whether evidence tells something new: all of it came after the last closing, and some of it after the last count. */
export function isNews({ lastAt, closedAt }: HeardBefore, receivedAt: readonly Date[]): boolean {
  const all = receivedAt.every((at) => closedAt === null || at > closedAt);
  return all && receivedAt.some((at) => lastAt === null || at > lastAt);
}
