import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { record } from '../audit/record';
import type { Tx } from '../db/tx';
import { AppError } from '../http/errors';
import { assertRevision } from '../http/revision';
import type { ChangeClinicDto, ChangeStaffDto, NewStaffDto, SiteFieldsDto, StaffQuery } from './clinic.dto';
import { saveChanged } from './clinic-change';
import { Clinic, Site, Staff } from './clinic.entity';
import { faultsOfIssuers, issuersOf } from './issuers';
import { enterSites, listStaff, type StaffRecord, withTheirs } from './staff.repository';
import { isTimeZone } from './time-zone';

/** A clinic's own affairs: what it is called, where it works, and who works there. */
@Injectable()
export class ClinicService {
  async getClinic(tx: Tx): Promise<Clinic> {
    return tx.em.findOneByOrFail(Clinic, { id: tx.actor.clinicId });
  }

  async changeClinic(tx: Tx, expected: number, change: ChangeClinicDto): Promise<Clinic> {
    const clinic = await this.getForUpdate(tx, expected);
    if (
      change.timeZone !== undefined &&
      !(await isTimeZone(change.timeZone, (...asked) => tx.query(...asked)))
    ) {
      throw new AppError('request.invalid', undefined, [
        { pointer: '/timeZone', code: 'timeZone', detail: 'Name a place, such as Europe/London, or UTC.' },
      ]);
    }
    if (change.massageTherapistsMayIssue === false) {
      const willBe = { ...clinic, ...change };
      const faults = await faultsOfIssuers(tx, willBe, await issuersOf(tx), 'massageTherapistsMayIssue');
      if (faults.length > 0) throw new AppError('request.invalid', undefined, faults);
    }
    await saveChanged(tx, clinic, change, 'clinic.changed');
    return this.getClinic(tx);
  }

  /** Throws revision.stale. */
  async getForUpdate(tx: Tx, expected: number): Promise<Clinic> {
    const clinic = await tx.em.findOneOrFail(Clinic, {
      where: { id: tx.actor.clinicId },
      lock: { mode: 'pessimistic_write' },
    });
    assertRevision(clinic, expected);
    return clinic;
  }

  async listSites(tx: Tx): Promise<Site[]> {
    return tx.em.find(Site, { order: { name: 'ASC' } });
  }

  async openSite(tx: Tx, fields: SiteFieldsDto): Promise<Site> {
    const site = tx.em.create(Site, { id: randomUUID(), clinicId: tx.actor.clinicId, ...fields });
    await tx.em.insert(Site, site);
    await record(tx, 'site.opened', { type: 'site', ids: [site.id] });
    return tx.em.findOneByOrFail(Site, { id: site.id });
  }

  async changeSite(tx: Tx, id: string, expected: number, fields: SiteFieldsDto): Promise<Site> {
    const site = await this.getSiteForUpdate(tx, id);
    assertRevision(site, expected);
    await tx.em.save(Object.assign(site, fields));
    await record(tx, 'site.changed', { type: 'site', ids: [id] });
    return tx.em.findOneByOrFail(Site, { id });
  }

  async closeSite(tx: Tx, id: string, expected: number): Promise<void> {
    assertRevision(await this.getSiteForUpdate(tx, id), expected);
    await tx.em.delete(Site, { id });
    await record(tx, 'site.closed', { type: 'site', ids: [id] });
  }

  async listStaff(tx: Tx, query: StaffQuery): Promise<StaffRecord[]> {
    return withTheirs(tx, await listStaff(tx, query));
  }

  async readStaff(tx: Tx, id: string): Promise<StaffRecord> {
    const [record] = await withTheirs(tx, [await this.getStaff(tx, id)]);
    return record as StaffRecord;
  }

  async getStaff(tx: Tx, id: string): Promise<Staff> {
    const staff = await tx.em.findOneBy(Staff, { id });
    if (!staff) throw new AppError('not_found');
    return staff;
  }

  /** The asking member of staff and their clinic: what decides whether they may sign or issue. */
  async getSelf(tx: Tx): Promise<{ staff: Staff; clinic: Clinic }> {
    return { staff: await this.getStaff(tx, tx.actor.id), clinic: await this.getClinic(tx) };
  }

  async engage(tx: Tx, { siteIds = [], ...fields }: NewStaffDto): Promise<StaffRecord> {
    const staff = tx.em.create(Staff, {
      activeFrom: tx.today,
      ...fields,
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
    });
    assertCoherent(staff);
    await tx.em.insert(Staff, staff);
    if (siteIds.length > 0) await enterSites(tx, staff.id, siteIds);
    await record(tx, 'staff.engaged', { type: 'staff', ids: [staff.id] });
    return this.readStaff(tx, staff.id);
  }

  async changeStaff(
    tx: Tx,
    id: string,
    expected: number,
    { siteIds, ...change }: ChangeStaffDto,
  ): Promise<StaffRecord> {
    // every admin's row is locked, so that two admins cannot each remove the other
    const locked = await tx.em.find(Staff, { lock: { mode: 'pessimistic_write' }, order: { id: 'ASC' } });
    const staff = locked.find((one) => one.id === id);
    if (!staff) throw new AppError('not_found');
    assertRevision(staff, expected);
    Object.assign(staff, change);
    assertCoherent(staff);
    if (!locked.some((one) => isLastingAdmin(one, tx.today))) throw new AppError('staff.last_admin');
    await tx.em.save(staff);
    if (siteIds) await enterSites(tx, id, siteIds);
    await record(tx, 'staff.changed', { type: 'staff', ids: [id] });
    return this.readStaff(tx, id);
  }

  private async getSiteForUpdate(tx: Tx, id: string): Promise<Site> {
    const site = await tx.em.findOne(Site, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!site) throw new AppError('not_found');
    return site;
  }
}

const isLastingAdmin = (staff: Staff, today: string): boolean =>
  staff.roles.includes('admin') && staff.activeFrom <= today && staff.activeTo === null;

function assertCoherent(staff: Staff): void {
  const faults = [
    ((staff.registrationBody ?? null) === null) !== ((staff.registrationNumber ?? null) === null) && {
      pointer: '/registrationNumber',
      code: 'registration',
      detail: 'A registration has a body and a number.',
    },
    staff.roles.includes('clinician') &&
      !staff.profession && {
        pointer: '/profession',
        code: 'profession',
        detail: 'A clinician has a profession.',
      },
    staff.activeTo &&
      staff.activeTo < staff.activeFrom && {
        pointer: '/activeTo',
        code: 'order',
        detail: 'The last day cannot be before the first.',
      },
  ].filter((fault) => typeof fault === 'object' && fault !== null);
  if (faults.length > 0) throw new AppError('request.invalid', undefined, faults);
}
