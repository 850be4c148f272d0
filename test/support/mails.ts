/**
 * The mails that wait to be sent, and the addresses that they would carry: made as the worker makes them, by its own login, so
 * that a test can open what a person would find in their letter-box.
 */
import { WorkDoor } from '../../src/db/work-door';
import { KeyedSecrets } from '../../src/identity/keyed-secret';
import { SecretLinks } from '../../src/identity/secret';
import { MailedLinks } from '../../src/mail/mailed-link';
import { people } from './cast';
import { JWT_SECRET, type Stage } from './stage';

export interface WaitingMail {
  id: string;
  kind: string;
  to_address: string;
  clinic_id: string;
  patient_id: string | null;
  carer_id: string | null;
}

/** Those posted since the furniture, oldest first. */
export const mailsOf = (stage: Stage, kind?: string): Promise<WaitingMail[]> =>
  stage.owner(
    `select id, kind, to_address, clinic_id, patient_id, carer_id from portal.mail
     where sent_at is null and dropped_at is null and ($1::text is null or kind = $1) order by created_at, id`,
    [kind ?? null],
  );

/** The address in this mail, or null when it is not to go out; made with `jwtSecret`, the server's own unless said. */
export async function linkIn(
  stage: Stage,
  mail: WaitingMail,
  jwtSecret = JWT_SECRET,
): Promise<string | null> {
  const links = new MailedLinks(new KeyedSecrets(jwtSecret), new SecretLinks('https://portal.example'));
  const door = new WorkDoor(stage.workerUrl);
  try {
    const at = { clinicId: mail.clinic_id, timeZone: 'Europe/London' };
    return await door.openTx(at, (tx) => links.linkForMail(tx, mail.id));
  } finally {
    await door.close();
  }
}

export const secretOf = (link: string | null): string => (link ?? '').split('#')[1] ?? '';

/** As the worker does once the letter is out. */
export const markSent = (stage: Stage, mail: WaitingMail): Promise<unknown> =>
  stage.owner('update portal.mail set sent_at = portal.portal_now() where id = $1', [mail.id]);

/** As if nobody had asked for anything in a long while, whatever the clock said when they did. */
export async function emptyLetterbox(stage: Stage): Promise<void> {
  await stage.owner(
    `update portal.mail set created_at = '2020-01-01', dropped_at = coalesce(dropped_at, '2020-01-01'),
       dropped_because = coalesce(dropped_because, 'test')`,
  );
  await stage.owner(`update portal.patient set email = 'ann@home.example' where id = $1`, [people.ann.id]);
}
