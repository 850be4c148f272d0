import { Injectable } from '@nestjs/common';
import type { StaffRecord } from '../clinic/staff.repository';
import { ClinicService } from '../clinic/clinic.service';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import type { InvitationDto } from '../identity/invitation.dto';
import { InvitationService } from '../identity/invitation.service';
import type { NewLocumDto } from './locum.dto';
import type { StoodInFor } from './opening-hours.entity';
import { OpeningHoursService } from './opening-hours.service';

export interface Locum {
  staff: StaffRecord;
  covers: StoodInFor[];
  invitation: InvitationDto;
}

/** Somebody who comes for some days and looks for others meanwhile. Their dates end both: nobody has to remember it. */
@Injectable()
export class LocumService {
  constructor(
    private readonly clinics: ClinicService,
    private readonly openingHours: OpeningHoursService,
    private readonly invitations: InvitationService,
  ) {}

  /** Throws cover.overlaps, and request.invalid naming whom nobody can stand in for then; of that nothing stays. */
  async engage(tx: Tx, { covers: coveredIds = [], ...fields }: NewLocumDto): Promise<Locum> {
    const { activeFrom: from, activeTo: to } = fields;
    const { staff } = await this.clinics.engage(tx, { ...fields, roles: ['clinician'] });
    const covers: StoodInFor[] = [];
    for (const [place, staffId] of coveredIds.entries()) {
      const cover = { staffId, coveredById: staff.id, from, to };
      covers.push(await this.openingHours.arrange(tx, cover).catch((thrown) => pointTo(place, thrown)));
    }
    const invitation = await this.invitations.invite(tx, staff.id);
    return { staff: await this.clinics.readStaff(tx, staff.id), covers, invitation };
  }
}

/** What a cover calls its fields, by their names in the body of a locum. */
function pointTo(place: number, thrown: unknown): never {
  if (!(thrown instanceof AppError) || !thrown.errors) throw thrown;
  const pointers: Record<string, string> = { '/to': '/activeTo', '/staffId': `/covers/${place}` };
  const errors = thrown.errors.map((fault) => ({
    ...fault,
    pointer: pointers[fault.pointer] ?? fault.pointer,
  }));
  throw new AppError(thrown.code, thrown.detail, errors);
}
