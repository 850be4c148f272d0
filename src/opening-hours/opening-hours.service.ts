import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MoreThanOrEqual } from 'typeorm';
import { record } from '../audit/record';
import { daysBetween } from '../calendar/days';
import { Staff } from '../clinic/clinic.entity';
import type { Tx } from '../db/tx';
import { AppError, type FieldFault } from '../http/errors';
import { assertRevision } from '../http/revision';
import { CLOSED_DAYS_MAX, DEFAULT_STRETCHES, type OpenStretch, stretchFaults } from './opening-hours';
import type { NewClosedDayDto, NewCoverDto, NewOpeningHoursDto } from './opening-hours.dto';
import { ClosedDay, StoodInFor } from './opening-hours.entity';

export interface KeptHours {
  stretches: OpenStretch[];
  /** Undefined where it is not the asker's to know. */
  backupId?: string | null;
  isDefault: boolean;
  revision: number;
}

/** When a clinic is open and who stands in for whom. What was due before a change stays due when it was. */
@Injectable()
export class OpeningHoursService {
  async read(tx: Tx): Promise<KeptHours> {
    const isStaff = tx.actor.patientId === null;
    const [kept] = await tx.query<Omit<KeptHours, 'isDefault'>>(
      `select stretches, revision ${isStaff ? ', backup_staff_id as "backupId"' : ''} from portal.opening_hours`,
    );
    if (kept) return { ...kept, isDefault: false };
    const nothing = { stretches: [...DEFAULT_STRETCHES], isDefault: true, revision: 0 };
    return isStaff ? { ...nothing, backupId: null } : nothing;
  }

  /** Throws request.invalid on hours that cannot be meant, and on a backup person who treats nobody here. */
  async enter(
    tx: Tx,
    expected: number,
    { stretches, backupId = null }: NewOpeningHoursDto,
  ): Promise<KeptHours> {
    const faults = stretchFaults(stretches).map((one) => ({ ...one, pointer: `/stretches${one.pointer}` }));
    if (faults.length > 0) throw new AppError('request.invalid', undefined, faults);
    if (backupId !== null) await clinicianOn(tx, '/backupId', backupId, tx.today);
    const values = [tx.actor.clinicId, JSON.stringify(stretches), backupId];
    const id = expected === 0 ? await insertHours(tx, values) : await updateHours(tx, expected, values);
    await record(tx, 'opening_hours.entered', { type: 'opening_hours', ids: [id] });
    return this.read(tx);
  }

  /** Those that are not over, the next first. */
  async listClosedDays(tx: Tx): Promise<ClosedDay[]> {
    return tx.em.find(ClosedDay, {
      where: { toDay: MoreThanOrEqual(tx.today) },
      order: { fromDay: 'ASC', id: 'ASC' },
    });
  }

  async close(tx: Tx, { name, from, to }: NewClosedDayDto): Promise<ClosedDay> {
    assertPeriod(tx, from, to);
    const day = { id: randomUUID(), clinicId: tx.actor.clinicId, name, fromDay: from, toDay: to };
    await tx.em.insert(ClosedDay, day);
    await record(tx, 'closed_day.entered', { type: 'closed_day', ids: [day.id] });
    return day;
  }

  async open(tx: Tx, id: string): Promise<void> {
    const { affected } = await tx.em.delete(ClosedDay, { id });
    if (affected !== 1) throw new AppError('not_found');
    await record(tx, 'closed_day.removed', { type: 'closed_day', ids: [id] });
  }

  /** Those that are not over, the next first. */
  async listCovers(tx: Tx): Promise<StoodInFor[]> {
    return tx.em.find(StoodInFor, {
      where: { toDay: MoreThanOrEqual(tx.today) },
      order: { fromDay: 'ASC', id: 'ASC' },
    });
  }

  /** Throws cover.overlaps: on one day one person looks instead. */
  async arrange(tx: Tx, { staffId, coveredById, from, to }: NewCoverDto): Promise<StoodInFor> {
    assertPeriod(tx, from, to);
    if (staffId === coveredById) {
      throw invalid('/coveredById', 'cover.self', 'Nobody stands in for themself.');
    }
    // whoever is away is locked, so that of two covers at once the second sees the first
    await tx.query('select 1 from portal.staff where id = $1 for update', [staffId]);
    await clinicianOn(tx, '/staffId', staffId, from);
    await clinicianOn(tx, '/coveredById', coveredById, from);
    await clinicianOn(tx, '/coveredById', coveredById, to);
    const others = await tx.em.findBy(StoodInFor, { staffId, toDay: MoreThanOrEqual(from) });
    if (others.some(({ fromDay }) => fromDay <= to)) throw new AppError('cover.overlaps');
    const cover = {
      id: randomUUID(),
      clinicId: tx.actor.clinicId,
      staffId,
      coveredBy: coveredById,
      fromDay: from,
      toDay: to,
    };
    await tx.em.insert(StoodInFor, cover);
    await record(tx, 'cover.arranged', { type: 'cover', ids: [cover.id] });
    return cover;
  }

  async removeCover(tx: Tx, id: string): Promise<void> {
    const { affected } = await tx.em.delete(StoodInFor, { id });
    if (affected !== 1) throw new AppError('not_found');
    await record(tx, 'cover.removed', { type: 'cover', ids: [id] });
  }
}

/** Of two who enter the first hours at once, the second is stale. */
async function insertHours(tx: Tx, values: unknown[]): Promise<string> {
  const [kept] = await tx.query<{ id: string }>(
    `insert into portal.opening_hours (clinic_id, stretches, backup_staff_id) values ($1, $2, $3)
     on conflict (clinic_id) do nothing returning id`,
    values,
  );
  if (!kept) throw new AppError('revision.stale');
  return kept.id;
}

async function updateHours(tx: Tx, expected: number, values: unknown[]): Promise<string> {
  const [kept] = await tx.query<{ id: string; revision: number }>(
    'select id, revision from portal.opening_hours for update',
  );
  assertRevision(kept ?? { revision: 0 }, expected);
  await tx.query(
    'update portal.opening_hours set stretches = $2, backup_staff_id = $3 where clinic_id = $1',
    values,
  );
  return (kept as { id: string }).id;
}

function assertPeriod(tx: Tx, from: string, to: string): void {
  if (to < from) throw invalid('/to', 'period', 'The last day cannot be before the first.');
  if (to < tx.today) throw invalid('/to', 'period', 'These days are over.');
  if (daysBetween(from, to) >= CLOSED_DAYS_MAX) {
    throw invalid('/to', 'period', `Enter at most ${CLOSED_DAYS_MAX} days at once.`);
  }
}

async function clinicianOn(tx: Tx, pointer: string, id: string, day: string): Promise<void> {
  const staff = await tx.em.findOneBy(Staff, { id });
  if (staff?.roles.includes('clinician') && staff.isActive(day)) return;
  throw invalid(
    pointer,
    'clinician',
    'There is no clinician with this id who is active at your clinic then.',
  );
}

const invalid = (pointer: string, code: string, detail: string): AppError =>
  new AppError('request.invalid', undefined, [{ pointer, code, detail } satisfies FieldFault]);
