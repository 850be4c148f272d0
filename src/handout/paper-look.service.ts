import { Injectable } from '@nestjs/common';
import { LogoService } from '../settings/logo.service';
import type { PaperLook } from './handout';
import type { Head } from './handout.repository';
import { printable } from './printable-picture';

/** Reads the clinic's picture for a paper. A paper goes without what is missing, damaged or cannot be printed. */
@Injectable()
export class PaperLookService {
  constructor(private readonly logos: LogoService) {}

  /** Never while a transaction is open. */
  async withPicture({ accent, logo }: Head['look']): Promise<PaperLook> {
    const bytes = logo && (await this.logos.contentOf(logo));
    return { accent, logo: bytes && printable(bytes) };
  }
}
