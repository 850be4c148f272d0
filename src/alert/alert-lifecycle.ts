/**
 * Where an alert stands and what can be done with it: open, acknowledged, closed with a note. Closed stays closed: the same
 * finding later is another alert. Whoever closes one that nobody acknowledged has seen it with that. Pure.
 */
import { AppError, type ErrorCode } from '../http/errors';

export const ALERT_STANDINGS = ['open', 'acknowledged', 'closed'] as const;
export type AlertStanding = (typeof ALERT_STANDINGS)[number];

export const ALERT_STEPS = ['acknowledgement', 'closing'] as const;
export type AlertStep = (typeof ALERT_STEPS)[number];

const NEXT: Record<AlertStanding, Record<AlertStep, AlertStanding | ErrorCode>> = {
  open: { acknowledgement: 'acknowledged', closing: 'closed' },
  acknowledged: { acknowledgement: 'alert.acknowledged_already', closing: 'closed' },
  closed: { acknowledgement: 'alert.closed', closing: 'alert.closed' },
};

export function standingOf(alert: { acknowledgedAt: Date | null; closedAt: Date | null }): AlertStanding {
  if (alert.closedAt !== null) return 'closed';
  return alert.acknowledgedAt === null ? 'open' : 'acknowledged';
}

/** Throws alert.acknowledged_already or alert.closed. */
export function nextStanding(from: AlertStanding, step: AlertStep): AlertStanding {
  const next = NEXT[from][step];
  const standing = ALERT_STANDINGS.find((one) => one === next);
  if (!standing) throw new AppError(next as ErrorCode);
  return standing;
}
