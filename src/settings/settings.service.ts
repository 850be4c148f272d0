import { Injectable } from '@nestjs/common';
import { daysBetween } from '../calendar/days';
import { faultsOfAnnouncement } from '../clinic/announcement';
import { saveChanged } from '../clinic/clinic-change';
import { type Clinic, Staff } from '../clinic/clinic.entity';
import { ClinicService } from '../clinic/clinic.service';
import { CONTRAST_LEAST, contrast, isReadable, WHITE } from '../clinic/colours';
import { ALWAYS_OFFERED, LANGUAGES } from '../language/languages';
import type { Tx } from '../db/tx';
import { AppError, type FieldFault } from '../http/errors';
import { cursorKey, rowsFor } from '../http/page';
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
    const mayIssue = rest.mayIssue ?? clinic.mayIssue;
    refuseIfAny([
      ...faultsOfLook(asked),
      ...(mayIssue === 'named'
        ? await this.faultsOfIssuers(tx, clinic, asked, after)
        : await strangers(tx, after)),
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

  /** Named are clinicians of this clinic, and one of them at least may sign today: else nobody could issue anything. */
  private async faultsOfIssuers(
    tx: Tx,
    clinic: Clinic,
    asked: ChangeSettingsDto,
    named: readonly string[],
  ): Promise<FieldFault[]> {
    const unknown = await strangers(tx, named);
    if (unknown.length > 0) return unknown;
    const massageTherapistsMayIssue = asked.massageTherapistsMayIssue ?? clinic.massageTherapistsMayIssue;
    const staff = await tx.em.createQueryBuilder(Staff, 's').where('s.id = any(:named)', { named }).getMany();
    if (staff.some((one) => one.maySign(tx.today, { massageTherapistsMayIssue }))) return [];
    const detail = 'Name at least one registered clinician who may sign today, or nobody could issue a plan.';
    return [{ pointer: '/issuerIds', code: 'nobody', detail }];
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

async function strangers(tx: Tx, ids: readonly string[]): Promise<FieldFault[]> {
  const rows = await tx.query<{ id: string }>(
    `select id from portal.staff where id = any ($1::uuid[]) and 'clinician' = any (roles)`,
    [ids],
  );
  const detail = 'Your clinic has no clinician with this id.';
  return ids.flatMap((id, place) =>
    rows.some((row) => row.id === id) ? [] : [{ pointer: `/issuerIds/${place}`, code: 'clinician', detail }],
  );
}

async function issuersOf(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select id from portal.staff where is_issuer order by name, id',
  );
  return rows.map(({ id }) => id);
}

function refuseIfAny(faults: FieldFault[]): void {
  if (faults.length > 0) throw new AppError('request.invalid', undefined, faults);
}
