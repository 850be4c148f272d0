import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { USUAL_ACCENT } from '../clinic/colours';
import { type Country, numbersOf } from '../clinic/emergency-numbers';
import { Door, type Entering } from '../db/door';
import type { Tx } from '../db/tx';
import { LogoService, readLogo } from '../settings/logo.service';
import type { OwnDataQuery } from './own-data.dto';
import { type ClinicPlace, PAGE_POLICY, type PageLook, styleOf } from './readable-page';

interface Asked {
  entering: Entering;
  form: OwnDataQuery['form'];
  reply: FastifyReply;
}

interface Row {
  accent: string | null;
  country: Country;
}

/**
 * Somebody's own data, as JSON or as a page that they keep. The page looks like their clinic: its colour and its picture, which is in
 * the page itself, as nothing is loaded from anywhere. What is asked is read in a transaction of its own; the picture's bytes after
 * it, and for a page only.
 */
@Injectable()
export class PageLookService {
  constructor(
    private readonly door: Door,
    private readonly logos: LogoService,
  ) {}

  /** The page's headers are set here. `read` is asked once, whichever form it is. */
  async answer<T extends object>(
    { entering, form, reply }: Asked,
    read: (tx: Tx) => Promise<T>,
    pageOf: (found: T, place: ClinicPlace, look: PageLook) => string,
  ): Promise<T | string> {
    void reply.header('cache-control', 'no-store');
    if (form !== 'readable') return this.door.openTx(entering, read);
    const { found, timeZone, clinic, logo } = await this.door.openTx(entering, async (tx) => {
      const [clinic] = await tx.query<Row>('select accent, country from portal.clinic where id = $1', [
        tx.actor.clinicId,
      ]);
      return {
        found: await read(tx),
        timeZone: tx.timeZone,
        clinic: clinic as Row,
        logo: await readLogo(tx),
      };
    });
    const content = logo && (await this.logos.contentOf(logo));
    const picture = logo && content ? `data:${logo.mime};base64,${content.toString('base64')}` : null;
    const look = { accent: clinic.accent ?? USUAL_ACCENT, picture };
    void reply.header('content-security-policy', policyFor(look)).type('text/html; charset=utf-8');
    return pageOf(found, { timeZone, numbers: numbersOf(clinic.country) }, look);
  }
}

/** What a browser may do with the page: show it, with this very style and with a picture that is in it. */
function policyFor(look: PageLook): string {
  const style = createHash('sha256').update(styleOf(look)).digest('base64');
  return `${PAGE_POLICY}; style-src 'sha256-${style}'${look.picture ? '; img-src data:' : ''}`;
}
