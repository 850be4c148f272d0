import { Injectable } from '@nestjs/common';
import { recordReading } from '../audit/record';
import { Door, type Entering } from '../db/door';
import { AppError } from '../http/errors';
import { SecretLinks } from '../identity/secret';
import { readWords } from '../language/language.repository';
import { PatientLinkService } from '../patient/patient-link.service';
import { readHead } from './handout.repository';
import { printLinkLetter } from './link-letter';
import { PaperLookService } from './paper-look.service';

/**
 * The letter that the desk posts or hands over: a new link in a square. It asks for no plan, so it can tell nothing of one, and
 * it is printed after the transaction: that takes its time.
 */
@Injectable()
export class LinkLetterService {
  constructor(
    private readonly door: Door,
    private readonly links: SecretLinks,
    private readonly patientLinks: PatientLinkService,
    private readonly looks: PaperLookService,
  ) {}

  /** Replaces the link that was open, as any new link does. Throws not_found. */
  async print(entering: Entering, patientId: string): Promise<Buffer> {
    const letter = await this.door.openTx(entering, async (tx) => {
      const { link } = await this.patientLinks.issue(tx, patientId);
      const [patient] = await tx.query<{ name: string; address: string | null }>(
        'select name, address from portal.patient where id = $1',
        [patientId],
      );
      if (!patient) throw new AppError('not_found');
      tx.sawRecordOf(patientId);
      await recordReading(tx, 'linkLetter.print');
      const { clinic, look, words } = await readHead(tx, await readWords(tx, patientId));
      const made = { madeAt: tx.now, madeOn: tx.today };
      return { ...patient, ...made, words, clinic, look, link, entrance: this.links.entrance };
    });
    return printLinkLetter({ ...letter, look: await this.looks.withPicture(letter.look) });
  }
}
