import { Injectable } from '@nestjs/common';
import type { WorkTx } from '../db/work-door';
import { KeyedSecrets } from '../identity/keyed-secret';
import { secretHash, SecretLinks } from '../identity/secret';

/**
 * The address that a mail carries, made when the mail is sent. The secret in it follows from the mail's id, so that a mail
 * that is sent again after a crash carries the same one; the database learns its hash only. Whoever sends must not keep it.
 */
@Injectable()
export class MailedLinks {
  constructor(
    private readonly secrets: KeyedSecrets,
    private readonly links: SecretLinks,
  ) {}

  /**
   * Of a mail of kind patient_link, carer_link or email_confirmation, in the worker's transaction at the mail's clinic: makes
   * the link (for a mail sent before: finds it) and answers its whole address. It lives seven days from now until somebody
   * opens it. Null: the mail is not to go out, because the address is not on file any more, the link was revoked, the carer
   * is one no more, or the change of address is over; drop it then.
   */
  async linkForMail(tx: WorkTx, mailId: string): Promise<string | null> {
    const secret = this.secrets.mailedLinkSecret(mailId);
    const [row] = await tx.query<{ kind: string | null }>('select portal.link_of_mail($1, $2) as kind', [
      mailId,
      secretHash(secret),
    ]);
    if (!row?.kind) return null;
    return row.kind === 'email_confirmation' ? this.links.forEmail(secret) : this.links.forPatient(secret);
  }
}
