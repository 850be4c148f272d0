/**
 * Hands a mail over to be sent, in the transaction of what it tells of: it goes out after the commit, or never. What it says is
 * made from its kind when it is sent (the words stand with the kinds); nothing clinical may be among the facts.
 */
import type { WorkTx } from '../db/work-door';
import type { Tx } from '../db/tx';

export const MAIL_KINDS = [
  'patient_link',
  'carer_link',
  'email_confirmation',
  'email_changed',
  'plan_changed',
  'plan_ends_soon',
  'reminder',
  'access_ends_soon',
  'own_choice_soon',
  'alert_raised',
  'alert_escalated',
  'nobody_to_look',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export interface Posted {
  kind: MailKind;
  to: string;
  patientId?: string | null;
  carerId?: string | null;
  staffId?: string | null;
  /** Ids, days and counts. */
  facts?: Record<string, unknown>;
  /** Of mails with the same key that wait, one is sent. */
  once?: string;
  /** Not before; now unless said. */
  after?: Date;
}

/** Answers the mail's id. */
export async function postMail(tx: Tx | WorkTx, mail: Posted): Promise<string> {
  const [posted] = await tx.query<{ id: string }>(
    'select portal.post_mail($1, $2, $3, $4, $5, $6, $7, $8) as id',
    [
      mail.kind,
      mail.to,
      mail.patientId ?? null,
      mail.carerId ?? null,
      mail.staffId ?? null,
      mail.facts ?? {},
      mail.once ?? null,
      mail.after ?? null,
    ],
  );
  return (posted as { id: string }).id;
}

export interface PostedToStaff {
  kind: MailKind;
  staffIds: readonly string[];
  /** Ids, days and counts. */
  facts?: Record<string, unknown>;
  /** Of mails with the same key that wait, each person gets one. */
  once: string;
}

/** One to each, at the address that the clinic has of them, which whoever posts it need not know. */
export async function mailStaff(tx: Tx | WorkTx, mail: PostedToStaff): Promise<void> {
  await tx.query('select portal.mail_staff($1, $2, $3, $4)', [
    mail.kind,
    mail.staffIds,
    mail.facts ?? {},
    mail.once,
  ]);
}
