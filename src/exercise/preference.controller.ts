import { Body, Controller, Delete, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { Allow } from '../identity/allow';
import { DefaultDoseDto, ExerciseDto, toExercise } from './exercise.dto';
import { PreferenceService } from './preference.service';

@ApiTags('Exercise')
@Controller('exercises/:id')
export class PreferenceController {
  constructor(private readonly preferences: PreferenceService) {}

  @Put('favourite')
  @Allow('clinician')
  @Operation({ summary: 'Make an exercise one of your favourites', about: 'No colleague sees it.' })
  async favour(@CurrentTx() tx: Tx, @PathId() id: string): Promise<void> {
    await this.preferences.favour(tx, id);
  }

  @Delete('favourite')
  @Allow('clinician')
  @Operation({ summary: 'Take an exercise out of your favourites' })
  async unfavour(@CurrentTx() tx: Tx, @PathId() id: string): Promise<void> {
    await this.preferences.unfavour(tx, id);
  }

  @Put('default-dose')
  @Allow('clinician')
  @Operation({
    summary: 'Say what prescriptions of an exercise start from at your clinic',
    about:
      'Of an exercise of your own or a shared one, for everybody at the clinic. A plan whose item names no dose takes ' +
      'this one. What was written before stays as it is.',
    returns: ExerciseDto,
  })
  async setDefaultDose(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @Body() body: DefaultDoseDto,
  ): Promise<ExerciseDto> {
    return toExercise(await this.preferences.setDefaultDose(tx, id, body.dosage));
  }

  @Delete('default-dose')
  @Allow('clinician')
  @Operation({ summary: 'Start from the library’s dose again' })
  async removeDefaultDose(@CurrentTx() tx: Tx, @PathId() id: string): Promise<void> {
    await this.preferences.removeDefaultDose(tx, id);
  }
}
