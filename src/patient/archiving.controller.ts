import { Body, Controller, Delete, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import { ArchivingDto, NewArchivingDto } from './archiving.dto';
import { ArchivingService } from './archiving.service';
import { PatientDto, toPatient } from './patient.dto';

@ApiTags('Patient')
@Controller()
export class ArchivingController {
  constructor(private readonly archivings: ArchivingService) {}

  @Post('archivings')
  @Allow('clinician', 'desk')
  @Operation({
    summary: 'Take patients out of the everyday lists',
    about:
      'Those who are named, or all who were not seen for long. They are found with archived=true, and are back with a new ' +
      'episode or a readmission. Nothing else changes.',
    returns: ArchivingDto,
  })
  async archive(@CurrentTx() tx: Tx, @Body() body: NewArchivingDto): Promise<ArchivingDto> {
    return { patients: await this.archivings.archive(tx, body) };
  }

  @Delete('patients/:id/archiving')
  @Allow('clinician', 'desk')
  @NeedsIfMatch()
  @Operation({
    summary: 'Bring a patient back into the everyday lists',
    about: 'If-Match is the patient’s ETag.',
    returns: PatientDto,
  })
  async bringBack(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
  ): Promise<PatientDto> {
    return toPatient(await this.archivings.bringBack(tx, id, expected));
  }
}
