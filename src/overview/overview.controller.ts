import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf, PageQuery } from '../http/page';
import { Allow } from '../identity/allow';
import { reasonOf } from '../mail/mail.service';
import { FailedMailDto, FailedMailQuery, OverviewDto, SizeDto, StaffDeviceDto } from './overview.dto';
import {
  type FailedMailRow,
  listFailedMails,
  listStaffDevices,
  readCounts,
  readSizes,
  type StaffDeviceRow,
  waitingInvitations,
} from './overview.repository';

const AT = '/api/v1';

/** The clinic as its admin sees it: people who work there, devices, what failed and how much there is. Never a patient. */
@ApiTags('Clinic')
@Controller('clinic')
export class OverviewController {
  @Get('overview')
  @Allow('admin')
  @Operation({ summary: 'Read how the clinic stands, with where to look further', returns: OverviewDto })
  async read(@CurrentTx() tx: Tx): Promise<OverviewDto> {
    const counts = await readCounts(tx);
    const of = (count: number, path: string | null) => ({ count, address: path && `${AT}${path}` });
    return {
      staff: of(counts.staff, '/staff'),
      staffDevices: of(counts.staffDevices, '/clinic/devices'),
      patientDevices: of(counts.patientDevices, null),
      carerDevices: of(counts.carerDevices, null),
      passkeys: of(counts.passkeys, null),
      failedMails: of(counts.failedMails, '/clinic/failed-mails'),
      mailsWaiting: of(counts.mailsWaiting, '/clinic/work'),
      deadVideos: of(counts.deadVideos, null),
      invitations: (await waitingInvitations(tx)).map(({ expiresAt, ...one }) => ({
        ...one,
        expiresAt: expiresAt.toISOString(),
      })),
      lastBackupAt: counts.lastBackupAt?.toISOString() ?? null,
      workerIsLate: counts.workerIsLate,
    };
  }

  @Get('devices')
  @Allow('admin')
  @Operation({
    summary: 'List where the staff are signed in, last seen first',
    about: 'Those of patients are only counted, in GET /clinic/overview.',
    returns: PageOf(StaffDeviceDto),
  })
  async listDevices(@CurrentTx() tx: Tx, @Query() query: PageQuery): Promise<Page<StaffDeviceDto>> {
    const rows = await listStaffDevices(tx, query);
    return pageOf(
      rows,
      query,
      ({ sortKey, id }) => [sortKey, id],
      (row) => toDevice(row, tx.actor.sessionId),
    );
  }

  @Get('sizes')
  @Allow('admin')
  @Operation({
    summary: 'Read how much the clinic keeps, by kind',
    about:
      'Rows are counted up to 10,000. Beyond that, and for bytes, it is an estimate: what the database noted of the whole table when it ' +
      'last looked through it, which may be a day ago.',
    returns: [SizeDto],
  })
  async readSizes(@CurrentTx() tx: Tx): Promise<SizeDto[]> {
    return readSizes(tx);
  }

  @Get('failed-mails')
  @Allow('admin')
  @Operation({
    summary: 'List mails that came back or were given up, newest first',
    about: 'By kind and reason, never to whom or what they said. The desk sees whom to ring, at GET /mails.',
    returns: PageOf(FailedMailDto),
  })
  async listFailedMails(@CurrentTx() tx: Tx, @Query() query: FailedMailQuery): Promise<Page<FailedMailDto>> {
    const rows = await listFailedMails(tx, query);
    return pageOf(rows, query, ({ sortKey, id }) => [sortKey, id], toFailedMail);
  }
}

function toDevice(
  { beganAt, lastSeenAt, sortKey: _, ...row }: StaffDeviceRow,
  asking: string,
): StaffDeviceDto {
  return {
    ...row,
    beganAt: beganAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    isThisOne: row.id === asking,
  };
}

const toFailedMail = ({ id, kind, masked, postedAt, failedAt, code }: FailedMailRow): FailedMailDto => ({
  id,
  kind,
  to: masked,
  postedAt: postedAt.toISOString(),
  failedAt: failedAt.toISOString(),
  why: reasonOf(code),
  code,
});
