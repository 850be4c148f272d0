import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { saveChanged } from '../clinic/clinic-change';
import type { Clinic, Logo } from '../clinic/clinic.entity';
import { ClinicService } from '../clinic/clinic.service';
import { Door, type Entering } from '../db/door';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { assertRevision } from '../http/revision';
import { KeptPictures } from '../media/kept-pictures';
import { keptUnder } from '../media/media.entity';
import { MEDIA_STORE, type MediaStore } from '../media/store/media-store';
import { LOGO_BYTES_MAX, lookIntoLogo } from './logo';
import { type Settings, SettingsService } from './settings.service';

/**
 * The clinic's picture: looked into by its bytes and cleaned as other pictures are, kept in the store, and never an SVG, which can
 * hold programs. No transaction is open while bytes travel. The one before goes when the new one stands.
 */
@Injectable()
export class LogoService {
  constructor(
    private readonly door: Door,
    private readonly clinics: ClinicService,
    private readonly settings: SettingsService,
    private readonly kept: KeptPictures,
    @Inject(MEDIA_STORE) private readonly store: MediaStore,
  ) {}

  /** Throws logo.format, logo.too_large, media.unreadable, revision.stale. */
  async replace(entering: Entering, expected: number, body: Readable): Promise<Settings> {
    const clinicId = await this.door.openTx(entering, async (tx) => {
      assertRevision(await this.clinics.getClinic(tx), expected);
      return tx.actor.clinicId;
    });
    const found = lookIntoLogo(await wholeOf(body));
    const key = `${clinicId}/${randomUUID()}`;
    await this.store.put(keptUnder(key), found.content.length, once(found.content));
    return this.put(entering, expected, { ...found.logo, key });
  }

  async remove(entering: Entering, expected: number): Promise<Settings> {
    return this.put(entering, expected, null);
  }

  /** Throws logo.none. Null where the store is in trouble. */
  async read(entering: Entering): Promise<{ logo: Logo; content: Buffer | null }> {
    const logo = await this.door.openTx(entering, readLogo);
    if (!logo) throw new AppError('logo.none');
    return { logo, content: await this.contentOf(logo) };
  }

  /** For a page or a paper, which does without where it is not as it was kept. Never while a transaction is open. */
  async contentOf({ key, mime, bytes, sha256 }: Logo): Promise<Buffer | null> {
    return this.kept.read({ id: key, storageKey: key, mime, bytes, sha256 });
  }

  private async put(entering: Entering, expected: number, logo: Logo | null): Promise<Settings> {
    const work = async (tx: Tx): Promise<{ settings: Settings; outlived: string | null | undefined }> => {
      const clinic = await this.clinics.getForUpdate(tx, expected);
      const isNew = await saveChanged(tx, clinic, columnsOf(logo), 'clinic.logo_changed');
      // the one before, or the same picture sent again
      return { settings: await this.settings.read(tx), outlived: isNew ? clinic.logoKey : logo?.key };
    };
    const { settings, outlived } = await this.door.openTx(entering, work).catch(async (fault: unknown) => {
      // of any other fault nobody knows whether a row names it now
      if (fault instanceof AppError) await this.removeBytes(logo?.key);
      throw fault;
    });
    await this.removeBytes(outlived);
    return settings;
  }

  private async removeBytes(key: string | null | undefined): Promise<void> {
    if (key) await this.store.remove(keptUnder(key)).catch(() => undefined);
  }
}

/** As the asker may see it; null: there is none. */
export async function readLogo(tx: Tx): Promise<Logo | null> {
  const [row] = await tx.query<{ logo: Logo | null }>(
    `select case when logo_key is not null then json_build_object('key', logo_key, 'mime', logo_mime, 'bytes', logo_bytes,
       'sha256', logo_sha256, 'width', logo_width, 'height', logo_height) end as logo
     from portal.clinic where id = $1`,
    [tx.actor.clinicId],
  );
  return row?.logo ?? null;
}

async function wholeOf(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // left open when refused in the middle, or there would be nobody to answer
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LOGO_BYTES_MAX) throw new AppError('logo.too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

const columnsOf = (logo: Logo | null): Partial<Clinic> => ({
  logoKey: logo?.key ?? null,
  logoMime: logo?.mime ?? null,
  logoBytes: logo?.bytes ?? null,
  logoSha256: logo?.sha256 ?? null,
  logoWidth: logo?.width ?? null,
  logoHeight: logo?.height ?? null,
});

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
