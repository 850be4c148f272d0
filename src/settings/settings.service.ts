import { Injectable } from '@nestjs/common';
import { daysBetween } from '../calendar/days';
import { faultsOfAnnouncement } from '../clinic/announcement';
import { saveChanged } from '../clinic/clinic-change';
import type { Clinic } from '../clinic/clinic.entity';
import { ClinicService } from '../clinic/clinic.service';
import { CONTRAST_LEAST, contrast, isReadable, WHITE } from '../clinic/colours';
import { faultsOfIssuers, issuersOf } from '../clinic/issuers';
import type { Tx } from '../db/tx';
import { AppError, type FieldFault } from '../http/errors';
import { cursorKey, rowsFor } from '../http/page';
import { ALWAYS_OFFERED, LANGUAGES } from '../language/languages';
import type { ChangeSettingsDto, ClinicChangeDto, ClinicChangeQuery, LookColumns } from './settings.dto';

export interface Settings {
  clinic: Clinic;
  /** In the order of their names. */
  issuerIds: string[];
}

/** What a clinic sets for itself. Whether a value is possible is asked of the rules in clinic/; nothing is decided twice. */
@Injectable()
export class SettingsService {
  constructor(private readonly clinics: ClinicService) {}

  async read(tx: Tx): Promise<Settings> {
    return { clinic: await this.clinics.getClinic(tx), issuerIds: await issuersOf(tx) };
  }

  /** Throws revision.stale, and request.invalid for what cannot be read, said or worked by. */
  async change(tx: Tx, expected: number, asked: ChangeSettingsDto): Promise<Settings> {
    const clinic = await this.clinics.getForUpdate(tx, expected);
    const { announcement, issuerIds, languages, ...rest } = asked;
    const before = await issuersOf(tx);
    const after = issuerIds ?? before;
    const isAboutIssuers = [issuerIds, rest.mayIssue, rest.massageTherapistsMayIssue].some(
      (said) => said !== undefined,
    );
    refuseIfAny([
      ...faultsOfLook(asked),
      ...(isAboutIssuers ? await faultsOfIssuers(tx, { ...clinic, ...rest }, after) : []),
    ]);
    if (issuerIds !== undefined) {
      await tx.query(
        'update portal.staff set is_issuer = not is_issuer where is_issuer <> (id = any ($1::uuid[]))',
        [issuerIds],
      );
    }
    const change: Partial<Clinic> = {
      ...rest,
      ...(languages && { languages: LANGUAGES.filter((one) => languages.includes(one)) }),
      ...(announcement !== undefined && {
        announcement: announcement?.text ?? null,
        announcementFrom: announcement?.from ?? null,
        announcementUntil: announcement?.until ?? null,
      }),
    };
    const named = { before: { issuerIds: before }, after: { issuerIds: await issuersOf(tx) } };
    await saveChanged(tx, clinic, change, 'settings.changed', named);
    return this.read(tx);
  }

  /** For whoever is of this clinic, patients too: their role may read these columns and no others. */
  async look(tx: Tx): Promise<LookColumns> {
    const [row] = await tx.query<LookColumns>(
      `select name, accent, languages, country, logo_mime as "logoMime", logo_bytes as "logoBytes",
         logo_width as "logoWidth", logo_height as "logoHeight"
       from portal.clinic where id = $1`,
      [tx.actor.clinicId],
    );
    return row as LookColumns;
  }

  /** Newest first, one more than the page shows. */
  async listChanges(tx: Tx, query: ClinicChangeQuery): Promise<ClinicChangeDto[]> {
    const after = cursorKey(query, 2) ?? [null, null];
    const rows = await tx.query<Omit<ClinicChangeDto, 'at'> & { at: Date }>(
      `select id, at, by_staff_id as "byStaffId", field, before, after from portal.clinic_change
       where ($1::timestamptz is null or (at, id) < ($1::timestamptz, $2::uuid)) and ($3::text is null or field = $3)
       order by at desc, id desc limit $4`,
      [...after, query.field ?? null, rowsFor(query)],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }
}

function faultsOfLook({ accent, announcement, languages }: ChangeSettingsDto): FieldFault[] {
  const faults: FieldFault[] = [];
  if (accent && !isReadable(accent)) {
    const found = Math.floor(contrast(accent, WHITE) * 100) / 100;
    const detail = `Its contrast with white is ${found} to 1, and has to be ${CONTRAST_LEAST} at least. Choose a darker one.`;
    faults.push({ pointer: '/accent', code: 'contrast', detail });
  }
  if (announcement) {
    faults.push(
      ...faultsOfAnnouncement(announcement, daysBetween(announcement.from, announcement.until) + 1),
    );
  }
  if (languages && !languages.includes(ALWAYS_OFFERED)) {
    const detail =
      'English is always offered: it is what shows where a text is not there in another language.';
    faults.push({ pointer: '/languages', code: 'english', detail });
  }
  return faults;
}

function refuseIfAny(faults: FieldFault[]): void {
  if (faults.length > 0) throw new AppError('request.invalid', undefined, faults);
}
