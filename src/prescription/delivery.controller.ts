import { Body, Controller, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentTx } from '../db/in-tx.interceptor';
import type { Tx } from '../db/tx';
import { Choice } from '../http/fields';
import { Operation } from '../http/operation';
import { PathId } from '../http/path-id';
import { assertRevision, IfMatch, NeedsIfMatch } from '../http/revision';
import { Allow } from '../identity/allow';
import { PrescriptionDto, toPrescription } from './prescription.dto';
import { DELIVERIES, type Delivery } from './prescription.entity';
import { getPrescriptionForUpdate, recorded } from './prescription.repository';

export class DeliveryDto {
  @Choice(DELIVERIES, { example: 'paper' }) delivery: Delivery;
}

/** Whether a patient follows their plan in the portal or on paper. It changes nothing of the advice. */
@ApiTags('Prescription')
@Controller()
export class DeliveryController {
  @Put('prescriptions/:id/delivery')
  @Allow('clinician')
  @NeedsIfMatch()
  @Operation({
    summary: 'Say whether the patient follows the plan in the portal or on paper',
    about:
      'On paper nothing is reported between visits, so nobody is alerted to silence. The portal stays open to them.',
    returns: PrescriptionDto,
  })
  async set(
    @CurrentTx() tx: Tx,
    @PathId() id: string,
    @IfMatch() expected: number,
    @Body() { delivery }: DeliveryDto,
  ): Promise<PrescriptionDto> {
    const prescription = await getPrescriptionForUpdate(tx, id);
    assertRevision(prescription, expected);
    await tx.query('update portal.prescription set delivery = $2 where id = $1', [id, delivery]);
    return toPrescription(await recorded(tx, prescription, 'prescription.delivery_set'));
  }
}
