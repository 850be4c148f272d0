import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, pageOf, PageOf } from '../http/page';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import {
  AdherenceQuery,
  CaseloadPatientDto,
  CaseloadQuery,
  OwnAdherenceDto,
  PatientAdherenceDto,
  toOwnStretch,
  toPatientAdherence,
} from './adherence.dto';
import { AdherenceService, FOUR_WEEKS, judged } from './adherence.service';
import { listCaseload } from './caseload.repository';

@ApiTags('Adherence')
@Controller()
export class AdherenceController {
  constructor(private readonly adherence: AdherenceService) {}

  @Get('patients/:id/adherence')
  @Allow('clinician')
  @Operation({
    summary: 'Read what a patient did of what was due, and how it felt',
    about:
      'Where nothing was reported it is unknown, never missed and never done. Diaries tend to say too much.',
    returns: PatientAdherenceDto,
  })
  async read(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @Query() { days = FOUR_WEEKS }: AdherenceQuery,
  ): Promise<PatientAdherenceDto> {
    return toPatientAdherence(await this.adherence.ofPatient(tx, id, days));
  }

  @Get('own-adherence')
  @Allow('patient', 'carer')
  @Operation({
    summary: 'Read how much of my plan I did',
    about: 'Rest because of a stop, a pause or a hold never counts against anybody.',
    returns: OwnAdherenceDto,
  })
  async own(@CurrentTx() tx: Tx): Promise<OwnAdherenceDto> {
    const { week, fourWeeks, weekly } = await this.adherence.own(tx);
    return { week: toOwnStretch(week), fourWeeks: toOwnStretch(fourWeeks), weekly };
  }

  @Get('caseload')
  @Allow('clinician')
  @Operation({
    summary: 'List the patients under care, with how each is getting on',
    about:
      'Who is discharged or archived is left out. An order that goes by alerts may change between two pages.',
    returns: PageOf(CaseloadPatientDto),
  })
  async caseload(@CurrentTx() tx: Tx, @Query() query: CaseloadQuery): Promise<Page<CaseloadPatientDto>> {
    const page = pageOf(
      await listCaseload(tx, query.of ?? 'mine', query.order ?? 'name', query),
      query,
      ({ rank, name, id }) => [String(rank), name, id],
      (row): CaseloadPatientDto => {
        const { id, name, responsibleId, lastContactOn, alerts, isOnHold, plan } = row;
        return { id, name, responsibleId, ...judged(row), lastContactOn, alerts, isOnHold, plan };
      },
    );
    tx.sawRecordOf(...page.items.map(({ id }) => id));
    return page;
  }
}
