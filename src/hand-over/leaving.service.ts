import { Injectable } from '@nestjs/common';
import type { StaffRecord } from '../clinic/staff.repository';
import { ClinicService } from '../clinic/clinic.service';
import type { Tx } from '../db/tx';
import type { StoodInFor } from '../opening-hours/opening-hours.entity';
import { OpeningHoursService } from '../opening-hours/opening-hours.service';
import type { HandOver } from './hand-over.repository';
import { HandOverService } from './hand-over.service';
import type { LeavingFieldsDto } from './leaving.dto';

/** Ids, in the order in which one would work through them. */
export interface WhatIsLeft {
  staffId: string;
  lastDay: string | null;
  patients: string[];
  plans: string[];
  alerts: string[];
  planDrafts: string[];
  assessmentDrafts: string[];
  covers: StoodInFor[];
  mails: number;
  isBackup: boolean;
}

/**
 * When somebody leaves. Nothing that is left keeps anybody here: from the day after their last, whom they looked after is on every
 * clinician's list, and the staff's list says so until somebody takes over. What they issued stands.
 */
@Injectable()
export class LeavingService {
  constructor(
    private readonly clinics: ClinicService,
    private readonly openingHours: OpeningHoursService,
    private readonly handOvers: HandOverService,
  ) {}

  async whatIsLeft(tx: Tx, staffId: string): Promise<WhatIsLeft> {
    const { activeTo: lastDay } = await this.clinics.getStaff(tx, staffId);
    const [left] = await tx.query<Omit<WhatIsLeft, 'staffId' | 'lastDay' | 'covers'>>(
      `select patients::text[] as patients, plans::text[] as plans, alerts::text[] as alerts,
         plan_drafts::text[] as "planDrafts", assessment_drafts::text[] as "assessmentDrafts", mails,
         is_backup as "isBackup"
       from portal.what_is_left($1)`,
      [staffId],
    );
    const covers = (await this.openingHours.listCovers(tx)).filter((cover) =>
      [cover.staffId, cover.coveredBy].includes(staffId),
    );
    return { staffId, lastDay, ...left!, covers };
  }

  /** Throws what a hand-over throws, and staff.last_admin. Where there is nobody to hand over, nothing is. */
  async leave(
    tx: Tx,
    staffId: string,
    expected: number,
    { lastDay, handOverToId, note }: LeavingFieldsDto,
  ): Promise<{ staff: StaffRecord; handOver: HandOver | null; left: WhatIsLeft }> {
    await this.clinics.changeStaff(tx, staffId, expected, { activeTo: lastDay });
    const [caseload] = await tx.query<{ size: number }>(
      'select count(*)::int as size from portal.patient where responsible_staff_id = $1 and merged_into_id is null',
      [staffId],
    );
    const handOver =
      handOverToId && caseload!.size > 0
        ? await this.handOvers.handOver(tx, {
            fromId: staffId,
            toId: handOverToId,
            all: true,
            reason: 'leaving',
            note,
          })
        : null;
    const left = await this.whatIsLeft(tx, staffId);
    return { staff: await this.clinics.readStaff(tx, staffId), handOver, left };
  }
}
