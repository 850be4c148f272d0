import { Body, Controller, Delete, Get, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf } from '../http/page';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import {
  ChangeClinicDto,
  ChangeStaffDto,
  ClinicDto,
  NewStaffDto,
  SiteDto,
  SiteFieldsDto,
  StaffDto,
  StaffQuery,
  toClinic,
  toSite,
  toStaff,
} from './clinic.dto';
import { ClinicService } from './clinic.service';

@ApiTags('Clinic')
@Controller()
export class ClinicController {
  constructor(private readonly clinics: ClinicService) {}

  @Get('clinic')
  @Allow('clinician', 'desk', 'admin')
  @Operation({ summary: 'Read the clinic', returns: ClinicDto })
  async read(@CurrentTx() tx: Tx): Promise<ClinicDto> {
    return toClinic(await this.clinics.getClinic(tx));
  }

  @Patch('clinic')
  @Allow('admin')
  @NeedsIfMatch()
  @Operation({ summary: 'Change the clinic', returns: ClinicDto })
  async change(
    @CurrentTx() tx: Tx,
    @IfMatch() expected: number,
    @Body() body: ChangeClinicDto,
  ): Promise<ClinicDto> {
    return toClinic(await this.clinics.changeClinic(tx, expected, body));
  }

  @Get('clinic/sites')
  @Allow('clinician', 'desk', 'admin')
  @Operation({ summary: 'List the places where the clinic sees people', returns: [SiteDto] })
  async listSites(@CurrentTx() tx: Tx): Promise<SiteDto[]> {
    return (await this.clinics.listSites(tx)).map(toSite);
  }

  @Post('clinic/sites')
  @Allow('admin')
  @Operation({ summary: 'Open a site', returns: SiteDto, status: 201, refuses: ['revision.conflict'] })
  async openSite(@CurrentTx() tx: Tx, @Body() body: SiteFieldsDto): Promise<SiteDto> {
    return toSite(await this.clinics.openSite(tx, body));
  }

  @Put('clinic/sites/:id')
  @Allow('admin')
  @NeedsIfMatch()
  @Operation({ summary: 'Change a site', returns: SiteDto, refuses: ['revision.conflict'] })
  async changeSite(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: SiteFieldsDto,
  ): Promise<SiteDto> {
    return toSite(await this.clinics.changeSite(tx, id, expected, body));
  }

  @Delete('clinic/sites/:id')
  @Allow('admin')
  @NeedsIfMatch()
  @Operation({ summary: 'Close a site' })
  async closeSite(@CurrentTx() tx: Tx, @PathId() id: string, @IfMatch() expected: number): Promise<void> {
    await this.clinics.closeSite(tx, id, expected);
  }

  @Get('staff')
  @Allow('clinician', 'desk', 'admin')
  @Operation({ summary: 'List the staff, by name', returns: PageOf(StaffDto) })
  async listStaff(@CurrentTx() tx: Tx, @Query() query: StaffQuery): Promise<Page<StaffDto>> {
    const rows = await this.clinics.listStaff(tx, query);
    return pageOf(rows, query, ({ staff }) => [staff.name, staff.id], toStaff);
  }

  @Post('staff')
  @Allow('admin')
  @Operation({ summary: 'Engage somebody', returns: StaffDto, status: 201, refuses: ['revision.conflict'] })
  async engage(@CurrentTx() tx: Tx, @Body() body: NewStaffDto): Promise<StaffDto> {
    return toStaff(await this.clinics.engage(tx, body));
  }

  @Get('staff/:id')
  @Allow('clinician', 'desk', 'admin')
  @Operation({ summary: 'Read a member of staff', returns: StaffDto })
  async readStaff(@CurrentTx() tx: Tx, @PathId() id: string): Promise<StaffDto> {
    return toStaff(await this.clinics.readStaff(tx, id));
  }

  @Patch('staff/:id')
  @Allow('admin')
  @NeedsIfMatch()
  @Operation({
    summary: 'Change a member of staff, or end their time here',
    returns: StaffDto,
    refuses: ['staff.last_admin'],
  })
  async changeStaff(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() body: ChangeStaffDto,
  ): Promise<StaffDto> {
    return toStaff(await this.clinics.changeStaff(tx, id, expected, body));
  }
}
