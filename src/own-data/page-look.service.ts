import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { USUAL_ACCENT } from '../clinic/colours';
import { type Country, numbersOf } from '../clinic/emergency-numbers';
import { Door, type Entering } from '../db/door';
import type { Tx } from '../db/tx';
import { LogoService, readLogo } from '../settings/logo.service';
import { type ClinicPlace, PAGE_POLICY, type PageLook, styleOf } from './readable-page';

interface Found<T> {
  found: T;
  place: ClinicPlace;
  look: PageLook;
}

interface Row {
  accent: string | null;
  country: Country;
}

/**
 * A page that somebody keeps looks like their clinic: its colour and its picture, which is in the page itself, as nothing is loaded
 * from anywhere. What is asked is read in a transaction of its own; the picture's bytes after it.
 */
@Injectable()
export class PageLookService {
  constructor(
    private readonly door: Door,
    private readonly logos: LogoService,
  ) {}

  async read<T>(entering: Entering, work: (tx: Tx) => Promise<T>): Promise<Found<T>> {
    const { found, timeZone, clinic, logo } = await this.door.openTx(entering, async (tx) => {
      const [clinic] = await tx.query<Row>('select accent, country from portal.clinic where id = $1', [
        tx.actor.clinicId,
      ]);
      const { timeZone } = tx;
      return { found: await work(tx), timeZone, clinic: clinic as Row, logo: await readLogo(tx) };
    });
    const content = logo && (await this.logos.contentOf(logo));
    const picture = logo && content ? `data:${logo.mime};base64,${content.toString('base64')}` : null;
    return {
      found,
      place: { timeZone, numbers: numbersOf(clinic.country) },
      look: { accent: clinic.accent ?? USUAL_ACCENT, picture },
    };
  }
}

/** What a browser may do with the page: show it, with this very style and with a picture that is in it. */
export function policyFor(look: PageLook): string {
  const style = createHash('sha256').update(styleOf(look)).digest('base64');
  return `${PAGE_POLICY}; style-src 'sha256-${style}'${look.picture ? '; img-src data:' : ''}`;
}
