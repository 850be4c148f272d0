import { Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { type Page, PageOf, pageOf, PageQuery } from '../http/page';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import { readWords } from '../language/language.repository';
import { PatientService } from '../patient/patient.service';
import { ItemStopDto, OwnStopDto, toItemStop, toOwnStop } from './item-stop.dto';
import { type NamedStop, pageOfStops } from './item-stop.repository';
import { ItemStopService } from './item-stop.service';

/** Exercises that are not to be done for now. */
@ApiTags('Diary')
@Controller()
export class ItemStopController {
  constructor(
    private readonly stops: ItemStopService,
    private readonly patients: PatientService,
  ) {}

  @Post('routine-items/:id/stop')
  @Allow('patient', 'carer')
  @Operation({
    summary: 'Leave one of my exercises out until tomorrow',
    about: 'What is stopped already stays so, for the longer of both.',
    returns: OwnStopDto,
  })
  async stop(@CurrentTx() tx: Tx, @PathId() itemId: string): Promise<OwnStopDto> {
    return toOwnStop(await this.stops.stopOwn(tx, itemId), await readWords(tx));
  }

  @Delete('routine-items/:id/stop')
  @Allow('patient', 'carer')
  @Operation({
    summary: 'Take back that I left an exercise out',
    about:
      'What was stopped because of pain, or of what was answered, stays stopped, and is refused with a sentence that says until when.',
    refuses: ['item_stop.not_own_choice'],
  })
  async takeBack(@CurrentTx() tx: Tx, @PathId() itemId: string): Promise<void> {
    await this.stops.takeBackOwn(tx, itemId);
  }

  @Get('patients/:id/item-stops')
  @Allow('clinician')
  @Operation({ summary: 'List a patient’s stopped exercises, newest first', returns: PageOf(ItemStopDto) })
  async list(
    @CurrentTx() tx: Tx,
    @PathId() patientId: string,
    @Query() query: PageQuery,
  ): Promise<Page<ItemStopDto>> {
    await this.patients.getPatient(tx, patientId);
    const rows = await pageOfStops(tx, patientId, query);
    return pageOf(rows, query, ({ at, id }: NamedStop) => [at.toISOString(), id], toItemStop);
  }

  @Post('item-stops/:id/lift')
  @Allow('clinician')
  @Operation({
    summary: 'Let a stopped exercise be done again',
    about: 'After a look at it. Everything that stops the same exercise is lifted with it.',
    refuses: ['item_stop.lifted_already', 'item_stop.lifter_not_entitled'],
  })
  async lift(@CurrentTx() tx: Tx, @PathId() id: string): Promise<void> {
    await this.stops.lift(tx, id);
  }
}
