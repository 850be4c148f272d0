import { Injectable } from '@nestjs/common';
import { recordReading } from '../audit/record';
import { Door, type Entering } from '../db/door';
import type { Tx } from '../db/tx';
import { HoldService } from '../hold/hold.service';
import { AppError } from '../http/errors';
import { SecretLinks } from '../identity/secret';
import { readWords } from '../language/language.repository';
import type { Words } from '../language/words';
import { PatientLinkService } from '../patient/patient-link.service';
import { isDischarged } from '../patient/patient.repository';
import { getWhole, type WholePrescription } from '../prescription/prescription.repository';
import { type Handout, initialsOf } from './handout';
import { HandoutPicturesService } from './handout-pictures.service';
import {
  adviceShownNow,
  type Head,
  type ItemToPrint,
  itemsAdvised,
  itemsShownNow,
  leftOutNow,
  readHead,
} from './handout.repository';
import { PaperLookService } from './paper-look.service';
import { printHandout } from './print-handout';

/** What was read in a transaction; its pictures are read after it. */
type Unillustrated = Omit<Handout, 'items' | 'look'> & { items: ItemToPrint[]; look: Head['look'] };

/** Asked of both kinds. */
export interface Asked {
  logWeeks?: number;
}

/**
 * Paper for the patient. It cannot be taken back, so it is printed only while the advice stands, and says until when. Reads in a
 * transaction of its own, and reads pictures and prints after it: that takes its time.
 */
@Injectable()
export class HandoutService {
  constructor(
    private readonly door: Door,
    private readonly links: SecretLinks,
    private readonly holds: HoldService,
    private readonly patientLinks: PatientLinkService,
    private readonly pictures: HandoutPicturesService,
    private readonly looks: PaperLookService,
  ) {}

  /** What shows to the patient or their carer now. Throws handout.nothing_shows. */
  async printShown(entering: Entering, { logWeeks = 1 }: Asked): Promise<Buffer> {
    const handout = await this.door.openTx(entering, async (tx) => {
      const patientId = tx.actor.patientId as string;
      const words = await readWords(tx, patientId);
      const items = await itemsShownNow(tx, words);
      if (items.length === 0) throw new AppError('handout.nothing_shows');
      tx.sawRecordOf(patientId);
      await recordReading(tx, 'handout.printShown');
      const initials = await this.initials(tx, patientId);
      const [advice, leftOut] = [await adviceShownNow(tx), await leftOutNow(tx)];
      return {
        ...(await this.sheet(tx, words)),
        initials,
        items,
        advice,
        leftOut,
        logWeeks,
      } satisfies Unillustrated;
    });
    return this.printed(handout);
  }

  /**
   * What a clinician hands over: all that the live version asks for from today on. It waits neither for its first day nor for
   * the patient's confirmation: it is given to them in person. `withLink`: the square is a new link, which replaces the one
   * that was open.
   * Throws prescription.nothing_live, .wrong_standing, .on_hold, .patient_discharged or .footing_gone.
   */
  async printAdvised(
    entering: Entering,
    id: string,
    { logWeeks = 1, withLink = false }: Asked & { withLink?: boolean },
  ): Promise<Buffer> {
    const handout = await this.door.openTx(entering, async (tx) => {
      const whole = await getWhole(tx, id);
      const { patientId } = whole.prescription;
      tx.sawRecordOf(patientId);
      await this.assertStands(tx, whole);
      const words = await readWords(tx, patientId);
      const advised = await itemsAdvised(tx, whole, words);
      if (advised.items.length === 0) throw new AppError('prescription.nothing_live');
      const sheet = await this.sheet(tx, words);
      if (withLink) {
        const { link } = await this.patientLinks.issue(tx, patientId);
        sheet.entrance = { address: link, isKey: true };
      }
      await recordReading(tx, withLink ? 'handout.printWithLink' : 'handout.print');
      const initials = await this.initials(tx, patientId);
      return { ...sheet, ...advised, initials, logWeeks } satisfies Unillustrated;
    });
    return this.printed(handout);
  }

  private async printed(handout: Unillustrated): Promise<Buffer> {
    const look = await this.looks.withPicture(handout.look);
    return printHandout({ ...handout, look, items: await this.pictures.choose(handout.items) });
  }

  private async sheet(tx: Tx, words: Words): Promise<Head & Pick<Handout, 'entrance' | 'madeAt' | 'madeOn'>> {
    return {
      ...(await readHead(tx, words)),
      entrance: { address: this.links.entrance, isKey: false },
      madeAt: tx.now,
      madeOn: tx.today,
    };
  }

  /** A carer is not told the name of whom they look after. */
  private async initials(tx: Tx, patientId: string): Promise<string | null> {
    if (tx.actor.role === 'carer') return null;
    const [patient] = await tx.query<{ name: string }>('select name from portal.patient where id = $1', [
      patientId,
    ]);
    return patient ? initialsOf(patient.name) : null;
  }

  private async assertStands(tx: Tx, { prescription }: WholePrescription): Promise<void> {
    const { id, patientId, standing, adviceUntil } = prescription;
    if (standing === 'paused') {
      throw new AppError('prescription.wrong_standing', 'It is paused. Resume it, then print it.');
    }
    if (standing !== 'issued' || (adviceUntil as string) < tx.today)
      throw new AppError('prescription.nothing_live');
    if (await this.holds.hasOpen(tx, patientId)) throw new AppError('prescription.on_hold');
    if (await isDischarged(tx, patientId)) throw new AppError('prescription.patient_discharged');
    const [sound] = await tx.query<{ is: boolean }>('select portal.rests_soundly($1) as "is"', [id]);
    if (!sound?.is) throw new AppError('prescription.footing_gone');
  }
}
